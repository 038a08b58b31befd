"""Judge how the letters of a form lie in the text where the squeezed view found them.

In: the positions of the letters in `Folded.base` and the words of the form. Out: whether a reader would read the form
there. Without spaces `marianne smithson` holds *Anne Smith*; what parts the letters tells the two apart.
"""

from __future__ import annotations

import re
from itertools import pairwise

from report_kit.names.caution import Caution
from report_kit.names.forms import Form
from report_kit.names.normalise import SEPARATOR
from report_kit.names.words import FUNCTION_WORDS, words_and_terms

_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") | frozenset(range(128, 256))
_DIGITS = frozenset(b"0123456789")
_UPPER = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LOWER = frozenset(b"abcdefghijklmnopqrstuvwxyz")

_WIDEST_GAP = 40
"""Bytes between two words of a name; a table's cells and a page break lie closer."""
_LONG = 10
"""Letters from which a full name is believed without a boundary: `photojanegreenwood.jpg`."""

_HYPHENATED = re.compile(rb"-[ \t\r\x1f]*\n[\s\x1f]*|-\s*\x1f\s*")
_MARKUP = re.compile(rb"[*_~`'.\-\\|/\x1f]{1,3}")


def reads_as(base: bytes, positions: list[int], form: Form) -> bool:
    """Whether the letters at `positions` of `base` read as `form`."""
    words = _split(positions, form.words)
    gaps = [base[left[-1] + 1 : right[0]] for left, right in pairwise(words)]
    if any(len(gap) > _WIDEST_GAP or SEPARATOR.encode() in gap for gap in gaps):
        return False
    if form.kind == "phone number":
        return _is_number(base, positions)
    contiguous = positions[-1] - positions[0] + 1 == len(positions)
    torn = [_is_torn(base, word, len(form.squeezed)) for word in words]
    if any(part is None for part in torn):
        return False
    glued = contiguous and len(positions) >= _LONG and form.kind in {"full name", "e-mail address"}
    bounded = _begins(base, positions[0]) and _ends(base, positions[-1])
    if not (form.free or glued or bounded):
        return False
    if form.kind in {"handle", "part of an e-mail address", "e-mail address"}:
        return _is_token(base, positions, form)
    if form.kind == "organisation" and any(len(gap.strip()) > 3 for gap in gaps):
        return False
    if form.titled and not _is_titled(base, words, gaps):
        return False
    if form.kind == "initials and surname" and any(len(gap) > 6 for gap in gaps):
        return False
    if form.kind == "title and surname" and not (form.free or gaps[0] or base[words[1][0]] in _UPPER):
        return False  # 'profdata'
    return not (len(form.words[-1]) == 1 and base[positions[-1] + 1 : positions[-1] + 2] == b"'")


def is_spread(base: bytes, positions: list[int], form: Form) -> bool:
    """Whether a single word stands there with spaces between its letters, unevenly, or each letter on a line."""
    if positions[-1] - positions[0] + 1 == len(positions):
        return False
    ends = [place for place, following in pairwise(positions) if following - place > 1]
    if not (_begins(base, positions[0]) and _ends(base, positions[-1])):
        return False
    gaps = [base[left + 1 : right] for left, right in pairwise(positions) if right - left > 1]
    each = len(ends) == len(positions) - 1
    if not all(_SPACES.fullmatch(gap) and (each or (len(gap) <= 3 and b"\n" not in gap)) for gap in gaps):
        return False
    if each:
        return True
    parts = base[positions[0] : positions[-1] + 1].lower().split()
    if any(part not in words_and_terms() and not (len(part) == 1 and len(parts) == 2) for part in parts):
        return True
    # 'Thistle wood': words, so that only a capital at the beginning alone tells.
    inside = base[positions[0] + 1 : positions[-1] + 1]
    return form.caution is Caution.SURE and base[positions[0]] in _UPPER and inside.islower()


_SPACES = re.compile(rb"[\s\x1f]{1,40}")
_SIGNS = b"@/\\"
_HOST_AFTER = re.compile(rb"[0-9]{0,4}@[\w-]+\.[\w.-]+")


def is_account(base: bytes, start: int, end: int, form: Form) -> bool:
    """Whether `base[start:end]` reads as the name of an account: `m.brown@`, `/in/markbrown`, '@markbrown'."""
    before, after = base[max(0, start - 1) : start], base[end : end + 12].lstrip(b"0123456789")
    inner = base[start:end]
    beside = (before != b"" and before in _SIGNS) or (after[:1] != b"" and after[:1] in _SIGNS)
    alone = base[max(0, start - 2) : start] in {b" ", b"\x1e "} and base[end : end + 2] in {b" ", b" \x1e"}
    if len(form.words) > 1:
        sign = inner[len(form.words[0]) : len(form.words[0]) + 1]
        if sign in {b".", b"_"} and len(form.words[0]) == 1:
            return True
        return sign in {b".", b"_", b"-"} and (beside or alone)
    if form.kind == "initials and surname" and inner.lower() in words_and_terms():
        return bool(_HOST_AFTER.match(base, end))  # S. Day: 'and/or days' is no account
    if beside or (alone and form.kind == "full name"):
        return True
    quoted = before in {b'"', b"'", b"="} and after[:1] in {b'"', b"'"}
    joined = before in {b".", b"_", b"-", b"#"} or bool(re.match(rb"[._-]\w", after))
    return form.kind == "full name" and (quoted or joined)


