"""The house style: a folder of data in `report_kit/house_styles/`, read into a `HouseStyle`.

In: the name that report.yaml gives. A style has `style.yaml` (the fonts it asks for), `screen.css`, `print.css` and
`word.yaml`. It belongs to the package, not to the project, so nothing here is hostile; a broken one is our bug.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from report_kit.diagnostics import Sink, Span, did_you_mean
from report_kit.model.sources import HouseStyle
from report_kit.sourcefiles import rules

DEFAULT = "plain"


def house_style_names() -> list[str]:
    """The styles that report.yaml may name."""
    return sorted(folder.name for folder in _folder().iterdir() if folder.joinpath("style.yaml").is_file())


def load_house_style(name: str, span: Span, sink: Sink) -> HouseStyle:
    """The style called `name`; an unknown one is reported at `span` and replaced by the default."""
    names = house_style_names()
    if name not in names:
        hint = did_you_mean(name, names) or f"there is: {', '.join(names)}"
        sink.add(rules.UNKNOWN_HOUSE_STYLE.at(span, f'there is no house style called "{name}"', hint))
        name = DEFAULT
    return _load(name)


@cache
def _load(name: str) -> HouseStyle:
    folder = _folder().joinpath(name)
    style = _data(folder.joinpath("style.yaml"))
    return HouseStyle(
        name=name,
        screen_css=folder.joinpath("screen.css").read_text(encoding="utf-8"),
        print_css=folder.joinpath("print.css").read_text(encoding="utf-8"),
        word=_data(folder.joinpath("word.yaml")),
        fonts={
            font["name"]: package_files(font["package"]).joinpath(font["file"]).read_bytes() for font in style["fonts"]
        },
    )


def _folder() -> Traversable:
    return package_files("report_kit").joinpath("house_styles")


def _data(file: Traversable) -> dict[str, Any]:
    # The project's own files go through yaml_reader; these are ours, need no positions and hold no tags.
    loaded: dict[str, Any] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)  # noqa: TID251
    return loaded
