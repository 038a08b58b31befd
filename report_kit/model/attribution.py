"""Attribution: how far the words of a note may be ascribed to whoever said them, and whether they may be quoted at all.

In: an event's rule, the speakers' consent, a quote's own restriction, and what is known of the speakers. Out: the
effective level, the words under the quote, or the reason why it must not be printed. Pure functions on plain values:
the same answer wherever a note is shown (quote, annex, evidence marker, `trace`, exported data).

The level is the strictest of event rule, consent of every speaker, and override. What nobody knows is not assumed: an
event without a rule, and a note without a speaker, count as `unattributed`. Somebody who is known and has not agreed to
anything counts as off the record: thus no consent that is taken away, in whole or in part, shows more than before.

The Chatham House Rule protects "neither the identity nor the affiliation of the speaker(s), nor that of any other
participant" (https://www.chathamhouse.org/about-us/chatham-house-rule), so it caps at `organisation_type`; its Plus
form allows no quotation without written consent, so it caps at `paraphrase_only`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Final, Literal, get_args

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.entities import AttributionLevel, AttributionRule, Consent, Participant
from report_kit.model.wording import Wording

LEVELS: Final[tuple[AttributionLevel, ...]] = get_args(AttributionLevel)
"""From most to least revealing."""

UNKNOWN: Final[AttributionLevel] = "unattributed"
"""What holds where no rule or no speaker is recorded."""

Refusal = Literal[
    "off_record", "withdrawn", "no_consent", "quote_not_ok", "approval_pending", "paraphrase_only", "not_verbatim"
]
"""Why a note must not be quoted."""

REFUSALS: Final[Mapping[Refusal, str]] = {
    "off_record": "was said off the record",
    "withdrawn": "was withdrawn by its speaker",
    "no_consent": "has a speaker whose consent is not recorded",
    "quote_not_ok": "may not be quoted: its speaker agreed to be paraphrased only",
    "approval_pending": "awaits its speaker's approval",
    "paraphrase_only": "was said where nothing may be quoted",
    "not_verbatim": "is a paraphrase, not the speaker's words, so it cannot stand in quotation marks",
}
"""Each reason, to go on from 'N14 …'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """What may be said of somebody, at most: the level decides how much of it is."""

    name: str = ""
    """As printed, for somebody on record; empty where nobody may know it."""
    role: str = ""
    organisation: str = ""
    """Name of the organisation."""
    descriptor: str = ""
    """'a county council officer'."""


def cap(rule: AttributionRule | None, default: AttributionRule | None = None) -> AttributionLevel:
    """The most that an event's rule allows; `default` is the report's rule, for an event without one."""
    match rule or default:
        case None:
            return UNKNOWN
        case "chatham_house_rule":
            return "organisation_type"
        case "chatham_house_rule_plus":
            return "paraphrase_only"
        case level:
            return level


def strictest(*levels: AttributionLevel) -> AttributionLevel:
    """The least revealing of `levels`; without any, `UNKNOWN`."""
    return LEVELS[max(map(LEVELS.index, levels))] if levels else UNKNOWN


def consented(consent: Consent | None) -> AttributionLevel:
    """What one person's consent allows; None where the person is known and no consent is."""
    if consent is None or consent.withdrawn:
        return "off_record"
    return consent.attribution_level if consent.quote_ok else strictest(consent.attribution_level, "paraphrase_only")


def effective_level(
    rule: AttributionRule | None,
    consents: Sequence[Consent | None],
    override: AttributionLevel | None = None,
    *,
    default: AttributionRule | None = None,
    approved: bool = False,
) -> AttributionLevel:
    """The strictest of the event's `rule`, the consent of every speaker and the quote's `override`.

    `consents`: one for each speaker, None where none is recorded; empty where the speaker is unknown.
    `approved`: whether every speaker has approved this quote; until then `named_after_approval` names nobody.
    """
    given = [consented(consent) for consent in consents] or [UNKNOWN]
    level = strictest(cap(rule, default), *given, *([override] if override else []))
    return "role_and_organisation" if level == "named_after_approval" and not approved else level


