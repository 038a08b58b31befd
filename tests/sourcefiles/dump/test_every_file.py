"""What was read is written byte for byte: both reports, and generated files in every style."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics import Sink
from report_kit.sourcefiles.dump import CannotEdit, Change, NewNote, Path, add_items, add_notes, set_value, value_of
from report_kit.sourcefiles.dump.places import parts_of
from report_kit.sourcefiles.dump.reading import Value, yaml_of
from report_kit.sourcefiles.text import SourceText, decode
from tests.helpers.trials import trial
from tests.helpers.workspace import MemoryWorkspace

ROOT = FilePath(__file__).parents[3]
REPORTS = (ROOT, ROOT / "tests/reports/fictional-everything")
FILES = [
    path
    for report in REPORTS
    for path in (report / "report.yaml", *report.glob("sources/**/*"), *report.glob("themes/*"))
    if path.suffix in (".md", ".yaml")
]
WORKSPACE = MemoryWorkspace()


def read(data: bytes, file: str) -> SourceText:
    source = decode(file, data, Sink())
    assert source is not None
    return source


def texts(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every single text in a value, with its path."""
    if isinstance(value, tuple):
        if value[0] == "str":
            yield path, value[1]
        return
    for key, one in value.items() if isinstance(value, dict) else enumerate(value or ()):
        yield from texts(one, (*path, key))


def lists(value: Value, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, list):
        yield path
    if not isinstance(value, tuple):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value or ()):
            yield from lists(one, (*path, key))


def head_of(source: SourceText) -> Value:
    value = value_of(source)
    return value["head"] if source.file.endswith(".md") else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
@pytest.mark.parametrize(("mark", "end", "most"), [(b"", b"\n", 12), (b"\xef\xbb\xbf", b"\r\n", 4)], ids=["LF", "CRLF"])
def test_every_file_of_both_reports(path: FilePath, mark: bytes, end: bytes, most: int) -> None:
    data = mark + path.read_bytes().replace(b"\n", end)
    source = read(data, path.name)
    assert Change.of(source, []).written(data) == data
    if path.name != "references.yaml":  # CSL data, which others write
        single = list(texts(head_of(source)))
        for place, text in single[:: len(single) // most + 1]:
            there_and_back(source, data, place, text)
        several = list(lists(head_of(source)))
        for place in several[:: len(several) // most + 1]:
            assert taken_back(data, add_items(source, place, ["one more", "and: another"])) == data
    if path.suffix == ".md" and "note" in path.parent.name:
        assert taken_back(data, add_notes(WORKSPACE, source, [NewNote(id="N0", text="One more.")])) == data


def taken_back(data: bytes, change: Change) -> bytes:
    """The bytes of the file without what `change` has added."""
    written = change.written(data)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    for edit in change.edits:
        assert edit.span.end_column == edit.span.column
        added = edit.text.encode().replace(b"\n", end)
        assert written.count(added) == 1
        written = written.replace(added, b"")
    return written


def there_and_back(source: SourceText, data: bytes, path: Path, text: str) -> None:
    """The value at `path` is changed, and changed again to what it was."""
    assert set_value(source, path, text).edits == ()
    change = set_value(source, path, "Something else: #1")
    written = change.written(data)
    assert written != data
    back = set_value(change.after, path, text)
    part: Any = parts_of(yaml_of(source))
    for key in path:
        part = part.child(key)
    if part.style in ("'", "|") or (not part.style and part.start[0] == part.end[0]):
        again = back.written(written)
        if not part.style:  # the quotes that "Something else: #1" needs stay
            again = again.replace(f'"{text}"'.encode(), text.encode(), 1) if f'"{text}"'.encode() not in data else data
        assert again == data


WORDS = st.text(
    st.sampled_from(list("ab1 :#-?&*!|>'\"%@`{}[],\\~=.\té\U0001f600“\u00a0\n")), min_size=0, max_size=20
) | st.sampled_from(
    ["no", "Yes", "null", "~", "1", "1.0", "0x1F", "1e3", "2017-10-16", "12:30", "<<", "=", "---", "..."]
)


@st.composite
def yaml_files(draw: st.DrawFn) -> str:
    """Participants, events, codes: a list of tables, in many styles of writing."""
    lines = ["# A comment: with a colon"] if draw(st.booleans()) else []
    for number in range(draw(st.integers(1, 4))):
        gap = " " * draw(st.integers(1, 3))
        margin = " " * (len(gap) + 1)
        values = [
            f"id: P0{number}",
            draw(st.sampled_from(["name: 'it''s'", 'name: "a \\"b\\" \\u00e9"', "name: plain words", "name:"])),
            draw(
                st.sampled_from(["codes: [a, 'b' , c]", "codes: [\n  MMa, # one\n  MMb,\n  MM]", "codes: []", "codes:"])
            ),
            draw(
                st.sampled_from(["text: |\n  MMone\n\n  MM  two", "text: >-\n  MMone\n  MMtwo", "text: |+\n  MMone\n"])
            ),
            draw(
                st.sampled_from(["consent: {quote_ok: no, approved: [N1]}", "consent:\n  MMquote_ok: no # why", "x: 1"])
            ),
        ]
        values = [values[0], *draw(st.permutations(values[1:]))]
        for place, value in enumerate(values):
            remark = (
                draw(st.sampled_from(["", "  # remark"])) if value[-1] not in "|+\n" and "text" not in value else ""
            )
            lines.append(f"{'-' + gap if not place else margin}{value.replace('MM', margin)}{remark}")
        lines += draw(st.sampled_from([[], [""], ["# between"], ["", "# between", ""]]))
    return "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n"]))


