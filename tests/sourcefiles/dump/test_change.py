"""Change: edits that fit, made in the bytes of a file of any kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics import Edit, Sink, Span
from report_kit.sourcefiles.dump import CannotEdit, Change
from report_kit.sourcefiles.text import SourceText, decode


def read(data: bytes, file: str = "sources/a.yaml") -> SourceText:
    source = decode(file, data, Sink())
    assert source is not None
    return source


def edit(line: int, column: int, end_line: int, end_column: int, text: str) -> Edit:
    return Edit(Span("sources/a.yaml", line, column, end_line, end_column), text)


def test_words_are_replaced_where_our_spans_say() -> None:
    source = read(b"one\ntwo three\n")
    change = Change.of(source, [edit(2, 5, 2, 10, "four"), edit(1, 1, 1, 4, "zero")])
    assert change.after.text == "zero\ntwo four\n"
    assert change.after.lines == ("zero", "two four", "")
    assert change.written(b"one\ntwo three\n") == b"zero\ntwo four\n"


def test_columns_count_code_points() -> None:
    data = "\U0001f600é x\n".encode()
    assert Change.of(read(data), [edit(1, 4, 1, 5, "y")]).written(data) == "\U0001f600é y\n".encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\r\nb\r\n", b"a\r\nnew\r\nb\r\n"),
        (b"\xef\xbb\xbfa\nb", b"\xef\xbb\xbfa\nnew\nb"),
        (b"a\rb\r", b"a\rnew\rb\r"),
        (b"a\nb\r\n", b"a\nnew\nb\r\n"),
        (b"a\r\nb", b"a\r\nnew\r\nb"),
        (b"a", b"a\nnew"),
    ],
)
def test_a_new_line_ends_as_its_neighbour_does(before: bytes, after: bytes) -> None:
    assert Change.of(read(before), [edit(1, 2, 1, 2, "\nnew")]).written(before) == after


def test_where_lines_end_in_two_ways_the_line_itself_decides() -> None:
    data = b"a\nb\r\nc"
    for line, after in [(1, b"a\nnew\nb\r\nc"), (2, b"a\nb\r\nnew\r\nc"), (3, b"a\nb\r\nc\r\nnew")]:
        assert Change.of(read(data), [edit(line, 2, line, 2, "\nnew")]).written(data) == after


@pytest.mark.parametrize(
    ("data", "made"),
    [(b"a\rb\nc", edit(2, 1, 2, 2, "")), (b"abc", edit(1, 2, 1, 3, "\0")), (b"abc", edit(1, 1, 1, 1, "\ufeff"))],
)
def test_what_would_not_be_read_again_is_not_written(data: bytes, made: Edit) -> None:
    with pytest.raises(CannotEdit, match="read again"):
        Change.of(read(data), [made]).written(data)


def test_a_line_below_the_last_one_takes_over_its_missing_end() -> None:
    data = b"a\r\nb"
    assert Change.of(read(data), [edit(2, 2, 2, 2, "\nc")]).written(data) == b"a\r\nb\r\nc"


def test_characters_that_no_report_prints_stay_in_the_file() -> None:
    data = b"a\x00b\x0bc\n"
    assert Change.of(read(data), [edit(1, 3, 1, 4, "x")]).written(data) == b"a\x00x\x0bc\n"


def test_insertions_at_one_place_keep_their_order() -> None:
    data = b"ab\n"
    assert Change.of(read(data), [edit(1, 2, 1, 2, "1"), edit(1, 2, 1, 2, "2")]).written(data) == b"a12b\n"


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([edit(1, 1, 1, 3, ""), edit(1, 2, 1, 4, "")], "same words"),
        ([edit(1, 1, 1, 9, "")], "not in the file"),
        ([edit(9, 1, 9, 1, "")], "not in the file"),
        ([edit(1, 0, 1, 1, "")], "not in the file"),
        ([edit(1, 3, 1, 1, "")], "end before they begin"),
        ([Edit(Span("sources/a.yaml", 1, 1), "")], "nobody knows where"),
        ([Edit(Span("sources/b.yaml", 1, 1, 1, 2), "")], r"for sources/b\.yaml"),
        ([edit(1, 1, 1, 1, "a\r\nb")], "CR"),
        ([edit(1, 1, 1, 1, "\ud83d")], "half a character"),
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit], reason: str) -> None:
    with pytest.raises(CannotEdit, match=reason):
        Change.of(read(b"abcd\n"), edits)


@pytest.mark.parametrize("now", [b"abce\n", b"abcd", b"abcd\n\n", b"\xff", b""])
def test_a_file_that_changed_meanwhile_is_left_alone(now: bytes) -> None:
    change = Change.of(read(b"abcd\n"), [edit(1, 1, 1, 2, "x")])
    with pytest.raises(CannotEdit, match="changed meanwhile"):
        change.written(now)


PIECES = st.lists(st.sampled_from(["a", "é", "\U0001f600", "\r\n", "\r", "\n", "\t", "\x00", "\u2028", "\ufeff", " "]))


@given(text=PIECES.map("".join), mark=st.booleans(), drawn=st.data())
def test_what_stands_outside_of_the_edits_stays_byte_for_byte(text: str, mark: bool, drawn: st.DataObject) -> None:
    data = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    source = read(data)
    assert Change.of(source, []).written(data) == data
    places = [
        (line, column) for line in range(1, len(source.lines) + 1) for column in range(1, source.end_of(line) + 1)
    ]
    (start, end) = sorted(drawn.draw(st.tuples(*[st.sampled_from(places)] * 2)))
    change = Change.of(source, [edit(*start, *end, "«x»")])
    before, after = change.written(data).split("«x»".encode())
    assert data.startswith(before)
    assert data.endswith(after)
    assert read(change.written(data)) == change.after
