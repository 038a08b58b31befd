"""single-voice-finding: a finding that rests on one person, or on one organisation."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.grounds import evidence_by_finding, notes_behind, voices
from report_kit.checks.places import called, first_line
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(
    name="single-voice-finding",
    severity=Severity.WARNING,
    summary="All notes that a finding rests on come from one participant, or from one organisation.",
    why="What one voice said is worth reporting, but not as what the table found.",
    example="::: {.finding #F1}\nSkills are scarce [@N3; @N7].\n:::",
    instead="::: {.finding #F1}\nOne participant held that skills are scarce [@N3].\n:::",
    group="evidence",
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Findings whose speakers are all known, and too few; silent where the finding says that it is one voice."""
    report = view.report
    if len(report.participants) < 2:
        return
    evidence = evidence_by_finding(report)
    for finding in report.findings.values():
        links = [link for link in evidence.get(finding.anchor, ()) if link.relation != "contradicts"]
        if any(link.kind in {"reference", "case_study"} for link in links):
            continue
        who = voices(notes_behind(report, links))
        if not who.all_known or _admits(finding.attributes):
            continue
        place, cause = first_line(report.lines, finding.span), (finding.span,)
        hint = 'word it as one view (and write quantifier="one"), or cite others'
        if finding.anchor in view.kept_back:  # to say so would tell who said what
            hint = "cite others, or excuse it; to write that it is one view would tell who said what"
        bodies = {report.participants[p].organisation for p in who.participants if p in report.participants}
        if len(who.participants) == 1:
            yield RULE.at(
                place, f"all that {called(finding)} rests on was said by one participant", hint, follows=cause
            )
        elif len(bodies) == 1 and bodies != {""} and len(_all_bodies(view)) > 1:
            yield RULE.at(
                place, f"all that {called(finding)} rests on comes from one organisation", hint, follows=cause
            )


def _admits(attributes: tuple[tuple[str, str], ...]) -> bool:
    return dict(attributes).get("quantifier", "").strip().casefold() in {"one", "a single", "1"}


def _all_bodies(view: View) -> set[str]:
    return {participant.organisation for participant in view.report.participants.values() if participant.organisation}
