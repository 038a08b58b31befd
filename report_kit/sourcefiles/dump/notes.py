"""add_notes, add_codes: remarks more in a note file, and labels more on a remark, in Markdown and in YAML alike.

In: the text of a note file. Out: a proven `Change`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from report_kit.diagnostics import Edit, Span
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.sourcefiles.dump.change import CannotEdit, Change
from report_kit.sourcefiles.dump.fences import fences_of, find_fence, set_attribute
from report_kit.sourcefiles.dump.markdown import WAYS, attribute, read_as
from report_kit.sourcefiles.dump.places import Path
from report_kit.sourcefiles.dump.reading import (
    Asked,
    Value,
    bare,
    is_markdown,
    prove,
    tree_of,
    value_of,
)
from report_kit.sourcefiles.dump.yaml_edits import add_items, set_value
from report_kit.sourcefiles.ids import is_id
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import shown
from report_kit.workspace import Workspace

_SEPARATORS = re.compile(r"[\s,;]+")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A remark that is to be written into a note file."""

    id: str
    text: str
    """What was said, as plain words; blank lines part paragraphs, other line ends are as good as blanks."""
    codes: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What else is known of it: speaker, timestamp …"""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text by paragraphs, each on one line."""
        lines = (" ".join(paragraph.split()) for paragraph in _PARAGRAPHS.split(self.text))
        return tuple(line for line in lines if line)

    def entry(self) -> dict[str, Asked]:
        """The same as an item of the list `notes:` in YAML."""
        codes: dict[str, Asked] = {"codes": list(self.codes)} if self.codes else {}
        return {"id": self.id, "text": "\n\n".join(self.paragraphs), **self.attributes, **codes}


def add_notes(workspace: Workspace, source: SourceText, notes: Sequence[NewNote]) -> Change:
    """The change after which `notes` stand at the end of the note file `source`.

    Raises CannotEdit where one has no words, or an id that cannot be one or is taken in this file, and where the
    file would then say anything else.
    """
    _check(notes, _ids_in(workspace, source), source)
    if not is_markdown(source):
        return add_items(source, ("notes",), [note.entry() for note in notes])
    if not front_matter_end(source.lines):
        raise CannotEdit("this file has no front matter", Span(source.file), "write '---', event: …, '---' above it")
    ways = dict.fromkeys((note.id for note in notes), 0)
    expected = value_of(source, workspace)
    while True:
        change = Change.of(source, [_at_the_end(source, notes, ways)] if notes else [])
        added = bare(tree_of(change.after, workspace))[len(expected["body"]) :]
        wrong = [note for place, note in enumerate(notes) if not _says(added[place : place + 1], note)]
        if not wrong:
            expected["body"] = [*expected["body"], *added]
            return prove(change, expected, workspace)
        for note in wrong:
            ways[note.id] += 1
            if ways[note.id] == len(WAYS):
                raise CannotEdit(
                    f"the words of note '{note.id}' would be read as something else", Span(source.file),
                    "write it by hand",
                )  # fmt: skip


def add_codes(workspace: Workspace, source: SourceText, note: str, codes: Sequence[str]) -> Change:
    """The change after which the note with the id `note` has `codes` besides those that it has.

    Raises CannotEdit where there is no such note in `source`, and as `set_attribute`, `set_value` and `add_items` do.
    """
    for code in codes:
        if not code or _SEPARATORS.search(code):
            raise CannotEdit(f"'{shown(code)}' cannot be a code: it has no letters, or a blank, ',' or ';'")
    if is_markdown(source):
        fence = find_fence(workspace, source, note)
        present = fence.get("codes")
        new = _missing(codes, present)
        return set_attribute(workspace, source, note, "codes", _joined(present, new)) if new else Change.of(source, [])
    value = value_of(source)
    path = (*_path_of(source, value, note), "codes")
    written = _note_at(value, path[:-1]).get("codes")
    if isinstance(written, tuple) and written[0] != "null":  # codes: value skills
        new = _missing(codes, written[1])
        return set_value(source, path, _joined(written[1], new)) if new else Change.of(source, [])
    new = _missing(
        codes, " ".join(one[1] for one in written or () if isinstance(one, tuple) and written != ("null", ""))
    )
    return add_items(source, path, new)


