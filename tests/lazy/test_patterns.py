"""Patterns are compiled when they are used; here all of them are, so that a mistake in one does not wait."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import report_kit
from report_kit.lazy.patterns import _Pattern, pattern


def test_a_pattern_is_compiled_once_and_then_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda text, flags: made.append(text) or real(text, flags))
    digits = pattern(r"(\d+)x", re.IGNORECASE)
    assert made == []
    assert digits.sub("-", "1X 22x") == "- -"
    assert digits.findall("1X 22x") == ["1", "22"]
    assert digits.search("none") is None
    assert [each[1] for each in digits.finditer("1X 22x")] == ["1", "22"]
    assert digits.split("a1Xb") == ["a", "1", "b"]
    assert digits.match("1x")
    assert digits.fullmatch("1x!") is None
    assert made == [r"(\d+)x"]
    assert (digits.pattern, digits.groups) == (r"(\d+)x", 1)


def test_every_pattern_of_the_toolkit_can_be_compiled() -> None:
    count = 0
    for module in pkgutil.walk_packages(report_kit.__path__, "report_kit."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, _Pattern):
                assert isinstance(re.compile(value._text, value._flags), re.Pattern)
                count += 1
    assert count > 80
