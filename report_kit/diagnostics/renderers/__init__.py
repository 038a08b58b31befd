"""Diagnostics → what a person, a program or a code forge reads. One module for each form, listed in `RENDERERS`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Protocol, cast

from report_kit.diagnostics.diagnostic import Diagnostic, Rule

RENDERERS: dict[str, str] = {
    "text": "report_kit.diagnostics.renderers.plain_text",
    "json": "report_kit.diagnostics.renderers.json_document",
    "github": "report_kit.diagnostics.renderers.github_commands",
    "sarif": "report_kit.diagnostics.renderers.sarif_log",
}
"""Module of each form, by the name that `--format` takes. Imported when it is asked for."""


class Renderer(Protocol):
    """What every renderer module offers."""

    def render(
        self,
        diagnostics: Iterable[Diagnostic],
        lines: Mapping[str, tuple[str, ...]],
        *,
        rules: Mapping[str, Rule] = ...,
        colour: bool = ...,
        width: int = ...,
    ) -> str:
        """The diagnostics in reading order, each once, ending in a line break unless there is nothing to print.

        `lines`: source text by file. `rules`: what is known of each rule, by name (SARIF carries it). `colour` and
        `width` (cells of the terminal) matter to people only.
        """
        ...


def load(name: str) -> Renderer:
    """The renderer for a form of `RENDERERS`; KeyError for any other name."""
    return cast("Renderer", import_module(RENDERERS[name]))
