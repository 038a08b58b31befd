"""printed: values in YAML and in attributes that readers see, as words in a line.

In: a value, and where it stands. Out: the same with typographic marks. They are no Markdown, so marks of it would be
printed as they stand, which is reported; a caption in quotes behind a picture takes marks of emphasis: `emphasised`.
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.diagnostics import Diagnostic, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import inlines as i
from report_kit.sourcefiles import yaml_rules
from report_kit.sourcefiles.typography import typographic
from report_kit.sourcefiles.yaml_reader import shown

PRINTED = frozenset(
    {
        ("ReportMeta", "title"), ("ReportMeta", "subtitle"), ("ReportMeta", "description"),
        ("ReportMeta", "alternative_formats"), ("ThemeHead", "title"), ("ThemeHead", "summary"),
        ("SectionHead", "title"), ("Event", "title"), ("Event", "question"), ("Event", "topic_guide"),
        ("Organisation", "about"), ("GlossaryTerm", "definition"), ("Code", "definition"), ("Code", "name"),
        ("Methodology", "sampling"), ("Methodology", "non_participation"), ("Methodology", "derivation"),
        ("Methodology", "participant_checking"), ("Participant", "descriptor"),
    }
)  # fmt: skip
"""Values that are sentences or titles, by entity and field; names and ids are left as they are."""

_MARKS = (
    (pattern(r"\[-?@[A-Za-z][^][\n]*\]"), "a citation here leads nowhere and is printed as it stands"),
    (pattern(r"\[\^[^][\s]+\]"), "a footnote mark here leads nowhere and is printed as it stands"),
    (pattern(r"!?\[[^][\n]+\]\([^()\s]+\)"), "a link here is none and is printed as it stands"),
    (
        pattern(r"(?<![\w*])(\*\*|\*)(?=[^\s*])[^*\n]*[^\s*]\1(?![\w*])|(?<!\w)(__|_)(?=[^\s_])[^_\n]*[^\s_]\2(?!\w)"),
        "marks of emphasis are printed here as they stand",
    ),
    (pattern(r"`[^`\n]+`|~~[^~\n]+~~"), "marks of Markdown are printed here as they stand"),
)
_EMPHASIS = pattern(
    r"(?P<mark>(?<![\w*\\])\*\*|(?<![\w*\\])\*|(?<![\w\\])__|(?<![\w\\])_)(?=\S)(?P<words>[^*_]*[^\s*_])(?P=mark)(?![\w*])"
    r"|`(?P<code>[^`]+)`"
)


def marks_in(value: str) -> tuple[str, str] | None:
    """The first piece of Markdown in `value`, and what to say of it."""
    for find, message in _MARKS:
        if found := find.search(value):
            return found[0], message
    return None


def complaint(value: str, place: Span) -> Diagnostic | None:
    """What to say of marks of Markdown in `value`, which stands at `place`."""
    if (found := marks_in(value)) is None:
        return None
    return yaml_rules.MARKUP_IN_VALUE.at(place, f"'{shown(found[0])}': {found[1]}", "write the words alone")


def emphasised(title: str, span: Span) -> Iterator[i.Inline]:
    """The words of a picture's title, emphasis and code in them as such."""
    done = 0
    for found in _EMPHASIS.finditer(title):
        if found.start() > done:
            yield i.Text(span=span, text=typographic(title[done : found.start()]))
        if found["code"]:
            yield i.Code(span=span, text=found["code"])
        else:
            words = i.Text(span=span, text=typographic(found["words"]))
            style = "strong" if len(found["mark"]) > 1 else "emphasis"
            yield i.Styled(span=span, style=style, content=(words,))
        done = found.end()
    if done < len(title):
        yield i.Text(span=span, text=typographic(title[done:]))