def _split(positions: list[int], words: tuple[bytes, ...]) -> list[list[int]]:
    found, start = [], 0
    for word in words:
        found.append(positions[start : start + len(word)])
        start += len(word)
    return found


def _is_torn(base: bytes, word: list[int], total: int) -> bool | None:
    """Whether the letters of one word are apart: no, yes but read as one word all the same, or (None) not as one."""
    gaps = [base[left + 1 : right] for left, right in pairwise(word) if right - left > 1]
    if not gaps:
        return False
    letters = sum(base[place] < 128 or base[place] >= 192 for place in word)  # bytes that go on a character are not
    if len(gaps) >= letters - 1 and all(len(gap) <= 6 for gap in gaps):
        return True  # letter-spaced
    for gap in gaps:
        if _HYPHENATED.fullmatch(gap) or _MARKUP.fullmatch(gap):
            continue
        if total >= 8 and b"\n" in gap and not gap.strip():
            continue  # broken without a hyphen, as long addresses are
        if total >= 8 and len(gap) == 1 and not gap.isspace():
            continue
        return None
    return True


def _begins(base: bytes, place: int) -> bool:
    before = base[place - 1] if place else 32
    return before not in _LETTERS or (before in _LOWER and base[place] in _UPPER)


def _ends(base: bytes, place: int) -> bool:
    after = base[place + 1 : place + 3]
    if not after or after[0] not in _LETTERS:
        return True
    if after[0] in b"sS" and (len(after) == 1 or after[1] not in _LETTERS):
        return True  # 'the Smiths view': an apostrophe forgotten
    return base[place] in _LOWER and after[0] in _UPPER


def _is_number(base: bytes, positions: list[int]) -> bool:
    """A phone number: digits close together, and nothing but a country code or a zero joined to them."""
    start, end = positions[0], positions[-1]
    if end - start > 2 * len(positions) + 8:
        return False
    lead = re.search(rb"[0-9+()\- .]*\Z", base[max(0, start - 12) : start])
    digits = bytes(c for c in (lead[0] if lead else b"") if c in _DIGITS)
    joined = re.search(rb"[0-9]*\Z", base[max(0, start - 12) : start])
    if base[end + 1 : end + 2].isdigit():
        return False
    return (
        not joined
        or joined[0] in {b"", b"0", b"44", b"0044", b"00", b"440"}
        or digits[-2:] == b"44"
        or len(joined[0]) <= 3
    )


def _is_token(base: bytes, positions: list[int], form: Form) -> bool:
    """An address or a handle: no spaces inside (line breaks apart), and the signs around it that it needs."""
    before = base[positions[0] - 1 : positions[0]] if positions[0] else b""
    after = base[positions[-1] + 1 : positions[-1] + 2]
    if form.only_after and (not before or before not in form.only_after):
        return False
    if form.only_before and (not after or after not in form.only_before):
        return False
    if form.kind == "e-mail address":
        return True
    if (form.words[0][:1].isdigit() and before.isdigit()) or (form.words[-1][-1:].isdigit() and after.isdigit()):
        return False
    inner = base[positions[0] : positions[-1] + 1]
    if form.titled and not re.search(rb"[._\-+]", inner):
        return False
    return not re.search(rb"[^\S\n]", inner.replace(b"\r", b"")) or (form.titled is False and len(form.words) > 1)


def _is_titled(base: bytes, words: list[list[int]], gaps: list[bytes]) -> bool:
    """Whether a form made of English words has its capitals, or the look of an address: `will.grant@`, `will-grant`."""
    if all(gap and not gap.strip(b"._-+%/@") for gap in gaps):
        return True
    if any(re.search(rb"[.!?:;]\s", gap) for gap in gaps) and all(len(word) > 1 for word in words):
        return False
    if not all(
        base[word[0]] in _UPPER or base[word[0]] >= 128 or bytes(base[place] for place in word) in FUNCTION_WORDS
        for word in words
    ):
        return False
    letters = [base[place] for word in words for place in word]
    if all(letter in _UPPER for letter in letters if letter < 128) and len(letters) > len(words):
        # All in capitals: it must stand alone among them, else a heading 'WE WILL GRANT' would name Will Grant.
        around = base[max(0, words[0][0] - 12) : words[0][0]] + b" " + base[words[-1][-1] + 1 : words[-1][-1] + 13]
        return not re.search(rb"\b[A-Z]{2,}\b", around)
    return True
