"""render, render_by_part: the page of one medium, as text or as its parts.

Every template gets `report` (the model), `doc` (`context.Doc`), `medium`, and three functions. `say` gives a text in
the words of the report's language: templates hold no word of their own. `kind` gives the name of a block's or inline's
class for the templates to choose by; one that they do not know is an error of theirs. And `page_part`: what stands
between `{% call page_part(KEY) %}` and `{% endcall %}` is a part of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Literal

from report_kit.html.context import Doc
from report_kit.html.drawings import drawn
from report_kit.html.formulas import formula_spans
from report_kit.html.long_notes import pieces
from report_kit.html.long_words import breakable, shortened
from report_kit.model.depth import deep_recursion
from report_kit.model.links import safe_url
from report_kit.model.page import Page, PagePart
from report_kit.model.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

Medium = Literal["screen", "print", "word"]
"""screen: the web page. print: the page that WeasyPrint lays out. word: the page that pandoc turns into DOCX."""

_TEMPLATES: dict[Medium, str] = {
    "screen": "screen.html.j2",
    "print": "print.html.j2",
    "word": "word/page.html.j2",
}


_ID = re.compile(r'\sid="([^"]*)"')
"""Attribute values and texts are escaped by the templates, so that no words of an author can look like this."""


def render(report: Report, medium: Medium) -> str:
    """The complete HTML page of `report` for `medium`."""
    return render_by_part(report, medium).html


def render_by_part(report: Report, medium: Medium) -> Page:
    """The same page as the parts that it consists of, in order."""
    template = _environment().get_template(_TEMPLATES[medium])
    calls = _Calls()
    parts: list[PagePart] = []
    before: list[str] = []
    with deep_recursion():
        # A template gives the output of each call by itself, straight after the call.
        doc = Doc(report)
        for text in template.generate(report=report, doc=doc, say=doc.say, medium=medium, page_part=calls):
            key = calls.last()
            if key:
                parts.append(PagePart(key=key, before="".join(before), html=text, anchors=_anchors(text)))
                before = []
            else:
                before.append(text)
    return Page(parts=tuple(parts), after="".join(before), pictures=drawn(report))


class _Calls:
    """Notes which part of the page the template is about to give."""

    def __init__(self) -> None:
        self._key = ""

    def __call__(self, key: str, caller: Callable[[], str]) -> str:
        """The part of the page with this key."""
        html = caller()
        self._key = key
        return html

    def last(self) -> str:
        """Key of the part that was given since this was asked last; empty where it was none."""
        key, self._key = self._key, ""
        return key


def _anchors(html: str) -> tuple[str, ...]:
    return tuple(unescape(name) for name in _ID.findall(html))


def preload() -> None:
    """Load Jinja and the templates for print, so that the first `render`, which a build waits for, finds them ready."""
    environment = _environment()
    for name in environment.list_templates():
        if not name.startswith(("word/", "screen")):
            environment.get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # loaded here: start-up does not pay for it

    environment = Environment(
        loader=PackageLoader("report_kit.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals["kind"] = _kind
    environment.globals["unknown_kind"] = _unknown_kind
    environment.filters["breakable"] = breakable
    environment.filters["note_pieces"] = pieces
    environment.filters["safe_url"] = safe_url
    environment.filters["formula_spans"] = formula_spans
    environment.filters["shortened"] = shortened
    return environment


def _unknown_kind(value: object) -> str:
    """Where the templates know no such block or inline: it would be missing from the page without a word."""
    raise TypeError(f"the templates print no {type(value).__name__} here")


def _kind(value: object) -> str:
    """Name of the class of a block or inline: 'Paragraph', 'Text'."""
    return type(value).__name__
