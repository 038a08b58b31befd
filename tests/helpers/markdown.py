"""Read one theme, one note file or one YAML file in memory, for tests of the first stage."""

from __future__ import annotations

from collections.abc import Mapping

from report_kit.diagnostics import Diagnostic, Sink
from report_kit.model.blocks import Block
from report_kit.model.inlines import Inline
from report_kit.model.sources import Sources
from report_kit.model.walk import inlines_of, walk_blocks, walk_inlines
from report_kit.sourcefiles import read
from tests.helpers.workspace import MINIMAL_FILES, MemoryWorkspace

THEME = "themes/01-leadership.md"
HEAD = "---\nid: leadership\ntitle: Leadership\nsummary: Leaders ask for data.\n---\n"
"""Front matter of five lines: the body's first line is line 6."""


def read_files(files: Mapping[str, str | bytes] | None = None) -> tuple[Sources | None, list[Diagnostic]]:
    """The minimal project with `files` over it, and what there was to say."""
    sink = Sink()
    return read(MemoryWorkspace({**MINIMAL_FILES, **(files or {})}), sink), sink.diagnostics


def theme_noisily(
    body: str, files: Mapping[str, str | bytes] | None = None
) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    """The blocks of a theme with this `body`, which starts in line 6, and what there was to say."""
    sources, diagnostics = read_files({THEME: HEAD + body, **(files or {})})
    assert sources is not None
    return sources.themes[0].blocks, diagnostics


def theme(body: str, files: Mapping[str, str | bytes] | None = None) -> tuple[Block, ...]:
    """The blocks of a theme with this `body`; any diagnostic fails the test."""
    blocks, diagnostics = theme_noisily(body, files)
    assert not diagnostics, said(diagnostics)
    return blocks


def line(body: str) -> tuple[Inline, ...]:
    """The inlines of a theme whose `body` is one paragraph."""
    (block,) = theme(body)
    return inlines_of(block)


def all_of(kind: type, blocks: tuple[Block, ...]) -> list:
    """Every block or inline of `kind` in `blocks`, in printing order."""
    found = []
    for block in walk_blocks(blocks):
        found += [block] if isinstance(block, kind) else []
        found += [one for one in walk_inlines(inlines_of(block)) if isinstance(one, kind)]
    return found


def said(diagnostics: list[Diagnostic]) -> list[str]:
    """'rule file:line:column', for each of `diagnostics`."""
    return [f"{one.rule} {one.span}" for one in diagnostics]


def written(text: str, span: object) -> str:
    """What stands in `text` at `span`."""
    lines = text.split("\n")[span.line - 1 : span.end_line]  # type: ignore[attr-defined]
    lines[-1] = lines[-1][: span.end_column - 1]  # type: ignore[attr-defined]
    lines[0] = lines[0][span.column - 1 :]  # type: ignore[attr-defined]
    return "\n".join(lines)
