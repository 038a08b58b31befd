"""document: the whole file: title, every part of the report under its heading, imprint, footnotes.

There are no contents: whoever shows Markdown makes them from the headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.exporters.markdown.blocks import Blocks, heading, indented
from report_kit.exporters.markdown.escaping import destination
from report_kit.exporters.markdown.lines import Line
from report_kit.model.dates import date_in_words
from report_kit.model.imprint import affiliation, bare_doi, contact_url, publisher_names
from report_kit.model.licences import licence_named
from report_kit.model.report import Part, Report


def document(report: Report) -> str:
    """`report` as Markdown."""
    blocks = Blocks(report)
    pieces = [*_opening(report)]
    for part in report.parts:
        pieces += [*_part(part, blocks)]
    pieces += [heading(2, "About this publication"), *_imprint(report)]
    for numbered in report.footnotes.values():
        pieces.append(indented(f"[^{numbered.number}]: ", blocks.pieces(numbered.note.blocks), by=4))
    return "\n\n".join(filter(None, pieces)) + "\n"


def _opening(report: Report) -> Iterator[str]:
    meta = report.meta
    yield heading(1, _words(meta.title))
    yield _words(meta.subtitle)
    yield _words("Draft" if meta.status == "draft" else "")
    yield _words(", ".join(author.name for author in meta.authors))
    yield _words(date_in_words(meta.date))
    yield _words(publisher_names(report))


def _part(part: Part, blocks: Blocks) -> Iterator[str]:
    label = f"Theme {part.number}: " if part.kind == "theme" else ""
    yield heading(2, _words(label + part.title))
    yield _words(part.summary)
    yield from blocks.pieces(part.blocks)


def _imprint(report: Report) -> Iterator[str]:
    """A line of its own for everything that is known."""
    meta = report.meta
    published = f" Published by {publisher_names(report)}," if report.publishers else ""
    subtitle = f": {meta.subtitle}" if meta.subtitle else ""
    yield _words(f"{meta.title}{subtitle}.{published} {date_in_words(meta.date)}.")
    for author in meta.authors:
        place = affiliation(report, author)
        role = f" ({author.role})" if author.role else ""
        orcid = f" ORCID {author.orcid}" if author.orcid else ""
        yield _words(f"Author: {author.name}{f', {place}' if place else ''}{role}{orcid}")
    version = ", ".join(filter(None, [meta.version, "draft" if meta.status == "draft" else ""]))
    yield _words(f"Version: {version}" if version else "")
    doi = bare_doi(meta)
    yield _linked("DOI", doi, f"https://doi.org/{doi}") if doi else ""
    yield _words(f"ISBN: {meta.isbn}" if meta.isbn else "")
    if meta.licence:
        licence = licence_named(meta.licence)
        yield _linked("Licence", licence.name, licence.url)
    yield _linked("Contact", meta.contact, contact_url(meta)) if meta.contact else ""
    yield _words(f"Other formats: {meta.alternative_formats}" if meta.alternative_formats else "")


def _words(words: str) -> str:
    line = Line(one_line=True)
    line.text(words)
    return str(line)


def _linked(name: str, words: str, url: str) -> str:
    line = Line(one_line=True)
    line.text(f"{name}: ")
    line.markup("[" if url else "")
    line.text(words)
    line.markup(f"]({destination(url)})" if url else "")
    return str(line)
