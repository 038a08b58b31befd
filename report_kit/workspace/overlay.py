"""Overlay: the files of a project with unsaved text over them, as an editor holds it.

In: files, and the text of those that somebody is writing, by path. Out: the same files, in which that text stands. What
may not be read below may not be read through here either: a link that leads outside stays closed, and what lies under
`sources/private/` is always what was saved, read by the search for leaks alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from report_kit.workspace import PRIVATE, SKIPPED_FOLDERS, Files, Skipped


class Overlay:
    """Implements `report_kit.workspace.Files` around other files. Texts whose paths may not be read are left out."""

    def __init__(self, files: Files, texts: Mapping[str, str]) -> None:
        self._files = files
        self._texts = {
            path: text.encode(errors="replace")  # an editor may send half a character
            for path, text in texts.items()
            if _may_be_read(path, files)
        }

    def list_files(self) -> Sequence[str]:
        """Every file below, and those that were never saved."""
        return sorted({*self._files.list_files(), *filter(_is_listed, self._texts)})

    def skipped(self) -> Sequence[tuple[str, Skipped]]:
        """What is passed by below."""
        return self._files.skipped()

    def exists(self, path: str) -> bool:
        """Whether `path` has unsaved text, or is a readable file below."""
        return path in self._texts or self._files.exists(path)

    def read(self, path: str, limit: int) -> bytes:
        """The unsaved text of `path` as UTF-8, else what the file below holds."""
        text = self._texts.get(path)
        if text is None:
            return self._files.read(path, limit)
        if len(text) > limit:
            raise ValueError(path)
        return text

    def list_private(self) -> Sequence[str]:
        """The private files below."""
        return self._files.list_private()

    def read_private(self, path: str, limit: int) -> bytes:
        """The content of a private file below."""
        return self._files.read_private(path, limit)


def _may_be_read(path: str, files: Files) -> bool:
    """Whether `files` let `path` be read, or would if it were there."""
    if posixpath.normpath(path) != path or path.startswith(("../", "/")) or path.lower().startswith(f"{PRIVATE}/"):
        return False
    try:
        files.read(path, 0)
    except PermissionError:
        return False
    except (FileNotFoundError, ValueError):  # never saved; larger than nothing
        pass
    return True


def _is_listed(path: str) -> bool:
    """Whether `path`, once it is saved, is a file of the report."""
    parts = path.split("/")
    passed_by = any(part.startswith(".") or part in SKIPPED_FOLDERS for part in parts)
    return path == "report.yaml" or (parts[0] in ("sources", "themes") and not passed_by)
