"""mend_left_notes: keeps WeasyPrint 70 from losing footnotes that a page leaves to the next.

The engine lays pages out again where a number of a page in them has changed, and takes the others as they are. What
those had left to the next page is forgotten then: a note that goes on there is gone, and so is the page that was added
at the end for the rest of a long one. So from the first page on that leaves notes, all are laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def mend_left_notes(layout: Any) -> None:
    """Have `weasyprint.layout` lay out again whatever follows a page that left notes."""
    engine = layout.make_all_pages
    if getattr(engine, "mended", False):
        return

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        first = getattr(context, "first_to_leave_notes", None)
        for *_, state in context.page_maker[first : len(pages)] if pages and first is not None else ():
            state["content_changed"] = True
        for number, page in enumerate(engine(context, root_box, html, pages)):
            if context.reported_footnotes and (first is None or number < first):
                first = context.first_to_leave_notes = number
            yield page

    make_all_pages.mended = True  # type: ignore[attr-defined]
    layout.make_all_pages = make_all_pages
