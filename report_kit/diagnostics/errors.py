"""MachineError: the machine cannot do the work (wrong content is a Diagnostic instead)."""

from __future__ import annotations


class MachineError(Exception):
    """Something outside the report is missing or refuses: no Pango, no permission, a full disk.

    Caught once, in the command line, and shown as one line and a hint; the exit code is 2.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, in plain words."""
        self.hint = hint
        """What to do about it."""
