"""No word that a reader of the report sees stands in Python, in a template or in a style sheet: all are in
`model/wording/<language>.yaml`, every text there is used, and every text that is asked for is there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from jinja2 import nodes

from report_kit import html, pipeline
from report_kit.exporters.docx.look import read_look
from report_kit.exporters.docx.reference import reference_parts
from report_kit.exporters.docx.running import footer_part
from report_kit.exporters.docx.styles import CHARACTERS, PARAGRAPHS
from report_kit.exporters.markdown.document import document
from report_kit.html.page import _environment
from report_kit.model import wording as room
from report_kit.model.report import Report
from report_kit.model.wording import Text, wording_for
from tests.helpers.exporting import job
from tests.helpers.fictional import fictional_files
from tests.helpers.workspace import MemoryWorkspace

PACKAGE = Path(html.__file__).parents[1]
TEMPLATES = sorted((PACKAGE / "html" / "templates").rglob("*.j2"))
FORMAT = {"ooxml.py", "theme.py", "styles.py"}
"""Modules of the Word exporter that are made of the format's own names."""

MODULES = sorted(
    path
    for pattern in (
        "html/**/*.py",
        "model/derive/*.py",
        "exporters/docx/**/*.py",
        "exporters/markdown/*.py",
        *(f"exporters/{name}.py" for name in ("pdf", "job", "web_page")),
        *(
            f"model/{name}.py"
            for name in ("attribution", "imprint", "licences", "printed_quote", "pointers", "targets", "disclosure")
        ),
    )
    for path in PACKAGE.glob(pattern)
    if path.name not in FORMAT
)

STYLES = {style.name for style in (*PARAGRAPHS, *CHARACTERS)} | {style.id for style in (*PARAGRAPHS, *CHARACTERS)}
"""Names of Word's styles, which are data of the house style."""

LETTERS = re.compile(r"[^\W\d_]")
PHRASE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[A-Z][a-z]{2,}[.:]?$|^ [a-z]{2,} $|[a-z]{2,}: $")
"""What looks like words for people: two in a row, or one with a capital, or one that joins two others."""


# Keys ----------------------------------------------------------------------------------------------------------------


def asked_in_python(tree: ast.AST) -> Iterator[str]:
    """The keys that calls ask for; of one that is put together, its beginning and '*'."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        if name == "term":
            assert isinstance(first, ast.Constant)
            yield f"{first.value}.*"
        elif name in {"wording", "_wording", "say", "pieces"}:
            for key in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if isinstance(key, ast.Constant):
                    yield str(key.value)
                elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                    yield f"{key.values[0].value}*"


def asked_in_template(tree: nodes.Template) -> Iterator[str]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            (key, *_) = call.args
            assert isinstance(key, nodes.Const), "a template asks for a text by its whole key"
            yield str(key.value)


@cache
def asked() -> frozenset[str]:
    """Every key that the package asks for."""
    keys: set[str] = set()
    for path in (path for stage in ("model", "html", "exporters") for path in (PACKAGE / stage).rglob("*.py")):
        keys.update(asked_in_python(ast.parse(path.read_text(encoding="utf-8"))))
    for path in TEMPLATES:
        keys.update(asked_in_template(_environment().parse(path.read_text(encoding="utf-8"))))
    return frozenset(keys)


def fits(asked_for: str, key: str) -> bool:
    return key.startswith(asked_for[:-1]) if asked_for.endswith("*") else key == asked_for


def test_every_text_that_is_asked_for_is_there() -> None:
    texts = wording_for("en-GB").texts
    assert {name for name in asked() if not any(fits(name, key) for key in texts)} == set()


def test_every_text_that_is_there_is_asked_for() -> None:
    assert {key for key in wording_for("en-GB").texts if not any(fits(name, key) for name in asked())} == set()


# Templates and style sheets ------------------------------------------------------------------------------------------

READ = frozenset({"aria-label", "title", "alt", "placeholder"})
"""Attributes whose values readers see or hear."""

PASSED = {"p", "figcaption", "col", "row", "see-also", "inline-picture", "title", "value", "to", "by", "cover",
          "imprint", "contents", "footnotes", "cards", "part:", "Table Name"}  # fmt: skip
"""What templates hand to macros that is no word: tags, classes, scopes, kinds of ids, keys of the parts of a page, and
the style under which the exporter finds a table's name."""

IN_TAG = {"id", "text_id", "brief", "title_style"}
"""Macros whose output stands inside a tag: attributes, classes, a style's name."""


