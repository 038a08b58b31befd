"""Entities: what the YAML files describe. Their fields are the field's own (events, organisations, participants …).

These dataclasses are the single definition of the YAML formats: `report_kit.sourcefiles` validates against their types;
`report-kit schema` prints JSON Schemas made from them, with the sentences under the fields as descriptions.
"""

# Without 'from __future__ import annotations': the types are looked at, and as texts they would have to be evaluated.
import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal

from report_kit.diagnostics import Span
from report_kit.lazy.dataclasses import dataclass

NOWHERE = Span("report.yaml")
"""Where an entity is said to stand that came from no file (only in tests)."""

AttributionRule = Literal[
    "on_record", "named_after_approval", "role_and_organisation", "organisation_type", "chatham_house_rule",
    "unattributed", "chatham_house_rule_plus", "paraphrase_only", "off_record",
]  # fmt: skip
"""What was promised. The Chatham House Rule caps at `organisation_type`, its Plus form at `paraphrase_only`."""

AttributionLevel = Literal[
    "on_record", "named_after_approval", "role_and_organisation", "organisation_type", "unattributed",
    "paraphrase_only", "off_record",
]  # fmt: skip
"""How far a speaker may be described, from most to least."""

YesNo = Literal["yes", "no", "unknown"]
"""What YAML reads as true and false is accepted as yes and no."""


