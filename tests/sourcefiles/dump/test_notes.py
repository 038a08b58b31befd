"""add_notes, add_codes, set_attribute: Markdown and YAML note files, changed by hand as it were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.diagnostics import Sink, Span
from report_kit.sourcefiles.dump import CannotEdit, NewNote, add_codes, add_notes, set_attribute, value_of
from report_kit.sourcefiles.text import SourceText
from tests.helpers.reading import merged
from tests.helpers.trials import trial
from tests.helpers.workspace import MemoryWorkspace

WORKSPACE = MemoryWorkspace()

HEAD = "---\nevent: table\nrecorded_as: paraphrase\n---\n"
MARKDOWN = f"""{HEAD}
::: {{.note #N1 speaker="P01"   codes="value, skills"}}
Budgets are tight.
:::

> - ::: {{.note #N2}}
>   Inside of a list.
>   :::

```
::: {{.note #N3 codes="shown"}}
:::
```
"""
YAML = """\
event: table
recorded_as: paraphrase
notes:
  - id: N1
    text: Budgets are tight.  # said twice
    codes: value, skills
  - {id: N2, text: One, codes: [value]}
  - id: N3
    text: |
      Two
"""


def text(content: str, file: str = "sources/notes/table.md") -> SourceText:
    return SourceText(file, content, tuple(content.split("\n")))


def yaml(content: str) -> SourceText:
    return text(content, "sources/notes/table.yaml")


def test_a_note_goes_to_the_end_of_a_markdown_file() -> None:
    note = NewNote(id="N9", text="One.\n\nTwo\nlines.", codes=("a", "b"), attributes={"speaker": "P01"})
    after = add_notes(WORKSPACE, text(MARKDOWN), [note]).after.text
    assert after == MARKDOWN + '\n::: {.note #N9 speaker="P01" codes="a b"}\nOne.\n\nTwo lines.\n:::\n'


def test_a_note_goes_to_the_end_of_a_yaml_file() -> None:
    note = NewNote(id="N9", text="One.\n\nTwo\nlines.", codes=("a", "b"), attributes={"speaker": "P01"})
    after = add_notes(WORKSPACE, yaml(YAML), [note]).after.text
    assert after == YAML + (
        "  - id: N9\n    text: |-\n      One.\n\n      Two lines.\n    speaker: P01\n    codes: [a, b]\n"
    )


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("It costs £5 (a lot), they said: don't.", "It costs £5 (a lot), they said: don't."),
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("a) not a list", r"a\) not a list"),
        ("- not an item", r"\- not an item"),
        ("::: {.note #N7}", r"\::: \{.note #N7\}"),
        ("see [@N1] and @N2", r"see \[@N1\] and @N2"),
        ("a*b*c snake_case _x_", r"a\*b\*c snake_case \_x\_"),
        ("<b>bold</b> &amp; &co", r"\<b\>bold\</b\> \&amp; &co"),
        ("back\\slash `code` $x$ ~y~ ^z^", r"back\\slash \`code\` \$x\$ \~y\~ \^z\^"),
        (":smile: | a | b |", r"\:smile: \| a \| b \|"),
        ("---", r"\---"),
        ("https://example.org/a_b", "https://example.org/a_b"),
        ("\U0001f600 emoji", "\U0001f600 emoji"),
    ],
)
def test_words_are_written_with_as_few_backslashes_as_they_need(words: str, written: str) -> None:
    after = add_notes(WORKSPACE, text(HEAD), [NewNote(id="N9", text=words)]).after
    assert after.lines[-3] == written


SIGNS = st.text(
    st.sampled_from(list("ab1 \n\\`*_{}[]<>()#+-.!:=~^|$&@\"';,%/?é\U0001f600“…")), min_size=1, max_size=30
).filter(str.strip)


@trial(share=50, full=2_000)
@given(words=SIGNS, name=st.sampled_from(["speaker", "timestamp"]), value=SIGNS)
def test_a_note_is_read_as_it_was_meant_or_refused(words: str, name: str, value: str) -> None:
    note = NewNote(id="N9", text=words, attributes={name: " ".join(value.split())})
    for source in (text(MARKDOWN), yaml(YAML)):
        try:
            change = add_notes(WORKSPACE, source, [note])
        except CannotEdit:
            assert source.file.endswith(".md")
            continue
        assert len(change.edits) == 1
        assert change.after.text.startswith(source.text.rstrip("\n"))


def test_an_added_note_is_one_for_the_whole_toolkit() -> None:
    files = {"sources/notes/more.md": add_notes(WORKSPACE, text(HEAD), [NewNote(id="N7", text="<b> [@N1]")]).after.text}
    report = merged(files)
    assert report.notes["N7"].event == "table"


@pytest.mark.parametrize("source", [text(MARKDOWN), yaml(YAML)])
@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (NewNote(id="N1", text="x"), "already"),
        (NewNote(id="1", text="x"), "cannot be an id"),
        (NewNote(id="N9", text=" \n"), "no words"),
    ],
)
def test_a_note_that_cannot_be_one_is_refused(source: SourceText, note: NewNote, reason: str) -> None:
    with pytest.raises(CannotEdit, match=reason):
        add_notes(WORKSPACE, source, [note])


@pytest.mark.parametrize("open_at_the_end", ["```\ncode", "<!-- a comment", "::: {.note #N1}\nNobody closes this."])
def test_nothing_is_written_into_what_has_no_end(open_at_the_end: str) -> None:
    with pytest.raises(CannotEdit):
        add_notes(WORKSPACE, text(f"{HEAD}\n{open_at_the_end}\n"), [NewNote(id="N9", text="x")])


def test_codes_are_added_in_the_way_that_they_are_written() -> None:
    changed = add_codes(WORKSPACE, text(MARKDOWN), "N1", ["skills", "trust"]).after.text
    assert changed == MARKDOWN.replace('"value, skills"', '"value, skills, trust"')
    changed = add_codes(WORKSPACE, text(MARKDOWN), "N2", ["trust"]).after.text
    assert changed == MARKDOWN.replace("#N2}", '#N2 codes="trust"}')
    assert add_codes(WORKSPACE, yaml(YAML), "N1", ["trust"]).after.text == YAML.replace("skills", "skills, trust")
    assert add_codes(WORKSPACE, yaml(YAML), "N2", ["trust"]).after.text == YAML.replace("[value]", "[value, trust]")
    assert add_codes(WORKSPACE, yaml(YAML), "N3", ["trust"]).after.text == YAML + "    codes: [trust]\n"
    block = "notes:\n- id: N1\n  codes:\n  - value\n"
    assert add_codes(WORKSPACE, yaml(block), "N1", ["trust"]).after.text == block + "  - trust\n"
    empty = "notes:\n- id: N1\n  codes:\n"
    assert add_codes(WORKSPACE, yaml(empty), "N1", ["trust"]).after.text == "notes:\n- id: N1\n  codes: [trust]\n"


@pytest.mark.parametrize("source", [text(MARKDOWN), yaml(YAML)])
def test_codes_that_are_there_change_nothing(source: SourceText) -> None:
    assert add_codes(WORKSPACE, source, "N1", ["value", "skills"]).edits == ()


@pytest.mark.parametrize("source", [text(MARKDOWN), yaml(YAML)])
@pytest.mark.parametrize(("note", "code"), [("N8", "trust"), ("N1", "two words"), ("N1", "")])
def test_codes_that_cannot_be_added_are_refused(source: SourceText, note: str, code: str) -> None:
    with pytest.raises(CannotEdit):
        add_codes(WORKSPACE, source, note, [code])


THEME = """---
id: money
---

::: {.finding #F1 relation=supports confidence="low"}
A claim.
:::

::: {.quote of="N1"}
:::

:::: note
No braces.
::::
"""


@pytest.mark.parametrize(
    ("block", "name", "value", "old", "new"),
    [
        ("F1", "confidence", "high", '"low"', '"high"'),
        ("F1", "relation", "contradicts", "relation=supports", 'relation="contradicts"'),
        ("F1", "reasons", 'the "two" of {them} & &amp; #1', '"low"}',
         '"low" reasons="the &quot;two&quot; of {them} & &amp;amp; #1"}'),
        (Span("t.md", 9, 1), "attribution", "unattributed", 'of="N1"}', 'of="N1" attribution="unattributed"}'),
        ("F1", "confidence", "low", "", ""),
    ],
)  # fmt: skip
def test_set_attribute(block: str | Span, name: str, value: str, old: str, new: str) -> None:
    change = set_attribute(WORKSPACE, text(THEME, "t.md"), block, name, value)
    assert change.after.text == THEME.replace(old, new) if old else not change.edits


@pytest.mark.parametrize(
    ("block", "name", "value", "reason"),
    [
        ("F9", "confidence", "high", "no block 'F9'"),
        ("F1", "confidence", "a\nb", "one line"),
        ("F1", "con fidence", "high", "name of an attribute"),
        (Span("t.md", 12, 1), "speaker", "P01", "no braces"),
        (Span("t.md", 6, 1), "speaker", "P01", "no block that begins here"),
    ],
)
def test_an_attribute_that_cannot_be_set_is_refused(block: str | Span, name: str, value: str, reason: str) -> None:
    with pytest.raises(CannotEdit, match=reason):
        set_attribute(WORKSPACE, text(THEME, "t.md"), block, name, value)


def test_two_blocks_of_one_id_and_two_values_of_one_name_are_refused() -> None:
    twice = "::: {.finding #F1}\na\n:::\n\n::: {.finding #F1}\nb\n:::\n"
    with pytest.raises(CannotEdit, match="two blocks"):
        set_attribute(WORKSPACE, text(twice, "t.md"), "F1", "status", "x")
    with pytest.raises(CannotEdit, match="twice"):
        set_attribute(WORKSPACE, text('::: {.finding #F1 a="1" a="2"}\nb\n:::\n', "t.md"), "F1", "a", "x")


@trial(share=50, full=2_000)
@given(value=SIGNS)
def test_an_attribute_is_read_as_it_was_meant(value: str) -> None:
    value = " ".join(value.split())
    change = set_attribute(WORKSPACE, text(THEME, "t.md"), "F1", "reasons", value)
    again = set_attribute(WORKSPACE, change.after, "F1", "reasons", value)
    assert again.edits == ()


def test_reading_says_nothing_about_places() -> None:
    moved = THEME.replace("\n\n", "\n\n\n")
    assert value_of(text(THEME, "t.md"), WORKSPACE) == value_of(text(moved, "t.md"), WORKSPACE)
    assert not Sink().diagnostics
