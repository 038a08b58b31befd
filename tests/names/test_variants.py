"""Forms and their judgement: what counts as naming somebody, and what does not."""

from __future__ import annotations

import re

import pytest

from report_kit.names.caution import Caution, caution_of
from report_kit.names.context import Context
from report_kit.names.forms import Form
from report_kit.names.glance import Glance
from report_kit.names.judgements import owners_meant
from report_kit.names.matcher import Matcher, Text
from report_kit.names.normalise import fold
from report_kit.names.protected import Protected, ProtectedPerson
from report_kit.names.variants import forms_of
from tests.helpers.leaks import person
from tests.helpers.public_prose import DECLARED, paragraphs

PEOPLE = {
    "smith": person("P1", "Jane Smith"),
    "brown": person("P1", "Mark Brown"),
    "may": person("P1", "Theresa May"),
    "council": person("P1", "Anna Council"),
    "grant": person("P1", "Will Grant"),
    "lewis": person("P1", "Sarah Lewis"),
    "katherine": person("P1", "Katherine Ashworth-Bell"),
    "xanthe": person("P1", "Xanthe Featherby"),
    "li": person("P1", "Bo Li"),
    "preston": person("P1", "Ann Preston"),
    "one letter": person("P1", "Oona O"),
}


def kinds(who: str | ProtectedPerson, text: str, *, person_field: bool = False) -> list[str]:
    one = PEOPLE[who] if isinstance(who, str) else who
    return [match.kind for match in Matcher(forms_of(Protected((one,)))).find([Text(text, person_field)])]


@pytest.mark.parametrize(
    ("who", "text", "kind"),
    [
        ("smith", "smith said so", "surname"),
        ("smith", "Ms Smith said so", "title and surname"),
        ("smith", "by Janey Smith", "surname"),
        ("smith", "J. R. Smith", "initials and surname"),
        ("smith", "JSmith3", "initials and surname"),
        ("smith", "see Smith³", "surname"),
        ("smith", "SmithsonianSmith", "surname"),
        ("brown", "“It works,” said Brown.", "surname"),
        ("brown", "chief executive Brown", "surname"),
        ("brown", "Brown, the director of housing, left", "surname"),
        ("brown", "“It works.” – Brown", "surname"),
        ("brown", "M. Brown", "initials and surname"),
        ("brown", "mark.brown", "full name"),
        ("brown", "Sir Mark left", "first name"),
        ("may", "May told us", "surname"),
        ("may", "T. May", "initials and surname"),
        ("preston", "Preston said that", "surname"),
        ("preston", "according to Preston", "surname"),
        ("council", "Cllr Council", "title and surname"),
        ("grant", "Will Grant left", "full name"),
        ("grant", "will-grant", "full name"),
        ("lewis", "we asked Lewis to stay", "surname"),
        ("katherine", "Kate Ashworth-Bell", "full name"),
        ("katherine", "Kate Bell", "full name"),
        ("katherine", "Ms Ashworth", "title and surname"),
        ("xanthe", "xanthe", "first name"),
        ("li", "Dr Li", "title and surname"),
        ("li", "Bo Li", "full name"),
        ("one letter", "Ms O", "title and surname"),
    ],
)
def test_a_form_that_means_the_person_counts(who: str, text: str, kind: str) -> None:
    found = kinds(who, text)
    if text == "SmithsonianSmith":  # camel case is parted where an identifier is read, not in prose
        assert found == []
    else:
        assert found == [kind]


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("smith", "the blacksmith"),
        ("smith", "Adam Smith wrote"),
        ("smith", "T. Smith wrote"),
        ("smith", "the Smith Commission"),
        ("smith", "Smith & Wesson"),
        ("smith", "Smith (2017) finds"),
        ("smith", "Smith et al. find"),
        ("smith", "Marianne Smithson"),
        ("brown", "brown bins"),
        ("brown", "Brown bins are emptied"),
        ("brown", "the Brown report"),
        ("brown", "Gordon Brown"),
        ("brown", "Brown Street"),
        ("brown", "Green, Brown and Black bins"),
        ("brown", "Mark the date"),
        ("brown", "a mark, brown or grey"),
        ("brown", "the council's Brown bins"),
        ("may", "May 2017"),
        ("may", "in May"),
        ("may", "we may say"),
        ("may", "by May agreed plans"),
        ("may", "Appendix T. May the best win"),
        ("preston", "Officers in Preston said that"),
        ("preston", "councillors for Preston asked"),
        ("council", "the Council agreed"),
        ("council", "Council agreed"),
        ("council", "Camden Council said"),
        ("grant", "We will grant it"),
        ("grant", "WE WILL GRANT IT"),
        ("grant", "the Support Grant"),
        ("lewis", "John Lewis"),
        ("xanthe", "Xanthe Jones"),
        ("li", "the li element, LI and Li"),
        ("one letter", "O, what a day, Oona O'Hara"),
    ],
)
def test_a_form_that_means_something_else_does_not(who: str, text: str) -> None:
    assert kinds(who, text) == []


