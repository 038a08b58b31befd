"""The rules of YAML: what can be wrong with the form of a file, with its names and with its values.

Locked rules are about files that cannot be read as they were meant, and about safety: a report made in spite of them
would lack words, or carry a stranger's code.
"""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

YAML_SYNTAX = Rule(
    name="yaml-syntax", severity=ERROR, locked=True,
    summary="A line of YAML cannot be understood.",
    why="Nothing in the file can be used until it is clear what belongs to what.",
    example="title: Data: a dirty word?",
    instead='title: "Data: a dirty word?"',
    hides=("curly-quotes-in-yaml",),
)  # fmt: skip

YAML_TAB = Rule(
    name="tab-in-yaml", severity=ERROR, locked=True,
    summary="A YAML line is indented with a tab.",
    why="YAML forbids it, since a tab is as wide as each editor likes.",
    example="- id: nesta\n\tname: Nesta",
    instead="- id: nesta\n  name: Nesta",
)  # fmt: skip

YAML_TAG = Rule(
    name="yaml-tag", severity=ERROR, locked=True,
    summary="A value carries a YAML tag, a word that starts with '!'.",
    why="Tags can order other programs to run code; here they are never followed.",
    example="title: !!python/object:os.system Data",
    instead="title: Data",
)  # fmt: skip

DUPLICATE_KEY = Rule(
    name="duplicate-key", severity=ERROR, locked=True,
    summary="One name is written twice in the same place.",
    why="Only one of the two values can be meant.",
    example="title: Data\ntitle: Data at the table",
    instead="title: Data at the table",
)  # fmt: skip

TOO_MANY_VALUES = Rule(
    name="too-many-values", severity=ERROR, locked=True,
    summary="A YAML file stands for more values than a report can need.",
    why="A few lines with *aliases can stand for billions of values and stop the machine.",
    example="a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]",
    instead="Write out the few values that are meant.",
)  # fmt: skip

TOO_DEEP = Rule(
    name="too-deep", severity=ERROR, locked=True,
    summary="Quotes, lists, boxes or marks are nested deeper than anyone can follow.",
    why="It is mostly a slip (a pasted e-mail thread, a bracket never closed), and no page can show it.",
    example=">>>>>>>>>> and so on, sixty times",
    instead="Flatten the passage.",
)  # fmt: skip

UNKNOWN_KEY = Rule(
    name="unknown-key", severity=ERROR,
    summary="A name in a YAML file is not one that is read.",
    why="It is mostly a misspelling, and its value would be lost without a word.",
    example="tilte: Data at the table",
    instead="title: Data at the table",
    gathered=True,
)  # fmt: skip

MISSING_KEY = Rule(
    name="missing-key", severity=ERROR, locked=True,
    summary="A value that must be there is missing or empty.",
    why="The report prints it, or other files refer to it.",
    example="- id: nesta",
    instead="- id: nesta\n  name: Nesta",
)  # fmt: skip

WRONG_TYPE = Rule(
    name="wrong-type", severity=ERROR, locked=True,
    summary="A value has another form than is due: a list for a text, words for a date.",
    why="It cannot be printed or compared.",
    example="date: last autumn",
    instead="date: 2017-10-16",
)  # fmt: skip

UNQUOTED_TEXT = Rule(
    name="unquoted-text", severity=ERROR, locked=True,
    summary="A text is written so that YAML reads something else: true, false or a date.",
    why="Other programs that open the file, and the editor's own hints, would not see the text.",
    example="abbreviation: NO",
    instead='abbreviation: "NO"',
)  # fmt: skip

COMMENT_IN_VALUE = Rule(
    name="comment-in-value", severity=WARNING,
    summary="A '#' after a blank cuts off the rest of a value that stands without quotes.",
    why="YAML takes it for a remark: 'Priority #1 for councils' would go to print as 'Priority'.",
    example="title: Priority #1 for councils",
    instead='title: "Priority #1 for councils"',
)  # fmt: skip

CURLY_QUOTES = Rule(
    name="curly-quotes-in-yaml", severity=WARNING,
    summary="A value stands in curly quotes, which are words for YAML.",
    why="A word processor made them from straight ones; they would be printed on the cover.",
    example="title: “Data at the table”",
    instead='title: "Data at the table"',
)  # fmt: skip

UNKNOWN_VALUE = Rule(
    name="unknown-value", severity=ERROR,
    summary="A value is none of those that are possible.",
    why="It is mostly a misspelling; what was meant decides what is printed.",
    example="status: finished",
    instead="status: final",
    gathered=True,
)  # fmt: skip

BAD_ID = Rule(
    name="bad-id", severity=ERROR, locked=True,
    summary="An id is not a letter followed by letters, digits, '.', '_' or '-', or has more than 80 characters.",
    why="Ids become link targets in web page, PDF and Word, and only these characters survive all three.",
    example="- id: 1st roundtable",
    instead="- id: roundtable-1",
)  # fmt: skip

BAD_SLUG = Rule(
    name="bad-slug", severity=ERROR, locked=True,
    summary="The file name chosen with `slug:` is not made of small letters, digits and hyphens, at most 80.",
    why="The finished files are called so; a name with a slash would put them elsewhere, others no system takes.",
    example="slug: ../Our report",
    instead="slug: our-report",
)  # fmt: skip

BAD_IDENTIFIER = Rule(
    name="bad-identifier", severity=WARNING,
    summary="A DOI, ISBN or ORCID iD is not one: it has another form, or its check digit does not fit.",
    why="It is printed so that readers and libraries can look it up; with a slip in it they find nothing, or the wrong "
    "thing.",
    example="isbn: 978-1-23456-789-0",
    instead="isbn: 978-1-23456-789-7",
)  # fmt: skip

BAD_LANGUAGE = Rule(
    name="bad-language", severity=WARNING,
    summary="The language is not written as a language tag such as en-GB (BCP 47).",
    why="Screen readers, hyphenation and spelling go by it; a tag that they do not know they ignore.",
    example="language: English",
    instead="language: en-GB",
)  # fmt: skip

MARKUP_IN_VALUE = Rule(
    name="markup-in-value", severity=WARNING,
    summary="A title, a summary or another value that is printed holds marks of Markdown.",
    why="Values are words in a line, not Markdown: readers see the stars and brackets.",
    example="title: What **works**",
    instead="title: What works",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    MARKUP_IN_VALUE,
    YAML_SYNTAX,
    YAML_TAB,
    YAML_TAG,
    DUPLICATE_KEY,
    TOO_MANY_VALUES,
    TOO_DEEP,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    UNQUOTED_TEXT,
    COMMENT_IN_VALUE,
    CURLY_QUOTES,
    UNKNOWN_VALUE,
    BAD_ID,
    BAD_SLUG,
    BAD_IDENTIFIER,
    BAD_LANGUAGE,
)
