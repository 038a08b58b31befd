"""Numbers of five thousand digits, wherever a number may stand: Python refuses to read them, and nobody means them."""

from __future__ import annotations

import pytest

from report_kit import pipeline
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

N = "9" * 5_000
THEME = "themes/01-money.md"

BODIES = {
    "entity": f"Words &#{N}; here",
    "entity-html": f"<b title='&#{N};'>x</b> <p>&#{N};</p>",
    "htmlblock": f"<div>\n&#{N};\n</div>",
    "rowspan": f'<table><tr><td rowspan="{N}" colspan="{N}">x</td></tr></table>',
    "list": f"{N}. item",
    "figure": f"See Figure {N} and Table {N} on page {N}.",
    "refs": f"See Finding {N}, Theme {N}, Recommendation {N}.",
    "id": f"[@F{N}] [@N{N}] [](#x{N})",
    "bracket": f"[{N}] [^{N}] ¹",
    "width": f"![a](x.png){{width={N}%}} ",
    "count": f"[{N}]{{count=notes}}",
    "span": f"[x]{{count={N}}}",
    "by": f'::: {{.recommendation by="{N}" to="x" for="F1"}}\nx\n:::',
    "by2": f'::: {{.recommendation by="{N}-{N}" to="x" for="F1"}}\nx\n:::',
    "by3": f'::: {{.recommendation by="Spring {N}" to="x" for="F1" priority="{N}"}}\nx\n:::',
    "percent": f"{N}% of {N} people, £{N}m, {N},{N}",
    "words": f"{'two hundred ' * 2000} people",
    "kf": f'::: {{.key-figure value="{N}"}}\nx\n:::',
    "math": f"$x^{{{N}}}$",
    "quote": f"“{N} people” said one.",
    "conf": f'::: {{.finding #F2 confidence="{N}"}}\n{N} of {N} notes say so [@N1].\n:::',
    "ordinal": f"the {N}th and {N}st",
    "caption": f"| a |\n|---|\n| {N} |\n\n: Table {N}: x",
    "date": f"on {N} May {N}, {N}/{N}/{N}",
    "tex": f"\\u{N} &#x{N};",
}
FILES = {
    "report.yaml": [
        f"version: {N}\n",
        f"thresholds: {{descriptor_people: {N}, sentence_words: {N}}}\n",
        f"isbn: {N}\n",
        f"doi: {N}\n",
        f"orcid: {N}\n",
    ],
    "sources/events.yaml": [
        f"- id: e2\n  title: x\n  date: {N}\n  attribution_rule: chatham_house_rule\n",
        f"- id: e2\n  title: x\n  date: {N}-01-01\n  attended: [{{count: {N}, of: x}}]\n",
    ],
    "sources/glossary.yaml": [f"- term: x{N}\n  definition: &#{N};\n"],
    "sources/references.bib": [
        f"@book{{a, title={{&#{N};}}, year={{{N}}}, author={{A, B}}}}\n",
    ],
    "sources/references.yaml": [f"references:\n- id: a\n  type: book\n  title: x\n  issued: {{date-parts: [[{N}]]}}\n"],
    "sources/sections/a.md": [f"---\ntitle: A\nplacement: front\norder: {N}\n---\nWords.\n"],
    "house_styles/x/style.yaml": [f"based_on: plain\nspaces: {{column: {N}mm}}\n"],
}


@pytest.mark.parametrize("name", BODIES)
def test_in_a_text(name: str) -> None:
    files = MINIMAL | {THEME: f"{MINIMAL[THEME]}\n{BODIES[name]}\n"}
    pipeline.build(MemoryWorkspace(files), ["html", "docx"], parallel=False)


@pytest.mark.parametrize(("file", "text"), [(file, text) for file, texts in FILES.items() for text in texts])
def test_in_other_files(file: str, text: str) -> None:
    files = MINIMAL | {file: MINIMAL.get(file, "") + text}
    if "references" in file:
        files[THEME] = MINIMAL[THEME] + "\nWords [@a].\n"
    if "house" in file:
        files["report.yaml"] += "house_style: x\n"
    pipeline.build(MemoryWorkspace(files), ["html"], parallel=False)
