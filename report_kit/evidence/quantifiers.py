"""Quantifiers: where a text says how many of those at the table said something.

In: a sentence or paragraph of plain text, without what stands in quotation marks (`language.mask_quotes`). Out: the
quantifiers that speak of people ('Most said …', 'a few participants', 'everyone'), claims of consensus, percentages,
and whether a statement hedges. Words that only look like it are left alone: 'some £3 billion', 'most recent', 'at
most'.
The phrases are data: `wordlists/quantifiers.yml`, which a publisher may replace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_kit.evidence.numbers import parse_number
from report_kit.evidence.scale import DEFAULT_SCALE, Judgement, Scale
from report_kit.evidence.vocabulary import Phrases, Vocabulary, default_vocabulary, keys_of
from report_kit.evidence.words import words_in
from report_kit.lazy.dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A word that claims how many."""

    word: str
    """As written: 'a handful of'."""
    label: str
    """What it claims, as the scale calls it: 'a few'; 'none' for 'nobody' and its like."""
    start: int
    """First code point of the word in the text."""
    end: int


@dataclass(frozen=True, slots=True)
class Consensus:
    """A claim that all were of one mind."""

    word: str
    """As written: 'unanimously'."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share in per cent, or a fraction in words."""

    word: str
    """As written: '40 per cent', 'two thirds'."""
    value: float
    """Per cent."""
    of_people: bool
    """True where it is a share of participants, people or bodies; False for '12% of the budget'."""
    start: int
    end: int


_SENTENCE_ENDS = frozenset(".!?…:;")
_CLAUSE_STARTS = frozenset((
    "and", "but", "while", "whilst", "whereas", "although", "though", "because", "that", "yet", "so", "or",
    "if", "when", "where", "since", "however",
))  # fmt: skip
_DETERMINERS = frozenset((
    "the", "those", "these", "this", "that", "our", "their", "its", "of", "your", "my", "his", "her", "all",
))  # fmt: skip
_NO_MODIFIERS = frozenset((
    "of", "to", "in", "on", "for", "with", "from", "by", "at", "as", "and", "or", "but", "is", "are", "was",
    "were", "be", "been", "has", "have", "had", "do", "does", "did", "that", "which", "who", "whom", "than",
    "not", "no", "will", "would", "can", "could", "may", "might", "must", "should", "the", "a", "an", "it",
    "they", "we", "he", "she",
))  # fmt: skip
_BE = frozenset((
    "were", "was", "are", "is", "felt", "remained", "seemed", "appeared", "be",
))  # fmt: skip
_FRACTIONS = {
    "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25.0, "one quarter": 25.0,
    "three quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0, "two fifths": 40.0, "three fifths": 60.0,
    "four fifths": 80.0, "a tenth": 10.0, "one in three": 100 / 3, "one in four": 25.0, "one in five": 20.0,
    "one in ten": 10.0,
}  # fmt: skip
_FRACTION_PHRASES = Phrases((phrase, phrase) for phrase in _FRACTIONS)
_PER_CENT = {("%",), ("per", "cent"), ("percent",)}


def find_quantifiers(text: str, vocabulary: Vocabulary | None = None, scale: Scale | None = None) -> list[Quantifier]:
    """The quantifiers of `text` that speak of participants or bodies, in order.

    Labels of `scale` that the vocabulary does not know are phrases of their own.
    """
    known = vocabulary or default_vocabulary()
    own = Phrases((band.label, band.label) for band in (scale or DEFAULT_SCALE).bands)
    words = words_in(text)
    keys = keys_of(words)
    found: list[Quantifier] = []
    place = 0
    while place < len(keys):
        person = known.persons.at(keys, place)
        claim = known.claims.at(keys, place) or own.at(keys, place)
        size = known.never.at(keys, place)
        if size and size[0] >= max((hit[0] for hit in (person, claim) if hit), default=1):
            place += size[0]
            continue
        hit = None
        if not _denied(keys, place):
            if person and _is_about_voices(keys, place, place + person[0], person[1], known):
                hit = person
            elif claim and _is_of_people(keys, place, place + claim[0], known):
                hit = claim
        if hit:
            start, end = words[place].start, words[place + hit[0] - 1].end
            found.append(Quantifier(text[start:end], hit[1], start, end))
        place += hit[0] if hit else 1
    return found


