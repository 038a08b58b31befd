"""Note files, in Markdown and in YAML, become source notes."""

from __future__ import annotations

from report_kit.diagnostics import Span
from report_kit.model.sources import NotesSource
from report_kit.model.walk import blocks_text
from tests.helpers.markdown import read_files, said

FILE = "sources/notes/roundtable.md"
YAML = "sources/notes/roundtable.yaml"
HEAD = "---\nevent: e1\nrecorded_as: paraphrase\nauthor: Fran\nsource: mc2017\n---\n"


def notes(files: dict[str, str]) -> NotesSource:
    sources, diagnostics = read_files(files)
    assert sources is not None
    assert not diagnostics, said(diagnostics)
    (one,) = sources.notes
    return one


def test_a_markdown_note_takes_what_it_does_not_say_from_the_head() -> None:
    body = '::: {.note #N1 speaker="P03, P04" codes="leadership skills" timestamp="1:30"}\nOne.\n\nTwo.\n:::\n'
    (note,) = notes({FILE: HEAD + body}).notes
    assert (note.id, note.event, note.recorded_as, note.author, note.source) == (
        "N1",
        "e1",
        "paraphrase",
        "Fran",
        "mc2017",
    )
    assert (note.speakers, note.codes, note.timestamp) == (("P03", "P04"), ("leadership", "skills"), "1:30")
    assert blocks_text(note.blocks) == "One.\nTwo."
    assert note.span == Span(FILE, 7, 1, 11, 4)
    assert note.places["speaker"] == Span(FILE, 7, 25, 7, 33)
    assert note.places["event"] == Span(FILE, 2, 8, 2, 10)


def test_a_markdown_note_may_say_otherwise() -> None:
    body = '::: {.note #N1 event=e2 recorded_as=verbatim author="Ann"}\nOne.\n:::\n'
    (note,) = notes({FILE: HEAD + body}).notes
    assert (note.event, note.recorded_as, note.author) == ("e2", "verbatim", "Ann")


def test_headings_and_comments_may_part_the_notes_of_a_file() -> None:
    body = "## Morning\n\n<!-- from the second page -->\n\n::: {.note #N1}\nOne.\n:::\n\n***\n"
    assert len(notes({FILE: HEAD + body}).notes) == 1


def test_a_yaml_note_is_plain_text_in_paragraphs() -> None:
    text = (
        "event: e1\nrecorded_as: near_verbatim\nnotes:\n"
        "- id: N1\n  text: |\n    One *line*\n    goes [@on].\n\n    <b>Two</b>.\n"
        "  speaker: P03 P04\n  codes: leadership\n"
        '- id: N2\n  text: "1: two"\n  codes: [data sharing, skills]\n  recorded_as: verbatim\n  timestamp: 1:30\n'
    )
    first, second = notes({YAML: text}).notes
    assert blocks_text(first.blocks) == "One *line* goes [@on].\n<b>Two</b>."
    assert (first.speakers, first.codes, first.recorded_as) == (("P03", "P04"), ("leadership",), "near_verbatim")
    assert (second.codes, second.recorded_as, second.timestamp) == (("data sharing", "skills"), "verbatim", "1:30")
    assert first.span == Span(YAML, 4, 3, 11, 20)
    assert first.places["speaker"] == Span(YAML, 10, 12, 10, 19)
    assert first.blocks[0].span.line == 5


def test_note_files_come_in_the_order_of_their_names_whatever_their_form() -> None:
    yaml = "event: e1\nrecorded_as: verbatim\nnotes: [{id: %s, text: x}]\n"
    markdown = HEAD + "::: {.note #%s}\nOne.\n:::\n"
    files = {
        "sources/notes/c.yaml": yaml % "N3", "sources/notes/b.md": markdown % "N2", "sources/notes/a.yaml": yaml % "N1",
    }  # fmt: skip
    sources, _ = read_files(files)
    assert sources is not None
    assert [note.id for file in sources.notes for note in file.notes] == ["N1", "N2", "N3"]


def test_ten_thousand_notes_are_no_matter() -> None:
    lines = "".join(f"- id: N{number}\n  text: Words number {number}.\n  speaker: P03\n" for number in range(10_000))
    assert len(notes({YAML: f"event: e1\nrecorded_as: verbatim\nnotes:\n{lines}"}).notes) == 10_000


def test_one_bad_note_leaves_the_others() -> None:
    text = (
        "event: e1\nrecorded_as: verbatim\nnotes:\n- id: N1\n  text: [a]\n- text: b\n- nonsense\n- id: N4\n  text: d\n"
    )
    sources, diagnostics = read_files({YAML: text})
    assert sources is not None
    assert [note.id for note in sources.notes[0].notes] == ["N1", "N4"]
    assert said(diagnostics) == [
        f"wrong-type {YAML}:5:9", f"missing-key {YAML}:6:3", f"wrong-type {YAML}:7:3",
    ]  # fmt: skip


def test_notes_under_a_broken_head_still_exist() -> None:
    sources, diagnostics = read_files({FILE: "---\nevent: [\n---\n::: {.note #N1}\nOne.\n:::\n"})
    assert sources is not None
    assert [note.id for note in sources.notes[0].notes] == ["N1"]
    assert [one.rule for one in diagnostics] == ["yaml-syntax"]
