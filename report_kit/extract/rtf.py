"""Rich Text Format: all its text, the hidden groups too, with letters put together across runs.

Ready-made readers (striprtf) give what Word shows and drop headers, notes, comments, authors and field codes, which is
where names hide. Specification: https://www.biblioscape.com/rtf15_spec.htm, "Formal Syntax" and "Character Set".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report_kit.extract.piece import PieceKind
from report_kit.extract.reading import Reading
from report_kit.extract.xml import PERSON_FIELDS

_TOKEN = re.compile(
    rb"\\bin(?P<bin>\d{1,9}) ?|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z'])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
_SIGNS = {
    b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n\n", b"\r": "\n\n",
    b"|": "", b":": " ",
}  # fmt: skip
_WORDS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "cell": "\n\n", "nestcell": "\n\n", "line": "\n",
    "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emdash": "—", "endash": "–",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "", "zwnj": "",
}  # fmt: skip
_ASIDE = frozenset(
    {
        "annotation", "atnauthor", "atnid", "atndate", "author", "category", "colortbl", "comment", "company",
        "doccomm", "filetbl", "fldinst", "fonttbl", "footer", "footerf", "footerl", "footerr", "footnote", "header",
        "headerf", "headerl", "headerr", "hlinkbase", "keywords", "manager", "object", "objdata", "operator", "pict",
        "private", "revtbl", "shptxt", "stylesheet", "subject", "tc", "template", "title", "txe", "xe", "bkmkstart",
        "bkmkend", "datafield", "themedata", "colorschememapping", "latentstyles", "listtable", "userprops", "rxe",
        "objname", "objclass", "sp", "nonshppict", "result", "listtext", "pntext"
    }
)  # fmt: skip
"""Groups of text of their own, beside groups that begin with `\\*`."""
_PEOPLE = PERSON_FIELDS | {"operator", "atnauthor", "atnid", "revtbl"}
_CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""Encoding by the number after `\\fcharset`."""
_HIDDEN = "hidden group"
_DIGITS = re.compile(r"(?:[0-9A-Fa-f]{2}\s*){8,}")


@dataclass(frozen=True)
class _Group:
    """What a brace opens and the next one closes."""

    name: str = ""
    """Control word that tells what is in it; empty: the text itself."""
    flow: int = 0
    """Number of the piece of text that it writes to."""
    skip: int = 1
    """Characters after `\\u` that stand in for it."""
    encoding: str = ""
    """Of `\\'hh`, where a font says so."""


def read(reading: Reading, _name: str, data: bytes) -> None:
    """Add all that the file `data` says."""
    texts = _Texts(reading)
    texts.read(data)
    for name, parts in texts.flows:
        plain = "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        kind = PieceKind.PERSON if name in _PEOPLE else PieceKind.TEXT
        reading.add(f"{name}, text" if name else "text", plain, kind)
        for number, digits in enumerate(_DIGITS.findall(plain), 1):
            # A picture, an embedded file, or its theme, in hexadecimal digits.
            reading.open(name or "object", bytes.fromhex(digits), f"{name or 'object'} {number}: ")
    # Words that were run into a control word are shown by no program, and are in the file all the same.
    reading.add("source", data.decode("cp1252", "replace"), fallback=True)


class _Texts:
    """`flows`: each piece of text, with the name of the group that it stands in."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.flows: list[tuple[str, list[str]]] = [("", [])]
        self.group = _Group()
        self.stack: list[_Group] = []
        self.fonts: dict[int, str] = {}
        self.encoding, self.font = "cp1252", 0
        self.skip = 0
        """Characters still to be left out after `\\u`."""

    def read(self, data: bytes) -> None:
        """Go through the file, token by token."""
        at = 0
        coded = bytearray()  # a letter may take two \'hh
        while match := _TOKEN.match(data, at):
            at = match.end()
            if match["hex"]:
                coded.append(int(match["hex"], 16))
                continue
            self._put_coded(coded)
            coded.clear()
            if match["text"] is not None:
                self._put_coded(match["text"])  # what is not ASCII must not be there, and is
            elif match["bin"]:
                size = int(match["bin"])
                self.reading.open("object", data[at : at + size], "object: ")
                at += size
            elif match["word"]:
                self._obey(match["word"].decode().lower(), int(match["number"] or 0))
            else:
                self._mark(match["brace"], match["sign"])
        self._put_coded(coded)
        if data[at:].strip(b"\0\\ "):
            self._put(data[at:].decode("cp1252", "replace"))
        if self.stack:
            self.reading.fault("", "it was not written to its end")

    def _put(self, text: str) -> None:
        self.flows[self.group.flow][1].append(text)

    def _put_coded(self, data: bytes | bytearray) -> None:
        text = bytes(data).decode(self.group.encoding or self.encoding, "replace")
        self._put(text[self.skip :])
        self.skip = max(0, self.skip - len(text))

    def _enter(self, name: str) -> None:
        self.flows.append((name, []))
        self.group = replace(self.group, name=name, flow=len(self.flows) - 1)

    def _mark(self, brace: bytes | None, sign: bytes | None) -> None:
        if brace == b"{":
            self.stack.append(self.group)
        elif brace:
            self.group, self.skip = self.stack.pop() if self.stack else _Group(), 0
        elif sign == b"*":
            self._enter(_HIDDEN)
        elif sign:
            self._put(_SIGNS.get(sign, ""))

    def _obey(self, word: str, number: int) -> None:
        if word == "u":
            self._put(chr(number % 0x10000))
            self.skip = self.group.skip
        elif word == "uc":
            self.group = replace(self.group, skip=min(max(number, 0), 10))
        elif word == "ansicpg":
            self.encoding = _known(f"cp{number}", self.encoding)
        elif word == "f":
            self.font = number
            self.group = replace(self.group, encoding=self.fonts.get(number, ""))
        elif word == "fcharset" and number in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[number]
        elif word in _ASIDE or (self.group.name == _HIDDEN and not self.flows[self.group.flow][1]):
            self._enter(word)
        elif word in _WORDS:
            self._put(_WORDS[word])


def _known(encoding: str, otherwise: str) -> str:
    import codecs

    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return otherwise
