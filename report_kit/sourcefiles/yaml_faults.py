"""in_plain_words: libyaml's complaint about a file that is not YAML → where the fault begins, and what to do.

libyaml stops where it cannot go on, which is often a line or ten below the slip: a quote that is not closed ends at the
next one, and a name without a blank after its colon joins the line below. So the lines above are looked at first.
"""

from __future__ import annotations

import re

import yaml

from report_kit.diagnostics import Diagnostic, Span
from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import yaml_rules
from report_kit.sourcefiles.text import SourceText

_NAME = pattern(r"([ ]*(?:- +)?)[\w-]+:(?: |$)")
_NO_BLANK = pattern(r"[ ]*(?:- +)*([\w-]+):(?!//)([^\s:][^\n]*)")
"""A name whose value begins right after the colon; 'https://…' is none."""

_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    # a piece of libyaml's words · what is wrong · what to do
    ("mapping values are not allowed", "a colon stands where YAML expects none",
     "put text that contains a colon into quotes; start a new line for a new name"),
    ("could not find expected ':'", "this line has no colon after its name",
     "write 'name: value', or indent the line if it continues the text above"),
    ("found unknown escape character", "inside double quotes a backslash starts a special character",
     "use single quotes, or write the backslash twice"),
    ("quoted scalar", "these quotes are never closed", "write the closing quote; write it twice inside single quotes"),
    ("undefined alias", "text that starts with * needs quotes", "put the text into quotes"),
    ("while scanning an alias", "text that starts with * needs quotes", "put the text into quotes"),
    ("while scanning an anchor", "text that starts with & needs quotes", "put the text into quotes"),
    ("found character that cannot start", "text may not start with this character",
     "put the text into quotes"),
    ("flow sequence", "this list in [ ] is not closed, or a comma is missing", "write the closing ]"),
    ("flow mapping", "this table in { } is not closed, or a comma is missing", "write the closing }"),
    ("block scalar", "the lines under | or > are not indented evenly", "indent every line of it alike"),
    ("did not find expected key", "this line does not fit the lines around it",
     "indent it like the lines above; put text with quotes or colons in it into quotes as a whole"),
    ("did not find expected '-' indicator", "this line stands among list items but does not start with '- '",
     "indent it, or start it with '- '"),
    ("block sequence entries are not allowed", "a list item may not start here", "start a new, indented line for it"),
    ("while scanning a tag", "text that starts with ! needs quotes", "put the text into quotes"),
    ("undefined tag handle", "text that starts with ! needs quotes", "put the text into quotes"),
    ("directive", "text that starts with % needs quotes", "put the text into quotes"),
    ("did not find expected <document start>", "this line does not belong to the text above",
     "a YAML file is either one list or one table of names: indent the line or give it a name"),
)  # fmt: skip


def for_libyaml(text: str) -> str:
    """`text` with the characters that end a line for libyaml, and not for us, replaced."""
    return text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")


