"""Hooks: where the engine is made to lay out a part of a report as it lies in the whole.

WeasyPrint lays out a document at a time, and pydyf writes a file at a time. While a part is `laid_out_by` a `Setting`,
the functions below ask that setting for what else the document would tell them, and give it what other stages fill in
later. At all other times they do what they did before. `HOOKED` names each: a new version of the engine may change it.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pkgutil import resolve_name
from types import SimpleNamespace
from typing import Any

from report_kit.exporters.left_notes import mend_left_notes
from report_kit.exporters.line_breaks import mend_line_breaks
from report_kit.exporters.pdf.widths import with_even_widths

HOOKED = {
    "weasyprint.anchors:make_page_bookmark_tree": "269c0c4e",
    "weasyprint.css.targets:TargetCollector": "ea382c29",
    "weasyprint.document:Document._build_layout_context": "2b072254",
    "weasyprint.draw:draw_stacking_context": "c5811b17",
    "weasyprint.layout:initialize_page_maker": "5bb3c878",
    "weasyprint.layout:layout_document": "a5cbf437",
    "weasyprint.layout:make_all_pages": "b5e40348",
    "weasyprint.layout:make_margin_boxes": "4a2d2e30",
    "weasyprint.layout.inline:split_first_line": "39ad1016",
    "weasyprint.layout.page:PageType": "65723918",
    "weasyprint.layout.page:make_page": "656f1833",
    "weasyprint.layout.page:remake_page": "1ff09b2d",
    "weasyprint.layout.page:set_page_type_computed_styles": "4e68b396",
    "weasyprint.pdf:_use_references": "4d1abd96",
    "weasyprint.pdf:add_outlines": "9f5d6afd",
    "weasyprint.pdf:build_fonts_dictionary": "fc551bef",
    "weasyprint.pdf:generate_pdf": "626343ef",
    "weasyprint.pdf:resolve_links": "f95937bb",
    "weasyprint.pdf.fonts:Font": "18888547",
    "weasyprint.pdf.tags:add_tags": "f0e74575",
    "weasyprint.stacking:StackingContext": "ec586508",
    "pydyf:PDF.page_references": "060bf90a",
    "pydyf:PDF.add_object": "d2291d0d",
    "pydyf:Stream": "f17b6bdc",
    "pydyf:Dictionary": "cfe61f79",
    "pydyf:Array": "454aeae7",
    "pydyf:String": "e479710d",
}
"""What is hooked, or relied on although it is no public interface, with the first digits of the SHA-256 of its source
text in the version that this was written for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a part lies in the whole."""

    right: bool = True
    """Whether its first page, or the blank one before that, is a right-hand page."""
    side: str = "any"
    """The side on which it must begin, so that a blank page may have to come first: any, left, right, recto, verso."""
    is_first: bool = True
    number: int = 1
    """Of its first page."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Numbers of the pages on which anchors of other parts stand, as far as they are known."""
    nowhere: frozenset[str] = frozenset()
    """What links lead to and no part has."""
    margins_later: bool = True
    """Whether what stands in the margins is filled in later."""


@dataclass(slots=True)
class Found:
    """What a part says of itself while it is laid out."""

    pages: list[Page] = field(default_factory=list)
    """In order."""
    asked: dict[str, None] = field(default_factory=dict)
    """Anchors of other parts whose page numbers it prints."""
    leads_to: dict[str, None] = field(default_factory=dict)
    """Anchors of other parts that its links lead to."""
    prints_own_numbers: bool = False
    margins_later: bool = True
    """Whether what stands in the margins is filled in later."""
    fonts: Any = None
    """The object that stands for the fonts of all parts."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the margins of a page need to know of it."""

    type: Any
    strings: Mapping[str, tuple[str, ...]]
    starts: tuple[str, ...]


_current: Setting | None = None
_found = Found()


@contextmanager
def laid_out_by(setting: Setting) -> Iterator[Found]:
    """Have the engine ask `setting` until the block ends, and write down what it finds."""
    global _current, _found
    before = _current, _found
    _current, _found = setting, Found(margins_later=setting.margins_later)
    try:
        yield _found
    finally:
        _current, _found = before


