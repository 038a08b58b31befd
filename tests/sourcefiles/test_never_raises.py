"""Whatever a file holds: reading it ends, raises nothing, and loses no word."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from report_kit.model.blocks import Block, Callout, CaseStudy, KeyFigure
from report_kit.model.inlines import Citation, Footnote, Math
from report_kit.model.walk import blocks_text, inlines_of, walk_blocks, walk_inlines
from tests.helpers.markdown import HEAD, THEME, read_files
from tests.helpers.trials import trial

NAMES = st.sampled_from([
    "report.yaml", THEME, "sources/events.yaml", "sources/organisations.yaml", "sources/participants.yaml",
    "sources/notes/n.md", "sources/notes/n.yaml", "sources/sections/s.md", "sources/references.bib",
    "sources/references.yaml", "sources/glossary.yaml", "sources/codes.yaml",
])  # fmt: skip
MARKS = st.sampled_from([
    "::: {.finding #F1}", ":::", "::: {.quote of=N1}", "> ", "- ", "1. ", "# ", "[@N1; @x]", "[", "]", "(", ")",
    "*", "**",     "_", "`", "```\n", "$", "$$", "<b>", "</b>", "<script>", "</script>", "<!--", "-->",
    "<div>\n", "</div>\n",
    "[^1]",
    "[^1]: note", "![a](b.png)", "{#id}", "{.x y=z}", "|a|b|\n|-|-|\n|c|d|\n", ": ", "\n\n", "\n", " ", "    ",
    "\t", "word",
    "&amp;", "&#1;", "\\", "~", "^", "\u200b", "\u202e", "é", "😀", "---\n", "---\nid: a\n---\n", "key: value\n",
    "'", '"', "--",
])  # fmt: skip
PATIENT = trial(share=60, full=3_000)


@PATIENT
@given(NAMES, st.one_of(st.text(max_size=200), st.binary(max_size=200), st.lists(MARKS, max_size=40).map("".join)))
def test_any_content_of_any_file_ends_in_diagnostics(name: str, content: str | bytes) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    _, diagnostics = read_files({name: data})
    for one in diagnostics:
        assert one.message
        assert one.span is None or (one.span.line >= 1 and one.span.column >= 1)


@PATIENT
@given(st.lists(MARKS, max_size=40).map("".join))
def test_any_markdown_keeps_its_places_inside_the_file(body: str) -> None:
    sources, _ = read_files({THEME: HEAD + body, "themes/b.png": b""})
    assert sources is not None
    lines = sources.lines.get(THEME, ("",))
    for theme in sources.themes:
        for block in walk_blocks(theme.blocks):
            for span in (block.span, *(one.span for one in walk_inlines(inlines_of(block)))):
                assert 1 <= span.line <= len(lines)
                assert 1 <= span.column <= len(lines[span.line - 1]) + 1, (span, lines)
                assert span.line <= span.end_line <= len(lines)
                assert span.end_column <= len(lines[span.end_line - 1]) + 1, (span, lines)


WORD = st.from_regex(r"[a-z]{3,8}", fullmatch=True)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
FRAMES = [
    "*{}*", "**{}**", "~~{}~~", "`{}`", "[{}](https://x.org)", "[{}]{lang=fr}", "[{}]{count=notes}",
    '"{}"', "<b>{}</b>",     "<font>{}</font>", "[see @a, {}]", "[{}](file:x)", "<i>{}", "[{}]{.smallcaps}",
    "$x$ {}", "{}",
]  # fmt: skip
INLINE = st.tuples(st.sampled_from(FRAMES), WORDS).map(lambda pair: pair[0].replace("{}", pair[1]))
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" and ".join)
BLOCKS = [
    "{}", "## {}", "> {}", "- {}", "1. {}", "- > {}", "| {} |\n|---|\n| {} |", "Term {}\n: {}",
    "::: {.callout}\n{}\n:::",
    "::: {.finding #F1}\n## {}\n\n- {}\n:::", "<div>\n{}\n</div>", "<p>{}</p>", "| a |\n|---|\n| b |\n\n: {} {#tbl-x}",
    "text[^n]\n\n[^n]: {}", "::: {.wibble}\n{}\n:::", "::: {.case-study #C1}\n## {}\n\n{}\n:::",
]  # fmt: skip
BLOCK = st.tuples(st.sampled_from(BLOCKS), LINE).map(lambda pair: pair[0].replace("{}", pair[1]))


def model_words(blocks: tuple[Block, ...]) -> set[str]:
    """Every word of `blocks`, those of footnotes, citations and titles included."""
    texts = [blocks_text(blocks)]
    for block in walk_blocks(blocks):
        if isinstance(block, CaseStudy | Callout | KeyFigure):
            texts.append(getattr(block, "title", ""))
        for one in walk_inlines(inlines_of(block)):
            if isinstance(one, Footnote):
                texts.append(" ".join(model_words(one.blocks)))
            elif isinstance(one, Citation):
                texts += [f"{item.prefix} {item.suffix}" for item in one.items]
            elif isinstance(one, Math):
                texts.append(one.tex)
    return set(re.findall(r"[a-z]{3,}", " ".join(texts)))


@PATIENT
@given(st.lists(BLOCK, min_size=1, max_size=4))
def test_no_word_is_lost_on_the_way(parts: list[str]) -> None:
    body = "\n\n".join(part.replace("[^n]", f"[^{number}]") for number, part in enumerate(parts))
    sources, _ = read_files({THEME: HEAD + body + "\n"})
    assert sources is not None
    syntax = {"https", "org", "lang", "count", "notes", "font", "smallcaps", "file", "callout", "finding", "div", "tbl",
              "wibble", "case", "study"}  # fmt: skip
    written = set(re.findall(r"[a-z]{3,}", body)) - syntax
    assert written <= model_words(sources.themes[0].blocks) | syntax, body