class Scan:
    """Goes through a template in the order in which it prints, and notes where words of its own stand."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._tag = ""  # the tag that is open, as far as it is written

    def node(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Output):
            for piece in node.nodes:
                if isinstance(piece, nodes.TemplateData):
                    self._markup(piece.data)
                else:
                    self._expression(piece)
            return
        if isinstance(node, nodes.Assign):
            self.found += filter(_is_phrase, _printed(node.node))
        if isinstance(node, nodes.CallBlock):
            self._passed(node.call)
        if isinstance(node, nodes.Macro) and node.name in IN_TAG:
            self._tag = "<"
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Stmt):
                self.node(child)
        if isinstance(node, nodes.Macro):
            self._tag = ""

    def _markup(self, data: str) -> None:
        words = ""
        for sign in re.sub(r"&#?\w+;", "", data):
            if self._tag:
                self._tag += sign
                if sign == ">" and self._tag.count('"') % 2 == 0:
                    self._attributes()
                    self._tag = ""
            elif sign == "<":
                self._tag = sign
            else:
                words += sign
        if LETTERS.search(words):
            self.found.append(words.strip())

    def _attributes(self) -> None:
        for name, value in re.findall(r'\s([\w-]+)="([^"]*)"', self._tag):
            if name in READ and LETTERS.search(value):
                self.found.append(value)

    def _expression(self, expression: nodes.Node) -> None:
        attribute = re.search(r'\s([\w-]+)="[^"]*$', self._tag)
        if not self._tag or (attribute and attribute[1] in READ):
            self.found += [words for words in _printed(expression) if LETTERS.search(re.sub(r"<[^>]*>", "", words))]
        for call in [expression] if isinstance(expression, nodes.Call) else expression.find_all(nodes.Call):
            self._passed(call)

    def _passed(self, call: nodes.Call) -> None:
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            return
        given = [*call.args, *(keyword.value for keyword in call.kwargs)]
        words = [words for argument in given for words in _printed(argument)]
        known = PASSED | STYLES
        self.found += [w for w in words if LETTERS.search(re.sub(r"<[^>]*>", "", w)) and w not in known]


def _is_phrase(value: object) -> bool:
    return isinstance(value, str) and bool(PHRASE.search(re.sub(r"<[^>]*>?", "", value))) and value not in STYLES


def _printed(expression: nodes.Node) -> Iterator[str]:
    """The constants that an expression may print."""
    match expression:
        case nodes.Const() if isinstance(expression.value, str):
            yield expression.value
        case nodes.CondExpr():
            yield from _printed(expression.expr1)
            if expression.expr2 is not None:
                yield from _printed(expression.expr2)
        case nodes.And() | nodes.Or() | nodes.Add():
            yield from _printed(expression.left)
            yield from _printed(expression.right)
        case nodes.Concat():
            for part in expression.nodes:
                yield from _printed(part)
        case nodes.Filter() if expression.node is not None:
            yield from _printed(expression.node)
        case _:
            pass


def words_in_template(source: str) -> list[str]:
    """The words of its own that a template prints."""
    scan = Scan()
    scan.node(_environment().parse(source))
    return scan.found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_word(path: Path) -> None:
    assert words_in_template(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Draft</p>",
        '<nav aria-label="Contents">',
        '<nav aria-label="{{ label or "Table" }}">',
        '<p>{{ "draft" if meta.version }}</p>',
        '<p>{{ a ~ " in " ~ b }}</p>',
        '{{ detail("For", block.to) }}',
        '{{ styled_paragraph("Cover Status", "Draft") }}',
        '{% set title = "All notes" %}',
        '{% call box("Some words") %}{% endcall %}',
        "{% if a %}<b>x</b>{% else %}Note{% endif %}",
        '{% macro m() %}<img alt="A picture of {{ what }}">{% endmacro %}',
    ],
)
def test_a_word_in_a_template_is_found(source: str) -> None:
    assert words_in_template(source)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.css")), ids=lambda path: path.name)
def test_no_style_sheet_prints_a_word_or_a_quotation_mark(path: Path) -> None:
    printed = re.findall(r'content:[^;}]*?"([^"]*)"', path.read_text(encoding="utf-8"))
    assert [w for w in printed if LETTERS.search(re.sub(r"\\[0-9a-f]{4}", "", w)) or re.search("[“”«»„‘’]", w)] == []


# Python --------------------------------------------------------------------------------------------------------------

NO_WORDS = {
    # of Word's files, and fonts
    "Normal.dotm", "Microsoft Office Word", "Table of Contents", "Cambria Math", "Cambria", "Calibri", "Consolas",
    "Source Sans Pro", "Source Serif Pro", "'Helvetica Neue'", "Arial", "Template", "Pages", "Application", "Company",
    "Type", "Target", "Extension",
    # beginnings of the ids of its styles
    "Normal", "Cover", "Toc", "Compact", "Heading",
    # types, as annotations
    "Medium",
}  # fmt: skip
"""What looks like words and is none of the report's."""


