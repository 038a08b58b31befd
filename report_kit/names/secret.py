"""SecretText: a string that does not print itself.

What `sources/private/` holds is wrapped on reading and unwrapped only where forms are made from it.
"""

from __future__ import annotations

from typing import Never, final


@final
class SecretText:
    """A name, an address, a number. Printed, logged or shown in a traceback it reads `•••`; it cannot be pickled."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself. Whoever asks sees to it that it is printed nowhere."""
        return self._text

    def __repr__(self) -> str:
        return "•••"

    __str__ = __repr__

    def __format__(self, _spec: str) -> str:
        return "•••"

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecretText) and other._text == self._text

    def __hash__(self) -> int:
        return hash((SecretText, self._text))

    def __reduce__(self) -> Never:
        raise TypeError("a protected name is not to be stored")  # a cache or a worker process would write it out
