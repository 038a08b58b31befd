"""Runs: neighbours with the same properties become one, so that a sentence is not in pieces for whoever edits it.

Bold and italic become the character styles Strong and Emphasis, unless the run has a style of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.exporters.docx.draft import Draft
from report_kit.exporters.docx.ooxml import put, q, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT = (q("w:t"), q("w:br"), q("w:tab"))


def join_runs(draft: Draft) -> None:
    """Join the runs of every paragraph and hyperlink."""
    for story in draft.stories():
        for holder in story.iter(q("w:p"), q("w:hyperlink")):
            _join(holder)


def _join(holder: Element) -> None:
    last: Element | None = None
    last_look: bytes | None = None
    for run in list(holder):
        if run.tag != q("w:r"):
            last = None
            continue
        look = _look(run)
        if not all(child.tag in _TEXT or child.tag == q("w:rPr") for child in run):
            last = None
        elif last is not None and look == last_look:
            _append(last, run)
            holder.remove(run)
        else:
            last, last_look = run, look


def _look(run: Element) -> bytes:
    """The properties of `run`, comparable; named styles have taken the place of bold and italic."""
    from lxml import etree

    found = run.find(q("w:rPr"))
    if found is None:
        return b""
    if found.find(q("w:rStyle")) is None:
        for tag, style in (("w:b", "Strong"), ("w:i", "Emphasis")):
            mark = found.find(q(tag))
            if mark is not None:
                for name in (tag, f"{tag}Cs"):
                    for node in found.findall(q(name)):
                        found.remove(node)
                put(found, value("w:rStyle", style))
                break
    return etree.tostring(found)


def _append(run: Element, further: Element) -> None:
    """Move the content of `further` to the end of `run`."""
    for child in list(further):
        if child.tag == q("w:rPr"):
            continue
        end = run[-1]
        if child.tag == q("w:t") and end.tag == q("w:t"):
            end.text = (end.text or "") + (child.text or "")
            end.set(q("xml:space"), "preserve")
        else:
            run.append(child)
