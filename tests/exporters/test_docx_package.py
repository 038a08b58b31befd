"""The file as a package: the same bytes every time, parts that fit together, properties about the report alone."""

from __future__ import annotations

import dataclasses
import io

import docx as python_docx
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from report_kit.diagnostics import MachineError
from report_kit.exporters.docx import export
from report_kit.exporters.docx.look import read_look
from report_kit.exporters.docx.package import pack, parse, unpack
from report_kit.exporters.docx.reference import reference_parts
from tests.helpers import report_factory as make
from tests.helpers.docx_export import job, rich, word_file
from tests.helpers.docx_text import NAMES, q
from tests.helpers.exporting import EPOCH
from tests.helpers.workspace import MemoryWorkspace


def test_the_same_job_gives_the_same_bytes() -> None:
    work = job(make.report_with("A paragraph.", make.figure("figures/chart.svg", "A chart", "Caption")))
    assert export(work, MemoryWorkspace()).data == export(work, MemoryWorkspace()).data


def test_every_entry_has_the_time_of_the_job_and_names_no_system() -> None:
    _, file = rich()
    assert {entry.date_time for entry in file.entries} == {(2018, 3, 8, 0, 0, 0)}
    assert {entry.create_system for entry in file.entries} == {0}
    assert file.entries[0].filename == "[Content_Types].xml"


def test_a_time_before_the_zip_format_becomes_its_first_day() -> None:
    data = pack({"a.xml": b"<a/>"}, 0)
    assert unpack(data) == {"a.xml": b"<a/>"}


def test_python_docx_opens_it_and_reads_its_properties() -> None:
    report, file = rich()
    opened = python_docx.Document(io.BytesIO(file.data))
    known = opened.core_properties
    assert known.title == report.meta.title
    assert known.subject == report.meta.subtitle
    assert known.author == known.last_modified_by == "Ada Quill; Ben Ōta"
    assert known.keywords == "data, local government"
    assert known.comments == report.meta.description
    assert known.language == "en-GB"
    assert known.version == "1.0"
    assert known.content_status == "Draft"
    assert known.created == known.modified
    assert known.created is not None
    assert int(known.created.timestamp()) == EPOCH


def test_publishers_stand_for_authors_where_nobody_is_named() -> None:
    file = word_file(make.report_with("Text.", authors=()))
    creator = file.tree("docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}creator")
    assert creator == "North Institute for Public Evidence; Kite & Co"


def test_nothing_in_it_tells_how_it_was_made() -> None:
    _, file = rich()
    for name, part in file.parts.items():
        if name.endswith((".xml", ".rels")):
            assert b"pandoc" not in part.lower(), name
            assert b"rsid" not in part, name
            assert b"asset:" not in part, name
            assert b"data:image" not in part, name
    assert "docProps/custom.xml" not in file.parts
    assert "word/comments.xml" not in file.parts


def test_every_part_has_a_type_and_every_relationship_a_part() -> None:
    _, file = rich()
    types = file.tree("[Content_Types].xml")
    overrides = {node.get("PartName") for node in types.iter(q("ct:Override"))}
    defaults = {node.get("Extension") for node in types.iter(q("ct:Default"))}
    assert overrides <= {f"/{name}" for name in file.parts}
    for name in file.parts:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults, name
    for name in file.parts:
        if not name.endswith(".rels"):
            continue
        folder = name.partition("_rels/")[0]
        for relation in file.tree(name):
            if relation.get("TargetMode") != "External":
                assert folder + relation.get("Target", "") in file.parts, relation.attrib


@pytest.mark.parametrize("part", ["document", "footnotes", "fontTable"])
def test_every_relationship_that_a_part_names_exists_once_and_is_used(part: str) -> None:
    _, file = rich()
    used = set(file.tree(f"word/{part}.xml").xpath("//@r:id | //@r:embed", namespaces=NAMES))
    relations = list(file.tree(f"word/_rels/{part}.xml.rels"))
    known = [relation.get("Id") for relation in relations]
    assert len(known) == len(set(known))
    assert used <= set(known)
    loose = {relation.get("Id") for relation in relations if relation.get("Type", "").endswith(("hyperlink", "image"))}
    assert loose <= used


