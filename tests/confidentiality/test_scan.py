"""Scanning: hits with a place, exceptions with a reason, and nothing passed over in silence."""

from __future__ import annotations

import io
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.confidentiality import RULES, Hit, scan
from report_kit.confidentiality.search import MAX_HITS
from report_kit.diagnostics import MachineError, Severity, Span
from report_kit.model.entities import LeakException
from report_kit.names.protected import Protected
from tests.helpers.files import archive, body, docx, jpeg, page, pdf, png, runs
from tests.helpers.leaks import PROTECTED, person
from tests.helpers.trials import trial

JANE = Protected((person("P01", "Jane Thistlewood"),))


def rules_of(files: dict[str, bytes], protected: Protected = JANE) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in scan(files, protected).diagnostics]


def test_a_hit_says_who_where_and_what_but_not_the_name() -> None:
    (hit,) = scan({"a.md": "One.\n\nBy Siân and Jane Thistlewood.\n".encode()}, JANE).hits
    assert (hit.owners, hit.artifact, hit.place, hit.kind) == (("P01",), "a.md", "line 3", "full name")
    assert (hit.line, hit.column) == (3, 13)


def test_the_diagnostic_is_an_error_that_nobody_can_switch_off() -> None:
    (diagnostic,) = scan({"a.md": b"jane thistlewood"}, JANE).diagnostics
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.message == "a.md names P01, who is protected: a full name in line 1"
    assert all(rule.locked and rule.group == "confidentiality" for rule in RULES)


def test_a_hit_leads_back_to_its_source() -> None:
    data = page('<section id="F1"><p id="themes-01-p2">By Jane Thistlewood.</p></section>')

    def locate(hit: Hit) -> Span | None:
        return Span("themes/01.md", 7) if hit.anchor == "themes-01-p2" else None

    (diagnostic,) = scan({"a.html": data}, JANE, locate=locate).diagnostics
    assert diagnostic.span == Span("themes/01.md", 7)


def test_the_anchor_is_that_of_the_nearest_element_around() -> None:
    data = page('<div id="a"><p id="b">One</p><p>Jane Thistlewood</p></div><p>x</p>')
    assert [hit.anchor for hit in scan({"a.html": data}, JANE).hits] == ["a"]


def test_a_page_of_a_pdf_is_named() -> None:
    data = pdf('<p>One</p><p style="break-before: page">By Jane Thistlewood.</p>')
    assert [hit.place for hit in scan({"a.pdf": data}, JANE).hits] == ["page 2"]


def test_a_paragraph_of_a_word_file_is_named() -> None:
    data = docx({"word/document.xml": body(runs("One.") + runs("Jane ", "Thistlewood"))})
    assert [hit.place for hit in scan({"a.docx": data}, JANE).hits] == ["word/document.xml, paragraph 2"]


def test_repeats_in_one_place_are_counted() -> None:
    data = page("<p>Thistlewood, Thistlewood and Thistlewood</p>")
    (hit,) = scan({"a.html": data}, JANE).hits
    assert hit.count == 3


def test_a_name_in_a_file_name_is_found_and_not_repeated() -> None:
    result = scan({"out/jane_thistlewood.txt": b"Jane Thistlewood"}, JANE)
    assert {hit.artifact for hit in result.hits} == {"file 1 (.txt)"}
    assert {hit.place for hit in result.hits} == {"file name", "line 1"}


def test_a_name_in_a_place_is_not_repeated() -> None:
    result = scan({"a.zip": archive({"thistlewood/notes.txt": "Jane Thistlewood"})}, JANE)
    assert all("thistlewood" not in hit.place for hit in result.hits)
    assert len(result.hits) >= 2


def test_somebody_on_record_may_be_named() -> None:
    two = Protected((*JANE.people, person("P02", "Adam Quillfeather")))
    exceptions = [LeakException(id="P01", reason="on record")]
    result = scan({"a.txt": b"Jane Thistlewood and Adam Quillfeather"}, two, exceptions=exceptions)
    assert [hit.owners for hit in result.hits] == [("P02",)]


