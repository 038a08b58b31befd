"""Blocks of pandoc's tree → blocks of the model.

In: nodes of the tree (see `pandoc_ast`) and the page they stand on. Out: a tuple of `Block`, each with its span and
an anchor. Captions, which commonmark_x does not know, are found here: the paragraph that starts with `: ` under a
table or a picture. The field's own blocks (`:::`) are in `fenced_divs`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from report_kit.diagnostics import Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model.inlines import Inline, Text
from report_kit.sourcefiles import block_rules, line_rules
from report_kit.sourcefiles.attributes import check_attributes, report_lost_attributes
from report_kit.sourcefiles.fenced_divs import read_div
from report_kit.sourcefiles.ids import checked_id, is_id
from report_kit.sourcefiles.inlines_reader import link_of, picture_key, plain_words, read_inlines, start_of
from report_kit.sourcefiles.language_attributes import Setting, read_setting, set_apart, set_apart_in_line
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.pandoc_ast import Nodes
from report_kit.sourcefiles.picture_sizes import read_look
from report_kit.sourcefiles.printed_values import emphasised
from report_kit.sourcefiles.raw_html import block_as_paragraphs
from report_kit.sourcefiles.unclosed import note_unclosed_code, note_unclosed_html
from report_kit.sourcefiles.yaml_reader import shown
from report_kit.sourcefiles.years import Run, years_apart

_UNSPACED_HEADING = pattern(r"(#{1,6})(?=[^\W\d_])")
_RULE = pattern(r"[ \t>]*(?:(?:\*[ \t]+){2,}\*|(?:-[ \t]+){2,}-)[ \t]*")
_NUMBER_STYLES = {
    "LowerAlpha": "lower-alpha", "UpperAlpha": "upper-alpha", "LowerRoman": "lower-roman", "UpperRoman": "upper-roman",
}  # fmt: skip


def read_blocks(page: Page, nodes: Nodes) -> tuple[b.Block, ...]:
    """`nodes` as blocks of the model."""
    found: list[b.Block] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        following = nodes[at + 1] if at + 1 < len(nodes) else None
        at += 1
        if node[0] == "Table" or (node[0] in ("Para", "Plain") and _images(node[2])):
            caption = following[2] if following is not None and _is_caption(following) else None
            at += caption is not None
            position = following[1] if caption is not None and following is not None else None
            read = _table if node[0] == "Table" else _figures
            found.extend(read(page, node, caption, page.span(position) if position else None))
        else:
            found.extend(_DISPATCH[node[0]](page, node))
    return tuple(found)


def anchor_of(page: Page, identifier: str, span: Span) -> str:
    """The author's `identifier` where it may be one, else a derived anchor."""
    if identifier:
        identifier = checked_id(identifier, page.place_of(f"#{identifier}", span), page.sink)
        if is_id(identifier):
            return identifier
    return page.anchors.next()


def _attributes(page: Page, attributes: Any, span: Span, *, code: bool = False) -> tuple[str, Setting]:
    """Id, language and direction of a block; attributes for looks and scripts are reported."""
    if not attributes:
        return "", Setting()
    identifier, classes, pairs = attributes
    # The first word behind ``` names the language of the code; whoever reads the text may use it.
    check_attributes(page, attributes, span, code=code, effective=[f".{name}" for name in classes[:1] if code])
    return identifier, read_setting(page, pairs, _above(page, span))


def _above(page: Page, span: Span) -> Span:
    """The line `{…}` above a block at `span`, where its attributes stand there; else `span`."""
    lines = page.source.lines
    above = lines[span.line - 2] if 1 < span.line <= len(lines) + 1 else ""
    if not above.lstrip(" \t>").startswith("{"):
        return span
    return Span(page.file, span.line - 1, 1, span.line - 1, len(above) + 1)


# Captions and figures ----------------------------------------------------------------------------------------------


def _is_caption(node: Nodes) -> bool:
    return node[0] == "Para" and bool(node[2]) and node[2][0][0] == "Text" and _starts_caption(node[2][0][1])


def _starts_caption(text: str) -> bool:
    return text.startswith(":") and (len(text) == 1 or text[1].isspace())