def _missing(codes: Sequence[str], present: str) -> list[str]:
    """Those of `codes` that are not among those `present`, each once."""
    known = set(_SEPARATORS.split(present))
    return [code for code in dict.fromkeys(codes) if code not in known]


def _joined(present: str, new: Sequence[str]) -> str:
    """The codes `present` and `new`, parted as the present ones are."""
    parted = re.search(r"[,;]\s*", present)
    return (parted[0] if parted else " ").join([*([present] if present.strip() else []), *new])


def _check(notes: Sequence[NewNote], taken: set[str], source: SourceText) -> None:
    for note in notes:
        if not is_id(note.id):
            raise CannotEdit(f"'{shown(note.id)}' cannot be an id", Span(source.file))
        if note.id in taken:
            raise CannotEdit(f"there is a note '{note.id}' already", Span(source.file), "give it another id")
        if not note.paragraphs:
            raise CannotEdit(f"note '{note.id}' has no words", Span(source.file))
        taken.add(note.id)


def _ids_in(workspace: Workspace, source: SourceText) -> set[str]:
    if is_markdown(source):
        return {fence.id for fence in fences_of(workspace, source)}
    return set(_ids_by_place(value_of(source)).values())


def _ids_by_place(value: Value) -> dict[int, str]:
    """Id by its place under `notes:`."""
    notes = value.get("notes") if isinstance(value, dict) else None
    found = {}
    for place, note in enumerate(notes if isinstance(notes, list) else ()):
        identifier = note.get("id") if isinstance(note, dict) else None
        if isinstance(identifier, tuple):
            found[place] = identifier[1]
    return found


def _path_of(source: SourceText, value: Value, note: str) -> Path:
    found = [place for place, identifier in _ids_by_place(value).items() if identifier == note]
    if len(found) != 1:
        what = "there is no note" if not found else "there are two notes"
        raise CannotEdit(f"{what} '{shown(note)}' in this file", Span(source.file))
    return ("notes", found[0])


def _note_at(value: Value, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


# Markdown -----------------------------------------------------------------------------------------------------


def _at_the_end(source: SourceText, notes: Sequence[NewNote], ways: Mapping[str, int]) -> Edit:
    """`notes` below the last line that says something."""
    last = len(source.lines)
    while not source.lines[last - 1].strip():
        last -= 1
    place = Span(source.file, last, source.end_of(last), last, source.end_of(last))
    return Edit(place, "".join(f"\n\n{_markdown(note, WAYS[ways[note.id]], place)}" for note in notes))


def _markdown(note: NewNote, write: Callable[[str], str], place: Span) -> str:
    pairs = {**note.attributes, **({"codes": " ".join(note.codes)} if note.codes else {})}
    attributes = "".join(f" {attribute(name, value, place)}" for name, value in pairs.items())
    text = "\n\n".join(map(write, note.paragraphs))
    return f"::: {{.note #{note.id}{attributes}}}\n{text}\n:::"


def _says(nodes: Sequence[Any], note: NewNote) -> bool:
    """Whether `nodes`, of a bare tree, are one div that says what `note` does."""
    if len(nodes) != 1 or nodes[0][0] != "Div":
        return False
    _, (identifier, classes, pairs), blocks = nodes[0]
    wanted = {**note.attributes, **({"codes": " ".join(note.codes)} if note.codes else {})}
    if identifier != note.id or classes != ["note"] or dict(pairs) != wanted or len(blocks) != len(note.paragraphs):
        return False
    return all(
        block[0] == "Para" and len(block[1]) == 1 and block[1][0][0] == "Text" and read_as(block[1][0][1], words)
        for block, words in zip(blocks, note.paragraphs, strict=True)
    )
