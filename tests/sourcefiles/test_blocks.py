"""Markdown blocks become blocks of the model, each with its place and an anchor."""

from __future__ import annotations

import re

import pytest

from report_kit.diagnostics import Span
from report_kit.model import blocks as b
from report_kit.model.walk import blocks_text, plain_text, walk_blocks
from tests.helpers.markdown import HEAD, THEME, all_of, read_files, said, theme, theme_noisily, written

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
CHART = {"themes/chart.svg": SVG}


def test_every_block_knows_what_was_written_where_it_stands() -> None:
    body = """\
## Heading

A paragraph over
two lines.

- one
- two

  more of two

1. first
2. second

> quoted

```python
code = 1
```

| a | b |
|---|--:|
| 1 | 2 |

Term
: Meaning

***
"""
    blocks = theme(body)
    assert [(type(block).__name__, written(HEAD + body, block.span)) for block in blocks] == [
        ("Heading", "## Heading"),
        ("Paragraph", "A paragraph over\ntwo lines."),
        ("BulletList", "- one\n- two\n\n  more of two"),
        ("OrderedList", "1. first\n2. second"),
        ("BlockQuote", "> quoted"),
        ("CodeBlock", "```python\ncode = 1\n```"),
        ("Table", "| a | b |\n|---|--:|\n| 1 | 2 |"),
        ("DefinitionList", "Term\n: Meaning"),
        ("ThematicBreak", "***"),
    ]
    assert [type(block.span) for block in walk_blocks(blocks)] == [Span] * len(list(walk_blocks(blocks)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("* * *", b.ThematicBreak), ("- - - -", b.ThematicBreak), ("* *\t*  ", b.ThematicBreak),
        ("Words.\n* * *\nWords.", b.ThematicBreak), ("* * word", b.BulletList), ("+ + +", b.BulletList),
        ("* *", b.BulletList), ("*\n*\n*", b.BulletList),
    ],
)  # fmt: skip
def test_signs_with_blanks_between_them_are_a_rule_and_not_three_empty_lists(text: str, kind: type[b.Block]) -> None:
    lists = [type(block) for block in theme(text + "\n") if not isinstance(block, b.Paragraph)]
    assert lists == [kind]


def test_columns_count_code_points_and_a_tab_as_one() -> None:
    body = "é😀 *a*\tb *c*\n"
    first, second = all_of(b.Paragraph, theme(body)), theme(body)
    assert first
    (paragraph,) = second
    marks = [one for one in paragraph.content if type(one).__name__ == "Styled"]
    assert [(one.span.column, written(HEAD + body, one.span)) for one in marks] == [(4, "*a*"), (10, "*c*")]


def test_positions_hold_with_a_mark_at_the_start_and_windows_line_ends() -> None:
    text = (HEAD + "One.\n\nTwo.\n").replace("\n", "\r\n")
    for content in (b"\xef\xbb\xbf" + text.encode(), text.replace("\r\n", "\r").encode()):
        sources, diagnostics = read_files({THEME: content})
        assert sources is not None
        assert not diagnostics
        assert [block.span for block in sources.themes[0].blocks] == [Span(THEME, 6, 1, 6, 5), Span(THEME, 8, 1, 8, 5)]
        assert sources.lines[THEME][5] == "One."


def test_anchors_are_the_authors_ids_or_unique_short_names_that_stay_the_same() -> None:
    body = "## Named {#named}\n\nText.\n\n{#here}\nText.\n\n- item\n\n| a |\n|---|\n| 1 |\n\n```{#code}\nx\n```\n"
    blocks = theme(body)
    anchors = [block.anchor for block in walk_blocks(blocks)]
    assert {"named", "here", "code"} <= set(anchors)
    assert len(set(anchors)) == len(anchors)
    derived = [one for one in anchors if one not in ("named", "here", "code")]
    assert derived
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", one) for one in derived)
    assert anchors == [block.anchor for block in walk_blocks(theme(body))]


def test_anchors_of_files_with_one_name_differ() -> None:
    files = {"themes/a/01.md": HEAD.replace("leadership", "a") + "Text.\n", "themes/b/01.md": HEAD + "Text.\n"}
    sources, _ = read_files(files)
    assert sources is not None
    anchors = [one.blocks[0].anchor for one in sources.themes]
    assert len(set(anchors)) == 3


def test_lists_keep_their_start_their_style_and_whether_they_are_tight() -> None:
    loose, roman, tight = theme("- a\n\n- b\n\ntext\n\niv) x\nv) y\n\ntext\n\n3. z\n")[::2]
    assert isinstance(loose, b.BulletList)
    assert not loose.tight
    assert isinstance(roman, b.OrderedList)
    assert (roman.start, roman.style, len(roman.items)) == (4, "lower-roman", 2)
    assert isinstance(tight, b.OrderedList)
    assert (tight.start, tight.style, tight.tight) == (3, "decimal", True)


def test_the_paragraph_under_a_table_is_its_caption_and_carries_its_id() -> None:
    body = "| a | b |\n|:-:|---|\n| 1 | |\n\n: Spending in *millions* {#tbl-spending}\n\nText.\n"
    table, text = theme(body)
    assert isinstance(table, b.Table)
    assert isinstance(text, b.Paragraph)
    assert (table.anchor, plain_text(table.caption)) == ("tbl-spending", "Spending in millions")
    assert table.caption_span == Span(THEME, 10, 1, 10, 41)
    assert [[cell.alignment for cell in row] for row in table.rows] == [["center", ""]]
    assert all(cell.header for row in table.head for cell in row)
    assert blocks_text([table]).split("\n")[0] == "Spending in millions"


