"""Labels of drawings: whatever says how they look, every engine is told the same in plain attributes."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import lxml.etree
import pypdfium2
import pytest
import resvg_py
from PIL import Image

from report_kit.diagnostics import Sink, Span
from report_kit.exporters.trial import FINE, LABELS, drawn
from report_kit.exporters.trial_drawing import to_pdf
from report_kit.sourcefiles.images import clean_svg
from report_kit.sourcefiles.svg_cascade import font_of
from tests.helpers.report_factory import plain_style

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
GROUND = '<rect width="400" height="60" fill="#ccc"/>'


def svg(inner: str, head: str = "", root: str = 'width="400" height="60"') -> str:
    return f"<svg {NAMES} {root}>{head}{GROUND}{inner}</svg>"


def text(attributes: str, head: str = "") -> str:
    return svg(f'<text x="10" y="40" {attributes}>Label</text>', head)


@cache
def cleaned(source: str) -> bytes:
    sink = Sink()
    asset = clean_svg("a.svg", source.encode(), Span("a.md"), sink)
    assert asset is not None, sink.diagnostics
    return asset.data


def label(source: str) -> Any:
    """The first label once the drawing is cleaned."""
    return next(one for one in lxml.etree.fromstring(cleaned(source)).iter() if str(one.tag).endswith("}text"))


def said(source: str) -> list[str]:
    sink = Sink()
    clean_svg("a.svg", source.encode(), Span("a.md"), sink)
    return [one.rule for one in sink]


SIZES = {
    'style="font:24px sans-serif"': 24, 'style="font:italic bold 18pt/1.2 serif"': 24, 'font-size="medium"': 16,
    'font-size="x-large"': 24, 'style="font-size:xx-small"': 9, 'font-size="larger"': 19.2,
    'font-size="smaller"': 13.3333,
    'font-size="18pt"': 24, 'font-size="6.35mm"': 24, 'font-size=".25in"': 24, 'font-size="1.5pc"': 24,
    'font-size="1.5em"': 24, 'font-size="1.5rem"': 24, 'font-size="150%"': 24, 'font-size="6vw"': 24,
    'style="font-size:calc(1em + 8px)"': 24, 'style="--s:24px;font-size:var(--s)"': 24,
    'style="font-size:var(--no, 24px)"': 24, 'style="font-size:24px !important"': 24, 'font-size="24Q"': 22.6772,
    'font-size="inherit"': 16, 'font-size="nonsense"': 16, 'font-size="-3"': 16,
}  # fmt: skip


@pytest.mark.parametrize("attributes", SIZES)
def test_a_size_is_a_number_of_the_drawings_units(attributes: str) -> None:
    assert float(label(text(attributes)).get("font-size", "16")) == pytest.approx(SIZES[attributes], abs=0.001)


SHEETS = (
    ".t{font:bold 24px sans-serif}", "#q{font-size:x-large}", "text{font-size:24px}", "g text{font-size:24px}",
    "@media all{text{font-size:24px}}", "@media print{text{font-size:24px}}", "text:nth-of-type(1){font-size:24px}",
    "[data-k=a]{font-size:24px}", "text:not(.z){font-size:24px}", ":root{--s:24px}text{font-size:var(--s)}",
    "@layer a{text{font-size:24px}}",
    ".t{font-size:24px !important}#q{font-size:9px}", "text{font-size:9px}.t{font-size:24px}",
    "<![CDATA[.t{font-size:24px}]]>",
    "g{font-size:24px}", "svg{font-size:24px}", "text:is(.t){font-size:24px}",
    "text{font-size:24px}@media (prefers-color-scheme:dark){text{font-size:9px}}",
    "text{font-size:24px} a:hover{font-size:9px}",
)  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_is_read_as_browsers_read_it(sheet: str) -> None:
    source = svg('<g><text class="t" id="q" data-k="a" x="10" y="40">Label</text></g>', f"<style>{sheet}</style>")
    found = label(source)
    sizes = [one.get("font-size") for one in (found, *found.iterancestors()) if one.get("font-size")]
    assert float(sizes[0]) == 24
    assert b"<style" not in cleaned(source)


@pytest.mark.parametrize(
    ("attributes", "name", "value"),
    [
        ('font-weight="bolder"', "font-weight", "700"),
        ('font-weight="950"', "font-weight", "900"),
        ('style="font-style:oblique 10deg"', "font-style", "oblique"),
        ('fill="currentColor" color="red"', "fill", "red"),
        ('style="fill:var(--c,blue)"', "fill", "blue"),
        ('letter-spacing=".1em" font-size="20"', "letter-spacing", "2"),
        ('font-family="Helvetica Neue, Arial"', "font-family", "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"),
        ('font-family="Times New Roman"', "font-family", "'Source Serif 4', 'Times New Roman', serif"),
        ('font-family="Courier New"', "font-family", "'Source Code Pro', 'Courier New', monospace"),
        ('font-family="monospace"', "font-family", "'Source Code Pro', monospace"),
        ('font-family="Source Sans 3"', "font-family", "'Source Sans 3', sans-serif"),
        ('dy="3mm"', "dy", "11.3386"),
    ],
)
def test_other_properties_are_plain_too(attributes: str, name: str, value: str) -> None:
    assert label(text(attributes)).get(name) == value


def test_a_drawing_without_a_font_has_one_of_ours() -> None:
    assert lxml.etree.fromstring(cleaned(text(""))).get("font-family") == "'Source Sans 3', sans-serif"


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("12px a", "12px"), ("bold 12px/14px a, b", "12px"), ("italic small-caps 700 x-large 'A B', c", "x-large"),
        ("caption", "13px"), ("inherit", "inherit"), ("12px", None), ("bold", None), ("", None), ("12px/2", None),
    ],
)  # fmt: skip
def test_the_shorthand_is_taken_apart(value: str, size: str | None) -> None:
    assert dict(font_of(value)).get("font-size") == size


# Drawn -----------------------------------------------------------------------------------------------------------

DRAWN = {
    "shorthand": text('style="font:24px sans-serif"'),
    "keyword": text('font-size="x-large"'),
    "points": text('font-size="18pt"'),
    "sheet": text('class="t"', "<style>.t{font:bold 24px serif}</style>"),
    "spans": svg('<text font-size="20"><tspan x="10" y="40">La<tspan font-weight="bold">bel</tspan></tspan></text>'),
    "path": svg('<path id="p" d="M10,40 L390,40"/><text font-size="24"><textPath href="#p">Label</textPath></text>'),
    "old path": svg(
        '<defs><path id="p" d="M10,40 C100,30 200,45 390,40"/></defs>'
        '<text font-size="24"><textPath xlink:href="#p">Label</textPath></text>'
    ),
    "own path": svg('<text font-size="24"><textPath path="M10,40 H390">Label</textPath></text>'),
    "no path": svg('<text x="10" y="40" font-size="24"><textPath href="#none">Label</textPath></text>'),
    "switch": svg(
        '<switch><g systemLanguage="xx"><text x="10" y="40" font-size="24">WWWWWW</text></g>'
        '<text x="10" y="40" font-size="24">Label</text></switch>'
    ),
    "reference": svg(
        '<defs><text id="t">Label</text></defs><text x="10" y="40" font-size="24"><tref xlink:href="#t"/></text>'
    ),
    "halo": text('font-size="24" paint-order="stroke" stroke="white" stroke-width="4"'),
    "millimetres": svg('<text x="2.6mm" y="10.6mm" font-size="6.3mm">Label</text>'),
    "paper": svg(
        '<text x="10" y="40" font-size="24">Label</text>', root='width="100mm" height="15mm" viewBox="0 0 400 60"'
    ),
    "capitals": text('style="font-size:20px;text-transform:lowercase"').replace("Label", "LABEL"),
    "entity": '<!DOCTYPE svg [<!ENTITY hi "Label">]>' + text('font-size="24"').replace("Label", "&hi;"),
}  # fmt: skip


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of what is black, in 400 by 60."""
    grey = picture.convert("L").resize((400, 60))
    return grey.point(lambda level: 255 if level < 90 else 0).getbbox()


