"""Real prose that names nobody: Python's own manual, searched and built for people whose names are words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pydoc_data.topics import topics

import pytest

from report_kit import pipeline
from report_kit.confidentiality import scan
from report_kit.exporters import EXPORTERS
from report_kit.names.protected import Protected
from tests.helpers.leaks import person
from tests.helpers.projects import project
from tests.helpers.public_prose import DECLARED
from tests.helpers.trials import FULL
from tests.helpers.workspace import MemoryWorkspace

NAMES = list(
    dict.fromkeys(
        (
            *DECLARED, "Simon Day", "Mark Brown", "Ann Smith", "Rose Hill", "Hope Long", "Will Young", "May Grant",
            "Bill Page", "Jack Price", "Sally Field", "Ivy Reed", "Art West", "Sue North", "Pat Case", "Guy Best",
            "Jo Short", "Nick Close", "Drew Sharp", "Rob Stone", "Gene Bond", "Sam Rivers", "Max Power", "Penny Chance",
            "Dean Bishop", "Miles Major", "Dawn Summers", "Autumn Winter", "Carol Singer", "Lee Head", "Ty Hand",
            "Chip Carpenter", "Ian Wise", "Luke Warm", "Amy Rose", "Ned Main", "Faith Little", "Ella Given",
        )
    )
)  # fmt: skip
"""People whose names are words."""
MOST = 0.3
"""False alarms in 10,000 words."""


def _local(name: str) -> str:
    return f"{name[0]}.{name.split()[1]}".lower()


def _paragraphs() -> Iterator[str]:
    for text in topics.values():
        for paragraph in re.split(r"\n\s*\n", text):
            plain = re.sub(r"\s+", " ", re.sub(r"""[\[\]{}<>#*_`$\\|^~@"]""", "", paragraph)).strip()
            if len(plain.split()) > 12 and plain[0].isalpha():
                yield plain


def test_in_a_search() -> None:
    declared = [person(f"P{n}", name, emails=[f"{_local(name)}@example.org"]) for n, name in enumerate(NAMES)]
    text = "\n\n".join(topics.values())
    hits = scan({"manual.txt": text.encode()}, Protected(tuple(declared))).hits
    assert sum(hit.count for hit in hits) <= MOST * len(text.split()) / 10_000, hits


@pytest.mark.slow
def test_in_a_build() -> None:
    """Headings and lists are among it: in a PDF, only where a line ends tells them from what follows."""
    paragraphs = list(_paragraphs())
    paragraphs = paragraphs if FULL else paragraphs[::8]
    files = {}
    for number, start in enumerate(range(0, len(paragraphs), 40), 10):
        said = [
            f"## {one[:60].rpartition(' ')[0]}\n\n{one}" if place % 7 == 3 else f"- {one}" if place % 5 == 2 else one
            for place, one in enumerate(paragraphs[start : start + 40])
        ]
        head = f"---\nid: t{number}\ntitle: Theme {number}\nsummary: What stands here.\n---\n"
        files[f"themes/{number}.md"] = head + "\n\n".join(said)
    people = "".join(f"  P{n}: {{name: {name}, email: {_local(name)}@example.org}}\n" for n, name in enumerate(NAMES))
    files["sources/private/people.yaml"] = f"people:\n{people}"
    workspace = MemoryWorkspace({path: text.encode() for path, text in project(**files).items()})
    outcome = pipeline.build(workspace, [*EXPORTERS], parallel=False)
    alarms = [one.message for one in outcome.diagnostics if one.rule in {"protected-name", "unscanned-artifact"}]
    words = sum(len(one.split()) for one in paragraphs)
    assert len(alarms) <= MOST * words / 10_000, alarms
    assert outcome.artifacts, [one.message for one in outcome.diagnostics if one.severity.name == "ERROR"]
