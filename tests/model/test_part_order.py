"""The order of parts: as report.yaml gives it, and nothing is lost that it does not name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit import pipeline
from report_kit.exporters import EXPORTERS, is_partial
from report_kit.extract.running_text import running_text
from report_kit.model.part_order import in_given_order, named
from report_kit.model.report import Part
from tests.helpers import report_factory as make
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

FILES = {
    **MINIMAL,
    "sources/sections/introduction.md": "---\ntitle: Introduction\n---\nWe met.\n",
    "sources/sections/what-next.md": "---\ntitle: What happens next\nplacement: back\n---\nWe meet again.\n",
    "themes/01-money.md": MINIMAL["themes/01-money.md"]
    + '\n::: {.recommendation #R1 to="Councils" by="2030-01" for="F1"}\nFind it.\n:::\n',
    "themes/02-time.md": "---\nid: time\ntitle: Time\nsummary: Of time.\n---\n::: {.finding #F2}\nShort [@N1].\n:::\n",
}


def kinds(parts: str) -> list[str]:
    report = pipeline.link(MemoryWorkspace({**FILES, "report.yaml": f"{MINIMAL['report.yaml']}{parts}"})).report
    assert report is not None
    merged = pipeline.check(MemoryWorkspace({**FILES, "report.yaml": f"{MINIMAL['report.yaml']}{parts}"})).report
    assert merged is not None
    return [part.id for part in merged.parts]


@pytest.mark.parametrize(
    ("parts", "order"),
    [
        ("", ["section-introduction", "money", "time", "section-what-next", "notes"]),
        ("parts: [themes, recommendations, what-next, notes]\n",
         ["section-introduction", "money", "time", "recommendations", "section-what-next", "notes"]),
        ("parts: [executive-summary, recommendations, introduction, themes, notes, what_next]\n",
         ["executive-summary", "recommendations", "section-introduction", "money", "time", "notes",
          "section-what-next"]),
        ("parts: [notes, section-what-next, themes]\n",
         ["section-introduction", "notes", "section-what-next", "money", "time"]),
        ("parts:\n  recommendations: yes\n  order: [recommendations, themes]\n",
         ["section-introduction", "recommendations", "money", "time", "section-what-next", "notes"]),
        ("parts: [recommendations, notes]\n",
         ["section-introduction", "money", "time", "recommendations", "notes", "section-what-next"]),
        ("parts: []\n", ["section-introduction", "money", "time", "section-what-next"]),
    ],
)  # fmt: skip
def test_parts_stand_in_the_order_that_is_given(parts: str, order: list[str]) -> None:
    assert kinds(parts) == order


def test_every_output_has_them_in_that_order() -> None:
    parts = "parts: [executive_summary, themes, recommendations, what-next, notes]\n"
    workspace = MemoryWorkspace({**FILES, "report.yaml": f"{MINIMAL['report.yaml']}{parts}"})
    outcome = pipeline.build(workspace, [name for name in EXPORTERS if not is_partial(name)], parallel=False)
    assert not outcome.failed, outcome.diagnostics
    assert len(outcome.artifacts) > 3
    for name, data in outcome.artifacts.items():
        words = re.sub(r"\s+", " ", running_text(data) or "")
        places = [
            words.rfind(one) for one in ("What was said of money.", "Of time.", "We meet again.", "Budgets are tight")
        ]
        assert places == sorted(places), name
        assert -1 not in places
        assert words.rfind("Find it.") > words.rfind("Of time.")  # once more, in the table
        assert words.rfind("Find it.") < words.rfind("We meet again.")


PLACES = {"summary": "front", "section-start": "front", "one": "body", "two": "body"}


def part(identifier: str, kind: str = "section", *, derived: bool = False) -> Part:
    return Part(
        kind=kind,
        id=identifier,
        title=identifier,
        blocks=(),
        span=make.span(),
        derived=derived,
        placement=PLACES.get(identifier, "back"),
    )


PARTS = (
    part("summary", "executive_summary", derived=True), part("section-start"), part("one", "theme"),
    part("two", "theme"),
    part("section-end"), part("glossary", "glossary", derived=True), part("notes", "notes", derived=True),
)  # fmt: skip


@given(st.lists(st.sampled_from(["executive_summary", "start", "themes", "end", "glossary", "notes", "none"])))
def test_no_part_is_lost_or_doubled(order: list[str]) -> None:
    placed = in_given_order(PARTS, order)
    assert sorted(one.id for one in placed) == sorted(one.id for one in PARTS)
    asked = [one.id for name in dict.fromkeys(order) for one in named(PARTS, name)]
    assert [one.id for one in placed if one.id in asked] == asked
    assert [one.id for one in placed if one.kind == "theme"] == ["one", "two"]
