"""did_you_mean: a hint with the closest known names.

Numbers are not guessed: whoever cites a note N33 that is not there may have meant N32, N34, or one that was deleted,
and the nearest one would put words into somebody else's mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from report_kit.lazy.patterns import pattern

_NUMBERED = pattern(r"([A-Za-z]{1,3})[-_.]?\d+")
"""An id such as N14, whose letters say what it is."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as 'did you mean title?', or an empty string where nothing known is close to `word`."""
    names = list(known)
    by_fold = {name.casefold(): name for name in names}
    if word.casefold() in by_fold:
        return f"did you mean {by_fold[word.casefold()]}?"
    from difflib import get_close_matches  # here: most runs have nothing to guess

    close = get_close_matches(word, [name for name in names if _same_numbers(word, name)], n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


def any_of(kind: str) -> str:
    """What stands for an id that nobody knows, in what a diagnostic is about: "?note" is any note."""
    return f"?{kind}"


def meant_in(hint: str) -> tuple[str, ...]:
    """What a hint of `did_you_mean` names."""
    found = re.fullmatch(r"did you mean (.+)\?", hint)
    return (found[1],) if found else ()


def _same_numbers(word: str, name: str) -> bool:
    """Whether the digits in both stand for the same numbers (P2, P02), and the letters of two ids for one kind."""
    kind, other = _NUMBERED.fullmatch(word), _NUMBERED.fullmatch(name)
    if kind and other and kind[1].casefold() != other[1].casefold():
        return False
    return _numbers(word) == _numbers(name)


def _numbers(word: str) -> list[str]:
    """The numbers in `word` without the zeros before them; as text, since a number may have any length."""
    return [digits.lstrip("0") for digits in re.findall("[0-9]+", word)]
