"""The private folder and its encrypted twin: `sources/private/` on the disk, `sources/private.age` in git.

In: the project folder and a key. Out: the files of one of the two, by path. What is decrypted for a build stays in
memory; only `report-kit private decrypt` writes it down.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from report_kit.cli.errors import in_plain_words
from report_kit.cli.paths import open_inside, walk
from report_kit.confidentiality.vault import MAX_BYTES, Key, decrypt, read_key
from report_kit.diagnostics.errors import MachineError
from report_kit.workspace import ENCRYPTED, KEY_VARIABLE, PRIVATE


def unlocked(root: Path) -> Mapping[str, bytes]:
    """The files of `sources/private.age` by their paths in the project, opened with the key of the environment.

    Raises MachineError where that is impossible.
    """
    return {f"{PRIVATE}/{path}": data for path, data in decrypt(encrypted(root), given_key(None)).items()}


def given_key(file: Path | None) -> Key:
    """The key in `file`, or that of the environment. Raises MachineError where there is none."""
    if file is None:
        if not os.environ.get(KEY_VARIABLE, "").strip():
            raise MachineError(
                "no key is given", f"set {KEY_VARIABLE}, or name a key file with --key-file; see: private new-key"
            )
        return read_key(os.environ[KEY_VARIABLE])
    try:
        with file.open("rb") as stream:
            return read_key(stream.read(65_536).decode("utf-8-sig"))
    except OSError as refused:
        raise in_plain_words(refused, "read the key file") from refused
    except UnicodeDecodeError:
        pass
    raise MachineError("the key file holds no text", "name the file that report-kit private new-key made")


def encrypted(root: Path) -> bytes:
    """The content of `sources/private.age`. Raises MachineError where it is missing or far too large."""
    try:
        with os.fdopen(open_inside(root, ENCRYPTED), "rb") as file:
            data = file.read(2 * MAX_BYTES + 1)
    except OSError as refused:
        raise MachineError(
            f"there is no {ENCRYPTED} in this project", "make it with: report-kit private encrypt"
        ) from refused
    if len(data) > 2 * MAX_BYTES:
        raise MachineError(f"{ENCRYPTED} is far too large", "take it from the last commit that had it whole")
    return data


def folder_files(root: Path) -> dict[str, bytes]:
    """The files of `sources/private/` by their paths inside it."""
    found: dict[str, bytes] = {}
    total = 0
    for path in walk(root, PRIVATE):
        with os.fdopen(open_inside(root, path), "rb") as file:
            data = file.read(MAX_BYTES + 1)
        total += len(data)
        if total > MAX_BYTES:
            raise MachineError(
                f"sources/private/ holds more than {MAX_BYTES // 2**20} MB", "keep in it only names and contacts"
            )
        found[path.removeprefix(f"{PRIVATE}/")] = data
    return found


def is_outdated(root: Path) -> bool:
    """Whether `sources/private.age` holds something else than `sources/private/`.

    False where either is missing, or the environment gives no key that opens the file.
    """
    if not os.environ.get(KEY_VARIABLE, "").strip():
        return False
    try:
        files = folder_files(root)
        return bool(files) and decrypt(encrypted(root), given_key(None)) != files
    except MachineError:
        return False


OUTDATED = (
    f"{ENCRYPTED} is not what {PRIVATE}/ holds now: whoever has only that file looks for other names. "
    "Run: report-kit private encrypt"
)
"""For whoever builds or checks where both are."""
