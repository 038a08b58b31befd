"""prose: what authors wrote, passage by passage, for the rules on language and on words that must not be printed.

In: the view of a report. Out: passages of plain text, either everything that was written, or only what its authors
may reword: there, what is quoted, recorded in notes, code, formulas, addresses, the names of organisations and words in
another language are blanked, so that every place stays where it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from typing import assert_never

from report_kit.checks.places import find_words, first_line, occurrences
from report_kit.checks.view import Placed, View
from report_kit.diagnostics import Span
from report_kit.evidence.language import mask_quotes
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.entities import Entity
from report_kit.model.report import Report
from report_kit.model.walk import attributes_of, inlines_of, plain_text, walk_inlines

_COMMAND = pattern(r"\\[A-Za-z]+")
"""Commands of TeX, which stand among words in a formula."""
_ADDRESS = pattern(r"\b(?:https?://|mailto:|www\.)\S+|\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, caption, title …"""

    text: str
    """Its words; blanked, in an author's own words, is what is not the author's to reword."""
    place: Callable[[int, int], Span]
    """Where the characters from one number to another stand in the source."""
    placed: Placed | None = None
    """The block that it is the line content of; None for what stands in attributes and YAML files."""
    aside: bool = False
    """True for what does not stand in the running text: alternative texts, titles of links, words around citations."""
    what: str = "the text"
    """How a message calls it."""
    named: bool = False
    """True for the title of a work."""
    cut_up: bool = False
    """True for what a program has written, which may cut words and sentences anywhere."""


def passages(view: View) -> Iterator[Passage]:
    """Their own words: of sections and themes in reading order, then what YAML files hold."""
    report = view.report
    names = _names(report)
    for placed in view.placed:
        if placed.part is not None and not _is_foreign(placed, report.meta.language):
            yield from _own_words(report, placed.block, names)
    for entity, keys in _entities(report):
        for key in keys:
            if words := getattr(entity, key):
                yield _blanked(_of_words(report, words, entity.at(key)), names)


def written(view: View) -> Iterator[list[Passage]]:
    """Everything that was written or drawn for print: block quotes, code, YAML files, works and pictures included.

    Passages that are read one after the other come together: the running text of a part, a footnote, an entry of a
    YAML file.
    """
    report = view.report
    running: list[Passage] = []
    part = None
    for placed in view.placed:
        if placed.part is None:
            continue
        if placed.part is not part:
            yield running
            running, part = [], placed.part
        for passage in _all_words(report, placed):
            # What stands aside must not part the words before and after it.
            if passage.aside or any(isinstance(block, _HOLDS_FOOTNOTES) for block in placed.around):
                yield [passage]
            else:
                running.append(passage)
    yield running
    for entity in _all_entities(report):
        yield [_of_words(report, words, entity.at(*path)) for path, words in _values(entity)]
    for work in report.references.values():
        yield [replace(_of_words(report, plain_text(work.content), work.span), what="the title of a work", named=True)]
    yield from _drawn(view)


_HOLDS_FOOTNOTES = (b.Paragraph, b.Heading)
"""Blocks that stand around no other but what their footnotes hold."""


def _drawn(view: View) -> Iterator[list[Passage]]:
    """The words in pictures, each at the first place where the picture is used."""
    places: dict[str, Span] = {}
    for figure, _ in view.blocks_of(b.Figure):
        places.setdefault(figure.source, figure.span)
    for picture, _ in view.inlines_of(i.Picture):
        places.setdefault(picture.source, picture.span)
    for organisation in view.report.organisations.values():
        places.setdefault(organisation.logo, organisation.at("logo"))
    for asset in view.report.assets.values():
        if asset.words:
            at = first_line(view.report.lines, places.get(asset.path, Span(asset.path)))
            yield [Passage(asset.words, _always(at), what=f'the picture "{asset.path}"', cut_up=True)]


def _always(span: Span) -> Callable[[int, int], Span]:
    return lambda _start, _end: span


def _is_foreign(placed: Placed, language: str) -> bool:
    """Whether `placed` stands in a quotation or in a language other than the report's."""
    return any(
        isinstance(block, b.Quote | b.BlockQuote) or _differs(getattr(block, "language", ""), language)
        for block in (*placed.around, placed.block)
        if not isinstance(block, b.CodeBlock)
    )


def _differs(language: str, usual: str) -> bool:
    return bool(language) and language.split("-", maxsplit=1)[0].lower() != usual.split("-", maxsplit=1)[0].lower()


def _own_words(report: Report, block: b.Block, names: re.Pattern[str] | None) -> Iterator[Passage]:
    if content := inlines_of(block):
        yield _blanked(_of_pieces(report, _own_pieces(content, report.meta.language)), names)
    for name, words in attributes_of(block):
        if name in _SENTENCES:
            yield _blanked(_of_words(report, words, block.span), names)


