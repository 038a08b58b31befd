"""read: the whole first stage on one screen. Files → `Sources`, and every problem of every file in one run.

pandoc runs in threads, a short process for each Markdown file that changed, while the YAML files are read here;
then the trees become blocks, in reading order, since citations are formatted in the order in which they are met.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, TypeVar

from report_kit.diagnostics import Sink, Span
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.lazy.dataclasses import dataclass
from report_kit.model.entities import (
    Code,
    Entity,
    Event,
    GlossaryTerm,
    NotesHead,
    Organisation,
    Participant,
    ReportMeta,
    SectionHead,
    ThemeHead,
)
from report_kit.model.garbage import without_garbage_collection
from report_kit.model.inlines import Citation
from report_kit.model.part_order import placement_of
from report_kit.model.slug import part_id, slugify
from report_kit.model.sources import Comment, NotesSource, Section, Sources, ThemeSource
from report_kit.sourcefiles import file_rules, limits, reference_rules, yaml_rules
from report_kit.sourcefiles.bibliography import Bibliography, Citations, format_citations
from report_kit.sourcefiles.bibtex_entries import entries_of
from report_kit.sourcefiles.bibtex_fields import check_fields
from report_kit.sourcefiles.blocks_reader import read_blocks
from report_kit.sourcefiles.csl_fields import check_works
from report_kit.sourcefiles.discovery import REPORT, Layout, discover, report_skipped, report_unknown
from report_kit.sourcefiles.fences import report_fences
from report_kit.sourcefiles.footnotes import report_unused_footnotes
from report_kit.sourcefiles.formulas import to_mathml
from report_kit.sourcefiles.front_matter import read_front_matter
from report_kit.sourcefiles.house_style import load_house_style
from report_kit.sourcefiles.ids import Anchors, is_id
from report_kit.sourcefiles.kept_yaml import KeptYaml
from report_kit.sourcefiles.mended_fences import with_hyphens
from report_kit.sourcefiles.note_style import has_notes, with_notes
from report_kit.sourcefiles.notes_reader import read_markdown_notes, read_yaml_notes
from report_kit.sourcefiles.page import Page
from report_kit.sourcefiles.pandoc_ast import EMPTY, Tree, kept_tree, read_tree
from report_kit.sourcefiles.pictures import Pictures
from report_kit.sourcefiles.releases import read_release
from report_kit.sourcefiles.schema import read_entity, read_list
from report_kit.sourcefiles.text import SourceText, check_references, merge_conflict, read_text
from report_kit.sourcefiles.threads import Threads
from report_kit.sourcefiles.unclosed import report_unclosed
from report_kit.sourcefiles.word_lists import read_word_lists
from report_kit.sourcefiles.yaml_reader import Node, read_yaml
from report_kit.workspace import Workspace

E = TypeVar("E", bound=Entity)

_MEANT_FOR_REPORT = ("report.yml", "Report.yaml", "Report.yml", "report.yaml.txt", "report.txt", "report.yaml.yaml")
"""What report.yaml is called by mistake; editors on Windows add '.txt' and do not show it."""


def read(workspace: Workspace, sink: Sink) -> Sources | None:
    """Read the project in `workspace`.

    In: `report.yaml`, `sources/` and `themes/` (never `sources/private/`), UTF-8. Out: `Sources`, in which a broken
    file is missing or incomplete; None only where report.yaml is missing or no table of names and values. What is
    wrong goes to `sink`, in plain words, with its place.

    Raises MachineError where pandoc is missing.
    """
    with without_garbage_collection():
        return _Reading(workspace, sink).run()


@dataclass(slots=True)
class _Markdown:
    """A Markdown file on its way."""

    source: SourceText
    head: Any
    """The entity of its front matter; None where there is none that could be read."""
    sink: Sink
    """What is wrong with it so far; each file has its own, so that threads do not mix their order."""
    tree: Callable[[], Tree]
    """Gives what pandoc read, and waits for it."""


class _Reading:
    """One run of the stage."""

    def __init__(self, workspace: Workspace, sink: Sink) -> None:
        self.workspace = workspace
        self.sink = sink
        self.lines = sink.lines  # also where report.yaml is unusable and nothing else comes of it
        self.pictures = Pictures(workspace.files, workspace.cache, sink)
        self.yaml = KeptYaml(workspace.cache)
        self.formulas: Mapping[tuple[bool, str], str] = {}
        self.citations: list[Citation] = []
        self.comments: list[Comment] = []
        self.hidden: list[str] = []
        """Lines of sources whose ids are missing because of a fault that has been reported."""
        self.parts: dict[str, str] = {}
        """Ids of themes and sections by file."""
        self.unread: set[str] = set()
        """Files of which little or nothing was understood."""

    def run(self) -> Sources | None:
        meta = self._report()
        if meta is None:
            return None
        word_lists = self._word_lists(meta)
        named = {source.file for source in word_lists}
        layout = discover([file for file in self.workspace.files.list_files() if file not in named], self.sink)
        beside = {posixpath.normpath(written) for written in (meta.bibliography, meta.csl) if written}
        report_skipped(self.workspace.files.skipped(), named | beside, self.sink)
        for file, right in layout.misnamed.items():
            self._misnamed(file, right)
        with Threads() as threads:
            sections = [self._start(threads, SectionHead, file) for file in layout.sections]
            themes = [self._start(threads, ThemeHead, file) for file in layout.themes]
            notes = [self._start(threads, NotesHead, file) for file in layout.markdown_notes]
            events = self._table(Event, layout, "events")
            organisations = self._logos(self._table(Organisation, layout, "organisations"))
            participants = self._table(Participant, layout, "participants")
            codes = self._table(Code, layout, "codes")
            glossary = self._table(GlossaryTerm, layout, "glossary")
            yaml_notes = [self._yaml_notes(file) for file in layout.yaml_notes]
        started = [one for one in (*sections, *themes, *notes) if one is not None]
        _give_ids([one for one in themes if one is not None])
        _give_section_ids([one for one in sections if one is not None])
        self.parts = {
            one.source.file: one.head.id or part_id(one.source.file)
            for one in (*sections, *themes)
            if one is not None and one.head is not None
        }
        self.formulas = to_mathml(self.workspace, (formula for one in started for formula in one.tree().formulas))

        front_and_back = sorted(filter(None, sections), key=_by_order)
        front = [self._section(one) for one in front_and_back if _placement(one) == "front"]
        body = [self._theme(one) for one in sorted(filter(None, themes), key=_by_order)]
        back = [self._section(one) for one in front_and_back if _placement(one) == "back"]
        recorded = [self._notes(one) for one in notes if one is not None]
        recorded = sorted((*recorded, *filter(None, yaml_notes)), key=lambda one: one.file)

        formatted = self._references(meta, layout, _works_named_as_sources(events, glossary, recorded))
        clusters = dict(formatted.clusters)
        if has_notes(clusters):
            works = {reference.id for reference in formatted.references}
            front, back = (
                [replace(one, blocks=with_notes(one.blocks, clusters, works)) for one in part] for part in (front, back)
            )
            body = [replace(one, blocks=with_notes(one.blocks, clusters, works)) for one in body]
        style = load_house_style(meta.house_style, meta.at("house_style"), self.workspace, self.sink, self._written)
        self.yaml.store()
        return Sources(
            meta=meta,
            events=events,
            organisations=organisations,
            participants=participants,
            notes=tuple(recorded),
            sections=(*front, *back),
            themes=tuple(body),
            codes=codes,
            glossary=glossary,
            references=formatted.references,
            uncited=formatted.uncited,
            citations=clusters,
            assets=self.pictures.assets,
            word_rules=read_word_lists(word_lists, self.sink),
            house_style=style,
            release=read_release(self.workspace.tools, self.sink),
            unread=frozenset(self.unread),
            hidden=tuple(self.hidden),
            comments=tuple(sorted(self.comments, key=lambda one: (one.span.file, one.span.line, one.span.column))),
            lines=self.lines,
        )

    # YAML files --------------------------------------------------------------------------------------------

    def _report(self) -> ReportMeta | None:
        if not self.workspace.files.exists(REPORT):
            near = next((name for name in _MEANT_FOR_REPORT if self.workspace.files.exists(name)), "")
            hint = (
                f"rename {near} to report.yaml" if near else "make a new report with `report-kit new`, or change folder"
            )
            self.sink.add(file_rules.NO_REPORT.at(None, "there is no report.yaml in this folder", hint))
            return None
        node = self._yaml(REPORT)
        return read_entity(ReportMeta, node, self.sink) if node is not None else None

    def _yaml(self, file: str) -> Node | None:
        source = self._text(file, limits.YAML_BYTES)
        if source is None:
            return None
        before = self.sink.total
        node = read_yaml(source, self.sink, self.yaml)
        if node is None and self.sink.total == before:
            hint = "write what belongs into it, or delete the file"
            self.sink.add(file_rules.EMPTY_FILE.at(Span(file), "this file is empty", hint))
        return node

    def _written(self) -> Iterable[str]:
        return chain.from_iterable(self.lines.values())

    def _text(self, file: str, limit: int, sink: Sink | None = None) -> SourceText | None:
        source = read_text(self.workspace.files, file, self.sink if sink is None else sink, limit)
        if source is None:
            return None
        self.lines[file] = source.lines
        if place := merge_conflict(source):
            message = "a merge conflict was left here: git put two versions of a passage below each other"
            hint = "keep the one that is meant, and delete the lines '<<<<<<<', '=======' and '>>>>>>>'"
            (self.sink if sink is None else sink).add(file_rules.MERGE_CONFLICT.at(place, message, hint))
            return None
        return source

    def _misnamed(self, file: str, right: str) -> None:
        """Say of `file` that it is not read; if it is meant as `right`, what stands in it is not missing beside."""
        source = read_text(self.workspace.files, file, Sink(), limits.MARKDOWN_BYTES)
        is_meant = source is not None and (right.endswith((".yaml", ".bib")) or source.text.lstrip().startswith("---"))
        if source is not None and right == f"sources/notes/{PurePosixPath(file).name}" and file.endswith(".md"):
            is_meant = _is_of_notes(source)
        if source is None or not is_meant:
            report_unknown(file, self.sink)
            return
        self.hidden.extend(source.lines)
        self.unread.add(file)
        self.lines[file] = ()  # what is wrong in it is said once it is read
        ending, name = PurePosixPath(file).suffix, PurePosixPath(file).name
        if name == PurePosixPath(right).name:
            why, hint = " where it lies", f"move it to {right}"
        elif right.endswith(ending):
            why, hint = f", since it is called {name}", f"rename it to {right}"
        else:
            why = f", since its name ends in '{ending}'"
            hint = f"rename it to {right} (some systems hide the end of a name: have them show it)"
        message = f"this file is not read{why}; what stands in it is not in the report"
        self.sink.add(file_rules.MISNAMED_FILE.at(Span(file), message, hint))

    def _table(self, kind: type[E], layout: Layout, name: str) -> tuple[E, ...]:
        if name not in layout.tables:
            return ()
        file = f"sources/{name}.yaml"
        node = self._yaml(file)
        if node is None or node.items is None:
            self.unread.add(file)
        return read_list(kind, node, self.sink) if node is not None else ()

    def _logos(self, organisations: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
        """`organisations` with the keys of their logos, which are read here."""
        return tuple(self._with_logo(one) if one.logo else one for one in organisations)

    def _with_logo(self, organisation: Organisation) -> Organisation:
        place = organisation.at("logo")
        key = self.pictures.find(organisation.logo, place.file, place)
        made = replace(organisation, logo=key)
        made.locate(organisation._places)
        return made

    def _yaml_notes(self, file: str) -> NotesSource | None:
        node = self._yaml(file)
        notes = read_yaml_notes(file, node, self.sink) if node is not None else None
        if notes is None or not notes.notes:
            self.unread.add(file)
        return notes

    def _word_lists(self, meta: ReportMeta) -> list[SourceText]:
        """The files that `word_lists:` names, those beyond the limit left out."""
        if len(meta.word_lists) > limits.WORD_LISTS:
            message = f"there are {len(meta.word_lists)} lists of words; {limits.WORD_LISTS} are read"
            self.sink.add(reference_rules.UNREADABLE_WORD_LIST.at(meta.at("word_lists"), message, "join some of them"))
        found = []
        for number, written in enumerate(meta.word_lists[: limits.WORD_LISTS]):
            if name := self._inside(written, meta.at("word_lists", number)):
                found.append(self._text(name, limits.WORD_LIST_BYTES))
        return [source for source in found if source is not None]

    # Markdown files ----------------------------------------------------------------------------------------

    def _start(self, threads: Threads, kind: type[Entity], file: str) -> _Markdown | None:
        """Read the head of `file`, and have pandoc read the rest."""
        sink = Sink()
        source = self._text(file, limits.MARKDOWN_BYTES, sink)
        if source is None:
            self.sink.extend(sink)
            self.unread.add(file)
            return None
        right = f"sources/notes/{PurePosixPath(file).name}"
        if kind is not NotesHead and _is_of_notes(source) and right not in self.workspace.files.list_files():
            self._misnamed(file, right)
            return None
        check_references(source, sink)
        head, body = read_front_matter(kind, source, sink, self.yaml)
        body, two_words = with_hyphens(file, body)
        sink.extend(two_words)
        kept = kept_tree(self.workspace.cache, body)
        if kept is not None:
            return _Markdown(source, head, sink, lambda: kept)
        return _Markdown(source, head, sink, threads.start(read_tree, self.workspace, source, body, sink))

    def _page(self, one: _Markdown, is_notes: bool = False) -> Page:
        self.sink.extend(one.sink)
        if one.head is None or one.tree() is EMPTY:
            self.unread.add(one.source.file)
        return Page(
            source=one.source,
            sink=self.sink,
            pictures=self.pictures,
            formulas=self.formulas,
            anchors=Anchors(one.source.file),
            read_blocks=read_blocks,
            parts=self.parts,
            comments=self.comments,
            hidden=self.hidden,
            is_notes=is_notes,
            citations=self.citations,
        )

    def _section(self, one: _Markdown) -> Section:
        page = self._page(one)
        blocks = read_blocks(page, one.tree().blocks)
        self._finish(page)
        head = one.head or SectionHead(title=_title_from(page.file))
        portraits = {
            one.portrait: self.pictures.find(one.portrait, page.file, head.at("signed_by", number, "portrait"))
            for number, one in enumerate(head.signed_by)
            if one.portrait
        }
        return Section(file=page.file, head=head, blocks=blocks, portraits=portraits)

    def _theme(self, one: _Markdown) -> ThemeSource:
        page = self._page(one)
        blocks = read_blocks(page, one.tree().blocks)
        self._finish(page)
        # Without a head that could be read, which is an error already, the theme's findings still exist for others.
        head = one.head or ThemeHead(id=page.anchors.next(), title=_title_from(page.file), summary="")
        return ThemeSource(file=page.file, head=head, blocks=blocks)

    def _notes(self, one: _Markdown) -> NotesSource:
        page = self._page(one, is_notes=True)
        head = one.head or NotesHead(event="", recorded_as="paraphrase")
        notes = read_markdown_notes(page, head, one.tree().blocks)
        self._finish(page)
        return notes

    def _finish(self, page: Page) -> None:
        """Report what only shows once all of `page` has been read."""
        if report_unclosed(page) | report_fences(page):
            self.unread.add(page.file)  # what a broken fence hides is not missing
        report_unused_footnotes(page)

    # References --------------------------------------------------------------------------------------------

    def _references(self, meta: ReportMeta, layout: Layout, named: Iterable[str]) -> Citations:
        file = self._inside(meta.bibliography, meta.at("bibliography")) if meta.bibliography else ""
        file = file or ("" if meta.bibliography else next(iter(layout.bibliographies), ""))
        style = None
        if meta.csl and (name := self._inside(meta.csl, meta.at("csl"))):
            style = self._text(name, limits.CSL_BYTES)
        source = self._text(file, limits.BIBLIOGRAPHY_BYTES) if file else None
        declared = self._declared(source) if source is not None else {}
        if source is None or not declared:
            self.unread.update({file or meta.bibliography} - {""})
            return Citations()
        text = source.text
        if any(one.rule in (yaml_rules.YAML_SYNTAX.name, yaml_rules.YAML_TAB.name) for one in self.sink):
            from report_kit.sourcefiles.mended_yaml import mended  # here: where nothing is wrong, libyaml is not needed

            text = mended(source, self.sink)
        works = Bibliography(file=file, text=text, declared=declared)
        language = meta.language if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", meta.language) else "en-GB"
        made = format_citations(self.workspace, works, self.citations, style, language, self.sink, also_cited=named)
        if not made.references and len(made.uncited) < len(declared):
            self.unread.add(file)  # works are cited, and none of them could be formatted
        return made

    def _inside(self, written: str, place: Span) -> str:
        """A path from report.yaml, from the project's folder; empty (and a diagnostic) where there is no such file."""
        path = posixpath.normpath(written.strip().lstrip("/") or ".")
        if self.workspace.files.exists(path) and not path.startswith(".."):
            return path
        self.sink.add(
            file_rules.MISSING_FILE.at(place, f"there is no file {written} in the project", "check the spelling")
        )
        return ""

    def _declared(self, source: SourceText) -> dict[str, Span]:
        """The works of a bibliography, each with the place of its id."""
        if PurePosixPath(source.file).suffix.lower() in (".yaml", ".yml", ".json"):
            pairs = self._declared_in_yaml(source)
        else:
            entries = list(entries_of(source))
            pairs = [(entry.key, entry.span) for entry in entries]
            self.sink.extend(check_fields(entries))
        declared: dict[str, Span] = {}
        for key, span in pairs:
            if key in declared:
                message = f"two works are called '{key}'; the first stands in line {declared[key].line}"
                self.sink.add(reference_rules.DUPLICATE_REFERENCE.at(span, message, "give one of them another id"))
                continue
            declared[key] = span
        return declared

    def _declared_in_yaml(self, source: SourceText) -> list[tuple[str, Span]]:
        before = self.sink.total
        node = read_yaml(source, self.sink, self.yaml)
        listed = node.child("references") if node is not None and node.keys is not None else None
        if node is None or listed is None or listed.items is None:
            if node is not None and self.sink.total == before:
                message = "a bibliography in YAML starts with 'references:' and a list below it"
                self.sink.add(
                    reference_rules.UNREADABLE_BIBLIOGRAPHY.at(Span(source.file, node.line, node.column), message)
                )
            return []
        check_works(listed.items, self.sink)
        found = []
        for item in listed.items:
            identifier = item.child("id")
            if identifier is None or not identifier.text:
                message = "this work has no id"
                self.sink.add(
                    yaml_rules.MISSING_KEY.at(
                        Span(source.file, item.line, item.column), message, "write 'id: smith2017'"
                    )
                )
            else:
                found.append((identifier.text, identifier.span))
        return found


