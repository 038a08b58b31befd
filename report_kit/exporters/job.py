"""Job and Artifact: what an exporter gets and what it gives back. Plain data: both cross into worker processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_kit.diagnostics import Diagnostic
from report_kit.model.sources import Asset, HouseStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One page to convert, with everything it refers to. An exporter opens nothing else."""

    page: str
    """The HTML page that the html stage rendered for this exporter's medium. Pictures are `asset:PATH`."""
    assets: Mapping[str, Asset]
    """Pictures by PATH."""
    house_style: HouseStyle
    """Stylesheets, fonts (`font:NAME` in the CSS) and Word styles."""
    title: str
    """For file properties."""
    language: str
    """BCP 47."""
    epoch: int
    """Seconds since 1970 that stand for 'now' in every file property and time stamp."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """Further file properties: subtitle, authors, publishers, description, keywords, licence, version, status, date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """An exported file, and what the engine complained about."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