def test_a_caption_may_touch_its_brace_or_have_no_id() -> None:
    first, second = theme("| a |\n|---|\n| 1 |\n\n: Spending{#tbl-x}\n\n| a |\n|---|\n| 1 |\n\n: More\n")
    assert isinstance(first, b.Table)
    assert isinstance(second, b.Table)
    assert (first.anchor, plain_text(first.caption)) == ("tbl-x", "Spending")
    assert plain_text(second.caption) == "More"
    assert second.anchor.startswith("b_")


def test_an_empty_header_line_is_no_header() -> None:
    (table,) = theme("|   |   |\n|---|---|\n| 1 | 2 |\n")
    assert isinstance(table, b.Table)
    assert table.head == ()


def test_a_picture_alone_in_its_paragraph_is_a_figure_with_its_title_as_caption() -> None:
    (figure,) = theme('![Spending fell](chart.svg "Spending"){#fig-x}\n', CHART)
    assert isinstance(figure, b.Figure)
    assert (figure.source, figure.alt, figure.anchor) == ("themes/chart.svg", "Spending fell", "fig-x")
    assert plain_text(figure.caption) == "Spending"


def test_the_paragraph_under_a_picture_is_its_caption() -> None:
    body = (
        "![Spending fell](chart.svg)\n\n: Spending [@N1] {#fig-a}\n\n![It rose](/themes/chart.svg){#fig-b}\n\n: More\n"
    )
    first, second = theme(body, CHART)
    assert isinstance(first, b.Figure)
    assert isinstance(second, b.Figure)
    assert (first.anchor, plain_text(first.caption)) == ("fig-a", "Spending ")
    assert (second.anchor, plain_text(second.caption)) == ("fig-b", "More")
    assert first.span == Span(THEME, 6, 1, 6, 28)


def test_pictures_and_terms_in_one_list_part() -> None:
    found = theme("Term\n: Meaning\n\n![Spending fell](chart.svg)\n\n: Caption\n\nOther\n: Meaning\n", CHART)
    assert [type(one).__name__ for one in found] == ["DefinitionList", "Figure", "DefinitionList"]


def test_decoration_needs_no_words_and_gets_none() -> None:
    (figure,) = theme("![line](chart.svg){.decorative}\n", CHART)
    assert isinstance(figure, b.Figure)
    assert (figure.decorative, figure.alt) == (True, "")


def test_a_picture_that_cannot_be_shown_leaves_its_words() -> None:
    (block,), diagnostics = theme_noisily('![Spending fell](gone.svg "Spending")\n')
    assert said(diagnostics) == [f"missing-image {THEME}:6:18"]
    assert blocks_text([block]) == "Spending"


def test_a_picture_is_read_once_however_often_it_is_used() -> None:
    body = "![Spending fell](chart.svg)\n\n![Spending rose](../themes/chart.svg)\n"
    sources, diagnostics = read_files({THEME: HEAD + body, **CHART})
    assert sources is not None
    assert not diagnostics
    assert list(sources.assets) == ["themes/chart.svg"]


def test_a_missing_picture_says_which_one_may_be_meant() -> None:
    _, (found,) = theme_noisily("![Spending fell](chrat.svg)\n", CHART)
    assert found.hint == "did you mean chart.svg?"
    _, (found,) = theme_noisily("![Spending fell](images/chart.svg)\n", CHART)
    assert found.hint == "did you mean chart.svg?"


def test_a_file_name_with_a_blank_may_be_written_either_way() -> None:
    for name in ("<a b.svg>", "a%20b.svg"):
        (figure,) = theme(f"![Spending fell]({name})\n", {"themes/a b.svg": SVG})
        assert isinstance(figure, b.Figure)
        assert figure.source == "themes/a b.svg"


def test_a_paragraph_may_have_a_language() -> None:
    (paragraph,) = theme("{lang=fr}\nBonjour.\n")
    assert isinstance(paragraph, b.Paragraph)
    assert paragraph.language == "fr"


def test_a_second_read_starts_no_process_and_gives_the_same() -> None:
    from report_kit.diagnostics import Sink
    from report_kit.sourcefiles import read
    from tests.helpers.workspace import MINIMAL_FILES, MemoryWorkspace

    workspace = MemoryWorkspace({**MINIMAL_FILES, THEME: HEAD + "Text $x^2$ [@N1].\n"})
    first = read(workspace, Sink())
    runs = workspace.tools.runs
    assert runs == 2
    assert read(workspace, Sink()) == first
    assert workspace.tools.runs == runs
    workspace.files.write("themes/02.md", HEAD.replace("leadership", "b") + "Text.\n")
    assert read(workspace, Sink()) != first
    assert workspace.tools.runs == runs + 1


def test_a_damaged_cache_is_made_again() -> None:
    from report_kit.diagnostics import Sink
    from report_kit.sourcefiles import read
    from tests.helpers.workspace import MINIMAL_FILES, MemoryWorkspace

    workspace = MemoryWorkspace({**MINIMAL_FILES, THEME: HEAD + "Text.\n"})
    first = read(workspace, Sink())
    for damage in (lambda data: data[:-3], lambda _: b"", lambda data: data.replace(b"Text", b"Test", 1)):
        workspace.cache.update({key: damage(data) for key, data in workspace.cache.items()})
        sink = Sink()
        assert read(workspace, sink) == first
        assert not sink.diagnostics
