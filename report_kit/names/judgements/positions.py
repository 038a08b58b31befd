"""Positions that only a person takes: a label before what is said, a list of those present, a name below it."""

from __future__ import annotations

import re

from report_kit.names.caution import Caution
from report_kit.names.context import LETTER, Context
from report_kit.names.forms import Form
from report_kit.names.words import given_names, is_plain_term, signs, surnames, words_and_terms

_LINE_START = re.compile(r"(?:(?:\A|\n)[ \t>*_\-|#\d.)\[\]:\"']*|[\n,;|{(\[:=]\s?[\"'{])\Z")
"""The beginning of a line, or of a field: `text: "Brown: …"`, `note = {Brown: …`."""
_LABEL_END = re.compile(r"[\"'*_]{0,4}(?: ?\([^()\n]{1,40}\))?\s?[\"'*_]{0,4}:[\"'*_]{0,4}\s+(?=\S)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|us|me|[Yy]es|[Tt]hanks|[Ll]et's)\b")
_TURN = re.compile(rf"(?:\A|\n)[^{LETTER}\n]*([A-Z][{LETTER}'-]*)[^{LETTER}\n]{{0,5}}:\s")
_COLOUR = re.compile(r"\b(?:red|amber|green|black|white|brown|blue|yellow|grey|asian)\b", re.IGNORECASE)

_PEOPLE_LABEL = re.compile(
    r"(?:\A|[\n|{,;(\"'\[]|- )[ \t>*_#\"']*"
    r"(?:speakers?|(?:co-?|vice[- ]?)?chair(?:s|man|woman|person)?|chaired by|present|attendees?|attended by|attending"
    r"|in attendance|apologies(?: (?:for absence|from|received from|received))?|participants?|panel(?:l?ists?)?"
    r"|facilitators?|facilitated by|moderators?|minutes(?: taken)? by|note[-_ ]?takers?|notes? (?:taken )?by|scribe"
    r"|rapporteurs?|hosts?|hosted by|interviewees?|interviewers?|interviewed|contributors?|guests?|absent"
    r"|proposed by|seconded by|proposer|seconder|surname|(?:first|last|family|given)[-_ ]?names?|forename)"
    r"(?: \(\d+\))?[\"'*_ \t]*(?:[:=|][\"'*_ \t]*|\n)",
    re.IGNORECASE,
)
_ITEM_END = re.compile(r"[\"'*_]*\s*(?:\Z|\n|[,;&/|)\]}(]|\.(?=\s|\Z)|- |and\b)|\. | [A-Z]{1,3}(?=\s*[,;\n]|\Z)")
_ITEM_START = re.compile(r"(?:\A|[,;&/|\n\[(]|\band|(?:\A|\n)\s*[-*]|\b[A-Z]\.?)[\s\"'*_\-\[]*\Z")
_ASIDE = re.compile(r"\([^()]{0,80}\)")
_WORD = re.compile(rf"[{LETTER}][{LETTER}'-]*")
_SMALL = frozenset(["and", "van", "von", "der", "den", "de", "del", "di", "da", "la", "le", "bin", "al", "of"])
_SENTENCE = re.compile(rf"[{LETTER}]{{3,}}[.!?:]\s|[!?]")
_LONGEST_LINE = 80

_BRACKETED = re.compile(r"[\w.!?\"',] ?\(\Z")
_IN_PROSE = re.compile(r"(?:\b[a-z]+,? ){2}[a-z]+[.!?]? \(\Z")
_BRACKET_END = re.compile(r"\)(?:[.;]?[\"'}\]]{0,2}\s*(?:\Z|\n)|[.;] | [A-Z])")
_SIGNED = re.compile(r"[.!?][\"'*_]{0,4}(?:\s|\n[>\s]*)-{1,3} ?[*_]{0,2}\Z")
_QUOTED = re.compile(r"(?:\A\s*|\n)>|[\"']")
_SIGNATURE_END = re.compile(r"[*_]{0,2}(?:,? [A-Z]{1,3}\b\.?)?\s*(?:\Z|\n(?!\s*-))")


def labels_a_turn(form: Form, context: Context) -> bool:
    """A label at the beginning of a line, before what is said: 'Brown: we need more time', '**May:** I agree.'"""
    end = _LABEL_END.match(context.after)
    if not end or not _LINE_START.search(context.before):
        return False
    said = context.after[end.end() :].partition("\n\n")[0]
    near = f"{context.before}\n{context.after[end.end() :]}"
    word = form.words[-1]
    if word in signs("month") and any(month in signs("month") for month in _words(near)):
        return False  # a calendar
    if _COLOUR.fullmatch(context.text) and _COLOUR.search(near):
        return False  # a key
    if _FIRST_PERSON.search(said) or any(map(_is_speaker, _TURN.findall(near))):
        return True
    plain = form.caution is Caution.WORD and word not in signs("field_label")
    return plain and len(said.split()) >= 3 and said[:1].isalpha()


def _is_speaker(label: str) -> bool:
    """Whether a label near by is somebody who speaks."""
    word = label.lower().encode("latin-1")
    named = word in surnames() or word in given_names()
    return (named and word not in words_and_terms()) or word in signs("turn_label")


def _words(text: str) -> list[bytes]:
    return [word.lower().encode("latin-1") for word in _WORD.findall(text)]


def is_listed_among_people(form: Form, context: Context) -> bool:
    """What follows 'Chair:' or 'Present:', alone or in a list of names: 'Present: Smith, Brown, Taylor.'"""
    if not _ITEM_END.match(context.after):
        return False
    labels = list(_PEOPLE_LABEL.finditer(context.far_before))
    if not labels:
        return False
    between = context.far_before[labels[-1].end() :]
    if between.strip(" \t\"'*_[") and not _ITEM_START.search(between):
        return False
    if form.caution > Caution.WORD:
        others = _words(between + context.after.partition("\n")[0])
        if any(is_plain_term(word) for word in others if word not in form.words):
            return False  # months or places
    return _is_list_of_names(_ASIDE.sub("", between))


def _is_list_of_names(text: str) -> bool:
    """Whether `text`, a part of a list, holds names and what stands between them."""
    lines = [line for line in text.split("\n") if line.strip()]
    for line in lines:
        head = line.strip(" \t>*_-|\"'[")
        first = re.split(r"[,;|]", head)[0] if len(lines) > 1 else head
        if len(lines) > 1 and len(line) > _LONGEST_LINE:
            return False
        if _SENTENCE.search(head) or not all(word[0].isupper() or word in _SMALL for word in _WORD.findall(first)):
            return False
    return True


def is_noted_in_brackets(form: Form, context: Context) -> bool:
    """In brackets at the end of what was said: 'We need more time (Brown).'"""
    if not _BRACKETED.search(context.before):
        return False
    if form.words[-1] in signs("field_label") and not _IN_PROSE.search(context.before):
        return False  # 'See (Page).', but 'We need more time (Page).'
    if _COLOUR.fullmatch(context.text) and re.search(r"rat(?:ed|ing)|status|colour|ethnic|bins?\b", context.before):
        return False
    return bool(_BRACKET_END.match(context.after))


def is_signed_below(form: Form, context: Context) -> bool:
    """After a dash at the end of what was said: 'We need more time. — Brown'."""
    if not _SIGNED.search(context.before) or not _SIGNATURE_END.match(context.after):
        return False
    if re.search(r"(?:\A|\n)[ \t]*-[^\n]*\n\s*-{1,3} ?\Z", context.before):
        return False  # a list
    return form.caution is Caution.WORD or bool(_QUOTED.search(context.before))
