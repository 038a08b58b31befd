"""Text in drawings that cleaning or engines lose: along a path, in a `switch`, and in what is no SVG.

In: the tree of a drawing as it was, and once it is cleaned. Out: the latter with what can be saved, and the words that
cannot.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from report_kit.lazy.patterns import pattern

_SVG = "http://www.w3.org/2000/svg"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
"""Names of the attribute that leads elsewhere."""
_LOCAL = pattern(r"#[\w:.-]{1,200}")
_PATH = pattern(r"[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]{1,100000}")

HIDDEN = frozenset(("defs", "symbol", "title", "desc", "metadata", "style", "script", "clipPath", "mask", "marker",
                    "pattern", "foreignObject"))  # fmt: skip
"""Elements whose words are not drawn where they stand, or are told of by another message."""


def name_of(element: Any) -> str:
    """'text' of '{http://www.w3.org/2000/svg}text'; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def restore_paths(before: Any, root: Any) -> None:
    """Give the text along paths in `root` its path again, which cleaning takes away, from the drawing as it was."""
    old = [one for one in before.iter() if name_of(one) == "textPath"]
    new = [one for one in root.iter() if name_of(one) == "textPath"]
    if len(old) != len(new):
        return
    for number, (was, now) in enumerate(zip(old, new, strict=True)):
        address = next((was.get(name, "") for name in HREFS if was.get(name)), "")
        shape = was.get("path", "")
        if _LOCAL.fullmatch(address.strip()):
            now.set(HREFS[1], address.strip())
        elif shape and _PATH.fullmatch(shape):
            line = now.makeelement(f"{{{_SVG}}}path", {"d": shape, "id": f"rk-text-path-{number}"})
            holder = now.makeelement(f"{{{_SVG}}}defs", {})
            holder.append(line)
            root.insert(0, holder)
            now.set(HREFS[1], f"#rk-text-path-{number}")
        if offset := was.get("startOffset"):
            now.set("startOffset", offset)


def restore_order(before: Any, root: Any) -> None:
    """Say again in `root` where the line of letters lies under their fill, which cleaning takes away."""
    for name in ("text", "tspan"):
        old = [one for one in before.iter() if name_of(one) == name]
        new = [one for one in root.iter() if name_of(one) == name]
        for was, now in zip(old, new, strict=False) if len(old) == len(new) else ():
            if (order := was.get("paint-order", "")) in ("stroke", "stroke fill", "stroke fill markers"):
                now.set("paint-order", order)


def settle_order(root: Any) -> None:
    """Draw letters whose line lies under their fill twice: WeasyPrint knows one order only."""
    for text in [one for one in root.iter() if name_of(one) == "text"]:
        first = f"{text.get('paint-order', '')};{text.get('style', '')}".replace(" ", "")
        parent = text.getparent()
        if (
            not re.search(r"^stroke|paint-order:stroke", first)
            or text.get("stroke", "none") == "none"
            or parent is None
        ):
            continue
        line = copy.deepcopy(text)
        line.tail = None
        for one in (line, *line.iter()):
            if name_of(one) and (one is line or "fill" in one.attrib):
                one.set("fill", "none")
        line.set("aria-hidden", "true")
        text.set("stroke", "none")
        parent.insert(parent.index(text), line)


def settle_references(before: Any, root: Any) -> None:
    """Write the words into `tref` that it takes from elsewhere (SVG 1.1, 10.6), which no engine does any more."""
    old = [one for one in before.iter() if name_of(one) == "tref"]
    new = [one for one in root.iter() if name_of(one) == "tref"]
    for was, now in zip(old, new, strict=False) if len(old) == len(new) else ():
        address = next((was.get(name, "") for name in HREFS if was.get(name)), "").strip().removeprefix("#")
        source = next((one for one in before.iter() if name_of(one) and one.get("id") == address), None)
        now.tag = f"{{{_SVG}}}tspan"
        now.text = "".join(source.itertext())[:1_000] if address and source is not None else ""


def settle_switches(root: Any) -> None:
    """Leave of each `switch` the one that is drawn: the first without a condition, or in English (SVG 2, 5.8.2)."""
    for switch in [one for one in root.iter() if name_of(one) == "switch"]:
        chosen = next((one for one in switch if name_of(one) and _applies(one)), None)
        for child in list(switch):
            if child is not chosen:
                switch.remove(child)
        switch.tag = f"{{{_SVG}}}g"


def _applies(element: Any) -> bool:
    languages = element.get("systemLanguage")
    if name_of(element) == "foreignObject" or element.get("requiredExtensions"):
        return False
    return languages is None or any(one.strip().lower().startswith("en") for one in languages.split(","))


def settle_directions(root: Any) -> None:
    """Turn text that runs downwards, which WeasyPrint does not know; only letters that stand upright there keep it."""
    for text in [
        one for one in root.iter() if name_of(one) == "text" and one.get("writing-mode", "")[:2] in ("tb", "ve")
    ]:
        if re.search(r"[\u2e80-\uffef]", "".join(text.itertext())):
            continue
        x, y = (re.match(r"[-+.\d]*", text.get(name, "0").strip()) for name in ("x", "y"))
        turn = f"rotate(90 {x[0] if x and x[0] else 0} {y[0] if y and y[0] else 0})"
        text.set("transform", f"{text.get('transform', '')} {turn}".strip())
        text.set("dominant-baseline", "central")
        del text.attrib["writing-mode"]


def lost_words(before: Any, root: Any) -> list[str]:
    """Words that the drawing had and has no more, in their order."""
    there = Counter(word.casefold() for word in _words(root, in_text=False))
    lost = []
    for word in _words(before, in_text=True):
        if there[word.casefold()]:
            there[word.casefold()] -= 1
        else:
            lost.append(word)
    return lost


def _words(root: Any, *, in_text: bool) -> Iterator[str]:
    """The words of elements that are not hidden; `in_text`: whether all of them are meant as text."""
    waiting = [(root, in_text)]
    while waiting:
        element, in_text = waiting.pop()
        name = name_of(element)
        in_text = in_text or name == "text"
        if name == "switch":
            chosen = next((one for one in element if name_of(one) and _applies(one)), None)
            waiting += [(chosen, in_text)] if chosen is not None else []
            continue
        if not name or name in HIDDEN or _is_hidden(element):
            continue
        pieces = [element.text or "", *(child.tail or "" for child in element)] if in_text else []
        yield from (word for piece in pieces for word in re.findall(r"\w+", piece))
        waiting += [(child, in_text) for child in reversed(element)]


def _is_hidden(element: Any) -> bool:
    style = element.get("style", "").replace(" ", "")
    return (
        element.get("display") == "none"
        or element.get("visibility") in ("hidden", "collapse")
        or "display:none" in style
        or "visibility:hidden" in style
    )
