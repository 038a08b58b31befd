"""quantifier-mismatch, false-consensus, percentage-of-few, unreadable-scale: what is claimed of how many people.

People are counted, not remarks; where a note's speaker is not recorded, nobody can be counted and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.grounds import ANYONE, evidence_by_finding, notes_behind, statement_text, voices
from report_kit.checks.places import called, find_words
from report_kit.checks.thresholds import PERCENTAGE_BASE
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity
from report_kit.evidence.language import mask_quotes
from report_kit.evidence.quantifiers import find_consensus, find_percentages, find_quantifiers
from report_kit.evidence.scale import Judgement, Scale, ScaleError
from report_kit.model import blocks as b
from report_kit.model import inlines as i
from report_kit.model.report import Evidence, Report
from report_kit.model.sources import Note
from report_kit.model.walk import inlines_of, plain_text

MISMATCH = Rule(
    name="quantifier-mismatch",
    severity=Severity.WARNING,
    summary="A finding says 'most', 'some' or 'a few', and the people behind its evidence are more or fewer.",
    why="Quantifiers are read as numbers; the methodology prints which.",
    example="::: {.finding #F1}\nMost participants feared breaches [@N3; @N7].\n:::",
    instead="::: {.finding #F1}\nA few participants feared breaches [@N3; @N7].\n:::",
    group="evidence",
)

FALSE_CONSENSUS = Rule(
    name="false-consensus",
    severity=Severity.ERROR,
    summary="A finding speaks of consensus, and its own evidence contradicts it.",
    why="One voice against is enough for 'everyone agreed' to be untrue, and that voice is reading.",
    example='::: {.finding #F1}\nEveryone agreed [@N3], [@N7]{relation="contradicts"}.\n:::',
    instead='::: {.finding #F1}\nMost agreed [@N3]; one did not [@N7]{relation="contradicts"}.\n:::',
    group="evidence",
)

PERCENTAGE_OF_FEW = Rule(
    name="percentage-of-few",
    severity=Severity.WARNING,
    summary="The text gives a percentage of fewer people than a percentage can speak of.",
    why="'40 per cent' of fifteen people is six, and sounds like a survey.",
    example="40 per cent of participants had no budget.",
    instead="Six of the fifteen participants had no budget.",
    group="evidence",
)

UNREADABLE_SCALE = Rule(
    name="unreadable-scale",
    severity=Severity.ERROR,
    summary="report.yaml gives a quantifier a meaning that no numbers can be read from.",
    why="The scale is printed in the methodology, and every quantifier is held against it.",
    example="quantifiers:\n  most: the lion's share",
    instead="quantifiers:\n  most: more than 50%",
    group="evidence",
)

RULES = (MISMATCH, FALSE_CONSENSUS, PERCENTAGE_OF_FEW, UNREADABLE_SCALE)


def check(view: View) -> Iterator[Diagnostic]:
    """The scale, every finding's claims, and percentages in the themes."""
    report = view.report
    readable: dict[str, str] = {}
    for label, meaning in report.meta.quantifiers.items():
        try:
            Scale.from_mapping({label: meaning})
            readable[label] = meaning
        except ScaleError as wrong:
            yield UNREADABLE_SCALE.at(report.meta.at("quantifiers", label), wrong.message, "write it in numbers")
    scale = Scale.from_mapping(readable)
    evidence = evidence_by_finding(report)
    for finding in report.findings.values():
        links = evidence.get(finding.anchor, [])
        yield from _consensus(report, finding, links)
        yield from _quantifiers(report, finding, links, scale)
    yield from _percentages(view)


def _consensus(report: Report, finding: b.Finding, links: list[Evidence]) -> Iterator[Diagnostic]:
    against = [link.target for link in links if link.relation == "contradicts"]
    if against:
        for claim in find_consensus(mask_quotes(statement_text(finding.blocks))):
            yield FALSE_CONSENSUS.at(
                find_words(report.lines, finding.span, claim.word),
                f'"{claim.word}" cannot stand while "{against[0]}" contradicts {called(finding)}',
                "say who agreed and who did not",
            )


def _quantifiers(report: Report, finding: b.Finding, links: list[Evidence], scale: Scale) -> Iterator[Diagnostic]:
    notes = notes_behind(report, [link for link in links if link.relation != "contradicts"])
    who = voices(notes)
    if not who.all_known or any(link.kind in {"reference", "case_study"} for link in links):
        return
    count, total = len(who.participants), _present(report, notes)
    claims = [(q.word, q.label) for q in find_quantifiers(mask_quotes(statement_text(finding.blocks)), scale=scale)]
    declared = " ".join(dict(finding.attributes).get("quantifier", "").casefold().split())
    claims += [(declared, declared)] if declared else []
    for word, label in claims:
        if word.casefold() in ANYONE:
            continue
        judgement = scale.judge(label, count, total)
        if judgement in {Judgement.TOO_STRONG, Judgement.TOO_WEAK}:
            better = scale.label_for(count, total)
            band = scale.band(label)
            meaning = f" ({label} is {band.meaning})" if band else ""
            people = f"{count} of {total} participants" if total else f"{count} participants"
            yield MISMATCH.at(
                find_words(report.lines, finding.span, word),
                f'"{word}" is said of {people}{meaning}',
                f"write '{better}', or cite what else supports it" if better else "say how many",
                follows=(finding.span,),
            )


def _present(report: Report, notes: list[Note]) -> int:
    """How many people were at the events of `notes`; 0 where that is not known."""
    events = {note.event for note in notes if note.event in report.events}
    only = len(report.events) == 1
    described = {p.id for p in report.participants.values() if events & set(p.events) or (only and not p.events)}
    heads = [max((count.value for count in report.events[event].attended), default=0) for event in events]
    # People who took part in two of the events are counted twice by the heads, never by the descriptions.
    return max(len(described), sum(heads) if len(events) == 1 else 0)


def _percentages(view: View) -> Iterator[Diagnostic]:
    """Shares of people in paragraphs that cite no publication, where too few people took part."""
    report = view.report
    present = report.counts.get("participants") or max(
        (count.value for event in report.events.values() for count in event.attended), default=0
    )
    if not 0 < present < PERCENTAGE_BASE.of(report.meta):
        return
    for paragraph, placed in view.blocks_of(b.Paragraph):
        if placed.part is None or ("%" not in (words := plain_text(inlines_of(paragraph))) and "cent" not in words):
            continue
        if any(isinstance(c, i.Citation) and _published(report, c) for c in paragraph.content):
            continue
        for share in find_percentages(mask_quotes(words)):
            if share.of_people:
                yield PERCENTAGE_OF_FEW.at(
                    find_words(report.lines, paragraph.span, share.word),
                    f'"{share.word}" is a share of {present} people',
                    "give the number of people, or cite the survey that it comes from",
                )


def _published(report: Report, citation: i.Citation) -> bool:
    return any(item.id in report.references for item in citation.items)
