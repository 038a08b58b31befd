"""Fold text so that one form of a name is found however it was typed, set or encoded.

In: text. Out: `Folded`, three views of it as bytes, each made in one pass at several hundred MB a second:

- `cased`: letters keep their case; everything that is no letter is a space;
- `lower`: the same in lower case, for single words;
- `squeezed`: letters and digits only, for whatever may be torn apart: `J a n e  S m i t h`, `Smi-⏎th`, `jane.smith`.

All rest on `base`, in which accents, soft hyphens, zero-width and bidirectional marks are gone (NFKD without marks, so
NFC and NFD are one), ligatures and full-width letters are spelt out, quotes and dashes are ASCII, other spaces are
spaces. Letters of other scripts stay, in UTF-8, folded for case; Arabic letters that are often exchanged are one. Where
`base` differs in length from the source, `origin` leads back.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

from report_kit.extract.piece import MARK

SEPARATOR = "\x1e"
"""Stands between texts that have nothing to do with each other: no form is found across it."""

_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_SOFT_HYPHEN = "\xad"
_LINE_ENDS = frozenset(f"\n\r{MARK}")

_LETTERS = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "n", "æ": "ae",
    "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ß": "ss", "ẞ": "SS", "ŧ": "t", "Ŧ": "T",
    # Arabic: spelling varies between these even in one document.
    "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا",
}  # fmt: skip
_DROPPED = frozenset("\u0640\u115f\u1160\u3164\uffa0")  # Arabic tatweel and Hangul fillers draw nothing of their own
_SINGLE_QUOTES = frozenset("‘’‚‛ʹʻʼʽˈ′‵＇`´‹›")
_DOUBLE_QUOTES = frozenset("“”„‟″‶＂«»「」『』")
_DASHES = frozenset("−⁃﹘﹣－\ufffe")  # U+FFFE is how pdfium writes a hyphen at the end of a line

_ASCII = range(128)
_LETTER = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_KEPT = _LETTER | frozenset(b"0123456789") | {ord(SEPARATOR)}
_TO_CASED = bytes(c if c in _LETTER or c == ord(SEPARATOR) else 32 for c in _ASCII) + bytes(range(128, 256))
_TO_ALPHANUMERIC = bytes(c if c >= 128 or chr(c).isalnum() else 32 for c in range(256))
_TO_LOWER = bytes(range(256)).lower()
_NOT_KEPT = bytes(c for c in _ASCII if c not in _KEPT)
_IS_KEPT = bytes(int(c in _KEPT) for c in _ASCII) + b"\x01" * 128

_BLOCK = 256


@dataclass(frozen=True)
class Folded:
    """A text and its views. Offsets into `base`, `cased` and `lower` are the same."""

    source: str = field(repr=False)
    """The text itself."""
    base: bytes = field(repr=False)
    """Folded, case and punctuation kept."""

    @cached_property
    def cased(self) -> bytes:
        """Letters as they are, all else spaces."""
        return self.base.translate(_TO_CASED)

    @cached_property
    def lower(self) -> bytes:
        """`cased` in lower case."""
        return self.cased.lower()

    @cached_property
    def squeezed(self) -> bytes:
        """Letters and digits in lower case, nothing between them."""
        return self.base.translate(_TO_LOWER, _NOT_KEPT)

    @cached_property
    def _kept_before(self) -> list[int]:
        """How many bytes of `squeezed` come from before each block of `base`."""
        base, total, counts = self.base, 0, []
        for start in range(0, len(base), _BLOCK):
            counts.append(total)
            total += len(base[start : start + _BLOCK].translate(None, _NOT_KEPT))
        return counts

    def positions(self, start: int, end: int) -> list[int]:
        """Where in `base` the bytes `squeezed[start:end]` stand."""
        if start >= end:
            return []
        block = bisect_right(self._kept_before, start) - 1
        skipped = start - self._kept_before[block]
        wanted = skipped + end - start
        found: list[int] = []
        offset = block * _BLOCK
        while len(found) < wanted and offset < len(self.base):
            stretch = self.base[offset : offset + _BLOCK].translate(_IS_KEPT)
            found.extend(compress(range(offset, offset + len(stretch)), stretch))
            offset += _BLOCK
        return found[skipped:wanted]

    @cached_property
    def _turns(self) -> tuple[list[int], list[int], list[bool]]:
        """Offsets in `base` where counting changes, the code points there, and whether one character begins there."""
        bases, points, single = [0], [0], [False]
        shift = 0  # of an offset in `base` against one in `source`
        for run in _NON_ASCII.finditer(self.source):
            at = run.start() + shift
            for number, character in enumerate(run[0]):
                bases.append(at)
                points.append(run.start() + number)
                single.append(True)
                at += len(_FOLDED_RUNS[character])
            if run[0][-1] == _SOFT_HYPHEN and self.source[run.end() : run.end() + 1] in _LINE_ENDS:
                at += 1
            bases.append(at)
            points.append(run.end())
            single.append(False)
            shift = at - run.end()
        return bases, points, single

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The range of code points in `source` from which `base[start:end]` came."""
        if len(self.base) == len(self.source) and self.source.isascii():
            return start, end
        return self._point(start), self._point(max(start, end - 1)) + 1

    def _point(self, offset: int) -> int:
        bases, points, single = self._turns
        turn = bisect_right(bases, offset) - 1
        return points[turn] if single[turn] else points[turn] + offset - bases[turn]


