"""may_stand_in_unread, may_be_made_in_unread: whether what seems missing may be in a file that was not understood.

One slip in a YAML file hides all that the file declares. What follows only from that would bury the slip, so checks ask
here before they call an id unknown or unused; once the file is mended, they speak.
"""

from __future__ import annotations

import re

from report_kit.model.report import Report


def may_stand_in_unread(report: Report, word: str) -> bool:
    """Whether a file that was there but not understood mentions `word`, or has no text that could be searched."""
    return _found(report, rf"(?<![\w.-]){re.escape(word)}(?![\w-])")


def may_be_made_in_unread(report: Report, word: str) -> bool:
    """Whether such a file may give something the id `word`; that it cites or names the id is not enough."""
    named = rf"['\"]?{re.escape(word)}['\"]?[ \t]*"
    return _found(
        report,
        rf"(?:^|[\s{{,-])['\"]?id['\"]?:[ \t]*{named}(?:$|[,}}#])"  # YAML
        rf"|^[ \t]*{named}:"
        rf"|(?<![\w(/&])#{re.escape(word)}(?![\w-])"  # {{#F1}}, in Markdown
        rf"|@\w+[ \t]*[{{(][ \t]*{re.escape(word)}[ \t]*,",  # BibTeX
    )


def _found(report: Report, form: str) -> bool:
    if not report.unread and not report.hidden:
        return False
    mention = re.compile(form)
    sources = (*(report.lines.get(file) for file in report.unread), report.hidden)
    return any(lines is None or any(mention.search(line) for line in lines) for lines in sources)
