"""finding-without-evidence: a claim that nothing in the project supports."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.circular_evidence import in_circles
from report_kit.checks.places import called, first_line
from report_kit.checks.typed_evidence import typed_citations
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(
    name="finding-without-evidence",
    severity=Severity.ERROR,
    summary="A finding cites no note, quote, reference or case study that supports it.",
    why="A finding is a claim about what was said or shown; without a pointer to it, readers have to take it on trust.",
    example="::: {.finding #F1}\nLeaders ask for data first.\n:::",
    instead="::: {.finding #F1}\nLeaders ask for data first [@N1].\n:::",
    group="evidence",
    hides=("leftover-markup", "bad-citation", "note-never-used", "uncited-reference"),
)
RULES = (RULE,)


def check(view: View) -> Iterator[Diagnostic]:
    """Findings without evidence whose relation is 'supports'; those in a circle have been reported with the circle."""
    relations: dict[str, list[str]] = {}
    for evidence in view.report.evidence:
        relations.setdefault(evidence.finding, []).append(evidence.relation)
    citing, in_circle = _citing_findings(view), in_circles(view)
    for finding in view.report.findings.values():
        place = first_line(view.report.lines, finding.span)
        given = relations.get(finding.anchor, [])
        if finding.anchor in in_circle and not given:
            continue
        if not given and finding.span.file in view.report.unread:
            continue  # its citations may stand in what was not understood
        typed = None if given else typed_citations(view.report, finding.span)
        if typed:
            message = f"{called(finding)} cites no evidence: {typed.text} is no citation"
            yield RULE.at(typed.span, message, f"write {typed.instead}", about=typed.ids)
        elif not given:
            hint = "cite the notes or references that it rests on: [@N1]"
            instead = ", and another finding is none" if finding.anchor in citing else ""
            yield RULE.at(place, f"{called(finding)} cites no evidence{instead}", hint)
        elif "supports" not in given:
            only = ", ".join(sorted(set(given)))
            message = f"nothing that {called(finding)} cites supports it ({only} only)"
            yield RULE.at(place, message, "cite a note that supports it, or word it as an open question")


def _citing_findings(view: View) -> set[str]:
    """The findings that cite a finding."""
    findings = view.report.findings
    cited_in = ((item.id, placed.around) for item, placed in view.citation_items())
    return {
        block.anchor for cited, around in cited_in if cited in findings for block in around if block.anchor in findings
    }
