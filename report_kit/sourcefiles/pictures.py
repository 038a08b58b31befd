"""Pictures and logos: where an author's path leads, what the text alternative is worth, each picture read once.

In: what an author wrote between the round brackets of `![…](…)`, or after `logo:`. Out: a key into
`Sources.assets`, or an empty string and a diagnostic. A path counts from the file it is written in, or, with a
leading `/`, from the project's folder, and never leads out of it.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import field, replace
from urllib.parse import unquote

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
        problems = [self._with_guess(problem, path) for problem in aside]
        self.sink.extend(problems)
        if asset is None:
            self._refused[path] = problems
            return ""
        self.assets[path] = asset
        return path

    def _with_guess(self, problem: Diagnostic, path: str) -> Diagnostic:
        """`problem`, with the picture that may be meant as its hint where one is missing."""
        if problem.rule != picture_rules.MISSING_IMAGE.name:
            return problem
        others = [other for other in self.files.list_files() if other.lower().endswith(ENDINGS)]
        name = posixpath.basename(path)
        elsewhere = next((f"did you mean /{other}?" for other in others if posixpath.basename(other) == name), "")
        guess = elsewhere or did_you_mean(name, [posixpath.basename(other) for other in others])
        return replace(problem, hint=guess or problem.hint)

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
            self.sink.add(
                picture_rules.IMAGE_OUTSIDE_PROJECT.at(
                    span, f"'{shown(address)}' lies outside the project's folder", "copy the picture into the project"
                )
            )
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
