"""Pictures and logos: where an author's path leads, what the text alternative is worth, each picture read once.

In: what an author wrote between the round brackets of `![…](…)`, or after `logo:`. Out: a key into
`Sources.assets`, or an empty string and a diagnostic. A path counts from the file it is written in, or, with a
leading `/`, from the project's folder, and never leads out of it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from urllib.parse import quote, unquote

from report_kit.diagnostics import Diagnostic, Sink, Span, did_you_mean
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.sources import Asset
from report_kit.sourcefiles import picture_rules
from report_kit.sourcefiles.images import read_asset
from report_kit.sourcefiles.yaml_reader import shown
from report_kit.workspace import PRIVATE, Cache, Files

ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
"""Names of pictures."""

_REMOTE = pattern(r"(?://|[A-Za-z][A-Za-z0-9+.-]+:)")
_DRIVE = pattern(r"[A-Za-z]:")
_WEAK = pattern(
    r"(?:the |an? )?(?:image|picture|photo(?:graph)?|figure|graph(?:ic)?|chart|diagram|logo|icon|screenshot|img|alt)s?"
    r"(?: ?\d+)?\.?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Pictures:
    """The pictures of a project, read when they are first asked for."""

    files: Files
    cache: Cache
    sink: Sink
    assets: dict[str, Asset] = field(default_factory=dict)
    """By path inside the project."""
    _refused: dict[str, list[Diagnostic]] = field(default_factory=dict)

    def muted(self) -> Pictures:
        """The same for what will not be kept: nothing is reported, and no picture travels."""
        return Pictures(self.files, self.cache, Sink())

    def find(self, written: str, file: str, span: Span) -> str:
        """The key of the picture that `written` in `file` means; empty (and a diagnostic) where there is none."""
        path = self._path(written, file, span)
        if path is None:
            return ""
        if path in self.assets:
            return path
        if path in self._refused:  # said again at every place, worked out once
            self.sink.extend(replace(problem, span=span) for problem in self._refused[path])
            return ""
        aside = Sink()
        try:
            asset = read_asset(self.files, self.cache, path, span, aside)
        except OSError as wrong:  # a folder, or a name too long for the disk
            asset = None
            aside.add(
                picture_rules.MISSING_IMAGE.at(
                    span, f"'{shown(path, 80)}' cannot be opened as a picture: {wrong.strerror}"
                )
            )
        problems = [self._with_guess(problem, path, file) for problem in aside]
        self.sink.extend(problems)
        if asset is None:
            self._refused[path] = problems
            return ""
        self.assets[path] = asset
        return path

    def _with_guess(self, problem: Diagnostic, path: str, file: str) -> Diagnostic:
        """`problem`, with the picture that may be meant, as `file` would name it, where one is missing."""
        meant = self._guess(path, file) if problem.rule == picture_rules.MISSING_IMAGE.name else ""
        return replace(problem, hint=f"did you mean {_named(meant, file)}?") if meant else problem

    def _guess(self, path: str, file: str) -> str:
        """The picture that `path`, where there is none, may mean; empty where none is like it."""
        others = [other for other in self.files.list_files() if other.lower().endswith(ENDINGS)]
        return _meant(
            path, [other for other in others if not other.startswith(f"{PRIVATE}/")], self._further_up(path, file)
        )

    def meant_by(self, written: str, file: str) -> str:
        """What to write in `file` for the picture that `written` means, as far as one is there; else `written`."""
        path = self._joined(written, file)
        meant = "" if path.startswith("../") or self.files.exists(path) else self._guess(path, file)
        return posixpath.relpath(meant, posixpath.dirname(file) or ".") if meant else written

    def _further_up(self, path: str, file: str) -> str:
        """The picture that is there if `path` is taken from one of the folders around that of `file`."""
        written = posixpath.relpath(path, posixpath.dirname(file) or ".")
        while written.startswith("../"):
            written = written[3:]
        stem, ending = posixpath.splitext(written)
        spelt = dict.fromkeys((ending, ending.lower(), ending.upper(), *ENDINGS, *(one.upper() for one in ENDINGS)))
        folder = posixpath.dirname(file)
        while folder:
            folder = posixpath.dirname(folder)
            for one in spelt:
                near = posixpath.join(folder, stem + one)
                if not near.startswith(("../", f"{PRIVATE}/")) and self.files.exists(near):
                    return near
        return ""

    def _path(self, written: str, file: str, span: Span) -> str | None:
        address = written.strip()
        if not address:
            self.sink.add(
                picture_rules.MISSING_IMAGE.at(span, "this picture has no file name", "write it in round brackets")
            )
            return None
        hint = "save the picture beside the text and write its file name"
        if _DRIVE.match(address) or "\\" in address:
            message = f"'{shown(address)}' is a path on one computer only"
            self.sink.add(picture_rules.IMAGE_OUTSIDE_PROJECT.at(span, message, f"{hint}, with / instead of \\"))
            return None
        if _REMOTE.match(address):
            scheme = address.partition(":")[0].lower() if ":" in address else "http"
            what = "written out as data" if scheme == "data" else f"to be fetched from a {scheme}:// address"
            self.sink.add(picture_rules.REMOTE_IMAGE.at(span, f"this picture is {what}; no picture is fetched", hint))
            return None
        # pandoc hands over '%20' as it was typed; a file name with a blank may be written either way.
        plain = address if self.files.exists(self._joined(address, file)) else unquote(address)
        path = self._joined(plain, file)
        if path.startswith(("../", "/")) or path == ".." or "\0" in path:
            near = self._further_up(path, file) if "\0" not in path else ""
            meant = f"did you mean {_named(near, file)}?" if near else "copy the picture into the project"
            message = f"'{shown(address)}' lies outside the project's folder"
            self.sink.add(picture_rules.IMAGE_OUTSIDE_PROJECT.at(span, message, meant))
            return None
        if path.startswith(f"{PRIVATE}/"):
            message = f"nothing in {PRIVATE}/ is ever printed"
            self.sink.add(picture_rules.IMAGE_OUTSIDE_PROJECT.at(span, message, "move the picture to another folder"))
            return None
        return path

    @staticmethod
    def _joined(address: str, file: str) -> str:
        if address.startswith("/"):
            return posixpath.normpath(address.lstrip("/") or ".")
        return posixpath.normpath(posixpath.join(posixpath.dirname(file), address))


def _named(path: str, file: str) -> str:
    """`path`, from the project's folder, as `file` would name it."""
    near = posixpath.relpath(path, posixpath.dirname(file) or ".")
    return quote(near) if " " in near else near


