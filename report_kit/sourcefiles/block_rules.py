"""The rules of Markdown files and their blocks: front matter, fences, notes, attributes, headings, captions.

Locked rules are about files that cannot be read as they were meant, and about safety: a report made in spite of them
would lack words, or carry a stranger's code.
"""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

MISSING_FRONT_MATTER = Rule(
    name="missing-front-matter", severity=ERROR, locked=True,
    summary="A Markdown file does not start with front matter between two lines '---'.",
    why="Front matter says what the file is: the id and title of a theme, the event of a note file.",
    example="# Leadership\n\nText.",
    instead="---\nid: leadership\ntitle: Leadership\nsummary: One sentence.\n---\n\nText.",
)  # fmt: skip

FOLLOWING = (
    "dangling-reference", "unknown-id", "finding-without-recommendation", "theme-without-finding", "wrong-count",
    "note-never-used",
)  # fmt: skip
"""What is told of a thing that has no id, or is none, because of a slip in its first line; the slip alone is told."""

UNCLOSED_FRONT_MATTER = Rule(
    name="unclosed-front-matter", severity=ERROR, locked=True,
    summary="Front matter starts with '---' but no second '---' ends it.",
    why="The whole text would be taken for YAML.",
    example="---\nid: leadership\ntitle: Leadership\n\nText.",
    instead="---\nid: leadership\ntitle: Leadership\n---\n\nText.",
)  # fmt: skip

UNREADABLE_MARKDOWN = Rule(
    name="unreadable-markdown", severity=ERROR, locked=True,
    summary="A Markdown file takes more time or memory than any text should.",
    why="It contains something that is no text: thousands of brackets, a picture pasted as letters.",
    example="[[[[[[[[[[ … twenty thousand times",
    instead="Delete the passage, or split the file.",
)  # fmt: skip

UNCLOSED_BLOCK = Rule(
    name="unclosed-block", severity=ERROR,
    summary="A block that starts with ':::' is never closed.",
    why="Everything down to the end of the file would belong to it.",
    example="::: {.finding #F1}\nLeaders ask for data [@N1].",
    instead="::: {.finding #F1}\nLeaders ask for data [@N1].\n:::",
)  # fmt: skip

UNCLOSED_COMMENT = Rule(
    name="unclosed-comment", severity=ERROR, locked=True,
    summary="A comment starts with '<!--' and is never closed, or not before the next one, or has a slip in its signs.",
    why="It takes what follows with it, up to the end of the file, or is printed for all to read.",
    example="<!-- ask Ann about this number ->\n\n::: {.finding #F1}\nLeaders ask for data [@N1].\n:::",
    instead="<!-- ask Ann about this number -->\n\n::: {.finding #F1}\nLeaders ask for data [@N1].\n:::",
)  # fmt: skip

UNCLOSED_CODE = Rule(
    name="unclosed-code", severity=ERROR, locked=True,
    summary="A block of code, which starts with ``` or ~~~, or a tag such as <pre> is never closed.",
    why="All that follows is taken for code: its findings, headings and citations are none.",
    example="```\nspending;savings\n\nSavings grew.",
    instead="```\nspending;savings\n```\n\nSavings grew.",
)  # fmt: skip

STRAY_FENCE = Rule(
    name="stray-fence", severity=ERROR,
    summary="A line starts with ':::' but neither opens nor closes a block.",
    why="The colons would be printed, and the block around them would not exist.",
    example="::: {.finding #F1 confidence=high and low}",
    instead='::: {.finding #F1 confidence="high"}',
    hides=(*FOLLOWING, "leftover-markup"),
)  # fmt: skip

CURLY_ATTRIBUTE = Rule(
    name="curly-quotes-in-attribute", severity=ERROR,
    summary="A value in the opening line of a block stands in curly quotes.",
    why="Only straight quotes hold a value together; a word processor made curly ones from them.",
    example="::: {.quote of=“N1”}",
    instead='::: {.quote of="N1"}',
)  # fmt: skip

UNKNOWN_BLOCK = Rule(
    name="unknown-block", severity=WARNING,
    summary="A block ':::' has a class that means nothing here.",
    why="It is printed as plain text.",
    example="::: {.box}",
    instead="::: {.callout}",
    hides=FOLLOWING,
)  # fmt: skip

MISSPELT_BLOCK = Rule(
    name="misspelt-block", severity=ERROR,
    summary="A block ':::' with an id has a class that is almost one of those that are known here.",
    why="It would be printed as plain text, and its id would lead nowhere: a misspelt .finding is no finding.",
    example="::: {.findng #F1}",
    instead="::: {.finding #F1}",
    hides=FOLLOWING,
)  # fmt: skip

UNKNOWN_ATTRIBUTE = Rule(
    name="unknown-attribute", severity=WARNING,
    summary="A block has an attribute that means nothing there.",
    why="It is mostly a misspelling, and what it says is not used.",
    example='::: {.finding #F1 confidense="high"}',
    instead='::: {.finding #F1 confidence="high"}',
)  # fmt: skip

