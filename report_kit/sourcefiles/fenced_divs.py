"""`::: {.finding #F1 confidence="moderate"}`: fenced divs → the field's own blocks.

In: a 'Div' node. Out: a finding, quote, case study, recommendation, callout or key figure; a div of another class is
reported and kept as a `Group`, so that its words are printed. Source notes are read by `notes_reader`, which shares
`read_attributes`.

A heading that opens a callout or a case study is its title, unless `title="…"` names one or the heading has an id
or more than words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from textwrap import dedent

from report_kit.diagnostics import Span, any_of, did_you_mean, meant_in
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model.inlines import Code, Inline, Styled, Text
from report_kit.model.links import safe_url
from report_kit.model.sources import Comment
from report_kit.model.walk import plain_text
from report_kit.sourcefiles import block_rules, file_rules, line_rules, yaml_rules
from report_kit.sourcefiles.attributes import BY_OTHERS, check_attributes, is_note, report_without_effect
from report_kit.sourcefiles.citations_reader import RELATIONS, checked_relation
from report_kit.sourcefiles.ids import checked_id, is_id
from report_kit.sourcefiles.language_attributes import NAMES, read_setting, set_apart
from report_kit.sourcefiles.links import why_not
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.pandoc_ast import Nodes
from report_kit.sourcefiles.printed_values import complaint, marks_in
from report_kit.sourcefiles.quotation_marks import without_outer_marks
from report_kit.sourcefiles.text import invisible_in, without_invisible
from report_kit.sourcefiles.typography import typographic
from report_kit.sourcefiles.yaml_reader import shown

CONFIDENCE = ("high", "moderate", "low", "very_low")
"""Levels of GRADE-CERQual (https://www.cerqual.org/)."""
PROVENANCE = ("public_source", "on_record", "room")

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    # class: what a block of it may say; the first ones have fields of their own, the rest is kept for checks
    "finding": ("confidence", "relation", "reasons", "quantifier", "status", "owner", "methodological_limitations",
                "coherence", "adequacy", "relevance"),
    "quote": ("of", "prefix", "suffix", "attribution", "approved_by", "approved_on", "sha256"),
    "case-study": ("title", "organisation", "provenance", "source", "permission", "evidence_level"),
    "recommendation": ("to", "by", "for", "cost", "priority", "status", "response_url", "response_date"),
    "callout": ("title",),
    "key-figure": ("value",),
    "comment": ("by", "date"),
    "note": ("speaker", "codes", "event", "recorded_as", "author", "source", "timestamp", "sha256"),
}  # fmt: skip

LOOKS = {"quote": (".pull",)}
"""Classes that a block may have besides the one that makes it what it is."""

CURLY = "“”„‟«»‘’‚"
"""Quotation marks that word processors make."""

_CLOSING_FENCE = pattern(r"[\s>]*:{3,}\s*")


@dataclass(frozen=True, slots=True)
class Fenced:
    """What stands on the opening fence of a div."""

    span: Span
    """The whole div."""
    id: str
    classes: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    """Attributes as written, `id` and classes apart."""

    def get(self, name: str) -> str:
        """The value of attribute `name`, or an empty string."""
        return next((value for key, value in self.pairs if key == name), "")

    def each(self, name: str) -> Iterator[Fenced]:
        """The same with one of its attributes called `name` alone, for each that was written; once where none was."""
        pairs = [pair for pair in self.pairs if pair[0] == name]
        return (replace(self, pairs=(pair,)) for pair in pairs) if pairs else iter((self,))

    def others(self, *known: str) -> tuple[tuple[str, str], ...]:
        """All attributes but `known`."""
        return tuple(pair for pair in self.pairs if pair[0] not in known)


def read_div(page: Page, node: Nodes) -> list[b.Block]:
    """The block or blocks that a 'Div' node stands for."""
    kind, fenced = read_fence(page, node)
    inner = node[3]
    if kind == "note" or (not kind and is_note(fenced.classes, fenced.pairs)):
        # What a note says reaches a page by `notes_reader` alone, where its speaker is asked: nothing of it is kept
        # here, and whatever else is wrong inside of it can be said once it stands where it belongs.
        page.misplaced.add(opening_line(page, fenced.span))
        page.read_blocks(page.muted(), inner)
        return []
    if kind == "comment":
        page.read_blocks(page.muted(), inner)  # what has no end there is told all the same
        page.comments.append(
            Comment(fenced.span, _as_typed(page, fenced.span), fenced.get("by"), fenced.get("date"), is_block=True)
        )
        return []
    if page.is_notes and kind:
        place = page.place_of(f".{kind}", fenced.span)
        hint = "only notes belong into a note file"
        page.report(block_rules.MISPLACED_BLOCK.at(place, f".{kind} is out of place here", hint))
        return [_group(page, fenced, page.read_blocks(page, inner))]
    if not kind:
        return [_group(page, fenced, page.read_blocks(page, inner))]
    blocks = set_apart(page, page.read_blocks(page, inner), read_setting(page, fenced.pairs, fenced.span), fenced.span)
    return [_KINDS[kind](page, fenced, blocks)]


