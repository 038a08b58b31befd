"""Organisations: by their hosts, their letters, and what follows their short names."""

from __future__ import annotations

import re

from report_kit.names.context import Context
from report_kit.names.forms import Form
from report_kit.names.words import ordinary, signs, words_and_terms

_HOST = re.compile(
    r"(?:-[\w-]+)?(?:\.[\w-]+)*\.(?:uk|org|com|net|gov|edu|eu|info|io|int|scot|wales|cymru|london|ie|example|test)\b",
    re.IGNORECASE,
)
_PEOPLE = signs("role") | signs("body_people")


def in_a_host_or_file_name(form: Form, context: Context) -> bool:
    """A part of a host's name, or, being no word, of a file's name: `www.camden.gov.uk`, `whcl_report.pdf`."""
    if not form.host:
        return False
    if _HOST.match(context.after):
        return not re.search(r"[^\W_]\Z", context.before)
    word = form.words[0]
    return len(word) > 3 and word not in words_and_terms() and bool(re.match(r"_\w|/\w", context.after))


def counts_in_hosts_only(form: Form, _context: Context) -> bool:
    """A form that counts nowhere else."""
    return form.host


def letters_that_are_a_shouted_word(form: Form, context: Context) -> bool:
    """The letters of an organisation that are a word in a line of capitals: 'TAKE CARE OF YOURSELF'."""
    return form.upper and form.words[0] in ordinary() and context.is_shouted()


def letters_in_capitals(form: Form, _context: Context) -> bool:
    """The letters of an organisation: 'the GLA'. They are looked for in capitals only."""
    return form.upper


def acts_as_an_organisation(_form: Form, context: Context) -> bool:
    """A short name that what follows makes an organisation's: 'Camden Council', "Camden's team", 'Camden officers'."""
    after = context.next
    if after is None or after.gap not in {" ", "\n"}:
        return False
    if context.possessive:
        return not after.capital
    if after.capital:
        return after.lower in signs("body")
    return after.lower in signs("speech") or after.lower in _PEOPLE or after.lower[:-1] in _PEOPLE
