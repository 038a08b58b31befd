"""Judgements: whether a form that was found alone means the person. The rule of usability.

In: a form and what stands around it. Out: the first judgement of the list that decides. A surname like *Brown*, *May*
or *Council* stands on every page without meaning anybody; how much it takes to be believed is the `Caution` of the
form. The sentences of each judgement stand on a page of their own in `tests/names/judgements/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from report_kit.names.caution import Caution
from report_kit.names.context import Context
from report_kit.names.forms import KINDS, Form, Kind
from report_kit.names.judgements import (
    capitals,
    longer_names,
    organisations,
    own_name,
    positions,
    somebody_else,
    speech,
)


class Verdict(Enum):
    """What is meant."""

    MEANT = "meant"
    """The owner of the form."""
    OTHER = "other"
    """Somebody or something else."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reason to believe or to dismiss a form."""

    name: str
    """What it looks at; the page of its sentences is called so."""
    sees: Callable[[Form, Context], bool]
    """Whether it decides."""
    verdict: Verdict
    cautions: frozenset[Caution]
    """Of the forms that it is asked about."""
    kinds: frozenset[Kind] = frozenset(KINDS)
    """Likewise."""


def _anything(_form: Form, _context: Context) -> bool:
    """Whatever no judgement above it decided."""
    return True


_SURE, _COMMON, _WORD = (frozenset({caution}) for caution in (Caution.SURE, Caution.COMMON, Caution.WORD))
_WEAK = frozenset({Caution.WORD, Caution.TERM, Caution.TINY})
_DOUBTFUL = _COMMON | _WEAK
_ALL = _SURE | _DOUBTFUL
_MEANT, _OTHER = Verdict.MEANT, Verdict.OTHER
_ORGANISATION: frozenset[Kind] = frozenset({"organisation"})
_SURNAME: frozenset[Kind] = frozenset({"surname"})
_FIRST_NAME: frozenset[Kind] = frozenset({"first name"})
_NO_ORGANISATION = frozenset(KINDS) - _ORGANISATION
_NO_FIRST_NAME = frozenset(KINDS) - _FIRST_NAME

JUDGEMENTS: tuple[Judgement, ...] = (
    # Forms of organisations that count in one place only
    Judgement("host or file name", organisations.in_a_host_or_file_name, _MEANT, _ALL, _ORGANISATION),
    Judgement("outside of hosts", organisations.counts_in_hosts_only, _OTHER, _ALL, _ORGANISATION),
    Judgement("shouted word", organisations.letters_that_are_a_shouted_word, _OTHER, _ALL, _ORGANISATION),
    Judgement("letters in capitals", organisations.letters_in_capitals, _MEANT, _ALL, _ORGANISATION),
    # What nothing else is called
    Judgement("first name with another surname", somebody_else.has_other_surname, _OTHER, _SURE, _FIRST_NAME),
    Judgement("rare name", _anything, _MEANT, _SURE),
    # Frequent surnames: they count, unless they are visibly somebody else's
    Judgement("surname after own first name", own_name.has_own_given, _MEANT, _COMMON, _SURNAME),
    Judgement("surname after another first name", somebody_else.has_other_given, _OTHER, _COMMON),
    Judgement("surname that gives its name", longer_names.gives_its_name, _OTHER, _COMMON),
    Judgement("surname before other initials", somebody_else.has_other_initials_after, _OTHER, _COMMON),
    Judgement("half of another name", somebody_else.is_half_of_another_name, _OTHER, _COMMON),
    # Words, terms and letters: they count with evidence beside them
    Judgement("lower case", capitals.is_in_lower_case, _OTHER, _WEAK),
    Judgement("letter before an apostrophe", longer_names.goes_on_from_an_apostrophe, _OTHER, _WEAK),
    Judgement("organisation that acts", organisations.acts_as_an_organisation, _MEANT, _WEAK, _ORGANISATION),
    Judgement("title", own_name.has_title, _MEANT, _WEAK),
    Judgement("initial of the surname", own_name.has_initial_of_surname, _MEANT, _WEAK, _FIRST_NAME),
    Judgement("speaker after a place", speech.speaks_after_a_place, _MEANT, _WORD, _NO_FIRST_NAME),
    Judgement("word after own first name", own_name.has_own_given_and_is_no_other_name, _MEANT, _WEAK, _SURNAME),
    Judgement("other initials before", somebody_else.has_other_initials_before, _OTHER, _WEAK, _SURNAME),
    Judgement("own initials after", own_name.has_own_initials_after, _MEANT, _WEAK, _SURNAME),
    Judgement("field of a person", capitals.fills_the_field_of_a_person, _MEANT, _WEAK),
    Judgement("list of people", positions.is_listed_among_people, _MEANT, _WEAK, _NO_ORGANISATION),
    Judgement("label of a turn", positions.labels_a_turn, _MEANT, _WEAK, _NO_ORGANISATION),
    Judgement("name in brackets", positions.is_noted_in_brackets, _MEANT, _WORD, _SURNAME),
    Judgement("longer name", longer_names.is_part_of_a_longer_name, _OTHER, _WEAK),
    Judgement("citation", longer_names.is_cited, _OTHER, _DOUBTFUL),
    Judgement("common surname", _anything, _MEANT, _COMMON),
    Judgement("institution", longer_names.is_an_institution, _OTHER, _WEAK),
    Judgement("line of capitals", longer_names.is_shouted, _OTHER, _WEAK),
    Judgement("month that speaks", speech.speaks_after_a_date_word, _MEANT, _WEAK),
    Judgement("date", longer_names.is_a_date, _OTHER, _WEAK),
    Judgement("words of its own", speech.has_words_of_its_own, _MEANT, _WEAK),
    Judgement("speaker", speech.speaks, _MEANT, _WEAK),
    Judgement("role after", speech.has_role_after, _MEANT, _WEAK),
    Judgement("spoken to", speech.is_spoken_to, _MEANT, _WEAK),
    Judgement("role before", speech.has_role_before, _MEANT, _WEAK),
    Judgement("source", speech.is_the_source, _MEANT, _WEAK),
    Judgement("after a quotation", speech.signs_a_quotation, _MEANT, _WEAK),
    Judgement("before a quotation", speech.opens_a_quotation, _MEANT, _WEAK),
    Judgement("signature", positions.is_signed_below, _MEANT, _WEAK, _SURNAME),
    Judgement("capital inside a sentence", capitals.has_a_capital_inside_a_sentence, _MEANT, _WORD),
    Judgement("nothing beside it", _anything, _OTHER, _WEAK),
)
"""In order: the first that sees what it looks for decides."""

