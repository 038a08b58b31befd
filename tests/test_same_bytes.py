"""Same sources, same bytes: on another day, in another folder, under another user's settings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from report_kit.exporters import EXPORTERS

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


@pytest.mark.slow
def test_two_builds_at_two_times_give_the_same_bytes_whatever_stands_in_the_report(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "report_kit"]
    new = ["new", str(tmp_path / "one"), "--title", "Hours", "--publisher", "Exampleshire"]
    subprocess.run([*command, *new], check=True, env=environment, capture_output=True)
    with (tmp_path / "one" / "themes" / "01-sharing.md").open("a", encoding="utf-8") as theme:
        theme.write("\nThe field is called `hours_per_month` in every file.\n")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    made = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        time.sleep(1.1 if made else 0)  # fonts count their time in seconds
        subprocess.run([*command, "build", "--quiet", str(folder)], check=True, env=environment, capture_output=True)
        made.append({file.name: file.read_bytes() for file in (folder / "dist").iterdir()})
    assert made[0].keys() == made[1].keys()
    for name in made[0]:
        assert made[0][name] == made[1][name], name