def _meant(path: str, pictures: Sequence[str], further_up: str) -> str:
    """Which of `pictures` is meant by `path`, where there is none; empty where none is like it.

    Small letters for capitals, then another folder, then another ending, then a slip in the name. `further_up`: the one
    that is there if fewer or more folders are left, and not among the pictures where it lies beside the sources.
    """
    wanted = path.casefold()
    name = posixpath.basename(wanted)
    stem = posixpath.splitext(name)[0]
    ways: tuple[Callable[[str], bool], ...] = (
        lambda other: other == wanted,
        lambda other: posixpath.splitext(other)[0] == posixpath.splitext(wanted)[0],
        lambda other: posixpath.basename(other) == name,
        lambda other: posixpath.splitext(posixpath.basename(other))[0] == stem,
    )
    for number, way in enumerate(ways):
        if number == 2 and further_up:
            return further_up
        if found := next((other for other in pictures if way(other.casefold())), ""):
            return found
    stems = {posixpath.splitext(posixpath.basename(other))[0]: other for other in reversed(pictures)}
    return next((other for one, other in stems.items() if did_you_mean(stem, [one])), "")


def alt_text_problem(alt: str, written: str, decorative: bool, span: Span) -> Diagnostic | None:
    """What is wrong with the text alternative of a picture, or None."""
    if decorative:
        return None
    words = " ".join(alt.split())
    if not words:
        return picture_rules.MISSING_ALT_TEXT.at(
            span,
            "this picture has no text for readers who cannot see it",
            "write what it shows in the square brackets, or add {.decorative} if it says nothing",
        )
    name = posixpath.basename(unquote(written))
    if words.lower() in (name.lower(), posixpath.splitext(name)[0].lower()) or _WEAK.fullmatch(words):
        return picture_rules.WEAK_ALT_TEXT.at(
            span, f"'{shown(words)}' does not tell what the picture shows", "write what a reader should learn from it"
        )
    return None
