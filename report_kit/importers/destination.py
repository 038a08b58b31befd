"""Destination: what a project holds that an import has to know, so that ids do not clash and nothing comes twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from report_kit.model.report import Report
from report_kit.model.walk import blocks_text
from report_kit.sourcefiles.limits import YAML_BYTES
from report_kit.workspace import Files

CODEBOOK = "sources/codes.yaml"
NOTES = "sources/notes/"


@dataclass(frozen=True, slots=True)
class Present:
    """A note that the project has."""

    file: str
    words: str
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """The project that notes go to."""

    event: str
    """Id of the event where they were said."""
    notes: Mapping[str, Present] = field(default_factory=dict)
    """By id. What they say is compared, and shown nowhere."""
    ids: frozenset[str] = frozenset()
    """Every other id that is taken."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """The codebook: names of codes by id."""
    words_as_codes: frozenset[str] = frozenset()
    """Codes on notes that stand in no codebook."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The codebook and the note files in YAML, as they are on the disk."""


def destination(files: Files, report: Report, event: str) -> Destination:
    """What the project in `files`, read as `report`, holds; new notes are from `event`."""
    notes = {name: report.recorded(note) for name, note in report.notes.items()}
    paths = [path for path in files.list_files() if path == CODEBOOK or _is_yaml_notes(path)]
    return Destination(
        event=event,
        notes={
            name: Present(note.span.file, blocks_text(note.blocks), frozenset(note.codes))
            for name, note in notes.items()
        },
        ids=frozenset((*report.targets, *report.events, *report.organisations, *report.participants, *report.uncited)),
        codes={code.id: code.name for code in report.codes.values()},
        words_as_codes=frozenset(code for note in notes.values() for code in note.codes) - report.codes.keys(),
        files={path: files.read(path, YAML_BYTES) for path in paths},
    )


def _is_yaml_notes(path: str) -> bool:
    return path.startswith(NOTES) and path.endswith(".yaml")
