"""margins: running heads and folios, drawn when it is known which page is which.

In: the sheets of all parts in order. Out: for each a picture of what stands in its margins. The engine makes them by
its own rules for margin boxes (CSS Paged Media, 5), on pages with nothing on them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from report_kit.exporters.pdf.engine import Press
from report_kit.exporters.pdf.packing import OPAQUE, Verbatim, Writer, fonts_used
from report_kit.exporters.pdf.parcel import FontUse, Shared, Sheet, font_as_json, font_of

POINTS = 0.75
"""In a CSS pixel."""

_RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")

BEGIN, END = b"/Artifact <</Type /Pagination>> BDC", b"EMC"
_STRING = re.compile(r"\bstring\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)")
_SIDES = re.compile(r":(left|right)\b")
_TOTAL = re.compile(r"\bcounters?\(\s*pages\b")


@dataclass(frozen=True, slots=True)
class Strings:
    """The named strings as a page has them."""

    here: Mapping[str, tuple[str, ...]]
    """What each was set to on the page, in order."""
    before: Mapping[str, str]
    """What each was at its start."""
    starts: tuple[str, ...]
    """Those that its first element sets."""

    def get(self, name: str, keyword: str) -> tuple[str, ...]:
        """What `string(name, keyword)` gives (CSS Generated Content for Paged Media, 1.1.2)."""
        here = self.here.get(name, ())
        if here:
            if keyword == "first" or (keyword == "start" and name in self.starts):
                return here[:1]
            if keyword == "last":
                return here[-1:]
            if keyword == "first-except":
                return ()
        return (self.before[name],) if name in self.before else ()


def strings_by_page(sheets: Sequence[Sheet]) -> Iterator[Strings]:
    """The named strings of each page, carried on from page to page."""
    before: dict[str, str] = {}
    for sheet in sheets:
        yield Strings(sheet.strings, dict(before), sheet.starts)
        before |= {name: texts[-1] for name, texts in sheet.strings.items() if texts}


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands in the margins of a page: an artifact (ISO 32000-1, 14.8.2.2)."""

    head: bytes
    content: bytes
    fonts: Mapping[str, FontUse]
    resources: Any = None
    """What it shows of pictures and patterns, which the file has to make objects of; mostly nothing of the kind."""
    stream: Any = None
    """In that case the drawing, not yet written, as a form XObject (8.10)."""


