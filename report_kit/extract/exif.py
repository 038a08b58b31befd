"""EXIF: the fields of a TIFF directory that hold text, and of all directories that it leads to.

In: a TIFF file, or the block of one that a picture carries. Out: `Field`. Pillow unpacks the directories; it reads no
more for one of them than the block is long. Standard: Exif 3.0 (CIPA DC-008), section 4.6.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from report_kit.extract.binary import strings, text_of

IPTC, XMP = 0x83BB, 0x02BC
"""Tags of fields whose value is in a format of its own."""

_PERSON_TAGS = {
    0x013B: "Artist",
    0x8298: "Copyright",
    0x9C9D: "XPAuthor",
    0xA430: "CameraOwnerName",
    0x013C: "HostComputer",
}
_USER_COMMENT = 0x9286
_WINDOWS = range(0x9C9B, 0x9CA0)
"""Windows' own tags, in UTF-16."""
_DIRECTORIES = frozenset({0x8769, 0x8825, 0xA005, 0x014A})
"""Tags that lead to another directory: Exif, GPS, interoperability, further pictures."""
_BYTES, _ASCII, _UNDEFINED, _LINK, _UTF8 = 1, 2, 7, 13, 129
"""Types of fields that hold text or lead to a directory; the last is new in Exif 3.0."""
_READ = frozenset({_BYTES, _ASCII, _UNDEFINED, _LINK, _UTF8})
_MOST = 64
"""Directories that are read; they may lead to one another."""
_MOST_FIELDS = 5_000
_LARGEST = 4 * 2**20
"""Bytes of one field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field that holds text."""

    tag: int
    value: bytes = field(repr=False)
    """As it stands in the file."""

    @property
    def person(self) -> bool:
        """Whether a person is named there."""
        return self.tag in _PERSON_TAGS

    @property
    def name(self) -> str:
        """Its name in the standard, where it names a person; else its number."""
        return _PERSON_TAGS.get(self.tag, f"tag {self.tag:#06x}")

    @property
    def text(self) -> str:
        """What it says."""
        value = self.value
        if self.tag in _WINDOWS:
            return value.decode("utf-16-le", "replace").rstrip("\0")
        if self.tag == _USER_COMMENT:  # eight bytes name its code
            code, body = value[:8], value[8:]
            if code.startswith(b"UNICODE"):
                return "\n\n".join((body.decode("utf-16-le", "replace"), body.decode("utf-16-be", "replace")))
            return text_of(body.rstrip(b"\0"))
        text = text_of(value.rstrip(b"\0"))
        return text if text.isprintable() or text[:1].isalnum() else strings(value)


def fields(data: bytes) -> Iterator[Field]:
    """The first few thousand fields of `data` that hold text; of a block that is broken, those that can be read."""
    return islice(_all_fields(data), _MOST_FIELDS)


def _all_fields(data: bytes) -> Iterator[Field]:
    if data[:2] not in {b"II", b"MM"} or len(data) < 8:
        return
    file = io.BytesIO(data)
    # Pillow insists on a number behind the order of bytes, which says nothing that is needed here.
    directory = _directory_class()((b"II*\0" if data[:2] == b"II" else b"MM\0*") + data[4:8])
    pending, seen = [directory.next], set[int]()
    while pending and len(seen) < _MOST:
        offset = pending.pop()
        if offset in seen or not 0 < offset < len(data) - 2:
            continue
        seen.add(offset)
        file.seek(offset)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is broken
            directory.load(file)
            wanted = [(tag, kind) for tag, kind in directory.tagtype.items() if kind in _READ or tag in _DIRECTORIES]
            values = [(tag, kind, directory[tag]) for tag, kind in wanted]
        for tag, kind, value in values:
            several = value if isinstance(value, tuple) else (value,)
            if tag in _DIRECTORIES or kind == _LINK:
                pending += (one for one in several if isinstance(one, int))
            # Pillow takes what is called ASCII for Latin-1; cameras write UTF-8.
            raws = (one.encode("latin-1") if isinstance(one, str) else one for one in several)
            yield from (Field(tag, one) for one in raws if isinstance(one, bytes) and 1 < len(one) <= _LARGEST)
        pending.append(directory.next or 0)


@cache
def _directory_class() -> type[Any]:
    """Pillow's reader of one directory, which does not know the newest type yet."""
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    class Directory(ImageFileDirectory_v2):
        _load_dispatch = {  # noqa: RUF012 - as it is in the class above
            **ImageFileDirectory_v2._load_dispatch,
            _UTF8: (1, ImageFileDirectory_v2.load_undefined),
        }

    return Directory
