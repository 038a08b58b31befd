"""printed_quote: the words that a quote prints, and how they are signed, in every output alike.

In: the merged report and one of its quotes. Out: a `PrintedQuote`.
"""

from __future__ import annotations

from report_kit.lazy.dataclasses import dataclass
from report_kit.model.blocks import Block, Quote
from report_kit.model.report import Report


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """A quote as it is printed."""

    blocks: tuple[Block, ...]
    verbatim: bool
    """False for a paraphrase, which must not stand in quotation marks."""
    attribution: str
    """Who said it, as far as consent allows."""
    note: str
    """Id of the note it comes from; empty where that does not exist."""


def printed_quote(report: Report, quote: Quote) -> PrintedQuote:
    """The words to print for `quote`, and how they are attributed.

    Where nobody may be described, the words are signed by the event's kind of speaker, which tells nothing.
    """
    note = report.notes.get(quote.of)
    words = report.quoted(quote)
    if note is None:
        return PrintedQuote(blocks=words, verbatim=False, attribution="", note="")
    event = report.events.get(note.event)
    attribution = report.quote_attributions.get(quote.anchor)
    wording = report.wording
    speaker = (
        _sentence_case(attribution.words if attribution else "")
        or wording.term("speaker", event.type if event else "")
        or wording("speaker.anybody")
    )
    verbatim = note.recorded_as in {"verbatim", "near_verbatim"}
    signed = speaker if verbatim else wording("paraphrased", speaker=speaker)
    return PrintedQuote(blocks=words, verbatim=verbatim, attribution=signed, note=note.id)


def _sentence_case(words: str) -> str:
    """'A council officer' for 'a council officer'; a name or an abbreviation keeps its letters."""
    return words[:1].upper() + words[1:]
