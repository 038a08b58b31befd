"""evidence and backlinks: who rests on what, from the citations that the walk found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from report_kit.diagnostics import Span
from report_kit.model.collect import Cited
from report_kit.model.report import Backlink, Evidence, Target

EVIDENCE_KINDS = frozenset({"note", "quote", "reference", "case_study"})
"""What a finding can rest on; a citation of anything else is a cross-reference."""

ANCHOR_LIMIT = 40
"""Word takes bookmarks of up to forty characters."""


def build_evidence(cited: Iterable[Cited], targets: Mapping[str, Target]) -> tuple[Evidence, ...]:
    """What each finding rests on, in reading order, each target once per relation.

    A pointer to an unknown id counts as evidence of no kind, so that a misspelt id is reported as dangling
    and the finding not as one without evidence too.
    """
    links: dict[tuple[str, str, str], Evidence] = {}
    for item in cited:
        if item.finding is None:
            continue
        target = targets.get(item.id)
        if target is not None and target.kind not in EVIDENCE_KINDS:
            continue
        relation = item.relation or item.finding.relation
        link = Evidence(
            finding=item.finding.anchor,
            target=item.id,
            kind=target.kind if target else "",
            relation=relation,
            span=item.span,
        )
        links.setdefault((link.finding, link.target, link.relation), link)
    return tuple(links.values())


def marker_anchors(cited: Iterable[Cited], taken: Iterable[str]) -> dict[Span, str]:
    """An anchor for every citation marker, named after what it cites: the second marker of N4 is `c_N4_2`."""
    used = set(taken)
    seen: dict[str, int] = {}
    anchors: dict[Span, str] = {}
    for item in cited:
        if not item.marker:
            continue
        number = seen[item.id] = seen.get(item.id, 0) + 1
        anchor = f"c_{item.id}_{number}"
        if len(anchor) > ANCHOR_LIMIT or anchor in used:
            digest = hashlib.sha256(f"{item.id}/{number}".encode()).hexdigest()
            anchor = f"c_{digest[:16]}_{number}"
        used.add(anchor)
        anchors[item.span] = anchor
    return anchors


def build_backlinks(
    cited: Iterable[Cited], targets: Mapping[str, Target], anchors: Mapping[Span, str]
) -> dict[str, tuple[Backlink, ...]]:
    """The places that cite each known id, in reading order."""
    backlinks: dict[str, list[Backlink]] = {}
    for item in cited:
        if item.id not in targets:
            continue
        around = targets.get(item.within)
        backlinks.setdefault(item.id, []).append(
            Backlink(
                anchor=anchors.get(item.span, item.block) if item.marker else item.block,
                block=item.block,
                within=item.within,
                label=around.label if around else item.part.title,
                span=item.span,
            )
        )
    return {identifier: tuple(links) for identifier, links in backlinks.items()}
