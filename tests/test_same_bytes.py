"""Same sources, same bytes: on another day, in another folder, under another user's settings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from report_kit.exporters import EXPORTERS
from tests.helpers.fictional import fictional_project

ROOT = Path(__file__).parents[1]


def build(folder: Path, **settings: str) -> dict[str, bytes]:
    """Build the sample in `folder`, in a process with other settings; its outputs by name."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "report.yaml", folder)
    for part in ("sources", "themes"):
        shutil.copytree(ROOT / part, folder / part)
    environment = {**os.environ, **settings}
    formats = [word for name in EXPORTERS for word in ("-f", name)]
    command = [sys.executable, "-m", "report_kit", "build", "--quiet", *formats, str(folder)]
    subprocess.run(command, check=True, env=environment, cwd=folder.parent, capture_output=True)
    return {file.name: file.read_bytes() for file in (folder / "dist").iterdir()}


@pytest.mark.slow
def test_two_builds_in_two_folders_give_the_same_bytes(tmp_path: Path) -> None:
    epoch = {"SOURCE_DATE_EPOCH": "1508112000"}
    one = build(tmp_path / "one", **epoch, TZ="Europe/London", LANG="C", PYTHONHASHSEED="1")
    two = build(tmp_path / "two words" / "deep", **epoch, TZ="Asia/Tokyo", LANG="C.UTF-8", PYTHONHASHSEED="2")
    assert len(one) == len(EXPORTERS)
    assert one.keys() == two.keys()
    for name in one:
        assert one[name] == two[name], name


EVERY_FONT = """
Plain, *slanted*, **bold**, ***both***, `hours_per_month`, **`bold`**, ~~struck~~, H~2~O, x^2^, $\\sqrt{x}$.

[Small]{.smallcaps} [marked]{.mark}
[Παράδειγμα και παράδειγμα]{lang=el}, [пример и пример]{lang=ru}, [البيانات مشتركة]{lang=ar},
[הנתונים משותפים]{lang=he}, [आँकड़े साझा हैं]{lang=hi}.

    hours = {"per month": 1}

A line with a note.[^fonts]

[^fonts]: In `code`, *slanted* and **bold**.
"""


def starter(folder: Path) -> Path:
    """What `report-kit new` lays out; the theme to which something is added."""
    new = ["new", str(folder), "--title", "Hours", "--publisher", "Exampleshire"]
    subprocess.run([sys.executable, "-m", "report_kit", *new], check=True, capture_output=True)
    return folder / "themes" / "01-sharing.md"


def everything(folder: Path) -> Path:
    """The report with everything; the theme to which something is added."""
    return fictional_project(folder) / "themes" / "01-last-boat.md"


@pytest.mark.slow
@pytest.mark.parametrize("project", [starter, everything])
def test_two_builds_at_two_times_give_the_same_bytes_whatever_stands_in_the_report(
    project: Callable[[Path], Path], tmp_path: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    one, two = tmp_path / "one", tmp_path / "somewhere else" / "two"
    with project(one).open("a", encoding="utf-8") as theme:
        theme.write(EVERY_FONT)
    for number, file in enumerate(sorted(path for path in one.rglob("*") if path.is_file())):
        made = two / file.relative_to(one)  # written in another order, at another time, for other people to read
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(file.read_bytes())
        os.utime(made, (1_500_000_000 - number, 1_500_000_000 - number))
        made.chmod(0o600)
    settings = {
        one: {"TZ": "Pacific/Auckland", "LANG": "C", "PYTHONHASHSEED": "1", "USER": "ann", "COLUMNS": "40"},
        two: {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "USER": "bob", "COLUMNS": "200"},
    }
    outputs = []
    for folder, others in settings.items():
        time.sleep(1.1 if outputs else 0)  # fonts count their time in seconds
        home = folder.with_name(f"home of {folder.name}")
        home.mkdir()
        formats = [word for name in EXPORTERS for word in ("-f", name)]
        command = [sys.executable, "-m", "report_kit", "build", "--quiet", *formats, str(folder)]
        ran = subprocess.run(
            command, env={**environment, "HOME": str(home), **others}, capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr.decode()
        outputs.append({file.name: file.read_bytes() for file in (folder / "dist").iterdir()})
    assert len(outputs[0]) == len(EXPORTERS)
    assert outputs[0].keys() == outputs[1].keys()
    for name in outputs[0]:
        assert outputs[0][name] == outputs[1][name], name
