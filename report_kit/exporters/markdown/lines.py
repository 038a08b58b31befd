"""Line: what stands in a line, piece by piece, until it is known what stands beside each piece.

Whether `*` opens or closes an emphasis depends on the characters on both sides (CommonMark 6.2, flanking). Where it
would do neither, the mark is left out: the words stay, and no asterisk stands among them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from report_kit.exporters.markdown.escaping import BLANKS, escaped, spaced


@dataclass(slots=True)
class _Piece:
    kind: Literal["text", "markup", "bracket", "open", "close", "break"]
    text: str
    partner: int = -1
    """Of an opening mark, where its closing one is, and the other way round."""
    dropped: bool = False


@dataclass(slots=True)
class Line:
    """The pieces of one line (or of one paragraph, where its author broke it)."""

    one_line: bool = False
    """Whether line breaks become spaces, as in headings and cells."""
    pieces: list[_Piece] = field(default_factory=list)
    open_marks: list[str] = field(default_factory=list)
    linked: bool = False
    """Whether what is added stands in a link, which can hold no other."""
    cited: bool = False
    """Whether it stands in the formatted citation of a work, which names the work."""

    def text(self, words: str) -> None:
        """Add words of an author."""
        words = spaced(words)
        if self.pieces and self.pieces[-1].kind == "text":
            self.pieces[-1].text = spaced(self.pieces[-1].text + words)
        elif words:
            self.pieces.append(_Piece("text", words))

    def markup(self, text: str) -> None:
        """Add Markdown of our own."""
        if text:
            self.pieces.append(_Piece("markup", text))

    def bracketed(self, words: Sequence[str]) -> None:
        """Add `words` in brackets, parted by semicolons."""
        self.pieces.append(_Piece("bracket", "["))
        self.text("; ".join(words))
        self.pieces.append(_Piece("bracket", "]"))

    def break_here(self) -> None:
        """Add a line break that the author asked for."""
        if self.one_line:
            self.text(" ")
        else:
            self.pieces.append(_Piece("break", "\\\n"))

    def space(self) -> None:
        """Part what follows from what stands here."""
        last = next((piece for piece in reversed(self.pieces) if piece.text), None)
        if last is not None and last.kind not in {"break", "open"} and last.text[-1] not in "(“":
            self.text(" ")

    def begin(self, mark: str) -> int:
        """Add an opening mark; gives what `end` takes."""
        self.open_marks.append(mark)
        self.pieces.append(_Piece("open", mark))
        return len(self.pieces) - 1

    def end(self, opening: int) -> None:
        """Close the mark that `begin` opened. Space at both ends goes outside; without a word there is no mark."""
        mark = self.open_marks.pop()
        leading, trailing = self._strip(opening + 1, left=True), self._strip(len(self.pieces) - 1, left=False)
        if leading:
            self.pieces.insert(opening, _Piece("text", " "))
            self._shift(opening)
            opening += 1
        self.pieces.append(_Piece("close", mark, partner=opening))
        self.pieces[opening].partner = len(self.pieces) - 1
        if not any(piece.text for piece in self.pieces[opening + 1 : -1]):
            self._drop(opening)
        if trailing:
            self.pieces.append(_Piece("text", " "))

    def _strip(self, place: int, *, left: bool) -> bool:
        """Whether the text at `place` began (or ended) with a space, which is taken from it."""
        if place >= len(self.pieces) or self.pieces[place].kind != "text":
            return False
        before = self.pieces[place].text
        self.pieces[place].text = before.lstrip(" ") if left else before.rstrip(" ")
        return self.pieces[place].text != before

    def _shift(self, place: int) -> None:
        for piece in self.pieces:
            if piece.partner >= place:
                piece.partner += 1

    def _drop(self, place: int) -> None:
        piece = self.pieces[place]
        piece.dropped = self.pieces[piece.partner].dropped = True

    def __str__(self) -> str:
        """The line as Markdown, without white space at its ends."""
        self._settle_marks()
        out = ""
        kept = [piece for piece in self.pieces if piece.text and not piece.dropped]
        for piece, following in zip_longest(kept, kept[1:]):
            if piece.kind == "break":
                out = out.rstrip(" ")
                out += piece.text if out and not out.endswith("\n") and following else ""
            elif piece.kind == "text":
                starts = not out or out.endswith("\n")
                words = piece.text.lstrip(BLANKS) if starts else piece.text
                before = following.text[:1] if following and following.kind in {"markup", "bracket"} else ""
                out += escaped(words, starts_line=starts, after=out[-1:], before=before)
            elif piece.kind == "bracket" and piece.text == "[" and (not out or out.endswith("\n")):
                out += "\\["  # at the start of a line it would begin a definition, or a box to tick
            else:
                out += piece.text
        while "\n" in out and not out.rpartition("\n")[2].strip():
            out = out.rpartition("\\\n")[0]  # a break needs words after it
        return out.strip(BLANKS)

    def _settle_marks(self) -> None:
        """Drop the marks that would not be read as such; each that is dropped changes what its neighbours see."""
        settled = False
        while not settled:
            settled = True
            for place, piece in enumerate(self.pieces):
                if piece.kind in {"open", "close"} and not piece.dropped and not self._reads(place):
                    self._drop(place)
                    settled = False

    def _reads(self, place: int) -> bool:
        """Whether the mark at `place` opens or closes as it should."""
        opens = self.pieces[place].kind == "open"
        before, closed = self._beside(place, -1)
        after, opened = self._beside(place, 1)
        inner, outer = (after, before) if opens else (before, after)
        if (closed if opens else opened) or _kind(inner) == "space":
            return False
        return _kind(inner) != "punctuation" or _kind(outer) != "letter"

    def _beside(self, place: int, step: int) -> tuple[str, bool]:
        """The next character on one side, and whether a mark of the other kind stands before it."""
        own, met = self.pieces[place].kind, False
        place += step
        while 0 <= place < len(self.pieces):
            piece = self.pieces[place]
            if piece.text and not piece.dropped:
                if piece.kind not in {"open", "close"}:
                    return (" " if piece.kind == "break" else piece.text[0 if step > 0 else -1]), met
                met = met or piece.kind != own
            place += step
        return " ", met


def _kind(character: str) -> str:
    """space, punctuation or letter, as CommonMark tells them apart (2.1)."""
    if character in BLANKS or unicodedata.category(character) == "Zs":
        return "space"
    return "punctuation" if unicodedata.category(character)[0] in "PS" else "letter"
