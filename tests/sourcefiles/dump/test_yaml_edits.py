"""set_value, add_items: what is asked for is read back, and every byte around it stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from report_kit.sourcefiles.dump import CannotEdit, Path, add_items, set_value, value_of
from report_kit.sourcefiles.text import SourceText


def yaml(text: str, file: str = "sources/a.yaml") -> SourceText:
    return SourceText(file, text, tuple(text.split("\n")))


SET: list[tuple[str, Path, Any, str]] = [
    # text · path · value · text afterwards
    ("a: 1 # one\nb: two\n", ("b",), "three", "a: 1 # one\nb: three\n"),
    ("a: one   # why\nb: 2\n", ("a",), "two", "a: two   # why\nb: 2\n"),
    ("a: 'one'\n", ("a",), "it's", "a: 'it''s'\n"),
    ('a: "one"\n', ("a",), 'say "x" \\ \n y', 'a: "say \\"x\\" \\\\ \\n y"\n'),
    ("a: one\n", ("a",), "no", 'a: "no"\n'),
    ("a: one\n", ("a",), "2017-10-16", 'a: "2017-10-16"\n'),
    ("a: one\n", ("a",), "1e3", 'a: "1e3"\n'),
    ("a: one\n", ("a",), "", 'a: ""\n'),
    ("a: one\n", ("a",), "key: value", 'a: "key: value"\n'),
    ("a: one\n", ("a",), "two #three", "a: two #three\n".replace("two #three", '"two #three"')),
    ("a: one\n", ("a",), "  led by blanks", 'a: "  led by blanks"\n'),
    ("a: one\n", ("a",), 'the "x": y', "a: 'the \"x\": y'\n"),
    ("a: one\n", ("a",), "“curly”", 'a: "“curly”"\n'),
    ("a: one\n", ("a",), "\U0001f600 {é}", "a: \U0001f600 {é}\n"),
    ("a: one\n", ("a",), "next\u0085line", None),  # type: ignore[list-item]
    ("quote_ok: no\n", ("quote_ok",), "yes", "quote_ok: yes\n"),
    ("quote_ok: no\n", ("quote_ok",), True, "quote_ok: yes\n"),
    ("quote_ok: 'no'\n", ("quote_ok",), True, "quote_ok: yes\n"),
    ("date: 2017-11-01\n", ("date",), "2018-01-02", "date: 2018-01-02\n"),
    ("date: 2017-11-01\n", ("date",), dt.date(2018, 1, 2), "date: 2018-01-02\n"),
    ("n: 1\n", ("n",), 12, "n: 12\n"),
    ("a:\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
    ("a: # later\n", ("a",), "x", "a: x # later\n"),
    ("a: ~\n", ("a",), "x", "a: x\n"),
    ("a: {b: one, c: 'two'}\n", ("a", "c"), "x, y", "a: {b: one, c: 'x, y'}\n"),
    ("a: {b: one}\n", ("a", "b"), "x, y", 'a: {b: "x, y"}\n'),
    ("- a\n- b # b\n", (1,), "c", "- a\n- c # b\n"),
    ("a: one\n  two\nb: 1\n", ("a",), "three", "a: three\nb: 1\n"),
    ("a: |\n    one\n\n    two\n\n# after\nb: 1\n", ("a",), "x\ny", "a: |\n    x\n    y\n\n# after\nb: 1\n"),
    ("a: >-  # why\n  one\n  two\nb: 1\n", ("a",), "x y", "a: >-  # why\n  x y\nb: 1\n"),
    ("a: |\n  one\n", ("a",), " led by a blank", 'a: " led by a blank"\n'),
    # what is not there yet
    ("a: 1 # one\n# end\n", ("b",), "two", "a: 1 # one\nb: two\n# end\n"),
    ("a: 1", ("b",), "two", "a: 1\nb: two"),
    ("- id: P01\n  consent: # what\n    quote_ok: no\n- id: P02\n", (0, "consent", "date"), dt.date(2018, 1, 2),
     "- id: P01\n  consent: # what\n    quote_ok: no\n    date: 2018-01-02\n- id: P02\n"),
    ("- id: P01\n- id: P02 # two\n", (1, "consent", "quote_ok"), False,
     "- id: P01\n- id: P02 # two\n  consent:\n    quote_ok: no\n"),
    ("a: {b: 1}\n", ("a", "c"), "x", "a: {b: 1, c: x}\n"),
    ("a: {}\n", ("a", "c"), "x", "a: {c: x}\n"),
    ("a:\nb: 1\n", ("a", "c"), "x", "a:\n  c: x\nb: 1\n"),
    ("a: |\n  text\n\n\nb: 1\n", ("c",), "x", "a: |\n  text\n\n\nb: 1\nc: x\n"),
    ("b: 1\na: |\n  text\n\n\n", ("c",), "x", "b: 1\na: |\n  text\nc: x\n\n\n"),
    ("b: 1\na: |+\n  text\n\n", ("c",), "x", "b: 1\na: |+\n  text\n\nc: x\n"),
    ("# nothing yet\n", ("a",), "x", "# nothing yet\na: x\n"),
    ("", ("a",), "x", "a: x\n"),
    ("---\na: 1\n...\n", ("b",), "x", "---\na: 1\nb: x\n...\n"),
    ("a: 1\n", ("no",), "x", 'a: 1\n"no": x\n'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value", "after"), SET)
def test_set_value(text: str, path: Path, value: Any, after: str | None) -> None:
    if after is None:
        with pytest.raises(CannotEdit):
            set_value(yaml(text), path, value)
        return
    assert set_value(yaml(text), path, value).after.text == after


def test_what_stands_there_already_changes_nothing() -> None:
    for text, path, value in [("a: 'x'\n", ("a",), "x"), ("a: no\n", ("a",), False), ("a: |\n  x\n", ("a",), "x")]:
        assert set_value(yaml(text), path, value).edits == ()


ADD: list[tuple[str, Path, list[Any], str]] = [
    ("- id: a\n- id: b # b\n# end\n", (), [{"id": "c", "name": "C: d"}],
     '- id: a\n- id: b # b\n- id: c\n  name: "C: d"\n# end\n'),
    ("- id: a\n\n- id: b\n", (), [{"id": "c"}, {"id": "d"}], "- id: a\n\n- id: b\n\n- id: c\n\n- id: d\n"),
    ("-   id: a\n    name: A\n", (), [{"id": "c", "name": "C"}], "-   id: a\n    name: A\n-   id: c\n    name: C\n"),
    ("- {id: a, name: A}\n", (), [{"id": "c", "name": "x, y"}], '- {id: a, name: A}\n- {id: c, name: "x, y"}\n'),
    ("- 'a'\n", (), ["b"], "- 'a'\n- 'b'\n"),
    ("codes: [a, b]  # c\n", ("codes",), ["c"], "codes: [a, b, c]  # c\n"),
    ("codes: [a, b,]\n", ("codes",), ["c"], "codes: [a, b, c,]\n"),
    ("codes: []\n", ("codes",), ["c", "d"], "codes: [c, d]\n"),
    ("codes: [\n  a,  # one\n  b  # two\n]\n", ("codes",), ["c"], "codes: [\n  a,  # one\n  b,  # two\n  c\n]\n"),
    ("codes: [\n  a,\n  b,\n]\n", ("codes",), ["c", "d"], "codes: [\n  a,\n  b,\n  c,\n  d,\n]\n"),
    ("codes:\n  - a\n  - b\nx: 1\n", ("codes",), ["c"], "codes:\n  - a\n  - b\n  - c\nx: 1\n"),
    ("codes:\n- a\nx: 1\n", ("codes",), ["c"], "codes:\n- a\n- c\nx: 1\n"),
    ("codes:\nx: 1\n", ("codes",), ["c"], "codes: [c]\nx: 1\n"),
    ("notes:\nx: 1\n", ("notes",), [{"id": "N1"}], "notes:\n  - id: N1\nx: 1\n"),
    ("notes: # here\n", ("notes",), [{"id": "N1"}], "notes: # here\n  - id: N1\n"),
    ("x: 1\n", ("notes",), [{"id": "N1", "text": "a\n\nb"}],
     "x: 1\nnotes:\n  - id: N1\n    text: |-\n      a\n\n      b\n"),
    ("# only words\n", (), [{"id": "a"}], "# only words\n- id: a\n"),
    ("", (), [{"id": "a"}], "- id: a\n"),
    ("- id: a", (), [{"id": "b"}], "- id: a\n- id: b"),
    ("- id: a\n  text: |\n    words\n\n", (), [{"id": "b"}], "- id: a\n  text: |\n    words\n- id: b\n\n"),
    ("- id: a\n\n- id: b\n  text: |+\n    words\n\n", (), [{"id": "c"}],
     "- id: a\n\n- id: b\n  text: |+\n    words\n\n- id: c\n"),
    ("a: {codes: [x]}\n", ("a", "codes"), ["y"], "a: {codes: [x, y]}\n"),
    ("a: {codes: }\n", ("a", "codes"), ["y"], "a: {codes: [y]}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "items", "after"), ADD)
def test_add_items(text: str, path: Path, items: list[Any], after: str) -> None:
    change = add_items(yaml(text), path, items)
    assert change.after.text == after


def test_long_text_stands_in_lines_below_its_name() -> None:
    words = "Nobody told us what the figures were for, and so nobody kept them, or looked at them again, " * 2
    after = add_items(yaml("notes: []\n"), (), []).after.text
    assert after == "notes: []\n"
    change = add_items(yaml("notes:\n"), ("notes",), [{"id": "N1", "text": words.strip()}])
    assert max(map(len, change.after.lines)) < 110
    assert "    text: >-\n      Nobody" in change.after.text
    assert value_of(change.after) == {"notes": [{"id": ("str", "N1"), "text": ("str", words.strip())}]}


def test_the_front_matter_of_a_markdown_file_is_yaml_too() -> None:
    text = "---\nid: money\ntitle: 'Money' # t\n---\n\ntitle: no\n"
    source = yaml(text, "themes/01.md")
    assert set_value(source, ("title",), "More").after.text == text.replace("'Money'", "'More'")
    added = add_items(source, ("codes",), ["value"]).after.text
    assert added == text.replace("# t\n", "# t\ncodes: [value]\n")


@pytest.mark.parametrize(
    ("text", "path", "value", "reason"),
    [
        ("a: &x one\nb: *x\n", ("a",), "two", "'&x' stands before"),
        ("a: &x one\nb: *x\n", ("b",), "two", r"'\*x' stands here"),
        ("a: &x {c: one}\nb: *x\n", ("b", "c"), "two", r"'\*x' stands here"),
        ("a: &x {c: one}\nb: *x\n", ("a", "c"), "two", "'&x' stands before"),
        ("a: !!str one\n", ("a",), "two", "stands before"),
        ("a: [x]\n", ("a",), "two", "a list stands here"),
        ("a: {b: c}\n", ("a",), "two", "a table stands here"),
        ("a: one\n", ("a", "b"), "two", "no names and values"),
        ("a: [x]\n", ("a", 3), "two", "no item 4"),
        ("a: [x\n", ("a",), "two", "cannot be read"),
        ("a: one\n", ("a",), "x\x00y", "no file can hold"),
        ("a: one\n", ("a",), "x\ud83d", "no file can hold"),
        ("a: one\n", (), "x", "stands here"),
        ("a: 1\na: 2\n", ("b", 0), "x", "no item|no names"),
    ],
)
def test_what_cannot_be_done_exactly_is_refused(text: str, path: Path, value: Any, reason: str) -> None:
    with pytest.raises(CannotEdit, match=reason) as refused:
        set_value(yaml(text), path, value)
    assert refused.value.message


@pytest.mark.parametrize("text", ["a: one\n", "a: &x [b]\nc: *x\n", "a: *x\n"])
def test_items_are_added_to_lists_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        add_items(yaml(text), ("a",), ["b"])
