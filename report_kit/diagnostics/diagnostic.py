"""Rule and Diagnostic: what may be wrong with content, and one place where it is.

A `Rule` is declared once, beside the code that looks for it, and documents itself; `Rule.at` makes a
`Diagnostic`. Severities: an *error* stops the build, because the report would be wrong or broken; a *warning*
asks a person to look. An editor may change a rule's severity in `report.yaml` unless the rule is `locked`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum

from report_kit.diagnostics.span import Span
from report_kit.lazy.dataclasses import dataclass


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that would resolve a diagnostic."""

    message: str
    """What the change does, as an order: 'write N14'."""
    edits: tuple[Edit, ...]
    safe: bool = False
    """True where applying it cannot change the meaning of the report."""
    shown: bool = False
    """True where the new text is to be printed with the message, since it says best what to do."""
    asks: tuple[str, ...] = ()
    """Names of rules that ask for the rest afterwards, which no program can know: the caption of a table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for, named after the fault."""

    name: str
    """kebab-case, unique, as written under `rules:` in report.yaml."""
    severity: Severity
    """Weight unless report.yaml says otherwise."""
    summary: str
    """The fault in one sentence."""
    why: str
    """Why it matters to the readers of the report."""
    example: str
    """A few source lines with the fault."""
    instead: str
    """What to write instead."""
    locked: bool = False
    """True for faults that no report.yaml may lower or switch off (safety, confidentiality, broken files)."""
    unfinished: bool = False
    """True for what mostly means that somebody is still at work: it is told behind everything else."""
    group: str = "structure"
    """Which family the rule belongs to: structure, evidence, confidentiality, language."""
    hides: tuple[str, ...] = ()
    """Names of rules that say no more in a place, or of an id, of which this one has spoken: that follows from it."""
    gathered: bool = False
    """True where the same words about several places are one slip, or one habit: told once, with all places."""

    def at(
        self,
        span: Span | None,
        message: str,
        hint: str = "",
        fix: Fix | None = None,
        *,
        about: Iterable[str] = (),
        follows: Iterable[Span] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule at `span` (None: no place in a file), in plain words for an editor."""
        return Diagnostic(self.name, self.severity, message, span, hint, fix, tuple(about), tuple(follows))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem in one place."""

    rule: str
    """Name of the rule."""
    severity: Severity
    """Weight after report.yaml was applied."""
    message: str
    """What is wrong, in plain words. Never holds a protected name."""
    span: Span | None = None
    """Where; None for faults of the whole project."""
    hint: str = ""
    """The next step: 'did you mean N14?'."""
    fix: Fix | None = None
    """A change that would resolve it, where one is known."""
    about: tuple[str, ...] = ()
    """Ids that it is about: the one that is missing something, or those that were probably meant."""
    follows: tuple[Span, ...] = ()
    """Places: where an error stands in one of them, this follows from it, and is not told."""
    late: bool = False
    """True for a warning of an `unfinished` rule: it is told behind all others."""


MOST = 300
"""Diagnostics of one rule in one file that are kept; beyond them they are only counted."""


@dataclass(slots=True)
class Sink:
    """Collects diagnostics while a stage goes on with the rest of its work."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Source text by file, of every file that was read: what is printed with a diagnostic."""
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many there were by rule and file."""
    beyond: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)
    """Of what is only counted, the first."""

    @property
    def total(self) -> int:
        """How many there were of all kinds."""
        return sum(self.counts.values())

    def is_full(self, rule: Rule, file: str) -> bool:
        """Whether a further diagnostic of `rule` in `file` would only be counted; spares finding words for it."""
        return self.counts.get((rule.name, file), 0) > MOST

    def add(self, *diagnostics: Diagnostic) -> None:
        """Keep `diagnostics`."""
        self.extend(diagnostics)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep every one of `diagnostics`; where there are too many alike, nobody reads them all."""
        for one in diagnostics:
            kind = one.rule, one.span.file if one.span else ""
            self.counts[kind] = number = self.counts.get(kind, 0) + 1
            if number <= MOST:
                self.diagnostics.append(one)
            elif number == MOST + 1:
                self.beyond[kind] = one

    def __iter__(self) -> Iterator[Diagnostic]:
        """Those that were kept, then one for each kind of which there are more, as grave as those are."""
        yield from self.diagnostics
        for kind, first in self.beyond.items():
            more = self.counts[kind] - MOST
            if more == 1:
                yield first
            else:
                where = " in this file, from here on," if first.span else ""
                words = f"{more:,} more of this kind{where} are not listed"
                yield Diagnostic(first.rule, first.severity, words, first.span, "mend those before, then check again")