def find_numbers_of_people(text: str, vocabulary: Vocabulary | None = None) -> list[tuple[str, int]]:
    """Exact numbers of participants or bodies that `text` tells, as written and as a number: 'only one of', 1."""
    known = vocabulary or default_vocabulary()
    words = words_in(text)
    keys = keys_of(words)
    found = {hit.start: (hit.word, 1) for hit in find_quantifiers(text, known) if hit.label == "one"}
    place = 0
    while place < len(keys):
        for size in (3, 2, 1):
            number = (
                parse_number(" ".join(keys[place : place + size])) if keys[place + size - 1 : place + size] else None
            )
            if number and _is_of_people(keys, place, place + size, known):
                start, end = words[place].start, words[place + size - 1].end
                found.setdefault(start, (text[start:end], number))
                place += size - 1
                break
        place += 1
    return [found[start] for start in sorted(found)]


def judge(quantifier: Quantifier, count: int, total: int, scale: Scale = DEFAULT_SCALE) -> Judgement:
    """How `quantifier` stands to `count` distinct participants of `total` (0: not known).

    Raises ValueError where a number is negative.
    """
    return scale.judge(quantifier.label, count, total)


def find_consensus(text: str, vocabulary: Vocabulary | None = None) -> list[Consensus]:
    """Claims of `text` that all were of one mind, in order: words of consensus, and 'everyone' about voices."""
    known = vocabulary or default_vocabulary()
    words = words_in(text)
    keys = keys_of(words)
    places = [
        (words[place].start, words[place + size - 1].end)
        for place, size in known.consensus.anywhere(keys)
        if not _no_consensus(keys, place, place + size, known)
    ]
    for hit in find_quantifiers(text, known):
        if hit.label == "all" and known.persons.at(keys_of(words_in(hit.word)), 0):
            places.append((hit.start, hit.end))
    claims: list[Consensus] = []
    for start, end in sorted(places, key=lambda ends: (ends[0], -ends[1])):
        if not claims or start >= claims[-1].end:
            claims.append(Consensus(text[start:end], start, end))
    return claims


def find_percentages(text: str, vocabulary: Vocabulary | None = None) -> list[Percentage]:
    """Percentages of `text` and fractions in words, in order."""
    words = words_in(text)
    keys = keys_of(words)
    found: list[Percentage] = []
    for place in range(len(keys)):
        if found and words[place].start < found[-1].end:
            continue
        if hit := _FRACTION_PHRASES.at(keys, place):
            size, value = hit[0], _FRACTIONS[hit[1]]
        elif share := _percentage(keys, place):
            size, value = share
        else:
            continue
        start, end = words[place].start, words[place + size - 1].end
        of_people = _is_of_people(keys, place, place + size, vocabulary or default_vocabulary())
        found.append(Percentage(text[start:end], value, of_people, start, end))
    return found


def has_hedge(text: str, vocabulary: Vocabulary | None = None) -> bool:
    """Whether `text` leaves room for exceptions: 'some', 'may', 'however', 'mixed' …"""
    known = vocabulary or default_vocabulary()
    words = words_in(text)
    keys = keys_of(words)
    for place, _ in known.hedges.anywhere(keys):
        month = words[place].key == "May" and keys[place + 1 : place + 2] and keys[place + 1].isdigit()  # 'May 2018'
        if not month:
            return True
    return False


def _denied(keys: Sequence[str], place: int) -> bool:
    """'not all', 'hardly everyone', 'didn't all': whatever it claims, it is not what the word claims alone."""
    before = keys[place - 1] if place else ""
    return before in ("not", "hardly", "scarcely", "never") or before.endswith("n't")


def _opens_clause(keys: Sequence[str], place: int) -> bool:
    before = place - 1
    while before >= 0 and keys[before] == '"':
        before -= 1
    if before < 0:
        return True
    return keys[before] in _SENTENCE_ENDS | _CLAUSE_STARTS | {",", "-", "("}


def _adverbs(keys: Sequence[str], place: int) -> int:
    """The place after up to two adverbs, pronouns of emphasis and the like: 'all openly said', 'most also felt'."""
    for _ in range(2):
        if place < len(keys) and (keys[place].endswith("ly") or keys[place] in _ADVERBS):
            place += 1
    return place


_ADVERBS = frozenset((
    "also", "even", "still", "now", "then", "however", "too", "often", "always", "just", "had", "have", "has",
    "did", "do",
))  # fmt: skip


def _acts(keys: Sequence[str], place: int, known: Vocabulary) -> bool:
    """Whether what follows is something that voices do: 'said', 'also felt', 'were wary'."""
    place = _adverbs(keys, place)
    if known.says.at(keys, place):
        return True
    if place < len(keys) and keys[place] in _BE:
        return known.attitudes.at(keys, _adverbs(keys, place + 1)) is not None
    return False


