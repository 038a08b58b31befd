"""drawn: the report's own drawings as pictures, in the colours and letters of its house style.

In: the merged Report, whose `drawings` are data. Out: an `Asset` (SVG) for each, by path. One module for each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from report_kit.html.drawings.heatmap import heatmap_svg
from report_kit.html.drawings.palette import Palette, palette_of
from report_kit.model.drawings import Drawing
from report_kit.model.report import Report
from report_kit.model.sources import Asset
from report_kit.model.wording import wording_for


def drawn(report: Report) -> Mapping[str, Asset]:
    """The pictures by path. A path of an author's picture that is among them is not that picture's any longer."""
    palette = palette_of(report.house_style)
    return {path: _picture(drawing, palette, report.meta.language) for path, drawing in report.drawings.items()}


@lru_cache(maxsize=64)
def _picture(drawing: Drawing, palette: Palette, language: str) -> Asset:
    """Made once for all pages that show it."""
    prefix = drawing.path.rpartition("/")[2].partition(".")[0]
    svg = heatmap_svg(
        drawing.rows,
        drawing.columns,
        drawing.values,
        drawing.title,
        drawing.alt,
        palette=palette,
        wording=wording_for(language),
        unit=drawing.unit,
        id_prefix=prefix,
    )
    return Asset(
        path=drawing.path, media_type="image/svg+xml", data=svg.text.encode(), width=svg.width, height=svg.height
    )
