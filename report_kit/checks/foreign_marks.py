"""The marks of other dialects of Markdown and of other languages, as data: what they look like, and what to write here.

In: nothing. Out: `MARKS`, in the order in which they are looked for. A mark is an idiom of another program that this
dialect prints as it stands; one that plain prose may hold is none of them.
"""

from __future__ import annotations

import re

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and what it means elsewhere."""

    find: re.Pattern[str]
    what: str
    """What it is called, for the message."""
    hint: str
    """What to write instead."""
    instead: str | None = None
    """The same as a template for `Match.expand`; None where it depends."""
    safe: bool = False
    """True where the template says the same in every case."""
    opens: bool = False
    """True where it only counts at the start of a line."""


_CONTENTS = "delete it: the contents are made by themselves"
_BREAK = "delete it: the house style says where pages begin"
_CALLOUT = '::: {.callout title="Note"}, and ::: where it ends'

ALERT = pattern(r"\[!(?P<kind>[A-Za-z]+)\][+-]?[ \t]*(?P<title>[^\n]*)")
"""'> [!NOTE]' of GitHub and Obsidian; the quote around it becomes a callout."""
ADMONITION = pattern(r"(?:!!!|\?\?\?)\+?[ \t]+(?P<kind>[A-Za-z][\w-]*)(?:[ \t]+[\"“](?P<title>[^\"”\n]*)[\"”])?[ \t]*")
"""'!!! note "Title"' of MkDocs."""
DIRECTIVE = pattern(
    r"[ \t>]*(?:`{3,}|~{3,})[ \t]*\{(?P<kind>note|tip|hint|important|warning|caution|danger|attention|error|seealso|"
    r"admonition|figure|image|table|list-table|csv-table|include|toctree|tableofcontents|contents|mermaid|dropdown|tabs?|"
    r"card|grid|margin|sidebar|topic|epigraph|glossary|bibliography)\}[ \t]*(?P<title>[^\n]*)"
)
"""'```{note}' of MyST, which is read as code."""

MARKS: tuple[Mark, ...] = (
    Mark(
        pattern(r"(?<![=!<>\w])==(?![=\s>])(?P<words>[^=\n]*[^=\s])==(?![=\w])"),
        "a mark of Obsidian and others", "write [words]{.mark}", r"[\g<words>]{.mark}", safe=True,
    ),
    Mark(
        pattern(r"\[[ xX]\](?=[ \t]+\S)"), "a box to tick of GitHub",
        "leave the box out: nobody can tick it in print", "", opens=True,
    ),
    Mark(pattern(r"\{\{[<%][^\n]*?[>%]\}\}"), "a shortcode of Quarto or Hugo", "delete it: it does nothing here"),
    Mark(
        pattern(r"\{%-?[ \t]*\w[^\n]*?-?%\}|\{\{[ \t]*[A-Za-z_][\w.]*(?:[ \t]*\|[ \t]*\w+)*[ \t]*\}\}"),
        "a command of Jekyll or Jinja", "write what it stands for",
    ),
    Mark(
        pattern(r"(?<![\w:\\])\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\[\d\])?(?![\w\\])"),
        "a command of LaTeX", _BREAK, "", safe=True,
    ),
    Mark(
        pattern(r"(?<![\w:\\])\\(?:textbf|strong)\{(?P<words>[^{}\n]+)\}"),
        "a command of LaTeX", "write **words**", r"**\g<words>**", safe=True,
    ),
    Mark(
        pattern(r"(?<![\w:\\])\\(?:textit|emph)\{(?P<words>[^{}\n]+)\}"),
        "a command of LaTeX", "write *words*", r"*\g<words>*", safe=True,
    ),
    Mark(
        pattern(r"(?<![\w:\\])\\(?:auto|parencite|text)?cite[pt]?\*?(?:\[[^\]\n]*\])*\{(?P<id>[^{}\n]+)\}"),
        "a command of LaTeX", "write [@id]", r"[@\g<id>]",
    ),
    Mark(
        pattern(r"(?<!\w)\\?@(?:ref|autoref)\((?:(?P<kind>fig|tab|tbl|eq|sec):)?(?P<id>[\w.-]+)\)"),
        "a cross-reference of bookdown", "write [@fig-name]",
    ),
    Mark(
        pattern(
            r"(?<![\w:\\])\\(?:footnote|section\*?|subsection\*?|subsubsection\*?|chapter\*?|begin|label|ref|autoref|"
            r"eqref|caption|vspace\*?|hspace\*?|includegraphics|url|href|underline|texttt|textsc)(?:\[[^\]\n]*\])?\{[^{}\n]*\}"
            r"|(?<![\w:\\])\\(?:noindent|tableofcontents|listoffigures|listoftables|medskip|bigskip|smallskip|hfill|vfill|"
            r"linebreak|newline|maketitle|appendix)(?![\w\\])"
        ),
        "a command of LaTeX", "write it in Markdown, or delete it",
    ),
    Mark(
        pattern(r"\{(?P<role>[a-z][\w:+-]*)\}(?=`[^`\n]+`)|:(?P<role2>[a-z][\w+-]*):(?=`[^`\n]+`)"),
        "a role of MyST or reStructuredText", "write [@name] to point at something",
    ),
    Mark(
        pattern(r"\[\[_?toc_?\]\]|\[toc\](?![(\[:])|\{:[ \t]*toc[ \t]*\}|\$\{toc\}|@\[toc\]", re.IGNORECASE),
        "a place for the contents", _CONTENTS, "", safe=True,
    ),
    Mark(
        pattern(r"!?\[\[(?P<to>[^\]\[\n|]+)(?:\|(?P<words>[^\]\[\n]+))?\]\]"),
        "a link of a wiki or of Obsidian", "write [words](https://address), or [@id] for a place in the report",
    ),
    Mark(
        pattern(r"(?<![\w@.\[;/-])-?@(?:fig|tbl|sec|eq|lst)-[\w-]*\w"),
        "a cross-reference of Quarto", "write it in brackets: [@fig-name]",
    ),
    Mark(pattern(r"\[@?(?:fig|tbl|tab|sec|eq):[\w.-]+\]"), "a cross-reference of another program", "write [@fig-name]"),
    Mark(
        pattern(r"\*\[(?P<short>[^\]\n]+)\]:[ \t]+(?P<long>[^\n]+)"), "an abbreviation of PHP Markdown Extra",
        "write it into sources/glossary.yaml: - term: …, definition: …", opens=True,
    ),
    Mark(
        pattern(r"\^[ \t]+(?=\w)"), "a caption of Djot", "write the caption with a colon: ': What it shows'",
        opens=True,
    ),
    Mark(
        pattern(r"(?<![^\s])\^[A-Za-z][\w-]*[ \t]*$"), "a mark of Obsidian",
        "delete it: give a block its id with {#name}", "",
    ),
    Mark(pattern(r"%%[^%\n]+%%"), "a comment of Obsidian", "write <!-- comment -->"),
    Mark(pattern(r"\{:[^}\n]*\}"), "attributes of kramdown", "write them without the colon: {#name .class}"),
    Mark(
        pattern(r"\[(?:\.[\w-]+)+\]#(?P<words>[^#\n]+)#"), "a mark of AsciiDoc", "write *words*, or [words]{.mark}",
        r"[\g<words>]{.mark}",
    ),
    Mark(
        pattern(r"\.\.[ \t]+(?:[\w-]+::|_[\w-]+:)"), "a directive of reStructuredText", f"write {_CALLOUT}", opens=True,
    ),
    Mark(
        pattern(r"={2,6}[ \t]+(?P<words>[^=\n]+?)[ \t]+={2,6}[ \t]*$"), "a heading of a wiki", "write '## Words'",
        r"## \g<words>", opens=True,
    ),
    Mark(
        pattern(r"={1,6}[ \t]+(?=[A-Z])(?![^\n]*=)"), "a heading of AsciiDoc", "write '## Words'", opens=True,
    ),
    Mark(
        pattern(r"h(?P<level>[1-6])\.[ \t]+(?=\S)"), "a heading of Textile or Jira", "write '## Words'", "## ",
        opens=True,
    ),
    Mark(
        pattern(r"(?<!')'''(?!')(?P<words>[^'\n]+)'''(?!')"), "bold letters of a wiki", "write **words**",
        r"**\g<words>**", safe=True,
    ),
    Mark(
        pattern(r"\[(?P<tag>b|i|u|s|url|img|quote|code|size|color|colour|center|list)(?:=[^\]\n]*)?\][^\n]*?\[/(?P=tag)\]"),
        "a mark of BBCode", "write *words* or **words**",
    ),
    Mark(
        pattern(r"\{(?:code|info|note|panel|quote|warning|color|noformat|toc)(?::[^}\n]*)?\}"),
        "a macro of Jira or Confluence", f"write {_CALLOUT}",
    ),
    Mark(
        pattern(r"#\+(?:title|author|date|begin_\w+|end_\w+|caption|options|include):?", re.IGNORECASE),
        "a keyword of Org", "write it in Markdown", opens=True,
    ),
)  # fmt: skip
