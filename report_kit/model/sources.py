"""Sources: what the first stage read, file by file, before anything is linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.blocks import Block
from report_kit.model.entities import (
    Code,
    Event,
    GlossaryTerm,
    NotesHead,
    Organisation,
    Participant,
    ReportMeta,
    SectionHead,
    ThemeHead,
)
from report_kit.model.inlines import Inline

if TYPE_CHECKING:
    from report_kit.evidence.word_rules import WordRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A source note: one remark, as recorded."""

    id: str
    event: str
    """Event id."""
    recorded_as: str
    """verbatim, near_verbatim, paraphrase."""
    blocks: tuple[Block, ...]
    """What was said."""
    speakers: tuple[str, ...] = ()
    """Participant ids; empty where unknown."""
    codes: tuple[str, ...] = ()
    author: str = ""
    """Note-taker."""
    source: str = ""
    """Reference id where it was taken from a publication."""
    timestamp: str = ""
    span: Span
    places: Mapping[str, Span] = field(default_factory=dict)
    """Span of `speaker`, `codes`, `event` where known."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Further attributes as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSource:
    """A note file: its head and its notes."""

    file: str
    head: NotesHead
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A file of `sources/sections/`."""

    file: str
    head: SectionHead
    blocks: tuple[Block, ...]
    portraits: Mapping[str, str] = field(default_factory=dict)
    """Keys of the pictures of those who sign it, as `Figure.source`, by what the head says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSource:
    """A file of `themes/`."""

    file: str
    head: ThemeHead
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A picture, read, checked and (SVG) cleaned of scripts and outward links."""

    path: str
    """Inside the project."""
    media_type: str
    """image/png, image/jpeg, image/gif, image/webp, image/svg+xml."""
    data: bytes
    width: int
    """Pixels (SVG: CSS pixels)."""
    height: int
    words: str = ""
    """What is written in a drawing (SVG), its labels one after the other; blanks may stand within words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A work in the reference list, formatted by citeproc."""

    id: str
    content: tuple[Inline, ...]
    """The entry as the CSL style prints it."""
    span: Span
    """Where it is declared in the bibliography file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """A visual look: data only, read from a folder of the package or of the project."""

    name: str
    sheets: Mapping[str, str]
    """Stylesheets by medium: `screen` for the web page, `print` for the PDF (CSS Paged Media)."""
    word: Mapping[str, object]
    """Page, styles, tables, fonts and colours of the Word file, as `word.yaml` and `style.yaml` say."""
    fonts: Mapping[str, bytes]
    """Font files by the name under which the CSS asks for them: `url(font:NAME)`."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """'#1b2428' by name, on white paper."""
    lengths: Mapping[str, float] = field(default_factory=dict)
    """Sizes and lengths by token, in twentieths of a point: `page-width`, `size-table`."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Font family of what is written in drawings: `css` as the stylesheets call it, `name` as other programs do."""

    @property
    def screen_css(self) -> str:
        """The stylesheet of the web page."""
        return self.sheets["screen"]

    @property
    def print_css(self) -> str:
        """The stylesheet of the PDF."""
        return self.sheets["print"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What the newest tagged release of this report said, as far as later versions must stand by it."""

    name: str
    """Its tag."""
    recommendations: Mapping[str, int]
    """Number of each recommendation, by id."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A note among those who write the report; it is printed nowhere."""

    span: Span
    text: str
    by: str = ""
    """Who wrote it, where that is said."""
    date: str = ""
    """When, as written."""
    is_block: bool = False
    """Whether it is a block `::: comment`; else it is a comment of HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything that was read."""

    meta: ReportMeta
    events: tuple[Event, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    participants: tuple[Participant, ...] = ()
    notes: tuple[NotesSource, ...] = ()
    sections: tuple[Section, ...] = ()
    """In reading order: front ones first, each by order and file name."""
    themes: tuple[ThemeSource, ...] = ()
    """In reading order."""
    codes: tuple[Code, ...] = ()
    """The codebook; empty where `codes` on notes are free words."""
    glossary: tuple[GlossaryTerm, ...] = ()
    references: tuple[Reference, ...] = ()
    """Works that are cited, in the order of the CSL style."""
    uncited: Mapping[str, Span] = field(default_factory=dict)
    """Works declared in the bibliography file but cited nowhere."""
    citations: Mapping[Span, tuple[Inline, ...]] = field(default_factory=dict)
    """Formatted citation clusters, by the span of the `Citation` (for those with references among their items)."""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """Pictures by path inside the project (the key that `Figure.source` and `Organisation.logo` hold)."""
    word_rules: tuple[WordRule, ...] = ()
    """The project's own lists of words to avoid."""
    house_style: HouseStyle
    release: Release | None = None
    """The newest tagged release, where git knows one."""
    unread: frozenset[str] = frozenset()
    """Files that are there but could not be understood, wholly or in great part; each has been reported."""
    hidden: tuple[str, ...] = ()
    """Further lines whose ids are missing because of a fault that has been reported: a picture that is not there."""
    comments: tuple[Comment, ...] = ()
    """In the order of the files."""
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Source text by file, line by line: diagnostics quote from it."""
