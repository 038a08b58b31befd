"""typed-heading: a line that looks like a heading (bold, in capitals, numbered by hand) and is a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from report_kit.checks.siblings import Siblings, siblings_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.walk import plain_text

RULE = Rule(
    name="typed-heading",
    severity=Severity.WARNING,
    summary="A line in bold, in capitals or with a number of its own stands where a heading is meant.",
    why="It is missing from the contents, the bookmarks and the list of headings in screen readers (WCAG 1.3.1).",
    example="**Where skills are scarce**\n\nMost councils have one analyst.",
    instead="## Where skills are scarce\n\nMost councils have one analyst.",
    hides=("undefined-acronym", "typed-reference"),
)
RULES = (RULE,)

_TAG = pattern(r"<(?!/?(?:b|strong|u|em|i)>)[/a-zA-Z!]")
_BOLD_LINE = pattern(r"[ \t]*(\*\*|__)(?P<words>[^*_\n]+?)\1:?[ \t]*\\?")
_LONGEST = 80
_MOST_WORDS = 12
_NUMBER = pattern(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})+\.?|[A-Z]\.\d{1,2}\.?|\d{1,2}[.)]?|[IVX]{1,4}\.|§ ?\d+)"
    r"[ \t\u00a0]+(?P<title>[A-Z“\"'(].*)",
    re.DOTALL,
)
_NAMED = pattern(
    r"(?P<number>(?:Chapter|Section|Part|Annex|Appendix|CHAPTER|SECTION|PART|ANNEX|APPENDIX) (?:\d{1,2}|[A-Z]|[IVX]+))"
    r"(?:[ \t]*[.:–—-][ \t]*|$)(?P<title>.*)",
    re.DOTALL,
)
_ENDS_SENTENCE = (".", "!", "?", ";", ",", "…")
_INITIALS = frozenset(("AM", "PM", "OK", "NB"))


def check(view: View) -> Iterator[Diagnostic]:
    """Paragraphs of one line, and lists of one short item, above running text."""
    for siblings in siblings_of(view):
        if siblings.stand_in(
            b.Quote, b.BlockQuote, b.ListItem, b.Cell, b.Recommendation, b.KeyFigure, b.Callout, b.Finding, b.Definition
        ):
            continue
        level = 1
        for block, following in zip_longest(siblings.blocks, siblings.blocks[1:]):
            if isinstance(block, b.Heading):
                level = block.level
            elif isinstance(block, b.Paragraph) and (line := _first_line(siblings, block)):
                yield _above(siblings, block, "#" * max(level, 2), line)
            elif not _is_html(siblings, block) and (found := _heading(block, following)):
                title, number, way = found
                wanted = max(number.rstrip(".)").count(".") + 1, 2) if "." in number.rstrip(".") else max(level, 2)
                yield _diagnostic(siblings, block, "#" * min(wanted, max(level, 1) + 1, 6), title, way)


def _first_line(siblings: Siblings, block: b.Paragraph) -> str:
    """The words of a first line in bold, where the paragraph goes on below it; empty where there is none."""
    if block.span.end_line == block.span.line or not siblings.is_flush(block.span):
        return ""
    found = _BOLD_LINE.fullmatch(siblings.lines[block.span.line - 1])
    return found["words"] if found and _is_short(found["words"]) and found["words"][0].isupper() else ""


def _above(siblings: Siblings, block: b.Paragraph, signs: str, title: str) -> Diagnostic:
    """A heading that shares its paragraph with the text below: an empty line parts them."""
    line = block.span.line
    span = Span(block.span.file, line, block.span.column, line, len(siblings.lines[line - 1].rstrip()) + 1)
    fix = Fix("write a heading", (Edit(span, f"{signs} {title}\n"),), shown=True)
    message = "this looks like a heading, and is none: bold letters make no heading"
    return RULE.at(span, message, "write a heading, and an empty line below it", fix)


def _is_html(siblings: Siblings, block: b.Block) -> bool:
    """Whether its line has tags that are taken out and told: '<h2>1. Text</h2>' was no paragraph."""
    line = siblings.lines[block.span.line - 1] if 0 < block.span.line <= len(siblings.lines) else "<"
    return _TAG.search(line) is not None


def _heading(block: b.Block, following: b.Block | None) -> tuple[str, str, str] | None:
    """Title, number and what makes it look like a heading; None where nothing does."""
    if following is None or isinstance(following, b.Heading | b.ThematicBreak):
        return None
    if isinstance(block, b.OrderedList):
        return _in_list(block, following)
    if not isinstance(block, b.Paragraph) or block.span.line != block.span.end_line:
        return None
    words = plain_text(block.content).strip()
    if not _is_short(words):
        return None
    bold = _bold(block)
    number, title = _parted(words)
    if number and title and (bold or _is_prose(following)):
        return title, number, f"'{number}' is typed by hand"
    if bold and not words.endswith(":"):
        return title or words, number, "bold letters make no heading"
    if bold and _is_prose(following) and len(words.split()) > 1:
        return words.rstrip(": "), "", "bold letters make no heading"
    if _in_capitals(words) and not any(isinstance(one, i.Citation | i.Link | i.Math) for one in block.content):
        return _lower(words.rstrip(":")), "", "capitals make no heading"
    return None


def _is_short(words: str) -> bool:
    return (
        0 < len(words) <= _LONGEST
        and words[0] not in "“‘\"'«"
        and len(words.split()) <= _MOST_WORDS
        and not (words.endswith(_ENDS_SENTENCE) and not words.endswith("?"))
        and any(sign.isalpha() for sign in words)
    )


def _is_prose(block: b.Block) -> bool:
    """Whether running text follows, and not a list or a table that the line only introduces."""
    return isinstance(block, b.Paragraph) and len(plain_text(block.content).split()) > 5


def _bold(block: b.Paragraph) -> bool:
    content = [one for one in block.content if not (isinstance(one, i.Text) and not one.text.strip(" :"))]
    return bool(content) and all(map(_is_strong, content))


def _is_strong(inline: i.Inline) -> bool:
    if not isinstance(inline, i.Styled):
        return False
    return inline.style in ("strong", "underline") or (
        inline.style == "emphasis" and all(map(_is_strong, inline.content))
    )


def _parted(words: str) -> tuple[str, str]:
    """Number and title; two empty strings where there is no number."""
    found = _NUMBER.fullmatch(words) or _NAMED.fullmatch(words)
    if found is None:
        return "", ""
    number, title = found["number"], found["title"].strip() or found["number"]
    if re.fullmatch(r"\d{1,2}", number) and len(title.split()) > 6:
        return "", ""  # 'Twelve people came' in digits
    return number, title


def _in_capitals(words: str) -> bool:
    letters = [sign for sign in words if sign.isalpha()]
    long_words = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return (
        len(letters) > 5
        and all(sign.isupper() for sign in letters)
        and bool(long_words)
        and not _INITIALS & set(words.split())
        and (len(words.split()) > 1 or len(letters) > 5)
    )


def _lower(words: str) -> str:
    """Capitals as a sentence has them; what may be an abbreviation stays."""
    small = [word if len(word) < 4 and not word.isalpha() else word.lower() for word in words.split()]
    text = " ".join(small)
    return text[:1].upper() + text[1:]


def _in_list(block: b.OrderedList, following: b.Block) -> tuple[str, str, str] | None:
    """'1. Introduction' above text: pandoc reads it as a list of one item."""
    if len(block.items) != 1 or len(block.items[0].blocks) != 1 or not _is_prose(following):
        return None
    only = block.items[0].blocks[0]
    if not isinstance(only, b.Paragraph) or only.span.line != only.span.end_line:
        return None
    words = plain_text(only.content).strip()
    if not _is_short(words) or words.endswith((":", "?")) or len(words.split()) > 6 or not words[0].isupper():
        return None
    return words, "", f"'{block.start}.' is typed by hand"


def _diagnostic(siblings: Siblings, block: b.Block, signs: str, title: str, way: str) -> Diagnostic:
    line = block.span.line
    text = siblings.lines[line - 1] if 0 < line <= len(siblings.lines) else ""
    end = len(text.rstrip()) + 1
    span = Span(block.span.file, line, block.span.column, line, max(end, block.span.column + 1))
    edit = Edit(span, f"{signs} {title}")
    return RULE.at(
        span,
        f"this looks like a heading, and is none: {way}",
        "write a heading",
        Fix("write a heading", (edit,), shown=True),
    )
