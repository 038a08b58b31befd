"""Columns: how wide each column of a table should be, judged by the words in it."""

from __future__ import annotations

from collections.abc import Sequence

from report_kit.exporters.docx.metrics import text_width

LEAST = 0.06
"""No column is narrower than this share of the table."""


def column_widths(rows: Sequence[Sequence[str]], width: int, size: float, padding: int) -> list[int]:
    """Widths in twips that add up to `width`, for cells with these words in type of `size` points.

    Each column gets what its longest word needs; what is left goes to those whose text would run over most lines.
    """
    count = max(map(len, rows), default=0)
    if not count:
        return []
    columns = [[row[index] for row in rows if index < len(row)] for index in range(count)]
    extra = 2 * padding + 60  # a little air: the estimate does not know the font
    least = [max(_widest_word(column, size) + extra, LEAST * width) for column in columns]
    wanted = [max((text_width(cell, size) for cell in column), default=0) + extra for column in columns]
    if sum(wanted) <= width:
        return _rounded([w * width / sum(wanted) for w in wanted], width)
    if sum(least) >= width:
        return _rounded([w * width / sum(least) for w in least], width)
    # The square root keeps a column of long sentences from taking everything from one of short ones.
    wishes = [max(most - few, 0) ** 0.5 for most, few in zip(wanted, least, strict=True)]
    spare = width - sum(least)
    total = sum(wishes) or 1
    return _rounded([few + spare * wish / total for few, wish in zip(least, wishes, strict=True)], width)


def _widest_word(cells: Sequence[str], size: float) -> float:
    return max((text_width(word, size) for cell in cells for word in cell.split()), default=0)


def _rounded(widths: Sequence[float], total: int) -> list[int]:
    whole = [int(width) for width in widths]
    whole[-1] += total - sum(whole)
    return whole
