"""Roots: where house styles are looked for, the package's own folder and the project's, and how each is read.

A style of the package is ours: it is read as it is. A style of a project is a stranger's: it is read through the
workspace, with limits of size, and its CSS and pictures are looked through.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote

from report_kit.diagnostics import Sink, Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.sourcefiles import limits
from report_kit.sourcefiles.house_style import FOLDER, package_styles
from report_kit.sourcefiles.house_style.foreign_css import harmless
from report_kit.sourcefiles.images import clean_svg, read_asset
from report_kit.sourcefiles.text import SourceText, read_text
from report_kit.workspace import Cache, Files

PutIn = Callable[[SourceText], str]
"""Puts the tokens into a text."""


class Root(Protocol):
    """The folder of one house style."""

    def text(self, name: str, limit: int) -> SourceText | None:
        """A file in it; None where there is none, or (with a diagnostic) where it is of no use."""
        ...

    def stylesheet(self, name: str) -> SourceText | None:
        """The same for CSS, which may reach for nothing outside of the folder."""
        ...

    def picture(self, name: str, span: Span, put_in: PutIn) -> str:
        """A picture in it as a data URI (RFC 2397); `put_in` puts the tokens into a drawing. Empty if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class PackageRoot:
    """A style of the toolkit."""

    name: str

    def text(self, name: str, limit: int) -> SourceText | None:
        """Read as it is."""
        del limit
        file = package_styles()[self.name].joinpath(name)
        if not file.is_file():
            return None
        text = file.read_text(encoding="utf-8")
        return SourceText(f"{FOLDER}/{self.name}/{name}", text, tuple(text.split("\n")))

    def stylesheet(self, name: str) -> SourceText | None:
        """The same: a test reads it as it reads a stranger's."""
        return self.text(name, limits.STYLE_BYTES)

    def picture(self, name: str, span: Span, put_in: PutIn) -> str:
        """A drawing."""
        del span
        source = self.text(name, limits.STYLE_BYTES)
        return svg_uri(put_in(source)) if source else ""


@dataclass(frozen=True, slots=True)
class ProjectRoot:
    """A style in the project's folder."""

    name: str
    files: Files
    cache: Cache
    sink: Sink

    def text(self, name: str, limit: int) -> SourceText | None:
        """Read with care."""
        path = self._path(name)
        if not self.files.exists(path):
            return None
        source = read_text(self.files, path, self.sink, limit)
        if source is not None:
            self.sink.lines[path] = source.lines
        return source

    def stylesheet(self, name: str) -> SourceText | None:
        """Looked through."""
        source = self.text(name, limits.STYLE_BYTES)
        return source if source is not None and harmless(source, self.sink) else None

    def picture(self, name: str, span: Span, put_in: PutIn) -> str:
        """Cleaned like every picture of a project."""
        path = self._path(name)
        if not name.endswith(".svg"):
            asset = read_asset(self.files, self.cache, path, span, self.sink)
            return f"data:{asset.media_type};base64,{b64encode(asset.data).decode()}" if asset else ""
        source = self.text(name, limits.STYLE_BYTES)
        if source is None:
            read_asset(self.files, self.cache, path, span, self.sink)  # says what is wrong with it
            return ""
        asset = clean_svg(path, put_in(source).encode(), span, self.sink)
        return svg_uri(asset.data.decode()) if asset else ""

    def _path(self, name: str) -> str:
        return f"{FOLDER}/{self.name}/{name}"


def svg_uri(svg: str) -> str:
    """A drawing as an address that holds it."""
    return "data:image/svg+xml," + quote(svg.strip(), safe="/:=")
