"""What makes a form its owner's: a title, the first name, an initial."""

from __future__ import annotations

import re

from report_kit.names.context import Context
from report_kit.names.forms import Form
from report_kit.names.judgements.longer_names import gives_its_name
from report_kit.names.words import signs

_SPEECH = "|".join(sorted(word.decode() for word in signs("speech_sure")))
_INITIALS_AFTER = re.compile(
    rf"(,? |,\n)([A-Z]{{1,3}})(\.|\b(?!')(?=\s*[,;:)\n]|\s*\Z| (?:{_SPEECH}|spoke|wrote|led)\b))"
)
_FAMILY_INITIAL = re.compile(r" ([A-Z])(\.|\b(?!['-]))")
WORDS_TOO = frozenset({"A", "I"})
"""Letters that are words."""
_BEFORE_FIRST_NAMES = frozenset({b"sir", b"dame", b"sister"})
_TITLES_IN_LOWER_CASE = frozenset({b"cllr", b"prof"})


def has_title(form: Form, context: Context) -> bool:
    """A title right before it: 'Ms Brown', 'Professor Brown', 'Sir Mark'."""
    word = context.last
    if word is None or (form.kind == "first name" and word.lower not in _BEFORE_FIRST_NAMES):
        return False
    if word.gap.strip(" .\n\xa0") or not (word.capital or word.lower in _TITLES_IN_LOWER_CASE):
        return False
    if word.lower in {b"lord", b"lady"} and form.words[-1] in signs("lord_office"):
        return False
    return word.lower in signs("honorific") or word.lower in form.owner.titles


def has_own_given(form: Form, context: Context) -> bool:
    """The owner's first name or initial before the surname, if need be with others in between: 'Jane E. Smith'."""
    if not context.follows_a_capital:
        return False
    for number in range(min(3, len(context.previous))):
        said = _is_own(form, context, number)
        if said is not None:
            return said
    return False


def has_own_given_and_is_no_other_name(form: Form, context: Context) -> bool:
    """Likewise before a word, which may go on as something else's name or stand in a line of capitals."""
    return has_own_given(form, context) and not gives_its_name(form, context) and not context.is_shouted(beside=1)


def _is_own(form: Form, context: Context, number: int) -> bool | None:
    """Whether the word `number` before is the owner's; None where it is not and may stand between."""
    word = context.previous[number]
    joined = number > 0 and any(one.lower == b"and" or "&" in one.gap for one in context.previous[: number + 1])
    if word.gap.strip(" .\n,&" if joined else " .\n"):
        return False
    if word.lower == b"and" and number == 1 and context.previous[0].capital:
        return None  # 'John and Mary Brown'
    if len(word.text) > 1 and word.capital and word.lower in form.owner.given:
        return True
    if joined and len(word.text) == 1:
        return False  # 'J and T. Smith'
    if len(word.text) == 1 and word.capital and word.lower in form.owner.initials:
        sure = "." in word.gap or number > 0 or word.text not in WORDS_TOO
        return not _is_label(context, number + 1) if sure else None
    if not number and 1 < len(word.text) < 4 and word.text.isupper() and _are_initials(word.text, form):
        return not context.text.isupper()
    return None if word.capital else False


def _is_label(context: Context, number: int) -> bool:
    """Whether the letter after the word `number` before belongs to 'Appendix B.' or is the s of "council's"."""
    if len(context.previous) <= number:
        return False
    before = context.previous[number]
    return before.lower in signs("label") or before.gap.endswith("'")


def has_initial(form: Form, context: Context) -> bool:
    """The owner's initial beside the surname: 'J. Smith', 'Smith, J.'."""
    word = context.last
    if word and len(word.text) == 1 and has_own_given(form, context):
        return True
    return has_own_initials_after(form, context)


def has_own_initials_after(form: Form, context: Context) -> bool:
    """The owner's initials after the surname: 'Smith, J.', 'Grant ME, the chair'."""
    match = _INITIALS_AFTER.match(context.after)
    if not match or not _are_initials(match[2], form):
        return False
    return bool("," in match[1] or match[3] or len(match[2]) > 1 or match[2] not in WORDS_TOO)


def _are_initials(letters: str, form: Form) -> bool:
    """Whether `letters` are the owner's: M, ME for Mark Edward."""
    return len(set(letters)) == len(letters) and all(one.encode() in form.owner.initials for one in letters.lower())


def has_initial_of_surname(form: Form, context: Context) -> bool:
    """The initial of the owner's surname after the first name: 'Mark B.', 'Mark B said'."""
    match = _FAMILY_INITIAL.match(context.after)
    if not match or (match[1] in WORDS_TOO and not match[2]):
        return False
    return any(family.startswith(match[1].lower().encode()) for family in form.owner.families)