def _caption(page: Page, nodes: Nodes, mark: bool) -> tuple[tuple[Inline, ...], str]:
    """A caption's words and its `{#id}`; `mark` tells whether the leading ': ' is still there."""
    nodes = list(nodes)
    if mark:
        first = nodes[0]
        length = len(first[1]) - len(first[1][1:].lstrip())
        nodes[0] = _without_start(first, length)
        if not nodes[0][1]:
            del nodes[0]
    identifier = ""
    if nodes and nodes[-1][0] == "Span" and nodes[-1][2][0]:
        # '{#tbl-x}' belongs, for pandoc, to the blank before it or to the caption's last word.
        identifier = nodes[-1][2][0]
        check_attributes(page, nodes[-1][2], page.span(nodes[-1][1]))
        nodes[-1:] = nodes[-1][3]
    if nodes and nodes[-1][0] == "Text" and nodes[-1][1].endswith(" "):
        last = nodes[-1]
        nodes[-1:] = [["Text", last[1].rstrip(), *last[2:]]] if last[1].strip() else []
    return read_inlines(page, nodes), identifier


def _report_second_id(page: Page, identifier: str, span: Span) -> None:
    """Say that `identifier`, in a caption at `span`, does not count, since what stands above it has an id already."""
    message = f"'{shown(identifier)}' is a second id: what this caption belongs to has one already"
    page.report(
        block_rules.DUPLICATE_ATTRIBUTE.at(page.place_of(f"#{identifier}", span), message, "keep one of the two")
    )
    page.hide(span)


def _without_start(node: Nodes, length: int) -> Nodes:
    """A text node without its first `length` characters, its places kept."""
    _, text, offsets, end_line, end_column, escaped = node
    kept: list[int] = []
    for start, line, column in zip(offsets[::3], offsets[1::3], offsets[2::3], strict=True):
        if start <= length:
            kept = [0, line, column + length - start]
        else:
            kept += [start - length, line, column]
    return ["Text", text[length:], kept, end_line, end_column, [at - length for at in escaped if at >= length]]


def _images(nodes: Nodes) -> list[tuple[Nodes, Nodes | None]]:
    """The images that alone make up a paragraph, each with the link around it; none where there are words too."""
    images: list[tuple[Nodes, Nodes | None]] = []
    for node in nodes:
        inside = [one for one in node[3] if one[0] != "Text" or one[1].strip()] if node[0] == "Link" else []
        if node[0] == "Image":
            images.append((node, None))
        elif len(inside) == 1 and inside[0][0] == "Image":
            images.append((inside[0], node))
        elif node[0] == "Span" and images and node[2][0] and not plain_words(node[3]).strip():
            pass  # '![…](…) {#fig-x}', with a blank before the brace
        elif node[0] not in ("Text", "SoftBreak", "LineBreak") or (node[0] == "Text" and node[1].strip()):
            return []
    return images


def _figures(page: Page, node: Nodes, caption: Nodes | None, caption_span: Span | None) -> list[b.Block]:
    """A figure for each image of a paragraph; the caption below belongs to the last one."""
    images = _images(node[2])
    last = len(images) - 1
    found: list[b.Block] = []
    for number, (image, link) in enumerate(images):
        if last == 0:
            found += _figure(page, ["Para", *node[1:]], image, link, caption, caption_span)
        else:
            own = ["Para", (link or image)[1], [image], None]
            below = (caption, caption_span) if number == last else (None, None)
            found += _figure(page, own, image, link, *below)
    return found


