"""`report-kit doctor`: what is installed here, and how to install what is not."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import click

from report_kit.cli import libraries, options
from report_kit.cli.errors import MACHINE_REFUSES
from report_kit.cli.results import give
from report_kit.cli.tools import find_pandoc, run_tool
from report_kit.diagnostics.errors import MachineError
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.scripts import EXTRA, SCRIPTS
from report_kit.workspace import ToolError

_PIP = "python -m pip install"


@dataclass(frozen=True, slots=True)
class Commands:
    """What to type where something is missing."""

    debian: str
    macos: str
    windows: str


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was looked at."""

    name: str
    ok: bool
    found: str
    """Its version and place, or what is wrong."""
    used_for: str
    needed: bool = True
    """False where the toolkit works without it."""
    install: Commands | None = None
    """Only where it is missing."""


def _everywhere(command: str) -> Commands:
    return Commands(command, command, command)


def _python() -> Result:
    install = Commands(
        "sudo apt-get install -y python3 python3-venv", "brew install python", "winget install Python.Python.3.13"
    )
    ok = sys.version_info >= (3, 11)
    return _result("Python", ok, f"{platform.python_version()} ({sys.executable})", "everything", install)


def _pandoc() -> Result:
    install = _everywhere(f"{_PIP} pypandoc_binary")
    try:
        said = run_tool("pandoc", ["--version"], timeout=30).decode(errors="replace")
    except (MachineError, ToolError) as absent:
        return _result("pandoc", False, str(absent), "reading Markdown, making Word files", install)
    number = said.splitlines()[0].removeprefix("pandoc ").strip() if said else "?"
    ok = int(number.partition(".")[0]) >= 3 if number[:1].isdigit() else False
    found = f"{number} ({find_pandoc()})" + ("" if ok else ": version 3 or newer is needed")
    return _result("pandoc", ok, found, "reading Markdown, making Word files", install)


def _weasyprint() -> Result:
    install = _everywhere(f'{_PIP} "weasyprint>=70"')
    try:
        number = version("weasyprint")
    except PackageNotFoundError:
        return _result("WeasyPrint", False, "not installed", "making the PDF", install)
    ok = (
        number.partition(".")[0].isdigit() and int(number.partition(".")[0]) >= 70
    )  # older ones reach out of the sandbox
    return _result("WeasyPrint", ok, number if ok else f"{number}: 70 or newer is needed", "making the PDF", install)


def _parts() -> Result:
    """Whether the PDF can be laid out part by part, which asks for versions whose insides we know."""
    known = _everywhere(f'{_PIP} "weasyprint==70.0" "pydyf==0.13.0"')
    used_for = "laying out again only what changed"
    if not _weasyprint().ok or libraries.missing():
        return _result("PDF by parts", False, "WeasyPrint is needed", used_for, known, needed=False)
    from report_kit.exporters.pdf.hooks import unfit

    changed = ", ".join(name.rpartition(":")[2] for name in unfit())
    found = f"WeasyPrint or pydyf has other insides ({changed}): the whole is laid out each time" if changed else "yes"
    return _result("PDF by parts", not changed, found, used_for, known, needed=False)


def _pango() -> Result:
    absent = [library.name for library in libraries.missing()]
    install = Commands(libraries.DEBIAN, libraries.HOMEBREW, libraries.WINDOWS)
    found = f"missing: {', '.join(absent)}" if absent else "Pango, HarfBuzz, Fontconfig, GLib"
    return _result("Shared libraries", not absent, found, "making the PDF", install)


_FONTS = ("fontpkg_source_sans_3", "fontpkg_source_serif_4", "fontpkg_source_code_pro")
"""The packages of the plain house style's fonts."""


def _fonts() -> Result:
    absent = [name for name in _FONTS if find_spec(name) is None]
    install = _everywhere(f"{_PIP} {' '.join(name.replace('_', '-') for name in _FONTS)}")
    found = f"missing: {', '.join(absent)}" if absent else "Source Sans 3, Source Serif 4, Source Code Pro"
    return _result("Fonts", not absent, found, "the same layout on every machine", install)


def _further_fonts() -> Result:
    here = [script.name for script in SCRIPTS.values() if find_spec(script.package) is not None]
    found = ", ".join(here) or "none"
    install = _everywhere(f"{_PIP} '{EXTRA}'")
    everything = len(here) == len(SCRIPTS)
    wanted = f"passages in {', '.join(script.name for script in SCRIPTS.values())}"
    return _result("Further fonts", everything, found, wanted, install, needed=False)


def _git() -> Result:
    install = Commands("sudo apt-get install -y git", "brew install git", "winget install Git.Git")
    program = which("git")
    return _result("git", program is not None, program or "not installed", "sharing sources", install, needed=False)


EXAMINATIONS: tuple[Callable[[], Result], ...] = (
    _python,
    _pandoc,
    _weasyprint,
    _pango,
    _parts,
    _fonts,
    _further_fonts,
    _git,
)
"""What the doctor looks at, in printing order."""


def _result(name: str, ok: bool, found: str, used_for: str, install: Commands, *, needed: bool = True) -> Result:
    return Result(name, ok, found, used_for, needed, None if ok else install)


@click.command()
@options.text_or_json
def doctor(form: str) -> int:
    """Say what is installed here, and how to install what is not.

    Exits with 2 where something is missing that the toolkit cannot do without.
    """
    results = [examine() for examine in EXAMINATIONS]
    sick = any(result.needed and not result.ok for result in results)
    if form == "json":
        give(json.dumps({"version": 1, "ok": not sick, "results": [asdict(result) for result in results]}, indent=2))
    else:
        for result in results:
            _print(result)
        give("\nSomething is missing; see above." if sick else "\nAll that is needed is here.")
    return MACHINE_REFUSES if sick else 0


def _print(result: Result) -> None:
    mark = "ok" if result.ok else "MISSING" if result.needed else "not here"
    give(f"{mark:<9}{result.name:<18}{_shortened(result.found)}")
    if result.install is not None:
        give(f"{'':<9}for {result.used_for}; to install it:")
        for system, command in (("Debian, Ubuntu", "debian"), ("macOS", "macos"), ("Windows", "windows")):
            give(f"{'':<11}{system:<16}{getattr(result.install, command)}")


def _shortened(text: str) -> str:
    """`text` with the home folder as ~, as people write it."""
    return text.replace(str(Path.home()), "~")
