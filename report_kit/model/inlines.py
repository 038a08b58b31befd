"""Inlines: what stands in a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass

if TYPE_CHECKING:
    from report_kit.model.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseInline:
    """Common to all inlines."""

    span: Span
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(BaseInline):
    """Plain characters, spaces included."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak(BaseInline):
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled(BaseInline):
    """Marked text."""

    style: str
    """emphasis, strong, strikeout, superscript, subscript, small_caps, underline, mark."""
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(BaseInline):
    """A span with a language or a direction of its own: `[mot juste]{lang=fr}`, `[…]{dir=rtl}`."""

    content: tuple[Inline, ...]
    language: str = ""
    direction: str = ""
    """'rtl' or 'ltr'; empty where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(BaseInline):
    """A piece of code or a file name."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Math(BaseInline):
    """A formula."""

    tex: str
    """As the author wrote it, without the dollar signs."""
    display: bool
    """True for a formula on a line of its own."""
    mathml: str = ""
    """The formula as MathML, made by pandoc."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(BaseInline):
    """A link to a web page, a mail address or (`#id`) a place in the report."""

    content: tuple[Inline, ...]
    url: str
    """http:, https:, mailto:, tel: or '#…' only; the reader has dropped anything else."""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(BaseInline):
    """An image within a line of text."""

    source: str
    """Key into `Report.assets`."""
    alt: str
    decorative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote(BaseInline):
    """A note at the foot of the page."""

    anchor: str
    """Stable id; `Report.footnotes` gives the number."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteMark(BaseInline):
    """A further mark of a footnote that is called elsewhere: prints its number and leads to it."""

    anchor: str
    """Anchor of the `Footnote`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationItem:
    """One target within a citation."""

    id: str
    """A note, quote, reference, finding, recommendation, case study, figure, table, theme or section."""
    span: Span
    """The '@id' itself."""
    prefix: str = ""
    """Words before: 'see'."""
    suffix: str = ""
    """Words after, without the comma: 'p. 3'."""
    suppress_author: bool = False
    """True for `-@id`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(BaseInline):
    """`[@N1; @N4]`: a pointer to evidence, to references or to another place in the report."""

    items: tuple[CitationItem, ...]
    relation: str = ""
    """`[@N1]{relation="contradicts"}`: supports, qualifies, contradicts, illustrates; empty takes the finding's."""
    again: bool = False
    """True where a derived part says it again: it prints and leads on, but is no second citation of its targets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertedCount(BaseInline):
    """`[fifteen]{count="participants"}`: a number in words or digits that the model must confirm."""

    content: tuple[Inline, ...]
    of: str
    """What is counted, as written in `count`."""
    attributes: tuple[tuple[str, str], ...] = ()


Inline = (
    Text
    | LineBreak
    | Styled
    | Phrase
    | Code
    | Math
    | Link
    | Picture
    | Footnote
    | FootnoteMark
    | Citation
    | AssertedCount
)
"""Every kind of inline there is, as `Block` is of blocks."""
