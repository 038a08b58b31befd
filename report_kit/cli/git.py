"""git, asked two questions: which files it keeps, and what stood in the newest tagged release.

In: a folder. Out: names of files, or lines. The repository may come from a stranger, and its settings can name programs
to run and files to open anywhere. So none of them is read: what can be had without git is read here, and git itself is
started in an empty folder of our own that holds nothing but the names of tags; only the objects, looked through before,
are those of the repository. Raises RepositoryError where these lead out. Where there is no git, the answer is empty.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from report_kit.cli.git_folder import GitFolder, find, refused

_SECONDS = 10
_MOST_BYTES: Final = 20_000_000
"""Of an answer."""


def kept_files(root: Path, folder: str) -> list[str]:
    """Files under `folder` of the project `root` that git keeps, also ones that are gone from the disk; sorted."""
    git = find(root)
    data = git.index() if git else None
    if git is None or data is None:
        return []
    project = root.relative_to(git.top).as_posix()
    above = "" if project == "." else f"{project}/"
    if _surely_none(data, f"{above}{folder}/"):
        return []
    from report_kit.cli.git_index import paths_in

    try:
        paths = paths_in(data, git.index)
    except (ValueError, IndexError):
        raise refused("its list of files (.git/index) is damaged", "run: git status") from None
    start = f"{above}{folder}/".encode()
    return sorted(os.fsdecode(path[len(above.encode()) :]) for path in paths if path.startswith(start))


def _surely_none(index: bytes, folder: str) -> bool:
    """Whether git's index, looked at as it lies there, has no file in `folder`; spares reading all of it.

    False where it is of a kind that does not spell out paths: version 4, or one that refers to another.
    """
    spelt_out = index[:8] in (b"DIRC\0\0\0\2", b"DIRC\0\0\0\3")
    return spelt_out and b"link\0\0" not in index and folder.encode() not in index


def released_lines(root: Path, pattern: str, folders: Sequence[str]) -> tuple[str, list[tuple[str, str]]] | None:
    """The newest tag before now, and the lines of its `folders` that match the extended regular expression `pattern`.

    Lines come as (file, text), by file and line. None where there is no tag.
    """
    git = find(root)
    tags = git.tags() if git else {}
    head = git.head() if git and tags else None
    if git is None or head is None:
        return None
    project = root.relative_to(git.top).as_posix()
    above = "" if project == "." else f"{project}/"
    from report_kit.workspace.temporary import temporary_folder

    with temporary_folder() as place:
        environment = _lay_out(place, git, head, tags)
        tag = _answer(place, environment, ["describe", "--tags", "--abbrev=0", head]).decode(errors="replace").strip()
        if not tag:
            return None
        question = ["grep", "-I", "-z", "-E", "-e", pattern, f"refs/tags/{tag}", "--"]
        found = _answer(place, environment, [*question, *(f"{above}{folder}" for folder in folders)])
    lines = []
    for line in found.decode(errors="replace").splitlines():
        path, _, text = line.partition("\0")
        lines.append((path.partition(":")[2].removeprefix(above), text))
    return tag, lines


def _lay_out(place: Path, git: GitFolder, head: str, tags: Mapping[str, str]) -> dict[str, str]:
    """Make a repository in `place` that has the tags and objects of `git`, and no setting; all that git learns."""
    (place / "refs").mkdir()
    (place / "HEAD").write_text(f"{head}\n", encoding="utf-8")
    form = "sha256" if len(head) > 40 else "sha1"
    (place / "config").write_text(
        f"[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {form}\n",
        encoding="utf-8",
    )
    packed = "".join(f"{value} {name}\n" for name, value in sorted(tags.items()))
    (place / "packed-refs").write_text(f"# pack-refs with: \n{packed}", encoding="utf-8")
    if shallow := git.read(git.common, "shallow", 1_000_000):
        (place / "shallow").write_bytes(shallow)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(place),
        "LC_ALL": "C",
        "GIT_DIR": str(place),
        "GIT_OBJECT_DIRECTORY": str(git.objects()),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
    if "SYSTEMROOT" in os.environ:  # Windows starts nothing without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return environment


def _answer(place: Path, environment: Mapping[str, str], question: Sequence[str]) -> bytes:
    """What git prints, as far as anybody would read it; nothing where there is no git, or nothing to say."""
    import subprocess
    from shutil import which
    from threading import Timer

    git = which("git")
    if git is None:
        return b""
    try:
        process = subprocess.Popen(
            [git, "-c", "core.fsmonitor=false", "-c", "protocol.allow=never", *question],
            cwd=place,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return b""
    with process:
        late = Timer(_SECONDS, process.kill)
        late.daemon = True
        late.start()
        try:
            assert process.stdout is not None
            said = process.stdout.read(_MOST_BYTES)
            if process.stdout.read(1):
                said = b""
                process.kill()
            process.wait()
        finally:
            late.cancel()
            process.kill()
    return b"" if process.returncode else said  # a failure means: damaged, or no match
