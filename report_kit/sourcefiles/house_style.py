"""The house style: a folder of data in `report_kit/house_styles/`, read into a `HouseStyle`.

In: the name that report.yaml gives. A style has `style.yaml` (the fonts it asks for), `screen.css`, `print.css` and
`word.yaml`. It belongs to the package, not to the project, so nothing here is hostile; a broken one is our bug. Its
fonts and Word styles are read when an exporter asks for them: a check never does.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from report_kit.diagnostics import Sink, Span, did_you_mean
from report_kit.lazy.mapping import Deferred
from report_kit.model.sources import HouseStyle
from report_kit.sourcefiles import rules

DEFAULT = "plain"

_STYLES = Path(__file__).parent.parent / "house_styles"


def house_style_names() -> list[str]:
    """The styles that report.yaml may name."""
    return sorted(folder.name for folder in _STYLES.iterdir() if (folder / "style.yaml").is_file())


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
    folder = _STYLES / name
    return HouseStyle(
        name=name,
        screen_css=(folder / "screen.css").read_text(encoding="utf-8"),
        print_css=(folder / "print.css").read_text(encoding="utf-8"),
        word=Deferred(lambda: _data(folder / "word.yaml")),
        fonts=Deferred(lambda: _fonts(folder / "style.yaml")),
    )


def _fonts(style: Path) -> dict[str, bytes]:
    from importlib.resources import files  # here: it loads what unpacks archives

    return {font["name"]: files(font["package"]).joinpath(font["file"]).read_bytes() for font in _data(style)["fonts"]}


def _data(file: Path) -> dict[str, Any]:
    # The project's own files go through yaml_reader; these are ours, need no positions and hold no tags.
    loaded: dict[str, Any] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)  # noqa: TID251
    return loaded
