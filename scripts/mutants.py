"""Change a line here and there, and see whether the tests of that room notice: a seeded sample of mutants.

`python -m scripts.mutants --count 300 --seed 1 --minutes 120` prints every mutant that lives, then how many died. The
mutants are cosmic-ray's (https://cosmic-ray.readthedocs.io/), which is not among the pinned packages: install it for
this alone. Each is tried in a copy of this folder, two at a time, against the tests that `ROOMS` has for its module.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]

ROOMS: dict[str, tuple[str, ...]] = {
    "report_kit/model/disclosure.py": ("tests/model/test_disclosure.py", "tests/model/test_derived_voices.py"),
    "report_kit/model/attribution.py": ("tests/model/test_attribution.py",),
    "report_kit/model/consent.py": ("tests/model/test_consent.py", "tests/model/test_attribution.py"),
    "report_kit/names": ("tests/names",),
    "report_kit/evidence": ("tests/evidence",),
}
"""Modules, or folders of them, and the tests that should notice."""

KINDS = (
    *(f"core/ReplaceComparisonOperator_{a}_{b}" for a, b in (
        ("Eq", "NotEq"), ("NotEq", "Eq"), ("Lt", "LtE"), ("LtE", "Lt"), ("Gt", "GtE"), ("GtE", "Gt"), ("Lt", "GtE"),
        ("Gt", "LtE"), ("Is", "IsNot"), ("IsNot", "Is"),
    )),
    "core/ReplaceBinaryOperator_Add_Sub", "core/ReplaceBinaryOperator_Sub_Add", "core/ReplaceBinaryOperator_Mul_Add",
    "core/ReplaceUnaryOperator_Delete_Not", "core/AddNot", "core/ReplaceTrueWithFalse", "core/ReplaceFalseWithTrue",
    "core/ReplaceAndWithOr", "core/ReplaceOrWithAnd", "core/ReplaceBreakWithContinue",
    "core/ReplaceContinueWithBreak", "core/NumberReplacer", "core/ZeroIterationForLoop",
)  # fmt: skip
"""Changes that could be somebody's slip; unions in annotations and the like are left alone."""

TIMEOUT = 240
"""Seconds for the tests of one room; a mutant that loops is dead."""


class Mutant(NamedTuple):
    """One change to one module."""

    module: str
    kind: str
    occurrence: int
    tests: tuple[str, ...]


def mutants() -> list[Mutant]:
    """Every mutant of `ROOMS`."""
    from cosmic_ray.ast import get_ast_from_path
    from cosmic_ray.plugins import get_operator

    found = []
    for place, tests in ROOMS.items():
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            tree = get_ast_from_path(file)
            for kind in KINDS:
                operator = get_operator(kind)()
                count = sum(len(list(operator.mutation_positions(node))) for node in _walk(tree))
                found += [Mutant(str(file.relative_to(ROOT)), kind, n, tests) for n in range(count)]
    return found


def _walk(node: Any) -> Any:
    yield node
    for child in getattr(node, "children", ()):
        yield from _walk(child)


def lives(mutant: Mutant, copy: Path) -> str:
    """What the mutant changed, where the tests of its room pass all the same; empty where it died, or is no change."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    file = copy / mutant.module
    original = file.read_text(encoding="utf-8")
    changed = mutate_code(original, get_operator(mutant.kind)(), mutant.occurrence)
    if changed is None or changed == original:
        return ""
    file.write_text(changed, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", *mutant.tests]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return ""
    finally:
        file.write_text(original, encoding="utf-8")
    return _difference(original, changed) if done.returncode == 0 else ""


def _difference(before: str, after: str) -> str:
    lines = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((f"line {n}: {new.strip()}" for n, (old, new) in enumerate(lines, 1) if old != new), "somewhere")


def main() -> None:
    """Try a sample and print what lives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=120)
    asked = parser.parse_args()
    every = mutants()
    sample = random.Random(asked.seed).sample(every, min(asked.count, len(every)))  # noqa: S311
    until = time.monotonic() + 60 * asked.minutes
    died, living = Counter[str](), list[tuple[Mutant, str]]()
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(2):
            copy = Path(folder, str(number))
            ignored = shutil.ignore_patterns(".git", ".venv", "dist", ".*_cache", "__pycache__", ".hypothesis")
            shutil.copytree(ROOT, copy, ignore=ignored)
            copies.put(copy)

        def attempt(mutant: Mutant) -> tuple[Mutant, str | None]:
            if time.monotonic() > until:
                return mutant, None
            copy = copies.get()
            try:
                return mutant, lives(mutant, copy)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(2) as threads:
            for mutant, change in threads.map(attempt, sample):
                if change:
                    living.append((mutant, change))
                    print(f"lives: {mutant.module}: {mutant.kind.removeprefix('core/')}: {change}", flush=True)  # noqa: T201
                elif change is not None:
                    died[mutant.module.split("/")[1]] += 1
    tried = len(living) + died.total()
    print(f"{tried} of {len(every)} mutants tried, seed {asked.seed}: {died.total()} died, {len(living)} live")  # noqa: T201
    for kind, number in Counter(mutant.kind for mutant, _ in living).most_common():
        print(f"  {number} {kind.removeprefix('core/')}")  # noqa: T201


if __name__ == "__main__":
    main()