UNKNOWN_NOTE_ATTRIBUTE = Rule(
    name="unknown-note-attribute", severity=ERROR, locked=True,
    summary="A note has an attribute that means nothing there.",
    why="Where 'speaker' is misspelt, what the speaker agreed to is not asked.",
    example='::: {.note #N1 speakers="P03"}',
    instead='::: {.note #N1 speaker="P03"}',
    gathered=True,
)  # fmt: skip

MISSING_ATTRIBUTE = Rule(
    name="missing-attribute", severity=ERROR,
    summary="A block lacks an attribute that it cannot do without.",
    why="A quote without a note has no words; a key figure without a value has no figure.",
    example="::: {.quote #Q1}",
    instead='::: {.quote of="N1" #Q1}',
)  # fmt: skip

MISSING_ID = Rule(
    name="missing-id", severity=ERROR,
    summary="A finding, recommendation, case study or note has no id.",
    why="Nothing can refer to it, and its number could change unnoticed from one version to the next.",
    example='::: {.finding confidence="high"}',
    instead='::: {.finding #F1 confidence="high"}',
    hides=FOLLOWING,
)  # fmt: skip

TEXT_OUTSIDE_NOTE = Rule(
    name="text-outside-note", severity=WARNING,
    summary="Text in a note file stands outside of every note.",
    why="It has no id, so nothing can cite it, and it is not printed.",
    example="Leaders ask for data.",
    instead="::: {.note #N1}\nLeaders ask for data.\n:::",
)  # fmt: skip

EMPTY_NOTE = Rule(
    name="empty-note", severity=ERROR,
    summary="A note has an id but no text.",
    why="Whoever cites it cites nothing.",
    example="::: {.note #N1}\n:::",
    instead="::: {.note #N1}\nLeaders ask for data.\n:::",
)  # fmt: skip

MISPLACED_NOTE = Rule(
    name="misplaced-note", severity=ERROR, locked=True, group="confidentiality",
    summary="A source note, or words with a 'speaker', stand outside of the note files or inside of something else.",
    why="Only a note in its own place is asked what its speaker agreed to; elsewhere the words would print, whoever "
    "said them and on whatever terms.",
    example='themes/01-leadership.md:\n::: {.note #N1 speaker="P03"}\nLeaders ask for data.\n:::',
    instead='sources/notes/roundtable.md:\n::: {.note #N1 speaker="P03"}\nLeaders ask for data.\n:::',
    hides=FOLLOWING,
)  # fmt: skip

MISPLACED_BLOCK = Rule(
    name="misplaced-block", severity=WARNING,
    summary="A finding, a quote or another block stands inside of a note file.",
    why="Notes record what was said, themes what follows from it; printed together nobody could tell them apart.",
    example="sources/notes/roundtable.md: ::: {.finding #F1}",
    instead="themes/01-leadership.md: ::: {.finding #F1}",
)  # fmt: skip

BLOCK_OF_TWO_KINDS = Rule(
    name="block-of-two-kinds", severity=ERROR, locked=True,
    summary="A block has two classes, each of which says what kind of block it is.",
    why="It can be only one of them: as a callout, a quote is not asked whether its words may be quoted, and a finding "
    "is none.",
    example='::: {.callout .quote of="N1"}\n:::',
    instead='::: {.callout}\n:::: {.quote of="N1"}\n::::\n:::',
)  # fmt: skip

DUPLICATE_ATTRIBUTE = Rule(
    name="duplicate-attribute", severity=ERROR, locked=True,
    summary="One attribute, or the id, is written twice between the same braces or in one HTML tag.",
    why="Only one of the two values can count. Of two speakers the second would not be asked what he or she agreed to.",
    example='::: {.note #N1 speaker="P01" speaker="P06"}',
    instead='::: {.note #N1 speaker="P01 P06"}',
)  # fmt: skip

UNSPACED_HEADING = Rule(
    name="heading-without-blank", severity=WARNING,
    summary="A line starts with '#' and a word, without the blank that makes it a heading.",
    why="It is printed as it stands, signs and all, and is missing from the contents.",
    example="##Leadership",
    instead="## Leadership",
)  # fmt: skip

STRAY_CAPTION = Rule(
    name="stray-caption", severity=WARNING,
    summary="A line starts with ': ' like a caption but no table or figure stands above it.",
    why="The colon would be printed.",
    example="Text.\n\n- item\n\n: Council spending {#tbl-spending}",
    instead="Put the caption right under its table, after an empty line.",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    MISSING_FRONT_MATTER,
    UNCLOSED_FRONT_MATTER,
    UNREADABLE_MARKDOWN,
    UNCLOSED_BLOCK,
    UNCLOSED_COMMENT,
    UNCLOSED_CODE,
    STRAY_FENCE,
    CURLY_ATTRIBUTE,
    UNKNOWN_BLOCK,
    MISSPELT_BLOCK,
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_NOTE_ATTRIBUTE,
    MISSING_ATTRIBUTE,
    MISSING_ID,
    TEXT_OUTSIDE_NOTE,
    EMPTY_NOTE,
    MISPLACED_NOTE,
    MISPLACED_BLOCK,
    BLOCK_OF_TWO_KINDS,
    DUPLICATE_ATTRIBUTE,
    UNSPACED_HEADING,
    STRAY_CAPTION,
)
