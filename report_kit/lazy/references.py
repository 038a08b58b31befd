"""unescaped: `&amp;`, `&#8364;` and the like as the characters that they stand for (HTML, 13.2.5.72).

Few texts have any, and the table of their names is long, so it is loaded where one does. A number beyond Unicode is
U+FFFD, as the standard has it: Python's own reading stops at one of more than 4,300 digits.
"""

from __future__ import annotations

from report_kit.lazy.patterns import pattern

_BEYOND = pattern(r"&#0*[1-9][0-9]{7,};?")


def unescaped(text: str) -> str:
    """`text` with its character references read."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(_BEYOND.sub("\ufffd", text) if "&#" in text else text)
