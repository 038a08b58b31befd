"""Report: the merged model. One frozen value holds all that the outputs print; later stages only read it.

Blocks keep the citations as they were written; what they lead to is looked up in `Report.targets`,
`Report.citations` and `Report.footnotes`, so that merging rewrites no tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from report_kit.diagnostics import Span
from report_kit.evidence.coverage import NOTHING, Coverage
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.attribution import Refusal
from report_kit.model.blocks import Block, CaseStudy, Finding, Quote, Recommendation
from report_kit.model.drawings import Drawing
from report_kit.model.entities import (
    AttributionLevel,
    Code,
    Event,
    GlossaryTerm,
    Organisation,
    Participant,
    ReportMeta,
    SectionHead,
    ThemeHead,
)
from report_kit.model.index import Index
from report_kit.model.inlines import Footnote, Inline
from report_kit.model.sources import Asset, Comment, HouseStyle, Note, Reference, Release
from report_kit.model.wording import Wording, wording_for

if TYPE_CHECKING:
    from report_kit.evidence.word_rules import WordRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that can be cited, and how a pointer to it reads."""

    id: str
    kind: str
    """note, quote, reference, finding, recommendation, case_study, figure, table, theme, section, heading."""
    anchor: str
    """Where a link leads."""
    label: str
    """As a pointer prints it: 'Finding 3', 'Figure 2', 'Theme 1', 'N14'."""
    title: str = ""
    """Heading or opening words, for tooltips and lists."""
    number: int = 0
    """Running number among its kind; 0 where the kind has none."""
    span: Span
    authored: bool = True
    """False for figures and tables that got a number but no id from their author, so nobody can cite them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A finding's pointer to what it rests on."""

    finding: str
    target: str
    """Id of a note, quote, reference or case study."""
    kind: str
    """Kind of the target, as in `Target.kind`; empty where the target does not exist."""
    relation: str
    """supports, qualifies, contradicts, illustrates."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlink:
    """A place that cites a target."""

    anchor: str
    """Anchor of the citation marker."""
    block: str
    """Anchor of the block around it."""
    within: str
    """Id of the finding, recommendation or case study around it, or of the part."""
    label: str
    """How the place is called: 'Finding 3', or the part's title."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """How far the words of a note, or of a quote from it, are ascribed to whoever said them."""

    level: AttributionLevel
    """The strictest of event rule, consent and override."""
    words: str = ""
    """As printed: 'a county council officer'; empty where nothing may be said."""
    shown: bool = True
    """False for what was said off the record, withdrawn, or never consented to: it stands nowhere in the report."""
    in_words: bool = True
    """False where the note holds somebody's own words, and only a paraphrase may be printed."""
    refusal: Refusal | None = None
    """Why it must not be printed as a quote; None where it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What may be told beside the words of a note; all of it empty where nothing may."""

    recorded_as: str = ""
    """verbatim, near_verbatim, paraphrase."""
    event: str = ""
    """Event id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A top-level piece of the report: a section, a theme, or one that the model derives."""

    kind: str
    """section, theme, or what a derived part holds: executive_summary, organisations, glossary, notes …"""
    id: str
    """Also its anchor."""
    title: str
    number: int = 0
    """Themes are numbered from 1."""
    summary: str = ""
    """Under the title of a theme."""
    blocks: tuple[Block, ...]
    span: Span
    role: str = ""
    """What a section is: foreword, acknowledgements, biographies, appendix; empty for any other."""
    letter: str = ""
    """Of an appendix: A, B …"""
    derived: bool = False
    """True where nobody wrote it: it was made from the data."""
    placement: str = "body"
    """front, body (themes), back."""
    drawings: tuple[Drawing, ...] = ()
    """What a derived part has drawn of its numbers."""
    head: SectionHead | ThemeHead | None = None
    """What stands at the top of its file, with places; None where it is derived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """A line of the table of contents."""

    anchor: str
    title: str
    """With the number where it has one: '2 Data already saves money'."""
    level: int
    """1 for parts, 2 for headings inside them."""
    label: str = ""
    """'Theme 2', where the part has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFootnote:
    """A footnote with its number and the place it is called from."""

    number: int
    note: Footnote


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report, linked and numbered."""

    meta: ReportMeta
    slug: str
    """File name of the outputs without ending."""
    publishers: tuple[Organisation, ...]
    """In the order of the cover; unknown ids left out."""
    parts: tuple[Part, ...]
    """In printing order: front sections, themes, back sections and derived parts."""
    contents: tuple[ContentsEntry, ...]
    events: Mapping[str, Event] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    participants: Mapping[str, Participant] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    """In reading order; those that must not be printed with a line in place of what was said."""
    kept_back: Mapping[str, Note] = field(default_factory=dict)
    """By id, the notes that must not be printed as they were recorded."""
    findings: Mapping[str, Finding] = field(default_factory=dict)
    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    case_studies: Mapping[str, CaseStudy] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    uncited: Mapping[str, Span] = field(default_factory=dict)
    """Works in the bibliography file that nothing cites, and where they stand."""
    codes: Mapping[str, Code] = field(default_factory=dict)
    """The codebook, by id."""
    targets: Mapping[str, Target] = field(default_factory=dict)
    """Everything that can be cited, by id."""
    citations: Mapping[Span, tuple[Inline, ...]] = field(default_factory=dict)
    """Formatted citations of references, by the span of the `Citation`."""
    citation_anchors: Mapping[Span, str] = field(default_factory=dict)
    """Anchor of every citation item's marker, by the span of the `CitationItem`."""
    footnotes: Mapping[str, NumberedFootnote] = field(default_factory=dict)
    """By anchor, in printing order."""
    evidence: tuple[Evidence, ...] = ()
    """Every finding's evidence, in reading order."""
    backlinks: Mapping[str, tuple[Backlink, ...]] = field(default_factory=dict)
    """Who cites an id."""
    note_attributions: Mapping[str, Attribution] = field(default_factory=dict)
    """By note id."""
    quote_attributions: Mapping[str, Attribution] = field(default_factory=dict)
    """By anchor of the quote."""
    printed: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    """What each quote prints, by its anchor."""
    index: Index = field(default_factory=Index)
    """Where everything that has an anchor was written, and what leads to it."""
    told: Mapping[str, Told] = field(default_factory=dict)
    """By note id, what may be told beside its words; what is not in it may not be told."""
    notes_by_theme: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Note ids cited in each theme, in the order of the notes."""
    coverage: Coverage = NOTHING
    """Which notes and voices themes and findings rest on."""
    theme_of: Mapping[str, str] = field(default_factory=dict)
    """Theme id of every finding, recommendation and case study that stands in a theme."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What an asserted count may name: participants, organisations, notes, themes, findings …"""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """Pictures of the authors, by path."""
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    """Drawings of the report's own numbers, by path; where an author's picture has the same one, these are meant."""
    word_rules: tuple[WordRule, ...] = ()
    """The project's own lists of words to avoid."""
    house_style: HouseStyle
    release: Release | None = None
    """The newest tagged release, where git knows one."""
    hidden: tuple[str, ...] = ()
    """As in `Sources`: lines whose ids are missing because of a fault that has been reported."""
    unread: frozenset[str] = frozenset()
    """Files that are there but could not be understood, wholly or in great part; each has been reported."""
    comments: tuple[Comment, ...] = ()
    """Notes among those who write the report, printed nowhere."""
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Source text by file, for diagnostics."""

    def recorded(self, note: Note) -> Note:
        """`note` as it was recorded, whether or not it may be printed: for checking the sources, never for showing."""
        return self.kept_back.get(note.id, note)

    def quoted(self, quote: Quote) -> tuple[Block, ...]:
        """What `quote` prints."""
        return self.printed.get(quote.anchor, quote.blocks)

    @property
    def wording(self) -> Wording:
        """The words that the report says in its own voice."""
        return wording_for(self.meta.language)

    @property
    def makers(self) -> frozenset[str]:
        """Ids of the organisations that publish the report, wrote it or held its events: they are named in any case."""
        hosts = (host for event in self.events.values() for host in event.hosts)
        return frozenset((*self.meta.publishers, *(author.affiliation for author in self.meta.authors), *hosts))