@pytest.mark.parametrize("name", DRAWN)
def test_a_label_stands_in_its_place_in_the_pdf_and_in_word(name: str) -> None:
    data = cleaned(DRAWN[name])
    assert drawn(data) == FINE
    pdf = to_pdf(data)
    assert pdf is not None
    page = pypdfium2.PdfDocument(pdf)[0]
    letters = "".join(page.get_textpage().get_text_bounded().split())
    assert letters.replace("LabelLabel", "Label").casefold() == "label"
    in_pdf = page.render(scale=4).to_pil()  # 200 by 200, the drawing in its middle
    width = in_pdf.width
    high = round(width * 60 / 400)
    found = [ink(in_pdf.crop((0, (width - high) // 2, width, (width + high) // 2)))]
    png = resvg_py.svg_to_bytes(svg_string=data.decode(), width=400, skip_system_fonts=True, font_dirs=[fonts()])
    found.append(ink(Image.open(io.BytesIO(bytes(png)))))
    for box in found:
        assert box is not None
        left, top, right, bottom = box
        assert 5 <= left <= 16
        assert 50 <= right <= 90
        assert 12 <= top <= 30
        assert 36 <= bottom <= 46


@cache
def fonts() -> str:
    import tempfile
    from pathlib import Path

    folder = tempfile.mkdtemp()
    for name, font in plain_style().fonts.items():
        Path(folder, f"{name}.ttf").write_bytes(font)
    return folder


def test_a_label_that_the_pdf_lacks_is_told() -> None:
    raw = f'<svg {NAMES} width="400" height="60">{GROUND}<text x="10" y="40" font-size="x-large">Label</text></svg>'
    assert drawn(raw.encode()) == LABELS  # as it was before it is settled


def test_words_that_are_no_text_are_told() -> None:
    assert said(svg("<flowRoot><flowPara>Housing</flowPara></flowRoot>")) == ["lost-label"]
    assert said(svg("<g>Housing</g>")) == ["lost-label"]
    assert said(text("")) == said(svg("<title>Costs</title><desc>By year</desc>")) == []


GRADIENT = '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>'


@pytest.mark.parametrize(
    "gradient",
    [
        f'<linearGradient id="g" gradientTransform="rotate(45)">{GRADIENT}</linearGradient>',
        f'<linearGradient id="g" gradientTransform="matrix(.5 .2 -.1 .9 .1 0)">{GRADIENT}</linearGradient>',
        f'<linearGradient id="g" x1="25%" x2="75%">{GRADIENT}</linearGradient>',
        f'<linearGradient id="g" x1="50%" x2="50%">{GRADIENT}</linearGradient>',
        f'<linearGradient id="a">{GRADIENT}</linearGradient><linearGradient id="g" href="#a" x1=".25"/>',
        f'<radialGradient id="g">{GRADIENT}</radialGradient>',
        f'<radialGradient id="g" fx="30%" fy="30%">{GRADIENT}</radialGradient>',
        '<linearGradient id="g"><stop offset="-1" stop-color="red"/><stop offset="2" stop-color="blue"/>'
        "</linearGradient>",
        '<style>.a{stop-color:red}.b{stop-color:blue}</style><linearGradient id="g"><stop class="a" offset="0"/>'
        '<stop class="b" offset="100%"/></linearGradient>',
    ],
)  # fmt: skip
def test_a_gradient_has_the_same_colours_in_the_pdf_and_in_word(gradient: str) -> None:
    data = cleaned(svg('<rect x="10" y="5" width="380" height="50" fill="url(#g)"/>', f"<defs>{gradient}</defs>"))
    pdf = to_pdf(data)
    assert pdf is not None
    in_pdf = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("RGB")
    high = in_pdf.width * 60 // 400
    in_pdf = in_pdf.crop((0, (in_pdf.width - high) // 2, in_pdf.width, (in_pdf.width + high) // 2)).resize((400, 60))
    png = resvg_py.svg_to_bytes(svg_string=data.decode(), width=400)
    in_word = Image.open(io.BytesIO(bytes(png))).convert("RGB")
    for x in range(20, 390, 37):
        for y in (15, 30, 45):
            pairs = zip(in_pdf.getpixel((x, y)), in_word.getpixel((x, y)), strict=True)  # type: ignore[arg-type]
            assert max(abs(a - b) for a, b in pairs) < 30, (x, y)


@pytest.mark.parametrize(
    "inner",
    [
        "<style>" + "a " * 5_000 + "{b:c}</style><text>a</text>",
        "<style>" + "(" * 3_000 + "</style><text>a</text>",
        '<text style="' + "(" * 3_000 + '">a</text>',
        "<style>text{--a:var(--a);font-size:var(--a)}</style><text>a</text>",
        "<style>text{--a:var(--b)var(--b);--b:var(--a)var(--a);fill:var(--a)}</style><text>a</text>",
        '<text font-size="1e400px">a</text>',
        '<text font-size="calc(1px/0)">a</text>',
        '<text><textPath path="M0 0 L 1e308 1e308 z">abc</textPath></text>',
        '<path id="q" d="M0 0 L 0 0"/><text><textPath href="#q" startOffset="nan">abc</textPath></text>',
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><text>a</text>',
        '<linearGradient id="g" gradientTransform="scale(0)"><stop offset="x"/></linearGradient><text>a</text>',
        "<switch/><text>a</text>",
        '<text font-family="a;b}c&quot;&lt;">a</text>',
    ],
)
def test_what_is_made_to_provoke_a_reader_is_drawn_or_told(inner: str) -> None:
    sink = Sink()
    asset = clean_svg("a.svg", f"<svg {NAMES}>{inner}</svg>".encode(), Span("a.md"), sink)
    assert asset is not None or [one.rule for one in sink] == ["drawing-too-complex"]
    assert asset is None or lxml.etree.fromstring(asset.data) is not None
