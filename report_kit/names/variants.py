"""The forms under which each protected person and organisation is looked for.

In: `Protected`. Out: a tuple of `Form`. For *Jane Elizabeth Smith-Jones*, jane.sj@example.org, they are: the full name
with and without middle names or initials, and in reverse order; every short form of the first name with the surname;
each half of the surname with the first name; initials with the surname, and in reverse; a title with the surname; the
surname alone; the first name alone; the address, its local part, handles; phone numbers by their last digits, so that
`+44 (0)20 …`, `0044 20 …` and `020 …` are one. How much each takes to be believed is its `Caution`; the rule is in
`caution`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from report_kit.names.caution import Caution, caution_of
from report_kit.names.contact_forms import of_email, of_handle, of_phone
from report_kit.names.forms import Form, Kind, Owner
from report_kit.names.full_name import PARTICLES, Name, as_japanese, take_apart
from report_kit.names.normalise import words_of
from report_kit.names.organisation_forms import all_of_organisations, of_organisation
from report_kit.names.protected import Protected, ProtectedOrganisation, ProtectedPerson
from report_kit.names.words import (
    FUNCTION_WORDS,
    given_names,
    lower_case_words,
    nicknames,
    surnames,
    words_and_terms,
)

_TITLES = tuple(b"mr mrs mx dr prof cllr".split())
"""Titles that nothing else is, so that they count in lower case too; `judgements` know all others."""
_CJK_TITLES = (
    "先生", "女士", "小姐", "教授", "博士", "老师", "老師", "主任", "经理", "經理", "さん", "様", "씨", "님",
)  # fmt: skip
_ARABIC_CLITICS = tuple(letter.encode() for letter in "ولبفك")


def forms_of(protected: Protected) -> tuple[Form, ...]:
    """Every form to look for, each once for each owner."""
    found: dict[tuple[object, ...], Form] = {}
    for form in (*_all_of_people(protected.people), *all_of_organisations(protected.organisations)):
        if form.words and all(form.words):
            key = (form.owner.id, form.words, form.only_after, form.only_before, form.host or form.account)
            known = found.get(key)
            if known is None or form.caution < known.caution:
                found[key] = form
    return tuple(found.values())


def not_looked_for(who: ProtectedPerson | ProtectedOrganisation) -> list[str]:
    """What is entered of `who` but yields no form: 'name', 'phone number' … A person without a name is among them."""
    owner = Owner(who.id)
    if isinstance(who, ProtectedOrganisation):
        return ["name" for name in who.names if not any(of_organisation(owner, name.reveal()))]
    missing = []
    if not take_apart(who.name.reveal(), who.given.reveal(), who.family.reveal()):
        missing.append("name")
    missing += ["other name" for name in who.name_variants if not take_apart(name.reveal())]
    missing += ["e-mail address" for email in who.emails if not any(of_email(owner, email))]
    missing += ["phone number" for phone in who.phones if not any(of_phone(owner, phone))]
    missing += ["handle" for handle in who.handles if not any(of_handle(owner, handle))]
    return missing


def _all_of_people(people: Iterable[ProtectedPerson]) -> Iterator[Form]:
    for person in people:
        yield from _of_person(person)


def names_of(person: ProtectedPerson) -> list[Name]:
    """The names of `person`, each in every way that it may be read or spelt out."""
    names = [
        name
        for spelling in (str.strip, _transliterated, _as_pdf_has_it)
        for name in (
            take_apart(*(spelling(text.reveal()) for text in (person.name, person.given, person.family))),
            as_japanese(person.name.reveal()),
            *(take_apart(spelling(variant.reveal())) for variant in person.name_variants),
        )
        if name
    ]
    return list(dict.fromkeys(names))


def surnames_of(name: Name) -> list[tuple[bytes, ...]]:
    """What `name` gives as a surname, whole first; every form but the first name alone has the words of one of them."""
    return [name.family, *(name.halves or _parts_of(name.family)), *_earlier_surname(name)]


def _of_person(person: ProtectedPerson) -> Iterator[Form]:
    names = names_of(person)
    given = {b"".join(part) for name in names for part in name.given}
    given |= {word for name in names for part in name.given for word in part}
    owner = Owner(
        person.id,
        frozenset(given.union(*(nicknames().get(name, frozenset()) for name in given))),
        frozenset(name[:1] for name in given),
        frozenset(word for name in names for word in (*name.family, b"".join(name.family))),
        frozenset(words_of(person.honorific.reveal())),
    )
    for name in names:
        yield from _of_unspaced(owner, name) if name.unspaced else _of_name(owner, name)
    for email in person.emails:
        yield from of_email(owner, email)
    for handle in person.handles:
        yield from of_handle(owner, handle)
    for phone in person.phones:
        yield from of_phone(owner, phone)


def _of_name(owner: Owner, name: Name) -> Iterator[Form]:
    family = name.family
    parts = name.halves or _parts_of(family)
    several = bool(name.halves) or sum(word not in PARTICLES for word in family) > 1
    earlier = _earlier_surname(name)
    families = [family, *(part for part in parts if part != family)]
    for last in families:
        yield from _with_given(owner, name, last)
    yield from _alone(owner, family, "surname" if name.given else "full name")
    for part in families[1:]:
        # 'Ms Jones' for Smith-Jones, 'Berg' for van der Berg: half a name, so never without a capital, unless it is a
        # half that nothing else is called: Iweala.
        caution = caution_of(b"".join(part), surname=True)
        rare = several and caution is Caution.SURE and len(b"".join(part)) > 4
        yield Form(owner, "surname", part, caution if rare else max(Caution.WORD, caution))
    for part in dict.fromkeys(earlier):
        caution = caution_of(b"".join(part), surname=True) if len(part) == 1 else Caution.SURE
        yield Form(owner, "surname", part, caution if caution is Caution.SURE else max(Caution.WORD, caution))
        yield from _with_given(owner, Name(name.given[:1], part), part)
    yield from _of_parted(owner, name)
    yield from _of_accounts(owner, name)
    if len(family) == 1 and caution_of(family[0], surname=True) > Caution.COMMON:
        # A surname that counts alone needs no title beside it to be found.
        for title in (*_TITLES, *owner.titles):
            yield Form(owner, "title and surname", (title, *family))
    for part in name.given[:1]:
        if len(b"".join(part)) > 1:
            yield from _alone(owner, part, "first name")


def _parts_of(family: tuple[bytes, ...]) -> list[tuple[bytes, ...]]:
    """The surnames that a person with several may be called by: (de, la, fuente, ibanez) gives each, with particles
    and without. 'van der Berg' is called 'Berg'; O'Brien is never 'Brien'.
    """
    if len(family) < 2 or len(family[0]) < 2:
        return []
    found: list[tuple[bytes, ...]] = []
    start = 0
    for end, word in enumerate(family, 1):
        if word not in PARTICLES:
            found += [family[start:end], (word,)] if len(word) > 2 else []
            start = end
    return list(dict.fromkeys(found))


def _earlier_surname(name: Name) -> list[tuple[bytes, ...]]:
    """The first of two surnames without a hyphen, which was taken for a given name: (de, la, fuente), (bonham)."""
    if len(name.family) > 1 and name.family[0] not in PARTICLES:
        return []
    words = [word for part in name.given[1:] for word in part]
    if not words or len(words[-1]) < 4 or words[-1] in given_names():
        return []
    start = len(words) - 1
    while start and words[start - 1] in PARTICLES:
        start -= 1
    return [tuple(words[start:]), tuple(words[-1:])]


def _of_parted(owner: Owner, name: Name) -> Iterator[Form]:
    """'Mc Donald' for McDonald; `"firstName": "Emily", "lastName": "Young"`."""
    first = name.given[0] if name.given else ()
    if len(name.family) != 1:
        return
    family = name.family[0]
    for prefix in (b"mc", b"mac"):
        rest = family.removeprefix(prefix)
        if rest != family and len(rest) > 3:
            yield Form(owner, "surname", (prefix, rest), max(Caution.COMMON, caution_of(family, surname=True)))
            if first:
                yield Form(owner, "full name", (*first, prefix, rest))
    if first and len(b"".join(first)) > 1 and caution_of(family, surname=True) > Caution.COMMON:
        for label in ((b"last", b"name"), (b"surname",), (b"family", b"name")):
            yield Form(owner, "full name", (*first, *label, family))
        for label in ((b"first", b"name"), (b"given", b"name"), (b"forename",)):
            yield Form(owner, "full name", (family, *label, *first))


def _of_accounts(owner: Owner, name: Name) -> Iterator[Form]:
    """Names of accounts that are made of a surname which does not count by itself."""
    if not name.given or len(name.family) != 1 or not name.family[0].isascii():
        return
    family, first = name.family[0], b"".join(name.given[0])
    letters = dict.fromkeys((first[:1], b"".join(word[:1] for part in name.given for word in part)))
    if caution_of(family, surname=True) <= Caution.COMMON and len(family) > 3:
        for some in (one for one in letters if one != b"s"):  # thistlewoodj; smiths are several
            joined = family + some
            known = joined in words_and_terms() or joined in surnames() or joined in given_names()
            yield Form(owner, "initials and surname", (joined,), account=known)
        return
    if caution_of(family, surname=True) <= Caution.COMMON or len(family) < 3 or not first.isascii():
        return
    for some in letters:
        yield Form(owner, "initials and surname", (some, family), account=True)
        yield Form(owner, "initials and surname", (family, some), account=True)
        yield Form(owner, "initials and surname", (family + some,), account=True)
    if len(first) > 1:
        yield Form(owner, "full name", (first + family,), account=True)
        yield Form(owner, "full name", (family + first,), account=True)


def _with_given(owner: Owner, name: Name, family: tuple[bytes, ...]) -> Iterator[Form]:
    """First names or their initials together with `family`."""
    if not name.given:
        return
    first, *middle = name.given
    initials = tuple(word[:1] for part in name.given for word in part)
    kind: Kind = "initials and surname" if len(b"".join(first)) == 1 else "full name"
    yield _form(owner, kind, (*first, *family))
    yield _form(owner, kind, (*family, *first))
    for short in nicknames().get(b"".join(first), frozenset()):
        yield _form(owner, "full name", (short, *family))
    if middle:
        rest = tuple(word for part in middle for word in part)
        yield _form(owner, kind, (*first, *rest, *family))
        yield _form(owner, kind, (*family, *first, *rest))
        yield _form(owner, kind, (*first, *(word[:1] for word in rest), *family))
        yield _form(owner, kind, (*family, *first, *(word[:1] for word in rest)))
    for some in dict.fromkeys((initials[:1], initials, tuple(part[0][:1] for part in name.given))):
        joined = b"".join((*some, *family))
        if len(joined) > 3:  # a user name: jsmith
            # Z. Ero is no reason to look for 'zero', B. Lake none to look for 'Blake'.
            known = any(joined in words for words in (words_and_terms(), surnames(), given_names()))
            yield Form(owner, "initials and surname", (joined,), account=known)
        if len(family) > 1:
            yield Form(owner, "initials and surname", (*some, *family))
            yield Form(owner, "initials and surname", (*family, *some))
        # 'J. Smith' and 'Smith, J.' are found by their surname; `judgements` look for the initial beside it.


def _alone(owner: Owner, words: tuple[bytes, ...], kind: Kind) -> Iterator[Form]:
    """A surname or first name by itself."""
    joined = b"".join(words)
    if len(words) > 1:
        caution = Caution.COMMON if joined in surnames() else Caution.SURE
        yield Form(owner, kind, words, caution, titled=all(word in lower_case_words() for word in words))
        return
    caution = caution_of(joined, surname=kind != "first name")
    yield Form(owner, kind, words, caution)
    if joined.isascii():
        plural = joined + b"s"
        if caution <= Caution.COMMON and not joined.endswith(b"s") and plural not in words_and_terms():
            yield Form(owner, kind, (plural,), caution)  # 'the Smiths view': an apostrophe forgotten
    elif len(joined.decode(errors="ignore")) > 2:
        for clitic in _ARABIC_CLITICS:
            yield Form(owner, kind, (clitic + joined,), caution)


def _form(owner: Owner, kind: Kind, words: tuple[bytes, ...]) -> Form:
    """A first name with a surname, or its initial where no more is known."""
    if kind != "full name":
        return Form(owner, kind, words)
    plain = all(word in lower_case_words() or word in FUNCTION_WORDS or len(word) == 1 for word in words)
    return Form(owner, kind, words, titled=plain)


_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


def _transliterated(text: str) -> str:
    """'Müller' as 'Mueller'; folding makes it 'Muller'."""
    return unicodedata.normalize("NFC", text).translate(_SPELT_OUT)


def _as_pdf_has_it(text: str) -> str:
    """Arabic with its ligature of lam and alef turned round, as PDF readers give it: one glyph, read from the left."""
    return re.sub("(ل)([اأإآ])", r"\2\1", text)


def _of_unspaced(owner: Owner, name: Name) -> Iterator[Form]:
    family, given = b"".join(name.family), b"".join(word for part in name.given for word in part)
    if given:
        yield Form(owner, "full name", (family, given), free=True)
        if len(given.decode(errors="ignore")) > 1:
            yield Form(owner, "first name", (given,), free=True)
        for title in _CJK_TITLES:
            yield Form(owner, "title and surname", (family, b"".join(words_of(title))), free=True)
    elif len(family.decode(errors="ignore")) > 1:
        yield Form(owner, "full name", (family,), free=True)