def _as_typed(page: Page, span: Span) -> str:
    """The lines between the fences of a block, without the marks of quotations around it."""
    lines = page.source.lines[span.line : max(span.end_line - 1, span.line)]
    return dedent("\n".join(line.lstrip("> ") if line.lstrip().startswith(">") else line for line in lines)).strip()


_RUN_ON = pattern(r"\{?\.?([\w-]+)#([\w.:-]+)\}?")
"""A class and an id with no blank between them: {.finding#F1}."""


def read_fence(page: Page, node: Nodes, *, note: bool = False) -> tuple[str, Fenced]:
    """The class that decides what a div is ('' for none), and its attributes; reports what is wrong with them.

    `note`: whether a source note may stand there.
    """
    _, position, (identifier, classes, pairs), _ = node
    span = page.span(position)
    written = tuple((name, _without_curly_quotes(page, span, name, value)) for name, value in pairs)
    fenced = Fenced(span, identifier, tuple(classes), written)
    _check_closed(page, node, span)
    kinds = [name for name in classes if name in ATTRIBUTES]
    kind = "note" if "note" in classes else next(iter(kinds), "")
    told = check_attributes(page, (identifier, classes, pairs), span, kind=kind, note=note, effective=BY_OTHERS)
    if len(set(kinds)) > 1 and (note or "note" not in kinds):
        message = f".{kinds[0]} and .{kinds[1]} are two kinds of block, and this can be only one"
        hint = "put one inside of the other, or take one out"
        page.report(block_rules.BLOCK_OF_TWO_KINDS.at(page.place_of(f".{kinds[1]}", span), message, hint))
    if not kind and not is_note(classes, pairs):
        for name in classes:
            run_on = _RUN_ON.fullmatch(name)
            word, given = (run_on[1], run_on[2]) if run_on else (name, identifier)
            hint = did_you_mean(word, ATTRIBUTES)
            rule = block_rules.MISSPELT_BLOCK if given and hint else block_rules.UNKNOWN_BLOCK
            about = [*(any_of(meant.replace("-", " ")) for meant in meant_in(hint)), given]
            if run_on and meant_in(hint):
                hint = f"write {{.{meant_in(hint)[0]} #{given}}}"
            hint = hint or f"blocks are {', '.join(f'.{one}' for one in ATTRIBUTES)}"
            place = page.place_of(name, span)
            message = f"'{shown(name)}' is no block that is known here"
            page.report(rule.at(place, message, hint, about=about))
        if not classes:
            report_without_effect(page, (identifier, (), pairs), span, (), told)
    if kind:
        looks = LOOKS.get(kind, ())
        report_without_effect(page, (identifier, [name for name in classes if name not in kinds], ()), span, looks)
    for name in dict.fromkeys(name for name, _ in fenced.pairs) if kind else ():
        if name not in ATTRIBUTES[kind] and name not in (*NAMES, *told):
            _report_unknown_attribute(page, kind, name, span)
    return kind, fenced


def _report_unknown_attribute(page: Page, kind: str, name: str, span: Span) -> None:
    hint = did_you_mean(name, ATTRIBUTES[kind]) or f".{kind} takes {', '.join(ATTRIBUTES[kind])}"
    # Who spoke, under which rule: a note may say less than it was meant to.
    rule = block_rules.UNKNOWN_NOTE_ATTRIBUTE if kind == "note" else block_rules.UNKNOWN_ATTRIBUTE
    page.report(rule.at(page.place_of(name, span), f"'{shown(name)}' is no attribute of .{kind}", hint))


def _without_curly_quotes(page: Page, span: Span, name: str, value: str) -> str:
    """`value`, the quotes that a word processor made curly reported and taken away."""
    if len(value) < 2 or value[0] not in CURLY or value[-1] not in CURLY:
        return value
    place = page.place_of(f"{name}={value}", span)
    if place == span:
        return value  # inside of straight quotes they are words
    message = "these quotes are curly, and straight ones are due"
    page.report(block_rules.CURLY_ATTRIBUTE.at(place, message, f'write {name}="{shown(value[1:-1])}"'))
    return value[1:-1]


