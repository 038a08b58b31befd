"""What a PDF draws outside the text of its pages: stamps and form fields, drawings and patterns, pages taken out.

PDFium reads the text of pages alone, so each of them becomes a page of a PDF that is made for reading only.
"""

from __future__ import annotations

import io
import re
from typing import Any

from report_kit.extract.reading import Reading

_SHOWS_TEXT = re.compile(rb"T[jJ]\b|[)\]>]\s*['\"]|\bDo\b")
_MOST = 2_000


def drawings_as_pages(reading: Reading, data: bytes) -> bytes:
    """A PDF with one page for each drawing in `data` that may hold text; empty where there is none."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            shown = {page.obj.objgen for page in pdf.pages}
            added = [page for obj in list(pdf.objects) if (page := _as_page(pdf, obj, shown)) is not None]
            if not added:
                return b""
            if len(added) > _MOST:
                reading.fault("drawings", f"there are more than {_MOST:,} of them")
            del pdf.pages[:]
            for page in added[:_MOST]:
                pdf.pages.append(pikepdf.Page(page))
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, NotImplementedError):
        reading.fault("drawings", "some are damaged")
        return b""


def _as_page(pdf: Any, obj: Any, shown: set[tuple[int, int]]) -> Any:
    """A page that shows `obj`, where that is a drawing, a pattern or a page that is not `shown`."""
    import pikepdf

    if not isinstance(obj, pikepdf.Stream):
        unused = isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Page" and obj.objgen not in shown
        return obj if unused and "/Contents" in obj else None
    if obj.get("/Subtype") != "/Form" and obj.get("/PatternType") != 1:
        return None
    try:
        drawn = bytes(obj.read_bytes())
    except (pikepdf.PdfError, RuntimeError):
        return None  # the reader of streams has said so
    if not _SHOWS_TEXT.search(drawn):
        return None
    form = pikepdf.Stream(pdf, drawn)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = obj.get("/BBox", pikepdf.Array([0, 0, 1000, 1000]))
    if "/Resources" in obj:
        form.Resources = obj.Resources
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=form.BBox,
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Drawing=pdf.make_indirect(form))),
            Contents=pdf.make_stream(b"/Drawing Do"),
        )
    )
