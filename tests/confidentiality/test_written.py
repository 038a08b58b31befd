"""A name in an artifact is placed where somebody wrote it: in the block it comes from, else beside it."""

from __future__ import annotations

import pytest

from report_kit.confidentiality.search import Hit
from report_kit.confidentiality.written import Written
from report_kit.diagnostics import Span


def hit(artifact: str, line: int, *owners: str) -> Hit:
    return Hit(owners=owners, kind="full name", artifact=artifact, place="text", line=line, column=1)


WRITTEN = Written(
    [
        hit("themes/1.md", 9, "P1"),
        hit("themes/1.md", 4, "P1"),
        hit("themes/2.md", 3, "P1", "P2"),
        hit("report.yaml", 0, "P3"),
    ]
)


@pytest.mark.parametrize(
    ("owners", "block", "found"),
    [
        ("P1", Span("themes/1.md", 8, 1, 10, 1), ("themes/1.md", 9)),
        ("P1", Span("themes/1.md", 4, 1, 9, 1), ("themes/1.md", 4)),
        ("P1", Span("themes/1.md", 6, 1, 7, 1), ("themes/1.md", 4)),
        ("P1", Span("themes/3.md", 1, 1, 2, 1), None),
        ("P1", None, ("themes/1.md", 4)),
        ("P2", Span("themes/3.md", 1, 1, 2, 1), ("themes/2.md", 3)),
        ("P2", None, ("themes/2.md", 3)),
        ("P3", None, None),
        ("P2 P1", Span("themes/1.md", 9, 1), ("themes/1.md", 9)),
    ],
)
def test_a_hit_is_placed(owners: str, block: Span | None, found: tuple[str, int] | None) -> None:
    best = WRITTEN.nearest(hit("report.pdf", 0, *owners.split()), block)
    assert (best and (best.artifact, best.line)) == found
