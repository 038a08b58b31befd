"""Finding: words that are names, organisations, accounts, spellings; and what is asked of one matcher."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_kit.names.matcher import Matcher, Text
from report_kit.names.protected import Protected, ProtectedOrganisation
from report_kit.names.secret import SecretText
from report_kit.names.variants import forms_of
from tests.helpers.leaks import FORMS, PROTECTED, person
from tests.helpers.public_prose import DECLARED, paragraphs


def found(names: list[str], text: str) -> list[str]:
    """The kinds under which people called `names` are found in `text`."""
    people = Protected(tuple(person(f"P{number}", name) for number, name in enumerate(names)))
    return [match.kind for match in Matcher(forms_of(people)).find([Text(text)])]


# English words that are names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann Little", "A little time was left. Little was said."),
        ("Edward Said", "What was said at a round table. Said one of them, no."),
        ("Ann Main", "the main points. Main points follow."),
        ("Ann Register", "Register now"),
        ("Ann Click", "Click here, and click again"),
        ("Ann Hung", "pictures hung there"),
    ],
)
def test_an_english_word_names_nobody(name: str, text: str) -> None:
    assert found([name], text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann Little", "Ms Little said no"),
        ("Ann Little", "“It works,” said Little."),
        ("Ann Little", "ann.little@example.org"),
        ("Edward Said", "So Edward Said wrote"),
        ("Ann Peer", "Then Peer told us"),
    ],
)
def test_a_person_called_like_an_english_word_is_found(name: str, text: str) -> None:
    assert found([name], text) != []


# Organisations

BODIES = Protected(
    organisations=(
        ProtectedOrganisation(id="whcl", names=(SecretText("Wrenford Housing & Care Ltd"), SecretText("WHCL"))),
        ProtectedOrganisation(id="camden", names=(SecretText("London Borough of Camden"), SecretText("Camden"))),
        ProtectedOrganisation(id="ecc", names=(SecretText("Exampleshire County Council"), SecretText("ECC"))),
        ProtectedOrganisation(id="ied", names=(SecretText("Institute for Exact Data (IED)"),)),
        ProtectedOrganisation(id="care", names=(SecretText("CARE"),)),
    )
)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Officers at the WHCL agreed. ", "whcl"),
        ("An ECC officer told us.", "ecc"),
        ("(WHCL)", "whcl"),
        ("Source: WHCL", "whcl"),
        ("| WHCL | 4 |", "whcl"),
        ("W.H.C.L.", "whcl"),
        ("press@whcl.org.uk", "whcl"),
        ("https://www.whcl.org.uk/report", "whcl"),
        ("whcl_report.pdf", "whcl"),
        ("Then Camden Council agreed", "camden"),
        ("Camden’s data team", "camden"),
        ("Camden officers said", "camden"),
        ("https://www.camden.gov.uk", "camden"),
        ("the Institute for Exact Data said so", "ied"),
        ("the IED", "ied"),
        ("the CARE report", "care"),
    ],
)
def test_an_organisation_is_found_by_its_letters_and_short_name(text: str, owner: str) -> None:
    assert [match.owners for match in Matcher(forms_of(BODIES)).find([Text(text)])] == [(owner,)]


@pytest.mark.parametrize("text", ["Camden Market", "care workers", "TAKE CARE OF YOURSELF", "exact data", "a whcl"])
def test_other_things_are_no_organisation(text: str) -> None:
    assert list(Matcher(forms_of(BODIES)).find([Text(text)])) == []


# Common surnames, accounts, spellings

CROWD = (
    "John Smith", "Mark Brown", "Ngozi Okonjo-Iweala", "Emily Young", "Araminta Goldthorpe", "Fiona McDonald",
    "Mark Edward Grant", "山田太郎", "Sarah Patel",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        # a place, a month, a day before it is no first name
        "On Monday Smith told us", "In March Smith wrote", "In Leeds Smith said", "At the Council Smith led",
        "On Monday Brown told us", "In March Brown wrote", "In Leeds Brown said", "the GLA's Smith",
        # accounts
        "m.brown@x.org", "brown.m@x.org", "brownm@x.org", r"C:\Users\m.brown\Documents", "markbrown@x.org",
        "@markbrown", "linkedin.com/in/markbrown", 'w:author="markbrown"', "/home/markbrown2/", "markbrown_cv.docx",
        # half of a name that nothing else is called
        "The Iweala team did it", "Iweala did it first.", "iweala@x.org",
        # spellings
        "Gold- thorpe", "Fiona Mc Donald", "Mark B.", "Mark B said", "ME Grant wrote", "So Grant ME, the chair",
        '{"firstName":"Emily","lastName":"Young"}', '{"surname": "Young", "first_name": "Emily"}',
        "山田 太郎", "山田さん",
    ],
)  # fmt: skip
def test_somebody_who_is_meant_is_found(text: str) -> None:
    assert found(list(CROWD), text) != []


@pytest.mark.parametrize(
    "text",
    [
        "Priyanka Patel led it.", "Photo: Xanthe Smith", "By Keir Patel", "- Zadie Smith", "Zadie Smith's novel",
        "Taylor Swift sang", "Taylor and Francis", "Smith, Adam (1776)", "Smith v Jones", "Smith 2017a",
        "Smith [4]", "Jones B, Smith A. The title. 2017",
        "From brown bins", "Members in Brown Street said", "item m. Brown bins", "In brown-m paper",
        "In West Ham Brown bins opened", "pre- and post-war", "They asked about Brown M bins", "Mark Z. left",
    ],
)  # fmt: skip
def test_somebody_else_is_not(text: str) -> None:
    assert found([*(name for name in CROWD if "Grant" not in name), "Tom Taylor"], text) == []


def test_an_initial_and_a_surname_that_make_a_word_are_no_user_name() -> None:
    assert found(["Zoe Ero", "Ben Lake"], "a zero for blake") == []
    assert found(["Zoe Ero"], "zero@example.org") == ["initials and surname"]


# One matcher, asked in many ways


def test_counting_goes_on_over_marks_and_texts() -> None:
    matcher = Matcher(forms_of(Protected((person("P1", "Jane Thistlewood"),))))
    texts = [Text("a\nThistlewood\x1fThistlewood\n\x1f\nThistlewood"), Text("none"), Text("Thistlewood")]
    assert [(match.text, match.line, match.mark) for match in matcher.find(texts)] == [
        (0, 2, 0), (0, 2, 1), (0, 4, 2), (2, 1, 0),
    ]  # fmt: skip


def test_asked_for_some_owners_it_finds_what_a_matcher_of_theirs_alone_would_find() -> None:
    people = Protected(tuple(person(f"Q{number}", name) for number, name in enumerate(DECLARED)))
    everybody = Protected((*PROTECTED.people, *people.people), PROTECTED.organisations)
    texts = [Text(text) for _, text, _ in FORMS.values()] + [Text("mark brown"), Text("brown; may", person_field=True)]
    texts += [Text(f"{text} So said {DECLARED[number % 50]}.") for number, text in enumerate(paragraphs(3_000))]
    public = ["Thorn Smith Trust", "Mark Brown Foundation"]
    alone = list(Matcher(forms_of(replace(everybody, organisations=())), public).find(texts))
    owners = {one.id for one in everybody.people}
    both = Matcher(forms_of(everybody), public)
    assert list(both.find(texts, owners=owners)) == alone
    assert list(both.find(texts)) != alone
    assert {owner for one in both.find(texts, owners={"P02"}) for owner in one.owners} == {"P02"}
