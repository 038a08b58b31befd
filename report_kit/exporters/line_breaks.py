"""mend_line_breaks: keeps WeasyPrint 70 from ending a line after a single word.

Where a text ends with a space and its words fill a line so nearly that the space alone would stand over the edge, Pango
rightly says that all of it fits, but WeasyPrint measures the space too, takes the line for one that cannot be broken
and keeps its first word only. Such texts stand before every link, footnote or stress, and so before the evidence of a
finding. No markup avoids it but an element of its own for each such space.
"""

from __future__ import annotations

from typing import Any

WRAPS = ("normal", "pre-line")
"""Values of `white-space` under which lines are broken and spaces at their ends hang."""


def mend_line_breaks(inline: Any) -> None:
    """Have `weasyprint.layout.inline` ask again where only the space at the end of a text is too much."""
    engine = inline.split_first_line
    if getattr(engine, "mended", False):
        return

    def split_first_line(text: str, style: Any, context: Any, max_width: Any, *others: Any, **named: Any) -> Any:
        found = engine(text, style, context, max_width, *others, **named)
        layout, _, resume_index, *_ = found
        # The first word, a space after it, and more: no line that was broken in earnest is dearer to look at again.
        if resume_index is None or max_width is None or not text.endswith(" ") or " " in layout.text.strip(" "):
            return found
        if style["white_space"] not in WRAPS:
            return found
        bare = engine(text.rstrip(" "), style, context, max_width, *others, **named)
        if bare[2] is not None or bare[3] > max_width:
            return found
        return engine(text, style, context, None, *others, **named)

    split_first_line.mended = True  # type: ignore[attr-defined]
    inline.split_first_line = split_first_line
