"""Caution: how much it takes to believe that a single word means the person."""

from __future__ import annotations

from enum import IntEnum

from report_kit.names.words import given_names, ordinary, surnames, terms


class Caution(IntEnum):
    """How a form is judged where it is found; `judgements` says what each evidence is.

    SURE: it counts wherever it stands as a word of its own, in any case.
    COMMON: a frequent surname that is no other word. Counts likewise, unless it visibly belongs to somebody else
    ('Adam Smith', 'the Smith Review', 'Smith (2017)').
    WORD: also an ordinary word, a frequent first name, or of three letters. Never counts in lower case; counts with
    evidence beside it, for which a capital inside a sentence will do.
    TERM: also a month, a place, an institution, a people. As WORD, but a capital is no evidence.
    TINY: one or two letters. As TERM.
    """

    SURE = 0
    COMMON = 1
    WORD = 2
    TERM = 3
    TINY = 4


def caution_of(word: bytes, *, surname: bool) -> Caution:
    """How far a single word, folded and in lower case, can be trusted to mean the person when it stands alone.

    - one or two letters: TINY
    - in `terms.txt` (months, places, institutions …): TERM
    - in `ordinary.txt` (English words), or of three letters: WORD
    - a surname that is a frequent first name too (*Lewis*, *Thomas*), and a frequent first name or surname given as
      first name (*Sarah*, *Mason*): WORD
    - a frequent surname (*Smith*, *Patel*): COMMON
    - anything else: SURE
    """
    if not word.isascii():
        return Caution.SURE if len(word.decode(errors="ignore")) > 1 else Caution.TINY
    if len(word) <= 2:
        return Caution.TINY
    if word in terms():
        return Caution.TERM
    if word in ordinary() or len(word) == 3 or word in given_names():
        return Caution.WORD
    if word in surnames():
        return Caution.COMMON if surname else Caution.WORD
    return Caution.SURE
