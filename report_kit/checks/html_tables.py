"""html_table: a table that was pasted as HTML → its cells.

In: the text from `<table` to `</table>`. Out: rows of Markdown, and whether nothing was lost on the way. Merged cells
are filled with one text and empty cells, since bars know no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.lazy.dataclasses import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "sup": "^", "sub": "~", "code": "`"}
_PLAIN = frozenset(("p", "div", "span", "br", "font", "small", "a", "u", "colgroup", "col", "o:p"))
"""Tags whose words are all that counts."""
_FRAME = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"))
_MOST_MERGED = 50
"""Columns and rows that a cell may fill."""


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """What a table in HTML says."""

    rows: tuple[tuple[str, ...], ...]
    caption: str
    certain: bool
    """True where its first row names the columns, no cell is merged, and no tag is left out that means something."""


def html_table(text: str) -> HtmlTable | None:
    """The table that `text` is; None where it has no cells or cannot be read."""
    from lxml.html import fragment_fromstring  # here: few reports have such a table

    try:
        tree = fragment_fromstring(text, create_parent="div")
    except (ValueError, SyntaxError):  # an empty or a broken one
        return None
    rows: list[list[str]] = []
    headers: list[bool] = []
    merged = False
    pending: dict[tuple[int, int], str] = {}
    for number, row in enumerate(tree.iter("tr")):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        made: list[str] = []
        for cell in cells:
            while (number, len(made)) in pending:
                made.append("")
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            merged = merged or across > 1 or down > 1
            for below in range(number + 1, number + down):
                pending |= {(below, len(made) + beside): "" for beside in range(across)}
            made += [" ".join(_words(cell).split()), *[""] * (across - 1)]
        if made:
            rows.append(made)
            headers.append(all(cell.tag == "th" for cell in cells))
    if not rows:
        return None
    known = all(isinstance(one.tag, str) and one.tag in (*_MARKS, *_PLAIN, *_FRAME) for one in tree.iterdescendants())
    caption = " ".join(" ".join(_words(one).split()) for one in tree.iter("caption"))
    even = len({len(row) for row in rows}) == 1
    tables = sum(1 for _ in tree.iter("table"))
    certain = known and even and tables == 1 and not merged and headers[0] and not any(headers[1:])
    return HtmlTable(tuple(map(tuple, rows)), caption, certain)


def _span(cell: _Element, name: str) -> int:
    written = str(cell.get(name) or "1").lstrip("0")
    if not written.isdecimal():
        return 1
    return min(int(written), _MOST_MERGED) if len(written) < 9 else _MOST_MERGED


def _words(element: _Element) -> str:
    """The words in `element` as Markdown on one line."""
    words = [element.text or ""]
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag != "table":
            text = _words(inner)
            mark = _MARKS.get(inner.tag, "")
            if inner.tag == "a" and str(inner.get("href", "")).startswith("http") and text.strip():
                text = f"[{text.strip()}]({inner.get('href')})"
            elif mark and text.strip():
                text = f"{mark}{text.strip()}{mark}"
            words.append("<br>" if inner.tag == "br" else f" {text} " if inner.tag in ("p", "div", "li") else text)
        words.append(inner.tail or "")
    return "".join(words)
