"""Markdown of every construct there is, for tests: of CommonMark, of pandoc's extensions, and of this toolkit's own.

Each word of a text is a token such as `t0042`, with digits that keep hyphenation and typography off. Constructs are put
inside one another and beside one another as nobody would; signs that look like markup stand among the words.
In the patterns `%w` is a new word, `%l` a line of several, `%s` a stray sign, `%b` a block.
"""

from __future__ import annotations

import re

from hypothesis import strategies as st

from tests.helpers.projects import MINIMAL, Tokens

STRAY = [
    "[",
    "]",
    "<",
    ">",
    "{",
    "}",
    "|",
    "::",
    "`",
    "*",
    "_",
    "~",
    "^",
    "$",
    "\\",
    "#",
    "&",
    "@",
    "!",
    "-",
    "=",
    "\t",
]
"""Signs that are markup in one place and themselves in another."""

INLINES = [
    "%w", "%w %s %w", "%w%s%w", "`%w`", "``%w ` %w``", r"\*%w\*", "%w&nbsp;%w &amp; %w", "<https://example.org/%w>",
    "https://example.org/%w", "<%w@example.org>", "%w  \n%w", "%w\\\n%w", "%w~%w~ %w^%w^", "$x_{%w}$", "<b>%w</b>",
    "<span title='%w'>%w</span>", "<!-- %w -->%w", "%w^[%w]", "![%w](missing.png)", "[@N1, p. %w]", "[see %w @N1]",
    "[%w]{.smallcaps}", "[%w]{.unknown key=%w}", "[%w]", "[%w][%w]", "\"%w\" and '%w'", "%w--%w...", ":%w: :smile:",
    "`%w`{=html}", r"\%w{%w}", "*%l*", "**%l**", "~~%l~~", "[%l](https://example.org/%w)", '[%l](#F1 "%w")',
    "[%l]{lang=fr}", "(%l)", "[%w]{count=notes}",
]  # fmt: skip

BLOCKS = [
    "%l", "%l\n%l", "## %l\n\n%l", "#### %l ####", "%w %w\n=====\n\n%l", "%w\n---\n\n%l", "```\n%l\n```",
    "~~~ {.python}\n%w %w\n~~~", "    %w %w", "| %l | %w |\n|---|:-:|\n| %w | %l |\n\n: %l", "| %w | %w\n| %w",
    "+-----+-----+\n| %w | %w |\n+-----+-----+", "%w  %w\n----- -----\n%w  %w", "%l\n:   %l",
    "%w[^fn] %w\n\n[^fn]: %l", "[^unused]: %l", '[%w %w][label]\n\n[label]: https://example.org/%w "%w"', "[lost]: %l",
    "<div>\n%l\n</div>", "<p>%l</p>", "<table><tr><td>%w</td></tr></table>", "<!-- %w -->", "---\n\n%l", "$$\n%w\n$$",
    "- [ ] %l\n- [x] %l", "(1) %l\n(2) %l", "a. %l\nb. %l", "2017. %l", "![%w](missing.png)\n\n: %l",
    '::: {.key-figure value="%w"}\n%l\n:::', "::: {.unknown}\n%l\n:::",
    '::: {.finding confidence="high"}\n%l [@N1].\n:::',
    '::: {.recommendation to="%w" for="F1"}\n%l\n:::', '::: {.quote of="N1"}\n:::', "{%w: %w}", "%w\t%w\n%w\t%w",
    "> %l\n%l", "- %l\n\n  %l\n- %l", "1. %l\n   - %l\n2. %l", '::: {.callout title="%w"}\n%b\n:::', "::: {}\n%b\n:::",
    '::: {.case-study organisation="north" provenance="public_source" title="%w"}\n%b\n:::', "> - %l\n>\n> %l",
    "- > %l", "%l\n\n***\n\n%l", "%w:\n%w, %w\n%w, %w",
]  # fmt: skip

_PLACE = re.compile("%([wlsb])")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A Markdown body of up to six blocks."""
    tokens = Tokens()
    blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6))
    return "\n\n".join(_filled(draw, tokens, block, 3) for block in blocks) + "\n"


def with_theme(body: str) -> dict[str, str]:
    """The minimal project with `body` as the text of a theme; its first line is the sixth."""
    head = "---\nid: money\ntitle: Money\nsummary: What was said of money.\n---\n"
    finding = "\n\n::: {.finding #F1}\nMoney is short [@N1].\n:::\n"
    return MINIMAL | {"themes/01-money.md": f"{head}{body}{finding}"}


def _filled(draw: st.DrawFn, tokens: Tokens, pattern: str, depth: int) -> str:
    def fill(place: re.Match[str]) -> str:
        match place[1]:
            case "s":
                return draw(st.sampled_from(STRAY))
            case "l" if depth:
                inlines = draw(st.lists(st.sampled_from(INLINES), min_size=1, max_size=3))
                return " ".join(_filled(draw, tokens, inline, depth - 1) for inline in inlines)
            case "b" if depth:
                return _filled(draw, tokens, draw(st.sampled_from(BLOCKS)), depth - 1)
            case _:
                return tokens.word()

    return _PLACE.sub(fill, pattern)
