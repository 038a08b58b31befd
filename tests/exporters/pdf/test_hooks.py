"""The functions of WeasyPrint and pydyf that are hooked are those that the hooks were written for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from report_kit.exporters.pdf.hooks import HOOKED, changed_hooks


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
