"""The command line: `report-kit COMMAND`. One module for each command, listed in `report_kit.cli.group.COMMANDS`.

Two questions are asked more often than all others, what commands there are and which version this is; they are
answered here, from a stored page, without loading anything.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in `arguments` (those of the process where None) and give its exit code.

    0: done. 1: the content has errors. 2: wrong usage, or a machine that cannot do the work. 130, 143: interrupted.
    """
    _open_closed_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in ([], ["-h"], ["--help"]):
        return _tell(help_page())
    if words == ["--version"]:
        from report_kit import __version__

        return _tell(f"report-kit {__version__}\n")
    try:
        from report_kit.model.garbage import without_garbage_collection

        with without_garbage_collection():  # what is loaded stays
            from report_kit.cli.errors import guarded
            from report_kit.cli.group import run
    except KeyboardInterrupt:  # before there is anybody to guard against it
        return 130
    return guarded(lambda: run(words))


def help_page() -> str:
    """What `report-kit --help` prints; made from the commands by `make golden`."""
    with open(f"{__file__.removesuffix('__init__.py')}help.txt", encoding="utf-8") as page:  # noqa: PTH123 - pathlib takes longer to load than the rest
        return page.read()


def _tell(text: str) -> int:
    """Print `text`; whoever reads may stop early, or have no room for it."""
    try:
        _print(text)
    except OSError:
        from report_kit.cli.errors import guarded

        return guarded(lambda: _print(text))
    return 0


def _print(text: str) -> int:
    sys.stdout.write(text)
    sys.stdout.flush()
    return 0


def _open_closed_streams() -> None:
    """Where the process was started without standard output or error, what goes there goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open as long as we run
