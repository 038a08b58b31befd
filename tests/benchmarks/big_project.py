"""A report project of any size, made of repeatable prose: for measuring, and for trying limits.

`python tests/benchmarks/big_project.py FOLDER WORDS` writes one.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

SUBJECTS = (
    "The council", "A small team", "The finance lead", "Each borough", "The housing service", "A shared platform",
    "The audit committee", "An open source tool", "The data officer", "Front-line staff", "Every directorate",
)  # fmt: skip
VERBS = (
    "compares", "joins up", "publishes", "questions", "reuses", "tests", "weighs", "explains", "maintains", "funds",
)  # fmt: skip
OBJECTS = (
    "the records that neighbours already hold", "the cost of a missed collection", "what residents were promised",
    "the risk before the project begins", "a forecast of demand for the coming winter", "its own assumptions",
    "the licence under which the code is shared", "evidence from last year's pilot", "a plain account of its methods",
)  # fmt: skip
TAILS = (
    "before money is spent", "so that others can follow", "although nobody asked for it", "in every ward",
    "with the partners at the table", "once the contract ends", "and says so in public",
)  # fmt: skip

WORDS_PER_THEME = 2_000
NOTES_PER_THEME = 12


def sentence(source: random.Random) -> str:
    """Some twelve words of prose."""
    parts = (source.choice(SUBJECTS), source.choice(VERBS), source.choice(OBJECTS), source.choice(TAILS))
    return " ".join(parts) + "."


def paragraph(source: random.Random, words: int = 75) -> str:
    """Sentences of at least `words` words in all."""
    sentences: list[str] = []
    while sum(len(s.split()) for s in sentences) < words:
        sentences.append(sentence(source))
    return " ".join(sentences)


def theme(number: int, source: random.Random, words: int) -> str:
    """A theme of some `words` words with headings, lists, a table, footnotes, findings and quotes."""
    first = (number - 1) * NOTES_PER_THEME + 1
    lines = [f"---\nid: theme-{number}\ntitle: What theme {number} is about\nsummary: {sentence(source)}\n---\n"]
    written, block = 0, 0
    while written < words:
        text = paragraph(source)
        written += len(text.split())
        note = first + block % NOTES_PER_THEME
        kind, block = block % 9, block + 1
        if kind == 0:
            lines.append(f"## Heading {block} of theme {number}\n\n{text}\n")
        elif kind == 2:
            lines.append(
                f"::: {{.finding #F{number}-{block}}}\n{sentence(source)} [@N{note}; @N{first}].\n:::\n\n{text}\n"
            )
        elif kind == 4:
            lines.append(f"{text}[^{block}]\n\n[^{block}]: {sentence(source)}\n")
        elif kind == 5:
            lines.append("".join(f"- {sentence(source)}\n" for _ in range(5)))
        elif kind == 6 and block < 12:
            rows = "".join(f"| {source.choice(SUBJECTS)} | {source.randrange(100)} |\n" for _ in range(8))
            lines.append(
                f"| Who | How many |\n|-----|---:|\n{rows}\n: Counts of theme {number} {{#tbl-{number}-{block}}}\n"
            )
        elif kind == 7:
            lines.append(f'::: {{.quote of="N{note}"}}\n:::\n\n{text}\n')
        else:
            lines.append(f"{text}\n")
    cited = "; ".join(f"@N{n}" for n in range(first, first + NOTES_PER_THEME))
    lines.append(f"::: {{.finding #F{number}}}\n{sentence(source)} [{cited}].\n:::\n")
    return "\n".join(lines)


def big_project(words: int, seed: int = 1) -> dict[str, str]:
    """Files by path for a report of about `words` words."""
    source = random.Random(seed)
    themes = max(1, round(words / WORDS_PER_THEME))
    notes = "".join(f"\n::: {{.note #N{n}}}\n{sentence(source)}\n:::\n" for n in range(1, themes * NOTES_PER_THEME + 1))
    files = {
        "report.yaml": (
            f"title: A report of {words} words\ndate: 2017-11-01\npublishers: [north]\ndescription: Made to measure.\n"
        ),
        "sources/organisations.yaml": "- id: north\n  name: North Institute\n",
        "sources/events.yaml": (
            "- id: table\n  title: The table\n  date: 2017-10-16\n  attribution_rule: chatham_house_rule\n"
        ),
        "sources/notes/table.md": f"---\nevent: table\nrecorded_as: paraphrase\n---\n{notes}",
    }
    for number in range(1, themes + 1):
        files[f"themes/{number:03}-theme.md"] = theme(number, source, WORDS_PER_THEME)
    return files


def write_project(files: dict[str, str], folder: Path) -> None:
    """Write `files` under `folder`."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_project(big_project(int(sys.argv[2])), Path(sys.argv[1]))
