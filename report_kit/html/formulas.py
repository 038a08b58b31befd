"""formula_spans: MathML as nested spans, for the print page, since WeasyPrint sets no MathML.

In: presentation MathML (https://www.w3.org/TR/mathml-core/) as pandoc writes it. Out: `<span class="m-…">` elements
that the house style's CSS sets side by side, one over the other, raised or lowered. Elements without a rule of their
own print as their content, so that no sign is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

if TYPE_CHECKING:
    from markupsafe import Markup

_STACKED = {"mfrac": "over", "munder": "under", "mover": "above", "munderover": "around"}
_SCRIPTS = {"msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup")}
_WIDE = frozenset("=+−-<>≤≥≠≈→⇒∈×÷±∼≡⊂⊆∪∩")
"""Operators with space on both sides."""


def formula_spans(mathml: str) -> Markup:
    """The formula as HTML; an empty string where `mathml` cannot be read."""
    # The text is pandoc's own output and holds no entities, so the parser of the standard library is safe here.
    from xml.etree.ElementTree import fromstring

    from markupsafe import Markup

    try:
        return _element(fromstring(mathml))  # noqa: S314
    except (ParseError, RecursionError):
        return Markup("")


def _element(node: Element) -> Markup:
    from markupsafe import Markup, escape

    name = node.tag.rsplit("}", 1)[-1]
    parts = list(node)
    if name in {"mi", "mn", "mo", "mtext", "ms"}:
        text = (node.text or "").strip() if name != "mtext" else node.text or ""
        kind = "wide" if name == "mo" and text in _WIDE else "upright" if name == "mi" and len(text) > 1 else name
        return _span(kind, escape(text))
    if name == "semantics":  # the formula, then annotations such as its TeX
        return _element(parts[0]) if parts else Markup("")
    if name in _SCRIPTS and len(parts) == len(_SCRIPTS[name]) + 1:
        scripts = (_span(kind, _element(part)) for kind, part in zip(_SCRIPTS[name], parts[1:], strict=True))
        return _element(parts[0]) + Markup("").join(scripts)
    if name in _STACKED and len(parts) >= 2:
        rows = [_element(part) for part in parts]
        if name == "mover":
            rows.reverse()
        if name == "munderover":
            rows = [rows[2], rows[0], rows[1]] if len(rows) == 3 else rows
        return _span(_STACKED[name], Markup("").join(_span("row", row) for row in rows))
    if name == "mroot" and len(parts) == 2:
        return _span("sup", _element(parts[1])) + _root(_element(parts[0]))
    content = Markup("").join(_element(part) for part in parts)
    if name == "msqrt":
        return _root(content)
    if name in {"mtable", "mtr", "mtd"}:
        return _span(name, content)
    return escape((node.text or "").strip()) + content


def _root(content: Markup) -> Markup:
    from markupsafe import Markup

    return Markup("√") + _span("root", content)


def _span(kind: str, content: Markup) -> Markup:
    from markupsafe import Markup

    return Markup('<span class="m-{}">{}</span>').format(kind, content)
