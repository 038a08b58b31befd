"""A build opens no socket, and no file outside the project, the package and the engines' own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

from tests.helpers.projects import MINIMAL

ROOT = Path(__file__).parents[1]

WATCH = """
import json, os, sys
opened, sockets = [], []
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.append(os.path.abspath(os.fsdecode(arguments[0])))
    elif event.startswith("socket."):
        sockets.append(event)
sys.addaudithook(hook)
from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from pathlib import Path
outcome = pipeline.build(DiskWorkspace(Path(sys.argv[1])), parallel=False)
assert not outcome.failed, outcome.diagnostics
assert len(outcome.artifacts) == 3
json.dump({"opened": opened, "sockets": sockets}, open(sys.argv[2], "w"))
"""

ENGINES = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig")
SYSTEM = (
    "/usr/lib",
    "/lib",
    "/usr/local/lib",
    "/etc/ld.so",
    "/proc",
    "/sys",
    "/dev",
    "/usr/share/locale",
    "/etc/locale",
    "/etc/mime.types",  # Python's mimetypes
    "/usr/share/zoneinfo",  # pandoc's clock
)


def allowed(project: Path) -> tuple[str, ...]:
    """Where a build may open files: the project, Python, the package, fonts and a private temporary folder."""
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    home = os.path.expanduser("~/.cache/fontconfig")  # noqa: PTH111
    return (str(project), str(ROOT / "report_kit"), tempfile.gettempdir(), home, *python, *ENGINES, *SYSTEM)


@pytest.mark.slow
def test_python_opens_nothing_outside_and_no_socket(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "sources", project / "sources")
    shutil.copytree(ROOT / "themes", project / "themes")
    shutil.copy(ROOT / "report.yaml", project)
    log = tmp_path / "log.json"
    subprocess.run([sys.executable, "-c", WATCH, str(project), str(log)], check=True, cwd=tmp_path, capture_output=True)
    seen = json.loads(log.read_text())
    assert seen["sockets"] == []
    assert any(path.endswith("report.yaml") for path in seen["opened"])
    outside = sorted({path for path in seen["opened"] if not path.startswith((*allowed(project), str(log)))})
    assert outside == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_engines_open_no_socket_and_nothing_outside(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for path, text in MINIMAL.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text)
    log = tmp_path / "trace"
    traced = ["strace", "-f", "-qq", "-e", "trace=openat,open,connect,bind,sendto", "-o", str(log)]
    command = [*traced, sys.executable, "-m", "report_kit", "build", "--quiet", str(project)]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    calls = log.read_text(errors="replace")
    assert "report.yaml" in calls
    internet = re.findall(r"(?:connect|bind|sendto)\(.*?AF_INET6?.*", calls)
    assert internet == []
    opened = set(re.findall(r'open(?:at)?\((?:AT_FDCWD, )?"(/[^"]*)".*\) = \d', calls))
    outside = sorted(path for path in opened if not path.startswith(allowed(project)))
    assert outside == []
