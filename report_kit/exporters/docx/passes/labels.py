"""Labels: 'Finding 3', 'Figure 2', 'Theme 1' count themselves, and pointers to them follow.

The template marks a label with a bookmark `label:ID`; which labels count, the job says. The number of those becomes a
SEQ field (ECMA-376-1, 17.16.5.56), and a link that says the label's own words becomes a REF field (17.16.5.51) to it:
after an editor has moved a figure, F9 renumbers all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, field, properties, put, q, remove, style_of, text_of, text_run, val
from report_kit.exporters.docx.passes.bookmarks import END, START, bookmark_name
from report_kit.exporters.job import NumberedLabel

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PREFIX = "label:"


@dataclass(slots=True)
class _Label:
    start: Element
    end: Element
    inside: list[Element]
    """What stands between the two."""
    words: str
    bookmark: str = ""
    """Its name in the finished file; empty while nothing points to it."""


def link_labels(draft: Draft) -> None:
    """Make fields of the pointers to labels and of the numbers in them."""
    labels = _find(draft)
    count = 0
    for story in draft.stories():
        for link in list(story.iter(q("w:hyperlink"))):
            label = labels.get(link.get(q("w:anchor"), ""))
            if label is None or text_of(link) != label.words or not _is_pointer(link):
                continue
            if not label.bookmark:
                count += 1
                label.bookmark = f"_Ref{count:09}"  # as Word names them; a leading underscore hides them
            _refer(link, label)
    counting = {bookmark_name(anchor): label for anchor, label in draft.labels.items()}
    for target, label in labels.items():
        if target in counting:
            _count(label, counting[target])
        if label.bookmark:
            label.start.set(q("w:name"), label.bookmark)
        else:
            for node in (label.start, label.end):
                remove(node)


def _find(draft: Draft) -> dict[str, _Label]:
    """Labels by the name of their target's bookmark."""
    starts = {start.get(q("w:name"), ""): start for story in draft.stories() for start in story.iter(START)}
    found = {}
    for target in starts:
        start = starts.get(bookmark_name(PREFIX + target))
        if start is not None:
            label = _read(start)
            if label is not None:
                found[target] = label
    return found


def _read(start: Element) -> _Label | None:
    inside: list[Element] = []
    for node in start.itersiblings():
        if node.tag == END and node.get(q("w:id")) == start.get(q("w:id")):
            return _Label(start, node, inside, "".join(text_of(part) for part in inside))
        inside.append(node)
    return None


def _is_pointer(link: Element) -> bool:
    """Not a line of the contents, not a marker of evidence: those keep a look that updating a field would undo."""
    paragraph = next(link.iterancestors(q("w:p")))
    if style_of(paragraph).startswith("Toc"):
        return False
    return all(mark.get(q("w:val")) != "EvidenceMarker" for mark in link.iter(q("w:rStyle")))


def _refer(link: Element, label: _Label) -> None:
    """Put a REF field in the place of `link`."""
    # A field would repeat the call of a footnote in the heading it points to, so there the link stays.
    if any(next(node.iter(q("w:footnoteReference")), None) is not None for node in label.inside):
        return
    result = text_run(label.words, "CrossReference")
    bold = next(link.iter(q("w:b")), None) is not None
    for node in field(f"REF {label.bookmark} \\h \\* MERGEFORMAT", result, style="CrossReference"):
        if bold:
            put(properties(node), element("w:b"))
        link.addprevious(node)
    remove(link)


def _count(label: _Label, numbered: NumberedLabel) -> None:
    """Make the number of 'Figure 2' a SEQ field, whose sequence is called after the kind in every language."""
    if len(label.inside) != 1 or label.inside[0].tag != q("w:r") or label.words != numbered.words:
        return
    run = label.inside[0]
    style = val(run, "w:rPr/w:rStyle")
    number = text_run(str(numbered.number), style)
    counted = field(f"SEQ {numbered.kind.capitalize()} \\* ARABIC", number, style=style)
    before = [text_run(numbered.before, style)] if numbered.before else []
    after = [text_run(numbered.after, style)] if numbered.after else []
    for node in (*before, *counted, *after):
        run.addprevious(node)
    remove(run)