def _figure(
    page: Page, node: Nodes, image: Nodes, link: Nodes | None, caption: Nodes | None, caption_span: Span | None
) -> list[b.Block]:
    span = page.span(node[1] or image[1])
    alt, title = plain_words(image[3]), image[5]
    words: tuple[Inline, ...] = ()
    identifier = image[2][0] or next((one[2][0] for one in node[2] if one[0] == "Span"), "")
    if not identifier:
        identifier, _ = _attributes(page, node[3] if len(node) > 3 else None, span)
    if caption is not None:
        words, own = _caption(page, caption, mark=node[0] == "Para")
        if identifier and own and caption_span:
            _report_second_id(page, own, caption_span)
        identifier = identifier or own
        if title and title != "".join(one.text for one in words if isinstance(one, Text)):
            place = page.place_of(title, span)
            words = (*words, Text(span=place, text=" "), *emphasised(title, place))
    elif title:
        words = tuple(emphasised(title, page.place_of(title, span)))
    key = picture_key(page, image, page.span(image[1]))
    look = read_look(page, image[2][1], image[2][2], page.span(image[1]))
    decorative = "decorative" in image[2][1]
    anchor = anchor_of(page, identifier, caption_span if caption_span and not image[2][0] else span)
    if not key:  # what is wrong has been reported; the words stay
        page.hide(span)
        if caption_span:
            page.hide(caption_span)
        content = words or ((Text(span=span, text=alt),) if alt else ())
        return [b.Paragraph(span=span, anchor=anchor, content=content)] if content else []
    return [
        b.Figure(
            span=span, anchor=anchor, source=key, alt="" if decorative else alt, caption=words, decorative=decorative,
            width=look.width, height=look.height, placing=look.placing, link=link_of(page, link) if link else "",
        )
    ]  # fmt: skip


def _table(page: Page, node: Nodes, caption: Nodes | None, caption_span: Span | None) -> list[b.Block]:
    _, position, attributes, alignments, head, rows = node
    span = page.span(position)
    identifier, setting = _attributes(page, attributes, span)
    words: tuple[Inline, ...] = ()
    where = span
    if caption is not None:
        words, own = _caption(page, caption, mark=True)
        if own and identifier and caption_span:
            _report_second_id(page, own, caption_span)
        elif own:
            identifier, where = own, caption_span or span
    anchor = anchor_of(page, identifier, where)

    def cells(row: Nodes, header: bool) -> tuple[b.Cell, ...]:
        made = []
        for column, content in enumerate(row):
            own_anchor = page.anchors.next()
            blocks = read_blocks(page, content)
            own_span = blocks[0].span if blocks else span
            alignment = alignments[column] if column < len(alignments) else ""
            made.append(b.Cell(span=own_span, anchor=own_anchor, blocks=blocks, alignment=alignment, header=header))
        return tuple(made)

    header_rows = tuple(cells(row, True) for row in head)
    if not any(cell.blocks for row in header_rows for cell in row):
        header_rows = ()  # pipe tables always have a header line; an empty one is none
    table = b.Table(
        span=span,
        anchor=anchor,
        head=header_rows,
        rows=tuple(cells(row, False) for row in rows),
        caption=words,
        caption_span=caption_span,
    )
    return [*set_apart(page, (table,), setting, span)]


# One function for each kind of node ----------------------------------------------------------------------------------


def _paragraph(page: Page, node: Nodes) -> list[b.Block]:
    _, position, inner, attributes = node
    content = read_inlines(page, inner)
    if not content or all(isinstance(one, Text) and not one.text.strip() for one in content):
        return []
    span = page.span(position or [*_corner(content[0].span), *_corner(content[-1].span, end=True)])
    identifier, setting = _attributes(page, attributes, span)
    for one in inner:
        if one[0] == "Text" and ":::" in one[1]:
            _note_stray_fence(page, one)
        if one[0] == "Text" and "#" in one[1]:
            _report_unspaced_heading(page, one, first=one is inner[0])
    if inner and inner[0][0] == "Text" and _starts_caption(inner[0][1]):
        place = start_of(page, inner[0])
        page.report(
            block_rules.STRAY_CAPTION.at(
                Span(page.file, place.line, place.column, place.line, place.column + 1),
                "this line starts like a caption, but no table or picture stands right above it",
                "move it under its table, or delete the colon",
            )
        )
    anchor = anchor_of(page, identifier, span)
    language, direction = setting
    return [b.Paragraph(span=span, anchor=anchor, content=content, language=language, direction=direction)]


def _report_unspaced_heading(page: Page, node: Nodes, *, first: bool) -> None:
    """Lines that were meant as headings; within a paragraph '#word' may be a tag, and '##word' may not."""
    for start, line, column in zip(node[2][::3], node[2][1::3], node[2][2::3], strict=True):
        found = _UNSPACED_HEADING.match(node[1], start)
        written = page.source.lines[line - 1] if 0 < line <= len(page.source.lines) else ""
        opens = start == 0 and first
        if found is None or written[: column - 1].strip(" \t>") or not (opens or len(found[1]) > 1):
            continue
        if not written.startswith(found[1], column - 1):  # '\#word' is meant as it stands
            continue
        signs, end = found[1], column + len(found[1])
        page.report(
            block_rules.UNSPACED_HEADING.at(
                Span(page.file, line, column, line, end),
                f"without a blank behind it {signs} makes no heading, and is printed as it stands",
                f"write '{signs if signs[1:] else '##'} {shown(written[end - 1 :].strip())}'",
            )
        )


