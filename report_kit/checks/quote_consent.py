"""quote-without-consent, attribution-above-consent, unknown-speaker-quoted: what speakers agreed to see in print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from report_kit.checks.consent_not_recorded import is_unreadable
from report_kit.checks.places import place_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from report_kit.model import blocks as b
from report_kit.model.approvals import faulty
from report_kit.model.attribution import LEVELS, REFUSALS, Refusal
from report_kit.model.report import Report

WITHOUT_CONSENT = Rule(
    name="quote-without-consent",
    severity=Severity.ERROR,
    summary="Somebody is quoted who did not agree to it, withdrew, or has not approved the words yet.",
    why="People spoke on conditions. A quote that breaks them cannot be taken back once it is published.",
    example='# sources/participants.yaml: P03 has consent: {quote_ok: no}, and N1 is by P03\n::: {.quote of="N1"}\n:::',
    instead="One participant held that budgets were tight [@N1].",
    locked=True,
    group="confidentiality",
)

ABOVE_CONSENT = Rule(
    name="attribution-above-consent",
    severity=Severity.ERROR,
    summary="A quote asks for a closer attribution than the event's rule and its speaker allow.",
    why="The attribution under a quote is made of what was promised; asking for more does not make it allowed.",
    example='::: {.quote of="N1" attribution="role_and_organisation"}\n:::',
    instead='::: {.quote of="N1"}\n:::',
    locked=True,
    group="confidentiality",
)

UNKNOWN_SPEAKER = Rule(
    name="unknown-speaker-quoted",
    severity=Severity.WARNING,
    summary="Somebody's own words are quoted, and nobody noted who said them.",
    why="Whether a speaker agreed to be quoted cannot be known of somebody who is not known.",
    example='::: {.note #N1}\nBudgets are tight.\n:::\n# and, in a theme\n::: {.quote of="N1"}\n:::',
    instead='::: {.note #N1 speaker="P03"}\nBudgets are tight.\n:::',
    group="confidentiality",
)

RULES = (WITHOUT_CONSENT, ABOVE_CONSENT, UNKNOWN_SPEAKER)

_PARAPHRASE = "say it in your own words, without quotation marks, and cite the note"
HINTS: Mapping[Refusal, str] = {
    "off_record": "take it out of the report, and the note out of sources/notes/",
    "withdrawn": "take it out of the report, and the note out of sources/notes/",
    "no_consent": "ask, and enter consent: for the speaker in sources/participants.yaml",
    "quote_not_ok": _PARAPHRASE,
    "paraphrase_only": _PARAPHRASE,
    "approval_pending": "ask; then run: report-kit approve, with the id of the note or quote",
}
"""What to do where a note is quoted that must not be."""


def check(view: View) -> Iterator[Diagnostic]:
    """Quote blocks; words in quotation marks are looked for by `withheld_words`."""
    report = view.report
    told = {(person, what.id) for person, _, what, _ in faulty(report)}
    for quote, _ in view.blocks_of(b.Quote):
        if quote.of not in report.notes:
            continue
        pending = report.quote_attributions[quote.anchor].refusal == "approval_pending"
        speakers = report.recorded(report.notes[quote.of]).speakers
        given = {(speaker, name) for speaker in speakers for name in (quote.id, quote.of)}
        if not (pending and told & given):  # else it is told where the approval stands
            yield from _quote(report, quote)


def _quote(report: Report, quote: b.Quote) -> Iterator[Diagnostic]:
    note, attribution = report.notes[quote.of], report.quote_attributions[quote.anchor]
    wanted = dict(quote.attributes).get("attribution", "")
    asked = [level for level in LEVELS if level == wanted]
    place = place_of(report.lines, quote.span, wanted, "attribution=")
    if is_unreadable(report, note.id, attribution.refusal):
        return  # who spoke, or what was agreed, has a fault of its own, reported where it stands
    if attribution.refusal:
        hint = HINTS.get(attribution.refusal, "")
        yield WITHOUT_CONSENT.at(quote.of_span, f'note "{note.id}" {REFUSALS[attribution.refusal]}', hint)
    elif wanted and not asked:
        hint = did_you_mean(wanted, LEVELS) or f"there are {', '.join(LEVELS)}"
        yield ABOVE_CONSENT.at(place, f'there is no attribution called "{wanted}"', hint)
    elif asked and LEVELS.index(attribution.level) > LEVELS.index(asked[0]):
        allowed = f'"{attribution.level}" is the most that is allowed'
        yield ABOVE_CONSENT.at(place, f'{allowed} under words of note "{note.id}"', "remove attribution=…")
    # Where no participants are declared, speakers are not kept at all; what was published was said in public.
    known = report.participants and not note.source
    if known and attribution.shown and not note.speakers and note.recorded_as != "paraphrase":
        message = f'note "{note.id}" does not say whose words these are'
        hint = 'write speaker="…" on the note, or put it in your own words'
        yield UNKNOWN_SPEAKER.at(quote.of_span, message, hint, follows=(note.span,))