BY_OWNER = frozenset(
    {
        own_name.has_title, own_name.has_own_given, own_name.has_own_given_and_is_no_other_name,
        own_name.has_own_initials_after, own_name.has_initial_of_surname,
        somebody_else.has_other_given, somebody_else.has_other_surname, somebody_else.has_other_initials_after,
        somebody_else.has_other_initials_before, somebody_else.is_half_of_another_name,
    }
)  # fmt: skip
"""Those that look at whose form it is. All others judge everybody who shares a word at once."""

_ASKED = {
    (caution, kind): tuple(one for one in JUDGEMENTS if caution in one.cautions and kind in one.kinds)
    for caution in Caution
    for kind in KINDS
}
"""Who is asked about a form."""


def judge(form: Form, context: Context) -> Judgement:
    """The judgement that decides what `form` means there."""
    for judgement in _ASKED[form.caution, form.kind]:
        if judgement.sees(form, context):
            return judgement
    raise AssertionError("the last judgement decides whatever is left")


def owners_meant(forms: list[Form], context: Context) -> list[Form]:
    """Those of `forms`, all found in the same place, that mean their owner there."""
    alike: dict[tuple[object, ...], list[Form]] = {}
    for form in forms:
        alike.setdefault((form.caution, form.kind, form.words, form.upper, form.host), []).append(form)
    meant = {id(form) for group in alike.values() for form in _meant(group, context)}
    return [form for form in forms if id(form) in meant]


def _meant(forms: list[Form], context: Context) -> Iterator[Form]:
    """Those of `forms`, which differ in nothing but their owners, that mean their owner there."""
    for judgement in _ASKED[forms[0].caution, forms[0].kind]:
        if judgement.sees in BY_OWNER:
            decided = {id(form) for form in forms if judgement.sees(form, context)}
        else:
            decided = set(map(id, forms)) if judgement.sees(forms[0], context) else set()
        if decided and judgement.verdict is Verdict.MEANT:
            yield from (form for form in forms if id(form) in decided)
        if len(decided) == len(forms):
            return
        if decided:
            forms = [form for form in forms if id(form) not in decided]
