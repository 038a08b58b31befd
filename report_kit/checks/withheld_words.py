"""withheld-remark, withheld-words, and quote-without-consent for words in quotation marks: what may not be printed so.

Looked for in everything that is written or drawn, beside a citation of the note or far from any, across paragraphs and
items of lists: readers know a remark again wherever it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain

from report_kit.checks.consent_not_recorded import consents
from report_kit.checks.passages import Cited, cited_by, quoted_stretches
from report_kit.checks.prose import Passage, written
from report_kit.checks.quote_consent import HINTS, WITHOUT_CONSENT
from report_kit.checks.thresholds import QUOTED_WORDS
from report_kit.checks.view import View
from report_kit.checks.withheld_index import RUN, Typed, Withheld
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.model import blocks as b
from report_kit.model.attribution import REFUSALS, Refusal
from report_kit.model.report import Report
from report_kit.model.walk import inlines_of

REMARK = Rule(
    name="withheld-remark",
    severity=Severity.ERROR,
    summary="A whole remark that must not be printed as it was said stands in the text, a title, a picture or a file.",
    why="Typed out it is published, whatever its speaker agreed to, and cannot be taken back.",
    example="# N1 is by P03, who has consent: {attribution_level: off_record}, and says so\n"
    "Budgets are tight, and nobody expects them to grow.",
    instead="Money is short.",
    locked=True,
    group="confidentiality",
)

RULE = Rule(
    name="withheld-words",
    severity=Severity.WARNING,
    summary="The text has eight words in a row of a note that must not be printed as it was said.",
    why="A remark without quotation marks is still the speaker's: whoever was there knows it again.",
    example="# N1 is by P03, who has consent: {quote_ok: no}, and says so\n"
    "Budgets are tight, and nobody expects them to rise [@N1].",
    instead="One participant saw no end to tight budgets [@N1].",
    group="confidentiality",
)
RULES = (REMARK, RULE)

_HINTS: Mapping[Refusal, str] = {
    **HINTS,
    "quote_not_ok": "say it in your own words, and cite the note",
    "paraphrase_only": "say it in your own words, and cite the note",
    "approval_pending": "say it in your own words, or ask, then run: report-kit approve, with the id of the note",
}

_LONGEST_MARKED = 160
"""Code points: of longer stretches only the opening words are marked."""


def check(view: View) -> Iterator[Diagnostic]:
    """Passages in quotation marks and in block quotes, then words in a row."""
    report = view.report
    attributions = chain(report.note_attributions.values(), report.quote_attributions.values())
    if not any(attribution.refusal for attribution in attributions):
        return
    fewest = QUOTED_WORDS.of(report.meta)
    withheld = Withheld(report, fewest)
    for stream in written(view):
        yield from _of_stream(report, withheld, stream, fewest)


def _of_stream(report: Report, withheld: Withheld, stream: Sequence[Passage], fewest: float) -> Iterator[Diagnostic]:
    """What is wrong with passages that are read one after the other."""
    typed = [Typed(passage.text) for passage in stream]
    told: list[list[tuple[int, int]]] = []
    quoted: list[list[tuple[int, int]]] = []
    for passage in stream:
        told.append([])
        quoted.append(_quoted(passage, fewest))
        for start, end in quoted[-1]:
            refused = list(_refused(report, withheld, passage, start, end)) if _apart(told[-1], start, end) else []
            if refused:
                told[-1].append((start, end))
            yield from refused
    for passage in stream:
        if passage.cut_up and (names := list(withheld.letters_of(passage.text))):
            yield from (_remark_of(report, name, passage, 0, len(passage.text)) for name in names)
            return
    starts = list(accumulate((len(one.words) for one in typed), initial=0))
    for stretch in withheld.stretches(typed, named=any(passage.named for passage in stream)):
        number = bisect_right(starts, stretch.first) - 1
        passage, words = stream[number], typed[number].words
        start = words[stretch.first - starts[number]].start
        end = words[min(stretch.last - starts[number], len(words)) - 1].end
        if _is_own(passage, stretch.note) or not _apart(told[number], start, end):
            continue
        told[number].append((start, end))
        inside = any(first <= start and end <= last for first, last in quoted[number])
        say = _quote_of if inside else _remark_of if stretch.whole else _words_of
        yield say(report, stretch.note, passage, start, end)


def _apart(told: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether nothing was said of the words from `start` to `end`."""
    return all(end <= first or last <= start for first, last in told)


