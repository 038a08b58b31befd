"""slugify, is_slug: file names that every system and web server takes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from report_kit.lazy.patterns import pattern

_SLUG = pattern(r"[a-z0-9][a-z0-9-]{0,79}")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""What Windows takes for a device, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file."""


def is_slug(text: str) -> bool:
    """Whether `text` may be the name of a file, its ending aside."""
    return _SLUG.fullmatch(text) is not None and text not in _DEVICES


def part_id(file: str) -> str:
    """The id of a section whose author gave none: its file name, which always starts with a letter here."""
    return "section-" + slugify(PurePosixPath(file).stem, limit=30)


def slugify(title: str, limit: int = 60) -> str:
    """`title` in lower-case ASCII letters, digits and single hyphens, cut at a word; 'report' where nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    # An apostrophe joins ("council's" is one word), anything else parts.
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return f"report-{slug}" if slug in _DEVICES else slug or "report"
