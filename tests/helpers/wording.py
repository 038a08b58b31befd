"""What reports in British English say, for tests that look for it."""

from __future__ import annotations

from report_kit.model.wording import wording_for

ENGLISH = wording_for("en-GB")

NOT_SHOWN = ENGLISH("note.not-shown")
NOT_IN_WORDS = ENGLISH("note.not-in-words")
QUOTED_ONLY = ENGLISH("note.quoted-only")
UNTOLD = ENGLISH("coverage.untold")
