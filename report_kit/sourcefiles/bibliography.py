"""References: which works are declared and where; citations and the reference list as the CSL style prints them.

In: a bibliography file (BibTeX, or CSL-YAML with `references:` on top) and the citations of the whole report in reading
order. Out: `Citations`. pandoc's citeproc runs once for the report, on a document that holds nothing but the citations
(CSL 1.0.2, https://docs.citationstyles.org/).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from report_kit.diagnostics import Diagnostic, Sink, Span
from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model import inlines as i
from report_kit.model.blocks import Paragraph
from report_kit.model.sources import Reference
from report_kit.model.walk import walk_inlines
from report_kit.sourcefiles import limits, reference_rules
from report_kit.sourcefiles.bibtex_entries import entries_of
from report_kit.sourcefiles.bibtex_titles import with_capitals
from report_kit.sourcefiles.citation_style import usable_style
from report_kit.sourcefiles.citeproc_inlines import formulas_in, inlines_of
from report_kit.sourcefiles.formulas import to_mathml
from report_kit.sourcefiles.text import SourceText
from report_kit.workspace import ToolError, Workspace

DEFAULT_STYLE = "report-author-date.csl"

_ERROR_PLACE = pattern(r"\(line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A bibliography file: its text, and where each work is declared."""

    file: str
    text: str
    declared: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Citations:
    """What citeproc made of the report's citations."""

    references: tuple[Reference, ...] = ()
    """Works that are cited, in the order of the style."""
    clusters: Mapping[Span, tuple[i.Inline, ...]] = field(default_factory=dict)
    """Formatted citations by the span of the `Citation`."""
    uncited: Mapping[str, Span] = field(default_factory=dict)
    """Works that nobody cites."""


def format_citations(
    workspace: Workspace,
    bibliography: Bibliography,
    citations: Sequence[i.Citation],
    style: SourceText | None,
    language: str,
    sink: Sink,
    also_cited: Iterable[str] = (),
) -> Citations:
    """Format `citations`, of which only those items count that `bibliography` declares.

    `style` is the project's CSL file, or None for the included one. A citation with both notes and references is
    formatted for its references only. `also_cited` are works that something else than a citation names: they are
    listed as well.
    """
    clusters = [(citation.span, _known(citation, bibliography)) for citation in citations]
    clusters = [(span, items) for span, items in clusters if items]
    listed = [key for key in also_cited if key in bibliography.declared]
    cited = {item.id for _, items in clusters for item in items}.union(listed)
    uncited = {key: span for key, span in bibliography.declared.items() if key not in cited}
    if not cited:
        return Citations(uncited=uncited)
    if style is not None and not usable_style(style, sink):
        return Citations(uncited=uncited)
    document = _run(workspace, bibliography, clusters, listed, style, language, sink)
    if document is None:
        return Citations(uncited=uncited)
    *paragraphs, entries = document["blocks"]
    formulas = to_mathml(workspace, ((False, tex) for tex in formulas_in(document["blocks"])))
    mathml = {tex: formula for (_, tex), formula in formulas.items()}
    formatted = {}
    for (span, items), paragraph in zip(clusters, paragraphs, strict=True):
        cite = paragraph["c"][0]
        content = tuple(inlines_of(cite["c"][1] if cite["t"] == "Cite" else [cite], span, mathml))
        formatted[span] = tuple(_linked(inline, items) for inline in content)
    references = []
    for entry in entries["c"][1]:
        key = entry["c"][0][0].removeprefix("ref-")
        span = bibliography.declared.get(key, Span(bibliography.file))
        content = tuple(inline for block in entry["c"][1] for inline in inlines_of(block["c"], span, mathml))
        references.append(Reference(id=key, content=content, span=span))
    return Citations(references=tuple(references), clusters=formatted, uncited=uncited)


def _linked(inline: i.Inline, items: Sequence[i.CitationItem]) -> i.Inline:
    """A footnote about one work, leading to that work in the list; other citations are links themselves."""
    if not isinstance(inline, i.Footnote) or len(items) != 1:
        return inline
    blocks = []
    for block in inline.blocks:
        if isinstance(block, Paragraph) and not any(isinstance(one, i.Link) for one in walk_inlines(block.content)):
            link = i.Link(span=block.span, content=block.content, url=f"#{items[0].id}")
            block = replace(block, content=(link,))  # noqa: PLW2901 - the same paragraph
        blocks.append(block)
    return replace(inline, blocks=tuple(blocks))


def _known(citation: i.Citation, bibliography: Bibliography) -> list[i.CitationItem]:
    return [item for item in citation.items if item.id in bibliography.declared]


