"""Pictures are what their content says, carry no metadata, and cannot act."""

from __future__ import annotations

import io

import lxml.etree
import pytest
from PIL import Image, PngImagePlugin

from report_kit.diagnostics import Diagnostic, Sink, Span
from report_kit.model.sources import Asset
from report_kit.sourcefiles import limits
from report_kit.sourcefiles.images import read_asset
from tests.helpers.workspace import MemoryCache, MemoryFiles

HERE = Span("themes/01-a.md", 3, 1)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'


def read(content: bytes, path: str = "themes/a.png") -> tuple[Asset | None, list[Diagnostic]]:
    sink = Sink()
    return read_asset(MemoryFiles({path: content}), MemoryCache(), path, HERE, sink), sink.diagnostics


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 4), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_a_picture_is_known_by_its_content_not_by_its_name(kind: str, media_type: str) -> None:
    asset, diagnostics = read(picture(kind))
    assert not diagnostics
    assert asset is not None
    assert (asset.media_type, asset.width, asset.height) == (media_type, 8, 4)


def test_text_that_calls_itself_png_is_no_picture() -> None:
    asset, (found,) = read(b"just words")
    assert asset is None
    assert (found.rule, found.span) == ("not-an-image", HERE)


def test_a_truncated_picture_is_no_picture() -> None:
    asset, (found,) = read(picture(size=(200, 200))[:-60])
    assert asset is None
    assert found.rule == "not-an-image"


def test_twenty_thousand_pixels_are_too_many_and_never_decoded() -> None:
    asset, (found,) = read(picture(size=(20_000, 2)))
    assert asset is None
    assert found.rule == "image-too-large"
    assert "20,000 × 2" in found.message


def test_a_file_over_the_limit_is_too_large() -> None:
    asset, (found,) = read(b"\0" * (limits.IMAGE_BYTES + 1))
    assert asset is None
    assert found.rule == "image-too-large"


def test_png_text_and_jpeg_exif_do_not_travel() -> None:
    secret = "Taken by Somebody"
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", secret)
    exif = Image.Exif()
    exif[0x013B] = secret  # Artist
    for content in (picture(pnginfo=text), picture("JPEG", exif=exif), picture("WEBP", exif=exif)):
        assert secret.encode() in content
        asset, diagnostics = read(content)
        assert not diagnostics
        assert asset is not None
        assert secret.encode() not in asset.data
        assert Image.open(io.BytesIO(asset.data)).size == (8, 4)


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # rotate by 90 degrees to show
    asset, diagnostics = read(picture("JPEG", exif=exif))
    assert not diagnostics
    assert asset is not None
    assert (asset.width, asset.height) == (4, 8)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert read(picture())[0] == read(picture())[0]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<rect width="5" height="5" onclick="alert(1)"/>', "onclick"),
        ('<image href="https://example.org/a.png"/>', "a link to another file"),
        ('<a href="javascript:alert(1)"><rect/></a>', "a link to another file"),
        ('<rect style="fill: url(https://example.org/a.svg#g)"/>', "a link to another file"),
        ('<style>@import "https://example.org/a.css";</style>', "@import"),
        ("<foreignObject><p>x</p></foreignObject>", "<foreignobject>"),
    ],
)
def test_an_svg_loses_what_could_act_or_reach_out_and_the_editor_is_told(inside: str, said: str) -> None:
    asset, (found,) = read(SVG.format(inside + "<text>Kept</text>").encode(), "themes/a.svg")
    assert found.rule == "unsafe-image"
    assert said in found.message
    assert asset is not None
    for gone in (b"script", b"onclick", b"example.org", b"javascript", b"@import", b"foreignObject"):
        assert gone not in asset.data
    assert b"Kept" in asset.data


def test_an_svg_takes_its_size_from_the_view_box_where_it_states_none() -> None:
    asset, diagnostics = read(SVG.format("").encode(), "themes/a.svg")
    assert not diagnostics
    assert asset is not None
    assert (asset.width, asset.height) == (40, 20)
    assert lxml.etree.fromstring(asset.data).get("width") == "40"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg",
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>' * 2,
        b"<html><svg></svg></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 100_000,
    ],
)
def test_a_broken_svg_is_no_picture(content: bytes) -> None:
    asset, (found,) = read(content, "themes/a.svg")
    assert asset is None
    assert found.rule == "not-an-image"


def test_an_svg_entity_reads_no_file() -> None:
    content = (
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    )
    asset, _ = read(content, "themes/a.svg")
    assert asset is None or b"root:" not in asset.data


ACTIVE = SVG.format("<script>alert(1)</script><rect width='4' height='4'/>").encode()


def test_what_a_picture_became_is_kept_and_no_parser_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache, files = (
        MemoryCache(),
        MemoryFiles({"themes/a.svg": ACTIVE, "themes/b.svg": ACTIVE, "themes/c.png": picture()}),
    )

    def both() -> list[tuple[Asset | None, list[Diagnostic]]]:
        sinks = [Sink() for _ in files]
        return [
            (read_asset(files, cache, path, HERE, sink), sink.diagnostics)
            for path, sink in zip(files, sinks, strict=True)
        ]

    first = both()
    assert [[one.rule for one in found] for _, found in first] == [["unsafe-image"], ["unsafe-image"], []]
    assert len(cache) == 2, "the same picture under two names is one"
    monkeypatch.setattr("report_kit.sourcefiles.images._svg", None)
    monkeypatch.setattr("report_kit.sourcefiles.images._raster", None)
    assert both() == first


def test_an_entry_that_was_emptied_is_made_again() -> None:
    cache, files = MemoryCache(), MemoryFiles({"themes/a.svg": ACTIVE})
    first = read_asset(files, cache, "themes/a.svg", HERE, Sink())
    cache.update(dict.fromkeys(cache, b""))
    assert read_asset(files, cache, "themes/a.svg", HERE, Sink()) == first


def test_a_large_picture_and_what_is_no_picture_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_kit.sourcefiles.images._LARGEST_KEPT", 50)
    cache, files = MemoryCache(), MemoryFiles({"themes/a.png": picture(), "themes/b.png": "just words"})
    for path in files:
        read_asset(files, cache, path, HERE, Sink())
    assert not cache
