"""Undo what hides letters inside text: percent-encoding, entities, escapes, data URIs, camel case.

Only the stretches that hold such codes are decoded, with what stands around them, so that a page without them costs
nothing.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from report_kit.lazy.references import unescaped

_AROUND = 120
"""Characters kept on each side of a code: a name is shorter."""

_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ESCAPE = re.compile(
    r"\\(?:u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[0-9A-Fa-f]{2,6} ?|[nrt])"
)
_TAG = re.compile(r"<[/!A-Za-z][^<>]{0,300}>")
_QUOTED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_CODE = re.compile(f"{_PERCENT.pattern}|{_ENTITY.pattern}|{_ESCAPE.pattern}|{_TAG.pattern}")
_UNUSED = b"\x81\x8d\x8f\x90\x9d"
_BYTES = {bytes([one]).decode("cp1252"): bytes([one]) for one in range(0x80, 0xA0) if one not in _UNUSED}
"""What Windows-1252 has where Latin-1 has controls."""
_HIGH = "[\u0080-\u00bf" + "".join(_BYTES) + "]"
_MOJIBAKE = re.compile(f"(?:[\u00c2-\u00df]{_HIGH}|[\u00e0-\u00ef]{_HIGH}{{2}}|[\u00f0-\u00f4]{_HIGH}{{3}})+")
_BASE64_WORD = re.compile(
    r"(?<![\w+/-])(?=[^\s=]{0,60}[a-z])(?=[^\s=]{0,60}[A-Z])"
    r"[A-Za-z0-9+/_-]{14,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}(?![\w+/=-])"
)
_ROUNDS = 3
"""A link inside a link is encoded twice, inside a mail filter's link three times."""
_DATA_URI = re.compile(r"data:([\w.+-]*/?[\w.+-]*)((?:;\s?[\w.+-]+(?:=[^;,\"'\s]{0,60})?){0,4}),", re.IGNORECASE)
_BASE64_BODY = re.compile(r"(?:[A-Za-z0-9+/_-]|%2[BbFf]|\s(?=[A-Za-z0-9+/]))+(?:=|%3[Dd]){0,2}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")


def decoded(text: str) -> Iterator[str]:
    """The stretches of `text` that hold codes, decoded; where codes come to light, once more."""
    for stretch in _decoded(text):
        yield stretch
        for _ in range(_ROUNDS - 1):
            if not _CODE.search(stretch):
                break
            stretch = _unescape(unescaped(_unquote(stretch)))  # noqa: PLW2901
            yield _TAG.sub("", stretch)


def _decoded(text: str) -> Iterator[str]:
    if "%" in text:
        yield from _stretches(text, _PERCENT, _unquote)
    if "&" in text:
        yield from _stretches(text, _ENTITY, unescaped)
    if "\\" in text:
        yield from _stretches(text, _ESCAPE, _unescape)
    if "<" in text:
        yield from _stretches(text, _TAG, lambda stretch: _TAG.sub("", unescaped(stretch)))
    if "=" in text:
        yield from _stretches(text, _QUOTED, _unquote_printable)
    if not text.isascii():
        yield from _stretches(text, _MOJIBAKE, _mended)
    yield from _said_in_base64(text)


def _stretches(text: str, code: re.Pattern[str], decode: Callable[[str], str]) -> Iterator[str]:
    start = end = -1
    for match in code.finditer(text):
        if end >= 0 and match.start() - _AROUND <= end:
            end = match.end() + _AROUND
            continue
        if end >= 0:
            yield decode(text[start:end])
        start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
    if end >= 0:
        yield decode(text[start:end])


def _mended(text: str) -> str:
    """UTF-8 that was read as Windows-1252, once or twice: 'MÃ¼ller'."""

    def mend(match: re.Match[str]) -> str:
        data = b"".join(_BYTES.get(letter) or letter.encode("latin-1") for letter in match[0])
        return data.decode("utf-8", "replace") if "\ufffd" not in data.decode("utf-8", "replace") else match[0]

    for _ in range(2):
        text = _MOJIBAKE.sub(mend, text)
    return text


