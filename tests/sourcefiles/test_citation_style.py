"""A citation style is looked at before pandoc sees it, and whatever it says, nothing is fetched."""

from __future__ import annotations

import json
import select
import socket
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import pytest

from report_kit.cli.disk import DiskWorkspace
from report_kit.diagnostics import Diagnostic, Sink
from report_kit.sourcefiles import read
from report_kit.sourcefiles.citation_style import usable_style
from report_kit.sourcefiles.text import SourceText
from report_kit.workspace import ToolError
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

CSL = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
CITING = {
    "report.yaml": MINIMAL["report.yaml"] + "csl: sources/own.csl\n",
    "sources/references.bib": "@misc{fran2017, title = {A dirty word?}}\n",
    "sources/sections/introduction.md": "---\ntitle: Introduction\n---\nIt is not [@fran2017].\n",
}


def dependent(url: str) -> str:
    """A style that points to another one."""
    return f'<style {CSL}><info><title>T</title>\n<link href="{url}" rel="independent-parent"/></info></style>\n'


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """A door at which nobody may knock."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def somebody_knocked(door: socket.socket) -> bool:
    return bool(select.select([door], [], [], 0.2)[0])


def address(door: socket.socket) -> str:
    return f"http://127.0.0.1:{door.getsockname()[1]}/style.csl"


def faults(text: str) -> list[Diagnostic]:
    sink = Sink()
    usable = usable_style(SourceText("own.csl", text, tuple(text.split("\n"))), sink)
    assert usable is not bool(sink.diagnostics)
    return list(sink)


def test_the_door_notices_a_knock(door: socket.socket) -> None:
    with socket.create_connection(door.getsockname()):
        assert somebody_knocked(door)


def test_a_style_that_points_to_another_one_reaches_neither_pandoc_nor_the_network(door: socket.socket) -> None:
    calm = MemoryWorkspace({**MINIMAL, **CITING, "report.yaml": MINIMAL["report.yaml"]})
    assert read(calm, Sink())
    workspace, sink = MemoryWorkspace({**MINIMAL, **CITING, "sources/own.csl": dependent(address(door))}), Sink()
    assert read(workspace, sink)
    (fault,) = sink
    assert (fault.rule, fault.span and fault.span.line) == ("bad-csl", 2)
    assert address(door) in fault.hint
    assert workspace.tools.runs == calm.tools.runs - 1
    assert not somebody_knocked(door)


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["--csl=own.csl"], {"own.csl": "DEPENDENT", "works.bib": "@misc{a, title = {A}}"}),
        ([], {"works.bib": "@misc{a, title = {![x](URL) \\input{URL}}, url = {URL}, abstract = {<img src='URL'>}}"}),
        ([], {"works.yaml": "csl: URL\nbibliography: URL\nreferences:\n- {id: a, title: '![x](URL)', URL: URL}\n"}),
    ],
    ids=["style", "BibTeX", "YAML"],
)
def test_pandoc_itself_can_fetch_nothing(
    arguments: list[str], given: dict[str, str], door: socket.socket, tmp_path: Path
) -> None:
    url = address(door)
    contents = {
        name: text.replace("DEPENDENT", dependent(url))
        .replace("URL: URL", f"URL: '{url}'")
        .replace("URL", url)
        .encode()
        for name, text in given.items()
    }
    works = next(name for name in contents if name.startswith("works"))
    cite = {"t": "Cite", "c": [[{
        "citationId": "a", "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1, "citationHash": 0,
    }], []]}  # fmt: skip
    document = {"pandoc-api-version": [1, 23, 1, 1], "meta": {}, "blocks": [{"t": "Para", "c": [cite]}]}
    command = ["--sandbox", "-f", "json", "-t", "json", "--citeproc", f"--bibliography={works}", *arguments]
    with suppress(ToolError):  # it may refuse; it may not connect
        DiskWorkspace(tmp_path).tools.run("pandoc", command, json.dumps(document).encode(), 20, files=contents)
    assert not somebody_knocked(door)


def test_the_included_style_can_be_used() -> None:
    assert not faults(files("report_kit.sourcefiles").joinpath("report-author-date.csl").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"<style {CSL}>\n<info/></style>", 1, "<citation> is missing"),
        ("\n<style><citation/></style>", 2, "not a citation style"),
        (f"<html {CSL}><citation/></html>", 1, "not a citation style"),
        (f"<style {CSL}>\n<citation></style>", 2, "not a citation style"),
        ("", 1, "not a citation style"),
        (f'<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<style {CSL}><citation>&x;</citation></style>',
         1, "document type"),
        (f"<style {CSL}><citation>{'<group>' * 100}{'</group>' * 100}</citation></style>", 1, "nested"),
        (f"<style {CSL}><citation>{'<group>' * 999}{'</group>' * 999}</citation></style>", 1, ""),
        (f'<style {CSL}>\n<x:link xmlns:x="urn:x" rel="Independent-Parent template" href="x"/><citation/></style>',
         2, "only points to another one"),
    ],
)  # fmt: skip
def test_what_is_no_style_is_refused_at_its_line(text: str, line: int, words: str) -> None:
    (fault,) = faults(text)
    assert fault.rule == "bad-csl"
    assert fault.span is not None
    assert fault.span.line == line
    assert words in fault.message
