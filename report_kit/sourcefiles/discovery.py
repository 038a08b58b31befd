"""Which file of a project is what.

In: the names of all files. Out: a `Layout`; what lies in the wrong place or has a name that is not read is reported,
since somebody put it there to be in the report. `sources/private/` is not looked at: it is listed nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from difflib import get_close_matches
from pathlib import PurePosixPath

from report_kit.diagnostics import Sink, Span, did_you_mean
from report_kit.lazy.dataclasses import dataclass
from report_kit.sourcefiles import file_rules
from report_kit.sourcefiles.pictures import ENDINGS
from report_kit.workspace import ENCRYPTED, LISTS_OF_PEOPLE, PRIVATE, Skipped

REPORT = "report.yaml"
TABLES = ("events", "organisations", "participants", "codes", "glossary")
"""`sources/NAME.yaml`: lists of entities."""
BIBLIOGRAPHY = "references"
BIBLIOGRAPHIES = (f"sources/{BIBLIOGRAPHY}.bib", f"sources/{BIBLIOGRAPHY}.yaml")
"""Where references are looked for unless report.yaml names another file."""

_INSTEAD_OF = {
    ".docx": "copy its text into a Markdown file (.md), note by note",
    ".doc": "copy its text into a Markdown file (.md), note by note",
    ".odt": "copy its text into a Markdown file (.md), note by note",
    ".txt": "rename it to end in .md",
    ".markdown": "rename it to end in .md",
    ".mdown": "rename it to end in .md",
    ".yml": "rename it to end in .yaml",
}
_OF_MARKDOWN = frozenset(("themes", "sources/notes", "sources/sections"))
_SILENT_ENDINGS = (*ENDINGS, ".csl", ".bib")
"""Read when something names them."""
_PAPERS = frozenset(
    ("authors", "changelog", "changes", "code_of_conduct", "contributing", "history", "licence", "license", "news",
     "notice", "security", "support", "todo")
)  # fmt: skip
"""What a project keeps about itself."""
_ALIKE = 0.85
"""How like a name must be to the one that is meant: organizations, Event, reference."""
_SILENT_NAMES = frozenset(("readme.md", "readme", "thumbs.db", "desktop.ini", "license", "licence"))


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of a project by what they are, each list sorted by name."""

    tables: tuple[str, ...]
    """Names out of `TABLES` whose file exists."""
    markdown_notes: tuple[str, ...]
    yaml_notes: tuple[str, ...]
    sections: tuple[str, ...]
    themes: tuple[str, ...]
    bibliographies: tuple[str, ...]
    """Those of `BIBLIOGRAPHIES` that exist."""
    misnamed: Mapping[str, str] = field(default_factory=dict)
    """Files that may be meant as themes, sections, notes or tables, and what they would have to be called."""


def discover(files: Sequence[str], sink: Sink) -> Layout:
    """The layout of a project that consists of `files`."""
    found: dict[str, list[str]] = {name: [] for name in ("md", "yaml", "sections", "themes")}
    misnamed: dict[str, str] = {}
    for file in sorted(files):
        path = PurePosixPath(file)
        top, ending = path.parts[0], path.suffix.lower()
        private = file.startswith((f"{PRIVATE}/", ENCRYPTED))
        if not private and _lists_people(path):
            _report_names(path, sink)
            continue
        if private or _is_silent(path) or file == REPORT or file in BIBLIOGRAPHIES:
            continue
        folder = file.split("/")[1] if file.count("/") > 1 else ""
        if top == "themes" and ending == ".md":
            found["themes"].append(file)
        elif top == "sources" and folder == "notes" and ending in (".md", ".yaml"):
            found[ending[1:]].append(file)
        elif top == "sources" and folder == "sections" and ending == ".md":
            found["sections"].append(file)
        elif (right := _right_name(path)) and right not in files:
            misnamed[file] = right
        elif not (top == "sources" and not folder and path.stem in TABLES and ending == ".yaml"):
            report_unknown(file, sink)
    if not found["themes"] and not any(right.startswith("themes/") for right in misnamed.values()):
        sink.add(
            file_rules.NO_THEMES.at(
                Span(REPORT),
                "the folder themes/ holds no theme yet",
                "write themes/01-first.md: '---', 'id: first', 'title: …', 'summary: …', '---', then the text",
            )
        )
    return Layout(
        tables=tuple(name for name in TABLES if f"sources/{name}.yaml" in files),
        markdown_notes=tuple(found["md"]),
        yaml_notes=tuple(found["yaml"]),
        sections=tuple(found["sections"]),
        themes=tuple(found["themes"]),
        bibliographies=tuple(file for file in BIBLIOGRAPHIES if file in files),
        misnamed=misnamed,
    )


def _right_name(path: PurePosixPath) -> str:
    """What a file would be called whose name ends in '.md.txt' or '.yml', or is misspelt, where that would be read."""
    ending, folder = path.suffix.lower(), path.parent.as_posix()
    if ending in (".txt", ".markdown", ".mdown") and folder in _OF_MARKDOWN:
        stem = path.stem.removesuffix(".md")
        return f"{folder}/{stem}.md"
    if path.parts[0] == "sources" and ending == ".md":
        return f"sources/notes/{path.name}"  # if its head is that of notes
    if folder == "sources" and ending == ".bibtex":
        return BIBLIOGRAPHIES[0]
    if folder == "sources" and ending == ".yaml" and path.stem not in TABLES:
        close = get_close_matches(path.stem.lower(), (*TABLES, BIBLIOGRAPHY), n=1, cutoff=_ALIKE)
        return f"sources/{close[0]}.yaml" if close else ""
    stem = path.stem.removesuffix(".yaml").removesuffix(".yml")
    is_yaml = ending == ".yml" or (ending == ".txt" and path.stem != stem)
    is_read = folder == "sources/notes" or (folder == "sources" and stem in (*TABLES, BIBLIOGRAPHY))
    return f"{folder}/{stem}.yaml" if is_yaml and is_read else ""


