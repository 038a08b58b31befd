"""`[@N1; see @smith2017, p. 3]` in a run of inlines → `Citation`.

commonmark_x knows no citations: they arrive as text. In: the text of a whole run of inlines, with one placeholder
for each node that is no text and for each character written with a backslash. Out: where clusters stand and what
they cite. The syntax is pandoc's (https://pandoc.org/MANUAL.html#citation-syntax), in brackets only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from report_kit.diagnostics import Diagnostic, Span, did_you_mean
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.inlines import CitationItem
from report_kit.sourcefiles import file_rules, line_rules, yaml_rules
from report_kit.sourcefiles.text import invisible_in, without_invisible

NODE = "\ufffc"
"""Stands for an inline that is no text; its words become part of a prefix or suffix."""
WALL = "\ufffa"
"""Stands for an inline that no citation reaches across: a footnote, a picture, raw HTML."""
ESCAPED = "\ufffb"
"""Stands for a character that was written with a backslash."""

RELATIONS = ("supports", "qualifies", "contradicts", "illustrates")

Report = Callable[[Diagnostic], None]

_BRACKETS = pattern(rf"\[([^\[\]{WALL}]*)\]")
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
# Keys of BibTeX entries may hold ':' '/' and '+'; punctuation at the end belongs to the sentence.
_ITEM = pattern(rf"(?<![\w.@-])(-?)@([\w{_INVISIBLE}](?:[\w.:/+{_INVISIBLE}-]*[\w+{_INVISIBLE}])?)")


@dataclass(frozen=True, slots=True)
class Run:
    """The text of a whole run of inlines."""

    text: str
    """With placeholders, one character each."""
    locate: Callable[[int, int], Span]
    """Span of what stands between two offsets."""
    spell: Callable[[int, int], str]
    """The words between two offsets, placeholders written out."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One pair of brackets with citations."""

    start: int
    end: int
    """Offset after the closing bracket."""
    items: tuple[CitationItem, ...]


def find_clusters(run: Run, report: Report) -> list[Cluster]:
    """The citations in `run`."""
    found = []
    for match in _BRACKETS.finditer(run.text):
        if "@" not in match[1]:
            continue
        items = read_items(run, match.start(1), match.end(1), report)
        if items:
            found.append(Cluster(match.start(), match.end(), items))
    return found


def read_items(run: Run, start: int, end: int, report: Report) -> tuple[CitationItem, ...]:
    """The citations between `start` and `end`; empty where the brackets hold something else, such as a mail address."""
    items: list[CitationItem] = []
    at = start
    while at <= end:
        stop = run.text.find(";", at, end)
        stop = end if stop < 0 else stop
        marks = list(_ITEM.finditer(run.text, at, stop))
        if not marks and items:  # '[@N1; and others]': the words belong to the citation before
            words = _words(run.spell(at, stop))
            last = items[-1]
            items[-1] = replace(last, suffix=f"{last.suffix}; {words}" if last.suffix else words)
        elif not marks and re.match(r"\s*-?@", run.text[at:stop]):
            message, hint = "no id follows the @ in these brackets", "write [@N1], or \\@ for the sign itself"
            report(line_rules.BAD_CITATION.at(run.locate(at, stop), message, hint))
            return ()
        if len(marks) > 1:
            report(
                line_rules.BAD_CITATION.at(
                    run.locate(marks[1].start(), marks[1].end()),
                    f"@{marks[0][2]} and @{marks[1][2]} stand in one citation without a semicolon",
                    f"part them: [@{marks[0][2]}; @{marks[1][2]}]",
                )
            )
        for number, mark in enumerate(marks):
            # Words before the first citation are its prefix, even those that a semicolon follows.
            prefix = "" if number else _words(run.spell(at if items else start, mark.start()))
            after = stop if number == len(marks) - 1 else marks[number + 1].start()
            items.append(_item(run, mark, prefix, _words(run.spell(mark.end(), after)), report))
        at = stop + 1
    return tuple(items)


def checked_relation(relation: str, span: Span, report: Report) -> str:
    """`relation`, or an empty string (and a diagnostic) where there is no such relation."""
    if relation in RELATIONS or not relation:
        return relation
    hint = did_you_mean(relation, RELATIONS) or f"write one of {', '.join(RELATIONS)}"
    report(yaml_rules.UNKNOWN_VALUE.at(span, f"'{relation}' is no possible 'relation'", hint))
    return ""


def _item(run: Run, mark: re.Match[str], prefix: str, suffix: str, report: Report) -> CitationItem:
    identifier = mark[2]
    span = run.locate(mark.start(2) - 1, mark.end())
    if hidden := invisible_in(identifier):
        identifier = without_invisible(identifier)
        message = f"the id '{identifier}' contains an invisible character (U+{ord(hidden[0]):04X})"
        report(file_rules.INVISIBLE_CHARACTER.at(span, message, "delete the id and type it again"))
    suffix = suffix.lstrip(", ")
    return CitationItem(id=identifier, span=span, prefix=prefix, suffix=suffix, suppress_author=bool(mark[1]))


def _words(text: str) -> str:
    return " ".join(text.split())
