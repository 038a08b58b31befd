"""Arguments and options that several commands share, so that they read alike everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from report_kit.diagnostics.renderers import RENDERERS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

project: Decorator = click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
"""The report project; the current folder where it is left out."""

form: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice(list(RENDERERS)),
    default="text",
    show_default=True,
    help="How problems are printed: text on standard error for people; the others on standard output for programs.",
)

text_or_json: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)

strict: Decorator = click.option("--strict", is_flag=True, help="Let warnings count as errors.")

quiet: Decorator = click.option("-q", "--quiet", is_flag=True, help="Do not tell which stage is at work.")


class FormatName(click.ParamType[str]):
    """The name of an exporter. The exporters are looked up only where the option is used, or explained."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`value`, if there is an exporter of that name."""
        from report_kit.diagnostics.suggest import did_you_mean

        if value not in _exporters():
            hint = did_you_mean(value, _exporters()) or f"there are {', '.join(_exporters())}"
            self.fail(f"there is no format '{value}': {hint}", param, ctx)
        return value

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What the help page shows: '[html|pdf|docx]'."""
        return f"[{'|'.join(_exporters())}]"


def _exporters() -> Sequence[str]:
    from report_kit.exporters import EXPORTERS

    return list(EXPORTERS)