TRIED = ("70.0", "0.13.0")
"""Versions of WeasyPrint and pydyf that the hooks were written for."""

_state: dict[str, tuple[str, ...]] = {}


def unfit() -> tuple[str, ...]:
    """Those of `HOOKED` that are otherwise in the engine that is here; with any, parts cannot be laid out alone."""
    return _state["changed"] if "changed" in _state else changed_hooks()


def install() -> None:
    """Put the hooks into the engine, if it is one that they fit; once more does nothing."""
    import pydyf
    import weasyprint
    from weasyprint import document, layout, pdf
    from weasyprint.layout import inline, page
    from weasyprint.pdf import stream

    if "changed" not in _state:
        _state["changed"] = () if (weasyprint.VERSION, pydyf.VERSION) == TRIED else changed_hooks()
    mend_line_breaks(inline)
    mend_left_notes(layout)
    if _state["changed"] or getattr(layout.initialize_page_maker, "hooked", False):
        return
    layout.initialize_page_maker = _initialize_page_maker(layout.initialize_page_maker)
    layout.make_margin_boxes = _make_margin_boxes(layout.make_margin_boxes)
    page.PageType = _page_type(page.PageType)
    document.TargetCollector = _target_collector(document.TargetCollector)
    pdf.resolve_links = _resolve_links(pdf.resolve_links)
    pdf.build_fonts_dictionary = _build_fonts_dictionary(pdf.build_fonts_dictionary)
    pdf.add_outlines = _add_outlines(pdf.add_outlines)
    stream.Font = with_even_widths(stream.Font)
    _remember_page_references()


def changed_hooks() -> tuple[str, ...]:
    """Those of `HOOKED` that are not what the hooks were written for. To be asked before anything is hooked."""
    found = {name: _digest(name) for name in HOOKED}
    return tuple(name for name, digest in found.items() if digest != HOOKED[name])


def _digest(name: str) -> str:
    """First digits of the SHA-256 of a function's, class's or property's source text; of a name, where it has none."""
    try:
        thing: Any = resolve_name(name)
    except (ImportError, AttributeError):
        return "missing"
    thing = getattr(thing, "fget", thing)
    try:
        text = inspect.getsource(thing)
    except (OSError, TypeError):
        text = repr(getattr(thing, "_fields", thing))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _initialize_page_maker(engine: Any) -> Any:
    """The first page gets the side and the number that it has in the whole."""

    def initialize_page_maker(context: Any, root_box: Any) -> None:
        engine(context, root_box)
        if _current is None:
            return
        resume_at, next_page, _, (quotes, counters, scopes, groups), state = context.page_maker[0]
        # In the whole the number was counted up to here by the pages before.
        counters = {**counters, "page": [_current.number - 1]}
        scopes = [scopes[0] | {"page"}, *scopes[1:]]
        begin = {**next_page, "break": _current.side}
        context.page_maker[0] = resume_at, begin, _current.right, (quotes, counters, scopes, groups), state

    initialize_page_maker.hooked = True  # type: ignore[attr-defined]
    return initialize_page_maker


def _make_margin_boxes(engine: Any) -> Any:
    """Margins are noted down, and filled in when the numbers of pages are known."""

    def make_margin_boxes(context: Any, page: Any, state: Any) -> Iterator[Any]:
        if _current is not None:
            number = context.current_page
            strings = {name: tuple(texts[number]) for name, texts in context.string_set.items() if number in texts}
            _found.pages.append(Page(page.page_type, strings, _set_by_first(page, strings)))
            _found.prints_own_numbers |= any(
                item.missing_counters or item.missing_target_counters
                for item in context.target_collector.counter_lookup_items.values()
            )
            if _current.margins_later:
                return
        yield from engine(context, page, state)

    return make_margin_boxes


