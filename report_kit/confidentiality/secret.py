"""SecretText: a string that does not print itself, and a guard that keeps names out of error messages.

What `sources/private/` holds is wrapped on reading and unwrapped only where forms are made from it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Never, ParamSpec, TypeVar, final

from report_kit.diagnostics import MachineError

_P = ParamSpec("_P")
_R = TypeVar("_R")


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


def discreet(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Wrap `function`, which handles names: what it raises by mistake tells where it happened, and nothing else.

    The message and the traceback of an unforeseen error often quote the value that caused it (`KeyError: 'Jane'`).
    MachineErrors, whose words are our own, pass.
    """

    @wraps(function)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return function(*args, **kwargs)
        except MachineError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, its words must not get out
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
        # Raised outside the handler, so that the first error is not attached to this one.
        raise MachineError(
            f"the search for protected names broke off ({where}); no names are shown here on purpose",
            "nothing was published; please report this line to the maintainers of report-kit",
        )

    return guarded
