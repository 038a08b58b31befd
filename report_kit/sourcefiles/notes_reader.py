"""Note files → `NotesSource`: what was said, remark by remark.

In: a Markdown file with front matter and `::: {.note #N1 …}`, or a YAML file with `notes:`. Out: the head that holds
for the whole file, and its notes. Text in YAML notes is plain: blank lines part paragraphs, nothing else has a meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args, get_type_hints

from report_kit.diagnostics import Sink, Span, any_of, did_you_mean
from report_kit.lazy.patterns import pattern
from report_kit.model.blocks import Block, Heading, Paragraph, ThematicBreak
from report_kit.model.entities import NotesFile, NotesHead
from report_kit.model.inlines import Text
from report_kit.model.sources import Note, NotesSource
from report_kit.sourcefiles import block_rules, yaml_rules
from report_kit.sourcefiles.fenced_divs import Fenced, opening_line, read_fence, read_id
from report_kit.sourcefiles.ids import Anchors, checked_id
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.pandoc_ast import Nodes
from report_kit.sourcefiles.schema import read_entity
from report_kit.sourcefiles.yaml_reader import Node, shown

RECORDED_AS: tuple[str, ...] = get_args(get_type_hints(NotesHead)["recorded_as"])
"""How close a note may be to the words said."""

_SEPARATORS = pattern(r"[\s,;]+")
_PARAGRAPHS = pattern(r"\n[ \t]*\n")


def read_markdown_notes(page: Page, head: NotesHead, nodes: Nodes) -> NotesSource:
    """The notes of a Markdown file."""
    notes, outside = [], list[Block]()
    for node in _side_by_side(page, nodes):
        if _is_note(node):
            note = _markdown_note(page, head, node)
            if note is not None:
                notes.append(note)
            continue
        outside.extend(page.read_blocks(page, [node]))
    if not page.stray_fences and not page.unclosed:  # text may stand outside because of a slip that is reported
        for block in outside:
            _report_outside(page, block)
    return NotesSource(file=page.file, head=head, notes=tuple(notes))


def _is_note(node: Nodes) -> bool:
    return node[0] == "Div" and "note" in node[2][1]


def _side_by_side(page: Page, nodes: Nodes) -> Iterator[Nodes]:
    """`nodes`, the notes that stand inside of another taken out: the one around them lacks its ':::'."""
    for node in nodes:
        inner = next((number for number, one in enumerate(node[3]) if _is_note(one)), None) if _is_note(node) else None
        following = node[3][inner][1] if inner is not None else None
        if inner is None or following is None or node[1] is None:
            yield node
            continue
        span = page.span(node[1])
        message = f"this note is not closed before the next one begins, in line {following[0]}"
        page.unclosed[opening_line(page, span)] = message
        yield [node[0], [*node[1][:2], following[0], 1], node[2], node[3][:inner]]
        yield from _side_by_side(page, node[3][inner:])


def _report_outside(page: Page, block: Block) -> None:
    if isinstance(block, Heading | ThematicBreak):
        return  # they part the notes for whoever reads the file, and say nothing themselves
    if any(block.span.line <= one.line <= block.span.end_line for one in page.misplaced):
        return  # a note in a list or a quotation, which is an error already
    page.report(
        block_rules.TEXT_OUTSIDE_NOTE.at(
            block.span,
            "this text stands outside of every note; nothing can cite it, and it is not printed",
            "put it between '::: {.note #N1}' and ':::'",
        )
    )


def _markdown_note(page: Page, head: NotesHead, node: Nodes) -> Note | None:
    _, fenced = read_fence(page, node, note=True)
    first_line = Span(
        page.file, fenced.span.line, fenced.span.column, fenced.span.line, page.source.end_of(fenced.span.line)
    )
    page.anchors.begin_note(fenced.id)
    blocks = page.read_blocks(page, node[3])
    if not fenced.id:
        page.report(
            block_rules.MISSING_ID.at(
                first_line,
                "this note has no id",
                "write ::: {.note #N1}, with an id of its own",
                about=(any_of("note"),),
            )
        )
        return None
    within = range(fenced.span.line, fenced.span.end_line + 1)
    if not blocks and not any(one.place.line in within for one in page.swallowed):
        page.report(
            block_rules.EMPTY_NOTE.at(first_line, "this note has no text", "write what was said, or delete the note")
        )
    recorded_as = fenced.get("recorded_as") or head.recorded_as
    if recorded_as not in RECORDED_AS:
        place = page.place_of(recorded_as, fenced.span)
        hint = did_you_mean(recorded_as, RECORDED_AS) or f"write one of {', '.join(RECORDED_AS)}"
        page.report(yaml_rules.UNKNOWN_VALUE.at(place, f"'{shown(recorded_as)}' is no possible 'recorded_as'", hint))
        recorded_as = head.recorded_as
    return Note(
        id=checked_id(fenced.id, page.place_of(f"#{fenced.id}", fenced.span), page.sink),
        event=read_id(page, fenced, "event") or head.event,
        recorded_as=recorded_as,
        blocks=blocks,
        # Of two attributes, which are an error, both speakers are asked.
        speakers=tuple(
            dict.fromkeys(one for fence in fenced.each("speaker") for one in _ids(read_id(page, fence, "speaker")))
        ),
        codes=_ids(fenced.get("codes")),
        author=fenced.get("author") or head.author,
        source=fenced.get("source") or head.source,
        timestamp=fenced.get("timestamp"),
        span=fenced.span,
        places=_places(page, fenced, head),
        attributes=fenced.others("speaker", "codes", "event", "recorded_as", "author", "source", "timestamp"),
    )


def _places(page: Page, fenced: Fenced, head: NotesHead) -> Mapping[str, Span]:
    """Where the values stand that point to something else: on the fence, or in the file's head."""
    places = {}
    for name in ("speaker", "codes", "event", "source"):
        if written := fenced.get(name):
            places[name] = page.place_of(written, page.place_of(f"{name}=", fenced.span))
        elif name in ("event", "source"):
            places[name] = head.at(name)
    return places


