from report_kit.checks.places import find_words, first_line, place_of
from report_kit.diagnostics import Span

LINES = {
    "x.md": (
        '::: {.recommendation #F1 to="F12" for="F1 F12"}',
        "Some don't see",
        "> why “all” of it -- and more…",
        ":::",
    )
}
BLOCK = Span("x.md", 1, 1, 4, 4)


def marked(span: Span) -> str:
    """The source text under a span of one line."""
    return LINES[span.file][span.line - 1][span.column - 1 : span.end_column - 1]


def test_the_first_line_of_a_block_ends_with_its_text():
    assert first_line(LINES, BLOCK) == Span("x.md", 1, 1, 1, len(LINES["x.md"][0]) + 1)


def test_an_attribute_is_found_behind_its_name_and_as_a_whole_word():
    span = place_of(LINES, BLOCK, "F1", "for=")
    assert (marked(span), span.column) == ("F1", LINES["x.md"][0].index("F1 F12") + 1)
    assert place_of(LINES, BLOCK, "F12", "for=").column == LINES["x.md"][0].rindex("F12") + 1


def test_what_is_not_there_is_placed_on_the_whole_first_line():
    assert place_of(LINES, BLOCK, "F9", "for=") == first_line(LINES, BLOCK)
    assert find_words(LINES, BLOCK, "nowhere") == first_line(LINES, BLOCK)


def test_words_are_found_across_lines_and_typed_marks():
    assert find_words(LINES, BLOCK, 'don’t see why "all"') == Span("x.md", 2, 6, 3, 12)
    assert marked(find_words(LINES, BLOCK, "it – and more…")) == "it -- and more…"


def test_words_are_found_whole():
    assert find_words(LINES, BLOCK, "Som") == first_line(LINES, BLOCK)


def test_a_file_that_is_not_known_keeps_the_span_as_it_is():
    elsewhere = Span("y.md", 3, 1)
    assert find_words(LINES, elsewhere, "x") == first_line(LINES, elsewhere) == elsewhere
