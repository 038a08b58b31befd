"""What pages cannot show: the change that an asserted count offers."""

import pytest

from report_kit import pipeline
from tests.helpers.projects import project
from tests.helpers.workspace import MemoryWorkspace


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("[Two]{count=notes} notes.", "[One]{count=notes} notes."),
        ("The [3rd]{count=notes} note.", "The [1st]{count=notes} note."),
        ("The [third]{count=notes} note.", "The [1st]{count=notes} note."),
        ("It has [12]{count=notes} notes.", "It has [1]{count=notes} notes."),
    ],
)
def test_a_wrong_count_offers_the_right_one_in_the_same_manner(written, becomes):
    path = "sources/sections/introduction.md"
    files = project() | {path: f"---\ntitle: Introduction\n---\n{written}\n"}
    (found,) = pipeline.check(MemoryWorkspace(files)).diagnostics
    assert found.rule == "wrong-count"
    (edit,) = found.fix.edits
    span = edit.span
    assert (span.file, span.line) == (path, 4)
    assert written[: span.column - 1] + edit.text + written[span.end_column - 1 :] == becomes


def test_a_count_in_marked_text_offers_no_change():
    path = "sources/sections/introduction.md"
    files = project() | {path: "---\ntitle: Introduction\n---\n[**Two**]{count=notes} notes.\n"}
    (found,) = pipeline.check(MemoryWorkspace(files)).diagnostics
    assert (found.rule, found.fix) == ("wrong-count", None)
