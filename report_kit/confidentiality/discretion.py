"""Discreet: what handles names breaks off without telling one."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from report_kit.diagnostics import MachineError

_P = ParamSpec("_P")
_R = TypeVar("_R")


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
