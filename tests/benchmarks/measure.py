"""measure: run a command as a whole process and read from the system what it cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    seconds: float
    """Wall clock."""
    cpu: float
    """Processor seconds of the process and all it started."""
    peak: float
    """MiB of the largest single process among them."""


def run(command: Sequence[str], cwd: Path | None = None, *, failing: bool = False) -> Cost:
    """Run `command` to its end; its output is thrown away, a failure is an error here unless it is `failing`."""
    log = Path(os.devnull)
    start = time.perf_counter()
    with log.open("wb") as sink, subprocess.Popen(command, cwd=cwd, stdout=sink, stderr=sink) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode and not (failing and process.returncode == 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(
    ours: Callable[[], Cost],
    theirs: Callable[[], Cost],
    runs: int,
    *,
    of: Callable[[Cost], float] = lambda cost: cost.seconds,
) -> tuple[Cost, Cost, float]:
    """Both in turn, `runs` times; gives the median costs and the median of the ratios `of` them, pair by pair."""
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratio = statistics.median(of(a) / of(b) for a, b in pairs)
    return median([a for a, _ in pairs]), median([b for _, b in pairs]), ratio


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        statistics.median(c.seconds for c in costs),
        statistics.median(c.cpu for c in costs),
        statistics.median(c.peak for c in costs),
    )


def peak_of_all(command: Sequence[str]) -> float:
    """MiB that a command and all processes that it starts hold at once, at most; shared pages are counted once.

    Reads `smaps_rollup` of Linux twenty times a second.
    """
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(_proportional_mib, _family(process.pid))))
            time.sleep(0.05)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return most


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [pid, *(each for child in text.split() for each in _family(int(child)))]


def _proportional_mib(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
