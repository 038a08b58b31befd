"""The rules of bibliographies, citation styles, lists of words and house styles.

Locked rules are about files that cannot be read as they were meant, and about safety: a report made in spite of them
would lack words, or carry a stranger's code.
"""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

UNREADABLE_BIBLIOGRAPHY = Rule(
    name="unreadable-bibliography", severity=ERROR, locked=True,
    summary="The bibliography cannot be read as BibTeX or CSL-YAML.",
    why="No reference could be printed.",
    example="@book{smith2017, title={Data",
    instead="@book{smith2017, title={Data}}",
)  # fmt: skip

UNUSABLE_FIELD = Rule(
    name="unusable-reference-field", severity=WARNING,
    summary="A work in a YAML bibliography has a field, a type or a date that citation styles do not know.",
    why="It is left out of the reference list without a word, mostly because it is misspelt.",
    example="- id: smith2017\n  titel: Data\n  issued: last year",
    instead="- id: smith2017\n  title: Data\n  issued: 2017",
)  # fmt: skip

DUPLICATE_REFERENCE = Rule(
    name="duplicate-reference", severity=ERROR,
    summary="Two works in the bibliography have the same id.",
    why="Citations would lead to either of the two.",
    example="@book{smith2017, …}\n@article{smith2017, …}",
    instead="@book{smith2017a, …}\n@article{smith2017b, …}",
)  # fmt: skip

BAD_CSL = Rule(
    name="bad-csl", severity=ERROR, locked=True,
    summary="The citation style is no independent CSL style.",
    why="References could not be formatted.",
    example="csl: sources/references.bib",
    instead="csl: sources/harvard.csl",
)  # fmt: skip

UNREADABLE_WORD_LIST = Rule(
    name="unreadable-word-list", severity=ERROR,
    summary="A list of words is not in the shape of Vale's substitution and existence rules, or there are too many.",
    why="The words in it would be looked for nowhere.",
    example="extends: substitution\nswap:\n  - utilise",
    instead="extends: substitution\nmessage: \"Write “%s”, not “%s”.\"\nswap:\n  utilise: use",
)  # fmt: skip

UNKNOWN_HOUSE_STYLE = Rule(
    name="unknown-house-style", severity=ERROR, locked=True,
    summary="There is no house style of this name.",
    why="The report would have no look.",
    example="house_style: plian",
    instead="house_style: plain",
)  # fmt: skip

BAD_HOUSE_STYLE = Rule(
    name="bad-house-style", severity=ERROR, locked=True,
    summary="A file of the report's own house style says something that cannot be used.",
    why="The report would look other than whoever made the style meant, in one format and not in another.",
    example="colours:\n  accent: petrol",
    instead="colours:\n  accent: \"#00606b\"",
)  # fmt: skip

UNSAFE_CSS = Rule(
    name="unsafe-css", severity=ERROR, locked=True,
    summary="A stylesheet of the report's own house style reaches for something outside of its folder.",
    why="Whoever opens the report would fetch it, and be seen to; a report must need nothing but itself.",
    example="@import url(https://example.org/look.css);",
    instead="Copy the rules into the file, and pictures into the folder beside it: url(pattern.svg)",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    UNREADABLE_BIBLIOGRAPHY,
    UNUSABLE_FIELD,
    DUPLICATE_REFERENCE,
    BAD_CSL,
    UNREADABLE_WORD_LIST,
    UNKNOWN_HOUSE_STYLE,
    BAD_HOUSE_STYLE,
    UNSAFE_CSS,
)