def test_only_links_of_the_report_lead_out() -> None:
    _, file = rich()
    outside = {
        relation.get("Target", "")
        for name in file.parts
        if name.endswith(".rels")
        for relation in file.tree(name)
        if relation.get("TargetMode") == "External"
    }
    assert outside
    assert all(target.startswith(("https://", "mailto:")) for target in outside)


def test_a_house_style_without_word_yaml_gives_a_plain_file() -> None:
    report = make.report_with("A paragraph.", make.finding("F1", "A claim."))
    plain = dataclasses.replace(report.house_style, word={}, fonts={})
    file = word_file(report, house_style=plain)
    assert "A claim." in file.in_style("Finding")
    assert not [name for name in file.parts if "font" in name and name != "word/fontTable.xml"]


def test_a_colour_that_the_house_style_does_not_have_is_named() -> None:
    report = make.report_with("A paragraph.")
    odd = dataclasses.replace(report.house_style, word={"styles": {"Normal": {"colour": "mauve"}}})
    with pytest.raises(MachineError, match="mauve"):
        word_file(report, house_style=odd)


def test_settings_open_in_words_own_mode_and_ask_nothing() -> None:
    _, file = rich()
    settings = file.tree("word/settings.xml")
    modes = {node.get(q("w:name")): node.get(q("w:val")) for node in settings.iter(q("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert settings.find(q("w:updateFields")) is None
    assert settings.find(q("w:autoHyphenation")).get(q("w:val")) == "0"
    assert settings.find(q("w:evenAndOddHeaders")).get(q("w:val")) == "0"
    assert settings.find(q("w:themeFontLang")).get(q("w:val")) == "en-GB"


def test_embedded_fonts_are_the_house_styles_own() -> None:
    from report_kit.exporters.docx.fonts import obfuscate

    report, file = rich()
    relations = {r.get("Id"): r.get("Target") for r in file.tree("word/_rels/fontTable.xml.rels")}
    found = {}
    for font in file.tree("word/fontTable.xml"):
        for face in ("embedRegular", "embedBold", "embedItalic"):
            node = font.find(q(f"w:{face}"))
            if node is not None:
                data = file.parts[f"word/{relations[node.get(q('r:id'))]}"]
                found[font.get(q("w:name")), face] = obfuscate(data, node.get(q("w:fontKey")))
    assert found["Source Serif 4", "embedRegular"] == report.house_style.fonts["SourceSerif4-Regular"]
    assert found["Source Sans 3", "embedBold"] == report.house_style.fonts["SourceSans3-Bold"]
    assert len(found) == 7
    code = TTFont(io.BytesIO(found["Source Code Pro", "embedRegular"]))
    assert "fvar" not in code  # Word would take the lightest weight of a variable font
    assert code["OS/2"].usWeightClass == 400
    assert code["name"].getDebugName(1) == "Source Code Pro"


def test_the_font_of_code_travels_only_with_code() -> None:
    parts = word_file(make.report_with("No code.")).parts
    assert sum(name.endswith(".odttf") for name in parts) == 6


def test_entities_in_a_part_are_not_resolved() -> None:
    hostile = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'
    assert b"&e;" in etree.tostring(parse(hostile))


def test_a_line_parts_the_footnotes_from_the_text() -> None:
    _, file = rich()
    kinds = {note.get(q("w:id")): note.get(q("w:type")) for note in file.notes if note.get(q("w:type"))}
    assert kinds == {"-1": "separator", "0": "continuationSeparator"}
    for kind in kinds.values():
        (line,) = file.notes.iter(q(f"w:{kind}"))
        assert line.getparent().getparent().getparent().get(q("w:type")) == kind
    named = file.tree("word/settings.xml").xpath("w:footnotePr/w:footnote/@w:id", namespaces=NAMES)
    assert sorted(named) == sorted(kinds)


def test_the_document_that_gives_the_styles_has_that_line_too() -> None:
    work = job(make.report_with("Words."))
    root = parse(reference_parts(work, read_look(work.house_style.word))["word/footnotes.xml"])
    assert [note.get(q("w:type")) for note in root] == ["separator", "continuationSeparator"]
    assert [len(list(note.iter(q(f"w:{note.get(q('w:type'))}")))) for note in root] == [1, 1]
