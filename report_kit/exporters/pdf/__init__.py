"""PDF: the print page laid out part by part by WeasyPrint, and linked into one file.

In: the page for `print`, by part. Out: PDF 1.7, tagged, with the report's metadata. The steps, each a module:
split → lay out → mend → number → link. A part that did not change is not laid out again: it is kept in the cache as a
`Parcel`. How a part looks depends neither on the others nor on the number of its first page.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from typing import Any

from report_kit.exporters.job import Artifact, Job
from report_kit.exporters.pdf.arrange import arranged
from report_kit.exporters.pdf.assemble import assembled, identifier_of, metadata_of
from report_kit.exporters.pdf.crew import Crew, Work
from report_kit.exporters.pdf.engine import Records, diagnostics, engine, fonts_as_elsewhere, missing, press_for
from report_kit.exporters.pdf.hooks import unfit
from report_kit.exporters.pdf.number import Margins
from report_kit.exporters.pdf.parcel import Parcel
from report_kit.exporters.pdf.split import head_of, split, unsplit
from report_kit.exporters.pdf.store import Store
from report_kit.model.depth import deep_recursion
from report_kit.model.garbage import without_garbage_collection
from report_kit.workspace import Workspace

NAME = "PDF"
SUFFIX = ".pdf"
MEDIUM = "print"


def preload() -> None:
    """Load the engine ahead of the first job."""
    engine()


def export(job: Job, workspace: Workspace, *, in_parts: bool = True) -> Artifact:
    """A PDF with contents, bookmarks, tags and metadata. The bytes depend on the job alone.

    With `in_parts` false the page is laid out as one part, to compare with. Raises MachineError where Pango is missing.
    """
    preload()
    if unfit():
        return _by_the_engine_alone(job)
    style = job.house_style
    alone = multiprocessing.parent_process() is None
    with deep_recursion(), fonts_as_elsewhere(job.epoch), Crew(style, job.assets, job.epoch, alone=alone) as crew:
        press = press_for(style)
        store = Store(workspace.cache, press.recipe, job.assets)
        whole = split(job.page, press) if in_parts else unsplit(job.page)

        def lay_out(wanted: Sequence[Work]) -> list[Parcel]:
            keys = [store.key(*work) for work in wanted]
            found = {key: parcel for key in keys if (parcel := store.get(key)) is not None}
            due = {key: work for key, work in zip(keys, wanted, strict=True) if key not in found}
            for key, parcel in zip(due, crew.lay_out(list(due.values())), strict=True):
                store.put(key, parcel)
                found[key] = parcel
            return [found[key] for key in keys]

        with without_garbage_collection():
            parcels = arranged(whole, lay_out)
            head = head_of(job.page)
            margins = Margins(press, head, sum(len(parcel.sheets) for parcel in parcels), store.kept_margins(head))
            data = assembled(parcels, margins, press, job)
            store.keep_margins(head, margins)
    messages = (*press.messages, *(message for parcel in parcels for message in parcel.messages))
    return Artifact(
        data=data,
        diagnostics=tuple(diagnostics(messages)),
        missing=missing(messages),
        kept=store.made,
        used=frozenset(store.used),
        remarks=(f"pdf: laid out as a whole, since {whole.why_whole}",) if whole.why_whole else (),
    )


def _by_the_engine_alone(job: Job) -> Artifact:
    """The PDF as an engine makes it that has other insides than we know."""
    with deep_recursion(), fonts_as_elsewhere(job.epoch), Records() as records:
        press = press_for(job.house_style)
        document = lay_out(job)
        document.metadata = metadata_of(job)
        data = document.write_pdf(pdf_identifier=bytes.fromhex(identifier_of(job)), pdf_tags=True)
    messages = (*press.messages, *records.messages)
    why = "pdf: laid out as a whole, since WeasyPrint has another version than report-kit knows; ask report-kit doctor"
    return Artifact(data=data, diagnostics=tuple(diagnostics(messages)), missing=missing(messages), remarks=(why,))


def lay_out(job: Job) -> Any:
    """The whole page laid out, ready to be written: the engine's own tree of pages, boxes and lines."""
    press = press_for(job.house_style)
    return press.lay_out(press.page(job.page.html, job.assets))
