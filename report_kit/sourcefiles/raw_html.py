"""Raw HTML in Markdown: an allow-list of tags becomes marks of the model, the rest is taken out and reported.

In: the letters of one tag, or of a block of HTML. Out: what the tag means here, or a block as pandoc-like nodes that
the inlines reader takes like any other. Nothing of the HTML itself reaches an output: there is no "raw" in the model.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from report_kit.diagnostics import Diagnostic, Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.lazy.references import unescaped
from report_kit.sourcefiles import block_rules, line_rules
from report_kit.sourcefiles.attributes import is_note, misplaced_note, names_a_note
from report_kit.sourcefiles.pandoc_ast import Nodes, Position, columns_of
from report_kit.sourcefiles.yaml_reader import shown

STYLES = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "u": "underline", "sup": "superscript",
    "sub": "subscript", "s": "strikeout", "del": "strikeout", "mark": "mark",
}  # fmt: skip
"""Tag → style of `Styled`."""
CODE = frozenset(("code", "kbd"))
SILENT = frozenset(("small", "abbr", "span"))
"""Allowed, without a mark of their own."""
PARAGRAPHS = frozenset(("p", "div"))
"""Allowed; each starts a paragraph."""
_SETTING = ("lang", "dir")

_DROPPED_WITH_CONTENT = frozenset(("script", "style", "iframe", "object", "applet", "noembed", "template"))
_DANGEROUS = _DROPPED_WITH_CONTENT | {"embed", "base", "link", "meta", "frame", "frameset", "form"}
_BREAKS_PARAGRAPH = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
    "li", "main", "nav", "ol", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_TAG = pattern(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)(.*?)(/?)>?", re.DOTALL)
_WHOLE_TAG = pattern(r"""</?[A-Za-z](?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}')*>""")
"""A tag whose values, in quotes, may hold '<' and '>'."""
_HANDLER = pattern(r"(?:^|[\s\"'/])(on[a-z]+)\s*=", re.IGNORECASE)
_SCRIPT_URL = pattern(r"(?:java|vb)script:|data:text/html", re.IGNORECASE)
_ATTRIBUTE = pattern(r"""([^\s"'=<>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_STARTS = pattern(r"<(?=[!/?A-Za-z])")
_ENDINGS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_LITERAL = pattern(r"<(pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
"""Tags whose content is no Markdown, down to their end, however far that is (CommonMark 0.31, 4.6, condition 1)."""
_INSTEAD = {
    "a": "write [text](https://…)", "img": "write ![Alt text](file.png)", "table": "write the table with | signs",
    "h1": "write ## Heading", "h2": "write ## Heading", "h3": "write ### Heading", "li": "write - item",
    "ul": "write - item", "ol": "write 1. item", "blockquote": "write > text", "hr": "write ***", "center": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag."""

    name: str
    """In lower case; 'comment' for comments, 'instruction' for the other things that start with '<!' or '<?'."""
    closing: bool
    alone: bool
    """True for `<br>` and `<x/>`."""
    attributes: str
    """As written."""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Its attributes as names, in lower case, and values."""
        return [(name.lower(), value.strip("\"'")) for name, value in _ATTRIBUTE.findall(self.attributes)]

    @property
    def drops_content(self) -> bool:
        """Whether all up to its end goes with it."""
        return self.name in _DROPPED_WITH_CONTENT


def read_tag(text: str) -> Tag:
    """The tag that `text` is."""
    found = _TAG.fullmatch(text)
    if found is None:
        return Tag("comment" if text.startswith("<!--") else "instruction", False, True, "")
    name = found[2].lower()
    return Tag(name, found[1] == "/", found[4] == "/" or name in ("br", "hr", "img", "wbr", "input"), found[3])


def complaints(tag: Tag, span: Span) -> list[Diagnostic]:
    """What there is to say about an opening `tag`; closing tags go without a word."""
    if tag.closing or tag.name == "comment":
        return []
    if tag.name == "instruction":
        return [line_rules.RAW_HTML.at(span, "this was taken out, words and all", "write the words without it")]
    found = []
    pairs = tag.pairs
    for name in (name for name, count in Counter(name for name, _ in pairs).items() if count > 1):
        message = f"'{shown(name)}' is written twice in <{tag.name}>, and only one can count"
        found.append(block_rules.DUPLICATE_ATTRIBUTE.at(span, message, "keep one of the two"))
    classes = [name for key, value in pairs if key == "class" for name in value.split()]
    if is_note(classes, pairs) or names_a_note(tag.name):
        found.append(misplaced_note([*classes, tag.name], span, is_notes=False))
    handler = _HANDLER.search(tag.attributes)
    plain = re.sub(r"[\x00-\x20]", "", unescaped(tag.attributes))
    if tag.name in _DANGEROUS:
        what = "and what is inside it were" if tag.drops_content else "was"
        found.append(line_rules.UNSAFE_HTML.at(span, f"<{tag.name}> {what} taken out", "delete it"))
    elif handler:
        found.append(line_rules.UNSAFE_HTML.at(span, f"'{handler[1]}' runs code; it was taken out", "delete it"))
    elif _SCRIPT_URL.search(plain):
        found.append(
            line_rules.UNSAFE_HTML.at(span, f"a link in <{tag.name}> runs code; it was taken out", "delete it")
        )
    elif tag.name not in STYLES and tag.name not in CODE | SILENT | PARAGRAPHS and tag.name != "br":
        hint = _INSTEAD.get(tag.name, "")
        found.append(line_rules.RAW_HTML.at(span, f"<{tag.name}> was taken out; the words inside it stay", hint))
    elif tag.name in PARAGRAPHS and (setting := [f"{name}={value}" for name, value in pairs if name in _SETTING]):
        message = f"<{tag.name}> sets neither language nor direction of reading here; the words inside it stay"
        hint = f"write '::: {{{shown(' '.join(setting))}}}' on a line of its own above them, and ':::' below"
        found.append(line_rules.RAW_HTML.at(span, message, hint))
    elif not found and (idle := [name for name, _ in pairs if name not in _SETTING]):
        what = " and ".join(f"'{shown(name)}'" for name in dict.fromkeys(idle))
        message = f"{what} of <{tag.name}> {'do' if len(set(idle)) > 1 else 'does'} nothing here"
        found.append(line_rules.NO_EFFECT.at(span, message, "delete it"))
    return found


def ending_of(text: str, start: int) -> str:
    """How what begins at `start` has to end, for what is no tag (CommonMark 0.31, 4.6); empty for tags."""
    return next((ending for opening, ending in _ENDINGS if text.startswith(opening, start)), "")


class Unclosed(NamedTuple):
    """Something in HTML that has no end."""

    offset: int
    """Where it begins."""
    what: str
    """What it is, in an editor's words: 'comment', '<pre>'."""
    following: int
    """Where the next comment begins, which shows that the end of this one is missing; -1 where there is no other."""


def unclosed(text: str) -> Unclosed | None:
    """What in `text`, a piece of HTML, has no end, so that it takes all that follows with it; None if all is well."""
    offset = 0
    while (found := _STARTS.search(text, offset)) is not None:
        start = found.start()
        if ending := ending_of(text, start):
            end = text.find(ending, start + 2)
            what = "comment" if ending == "-->" else f"text between '{found[0]}{text[start + 1]}' and '{ending}'"
            following = text.find("<!--", start + 4, end if end >= 0 else len(text)) if ending == "-->" else -1
            if end < 0 or following >= 0:
                return Unclosed(start, what, following)
            offset = end + len(ending)
        elif literal := _LITERAL.match(text, start):
            closing = re.compile(rf"</{literal[1]}\s*>", re.IGNORECASE).search(text, literal.end())
            if closing is None:
                return Unclosed(start, f"<{literal[1].lower()}>", -1)
            offset = closing.end()
        else:
            offset = start + 1
    return None


def block_as_paragraphs(text: str, position: Position, lines: tuple[str, ...]) -> list[Nodes]:
    """A block of HTML as 'Para' nodes, its tags as raw inlines; `lines` are those of the file, for exact columns."""
    places = Places(text, position, lines)
    paragraphs: list[Nodes] = []
    current: Nodes = []
    offset = 0
    raw_until = ""
    while offset < len(text):
        start, end = _next_tag(text, offset)
        if not raw_until and start > offset:
            _add_text(current, text, offset, start, places)
        if start == end:
            break
        piece = text[start:end]
        tag = read_tag(piece)
        if raw_until:
            if tag.closing and tag.name == raw_until:
                raw_until = ""
                current.append(["RawInline", places.span(start, end), "html", piece])
        else:
            if tag.name in PARAGRAPHS or tag.name in _BREAKS_PARAGRAPH:
                paragraphs.append(["Para", None, current, None])
                current = []
            current.append(["RawInline", places.span(start, end), "html", piece])
            if tag.drops_content and not tag.closing and not tag.alone:
                raw_until = tag.name
        offset = end
    paragraphs.append(["Para", None, current, None])
    return paragraphs


def pieces(text: str) -> Iterator[str]:
    """`text`, which pandoc took for HTML in a line, tag by tag; what stands between them has no words."""
    offset = 0
    while offset < len(text):
        start, end = _next_tag(text, offset)
        if start == end:
            return
        yield text[start:end]
        offset = end


def _next_tag(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the next tag or comment from `offset`; twice the end of `text` where there is none.

    A tag whose quotes are not in order ends at its first '>': what follows is kept as words, which is harmless, since
    words are escaped in every output. Each step is linear, so that no mixture of brackets can stall the reader.
    """
    while (found := _STARTS.search(text, offset)) is not None:
        start = found.start()
        if ending := ending_of(text, start):
            end = text.find(ending, start + 2)
            return (start, end + len(ending)) if end >= 0 else (start, len(text))
        if whole := _WHOLE_TAG.match(text, start):
            return start, whole.end()
        following = text.find("<", start + 1)
        end = text.find(">", start, following if following >= 0 else len(text))
        if end >= 0:
            return start, end + 1
        offset = start + 1
    return len(text), len(text)


def _add_text(current: Nodes, text: str, start: int, end: int, places: Places) -> None:
    """Add what stands between two offsets of `text` to a paragraph, its blanks and line ends made single blanks."""
    words = ""
    offsets: list[int] = []
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        if words or (word.start() and current):
            words += " "
        offsets += (len(words) if offsets else 0, *places.at(start + word.start()))
        words += unescaped(word[0])
        last = start + word.end()
    if not words and not current:
        return
    if last < end:
        words += " "
    line, column = places.at(last)
    current.append(["Text", words, offsets or [0, line, column], line, column, []])


class Places:
    """Offsets in a block of HTML → lines and columns of the file."""

    def __init__(self, text: str, position: Position, lines: tuple[str, ...]) -> None:
        self._starts: list[tuple[int, int, int]] = []
        """Offset of each line's start, its number in the file, and how many columns stand before it there."""
        self._lines = lines
        self._columns: dict[int, list[int]] = {}
        offset = 0
        for number, line in enumerate(text.split("\n")):
            in_file = min(position[0] + number, len(lines))
            indent = max(lines[in_file - 1].expandtabs(4).find(line), 0)
            self._starts.append((offset, in_file, indent))
            offset += len(line) + 1

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column."""
        start, line, indent = self._starts[bisect_right(self._starts, (offset, 1 << 60, 0)) - 1]
        written = self._lines[line - 1]
        column = indent + offset - start
        if "\t" not in written:
            return line, min(column, len(written)) + 1
        if line not in self._columns:  # pandoc has expanded the tabs
            self._columns[line] = columns_of(written)
        return line, self._columns[line][min(column, len(self._columns[line]) - 1)]

    def span(self, start: int, end: int) -> Position:
        """The position of what stands between two offsets."""
        return [*self.at(start), *self.at(end)]
