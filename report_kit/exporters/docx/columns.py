"""Columns: how wide each column of a table should be, judged by the words in it."""

from __future__ import annotations

from collections.abc import Sequence

from report_kit.exporters.docx.metrics import text_width

LEAST = 0.06
"""No column is narrower than this share of the table."""

STEPS = 100
"""In how many steps the room that is left is given away."""


def column_widths(rows: Sequence[Sequence[str]], width: int, size: float, padding: int) -> list[int]:
    """Widths in twips that add up to `width`, for cells with these words in type of `size` points.

    Each column gets what its longest word needs; what is left goes, step by step, to the one whose cells become shorter
    by it, as on the web page and in the PDF (report_kit/html/columns.py).
    """
    count = max(map(len, rows), default=0)
    if not count:
        return []
    columns = [[row[index] for row in rows if index < len(row)] for index in range(count)]
    extra = 2 * padding + 60  # a little air: the estimate does not know the font
    least = [max(_widest_word(column, size) + extra, LEAST * width) for column in columns]
    texts = [[text_width(cell, size) + extra for cell in column] for column in columns]
    wanted = [max(column, default=0) for column in texts]
    if sum(wanted) <= width:
        return _rounded([w * width / sum(wanted) for w in wanted], width)
    if sum(least) >= width:
        return _rounded([w * width / sum(least) for w in least], width)
    widths = list(least)
    step = (width - sum(least)) / STEPS
    gains = [_gain(texts[index], widths[index], step) for index in range(count)]
    for _ in range(STEPS):
        best = gains.index(max(gains))
        widths[best] += step
        gains[best] = _gain(texts[best], widths[best], step)
    return _rounded(widths, width)


def _gain(texts: Sequence[float], width: float, step: float) -> float:
    """How much better texts of these widths are set in a column that is `step` wider than `width`.

    Lines count by their square: the cell with most of them makes the height of its row.
    """
    return sum(max(1, text / width) ** 2 - max(1, text / (width + step)) ** 2 for text in texts)


def _widest_word(cells: Sequence[str], size: float) -> float:
    # Headings and labels are bold, and so wider than the estimate, which does not know the weight.
    return 1.1 * max((text_width(word, size) for cell in cells for word in cell.split()), default=0)


def _rounded(widths: Sequence[float], total: int) -> list[int]:
    whole = [int(width) for width in widths]
    whole[-1] += total - sum(whole)
    return whole
