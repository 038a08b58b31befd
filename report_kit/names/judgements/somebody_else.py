"""What makes a form somebody else's: another first name, another surname, other initials."""

from __future__ import annotations

import re

from report_kit.names.context import LETTER, Context, Word
from report_kit.names.forms import Form
from report_kit.names.judgements.own_name import WORDS_TOO
from report_kit.names.words import given_names, is_plain_term, ordinary, signs, surnames, words_and_terms

_IN_PLACES = frozenset({b"in", b"at", b"near"})
_GOES_ON = re.compile(
    rf"[ \n]((?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|bin|ibn|al)[ '-])*)"
    rf"([A-Z\x80-\xff][{LETTER}'-]*(?: [A-Z\x80-\xff][{LETTER}'-]*){{0,2}})"
)
"""The words with a capital after a first name, and the particles before them."""
_NO_FIRST_NAMES = signs("honorific") | signs("role") | signs("speech") | signs("function")
_SECOND_NAMES = {b"taylor": {"Francis", "Wimpey"}, b"smith": {"Nephew", "Wesson", "Sons"}, b"johnson": {"Johnson"}}
"""Firms of two names."""
_ALSO_FIRST_NAMES = frozenset(
    b"taylor jordan morgan riley cameron logan bailey carter cooper harper hunter kennedy mason parker reid spencer "
    b"tyler jackson harrison kelly ross russell stuart murray gordon elliott bryan francis george henry".split()
)


def has_other_given(form: Form, context: Context) -> bool:
    """Somebody else's first name or initial before the surname: 'Adam Smith', 'T. Smith', 'Priyanka Patel'."""
    word = context.last
    if word is None or word.gap.strip(" .\n_"):
        return False
    if word.gap in {".", "_"} and word.text.islower():  # an account: 'amy.wilson@'
        return word.lower in given_names() and word.lower not in form.owner.given
    if not word.capital:
        return False
    if len(word.text) == 1:
        return word.text not in WORDS_TOO and not form.owner.initials.intersection(_initials_before(context))
    if word.gap.strip(" \n"):
        return False  # '… in York. Smith said'
    if word.lower in given_names():
        return True
    if _is_no_name(word, context) or word.lower in _NO_FIRST_NAMES or word.lower[:1] in form.owner.initials:
        return False
    # At the beginning of a sentence every word has a capital; what is no English word is a first name all the same.
    begins = context.begins_clause(0) or "-" in context.previous[1].gap
    return not begins or word.lower not in ordinary()


def has_other_initials_before(form: Form, context: Context) -> bool:
    """Somebody else's initials before a word: 'C. S. Lewis said', 'by T.R. Young'."""
    word = context.last
    if word is None or len(word.text) > 1 or not word.capital or word.gap.strip(" \n") != "." or word.text in WORDS_TOO:
        return False
    initials = _initials_before(context)
    if len(context.previous) > len(initials) and context.previous[len(initials)].lower in signs("label"):
        return False  # 'Appendix B. Young said so'
    return form.owner.initials.isdisjoint(initials)


def _initials_before(context: Context) -> list[bytes]:
    """The letters before the form: of 'J. R. Smith', any may be the owner's own."""
    initials = []
    for word in context.previous:
        if len(word.text) > 1 or word.gap.strip(" ."):
            break
        initials.append(word.lower)
    return initials


def _is_no_name(word: Word, context: Context) -> bool:
    """Whether the word before is a body, a place or a time: "the GLA's Smith", 'On Monday Smith', 'In Acton Smith'."""
    if word.is_possessive or (word.text.isupper() and not context.text.isupper()):
        return True
    return is_plain_term(word.lower) or (len(context.previous) > 1 and context.previous[1].lower in _IN_PLACES)


def has_other_surname(form: Form, context: Context) -> bool:
    """A surname after the first name that is not the owner's: 'Xanthe Jones', 'Xanthe Zubrowski', 'Xanthe de Vries'."""
    match = None if context.possessive else _GOES_ON.match(context.after)
    if match is None:
        return False
    words = [word.lower().removesuffix("'s").encode("latin-1") for word in match[2].split()]
    if not form.owner.families.isdisjoint(words):
        return False  # with a middle name: 'Xanthe Philippa Griffiths'
    word = words[0]
    if word in surnames() or match[1]:
        return True
    # What is no English word is a surname, unless it may be the owner's own, misspelt.
    unknown = word not in words_and_terms() and word not in given_names() and len(word) > 3
    return unknown and not any(family[:1] == word[:1] for family in form.owner.families)


def has_other_initials_after(form: Form, context: Context) -> bool:
    """Somebody else's initials after the surname, as in lists of works: 'Jones B, Smith A. The title'."""
    match = re.match(r" ([A-Z]{1,3})[.,;:]", context.after)
    return bool(match and match[1][0].lower().encode() not in form.owner.initials)


def is_half_of_another_name(form: Form, context: Context) -> bool:
    """The first name of somebody else, or half of a firm's: 'Taylor Swift', 'Taylor and Francis'."""
    word, after = form.words[-1], context.next
    match = re.match(r" (?:(?:and|&) )?([A-Z][a-z]+)\b", context.after)
    if match and match[1] in _SECOND_NAMES.get(word, ()):
        return True
    if after is None or context.possessive or after.gap != " " or not after.capital or word not in _ALSO_FIRST_NAMES:
        return False
    return after.lower in surnames() and after.lower not in form.owner.families
