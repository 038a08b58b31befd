"""Word lists: what they find, what they leave alone, and what a broken one says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.evidence.language import Finding, find, mask_quotes
from report_kit.evidence.word_list_files import WordListError
from report_kit.evidence.word_rules import INCLUDED, included_rules, load_rules

INSTEAD = {
    "We organize it.": "organise", "Organizing is hard.": "Organising", "COLOR": "COLOUR", "a call center": "centre",
    "They practiced it.": "practised", "a skeptical leader": "sceptical", "a license for all": "a licence",
    "a training program for staff": "training programme", "They traveled far.": "travelled", "analyzed": "analysed",
    "the neighborhood": "neighbourhood", "It was canceled.": "cancelled", "data catalog": "catalogue",
    "under the Chatham House Rules": "Chatham House Rule", "the Chatham House rule": "Chatham House Rule",
    "Chatham House’s Rules": "Chatham House Rule", "services for the elderly": "older people",
    "The disabled said": "Disabled people", "the chairman": "chair", "BAME groups": "people from ethnic minorities",
    "he or she pays": "they", "in order to pay": "to", "In order to pay": "To", "utilising data": "using",
    "due to\nthe fact that it": "because", "prior to the event": "before", "a one-stop shop": "single place",
}  # fmt: skip

NOTHING = [
    "We organise it in our own colour.", "the Lincoln Center", "the World Health Organization", "a computer program",
    "to license software", "good practice", "a smart meter", "Sir Gray", "size, prize and capsize",
    "the Chatham House Rule", "the disabled access", "turned a blind eye", "a master’s degree", "the blind spot",
    "disabled people", "older people", "the chair", "purchase orders", "a facilitated workshop", "deliver impact",
    "recolored", "preorganized", "naïvelycolor", "colorée", "Isle of Man",
]  # fmt: skip


@pytest.mark.parametrize(("text", "instead"), INSTEAD.items())
def test_the_included_lists_know_better_words(text: str, instead: str) -> None:
    assert [finding.suggestion for finding in find(text, included_rules())] == [instead]


@pytest.mark.parametrize("text", NOTHING)
def test_the_included_lists_leave_good_words_alone(text: str) -> None:
    assert find(text, included_rules()) == []


def test_a_message_names_what_stands_there_and_what_should() -> None:
    [finding] = find("They utilise it.", included_rules())
    assert finding == Finding(
        5, 12, "plain-english", "suggestion", "“use” is plainer than “utilise”.", suggestion="use"
    )


def test_a_choice_is_offered_in_words_and_suggests_nothing_for_writing() -> None:
    [finding] = find("We need more manpower.", included_rules())
    assert finding.message == "Write “workforce or staff” rather than “manpower”."
    assert finding.suggestion == ""


def test_padding_is_found_without_a_replacement() -> None:
    [finding] = find("It is worth noting that costs fell.", included_rules())
    assert (finding.message, finding.suggestion) == ("“It is worth noting that” can go.", "")


def test_the_longest_entry_wins() -> None:
    rules = load_rules({"a.yml": "extends: substitution\nmessage: '%s'\nswap: {in: at, in order to: to}"})
    assert [finding.suggestion for finding in find("in order to", rules)] == ["to"]


def test_expressions_exceptions_and_case_are_those_of_vale() -> None:
    tokens = "tokens: ['dat(?:a|um)s?', Foo]\nexceptions: [Foo Fighters]"
    rules = load_rules({"styles/own.yml": f"extends: existence\nmessage: no '%s'\nlevel: error\n{tokens}"})
    found = find("Data data datums foo Foo Foo Fighters metadata", rules)
    assert [(finding.message, finding.rule, finding.level) for finding in found] == [
        ("no 'data'", "own", "error"),
        ("no 'datums'", "own", "error"),
        ("no 'Foo'", "own", "error"),
    ]


def test_words_that_yaml_takes_for_values_stay_words() -> None:
    rules = load_rules(
        {"a.yml": "extends: substitution\nmessage: '%s for %s'\nswap: {no: never, on: 'yes', 1.10: two}"}
    )
    assert [finding.message for finding in find("no on 1.10", rules)] == ["never for no", "yes for on", "two for 1.10"]


def test_vales_other_keys_are_accepted() -> None:
    text = "extends: existence\nmessage: no\nscope: text\naction: {name: remove}\nlink: https://x.org\ntokens: [x]"
    assert load_rules({"a.yml": text})[0].link == "https://x.org"


def test_every_included_list_is_offered_by_name() -> None:
    assert [rule.name for rule in included_rules()] == list(INCLUDED)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "empty"),
        ("- a\n- b", 1, "begins with 'extends"),
        ("extends: existence\ntoken: [a]", 2, "did you mean tokens"),
        ("extends: existence\nmessage: x\nbogus: 1", 3, "“bogus” is not known"),
        ("extends: occurrence\nmessage: x", 1, "“occurrence” rules are not supported"),
        ("message: x\ntokens: [a]", 1, "“extends” is missing"),
        ("extends: existence\ntokens: [a]", 1, "“message” is missing"),
        ("extends: existence\nmessage: x\nlevel: loud\ntokens: [a]", 3, "“loud” is no level"),
        ("extends: existence\nmessage: x %d\ntokens: [a]", 2, "at most twice"),
        ("extends: existence\nmessage: x %s %s %s\ntokens: [a]", 2, "at most twice"),
        ("extends: existence\nmessage: x\nignorecase: maybe\ntokens: [a]", 3, "either true or false"),
        ("extends: existence\nmessage: x", 1, "no entries"),
        ("extends: existence\nmessage: x\ntokens: a", 3, "must hold a list"),
        ("extends: existence\nmessage: x\ntokens: [[a]]", 3, "words only"),
        ("extends: existence\nmessage: x\ntokens: ['']", 3, "an entry is empty"),
        ("extends: substitution\nmessage: x\nswap: [a]", 3, "lines such as"),
        ("extends: substitution\nmessage: x\nswap:\n  a: [b]", 4, "what to write instead"),
        ("extends: substitution\nmessage: x\nswap:\n  a: b\n  a: c", 5, "stands here twice"),
        ("extends: existence\nmessage: x\ntokens:\n  - a\n  - '(b'", 5, "no pattern that can be searched for"),
        ("extends: existence\nmessage: x\ntokens:\n  - '(?=a)b'", 4, "no pattern that can be searched for"),
        ("extends: existence\nmessage: x\ntokens:\n  - '(a)\\1'", 4, "no pattern that can be searched for"),
        ("extends: existence\nmessage: x\ntokens: ['" + "a" * 400 + "']", 3, "longer than 300"),
        ("extends: existence\nmessage: x\ntokens: [" + "a," * 6000 + "]", 1, "more than 5,000 entries"),
        ("a: &x [b]\nc: *x", 1, "names for repeated parts"),
        ("a: " + "[" * 50, 1, "too deep"),
        ("a: }", 1, "cannot be read here"),
        ("a: b\n---\nc: d", 2, "a second list"),
        ("[a]: b", 1, "a list cannot be a name"),
        ("a: \x00", 1, "characters that YAML does not allow"),
        ("#" * 600_000, 1, "too long"),
    ],
)  # fmt: skip
def test_a_broken_list_says_what_is_wrong_and_where(text: str, line: int, message: str) -> None:
    with pytest.raises(WordListError, match=message) as caught:
        load_rules({"lists/own.yml": text})
    assert (caught.value.file, caught.value.line) == ("lists/own.yml", line)


@given(st.text(max_size=80))
def test_any_list_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        load_rules({"own.yml": text})
    except WordListError as refused:
        problem = str(refused)
    else:
        problem = "own.yml:"
    assert problem.startswith("own.yml:")


@pytest.mark.timeout(20)
def test_no_pattern_makes_the_search_hang() -> None:
    text = "extends: existence\nmessage: x\ntokens: ['(a+)+$', '(?:a|aa)+b', '(?:x*)*y', 'a{1,500}c']"
    assert find("a" * 100_000 + " !", load_rules({"own.yml": text})) == []
    assert find("b" * 100_000, load_rules({"own.yml": text})) == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("He said “to organize” it.", "He said “           ” it."),
        ('He said "to organize" it.', 'He said "           " it.'),
        ("He said ‘don’t organize’ it.", "He said ‘              ’ it."),
        ("He said 'to organize' it.", "He said '           ' it."),
        ("The councils' data and the teams' tools", "The councils' data and the teams' tools"),
        ("Don’t say it’s councils’ data", "Don’t say it’s councils’ data"),
        ("She said “it is ‘ours’ now” twice", "She said “                ” twice"),
        ("Sie sagte „so nicht“ und", "Sie sagte „        “ und"),
        ("Elle dit « jamais » et", "Elle dit «        » et"),
        ('a 5" nail and a 3" nail', 'a 5" nail and a 3" nail'),
        ("“First paragraph.\n\n“Second.” Then", "“                \n\n“       ” Then"),
        ("“over\ntwo lines” end", "“    \n         ” end"),
        ("no quotation", "no quotation"),
        ("“”", "“”"),
        ("", ""),
    ],
)
def test_quotations_are_blanked(text: str, masked: str) -> None:
    assert mask_quotes(text) == masked


@given(st.text("ab “”‘’\"'«»\n.", max_size=60))
def test_blanking_moves_nothing_and_adds_nothing(text: str) -> None:
    masked = mask_quotes(text)
    assert len(masked) == len(text)
    assert all(new in (old, " ") for new, old in zip(masked, text, strict=True))


def test_nothing_is_advised_inside_a_quotation() -> None:
    text = "She said “organize the color” and “in order to utilise the elderly”."
    assert find(mask_quotes(text), included_rules()) == []
    assert find(text, included_rules()) != []


@given(st.text(max_size=100))
def test_findings_lie_in_the_text_in_order(text: str) -> None:
    noisy = f"{text} organize {text} the elderly in order to {text}"
    found = find(noisy, included_rules())
    assert [finding.start for finding in found] == sorted(finding.start for finding in found)
    assert all(0 <= finding.start < finding.end <= len(noisy) for finding in found)