def in_plain_words(source: SourceText, wrong: yaml.MarkedYAMLError) -> Diagnostic:
    """`wrong`, which libyaml raised about `source`, as a diagnostic at the place where the fault begins."""
    mark = wrong.problem_mark or wrong.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    line = min(line, len(source.lines))
    said = f"{wrong.context or ''} {wrong.problem or ''}"
    here = source.lines[line - 1]
    tab = re.match(r"[ \-]*\t", here)
    if tab or "'\\t'" in said or (wrong.problem and "\t" in wrong.problem):
        column = here.find("\t") + 1 or column
        return yaml_rules.YAML_TAB.at(
            Span(source.file, line, column, line, column + 1),
            "a tab stands here; YAML lines are indented with blanks only",
            "replace the tab by two blanks, and let your editor write blanks for tabs",
        )
    if "maximum" in said or "nesting" in said:
        return yaml_rules.TOO_DEEP.at(Span(source.file, line, column), "lists and tables are nested too deeply here")
    opened = wrong.context_mark
    begun = (min(opened.line + 1, len(source.lines)), opened.column + 1) if opened is not None else (line, column)
    if "quoted scalar" in said:  # the mistake is where the quote opens, not at the file's end
        line, column = begun
    elif quote := _quote_that_swallows_lines(source, line, column):
        return quote
    elif "flow sequence" in said or "flow mapping" in said:
        line, column = begun if begun[0] < line else (line, column)
    elif "could not find expected ':'" in said:
        line, column = begun
    if blank := _missing_blank(source, line, said):
        return blank
    if "mapping values are not allowed" in said and _is_indented_further(source.lines, line):
        column = len(here) - len(here.lstrip()) + 1
        return yaml_rules.YAML_SYNTAX.at(
            Span(source.file, line, column),
            "this line is indented further than the line above it, which has a value already",
            "let its name begin right under the name above",
        )
    if "mapping values are not allowed" in said and (curly := _CURLY.match(here)):
        start, end = curly.start("value") + 1, curly.end("value") + 1
        return yaml_rules.YAML_SYNTAX.at(
            Span(source.file, line, start, line, end),
            "curly quotes do not hold a value together for YAML, so that its colon parts it",
            f"write straight quotes round it: {_quoted(curly['words'])}",
        )
    for piece, message, hint in _PLAIN_WORDS:
        if piece in said:
            return yaml_rules.YAML_SYNTAX.at(Span(source.file, line, column), message, hint)
    return yaml_rules.YAML_SYNTAX.at(
        Span(source.file, line, column),
        "this line cannot be understood as 'name: value' or as a list item",
        "compare its indentation and its quotes with the lines above",
    )


def _quote_that_swallows_lines(source: SourceText, line: int, column: int) -> Diagnostic | None:
    """The quote that was closed by one in `line`, though lines that begin a value of their own stand between."""
    try:
        for token in yaml.scan(for_libyaml(source.text), Loader=yaml.CSafeLoader):
            start, end = token.start_mark, token.end_mark
            if (end.line + 1, end.column + 1) > (line, column):
                break
            if not isinstance(token, yaml.ScalarToken) or token.style not in ("'", '"') or end.line + 1 != line:
                continue
            opening, *others = source.lines[start.line : end.line + 1]
            if any(_NAME.match(other) and _margin(other) <= _margin(opening) for other in others):
                return yaml_rules.YAML_SYNTAX.at(
                    Span(source.file, start.line + 1, start.column + 1, start.line + 1, len(opening) + 1),
                    "these quotes are not closed in this line",
                    f"write {token.style} at the end of the value",
                )
    except yaml.YAMLError:
        pass  # the fault that is being explained
    return None


_CURLY = pattern(r"""[ -]*[\w-]+:[ ]+(?P<value>[“„‘](?P<words>[^“”„‘]*:[ ][^“”„‘]*)[”“’])[ ]*$""")


def _quoted(words: str) -> str:
    """`words` in straight quotes, as YAML takes them."""
    return f"'{words}'" if '"' in words and "'" not in words else '"{}"'.format(words.replace('"', '\\"'))


def _margin(line: str) -> int:
    """The columns before the name in `line`, the mark of a list item among them."""
    return len(line) - len(line.lstrip(" -"))


def _missing_blank(source: SourceText, line: int, said: str) -> Diagnostic | None:
    """A name whose colon has no blank behind it, in `line` or, since it joins what follows, in the one above."""
    if "could not find expected ':'" not in said and "mapping values are not allowed" not in said:
        return None
    above = next((n for n in range(line - 1, 0, -1) if not _says_nothing(source.lines[n - 1])), line)
    for number in dict.fromkeys((line, above)):
        if found := _NO_BLANK.fullmatch(source.lines[number - 1]):
            column = found.start(2) + 1
            return yaml_rules.YAML_SYNTAX.at(
                Span(source.file, number, column, number, column + 1),
                "a blank is missing after the colon",
                f"write '{found[1]}: …'",
            )
    return None


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _is_indented_further(lines: tuple[str, ...], number: int) -> bool:
    """Whether line `number` is a name and a value, further in than the name and value right above."""
    here = _NAME.match(lines[number - 1])
    above = _NAME.match(next((line for line in reversed(lines[: number - 1]) if line.strip()), ""))
    return here is not None and above is not None and here.end(1) > above.end(1)
