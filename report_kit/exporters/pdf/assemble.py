"""assembled: the parcels of all parts, and the margins of their pages, as one file.

In: the parcels in order, the press, the job. Out: the bytes of the PDF.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from report_kit.exporters.job import Job
from report_kit.exporters.pdf.engine import Press, options
from report_kit.exporters.pdf.link import File, Frame, bases, forget_but, linked
from report_kit.exporters.pdf.number import BEGIN, END, Margin, Margins
from report_kit.exporters.pdf.packing import MARGINS
from report_kit.exporters.pdf.parcel import Parcel, Shared
from report_kit.exporters.pdf.typefaces import as_the_engine_has_them, sets_of


def assembled(parcels: Sequence[Parcel], margins: Margins | None, press: Press, job: Job) -> bytes:
    """See above. `margins`: None where the parcels have them already."""
    from weasyprint.pdf import build_fonts_dictionary, generate_pdf

    sheets = [sheet for parcel in parcels for sheet in parcel.sheets]
    drawn = margins.of(sheets) if margins else []
    # Margins come first: what the whole shares, they have to agree with.
    sets, numbers = sets_of([*(each.fonts for each in drawn), *(parcel.fonts for parcel in parcels)])
    files = _files(parcels, press)
    document = _without_pages(press, job)
    document.fonts = as_the_engine_has_them(sets[0], files)
    pdf = generate_pdf(document, None, 1, **options())
    more = [build_fonts_dictionary(pdf, as_the_engine_has_them(one, files), True, True, options()) for one in sets[1:]]
    for each in more:
        pdf.add_object(each)
    for each in drawn:
        _prepare(each, pdf, margins)
    starts = list(bases(parcels))
    frame = Frame(pdf, starts.pop())
    frame.fill(parcels, starts)
    pdf.add_object(pdf.info)
    frame.number()
    fonts_at = [Shared.FONTS, *(frame.numbers[each.number] for each in more)]
    file = File()
    for parcel, start, number in zip(parcels, starts, numbers[len(drawn) :], strict=True):
        file.add(linked(parcel, start, fonts_at[number]))
    forget_but(parcels)
    rows = [
        (start + sheet.running, index)
        for parcel, start in zip(parcels, starts, strict=True)
        for index, sheet in enumerate(parcel.sheets)
    ]
    for (place, index), each in zip(rows, drawn, strict=bool(margins)):
        if each.stream is None:
            file.add_stream(place, each.head, each.content)
        else:
            shown = b"%b /%b%d Do %b" % (BEGIN, MARGINS.encode(), index, END)
            file.add_stream(place, b"<</Length %d>>" % len(shown), shown)
            file.add_stream(place + 1, *frame.writer.stream(each.stream))
    return frame.write(file, identifier_of(job))


def _prepare(margin: Margin, pdf: Any, margins: Margins | None) -> None:
    """Make objects of what a margin shows besides letters and lines."""
    from weasyprint.pdf import _use_references

    if margin.stream is not None and margins is not None:
        _use_references(pdf, margin.resources, margins.images, {})


def _files(parcels: Sequence[Parcel], press: Press) -> Mapping[str, bytes]:
    """Every font file by its SHA-256."""
    return {source: press.font(source) for source in press.sources} | {
        source: data for parcel in parcels for source, data in parcel.files.items()
    }


def _without_pages(press: Press, job: Job) -> Any:
    """A document that has the report's metadata and nothing else."""
    from weasyprint.document import Document

    return Document([], metadata_of(job), None, press.fonts, press.profiles, None)


def metadata_of(job: Job) -> Any:
    """What the document information dictionary says (ISO 32000-1, 14.3.3)."""
    from weasyprint.pdf.metadata import DocumentMetadata

    now = datetime.fromtimestamp(job.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return DocumentMetadata(
        title=job.title,
        authors=list(job.creators),
        description=job.description or job.subtitle or None,
        keywords=[job.keyword_line] if job.keywords else [],
        lang=job.language,
        created=now,
        modified=now,
    )


def identifier_of(job: Job) -> str:
    """What the file is known by (14.4), in hexadecimal digits."""
    return hashlib.sha256(job.page.html.encode()).hexdigest()[:32]
