r"""inlines_of: what citeproc made of a citation or a work → inlines of the model.

In: line content of pandoc's tree (https://hackage.haskell.org/package/pandoc-types), and MathML of the formulas in it,
which `formulas_in` finds. Out: inlines; runs of text become one `Text`. A bibliography is as foreign as any other
input, so links are looked at. In BibTeX, a sign such as `{\alpha}` may stand outside of a formula, and what is raised
or lowered inside of one (`H$_2$O`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from report_kit.diagnostics import Span
from report_kit.lazy.patterns import pattern
from report_kit.lazy.references import unescaped
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.links import safe_url

_STYLES = {
    "Emph": "emphasis",
    "Strong": "strong",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "SmallCaps": "small_caps",
    "Underline": "underline",
    "Strikeout": "strikeout",
}
_RAISED_OR_LOWERED = pattern(r"\s*([_^])\s*(?:\{\s*([\w+−-]+)\s*\}|(\w))\s*")
"""All of a formula that only raises or lowers letters and digits: the `$_2$` of H$_2$O."""
_DEGREES = pattern(r"\s*\^\s*\{?\s*\\circ\s*\}?\s*")
_ONE_SIGN = pattern(r"<math\b[^>]*>(?:<mrow>)?<m[ion]\b[^>]*>([^<]+)</m[ion]>(?:</mrow>)?</math>")


def formulas_in(nodes: Any) -> Iterator[str]:
    """The TeX of every formula in `nodes`, in order."""
    waiting = [nodes]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if (tex := _tex(node)) is not None:
                yield tex
            else:
                waiting.append(node.get("c"))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _tex(node: Mapping[str, Any]) -> str | None:
    """The TeX that `node` holds, if it is a formula, or a sign of one that stands in the words."""
    kind, content = node.get("t"), node.get("c")
    if content and (kind == "Math" or (kind == "RawInline" and content[0] in ("latex", "tex"))):
        return str(content[1]).strip()
    return None


def inlines_of(elements: Iterable[Mapping[str, Any]], span: Span, mathml: Mapping[str, str]) -> Iterator[i.Inline]:
    """`elements` as inlines at `span`; `mathml`: by the TeX of a formula."""
    words: list[str] = []

    def text() -> Iterator[i.Inline]:
        if words:
            yield i.Text(span=span, text="".join(words))
            words.clear()

    for element in elements:
        kind, content = element["t"], element.get("c")
        if kind == "Str":
            words.append(str(content))
        elif kind in {"Space", "SoftBreak"}:
            words.append(" ")
        elif (tex := _tex(element)) is not None:
            formula = _formula(tex, span, mathml.get(tex, ""))
            if isinstance(formula, i.Text):
                words.append(formula.text)
            else:
                yield from text()
                yield formula
        elif kind == "Quoted" and content:
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            words.append(marks[0])
            yield from text()
            yield from inlines_of(content[1], span, mathml)
            words.append(marks[1])
        elif kind == "Code" and content:
            words.append(str(content[1]))
        elif content:
            yield from text()
            yield from _holding(kind, content, span, mathml)
            if kind == "Span" and "csl-left-margin" in content[0][1]:
                words.append(" ")  # numbering styles put the number there, beside the entry
    yield from text()


def _holding(kind: str, content: Any, span: Span, mathml: Mapping[str, str]) -> Iterator[i.Inline]:
    """What holds further inlines."""
    if kind in _STYLES:
        yield i.Styled(span=span, style=_STYLES[kind], content=tuple(inlines_of(content, span, mathml)))
    elif kind == "Link":
        url = str(content[2][0]).replace("#ref-", "#", 1)
        safe = safe_url(url)
        inside = tuple(inlines_of(content[1], span, mathml))
        yield i.Link(span=span, content=inside, url=safe) if safe else i.Text(span=span, text=url)
    elif kind == "Span":
        yield from inlines_of(content[1], span, mathml)
    elif kind == "Note":
        yield _footnote(content, span, mathml)


def _formula(tex: str, span: Span, mathml: str) -> i.Inline:
    """What `tex` prints: letters raised or lowered, a single sign as text, else a formula."""
    if _DEGREES.fullmatch(tex):
        return i.Text(span=span, text="°")
    if raised := _RAISED_OR_LOWERED.fullmatch(tex):
        style = "subscript" if raised[1] == "_" else "superscript"
        return i.Styled(span=span, style=style, content=(i.Text(span=span, text=raised[2] or raised[3]),))
    if sign := _ONE_SIGN.fullmatch(mathml):
        return i.Text(span=span, text=unescaped(sign[1]))
    return i.Math(span=span, tex=tex, display=False, mathml=mathml)


def _footnote(blocks: Iterable[Mapping[str, Any]], span: Span, mathml: Mapping[str, str]) -> i.Footnote:
    """A citation of a style that cites in notes."""
    name = "b_cite_" + hashlib.sha256(str(span).encode()).hexdigest()[:16]
    paragraphs = tuple(
        b.Paragraph(span=span, anchor=f"{name}_{n}", content=tuple(inlines_of(block["c"], span, mathml)))
        for n, block in enumerate(blocks)
        if block["t"] in {"Para", "Plain"}
    )
    return i.Footnote(span=span, anchor=name, blocks=paragraphs)
