"""The house style: a folder of data, read into a `HouseStyle`.

In: the name that report.yaml gives. A style lies in the package or in the project, beside report.yaml, and has
`style.yaml` (tokens and fonts), `screen.css`, `print.css`, `word.yaml`, and pictures that the CSS names. One that is
`based_on` a style of the toolkit may leave any of them out, and takes those. Out: the stylesheets with all tokens,
fonts and pictures named in them, ready for the exporters. `docs/house-style.md` is the guide for its authors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from report_kit.diagnostics import Sink, Span, did_you_mean
from report_kit.lazy.mapping import Deferred
from report_kit.lazy.patterns import pattern
from report_kit.model.sources import HouseStyle
from report_kit.sourcefiles import reference_rules
from report_kit.workspace import Cache, Workspace

if TYPE_CHECKING:
    from report_kit.sourcefiles.house_style.loader import Unfilled

DEFAULT = "plain"

FOLDER = "house_styles"
"""Beside report.yaml, and in the package."""

_STYLES = Path(__file__).parents[2] / FOLDER

_NAME = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@cache
def package_styles() -> dict[str, Path]:
    """The folders of the styles that come with the toolkit."""
    return {folder.name: folder for folder in _STYLES.iterdir() if (folder / "style.yaml").is_file()}


def load_house_style(
    name: str, span: Span, workspace: Workspace, sink: Sink, lines: Callable[[], Iterable[str]] = tuple
) -> HouseStyle:
    """The style called `name`; one that is unknown or broken is reported, and the default takes its place.

    `lines` gives those of the report: it gets the fonts of further scripts that it is written in, where they are here.
    """
    known = package_styles()
    own = _NAME.fullmatch(name) is not None and workspace.files.exists(f"{FOLDER}/{name}/style.yaml")
    if own and name in known:
        there = Span(f"{FOLDER}/{name}/style.yaml")
        message = f'"{name}" is the name of a style that comes with the toolkit, so this one is never read'
        sink.add(
            reference_rules.BAD_HOUSE_STYLE.at(there, message, "give the folder another name, and report.yaml too")
        )
    elif own:
        before = sink.total
        # What reads a style is loaded when there is one to read.
        from report_kit.sourcefiles.house_style.loader import Loader
        from report_kit.sourcefiles.house_style.roots import ProjectRoot

        scripts = _scripts(lines)
        root = ProjectRoot(name, workspace.files, workspace.cache, sink)
        style = Loader(name, root, sink, scripts).load()
        if style is not None and sink.total == before:
            filled = style
            return replace(style.style, fonts=Deferred(lambda: filled.opened(workspace.cache)))
        name = DEFAULT
    elif name not in known:
        hint = did_you_mean(name, known) or f"there is: {', '.join(sorted(known))}; one of your own lies in {FOLDER}/"
        sink.add(reference_rules.UNKNOWN_HOUSE_STYLE.at(span, f'there is no house style called "{name}"', hint))
        name = DEFAULT
    return package_style(name, workspace.cache, lines)


def package_style(name: str, cached: Cache, lines: Callable[[], Iterable[str]] = tuple) -> HouseStyle:
    """A style of the toolkit. Nothing of it is read before somebody asks: a check never does."""

    @cache
    def read() -> Unfilled:
        from report_kit.sourcefiles.house_style.loader import of_package

        return of_package(name, _scripts(lines))

    return HouseStyle(
        name=name,
        sheets=Deferred(lambda: read().style.sheets),
        word=Deferred(lambda: read().style.word),
        fonts=Deferred(lambda: read().opened(cached)),
        colours=Deferred(lambda: read().style.colours),
        lengths=Deferred(lambda: read().style.lengths),
        labels=Deferred(lambda: read().style.labels),
    )


def _scripts(lines: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    from report_kit.model.scripts import scripts_in
    from report_kit.sourcefiles.house_style.fonts import installed

    return tuple(code for code in scripts_in(lines()) if installed(code))
