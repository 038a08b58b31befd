"""Coverage: which notes and voices the themes and findings rest on, and what rests on nothing.

In: plain mappings of ids, as the model links them. Out: voices, orphans. Time is linear in the links.
A *voice* is a distinct participant, however often quoted. A note whose speaker is unknown is no voice, but it keeps
others from being called the only one: nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from report_kit.lazy.dataclasses import dataclass

SUPPORTING = frozenset(("supports", "illustrates"))
"""Relations of evidence that carry a claim; 'qualifies' and 'contradicts' speak against counting a voice for it."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who stands behind a theme or finding."""

    participants: tuple[str, ...]
    """Distinct participants, in the order of the participants."""
    organisations: tuple[str, ...]
    """Their organisations, distinct, in the same order."""
    notes: tuple[str, ...]
    """Distinct notes, in the order of the notes."""
    unknown_speakers: int = 0
    """How many of the notes have no known speaker."""
    without_organisation: int = 0
    """How many of the participants have no known organisation."""

    @property
    def one_voice(self) -> bool:
        """Whether all of it was said by one participant."""
        return len(self.participants) == 1 and not self.unknown_speakers

    @property
    def one_organisation(self) -> bool:
        """Whether all of it was said by several people of one organisation."""
        known = not self.unknown_speakers and not self.without_organisation
        return known and len(self.organisations) == 1 and len(self.participants) > 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the report makes of what was said."""

    themes: Mapping[str, Voices]
    """By theme, over all notes it cites."""
    findings: Mapping[str, Voices]
    """By finding, over the notes that support it: what a quantifier is judged by."""
    against: Mapping[str, Voices]
    """By finding, over the notes that qualify or contradict it; only findings that have some."""
    unused_notes: tuple[str, ...]
    """Notes that no theme and no finding cites."""
    uncoded_notes: tuple[str, ...]
    """Notes without a code; empty where the report has no codes."""
    unused_codes: tuple[str, ...]
    """Codes that stand on no note."""

    @property
    def one_voice_themes(self) -> tuple[str, ...]:
        """Themes carried by one voice."""
        return tuple(theme for theme, voices in self.themes.items() if voices.one_voice)

    @property
    def one_voice_findings(self) -> tuple[str, ...]:
        """Findings carried by one voice."""
        return tuple(finding for finding, voices in self.findings.items() if voices.one_voice)

    @property
    def one_organisation_findings(self) -> tuple[str, ...]:
        """Findings carried by several people of one organisation."""
        return tuple(finding for finding, voices in self.findings.items() if voices.one_organisation)

    @property
    def unsupported_findings(self) -> tuple[str, ...]:
        """Findings that no note supports."""
        return tuple(finding for finding, voices in self.findings.items() if not voices.notes)


NOTHING = Coverage({}, {}, {}, (), (), ())
"""Where nothing rests on anything."""


def coverage(
    *,
    themes: Mapping[str, Iterable[str]],
    findings: Mapping[str, Iterable[tuple[str, str]]],
    notes: Mapping[str, Sequence[str]],
    participants: Mapping[str, str],
    codes: Mapping[str, Iterable[str]] | None = None,
) -> Coverage:
    """What themes and findings rest on.

    `themes`: note ids by theme. `findings`: (note id, relation) by finding. `notes`: participant ids by note, in the
    order of the report. `participants`: organisation id ('' unknown) by participant. `codes`: note ids by code. Ids
    that are declared nowhere are passed over: they are reported where they stand.
    """
    theme_notes = {theme: _in_order(cited, notes) for theme, cited in themes.items()}
    supporting: dict[str, tuple[str, ...]] = {}
    opposing: dict[str, tuple[str, ...]] = {}
    used: set[str] = set()
    for finding, links in findings.items():
        pairs = list(links)
        supporting[finding] = _in_order((note for note, relation in pairs if relation in SUPPORTING), notes)
        opposing[finding] = _in_order((note for note, relation in pairs if relation not in SUPPORTING), notes)
        used.update(supporting[finding], opposing[finding])
    for cited in theme_notes.values():
        used.update(cited)
    coded = {note for of_code in (codes or {}).values() for note in of_code}
    people = _Places(participants)
    order = _Places(notes)
    return Coverage(
        themes={theme: _voices(cited, notes, participants, people, order) for theme, cited in theme_notes.items()},
        findings={finding: _voices(cited, notes, participants, people, order) for finding, cited in supporting.items()},
        against={
            finding: _voices(cited, notes, participants, people, order) for finding, cited in opposing.items() if cited
        },
        unused_notes=tuple(note for note in notes if note not in used),
        uncoded_notes=tuple(note for note in notes if note not in coded) if codes else (),
        unused_codes=tuple(
            code for code, of_code in (codes or {}).items() if not any(note in notes for note in of_code)
        ),
    )


class _Places(dict[str, int]):
    """The place of each id in its order, for sorting by it."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__((name, place) for place, name in enumerate(ids))

    def sort(self, names: Iterable[str]) -> tuple[str, ...]:
        """The known ones of `names`, each once, in order."""
        return tuple(sorted({name for name in names if name in self}, key=self.__getitem__))


def _in_order(cited: Iterable[str], notes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The notes of `cited` that exist, each once, as they were cited."""
    return tuple(note for note in dict.fromkeys(cited) if note in notes)


def _voices(
    cited: Iterable[str],
    notes: Mapping[str, Sequence[str]],
    participants: Mapping[str, str],
    people: _Places,
    order: _Places,
) -> Voices:
    in_order = order.sort(cited)
    speakers = people.sort(who for note in in_order for who in notes[note])
    organisations = dict.fromkeys(participants[who] for who in speakers if participants[who])
    return Voices(
        participants=speakers,
        organisations=tuple(organisations),
        notes=in_order,
        unknown_speakers=sum(not any(who in people for who in notes[note]) for note in in_order),
        without_organisation=sum(not participants[who] for who in speakers),
    )
