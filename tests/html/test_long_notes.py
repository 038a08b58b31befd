"""A footnote longer than a page goes on at the foot of the next ones, over no other text, and loses no word."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit import pipeline
from report_kit.diagnostics import Span
from report_kit.html.long_notes import LONGEST, PIECE, pieces
from report_kit.model import inlines as i
from report_kit.model.blocks import Paragraph
from report_kit.model.walk import blocks_text
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

HERE = Span("a.md", 1)
SENTENCE = "Councils told us that the work takes more time than they have, and that neighbours do not hear of it. "


def paragraph(*texts: str) -> Paragraph:
    return Paragraph(span=HERE, anchor="b_a_1", content=tuple(i.Text(span=HERE, text=text) for text in texts))


@given(st.lists(st.lists(st.text(alphabet="ab .!", max_size=900), min_size=1, max_size=4), max_size=6))
def test_pieces_hold_all_words_in_their_order(texts: list[list[str]]) -> None:
    blocks = [paragraph(*words) for words in texts]
    made = pieces(blocks)
    assert "".join(blocks_text([block for piece in made for block in piece]).split()) == "".join(
        blocks_text(blocks).split()
    )


def test_a_note_of_ordinary_length_stays_whole() -> None:
    assert len(pieces([paragraph(SENTENCE * (LONGEST // len(SENTENCE)))])) == 1


def test_no_piece_is_longer_than_a_few_lines() -> None:
    made = pieces([paragraph(SENTENCE * 100), paragraph("word " * 1_000)])
    assert max(len(blocks_text(piece)) for piece in made) <= PIECE + 1
    assert len(made) > 10


@pytest.mark.slow
@pytest.mark.parametrize("last", [False, True], ids=["in a theme", "in the last part of all"])
def test_a_note_longer_than_a_page_lies_over_no_other_text(last: bool) -> None:
    text = f"Its mark.[^l]\n\nThe next paragraph.[^m]\n\n[^l]: {SENTENCE * 130}ENDOFNOTE\n[^m]: SHORTNOTE\n"
    head = "---\ntitle: Closing words\nplacement: back\n---\n" if last else "---\nid: x\ntitle: X\nsummary: X.\n---\n"
    files = MINIMAL | {"sources/sections/closing.md" if last else "themes/02-x.md": head + text}
    report = files["report.yaml"] + ("parts: {notes: false}\n" if last else "")
    outcome = pipeline.build(MemoryWorkspace(files | {"report.yaml": report}), ["pdf"], parallel=False)
    assert not outcome.failed, outcome.diagnostics
    (data,) = outcome.artifacts.values()
    found = 0
    for page in pypdfium2.PdfDocument(data):
        words = page.get_textpage()
        rectangles = [words.get_rect(n) for n in range(words.count_rects())]
        found += words.get_text_range().count("neighbours do not hear")
        for place, (left, bottom, right, top) in enumerate(rectangles):
            assert 0 < bottom < top < page.get_height()
            for other_left, other_bottom, other_right, other_top in rectangles[place + 1 :]:
                shared = min(top, other_top) - max(bottom, other_bottom)
                beside = min(right, other_right) - max(left, other_left)
                assert shared < 3 or beside < 3, words.get_text_bounded(left, bottom, right, top)
    assert found > 100