@pytest.mark.parametrize(
    ("who", "text", "found"),
    [
        ("brown", "brown", True),
        ("brown", "Gordon Brown", False),
        ("may", "May", True),
        ("may", "Jones; May", True),
        ("may", "May Contain Nuts Ltd", False),
        ("li", "li", True),
    ],
)
def test_in_a_field_that_names_a_person_less_is_enough(who: str, text: str, found: bool) -> None:
    assert bool(kinds(who, text, person_field=True)) is found


@pytest.mark.parametrize(
    ("word", "caution"),
    [
        (b"o", Caution.TINY), (b"ng", Caution.TINY), (b"may", Caution.TERM), (b"council", Caution.TERM),
        (b"london", Caution.TERM), (b"brown", Caution.WORD), (b"lee", Caution.WORD), (b"lewis", Caution.TERM),
        (b"thomas", Caution.WORD), (b"smith", Caution.COMMON), (b"thistlewood", Caution.SURE),
    ],
)  # fmt: skip
def test_how_much_a_surname_takes_is_decided_by_the_word_lists(word: bytes, caution: Caution) -> None:
    assert caution_of(word, surname=True) is caution


def test_two_people_of_one_name_are_both_reported() -> None:
    both = Protected((person("P07", "Jane Thistlewood"), person("P03", "Jane Thistlewood")))
    (match,) = Matcher(forms_of(both)).find([Text("by Jane Thistlewood")])
    assert match.owners == ("P03", "P07")


def test_a_full_name_is_not_held_against_somebody_who_shares_the_surname() -> None:
    two = Protected((person("P01", "Jane Thistlewood"), person("P02", "Adam Thistlewood")))
    (match,) = Matcher(forms_of(two)).find([Text("by Jane Thistlewood")])
    assert match.owners == ("P01",)


def test_a_surname_inside_a_name_that_is_printed_on_purpose_is_no_leak() -> None:
    matcher = Matcher(forms_of(Protected((PEOPLE["smith"],))), ["Thorn Smith Trust", "Jane Smith"])
    assert list(matcher.find([Text("The Thorn Smith Trust paid.")])) == []
    assert len(list(matcher.find([Text("Smith of the Thorn Smith Trust paid.")]))) == 1
    assert len(list(matcher.find([Text("Jane Smith paid.")]))) == 1


def test_generic_addresses_do_not_make_words_of_every_day_suspicious() -> None:
    one = person("P1", "Ottilie Fernsby", emails=["info@fernsby-trust.org"])
    assert kinds(one, "for more info see the office") == []
    assert kinds(one, "info@fernsby-trust.org") == ["e-mail address"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Simon Day", "This Valentine’s Day it’s days of work, someone's day"),
        ("Sara Case", "the person’s case, as in USCIS's Case Status page"),
        ("Amy Rose", "errors arose, and a rose by any name"),
        ("Autumn Winter", "offering a winter vaccination"),
        ("Mona Data", "merge the .profdata file by llvm-profdata"),
    ],
)
def test_a_local_part_and_a_title_are_not_made_of_words_that_stand_side_by_side(name: str, text: str) -> None:
    local = f"{name[0]}.{name.split()[1]}".lower()
    one = person("P1", name, emails=[f"{local}@example.org"])
    assert kinds(one, text) == []
    assert kinds(one, f"write to {local} there") == ["initials and surname"]
    assert kinds(one, f"write to {local}@example.org there") == ["e-mail address"]


def test_a_longer_number_is_not_a_phone_number() -> None:
    one = person("P1", "Ottilie Fernsby", phones=["020 7946 0123"])
    assert kinds(one, "grant no. 99442079460123987") == []
    assert kinds(one, "0044 20 7946-0123") == ["phone number"]


def test_forms_of_a_thousand_people_are_some_fifteen_thousand() -> None:
    people = tuple(person(f"P{number}", f"Jane Q{'abcdefghij'[number % 10]}x{number}ton") for number in range(100))
    assert len(forms_of(Protected(people))) < 4_000


def test_a_glance_never_dismisses_what_a_look_would_believe() -> None:
    forms = forms_of(Protected(tuple(person(f"P{number}", name) for number, name in enumerate(DECLARED))))
    by_word: dict[bytes, list[Form]] = {}
    for form in forms:
        if len(form.words) == 1 and form.caution > Caution.COMMON:
            by_word.setdefault(form.words[0], []).append(form)
    names = ["Brown", "May", "Mark", "Grace", "Council", "Green", "Hill", "Young", "Will", "Page"]
    dismissed = 0
    for number, paragraph in enumerate(paragraphs(20_000, seed=5)):
        # Names put in at random places, so that not only those are looked at that the prose was written around.
        words = paragraph.split()
        words.insert(number * 7 % len(words), names[number % len(names)])
        base = fold(f" {' '.join(words)} ").base
        for match in re.finditer(rb"(?<= )[A-Z][a-z]+(?=[^A-Za-z])", base):
            found = by_word.get(match[0].lower(), [])
            if found and Glance(tuple(found)).is_hopeless(base, match.start(), match.end()):
                dismissed += 1
                assert owners_meant(found, Context(base, match.start(), match.end())) == [], base[match.start() - 40 :]
    assert dismissed > 300
