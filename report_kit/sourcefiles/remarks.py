"""note_comment: comments of HTML, which authors write to each other.

In: one comment as typed. Out: a `Comment` on the page, unless it is empty, or an excuse.
"""

from __future__ import annotations

from report_kit.diagnostics import Span
from report_kit.lazy.patterns import pattern
from report_kit.model.sources import Comment
from report_kit.sourcefiles.page import Page

_EXCUSE = pattern(r"\s*excuse\b\s*:")
_BY = pattern(r"\s*(?P<who>[^\W\d_][\w .'’-]{0,40}?)\s*:\s+(?=\S)")
"""'Tim: is that so?'"""


def note_comment(page: Page, text: str, span: Span) -> None:
    """Keep the comment `text`, from '<!--' to '-->', that stands at `span`."""
    words = text.removeprefix("<!--").removesuffix("-->")
    if not words.strip() or _EXCUSE.match(words):
        return
    signed = _BY.match(words)
    words = words[signed.end() :] if signed else words
    page.comments.append(Comment(span, "\n".join(words.split("\n")).strip(), signed["who"] if signed else ""))
