"""split: the print page as parts that can each be laid out alone.

In: the page, by part. Out: `PrintPart`s, in order, each a page of its own that looks as it does in the whole. Which
parts share a sheet of paper is asked of the stylesheet, not known of a house style: where a part need not begin a page
it stays with the one before. What some stylesheets do reaches over all pages (`reach`): then the whole is one part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import takewhile
from typing import Any
from urllib.parse import unquote

from report_kit.exporters.pdf.engine import Press
from report_kit.exporters.pdf.reach import neighbours_decide, reaches
from report_kit.model.page import Page

SIDES = ("left", "right", "recto", "verso")
ANY = "any"

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*>")
"""A tag as our templates write them: no attribute of theirs has a `>` that is not escaped."""
_HEAD = re.compile(r".*<body[^>]*>", re.DOTALL)
_LEADS = re.compile(r'\shref="#([^"]*)"')
_LABELS = re.compile(r'\s(?!class=|lang=|dir=)[\w-]+="[^"]*"')
_SIDED = re.compile(r"@page[^{]*:(left|right)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPart:
    """A run of sheets that begins on a page of its own."""

    indices: tuple[int, ...]
    """Which parts of the page are in it."""
    html: str
    """A complete page with nothing else on it."""
    side: str = ANY
    """The side on which it begins: left, right, recto, verso, or any."""
    is_blank: bool = False
    """Whether only the empty page before it is meant."""
    nowhere: frozenset[str] = frozenset()
    """What its links lead to and no part has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The page as parts."""

    page: Page
    parts: tuple[PrintPart, ...]
    """In order."""
    why_whole: str = ""
    """Why there is only one; empty where there may be more."""
    has_sides: bool = False
    """Whether left pages look other than right ones."""
    right_first: bool = True
    """Whether the first page is a right-hand one."""

    def joined(self, one: PrintPart, other: PrintPart) -> PrintPart:
        """Two parts that follow each other as one."""
        indices = one.indices + other.indices
        return _part(self.page, list(_frames(self.page)), indices, one.side)

    def blank(self, part: PrintPart) -> PrintPart:
        """The empty page that stands before `part` where it would begin on the wrong side."""
        first = part.indices[:1]
        shells = [replace(each, html="".join(_shell(each.html))) for each in self.page.parts]
        html = _alone(replace(self.page, parts=tuple(shells)), list(_frames(self.page)), first)
        return replace(part, html=html, is_blank=True)


def unsplit(page: Page, why: str = "") -> Split:
    """The page as one part."""
    indices = tuple(range(len(page.parts)))
    return Split(
        page=page,
        parts=(PrintPart(indices=indices, html=page.html, nowhere=_nowhere(page.html, _anchors(page))),),
        why_whole=why,
    )


def split(page: Page, press: Press) -> Split:
    """The page as parts, or as one where something on it reaches further."""
    why = reaches(press.css) if head_of(page) else "it has no parts"
    if why:
        return unsplit(page, why)
    frames = list(_frames(page))
    skeleton = press.page(_skeleton(page, frames), {})
    breaks, right_first = _breaks(skeleton, press)
    groups: list[list[int]] = []
    sides: list[str] = []
    for index, side in enumerate(_sides(breaks)):
        if side or not groups:
            groups.append([index])
            sides.append(side if side in SIDES else ANY)
        else:
            groups[-1].append(index)
    parts = tuple(_part(page, frames, tuple(group), side) for group, side in zip(groups, sides, strict=True))
    empty = replace(page, parts=tuple(replace(each, html=_marked(each.html, n)) for n, each in enumerate(page.parts)))
    # Themes among themes look alike: one of them stands for all.
    alone: dict[str, tuple[Any, list[tuple[int, ...]]]] = {}
    for part in parts:
        text = _alone(empty, frames, part.indices)
        like = _LABELS.sub("", text)
        if like not in alone:
            alone[like] = (press.page(text, {}), [])
        alone[like][1].append(part.indices)
    if neighbours_decide(press.css, skeleton, list(alone.values())):
        return unsplit(page, "rules of its stylesheet look at how parts follow each other")
    return Split(
        page=page,
        parts=parts,
        has_sides=bool(_SIDED.search(press.css)) or any(side != ANY for side in sides),
        right_first=right_first,
    )


def _part(page: Page, frames: Sequence[_Frame], indices: tuple[int, ...], side: str) -> PrintPart:
    html = _alone(page, frames, indices)
    return PrintPart(indices=indices, html=html, side=side, nowhere=_nowhere(html, _anchors(page)))


def _anchors(page: Page) -> frozenset[str]:
    return frozenset(name for part in page.parts for name in part.anchors)


def _nowhere(html: str, anchors: frozenset[str]) -> frozenset[str]:
    return frozenset(unquote(unescape(name)) for name in _LEADS.findall(html)) - anchors


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a part stands in."""

    head: str
    open: tuple[str, ...]
    """Tags inside `body` that are open where the part begins."""

    @property
    def close(self) -> str:
        """The tags that close all that is open."""
        return "".join(map(_closing, reversed(self.open))) + "</body></html>"


