"""Blocks: what stands on the page, one under the other. Every block knows where in the sources it was written.

The plain ones follow pandoc's document model (https://pandoc.org/using-the-pandoc-api.html), which follows CommonMark;
the rest are the field's own: findings, quotes, case studies, recommendations, callouts, key figures. README tells under
"Extending" what a new kind needs.
"""

from __future__ import annotations

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.inlines import Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseBlock:
    """Common to all blocks."""

    span: Span
    """Where it was written."""
    anchor: str
    """Stable id in every output: the author's id where there is one, else derived from file and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(BaseBlock):
    """Running text."""

    content: tuple[Inline, ...]
    language: str = ""
    """BCP 47 tag where it differs from the report's."""
    direction: str = ""
    """'rtl' or 'ltr' where its lines run another way than those around it; empty where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(BaseBlock):
    """A heading inside a section or theme."""

    level: int
    """As written: `##` is 2, the first level inside a file, since the title is level 1."""
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(BaseBlock):
    """One item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList(BaseBlock):
    """An unordered list."""

    items: tuple[ListItem, ...]
    tight: bool = True
    """True where the author left no blank lines between items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedList(BaseBlock):
    """A numbered list."""

    items: tuple[ListItem, ...]
    start: int = 1
    style: str = "decimal"
    """CSS list-style-type: decimal, lower-alpha, upper-alpha, lower-roman, upper-roman."""
    tight: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(BaseBlock):
    """A term and what it means."""

    term: tuple[Inline, ...]
    meanings: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(BaseBlock):
    """Terms with their definitions."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockQuote(BaseBlock):
    """Words quoted from elsewhere (Markdown's `>`); words from the room are a `Quote`."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(BaseBlock):
    """Text whose spaces and line breaks count."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThematicBreak(BaseBlock):
    """A rule across the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(BaseBlock):
    """One cell of a table."""

    blocks: tuple[Block, ...]
    alignment: str = ""
    """left, right, center, or empty."""
    header: bool = False
    """True where it names its column or row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(BaseBlock):
    """A table. Its anchor is the `{#tbl-x}` of its caption where the author gave one."""

    head: tuple[tuple[Cell, ...], ...]
    """Header rows; empty where the author wrote none."""
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Inline, ...] = ()
    caption_span: Span | None = None
    numbered: bool = True
    """False for derived tables that stand under a heading of their own and need no 'Table 3'."""
    label: str = ""
    """Accessible name of an unnumbered table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(BaseBlock):
    """A picture with a caption: an image that stands alone in its paragraph."""

    source: str
    """Key into `Report.assets`, the picture's path inside the project, or into `Report.drawings`."""
    alt: str
    """Text alternative; empty only where the author marked the picture as decoration (`.decorative`)."""
    caption: tuple[Inline, ...] = ()
    """The picture's Markdown title, or the paragraph after `: ` under it."""
    decorative: bool = False
    width: str = ""
    """'50%' of the text's width, or '40mm'; empty for its own."""
    height: str = ""
    """'60mm'; empty for its own."""
    placing: str = ""
    """wide, right, portrait or page; empty where it stands in the text."""
    link: str = ""
    """Where a click on it leads, as the `url` of a `Link`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(BaseBlock):
    """A claim under a theme, with the evidence cited inside it."""

    id: str
    blocks: tuple[Block, ...]
    confidence: str = ""
    """high, moderate, low, very_low, or empty."""
    relation: str = "supports"
    """Relation of citations inside that name none of their own."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Further attributes as written, for checks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(BaseBlock):
    """Words said at the table, printed from the note and attributed as far as consent allows."""

    of: str
    """Id of the note."""
    of_span: Span
    id: str = ""
    blocks: tuple[Block, ...] = ()
    """The part that the author wants printed; empty means the whole note."""
    pull: bool = False
    """True for `.pull`: a repeat of a body quote, set large."""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStudy(BaseBlock):
    """What a named organisation did: problem, action, result, source."""

    id: str
    blocks: tuple[Block, ...]
    title: str = ""
    organisation: str = ""
    """Organisation id."""
    provenance: str = ""
    """public_source, on_record, room."""
    attributes: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, Span], ...] = ()
    """Where the values of its printed attributes stand, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(BaseBlock):
    """Who should do what, by when, and which findings it answers."""

    id: str
    blocks: tuple[Block, ...]
    to: str = ""
    """Addressee, as printed."""
    by: str = ""
    """When, as written: a year, a month (2018-06), a date, or words."""
    findings: tuple[str, ...] = ()
    """Ids of the findings it responds to."""
    attributes: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, Span], ...] = ()
    """Where the values of its printed attributes stand, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(BaseBlock):
    """A box beside the argument."""

    blocks: tuple[Block, ...]
    title: str = ""
    places: tuple[tuple[str, Span], ...] = ()
    """Where the values of its printed attributes stand, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure(BaseBlock):
    """One number set large, with what it counts."""

    value: str
    """The figure, e.g. '£3 billion'."""
    blocks: tuple[Block, ...]
    """What it counts and where it comes from."""
    places: tuple[tuple[str, Span], ...] = ()
    """Where the values of its printed attributes stand, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(BaseBlock):
    """Blocks that belong together for the writer (an unknown fenced div); prints as its content."""

    blocks: tuple[Block, ...]
    language: str = ""
    direction: str = ""
    """As of a `Paragraph`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEntry(BaseBlock):
    """A source note as the evidence annex prints it."""

    note: str
    """Note id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEntry(BaseBlock):
    """One line of the reference list, as the CSL style formats it."""

    reference: str
    """Reference id."""
    content: tuple[Inline, ...]


Block = (
    Paragraph
    | Heading
    | ListItem
    | BulletList
    | OrderedList
    | Definition
    | DefinitionList
    | BlockQuote
    | CodeBlock
    | ThematicBreak
    | Cell
    | Table
    | Figure
    | Finding
    | Quote
    | CaseStudy
    | Recommendation
    | Callout
    | KeyFigure
    | Group
    | NoteEntry
    | ReferenceEntry
)
"""Every kind of block there is. A dispatcher over them ends in `assert_never`: mypy finds it when a kind is added."""
