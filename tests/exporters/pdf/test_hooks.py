"""The functions of WeasyPrint and pydyf that are hooked are those that the hooks were written for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from report_kit.cli import doctor
from report_kit.exporters import pdf
from report_kit.exporters.pdf import hooks
from report_kit.exporters.pdf.hooks import HOOKED, changed_hooks
from tests.helpers.pdf_alike import differences
from tests.helpers.pdf_reports import job_of
from tests.helpers.workspace import MemoryWorkspace


def test_what_is_hooked_is_what_it_was() -> None:
    """Where this fails, the engine has another version: read what changed there, then the hook, then run `--new`."""
    # In a process of its own, where nothing is hooked yet.
    code = "from report_kit.exporters.pdf.hooks import changed_hooks; print(*changed_hooks())"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []


@pytest.mark.parametrize("name", HOOKED)
def test_a_function_that_changed_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HOOKED, name, "0" * 8)
    assert name in changed_hooks()


def test_an_engine_with_other_insides_lays_the_whole_out(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = job_of([["words"], ["table", "note"]])
    usual = pdf.export(ready, MemoryWorkspace())
    monkeypatch.setitem(hooks._state, "changed", ("weasyprint.pdf:generate_pdf",))
    made = pdf.export(ready, MemoryWorkspace())
    assert differences(made.data, usual.data) == []
    assert "report-kit doctor" in made.remarks[0]
    assert made.kept == {}
    assert doctor._parts().ok is False
    assert "generate_pdf" in doctor._parts().found
