"""typed-reference, bracketed-number, typed-footnote: what looks like a pointer or a mark, and leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.checks.typed_text import Stretch, typed_text
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.evidence.numbers import parse_number
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Report
from report_kit.model.walk import inlines_of, walk_inlines

REFERENCE = Rule(
    name="typed-reference",
    severity=Severity.WARNING,
    summary="'See Figure 3' or 'on page 4' is typed by hand, where no other work is named beside it.",
    why="Nobody can follow it, and it is wrong as soon as a picture, a table or a page comes before it.",
    example="As Table 2 shows, small changes add up (see page 4).",
    instead="As [@tbl-savings] shows, small changes add up.",
)

BRACKETED = Rule(
    name="bracketed-number",
    severity=Severity.WARNING,
    summary="A number stands alone in square brackets, where it is neither a count nor a mark of a footnote.",
    why="It looks like a source and leads to none; as a count it is compared with nothing.",
    example="We spoke with [six] people, as others did [1].",
    instead='We spoke with [six]{count="participants"} people, as others did [@smith2017].',
    hides=("leftover-markup",),
)

FOOTNOTE = Rule(
    name="typed-footnote",
    severity=Severity.WARNING,
    summary="A raised figure (¹) is typed where a footnote is meant.",
    why="It leads to no footnote, and its words stand somewhere else in the text or nowhere.",
    example="Spending fell.¹\n\n¹ By three per cent.",
    instead="Spending fell.[^1]\n\n[^1]: By three per cent.",
)
RULES = (REFERENCE, BRACKETED, FOOTNOTE)

_SIGNS = pattern(r"[Ss]ee |[\d\[¹²³⁴⁵⁶⁷⁸⁹⁰†‡]")
"""Something of each kind; without one of them there is nothing to look for."""

_LABELLED = (
    r"(?:Fig(?:ure|s?\.?|ures)|FIGURE|Chart|Graph|Diagram|Box|Exhibit|Tables?|TABLE)"
    r"[ \u00a0]?\d{1,2}(?:\.\d{1,2})?[a-z]?(?![\w%])"
)
_ON_A_PAGE = (
    r"(?:[Ss]ee|[Oo]n|[Oo]verleaf,?|cf\.|\() ?(?:on )?(?:page|p\.|pp\.|pages)[ \u00a0]?\d{1,3}(?:[–-]\d{1,3})?(?![\w%])"
)
_SEEN = (
    r"[Ss]ee (?:also )?(?:(?:figure|fig\.?|table|chart|box) \d{1,2}|"
    r"(?:Annex|Appendix|Section|Chapter|Part) (?:\d{1,2}(?:\.\d+)*|[A-Z]))(?!\w)"
)
_POINTER = pattern(rf"(?<![\w#@-])(?:{_LABELLED}|{_ON_A_PAGE}|{_SEEN})")
_CALLED = {
    "participants": ("people", "persons", "attendees", "officers", "speakers", "leaders", "experts"),
    "organisations": ("councils", "bodies", "firms", "companies", "charities"),
    "events": ("workshops", "roundtables", "sessions", "meetings", "interviews"),
    "notes": ("remarks", "comments"),
}
"""Other words for what a report counts."""
_BY_ID = pattern(
    r"(?:\b(?:[Ff]indings?|[Rr]ecommendations?|[Cc]ase stud(?:y|ies)|[Qq]uotes?|[Nn]otes?|[Ss]ee(?: also)?) )"
    r"(?P<id>[A-Za-z]{1,4}[.-]?\d{1,4})(?![\w-])"
)
"""An id typed without its signs: 'see finding F7'; it is one where something has this id."""
_AT_A_TABLE = pattern(
    r"(?:\b(?:at|on|from|by|of|to|for|with|join(?:ed|ing)?|facilitat\w+|host(?:ed|s|ing)?)\s+(?:the\s+)?$)",
    re.IGNORECASE,
)
_TABLE_TALKS = pattern(
    r"\s+(?:agreed|said|discussed|felt|thought|argued|raised|asked|heard|reported|wanted|suggested|noted|were|was|had|"
    r"talked|spoke|met|worked|proposed|believed|concluded|called|participants|members|facilitator|group)\b"
)
_OTHER_WORK = pattern(
    r"\b(?:1[6-9]|20)\d\d\b|\bet al\b|\bibid\b|\bop\. cit\b|\b(?:its|their|his|her)\b|’s\b|'s\b|"
    r"\b(?:of|in|from|by) (?:the |an? |that )?[A-Z]\w|"
    r"\b(?:[Rr]eport|[Ss]tudy|[Ss]urvey|[Pp]aper|[Bb]ook|[Aa]rticle|Act|[Rr]eview|[Ss]trategy|[Pp]ublication|[Gg]uidance|"
    r"[Dd]ocument|[Ii]nquiry|[Cc]ensus|[Vv]olume|[Vv]ol\.|[Ee]dition|[Dd]ataset|[Jj]ournal|[Bb]ulletin|[Aa]ccounts)\b"
)
"""Words that name a work beside a pointer: the number is then that work's."""
_THIS_WORK = pattern(r"\b(?:this|our|the present) (?:report|paper|study|document|publication|review)\b", re.IGNORECASE)
_SENTENCE = pattern(r"[.!?][”’\"')\]]*\s+(?=[A-Z“\"'(])")
_ABBREVIATED = pattern(r"(?:\b(?:Figs?|p|pp|cf|Tab|No|e\.g|i\.e)\.)\s*$")

