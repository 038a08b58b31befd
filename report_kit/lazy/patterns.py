"""pattern: a regular expression that is compiled when it is first used. Of those that a run loads it uses half."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a mistake in `text` is told at the first use; `tests/lazy` compiles them all."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Stands for the pattern; from its first use on, its methods are those of the compiled one."""

    __slots__ = ("_flags", "_text", *_METHODS)

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
