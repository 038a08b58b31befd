"""What many names cost: `report-kit scan` of 21.9 MB of text for 10,000 people against 1,000, as whole processes.

`python tests/benchmarks/scan_scale.py` runs, in turn, the scan for one person (which is to read the bytes), for 1,000
and for 10,000, and prints the medians and the ratios of each round. Limits: 10,000 people cost 1.6 times what 1,000
cost, and 500 MB. The list is half frequent, half rare surnames, with an address and a number each; the text is public
sector prose that names some of them by chance. With a FOLDER as its argument it only writes the projects.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from report_kit.names.words import given_names, surnames
from tests.benchmarks.measure import Cost, median, run
from tests.helpers.public_prose import paragraphs

SIZES = (1, 1_000, 10_000)
BYTES = 21_900_000
RUNS = 3
REPORT_KIT = str(Path(sys.executable).with_name("report-kit"))


def names(number: int) -> str:
    """A list of `number` people, as `sources/private/people.yaml`."""
    random = Random(4)
    given = sorted(name.decode().title() for name in given_names() if len(name) > 3)
    family = sorted(name.decode().title() for name in surnames())
    lines = ["people:"]
    for each in range(number):
        last = random.choice(family) + (random.choice(["son", "by", "wick", "thorpe"]) if each % 2 else "")
        first = random.choice(given)
        email = f"{first.lower()}.{last.lower()}@example{each}.org"
        phone = f"020 7{random.randint(100_000, 999_999)}"
        lines.append(f"  P{each:05}: {{name: {first} {last}, email: {email}, phone: '{phone}'}}")
    return "\n".join(lines) + "\n"


def write(folder: Path) -> None:
    """A project for each of `SIZES`, and the text."""
    for number in SIZES:
        private = folder / str(number) / "sources" / "private"
        private.mkdir(parents=True)
        (private / "people.yaml").write_text(names(number), encoding="utf-8")
        (private.parents[1] / "report.yaml").write_text("title: Names\ndate: 2021-06-12\n", encoding="utf-8")
    prose = "\n\n".join(paragraphs(200_000)).encode()
    (folder / "text.txt").write_bytes((prose * (BYTES // len(prose) + 1))[:BYTES])


def main() -> None:
    """Print the costs and their ratios."""
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        rounds: list[dict[int, Cost]] = []
        for _ in range(RUNS):
            rounds.append({number: _scanned(Path(folder), number) for number in SIZES})
    for number in SIZES:
        cost = median([each[number] for each in rounds])
        to_reading = statistics.median(each[number].cpu / each[1].cpu for each in rounds)
        print(f"{number:,} people: {cost.seconds:.1f} s, {cost.cpu:.1f} s CPU, {cost.peak:.0f} MiB, "  # noqa: T201
              f"{to_reading:.2f} × reading")  # fmt: skip
    for what in ("seconds", "cpu"):
        ratio = statistics.median(getattr(each[10_000], what) / getattr(each[1_000], what) for each in rounds)
        print(f"10,000 people cost {ratio:.2f} × what 1,000 cost ({what}); limit 1.6")  # noqa: T201


def _scanned(folder: Path, number: int) -> Cost:
    """One run; the text names people, so the command fails, as it should."""
    return run([REPORT_KIT, "scan", "--project", str(folder / str(number)), str(folder / "text.txt")], failing=True)


if __name__ == "__main__":
    main()
