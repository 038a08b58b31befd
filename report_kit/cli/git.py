"""git, asked one question: which files of a folder it keeps.

In: a folder. Out: names of files. The repository may come from a stranger, and its settings can name programs to run;
so they are overruled, and git gets an environment of our own. Where there is no git, the answer is none.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SECONDS = 10

_SETTINGS = (
    "core.fsmonitor=false",  # would name a program to run
    "core.hooksPath=/dev/null",
    "protocol.allow=never",  # a partial clone would fetch what it lacks
    "safe.directory=*",  # continuous integration often checks out as somebody else
    "core.quotePath=false",
)


def kept_files(root: Path, folder: str) -> list[str]:
    """Files under `folder` of the project `root` that git keeps, also ones that are gone from the disk; sorted."""
    if not any((parent / ".git").exists() for parent in (root, *root.parents)):
        return []
    from shutil import which

    git = which("git")
    if git is None:
        return []
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.devnull,
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
    if "SYSTEMROOT" in os.environ:  # Windows starts nothing without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    try:
        done = subprocess.run(
            [git, *settings, "ls-files", "-z", "--", f"{folder}/"],
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    if done.returncode:  # no repository after all, or one that git cannot read
        return []
    return sorted(os.fsdecode(name) for name in done.stdout.split(b"\0") if name)
