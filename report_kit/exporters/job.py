"""Job and Artifact: what an exporter gets and what it gives back. Plain data: both cross into worker processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from report_kit.diagnostics import Diagnostic
from report_kit.model.page import Page
from report_kit.model.report import Report, Target
from report_kit.model.sources import Asset, HouseStyle
from report_kit.model.wording import Wording

ZIP_BEGINS = 315_532_800
"""1 January 1980: the ZIP format has no earlier time stamp (APPNOTE 4.4.6)."""


@dataclass(frozen=True, slots=True)
class NumberedLabel:
    """A label that counts, such as 'Figure 2', in its pieces."""

    kind: str
    """As in `Target.kind`: everything of one kind is numbered together."""
    number: int
    before: str
    """The words before the number."""
    after: str

    @property
    def words(self) -> str:
        """The whole label."""
        return f"{self.before}{self.number}{self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file to make, with everything that goes into it. An exporter opens nothing else."""

    page: Page = field(default_factory=Page)
    """The page that the html stage rendered for this exporter's medium, by part; empty where it asks for none."""
    report: Report | None = None
    """The report itself, for an exporter that asks for no page."""
    assets: Mapping[str, Asset]
    """Pictures by PATH; on the page they are `asset:PATH`."""
    house_style: HouseStyle
    """Stylesheets, fonts (`font:NAME` in the CSS) and Word styles."""
    labels: Mapping[str, NumberedLabel] = field(default_factory=dict)
    """Everything whose label counts ('Figure 2', 'Theme 1'), by anchor."""
    wording: Wording
    """The words that a file says beside the page."""
    language: str
    """BCP 47."""
    epoch: int
    """Seconds since 1970 that stand for 'now' in every file property and time stamp."""

    # For file properties, running heads and feet
    title: str
    subtitle: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    """Names as printed, one by one: each may hold any punctuation."""
    publishers: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    version: str = ""
    status: str = ""
    """draft, final, or empty."""

    @property
    def creators(self) -> tuple[str, ...]:
        """Who wrote it: the authors, or where nobody is named the publishers."""
        return self.authors or self.publishers

    @property
    def keyword_line(self) -> str:
        """The key words in one line, for formats that take no list, parted by what none of them holds."""
        return ("; " if any("," in word for word in self.keywords) else ", ").join(self.keywords)


def job_for(report: Report, page: Page | None) -> Job:
    """The job of an exporter that takes `page`, or where that is None the report itself."""
    meta = report.meta
    # The report's own date stands for 'now', so that the same sources give the same bytes on any day.
    day = datetime(meta.date.year, meta.date.month, meta.date.day, tzinfo=UTC)
    return Job(
        page=page or Page(),
        report=report if page is None else None,
        assets={**report.assets, **(page.pictures if page else {})},
        house_style=report.house_style,
        labels={target.anchor: _label(target, report.wording) for target in report.targets.values() if target.number},
        wording=report.wording,
        language=meta.language,
        epoch=max(int(day.timestamp()), ZIP_BEGINS),
        title=meta.title,
        subtitle=meta.subtitle,
        description=meta.description,
        authors=tuple(author.name for author in meta.authors),
        publishers=tuple(publisher.name for publisher in report.publishers),
        keywords=meta.keywords,
        version=meta.version,
        status=meta.status,
    )


def _label(target: Target, wording: Wording) -> NumberedLabel:
    before, after = "", ""
    for words, place in wording.pieces(f"label.{target.kind}"):
        before, after = (before + words, after) if place else (before, words)
    return NumberedLabel(target.kind, target.number, before, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """An exported file, and what the engine complained about."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: str = ""
    """Characters that no font has, each once."""
    kept: Mapping[str, bytes] = field(default_factory=dict)
    """What later runs need not make again, for the cache. An exporter puts nothing there itself: what repeats the
    report's words is kept only once they have been searched for names."""
    used: frozenset[str] = frozenset()
    """Keys of the cache that were asked for."""
    remarks: tuple[str, ...] = ()
    """What `--verbose` tells of how it was made."""