def _said_in_base64(text: str) -> Iterator[str]:
    """Words that stand in text in base64."""
    for match in _BASE64_WORD.finditer(text):
        for run in dict.fromkeys((match[0], match[0].partition("\n")[0])):
            said = _from_base64(run)
            try:
                plain = said.decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(plain) > 8 and all(letter.isprintable() or letter.isspace() for letter in plain):
                yield plain
                break


def _unquote(text: str) -> str:
    """Percent-encoding; where it is no UTF-8, as older servers wrote it."""
    plain = unquote(text)
    return f"{plain}\n\n{unquote(text, 'cp1252')}" if "\ufffd" in plain and "\ufffd" not in text else plain


def _unescape(text: str) -> str:
    """JavaScript's, JSON's and CSS's escapes; surrogate pairs are put together."""

    def character(match: re.Match[str]) -> str:
        if match[0][1:] in {"n", "r", "t"}:
            return "\n"
        point = int(re.sub(r"[^0-9A-Fa-f]", "", match[0].lstrip("\\uUx{")), 16)
        return chr(point) if point < 0x110000 else " "

    plain = _ESCAPE.sub(character, text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unquote_printable(text: str) -> str:
    """RFC 2045's quoted-printable, as in mail."""
    if not re.search(r"=[0-9A-F]{2}", text) and "=\n" not in text and "=\r\n" not in text:
        return ""
    data = re.sub(r"=\r?\n", "", text).encode("utf-8", "replace")
    plain = re.sub(rb"=([0-9A-F]{2})", lambda match: bytes([int(match[1], 16)]), data)
    read = plain.decode("utf-8", "replace")
    return f"{read}\n\n{plain.decode('cp1252', 'replace')}" if "\ufffd" in read else read


@dataclass(frozen=True, slots=True)
class DataUri:
    """A data URI (RFC 2397)."""

    media_type: str
    data: bytes
    example: bool
    """Whether it is there to be read, not to be used: it is cut short, or stands in running text."""


_CUT_SHORT = re.compile(r"\s?(?:…|\.\.\.|\[)")
_IN_USE = re.compile(r"(?:\A|[\"'(=])\s*\Z")
_SMALLEST = 26
"""Bytes of the smallest picture there is."""


def data_uris(text: str) -> tuple[str, list[DataUri]]:
    """`text` without its data URIs, and what they hold. Those that are examples stay in the text."""
    kept: list[str] = []
    found: list[DataUri] = []
    position = 0
    while match := _DATA_URI.search(text, position):
        if ";base64" in match[2].lower().replace(" ", ""):
            body = _BASE64_BODY.match(text, match.end())
            data = _from_base64(body[0]) if body else b""
        else:
            body = _plain_body(text, match) if "/" in match[1] else None
            data = unquote_to_bytes(body[0]) if body else b""
        end = body.end() if body else match.end()
        example = bool(_CUT_SHORT.match(text, end)) or not _IN_USE.search(
            text[max(0, match.start() - 4) : match.start()]
        )
        example = example or (match[1].lower().startswith("image/") and len(data) < _SMALLEST)
        if data:
            found.append(DataUri(match[1], data, example))
        if data and not example:
            kept.append(text[position : match.start()])
        else:
            kept.append(text[position:end])
        position = end
    kept.append(text[position:])
    return " ".join(kept) if any(not uri.example for uri in found) else text, found


def _plain_body(text: str, head: re.Match[str]) -> re.Match[str] | None:
    """The content of a data URI that is not in base64: up to the quotation mark or bracket that ends what it began."""
    before = text[head.start() - 1 : head.start()] if head.start() else ""
    if not before:
        return re.compile(r".+", re.DOTALL).match(text, head.end())
    ends = {'"': r'[^"]+', "'": r"[^']+", "(": r"[^)]+"}.get(before, r"[^\"'\s)>]+")
    return re.compile(ends).match(text, head.end())


def _from_base64(text: str) -> bytes:
    plain = re.sub(r"\s+", "", unquote(text)).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


def identifiers(name: str) -> str:
    """`name` with its camel case and underscores parted by spaces: 'SmithNotes_2' gives 'Smith Notes 2'."""
    return _CAMEL.sub(" ", name)