_SENTENCES = frozenset({"title", "to"})
"""What stands in attributes as its author worded it: a date, a number and code are no wording."""


def _all_words(report: Report, placed: Placed) -> Iterator[Passage]:
    content = inlines_of(placed.block)
    if content:
        yield replace(_of_pieces(report, _all_pieces(content)), placed=placed)
    for inline in walk_inlines(content):
        match inline:
            case i.Link(title=title) if title:
                yield replace(_of_words(report, title, inline.span), aside=True)
            case i.Citation():
                for words in (words for item in inline.items for words in (item.prefix, item.suffix) if words):
                    yield replace(_of_words(report, words, inline.span), aside=True)
            case (
                i.Text() | i.LineBreak() | i.Styled() | i.Phrase() | i.Code() | i.Math() | i.Link() | i.Picture()
                | i.Footnote() | i.FootnoteMark() | i.AssertedCount()
            ):  # fmt: skip
                pass
            case _:
                assert_never(inline)
    for name, words in attributes_of(placed.block):
        yield replace(_of_words(report, words, placed.block.span), aside=name == "alt")


def _of_words(report: Report, words: str, span: Span) -> Passage:
    def place(start: int, end: int) -> Span:
        return find_words(report.lines, span, words[start:end], occurrences(words[:start], words[start:end]))

    return Passage(words, place)


_Piece = tuple[str, Span]
"""Some words of a line, and where they stand."""


def _of_pieces(report: Report, pieces: Iterable[_Piece]) -> Passage:
    found = list(pieces)
    starts = list(accumulate((len(words) for words, _ in found), initial=0))[:-1]

    def place(start: int, end: int) -> Span:
        number = max(bisect_right(starts, start) - 1, 0)
        words, span = found[number]
        wanted = words[start - starts[number] : end - starts[number]]
        before = occurrences(words[: start - starts[number]], wanted)
        return find_words(report.lines, span, wanted, before)

    return Passage("".join(words for words, _ in found), place)


def _own_pieces(content: Iterable[i.Inline], language: str) -> Iterator[_Piece]:
    """Texts, and blanks for what is none."""
    for inline in content:
        match inline:
            case i.Text():
                yield inline.text, inline.span
            case i.Phrase() if _differs(inline.language, language):
                yield " ", inline.span
            case i.Styled() | i.Phrase() | i.Link() | i.AssertedCount():
                yield from _own_pieces(inline.content, language)
            case i.Citation() | i.Footnote() | i.FootnoteMark():
                pass
            case i.LineBreak() | i.Code() | i.Math() | i.Picture():
                yield " ", inline.span
            case _:
                assert_never(inline)


def _all_pieces(content: Iterable[i.Inline]) -> Iterator[_Piece]:
    """All that `plain_text` joins, each with its place."""
    for inline in walk_inlines(content):
        if isinstance(inline, i.Math):
            yield _COMMAND.sub(lambda command: " " * len(command[0]), inline.tex), inline.span
        elif not isinstance(inline, i.Styled | i.Phrase | i.Link | i.AssertedCount):  # what is in them comes next
            yield plain_text((inline,)), inline.span


def _blanked(passage: Passage, names: re.Pattern[str] | None) -> Passage:
    text = _ADDRESS.sub(_blank, mask_quotes(passage.text))
    return replace(passage, text=names.sub(_blank, text) if names else text)


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
    """What is printed of YAML files and front matter, where it is sentences."""
    yield report.meta, ("title", "subtitle", "description", "alternative_formats")
    for part in report.parts:
        if part.head is not None:
            yield part.head, ("title", "summary") if part.kind == "theme" else ("title",)
    for organisation in report.organisations.values():
        yield organisation, ("about",)
    for term in report.glossary:
        yield term, ("definition",)


def _all_entities(report: Report) -> Iterator[Entity]:
    yield report.meta
    yield from (part.head for part in report.parts if part.head is not None)
    for entities in (report.events, report.organisations, report.participants, report.codes):
        yield from entities.values()
    yield from report.glossary


def _values(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in an entity, whether it is printed today or may be one day, and its path."""
    match value:
        case str() if value:
            yield path, value
        case _ if is_dataclass(value) and not isinstance(value, type):
            for key in fields(value):
                yield from _values(getattr(value, key.name), (*path, key.name))
        case Mapping():
            for key, inside in value.items():
                if isinstance(key, str) and " " in key.strip():
                    yield (*path, key), key
                yield from _values(inside, (*path, key))
        case tuple():
            for number, inside in enumerate(value):
                yield from _values(inside, (*path, number))
        case _:
            pass
