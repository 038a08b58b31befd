"""Inlines of pandoc's tree → inlines of the model.

In: the nodes of one run of text (see `pandoc_ast`). Out: a tuple of `Inline`, with citations found in the text, raw
HTML translated or taken out, links and pictures checked. Everything that is dropped is reported where it stood.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import field
from typing import Any

from report_kit.diagnostics import Span, any_of
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model import inlines as i
from report_kit.model.links import safe_url
from report_kit.model.walk import plain_text
from report_kit.sourcefiles import block_rules, line_rules, raw_html
from report_kit.sourcefiles.attributes import BY_OTHERS, LINE, check_attributes, is_note, report_without_effect
from report_kit.sourcefiles.citations_reader import (
    ESCAPED,
    NODE,
    WALL,
    Cluster,
    Run,
    checked_relation,
    find_clusters,
    read_items,
)
from report_kit.sourcefiles.footnote_places import placed
from report_kit.sourcefiles.language_attributes import read_setting, set_apart_in_line
from report_kit.sourcefiles.links import meant_file, place_in_report, why_not
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.pandoc_ast import Nodes
from report_kit.sourcefiles.picture_rules import MISSING_IMAGE, PICTURE_LOOK
from report_kit.sourcefiles.picture_sizes import Look, read_look
from report_kit.sourcefiles.pictures import alt_text_problem
from report_kit.sourcefiles.remarks import note_comment
from report_kit.sourcefiles.unclosed import note_unclosed_html
from report_kit.sourcefiles.yaml_reader import shown

_STYLES = {
    "Emph": "emphasis", "Strong": "strong", "Strikeout": "strikeout", "Superscript": "superscript",
    "Subscript": "subscript", "SmallCaps": "small_caps", "Underline": "underline",
}  # fmt: skip
_CLASSES = {
    "smallcaps": "small_caps", "small-caps": "small_caps", "underline": "underline", "ul": "underline", "mark": "mark",
    "highlight": "mark",
}  # fmt: skip
_EFFECTIVE = (*(f".{name}" for name in _CLASSES), "count", "relation")
_WALLS = frozenset(("Note", "Image", "RawInline"))
_INLINE_FOOTNOTE = pattern(r"\^\[[^\[\]]+\]")
_OPEN_COMMENT = pattern(r"<![\s\-–—]")
_NO_COMMENT = "this starts like a comment with a slip in it, so it would be printed"
_FOOTNOTE_MARK = pattern(r"\[\^([^\[\]\s]+)\]")


@dataclass(slots=True)
class _Open:
    """A raw HTML tag whose end has not come yet; the outermost one stands for the run itself."""

    tag: raw_html.Tag | None
    node: Nodes
    content: list[i.Inline] = field(default_factory=list)


def read_inlines(page: Page, nodes: Nodes) -> tuple[i.Inline, ...]:
    """`nodes` as inlines of the model."""
    if not nodes:
        return ()
    if len(nodes) == 1 and nodes[0][0] == "Text" and "[" not in nodes[0][1] and "<!" not in nodes[0][1]:
        return (_text(page, nodes[0], 0, len(nodes[0][1])),)  # most runs are one plain text
    clusters = _clusters(page, nodes)
    stack = [_Open(None, [])]
    start = 0
    for node in nodes:
        kind = node[0]
        length = len(node[1]) if kind == "Text" else 1
        if kind == "Text":
            if "<!" in node[1]:
                _report_open_comments(page, node)
            _add_text(page, node, start, clusters, stack[-1].content)
        elif _is_inside(clusters, start):
            _check_inside(page, node)  # its words became part of the citation around it
        elif kind == "RawInline":
            _raw(page, node, stack)
        else:
            stack[-1].content.extend(_DISPATCH[kind](page, node))
        start += length
    while len(stack) > 1:
        _give_up(page, stack)
    return tuple(stack[0].content)


def _check_inside(page: Page, node: Nodes) -> None:
    """Report what is wrong with the attributes of a node of which only the words are kept, and of those inside."""
    if node[0] in ("Span", "Link"):
        check_attributes(page, node[2], page.span(node[1]), kind=LINE)
    for inner in node[3] if node[0] in ("Span", "Link") else node[2] if node[0] in _STYLES else ():
        if inner[0] != "Text":
            _check_inside(page, inner)


def plain_words(nodes: Nodes) -> str:
    """The words in `nodes`, for text alternatives, where no marks can be."""
    words = []
    for node in nodes:
        kind = node[0]
        if kind == "Text":
            words.append(node[1])
        elif kind == "Code":
            words.append(node[2])
        elif kind == "Math":
            words.append(node[3])
        elif kind == "LineBreak":
            words.append(" ")
        elif kind in _STYLES:
            words.append(plain_words(node[2]))
        elif kind in ("Span", "Link", "Image"):
            words.append(plain_words(node[3]))
    return "".join(words)


def start_of(page: Page, node: Nodes) -> Span:
    """Where an inline node stands."""
    return _stretch(page, node, 0, len(node[1])) if node[0] == "Text" else page.span(node[1])


# Text and citations ------------------------------------------------------------------------------------------------


def _place(node: Nodes, offset: int) -> tuple[int, int]:
    """Line and column of `offset` in a text node."""
    offsets = node[2]
    if len(offsets) == 3:
        return offsets[1], offsets[2] + offset
    at = bisect_right(offsets[::3], offset) - 1
    start, line, column = offsets[3 * at : 3 * at + 3]
    return line, column + offset - start


def _stretch(page: Page, node: Nodes, start: int, end: int) -> Span:
    """The span of the characters from `start` up to `end` of a text node."""
    line, column = _place(node, start)
    if end >= len(node[1]):
        end_line, end_column = node[3], node[4]
    else:
        end_line, end_column = _place(node, end - 1)
        # The last character may be the blank that stands for a line's end.
        end_column = min(end_column + 1, page.source.end_of(end_line))
    return Span(page.file, line, column, end_line, end_column)


def _text(page: Page, node: Nodes, start: int, end: int) -> i.Text:
    return i.Text(span=_stretch(page, node, start, end), text=node[1][start:end])


_BEGUN = pattern(r"[ \t>]*\[\^([^\[\]\s]+)\][ \t]+\S")


def _clusters(page: Page, nodes: Nodes) -> list[Cluster]:
    """The citations in `nodes`; also reports footnote marks that lead nowhere, since they are text of the same kind."""
    if not any(node[0] == "Text" and "[" in node[1] for node in nodes):
        return []
    run = _run(page, nodes)
    for match in _FOOTNOTE_MARK.finditer(run.text):
        name = shown(" ".join(run.spell(match.start(1), match.end(1)).split()))
        place = run.locate(match.start(), match.end())
        message, hint = f"there is no footnote [^{name}]", f"write '[^{name}]: text' on a line of its own"
        if line := _line_without_colon(page, name):
            if line != place.line:
                continue  # the slip is there
            message, hint = f"the colon is missing behind [^{name}]", f"write '[^{name}]: …'"
        page.report(line_rules.MISSING_FOOTNOTE.at(place, message, hint, about=[any_of(f"footnote in {page.file}")]))
    for match in _INLINE_FOOTNOTE.finditer(run.text):
        page.report(
            line_rules.MISSING_FOOTNOTE.at(
                run.locate(match.start(), match.end()),
                "footnotes within the line, '^[…]', are not read here; the words stay in the text",
                "write [^1] here and '[^1]: text' on a line of its own",
            )
        )
    return find_clusters(run, page.report) if "@" in run.text else []


def _line_without_colon(page: Page, name: str) -> int:
    """The line that begins with the mark of a footnote, as its text would, where another mark leads to it; else 0."""
    if page.footnotes_without_colon is None:
        begun: dict[str, int] = {}
        marks = Counter(one for line in page.source.lines for one in _FOOTNOTE_MARK.findall(line))
        for number, line in enumerate(page.source.lines, 1):
            if found := _BEGUN.match(line):
                begun[found[1]] = 0 if found[1] in begun or marks[found[1]] < 2 else number
        page.footnotes_without_colon = begun
    return page.footnotes_without_colon.get(name, 0)


def _run(page: Page, nodes: Nodes) -> Run:
    """`nodes` as one text, in which citations can be looked for."""
    starts = []
    pieces = []
    at = 0
    for node in nodes:
        starts.append(at)
        piece = node[1] if node[0] == "Text" else WALL if node[0] in _WALLS else NODE
        if node[0] == "Text" and node[5]:
            letters = list(piece)
            for offset in node[5]:
                letters[offset] = ESCAPED
            piece = "".join(letters)
        pieces.append(piece)
        at += len(piece)

    def place(offset: int) -> Span:
        number = bisect_right(starts, offset) - 1
        node = nodes[number]
        inside = offset - starts[number]
        return _stretch(page, node, inside, inside + 1) if node[0] == "Text" else page.span(node[1])

    def locate(start: int, end: int) -> Span:
        first, last = place(start), place(max(end - 1, start))
        return Span(page.file, first.line, first.column, last.end_line, last.end_column)

    def spell(start: int, end: int) -> str:
        words = []
        number = max(bisect_right(starts, start) - 1, 0)
        while number < len(nodes) and starts[number] < end:
            node, begin = nodes[number], starts[number]
            if node[0] == "Text":
                words.append(node[1][max(start - begin, 0) : end - begin])
            elif begin >= start:
                words.append(plain_words([node]))
            number += 1
        return "".join(words)

    return Run("".join(pieces), locate, spell)


def _add_text(page: Page, node: Nodes, start: int, clusters: list[Cluster], out: list[i.Inline]) -> None:
    """Add a text node that begins at offset `start` of the run, with the citations that begin in it."""
    length = len(node[1])
    at = 0
    first_here = bisect_right(clusters, start, key=lambda cluster: cluster.end)
    for number in range(first_here, len(clusters)):
        cluster = clusters[number]
        if cluster.start >= start + length:
            break
        before = cluster.start - start
        if before > at:
            out.append(_text(page, node, at, before))
        if before >= 0:
            first = _stretch(page, node, before, before + 1)
            # A citation that reaches beyond this text ends with its last item's bracket; close enough to jump to.
            inside = cluster.end - start <= length
            last = _stretch(page, node, before, cluster.end - start) if inside else cluster.items[-1].span
            span = Span(page.file, first.line, first.column, last.end_line, last.end_column)
            out.append(_kept(page, i.Citation(span=span, items=cluster.items)))
        at = min(cluster.end - start, length)
    if at < length:
        out.append(_text(page, node, at, length))


def _is_inside(clusters: list[Cluster], offset: int) -> bool:
    """Whether `offset` of the run lies in one of `clusters`, which are in order and do not touch."""
    number = bisect_right(clusters, offset, key=lambda cluster: cluster.start) - 1
    return number >= 0 and offset < clusters[number].end


def _kept(page: Page, citation: i.Citation) -> i.Citation:
    page.citations.append(citation)
    return citation


def _report_open_comments(page: Page, node: Nodes) -> None:
    """What was meant as a note among authors and would be printed: '<!--' without an end, or with a slip in it."""
    for found in _OPEN_COMMENT.finditer(node[1]):
        line, column = _place(node, found.start())
        written = page.source.lines[line - 1] if 0 < line <= len(page.source.lines) else ""
        if not written.startswith("<!", column - 1):
            continue  # '\\<!' is meant as it stands
        place = Span(page.file, line, column, line, page.source.end_of(line))
        message, hint = _NO_COMMENT, "write <!-- note -->, or \\<! for the signs"
        if written.startswith("<!--", column - 1):
            message, hint = "the comment that starts here is never closed", "write '-->' where it ends"
        page.report(block_rules.UNCLOSED_COMMENT.at(place, message, hint))


# Raw HTML ----------------------------------------------------------------------------------------------------------


def _raw(page: Page, node: Nodes, stack: list[_Open]) -> None:
    _, position, form, text = node
    span = page.span(position)
    # `words`{=html} holds more than the one tag, or comment, that stands in running text.
    if form not in ("html", "html4", "html5") or len("".join(raw_html.pieces(text))) < len(text.strip()):
        page.report(
            line_rules.RAW_HTML.at(span, f"text for '{shown(form)}' only was made plain text", "write it in Markdown")
        )
        stack[-1].content.append(i.Code(span=span, text=text))
        return
    if text.startswith("<!--"):
        note_unclosed_html(page, text, position)
    for piece in raw_html.pieces(text):
        tag = raw_html.read_tag(piece)
        for diagnostic in raw_html.complaints(tag, span):
            page.report(diagnostic)
        if tag.name == "comment":
            note_comment(page, piece, span)
        if tag.name in ("comment", "instruction"):
            return
        if tag.name == "br":
            stack[-1].content.append(i.LineBreak(span=span))
        elif tag.closing:
            _close(page, tag, stack)
        elif not tag.alone and tag.name not in raw_html.PARAGRAPHS:
            stack.append(_Open(tag, node))


def _close(page: Page, tag: raw_html.Tag, stack: list[_Open]) -> None:
    """End the nearest open tag of the same name; tags that were left open inside it end with it."""
    if not any(opened.tag is not None and opened.tag.name == tag.name for opened in stack):
        return
    while True:
        opened = stack[-1]
        assert opened.tag is not None
        if opened.tag.name != tag.name:
            _give_up(page, stack)
            continue
        stack.pop()
        stack[-1].content.extend(_wrapped(page, opened.tag, opened))
        return


def _wrapped(page: Page, tag: raw_html.Tag, opened: _Open) -> list[i.Inline]:
    content = tuple(opened.content)
    if tag.drops_content:
        return []
    if not content:
        return []
    last = content[-1].span
    first = page.span(opened.node[1])
    span = Span(page.file, first.line, first.column, last.end_line, last.end_column)
    if tag.name in raw_html.STYLES:
        return [i.Styled(span=span, style=raw_html.STYLES[tag.name], content=content)]
    if tag.name in raw_html.CODE and all(isinstance(inline, i.Text) for inline in content):
        return [i.Code(span=span, text="".join(inline.text for inline in content if isinstance(inline, i.Text)))]
    if tag.name == "span":
        return list(set_apart_in_line(content, read_setting(page, tag.pairs, first), span))
    return opened.content


def _give_up(page: Page, stack: list[_Open]) -> None:
    """A tag that is never closed in its paragraph: its words stay, without the mark."""
    opened = stack.pop()
    assert opened.tag is not None
    stack[-1].content.extend(opened.content)
    if opened.tag.name in raw_html.STYLES or opened.tag.name in raw_html.CODE:
        page.report(
            line_rules.RAW_HTML.at(
                page.span(opened.node[1]),
                f"<{opened.tag.name}> is not closed in this paragraph and was taken out",
                f"write </{opened.tag.name}> where it ends",
            )
        )


# One function for each kind of node ----------------------------------------------------------------------------------


def _styled(page: Page, node: Nodes) -> list[i.Inline]:
    content = read_inlines(page, node[2])
    if node[0] == "Superscript":
        _report_swallowed_marks(page, page.span(node[1]), plain_text(content))
    return [i.Styled(span=page.span(node[1]), style=_STYLES[node[0]], content=content)] if content else []


def _report_swallowed_marks(page: Page, span: Span, raised: str) -> None:
    """Report two footnote marks that lead nowhere: in 'A.[^1] B.[^2]' pandoc raises all from one '^' to the other."""
    first, bracket, rest = raised.partition("]")
    if not (bracket and rest.endswith("[")):
        return
    page.report(
        line_rules.MISSING_FOOTNOTE.at(
            span,
            f"there is no footnote [^{shown(first)}], nor one for the next mark",
            f"write '[^{shown(first)}]: text' on a line of its own, and the same for the next",
        )
    )


def _code(page: Page, node: Nodes) -> list[i.Inline]:
    _, position, text, attributes = node
    span = page.span(position)
    check_attributes(page, attributes, span, kind=LINE, code=True)
    return [i.Code(span=span, text=text)]


def _line_break(page: Page, node: Nodes) -> list[i.Inline]:
    return [i.LineBreak(span=page.span(node[1]))]


def _math(page: Page, node: Nodes) -> list[i.Inline]:
    _, position, display, tex = node
    span = page.span(position)
    mathml = page.formulas.get((display, tex), "")
    if not mathml:
        page.report(
            line_rules.BAD_FORMULA.at(
                span,
                f"'{shown(tex)}' cannot be set as a formula here",
                "correct the TeX or put it in simpler words; write \\$ if a dollar sign is meant",
            )
        )
    return [i.Math(span=span, tex=tex, display=display, mathml=mathml)]


def _link(page: Page, node: Nodes) -> list[i.Inline]:
    _, position, attributes, inner, _, title = node
    span = page.span(position)
    content = read_inlines(page, inner)
    url = link_of(page, node)
    if not url:
        return list(content)
    if not content:
        content = (i.Text(span=span, text=url),)
    content = set_apart_in_line(content, read_setting(page, attributes[2], span), span)
    return [i.Link(span=span, content=content, url=url, title=title)]


def link_of(page: Page, node: Nodes) -> str:
    """Where the link `node` leads; empty (and a diagnostic) where no link may."""
    _, position, attributes, _, target, _ = node
    span = page.span(position)
    check_attributes(page, attributes, span, kind=LINE)
    url = safe_url(place_in_report(target, page.file, page.parts))
    if url is None:
        message, hint = why_not(target)
        hint = meant_file(target, page.file, page.parts) or hint
        page.report(line_rules.UNSAFE_LINK.at(page.place_of(target, span), message, hint))
    return url or ""


def _picture(page: Page, node: Nodes) -> list[i.Inline]:
    _, position, attributes, inner, _, title = node
    span = page.span(position)
    alt = plain_words(inner)
    decorative = "decorative" in attributes[1]
    key = picture_key(page, node, span)
    if read_look(page, attributes[1], attributes[2], span) != Look():
        message = "a picture within a line is as high as the line: what sizes or places it does nothing"
        page.report(PICTURE_LOOK.at(span, message, "put it into a paragraph of its own"))
    # A title has nowhere to stand within a line; its words join the text alternative.
    alt = f"{alt} ({title})" if title and title != alt else alt
    return [i.Picture(span=span, source=key, alt="" if decorative else alt, decorative=decorative)] if key else (
        [i.Text(span=span, text=alt)] if alt else []
    )  # fmt: skip


def picture_key(page: Page, node: Nodes, span: Span) -> str:
    """Find the picture of an image node and report what is wrong with it or with its text alternative."""
    _, _, attributes, inner, target, _ = node
    check_attributes(page, attributes, span, kind=LINE, effective=BY_OTHERS)
    if problem := alt_text_problem(plain_words(inner), target, "decorative" in attributes[1], span):
        page.report(problem)
    return page.pictures.find(target, page.file, page.place_of(target, span))


def _footnote(page: Page, node: Nodes) -> list[i.Inline]:
    anchor = page.anchors.next()
    span = page.span(node[1])
    line = page.source.lines[span.line - 1] if 0 < span.line <= len(page.source.lines) else ""
    inner = node[2]
    if mark := _FOOTNOTE_MARK.match(line, span.column - 1):
        name = mark[1].casefold()
        page.footnote_names.add(name)
        # A note that is called again has one text. In source notes, where it prints in brackets, each has its own.
        if not page.is_notes and page.footnote_anchors.setdefault(name, anchor) != anchor:
            return [i.FootnoteMark(span=span, anchor=page.footnote_anchors[name])]
        inner = placed(page, mark[1], inner)
    blocks = page.read_blocks(page, inner)
    if blocks:
        page.footnote_lines.add(blocks[0].span.line)
    return [i.Footnote(span=span, anchor=anchor, blocks=blocks)]


def _span(page: Page, node: Nodes) -> list[i.Inline]:
    _, position, (identifier, classes, pairs), inner = node
    span = page.span(position)
    attributes = dict(pairs)
    told = check_attributes(page, (identifier, classes, pairs), span, kind=LINE, effective=BY_OTHERS)
    twice = [name for name, number in Counter(name for name, _ in pairs).items() if number > 1]
    attributes.update(dict.fromkeys(twice, ""))  # an error already, and neither of the two values is judged
    if "relation" in attributes:
        return _cited_with_relation(page, inner, span, attributes)
    if (identifier or classes or pairs) and all(one[0] == "Text" and not one[1].strip() for one in inner):
        if _follows_two_colons(page, span):
            return list(read_inlines(page, inner))  # the check for left-over marks says what is wrong
        page.report(
            line_rules.STRAY_ATTRIBUTES.at(
                span, "the braces here stand after a blank and belong to nothing", "delete the blank before the brace"
            )
        )
        return list(read_inlines(page, inner))
    content = read_inlines(page, inner)
    if not content:
        return []
    if plain_text(content) == ")" and _report_blank_in_address(page, span):
        return list(content)
    if "count" in attributes and "count" not in twice:
        others = tuple((name, value) for name, value in pairs if name != "count")
        return [i.AssertedCount(span=span, content=content, of=attributes["count"], attributes=others)]
    if identifier:
        page.report(
            line_rules.DROPPED_ATTRIBUTE.at(
                span, f"#{shown(identifier)} marks words in a line; only blocks, headings, figures and tables have ids",
                "put the id on the heading or paragraph",
            )
        )  # fmt: skip
    if not is_note(classes, pairs, LINE):
        report_without_effect(page, (identifier, classes, pairs), span, _EFFECTIVE, told)
    found: list[i.Inline] = list(content)
    for name in classes:
        if name in _CLASSES:
            found = [i.Styled(span=span, style=_CLASSES[name], content=tuple(found))]
    return list(set_apart_in_line(tuple(found), read_setting(page, pairs, span), span))


_BLANK_IN_ADDRESS = pattern(r"""(!?)\[[^][]*\]\(([^()<>"]*?[^()<>" ])(?: +"[^"]*"| +'[^']*')?\)$""")


