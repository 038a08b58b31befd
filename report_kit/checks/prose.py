"""prose: what authors wrote in their own words, passage by passage, for the rules on language.

In: the view of a report. Out: passages of plain text. What is quoted, recorded in notes, code, formulas, addresses, the
names of organisations and words in another language are blanked, so that every place stays where it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from report_kit.checks.places import find_words, occurrences
from report_kit.checks.view import Placed, View
from report_kit.diagnostics import Span
from report_kit.evidence.language import mask_quotes
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.entities import Entity
from report_kit.model.report import Report
from report_kit.model.walk import inlines_of

_ADDRESS = re.compile(r"\b(?:https?://|mailto:|www\.)\S+|\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, caption, title … in its author's own words."""

    text: str
    """With everything blanked that is not the author's to reword."""
    place: Callable[[int, int], Span]
    """Where the characters from one number to another stand in the source."""


def passages(view: View) -> Iterator[Passage]:
    """All of them: sections and themes in reading order, then what YAML files hold."""
    report = view.report
    names = _names(report)
    for placed in view.placed:
        if placed.part is not None and not _is_foreign(placed, report.meta.language):
            yield from _of_block(report, placed.block, names)
    for entity, keys in _entities(report):
        for key in keys:
            if words := getattr(entity, key):
                yield _of_words(report, words, entity.at(key), names)


def _is_foreign(placed: Placed, language: str) -> bool:
    """Whether `placed` stands in a quotation or in a language other than the report's."""
    return any(
        isinstance(block, b.Quote | b.BlockQuote) or _differs(getattr(block, "language", ""), language)
        for block in (*placed.around, placed.block)
        if not isinstance(block, b.CodeBlock)
    )


def _differs(language: str, usual: str) -> bool:
    return bool(language) and language.split("-", maxsplit=1)[0].lower() != usual.split("-", maxsplit=1)[0].lower()


def _of_block(report: Report, block: b.Block, names: re.Pattern[str] | None) -> Iterator[Passage]:
    if content := inlines_of(block):
        yield _of_inlines(report, content, names)
    titles = {b.Callout: ("title",), b.CaseStudy: ("title",), b.Recommendation: ("to",)}.get(type(block), ())
    for key in titles:
        if words := getattr(block, key):
            yield _of_words(report, words, block.span, names)


def _of_words(report: Report, words: str, span: Span, names: re.Pattern[str] | None) -> Passage:
    def place(start: int, end: int) -> Span:
        return find_words(report.lines, span, words[start:end], occurrences(words[:start], words[start:end]))

    return Passage(_blanked(words, names), place)


def _of_inlines(report: Report, content: Iterable[i.Inline], names: re.Pattern[str] | None) -> Passage:
    words: list[str] = []
    texts: list[i.Text] = []
    starts: list[int] = []
    length = 0
    for piece in _pieces(content, report.meta.language):
        if isinstance(piece, i.Text):
            texts.append(piece)
            starts.append(length)
        words.append(piece.text if isinstance(piece, i.Text) else piece)
        length += len(words[-1])
    whole = "".join(words)

    def place(start: int, end: int) -> Span:
        number = max(bisect_right(starts, start) - 1, 0)
        text = texts[number]
        found = text.text[start - starts[number] : end - starts[number]]
        before = occurrences(text.text[: start - starts[number]], found)
        return find_words(report.lines, text.span, found, before)

    return Passage(_blanked(whole, names), place)


def _pieces(content: Iterable[i.Inline], language: str) -> Iterator[i.Text | str]:
    """Texts, and blanks for what is none."""
    for inline in content:
        match inline:
            case i.Text():
                yield inline
            case i.Phrase() if _differs(inline.language, language):
                yield " "
            case i.Styled() | i.Phrase() | i.Link() | i.AssertedCount():
                yield from _pieces(inline.content, language)
            case i.Citation() | i.Footnote():
                pass
            case _:
                yield " "


def _blanked(text: str, names: re.Pattern[str] | None) -> str:
    text = _ADDRESS.sub(_blank, mask_quotes(text))
    return names.sub(_blank, text) if names else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _names(report: Report) -> re.Pattern[str] | None:
    """What organisations call themselves, which no list of words may change."""
    names = {
        name
        for organisation in report.organisations.values()
        for name in (organisation.name, organisation.short_name, *organisation.aliases)
        if name
    }
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if names else None


def _entities(report: Report) -> Iterator[tuple[Entity, tuple[str, ...]]]:
    """What is printed of YAML files and front matter."""
    yield report.meta, ("title", "subtitle", "description", "alternative_formats")
    for part in report.parts:
        if part.head is not None:
            yield part.head, ("title", "summary") if part.kind == "theme" else ("title",)
    for organisation in report.organisations.values():
        yield organisation, ("about",)
    for term in report.glossary:
        yield term, ("definition",)
