"""YAML values become entities: what people type is accepted, and every value knows its place."""

from __future__ import annotations

import datetime as dt
import json
import typing
from dataclasses import MISSING, asdict, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from report_kit.diagnostics import Sink, Span
from report_kit.model import entities
from report_kit.model.slug import is_slug, slugify
from report_kit.sourcefiles.schema import read_entity
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import Places, read_yaml
from scripts.schemas import json_schemas
from tests.helpers.markdown import read_files, said

KINDS = [
    entities.ReportMeta, entities.Event, entities.Organisation, entities.Participant, entities.GlossaryTerm,
    entities.Code,     entities.NotesFile, entities.SectionHead, entities.ThemeHead,
]  # fmt: skip


def entity(kind: type, text: str) -> tuple[Any, list[str]]:
    sink = Sink()
    node = read_yaml(SourceText("a.yaml", text, tuple(text.split("\n"))), sink)
    assert node is not None, said(sink.diagnostics)
    return read_entity(kind, node, sink), said(sink.diagnostics)


def clean(kind: type, text: str) -> Any:
    made, diagnostics = entity(kind, text)
    assert not diagnostics
    return made


def test_bare_numbers_are_the_text_that_was_typed() -> None:
    meta = clean(
        entities.ReportMeta, "title: 2017\ndate: 2017-11-01\npublishers: [n]\nversion: 1.10\nisbn: 0306406152\n"
    )
    assert (meta.title, meta.version, meta.isbn) == ("2017", "1.10", "0306406152")


def test_one_value_is_accepted_where_a_list_is_due() -> None:
    event = clean(entities.Event, "id: e\ntitle: T\ndate: '2017-10-16'\nhosts: nesta\nattended: 15\n")
    assert event.date == dt.date(2017, 10, 16)
    assert event.hosts == ("nesta",)
    assert event.attended[0].value == 15
    assert event.at("attended", 0, "value") == Span("a.yaml", 5, 11, 5, 13)


def test_head_counts_may_carry_their_sources() -> None:
    event = clean(entities.Event, "id: e\ntitle: T\ndate: 2017-10-16\nattended: [{value: 15, source: mc}, 17]\n")
    assert [(one.value, one.source) for one in event.attended] == [(15, "mc"), (17, "")]
    assert event.attended[0].at("source") == Span("a.yaml", 4, 32, 4, 34)


@pytest.mark.parametrize(
    ("typed", "read"), [("yes", "yes"), ("true", "yes"), ("No", "no"), ("off", "no"), ("unknown", "unknown")]
)
def test_yes_and_no_may_be_written_as_yaml_likes(typed: str, read: str) -> None:
    assert clean(entities.Organisation, f"id: n\nname: N\nlist_consent: {typed}\n").list_consent == read


def test_flags_take_yes_and_no() -> None:
    assert clean(
        entities.Consent, "attribution_level: on_record\nquote_ok: no\nacknowledge: yes\n"
    ) == entities.Consent(attribution_level="on_record", quote_ok=False, acknowledge=True)


def test_a_rule_may_be_off_without_quotes() -> None:
    meta = clean(
        entities.ReportMeta, "title: T\ndate: 2017-11-01\npublishers: n\nrules: {raw-html: off, note-unused: error}\n"
    )
    assert meta.rules == {"raw-html": "off", "note-unused": "error"}


def test_values_left_empty_take_their_default() -> None:
    organisation = clean(entities.Organisation, "id: n\nname: N\nurl:\nlogo: ~\naliases: []\n")
    assert (organisation.url, organisation.logo, organisation.aliases) == ("", "", ())


def test_words_that_yaml_would_change_are_text_in_quotes() -> None:
    assert clean(entities.GlossaryTerm, "term: 'no'\ndefinition: \"2017-10-16\"\nabbreviation: 'NO'\n").term == "no"


def test_every_value_knows_its_place() -> None:
    text = (
        "title: T\ndate: 2017-11-01\npublishers:\n  - nesta\n  - mastodon\n"
        "authors:\n- name: Ann\n  orcid: 0000-0002-1825-0097\n"
    )
    meta = clean(entities.ReportMeta, text)
    assert meta.at("publishers", 1) == Span("a.yaml", 5, 5, 5, 13)
    assert meta.at("authors", 0, "orcid") == Span("a.yaml", 8, 10, 8, 29)
    assert meta.authors[0].at("orcid") == Span("a.yaml", 8, 10, 8, 29)
    assert meta.at("subtitle") == meta.at() == Span("a.yaml", 1, 1, 8, 29)


def test_places_are_a_mapping() -> None:
    node = read_yaml(SourceText("a.yaml", "a: [1]\n", ("a: [1]",)), Sink())
    assert node is not None
    places = Places(node)
    assert set(places) == {(), ("a",), ("a", 0)}
    assert len(places) == 3
    assert places["a", 0] == Span("a.yaml", 1, 5, 1, 6)
    assert ("b",) not in places


def test_a_wrong_value_leaves_the_entity_to_those_who_refer_to_it() -> None:
    files = {"sources/events.yaml": "- id: e1\n  date: soon\n  tittle: T\n"}
    sources, diagnostics = read_files(files)
    assert sources is not None
    assert [event.id for event in sources.events] == ["e1"]
    assert [one.rule for one in diagnostics] == ["wrong-type", "unknown-key", "missing-key"]
    assert diagnostics[1].hint == "did you mean title?"


