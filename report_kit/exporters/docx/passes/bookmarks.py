"""Bookmarks: every anchor is the bookmark of one paragraph, the first of its block, and has a name of its own.

pandoc puts them between paragraphs, around whole sections; such a bookmark moves or goes with whatever an editor cuts.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import element, q, remove

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

START, END, PARAGRAPH = q("w:bookmarkStart"), q("w:bookmarkEnd"), q("w:p")

LONGEST = 40
"""Word takes no longer names."""


def bookmark_name(anchor: str) -> str:
    """The bookmark that pandoc makes of `anchor`: itself, or a hash where Word would refuse it."""
    if anchor[:1].isalpha() and len(anchor) <= LONGEST:
        return anchor
    return _checksum(anchor)


def _checksum(anchor: str) -> str:
    return "X" + hashlib.sha1(anchor.encode(), usedforsecurity=False).hexdigest()[1:]


def settle_bookmarks(draft: Draft) -> None:
    """Move bookmarks into their paragraphs, keep the first of each name, and number them."""
    seen: set[str] = set()
    for story in draft.stories():
        _move_inside(story)
        dropped = set()
        for start in list(story.iter(START)):
            name, identifier = start.get(q("w:name"), ""), start.get(q("w:id"), "")
            if name in seen:
                dropped.add(identifier)
                remove(start)
            seen.add(name)
        for end in list(story.iter(END)):
            if end.get(q("w:id")) in dropped:
                remove(end)
    _number(draft)


def tell_bookmarks_apart(draft: Draft) -> None:
    """Rename bookmarks that differ from others in capitals alone, which are the same to Word, and all that leads there.

    The last of all passes: those before it know bookmarks by their anchors.
    """
    stories = list(draft.stories())
    starts = [start for story in stories for start in story.iter(START)]
    first: dict[str, str] = {}
    renamed = {}
    for start in starts:
        name = start.get(q("w:name"), "")
        if first.setdefault(name.casefold(), name) != name:
            renamed[name] = _checksum(name)
            start.set(q("w:name"), renamed[name])
    for story in stories if renamed else ():
        for link in story.iter(q("w:hyperlink")):
            name = link.get(q("w:anchor"), "")
            if name in renamed:
                link.set(q("w:anchor"), renamed[name])
        for code in story.iter(q("w:instrText")):
            kind, _, rest = (code.text or "").strip().partition(" ")
            name = rest.partition(" ")[0]
            if kind in ("REF", "PAGEREF", "NOTEREF") and name in renamed:
                code.text = (code.text or "").replace(f"{kind} {name}", f"{kind} {renamed[name]}", 1)


def surround(first: Element, last: Element, name: str, identifier: int) -> None:
    """Put a bookmark called `name` around the siblings from `first` to `last`."""
    first.addprevious(element("w:bookmarkStart", {"w:id": identifier, "w:name": name}))
    last.addnext(element("w:bookmarkEnd", {"w:id": identifier}))


def next_identifier(draft: Draft) -> int:
    """A number that no bookmark has yet."""
    return 1 + max((int(start.get(q("w:id"), "0")) for s in draft.stories() for start in s.iter(START)), default=0)


def _move_inside(story: Element) -> None:
    waiting: list[Element] = []
    moved: set[str] = set()
    paragraph: Element | None = None
    for node in list(story.iter(START, END, PARAGRAPH)):
        if node.tag == PARAGRAPH:
            paragraph = node
            _begin(paragraph, waiting)
            waiting = []
        elif next(node.iterancestors(PARAGRAPH), None) is not None:
            continue
        elif node.tag == START:
            waiting.append(node)
            moved.add(node.get(q("w:id"), ""))
        elif node.get(q("w:id")) in moved:
            remove(node)
    if paragraph is not None:
        _begin(paragraph, waiting)  # a block without a word at the very end


def _begin(paragraph: Element, starts: list[Element]) -> None:
    """Let `starts` begin at the start of `paragraph` and end with it."""
    position = 1 if len(paragraph) and paragraph[0].tag == q("w:pPr") else 0
    for start in starts:
        remove(start)
        paragraph.insert(position, start)
        position += 1
        paragraph.append(element("w:bookmarkEnd", {"w:id": start.get(q("w:id"), "")}))


def _number(draft: Draft) -> None:
    numbers: dict[str, str] = {}
    for story in draft.stories():
        for start in story.iter(START):
            numbers[start.get(q("w:id"), "")] = str(len(numbers) + 1)
        for node in list(story.iter(START, END)):
            old = node.get(q("w:id"), "")
            if old in numbers:
                node.set(q("w:id"), numbers[old])
            else:
                remove(node)