class Entity:
    """Common to all that is written in YAML: it knows where each of its values stands."""

    __slots__ = ("_places",)  # no dataclass field, or it would be one of the keys that authors may write
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "use_attribute_docstrings": True}
    """How `scripts/schemas.py` has the JSON Schemas made."""

    ALL_OR_NONE: ClassVar[bool] = False
    """Whether one wrong value voids the others: where a default in its place would say more than was meant."""

    _places: Mapping[tuple[str | int, ...], Span]

    def locate(self, places: Mapping[tuple[str | int, ...], Span]) -> None:
        """Tell the entity, once, where its values stand: spans by path inside it; () is the entity itself."""
        object.__setattr__(self, "_places", places)

    def at(self, *path: str | int) -> Span:
        """Where the value at `path` stands, or the nearest thing around it: `organisation.at("url")`."""
        places: Mapping[tuple[str | int, ...], Span] = getattr(self, "_places", {})
        while path and path not in places:
            path = path[:-1]
        return places.get(path, NOWHERE)

    def says(self, *path: str | int) -> bool:
        """Whether a value stands at `path`, be it readable or not."""
        return path in getattr(self, "_places", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Author(Entity):
    """Someone who wrote the report."""

    name: str
    """As printed."""
    affiliation: str = ""
    """Organisation id, at the time of work."""
    orcid: str = ""
    """ORCID iD, sixteen digits in four groups."""
    role: str = ""
    """CRediT role: https://credit.niso.org/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Entity):
    """`parts:` of report.yaml: which of the parts that nobody types are printed. Empty ones never are.

    A list names those that are printed, and sections by their ids, in their order: `[executive_summary, themes,
    recommendations, what-next]`.
    """

    order: tuple[str, ...] = ()
    """Parts in the order of print: names of this list, `themes`, and ids of sections. Of the others, front
    matter stands before them, and the rest behind."""
    executive_summary: bool = False
    """Findings and recommendations on a page or two, before the introduction."""
    recommendations: bool = False
    """All recommendations in one table: who, what, by when, on which findings."""
    organisations: bool = True
    """Organisations represented, of those that agreed to be listed."""
    participants: bool = False
    """Who took part, by type; by name only those who agreed to be listed."""
    about: bool = True
    """A paragraph on each publisher."""
    methodology: bool = False
    """The reportable items of COREQ, gaps marked 'not reported'."""
    quantifiers: bool = False
    """What 'most', 'some' and 'a few' mean in this report."""
    coverage: bool = False
    """Which themes and findings rest on which notes and voices, as tables and a picture."""
    evidence: bool = False
    """Each finding with all that it rests on."""
    glossary: bool = True
    """Words explained in `sources/glossary.yaml`, as far as the report uses them."""
    references: bool = True
    """Works that the report cites."""
    notes: bool = True
    """The source notes, as far as they may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Methodology(Entity):
    """`methodology:` of report.yaml: how the analysis was made, for the methodology annex."""

    sampling: str = ""
    """How participants were chosen (COREQ 10)."""
    non_participation: str = ""
    """How many refused or dropped out, and why (COREQ 13)."""
    coders: int | None = None
    """How many people coded the notes (COREQ 24)."""
    derivation: str = ""
    """Whether themes were set in advance or came from the notes (COREQ 26)."""
    software: str = ""
    """What the coding was done with (COREQ 27)."""
    participant_checking: str = ""
    """Whether participants commented on the findings (COREQ 28)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakException(Entity):
    """One of `leak_exceptions:` in report.yaml: a participant who may be named."""

    id: str
    """Participant id, or the id of a protected organisation."""
    reason: str
    """Why: 'on record', 'also an author'. Without a reason there is no exception."""
    kinds: tuple[str, ...] = ()
    """What may appear, where not everything may: 'surname' for somebody who shares it with an author who is cited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeta(Entity):
    """`report.yaml`: what the report is and how it is made."""

    title: str
    """Title on the cover."""
    subtitle: str = ""
    """Line under the title."""
    language: str = "en-GB"
    """Language of the report, BCP 47."""
    date: dt.date
    """Date of publication."""
    version: str = ""
    """Version as printed in the imprint: '1.0'."""
    status: Literal["draft", "final"] = "draft"
    """A draft says so on its cover and in its running head."""
    publishers: tuple[str, ...]
    """Organisation ids, in the order of the cover."""
    authors: tuple[Author, ...] = ()
    """Who wrote it, in order."""
    attribution_rule: AttributionRule | None = None
    """The rule for events that name none."""
    licence: str = ""
    """SPDX identifier: CC-BY-4.0."""
    doi: str = ""
    """Digital object identifier: 10.5555/123."""
    isbn: str = ""
    """International standard book number, with or without hyphens."""
    contact: str = ""
    """Mail address or web page for readers."""
    alternative_formats: str = ""
    """Sentence that tells how to get large print or Braille."""
    description: str = ""
    """One or two sentences for search engines, link previews and file properties."""
    keywords: tuple[str, ...] = ()
    """Subject words for file properties."""
    slug: str = ""
    """File name of the outputs without ending; made from the title where empty."""
    house_style: str = "plain"
    """Name of the visual look."""
    outputs: tuple[str, ...] = ("html", "pdf", "docx")
    """Formats that `build` makes: html, pdf, docx; markdown where it is asked for."""
    bibliography: str = ""
    """BibTeX or CSL-YAML file; `sources/references.bib` or `.yaml` where empty."""
    csl: str = ""
    """Citation style (.csl) inside the project; the included author-date style where empty."""
    rules: Mapping[str, Literal["error", "warning", "off"]] = field(default_factory=dict)
    """Severity per rule."""
    parts: Parts = field(default_factory=Parts)
    """Which derived parts are printed."""
    methodology: Methodology = field(default_factory=Methodology)
    """How the analysis was made."""
    quantifiers: Mapping[str, str] = field(default_factory=dict)
    """What quantifiers mean: 'most: more than 50%'; the usual scale where empty."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Numbers that rules go by: 'quote_repeats: 2'. `report-kit check --rules` names the rules."""
    language_checks: bool = False
    """Whether sentences, spelling and wording are looked at, too: long-sentence, british-spelling, plain-english …"""
    word_lists: tuple[str, ...] = ()
    """Lists of words to avoid (YAML, in the shape of Vale's); one that is called like an included list replaces it."""
    leak_exceptions: tuple[LeakException, ...] = ()
    """Who may be named although protected, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entity):
    """`sources/organisations.yaml`: a publisher, host or body that was represented."""

    id: str
    """What participants, events and case studies name it by."""
    name: str
    """Full name, as printed."""
    short_name: str = ""
    """Abbreviation or everyday name."""
    aliases: tuple[str, ...] = ()
    """Other names under which it is known; looked for, never printed."""
    type: str = ""
    """Kind of body, as printed in descriptors: 'district council'."""
    sector: str = ""
    """Field it works in."""
    region: str = ""
    """Where it works."""
    url: str = ""
    """Web page, http(s)."""
    logo: str = ""
    """Image inside the project; shown on the cover of what it publishes."""
    about: str = ""
    """One paragraph for 'About the publishers'."""
    represented: bool = False
    """Whether someone from it sat at the table and the list may say so (with `list_consent`)."""
    list_consent: YesNo = "unknown"
    """Whether it agreed to be listed as represented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Entity):
    """A head count with its source, where sources differ."""

    value: int
    """How many."""
    source: str = ""
    """Reference id of who says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entity):
    """`sources/events.yaml`: a session where things were said."""

    id: str
    """What notes and participants name it by."""
    title: str
    """As printed."""
    date: dt.date
    """Day (2017-10-16)."""
    type: Literal["roundtable", "workshop", "interview", "focus_group", "survey", "submission"] = "roundtable"
    """What kind of meeting it was."""
    place: str = ""
    """Where it was held."""
    hosts: tuple[str, ...] = ()
    """Organisation ids, or names of persons as printed."""
    question: str = ""
    """The question put to the table."""
    attribution_rule: AttributionRule | None = None
    """What was promised; the report's rule where empty."""
    attended: tuple[Count, ...] = ()
    """Head counts; more than one where sources differ. A bare number is accepted."""
    invited: int | None = None
    """How many people were invited."""
    facilitators: tuple[str, ...] = ()
    """Who led the discussion, as printed."""
    recording: Literal["audio", "video", "notes", "none", ""] = ""
    """How it was recorded."""
    duration: str = ""
    """How long it took: '90 minutes'."""
    topic_guide: str = ""
    """What was asked, in a sentence, or where the guide is to be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Entity):
    """What a participant agreed to."""

    ALL_OR_NONE: ClassVar[bool] = True

    attribution_level: AttributionLevel
    """How closely the person's words may be ascribed, from the most open level to the strictest."""
    quote_ok: bool = True
    """No: may be paraphrased, never quoted."""
    acknowledge: bool = False
    """May be thanked by name."""
    list_name: bool = False
    """May be listed by name among those who took part."""
    list_org: bool = False
    """The organisation may be listed as represented."""
    approval_needed: bool = False
    """Each quote needs the speaker's approval before it is printed."""
    approved: tuple[str, ...] = ()
    """Quotes or notes that the speaker has approved, each with a check sum of its words, which `report-kit approve`
    writes: 'Q4 1f0c3a9b5d2e'."""
    date: dt.date | None = None
    """When consent was given."""
    withdrawn: bool = False
    """Takes everything back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Entity):
    """`sources/participants.yaml`: someone at the table; without a name, unless on record."""

    id: str
    """P01, P02 …"""
    events: tuple[str, ...] = ()
    """Event ids; every event where empty and the project has one only."""
    organisation: str = ""
    """Organisation id."""
    role: str = ""
    """Role as printed at `role_and_organisation`: 'head of strategy'."""
    role_type: str = ""
    """Kind of role: 'officer', 'elected member'."""
    descriptor: str = ""
    """Public descriptor at `organisation_type`: 'a county council officer'."""
    public_name: str = ""
    """Only for somebody who is on record: the name as printed. All other names belong into `sources/private/`."""
    consent: Consent | None = None
    """What was agreed; where it is missing, nothing that the person said is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm(Entity):
    """`sources/glossary.yaml`: a term and what it means."""

    term: str
    """The word or phrase, as printed."""
    definition: str
    """One or two sentences of plain text."""
    abbreviation: str = ""
    """Short form: GDPR."""
    aliases: tuple[str, ...] = ()
    """Other forms of it that the text uses."""
    source: str = ""
    """Reference id or web page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Entity):
    """`sources/codes.yaml`: a label put on notes; the list of them is the codebook."""

    id: str
    """What notes and themes name it by."""
    name: str = ""
    """As printed; the id where empty."""
    definition: str = ""
    """What belongs under it."""
    parent: str = ""
    """Id of the wider code that it is part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Entity):
    """Somebody who signs a foreword."""

    name: str
    """As printed."""
    role: str = ""
    """Under the name: 'Chief executive'."""
    organisation: str = ""
    """Its name, as printed."""
    portrait: str = ""
    """Image inside the project, from the section's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHead(Entity):
    """Front matter of `sources/sections/*.md`."""

    title: str
    """As printed."""
    id: str = ""
    """What the text points at it by; made from the file's name where empty."""
    placement: Literal["front", "back", ""] = ""
    """Before or after the themes; where empty, as its `kind` usually stands, and others before them."""
    order: float = 100
    """Lower comes first; equal ones by file name."""
    kind: Literal["section", "foreword", "acknowledgements", "biographies", "appendix"] = "section"
    """What it is. A foreword opens the report; acknowledgements, biographies and appendices close it. Appendices have
    letters, and figures and tables in them numbers of their own: 'Table A1'."""
    signed_by: tuple[Signature, ...] = ()
    """Who signs it, under its text: `- {name: …, role: …, organisation: …, portrait: ann.jpg}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeHead(Entity):
    """Front matter of `themes/*.md`."""

    id: str = ""
    """What the text points at it by; made from the title where empty."""
    title: str
    """As printed."""
    summary: str
    """One or two sentences that stand under the title."""
    order: float | None = None
    """Lower comes first; file names decide where empty."""
    codes: tuple[str, ...] = ()
    """Ids of the codes that the theme interprets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesHead(Entity):
    """Front matter of `sources/notes/*.md`: what holds for every note in the file."""

    event: str
    """Event id."""
    recorded_as: Literal["verbatim", "near_verbatim", "paraphrase"]
    """How close the notes are to the words said."""
    author: str = ""
    """Note-taker."""
    source: str = ""
    """Reference id where the notes were taken from a publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteData(Entity):
    """One of `notes:` in a YAML note file."""

    id: str
    """What findings cite it by: N14."""
    text: str
    """What was said; plain text, blank lines part paragraphs."""
    speaker: str = ""
    """Participant ids, parted by blanks; empty where unknown."""
    codes: str | tuple[str, ...] = ()
    """Code names, as a list or parted by blanks."""
    recorded_as: Literal["verbatim", "near_verbatim", "paraphrase", ""] = ""
    """Where it differs from the file's."""
    timestamp: str = ""
    """When it was said: '1:30'."""
    sha256: str = ""
    """Check sum of the words when they were coded, its first eight digits or more: a later change is noticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesFile(NotesHead):
    """A note file in YAML."""

    notes: tuple[NoteData, ...] = ()
    """What was said, remark by remark."""