def test_an_exception_may_be_for_some_kinds_only() -> None:
    exceptions = [LeakException(id="P01", reason="shares it with a cited author", kinds=("surname",))]
    assert scan({"a.txt": b"Thistlewood argues"}, JANE, exceptions=exceptions).hits == ()
    assert len(scan({"a.txt": b"Jane Thistlewood argues"}, JANE, exceptions=exceptions).hits) == 1


@pytest.mark.parametrize("text", ["Thistlewood said it.\n", "Thistlewood. ", "Jané Thistlewood said\n"])
def test_each_of_many_hits_has_its_own_line_and_column(text: str) -> None:
    many = Protected((person("P1", "Jane Thistlewood"),))
    places = [(hit.line, hit.column) for hit in scan({"a.txt": (text * 300).encode()}, many).hits]
    column = text.index("Jan" if "Jan" in text else "This") + 1
    assert places == ([(line, column) for line in range(1, 301)] if "\n" in text else [(1, 1)])


@pytest.mark.parametrize(
    ("exception", "message"),
    [
        (LeakException(id="P1", reason="x"), "the exception is for P1, who is not in the private list"),
        (LeakException(id="P01", reason=" "), "the exception for P01 gives no reason"),
        (LeakException(id="P01", reason="x", kinds=("sirname",)), "the exception for P01 is for a kind of form"),
    ],
)
def test_an_exception_at_fault_is_reported_and_lifts_nothing(exception: LeakException, message: str) -> None:
    result = scan({"a.txt": b"Jane Thistlewood"}, JANE, exceptions=[exception])
    assert [one.rule for one in result.diagnostics] == ["leak-exception-fault", "protected-name"]
    assert message in result.diagnostics[0].message


def test_pictures_are_counted_and_mentioned_once() -> None:
    photo = jpeg(0x010E, "x")
    files = {
        "a.png": png({}),
        "a.docx": docx({"word/media/a.jpeg": photo}),
        "a.html": page('<img alt="x" src="x.png"><img alt="y" src="data:image/png;base64,iVBORw0KGgo=">'),
        "a.zip": archive({"b.jpg": photo}),
    }
    result = scan(files, JANE)
    assert result.images == 5
    assert result.summary.startswith(
        "Searched 4 files for protected names: no protected name found. The pixels of 5 pictures"
    )


def test_no_pictures_no_mention() -> None:
    assert scan({"a.txt": b"x"}, JANE).summary == "Searched 1 file for protected names: no protected name found."


