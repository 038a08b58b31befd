"""land: remarks from elsewhere → note files and codes of the project, each once.

In: remarks by document, and the `Destination`. Out: `Imported`. Every document gets a note file of its own with a
number for a name, since names of documents are often names of people. A document whose remarks are in such a file
already goes on there: what it has stays as it is, be its words mended since or its codes changed; where a remark has
tags now that its note lacks, this is said, since a person may have taken them away.

Such remarks are mostly passages of a transcript, word for word, but nobody noted who spoke; and whether somebody
agreed to be quoted cannot be known of somebody who is not known. So they must not stand in quotation marks, and are
`recorded_as: paraphrase`: no quote prints marks round a paraphrase, and words of one that are typed between marks are
reported (quoted-paraphrase). As `verbatim` they would be quoted, in the text without a question and elsewhere with one
only where the report declares participants. Readers are told less than is true of the words, never more. A speaker
made up for them, without consent, would be counted as a voice. The first lines of the file say what to write once it
is known who spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from report_kit.diagnostics import Diagnostic, Sink, Span
from report_kit.importers.destination import CODEBOOK, NOTES, Destination, Present
from report_kit.importers.remarks import Imported, Remark
from report_kit.importers.rules import INCOMPLETE, UNREADABLE
from report_kit.model.slug import slugify
from report_kit.sourcefiles.dump import CannotEdit, Change, NewNote, add_items, set_value
from report_kit.sourcefiles.ids import is_id
from report_kit.sourcefiles.limits import YAML_BYTES
from report_kit.sourcefiles.text import SourceText, decode

_FIRST_LINES = """\
# Imported. These are the words that were said, but nobody noted who said them, and so who may be quoted: they count as
# paraphrases. Where you find out who spoke, write 'speaker: P01' and 'recorded_as: verbatim' at the note.
"""
_FILE = re.compile(re.escape(NOTES) + r"imported-(\d{1,6})\.yaml")


def land(documents: Iterable[Sequence[Remark]], destination: Destination, told: Sequence[Diagnostic] = ()) -> Imported:
    """The files in which the remarks of `documents` are notes; `told` is what was said about them before.

    Where a file of the project cannot be changed exactly, there are no files, and a diagnostic says why.
    """
    landing = _Landing(destination, Sink(list(told)))
    try:
        for document in documents:
            landing.take(document)
        files = landing.files()
    except CannotEdit as refused:
        return Imported(diagnostics=(*landing.sink, UNREADABLE.at(refused.span, refused.message, refused.hint)))
    if large := next((path for path, data in files.items() if len(data) > YAML_BYTES), None):
        message = f"this file would be larger than {YAML_BYTES / 1_000_000:g} MB, and could not be read again"
        return Imported(
            diagnostics=(*landing.sink, UNREADABLE.at(Span(large), message, "import a part of it at a time"))
        )
    return Imported(
        files=files,
        diagnostics=tuple(landing.sink),
        notes=landing.added,
        codes=len(landing.new_codes),
        known=landing.known,
    )


class _Landing:
    """Notes and codes that are new, gathered before a file is touched."""

    def __init__(self, destination: Destination, sink: Sink) -> None:
        self.destination = destination
        self.sink = sink
        self.notes = dict(destination.notes)
        self.new: dict[str, list[NewNote]] = {}
        """By file."""
        self.new_codes: dict[str, str] = {}
        self.added = self.known = 0
        self._named = {name: code for code, label in destination.codes.items() for name in _names(code, label)}

    def take(self, document: Sequence[Remark]) -> None:
        """Note what is new in `document`."""
        home = self._home(document)
        for remark in document:
            present = self.notes.get(remark.key)
            identifier, is_new = self._id_of(remark)
            if home and present is not None and present.file == home:
                identifier, is_new = remark.key, False
            if not is_new:
                self._meet(identifier, remark)
                continue
            home = home or self._new_file()
            codes = tuple(dict.fromkeys(map(self._code, remark.tags)))
            self.new.setdefault(home, []).append(NewNote(id=identifier, text=remark.text, codes=codes))
            self.notes[identifier] = Present(home, remark.text, frozenset(codes))
            self.added += 1

    def _meet(self, identifier: str, remark: Remark) -> None:
        """Note that `remark` is the note `identifier`; one of this import takes its tags, one from before does not."""
        present = self.notes[identifier]
        for place, note in enumerate(self.new.get(present.file, ())):
            if note.id == identifier:
                codes = tuple(dict.fromkeys((*note.codes, *map(self._code, remark.tags))))
                self.new[present.file][place] = replace(note, codes=codes)
                return
        self.known += 1
        if not all(self._is_among(present.codes, tag) for tag in remark.tags):
            message = f'this is note "{identifier}", which lacks some of the tags here; it stays as it is'
            self.sink.add(INCOMPLETE.at(remark.span, message, "write those that are meant under codes: at the note"))

    def _home(self, document: Sequence[Remark]) -> str:
        """The file that holds at least half of those remarks whose ids it has; empty where none does."""
        same: dict[str, int] = {}
        other: dict[str, int] = {}
        for remark in document:
            if (present := self.notes.get(remark.key)) is not None and _FILE.fullmatch(present.file):
                count = same if _alike(present.words, remark.text) else other
                count[present.file] = count.get(present.file, 0) + 1
        best = max(same, key=lambda file: same[file], default="")
        return best if best and same[best] >= other.get(best, 0) else ""

    def _id_of(self, remark: Remark) -> tuple[str, bool]:
        """The id of the note that says what `remark` does, and whether it is a new one."""
        identifier, number = remark.key, 1
        while identifier in self.notes or identifier in self.destination.ids:
            present = self.notes.get(identifier)
            if present is not None and _alike(present.words, remark.text):
                return identifier, False
            number += 1
            identifier = f"{remark.key}-{number}"
        return identifier, True

    def _new_file(self) -> str:
        """The name of a note file that is not there yet."""
        taken = (*self.destination.files, *self.new, *(present.file for present in self.notes.values()))
        numbers = [int(found[1]) for path in taken if (found := _FILE.fullmatch(path))]
        return f"{NOTES}imported-{max(numbers, default=0) + 1}.yaml"

    def _is_among(self, codes: frozenset[str], tag: str) -> bool:
        """Whether `tag` stands for one of `codes`."""
        slug = slugify(tag, 40)
        named = {self._named.get(_folded(name), name) for name in (tag, slug, f"code-{slug}")}
        return not codes.isdisjoint(named)

    def _code(self, tag: str) -> str:
        """The code that `tag` stands for: one of the codebook that is called so, or a new one."""
        slug = slugify(tag, 40)
        for name in (tag, slug) if slug != "report" else (tag,):
            if (known := self._named.get(_folded(name))) is not None:
                return known
        stem = slug if is_id(slug) else f"code-{slug}"
        if slug == "report" and "report" not in tag.casefold():
            stem = "code"  # nothing of the tag could be spelt in plain letters
        number, code = 1, stem
        while code in self.destination.codes or code in self.new_codes:
            number += 1
            code = f"{stem}-{number}"
        if not self._without_codebook:
            self.new_codes[code] = tag
        for name in _names(code, tag):
            self._named.setdefault(name, code)
        return code

    @property
    def _without_codebook(self) -> bool:
        """Whether codes are free words here: a codebook would make those that it lacks errors."""
        return bool(self.destination.words_as_codes) and not self.destination.codes

    def files(self) -> dict[str, bytes]:
        """The new and changed files. Raises CannotEdit where one cannot be changed exactly."""
        made = {}
        for path, notes in self.new.items():
            made[path] = self._written(path, notes)
        if self.new_codes:
            entries = [{"id": code, "name": name} for code, name in self.new_codes.items()]
            data = self.destination.files.get(CODEBOOK, b"# The codebook: what the labels on the notes mean.\n")
            made[CODEBOOK] = add_items(_read(CODEBOOK, data), (), entries).written(data)
        return made

    def _written(self, path: str, notes: Sequence[NewNote]) -> bytes:
        entries = [note.entry() for note in notes]
        data = self.destination.files.get(path)
        if data is not None:
            return add_items(_read(path, data), ("notes",), entries).written(data)
        head = _FIRST_LINES.encode()
        change: Change = set_value(_read(path, head), ("event",), self.destination.event)
        change = set_value(change.after, ("recorded_as",), "paraphrase")
        return add_items(change.after, ("notes",), entries).after.text.encode()


def _read(path: str, data: bytes) -> SourceText:
    source = decode(path, data, Sink())
    if source is None:
        raise CannotEdit("this file is not UTF-8", Span(path), "mend it first")
    return source


def _alike(one: str, other: str) -> bool:
    """Whether two texts have the same words, however they are spaced and typeset."""
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def _names(code: str, label: str) -> tuple[str, ...]:
    return tuple(_folded(name) for name in (code, label) if name)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
