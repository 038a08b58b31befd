"""consent: how every note and quote may be attributed, from event rules and what people agreed to.

In: notes, quotes, events, participants, organisations. Out: an `Attribution` for each; `disclosure` makes of it what is
told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from report_kit.lazy.dataclasses import dataclass
from report_kit.model import attribution as rules
from report_kit.model import blocks as b
from report_kit.model.approvals import approves, words_of
from report_kit.model.entities import (
    AttributionLevel,
    AttributionRule,
    Consent,
    Event,
    Organisation,
    Participant,
)
from report_kit.model.report import Attribution
from report_kit.model.sources import Note
from report_kit.model.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """What was promised and agreed."""

    events: Mapping[str, Event]
    participants: Mapping[str, Participant]
    organisations: Mapping[str, Organisation]
    wording: Wording
    default_rule: AttributionRule | None = None
    """The report's rule, for events that name none."""
    overrides: Mapping[str, AttributionLevel] = field(default_factory=dict)
    """By note, the strictest attribution that one of its quotes asks for. It holds for the note and all its quotes:
    whoever finds the same words twice would learn from the one what the other keeps back."""

    def of_note(self, note: Note) -> Attribution:
        """What may be shown of `note`."""
        return self._attribution(note, {note.id: note.blocks})

    def of_quote(self, quote: b.Quote, note: Note) -> Attribution:
        """How `quote`, which prints words of `note`, is attributed."""
        own = {quote.id: words_of(quote, note)} if quote.id else {}
        return self._attribution(note, {**own, note.id: note.blocks})

    def _attribution(self, note: Note, words: Mapping[str, Sequence[b.Block]]) -> Attribution:
        """What may be told of `note`, or of a quote of it; `words`: what is approved with an id."""
        override = self.overrides.get(note.id)
        event = self.events.get(note.event)
        rule = event.attribution_rule if event else None
        # Somebody who is named as a speaker but not declared has agreed to nothing.
        people = [self.participants.get(speaker) for speaker in note.speakers]
        consents: list[Consent | None] = [person.consent if person else None for person in people]
        approved = all(consent is not None and approves(consent.approved, words) for consent in consents)
        level = rules.effective_level(rule, consents, override, default=self.default_rule, approved=approved)
        # Naming takes everybody's approval; quoting, that of those who asked for it.
        asked = [consent for consent in consents if consent and consent.approval_needed]
        allowed = all(approves(consent.approved, words) for consent in asked)
        quoted = note.recorded_as != "paraphrase"
        refusal = rules.refusal(level, consents, recorded_as=note.recorded_as, quoted=quoted, approved=allowed)
        return Attribution(
            level=level,
            words=rules.printed_attribution(
                level, [self._speaker(person) for person in people if person], self.wording
            ),
            shown=level != "off_record",
            in_words=not (quoted and refusal),
            refusal=refusal,
        )

    def _speaker(self, person: Participant) -> rules.Speaker:
        organisation = self.organisations.get(person.organisation)
        return rules.Speaker(
            name=person.public_name,
            role=person.role,
            organisation=organisation.name if organisation else "",
            descriptor=rules.descriptor_of(person, self.wording, organisation.type if organisation else ""),
        )


def overrides(quotes: Iterable[b.Quote]) -> dict[str, AttributionLevel]:
    """What quotes ask for with `attribution=`, by the note they are from; what is no level is reported elsewhere."""
    asked: dict[str, AttributionLevel] = {}
    for quote in quotes:
        wanted = dict(quote.attributes).get("attribution", "")
        for level in rules.LEVELS:
            if level == wanted:
                asked[quote.of] = rules.strictest(level, asked.get(quote.of, level))
    return asked


def quote_attributions(
    quotes: Iterable[b.Quote], notes: Mapping[str, Note], consents: Consents
) -> dict[str, Attribution]:
    """By anchor, for every quote whose note exists."""
    return {quote.anchor: consents.of_quote(quote, notes[quote.of]) for quote in quotes if quote.of in notes}