def _note_stray_fence(page: Page, node: Nodes) -> None:
    """Keep the lines of a text that start with ':::'; `fences` says what is wrong with them, once it knows all."""
    for start, line, column in zip(node[2][::3], node[2][1::3], node[2][2::3], strict=True):
        written = page.source.lines[line - 1] if 0 < line <= len(page.source.lines) else ""
        before = written[: column - 1].strip(" \t>")
        if node[1].startswith(":::", start) and not before:
            page.stray_fences.append(Span(page.file, line, column, line, page.source.end_of(line)))


def _corner(span: Span, end: bool = False) -> tuple[int, int]:
    return (span.end_line, span.end_column) if end else (span.line, span.column)


def _heading(page: Page, node: Nodes) -> list[b.Block]:
    _, position, attributes, level, inner = node
    span = page.span(position)
    identifier, setting = _attributes(page, attributes, span)
    anchor = anchor_of(page, identifier, span)
    content = set_apart_in_line(read_inlines(page, inner), setting, span)
    return [b.Heading(span=span, anchor=anchor, level=level, content=content)]


def _code_block(page: Page, node: Nodes) -> list[b.Block]:
    _, position, attributes, text = node
    span = page.span(position)
    identifier, _ = _attributes(page, attributes, span, code=True)
    language = attributes[1][0] if attributes[1] else ""
    page.code.append(range(span.line, span.end_line + 1))
    note_unclosed_code(page, span, text)
    return [b.CodeBlock(span=span, anchor=anchor_of(page, identifier, span), text=text, language=language)]


def _raw_block(page: Page, node: Nodes) -> list[b.Block]:
    _, position, form, text = node
    if form not in ("html", "html4", "html5"):
        span = page.span(position)
        page.report(
            line_rules.RAW_HTML.at(span, f"text for '{shown(form)}' only was made plain text", "write it in Markdown")
        )
        return [b.CodeBlock(span=span, anchor=page.anchors.next(), text=text)]
    position = position or [1, 1, 1, 1]
    if note_unclosed_html(page, text, position):
        page = replace(page.muted(), swallowed=[])  # what it holds was not meant to stand in it
    found: list[b.Block] = []
    for paragraph in block_as_paragraphs(text, position, page.source.lines):
        found.extend(_paragraph(page, paragraph))
    return found


def _block_quote(page: Page, node: Nodes) -> list[b.Block]:
    _, position, inner, attributes = node
    span = page.span(position)
    identifier, setting = _attributes(page, attributes, span)
    anchor = anchor_of(page, identifier, span)
    blocks = set_apart(page, read_blocks(page, inner), setting, span)
    return [b.BlockQuote(span=span, anchor=anchor, blocks=blocks)]


def _items(page: Page, items: Nodes, around: Span) -> tuple[tuple[b.ListItem, ...], bool]:
    """The items of a list, and whether it is tight."""
    made = []
    tight = all(block[0] != "Para" for item in items for block in item)
    for item in items:
        anchor = page.anchors.next()
        blocks = read_blocks(page, item)
        span = around
        if blocks:
            first, last = blocks[0].span, blocks[-1].span
            span = Span(page.file, first.line, first.column, last.end_line, last.end_column)
        made.append(b.ListItem(span=span, anchor=anchor, blocks=blocks))
    return tuple(made), tight


def _up_to(span: Span, items: tuple[b.ListItem, ...]) -> Span:
    """`span` up to the end of the last of `items`: pandoc lets a list reach into what follows it closely."""
    last = items[-1].span if items and items[-1].blocks else span
    return Span(span.file, span.line, span.column, last.end_line, last.end_column)


def _is_rule(page: Page, span: Span, items: Nodes) -> bool:
    """Whether a list is '* * *': a rule in CommonMark (0.31, 4.1), and for pandoc three lists without a word."""
    while len(items) == 1 and len(items[0]) == 1 and items[0][0][0] == "BulletList":
        items = items[0][0][2]
    written = page.source.lines[span.line - 1] if 0 < span.line <= len(page.source.lines) else ""
    return items == [[]] and _RULE.fullmatch(written) is not None