def _run(
    workspace: Workspace,
    bibliography: Bibliography,
    clusters: Sequence[tuple[Span, Sequence[i.CitationItem]]],
    listed: Sequence[str],
    style: SourceText | None,
    language: str,
    sink: Sink,
) -> dict[str, Any] | None:
    """The document with all clusters formatted, from the cache where nothing changed."""
    document = {
        "pandoc-api-version": [1, 23, 1, 1],
        "meta": {"nocite": {"t": "MetaInlines", "c": [_cite((_bare(key) for key in listed), 0)]}} if listed else {},
        "blocks": [{"t": "Para", "c": [_cite(items, n)]} for n, (_, items) in enumerate(clusters, start=1)],
    }
    stdin = json.dumps(document).encode()
    suffix = PurePosixPath(bibliography.file).suffix.lower()
    works, text = f"references{suffix}", bibliography.text
    csl = "\n".join(style.lines).encode() if style else _default_style()
    key = (
        "citations/"
        + hashlib.sha256(b"\0".join((b"3", stdin, suffix.encode(), text.encode(), csl, language.encode()))).hexdigest()
    )
    if (kept := workspace.cache.get(key)) is not None and (read := _decode(kept, len(clusters))) is not None:
        return read
    if suffix == ".bib":
        text = with_capitals(text, entries_of(SourceText(bibliography.file, text, tuple(text.split("\n")))))
    arguments = [
        *limits.PANDOC_MEMORY, "--sandbox", "-f", "json", "-t", "json", "--citeproc", f"--bibliography={works}",
        "--csl=style.csl", "-M", "link-citations=true", "-M", f"lang={language}",
    ]  # fmt: skip
    try:
        answer = _format(workspace, arguments, stdin, {works: text.encode(), "style.csl": csl})
    except ToolError as error:
        sink.add(_explained(_as_typed(error, workspace, arguments, stdin, works, bibliography), bibliography, style))
        return None
    read = _decode(answer, len(clusters))
    if read is None and any(one.span and one.span.file == bibliography.file for one in sink.diagnostics):
        return None  # a second 'references:', which is an error already, has put the first one out of sight
    if read is None:
        message = "this bibliography gave no reference list"
        sink.add(
            reference_rules.UNREADABLE_BIBLIOGRAPHY.at(
                Span(bibliography.file), message, "look whether its entries are complete"
            )
        )
        return None
    workspace.cache.put(key, answer)
    return read


def _format(workspace: Workspace, arguments: Sequence[str], stdin: bytes, files: Mapping[str, bytes]) -> bytes:
    return workspace.tools.run("pandoc", arguments, stdin, limits.PANDOC_SECONDS, files=files)


def _as_typed(
    error: ToolError,
    workspace: Workspace,
    arguments: Sequence[str],
    stdin: bytes,
    works: str,
    bibliography: Bibliography,
) -> ToolError:
    """What pandoc says of the text as it was typed, whose columns are those of the file."""
    if not _ERROR_PLACE.search(error.output or ""):
        return error
    try:
        _format(workspace, arguments, stdin, {works: bibliography.text.encode(), "style.csl": _default_style()})
    except ToolError as typed:
        return typed
    return error


def _decode(data: bytes, clusters: int) -> dict[str, Any] | None:
    """The document, if it is one with `clusters` paragraphs and a reference list; a damaged cache is no error."""
    try:
        document = json.loads(data)
        whole = len(document["blocks"]) == clusters + 1 and document["blocks"][-1]["t"] == "Div"
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return document if whole else None


def _default_style() -> bytes:
    return Path(__file__).with_name(DEFAULT_STYLE).read_bytes()


def _cite(items: Iterable[i.CitationItem], number: int) -> dict[str, Any]:
    """A pandoc Cite element; https://hackage.haskell.org/package/pandoc-types."""
    citations = [
        {
            "citationId": item.id,
            "citationPrefix": _strings(item.prefix),
            "citationSuffix": _strings(f", {item.suffix}" if item.suffix else ""),
            "citationMode": {"t": "SuppressAuthor" if item.suppress_author else "NormalCitation"},
            "citationNoteNum": number,
            "citationHash": 0,
        }
        for item in items
    ]
    return {"t": "Cite", "c": [citations, []]}


def _bare(key: str) -> i.CitationItem:
    return i.CitationItem(id=key, span=Span(""))


def _strings(text: str) -> list[dict[str, str]]:
    elements: list[dict[str, str]] = []
    for word in text.split():
        elements += [{"t": "Space"}, {"t": "Str", "c": word}]
    return elements[1:]


def _explained(error: ToolError, bibliography: Bibliography, style: SourceText | None) -> Diagnostic:
    """The diagnostic for what pandoc said."""
    said = error.output or error.reason
    if style is not None and re.search(r"style\.csl|CiteprocParseError|CSL|XML", said):
        return reference_rules.BAD_CSL.at(
            Span(style.file),
            "this file is not a citation style that can be used (CSL 1.0)",
            "take a style from the CSL project, or remove `csl:` from report.yaml for the included one",
        )
    place = _ERROR_PLACE.search(said)
    span = Span(bibliography.file, int(place[1]), int(place[2])) if place else Span(bibliography.file)
    return reference_rules.UNREADABLE_BIBLIOGRAPHY.at(
        span,
        "the bibliography cannot be read from here on",
        "look just before this place for a missing bracket, quotation mark or comma",
    )
