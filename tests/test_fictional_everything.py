"""The made-up report in `tests/reports/fictional-everything/` has one of everything, and checks in silence."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from report_kit import pipeline
from report_kit.confidentiality.private import read_protected
from report_kit.diagnostics import Sink
from report_kit.model.entities import AttributionLevel
from report_kit.model.report import Report
from tests.helpers.fictional import fictional_files
from tests.helpers.workspace import MemoryFiles, MemoryWorkspace


@pytest.fixture(scope="module")
def outcome() -> pipeline.Outcome:
    return pipeline.check(MemoryWorkspace(fictional_files()))


@pytest.fixture(scope="module")
def report(outcome: pipeline.Outcome) -> Report:
    assert outcome.report is not None
    return outcome.report


def test_it_checks_without_a_diagnostic(outcome: pipeline.Outcome) -> None:
    assert not outcome.diagnostics


def test_it_is_as_large_as_promised(report: Report) -> None:
    assert report.counts["events"] == 3
    assert report.counts["participants"] == 24
    assert report.counts["notes"] == 60
    assert report.counts["findings"] == 12
    assert report.counts["recommendations"] == 8


def test_every_level_of_consent_occurs_and_every_exception_to_it(report: Report) -> None:
    consents = [participant.consent for participant in report.participants.values()]
    given = [consent for consent in consents if consent is not None]
    assert {consent.attribution_level for consent in given} == set(get_args(AttributionLevel))
    assert None in consents
    assert any(consent.withdrawn for consent in given)
    assert any(not consent.quote_ok for consent in given)
    assert {bool(consent.approved) for consent in given if consent.approval_needed} == {True, False}


def test_nobody_who_withdrew_or_spoke_off_the_record_has_a_note(report: Report) -> None:
    barred = {
        participant.id
        for participant in report.participants.values()
        if participant.consent
        and (participant.consent.withdrawn or participant.consent.attribution_level == "off_record")
    }
    assert barred
    assert not [note.id for note in report.notes.values() if barred & set(note.speakers)]


def test_every_descriptor_fits_three_people_of_the_event(report: Report) -> None:
    fits = Counter((p.events, p.descriptor) for p in report.participants.values())
    assert all(number >= 3 for number in fits.values())


def test_evidence_has_every_relation_and_case_studies_every_provenance(report: Report) -> None:
    assert {evidence.relation for evidence in report.evidence} == {
        "supports",
        "qualifies",
        "contradicts",
        "illustrates",
    }
    assert {study.provenance for study in report.case_studies.values()} == {"public_source", "on_record", "room"}


def test_the_private_file_names_every_participant_and_the_one_body_that_is_not_listed(report: Report) -> None:
    sink = Sink()
    protected = read_protected(MemoryFiles(fictional_files()), sink)
    assert not list(sink)
    assert protected is not None
    assert sorted(person.id for person in protected.people) == sorted(report.participants)
    assert [o.id for o in protected.organisations] == [
        o.id for o in report.organisations.values() if o.list_consent == "no"
    ]