def read_yaml_notes(file: str, node: Node, sink: Sink) -> NotesSource | None:
    """The notes of a YAML file; None where `node` is not even a table."""
    whole = read_entity(NotesFile, node, sink)
    if whole is None:
        return None
    anchors = Anchors(file)
    listed = node.child("notes")
    if listed is None:
        sink.add(
            yaml_rules.MISSING_KEY.at(
                Span(file, node.line, node.column), "'notes' is missing here", "write 'notes:' and a list below it"
            )
        )
    nodes = [one for one in (listed.items or ()) if not one.is_empty] if listed is not None else []
    nodes = nodes if listed is None or listed.items is not None else [listed]
    described = [one for one in nodes if one.keys is not None]
    notes = []
    event, source = whole.at("event"), whole.at("source")
    for data, place in zip(whole.notes, described, strict=True):
        if not data.id:
            continue  # reported by the schema
        span = place.span
        text = place.child("text")
        text_span = text.span if text is not None else span
        codes = _ids(data.codes) if isinstance(data.codes, str) else data.codes
        places = {"event": event, "source": source}
        for name in ("speaker", "codes", "sha256"):
            if (value := place.child(name)) is not None:
                places[name] = value.span
        anchors.begin_note(data.id)
        blocks = [
            Paragraph(span=text_span, anchor=anchors.next(), content=(Text(span=text_span, text=words),))
            for words in (" ".join(paragraph.split()) for paragraph in _PARAGRAPHS.split(data.text))
            if words
        ]
        notes.append(
            Note(
                id=data.id,
                event=whole.event,
                recorded_as=data.recorded_as or whole.recorded_as,
                blocks=tuple(blocks),
                speakers=_ids(data.speaker),
                codes=codes,
                author=whole.author,
                source=whole.source,
                timestamp=data.timestamp,
                span=span,
                places=places,
                attributes=(("sha256", data.sha256),) if data.sha256 else (),
            )
        )
    return NotesSource(file=file, head=whole, notes=tuple(notes))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(one for one in _SEPARATORS.split(text) if one) if text else ()
