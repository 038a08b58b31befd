"""Answers: what a run asked of the machine and what it was told, so that a later run can tell whether anything that
mattered has changed (`report_kit.cli.unchanged`).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

Question = tuple[str, str]
"""What was asked ('list', 'exists', 'read', 'today' …) and about which path."""

Answers = dict[Question, str]
"""What was asked, and the answer: a hash where it is long, the name of the exception where it is a refusal."""


def hash_of(lines: Sequence[str]) -> str:
    """One hash for an answer of several lines, such as a list of files."""
    return sha256("\0".join(lines).encode()).hexdigest()
