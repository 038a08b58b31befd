"""breakable: text whose longest words may break, for a page that cannot scroll sideways.

CSS could do it (`overflow-wrap`), but WeasyPrint 70 then breaks ordinary words too, wherever two inline elements are
nested and the word stands at the end of a line.

shortened: a title cut to one line, for the running head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

LONG = 30
"""Letters without a place to break that fit into every column but the narrowest."""

STEP = 15
"""Letters between two places to break."""

_LONG = re.compile(rf"[^\s/\-–—]{{{LONG},}}")


def breakable(text: str) -> str | Markup:
    """`text`, with a `<wbr>` after every fifteen letters of a word of thirty or more."""
    if len(text) < LONG or not _LONG.search(text):
        return text
    from markupsafe import Markup, escape

    pieces: list[str] = []
    end = 0
    for match in _LONG.finditer(text):
        word = match[0]
        pieces.append(escape(text[end : match.start()]))
        pieces.append(Markup("<wbr>").join(word[k : k + STEP] for k in range(0, len(word), STEP)))
        end = match.end()
    pieces.append(escape(text[end:]))
    return Markup("").join(pieces)


def shortened(title: str, room: int) -> str:
    """`title`, cut after a word and ended with '…' where it takes more room than `room` letters.

    Signs as wide as Chinese ones count twice.
    """
    if len(title) * 2 <= room:
        return title
    from unicodedata import east_asian_width

    taken, end = 0, 0
    for place, sign in enumerate(title):
        taken += 2 if east_asian_width(sign) in "WF" else 1
        if taken > room:
            kept = title[:end]
            words = kept if title[end] == " " else kept.rpartition(" ")[0] or kept
            return words.rstrip(" ,;:–-") + "…"
        end = place + 1 if taken < room else end
    return title
