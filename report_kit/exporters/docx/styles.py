"""Styles: the named styles of the Word file, `styles.xml` (ECMA-376-1, 17.7).

Which styles there are and how they hang together is written here, since templates and passes ask for them by name; how
they look comes from the house style. Every one is an ordinary style that a person can pick and change in Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from report_kit.exporters.docx.look import WIDEST_SPACE, Look, Rule, is_yes, twips
from report_kit.exporters.docx.ooxml import element, put, q, value
from report_kit.model.language import right_to_left

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Style:
    """One style; its id is its name without spaces, with capitals."""

    name: str
    """As Word stores it: built-in names in Word's own spelling ('heading 1', 'footnote text')."""
    base: str = "Normal"
    next: str = ""
    """Style of the paragraph that Enter makes; itself where empty."""
    kind: str = "paragraph"
    outline: int | None = None
    """Level in the navigation pane, from 0."""
    with_next: bool | None = None
    """Keep on one page with the paragraph after it; as its base where None."""
    together: bool = False
    """Keep its lines on one page."""
    new_page: bool | None = None
    numbering: tuple[int, int] | None = None
    """Numbering definition and level."""
    at_foot: bool = False
    """Stands at the foot of the page whatever is above it (cover)."""
    right_tab: bool = False
    """Has a tab at the right margin (leader dots for contents)."""
    priority: int = 30
    gallery: bool = True
    """Shown in Word's style gallery."""

    @property
    def id(self) -> str:
        """Style id."""
        return style_id(self.name)


