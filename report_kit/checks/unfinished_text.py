"""unfinished-text: what authors left for each other, or a word processor left, and nobody would print knowingly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.typed_text import typed_text
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.lazy.patterns import pattern

RULE = Rule(
    name="unfinished-text",
    severity=Severity.WARNING,
    summary="A remark among authors, a placeholder or a word processor's error message stands in the text.",
    why="It would be printed for all readers; what is meant for co-authors belongs in a comment, <!-- … -->.",
    example="Spending fell {Tim: ok?} by TODO per cent, see Error! Reference source not found.",
    instead="Spending fell by three per cent. <!-- Tim: ok? -->",
    hides=("undefined-acronym", "leftover-markup", "inclusive-language"),
)
RULES = (RULE,)

_COMMENT = "write it as a comment, <!-- … -->, or settle it"
_SETTLE = "write what belongs here, or take it out"

_SIGNS = pattern(
    r"[{\[?#]|TODO|FIXME|[Tt][Bb][CDcd]|Todo|TKTK|XX|[£$€]X|Error|Fehler|Erreur|orem ipsum|Click|nsert |"
    r"ype (?:your )?text|ext to follow"
)
"""Something of each kind; without one of them there is nothing to look for."""

_KINDS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        # {Tim: ok?} {check this} {??}, and not attributes, shortcodes or sets {a, b}
        pattern(
            r"(?<![\w\]){}])\{\{?(?![{%<#.:=])"
            r"(?:[^{}=\n]{0,200}[:?!][^{}=\n]{0,200}|[A-Za-z][^{}=,\n]{0,200}[ ][^{}=,\n]{1,200})\}\}?(?!\})"
        ),
        "a remark in braces would be printed",
        _COMMENT,
    ),
    (
        pattern(
            r"\[(?:(?:insert|check|confirm|todo|to do|tbc|tbd|to be (?:confirmed|added|written)|placeholder|add)\b"
            r"(?![^\]\n]*\]\()[^\]\n]{0,200}|citation needed|x{2,}|NB: [^\]\n]{1,200}|[a-z]{2,20}: [^\]\n]{1,200}\?|"
            r"\?+|…\?|(?:ref|source|date|number|name|figure|page)\?+)\](?![\[({:])",
            re.IGNORECASE,
        ),
        "a placeholder in brackets would be printed",
        _SETTLE,
    ),
    (
        pattern(r"(?<![\w-])(?:TODO|FIXME|TBC|TBD|TKTK)(?![\w-])(?:[ ]?\([^)\n]{0,80}\))?:?|\((?:tbc|tbd)\)|\bTodo: "),
        "a note to oneself would be printed",
        _COMMENT,
    ),
    (
        pattern(
            r"(?<![\w-])(?:[£$€]?X{2,}(?:[.,]X+)?"
            r"(?:%|(?= per cent| percent|k\b|m\b|bn\b| million| billion| people| councils))|X{4,}|[£$€]X{1,}(?![\w]))"
        ),
        "a figure is missing: the X would be printed",
        _SETTLE,
    ),
    (
        pattern(
            r"Error! (?:Reference source not found|Bookmark not defined|Unknown \w+|Not a valid \w+|"
            r"No \w[\w ]*|"
            r"Hyperlink reference not valid|Filename not specified|Objects cannot)[\w ]*\.?|"
            r"Fehler! (?:Verweisquelle|Textmarke)[\w ]*\.?|Erreur ?! (?:Source du renvoi|Signet)[\w ]*\.?|"
            r"¡?Error! (?:No se encuentra|Marcador no)[\w ]*\.?|#(?:REF|N/A|DIV/0|VALUE|NAME)[!?](?!\w)|#N/A\b"
        ),
        "an error message of a word processor or spreadsheet would be printed",
        "point at the thing itself: [@fig-name], [@tbl-name] or [@F1]",
    ),
    (
        pattern(
            r"\b[Ll]orem ipsum\b|\bClick (?:or tap )?(?:here )?to (?:enter|add) (?:text|title)\b|\bClick or tap here\b|"
            r"\b[Ii]nsert (?:[\w-]+ ){0,2}here\b|\b[Tt]ype (?:your )?text here\b|\b[Tt]ext to follow\b|\?{3,}"
        ),
        "a placeholder would be printed",
        _SETTLE,
    ),
)
"""(what it looks like, what to say, what to do)."""


def check(view: View) -> Iterator[Diagnostic]:
    """The authors' own words; what participants said is left as it was noted."""
    for stretch in typed_text(view, own=True):
        if _SIGNS.search(stretch.line, stretch.start, stretch.end) is None:
            continue  # as nearly always
        told: list[range] = []
        for find, message, hint in _KINDS:
            for found in stretch.finditer(find):
                if any(found.start() in one for one in told):
                    continue
                told.append(range(*found.span()))
                yield RULE.at(stretch.span(found.start(), found.end()), message, hint)
