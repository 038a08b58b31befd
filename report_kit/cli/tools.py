"""Tools: pandoc, found and run with nothing around it but what it is given.

In: arguments, standard input, files. Out: standard output. The process gets an empty folder as its home and working
folder, a clean environment in which every web address leads to a closed door, a process group of its own and a time
limit.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import PIPE

from report_kit.cli.errors import in_plain_words
from report_kit.diagnostics.errors import MachineError
from report_kit.workspace import ToolError
from report_kit.workspace.temporary import temporary_folder

DEAD_PROXY = "http://127.0.0.1:9"
"""Nobody listens at the discard port (RFC 863): should the tool ever fetch something, it reaches nothing."""

_NO_MEMORY = re.compile(r"malloc: failed|unable to (?:commit|allocate|reserve)|[Cc]annot allocate memory|out of memory")
"""What a program says where the machine has no memory for it."""

_running: set[subprocess.Popen[bytes]] = set()


def run_tool(
    tool: str,
    arguments: Sequence[str],
    stdin: bytes = b"",
    timeout: float = 60,
    *,
    files: Mapping[str, bytes] | None = None,
    epoch: int | None = None,
) -> bytes:
    """Run `tool` ('pandoc') and give its standard output.

    `files` (name: content) lie in its working folder, `epoch` is its SOURCE_DATE_EPOCH. Raises ToolError where it fails
    or exceeds `timeout` seconds, MachineError where it is missing.
    """
    if tool != "pandoc":
        raise ValueError(f"no such tool: {tool}")
    program = find_pandoc()
    if program is None:
        raise MachineError("pandoc is not installed", "report-kit doctor shows the command that installs it")
    with temporary_folder() as home:
        for name, content in (files or {}).items():
            (home / name).write_bytes(content)
        environment = _environment(str(home), epoch)
        try:
            process = subprocess.Popen(
                [program, *arguments], stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=home, env=environment, process_group=0
            )
        except OSError as refused:
            raise MachineError(f"{tool} cannot be started: {refused.strerror}", "run report-kit doctor") from refused
        return _communicate(tool, process, stdin, timeout)


def _communicate(tool: str, process: subprocess.Popen[bytes], stdin: bytes, timeout: float) -> bytes:
    """Feed the process and wait for it; it is over when this returns or raises."""
    with process:
        _running.add(process)
        try:
            out, err = process.communicate(stdin, timeout=timeout)
        except subprocess.TimeoutExpired as late:
            raise ToolError(tool, f"took longer than {timeout:g} seconds") from late
        finally:
            _running.discard(process)
            _kill(process)
    if process.returncode:
        said = err.decode(errors="replace").strip()
        # Ended by the system, or refused by it; a limit of its own is the content's fault.
        if process.returncode < 0 or _NO_MEMORY.search(said):
            raise in_plain_words(OSError(errno.ENOMEM, ""), f"run {tool}")
        words = said.splitlines() or [f"ended with code {process.returncode}"]
        raise ToolError(tool, words[-1].strip(), said)
    return out


def kill_running() -> None:
    """End every tool that still runs, so that whoever waits for it wakes up."""
    for process in list(_running):
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and everything it started, unless it is over already."""
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _environment(home: str, epoch: int | None) -> dict[str, str]:
    """All that the tool learns about the machine."""
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR", "APPDATA", "USERPROFILE", "TEMP")
    environment = dict.fromkeys(names, home) | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    environment |= {f"{scheme}_proxy": DEAD_PROXY for scheme in ("http", "https", "ftp", "all")}
    environment |= {name.upper(): value for name, value in environment.items() if name.endswith("_proxy")}
    if "SYSTEMROOT" in os.environ:  # Windows starts nothing without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = str(epoch)
    return environment


@cache
def find_pandoc() -> str | None:
    """The path of pandoc: the one that pypandoc_binary brings, else the first on PATH, else None.

    Found without importing pypandoc, which takes longer than running pandoc does.
    """
    from importlib.util import find_spec

    spec = find_spec("pypandoc")
    for folder in spec.submodule_search_locations or () if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            program = Path(folder, "files", name)
            if os.access(program, os.X_OK) and program.is_file():
                return str(program)
    from shutil import which

    return which("pandoc")
