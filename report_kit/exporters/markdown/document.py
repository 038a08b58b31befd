"""document: the whole file: title, every part of the report under its heading, imprint, footnotes.

There are no contents: whoever shows Markdown makes them from the headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_kit.exporters.markdown.blocks import Blocks, heading, indented
from report_kit.exporters.markdown.escaping import destination
from report_kit.exporters.markdown.lines import Line
from report_kit.model.imprint import affiliation, bare_doi, contact_url, publisher_names, version, with_links
from report_kit.model.licences import licence_named
from report_kit.model.part_order import part_label
from report_kit.model.report import Part, Report
from report_kit.model.wording import Wording


def document(report: Report) -> str:
    """`report` as Markdown."""
    blocks = Blocks(report)
    pieces = [*_opening(report)]
    for part in report.parts:
        pieces += [*_part(part, blocks, report.wording)]
    pieces += [heading(2, report.wording("imprint.title")), *_imprint(report)]
    for numbered in report.footnotes.values():
        pieces.append(indented(f"[^{numbered.number}]: ", blocks.pieces(numbered.note.blocks), by=4))
    return "\n\n".join(filter(None, pieces)) + "\n"


def _opening(report: Report) -> Iterator[str]:
    meta = report.meta
    yield heading(1, _words(meta.title))
    yield _words(meta.subtitle)
    yield _words(report.wording("draft") if meta.status == "draft" else "")
    yield _words(", ".join(author.name for author in meta.authors))
    yield _words(report.wording.date(meta.date))
    yield _words(publisher_names(report))


def _part(part: Part, blocks: Blocks, wording: Wording) -> Iterator[str]:
    label = part_label(part, wording)
    title = wording("titled", label=label, title=part.title) if label else part.title
    yield heading(2, _words(title))
    yield _words(part.summary)
    yield from blocks.pieces(part.blocks)


def _imprint(report: Report) -> Iterator[str]:
    """A line of its own for everything that is known."""
    meta = report.meta
    wording, title, day = report.wording, meta.title, report.wording.date(meta.date)
    if meta.subtitle:
        title = wording("imprint.full-title", title=title, subtitle=meta.subtitle)
    if report.publishers:
        yield _words(wording("imprint.published", title=title, publishers=publisher_names(report), date=day))
    else:
        yield _words(wording("imprint.dated", title=title, date=day))
    for author in meta.authors:
        place = affiliation(report, author)
        role = f" ({author.role})" if author.role else ""
        orcid = f" {wording('imprint.orcid', orcid=author.orcid)}" if author.orcid else ""
        described = f"{author.name}{f', {place}' if place else ''}{role}{orcid}"
        yield _linked(wording("imprint.authors", count=1), described)
    yield _linked(wording("imprint.version"), version(report))
    doi = bare_doi(meta)
    yield _linked(wording("imprint.doi"), doi, f"https://doi.org/{doi}")
    yield _linked(wording("imprint.isbn"), meta.isbn)
    if meta.licence:
        licence = licence_named(meta.licence, wording)
        yield _linked(wording("imprint.licence"), licence.name, licence.url)
    url = contact_url(meta)
    yield _pieces(wording("imprint.contact"), ((meta.contact, url),) if url else with_links(meta.contact))
    yield _pieces(wording("imprint.other-formats"), with_links(meta.alternative_formats))


def _words(words: str) -> str:
    line = Line(one_line=True)
    line.text(words)
    return str(line)


def _linked(name: str, words: str, url: str = "") -> str:
    """'Name: words', leading to `url` where there is one; nothing without words."""
    return _pieces(name, ((words, url),) if words else ())


def _pieces(name: str, pieces: Sequence[tuple[str, str]]) -> str:
    """The same with words in pieces, each with its own address or an empty one."""
    if not any(words for words, _ in pieces):
        return ""
    line = Line(one_line=True)
    line.text(f"{name}: ")
    for words, url in pieces:
        line.markup("[" if url else "")
        line.text(words)
        line.markup(f"]({destination(url)})" if url else "")
    return str(line)
