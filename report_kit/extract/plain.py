"""Plain text of any kind: Markdown, YAML, JSON, CSV, CSS, scripts, and what is not known.

Text is in UTF-8, UTF-16, UTF-32 or Windows-1252; what is none of the first three is read in the other common encodings
as well, since nothing in the file tells which it is. What turns out not to be text is given to `binary`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from report_kit.extract import binary, fields, markup
from report_kit.extract.reading import Reading

_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),  # begin like UTF-16: before it
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_OTHERS = (
    "cp1252", "cp1250", "iso8859-2", "cp1251", "koi8-r", "iso8859-5", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp850", "mac-roman", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-16-le", "utf-16-be"
)  # fmt: skip
_AROUND_HIGH = re.compile(rb"[\x00-\x7f]{0,60}(?:[\x80-\xff]+[\x00-\x7f]{0,60})+")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(reading: Reading, name: str, data: bytes) -> None:
    """Add the text of `data`, line by line."""
    text = decode(data)
    if text is None:
        add_other_readings(reading, data)
        binary.read(reading, name, data)
        return
    reading.add("text", text, lines=True)
    fields.add_of_text(reading, name, text)
    if name.rpartition(".")[2].lower() in markup.SUFFIXES:
        plain = markup.without_marks(text)
        if plain != text:
            reading.add("text, without its marks", plain, fallback=True)
    add_other_readings(reading, data)
    if len(_CONTROLS.findall(text[:8192])) * 50 > len(text[:8192]):  # UTF-16 of other alphabets may be valid UTF-8
        reading.add("inside", binary.strings(data, binary.WIDE_ASIAN), fallback=True)


def decode(data: bytes) -> str | None:
    """`data` as text, by byte order mark, then by its look; None where it is none."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:8192]
    if b"\0" in sample:
        return _decode_wide(data, sample)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if len(_CONTROLS.findall(sample.decode("latin-1"))) * 50 > len(sample):
        return None
    return data.decode("utf-8" if _is_torn_utf8(data) else "cp1252", "replace")


def is_text(data: bytes) -> bool:
    """Whether `data` is text in an encoding that can be told."""
    return decode(data) is not None


def add_other_readings(reading: Reading, data: bytes, text: str = "") -> None:
    """Add what `data` says in encodings other than that of `text`, where that can be anything new."""
    if data.startswith(tuple(mark for mark, _ in _MARKED)):
        return
    for encoding, other in _other_readings(data, text):
        reading.add(f"text, read as {encoding}", other, fallback=True)


def _other_readings(data: bytes, text: str) -> Iterator[tuple[str, str]]:
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        yield "utf-8", data.decode("utf-8", "replace")
    else:
        if text and text != whole:  # the file says of itself that it is in another encoding, which may be wrong
            yield "utf-8", whole
        return
    # Only what stands around letters that are not ASCII: the rest says the same in every encoding.
    stretches = _AROUND_HIGH.findall(data)
    high = sum(map(len, stretches))
    for encoding in _OTHERS:
        if encoding.startswith("utf-16"):
            text = data[: len(data) // 2 * 2].decode(encoding, "replace")
            if text.count("\ufffd") * 20 <= len(text):
                yield encoding, text
            continue
        text = "\n\n".join(stretch.decode(encoding, "replace") for stretch in stretches)
        if text.count("\ufffd") * 20 <= high:
            yield encoding, text


def _is_torn_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: one bad byte must not spoil every accent in the file."""
    good = sum(map(len, _UTF8_LETTER.findall(data)))
    return good * 2 > len(data) - len(data.translate(None, bytes(range(128, 256))))


def _decode_wide(data: bytes, sample: bytes) -> str | None:
    """UTF-16 and UTF-32 without their mark: of Latin text, every other byte, or three in four, are zero."""
    quarter, half = max(1, len(sample) // 4), max(1, len(sample) // 2)
    for zeros, encoding in (((1, 2, 3), "utf-32-le"), ((0, 1, 2), "utf-32-be")):
        if all(sample[offset::4].count(0) > 0.7 * quarter for offset in zeros) and len(data) % 4 == 0:
            return data.decode(encoding, "replace")
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > 0.7 * half and sample[1 - offset :: 2].count(0) < 0.05 * half:
            return data[: len(data) // 2 * 2].decode(encoding, "replace")
    return None
