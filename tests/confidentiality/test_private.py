"""The private file: read with care, and never quoted."""

from __future__ import annotations

import pickle
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.confidentiality import discreet, parse_protected, read_protected
from report_kit.confidentiality.organisations import with_organisations
from report_kit.diagnostics import MachineError, Sink
from report_kit.model.entities import Organisation
from report_kit.names.protected import Protected
from report_kit.names.secret import SecretText
from tests.helpers.workspace import MINIMAL_FILES, MemoryFiles, MemoryWorkspace

GOOD = """\
people:
  P01:
    name: Jane Thistlewood
    name_variants: [Janie Thistlewood]
    email: jane@example.org
    phones: [020 7946 0123, 07700900123]
    handle: "@jane"
    honorific: Canon
  P02: Mark Brown
  P03: {given: Anna, family: van der Berg}
organisations:
  - id: wrenford
    names: [Wrenford Housing]
  - camden
"""


def parse(text: str | bytes) -> tuple[Protected, list[str]]:
    sink = Sink()
    protected = parse_protected(text.encode() if isinstance(text, str) else text, sink)
    return protected, [f"{one.span} {one.message}" for one in sink]


def test_the_documented_format_is_read() -> None:
    protected, faults = parse(GOOD)
    assert faults == []
    jane, mark, anna = protected.people
    assert (jane.id, jane.name.reveal(), jane.honorific.reveal()) == ("P01", "Jane Thistlewood", "Canon")
    assert [text.reveal() for text in jane.name_variants] == ["Janie Thistlewood"]
    assert [text.reveal() for text in jane.phones] == ["020 7946 0123", "07700900123"]
    assert [text.reveal() for text in (*jane.emails, *jane.handles)] == ["jane@example.org", "@jane"]
    assert (mark.id, mark.name.reveal()) == ("P02", "Mark Brown")
    assert (anna.name.reveal(), anna.family.reveal()) == ("Anna van der Berg", "van der Berg")
    assert [one.id for one in protected.organisations] == ["wrenford", "camden"]
    assert protected.ids == {"P01", "P02", "P03", "wrenford", "camden"}


def test_a_list_of_entries_is_read_too() -> None:
    protected, faults = parse("people:\n- id: P01\n  name: Jane Thistlewood\n")
    assert faults == []
    assert protected.people[0].name.reveal() == "Jane Thistlewood"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "people:\n  P01:\n    nmae: Thistlewood\n",
            "sources/private/people.yaml:3:5 P01 has an entry that is not known",
        ),
        (
            "people:\n  P01: {name: [Thistlewood]}\n",
            "sources/private/people.yaml:2:15 P01: 'name' must be one line of text",
        ),
        ("people:\n  Jane Thistlewood: x\n", "sources/private/people.yaml:2:3 this is not the id of a participant"),
        ("people:\n  P01: Thistlewood\n  P01: Thistlewood\n", "sources/private/people.yaml:3:3 P01 is entered twice"),
        ("people:\n- name: Thistlewood\n", "sources/private/people.yaml:2:3 this participant has no id"),
        ("people:\n  P01: {email: thistlewood@x.org}\n", "sources/private/people.yaml:2:8 P01 has no name"),
        ("people: Thistlewood\n", "sources/private/people.yaml:1:9 a list of participants should stand here"),
        ("- Thistlewood\n", "sources/private/people.yaml:1:1 the file must begin with 'people:'"),
        ("Thistlewood: x\n", "sources/private/people.yaml:1:1 only 'people:' and 'organisations:' may stand"),
        ("people:\n  P01: 'Thistlewood\n", "the file cannot be understood from here on"),
        ("people:\n  P01: &a Thistlewood\n  P02: *a\n", "anchors (&) and aliases (*) are not allowed here"),
        ("people: {}\n---\npeople: Thistlewood\n", "only one document may stand in this file"),
        ("", "the file lists nobody"),
        ("people:\n", "the file lists nobody"),
        (b"people:\n  P01: Thistlewood \xff\n", "sources/private/people.yaml:2:1 this line is not in UTF-8"),
        ("[" * 50, "entries lie more than 12 levels deep"),
        ("people:\n" + "".join(f"  P{n}: x\n" for n in range(101_000)), "the file has more than 200,000 entries"),
    ],
)
def test_a_fault_is_placed_and_never_quotes_the_file(text: str | bytes, fault: str) -> None:
    _, faults = parse(text)
    assert any(fault in one for one in faults), faults
    assert not any("Thistlewood" in one or "thistlewood" in one for one in faults)


