"""What the readers of formats find in a file: who is named in its pieces of text, and what could not be read."""

from __future__ import annotations

import re

from report_kit.extract.formats import read_file

NAME = "Jane Thistlewood"
_NAMED = {
    "P01": "thistlewood",
    "P02": "łukasz wiśniewski",
    "P03": "jürgen müller",
    "P04": "жанна дубровская",
    "P05": "王小明",
}


def found(file: str, data: bytes | str) -> set[str]:
    """Whose names stand in the text of `file`, each in one piece of it."""
    reading = read_file(file, data.encode() if isinstance(data, str) else data)
    texts = [" ".join(re.sub("[\x1f\u00ad]", "", piece.text).split()).lower() for piece in reading.pieces]
    return {who for who, name in _NAMED.items() if any(name in text for text in texts)}


def unread(file: str, data: bytes) -> list[str]:
    """What is said of it that could not be read."""
    return [f"{fault.place}: {fault.reason}" for fault in read_file(file, data).faults]
