"""The rules of confidentiality. All are locked: no report.yaml lowers them or switches them off."""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity
from report_kit.diagnostics.repository import REPOSITORY_REFUSED

PROTECTED_NAME = Rule(
    name="protected-name",
    severity=Severity.ERROR,
    summary="An artifact names somebody who took part under a promise of confidentiality.",
    why="People spoke because they were promised that nobody outside would learn who said what, or who was there. "
    "A name in a file's properties breaks that promise as much as one on the cover.",
    example="The Word file's properties give 'Last modified by' as one of the participants.",
    instead="Remove the name where the message points. For somebody who is on record, or wrote the report, declare an "
    "exception by id, with the reason.",
    locked=True,
    group="confidentiality",
)
UNSCANNED_ARTIFACT = Rule(
    name="unscanned-artifact",
    severity=Severity.ERROR,
    summary="An artifact, or something inside it, could not be read and so could not be searched for names.",
    why="What cannot be read cannot be vouched for: a damaged or locked file may hold any name.",
    example="A PDF that asks for a password.",
    instead="Save the file again without password, or take the unreadable part out.",
    locked=True,
    group="confidentiality",
)
LEAK_SCAN_NOT_RUN = Rule(
    name="leak-scan-not-run",
    severity=Severity.ERROR,
    summary="The names to look for are not here, and the build was told to require them.",
    why="Whoever builds without `sources/private/` cannot know whether the report keeps its promises.",
    example="A co-author builds the report from a fresh copy of the project.",
    instead="Run the final build where `sources/private/` is, or give the key of `sources/private.age`. Without "
    "`--require-private`, the last line of a build says that nothing was looked for.",
    locked=True,
    group="confidentiality",
)
PRIVATE_FILE_FAULT = Rule(
    name="private-file-fault",
    severity=Severity.ERROR,
    summary="The private list of participants cannot be understood.",
    why="A person whose entry cannot be read is a person whose name is not looked for.",
    example="people:\n  P01:\n    nmae: …",
    instead="Correct the line; its content is not repeated here on purpose.",
    locked=True,
    group="confidentiality",
)
LEAK_EXCEPTION_FAULT = Rule(
    name="leak-exception-fault",
    severity=Severity.ERROR,
    summary="An exception from the search for names has no reason, or names nobody.",
    why="An exception switches a protection off. Somebody must be able to tell later why.",
    example="leak_exceptions:\n  - id: P03",
    instead="leak_exceptions:\n  - id: P03\n    reason: on record, signed the foreword",
    locked=True,
    group="confidentiality",
)

PARTICIPANT_NOT_LISTED = Rule(
    name="participant-not-listed",
    severity=Severity.WARNING,
    summary="The private list and sources/participants.yaml do not have the same people.",
    why="The name of somebody who is missing from the list is not looked for, and nobody notices.",
    example="# sources/participants.yaml declares P01 and P02, sources/private/people.yaml has:\npeople:\n  P01: …",
    instead="people:\n  P01: …\n  P02: …",
    locked=True,
    group="confidentiality",
)
PRIVATE_FILE_TRACKED = Rule(
    name="private-file-tracked",
    severity=Severity.ERROR,
    summary="A file of sources/private/ is kept in git.",
    why="Whatever git keeps travels to everybody who has a copy, and stays in the history after it is deleted.",
    example="git add --force sources/private/people.yaml",
    instead="git rm -r --cached sources/private\n# and a line 'sources/private/' in .gitignore; the encrypted "
    "sources/private.age may be kept in git",
    locked=True,
    group="confidentiality",
)
PUBLISHED_WITHOUT_CONSENT = Rule(
    name="published-without-consent",
    severity=Severity.ERROR,
    summary="A file of an earlier build still has words or a name that may not be told any more.",
    why="Somebody withdrew, or agreed to less than before. The report that is built next keeps to that; the file in "
    "`dist/` that lies ready to be sent does not.",
    example="# dist/report.pdf quotes N1, and since then P03, who said it, has\nconsent: {attribution_level: "
    "on_record, withdrawn: yes}",
    instead="Run `report-kit forget`: it removes such files and says what to do about git, releases and files that "
    "were sent already. Then build again.",
    locked=True,
    group="confidentiality",
)

NAME_IN_ID = Rule(
    name="name-in-id",
    severity=Severity.ERROR,
    summary="An id holds initials, or a part of the name, of somebody who is protected.",
    why="Ids are printed beside words, and stand in addresses of the web page, in bookmarks of PDF and Word, in data. "
    "OF1 and OF2 tell those who know Ottoline Frithenby which remarks are hers.",
    example='::: {.note #OF1 speaker="P03"}\nBudgets are tight.\n:::',
    instead='::: {.note #N1 speaker="P03"}\nBudgets are tight.\n:::',
    locked=True,
    group="confidentiality",
)
RULES: tuple[Rule, ...] = (
    PROTECTED_NAME,
    NAME_IN_ID,
    UNSCANNED_ARTIFACT,
    LEAK_SCAN_NOT_RUN,
    PRIVATE_FILE_FAULT,
    LEAK_EXCEPTION_FAULT,
    PARTICIPANT_NOT_LISTED,
    PRIVATE_FILE_TRACKED,
    PUBLISHED_WITHOUT_CONSENT,
    REPOSITORY_REFUSED,
)