def fold(text: str) -> Folded:
    """Fold `text`."""
    # The ASCII encoder runs over ASCII at the speed of memory and calls `_fold_error` for each run of anything else:
    # ten times faster than a regular expression.
    return Folded(text, text.encode("ascii", _HANDLER))


def words_of(text: str) -> tuple[bytes, ...]:
    """The folded words of a name, lower case: 'O’Brien-Søren' gives o, brien, soren."""
    return tuple(fold(text).base.translate(_TO_CASED).lower().split())


def alphanumeric(text: str) -> tuple[bytes, ...]:
    """The folded words of `text`, digits kept: '07700 900-123' gives 07700, 900, 123."""
    return tuple(fold(text).base.translate(_TO_ALPHANUMERIC).lower().split())


def _fold_error(error: UnicodeError) -> tuple[bytes, int]:
    """What the encoder writes instead of a run of characters that are not ASCII."""
    assert isinstance(error, UnicodeEncodeError)
    run = error.object[error.start : error.end]
    folded = _FOLDED_RUNS[run]
    if run[-1] == _SOFT_HYPHEN and error.object[error.end : error.end + 1] in _LINE_ENDS:
        folded += b"-"  # at the end of a line a soft hyphen is a hyphen
    return folded, error.end


_HANDLER = "report_kit.names.fold"
codecs.register_error(_HANDLER, _fold_error)


class _FoldedRuns(dict[str, bytes]):
    """Runs of non-ASCII characters, folded. Short ones come again and again (an apostrophe, an accent) and are kept."""

    def __missing__(self, run: str) -> bytes:
        if len(run) > 1:
            return b"".join(self[character] for character in run)
        # Lone surrogates, as broken files give, are no letters.
        folded = _fold_character(run).encode("utf-8", "replace") if not "\ud800" <= run <= "\udfff" else b" "
        self[run] = folded
        return folded


_FOLDED_RUNS = _FoldedRuns()


def _fold_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"} or character in _DROPPED:
        return ""
    if category == "Pd" or character in _DASHES:
        return "-"
    if character in _SINGLE_QUOTES:
        return "'"
    if character in _DOUBLE_QUOTES:
        return '"'
    return "".join(map(_plain, unicodedata.normalize("NFKD", character)))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or character in _DROPPED:
        return ""
    if character in _LETTERS:
        return _LETTERS[character]
    if character.isdigit():
        return str(unicodedata.digit(character))
    return character.casefold() if character.isalpha() else " "
