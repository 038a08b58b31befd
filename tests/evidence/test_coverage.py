"""Coverage: who carries what, against a naive recount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from report_kit.evidence.coverage import Coverage, coverage

NOTES = {"N1": ["P1"], "N2": ["P1", "P2"], "N3": ["P3"], "N4": [], "N5": ["P2"], "N6": ["P1"]}
PARTICIPANTS = {"P1": "camden", "P2": "camden", "P3": "nesta", "P4": "nesta", "P5": ""}
THEMES = {"leadership": ["N1", "N2", "N6"], "savings": ["N3"], "sharing": ["N4"], "skills": []}
FINDINGS = {
    "F1": [("N1", "supports"), ("N6", "illustrates"), ("N3", "contradicts")],
    "F2": [("N2", "supports")],
    "F3": [("N4", "supports"), ("N1", "supports")],
    "F4": [("N3", "qualifies"), ("N99", "supports")],
}
CODES = {"skills": ["N1", "N2"], "money": ["N3"], "law": []}


def example() -> Coverage:
    return coverage(themes=THEMES, findings=FINDINGS, notes=NOTES, participants=PARTICIPANTS, codes=CODES)


def test_voices_are_distinct_participants() -> None:
    voices = example().findings
    assert voices["F1"].participants == ("P1",)
    assert voices["F2"].participants == ("P1", "P2")
    assert voices["F2"].organisations == ("camden",)


def test_one_voice_is_said_only_where_every_speaker_is_known() -> None:
    result = example()
    assert result.one_voice_findings == ("F1",)
    assert result.findings["F3"].unknown_speakers == 1
    assert result.one_voice_themes == ("savings",)
    assert result.one_organisation_findings == ("F2",)


def test_evidence_against_a_finding_is_kept_apart() -> None:
    result = example()
    assert {finding: voices.participants for finding, voices in result.against.items()} == {
        "F1": ("P3",),
        "F4": ("P3",),
    }
    assert result.unsupported_findings == ("F4",)


def test_what_nothing_rests_on_is_named() -> None:
    result = example()
    assert result.unused_notes == ("N5",)
    assert result.uncoded_notes == ("N4", "N5", "N6")
    assert result.unused_codes == ("law",)


def test_without_codes_no_note_is_called_uncoded() -> None:
    result = coverage(themes=THEMES, findings=FINDINGS, notes=NOTES, participants=PARTICIPANTS)
    assert (result.uncoded_notes, result.unused_codes) == ((), ())


ID = st.integers(0, 6).map("{:d}".format)
LINKS = st.lists(st.tuples(ID, st.sampled_from(["supports", "qualifies", "contradicts", "illustrates"])), max_size=8)


@given(
    st.dictionaries(ID, st.lists(ID, max_size=3)),
    st.dictionaries(ID, st.sampled_from(["", "x", "y"])),
    st.dictionaries(ID, LINKS),
    st.dictionaries(ID, st.lists(ID, max_size=6)),
)
def test_counts_equal_a_naive_recount(
    notes: Mapping[str, Sequence[str]],
    participants: Mapping[str, str],
    findings: Mapping[str, list[tuple[str, str]]],
    themes: Mapping[str, list[str]],
) -> None:
    result = coverage(themes=themes, findings=findings, notes=notes, participants=participants)
    for finding, links in findings.items():
        support = {note for note, relation in links if relation in ("supports", "illustrates") and note in notes}
        voices = {who for note in support for who in notes[note] if who in participants}
        assert set(result.findings[finding].participants) == voices
        assert len(result.findings[finding].participants) == len(voices)
        assert set(result.findings[finding].organisations) == {participants[who] for who in voices} - {""}
        assert set(result.findings[finding].notes) == support
    cited = {note for links in findings.values() for note, _ in links} | {n for found in themes.values() for n in found}
    assert list(result.unused_notes) == [note for note in notes if note not in cited]


@given(st.permutations(list(FINDINGS)), st.permutations(list(THEMES)))
def test_the_order_of_findings_and_themes_changes_no_count(findings: list[str], themes: list[str]) -> None:
    turned = coverage(
        themes={theme: THEMES[theme] for theme in themes},
        findings={finding: FINDINGS[finding][::-1] for finding in findings},
        notes=NOTES,
        participants=PARTICIPANTS,
        codes=CODES,
    )
    result = example()
    assert turned.findings == result.findings
    assert turned.themes == result.themes
    assert turned.unused_notes == result.unused_notes
