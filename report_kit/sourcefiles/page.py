"""Page: one Markdown file while its tree becomes blocks. What the readers of blocks and inlines share, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace

from report_kit.diagnostics import Diagnostic, Sink, Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.blocks import Block
from report_kit.model.inlines import Citation
from report_kit.model.sources import Comment
from report_kit.sourcefiles.ids import Anchors
from report_kit.sourcefiles.pandoc_ast import Nodes, Position
from report_kit.sourcefiles.pictures import Pictures
from report_kit.sourcefiles.text import SourceText


@dataclass(frozen=True, slots=True)
class Swallowing:
    """Something without an end."""

    place: Span
    """Where it begins, up to the end of that line."""
    what: str
    """What it is, in an editor's words: 'comment', 'block of code', '<pre>'."""
    following: int = 0
    """The line where the next of its kind begins, if that shows that it has no end; 0 where there is no other."""


@dataclass(slots=True)
class Page:
    """One Markdown file while it is read."""

    source: SourceText
    sink: Sink
    pictures: Pictures
    formulas: Mapping[tuple[bool, str], str]
    """MathML by (display, TeX)."""
    anchors: Anchors
    read_blocks: Callable[[Page, Nodes], tuple[Block, ...]]
    """Reads the blocks of a footnote: inlines may contain blocks, and blocks contain inlines."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Ids of themes and sections by their files: a link to one of the files leads to its place in the report."""
    is_notes: bool = False
    """True for note files, where everything but notes is out of place."""
    citations: list[Citation] = field(default_factory=list)
    """Every citation, in reading order; those of references are formatted later."""
    comments: list[Comment] = field(default_factory=list)
    """Notes among authors, of all files; of what is not kept, too."""
    hidden: list[str] = field(default_factory=list)
    """Source lines, of all files, whose ids are missing from the report because of a fault that has been reported."""
    stray_fences: list[Span] = field(default_factory=list)
    """Lines that start with ':::' and were read as words."""
    unclosed: dict[Span, str] = field(default_factory=dict)
    """The opening lines of blocks without an end, and how that shows; empty where nothing ends them at all."""
    misplaced: set[Span] = field(default_factory=set)
    """The opening lines of notes that stand where none may."""
    closing: dict[int, Span] = field(default_factory=dict)
    """Last lines ':::' of blocks, with the opening ones; below a list or a quotation such a line may be words of it."""
    swallowed: list[Swallowing] = field(default_factory=list)
    """What has no end, and so takes what follows with it."""
    code: list[range] = field(default_factory=list)
    """The lines of each block of code."""
    footnote_lines: set[int] = field(default_factory=set)
    """Lines where footnotes begin that some mark leads to."""
    footnotes_without_colon: dict[str, int] | None = None
    """Lines that begin with the mark of a footnote and go on without a colon, by name; 0 where there are several."""
    footnote_texts: dict[str, range] | None = None
    """The lines of each footnote by its name in small letters, once somebody has asked for them."""
    footnote_names: set[str] = field(default_factory=set)
    """Their names in small letters, as far as the text of their marks shows them."""
    footnote_anchors: dict[str, str] = field(default_factory=dict)
    """The anchor of each, by that name."""

    @property
    def file(self) -> str:
        """Path inside the project."""
        return self.source.file

    def span(self, position: Position | None, around: Span | None = None) -> Span:
        """`position` as a span that ends after the last character, not on the empty line that pandoc points to."""
        if position is None:
            return around or Span(self.file)
        line, column, end_line, end_column = position
        lines = self.source.lines
        if end_line > line:
            while end_line > line and (
                end_column == 1 or end_line > len(lines) or not lines[end_line - 1][: end_column - 1].strip()
            ):
                end_line -= 1
                end_column = self.source.end_of(end_line)
        return Span(self.file, line, column, end_line, end_column)

    def muted(self) -> Page:
        """The same page for what will not be kept: nothing is reported, and what is cited there does not count."""
        return replace(self, sink=Sink(), citations=[], anchors=Anchors(self.file), pictures=self.pictures.muted())

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep `diagnostic`."""
        self.sink.add(diagnostic)

    def hide(self, span: Span) -> None:
        """Note that the ids in the lines of `span` are missing because of what has been reported there."""
        self.hidden.extend(self.source.lines[max(span.line - 1, 0) : max(span.end_line, span.line)])

    def place_of(self, text: str, span: Span) -> Span:
        """Where `text` stands in the first line of `span`; the whole of `span` where it does not."""
        line = self.source.lines[span.line - 1] if 0 < span.line <= len(self.source.lines) else ""
        at = line.find(text, max(span.column - 1, 0))
        return Span(self.file, span.line, at + 1, span.line, at + 1 + len(text)) if at >= 0 else span
