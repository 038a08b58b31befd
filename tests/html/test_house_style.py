"""House styles: what the plain one promises, and what a style in a project may say and may not."""

from __future__ import annotations

import itertools
import logging
import re
from pathlib import Path

import pytest

from report_kit.diagnostics import Sink, Span
from report_kit.html.drawings.palette import palette_of
from report_kit.model.sources import HouseStyle
from report_kit.sourcefiles.house_style import DEFAULT, load_house_style, package_style, package_styles
from report_kit.sourcefiles.house_style.fonts import FONTS
from report_kit.sourcefiles.house_style.foreign_css import harmless
from report_kit.sourcefiles.house_style.roots import PackageRoot
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import read_yaml
from tests.helpers.report_factory import plain_style
from tests.helpers.workspace import MemoryCache, MemoryWorkspace

VARIABLE = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})\b")
SHEETS = ("screen.css", "print.css")


def palettes(style: HouseStyle) -> dict[str, dict[str, str]]:
    """Colours of the web page by name, for light and for dark."""
    first, second = re.findall(r":root \{(.*?)\}", style.screen_css, re.DOTALL)[:2]
    light = dict(VARIABLE.findall(first))
    return {"light": light, "dark": light | dict(VARIABLE.findall(second))}


def luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# The styles that come with the toolkit


