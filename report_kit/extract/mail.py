"""Mail (.eml, .mht, .mbox): headers and parts decoded, attachments read in their turn (RFC 5322, RFC 2045 to 2047)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_kit.extract import plain
from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading

if TYPE_CHECKING:
    from email.message import EmailMessage

_SUFFIXES = frozenset({"eml", "mht", "mhtml", "mime", "mbox", "emlx"})
_HEADER = re.compile(rb"(?:\d+\s+)?(?:From [^\n]*\n)?(?:>?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n])")
_SURE = re.compile(rb"^(?:MIME-Version|Received|Return-Path|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rb"(?<=\n)(?=From \S+ .*\d\d:\d\d)")
_PEOPLE = frozenset({"from", "to", "cc", "bcc", "sender", "reply-to", "return-path", "delivered-to"})


def is_mail(suffix: str, start: bytes) -> bool:
    """Whether a file that ends in `suffix` and begins with `start` is a message."""
    if suffix in _SUFFIXES:
        return True
    return bool(_HEADER.match(start) and _SURE.search(start))


def read(reading: Reading, name: str, data: bytes) -> None:
    """Add the file as it stands, then what its headers and parts say once decoded."""
    plain.read(reading, name, data)
    messages = _NEXT.split(data)
    for number, message in enumerate(messages, 1):
        _add_message(reading, message, f"message {number}, " if len(messages) > 1 else "")


def _add_message(reading: Reading, data: bytes, before: str) -> None:
    from email import message_from_bytes, policy

    for number, part in enumerate(message_from_bytes(data, policy=policy.default).walk(), 1):
        place = f"{before}part {number}"
        for header in part:
            _add_header(reading, part, header, place)
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        file = _filename(part) or f"body.{'html' if part.get_content_subtype() == 'html' else 'txt'}"
        if part.get_content_maintype() == "text":
            content = _in_utf8(content, part.get_content_charset())
        if part.defects:
            reading.add(f"{place}, as it stands", str(part.get_payload()))
        reading.open(file, content, f"{place}: ")


def _add_header(reading: Reading, part: EmailMessage, header: str, place: str) -> None:
    from email.errors import MessageError

    try:
        values = [str(value) for value in part.get_all(header, [])]
    except (MessageError, ValueError, IndexError, AttributeError, LookupError):
        reading.fault(f"{place}, header", "it is damaged")
        return
    kind = PieceKind.PERSON if header.lower() in _PEOPLE else PieceKind.PROPERTY
    reading.add(f"{place}, header", "\n\n".join(values), kind)


def _filename(part: EmailMessage) -> str:
    try:
        return (part.get_filename() or "").replace("/", "_")
    except (ValueError, IndexError, AttributeError, LookupError):
        return ""


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """Text that says its encoding in a header, with a mark that says it in the text."""
    try:
        return content.decode(charset or "").encode("utf-8-sig") if charset else content
    except (LookupError, UnicodeError):
        return content