def _locked_zip() -> bytes:
    data = bytearray(archive({"a.txt": "x"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def _locked_pdf() -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("<p>x</p>"))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def _nested(depth: int) -> bytes:
    data = b"x"
    for _ in range(depth):
        data = archive({"a.zip": data})
    return data


@pytest.mark.parametrize(
    ("file", "data", "reason"),
    [
        ("a.pdf", b"%PDF-1.7\nnothing", "it is damaged"),
        ("a.pdf", b"plain text", "it is no PDF"),
        ("a.docx", b"PK\x03\x04broken", "it is damaged, or was not written to its end"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        ("a.docx", docx({"word/document.xml": "<w:document>"}), "its XML is damaged"),
        ("a.zip", _locked_zip(), "it is locked with a password"),
        ("a.7z", b"7z\xbc\xaf'\x1c123", "it is a 7z archive"),
        ("a.age", b"age-encryption.org/v1\n", "it is encrypted"),
        ("a.png", png({})[:-20], "the picture's file is damaged"),
        ("a.jpg", jpeg(0x010E, "x")[:60], "the picture's file is damaged"),
        ("a.gz", b"\x1f\x8b\x08broken", "it is damaged"),
        ("a.svg", b"<svg><text>", "its XML is damaged"),
        ("a.zip", _nested(8), "files lie more than 6 deep"),
    ],
)
def test_what_cannot_be_read_is_an_error(file: str, data: bytes, reason: str) -> None:
    found = [message for rule, message in rules_of({file: data}) if rule == "unscanned-artifact"]
    assert any("could not be read, so it was not searched" in one and reason in one for one in found), found


def test_a_locked_pdf_is_an_error() -> None:
    assert "locked with a password" in rules_of({"a.pdf": _locked_pdf()})[0][1]


def test_a_broken_file_does_not_keep_the_others_from_being_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise AttributeError("Jane Thistlewood")

    monkeypatch.setattr("report_kit.extract.pdf.read", crash)
    result = scan({"a.pdf": b"%PDF-1.7", "b.txt": b"Jane Thistlewood"}, JANE)
    assert [one.artifact for one in result.hits] == ["b.txt"]
    (fault,) = (one.message for one in result.diagnostics if one.rule == "unscanned-artifact")
    assert "damaged" in fault
    assert "Jane Thistlewood" not in fault


def test_what_can_be_seen_of_a_damaged_file_is_searched_all_the_same() -> None:
    assert "protected-name" in dict(rules_of({"a.svg": b"<svg><text>Jane Thistlewood"}))


def test_entities_are_not_expanded_and_still_searched() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "Jane Thistlewood"><!ENTITY b "&a;&a;">]><svg><text>&b;</text></svg>'
    assert [rule for rule, _ in rules_of({"a.svg": bomb})].count("protected-name") == 1


def test_hundreds_of_hits_are_summed_up() -> None:
    lines = "\n".join(["By Jane Thistlewood."] * (MAX_HITS + 5))
    result = scan({"a.txt": lines.encode()}, JANE)
    assert len(result.hits) == MAX_HITS + 5
    assert result.diagnostics[-1].message == "… and in 5 more places of these files"
    assert len(result.diagnostics) == MAX_HITS + 1
    assert len(result.in_full) == MAX_HITS + 5


def test_each_file_and_person_is_told_whatever_the_limit() -> None:
    two = Protected((*JANE.people, person("P02", "Araminta Goldthorpe")))
    files = {"a.txt": ("By Jane Thistlewood.\n" * (MAX_HITS + 9) + "By Araminta Goldthorpe").encode()}
    files |= {f"{number}.txt": b"Jane Thistlewood\nx and y\nJane Thistlewood" for number in range(MAX_HITS + 5)}
    told = [one.message for one in scan(files, two).diagnostics]
    assert all(any(message.startswith(f"{name} names P01") for message in told) for name in files)
    assert any(message.startswith("a.txt names P02") for message in told)
    assert told[-1].startswith(f"… and in {9 + MAX_HITS + 5} more places")


def test_nobody_to_protect_is_nothing_to_find() -> None:
    assert scan({"a.txt": b"Jane"}, Protected()).clean


def test_a_crash_in_the_scan_tells_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ValueError("Jane Thistlewood")

    monkeypatch.setattr(import_module("report_kit.names.lookout"), "forms_of", crash)
    with pytest.raises(MachineError) as caught:
        scan({"a.txt": b"x"}, JANE)
    assert "Thistlewood" not in caught.value.message
    assert caught.value.__context__ is None


@given(st.binary(max_size=200), st.sampled_from(["a.pdf", "a.docx", "a.html", "a.svg", "a.png", "a.bin", "a"]))
@trial(share=60, full=3_000)
def test_no_file_breaks_the_scan(data: bytes, name: str) -> None:
    scan({name: data}, PROTECTED)


@given(
    st.sampled_from(["pdf", "docx", "html", "png", "jpg", "zip", "svg"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
    st.floats(0.1, 1),
)
@trial(share=60, full=3_000)
def test_no_damage_breaks_the_scan(kind: str, changes: list[tuple[float, int]], length: float) -> None:
    whole = {
        "pdf": pdf("<h1>One</h1><p>Two.</p>"),
        "docx": docx({}),
        "html": page("<p>x</p><img alt=x src='data:image/png;base64,iVBORw0KGgo='>"),
        "png": png({"Author": "x" * 50}, packed=True),
        "jpg": jpeg(0x013B, "x" * 20),
        "zip": archive({"a.txt": "x"}),
        "svg": b"<svg><text id='a'>x</text></svg>",
    }[kind]
    data = bytearray(whole)
    for place, value in changes:
        data[int(place * len(data))] = value
    scan({f"a.{kind}": bytes(data[: int(len(data) * length)])}, PROTECTED)
