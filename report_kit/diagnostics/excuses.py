"""Excuses: one rule let off in one place, with a reason, in a comment beside it.

In Markdown, at the end of a line or above a block:

    <!-- excuse: note-never-used: kept for the second report -->

In YAML the same after `#`, in BibTeX after `%`, at the end of a line or above an entry. Works on the source lines
alone. In: diagnostics and lines. Out: the diagnostics that no excuse covers, and those about the excuses themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from report_kit.diagnostics.diagnostic import Diagnostic, Rule, Severity
from report_kit.diagnostics.excuse_comments import Comment, comments
from report_kit.diagnostics.extent import covered_lines
from report_kit.diagnostics.suggest import did_you_mean
from report_kit.lazy.dataclasses import dataclass

UNKNOWN_RULE = Rule(
    name="unknown-rule",
    severity=Severity.ERROR,
    summary="A rule is named that does not exist.",
    why="A setting or an excuse for a misspelt rule does nothing, and nobody notices.",
    example="rules:\n  note-never-usd: off",
    instead="rules:\n  note-never-used: off",
)

LOCKED_RULE = Rule(
    name="locked-rule",
    severity=Severity.ERROR,
    summary="A rule is lowered, switched off or excused that always holds.",
    why="Such rules keep a report from being broken, unsafe to open, or from naming someone who was promised silence.",
    example="rules:\n  duplicate-id: off",
    instead="rules: {}",
    locked=True,
)

EXCUSE_WITHOUT_REASON = Rule(
    name="excuse-without-reason",
    severity=Severity.ERROR,
    summary="An excuse does not say why.",
    why="The co-author who reads the source next has to know whether the excuse still holds.",
    example="<!-- excuse: note-never-used -->",
    instead="<!-- excuse: note-never-used: kept for the second report -->",
)

UNUSED_EXCUSE = Rule(
    name="unused-excuse",
    severity=Severity.WARNING,
    summary="An excuse stands where there is nothing to excuse.",
    why="Left behind, it would hide the next fault of its kind in that place.",
    example="<!-- excuse: table-without-caption: the heading says it -->\nJust a paragraph.",
    instead="Just a paragraph.",
)

RULES: tuple[Rule, ...] = (UNKNOWN_RULE, LOCKED_RULE, EXCUSE_WITHOUT_REASON, UNUSED_EXCUSE)


@dataclass(frozen=True, slots=True)
class _Excuse:
    """A comment that excuses a known rule, with a reason."""

    comment: Comment
    lines: range


def excuse(
    diagnostics: Iterable[Diagnostic],
    lines: Mapping[str, tuple[str, ...]],
    known: Mapping[str, Rule],
    ran: Collection[str],
) -> Iterator[Diagnostic]:
    """The diagnostics that no excuse in `lines` covers, then those about excuses.

    `known`: every rule by name. `ran`: names of the rules that were looked for; only for these can an excuse be
    unused.
    """
    found: list[Diagnostic] = []
    excuses: dict[tuple[str, str], list[_Excuse]] = {}
    for comment in (comment for file, text in lines.items() for comment in comments(file, text)):
        fault = _fault(comment, known)
        if fault:
            found.append(fault)
        else:
            covered = covered_lines(comment, lines[comment.span.file])
            excuses.setdefault((comment.span.file, comment.rule), []).append(_Excuse(comment, covered))
    used: set[_Excuse] = set()
    for diagnostic in diagnostics:
        span = diagnostic.span
        candidates = excuses.get((span.file, diagnostic.rule), ()) if span else ()
        by = [candidate for candidate in candidates if span and span.line in candidate.lines]
        used.update(by)
        if not by:
            yield diagnostic
    yield from found
    for each in (each for group in excuses.values() for each in group):
        if each not in used and each.comment.rule in ran:
            yield UNUSED_EXCUSE.at(
                each.comment.span, f'there is no "{each.comment.rule}" here to excuse', "remove the excuse"
            )


def _fault(comment: Comment, known: Mapping[str, Rule]) -> Diagnostic | None:
    """What is wrong with an excuse that cannot count."""
    if not comment.rule:
        return EXCUSE_WITHOUT_REASON.at(
            comment.span, "this excuse names no rule", "write the rule's name, a colon and the reason"
        )
    rule = known.get(comment.rule)
    if rule is None:
        return UNKNOWN_RULE.at(
            comment.span, f'there is no rule called "{comment.rule}"', did_you_mean(comment.rule, known)
        )
    if rule.locked:
        return LOCKED_RULE.at(
            comment.span, f'"{rule.name}" always holds and cannot be excused', "remove the excuse and mend the fault"
        )
    if not comment.reason:
        return EXCUSE_WITHOUT_REASON.at(
            comment.span,
            f'this excuse for "{rule.name}" gives no reason',
            f"write the reason after the rule: excuse: {rule.name}: because …",
        )
    return None