_IN_BRACKETS = pattern(
    r"(?<![\w!\]\\@^])\[ ?(?P<number>\d{1,3}(?:[ \u00a0]?[,;–-][ \u00a0]?\d{1,3})*|[A-Za-z]+(?:[- ][a-z]+){0,4}) ?\]"
    r"(?![(:{\w]|\[(?!\d))"
)
_BEFORE_BRACKETS = pattern(r"(?<=[\w.,;:)”’])\[(?P<number>\d{1,3}(?:[,;–-] ?\d{1,3})*)\](?![\[(:{\w])")
"""A mark of a source right behind the word: 'as others did[1]'."""

_RAISED = pattern(r"(?P<before>[^\W\d_]{3,}|[.,;:!?”’\"')\]])(?P<sign>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[†‡])(?!\w)")
_NOTE_TEXT = pattern(r"(?P<sign>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[†‡])[ \t\u00a0]*(?=\w)")
_UNITS = frozenset(
    ("metres", "metre", "meters", "miles", "feet", "hectares", "inches", "yards", "sin", "cos", "tan", "log")
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def check(view: View) -> Iterator[Diagnostic]:
    """Pointers, numbers in brackets and raised figures in the authors' own words."""
    raised: set[tuple[str, str]] = set()
    texts: list[tuple[Stretch, re.Match[str]]] = []
    for stretch in typed_text(view, own=True):
        if _SIGNS.search(stretch.line, stretch.start, stretch.end) is None:
            continue  # as in most lines
        yield from _pointers(view.report, stretch)
        yield from _by_id(view.report, stretch)
        yield from _bracketed(view.report, stretch)
        for found in stretch.finditer(_RAISED):
            if found["before"].lower() not in _UNITS:
                raised.add((stretch.file, found["sign"]))
                yield _footnote(stretch, found)
        if stretch.opens and (found := _NOTE_TEXT.match(stretch.line, stretch.start)):  # type: ignore[assignment]
            texts.append((stretch, found))
    yield from _raised_by_marks(view)
    for stretch, found in texts:  # the words of a footnote are told with its mark
        if (stretch.file, found["sign"]) not in raised:
            yield _footnote(stretch, found)


def _pointers(report: Report, stretch: Stretch) -> Iterator[Diagnostic]:
    """One message for each sentence that points somewhere."""
    found = list(stretch.finditer(_POINTER))
    while found:
        first = found[0]
        before, after = _sentence(stretch.line, first.start())
        same = [one for one in found if before <= one.start() < after]
        found = found[len(same) :]
        sentence = stretch.line[before:after]
        named = [one for one in same if not _is_a_table(stretch.line, one)]
        if not named or _names_a_work(report, stretch, sentence):
            continue
        last = named[-1]
        span = stretch.span(named[0].start(), last.end())
        words = stretch.line[named[0].start() : named[0].end()].lstrip("(")
        yield REFERENCE.at(
            span, f"'{words}' is typed by hand: it leads nowhere, and the number may change", _hint(report, named)
        )


def _by_id(report: Report, stretch: Stretch) -> Iterator[Diagnostic]:
    """Ids in running words: readers know the thing by its number, which the report gives."""
    for found in stretch.finditer(_BY_ID):
        target = report.targets.get(found["id"])
        if target is not None and target.authored:
            message = f"'{found['id']}' is an id, and readers know numbers only: it is printed as it stands"
            yield REFERENCE.at(stretch.span(found.start("id"), found.end("id")), message, f"write [@{found['id']}]")


def _sentence(line: str, at: int) -> tuple[int, int]:
    """From where to where the sentence around `at` reaches in its line."""
    start, end = 0, len(line)
    for stop in _SENTENCE.finditer(line):
        if _ABBREVIATED.search(line, 0, stop.start() + 1):
            continue
        if stop.end() <= at:
            start = stop.end()
        else:
            end = stop.end()
            break
    return start, end


def _is_a_table(line: str, found: re.Match[str]) -> bool:
    """Whether 'Table 3' may be one that people sat at: at roundtables they have numbers, too."""
    if not found[0].lower().startswith("table"):
        return False
    return _AT_A_TABLE.search(line, 0, found.start()) is not None or _TABLE_TALKS.match(line, found.end()) is not None


def _names_a_work(report: Report, stretch: Stretch, sentence: str) -> bool:
    if _OTHER_WORK.search(_THIS_WORK.sub("", _POINTER.sub("", sentence))):
        return True
    content = inlines_of(stretch.placed.block)
    return any(
        isinstance(inline, i.Link)
        or (isinstance(inline, i.Styled) and inline.style == "emphasis")
        or (isinstance(inline, i.Citation) and any(item.id in report.references for item in inline.items))
        for inline in walk_inlines(content)
    ) or isinstance(stretch.placed.block, b.Table | b.Figure)


def _hint(report: Report, found: list[re.Match[str]]) -> str:
    for one in found:
        digits = re.search(r"\d+", one[0])
        kind = "table" if one[0].lower().startswith("table") else "figure" if one[0].lower().startswith("fig") else ""
        for target in report.targets.values():
            if kind and target.kind == kind and target.authored and digits and target.number == int(digits[0]):
                return f"write [@{target.id}], which prints '{target.label}' now, and its right number always"
    if re.search(r"page|pp?\.", found[0][0]):
        return "take the page out: only the PDF has pages; point at the thing itself, as [@fig-name] does"
    name = "tbl" if found[0][0].lower().startswith("table") else "fig"
    return f"give it an id, {{#{name}-name}}, and write [@{name}-name]: the number comes by itself"


def _bracketed(report: Report, stretch: Stretch) -> Iterator[Diagnostic]:
    if any(isinstance(block, b.Paragraph | b.Heading) for block in stretch.placed.around):
        return  # a footnote, which may say what it likes of sources and their numbers
    for find in (_IN_BRACKETS, _BEFORE_BRACKETS):
        for found in stretch.finditer(find):
            number = found["number"]
            digits = number[0].isdigit()
            if not digits and (parse_number(number) is None or number.lower() in ("a", "an", "one")):
                continue
            span = stretch.span(found.start(), found.end())
            if digits:
                hint = "write [@smith2017] for a source, [^1] for a footnote, or \\[ for the bracket itself"
            else:
                counted = [name for name, value in report.counts.items() if value == parse_number(number)]
                word = re.match(r"\s*([a-z]+)", stretch.line[found.end() :])
                counted.sort(key=lambda name: word is None or word[1] not in (name, *_CALLED.get(name, ())))
                hint = "take the brackets away: nothing that the report counts comes to that number"
                if counted:
                    hint = f'write {found[0]}{{count="{counted[0]}"}} if it counts them, or take the brackets away'
            yield BRACKETED.at(span, f"{found[0]} is neither a count nor a mark of a footnote", hint)


def _footnote(stretch: Stretch, found: re.Match[str]) -> Diagnostic:
    span = stretch.span(found.start("sign"), found.end("sign"))
    return FOOTNOTE.at(span, f"'{found['sign']}' leads to no footnote", _how(found["sign"].translate(_DIGITS)))


def _raised_by_marks(view: View) -> Iterator[Diagnostic]:
    """Figures that are raised by marks, word^1^ or word<sup>1</sup>, behind a word and not behind a number or unit."""
    for styled, placed in view.inlines_of(i.Styled):
        if styled.style != "superscript" or placed.part is None or len(styled.content) != 1:
            continue
        only = styled.content[0]
        lines = view.report.lines.get(styled.span.file, ())
        if (
            isinstance(only, i.Text)
            and re.fullmatch(r"\[?\d{1,2}\]?", only.text)
            and 0 < styled.span.line <= len(lines)
        ):
            before = lines[styled.span.line - 1][: styled.span.column - 1]
            word = re.search(r"([^\W\d_]{4,}|[.,;:!?”’\"')])$", before)
            if word and word[1].lower() not in _UNITS:
                yield FOOTNOTE.at(
                    styled.span, f"the raised {only.text} leads to no footnote", _how(only.text.strip("[]"))
                )


def _how(name: str) -> str:
    name = name if name.isdigit() else "1"
    return f"write [^{name}] here, and '[^{name}]: Its words.' on a line of its own"