def test_an_alias_stands_for_its_value() -> None:
    event = clean(entities.Event, "id: e\ntitle: &t Data\ndate: 2017-10-16\nquestion: *t\n")
    assert event.question == "Data"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_is_what_pydantic_would_accept(kind: type) -> None:
    """The dataclasses are read here without pydantic; both must agree on what they mean."""
    samples = {
        "id": "a1",
        "date": "2017-10-16",
        "recorded_as": "verbatim",
        "publishers": "[n]",
        "attended": "[1]",
        "notes": "[{id: a, text: b}]",
        "language": "cy",
        "url": "https://example.org",
        "doi": "10.5555/12345",
        "isbn": "978-0-306-40615-7",
        "orcid": "0000-0002-1825-0097",
    }
    lines = []
    for field in fields(kind):
        hint = str(typing.get_type_hints(kind)[field.name])
        if field.name in samples:
            lines.append(f"{field.name}: {samples[field.name]}")
        elif "tuple[str" in hint:
            lines.append(f"{field.name}: [a]")
        elif hint in ("<class 'str'>", "<class 'float'>", "int | None"):
            lines.append(f"{field.name}: '1'")
        elif "bool" in hint:
            lines.append(f"{field.name}: true")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise AssertionError(f"add a sample for {field.name}: {hint}")
    made = clean(kind, "\n".join(lines))
    assert TypeAdapter(kind).validate_python(asdict(made)) == made


def test_schemas_describe_each_file_with_the_sentences_of_the_model() -> None:
    schemas = json_schemas()
    assert list(schemas) == [
        "report", "events", "organisations", "participants", "codes", "glossary", "notes", "section", "theme",
    ]  # fmt: skip
    assert schemas["report"]["properties"]["title"]["description"] == "Title on the cover."
    assert schemas["report"]["additionalProperties"] is False
    assert schemas["events"]["type"] == "array"
    organisation = schemas["organisations"]["$defs"]["Organisation"]["properties"]
    assert organisation["list_consent"]["enum"] == ["yes", "no", "unknown", True, False]
    assert organisation["aliases"]["anyOf"][1]["type"] == "string"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "title", "date", "attended", "hosts", "x"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_no_value_whatever_raises(value: Any) -> None:
    import yaml

    text = yaml.safe_dump(value, allow_unicode=True)
    sink = Sink()
    node = read_yaml(SourceText("a.yaml", text, tuple(text.split("\n"))), sink)
    if node is not None:
        for kind in KINDS:
            read_entity(kind, node, sink)


@pytest.mark.parametrize(
    "tag",
    [
        "en", "en-GB", "cy", "zh-Hant-TW", "de-CH-1996", "es-419", "sl-rozaj-biske", "en-a-bbb-x-a-ccc",
        "x-none", "English", "e", "en_GB", "en-UK", "en GB", '"', "en-GB-",
    ],
)  # fmt: skip
def test_a_language_is_a_tag_or_the_default(tag: str) -> None:
    good = tag in {"en", "en-GB", "cy", "zh-Hant-TW", "de-CH-1996", "es-419", "sl-rozaj-biske", "en-a-bbb-x-a-ccc"}
    text = f"title: T\ndate: 2017-11-01\npublishers: [n]\nlanguage: {tag!r}\n"
    meta, diagnostics = entity(entities.ReportMeta, text)
    assert meta.language == (tag if good else "en-GB")
    assert diagnostics == ([] if good else ["bad-language a.yaml:4:11"])


@pytest.mark.parametrize("isbn", ["978-0-306-40615-7", "0-306-40615-2", "0-8044-2957-X", "ISBN 9791090636071"])
def test_an_isbn_with_its_check_digit_is_one_and_with_another_none(isbn: str) -> None:
    head = "title: T\ndate: 2017-11-01\npublishers: [n]\nisbn: "
    assert entity(entities.ReportMeta, f"{head}{isbn!r}")[1] == []
    for digit in set("0123456789") - {isbn[-1]}:
        assert entity(entities.ReportMeta, f"{head}{isbn[:-1] + digit!r}")[1] == ["bad-identifier a.yaml:4:7"]


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825-0097", "0000-0002-1694-233X", "https://orcid.org/0000-0001-5109-3700"]
)
def test_an_orcid_with_its_check_digit_is_one_and_with_another_none(orcid: str) -> None:
    author, diagnostics = entity(entities.Author, f"name: A\norcid: {orcid}")
    assert (author.orcid, diagnostics) == (orcid.removeprefix("https://orcid.org/"), [])
    for digit in set("0123456789") - {orcid[-1]}:
        assert entity(entities.Author, f"name: A\norcid: {orcid[:-1]}{digit}")[1] == ["bad-identifier a.yaml:2:8"]


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs",))))  # YAML pairs no surrogates
def test_whatever_is_written_as_slug_becomes_a_plain_file_name(text: str) -> None:
    head = "title: T\ndate: 2017-11-01\npublishers: [n]\nslug: "
    meta, _ = entity(entities.ReportMeta, head + json.dumps(text))
    assert meta.slug == "" or is_slug(meta.slug)


@given(st.text())
def test_a_title_becomes_a_plain_file_name(text: str) -> None:
    assert is_slug(slugify(text))
    assert is_slug(slugify(f"{text} CON"))


def test_names_of_devices_are_no_file_names() -> None:
    assert not any(map(is_slug, ("con", "nul", "com1", "lpt9", "", "-rf", "a/b", "a\n", "a" * 81, "A")))
    assert slugify("Con") == "report-con"


@pytest.mark.parametrize(
    "fault", ["quote_ok: nope", "withdrawn: perhaps", "attribution_level: on_recrod", "quotes: no", "withdrawn:", ""]
)
def test_a_consent_with_a_fault_is_no_consent(fault: str) -> None:
    level = "" if fault.startswith("attribution") or not fault else "  attribution_level: on_record\n"
    made, diagnostics = entity(entities.Participant, f"id: P1\nconsent:\n  acknowledge: yes\n{level}  {fault}\n")
    assert diagnostics
    assert made.consent is None
