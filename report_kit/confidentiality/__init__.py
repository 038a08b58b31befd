"""Confidentiality: look for protected names in whatever is about to be published, and keep the names under lock.

In: the private list of participants (`private`, `vault`) and files, which `extract` reads and in which `names` finds
whoever is meant. Out: hits and diagnostics (`search`) that say who and where, never the name. `guard` watches over one
run of the pipeline.
"""

from __future__ import annotations

from report_kit.confidentiality.rules import RULES

_HOME = {
    "PEOPLE_FILE": "private",
    "Hit": "search",
    "Key": "vault",
    "ScanResult": "search",
    "decrypt": "vault",
    "discreet": "discretion",
    "encrypt": "vault",
    "new_key": "vault",
    "parse_protected": "private",
    "read_key": "vault",
    "read_protected": "private",
    "scan": "search",
}
"""Module of each public name, imported when it is first used: a project without private names pays nothing for them."""

__all__ = ["RULES", *_HOME]  # noqa: PLE0604 - all of them are strings


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
