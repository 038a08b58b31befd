"""The web page: one file, nothing outside it, no script, the same bytes every time."""

from __future__ import annotations

import io
import re
from base64 import b64decode

import lxml.html
from fontTools.ttLib import TTFont

from report_kit.exporters import load, web_page
from report_kit.model.report import Report
from tests.helpers import report_factory as make
from tests.helpers.exporting import job
from tests.helpers.workspace import MemoryWorkspace


def exported(report: Report) -> str:
    artifact = web_page.export(job(report, "screen"), MemoryWorkspace())
    assert artifact.diagnostics == ()
    return artifact.data.decode()


def test_it_is_the_exporter_for_html() -> None:
    assert load("html").SUFFIX == ".html"
    assert load("html").MEDIUM == "screen"


def test_nothing_is_fetched_from_anywhere() -> None:
    page = exported(make.rich_report())
    tree = lxml.html.document_fromstring(page)
    assert not tree.xpath("//script | //link | //iframe | //object | //embed")
    sources = tree.xpath("//@src | //@srcset | //@poster | //@data")
    assert sources
    assert all(source.startswith("data:image/") for source in sources)
    style = tree.findtext(".//style")
    assert style is not None
    assert {address.strip("\"'").split(":")[0] for address in re.findall(r"url\(([^)]*)\)", style)} == {"data"}


def test_the_page_forbids_itself_scripts_and_the_network() -> None:
    tree = lxml.html.document_fromstring(exported(make.rich_report()))
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert "http" not in policy


def test_two_builds_give_the_same_bytes() -> None:
    report = make.rich_report()
    assert exported(report) == exported(report)


def test_pictures_are_inside_byte_for_byte() -> None:
    report = make.rich_report()
    tree = lxml.html.document_fromstring(exported(report))
    (source,) = tree.get_element_by_id("fig-decor").xpath("./img/@src")
    assert source.startswith("data:image/png;base64,")
    assert b64decode(source.split(",")[1]) == report.assets["figures/a photo.png"].data


def fonts_in(page: str) -> list[TTFont]:
    return [TTFont(io.BytesIO(b64decode(data))) for data in re.findall(r"data:font/woff2;base64,([\w+/=]+)", page)]


def test_fonts_hold_the_characters_of_the_page_and_few_others() -> None:
    fonts = fonts_in(exported(make.report_with("Žluťoučký kůň, £5 ½")))
    assert len(fonts) == make.plain_style().screen_css.count("url(font:")
    for font in fonts:
        assert font.flavor == "woff2"
        assert set(map(ord, "Žluťočýů£")) <= set(font.getBestCmap())
        assert len(font.getGlyphOrder()) < 400


def test_fonts_keep_their_kerning_and_ligatures() -> None:
    for font in fonts_in(exported(make.report_with("AVATAR office"))):
        tables = {record.FeatureTag for tag in ("GPOS", "GSUB") for record in font[tag].table.FeatureList.FeatureRecord}
        assert {"kern", "liga", "pnum"} <= tables


def test_a_font_is_cut_down_once_and_then_found_in_the_cache() -> None:
    workspace = MemoryWorkspace()
    first = web_page.export(job(make.report_with("One."), "screen"), workspace).data
    kept = dict(workspace.cache)
    second = web_page.export(job(make.report_with("One."), "screen"), workspace).data
    assert len(kept) == make.plain_style().screen_css.count("url(font:")
    assert workspace.cache == kept
    assert re.findall(rb"font/woff2;base64,[^)]*", first) == re.findall(rb"font/woff2;base64,[^)]*", second)


def test_words_that_look_like_markup_of_the_exporter_are_left_alone() -> None:
    words = 'src="asset:figures/chart.svg" <style></style> url(font:SourceSans3-Regular)'
    page = exported(make.report_with(words, title=words))
    tree = lxml.html.document_fromstring(page)
    assert words in tree.get_element_by_id("content:").text_content()
    assert tree.findtext(".//h1") == words
    assert len(tree.xpath("//style")) == 1
