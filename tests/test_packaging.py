"""The package and its pins: what `pip install .` and `make` rely on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def normal(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {normal(line.partition("==")[0]): line.partition("==")[2] for line in lines if not line.startswith("#")}


def test_every_dependency_is_pinned_to_a_version() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    own = f"{project['name']}[fonts]"  # the tests need them
    for requirement in [*project["dependencies"], *(one for one in extras if one != own), "setuptools"]:
        name, lowest = re.fullmatch(r"([\w.-]+)(?:\[.*\])?(?:>=([\d.]+))?", requirement).groups()  # type: ignore[union-attr]
        pinned = pins().get(normal(name))
        assert pinned, f"{name}: run make constraints"
        if lowest:
            assert [int(part) for part in pinned.split(".")] >= [int(part) for part in lowest.split(".")], name


def test_pins_hold_names_and_versions_only() -> None:
    assert all(re.fullmatch(r"[\w.+!]+", version) for version in pins().values())


@pytest.mark.slow
def test_the_package_brings_every_file_that_the_toolkit_reads(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT / "report_kit", source / "report_kit", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", tmp_path, source],
        check=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("report_kit/")}
    ours = {path.relative_to(source).as_posix() for path in (source / "report_kit").rglob("*") if path.is_file()}
    assert ours - packed == set()