def test_what_can_be_read_is_kept_beside_what_cannot() -> None:
    protected, faults = parse("people:\n  P01: {nmae: x}\n  P02: Mark Brown\n")
    assert len(faults) == 2
    assert [one.name.reveal() for one in protected.people] == ["", "Mark Brown"]


@given(st.one_of(st.binary(max_size=80), st.text(alphabet="people:P01 -[]{}&*'\"|>\n\tx#%!", max_size=80)))
def test_no_file_breaks_the_reader(content: bytes | str) -> None:
    protected, _ = parse(content)
    assert isinstance(protected, Protected)


def test_the_private_folder_is_read_through_the_workspace_and_nothing_else_sees_it() -> None:
    workspace = MemoryWorkspace({**MINIMAL_FILES, "sources/private/people.yaml": GOOD})
    sink = Sink()
    protected = read_protected(workspace.files, sink)
    assert protected is not None
    assert len(protected.people) == 3
    assert "sources/private/people.yaml" not in workspace.files.list_files()
    assert not workspace.files.exists("sources/private/people.yaml")
    with pytest.raises(PermissionError):
        workspace.files.read("sources/private/people.yaml", 1_000)


def test_without_the_folder_there_is_nothing() -> None:
    sink = Sink()
    assert read_protected(MemoryFiles(MINIMAL_FILES), sink) is None
    assert sink.diagnostics == []


def test_a_file_that_is_too_large_is_a_fault() -> None:
    sink = Sink()
    read_protected(MemoryFiles({"sources/private/people.yaml": b"#" * (5 * 2**20)}), sink)
    assert [one.message for one in sink] == ["the file is larger than 4 MB"]


def test_an_organisation_that_may_not_be_listed_is_protected_unless_it_is_printed_on_purpose() -> None:
    organisations = [
        Organisation(id="camden", name="London Borough of Camden", short_name="Camden", list_consent="unknown"),
        Organisation(id="leeds", name="Leeds City Council", list_consent="no"),
        Organisation(id="nesta", name="Nesta", list_consent="no"),
    ]
    protected = with_organisations(parse(GOOD)[0], organisations, printed=["nesta"])
    names = {one.id: [name.reveal() for name in one.names] for one in protected.organisations}
    assert names == {
        "wrenford": ["Wrenford Housing"],
        "camden": ["London Borough of Camden", "Camden"],
        "leeds": ["Leeds City Council"],
    }


def test_a_secret_cannot_be_stored() -> None:
    with pytest.raises(TypeError, match="not to be stored"):
        pickle.dumps(SecretText("Thistlewood"))
    with pytest.raises(TypeError):
        pickle.dumps(parse(GOOD)[0])


def test_a_crash_tells_where_it_happened_and_nothing_else() -> None:
    @discreet
    def crash(secret: SecretText) -> None:
        raise KeyError(secret.reveal())

    secret = SecretText("".join(["Thistle", "wood"]))  # in two pieces, since a traceback shows this line
    with pytest.raises(MachineError) as caught:
        crash(secret)
    told = "".join(traceback.format_exception(caught.value))
    assert "KeyError in test_private.py, line" in caught.value.message
    assert "Thistlewood" not in told
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "entry",
    [
        "  P1: {name: Ann Bell, name: Bo Carr}\n",
        "  P1:\n    name: Ann Bell\n    phone: 01632 960120\n    name: Bo Carr\n",
        "  P1: {given: Ann, family: Bell, family: Carr}\n",
        "  P1: {name: Ann Bell, emails: [a@b.example], emails: [c@d.example]}\n",
    ],
)
def test_what_is_written_twice_in_an_entry_is_a_fault_without_a_name_in_it(entry: str) -> None:
    sink = Sink()
    parse_protected(("people:\n" + entry).encode(), sink)
    assert any("twice" in diagnostic.message for diagnostic in sink), list(sink)
    assert not any(name in f"{d.message} {d.hint}" for d in sink for name in ("Ann", "Bo ", "Carr", "Bell"))


def test_a_second_list_of_people_is_a_fault() -> None:
    sink = Sink()
    parse_protected(b"people:\n  P1: Ann Bell\npeople:\n  P2: Bo Carr\n", sink)
    assert any("'people' twice" in diagnostic.message for diagnostic in sink)
