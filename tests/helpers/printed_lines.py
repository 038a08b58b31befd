"""early_breaks, overfull: lines of a laid-out PDF that end too early or too late, read from WeasyPrint's own boxes.

In: the `Document` that `report_kit.exporters.pdf.lay_out` gives. Out: a sentence for each fault, with page and words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout, get_log_attrs, line_size

SLACK = 0.5
"""CSS pixels that a word may be short of fitting: the engine rounds."""

ATOM = "\ufffc"
"""Stands for a picture in a line."""


class Piece(NamedTuple):
    """A text or a picture in a line."""

    box: Any
    text: str
    left: float
    right: float
    """Its right edge, with the padding of the elements that end with it."""


def boxes_of(document: Any) -> Iterator[tuple[int, Any]]:
    """Every box with the number of its page."""
    for number, page in enumerate(document.pages, start=1):
        waiting = [page._page_box]
        while waiting:
            box = waiting.pop()
            yield number, box
            waiting.extend(getattr(box, "children", ()))


def early_breaks(document: Any) -> list[str]:
    """Lines after which the first word of the next would still have fitted."""
    return [
        f"page {page}: …{_words(above)[-50:]!r} | {_words(below)[:40]!r}"
        for page, block, lines in _blocks(document)
        for (line, above), (next_line, below) in pairwise(lines)
        if _end(above) + _space(above) + _first_word(next_line, below) + SLACK < _right(block)
        and not _forced(block, above)
    ]


def overfull(document: Any) -> list[str]:
    """Lines that reach over the edge of their block."""
    return [
        f"page {page}: {_words(pieces)!r} by {_end(pieces) - _right(block):.1f}"
        for page, block, lines in _blocks(document)
        for _, pieces in lines
        if _end(pieces) > _right(block) + SLACK
    ]


def _blocks(document: Any) -> Iterator[tuple[int, Any, list[tuple[Any, list[Piece]]]]]:
    for page, box in boxes_of(document):
        if isinstance(box, boxes.BlockContainerBox):
            lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
            found = [(line, pieces) for line in lines if (pieces := list(_pieces(line)))]
            if found:
                yield page, box, found


def _pieces(parent: Any, beyond: float = 0) -> Iterator[Piece]:
    inside = [child for child in parent.children if child.is_in_normal_flow()]
    for child in inside:
        more = beyond if child is inside[-1] else 0
        if isinstance(child, boxes.InlineBox):
            yield from _pieces(child, more + child.padding_right + child.margin_right + child.border_right_width)
        elif isinstance(child, boxes.TextBox):
            yield Piece(child, child.text, child.position_x, child.position_x + child.width + more)
        else:
            yield Piece(child, ATOM, child.position_x, child.position_x + child.margin_width() + more)


def _first_word(line: Any, pieces: list[Piece]) -> float:
    """Width of what the engine could at least have put on the line before."""
    joined = "".join(
        piece.text.replace(" ", "\u00a0") if piece.box.style["white_space"] in ("nowrap", "pre") else piece.text
        for piece in pieces
    )
    attributes = get_log_attrs(joined, None)
    length = next((n for n in range(1, len(joined)) if attributes[n].is_line_break), len(joined))
    seen = 0
    for piece in pieces:
        if seen + len(piece.text) > length or (seen + len(piece.text) == length and piece.text.endswith(" ")):
            part = piece.text[: length - seen].rstrip(" ")
            return float(piece.left + _width(part, piece.box.style) - line.position_x)
        seen += len(piece.text)
        if seen == length:
            return float(piece.right - line.position_x)
    return float(pieces[-1].right - line.position_x)


def _forced(block: Any, pieces: list[Piece]) -> bool:
    """Whether the line ends where its author ended it, or words are no lines of text."""
    return block.style["white_space"].startswith("pre") or pieces[-1].text.endswith("\n")


def _width(text: str, style: Any) -> float:
    layout = create_layout(text, style, None, None, 0)  # which must outlive the line
    line, _ = layout.get_first_line()
    return float(line_size(line, style)[0])


def _space(pieces: list[Piece]) -> float:
    last = pieces[-1]
    return _width(" ", last.box.style) if last.text != ATOM else 0


def _end(pieces: list[Piece]) -> float:
    return max(piece.right for piece in pieces)


def _right(block: Any) -> float:
    return float(block.content_box_x() + block.width)


def _words(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
