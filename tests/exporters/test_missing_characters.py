"""A character that no font has is named, with the place where somebody typed it."""

from __future__ import annotations

import pytest

from report_kit import pipeline
from report_kit.diagnostics import Span
from report_kit.exporters.missing_characters import complaints, missing_character
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

RECORD = '.notdef glyph rendered for Unicode string unsupported by fonts: "🦄" (U+1F984)'


def test_other_records_are_not_about_a_character() -> None:
    assert not missing_character('Failed to load image at "asset:x.png"')


def test_the_character_and_its_first_place_in_a_text_are_named() -> None:
    assert missing_character(RECORD) == "🦄"
    lines = {"report.yaml": ("title: 🦄",), "themes/01-money.md": ("---", "A 🦄 came.", "🦄")}
    (found,) = complaints("🦄", lines)
    assert found.message == 'no font has the character "🦄" (U+1F984, unicorn face): the PDF shows a box'
    assert found.span == Span("themes/01-money.md", 2, 3, 2, 4)


def test_what_stands_nowhere_has_no_place() -> None:
    assert [one.span for one in complaints("🦄", {"report.yaml": ("title: x",)})] == [None]


def test_a_control_character_is_not_printed() -> None:
    record = '.notdef glyph rendered for Unicode string unsupported by fonts: "\x85" (U+0085)'
    (found,) = complaints(missing_character(record), {})
    assert found.message == 'no font has the character "?" (U+0085): the PDF shows a box'


@pytest.mark.slow
def test_a_build_says_where_the_character_stands() -> None:
    theme = MINIMAL["themes/01-money.md"].replace("short", "short \U000f1234")  # private use: no font has it
    outcome = pipeline.build(MemoryWorkspace(MINIMAL | {"themes/01-money.md": theme}), ["pdf"], parallel=False)
    assert [(one.rule, one.span) for one in outcome.diagnostics] == [
        ("character-without-font", Span("themes/01-money.md", 7, 16, 7, 17))
    ]


def test_many_characters_of_one_script_are_one_message_with_a_count() -> None:
    letters = "".join(chr(0x12000 + number) for number in range(81))
    lines = {"themes/01-money.md": ("---", f"A {letters}."), "themes/02-more.md": ("🦄 and 🦓",)}
    first, *others = complaints(f"{letters}🦄🦓", lines)
    assert first.message.endswith("cuneiform sign a), nor 80 others of its script: the PDF shows boxes")
    assert first.span == Span("themes/01-money.md", 2, 3, 2, 4)
    assert [one.message[:26] for one in others] == ["no font has the character ", "no font has the character "]