def words_in_python(tree: ast.Module) -> list[str]:
    """The literals that look like words for readers; not docstrings, nor what is said to editors and programmers."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        name = ""
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        # What is said to those who build or check: how to install an engine, why something may not be quoted.
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        said = getattr(target, "id", "") in {"NAME", "NO_PANGO", "PANGO_HINT", "REFUSALS"}
        if said or isinstance(node, ast.Raise | ast.Assert) or name in {"Rule", "at", "compile", "pattern", "Literal"}:
            silent.update(id(inner) for inner in ast.walk(node))
    literals = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [n.value for n in literals if id(n) not in silent and _is_phrase(n.value) and n.value not in NO_WORDS]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_holds_a_word(path: Path) -> None:
    assert words_in_python(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source", ['x = "About this publication"', 'x = f"Page {page} of {pages}"', 'x = f"{a} and {b}"', 'x = "Contents"']
)
def test_a_word_in_a_module_is_found(source: str) -> None:
    assert words_in_python(ast.parse(source))


# A language that nobody speaks ----------------------------------------------------------------------------------------

STRANGE = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ“”", "абцдефгхийклмнопярстувжщызАБЦДЕФГХИЙКЛМНОПЯРСТУВЖЩЫЗ«»"
)


def strange(text: str) -> str:
    """`text` in letters that no word of the made-up report has; its places as they are."""
    return "".join(piece if piece.startswith("{") else piece.translate(STRANGE) for piece in re.split(r"({\w+})", text))


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[Report]:
    """The made-up report with everything in it, in the strange language."""
    texts: dict[str, Text] = {
        key: strange(text) if isinstance(text, str) else {form: strange(words) for form, words in text.items()}
        for key, text in wording_for("en-GB").texts.items()
    }
    monkeypatch.setattr(room, "_read", lambda _language: texts)
    wording_for.cache_clear()
    report = pipeline.check(MemoryWorkspace(fictional_files())).report
    assert report is not None
    yield report
    wording_for.cache_clear()


WORDS = re.compile(r"[A-Za-z]{2,}")

OF_DATA = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "and",  # dates and lists, by the conventions of the locale
    "https", "mailto", "www", "org", "doi", "orcid", "creativecommons", "licenses", "by", "nc", "sa", "cc",
}  # fmt: skip
"""Words that are made from data: see `model/wording/conventions.py`; and pieces of addresses."""


@cache
def written() -> frozenset[str]:
    """The words of the project, as they are written."""
    texts = (data.decode("utf-8", "ignore") for data in fictional_files().values())
    return frozenset(word for text in texts for word in WORDS.findall(text))


def left(shown: str) -> set[str]:
    """The words in `shown` that neither the project nor the strange language has; some begin with a capital here."""
    words = set(WORDS.findall(shown))
    return {w for w in words if not {w, w[0].lower() + w[1:]} & written() and w.lower() not in OF_DATA}


def seen(page: str) -> str:
    """What readers of a page see or hear."""
    tree = lxml.html.fromstring(page)
    for node in tree.iter("style", "code", "math"):
        node.text = ""
    read = [value for node in tree.iter() for name, value in node.attrib.items() if name in {*READ, "data-relation"}]
    return " ".join([*tree.itertext(), *read])


def test_a_report_in_another_language_says_nothing_in_english(foreign: Report) -> None:
    shown = {medium: seen(html.render(foreign, medium)) for medium in ("screen", "print", "word")}
    shown["markdown"] = document(foreign)
    assert {name: left(text) for name, text in shown.items()} == {name: set() for name in shown}
    for text in shown.values():
        assert all(label in text for label in (strange("Theme 1"), strange("Finding 1"), strange("Case study 1")))


def test_the_word_file_says_nothing_in_english_beside_the_page(foreign: Report) -> None:
    made = job(foreign, "word")
    parts = reference_parts(made, read_look(foreign.house_style.word))
    foot = footer_part(made.publishers, 12, made.wording)
    texts = re.findall(r"<w:t[^>]*>([^<]*)", parts["word/header1.xml"].decode())
    texts += [node.text or "" for node in foot.iter("{*}t")]
    assert left(" ".join(texts)) == set()
    assert strange("Page ") in texts
