"""What checking and tracing cost on a large body of evidence: 10,000 notes, 1,000 participants, 300 findings.

`python tests/benchmarks/evidence_scale.py` prints a line for each command, as whole processes, first with an empty
cache and then with a filled one. Limits: `check` 3 s and 600 MB, `trace` 1.5 s. With a FOLDER as its argument it only
writes the project.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.big_project import paragraph, sentence, write_project
from tests.benchmarks.measure import Cost, median, run

NOTES, PARTICIPANTS, FINDINGS = 10_000, 1_000, 300
EVENTS, ORGANISATIONS, THEMES, CODES = 20, 50, 30, 60
REPORT_KIT = str(Path(sys.executable).with_name("report-kit"))
RUNS = 3

REPORT = """\
title: Ten thousand remarks
date: 2021-06-12
publishers: [o1]
attribution_rule: chatham_house_rule
licence: CC-BY-4.0
doi: 10.5555/remarks
contact: remarks@example.org
alternative_formats: Ask for large print.
language_checks: yes
parts:
  executive_summary: yes
  recommendations: yes
  participants: yes
  methodology: yes
  quantifiers: yes
  coverage: yes
  evidence: yes
"""


def evidence_project(seed: int = 1) -> dict[str, str]:
    """Files by path. Half of the notes are Markdown, half YAML; the findings cite each of them once."""
    source = random.Random(seed)
    files = {
        "report.yaml": REPORT,
        "sources/organisations.yaml": "".join(
            f"- id: o{n}\n  name: Body {n}\n  type: council\n  represented: yes\n  list_consent: yes\n"
            for n in range(1, ORGANISATIONS + 1)
        ),
        "sources/events.yaml": "".join(
            f"- id: e{n}\n  title: Table {n}\n  date: 2021-03-{n:02}\n  attended: {PARTICIPANTS // EVENTS}\n"
            for n in range(1, EVENTS + 1)
        ),
        "sources/participants.yaml": "".join(_participants()),
        "sources/codes.yaml": "".join(f"- id: c{n}\n  name: Code {n}\n" for n in range(1, CODES + 1)),
    }
    words = {number: sentence(source) for number in range(1, NOTES + 1)}
    for event in range(1, EVENTS + 1):
        numbers = range(event, NOTES + 1, EVENTS)
        if event % 2:
            files[f"sources/notes/{event:02}.md"] = _markdown(event, numbers, words)
        else:
            files[f"sources/notes/{event:02}.yaml"] = _yaml(event, numbers, words)
    shuffled = source.sample(range(1, NOTES + 1), NOTES)
    for theme in range(1, THEMES + 1):
        files[f"themes/{theme:02}.md"] = "\n".join(_theme(theme, words, shuffled, source))
    return files


def _participants() -> Iterator[str]:
    for number in range(1, PARTICIPANTS + 1):
        yield (
            f"- id: P{number}\n  events: [e{(number - 1) % EVENTS + 1}]\n"
            f"  organisation: o{number % ORGANISATIONS + 1}\n"
            "  role_type: officer\n  descriptor: a council officer\n"
            "  consent:\n    attribution_level: organisation_type\n    quote_ok: yes\n"
        )


def _speaker(note: int) -> int:
    """Somebody who was at the note's event."""
    return (note - 1) % EVENTS + 1 + EVENTS * (note // EVENTS % (PARTICIPANTS // EVENTS))


def _markdown(event: int, numbers: range, words: dict[int, str]) -> str:
    notes = (
        f'::: {{.note #N{n} speaker="P{_speaker(n)}" codes="c{n % CODES + 1}"}}\n{words[n]}\n:::\n\n' for n in numbers
    )
    return f"---\nevent: e{event}\nrecorded_as: verbatim\n---\n" + "".join(notes)


def _yaml(event: int, numbers: range, words: dict[int, str]) -> str:
    notes = (
        f"  - id: N{n}\n    speaker: P{_speaker(n)}\n    codes: [c{n % CODES + 1}]\n    text: {words[n]}\n"
        for n in numbers
    )
    return f"event: e{event}\nrecorded_as: verbatim\nnotes:\n" + "".join(notes)


def _theme(theme: int, words: dict[int, str], shuffled: list[int], source: random.Random) -> Iterator[str]:
    yield f"---\nid: t{theme}\ntitle: Theme {theme} of many\nsummary: {sentence(source)}\n---\n"
    each = FINDINGS // THEMES
    for finding in range((theme - 1) * each + 1, theme * each + 1):
        cited = shuffled[finding - 1 :: FINDINGS]
        evidence = "; ".join(f"@N{n}" for n in cited[1:])
        yield f"{paragraph(source)}\n"
        yield f"::: {{.finding #F{finding}}}\nParticipants agree that {sentence(source)} [{evidence}]\n:::\n"
        opening = " ".join(words[cited[0]].split()[:6])
        yield f'::: {{.quote #Q{finding} of="N{cited[0]}"}}\n{opening} …\n:::\n'
        yield f"One held that “{words[cited[1]].rstrip('.')}” [@N{cited[1]}].\n"
        yield f'::: {{.recommendation #R{finding} to="councils" by="2022" for="F{finding}"}}\nDo better.\n:::\n'


def main() -> None:
    """Measure and print, one JSON object a line."""
    if len(sys.argv) > 1:
        write_project(evidence_project(), Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write_project(evidence_project(), project)
        commands = (("check",), ("trace", "N1"), ("trace", "F1"), ("coverage",))
        for command in commands:
            words = [REPORT_KIT, *command, str(project)]
            cold = []
            for _ in range(RUNS):
                shutil.rmtree(project / ".report-kit", ignore_errors=True)
                cold.append(run(words))
            for name, costs in (("empty cache", cold), ("filled cache", [run(words) for _ in range(RUNS)])):
                _print(" ".join(command), name, median(costs))


def _print(command: str, cache: str, cost: Cost) -> None:
    figures = {"seconds": round(cost.seconds, 2), "cpu_s": round(cost.cpu, 2), "peak_mib": round(cost.peak)}
    print(json.dumps({"command": command, "cache": cache, **figures}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