def _check_closed(page: Page, node: Nodes, span: Span) -> None:
    """What is open at the end of a file pandoc closes without a word; the text shows whether a fence is there."""
    position = node[1]
    if position is None:
        return
    _, _, end_line, end_column = position
    last = end_line - 1 if end_column == 1 else end_line
    lines = page.source.lines
    closed = last > span.line and last <= len(lines) and _CLOSING_FENCE.fullmatch(lines[last - 1])
    if closed:
        page.closing[last] = opening_line(page, span)
    else:
        page.unclosed.setdefault(opening_line(page, span), "")


def opening_line(page: Page, span: Span) -> Span:
    """The first line of a block at `span`."""
    return Span(page.file, span.line, span.column, span.line, page.source.end_of(span.line))


# The blocks ----------------------------------------------------------------------------------------------------------


def _identity(page: Page, fenced: Fenced, kind: str) -> tuple[str, str]:
    """Id and anchor of a block that needs an id."""
    if not fenced.id:
        page.report(
            block_rules.MISSING_ID.at(
                Span(
                    page.file,
                    fenced.span.line,
                    fenced.span.column,
                    fenced.span.line,
                    page.source.end_of(fenced.span.line),
                ),
                f"this {kind.replace('-', ' ')} has no id",
                f"write ::: {{.{kind} #{_EXAMPLE_IDS[kind]}}}, with an id that no other block has",
                about=(any_of(kind.replace("-", " ")),),
            )
        )
        anchor = page.anchors.next()
        return anchor, anchor
    identifier = checked_id(fenced.id, page.place_of(f"#{fenced.id}", fenced.span), page.sink)
    return identifier, identifier if is_id(identifier) else page.anchors.next()


_EXAMPLE_IDS = {"finding": "F1", "case-study": "CS1", "recommendation": "R1", "note": "N1"}


def _optional_id(page: Page, fenced: Fenced) -> tuple[str, str]:
    if not fenced.id:
        return "", page.anchors.next()
    identifier = checked_id(fenced.id, page.place_of(f"#{fenced.id}", fenced.span), page.sink)
    return identifier, identifier if is_id(identifier) else page.anchors.next()


def _one_of(page: Page, fenced: Fenced, name: str, options: tuple[str, ...]) -> str:
    value = fenced.get(name)
    if not value or value in options:
        return value
    hint = did_you_mean(value, options) or f"write one of {', '.join(options)}"
    place = page.place_of(value, fenced.span)
    page.report(yaml_rules.UNKNOWN_VALUE.at(place, f"'{shown(value)}' is no possible '{name}'", hint))
    return ""


def read_id(page: Page, fenced: Fenced, name: str) -> str:
    """An attribute that holds the id of something else, without invisible characters, which are reported."""
    value = fenced.get(name).strip().removeprefix("@").removeprefix("#")
    if found := invisible_in(value):
        message = f"the id '{shown(without_invisible(value))}' contains an invisible character (U+{ord(found[0]):04X})"
        page.report(
            file_rules.INVISIBLE_CHARACTER.at(
                page.place_of(value, fenced.span), message, "delete the id and type it again"
            )
        )
        value = without_invisible(value)
    return value


def _missing(page: Page, fenced: Fenced, kind: str, name: str, example: str) -> None:
    page.report(
        block_rules.MISSING_ATTRIBUTE.at(
            Span(
                page.file, fenced.span.line, fenced.span.column, fenced.span.line, page.source.end_of(fenced.span.line)
            ),
            f"this {kind.replace('-', ' ')} does not say '{name}'",
            f'write {name}="{example}" between the braces',
        )
    )


