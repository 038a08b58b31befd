"""Shared libraries that WeasyPrint opens, and the packages that bring them. They have no wheel on PyPI.

Run as a program (by `scripts/setup.sh`), prints the names of those that are missing and exits with 1 if there are any.
"""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes.util import find_library

from report_kit.lazy.dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """One shared library."""

    name: str
    """As `ctypes.util.find_library` wants it."""
    files: tuple[str, ...]
    """As the loaders of Linux, macOS and Windows want it."""
    debian: str
    """Package on Debian and Ubuntu."""


LIBRARIES = (
    Library("gobject-2.0", ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"), "libglib2.0-0"),
    Library("pango-1.0", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "libpango-1.0-0"),
    Library(
        "pangoft2-1.0", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"), "libpangoft2-1.0-0"
    ),
    Library("harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "libharfbuzz0b"),
    Library(
        "harfbuzz-subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        "libharfbuzz-subset0",
    ),
    Library("fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"), "libfontconfig1"),
)

DEBIAN = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""The rest comes with these."""
HOMEBREW = "brew install pango"
WINDOWS = "install MSYS2 (winget install MSYS2.MSYS2), then: pacman -S mingw-w64-ucrt-x86_64-pango"


def missing() -> list[Library]:
    """The libraries that cannot be opened here."""
    if hasattr(os, "add_dll_directory"):  # Windows: where WeasyPrint looks as well
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin").split(
            ";"
        ):
            if os.path.isdir(folder):  # noqa: PTH112
                os.add_dll_directory(folder)
    return [library for library in LIBRARIES if not _opens(library)]


def _opens(library: Library) -> bool:
    for name in (*library.files, find_library(library.name)):
        if name:
            try:
                ctypes.CDLL(name)
            except OSError:
                continue
            return True
    return False


if __name__ == "__main__":
    absent = missing()
    print(*(library.debian for library in absent))  # noqa: T201 - a program's answer
    sys.exit(bool(absent))
