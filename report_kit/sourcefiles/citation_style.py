"""usable_style: whether a project's citation style may be handed to pandoc.

In: the text of a .csl file. Out: True, or False and a diagnostic. For a *dependent* style, pandoc fetches the one that
it points to over the network, whatever its sandbox says; and its own words on a broken style help nobody. So the file
is read here first (CSL 1.0.2, https://docs.citationstyles.org/), without entities or anything from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report_kit.diagnostics import Sink, Span
from report_kit.sourcefiles import limits, reference_rules
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import shown

if TYPE_CHECKING:
    from lxml.etree import _Element

_ANOTHER = "take a style from the CSL project, or remove `csl:` from report.yaml for the included one"
_CSL = "{http://purl.org/net/xbiblio/csl}"


def usable_style(source: SourceText, sink: Sink) -> bool:
    """Whether `source` is an independent citation style; what is wrong with it goes to `sink`."""
    import lxml.etree

    def refuse(line: Any, message: str, hint: str = _ANOTHER) -> bool:
        line = min(max(line or 1, 1), len(source.lines))
        sink.add(reference_rules.BAD_CSL.at(Span(source.file, line, 1, line, source.end_of(line)), message, hint))
        return False

    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, encoding="utf-8"
    )
    data = "\n".join(source.lines).encode()
    if len(data) > limits.CSL_BYTES:
        return refuse(1, f"this citation style is larger than {limits.CSL_BYTES / 1_000_000:g} MB")
    try:
        root = lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError as wrong:
        return refuse(wrong.lineno, "this file is not a citation style that can be used (CSL 1.0)")
    about: Any = root.getroottree().docinfo
    if about.doctype:
        return refuse(1, "a citation style has no document type: '<!DOCTYPE …' must go", "delete it")
    if root.tag != f"{_CSL}style":
        return refuse(root.sourceline, "this file is not a citation style that can be used (CSL 1.0)")
    if _depth(root) > limits.CSL_DEPTH:
        return refuse(root.sourceline, "this citation style is nested deeper than any style needs")
    for link in root.iter("{*}link"):
        if "independent-parent" in (link.get("rel") or "").lower():
            return refuse(
                link.sourceline,
                "this style only points to another one, which would have to be fetched",
                f"take that one: {shown(link.get('href') or '', 80)}",
            )
    if root.find(f"{_CSL}citation") is None:
        return refuse(root.sourceline, "this style does not say how a citation looks: <citation> is missing")
    return True


def _depth(root: _Element) -> int:
    """Levels of elements, counted without recursion."""
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest
