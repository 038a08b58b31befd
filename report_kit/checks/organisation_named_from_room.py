"""organisation-named-from-room: a case study told at the table that names the body it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report_kit.checks.places import called, find_words, place_of
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity, Span
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.attribution import LEVELS, cap
from report_kit.model.entities import Event, Organisation
from report_kit.model.report import Report
from report_kit.model.walk import inlines_of, plain_text, walk_inlines

RULE = Rule(
    name="organisation-named-from-room",
    severity=Severity.ERROR,
    summary="A case study told at the table names an organisation, though the event's rule protects affiliations.",
    why="Whoever tells a body's story at the table is from that body: naming it names the speaker.",
    example='::: {.case-study #CS1 organisation="camden" provenance="room"}',
    instead='::: {.case-study #CS1 provenance="room"}',
    locked=True,
    group="confidentiality",
)
RULES = (RULE,)

PUBLIC = 'or cite a public source and write provenance="public_source"'


def check(view: View) -> Iterator[Diagnostic]:
    """Case studies from the table that say whose story they are, with `organisation=` or in their words."""
    report = view.report
    for case_study, inside in _with_contents(view):
        match case_study.provenance:
            case "room" if any(_protects(report, event) for event in report.events.values()):
                told = "was told at the table"
            # Nobody says where it is from; the notes that it cites do.
            case "" if any(_protects(report, event) for event in _cited_events(report, inside)):
                told = "rests on what was said at the table"
            case _:
                continue
        if case_study.organisation:
            yield RULE.at(
                place_of(report.lines, case_study.span, case_study.organisation, "organisation="),
                f"{called(case_study)} {told} and names an organisation",
                f"remove organisation=…, {PUBLIC}",
            )
            continue
        for organisation, place in _named(report, inside):
            message = f'{called(case_study)} {told} and names the organisation "{organisation}"'
            yield RULE.at(place, message, f"tell of what kind it is instead, {PUBLIC}")


def _with_contents(view: View) -> list[tuple[b.CaseStudy, list[b.Block]]]:
    """Every case study with itself and all that stands in it, footnotes too."""
    inside: dict[str, list[b.Block]] = {anchor: [] for anchor in view.report.case_studies}
    for placed in view.placed:
        for block in (*placed.around, placed.block):
            if isinstance(block, b.CaseStudy) and block.anchor in inside:
                inside[block.anchor].append(placed.block)
    return [(case_study, inside[anchor]) for anchor, case_study in view.report.case_studies.items()]


def _cited_events(report: Report, blocks: Iterable[b.Block]) -> list[Event]:
    """The events of the notes that `blocks` cite or quote."""
    cited: list[str] = []
    for block in blocks:
        if isinstance(block, b.Quote):
            cited.append(block.of)
        for inline in walk_inlines(inlines_of(block)):
            if isinstance(inline, i.Citation):
                cited += [item.id for item in inline.items]
    notes = [report.notes[note] for note in map(report.index.note, cited) if note in report.notes]
    return [report.events[note.event] for note in notes if note.event in report.events]


def _named(report: Report, blocks: Iterable[b.Block]) -> Iterator[tuple[str, Span]]:
    """The organisations that `blocks` name, by id, and where each is first named; not those that made the report."""
    wanted = {o.id: _pattern(o) for o in report.organisations.values() if o.id not in report.makers}
    for block in blocks:
        titles = [getattr(block, key, "") for key in ("title", "alt", "value")]
        for words in (*titles, plain_text(inlines_of(block))):
            for name, pattern in list(wanted.items()):
                if found := pattern.search(words):
                    del wanted[name]
                    yield name, find_words(report.lines, block.span, found[0])


def _pattern(organisation: Organisation) -> re.Pattern[str]:
    """Whole words; names of several words in any case, but 'Reading' is no 'reading'."""
    names = (organisation.name, organisation.short_name, *organisation.aliases)
    forms = []
    for name in filter(None, names):
        words = [re.sub("['\u2018\u2019]", "['\u2018\u2019]", re.escape(word)) for word in name.split()]
        if len(words) > 1 and words[0] in {"The", "the"}:
            del words[0]
        form = r"\s+".join(words)
        forms.append(f"(?i:{form})" if len(words) > 1 else form)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _protects(report: Report, event: Event) -> bool:
    """Whether the event's rule keeps affiliations back; without a rule, it is taken to."""
    level = cap(event.attribution_rule, report.meta.attribution_rule)
    return LEVELS.index(level) > LEVELS.index("role_and_organisation")
