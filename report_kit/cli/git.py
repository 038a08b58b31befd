"""git, asked two questions: which files it keeps, and what stood in the newest tagged release.

In: a folder. Out: names of files, or lines. The repository may come from a stranger, and its settings can name programs
to run; so they are overruled, and git gets an environment of our own. Where there is no git, the answer is empty.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
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
    top = _top(root)
    if top is None or _surely_none(top / ".git" / "index", (root / folder).relative_to(top).as_posix()):
        return []
    names = _answer(root, ["ls-files", "-z", "--", f"{folder}/"])
    return sorted(os.fsdecode(name) for name in names.split(b"\0") if name)


def _surely_none(index: Path, folder: str) -> bool:
    """Whether git's index, looked at as it lies there, has no file under `folder`; spares starting git.

    False where git has to be asked: the index is not where it usually is, or of a kind that does not spell out paths
    (https://git-scm.com/docs/index-format: version 4, split and sparse ones).
    """
    try:
        data = index.read_bytes()
    except OSError:
        return False
    spelt_out = data[:8] in (b"DIRC\0\0\0\2", b"DIRC\0\0\0\3")
    return spelt_out and not any(mark in data for mark in (b"link\0\0", b"sdir\0\0", f"{folder}/".encode()))


def _surely_no_tag(root: Path) -> bool:
    """Whether the repository, looked at as it lies there, has no tag; spares starting git.

    False where git has to be asked: `.git` is a file that leads elsewhere, or tags are not kept as files
    (https://git-scm.com/docs/gitrepository-layout, https://git-scm.com/docs/reftable).
    """
    top = _top(root)
    if top is None:
        return True
    git = top / ".git"
    try:
        packed = (git / "packed-refs").read_bytes()
    except FileNotFoundError:
        packed = b""
    except OSError:
        return False
    elsewhere = (git / "reftable").exists() or (git / "commondir").exists() or not (git / "refs").is_dir()
    if elsewhere or b" refs/tags/" in packed:
        return False
    return not any((git / "refs" / "tags").rglob("*"))


def _top(root: Path) -> Path | None:
    """The folder with git's own, at or above `root`."""
    return next((parent for parent in (root, *root.parents) if (parent / ".git").exists()), None)


def released_lines(root: Path, pattern: str, folders: Sequence[str]) -> tuple[str, list[tuple[str, str]]] | None:
    """The newest tag before now, and the lines of its `folders` that match the extended regular expression `pattern`.

    Lines come as (file, text), by file and line. None where there is no tag.
    """
    if _surely_no_tag(root):
        return None
    tag = _answer(root, ["describe", "--tags", "--abbrev=0"]).decode(errors="replace").strip()
    if not tag:
        return None
    found = _answer(root, ["grep", "-I", "-z", "-E", "-e", pattern, f"refs/tags/{tag}", "--", *folders])
    lines = []
    for line in found.decode(errors="replace").splitlines():
        place, _, text = line.partition("\0")
        lines.append((place.partition(":")[2], text))
    return tag, lines


def _answer(root: Path, question: Sequence[str]) -> bytes:
    """What git prints; nothing where there is no git, no repository, or nothing to say."""
    if _top(root) is None:
        return b""
    import subprocess
    from shutil import which

    git = which("git")
    if git is None:
        return b""
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
            [git, *settings, *question],
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return b"" if done.returncode else done.stdout  # a failure means: no repository after all, or no match
