"""Dates in words, for the templates."""

from __future__ import annotations

from report_kit.model.dates import date_in_words, when_in_words

__all__ = ["date_in_words", "when_in_words"]
