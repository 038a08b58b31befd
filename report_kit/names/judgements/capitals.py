"""What a capital says of a word, and what a word says alone in the field of a person."""

from __future__ import annotations

import re

from report_kit.names.caution import Caution
from report_kit.names.context import LETTER, Context
from report_kit.names.forms import Form
from report_kit.names.judgements.longer_names import is_part_of_a_longer_name
from report_kit.names.words import signs, surnames, words_and_terms

_SUBJECTS = frozenset(b"i you he she it we they there".split())
_SMALL = frozenset({"from", "with", "into"})
"""Words that stay small in titles, of four letters and more."""


def is_in_lower_case(_form: Form, context: Context) -> bool:
    """A word without a capital, which in the field of a person would say nothing: 'brown bins'."""
    return not context.text[:1].isupper() and not context.person_field


def fills_the_field_of_a_person(form: Form, context: Context) -> bool:
    """In the field of a person, a word; of what has a capital for other reasons, the whole name that is given."""
    if not context.person_field:
        return False
    if form.caution is Caution.WORD and not is_part_of_a_longer_name(form, context):
        return True
    return not re.search(r"[^,;&/|]*\w\s*\Z", context.before) and not re.match(r"\s*[^\s,;&/|)]", context.after)


def has_a_capital_inside_a_sentence(_form: Form, context: Context) -> bool:
    """A capital inside a sentence that is no heading, beside no other capital: 'it came from Brown and was short'."""
    before = context.last
    if context.begins_sentence or before is None:
        return False
    if len(context.text) > 1 and context.text.isupper():
        return False  # letters that are short for something: 'registered for SAM', 'reset to HEAD'
    if before.gap.strip(" \n") not in {"", ","} or (before.capital and before.lower not in signs("function")):
        return False
    if _stands_beside_a_capital(context) or _opens_a_line_as_a_verb(context):
        return False
    if re.match(r" (?:and|or|&) [A-Z]", context.after) or re.match(r"[\"'](?!s\b)", context.after):
        return False
    return not _is_heading(context)


def _stands_beside_a_capital(context: Context) -> bool:
    """Whether a capital follows that is not the next name in a list: 'Brown, Featherby'."""
    after = context.next
    if after is None or not after.capital or after.gap.strip(" \n") not in {"", ","}:
        return False
    return not (after.gap.startswith(",") and after.lower in surnames() and after.lower not in words_and_terms())


def _opens_a_line_as_a_verb(context: Context) -> bool:
    """Whether it begins a line and is a verb there: 'Will they …', 'Mark the date'."""
    before, after = context.last, context.next
    if before is None or "\n" not in before.gap or after is None or after.gap != " ":
        return False
    return after.lower in signs("determiner") or after.lower in _SUBJECTS


def _is_heading(context: Context) -> bool:
    """Whether most of the longer words on the line have capitals, as in a title."""
    line = context.before.rpartition("\n")[2] + " " + context.after.partition("\n")[0]
    words: list[str] = [word for word in re.findall(rf"[{LETTER}]{{4,}}", line) if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 2 and capitals * 2 >= len(words)
