"""Projects for tests: the smallest valid one, and generated ones whose every word is unique.

In a generated project each word is a token such as `t0042`, so that a test can compare the order of words in the model
and in an output without guessing which occurrence is which. Digits keep hyphenation and typography off the tokens.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

REPORT = """\
title: A small report
date: 2017-11-01
publishers: [north]
description: What a small table said.
"""

MINIMAL: dict[str, str] = {
    "report.yaml": REPORT,
    "sources/organisations.yaml": "- id: north\n  name: North Institute\n",
    "sources/events.yaml": (
        "- id: table\n  title: The table\n  date: 2017-10-16\n  attribution_rule: chatham_house_rule\n"
    ),
    "sources/notes/table.md": (
        "---\nevent: table\nrecorded_as: paraphrase\n---\n::: {.note #N1}\nBudgets are tight.\n:::\n"
    ),
    "themes/01-money.md": (
        "---\nid: money\ntitle: Money\nsummary: What was said of money.\n---\n"
        "::: {.finding #F1}\nMoney is short [@N1].\n:::\n"
    ),
}
"""The smallest project that checks without a diagnostic."""


def project(**files: str) -> dict[str, str]:
    """The minimal project with more or other files; keys are paths with `__` for `/` and the ending after `_`."""
    return MINIMAL | files


class Tokens:
    """Hands out words that occur once."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def word(self) -> str:
        return f"t{next(self._numbers):04}"

    def words(self, count: int) -> str:
        return " ".join(self.word() for _ in range(count))


@st.composite
def generated_projects(draw: st.DrawFn) -> dict[str, str]:
    """Projects of up to three themes with every kind of block, nested two deep, that check without an error."""
    tokens = Tokens()
    themes = draw(st.integers(1, 3))
    notes = draw(st.integers(themes, 6))
    files = dict(MINIMAL)
    del files["themes/01-money.md"]
    files["sources/notes/table.md"] = "---\nevent: table\nrecorded_as: paraphrase\n---\n" + "".join(
        f"\n::: {{.note #N{n}}}\n{tokens.words(draw(st.integers(1, 12)))}\n:::\n" for n in range(1, notes + 1)
    )
    files["sources/sections/introduction.md"] = _document(
        draw, tokens, "title: Introduction\nplacement: front", depth=2, notes=[]
    )
    for number in range(1, themes + 1):
        cited = [n for n in range(1, notes + 1) if n % themes == number - 1]
        head = f"id: theme{number}\ntitle: {tokens.words(2)}\nsummary: {tokens.words(4)}"
        body = _document(draw, tokens, head, depth=2, notes=[])
        evidence = "; ".join(f"@N{n}" for n in cited)
        body += f"\n::: {{.finding #F{number}}}\n{tokens.words(6)} [{evidence}].\n:::\n"
        body += _recommendation(draw, tokens, number)
        files[f"themes/{number:02}-theme.md"] = body
    return files


def _recommendation(draw: st.DrawFn, tokens: Tokens, number: int) -> str:
    if not draw(st.booleans()):
        return ""
    return f'\n::: {{.recommendation #R{number} to="councils" by="2018-06" for="F{number}"}}\n{tokens.words(5)}\n:::\n'


def _document(draw: st.DrawFn, tokens: Tokens, head: str, depth: int, notes: list[int]) -> str:
    blocks = draw(st.integers(1, 5))
    parts = [f"---\n{head}\n---\n", tokens.words(3) + "\n"]
    parts += [_block(draw, tokens, depth) for _ in range(blocks)]
    return "\n".join(parts)


def _inline(draw: st.DrawFn, tokens: Tokens) -> Iterator[str]:
    for _ in range(draw(st.integers(1, 6))):
        word = tokens.word()
        yield draw(
            st.sampled_from(
                [word, f"*{word}*", f"**{word}**", f"`{word}`", f"[{word}](https://example.org/{word})", f"~~{word}~~"]
            )
        )


def _text(draw: st.DrawFn, tokens: Tokens) -> str:
    return " ".join(_inline(draw, tokens))


def _block(draw: st.DrawFn, tokens: Tokens, depth: int) -> str:
    kinds = ["paragraph", "heading", "footnote", "code", "bullets", "numbers", "definitions", "table", "key_figure"]
    if depth:
        kinds += ["blockquote", "callout", "case_study", "quote"]
    kind = draw(st.sampled_from(kinds))
    text = _text(draw, tokens)
    match kind:
        case "paragraph":
            return text + "\n"
        case "heading":
            return f"## {tokens.words(3)}\n\n{text}\n"
        case "footnote":
            note = tokens.word()
            return f"{text}[^{note}] {tokens.word()}\n\n[^{note}]: {tokens.words(4)}\n"
        case "code":
            return f"```\n{tokens.words(3)}\n  {tokens.words(2)}\n```\n"
        case "bullets":
            return "".join(f"- {_text(draw, tokens)}\n" for _ in range(draw(st.integers(1, 4))))
        case "numbers":
            return "".join(f"{n}. {_text(draw, tokens)}\n" for n in range(1, draw(st.integers(2, 4))))
        case "definitions":
            return "".join(f"{tokens.words(2)}\n:   {_text(draw, tokens)}\n\n" for _ in range(draw(st.integers(1, 3))))
        case "table":
            caption = tokens.words(3)
            head = f"| {tokens.word()} | {tokens.word()} |\n|---|--:|\n"
            rows = "".join(f"| {tokens.words(2)} | {tokens.word()} |\n" for _ in range(draw(st.integers(1, 4))))
            return f"{head}{rows}\n: {caption}\n"
        case "key_figure":
            return f'::: {{.key-figure value="{tokens.word()}"}}\n{text}\n:::\n'
        case "blockquote":
            return "".join(f"> {line}\n" for line in _block(draw, tokens, 0).rstrip("\n").split("\n"))
        case "callout":
            return f'::: {{.callout title="{tokens.words(2)}"}}\n{_block(draw, tokens, depth - 1)}\n:::\n'
        case "case_study":
            identifier = tokens.word()
            return (
                f'::: {{.case-study #{identifier} organisation="north" provenance="public_source" '
                f'title="{tokens.words(2)}"}}\n{_block(draw, tokens, depth - 1)}\n:::\n'
            )
        case _:
            return '::: {.quote of="N1"}\n:::\n'