@trial(share=60, full=3_000)
@given(content=yaml_files(), crlf=st.booleans(), mark=st.booleans(), words=WORDS, drawn=st.data())
def test_generated_files(content: str, crlf: bool, mark: bool, words: str, drawn: st.DataObject) -> None:
    data = (b"\xef\xbb\xbf" if mark else b"") + content.replace("\n", "\r\n" if crlf else "\n").encode()
    source = read(data, "sources/participants.yaml")
    value = value_of(source)
    assert Change.of(source, []).written(data) == data

    place, old = drawn.draw(st.sampled_from(list(texts(value))))
    try:
        change = set_value(source, place, words)
    except CannotEdit as refused:
        raise AssertionError(refused.message) from refused
    read_back = dict(texts(value_of(change.after)))[place] if change.edits else old
    assert read_back.removesuffix("\n") == (words.removesuffix("\n") if change.edits else old.removesuffix("\n"))
    keeps_the_rest(data, change)

    place = drawn.draw(st.sampled_from(list(lists(value))))
    change = add_items(source, place, [words])
    after: Any = value_of(change.after)
    for key in place:
        after = after[key]
    assert after[-1] == ("str", words)
    keeps_the_rest(data, change)
    for number in range(len(value)):
        keeps_the_rest(data, set_value(source, (number, "consent", "date"), words))
        keeps_the_rest(data, add_items(source, (number, "codes"), [words]))
    keeps_the_rest(data, add_items(source, (), [{"id": "P99", "name": words, "codes": [words]}]))


def keeps_the_rest(data: bytes, change: Change) -> None:
    """Whether the file begins and ends as it did, and its lines end as they did."""
    written = change.written(data)
    if not change.edits:
        assert written == data
        return
    source = change.source
    first, last = change.edits[0].span, change.edits[-1].span
    raw = data.decode("utf-8-sig").split("\r\n" if b"\r\n" in data else "\n")
    before = "\n".join([*raw[: first.line - 1], raw[first.line - 1][: first.column - 1]])
    after = "\n".join([raw[last.end_line - 1][last.end_column - 1 :], *raw[last.end_line :]])
    now = written.decode("utf-8-sig").replace("\r\n", "\n")
    assert now.startswith(before)
    assert now.endswith(after)
    assert written.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in data:
        assert written.count(b"\n") == written.count(b"\r\n")
    assert source.text == read(data, source.file).text
