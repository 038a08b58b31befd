"""identifying-attribution, telling-descriptor, few-possible-speakers: for words that name nobody, who could it be?

A reader knows what the report prints: who was at an event and how many, whose words stand there under a name, how the
others are described, which organisations were represented. Whoever is named has said what stands under the name; so
the others are left for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_kit.checks.at_the_table import Printed, Table, tables_of
from report_kit.checks.speaking_order import by_a_list, by_order
from report_kit.checks.thresholds import DESCRIPTOR_PEOPLE
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.model import attribution as rules
from report_kit.model.derive.organisations import represented
from report_kit.model.entities import Organisation, Participant
from report_kit.model.report import Report

IDENTIFYING = Rule(
    name="identifying-attribution",
    severity=Severity.ERROR,
    summary="Words that must not be ascribed fit one person, or one organisation, and nobody else.",
    why="An interview with one person, the second of two at a table of which the other is named, 'a county council "
    "officer' beside a list with one county council: readers need no name to know who it was.",
    example="# two people were at the table; P01 is named, and P02 must not be\n"
    "- id: P02\n  consent: {attribution_level: unattributed}",
    instead="# one event for all the interviews, or a word that fits at least three of those who were there\n"
    "- id: P02\n  descriptor: a council officer    # as are P03 and P05",
    locked=True,
    group="confidentiality",
)

DESCRIPTOR = Rule(
    name="telling-descriptor",
    severity=Severity.WARNING,
    summary="A descriptor fits so few people of the event that it names them.",
    why="'One of the two bishops at the table' is a name for everybody who was there, and for many who were not.",
    example="- id: P03\n  descriptor: a bishop",
    instead="- id: P03\n  descriptor: a church leader    # as are P07 and P09",
    group="confidentiality",
)

FEW = Rule(
    name="few-possible-speakers",
    severity=Severity.WARNING,
    summary="Words that name nobody can only have been said by a few people.",
    why="Of two people one knows the other's words, and so does everybody who knows how one of them thinks. A remark "
    "that names nobody in the middle of somebody's own is taken for his or hers, and one remark of each who took part, "
    "in the order of the list of their names, is a list of who said what.",
    example="# three people were at the table, and one of them is named\n"
    "- id: P02\n  consent: {attribution_level: unattributed}",
    instead="# one event for several small ones:\n- id: interviews\n  title: Interviews, October 2017\n  attended: 9",
    group="confidentiality",
)

RULES = (IDENTIFYING, DESCRIPTOR, FEW)

_ELSE = "ask to name them, leave their words out, or tell of several small events as one"


def check(view: View) -> Iterator[Diagnostic]:
    """The words that are printed, event by event, each speaker and each descriptor once."""
    report = view.report
    listed = represented(report.organisations.values()) if any(p.kind == "organisations" for p in report.parts) else []
    for table in tables_of(report):
        told: set[str] = set()
        for person in _withheld(table):
            words = table.descriptors[person.id] if _is_described(table, person) else ""
            if (words or person.id) not in told:
                told.add(words or person.id)
                yield from _who(report, table, person, words, listed)
        yield from _told_by_place(report, table)


def _told_by_place(report: Report, table: Table) -> Iterator[Diagnostic]:
    """Whose words are told by their place, or by a list of names in the same order."""
    for identifier, (before, after) in by_order(report, table).items():
        what = f'"{identifier}" tells less of its speaker than "{before}" and "{after}" around it, of the same person'
        yield FEW.at(report.notes[identifier].span, what, "number it and place it elsewhere, or leave it out")
    if by_a_list(report, table):
        what = f'the notes of "{table.event.id}" are one of each who took part, in the order of the list of their names'
        yield FEW.at(table.event.at("id"), what, "number the notes in another order")


def _who(
    report: Report, table: Table, person: Participant, words: str, listed: Sequence[Organisation]
) -> Iterator[Diagnostic]:
    """What `words` under remarks of `person` at `table` tell; no words: that it is somebody who was there."""
    fewest = int(DESCRIPTOR_PEOPLE.of(report.meta))
    named = table.named - {person.id}
    others = [other for other in table.present if other.id not in named]
    unknown = 0 if words else table.people - len(table.present)
    fitting = [other for other in others if not words or rules.fitting(words, [table.descriptors[other.id]])]
    count = len(fitting) + unknown
    where = f'at "{table.event.id}"'
    besides = f" who {'is' if count == 1 else 'are'} not named" if named else ""
    place = person.at("descriptor" if person.descriptor else "role_type") if words else person.at("id")
    known = table.is_counted or bool(named) or len(table.present) >= fewest
    if count == 1 and (words or known):
        what = f'"{words}" fits nobody else {where}{besides}' if words else _alone(person, table, named)
        rule = IDENTIFYING if known else DESCRIPTOR
        yield rule.at(place, what, f"choose a wider one, that fits at least {fewest}" if words else _ELSE)
        return
    if body := _only_body(report, table, person, fitting, words, listed, unknown):
        yield IDENTIFYING.at(place, body, "choose a wider one, or take the organisation off the list")
        return
    if count >= fewest or count == 1 or not (words or known):
        return
    if words:
        what = f'"{words}" fits only {count} people {where}{besides}'
        yield DESCRIPTOR.at(place, what, f"choose a wider one, that fits at least {fewest}")
    else:
        yield FEW.at(place, f"words of {person.id} {where} that name nobody fit only {count} people{besides}", _ELSE)


def _alone(person: Participant, table: Table, named: frozenset[str]) -> str:
    others = f"all others {'are' if len(named) > 1 else 'is'} named" if named else "nobody else was there"
    others = "the other one is named" if len(named) == 1 else others
    return f'words of {person.id} at "{table.event.id}" that name nobody can be nobody else\'s: {others}'


def _only_body(
    report: Report,
    table: Table,
    person: Participant,
    fitting: Sequence[Participant],
    words: str,
    listed: Sequence[Organisation],
    unknown: int,
) -> str:
    """That the words can only come from one organisation, where there were several; empty where they cannot."""
    own = report.organisations.get(person.organisation)
    if own is None:
        return ""
    kind = own.type.casefold()
    if kind and kind in words.casefold() and [body.id for body in listed if body.type.casefold() == kind] == [own.id]:
        return f'"{words}" fits one organisation of those that are listed: "{own.id}"'
    bodies = {other.organisation for other in fitting}
    if not unknown and bodies == {own.id} and len({other.organisation for other in table.present} - {""}) > 1:
        said = f'"{words}"' if words else f"words of {person.id} that name nobody"
        return f'{said} at "{table.event.id}" can only come from "{own.id}"'
    return ""


def _withheld(table: Table) -> list[Participant]:
    """Those with words that are printed and name neither them nor their organisation."""
    speakers = {speaker for printed in _printed(table) for speaker in printed.speakers}
    return [person for person in table.present if person.id in speakers]


def _printed(table: Table) -> Iterator[Printed]:
    """Notes and quotes in words that are not ascribed."""
    for printed in (*table.notes, *table.quotes):
        shown = printed.attribution.shown and printed.attribution.in_words
        if shown and "organisation" not in rules.reveals(printed.attribution.level):
            yield printed


def _is_described(table: Table, person: Participant) -> bool:
    """Whether the descriptor of `person` stands under any of these words."""
    descriptor = table.descriptors[person.id]
    return bool(descriptor) and any(
        person.id in printed.speakers
        and "descriptor" in rules.reveals(printed.attribution.level)
        and descriptor in printed.attribution.words
        for printed in _printed(table)
    )
