"""The rules of what stands in a line of Markdown: footnotes, citations, attributes, links, HTML, formulas.

Locked rules are about files that cannot be read as they were meant, and about safety: a report made in spite of them
would lack words, or carry a stranger's code.
"""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

MISSING_FOOTNOTE = Rule(
    name="missing-footnote", severity=ERROR,
    summary="A footnote mark has no footnote.",
    why="The mark would be printed as it stands.",
    example="Spending fell.[^1]",
    instead="Spending fell.[^1]\n\n[^1]: By three per cent.",
    hides=("unused-footnote",),
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

NO_EFFECT = Rule(
    name="no-effect", severity=WARNING,
    summary="A class or an attribute does nothing where it stands.",
    why="Whoever wrote it expects to see it, and no format shows it.",
    example="## What we heard {.unnumbered}",
    instead="## What we heard",
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

RULES: tuple[Rule, ...] = (
    MISSING_FOOTNOTE,
    UNUSED_FOOTNOTE,
    BAD_CITATION,
    STRAY_ATTRIBUTES,
    DROPPED_ATTRIBUTE,
    NO_EFFECT,
    UNSAFE_LINK,
    RAW_HTML,
    UNSAFE_HTML,
    BAD_FORMULA,
)