def _report_blank_in_address(page: Page, span: Span) -> bool:
    """Report the picture or link that ends at `span` with braces and is none, since its address has a blank in it."""
    line = page.source.lines[span.line - 1] if 0 < span.line <= len(page.source.lines) else ""
    brace = line.find("{", max(span.column - 1, 0))
    found = _BLANK_IN_ADDRESS.search(line[: brace if brace >= 0 else len(line)].rstrip())
    if found is None or " " not in found[2]:
        return False
    place = Span(page.file, span.line, found.start(2) + 1, span.line, found.end(2) + 1)
    what, rule = ("picture", MISSING_IMAGE) if found[1] else ("link", line_rules.UNSAFE_LINK)
    message = f"this is no {what}: its address has a blank in it"
    # Where no such file is there either, both are one thing to write.
    address = page.pictures.meant_by(found[2], page.file) if found[1] else found[2]
    page.report(rule.at(place, message, f"write <{address}> or {address.replace(' ', '%20')}"))
    page.hide(span)
    return True


def _follows_two_colons(page: Page, span: Span) -> bool:
    line = page.source.lines[span.line - 1] if 0 < span.line <= len(page.source.lines) else ""
    return line[: span.column - 1].strip(" \t>") == "::"


def _cited_with_relation(page: Page, inner: Nodes, span: Span, attributes: dict[str, str]) -> list[i.Inline]:
    """`[@N1]{relation="contradicts"}`: pandoc has taken the brackets away."""
    run = _run(page, inner)
    items = read_items(run, 0, len(run.text), page.report)
    relation = checked_relation(attributes["relation"], page.place_of(attributes["relation"], span), page.report)
    if not items:
        page.report(
            line_rules.BAD_CITATION.at(span, "a relation belongs to a citation, but no @id stands in the brackets",
                                  "write [@N1]{relation=…}")
        )  # fmt: skip
        return list(read_inlines(page, inner))
    return [_kept(page, i.Citation(span=span, items=items, relation=relation))]


_DISPATCH: dict[str, Callable[[Page, Nodes], list[Any]]] = {
    **dict.fromkeys(_STYLES, _styled),
    "Code": _code,
    "LineBreak": _line_break,
    "Math": _math,
    "Link": _link,
    "Image": _picture,
    "Note": _footnote,
    "Span": _span,
}
