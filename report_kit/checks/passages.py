"""quoted_passages: what stands in quotation marks in a text."""

from __future__ import annotations

import re

from report_kit.evidence.language import mask_quotes

_MARKS = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a"


def quoted_passages(text: str, fewest_words: float) -> list[str]:
    """The passages of `text` between quotation marks that have at least `fewest_words` words, without the marks."""
    masked = mask_quotes(text)
    found = []
    start = None
    for place, (before, after) in enumerate(zip(text, masked, strict=True)):
        hidden = before != after or (start is not None and before == after and before.isspace())
        if hidden and start is None:
            start = place
        elif not hidden and start is not None:
            found.append(text[start:place])
            start = None
    if start is not None:
        found.append(text[start:])
    stripped = (passage.strip().strip(_MARKS).strip() for passage in found)
    return [passage for passage in stripped if len(re.findall(r"\w+", passage)) >= fewest_words]
