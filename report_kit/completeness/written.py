"""written, in_model: the words of a Markdown body as its lines have them, and the letters that the model has of it.

The lines are read without pandoc, so that what pandoc takes for something else than text shows. All that may be markup
is left out (attributes, addresses, comments, formulas, marks of lists): a word too few is only not looked for, a word
too many would be reported where nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from report_kit.completeness.runs import Run, letters
from report_kit.diagnostics import Span
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.walk import attributes_of, children, inlines_of, walk_inlines

_FOLDERS = ("themes/", "sources/sections/", "sources/notes/")
_GAP = "\0"
"""Stands for every character that is no word of the text; sources hold none."""

_CODE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")
_TITLE = "|".join(rf"{first}(?:[^{last}\n]|\n(?!\s*\n))*{last}" for first, last in ('""', "''", (r"\(", r"\)")))
_LABEL = re.compile(
    r"^[ \t>]{0,6}\[(?!\^[^\s\]])((?:\\.|[^\[\]\\])+)\]:[ \t]*(?:\n[ \t>]*)?\S+"
    rf"(?:[ \t]*(?:[ \t]|\n)[ \t>]*(?:{_TITLE})[ \t]*$|[^\n]*$)",
    re.MULTILINE,
)
"""`[label]: address "title"`, which prints where something refers to the label; each may have a line of its own."""
_ATTRIBUTE = r"""(?:[#.][^\s{}"']+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']*)|-|=\w+)"""
_MARKER = r"(?:[-+*:~]|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+|\#|@[\w-]*)[.)])"
"""Of a list's item, or of a definition."""
_MARKUP = re.compile(
    "|".join(
        (
            r"<!--.*?-->",
            r"\$\$.*?\$\$",
            r"\$[^$\n]+\$",
            rf"\{{\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}}",
            r"(?<=\])\((?:[^()\n]|\n(?!\s*\n)|\([^()\n]*\))*\)",
            r"(?<=\])\[(?:\\.|[^\[\]\\\n])*\]",
            r"\[\^[^\[\]\s]+\]:?",
            r"[\[\]]",
            r"&#?\w+;",
            r"</?[A-Za-z](?![A-Za-z+.-]*:|[^<>\s]*@)[^<>]*>",
            r"(?<![\w.])-?@(?:\{[^{}\n]*\}|[\w:./+-]+)",
            r":[a-z0-9_+-]+:",
            r"^[ \t>]*:{3,}[^\n]*$",
            rf"^[ \t>]*(?:{_MARKER}[ \t]+)+(?:\[[xX]\](?=[ \t]))?",
        )
    ),
    re.MULTILINE | re.DOTALL,
)
_WORDS = re.compile(rf"[^{_GAP}\n]+")


def written(report: Report) -> Mapping[str, list[Run]]:
    """The runs of every Markdown body that was understood, by file."""
    return {
        file: list(_runs(file, _without(report, file, lines)))
        for file, lines in report.lines.items()
        if file.endswith(".md") and file.startswith(_FOLDERS) and file not in report.unread
    }


def _without(report: Report, file: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """`lines` with the blocks emptied that authors write to each other."""
    said = {
        number
        for one in report.comments
        if one.is_block and one.span.file == file
        for number in range(one.span.line, one.span.end_line + 1)
    }
    return tuple("" if number in said else line for number, line in enumerate(lines, 1)) if said else lines


def _runs(file: str, lines: tuple[str, ...]) -> Iterator[Run]:
    """The words of one file, line by line, with a break wherever markup stands between them."""
    body = "\n".join(_prose(lines))
    used = _label(_LABEL.sub("", body))
    text = _LABEL.sub(lambda found: _gap(found) if f"[{_label(found[1])}]" in used else found[0], body)
    for number, line in enumerate(_MARKUP.sub(_gap, text).split("\n"), 1):
        for words in _WORDS.finditer(line):
            if letters(words[0]):
                column = words.start() + len(words[0]) - len(words[0].lstrip()) + 1
                yield Run(words[0].strip(), Span(file, number, column, number, words.end() + 1))


def _label(text: str) -> str:
    """`text` as labels are compared: blanks and line ends are one, and so are capitals and small letters."""
    return " ".join(text.casefold().split())


def _prose(lines: tuple[str, ...]) -> list[str]:
    """`lines` with the front matter and the fences of code emptied, so that their numbers stay."""
    end = front_matter_end(lines)
    prose: list[str] = []
    fence = ""
    for number, line in enumerate(lines):
        found = _CODE.match(line)
        if number < end:
            prose.append("")
        elif found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
            prose.append("")
        else:
            prose.append(line)
    return prose


def _gap(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", _GAP, found[0])


def in_model(report: Report, file: str) -> str:
    """What the model has of the Markdown body `file`: its text, and all that its blocks and marks say beside it."""
    parts = (part.blocks for part in report.parts if part.span.file == file and not part.derived)
    notes = (report.recorded(note).blocks for note in report.notes.values() if note.span.file == file)
    return "\n".join(words for blocks in (*parts, *notes) for words in _of_blocks(blocks))


def _of_blocks(blocks: Iterable[b.Block]) -> Iterator[str]:
    for block in blocks:
        yield from (words for _, words in attributes_of(block))
        line = list(walk_inlines(inlines_of(block)))
        yield "".join(map(_words, line))
        for inline in line:
            if isinstance(inline, i.Citation):
                yield from (words for item in inline.items for words in (item.prefix, item.suffix))
            elif isinstance(inline, i.Footnote):
                yield from _of_blocks(inline.blocks)
            elif isinstance(inline, i.Picture):
                yield inline.alt
        yield from _of_blocks(children(block))


def _words(inline: i.Inline) -> str:
    return inline.text if isinstance(inline, i.Text | i.Code) else " "
