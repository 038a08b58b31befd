"""Imprint: what is known of the publication, as every output prints it."""

from __future__ import annotations

import re

from report_kit.lazy.patterns import pattern
from report_kit.model.entities import Author, ReportMeta
from report_kit.model.links import safe_url
from report_kit.model.report import Report


def publisher_names(report: Report) -> str:
    """'Nesta and Mastodon C'."""
    return report.wording.every([publisher.name for publisher in report.publishers])


def organisation_name(report: Report, identifier: str) -> str:
    """Its full name; the id itself where it is not declared."""
    organisation = report.organisations.get(identifier)
    return organisation.name if organisation else identifier


def affiliation(report: Report, author: Author) -> str:
    """Name of the author's organisation, or empty."""
    return organisation_name(report, author.affiliation) if author.affiliation else ""


def version(report: Report) -> str:
    """'2.1, draft'; empty where nothing is known of it."""
    meta = report.meta
    if meta.status != "draft":
        return meta.version
    return report.wording("imprint.draft-version", version=meta.version) if meta.version else report.wording("draft")


def bare_doi(meta: ReportMeta) -> str:
    """The DOI alone, without an address before it; empty where there is none."""
    return meta.doi.strip().removeprefix("https://doi.org/").removeprefix("doi:").strip()


_ADDRESS = pattern(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’]", re.ASCII)
"""A mail address or a web page within words."""


def with_links(text: str) -> tuple[tuple[str, str], ...]:
    """`text` in pieces, each with the address that it leads to, or with an empty one."""
    pieces: list[tuple[str, str]] = []
    done = 0
    for found in _ADDRESS.finditer(text):
        address = found[0] if "://" in found[0] else f"mailto:{found[0].removeprefix('mailto:')}"
        pieces += [(text[done : found.start()], ""), (found[0], safe_url(address) or "")]
        done = found.end()
    return tuple(piece for piece in (*pieces, (text[done:], "")) if piece[0])


def contact_url(meta: ReportMeta) -> str:
    """Link for `contact`: a mail address or a web page; empty where it is neither."""
    contact = meta.contact.strip()
    if " " in contact:
        return ""
    if "@" in contact and "://" not in contact:
        contact = f"mailto:{contact.removeprefix('mailto:')}"
    return safe_url(contact) or ""
