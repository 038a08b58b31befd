"""Every folder `<importer>/<case>/`: the file `given.*`, and under `expected/` the files that it makes in a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit.importers import IMPORTERS, Destination, Given, bring_in

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/given.*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}: {case.name}")
def test_notes_and_codes_of_a_file(case: Path, request: pytest.FixtureRequest) -> None:
    (given,) = case.glob("given.*")
    made = bring_in([Given(given.name, given.read_bytes())], Destination(event="table"))
    assert made.diagnostics == ()
    there = {path: path.read_bytes() for path in (case / "expected").rglob("*") if path.is_file()}
    files = {case / "expected" / path: data for path, data in made.files.items()}
    if request.config.getoption("--update-golden"):
        for path in there.keys() - files.keys():
            path.unlink()
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return
    assert files
    assert there.keys() == files.keys(), "make golden writes what is expected; then read it"
    for path, data in files.items():
        assert there[path].decode() == data.decode(), "make golden writes what is expected; then read it"


def test_every_importer_has_a_case() -> None:
    assert {case.parent.name for case in CASES} == {module.rpartition(".")[2] for module in IMPORTERS}
