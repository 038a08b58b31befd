"""What commands print cannot steer the terminal that shows it."""

from __future__ import annotations

import pytest

from report_kit.cli.results import give, say

STEERING = "a\x1b[31mb\u202ec\x9bd"


def test_what_is_told_to_people_shows_control_characters_as_signs(capsys: pytest.CaptureFixture[str]) -> None:
    give(f"first\n{STEERING}")
    say(STEERING)
    out, err = capsys.readouterr()
    assert out == "first\na␛[31mb\\u202ec\\x9bd\n".replace("\\x9b", "\\u009b")
    assert err == out.removeprefix("first\n")


def test_what_is_told_to_programs_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    give(STEERING, raw=True)
    assert capsys.readouterr().out == STEERING + "\n"


def test_plain_lines_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    give("first\n\n  “second” – dritte Zeile")
    assert capsys.readouterr().out == "first\n\n  “second” – dritte Zeile\n"