def _set_by_first(page: Any, strings: Mapping[str, object]) -> tuple[str, ...]:
    """The named strings that an element sets with which the page begins, as `string(name, start)` asks."""
    found: dict[str, None] = {}
    element = page
    while element:
        if element.style["string_set"] != "none":
            found |= dict.fromkeys(name for name, _ in element.style["string_set"] if name in strings)
        element = element.children[0] if getattr(element, "children", None) else None
    return tuple(found)


def _page_type(engine: Any) -> Any:
    """Only the first page of the whole is the first."""

    def page_type(side: str, blank: bool, name: str, index: int, groups: Any) -> Any:
        if _current is not None and not (_current.is_first and index == 0):
            index = max(index, 1)
        return engine(side, blank, name, index, groups)

    return page_type


def _target_collector(engine: Any) -> Any:
    """Anchors of other parts are known, and so are the numbers of their pages."""

    class TargetCollector(engine):  # type: ignore[misc]
        def lookup_target(self, anchor_token: Any, source_box: Any, css_token: str, parse_again: Any) -> Any:
            if _current is not None:
                name = _anchor_of(anchor_token, source_box)
                if name is not None and name not in self.target_lookup_items:
                    _found.asked[name] = None
                    # A number that is not known yet takes the room of one.
                    values = {"page": [_current.places.get(name, 0)]}
                    return SimpleNamespace(
                        state="up-to-date",
                        target_box=SimpleNamespace(cached_counter_values=values),
                        cached_page_counter_values=values,
                    )
            return super().lookup_target(anchor_token, source_box, css_token, parse_again)

    return TargetCollector


def _anchor_of(token: Any, box: Any) -> str | None:
    from weasyprint.css.targets import anchor_name_from_token
    from weasyprint.urls import get_url_tuple

    if token[0] == "attr()":
        name, kind, fallback = token[1]
        value = box.element.get(name, fallback)
        if not isinstance(value, str):
            return None
        token = (kind, value if kind == "string" else get_url_tuple(value, box.style.base_url))
    found: str | None = anchor_name_from_token(token)
    return found


def _resolve_links(engine: Any) -> Any:
    """Links that lead into other parts stay."""

    def resolve_links(pages: Any) -> Iterator[Any]:
        if _current is None:
            yield from engine(pages)
            return
        from weasyprint.logger import LOGGER

        anchors = {name for page in pages for name in page.anchors}
        seen: set[str] = set()
        for page in pages:
            own = [(name, x, y) for name, (x, y, *_) in page.anchors.items() if name not in seen]
            seen.update(page.anchors)
            _found.leads_to |= {
                target: None for kind, target, *_ in page.links if kind == "internal" and target not in anchors
            }
            for kind, target, *_ in page.links:
                if kind == "internal" and target in _current.nowhere:
                    LOGGER.error("No anchor #%s for internal URI reference", target)
            yield [link for link in page.links if link[0] != "internal" or link[1] not in _current.nowhere], own

    return resolve_links


def _build_fonts_dictionary(engine: Any) -> Any:
    """The fonts of all parts are put together at the end."""

    def build_fonts_dictionary(pdf: Any, fonts: Any, *others: Any) -> Any:
        if _current is None:
            for font in fonts.values():
                font.widths = dict(font.widths)  # from here on, those that are used
            return engine(pdf, fonts, *others)
        import pydyf

        _found.fonts = pydyf.Dictionary()
        return _found.fonts

    return build_fonts_dictionary


def _add_outlines(engine: Any) -> Any:
    """So are the bookmarks."""

    def add_outlines(pdf: Any, bookmarks: Any, parent: Any = None) -> Any:
        return ([], 0) if _current is not None else engine(pdf, bookmarks, parent)

    return add_outlines


def _remember_page_references() -> None:
    """A list of all pages, which was made anew for every element of every page, is made once."""
    import pydyf

    engine = pydyf.PDF.page_references.fget

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        length, found = pdf.__dict__.get("known_references", (-1, ()))
        if length != len(pdf.pages["Kids"]):
            found = engine(pdf)
            pdf.known_references = len(pdf.pages["Kids"]), found
        return tuple(found)

    pydyf.PDF.page_references = property(page_references)
