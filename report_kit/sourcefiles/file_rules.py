"""The rules of files: what can keep one from being read at all, or from being read as what it is.

Locked rules are about files that cannot be read as they were meant, and about safety: a report made in spite of them
would lack words, or carry a stranger's code.
"""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity
from report_kit.diagnostics.repository import REPOSITORY_REFUSED

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NO_REPORT = Rule(
    name="no-report", severity=ERROR, locked=True,
    summary="The folder has no report.yaml.",
    why="report.yaml says what the report is called, who publishes it and when; nothing can be made without it.",
    example="my-report/\n  sources/\n  themes/",
    instead="my-report/\n  report.yaml\n  sources/\n  themes/",
)  # fmt: skip

NO_THEMES = Rule(
    name="no-themes", severity=ERROR,
    summary="The folder themes/ holds no theme.",
    why="A report consists of themes; without one it has a cover and nothing to say.",
    example="my-report/\n  report.yaml\n  themes/",
    instead="themes/01-leadership.md:\n---\nid: leadership\ntitle: Leadership\nsummary: One sentence.\n---\n\nText.",
)  # fmt: skip

MISSING_FILE = Rule(
    name="missing-file", severity=ERROR, locked=True,
    summary="A file that report.yaml names does not exist.",
    why="What it should hold (references, a citation style) would be missing from the report.",
    example="bibliography: sources/refs.bib",
    instead="bibliography: sources/references.bib",
)  # fmt: skip

UNREADABLE_FILE = Rule(
    name="unreadable-file", severity=ERROR, locked=True,
    summary="A file may not be read, or is a link that leads outside the project or nowhere.",
    why="A report is made from the files of its folder and from nothing else on the computer.",
    example="themes/02-savings.md -> /home/ann/savings.md",
    instead="Copy the file itself into the folder.",
)  # fmt: skip

MISNAMED_FILE = Rule(
    name="misnamed-file", severity=ERROR, locked=True,
    summary="A theme, a section or notes stand in a file that is not read because of how its name ends.",
    why="All that stands in it would be missing, and whatever points at it would lead nowhere.",
    example="themes/02-savings.md.txt",
    instead="themes/02-savings.md",
)  # fmt: skip

FILE_TOO_LARGE = Rule(
    name="file-too-large", severity=ERROR, locked=True,
    summary="A file is larger than any source of a report needs to be.",
    why="A file of many megabytes is mostly a mistake (a picture pasted as text), and would stop the machine.",
    example="sources/notes/roundtable.md with 20 MB",
    instead="Split the file; keep pictures in files of their own.",
)  # fmt: skip

EMPTY_FILE = Rule(
    name="empty-file", severity=ERROR,
    summary="A file is empty, or has front matter and nothing after it.",
    why="Somebody meant to write something there; the report would go out without it.",
    example="---\nid: leadership\ntitle: Leadership\nsummary: Leaders ask for data.\n---\n",
    instead="Write the text below the second '---', or delete the file.",
)  # fmt: skip

NOT_UTF8 = Rule(
    name="not-utf8", severity=ERROR, locked=True,
    summary="A file is saved in another encoding than UTF-8.",
    why="Guessing the encoding turns names and pound signs into garbage in print.",
    example="A file saved by an old editor as 'Western (Windows-1252)'.",
    instead="Save it again as UTF-8.",
)  # fmt: skip

CONTROL_CHARACTER = Rule(
    name="control-character", severity=ERROR, locked=True, hides=("garbled-text",),
    summary="An invisible control character, such as NUL, stands in the text.",
    why="Neither Word nor a web page can hold it: the file would not open.",
    example="Text pasted from a damaged file.",
    instead="Delete the character and type the words around it again.",
)  # fmt: skip

BIDI_CONTROL = Rule(
    name="bidi-control", severity=WARNING,
    summary="An invisible character changes the direction in which the text after it reads.",
    why="Readers see other words than the file holds; such characters are used to disguise names and links.",
    example="A name pasted from a web page that carries U+202E.",
    instead="Delete it, unless the passage is in Arabic or Hebrew.",
)  # fmt: skip

INVISIBLE_CHARACTER = Rule(
    name="invisible-character", severity=ERROR, locked=True,
    summary="An id contains a character that nobody can see.",
    why="'N1' and 'N1' with a zero-width space are two ids that look the same; links go nowhere.",
    example="::: {.note #N1} pasted from a chat, with a zero-width space after N1",
    instead="Type the id again.",
)  # fmt: skip

UNKNOWN_FILE = Rule(
    name="unknown-file", severity=WARNING,
    summary="A file in sources/ or themes/ has a name or type that is not read.",
    why="Its words are not in the report, though somebody put it there.",
    example="sources/notes/roundtable.docx",
    instead="sources/notes/roundtable.md",
)  # fmt: skip

MISPLACED_FILE = Rule(
    name="misplaced-file", severity=WARNING,
    summary="A file lies in a folder where it is not looked for.",
    why="Its words are not in the report.",
    example="themes/events.yaml",
    instead="sources/events.yaml",
)  # fmt: skip

NAMES_IN_THE_OPEN = Rule(
    name="names-outside-private", severity=ERROR, locked=True, group="confidentiality",
    summary="A list of names or contacts lies outside of sources/private/.",
    why="Only there does git pass it by, and only there is it read to look for leaks; elsewhere it travels with the "
    "project, names and all.",
    example="sources/people.yaml",
    instead="sources/private/people.yaml",
)  # fmt: skip

MERGE_CONFLICT = Rule(
    name="merge-conflict", severity=ERROR, locked=True,
    summary="A file holds the marks of a merge conflict that git could not settle.",
    why="Two versions of a passage stand there one below the other; only a person can tell which is meant.",
    example="<<<<<<< HEAD\ntitle: Data\n=======\ntitle: Data at the table\n>>>>>>> review",
    instead="title: Data at the table",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    NO_REPORT,
    NO_THEMES,
    MISSING_FILE,
    UNREADABLE_FILE,
    MISNAMED_FILE,
    FILE_TOO_LARGE,
    EMPTY_FILE,
    NOT_UTF8,
    CONTROL_CHARACTER,
    BIDI_CONTROL,
    INVISIBLE_CHARACTER,
    UNKNOWN_FILE,
    MISPLACED_FILE,
    NAMES_IN_THE_OPEN,
    MERGE_CONFLICT,
    REPOSITORY_REFUSED,
)
