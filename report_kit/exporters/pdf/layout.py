"""lay_out: a part of the report laid out by the engine and written as a `Parcel`.

In: a `PrintPart`, how it lies in the whole (`Setting`), the press and the pictures. Out: its parcel.
"""

from __future__ import annotations

from collections.abc import Mapping

from report_kit.exporters.pdf.engine import Press, Records, options
from report_kit.exporters.pdf.hooks import Setting, laid_out_by
from report_kit.exporters.pdf.mend import mend
from report_kit.exporters.pdf.packing import packed
from report_kit.exporters.pdf.parcel import Parcel
from report_kit.exporters.pdf.split import PrintPart
from report_kit.model.garbage import without_garbage_collection
from report_kit.model.sources import Asset


def lay_out(part: PrintPart, setting: Setting, press: Press, assets: Mapping[str, Asset]) -> Parcel:
    """`part` laid out as `setting` says. Depends neither on the time nor on what was laid out before."""
    from weasyprint.pdf import generate_pdf

    with Records() as records, without_garbage_collection(), laid_out_by(setting) as found:
        document = press.lay_out(press.page(part.html, assets))
        if part.is_blank:
            del document.pages[1:], found.pages[1:]
        pdf = generate_pdf(document, None, 1, **options())
        mend(document, pdf)
    return packed(document, pdf, found, press.sources, records.messages)