def report_skipped(skipped: Sequence[tuple[str, Skipped]], named: Collection[str], sink: Sink) -> None:
    """Say what of `skipped` is not in the report; files that report.yaml names (`named`) may lie beside it."""
    for file, reason in skipped:
        path, span = PurePosixPath(file), Span(file)
        if reason == "beside":
            _report_beside(file, path, named, sink)
        elif reason == "case":
            hint = f"call it {file.lower()}"
            sink.add(
                file_rules.UNKNOWN_FILE.at(span, f"this folder is called {file}; what lies in it is not read", hint)
            )
        elif _is_hidden(path) or path.suffix.lower() in ENDINGS:
            continue  # a picture that cannot be read is reported where it is shown
        elif reason == "outside":
            message = "this is a link that leads outside the project, or nowhere; it is not followed"
            sink.add(file_rules.UNREADABLE_FILE.at(span, message, "put the file itself into the project"))
        elif reason == "unreadable":
            message = "this may not be read: its rights forbid it"
            sink.add(file_rules.UNREADABLE_FILE.at(span, message, "change its rights, or delete it"))
        elif reason == "folder":
            message = "this is a folder, though it is called like a file"
            sink.add(file_rules.UNKNOWN_FILE.at(span, message, "rename it, or put the file itself in its place"))
        else:
            message = "this is no file but a pipe, a socket or a device; it is not read"
            sink.add(file_rules.UNKNOWN_FILE.at(span, message, "put a file in its place, or delete it"))


def _report_beside(file: str, path: PurePosixPath, named: Collection[str], sink: Sink) -> None:
    """What lies beside report.yaml may be a project's own papers, which are written in capitals, or be misplaced."""
    ending = path.suffix.lower()
    if _lists_people(path):
        _report_names(path, sink)
        return
    if file == REPORT or file in named or _is_hidden(path) or path.name.lower() in _SILENT_NAMES:
        return
    if ending == ".md" and path.stem.upper() != path.stem and path.stem.lower() not in _PAPERS:
        hint = "notes belong into sources/notes/, sections into sources/sections/, themes into themes/"
        sink.add(file_rules.MISPLACED_FILE.at(Span(file), "Markdown files are not looked for beside report.yaml", hint))
    elif file in (f"{BIBLIOGRAPHY}.bib", *(f"{table}.yaml" for table in (*TABLES, BIBLIOGRAPHY))):
        sink.add(
            file_rules.MISPLACED_FILE.at(Span(file), f"{file} is not looked for here", f"move it to sources/{file}")
        )


def _lists_people(path: PurePosixPath) -> bool:
    """Whether `path`, which is not private, is called like a list of names, and is no chapter, note or picture."""
    return (
        path.stem.lower() in LISTS_OF_PEOPLE
        and path.suffix.lower() not in (".md", *ENDINGS)
        and path.parts[:2] not in (("sources", "notes"), ("sources", "sections"))
    )


def _report_names(path: PurePosixPath, sink: Sink) -> None:
    ending = ".yaml" if path.suffix.lower() in (".yml", ".yaml") else path.suffix
    sink.add(
        file_rules.NAMES_IN_THE_OPEN.at(
            Span(str(path)),
            "names and contacts belong into sources/private/; here git keeps them, and no report is searched for them",
            f"move it to {PRIVATE}/{path.stem.lower()}{ending}",
        )
    )


def _is_silent(path: PurePosixPath) -> bool:
    """Files that say nothing: pictures, what editors and systems leave behind, a README."""
    return _is_hidden(path) or path.name.lower() in _SILENT_NAMES or path.suffix.lower() in _SILENT_ENDINGS


def _is_hidden(path: PurePosixPath) -> bool:
    """What editors and systems leave behind."""
    return any(part.startswith((".", "~", "#")) for part in path.parts) or path.name.endswith(("~", ".bak", ".orig"))


def report_unknown(file: str, sink: Sink) -> None:
    """Say that `file`, which is none of a report's, is not read."""
    span, path = Span(file), PurePosixPath(file)
    name, ending = path.name, path.suffix.lower()
    if ending in _INSTEAD_OF:
        message = f"{ending} files are not read; what is in it is not in the report"
        sink.add(file_rules.UNKNOWN_FILE.at(span, message, _INSTEAD_OF[ending]))
    elif ending == ".yaml" and path.stem in (*TABLES, "references", "report"):
        right = REPORT if path.stem == "report" else f"sources/{name}"
        sink.add(file_rules.MISPLACED_FILE.at(span, f"{name} is not looked for here", f"move it to {right}"))
    elif ending == ".yaml":
        known = [f"{table}.yaml" for table in (*TABLES, "references")]
        hint = did_you_mean(name, known) or "note files belong into sources/notes/"
        sink.add(file_rules.UNKNOWN_FILE.at(span, f"no file called {name} is read here", hint))
    elif ending == ".md":
        hint = "notes belong into sources/notes/, sections into sources/sections/, themes into themes/"
        sink.add(file_rules.MISPLACED_FILE.at(span, "Markdown files are not looked for here", hint))
    else:
        message = f"files ending in '{ending}' are not read" if ending else "files without an ending are not read"
        sink.add(
            file_rules.UNKNOWN_FILE.at(span, message, "write .md for text, .yaml for lists; delete what is not needed")
        )
