"""Confidentiality: look for protected names in whatever is about to be published, and keep the names under lock.

In: the private list of participants (`private`, `vault`) and files, as pieces of text. Out: hits and diagnostics
(`search`) that say who and where, never the name. In between: the forms of each name (`names`, `variants`), text folded
so that they are found however they were typed (`normalise`), the search (`matcher`), and the two judgements of what it
finds: how the letters lie (`layout`) and what stands around them (`context`).
"""

from __future__ import annotations

from report_kit.confidentiality.rules import RULES

_HOME = {
    "KINDS": "forms",
    "PEOPLE_FILE": "private",
    "Hit": "search",
    "Key": "vault",
    "Kind": "forms",
    "Protected": "protected",
    "ProtectedOrganisation": "protected",
    "ProtectedPerson": "protected",
    "ScanResult": "search",
    "SecretText": "secret",
    "decrypt": "vault",
    "discreet": "secret",
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
