"""Taguette's CSV: what is said of broken files, and what a project that has some of it already gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from report_kit.importers import Destination, Given, Imported, bring_in, taguette
from report_kit.importers.destination import Present

CASES = sorted((Path(__file__).parent / "taguette").iterdir())
HEAD = "id,document,tag,content\n"
NAME = "Araminta Goldthorpe"
SECRET = "a remark of hers"
ROW = f"1,{NAME},trust,{SECRET}\n"


def imported(content: str | bytes, project: Destination | None = None) -> Imported:
    data = content if isinstance(content, bytes) else content.encode()
    return bring_in([Given("hl.csv", data)], project or Destination(event="table"))


FAULTS: list[tuple[str | bytes, str, str]] = [
    # the file · where · what is said
    ("", "hl.csv:1:1", "empty"),
    ("name,mail\nx,y\n", "hl.csv:1:1", "no kind that is known"),
    ("%PDF-1.7\n", "hl.csv:1:1", "no kind that is known"),
    ("id,document,tag\n1,x,y\n", "hl.csv:1:1", "no kind that is known"),
    ("id,id,document,tag,content\n", "hl.csv:1:1", "no kind that is known"),
    (HEAD + f"one,{NAME},trust,{SECRET}\n", "hl.csv:2:1", "no number"),
    (HEAD + ROW + f"1,{NAME},time,other words\n", "hl.csv:3:1", "in line 2"),
    (HEAD + ROW + f"1,Cornelius,time,{SECRET}\n", "hl.csv:3:1", "in line 2"),
    (HEAD + f"1,{NAME}\n", "hl.csv:2:1", "2 of 4 columns"),
    (HEAD + f'1,{NAME},trust,"{SECRET}\n', "hl.csv:2:1", "closed nowhere"),
    (HEAD + ROW + f'2,{NAME},trust,"{SECRET}"x\n', "hl.csv:3:1", "no CSV"),
    (HEAD + f"1,{NAME},trust,{'x' * 50_001}\n", "hl.csv:2:1", "50,000 characters"),
    (HEAD + f"1,{NAME},{'x' * 201},{SECRET}\n", "hl.csv:2:1", "200 characters"),
    (HEAD + f"1,{NAME},trust,{'x' * 200_000}\n", "hl.csv:2:1", "far too long"),
    (HEAD + f"1,{NAME},trust,a\x00b\n", "hl.csv:2:30", "NUL"),
    ((HEAD + ROW).encode() + f"2,{NAME},trust,caf\xe9\n".encode("latin-1"), "hl.csv:3:32", "not UTF-8"),
    ((HEAD + ROW).encode("utf-16"), "hl.csv:1:1", "UTF-16"),
    (b"x" * 20_000_001, "hl.csv:1:1", "larger than 20 MB"),
]


@pytest.mark.parametrize(("content", "place", "message"), FAULTS)
def test_faults_have_a_place_and_tell_nothing_of_the_words(content: str | bytes, place: str, message: str) -> None:
    made = imported(content)
    assert not made.files
    (fault,) = made.diagnostics
    assert str(fault.span) == place
    assert message in fault.message
    for secret in (NAME, "Goldthorpe", SECRET):
        assert secret not in f"{fault.message} {fault.hint}"


def test_a_file_of_another_kind_is_told_what_there_is() -> None:
    (fault,) = imported("a,b\n").diagnostics
    assert taguette.NAME in fault.hint


def test_a_file_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taguette, "ROWS", 2)
    rows = "".join(f"{number},{NAME},,word {number}\n" for number in range(1, 4))
    assert "more than 2 rows" in imported(HEAD + rows).diagnostics[0].message
    assert not imported(HEAD + rows.rpartition("3,")[0]).diagnostics


def test_a_highlight_without_words_is_left_out_and_named() -> None:
    made = imported(HEAD + f"3,{NAME},trust, \n3,{NAME},time, \n" + ROW)
    assert made.notes == 1
    assert [str(each.span) for each in made.diagnostics] == ["hl.csv:2:1"]


def test_names_of_documents_stand_nowhere() -> None:
    made = imported(HEAD + ROW)
    for path, data in made.files.items():
        assert "Goldthorpe" not in path + data.decode()


def test_no_name_of_a_document_is_part_of_what_is_kept_in_memory() -> None:
    assert "Goldthorpe" not in repr(imported(HEAD + ROW))


def again(made: Imported, **changes: str) -> Destination:
    """The project after `made`, some of its texts replaced."""
    from report_kit.diagnostics import Sink
    from report_kit.sourcefiles.dump import value_of
    from report_kit.sourcefiles.text import decode

    files, notes, codes = dict(made.files), {}, {}
    for path, data in files.items():
        source = decode(path, data, Sink())
        assert source is not None
        value = value_of(source)
        for note in value["notes"] if isinstance(value, dict) else ():
            name = note["id"][1]
            labels = frozenset(code[1] for code in note.get("codes", ()))
            notes[name] = Present(path, changes.get(name, note["text"][1]), labels)
        for code in value if isinstance(value, list) else ():
            codes[code["id"][1]] = code["name"][1]
    return Destination(event="table", notes=notes, codes=codes, files=files)


def test_a_second_time_adds_nothing() -> None:
    content = (CASES[0] / "given.csv").read_bytes()
    made = imported(content, again(imported(content)))
    assert (made.files, made.notes, made.codes, made.known) == ({}, 0, 0, 4)
    assert made.diagnostics == ()


def test_a_note_that_was_mended_since_is_not_added_again() -> None:
    content = (CASES[0] / "given.csv").read_bytes()
    made = imported(content, again(imported(content), T7="We wrote to them once."))
    assert (made.files, made.known) == ({}, 4)


def test_what_is_new_in_a_document_goes_into_its_file() -> None:
    project = again(imported(HEAD + ROW + f"5,{NAME},time,More.\n"))
    made = imported(HEAD + ROW + f"6,{NAME},trust,Still more.\n7,{NAME},skills,At last.\n", project)
    assert set(made.files) == {"sources/notes/imported-1.yaml", "sources/codes.yaml"}
    for path, data in made.files.items():
        assert data.startswith(project.files[path].rstrip(b"\n"))
    assert (made.notes, made.codes, made.known) == (2, 1, 1)


def test_another_project_with_the_same_numbers_gets_ids_of_its_own_and_keeps_them() -> None:
    first = imported(HEAD + ROW)
    other = HEAD + f"1,{NAME},trust,Something else.\n"
    second = imported(other, again(first))
    assert list(second.files) == ["sources/notes/imported-2.yaml"]
    assert b"id: T1-2\n" in second.files["sources/notes/imported-2.yaml"]
    both = Imported(files={**first.files, **second.files})
    assert imported(other, again(both)).known == 1
    assert imported(HEAD + ROW, again(both)).known == 1


def test_a_document_that_shares_a_remark_with_another_by_chance_has_a_file_of_its_own() -> None:
    project = again(imported(HEAD + ROW + "2,x,,Two.\n3,x,,Three.\n".replace("x", NAME)))
    made = imported(HEAD + ROW + "2,y,,Zwei.\n3,y,,Drei.\n".replace("y", NAME), project)
    assert list(made.files) == ["sources/notes/imported-2.yaml"]
    assert (made.notes, made.known) == (2, 1)


def test_ids_that_are_taken_are_passed_by() -> None:
    made = imported(HEAD + ROW, Destination(event="table", ids=frozenset({"T1", "T1-2"})))
    assert b"id: T1-3\n" in made.files["sources/notes/imported-1.yaml"]


def test_tags_of_one_highlight_in_several_files_come_together() -> None:
    by_tag = [Given(f"{tag}.csv", (HEAD + ROW.replace("trust", tag)).encode()) for tag in ("trust", "time", "trust")]
    made = bring_in(by_tag, Destination(event="table"))
    assert b"codes: [trust, time]" in made.files["sources/notes/imported-1.yaml"]
    assert (made.notes, made.codes, made.known, made.diagnostics) == (1, 2, 0, ())


@pytest.mark.parametrize("codebook", [True, False])
def test_a_tag_that_a_note_lacks_is_named_and_not_added(codebook: bool) -> None:
    project = again(imported(HEAD + ROW))
    if not codebook:
        project = replace(project, codes={}, files={}, words_as_codes=frozenset({"trust"}))
    made = imported(HEAD + ROW + ROW.replace("trust", "time"), project)
    assert (made.files, made.known) == ({}, 1)
    (told,) = made.diagnostics
    assert '"T1"' in told.message
    assert (str(told.span), told.severity) == ("hl.csv:2:1", "warning")
    assert imported(HEAD + ROW, project).diagnostics == ()


def test_a_note_that_was_moved_to_another_file_is_not_added_again() -> None:
    project = Destination(
        event="table", notes={"T1": Present("sources/notes/table.md", f"{SECRET.title()}.", frozenset({"trust"}))}
    )
    assert imported(HEAD + ROW, project).files == {}


def test_codes_of_the_codebook_are_used_and_stay_as_they_are() -> None:
    book = b"# Ours\r\n- id: trust\r\n  name: 'Trust'   # one\r\n- {id: dq, name: Data quality}\r\n"
    project = Destination(event="t", codes={"trust": "Trust", "dq": "Data quality"}, files={"sources/codes.yaml": book})
    rows = "".join(f"1,{NAME},{tag},x\n" for tag in ("TRUST", "data  quality", "Über", "über"))
    made = imported(HEAD + rows, project)
    assert made.files["sources/codes.yaml"] == book + b"- {id: uber, name: \xc3\x9cber}\r\n"
    assert b"codes: [trust, dq, uber]" in made.files["sources/notes/imported-1.yaml"]


def test_where_codes_are_free_words_no_codebook_is_begun() -> None:
    made = imported(HEAD + ROW, Destination(event="table", words_as_codes=frozenset({"skills"})))
    assert list(made.files) == ["sources/notes/imported-1.yaml"]
    assert made.codes == 0


def test_a_codebook_that_cannot_be_changed_exactly_stops_everything() -> None:
    book = b"- &a {id: x}\n- *a\n"
    made = imported(HEAD + ROW, Destination(event="table", files={"sources/codes.yaml": b"a: 1\n"}))
    assert not made.files
    assert str(made.diagnostics[0].span).startswith("sources/codes.yaml")
    assert imported(HEAD + ROW, Destination(event="table", files={"sources/codes.yaml": book})).files


def test_tags_that_no_id_can_spell_get_one() -> None:
    made = imported(HEAD + f"1,{NAME},数据,x\n1,{NAME},Ελλάδα,x\n1,{NAME},report,x\n")
    assert b"codes: [code, code-2, report]" in made.files["sources/notes/imported-1.yaml"]


def test_several_files_are_one_import() -> None:
    files = [Given("a.csv", (HEAD + ROW).encode()), Given("b.csv", (HEAD + f"2,{NAME},trust,More.\n").encode())]
    made = bring_in(files, Destination(event="table"))
    assert (made.notes, made.codes) == (2, 1)
    broken = bring_in([*files, Given("c.csv", b"")], Destination(event="table"))
    assert not broken.files
