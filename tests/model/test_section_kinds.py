"""Kinds of section: where each stands by itself, who signs it, and how appendices are lettered and numbered."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from report_kit import pipeline
from report_kit.exporters import EXPORTERS, is_partial
from report_kit.extract.running_text import running_text
from report_kit.model import blocks as b
from report_kit.model.part_order import lettered
from report_kit.model.report import Part, Report
from tests.helpers import report_factory as make
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace


def portrait() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 70), "teal").save(out, "PNG")
    return out.getvalue()


TABLE = "| Q | Text |\n|---|---|\n| 1 | Why? |\n\n: {name} {{#tbl-{name}}}\n\n"
FOREWORD = """\
---
title: A word before
kind: foreword
signed_by:
  - name: Ann Other
    role: Chief executive
    organisation: North Institute
    portrait: ann.png
  - {name: Tom Else}
---
It matters.
"""
FILES: dict[str, str | bytes] = {
    **MINIMAL,
    "sources/sections/00-introduction.md": "---\ntitle: Introduction\norder: 1\n---\nWe met.\n",
    "sources/sections/thanks.md": "---\ntitle: Thanks\nkind: acknowledgements\n---\nWe thank.\n",
    "sources/sections/authors.md": "---\ntitle: Authors\nkind: biographies\n---\nThey write.\n",
    "sources/sections/word.md": FOREWORD,
    "sources/sections/ann.png": portrait(),
    "sources/sections/b.md": "---\ntitle: Steps\nid: how\nkind: appendix\norder: 2\n---\n" + TABLE.format(name="steps"),
    "sources/sections/a.md": "---\ntitle: Questions\nid: questions\nkind: appendix\norder: 1\n---\n"
    + TABLE.format(name="asked")
    + TABLE.format(name="answered")
    + '![One colour and nothing else](ann.png "Colour"){#fig-ann}\n\nSee [@tbl-main].\n',
    "themes/01-money.md": MINIMAL["themes/01-money.md"]
    + "\nSee [@questions], [@how], [@tbl-answered], [@fig-ann] and [@tbl-steps].\n\n"
    + TABLE.format(name="main"),
}  # fmt: skip


def report(parts: str = "") -> Report:
    made = pipeline.check(MemoryWorkspace({**FILES, "report.yaml": f"{MINIMAL['report.yaml']}{parts}"})).report
    assert made is not None
    return made


def test_each_kind_stands_where_it_usually_does() -> None:
    assert [part.title for part in report().parts] == [
        "A word before", "Introduction", "Money", "Authors", "Thanks", "Questions", "Steps", "Source notes",
    ]  # fmt: skip


def test_appendices_have_letters_and_what_is_in_them_numbers_of_their_own() -> None:
    targets = report().targets
    labels = {name: targets[name].label for name in ("questions", "how", "tbl-asked", "tbl-answered", "tbl-steps")}
    assert labels == {
        "questions": "Appendix A", "how": "Appendix B", "tbl-asked": "Table A1", "tbl-answered": "Table A2",
        "tbl-steps": "Table B1",
    }  # fmt: skip
    assert targets["tbl-main"].label == "Table 1"
    assert targets["fig-ann"].label == "Figure A1"


def test_letters_follow_the_order_that_is_given() -> None:
    targets = report("parts: [themes, how, questions]\n").targets
    assert (targets["how"].label, targets["questions"].label) == ("Appendix A", "Appendix B")
    assert targets["tbl-steps"].label == "Table A1"


def test_after_z_comes_aa() -> None:
    parts = [Part(kind="section", id=str(n), title="", blocks=(), span=make.span(), role="appendix") for n in range(28)]
    assert [part.letter for part in lettered(parts)][24:] == ["Y", "Z", "AA", "AB"]


def test_a_foreword_is_signed_under_its_text() -> None:
    (foreword,) = (part for part in report().parts if part.role == "foreword")
    _, picture, first, second = foreword.blocks
    assert isinstance(picture, b.Figure)
    assert (picture.placing, picture.alt) == ("portrait", "Ann Other")
    assert isinstance(first, b.Paragraph)
    assert isinstance(second, b.Paragraph)


def test_every_output_prints_all_of_it() -> None:
    outcome = pipeline.build(
        MemoryWorkspace(FILES), [name for name in EXPORTERS if not is_partial(name)], parallel=False
    )
    assert not outcome.failed, outcome.diagnostics
    for name, data in outcome.artifacts.items():
        words = re.sub(r"[\s*\\]+", " ", running_text(data) or "")
        assert re.search("Ann Other ?Chief executive ?North Institute", words), name
        assert "Tom Else" in words
        assert re.search(r"Appendix A.{0,4}Questions", words), name
        for label in ("Table A1", "Table A2", "Table B1", "Figure A1", "Table 1"):
            assert label in words, (name, label)
        assert "See Appendix A, Appendix B, Table A2, Figure A1 and Table B1." in words, name


@pytest.mark.parametrize("kind", ["apendix", "annex"])
def test_an_unknown_kind_is_told(kind: str) -> None:
    files = {**FILES, "sources/sections/b.md": f"---\ntitle: Steps\nkind: {kind}\n---\nWords.\n"}
    assert pipeline.check(MemoryWorkspace(files)).failed


def test_a_portrait_that_is_not_there_is_told_at_its_place() -> None:
    files = {**FILES, "sources/sections/word.md": FOREWORD.replace("ann.png", "bob.png")}
    (told,) = (one for one in pipeline.check(MemoryWorkspace(files)).diagnostics if one.rule == "missing-image")
    assert told.span is not None
    assert (told.span.file, told.span.line) == ("sources/sections/word.md", 8)