def _is_own(passage: Passage, note: str) -> bool:
    """Whether `passage` stands in a quote of `note`, which has rules of its own."""
    around = passage.placed.around if passage.placed else ()
    return any(isinstance(block, b.Quote) and block.of == note for block in around)


def _quoted(passage: Passage, fewest: float) -> list[tuple[int, int]]:
    """What is set as words that somebody said: all of a block quote, then passages in quotation marks."""
    around = passage.placed.around if passage.placed else ()
    if any(isinstance(block, b.Quote) for block in around):
        return []
    marked = list(quoted_stretches(passage.text, fewest))
    whole = [(0, len(passage.text))] if any(isinstance(block, b.BlockQuote) for block in around) else []
    return whole + marked


def _refused(report: Report, withheld: Withheld, passage: Passage, start: int, end: int) -> Iterator[Diagnostic]:
    """What is wrong with quoting one of `_quoted`: a note that is cited there and says it, else any that says it."""
    words = passage.text[start:end]
    cited = cited_by(report, inlines_of(passage.placed.block)) if passage.placed else Cited((), works=False)
    in_marks = start > 0  # a block quote may be introduced, or be signed, in words that are not the note's
    unquotable = cited.unquotable(report, words) if in_marks and len(cited.quotable) < len(cited.notes) else []
    for said in unquotable:
        assert said.refusal
        message = f'note "{said.note.id}" {REFUSALS[said.refusal]}'
        causes = consents(report, said.note.id)
        yield WITHOUT_CONSENT.at(_place(passage, start, end), message, HINTS.get(said.refusal, ""), follows=causes)
    if unquotable or (cited.works and len(words.split()) < RUN):  # a publication may say a few of the same words
        return
    if name := withheld.says(words):
        yield _quote_of(report, name, passage, start, end)


def _quote_of(report: Report, name: str, passage: Passage, start: int, end: int) -> Diagnostic:
    refusal = _refusal(report, name)
    message = f'these are words of note "{name}", which {REFUSALS[refusal]}'
    hint, causes = HINTS.get(refusal, ""), consents(report, name)
    return WITHOUT_CONSENT.at(_place(passage, start, end), message, hint, follows=causes)


def _remark_of(report: Report, name: str, passage: Passage, start: int, end: int) -> Diagnostic:
    refusal = _refusal(report, name)
    message = f'{passage.what} has a whole remark of note "{name}", which {REFUSALS[refusal]}'
    hint, causes = _HINTS.get(refusal, ""), consents(report, name)
    return REMARK.at(_place(passage, start, end), message, hint, follows=causes)


def _words_of(report: Report, name: str, passage: Passage, start: int, end: int) -> Diagnostic:
    refusal = _refusal(report, name)
    message = f'{passage.what} has words of note "{name}", which {REFUSALS[refusal]}'
    hint, causes = _HINTS.get(refusal, ""), consents(report, name)
    return RULE.at(_place(passage, start, end), message, hint, follows=causes)


def _refusal(report: Report, name: str) -> Refusal:
    refusal = report.note_attributions[name].refusal
    assert refusal, "only notes that must not be printed as they were said are looked for"
    return refusal


def _place(passage: Passage, start: int, end: int) -> Span:
    if end - start > _LONGEST_MARKED:
        end = max(passage.text.rfind(" ", start, start + _LONGEST_MARKED), start + 1)
    return passage.place(start, end)
