"""The PDF by parts is the PDF of the whole: to the eye, read aloud, and followed by its links."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.exporters import pdf
from report_kit.exporters.job import Job
from report_kit.exporters.pdf import store
from report_kit.exporters.pdf.engine import fonts_as_elsewhere, press_for
from report_kit.exporters.pdf.split import split
from tests.helpers.exporting import job
from tests.helpers.pdf_alike import differences, pixels, repeated_names, words
from tests.helpers.pdf_reports import SENTENCE, THEMES, job_of, with_css
from tests.helpers.trials import trial
from tests.helpers.workspace import MemoryWorkspace

ROOT = Path(__file__).parents[3]
FICTIONAL = ROOT / "tests/reports/fictional-everything"


def made(ready: Job, *, in_parts: bool = True) -> bytes:
    """The PDF, laid out anew."""
    store.forget()
    artifact = pdf.export(ready, MemoryWorkspace(), in_parts=in_parts)
    assert artifact.diagnostics == ()
    return artifact.data


def job_in(folder: Path) -> Job:
    report = pipeline.check(DiskWorkspace(folder)).report
    assert report is not None
    return job(report, "print")


@pytest.mark.slow
@pytest.mark.parametrize("folder", [ROOT, FICTIONAL], ids=["sample", "fictional"])
def test_a_real_report_by_parts_equals_the_whole_and_what_the_engine_makes_alone(folder: Path) -> None:
    ready = job_in(folder)
    by_parts = made(ready)
    assert differences(by_parts, made(ready, in_parts=False)) == []
    with fonts_as_elsewhere(ready.epoch):
        alone = pdf.lay_out(ready).write_pdf(pdf_tags=True)
    assert differences(by_parts, alone) == []
    assert len(by_parts) < 1.12 * len(alone)
    assert repeated_names(by_parts) == []
    with pikepdf.open(io.BytesIO(by_parts)) as file:
        assert file.check_pdf_syntax() == []


@pytest.mark.slow
@trial(share=6, full=300)
@given(themes=THEMES)
def test_any_report_by_parts_equals_the_whole(themes: list[list[str]]) -> None:
    ready = job_of(themes)
    by_parts = made(ready)
    assert differences(by_parts, made(ready, in_parts=False)) == []
    assert repeated_names(by_parts) == []


def test_notes_that_do_not_fit_go_on_at_the_foot_of_the_next_part() -> None:
    ready = job_of([["notes at the end"], ["words"]])
    parts = split(ready.page, press_for(ready.house_style)).parts
    assert len(parts) > 2
    assert differences(made(ready), made(ready, in_parts=False)) == []


def test_every_theme_is_a_part_of_its_own_and_short_parts_at_the_back_are_one() -> None:
    ready = job_in(ROOT)
    parts = split(ready.page, press_for(ready.house_style)).parts
    keys = [[ready.page.parts[index].key for index in part.indices] for part in parts]
    themes = [part.id for part in pipeline.check(DiskWorkspace(ROOT)).report.parts if part.kind == "theme"]  # type: ignore[union-attr]
    assert [[f"part:{name}"] for name in themes] == [key for key in keys if key[0].removeprefix("part:") in themes]
    assert any(len(key) > 1 for key in keys)


STYLES = {
    "left and right pages": "@page :left { margin-left: 60mm } @page :right { margin-left: 20mm }",
    "parts begin on the right": ".part { break-before: right } @page :blank { @top-left { content: 'empty' } }",
    "parts begin on recto": ".theme { break-before: recto } @page :left { @bottom-left { content: counter(page) } }",
    "parts begin on the left": ".theme { break-before: left }",
    "the number of all pages": "@page { @bottom-left { content: counter(page) ' of ' counter(pages) } }",
    "the last string": "h3 { string-set: s content() } @page { @bottom-center { content: string(s, last) } }",
    "the string at the start": "h3, h2 { string-set: s content() } @page { @left-top { content: string(s, start) } }",
    "no string where it is set": "h2 { string-set: s content() } @page{ @left-top { content: string(s, first-except)}}",
    "page references in the text": "main a[href^='#']::after { content: ' p. ' target-counter(attr(href url), page) }",
    "own page numbers in the text": "h3::after { content: ' p. ' counter(page) }",
    "the first page": "@page :first { @top-left { content: 'first' } } @page { @left-top { content: 'any' } }",
    "a picture in the margin": "@page { @left-middle { content: ''; background: linear-gradient(red, blue) } }",
    "half seen": "@page { @left-middle { content: 'x'; color: rgb(0 0 0 / 40%); border: 1pt solid green } }",
    "a part after another": ".theme + .theme h2 { color: red } .theme:first-child h2 { color: green }",
    "a last part": ".part:last-child { color: green }",
    "every other part": ".part:nth-child(2n) h2 { color: red }",
    "parts after parts": ".theme ~ .theme h2 { color: red }",
    "own counters": "h2 { counter-increment: mine } h2::before { content: counter(mine) ' ' }",
    "the same on every page": ".cover h1 { position: fixed; top: 0 }",
    "elements in the margin": ".subtitle { position: running(x) } @page { @left-top { content: element(x) } }",
    "words of another place": "main a[href^='#']::after { content: target-text(attr(href url)) }",
    "two columns": ".part { columns: 2 }",
    "parts one after the other": ".part { break-before: auto !important }",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STYLES)
def test_every_style_looks_as_in_the_whole(name: str) -> None:
    ready = with_css(
        job_of([["words", "heading", "links"], ["many words", "heading", "links", "note"], ["table"]]), STYLES[name]
    )
    assert differences(made(ready), made(ready, in_parts=False)) == []


@pytest.mark.parametrize(
    "name",
    ["own counters", "the same on every page", "elements in the margin", "words of another place", "every other part"],
)
def test_what_reaches_over_all_pages_is_laid_out_whole_and_says_so(name: str) -> None:
    ready = with_css(job_of([["words"], ["words"]]), STYLES[name])
    found = split(ready.page, press_for(ready.house_style))
    assert len(found.parts) == 1
    assert found.why_whole
    artifact = pdf.export(ready, MemoryWorkspace())
    assert [found.why_whole in remark for remark in artifact.remarks] == [True]


def test_styles_that_keep_to_their_parts_are_laid_out_by_parts() -> None:
    for name in (
        "left and right pages",
        "the number of all pages",
        "page references in the text",
        "a part after another",
    ):
        ready = with_css(job_of([["words"], ["words"], ["words"]]), STYLES[name])
        assert len(split(ready.page, press_for(ready.house_style)).parts) > 5, name


def test_a_finding_more_in_the_first_theme_lays_out_no_other() -> None:
    before = job_of([["words"], ["words", "note"], ["table", "finding"]])
    workspace = MemoryWorkspace()
    kept = pdf.export(before, workspace).kept
    workspace.cache.update(kept)  # type: ignore[attr-defined]
    store.forget()
    after = job_of([["words", "finding", f"{SENTENCE}^[A note more.]"], ["words", "note"], ["table", "finding"]])
    again = pdf.export(after, workspace)
    parts = split(after.page, press_for(after.house_style)).parts
    laid_out = [key for key in again.kept if key not in kept]
    assert len(laid_out) < len(parts)


def test_pages_are_numbered_through_and_the_contents_know_them() -> None:
    text = words(made(job_of([["many words"], ["many words"], ["words"]])))
    pages = list(enumerate(text, 1))[3:]
    starts = {n: min(page for page, said in pages if f"Theme number {n}" in said) for n in (1, 2, 3)}
    contents = next(said for said in text if "Contents" in said)
    assert all(str(number) in said for number, said in pages)
    assert len(set(starts.values())) == 3
    assert all(str(page) in contents for page in starts.values())


def test_pictures_differ_where_reports_do() -> None:
    one, other = made(job_of([["words"], ["words"]])), made(job_of([["words"], ["heading"]]))
    assert pixels(one) != pixels(other)
    assert differences(one, other)