def _bullet_list(page: Page, node: Nodes) -> list[b.Block]:
    _, position, items, attributes = node
    span = page.span(position)
    identifier, setting = _attributes(page, attributes, span)
    anchor = anchor_of(page, identifier, span)
    if _is_rule(page, span, items):
        return [b.ThematicBreak(span=span, anchor=anchor)]
    made, tight = _items(page, items, span)
    listed = b.BulletList(span=_up_to(span, made), anchor=anchor, items=made, tight=tight)
    return [*set_apart(page, (listed,), setting, listed.span)]


def _ordered_list(page: Page, node: Nodes) -> list[b.Block]:
    _, position, start, style, items, attributes = node
    span = page.span(position)
    identifier, setting = _attributes(page, attributes, span)
    anchor = anchor_of(page, identifier, span)
    made, tight = _items(page, items, span)
    number_style = _NUMBER_STYLES.get(style, "decimal")
    found: list[b.Block] = []
    for run in years_apart(page.source.lines, made) if number_style == "decimal" else [Run(start, made)]:
        found.extend(run.text)
        if not run.items:
            continue
        if found:
            anchor, start = page.anchors.next(), run.start or start
        whole = span if len(run.items) == len(made) else run.items[0].span
        listed = b.OrderedList(
            span=_up_to(whole, run.items), anchor=anchor, items=run.items, start=start, style=number_style, tight=tight
        )
        found.append(listed)
    return [*set_apart(page, tuple(found), setting, span)]


def _definition_list(page: Page, node: Nodes) -> list[b.Block]:
    """Definitions; a 'term' that is a picture is a figure, and its 'definition' the caption under it."""
    _, position, entries, attributes = node
    whole = page.span(position)
    report_lost_attributes(page, whole)
    found: list[b.Block] = []
    definitions: list[b.Definition] = []

    def flush() -> None:
        if definitions:
            first, last = definitions[0].span, definitions[-1].span
            span = Span(page.file, first.line, first.column, last.end_line, last.end_column)
            identifier, _ = _attributes(page, attributes, whole)
            anchor = anchor_of(page, identifier, whole)
            found.append(b.DefinitionList(span=span, anchor=anchor, items=tuple(definitions)))
            definitions.clear()

    for term, meanings in entries:
        if len(pictured := _images(term)) == 1:
            flush()
            first, *others = [block for meaning in meanings for block in meaning] or [None]
            is_words = first is not None and first[0] in ("Para", "Plain")
            caption = first[2] if is_words else None
            place = page.span(first[1]) if first is not None and is_words else None
            image, link = pictured[0]
            found.extend(_figure(page, ["Plain", image[1], term, None], image, link, caption, place))
            found.extend(read_blocks(page, others if is_words or first is None else [first, *others]))
            continue
        anchor = page.anchors.next()
        words = read_inlines(page, term)
        blocks = tuple(read_blocks(page, meaning) for meaning in meanings)
        spans = [*(one.span for one in words), *(block.span for meaning in blocks for block in meaning)] or [whole]
        span = Span(page.file, *_corner(spans[0]), *_corner(spans[-1], end=True))
        definitions.append(b.Definition(span=span, anchor=anchor, term=words, meanings=blocks))
    flush()
    return found


def _rule(page: Page, node: Nodes) -> list[b.Block]:
    _attributes(page, node[2], page.span(node[1]))
    return [b.ThematicBreak(span=page.span(node[1]), anchor=page.anchors.next())]


def _div(page: Page, node: Nodes) -> list[b.Block]:
    return read_div(page, node)


_DISPATCH: dict[str, Callable[[Page, Nodes], list[b.Block]]] = {
    "Para": _paragraph,
    "Plain": _paragraph,
    "Header": _heading,
    "CodeBlock": _code_block,
    "RawBlock": _raw_block,
    "BlockQuote": _block_quote,
    "BulletList": _bullet_list,
    "OrderedList": _ordered_list,
    "DefinitionList": _definition_list,
    "HorizontalRule": _rule,
    "Div": _div,
}
