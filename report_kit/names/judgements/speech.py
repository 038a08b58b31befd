"""What makes a form somebody who speaks: a verb, a role, a quotation beside it."""

from __future__ import annotations

import re

from report_kit.names.caution import Caution
from report_kit.names.context import LETTER, Context, Word
from report_kit.names.forms import Form
from report_kit.names.judgements.longer_names import is_a_date
from report_kit.names.words import is_plain_term, signs

PLACING = frozenset(b"in at near of for from to across around with by on about between among into through".split())
"""What follows one of these does nothing: 'officers in Preston said', 'councillors for Bolton asked'."""
_PLACE_OR_TIME = signs("before_date") | PLACING
_SPEECH = re.compile(
    rf"(?:,? (?:who|also|then|further|later|rightly|clearly|strongly|himself|herself|in turn))*,? ([{LETTER}]+)"
)
_APPOSITION = re.compile(
    r"(?:,\s|,? \()(?:(?:the|a|an|our|then|former|deputy|interim|acting|senior|lead|co|assistant)[ -])*"
    rf"([{LETTER}]+)"
)


def speaks(_form: Form, context: Context) -> bool:
    """A verb of speech after it: 'Brown said', 'Brown, who also asked'."""
    before = context.last
    if before and before.lower in PLACING and not before.gap.strip():
        return False
    match = _SPEECH.match(context.after)
    return bool(match and match[1].encode("latin-1") in signs("speech_sure"))


def speaks_after_a_date_word(form: Form, context: Context) -> bool:
    """A month that speaks after a word that may also join sentences: 'until May argued the opposite'."""
    before = context.last
    if before is None or not is_a_date(form, context):
        return False
    return before.lower in signs("conjunction") and speaks(form, context)


def speaks_after_a_place(_form: Form, context: Context) -> bool:
    """A name and its verb after a place or a time: 'In Leeds Brown said', 'At the Council Brown led'."""
    if len(context.previous) < 2 or context.possessive:
        return False
    place, first = context.previous[:2]
    if not is_plain_term(place.lower):
        return False
    if first.lower == b"the" and len(context.previous) > 2:
        first = context.previous[2]
    gaps = (place.gap + context.previous[1].gap).strip(" \n")
    after = context.next
    verb = after is not None and after.gap in {" ", "\n"} and not after.capital and after.lower in signs("speech")
    return not gaps and verb and first.capital and first.lower in _PLACE_OR_TIME


def has_words_of_its_own(_form: Form, context: Context) -> bool:
    """Its possessive with a noun of speech: "Brown's view"."""
    after = context.next
    return after is not None and context.possessive and not after.gap.strip() and after.lower in signs("speech_noun")


def has_role_after(_form: Form, context: Context) -> bool:
    """A role after it: 'Brown, the director of housing'."""
    match = None if context.possessive else _APPOSITION.match(context.after)
    return bool(match and match[1].lower().encode("latin-1") in signs("role"))


def is_spoken_to(_form: Form, context: Context) -> bool:
    """A verb before it that takes a person: 'said Brown', 'we asked Brown'."""
    before = _joined(context)
    return before is not None and before.lower in signs("address_sure")


def has_role_before(form: Form, context: Context) -> bool:
    """A role before it: 'chief executive Brown'."""
    before = _joined(context)
    return before is not None and before.lower in signs("role") and form.caution <= Caution.TERM


def is_the_source(_form: Form, context: Context) -> bool:
    """After 'according to'."""
    before = _joined(context)
    return (
        before is not None
        and before.lower == b"to"
        and len(context.previous) > 1
        and context.previous[1].lower == b"according"
    )


def _joined(context: Context) -> Word | None:
    """The word before, where nothing but a space parts it from the form."""
    return context.last if context.last and not context.last.gap.strip(" \n") else None


def signs_a_quotation(_form: Form, context: Context) -> bool:
    """After a closing quotation mark, at the end of what is said: '“It works.” – Brown'."""
    closes = re.search(r"[\"'][.,]?\s*(?:-+\s*)?\Z|[\"']\s*\(\Z", context.before)
    ends = re.match(r"\s*(?:\Z|\n|[,.()])", context.after)
    opens = re.search(r"(?:^|[\s(])[\"']\Z", context.before)
    return bool(closes and ends and not opens)


def opens_a_quotation(_form: Form, context: Context) -> bool:
    """Before a colon and a quotation: 'Brown: “It works.”'."""
    return bool(re.match(r":\s+[\"']", context.after)) and context.begins_sentence