def refusal(
    level: AttributionLevel,
    consents: Sequence[Consent | None],
    *,
    recorded_as: str = "verbatim",
    quoted: bool = True,
    approved: bool = False,
) -> Refusal | None:
    """Why a note may not be printed at `level`; None where it may.

    `recorded_as`: verbatim, near_verbatim, paraphrase. `quoted`: whether the words are to stand in quotation marks;
    without them they are a paraphrase, which `quote_ok: false` allows.
    """
    known = [consent for consent in consents if consent is not None]
    if any(consent.withdrawn for consent in known):
        return "withdrawn"
    if len(known) < len(consents):
        return "no_consent"
    if level == "off_record":
        return "off_record"
    if not approved and any(consent.approval_needed for consent in known):
        return "approval_pending"
    if not quoted:
        return None
    if any(not consent.quote_ok for consent in known):
        return "quote_not_ok"
    if level == "paraphrase_only":
        return "paraphrase_only"
    return "not_verbatim" if recorded_as == "paraphrase" else None


def reveals(level: AttributionLevel) -> frozenset[str]:
    """Which facts of a `Speaker` may be printed at `level`; each level's are among those of the one before."""
    match level:
        case "on_record" | "named_after_approval":
            return frozenset({"name", "role", "organisation", "descriptor"})
        case "role_and_organisation":
            return frozenset({"role", "organisation", "descriptor"})
        case "organisation_type":
            return frozenset({"descriptor"})
        case _:
            return frozenset()


def printed_attribution(level: AttributionLevel, speakers: Sequence[Speaker], wording: Wording) -> str:
    """The words under a quote: 'Jane Smith, head of strategy, Camden', 'a county council officer', or nothing.

    Facts that are not known are left out; where none is known at a level, those of the more guarded one are printed.
    Several speakers are joined by 'and', each once.
    """
    printed = (_printed(level, speaker) for speaker in speakers)
    several = dict.fromkeys(words for words in printed if words)
    # Not a list with commas: each of them may have commas of its own.
    return reduce(lambda first, second: wording("attribution.both", first=first, second=second), several or [""])


def _printed(level: AttributionLevel, speaker: Speaker) -> str:
    allowed = reveals(level)
    named = [speaker.name] if "name" in allowed else []
    place = [speaker.role, speaker.organisation] if "role" in allowed else []
    if not any(place) and "descriptor" in allowed:
        place = [speaker.descriptor]
    return ", ".join(part for part in (*named, *place) if part)


def descriptor_of(participant: Participant, wording: Wording, organisation_type: str = "") -> str:
    """The public descriptor: as written, or made of the kinds of organisation and role."""
    if participant.descriptor:
        return participant.descriptor
    role = participant.role_type
    if organisation_type and role:
        kind = wording("attribution.role-at", organisation=organisation_type, role=role)
    else:
        kind = organisation_type or role
    if not kind:
        return ""
    return wording("attribution.an" if _begins_with_vowel(kind) else "attribution.a", kind=kind)


_SPELT = pattern(r"(?:[A-Z]{1,3}|[B-DF-HJ-NP-TV-Z]+)\b")
"""Capitals that are read letter by letter, as far as can be told: 'NHS', 'MP', 'HMRC'; not 'UNISON' or 'Unite'."""

_SPELT_VOWELS = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: an NHS trust, an MP, but a UK body."""

_VOWEL = pattern(
    # not: a European, a ewe, a one-off, a utility, a user, a Ukrainian, a university; but: an unincorporated body
    r"(?!eu|ewe|one\b|once\b|u[grst][aeiou]|uk|ubi|uni(?![dmn])|unanim)[aeiou]|heir|honest|honou?r|hour",
    re.IGNORECASE,
)
"""Words that begin with a vowel as they are spoken."""


def _begins_with_vowel(words: str) -> bool:
    """Whether `words` begin with the sound of a vowel, as they are spoken in English."""
    return words[0] in _SPELT_VOWELS if _SPELT.match(words) else bool(_VOWEL.match(words))


def fitting(descriptor: str, others: Iterable[str]) -> int:
    """How many of the people of an event `descriptor` fits, whose descriptors are `others` (its owner's included)."""
    wanted = _plain(descriptor)
    return sum(_plain(other) == wanted for other in others)


def _plain(descriptor: str) -> str:
    words = descriptor.casefold().split()
    return " ".join(words[1:] if words[:1] in (["a"], ["an"], ["the"]) else words)
