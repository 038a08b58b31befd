"""Inlines → a `Line`. Places in the report are named, not linked: CommonMark has no anchors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from report_kit.exporters.markdown.cells import add_flat
from report_kit.exporters.markdown.escaping import code_span, destination
from report_kit.exporters.markdown.lines import Line
from report_kit.model import inlines as i
from report_kit.model.links import safe_url
from report_kit.model.pointers import Pointer, Pointers
from report_kit.model.report import Report
from report_kit.model.walk import plain_text

_MARKS = {"emphasis": "*", "strong": "**", "strikeout": "~~"}
"""The last is no CommonMark, but shows even where it is not read that struck-out words do not count."""

_RAISED = {"superscript": str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
           "subscript": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")}  # fmt: skip
_SIGNS = {"superscript": "^", "subscript": "_"}


class Inlines:
    """Writes the inlines of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.pointers = Pointers(report)

    def line(self, content: Iterable[i.Inline], *, one_line: bool = False) -> str:
        """`content` as Markdown; on `one_line` line breaks are spaces, as in headings and cells."""
        line = Line(one_line=one_line)
        self.add(line, content)
        return str(line)

    def add(self, line: Line, content: Iterable[i.Inline]) -> None:
        """Add `content` to a line that has begun."""
        for inline in content:
            self._add(line, inline)

    def _add(self, line: Line, inline: i.Inline) -> None:
        match inline:
            case i.Text():
                line.text(inline.text)
            case i.Styled():
                self._styled(line, inline)
            case i.Code():
                self.code(line, inline.text)
            case i.Math():
                self.code(line, inline.tex)
            case i.Link():
                self._link(line, inline)
            case i.Citation():
                self._citation(line, inline)
            case i.Footnote():
                self._footnote(line, inline)
            case i.Picture():
                if inline.alt and not inline.decorative:
                    line.bracketed([self.report.wording("picture", alt=inline.alt)])
            case i.LineBreak():
                line.break_here()
            case i.Phrase() | i.AssertedCount():
                self.add(line, inline.content)
            case i.FootnoteMark():
                numbered = self.report.footnotes.get(inline.anchor)
                if numbered:
                    line.space()
                    line.bracketed([self.report.wording("footnotes.mark-in-text", number=numbered.number)])
            case _:
                assert_never(inline)

    def _styled(self, line: Line, inline: i.Styled) -> None:
        mark = _MARKS.get(inline.style, "")
        if mark and mark not in line.open_marks:
            opening = line.begin(mark)
            self.add(line, inline.content)
            line.end(opening)
        elif inline.style in _RAISED:
            self._raised(line, inline)
        else:
            self.add(line, inline.content)

    def _raised(self, line: Line, inline: i.Styled) -> None:
        """'10³' and 'H₂O'; what Unicode has no such letters for as 'x^(n+1)'."""
        words = plain_text(inline.content)
        raised = words.translate(_RAISED[inline.style])
        if all(isinstance(part, i.Text) for part in inline.content) and not set(words) & set(raised):
            line.text(raised)
            return
        line.text(_SIGNS[inline.style] + ("(" if len(words) != 1 else ""))
        self.add(line, inline.content)
        line.text(")" if len(words) != 1 else "")

    def code(self, line: Line, text: str) -> None:
        """Add text that stands as it is."""
        if line.one_line and "|" in text:
            line.text(text)  # readers do not agree on what ends a cell inside of code
        else:
            line.markup(code_span(text))

    def _link(self, line: Line, link: i.Link) -> None:
        url = safe_url(link.url)
        if url and not url.startswith("#") and plain_text(link.content).strip() and not line.linked:
            line.markup("[")
            line.linked = True
            self.add(line, link.content)
            line.linked = False
            line.markup(f"]({destination(url)})")
            return
        self.add(line, link.content)
        target = self.report.targets.get(link.url[1:]) if link.url.startswith("#") and not line.cited else None
        # '1' of a list names Recommendation 1 already, and a citation its work.
        named = target is None or target.kind == "reference" or target.label.endswith(plain_text(link.content).strip())
        if target is not None and not named:
            line.text(f" ({target.label})")

    def _citation(self, line: Line, citation: i.Citation) -> None:
        """Cross-references as words, works as citeproc formats them, notes in brackets."""
        groups = self.pointers.citation(citation)
        line.text(", ".join(map(words_of, groups.places)))
        if groups.works:
            line.text(" " if groups.places else "")
            if groups.references:
                line.cited = True
                self.add(line, groups.references)
                line.cited = False
            else:
                line.text("; ".join(map(words_of, groups.works)))
        if groups.evidence:
            line.space()
            line.bracketed(list(map(words_of, groups.evidence)))

    def _footnote(self, line: Line, footnote: i.Footnote) -> None:
        """One without a number stands in a source note, and prints in brackets where it stands."""
        numbered = self.report.footnotes.get(footnote.anchor)
        if numbered:
            line.markup(f"[^{numbered.number}]")
            return
        line.text(" (")
        add_flat(self, line, footnote.blocks)
        line.text(")")


def words_of(to: Pointer) -> str:
    """'contradicts N2, p. 3'; what the author wrote around it, as in every output."""
    words = " ".join(filter(None, [to.prefix, to.relation_words if to.note else "", to.label]))
    return f"{words}, {to.suffix}" if to.suffix else words
