"""For all tests: a fixed date, an environment that no developer's shell can change, and silence unless asked for."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.trials import FULL

# How long an example takes depends on the machine, and is no fact about the code. The same examples are drawn each
# time, so that a change is answered for by whoever makes it; `make prove` draws others.
settings.register_profile("patient", deadline=None, derandomize=not FULL, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what the code says now into the pages; then read the diff"
    )


def pytest_configure() -> None:
    # Before any fixture of any scope, and inherited by worker processes.
    os.environ["SOURCE_DATE_EPOCH"] = "1509494400"  # 1 November 2017
    os.environ["TZ"] = "UTC"
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_ACTIONS", "CI"):
        os.environ.pop(name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if mark := item.get_closest_marker("trial"):
            item.user_properties.append(("tried", mark.args[0]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each large trial: how many inputs, how it ended, how long it took."""
    lines = [
        f"{dict(report.user_properties)['tried']:>8,}  {report.outcome:<7} {report.duration:>7.1f} s  {report.nodeid}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call" and "tried" in dict(report.user_properties)
    ]
    if lines and FULL:
        terminalreporter.write_sep("=", "trials: inputs, outcome, time")
        for line in sorted(lines):
            terminalreporter.write_line(line)


class _Complaints(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _silence(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which something was logged as a warning; one that expects it takes `caplog`.

    Python's own warnings are errors already (`filterwarnings` in pyproject.toml).
    """
    if "caplog" in request.fixturenames:
        yield
        return
    complaints, root = _Complaints(), logging.getLogger()
    root.addHandler(complaints)
    try:
        yield
    finally:
        root.removeHandler(complaints)
    said = [f"{record.name}: {record.getMessage()}" for record in complaints.records]
    assert not said, "unexpected in the log:\n" + "\n".join(said)
