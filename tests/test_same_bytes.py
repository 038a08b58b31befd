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
from tests.helpers.fictional import fictional_files

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


OTHER_FONT = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <match target="pattern">
    <edit name="family" mode="prepend" binding="strong"><string>DejaVu Sans</string></edit>
  </match>
</fontconfig>
"""
"""What somebody may have in `~/.config/fontconfig/fonts.conf`: one font in the place of every other."""


def started_anew(folder: Path) -> None:
    """What `report-kit new` makes, with words in the monospaced font."""
    command = [sys.executable, "-m", "report_kit"]
    new = ["new", str(folder), "--title", "Hours", "--publisher", "Exampleshire"]
    subprocess.run([*command, *new], check=True, capture_output=True)
    with (folder / "themes" / "01-sharing.md").open("a", encoding="utf-8") as theme:
        theme.write("\nThe field is called `hours_per_month` in every file.\n")


def with_everything(folder: Path) -> None:
    """The fictional report, which has every kind of block, and letters of every font there is."""
    for path, content in fictional_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
    (theme,) = sorted((folder / "themes").glob("01*.md"))
    with theme.open("a", encoding="utf-8") as text:
        text.write("\nIn `code`, **`bold code`**, *slanted*, ***both***: Ελληνικά, русский, العربية, עברית, हिन्दी.\n")


@pytest.mark.slow
@pytest.mark.parametrize("make", [started_anew, with_everything])
def test_two_builds_at_two_times_give_the_same_bytes_whatever_stands_in_the_report(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """Somebody else's files, in another order and place, with another home, language, time zone and hashing."""
    unset = ("SOURCE_DATE_EPOCH", "XDG_CONFIG_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    one, two = tmp_path / "one", tmp_path / "somewhere else" / "zwei"
    make(one)
    for number, file in enumerate(sorted((path for path in one.rglob("*") if path.is_file()), reverse=True)):
        copy = two / file.relative_to(one)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
        os.utime(copy, (1_500_000_000 + number,) * 2)
        copy.chmod(0o600)
    settings = {
        one: {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1", "USER": "ann", "COLUMNS": "40"},
        two: {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "USER": "bob", "PYTHONOPTIMIZE": "2"},
    }
    formats = [word for name in EXPORTERS for word in ("-f", name)]
    made = []
    for folder, others in settings.items():
        time.sleep(1.1 if made else 0)  # fonts count their time in seconds
        home = folder.with_name(f"home of {others['USER']}")
        (home / ".config" / "fontconfig").mkdir(parents=True)
        if made:
            (home / ".config" / "fontconfig" / "fonts.conf").write_text(OTHER_FONT, encoding="utf-8")
        command = [sys.executable, "-m", "report_kit", "build", "--quiet", *formats, str(folder)]
        theirs = {**environment, **others, "HOME": str(home), "TMPDIR": str(home)}
        ran = subprocess.run(command, env=theirs, cwd=home, capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr.decode()
        made.append({file.name: file.read_bytes() for file in (folder / "dist").iterdir()})
    assert len(made[0]) == len(EXPORTERS)
    assert made[0].keys() == made[1].keys()
    for name in made[0]:
        assert made[0][name] == made[1][name], name
