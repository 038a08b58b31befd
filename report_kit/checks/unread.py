"""may_stand_in_unread: whether something that seems to be missing may stand in a file that was not understood.

One slip in a YAML file hides all that the file declares. What follows only from that would bury the slip, so checks ask
here before they call an id unknown or unused; once the file is mended, they speak.
"""

from __future__ import annotations

import re

from report_kit.model.report import Report


def may_stand_in_unread(report: Report, word: str) -> bool:
    """Whether a file that was there but not understood mentions `word`, or has no text that could be searched."""
    if not report.unread and not report.hidden:
        return False
    mention = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])")
    sources = (*(report.lines.get(file) for file in report.unread), report.hidden)
    return any(lines is None or any(mention.search(line) for line in lines) for lines in sources)