def style_id(name: str) -> str:
    """'Heading1' for 'heading 1'."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


BULLETS, NUMBERS = 1, 2
"""Numbering definitions that styles refer to (`numbering.py`)."""

BUILT_IN = frozenset(
    ["Normal", "Body Text", "Title", "Subtitle", "TOC Heading", "toc 1", "toc 2", "caption", "Quote", "Block Text",
     "List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3", "List Continue",
     "List Continue 2", "List Continue 3", "Bibliography", "footnote text", "footnote reference", "header", "footer",
     "Hyperlink", "FollowedHyperlink", "Strong", "Emphasis", "Default Paragraph Font", "Normal Table", "No List"]
    + [f"heading {level}" for level in range(1, 7)]
)  # fmt: skip
"""Names that Word knows itself; all others are marked as custom styles."""

PARAGRAPHS: tuple[Style, ...] = (
    Style("Body Text", priority=1),
    Style("Title", next="Subtitle", together=True, priority=10),
    Style("Title Long", "Title", "Subtitle", priority=10),
    Style("Title Very Long", "Title", "Subtitle", priority=10),
    Style("Subtitle", next="Cover Authors", priority=11),
    Style("Cover Status", next="Title", with_next=True, priority=12),
    Style("Cover Authors", priority=12),
    Style("Cover Date", priority=12),
    Style("Cover Publisher", at_foot=True, priority=12),
    Style("Imprint Title", next="Imprint", new_page=True, priority=13),
    Style("Imprint", priority=13),
    Style("heading 1", "Normal", "Body Text", outline=0, with_next=True, together=True, new_page=True, priority=9),
    Style("heading 2", "Normal", "Body Text", outline=1, with_next=True, together=True, priority=9),
    Style("heading 3", "Normal", "Body Text", outline=2, with_next=True, together=True, priority=9),
    Style("heading 4", "Normal", "Body Text", outline=3, with_next=True, together=True, priority=9),
    Style("heading 5", "heading 4", "Body Text", outline=4, priority=9, gallery=False),
    Style("heading 6", "heading 4", "Body Text", outline=5, priority=9, gallery=False),
    # For short parts at the back: the first of the back begins a page, others go on under what stands there.
    Style("Heading 1 Short", "heading 1", "Body Text", outline=0, priority=9),
    Style("Heading 1 Run-on", "Heading 1 Short", "Body Text", outline=0, new_page=False, priority=9),
    # Stands in the navigation pane like heading 2, but not in the contents, which collect headings 1 and 2 by name.
    Style("Annex Heading", "heading 2", "Body Text", priority=9),
    Style("Part Summary", next="Body Text"),
    Style("TOC Heading", next="Body Text", with_next=True, new_page=True, priority=39),
    Style("toc 1", right_tab=True, priority=39, gallery=False),
    Style("toc 2", right_tab=True, priority=39, gallery=False),
    Style("Finding", "Body Text", "Finding Text"),
    Style("Finding Text", "Body Text"),
    Style("Finding Label", "Finding", "Finding", with_next=True),
    Style("Quote", "Body Text", "Quote Attribution", with_next=True, priority=29),
    Style("Paraphrase", "Body Text", "Quote Attribution", with_next=True),
    Style("Quote Attribution", "Normal", "Body Text"),
    Style("Paraphrase Attribution", "Paraphrase", "Body Text"),
    Style("Pull Quote", "Body Text", "Pull Quote Attribution", with_next=True, together=True),
    Style("Pull Quote Attribution", "Normal", "Body Text"),
    Style("Case Study", "Body Text"),
    Style("Case Study Label", "Case Study", "Case Study Title", with_next=True),
    Style("Case Study Title", "Case Study", "Case Study", with_next=True),
    Style("Case Study Organisation", "Case Study", "Case Study", with_next=True),
    Style("Recommendation", "Body Text", "Recommendation Text", with_next=True),
    Style("Recommendation Text", "Recommendation"),
    Style("Recommendation Label", "Recommendation", "Recommendation"),
    Style("Recommendation Details", "Recommendation", "Body Text", with_next=False, together=True),
    Style("Callout", "Body Text"),
    Style("Callout Title", "Callout", "Callout", with_next=True),
    Style("Key Figure", "Body Text"),
    Style("Key Figure Value", "Key Figure", "Key Figure", with_next=True),
    Style("Figure", "Normal", "caption", with_next=True),
    Style("caption", "Normal", "Body Text", priority=35),
    Style("Table Caption", "caption", "Body Text", with_next=True),
    Style("Table Text", "Normal"),
    Style("Table Head", "Table Text", with_next=True),
    Style("Table Row Head", "Table Text"),  # no keep with next: it would hold all rows of a table on one page
    # A row named by a sentence, of which only the label is set off.
    Style("Table Row Sentence", "Table Row Head"),
    Style("Table End", "Normal", "Body Text", gallery=False),
    Style("After Table", "Body Text", "Body Text", gallery=False),
    Style("List Bullet", "Body Text", numbering=(BULLETS, 0), priority=20),
    Style("List Bullet 2", "List Bullet", numbering=(BULLETS, 1), priority=20, gallery=False),
    Style("List Bullet 3", "List Bullet", numbering=(BULLETS, 2), priority=20, gallery=False),
    Style("List Number", "Body Text", numbering=(NUMBERS, 0), priority=20),
    Style("List Number 2", "List Number", numbering=(NUMBERS, 1), priority=20, gallery=False),
    Style("List Number 3", "List Number", numbering=(NUMBERS, 2), priority=20, gallery=False),
    Style("List Continue", "Body Text", priority=20, gallery=False),
    Style("List Continue 2", "List Continue", priority=20, gallery=False),
    Style("List Continue 3", "List Continue", priority=20, gallery=False),
    Style("Block Text", "Body Text", priority=29),
    Style("Source Code", "Normal", together=True),
    Style("Definition Term", "Normal", "Definition", with_next=True),
    Style("Definition", "Body Text"),
    Style("Separator", "Normal", "Body Text", gallery=False),
    Style("Note Label", "Normal", "Note Entry", with_next=True),
    Style("Note Entry", "Normal"),
    Style("Note Details", "Note Entry", "Note Label"),
    Style("Bibliography", "Normal", together=True, priority=37),
    Style("footnote text", priority=99, gallery=False),
    Style("header", right_tab=True, priority=99, gallery=False),
    Style("footer", right_tab=True, priority=99, gallery=False),
)

CHARACTERS: tuple[Style, ...] = tuple(
    Style(name, "Default Paragraph Font", kind="character", priority=priority, gallery=priority < 90)
    for name, priority in (
        ("Strong", 22), ("Emphasis", 20), ("Part Label", 30), ("Label Note", 30), ("Caption Label", 35),
        ("Evidence Marker", 30), ("Cross Reference", 30), ("Verbatim Char", 30), ("Marked", 30), ("Hyperlink", 99),
        ("FollowedHyperlink", 99), ("footnote reference", 99),
    )
)  # fmt: skip


_NAMED: Mapping[str, Style] = {style.id: style for style in PARAGRAPHS}

Variants = Mapping[str, Style]
"""Styles that one document has beyond `PARAGRAPHS`, by id."""


def lineage(identifier: str, variants: Variants) -> Iterator[Style]:
    """The paragraph style with this id, then what it is based on, as far as Normal."""
    while style := variants.get(identifier) or _NAMED.get(identifier):
        yield style
        identifier = style_id(style.base)


def inherited(identifier: str, setting: str, look: Look, variants: Variants) -> Any:
    """What the paragraph style with this id, or one of its bases, says of `setting`; None where none says anything."""
    for style in lineage(identifier, variants):
        if setting in look.styles.get(style.name, {}):
            return look.styles[style.name][setting]
    return None


def left_of(identifier: str, look: Look, variants: Variants) -> int:
    """Left indent of the paragraph style with this id, in twips."""
    return twips(inherited(identifier, "left", look, variants) or 0)


def left_rule(identifier: str, look: Look, variants: Variants) -> Rule | None:
    """The line to the left of paragraphs in the style with this id."""
    given = inherited(identifier, "rule_left", look, variants)
    return look.rule(given) if given else None


def shifted_rule(rule: Rule, inwards: int) -> Element:
    """`w:pBdr` that leaves the line where it is beside a paragraph that begins `inwards` twips further in.

    Where it would be more than 31 points away, which Word does not know, there is none rather than one out of place.
    """
    space = rule.space + round(inwards / 20)
    shown: dict[str, str | int] = border(replace(rule, space=space)) if space <= WIDEST_SPACE else {"w:val": "none"}
    return element("w:pBdr", None, element("w:left", shown))


def variant_part(style: Style, look: Look) -> Element:
    """`w:style` of a style that only one document has."""
    return _style(style, look)


def styles_part(look: Look, language: str) -> Element:
    """`word/styles.xml` for documents in `language` (BCP 47)."""
    root = element("w:styles", None, _defaults(look, language))
    for style in (Style("Normal", base="", priority=0), *PARAGRAPHS, *CHARACTERS):
        root.append(_style(style, look))
    root.extend(_fixed(look))
    if right_to_left(language):
        for table in root.iterfind(f"{q('w:style')}[@{q('w:styleId')}='ReportTable']/{q('w:tblPr')}"):
            put(table, element("w:bidiVisual"))
    return root


def _defaults(look: Look, language: str) -> Element:
    run = element("w:rPr", None, element("w:rFonts", _FONTS["text"]))
    for name in ("w:sz", "w:szCs"):
        put(run, value(name, 22))
    put(run, element("w:lang", {"w:val": language, "w:eastAsia": language, "w:bidi": language}))
    paragraph = element("w:pPr")
    if right_to_left(language):
        put(paragraph, element("w:bidi"))
        put(run, element("w:rtl"))
    return element(
        "w:docDefaults",
        None,
        element("w:rPrDefault", None, run),
        element("w:pPrDefault", None, paragraph),
    )


def _style(style: Style, look: Look) -> Element:
    given: Mapping[str, Any] = look.styles.get(style.name, {})
    attributes: dict[str, str | int] = {"w:type": style.kind, "w:styleId": style.id}
    if style.name == "Normal":
        attributes["w:default"] = "1"
    if style.name not in BUILT_IN:
        attributes["w:customStyle"] = "1"
    node = element("w:style", attributes, value("w:name", style.name))
    if style.base:
        put(node, value("w:basedOn", style_id(style.base)))
    if style.next:
        put(node, value("w:next", style_id(style.next)))
    put(node, value("w:uiPriority", style.priority))
    if style.gallery:
        put(node, element("w:qFormat"))
    if style.kind == "paragraph":
        paragraph = element("w:pPr")
        for child in (*_paragraph_structure(style, look), *_paragraph_look(given, look)):
            put(paragraph, child)
        if len(paragraph):
            put(node, paragraph)
    run = element("w:rPr")
    for child in (*_run_structure(style), *_run_look(given, look, style.kind)):
        put(run, child)
    if len(run):
        put(node, run)
    return node


def _paragraph_structure(style: Style, look: Look) -> Iterator[Element]:
    if style.name == "Normal":
        yield value("w:widowControl", 1)
    if style.name == "Source Code":
        yield value("w:bidi", 0)
    if style.with_next is not None:
        yield value("w:keepNext", int(style.with_next))
    if style.together:
        yield element("w:keepLines")
    if style.new_page is not None:
        yield value("w:pageBreakBefore", int(style.new_page))
    if style.numbering:
        definition, level = style.numbering
        yield element("w:numPr", None, value("w:ilvl", level), value("w:numId", definition))
    if style.name.startswith("List Continue"):
        level = int(style.name.removeprefix("List Continue").strip() or 1)
        yield element("w:ind", {"w:left": LIST_STEP * level})
    if style.right_tab:
        leader = "dot" if style.name.startswith("toc") else "none"
        stop = element("w:tab", {"w:val": "right", "w:leader": leader, "w:pos": look.page.measure})
        yield element("w:tabs", None, stop)
    if style.outline is not None:
        yield value("w:outlineLvl", style.outline)
    if style.at_foot:
        yield foot_frame(look)


def border(rule: Rule) -> dict[str, str | int]:
    """Attributes of a border."""
    return {"w:val": "single", "w:sz": rule.width, "w:space": rule.space, "w:color": rule.colour}


def foot_frame(look: Look) -> Element:
    """A frame at the foot of the page: its paragraphs stay ordinary text, whatever the length of what is above."""
    places = {"w:wrap": "notBeside", "w:vAnchor": "margin", "w:hAnchor": "margin", "w:xAlign": "left"}
    return element("w:framePr", {"w:w": look.page.measure} | places | {"w:yAlign": "bottom"})


LIST_STEP = 340
"""Twips by which each level of a list stands further in."""


def _paragraph_look(given: Mapping[str, Any], look: Look) -> Iterator[Element]:
    sides = [side for side in ("top", "left", "bottom") if f"rule_{side}" in given]
    if sides:
        borders = element("w:pBdr")
        for side in sides:
            rule = given[f"rule_{side}"]
            borders.append(element(f"w:{side}", border(look.rule(rule)) if rule else {"w:val": "none"}))
        yield borders
    if "fill" in given:
        yield element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": look.colour(given["fill"])})
    spacing: dict[str, str | int] = {f"w:{n}": twips(given[n]) for n in ("before", "after") if n in given}
    if "line" in given:
        spacing |= {"w:line": twips(given["line"]), "w:lineRule": "atLeast"}
    if spacing:
        yield element("w:spacing", spacing)
    indents = {f"w:{name}": twips(given[name]) for name in ("left", "right", "hanging") if name in given}
    if indents:
        yield element("w:ind", indents)
    if "align" in given:
        yield value("w:jc", str(given["align"]))


def _run_structure(style: Style) -> Iterator[Element]:
    match style.name:
        case "Strong":
            yield element("w:b")
            yield element("w:bCs")
        case "Emphasis":
            yield element("w:i")
            yield element("w:iCs")
        case "footnote reference":
            yield value("w:vertAlign", "superscript")
        case "Verbatim Char" | "Source Code":
            yield element("w:noProof")
            yield value("w:rtl", 0)  # code runs from left to right in every language
        case _:
            pass


_FONTS: Mapping[str, Mapping[str, str]] = {
    role: {"w:asciiTheme": f"{theme}HAnsi", "w:eastAsiaTheme": f"{theme}EastAsia",
           "w:hAnsiTheme": f"{theme}HAnsi", "w:cstheme": f"{theme}Bidi"}
    for role, theme in (("text", "minor"), ("display", "major"))
}  # fmt: skip
"""Text and display fonts are those of the theme, so that Design > Fonts changes them all at once."""


def _run_look(given: Mapping[str, Any], look: Look, kind: str) -> Iterator[Element]:
    if "font" in given:
        role = str(given["font"])
        name = look.fonts[role].name
        plain = {"w:ascii": name, "w:eastAsia": name, "w:hAnsi": name, "w:cs": name}
        yield element("w:rFonts", _FONTS.get(role, plain))
    for key, names in (("bold", ("w:b", "w:bCs")), ("italic", ("w:i", "w:iCs")), ("caps", ("w:caps",))):
        if key in given:
            for name in names:
                yield element(name) if is_yes(given[key]) else value(name, 0)
    if "colour" in given:
        theme = {"accent": "accent1", "cover": "accent2", "ochre": "accent3"}.get(str(given["colour"]))
        themed = {"w:themeColor": theme} if theme else {}
        yield element("w:color", {"w:val": look.colour(given["colour"]), **themed})
    if "tracking" in given:
        yield value("w:spacing", twips(given["tracking"]))
    if "size" in given:
        for name in ("w:sz", "w:szCs"):
            yield value(name, round(twips(given["size"]) / 10))
    if "box" in given:
        yield element("w:bdr", border(look.rule(given["box"])))
    if "fill" in given and kind == "character":
        yield element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": look.colour(given["fill"])})


def _fixed(look: Look) -> Iterator[Element]:
    """Styles that every Word file has, and that of the tables."""
    font = element("w:style", {"w:type": "character", "w:default": "1", "w:styleId": "DefaultParagraphFont"})
    font.extend([value("w:name", "Default Paragraph Font"), value("w:uiPriority", 1), element("w:semiHidden")])
    yield font
    numbering = element("w:style", {"w:type": "numbering", "w:default": "1", "w:styleId": "NoList"})
    numbering.extend([value("w:name", "No List"), value("w:uiPriority", 99), element("w:semiHidden")])
    yield numbering
    normal = element("w:style", {"w:type": "table", "w:default": "1", "w:styleId": "TableNormal"})
    normal.extend([value("w:name", "Normal Table"), value("w:uiPriority", 99), element("w:semiHidden")])
    put(normal, element("w:tblPr", None, element("w:tblInd", {"w:w": 0, "w:type": "dxa"}), _padding(0, 108)))
    yield normal
    yield _table_style(look)


def _padding(vertical: int, horizontal: int) -> Element:
    sides = (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal))
    return element(
        "w:tblCellMar", None, *(element(f"w:{side}", {"w:w": width, "w:type": "dxa"}) for side, width in sides)
    )


def _table_style(look: Look) -> Element:
    """Rules between rows, a heavier one under the header row, bold first column where it names the rows."""
    rule, head = (border(look.rule(look.table.get(name, {"colour": "ink"}))) for name in ("rule", "head_rule"))
    node = element("w:style", {"w:type": "table", "w:customStyle": "1", "w:styleId": "ReportTable"})
    node.extend([value("w:name", "Report Table"), value("w:basedOn", "TableNormal"), value("w:uiPriority", 40)])
    put(node, element("w:qFormat"))
    borders = element("w:tblBorders", None, element("w:bottom", rule), element("w:insideH", rule))
    padding = twips(look.table.get("padding", 3))
    put(node, element("w:tblPr", None, borders, _padding(padding, padding)))
    row = element("w:tcPr", None, element("w:tcBorders", None, element("w:bottom", head)), value("w:vAlign", "bottom"))
    bold = (element("w:b"), element("w:bCs"))
    first_row = element("w:tblStylePr", {"w:type": "firstRow"}, element("w:rPr", None, *bold))
    first_row.append(element("w:tblPr"))
    first_row.append(element("w:trPr", None, element("w:tblHeader")))
    first_row.append(row)
    first_column = element(
        "w:tblStylePr", {"w:type": "firstCol"}, element("w:rPr", None, element("w:b"), element("w:bCs"))
    )
    node.extend([first_row, first_column])
    return node