def _finding(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> b.Block:
    identifier, anchor = _identity(page, fenced, "finding")
    relation = checked_relation(
        fenced.get("relation"), page.place_of(fenced.get("relation") or "relation", fenced.span), page.report
    )
    return b.Finding(
        span=fenced.span,
        anchor=anchor,
        id=identifier,
        blocks=blocks,
        confidence=_one_of(page, fenced, "confidence", CONFIDENCE),
        relation=relation or RELATIONS[0],
        attributes=fenced.others("confidence", "relation"),
    )


def _quote(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> b.Block:
    identifier, anchor = _optional_id(page, fenced)
    note = read_id(page, fenced, "of")
    if not note:
        _missing(page, fenced, "quote", "of", "N1")
    written = fenced.get("of")
    of_span = fenced.span
    if written:
        around = page.place_of("of=", fenced.span)  # the id's letters may stand earlier in the line
        of_span = page.place_of(written, around)
    return b.Quote(
        span=fenced.span,
        anchor=anchor,
        of=note,
        of_span=of_span,
        id=identifier,
        blocks=without_outer_marks(blocks),
        pull="pull" in fenced.classes,
        attributes=fenced.others("of"),
    )


def _case_study(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> b.Block:
    identifier, anchor = _identity(page, fenced, "case-study")
    title, blocks, place = _title(page, fenced, blocks)
    return b.CaseStudy(
        span=fenced.span,
        anchor=anchor,
        id=identifier,
        blocks=blocks,
        title=title,
        organisation=read_id(page, fenced, "organisation"),
        provenance=_one_of(page, fenced, "provenance", PROVENANCE),
        attributes=fenced.others("title", "organisation", "provenance"),
        places=place,
    )


def _recommendation(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> b.Block:
    identifier, anchor = _identity(page, fenced, "recommendation")
    answer = fenced.get("response_url")
    is_safe = not answer or safe_url(answer) is not None
    if not is_safe:
        place = page.place_of(answer, page.place_of("response_url", fenced.span))
        page.report(line_rules.UNSAFE_LINK.at(place, *why_not(answer)))
    findings = read_id(page, fenced, "for").replace(",", " ").replace(";", " ").split()
    return b.Recommendation(
        span=fenced.span,
        anchor=anchor,
        id=identifier,
        blocks=blocks,
        to=_printed(page, fenced, "to"),
        by=_printed(page, fenced, "by"),
        findings=tuple(one.lstrip("@#") for one in findings),
        attributes=fenced.others("to", "by", "for", *(() if is_safe else ("response_url",))),
        places=_places(page, fenced, "to", "by"),
    )


def _callout(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> b.Block:
    _, anchor = _optional_id(page, fenced)
    title, blocks, place = _title(page, fenced, blocks)
    return b.Callout(span=fenced.span, anchor=anchor, blocks=blocks, title=title, places=place)


def _key_figure(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> b.Block:
    _, anchor = _optional_id(page, fenced)
    if not fenced.get("value").strip():
        _missing(page, fenced, "key-figure", "value", "£3 billion")
    value, places = _printed(page, fenced, "value").strip(), _places(page, fenced, "value")
    return b.KeyFigure(span=fenced.span, anchor=anchor, value=value, blocks=blocks, places=places)


def _group(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> b.Block:
    _, anchor = _optional_id(page, fenced)
    language, direction = read_setting(page, fenced.pairs, fenced.span)
    return b.Group(span=fenced.span, anchor=anchor, blocks=blocks, language=language, direction=direction)


_Places = tuple[tuple[str, Span], ...]


def _title(page: Page, fenced: Fenced, blocks: tuple[b.Block, ...]) -> tuple[str, tuple[b.Block, ...], _Places]:
    """The title of a box, the blocks without it, and where it stands."""
    title = fenced.get("title").strip()
    first = blocks[0] if blocks else None
    if not title and isinstance(first, b.Heading) and first.anchor.startswith("b_") and _is_words(first.content):
        return plain_text(first.content).strip(), blocks[1:], (("title", first.span),)
    return _printed(page, fenced, "title").strip(), blocks, _places(page, fenced, "title")


def _places(page: Page, fenced: Fenced, *names: str) -> _Places:
    """Where the values of attributes stand on the opening line."""
    found = []
    for name in names:
        if value := fenced.get(name):
            # The value's letters may stand earlier in the line.
            found.append((name, page.place_of(value, page.place_of(f"{name}=", fenced.span))))
    return tuple(found)


def _printed(page: Page, fenced: Fenced, name: str) -> str:
    """The value of an attribute that is printed."""
    value = fenced.get(name)
    if found := marks_in(value):
        place = page.place_of(found[0], page.place_of(f"{name}=", fenced.span))
        if problem := complaint(value, place):
            page.report(problem)
    return typographic(value)


def _is_words(content: tuple[Inline, ...]) -> bool:
    return all(isinstance(one, Text | Code) or (isinstance(one, Styled) and _is_words(one.content)) for one in content)


_KINDS: dict[str, Callable[[Page, Fenced, tuple[b.Block, ...]], b.Block]] = {
    "finding": _finding,
    "quote": _quote,
    "case-study": _case_study,
    "recommendation": _recommendation,
    "callout": _callout,
    "key-figure": _key_figure,
}
