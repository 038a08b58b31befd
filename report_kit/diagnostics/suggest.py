"""did_you_mean: a hint with the closest known names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as 'did you mean N14?', or an empty string where nothing known is close to `word`."""
    names = list(known)
    # Ids are short: 'N41' for 'N14' scores 0.67 only, so the bar lies lower than difflib's own.
    by_fold = {name.casefold(): name for name in names}
    if word.casefold() in by_fold:
        return f"did you mean {by_fold[word.casefold()]}?"
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""
