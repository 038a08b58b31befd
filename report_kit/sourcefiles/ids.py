"""Ids: what one may look like (a letter, then at most 79 letters, digits, `.`, `_`, `-`), and ids for all the rest.

Web page, PDF and Word all take these characters in the names of link targets; nothing else is safe in all three.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from report_kit.diagnostics import Sink, Span
from report_kit.lazy.patterns import pattern
from report_kit.model.collect import DERIVED_ANCHOR
from report_kit.sourcefiles import file_rules, yaml_rules
from report_kit.sourcefiles.text import invisible_in, without_invisible
from report_kit.sourcefiles.yaml_reader import shown

LONGEST = 80
"""Characters of an id: longer ones are sentences, which no margin, marker or message has room for."""

_ID = pattern(rf"[A-Za-z][A-Za-z0-9._-]{{0,{LONGEST - 1}}}")


def is_id(text: str) -> bool:
    """Whether `text` may be an id. Those that begin as derived anchors do are taken."""
    return _ID.fullmatch(text) is not None and not text.startswith(DERIVED_ANCHOR)


def checked_id(text: str, span: Span, sink: Sink) -> str:
    """`text` as an id without invisible characters; what is wrong with it is reported at `span`.

    The id is given back even where it is bad, so that whatever refers to it is not reported as well.
    """
    if found := invisible_in(text):
        sink.add(
            file_rules.INVISIBLE_CHARACTER.at(
                span,
                f"the id '{shown(without_invisible(text))}' contains an invisible character (U+{ord(found[0]):04X})",
                "delete the id and type it again",
            )
        )
        text = without_invisible(text)
    if len(text) > LONGEST:
        sink.add(
            yaml_rules.BAD_ID.at(
                span,
                f"the id '{shown(text)}' has {len(text)} characters; an id has at most {LONGEST}",
                f"write {suggestion}" if (suggestion := _like(text[:30])) else "",
            )
        )
    elif text.startswith(DERIVED_ANCHOR):
        sink.add(
            yaml_rules.BAD_ID.at(
                span,
                f"'{shown(text)}' cannot be an id: those that begin with '{DERIVED_ANCHOR}' are for what has no id",
                f"write {suggestion}" if (suggestion := _like(text.removeprefix(DERIVED_ANCHOR))) else "",
            )
        )
    elif not is_id(text):
        sink.add(
            yaml_rules.BAD_ID.at(
                span,
                f"'{shown(text)}' cannot be an id: ids are a letter (A to Z), then letters, digits, '.', '_' or '-'",
                f"write {suggestion}" if (suggestion := _like(text)) else "",
            )
        )
    return text


def _like(text: str) -> str:
    """A good id close to `text`, or an empty string."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", text.strip()).strip("-")
    return plain if is_id(plain) else (f"x{plain}" if plain and is_id(f"x{plain}") else "")


class Anchors:
    """Derives anchors for the blocks of one file: unique in the project, the same in every run, at most 40 characters.

    They are made from letters, digits and `_`, since Word takes nothing else in the name of a bookmark. Two `_` in a
    row stand in no anchor of a derived part (`derive.make.anchor`); what follows them tells files from notes.
    """

    __slots__ = ("_count", "_prefix")

    def __init__(self, file: str) -> None:
        stem = re.sub(r"[^a-z0-9]+", "_", PurePosixPath(file).stem.lower()).strip("_")[:18]
        self._prefix = f"{DERIVED_ANCHOR}{stem}__{_short_hash(file)}_"
        self._count = 0

    def begin_note(self, identifier: str) -> None:
        """Go on with anchors that tell of the note `identifier` only: a note file may be called after who spoke."""
        plain = re.fullmatch(r"[A-Za-z0-9]{1,11}", identifier)  # shorter than any checksum
        self._prefix = f"{DERIVED_ANCHOR}{identifier if plain else _short_hash(identifier, 12)}__n_"
        self._count = 0

    def next(self) -> str:
        """The anchor of the next block."""
        self._count += 1
        return f"{self._prefix}{self._count}"


def _short_hash(text: str, digits: int = 8) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
