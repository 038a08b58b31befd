"""What the machine refuses, in plain words, and the exit codes.

In: exceptions. Out: one line and a hint on standard error, and 2. Wrong content never comes here: it is a Diagnostic
and makes 1. An exception that nobody foresaw is a bug and keeps its traceback.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import TextIO

from report_kit.diagnostics.errors import MachineError

CONTENT_HAS_ERRORS = 1
MACHINE_REFUSES = 2
INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM

_WORDS = {
    errno.ENOSPC: ("the disk is full", "delete something, or name a folder on another disk with --output"),
    errno.EDQUOT: ("your share of the disk is full", "delete something, or name another folder with --output"),
    errno.EFBIG: ("the file is larger than the system allows", "raise the limit (ulimit -f), or name another folder"),
    errno.EROFS: ("that place is read-only", "name a folder where you may write with --output"),
    errno.EACCES: ("you have no permission", "change the permissions, or name another folder with --output"),
    errno.EPERM: ("the system does not permit it", "close programs that have the file open, or name another folder"),
    errno.EBUSY: ("another program is using it", "close that program and try again"),
    errno.ENOTDIR: ("something on the way there is not a folder", "check the path"),
    errno.EISDIR: ("that is a folder", "check the path"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter title, or set slug: in report.yaml"),
    errno.EMFILE: ("too many files are open", "close other programs and try again"),
    errno.ENOMEM: ("the machine has run out of memory", "close other programs and try again"),
}


class Terminated(BaseException):
    """The process was told to end (SIGTERM); passes through everything that tidies up."""


def in_plain_words(error: OSError, purpose: str) -> MachineError:
    """`error` as a MachineError: 'cannot write into dist: the disk is full'."""
    words, hint = _WORDS.get(error.errno or 0, (error.strerror or str(error), "run report-kit doctor"))
    return MachineError(f"cannot {purpose}: {words}", hint)


def guarded(work: Callable[[], int]) -> int:
    """Run `work` and give its exit code, or that of the failure it ended with."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return work()
    except MachineError as error:
        return _complain(error)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`report-kit … | head`); Python must not complain when it flushes.
        hang_up(sys.stdout)
        return MACHINE_REFUSES
    except OSError as error:
        _finish(sys.stdout)
        if error.errno == errno.ENOENT and not _is_somewhere():
            return _complain(MachineError("the folder that you are in has been deleted", "change to another one"))
        if error.errno not in _WORDS:
            raise
        return _complain(in_plain_words(error, f"use {error.filename}" if error.filename else "go on"))
    except MemoryError:
        return _complain(in_plain_words(OSError(errno.ENOMEM, ""), "go on"))
    except RuntimeError as error:
        if "start new thread" not in str(error):  # Python's words for a machine that has no memory for one
            raise
        return _complain(in_plain_words(OSError(errno.ENOMEM, ""), "go on"))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED


def _complain(error: MachineError) -> int:
    """Print what is wrong and what to do."""
    hint = f"\n  hint: {error.hint}" if error.hint else ""
    try:
        sys.stderr.write(f"report-kit: {error.message}{hint}\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # what is full may be where errors go
        hang_up(sys.stderr)
    return MACHINE_REFUSES


def _is_somewhere() -> bool:
    """Whether the working folder is still there."""
    try:
        os.getcwd()  # noqa: PTH109 - the question is whether it can be answered
    except FileNotFoundError:
        return False
    return True


def _finish(stream: TextIO) -> None:
    """Write what waits for `stream`, if that is possible."""
    try:
        stream.flush()
    except (OSError, ValueError):
        hang_up(stream)


def hang_up(stream: TextIO) -> None:
    """Let what is still to be written to `stream` go nowhere: Python would complain, and end with a code of its own."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _terminate(_number: int, _frame: FrameType | None) -> None:
    """End what this process has started and unwind."""
    from report_kit.cli.tools import kill_running

    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough; tidying up must not be cut short
    kill_running()
    raise Terminated
