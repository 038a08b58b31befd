"""complaint: what was found in files of earlier builds, as a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from report_kit.confidentiality.rules import PUBLISHED_WITHOUT_CONSENT
from report_kit.diagnostics import Diagnostic
from report_kit.published.earlier import Breach

_FEW = 8
"""Files, notes or people that the message lists."""


def complaint(breaches: Sequence[Breach]) -> Iterator[Diagnostic]:
    """The message on all of `breaches`: one, since one command mends them."""
    if not breaches:
        return
    notes = _listed(f'"{note}"' for breach in breaches for note in breach.notes)
    owners = _listed(owner for breach in breaches for owner in breach.owners)
    ascribed = _listed(f'"{note}"' for breach in breaches for note in breach.ascribed)
    what = [f"words of {_number(notes, 'note')}"] if notes else []
    what += [f"the {_number(owners, 'name', of=' of')}"] if owners else []
    what += [f"more of who said {_number(ascribed, 'note')} than is agreed now"] if ascribed else []
    files = _listed(breach.file for breach in breaches)
    yield PUBLISHED_WITHOUT_CONSENT.at(
        None,
        f"{_and(files)} still {'has' if len(breaches) == 1 else 'have'} {' and '.join(what)}: "
        "made by an earlier build, and no longer to be told",
        "run: report-kit forget; then build again",
    )


def _number(things: Sequence[str], one: str, of: str = "") -> str:
    return f"{one}{'' if len(things) == 1 else 's'}{of} {_and(things)}"


def _listed(things: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(things))
    return found if len(found) <= _FEW else [*found[: _FEW - 1], f"{len(found) - _FEW + 1} more"]


def _and(things: Sequence[str]) -> str:
    return f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else things[0]