class Margins:
    """Draws margins, and remembers those that it drew: `kept`, in a plain form, for later runs."""

    def __init__(self, press: Press, head: str, total: int, kept: bytes | None) -> None:
        self._press, self._head, self._total = press, head, total
        # What the margins say is what they ask for, wherever on the way it was set.
        self._asks = sorted({(name, keyword or "first") for name, keyword in _STRING.findall(press.css)})
        self._has_sides = bool(_SIDES.search(press.css))
        self._counts_all = bool(_TOTAL.search(press.css))
        self._known = _loaded(kept)
        self._asked: dict[str, Margin] = {}
        self._styled: set[Any] = set()
        self.images: dict[str, Any] = {}

    def of(self, sheets: Sequence[Sheet]) -> list[Margin]:
        """The margins of all pages."""
        pairs = enumerate(zip(sheets, strings_by_page(sheets), strict=True), 1)
        return [self._margin(sheet, strings, number) for number, (sheet, strings) in pairs]

    @property
    def kept(self) -> bytes:
        """Those that were asked for, and need nothing but fonts."""
        plain = {key: margin for key, margin in self._asked.items() if margin.stream is None}
        return json.dumps(
            {
                key: [
                    each.head.hex(),
                    each.content.hex(),
                    {name: font_as_json(use) for name, use in each.fonts.items()},
                ]
                for key, each in plain.items()
            },
            separators=(",", ":"),
        ).encode()

    @property
    def has_new(self) -> bool:
        """Whether `kept` is other than what there was."""
        return self._asked.keys() != self._known.keys()

    def _margin(self, sheet: Sheet, strings: Strings, number: int) -> Margin:
        kind, total = sheet.kind, self._total if self._counts_all else 0
        said = [strings.get(name, keyword) for name, keyword in self._asks]
        side = kind.right if self._has_sides else None
        key = repr((side, kind.blank, kind.name, sheet.width, sheet.height, said, number, total))
        if key not in self._asked:
            self._asked[key] = self._known.get(key) or self._drawn(sheet, strings, number)
        return self._asked[key]

    @cached_property
    def _page(self) -> Any:
        return self._press.page(f"{self._head}</body></html>", {})

    @cached_property
    def _context(self) -> Any:
        context = self._press.context(self._page)
        context.target_collector.collecting = False
        # Where no text is being laid out there is no page to end it, and nothing to flow around.
        context._excluded_shapes_root_boxes, context._excluded_shapes = [None], {None: []}
        return context

    def _drawn(self, sheet: Sheet, strings: Strings, number: int) -> Margin:
        import pydyf
        from weasyprint.draw import draw_stacking_context
        from weasyprint.layout import make_margin_boxes
        from weasyprint.layout.background import layout_box_backgrounds
        from weasyprint.pdf.stream import Stream
        from weasyprint.stacking import StackingContext

        context, page = self._context, self._empty_page(sheet, number)
        context.current_page, context.page_bottom = number, sheet.height
        context.get_string_set_for = lambda _page, name, keyword="first": strings.get(name, keyword)
        state: Any = [0], {"page": [number], "pages": [self._total]}, [{"page", "pages"}], []
        page.children = tuple(make_margin_boxes(context, page, state))
        for box in page.children:
            layout_box_backgrounds(page, box, context.get_image_from_uri)
        fonts: dict[int, Any] = {}
        resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in _RESOURCES})
        resources["ColorSpace"] = pydyf.Dictionary()
        resources["Font"] = Verbatim(b"%d 0 R" % Shared.FONTS)
        extent = (0, 0, sheet.width, sheet.height)
        stream = Stream(fonts, extent, resources, self.images, None, self._press.profiles, None, compress=True)
        stream.transform(d=-1, f=sheet.height * POINTS)
        with stream.stacked():
            stream.transform(a=POINTS, d=POINTS)
            whole = StackingContext.from_page(page)
            for each in (*whole.negative_z_contexts, *whole.zero_z_contexts, *whole.positive_z_contexts):
                draw_stacking_context(stream, each)
        uses, files = fonts_used(fonts.values(), self._press.sources)
        if files or any(resources[name] for name in _RESOURCES[1:]) or resources["ExtGState"].keys() - OPAQUE:
            stream.extra = {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": [0, 0, sheet.width * POINTS, sheet.height * POINTS],
                "Resources": resources,
            }
            return Margin(b"", b"", uses, resources, stream)
        stream.stream = [b"q", BEGIN, *stream.stream, END, b"Q"]
        return Margin(*Writer({}).stream(stream), uses)

    def _empty_page(self, sheet: Sheet, number: int) -> Any:
        """A page of that kind, measured as `weasyprint.layout.page.make_page` does."""
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.page import PageType, page_height, page_width, set_page_type_computed_styles
        from weasyprint.layout.percent import resolve_percentages

        kind = sheet.kind
        side = "right" if kind.right else "left"
        page_type = PageType(side, kind.blank, kind.name, 0 if number == 1 else 1, kind.groups)
        if page_type not in self._styled:
            self._styled.add(page_type)
            set_page_type_computed_styles(page_type, self._page, self._context.style_for)
        page = boxes.PageBox(page_type, self._context.style_for(page_type))
        size = page.style["size"]
        resolve_percentages(page, size)
        page.position_x = page.position_y = 0
        page_width(page, self._context, size[0])
        page_height(page, self._context, size[1])
        if number == 1:
            self._context.style_for.initial_page_sizes["box"] = size
            self._context.style_for.initial_page_sizes["area"] = (page.width, page.height)
        return page


def _loaded(kept: bytes | None) -> dict[str, Margin]:
    """What `Margins.kept` gave; nothing where it is something else."""
    try:
        return {
            key: Margin(
                bytes.fromhex(head), bytes.fromhex(content), {name: font_of(use) for name, use in fonts.items()}
            )
            for key, (head, content, fonts) in json.loads(kept or b"{}").items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
