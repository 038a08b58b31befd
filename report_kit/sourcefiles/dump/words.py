"""replace_words: some words of a file by others.

In: the text of a file, the span of words that stand in one piece, with no markup inside, and the new words. Out: a
proven `Change`.

How it is proven: a word that stands nowhere takes their place for a moment. Where it appears in what is then read,
there the old words must have stood, and there the new ones must stand; everything around it must be the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from report_kit.diagnostics import Edit, Span
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.sourcefiles.dump.change import CannotEdit, Change
from report_kit.sourcefiles.dump.markdown import WAYS, read_as
from report_kit.sourcefiles.dump.reading import ESCAPED, as_json, is_markdown, value_of
from report_kit.sourcefiles.text import SourceText
from report_kit.workspace import Workspace

_IN_YAML: tuple[Callable[[str], str], ...] = (
    str,
    lambda words: words.replace("'", "''"),
    lambda words: json.dumps(words, ensure_ascii=False)[1:-1],
)
"""Words in plain text, in single and in double quotes."""


def replace_words(workspace: Workspace, source: SourceText, span: Span, words: str) -> Change:
    """The change after which `words` stand at `span`, and are read as words.

    Raises CannotEdit where `span` holds more than words of one paragraph or value, and where `words` would be read as
    something else there.
    """
    if "\n" in words:
        raise CannotEdit("the new words have more than one line", span, "write them on one line")
    place = "word"
    while place in source.text:
        place += "d"
    before, marked = as_json(value_of(source, workspace)), _value(workspace, source, span, place)
    if marked.count(place) != 1:
        raise CannotEdit(_MORE_THAN_WORDS, span, "change it by hand")
    start, end = marked.split(place)
    old = _between(start, before, end)
    if old is None or not read_as(old, old.replace(ESCAPED, "")):
        raise CannotEdit(_MORE_THAN_WORDS, span, "change it by hand")
    in_markdown = is_markdown(source) and span.line > front_matter_end(source.lines)
    for write in WAYS if in_markdown else _IN_YAML:
        change = Change.of(source, [Edit(span, write(words))])
        try:
            read = _between(start, as_json(value_of(change.after, workspace)), end)
        except CannotEdit:
            continue
        if read is not None and (read_as(read, words) if in_markdown else read == words):
            return change
    raise CannotEdit("these words would be read as something else here", span, "change it by hand")


_MORE_THAN_WORDS = "there is more than words here, or less than whole ones"


def _value(workspace: Workspace, source: SourceText, span: Span, words: str) -> str:
    """What the file says with `words` at `span`, as one line."""
    return as_json(value_of(Change.of(source, [Edit(span, words)]).after, workspace))


def _between(start: str, value: str, end: str) -> str | None:
    """The text between `start` and `end` in `value`; None where there is none, or more than text."""
    if not value.startswith(start) or not value.endswith(end) or len(value) < len(start) + len(end):
        return None
    try:
        text = json.loads(f'"{value[len(start) : len(value) - len(end)]}"')
    except ValueError:
        return None
    return str(text)
