"""Progress: which stage is at work, on standard error.

On a terminal one line that renews itself and is gone in the end; in a pipe or a log a plain line for each stage. The
names are those of the stages' folders.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.status import Status


class Progress:
    """Called by the pipeline with a stage and what it works on; open as long as the `with` block."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._status: Status | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._status is not None:
            self._status.stop()

    def __call__(self, stage: str, detail: str) -> None:
        """Show that `stage` now works on `detail`."""
        if self._quiet:
            return
        if not sys.stderr.isatty():
            print(f"{stage}: {detail}", file=sys.stderr, flush=True)  # noqa: T201 - the command line speaks here
            return
        from rich.text import Text

        line = Text.assemble((stage, "bold"), f"  {detail}")
        if self._status is None:
            from rich.console import Console

            self._status = Console(stderr=True).status(line)
            self._status.start()
        else:
            self._status.update(line)