@pytest.mark.parametrize("name", sorted(package_styles()))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_every_ground_it_is_printed_on(name: str, scheme: str) -> None:
    colours = palettes(package_style(name, MemoryCache()))[scheme]
    for text, ground in itertools.product(("ink", "muted", "accent"), ("paper", "tint", "sand")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for text, ground in (("cover-ink", "cover"), ("cover-soft", "cover"), ("mark-ink", "mark"), ("paper", "accent")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def test_the_numbers_of_the_heat_map_are_legible_in_the_light_and_in_the_dark() -> None:
    palette, screen = palette_of(plain_style()), plain_style().screen_css
    light = {f"shade-{n}": shade[0] for n, shade in enumerate(palette.shades, 1)}
    light |= {f"on-shade-{n}": shade[1] for n, shade in enumerate(palette.shades, 1)}
    (rules,) = re.findall(r"@media screen and \(prefers-color-scheme: dark\) \{(.*?)\n\}", screen, re.DOTALL)
    dark = dict(light)
    for selector, colour in re.findall(r"\.drawing ([^{]+?) \{ fill: (#[0-9a-f]{6}) \}", rules):
        dark |= dict.fromkeys(re.findall(r"(?:on-)?shade-\d", selector), colour)
    assert dark != light
    for colours, number in itertools.product((light, dark), range(1, 6)):
        assert contrast(colours[f"shade-{number}"], colours[f"on-shade-{number}"]) >= 4.5, number
    assert all(f".drawing .{name} {{" in screen for name in ("ground", "ink", "pale", "none", "cell"))


def own_files(*endings: str) -> list[tuple[str, str]]:
    """(style, file) for the files with such names that the styles of the toolkit have; they may take others'."""
    files = [(name, path.name) for name, folder in package_styles().items() for path in folder.iterdir()]
    return sorted((name, file) for name, file in files if file.endswith(endings))


def test_the_plain_style_has_all_files() -> None:
    assert {(DEFAULT, file) for file in (*SHEETS, "word.yaml")} <= {*own_files("")}


@pytest.mark.parametrize(("name", "file"), own_files(".css", ".svg"))
def test_colours_are_written_in_style_yaml_alone(name: str, file: str) -> None:
    source = PackageRoot(name).text(file, 0)
    assert source is not None
    text = re.sub(r"/\*.*?\*/", "", source.text, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(|\bwhite\b(?!-)", text)


@pytest.mark.parametrize(("name", "file"), own_files(".css"))
def test_the_toolkits_own_stylesheets_would_be_taken_from_a_stranger(name: str, file: str) -> None:
    source, sink = PackageRoot(name).stylesheet(file), Sink()
    assert source is not None
    assert harmless(source, sink), sink.diagnostics


def test_the_pdf_engine_understands_every_line_of_the_print_stylesheet(caplog: pytest.LogCaptureFixture) -> None:
    import weasyprint

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        weasyprint.CSS(string=plain_style().print_css)
    assert caplog.messages == []


@pytest.mark.parametrize("css", ["screen_css", "print_css"])
def test_nothing_is_left_to_put_in_and_all_that_is_asked_for_is_there(css: str) -> None:
    sheet = getattr(plain_style(), css)
    assert "token(" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    addresses = [address.strip('"') for address in re.findall(r"url\(([^)]*)\)", sheet)]
    fonts = {a for a in addresses if a.startswith("font:")}
    assert fonts
    assert fonts <= {f"font:{name}" for name in plain_style().fonts}
    assert {a for a in addresses if a not in fonts} == {a for a in addresses if a.startswith("data:image/svg+xml,")}


# Styles in a project

BASED = "based_on: plain\n"
ROSE = BASED + 'colours:\n  accent: "#9b1b4b"\n'


def NORMAL(settings: str) -> dict[str, str]:
    return {"word_yaml": f"styles:\n  Normal: {{{settings}}}\n"}


def load(style: str, **files: str) -> tuple[HouseStyle, list[str]]:
    """The style `house_styles/ours` with `style` as its style.yaml; `files` by name, '_' for '.'; what was said."""
    found = {f"house_styles/ours/{name.replace('_', '.')}": text for name, text in files.items()}
    workspace, sink = MemoryWorkspace({"house_styles/ours/style.yaml": style, **found}), Sink()
    made = load_house_style("ours", Span("report.yaml"), workspace, sink)
    said = [f"{d.span.file.rpartition('/')[2]}:{d.span.line}:{d.span.column}: {d.message}" for d in sink if d.span]
    return made, said


def test_a_style_based_on_another_changes_tokens_in_every_format() -> None:
    made, said = load(ROSE + "lengths:\n  page-width: 200mm\ntype:\n  text: 11pt/16pt\n")
    assert said == []
    assert made.name == "ours"
    assert "#00606b" not in made.print_css
    assert made.print_css.count("#9b1b4b") == plain_style().print_css.count("#00606b")
    assert "--accent: #9b1b4b" in made.screen_css
    assert "--accent: #74cdd2" in made.screen_css  # the dark one is a token of its own
    assert "size: 200mm 297mm" in made.print_css
    assert made.word["colours"]["accent"] == "#9b1b4b"  # type: ignore[index]
    assert made.word["styles"]["Normal"] == {"font": "text", "size": "11", "line": "16", "colour": "ink"}  # type: ignore[index]


def test_a_style_takes_its_own_files_before_those_it_is_based_on() -> None:
    made, said = load(ROSE, print_css="h1 { color: token(accent); font: 400 token(type-text) token(font-text) }")
    assert said == []
    assert made.print_css.endswith('h1 { color: #9b1b4b; font: 400 10.3pt/15pt "Report Serif", serif }')
    assert made.print_css.startswith("@font-face")
    assert "Report Sans" not in made.print_css


def test_the_fonts_of_a_role_are_those_of_every_format() -> None:
    fonts = "fonts:\n  text: {name: Source Sans, kind: sans-serif, faces: {regular: SourceSans3-Regular}}\n"
    made, said = load(BASED + fonts)
    assert said == []
    assert '"Report Serif"; src: url(font:SourceSans3-Regular); font-weight: 400' in made.print_css
    assert '"Report Serif", sans-serif' in made.print_css
    assert made.word["fonts"]["text"]["name"] == "Source Sans"  # type: ignore[index]
    assert set(made.fonts) == {name for name in plain_style().fonts if not name.startswith("SourceSerif")}


def test_pictures_of_a_style_go_inside_it_with_its_colours() -> None:
    dot = '<rect width="4" height="4" fill="token(accent)"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">{dot}</svg>'
    made, said = load(ROSE, print_css="h1 { background: url(dot.svg) }", dot_svg=svg)
    assert said == []
    assert 'url("data:image/svg+xml,' in made.print_css
    assert "%239b1b4b" in made.print_css


@pytest.mark.parametrize(
    ("style", "files", "expected"),
    [
        (BASED + "colours:\n  acent: '#000000'\n", {}, "style.yaml:3:3: nothing uses the token 'acent'"),
        (BASED + "colours:\n  accent: petrol\n", {}, "style.yaml:3:11: 'petrol' is no colour"),
        (BASED + "dark:\n  ink: '#12'\n", {}, "style.yaml:3:8: '#12' is no colour"),
        (BASED + "lengths:\n  box-gap: -7mm\n", {}, "style.yaml:3:12: '-7mm' is no length"),
        (BASED + "lengths:\n  box-gap: 7mm} * {display:none\n", {}, "is no length"),
        (BASED + "type:\n  text: 10pt\n", {}, "style.yaml:3:9: '10pt' is no size with its leading"),
        (BASED + "colours:\n  Ink: '#000000'\n", {}, "style.yaml:3:3: 'Ink' is no name for a token"),
        (BASED + "colours: petrol\n", {}, "style.yaml:2:10: colours: holds names and values"),
        (BASED + "lengths:\n  ink: 1mm\ncolours:\n  ink: '#000000'\n", {}, "'ink' is declared in two groups"),
        (BASED + "color:\n  ink: '#000000'\n", {}, "style.yaml:2:1: 'color' says nothing here"),
        ("based_on: plian\n", {}, "style.yaml:1:11: a style is based on one that comes with the toolkit"),
        ("based_on: ours\n", {}, "style.yaml:1:11: a style is based on one that comes with the toolkit"),
        ("colours:\n  ink: '#000000'\n", {}, "style.yaml:1:1: this style has no screen.css"),
        ("colours: [\n", {}, "style.yaml:"),
        ("", {}, "style.yaml:1:1: this file is empty"),
        (BASED + "fonts:\n  text: {faces: {regular: Arial}}\n", {}, "style.yaml:3:27: there is no font called 'Arial'"),
        (BASED + 'fonts:\n  text: {name: "x\\"; }"}\n', {}, "is no name of a font"),
        (BASED + "fonts:\n  text: {kind: gothic}\n", {}, "style.yaml:3:16: 'gothic' is no kind of font"),
        (BASED, {"print_css": "\nh1 { color: token(acent) }"}, "print.css:2:13: there is no token called 'acent'"),
        (BASED, {"print_css": "h1 { background: url(dot.svg) }"}, 'there is no picture "house_styles/ours/dot.svg"'),
        (BASED, NORMAL("colour: mauve"), "word.yaml:2:20: there is no token called 'mauve'"),
        (BASED, NORMAL("size: token(huge)"), "word.yaml:2:18: there is no token called 'huge'"),
        (BASED, NORMAL("size: 0"), "word.yaml:2:18: '0' is no size of type"),
        (BASED, NORMAL("left: 1e308"), "word.yaml:2:18: '1e308' is no length"),
        (BASED, NORMAL("rule_top: {width: 1}"), "word.yaml:2:22: this line has no colour"),
        (BASED, NORMAL("font: gothic"), "word.yaml:2:18: 'gothic' is none of text, display, code"),
        (BASED, {"word_yaml": "page: {width: 20mm}\n"}, "word.yaml:1:7: the width of this page leaves no room"),
        (BASED, {"word_yaml": "page: !!python/name:os.system x\n"}, "word.yaml:1:7: "),
        (BASED, {"word_yaml": "fonts: {}\n"}, "word.yaml:1:1: 'fonts' says nothing here"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_at_its_place(style: str, files: dict[str, str], expected: str) -> None:
    made, said = load(style, **files)
    assert any(expected in line for line in said), said
    assert made == plain_style()  # what a build that goes on would take


HOSTILE = (
    "@import url(https://example.org/a.css);",
    '@import "a.css";',
    '@\\69mport "a.css";',
    "h1 { background: url(https://example.org/a.png) }",
    "h1 { background: url(../../secret.png) }",
    "h1 { background: url(/etc/passwd) }",
    "h1 { background: URL( 'file:///etc/passwd' ) }",
    "h1 { background: u\\72l(//example.org/a.png) }",
    "h1 { background: url(data:image/svg+xml,%3Csvg/%3E) }",
    "h1 { background: ima\\67 e-set('https://example.org/a.png' 1x) }",
    "h1 { background: -webkit-image-set(url(a.png) 1x) }",
    "h1 { background: cross-fade('a.png', 'b.png') }",
    "h1 { width: expression(alert(1)) }",
    "h1 { behavior: url(a.svg) }",
    "h1 { -moz-binding: url(a.svg) }",
    "@font-face { font-family: x; src: url(font:../../etc/passwd) }",
    "@font-face { font-family: x; src: src('a.woff2') }",
    "@namespace x url(a.svg);",
    "h1::after { content: '</style><script>alert(1)</script>' }",
    "/* </style> */",
    "h1 { background: url(a b.png) }",
    "(" * 40 + ")" * 40,
)


@pytest.mark.parametrize("css", HOSTILE)
def test_a_stylesheet_of_a_project_reaches_for_nothing_outside_of_its_folder(css: str) -> None:
    sink = Sink()
    assert not harmless(SourceText("print.css", css, (css,)), sink)
    assert {problem.rule for problem in sink} == {"unsafe-css"}
    assert load(ROSE, print_css=css)[0] == plain_style()


def test_a_style_that_is_too_large_is_not_read() -> None:
    _, said = load(BASED, print_css="/* " + "x" * 200_000 + " */")
    assert any("larger than" in line for line in said)


@pytest.mark.parametrize("css", ["* * {--a:1}" * 3_500, "@media print {" + "p" + ",p" * 3_500 + "{}}"])
def test_a_style_of_more_rules_than_a_report_can_be_laid_out_with_is_not_read(css: str) -> None:
    sink = Sink()
    assert not harmless(SourceText("print.css", css, (css,)), sink)
    assert ["rules" in problem.message for problem in sink] == [True]


@pytest.mark.parametrize("name", ["../ours", "ours/../../x", "/etc", "Ours", "", "ours\0"])
def test_the_name_of_a_style_is_no_path(name: str) -> None:
    workspace, sink = MemoryWorkspace({"house_styles/ours/style.yaml": ROSE}), Sink()
    assert load_house_style(name, Span("report.yaml"), workspace, sink) == plain_style()
    assert [problem.rule for problem in sink] == ["unknown-house-style"]
    assert not [path for path in workspace.files.reads if "house_styles" in path]


def test_a_style_of_a_project_does_not_take_the_name_of_the_toolkits() -> None:
    workspace, sink = MemoryWorkspace({"house_styles/plain/style.yaml": ROSE}), Sink()
    assert load_house_style("plain", Span("report.yaml"), workspace, sink) == plain_style()
    assert [problem.rule for problem in sink] == ["bad-house-style"]


def test_the_guide_names_every_token_and_every_font_and_its_example_is_a_style() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "house-style.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w-]+)`", guide[guide.index("<!-- tokens") : guide.index("<!-- /tokens")]))
    declared = PackageRoot("plain").text("style.yaml", 0)
    assert declared is not None
    node = read_yaml(declared, Sink())
    assert node is not None
    groups = [node.child(group) for group in ("colours", "type", "lengths")]
    assert {name for group in groups if group is not None for name in group.keys or {}} | FONTS.keys() <= named
    (example,) = re.findall(r"```yaml\n(based_on: plain\n.*?)```", guide, re.DOTALL)
    assert load(example)[1] == []
