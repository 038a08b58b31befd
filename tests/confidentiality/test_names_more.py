"""What an attacker tried: the words of file formats, English words, organisations, accounts, spellings."""

from __future__ import annotations

import io

import pytest

from report_kit.confidentiality import Protected, ProtectedOrganisation, SecretText, parse_protected, scan
from report_kit.confidentiality.matcher import Matcher, Text
from report_kit.confidentiality.variants import forms_of
from report_kit.diagnostics import Sink
from tests.helpers.files import page, pdf
from tests.helpers.leaks import person


def found(names: list[str], text: str) -> list[str]:
    """The kinds under which people called `names` are found in `text`."""
    people = Protected(tuple(person(f"P{number}", name) for number, name in enumerate(names)))
    return [match.kind for match in Matcher(forms_of(people)).find([Text(text)])]


# --- the words of formats


def hits(name: str, file: str, data: bytes) -> list[str]:
    return [f"{hit.kind}: {hit.place}" for hit in scan({file: data}, Protected((person("P1", name),))).hits]


STYLE = '<style>@font-face { font-family: "Report Serif" } main { font: 1em "Report Serif", Georgia, serif }</style>'


@pytest.mark.parametrize("name", ["Georgia Henderson", "Jo Main", "Ann Serif", "Zoe Sans", "Max Height"])
def test_a_style_sheet_names_nobody(name: str) -> None:
    assert hits(name, "a.html", page(f"{STYLE}<p style='font-family: Georgia'>Text</p>")) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>Verdana was there</p>",
        "<style>/* by Verdana */</style>",
        '<style>p::after { content: "Verdana" }</style>',
        "<style>.verdana { color: red }</style>",
        "<p title='Verdana'>x</p>",
    ],
)
def test_the_name_of_a_font_counts_where_people_write(body: str) -> None:
    assert hits("Verdana Henderson", "a.html", page(body)) != []


@pytest.mark.parametrize("name", ["Fritz Lang", "Lang Lang", "Ann Kids", "Joe Dest"])
def test_the_keys_of_a_pdf_name_nobody(name: str) -> None:
    assert hits(name, "a.pdf", pdf("<p>One</p>")) == []
    assert hits(name, "a.pdf", pdf("<p>We met Lang, and Kids said, and Dest</p>")) != []


@pytest.mark.parametrize(
    "name",
    ["Hans Meyer", "Kartika Devi", "Jo Main", "Gautami Rao", "Euphemia Gray", "Ann Thai", "Joe Arab", "Ann Mangal"],
)
def test_a_word_file_without_content_names_nobody(name: str) -> None:
    import docx

    file = io.BytesIO()
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.save(file)
    assert hits(name, "a.docx", file.getvalue()) == []


# --- English words that are names


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


# --- organisations

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


# --- entries of people.yaml


def entered(text: str) -> tuple[Protected, list[str]]:
    sink = Sink()
    return parse_protected(f"people:\n  P1: {text}\n".encode(), sink), [one.message for one in sink]


@pytest.mark.parametrize(
    "name",
    [
        "Araminta Goldthorpe FRSA", "Araminta Goldthorpe, FRSA", "Araminta Goldthorpe MRTPI CEng",
        "Araminta Goldthorpe DL", "Araminta Goldthorpe OBE RIBA", "Araminta Goldthorpe Jr.", "Araminta Goldthorpe PhD",
        "Araminta Goldthorpe (she/her)", "Araminta Goldthorpe, she/her", "Araminta Goldthorpe (née Fernsby)",
        "Araminta Goldthorpe née Fernsby", "Araminta Goldthorpe (Minty)", "Goldthorpe, Araminta",
        "The Rt Hon the Baroness Goldthorpe of Exampleshire", "Araminta Goldthorpe-",
    ],
)  # fmt: skip
def test_what_people_write_beside_a_name_does_not_hide_it(name: str) -> None:
    protected, faults = entered(f'"{name}"')
    assert faults == []
    assert list(Matcher(forms_of(protected)).find([Text("goldthorpe")]))
    assert not list(Matcher(forms_of(protected)).find([Text("her exampleshire frsa obe riba")]))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Araminta Goldthorpe (née Fernsby)", "fernsby"),
        ("Araminta Goldthorpe née Fernsby", "Araminta Fernsby"),
        ("Araminta Goldthorpe (Minty)", "minty goldthorpe"),
        ("王小明 (Wang Xiaoming)", "Wang Xiaoming"),
    ],
)
def test_birth_names_and_nicknames_are_looked_for(name: str, text: str) -> None:
    protected, faults = entered(f'"{name}"')
    assert faults == []
    assert list(Matcher(forms_of(protected)).find([Text(text)]))


@pytest.mark.parametrize(
    "name",
    [
        "Araminta Goldthorpe - Exampleshire Council", "Araminta Goldthorpe & Tabitha Fernsby",
        "Araminta Goldthorpe, Exampleshire Council", "Araminta Goldthorpe (Exampleshire Council)",
    ],
)  # fmt: skip
def test_what_is_no_name_is_pointed_out_and_the_name_found_all_the_same(name: str) -> None:
    protected, faults = entered(f'"{name}"')
    assert faults == ["P1 has more in a name than a name"]
    assert list(Matcher(forms_of(protected)).find([Text("goldthorpe")]))


@pytest.mark.parametrize("entry", ["null", "~", "-x-: y", '"-"', '"???"', "{phone: 960120, name: A Bo}"])
def test_what_yields_nothing_to_look_for_is_a_fault(entry: str) -> None:
    assert entered(entry)[1]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('{name: Ann Thistlewood, phone: "960120"}', "P1: this phone number yields nothing to look for"),
        ('{name: Ann Thistlewood, handle: "@"}', "P1: this handle yields nothing to look for"),
        ('{name: Ann Thistlewood, name_variants: ["?"]}', "P1: this other name yields nothing to look for"),
    ],
)
def test_every_value_must_yield_something(entry: str, fault: str) -> None:
    assert entered(entry)[1] == [fault]


@pytest.mark.parametrize("name", ["Ada Obe", "Lin Meng", "JANE MENG", "Yo-Yo Ma"])
def test_a_surname_is_not_taken_for_letters_after_it(name: str) -> None:
    protected, _ = entered(name)
    assert [match.kind for match in Matcher(forms_of(protected)).find([Text(f"Then {name.title()} left")])]


# --- common surnames, accounts, spellings

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


# --- many


@pytest.mark.parametrize("text", ["Thistlewood said it.\n", "Thistlewood. ", "Jané Thistlewood said\n"])
def test_each_of_many_hits_has_its_own_line_and_column(text: str) -> None:
    many = Protected((person("P1", "Jane Thistlewood"),))
    places = [(hit.line, hit.column) for hit in scan({"a.txt": (text * 300).encode()}, many).hits]
    column = text.index("Jan" if "Jan" in text else "This") + 1
    assert places == ([(line, column) for line in range(1, 301)] if "\n" in text else [(1, 1)])


def test_counting_goes_on_over_marks_and_texts() -> None:
    matcher = Matcher(forms_of(Protected((person("P1", "Jane Thistlewood"),))))
    texts = [Text("a\nThistlewood\x1fThistlewood\n\x1f\nThistlewood"), Text("none"), Text("Thistlewood")]
    assert [(match.text, match.line, match.mark) for match in matcher.find(texts)] == [
        (0, 2, 0), (0, 2, 1), (0, 4, 2), (2, 1, 0),
    ]  # fmt: skip
