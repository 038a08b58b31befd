"""quote-not-in-note, unmarked-quote-change, hidden-negation, ambiguous-quote, quoted-paraphrase: was it said so?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from report_kit.checks.note_changed import RULE as NOTE_CHANGED
from report_kit.checks.passages import cited_by, quoted_passages
from report_kit.checks.places import find_words, first_line
from report_kit.checks.thresholds import QUOTED_WORDS
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.evidence.quotes import QuoteMatch, Verdict, compare
from report_kit.model import blocks as b
from report_kit.model.report import Report
from report_kit.model.sources import Note
from report_kit.model.walk import blocks_text, inlines_of, plain_text

NOT_IN_NOTE = Rule(
    name="quote-not-in-note",
    severity=Severity.ERROR,
    summary="Words that are printed as a quote do not stand in the note.",
    why="A quote is a promise that somebody said exactly this.",
    example='::: {.quote of="N1"}\nBudgets have never been so tight.\n:::',
    instead='::: {.quote of="N1"}\nBudgets are tight.\n:::',
    group="evidence",
)

CHANGED = Rule(
    name="unmarked-quote-change",
    severity=Severity.ERROR,
    summary="A quote departs from its note without a mark: words dropped, added or changed.",
    why="A dropped 'not' turns a remark round; an ellipsis or brackets tell readers that something was changed.",
    example='::: {.quote of="N1"}\nBudgets are very tight this year.\n:::',
    instead='::: {.quote of="N1"}\nBudgets are […] tight [in 2017].\n:::',
    group="evidence",
)

PARAPHRASE = Rule(
    name="quoted-paraphrase",
    severity=Severity.WARNING,
    summary="Words in quotation marks cite a note that was recorded as a paraphrase.",
    why="Nobody said these words; the note-taker did.",
    example="One held that “budgets have never been so tight” [@N1].",
    instead="One held that budgets had never been so tight [@N1].",
    group="evidence",
)

AMBIGUOUS = Rule(
    name="ambiguous-quote",
    severity=Severity.WARNING,
    summary="A quote prints words that its note has more than once.",
    why="Nobody can tell which passage is meant, so a change in one of them goes unnoticed.",
    example='::: {.quote of="N1"}\nBudgets are tight.\n:::',
    instead='::: {.quote of="N1" prefix="In 2017,"}\nBudgets are tight.\n:::',
    group="evidence",
)

HIDDEN_NEGATION = Rule(
    name="hidden-negation",
    severity=Severity.WARNING,
    summary="What a quote leaves out at an ellipsis, or replaces in brackets, holds a 'not' of the same sentence.",
    why="The mark is honest, but the remark may now say the contrary of what was said.",
    example='::: {.quote of="N1"}\nBudgets are […] tight.\n:::',
    instead='::: {.quote of="N1"}\nBudgets are not […] tight.\n:::',
    group="evidence",
)

RULES = (NOT_IN_NOTE, CHANGED, HIDDEN_NEGATION, AMBIGUOUS, PARAPHRASE)


def check(view: View) -> Iterator[Diagnostic]:
    """Quote blocks with words of their own, then quotation marks in paragraphs that cite notes only.

    Notes that must not be quoted are left to `quote-without-consent`: no word of them is told here.
    """
    report = view.report
    for quote, _ in view.blocks_of(b.Quote):
        note = report.notes.get(quote.of)
        words = blocks_text(quote.blocks)
        if note is not None and words.strip() and not report.quote_attributions[quote.anchor].refusal:
            yield from _anchored(report, quote, words, note)
    fewest = QUOTED_WORDS.of(report.meta)
    for paragraph, placed in view.blocks_of(b.Paragraph):
        if placed.part is None or any(isinstance(block, b.Quote) for block in placed.around):
            continue
        cited = cited_by(report, paragraph.content)
        if cited.works or not cited.quotable:
            continue  # a publication that is cited too may be what is quoted
        for passage in quoted_passages(plain_text(inlines_of(paragraph)), fewest):
            if not cited.unquotable(report, passage):
                yield from _judged(report, paragraph, passage, cited.quotable)


def _anchored(report: Report, quote: b.Quote, words: str, note: Note) -> Iterator[Diagnostic]:
    """A quote's own words, found in the note by what stands before and after them where they stand there twice."""
    place = first_line(report.lines, quote.blocks[0].span)
    context = dict(quote.attributes)
    prefix, suffix = context.get("prefix", ""), context.get("suffix", "")
    match = compare(words, blocks_text(report.recorded(note).blocks), prefix, suffix)
    if match.verdict is Verdict.AMBIGUOUS:
        message = f'note "{note.id}" has these words {match.occurrences} times'
        yield AMBIGUOUS.at(place, message, 'write what stands before them: prefix="…"')
    elif match.ok and not match.context_found:
        message = f'these words stand in note "{note.id}", but not between the prefix and suffix given here'
        yield NOTE_CHANGED.at(place, message, "read the note again; then correct prefix and suffix")
    else:
        yield from _reported(note, match, lambda: place)


def _judged(report: Report, paragraph: b.Paragraph, passage: str, notes: Sequence[Note]) -> Iterator[Diagnostic]:
    place = partial(find_words, report.lines, paragraph.span, passage)
    said = [note for note in notes if note.recorded_as != "paraphrase"]
    if said:
        yield from _compared(report, passage, said, place)
    else:
        names = " and ".join(f'"{note.id}"' for note in notes[:2])
        yield PARAPHRASE.at(
            place(), f"{names} {'is' if len(notes) == 1 else 'are'} recorded as a paraphrase", "take the marks away"
        )


def _compared(report: Report, words: str, notes: Sequence[Note], place: Callable[[], Span]) -> Iterator[Diagnostic]:
    """The words against each of `notes`; the closest one speaks."""
    matches = [(note, compare(words, blocks_text(report.recorded(note).blocks))) for note in notes]
    if any(match.verdict is Verdict.AMBIGUOUS for _, match in matches):
        return
    found = next((pair for pair in matches if pair[1].ok), None)
    changed = next((pair for pair in matches if pair[1].verdict is Verdict.CHANGED), None)
    yield from _reported(*(found or changed or matches[0]), place)


def _reported(note: Note, match: QuoteMatch, place: Callable[[], Span]) -> Iterator[Diagnostic]:
    if match.ok:
        hidden = [word for mark in match.marks for word in mark.hidden_negations]
        if hidden:
            message = f'what is left out here of note "{note.id}" holds “{hidden[0]}”'
            yield HIDDEN_NEGATION.at(
                place(), message, "read both again; keep the word, or show that the sense is the same"
            )
    elif match.verdict is Verdict.CHANGED:
        message = f'the quote {_differences(match)} in note "{note.id}"'
        yield CHANGED.at(place(), message, "use the note's words, or mark the change: […] or [word]", about=(note.id,))
    else:
        message, hint = f'note "{note.id}" does not say this', "quote its words, or word it as your own"
        yield NOT_IN_NOTE.at(place(), message, hint, about=(note.id,))


def _differences(match: QuoteMatch) -> str:
    first = [str(difference) for difference in match.differences[:2]]
    more = len(match.differences) - len(first)
    return " and ".join(first) + (f" (and {more} more)" if more else "")