def _is_about_voices(keys: Sequence[str], place: int, after: int, label: str, known: Vocabulary) -> bool:
    """Whether 'everyone' and its like are those at the table: not in 'services that work for everyone'."""
    if _acts(keys, after, known) or known.presence.at(keys, after):
        return True
    # 'Everyone brought a laptop', but not 'tools that nobody hears of'.
    opens = label not in ("one", "none") and _opens_clause(keys, place)
    return opens and after < len(keys) and keys[after] != "in"


def _is_of_people(keys: Sequence[str], place: int, after: int, known: Vocabulary) -> bool:
    """Whether the quantifier from `place` to `after` is one of people: by noun, by where they are, by what they do."""
    behind = keys[after : after + 1]
    if keys[place] == "some" and behind and (_is_amount(behind[0]) or behind[0] in "£$€"):
        return False  # 'some £3 billion', 'some fifteen people': about
    opens = _opens_clause(keys, place)
    alone = known.before_nouns.at(keys, place) != (after - place, "")
    if alone and (known.presence.at(keys, after) or (opens and _acts(keys, after, known))):
        return True
    noun = _noun(keys, after, known)
    if noun is None:
        return False
    end, of_event = noun
    if of_event or known.presence.at(keys, end):
        return True
    told_of = opens or (place > 0 and known.before_bodies.at(keys, place - 1) is not None)
    return told_of and not known.demands.at(keys, end) and not _at_large(keys, end, known)


def _at_large(keys: Sequence[str], place: int, known: Vocabulary) -> bool:
    """Whether the noun before `place` goes on like 'in England', 'across the whole country'."""
    if keys[place : place + 1] and keys[place] in ("in", "across", "of", "throughout", "nationally"):
        return any(known.places_at_large.at(keys, place + ahead) for ahead in range(1, 4))
    return False


def _noun(keys: Sequence[str], place: int, known: Vocabulary) -> tuple[int, bool] | None:
    """The noun of people that a quantifier before `place` belongs to: where it ends, and whether it is of the event."""
    first = place
    for key in keys[first : first + 4]:  # 'of all the fifteen'
        if key not in _DETERMINERS and not _is_amount(key):
            break
        place += 1
    if keys[place - 1] in ("those", "these") and place > first:  # 'most of those who spoke', not 'of those projects'
        if keys[place : place + 1] == ["who"] or known.presence.at(keys, place) or _acts(keys, place, known):
            return place, True
    elif keys[place : place + 1] == ["them"] and _acts(keys, place + 1, known):
        return place + 1, True
    for noun in range(place, min(place + 3, len(keys))):  # behind at most two words: 'a few senior council officers'
        if hit := known.participants.at(keys, noun):
            return noun + hit[0], True
        if hit := known.bodies.at(keys, noun):
            end = noun + hit[0]
            if further := known.participants.at(keys, end) or known.bodies.at(keys, end):  # 'council officers'
                return end + further[0], known.participants.at(keys, end) is not None
            part = place > first and not keys[noun].endswith(("s", "people"))  # 'most of the borough' is no people
            return None if part else (end, False)
        if keys[noun] in _NO_MODIFIERS or not keys[noun][0].isalpha():
            return None
    return None


def _is_amount(key: str) -> bool:
    return key[0].isdigit() or (key not in ("a", "no", "none", "nobody", "second") and parse_number(key) is not None)


def _no_consensus(keys: Sequence[str], place: int, after: int, known: Vocabulary) -> bool:
    before = range(max(0, place - 3), place)
    behind = range(after, min(len(keys), after + 3))
    return any(known.no_consensus_before.at(keys, at) or keys[at].endswith("n't") for at in before) or any(
        known.no_consensus_after.at(keys, at) or keys[at].endswith("n't") for at in behind
    )


def _percentage(keys: Sequence[str], place: int) -> tuple[int, float] | None:
    """How many words a percentage at `place` has, and its value."""
    for size in (1, 2, 3):
        unit = next((unit for unit in _PER_CENT if tuple(keys[place + size : place + size + len(unit)]) == unit), None)
        if unit:
            written = " ".join(keys[place : place + size])
            if size == 1 and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", written):
                return 1 + len(unit), float(written.replace(",", "."))
            number = parse_number(written.replace(" - ", "-"))
            return None if number is None else (size + len(unit), float(number))
    return None
