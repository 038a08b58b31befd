"""Lines of the PDF: none ends where the next word would still have fitted, and none reaches over the edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint.layout.inline
import weasyprint.text.line_break

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.exporters import pdf
from report_kit.exporters.pdf import hooks
from report_kit.model.page import Page, PagePart
from tests.helpers import report_factory as make
from tests.helpers.exporting import job
from tests.helpers.fictional import PROJECT
from tests.helpers.printed_lines import early_breaks, overfull

WORDS = "Executives have become markedly more literate in data, and work that runs from rubbish to fraud has grown."
ENDS = (
    ' <a href="#top:">a link of five words</a>',
    ' <span class="evidence unbroken"><a class="marker" href="#t">N4</a> <a class="marker" href="#t">N12</a></span>',
    ' <em>a stress <a href="#top:">with a link</a></em> and words after it',
    ' <a class="see-also unbroken" href="#top:">Theme 1</a>.',
)


def measured() -> Page:
    """Paragraphs that end in links, of so many lengths and measures that each of them fills its lines here or there."""
    words = WORDS.split()
    paragraphs = "".join(
        f'<p style="width: {100 + step / 8}mm; margin: 0">{" ".join(words[-length:])}{end}</p>'
        for step in range(120)
        for length in range(9, len(words))
        for end in ENDS
    )
    return Page(parts=(PagePart(key="p", before="<main>", html=paragraphs, anchors=()),), after="</main>")


def test_a_paragraph_that_ends_in_a_link_fills_its_lines_at_every_measure() -> None:
    document = pdf.lay_out(replace(job(make.report_with(), "print"), page=measured()))
    assert early_breaks(document) == []
    assert overfull(document) == []


def test_the_engine_alone_still_breaks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this fails, the engine is mended, and report_kit/exporters/line_breaks.py can go."""
    ready = replace(job(make.report_with(), "print"), page=measured())
    pdf.preload()
    monkeypatch.setattr(hooks, "mend_line_breaks", lambda inline: None)
    monkeypatch.setattr(weasyprint.layout.inline, "split_first_line", weasyprint.text.line_break.split_first_line)
    assert early_breaks(pdf.lay_out(ready))


@pytest.mark.slow
@pytest.mark.parametrize("folder", [Path(__file__).parents[2], PROJECT], ids=["sample", "fictional"])
def test_every_line_of_a_whole_report_is_filled(folder: Path) -> None:
    report = pipeline.check(DiskWorkspace(folder)).report
    assert report is not None
    document = pdf.lay_out(job(report, "print"))
    assert early_breaks(document) == []
    assert overfull(document) == []