def _closing(tag: str) -> str:
    """The tag that closes what `tag` opens."""
    return f"</{tag.strip('<>').split()[0]}>"


def head_of(page: Page) -> str:
    """The head of the page, up to and with the tag of `body`; empty where it has none."""
    match = _HEAD.match(page.parts[0].before) if page.parts else None
    return match[0] if match else ""


def _frames(page: Page) -> Iterator[_Frame]:
    """What each part of the page stands in."""
    head = head_of(page)
    is_open: list[str] = []
    for number, part in enumerate(page.parts):
        for match in _TAG.finditer(part.before if number else part.before[len(head) :]):
            if match[1]:
                is_open.pop()
            else:
                is_open.append(match[0])
        yield _Frame(head, tuple(is_open))


def _skeleton(page: Page, frames: Sequence[_Frame]) -> str:
    """The page with nothing in its parts; each says its number in `data-part`."""
    pieces = [frames[0].head]
    is_open: tuple[str, ...] = ()
    for number, (part, frame) in enumerate(zip(page.parts, frames, strict=True)):
        pairs = zip(is_open, frame.open, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        pieces += [_closing(tag) for tag in reversed(is_open[shared:])]
        pieces += [*frame.open[shared:], _marked(part.html, number)]
        is_open = frame.open
    return "".join(pieces) + frames[-1].close


def _shell(html: str) -> tuple[str, str]:
    """The first tag of a part, and the one that closes it."""
    match = _TAG.search(html)
    start = match[0] if match else "<div>"
    return start, _closing(start)


def _marked(html: str, number: int) -> str:
    """The shell of a part, with its number."""
    start, end = _shell(html)
    return f'{start[:-1]} data-part="{number}">{end}'


def _breaks(skeleton: Any, press: Press) -> tuple[list[tuple[str, str]], bool]:
    """What the stylesheet says of breaks before and after each part; and whether the first page is a right-hand one."""
    context = press.context(skeleton)
    found = {}
    for element in skeleton.etree_element.iter():
        if element.get("data-part"):
            style = context.style_for(element)
            found[int(element.get("data-part"))] = (style["break_before"], style["break_after"])
    direction = context.style_for(skeleton.etree_element)["direction"]
    return [found[number] for number in sorted(found)], direction == "ltr"


def _sides(breaks: Sequence[tuple[str, str]]) -> Iterator[str]:
    """For each part: the side on which it must begin, `page` where any will do, empty where it begins no page."""
    after = ""
    for before, ends in breaks:
        begins = [value for value in (after, before) if value in ("page", *SIDES)]
        yield next((value for value in begins if value in SIDES), begins[0] if begins else "")
        after = ends


def _alone(page: Page, frames: Sequence[_Frame], indices: Sequence[int]) -> str:
    """A page with these parts alone, and the shells of the parts around them, for rules that look at those."""
    first, last = indices[0], indices[-1]
    frame, parts = frames[first], page.parts
    pieces = [frame.head, *frame.open]
    if first and frames[first - 1].open == frame.open:
        pieces.append(_unseen(parts[first - 1].html))
    for index in indices:
        pieces += [parts[index].before if index > first else "", parts[index].html]
    if last + 1 < len(parts) and frames[last + 1].open == frames[last].open:
        pieces.append(_unseen(parts[last + 1].html))
    return "".join(pieces) + frames[last].close


def _unseen(html: str) -> str:
    """The shell of a part without what only one part has, its id, label and data, and not shown."""
    start, end = _shell(html)
    plain = re.sub(r'\s(?!class=)[\w-]+="[^"]*"', "", start)
    return f'{plain[:-1]} style="display: none">{end}'
