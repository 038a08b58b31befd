"""What makes a form a part of something else's name: a street, a report, a work, an institution, a month."""

from __future__ import annotations

import re

from report_kit.names.caution import Caution
from report_kit.names.context import LETTER, Context, Word
from report_kit.names.forms import Form
from report_kit.names.words import ordinary, signs, surnames, terms

_CITATION = re.compile(
    r"(?:'s)?(?:, [A-Z]\S+)*,? \(?(?:et al\b|(?:and|&) [A-Z]\S+,? \(?(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:[a-z]?[,;):.]|[a-z]\b))"
    r"| v\.? [A-Z]| ?\[\d"
    rf"|, [A-Z][{LETTER}]+ \((?:1[789]|20)\d\d[a-z]?\)"
    rf"|, [A-Z]\.(?: ?[A-Z]\.)*,? (?:and|&|\(|[A-Z][{LETTER}]+, [A-Z]\.)"
)
_KEY_BEFORE = re.compile(r"(?:@|[{,;#]\s?|\b(?:ref|cite)[-_]|\b(?:id|key|citation[-_]key): ?[\"']?)\Z")
_KEY_AFTER = re.compile(
    r"(?:[-_:]?et[-_]?al)?(?:[-_:][a-z][\w-]*?)?[-_:]?(?:(?:1[789]|20)\d\d|\d\d)(?:[a-z]\b|[-_:]?[a-z]\w*)?(?![\w@.]*@|\d)",
    re.IGNORECASE,
)
_JOINED_AFTER = re.compile(r"\s?[-/&]?\s?\d|[-/@_]\w|\.\w|\(s\)")
_JOINED_BEFORE = re.compile(r"[-/@_.&]|\s*&\s*")
_CONNECTING = frozenset({b"of", b"for", b"and", b"or", b"to"})
_NO_PART_OF_NAMES = signs("honorific") | signs("role") | signs("speech")
"""With a capital before a name, these are no part of it: 'Director Brown'."""
OPENING = signs("function") | signs("speech") | signs("address")
"""With a capital these only begin a sentence: 'When Brown …'."""


def gives_its_name(_form: Form, context: Context) -> bool:
    """Something is named after it: 'the Smith Review', 'Brown Street', 'Smith & Wesson', 'Rose Hill Primary School'."""
    after = context.next
    if after is None or not after.capital:
        return False
    if after.gap.strip(" ") in {"&", "-"}:
        return True
    return after.gap in {" ", "\n"} and after.lower.removesuffix(b"'s") in signs("eponym")


def is_cited(_form: Form, context: Context) -> bool:
    """A work in the list of references: 'Smith (2017)', 'Smith, 2017', 'Smith et al.', 'Smith v Jones'; its key:
    '@smith04', '@article{smith2004,'.
    """
    if _KEY_BEFORE.search(context.before) and _KEY_AFTER.match(context.after):
        return True
    return bool(_CITATION.match(context.after))


def goes_on_from_an_apostrophe(form: Form, context: Context) -> bool:
    """One or two letters that are the beginning of a name: 'O' is no surname in "O'Connor"."""
    return form.caution is Caution.TINY and bool(re.match(r"'[A-Za-z]{2}", context.after))


def is_part_of_a_longer_name(_form: Form, context: Context) -> bool:
    """A part of a longer name or term: 'Brown Street', 'Gordon Brown', 'the Council', 'Mark 2', 'a.brown'."""
    if _goes_on(context) or _JOINED_AFTER.match(context.after):
        return True
    before = context.last
    if before is None:
        return False
    if _JOINED_BEFORE.fullmatch(before.gap) or before.gap.endswith(("#", "/", "@", "_", "-")):
        return True
    if before.gap.strip(" \n"):
        return bool(re.search(r"\d\s*$", before.gap))  # 'item 4 Brown'
    if before.lower in signs("determiner") or before.is_possessive:
        return True
    return not context.begins_sentence and _began_before(before, context)


def _goes_on(context: Context) -> bool:
    after = context.next
    if after is None or context.possessive:
        return False
    return after.gap in {" ", "\n", "-", " & ", "/"} and after.capital and after.lower not in signs("role")


def _began_before(before: Word, context: Context) -> bool:
    """Whether the name begins with the words before: 'Gordon Brown', 'Ministry of Grant'."""
    if before.capital:
        if before.lower in _NO_PART_OF_NAMES:
            return False
        return not (context.begins_clause(0) and before.lower in OPENING)
    if before.lower not in _CONNECTING or context.begins_clause(1):
        return False
    first = context.previous[1]
    if not first.capital or first.gap.strip(" \n"):
        return False
    return not (first.lower in surnames() and first.lower not in ordinary() and first.lower not in terms())


def is_an_institution(form: Form, _context: Context) -> bool:
    """An institution, unless a title or a first name said otherwise: 'Council agreed'."""
    return form.words[-1] in signs("institution")


def is_shouted(_form: Form, context: Context) -> bool:
    """In a line of capitals, where a capital says nothing: 'WE WILL GRANT IT'."""
    return context.is_shouted()


def is_a_date(form: Form, context: Context) -> bool:
    """A month or a day after 'in', 'by', 'since': 'in May', 'by May agreed plans'."""
    before = context.last
    return form.words[-1] in signs("month") and before is not None and before.lower in signs("before_date")