def _works_named_as_sources(
    events: Iterable[Event], glossary: Iterable[GlossaryTerm], notes: Iterable[NotesSource]
) -> list[str]:
    """Ids under `source:`: whoever took notes, counts or definitions from a work has used it."""
    named = [count.source for event in events for count in event.attended]
    named += [term.source for term in glossary]
    named += [note.source for file in notes for note in file.notes]
    return [one for one in dict.fromkeys(named) if one]


def _give_ids(themes: Sequence[_Markdown]) -> None:
    """Make ids of their titles for `themes` without one."""
    taken = {one.head.id for one in themes if one.head is not None}
    for one in themes:
        if one.head is None or one.head.id:
            continue
        made = slugify(one.head.title, 40) if re.search("[A-Za-z]", one.head.title) else _title_from(one.source.file)
        _give_id(one, made if is_id(made) else f"theme-{slugify(made, 40)}", taken)


def _give_section_ids(sections: Sequence[_Markdown]) -> None:
    """Make ids of their files' names for `sections` without one."""
    taken = {one.head.id for one in sections if one.head is not None}
    for one in sections:
        if one.head is not None and not one.head.id:
            _give_id(one, part_id(one.source.file), taken)


def _give_id(one: _Markdown, wanted: str, taken: set[str]) -> None:
    """Call `one` as is `wanted`, or if that is `taken` as near to it as can be."""
    identifier, number = wanted, 2
    while identifier in taken:
        identifier, number = f"{wanted}-{number}", number + 1
    taken.add(identifier)
    head = replace(one.head, id=identifier)
    head.locate(one.head._places)
    one.head = head


def _by_order(one: _Markdown | None) -> tuple[float, str]:
    assert one is not None
    order = getattr(one.head, "order", None)
    return (float("inf") if order is None else order), one.source.file


def _placement(one: _Markdown | None) -> str:
    return placement_of(one.head) if one is not None and isinstance(one.head, SectionHead) else "front"


def _title_from(file: str) -> str:
    return PurePosixPath(file).stem


def _is_of_notes(source: SourceText) -> bool:
    """Whether the head of a Markdown file is that of notes."""
    head = "\n".join(source.lines[: front_matter_end(source.lines)])
    return re.search(r"^(?:event|recorded_as):", head, re.M) is not None and not re.search(r"^title:", head, re.M)
