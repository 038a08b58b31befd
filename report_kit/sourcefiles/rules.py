"""The rules of reading: what can be wrong with the files before anything is linked. `RULES` lists all of them.

Locked rules are about files that cannot be read as they were meant, and about safety: a report made in spite of
them would lack words, or carry a stranger's code.
"""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

# Files ---------------------------------------------------------------------------------------------------------

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
    name="control-character", severity=ERROR, locked=True,
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

# YAML ----------------------------------------------------------------------------------------------------------

YAML_SYNTAX = Rule(
    name="yaml-syntax", severity=ERROR, locked=True,
    summary="A line of YAML cannot be understood.",
    why="Nothing in the file can be used until it is clear what belongs to what.",
    example="title: Data: a dirty word?",
    instead='title: "Data: a dirty word?"',
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

# Front matter and Markdown -------------------------------------------------------------------------------------

MISSING_FRONT_MATTER = Rule(
    name="missing-front-matter", severity=ERROR, locked=True,
    summary="A Markdown file does not start with front matter between two lines '---'.",
    why="Front matter says what the file is: the id and title of a theme, the event of a note file.",
    example="# Leadership\n\nText.",
    instead="---\nid: leadership\ntitle: Leadership\nsummary: One sentence.\n---\n\nText.",
)  # fmt: skip

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
    why="It is printed as plain text; a misspelt .finding is no finding.",
    example="::: {.findng #F1}",
    instead="::: {.finding #F1}",
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

MISSING_FOOTNOTE = Rule(
    name="missing-footnote", severity=ERROR,
    summary="A footnote mark has no footnote.",
    why="The mark would be printed as it stands.",
    example="Spending fell.[^1]",
    instead="Spending fell.[^1]\n\n[^1]: By three per cent.",
)  # fmt: skip

UNUSED_FOOTNOTE = Rule(
    name="unused-footnote", severity=WARNING,
    summary="A footnote is written but no mark in the text leads to it, or it is written twice.",
    why="It is not printed.",
    example="Spending fell.\n\n[^1]: By three per cent.",
    instead="Spending fell.[^1]\n\n[^1]: By three per cent.",
)  # fmt: skip

BAD_CITATION = Rule(
    name="bad-citation", severity=ERROR,
    summary="A citation in brackets is not written as one.",
    why="Its ids are not linked, or the wrong ones are.",
    example="[@N1, @N4]",
    instead="[@N1; @N4]",
)  # fmt: skip

STRAY_ATTRIBUTES = Rule(
    name="stray-attributes", severity=WARNING,
    summary="Braces with attributes stand after a blank, where they belong to nothing.",
    why="What they say is lost.",
    example='[fifteen] {count="participants"}',
    instead='[fifteen]{count="participants"}',
)  # fmt: skip

DROPPED_ATTRIBUTE = Rule(
    name="dropped-attribute", severity=WARNING,
    summary="An attribute for looks, for scripts or for a place to link to stands where none can be.",
    why="How a report looks is the house style's business, the same in web page, PDF and Word.",
    example='[savings]{style="color: red"}',
    instead="**savings**",
)  # fmt: skip

UNSAFE_LINK = Rule(
    name="unsafe-link", severity=ERROR, locked=True,
    summary="A link leads neither to the web, nor to a mail address, nor to a place in the report.",
    why="Readers have no use for files on your computer, and 'javascript:' runs code on theirs.",
    example="[the plan](file:///C:/plan.docx)",
    instead="[the plan](https://www.example.org/plan)",
)  # fmt: skip

RAW_HTML = Rule(
    name="raw-html", severity=WARNING,
    summary="An HTML tag was taken out; the words inside it stay.",
    why="Word knows no HTML: what looks right in the web page would be missing elsewhere.",
    example="<font color='red'>savings</font>",
    instead="**savings**",
)  # fmt: skip

UNSAFE_HTML = Rule(
    name="unsafe-html", severity=ERROR, locked=True,
    summary="HTML that runs code or loads something from elsewhere was taken out.",
    why="A report must do nothing on its readers' computers but be read.",
    example="<script>…</script>",
    instead="Delete it; link to the page that has the script.",
)  # fmt: skip

BAD_FORMULA = Rule(
    name="bad-formula", severity=ERROR,
    summary="A formula between dollar signs is not TeX.",
    why="It would be printed as it was typed. Two prices in one line can look like a formula, too.",
    example=r"$\frac{1}{$",
    instead=r"$\frac{1}{2}$, or \$5 for five dollars",
)  # fmt: skip

# Pictures ------------------------------------------------------------------------------------------------------

MISSING_IMAGE = Rule(
    name="missing-image", severity=ERROR, locked=True,
    summary="A picture does not exist.",
    why="There would be a hole in the page.",
    example="![Spending by year](chrat.svg)",
    instead="![Spending by year](chart.svg)",
)  # fmt: skip

IMAGE_OUTSIDE_PROJECT = Rule(
    name="image-outside-project", severity=ERROR, locked=True,
    summary="A picture lies outside the project's folder.",
    why="Whoever makes the report elsewhere does not have it, and a report must not carry off private files.",
    example="![Chart](../../Pictures/chart.png)",
    instead="Copy the picture beside the text: ![Chart](chart.png)",
)  # fmt: skip

REMOTE_IMAGE = Rule(
    name="remote-image", severity=ERROR, locked=True,
    summary="A picture is to be fetched from the web, from a file:// address, or is written out as data.",
    why="The report must be the same when the page is gone, and making it opens no connection.",
    example="![Chart](https://www.example.org/chart.png)",
    instead="Save the picture beside the text: ![Chart](chart.png)",
)  # fmt: skip

NOT_AN_IMAGE = Rule(
    name="not-an-image", severity=ERROR, locked=True,
    summary="A file that should be a picture is none.",
    why="No output can show it.",
    example="A web page saved as chart.png",
    instead="Save the picture itself as PNG, JPEG, GIF, WebP or SVG.",
)  # fmt: skip

IMAGE_TOO_LARGE = Rule(
    name="image-too-large", severity=ERROR, locked=True,
    summary="A picture has more pixels or bytes than a page can use.",
    why="It makes the report slow to open and to send, and a few kilobytes can unpack to gigabytes.",
    example="A photo of 20,000 by 15,000 pixels",
    instead="Scale it to 3,000 pixels or fewer on its longer side.",
)  # fmt: skip

UNSAFE_IMAGE = Rule(
    name="unsafe-image", severity=WARNING,
    summary="An SVG picture held scripts, links to other files or foreign content; they were taken out.",
    why="A picture must do nothing but be seen; something may look different now.",
    example='<svg onload="…">',
    instead="Export the drawing again as plain SVG, with fonts and pictures embedded.",
)  # fmt: skip

MISSING_ALT_TEXT = Rule(
    name="missing-alt-text", severity=ERROR,
    summary="A picture has no text alternative.",
    why="Readers who cannot see it learn nothing from it (WCAG 2.2, 1.1.1).",
    example="![](chart.svg)",
    instead="![Spending on waste fell from 2015 to 2017](chart.svg), or ![](line.svg){.decorative}",
)  # fmt: skip

WEAK_ALT_TEXT = Rule(
    name="weak-alt-text", severity=WARNING,
    summary="The text alternative of a picture is its file name or a word like 'image'.",
    why="It tells readers who cannot see the picture nothing.",
    example="![chart.svg](chart.svg)",
    instead="![Spending on waste fell from 2015 to 2017](chart.svg)",
)  # fmt: skip

# References and looks ------------------------------------------------------------------------------------------

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
    NO_REPORT, NO_THEMES, MISSING_FILE, UNREADABLE_FILE, FILE_TOO_LARGE, EMPTY_FILE, NOT_UTF8, CONTROL_CHARACTER,
    BIDI_CONTROL, INVISIBLE_CHARACTER, UNKNOWN_FILE, MISPLACED_FILE, NAMES_IN_THE_OPEN, MERGE_CONFLICT,
    YAML_SYNTAX, YAML_TAB, YAML_TAG, DUPLICATE_KEY, TOO_MANY_VALUES, TOO_DEEP, UNKNOWN_KEY, MISSING_KEY, WRONG_TYPE,
    UNQUOTED_TEXT, COMMENT_IN_VALUE, CURLY_QUOTES, UNKNOWN_VALUE, BAD_ID, BAD_SLUG, BAD_IDENTIFIER, BAD_LANGUAGE,
    MISSING_FRONT_MATTER, UNCLOSED_FRONT_MATTER, UNREADABLE_MARKDOWN, UNCLOSED_BLOCK, UNCLOSED_COMMENT,
    UNCLOSED_CODE, STRAY_FENCE,
    CURLY_ATTRIBUTE, UNKNOWN_BLOCK,
    UNKNOWN_ATTRIBUTE, UNKNOWN_NOTE_ATTRIBUTE, MISSING_ATTRIBUTE, MISSING_ID, TEXT_OUTSIDE_NOTE, EMPTY_NOTE,
    MISPLACED_NOTE, MISPLACED_BLOCK, BLOCK_OF_TWO_KINDS,
    DUPLICATE_ATTRIBUTE, UNSPACED_HEADING, STRAY_CAPTION,
    MISSING_FOOTNOTE, UNUSED_FOOTNOTE, BAD_CITATION, STRAY_ATTRIBUTES, DROPPED_ATTRIBUTE, UNSAFE_LINK, RAW_HTML,
    UNSAFE_HTML, BAD_FORMULA,
    MISSING_IMAGE, IMAGE_OUTSIDE_PROJECT, REMOTE_IMAGE, NOT_AN_IMAGE, IMAGE_TOO_LARGE, UNSAFE_IMAGE, MISSING_ALT_TEXT,
    WEAK_ALT_TEXT,
    UNREADABLE_BIBLIOGRAPHY, UNUSABLE_FIELD, DUPLICATE_REFERENCE, BAD_CSL, UNREADABLE_WORD_LIST,
    UNKNOWN_HOUSE_STYLE, BAD_HOUSE_STYLE, UNSAFE_CSS,
)  # fmt: skip
"""Every rule of this stage."""
