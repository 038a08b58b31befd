"""copied-remark: the words of a note, typed or pasted as a quotation, where a quote of the note is meant.

Notes that must not be quoted are left to `withheld-words` and `quote-without-consent`; words in quotation marks beside
a citation of their note to `quoted-paraphrase` and `quote-not-in-note`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from report_kit.checks.passages import cited_by, quoted_stretches
from report_kit.checks.places import find_words, first_line
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.evidence.words import words_in
from report_kit.model import blocks as b
from report_kit.model.report import Report
from report_kit.model.walk import blocks_text, plain_text

RULE = Rule(
    name="copied-remark",
    severity=Severity.WARNING,
    summary="Words of a source note stand in the text as a quotation (> or “…”) without naming the note.",
    why="It says not who spoke, and nobody is asked whether the words may be quoted, today or after the next change.",
    example="> We would rather copy a neighbour than hire a consultant.",
    instead='::: {.quote of="N4"}\nWe would rather copy a neighbour than hire a consultant.\n:::',
    group="evidence",
    hides=("note-never-used",),
)
RULES = (RULE,)

_MARKS = frozenset("“‘„«\"'")
_FEWEST = 6
"""Words in a row that are not alike by chance; a whole note may be shorter in a block quote."""


def check(view: View) -> Iterator[Diagnostic]:
    """Block quotes, then passages in quotation marks beside which no note is cited."""
    report = view.report
    said = _Said(report)
    for quote, placed in view.blocks_of(b.BlockQuote):
        if placed.part is not None and (name := said.find(blocks_text(quote.blocks))):
            lines = report.lines.get(quote.span.file, ())
            message = f'these are words of note "{name}", quoted without saying who spoke'
            fix = None if placed.around else _fix(lines, quote.span, name)
            place, hint = first_line(report.lines, quote.span), "print the note's words as a quote"
            yield RULE.at(place, message, hint, fix, about=(name,))
    for paragraph, placed in view.blocks_of(b.Paragraph):
        if placed.part is None or any(isinstance(block, b.Quote | b.BlockQuote) for block in placed.around):
            continue
        text = plain_text(paragraph.content)
        stretches = list(quoted_stretches(text, _FEWEST)) if _MARKS & set(text) else []
        if not stretches or cited_by(report, paragraph.content).notes:
            continue
        for start, end in stretches:
            if name := said.find(text[start:end]):
                message = f'these are words of note "{name}", quoted without saying who spoke'
                hint = f'cite it behind the words, [@{name}], or print it with ::: {{.quote of="{name}"}}'
                if report.notes[name].recorded_as == "paraphrase":
                    hint = f"nobody said so word for word: take the quotation marks away, and cite [@{name}]"
                yield RULE.at(find_words(report.lines, paragraph.span, text[start:end]), message, hint, about=(name,))


class _Said:
    """The words of all notes that may be quoted, as one text in which passages are looked for."""

    def __init__(self, report: Report) -> None:
        self._names = [
            name
            for name, note in report.notes.items()
            if not report.note_attributions[name].refusal and blocks_text(note.blocks).strip()
        ]
        texts = [f"{_keys(blocks_text(report.notes[name].blocks))}\n" for name in self._names]
        self._starts = list(accumulate(map(len, texts), initial=0))
        self._text = "".join(texts)

    def find(self, words: str) -> str:
        """The note that says `words`, which may be signed or introduced; empty where none does."""
        keys = _keys(words)
        if keys.count(" ") - 1 < _FEWEST and f"\n{keys}\n" not in f"\n{self._text}":
            return ""
        at = self._text.find(keys) if keys.count(" ") > 3 else -1
        return self._names[bisect_right(self._starts, at) - 1] if at >= 0 else ""


def _keys(text: str) -> str:
    """The words of `text`, without capitals and signs, between blanks."""
    return f" {' '.join(word.key for word in words_in(text) if any(map(str.isalnum, word.key)))} "


def _fix(lines: tuple[str, ...], span: Span, name: str) -> Fix | None:
    if not 0 < span.line <= span.end_line <= len(lines):
        return None
    body = [line.lstrip().removeprefix(">").strip() for line in lines[span.line - 1 : span.end_line]]
    text = "\n".join([f'::: {{.quote of="{name}"}}', *body, ":::"])
    edit = Edit(Span(span.file, span.line, 1, span.end_line, len(lines[span.end_line - 1]) + 1), text)
    return Fix("print the note's words as a quote", (edit,), shown=True)
