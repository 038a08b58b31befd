"""The corpus: every planted leak is found, nothing is found in prose that names nobody, and no message tells a name."""

from __future__ import annotations

import warnings

import pytest

from report_kit.confidentiality import ScanResult, scan
from report_kit.extract.codes import identifiers
from report_kit.names.protected import Protected
from report_kit.names.secret import SecretText
from tests.helpers.files import body, docx, page, pdf, runs
from tests.helpers.leaks import PROTECTED, Leak, leaks, person
from tests.helpers.public_prose import DECLARED, paragraphs


@pytest.fixture(scope="module")
def corpus() -> list[Leak]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some of the files are odd on purpose, and their makers say so
        return leaks()


@pytest.fixture(scope="module")
def results(corpus: list[Leak]) -> dict[str, ScanResult]:
    return {leak.label: scan({leak.file: leak.data}, PROTECTED) for leak in corpus}


@pytest.mark.slow
def test_the_corpus_is_large_and_its_labels_are_unique(corpus: list[Leak]) -> None:
    assert len(corpus) >= 150
    assert len({leak.label for leak in corpus}) == len(corpus)


@pytest.mark.slow
def test_every_planted_leak_is_found(corpus: list[Leak], results: dict[str, ScanResult]) -> None:
    missed = [leak.label for leak in corpus if not any(leak.owner in hit.owners for hit in results[leak.label].hits)]
    assert missed == []


@pytest.mark.slow
def test_nobody_else_is_accused(corpus: list[Leak], results: dict[str, ScanResult]) -> None:
    wrong = {
        leak.label: hit.owners for leak in corpus for hit in results[leak.label].hits if set(hit.owners) - {leak.owner}
    }
    assert wrong == {}


@pytest.mark.slow
def test_no_message_tells_a_name(corpus: list[Leak], results: dict[str, ScanResult]) -> None:
    for leak in corpus:
        result = results[leak.label]
        told = " ".join([repr(result), *(f"{one.message} {one.hint}" for one in result.diagnostics), result.summary])
        assert leak.secret.lower() not in told.lower(), leak.label
        assert leak.secret.lower() not in identifiers(told).lower(), leak.label


@pytest.mark.slow
def test_whoever_is_not_named_is_not_found(corpus: list[Leak]) -> None:
    stranger = Protected((person("P99", "Ingeborg Quillfeather", emails=["iq@example.org"]),))
    assert [leak.label for leak in corpus if scan({leak.file: leak.data}, stranger).hits] == []


@pytest.fixture(scope="module")
def declared() -> Protected:
    return Protected(tuple(person(f"P{number:02}", name) for number, name in enumerate(DECLARED, 1)))


def test_fifty_common_names_are_declared(declared: Protected) -> None:
    assert len(declared.people) == 50


def test_prose_that_names_nobody_gives_at_most_one_false_alarm_in_10_000_words(declared: Protected) -> None:
    text = "\n\n".join(paragraphs(30_000))
    words = len(text.split())
    assert words >= 30_000
    alarms = sum(hit.count for hit in scan({"prose.txt": text.encode()}, declared).hits)
    assert alarms * 10_000 <= words


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_prose_is_as_quiet_in_html_pdf_and_word(declared: Protected, seed: int) -> None:
    prose = list(paragraphs(3_000, seed))
    files = {
        "a.html": page("".join(f"<p>{text}</p>" for text in prose)),
        "a.pdf": pdf("".join(f"<p>{text}</p>" for text in prose)),
        "a.docx": docx({"word/document.xml": _body(prose)}),
    }
    result = scan(files, declared)
    alarms = {hit.artifact: hit.place for hit in result.hits}
    assert len(result.hits) <= 3, alarms
    assert not [one for one in result.diagnostics if one.rule == "unscanned-artifact"]


def _body(prose: list[str]) -> str:
    return body("".join(runs(text.replace("&", "&amp;")) for text in prose))


def test_a_secret_is_never_shown() -> None:
    secret = SecretText("Thistlewood")
    assert "Thistlewood" not in f"{secret} {secret!r} {PROTECTED!r} {PROTECTED.people[0]!r}"
