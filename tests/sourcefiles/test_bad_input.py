"""Every kind of bad input gets a diagnostic with its place, in plain words, and nothing raises."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from report_kit.sourcefiles import RULES
from tests.helpers.markdown import HEAD, THEME, read_files, said
from tests.helpers.workspace import MINIMAL_REPORT, MemoryWorkspace

ORGANISATIONS = "sources/organisations.yaml"
EVENTS = "sources/events.yaml"
NOTES = "sources/notes/roundtable.md"
YAML_NOTES = "sources/notes/roundtable.yaml"
NOTES_HEAD = "---\nevent: e1\nrecorded_as: paraphrase\n---\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'


def bomb() -> str:
    names = "abcdefghij"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]" for before, name in pairwise(names)]
    return "\n".join(lines)


CASES: dict[str, tuple[dict[str, str | bytes], str]] = {
    # YAML
    "an empty report.yaml": ({"report.yaml": ""}, "empty-file report.yaml:1:1"),
    "comments only": ({"report.yaml": "# nothing\n"}, "empty-file report.yaml:1:1"),
    "an empty list file": ({EVENTS: "\n"}, "empty-file sources/events.yaml:1:1"),
    "a tab in YAML": ({ORGANISATIONS: "- id: nesta\n\tname: Nesta\n"}, "tab-in-yaml sources/organisations.yaml:2:1"),
    "a tab before a dash": (
        {ORGANISATIONS: "-\tid: nesta\n \tname: x\n"},
        "tab-in-yaml sources/organisations.yaml:1:2",
    ),
    "a duplicate key": (
        {ORGANISATIONS: "- id: nesta\n  name: Nesta\n  name: Other\n"},
        "duplicate-key sources/organisations.yaml:3:3",
    ),
    "an unknown key": (
        {ORGANISATIONS: "- id: nesta\n  name: Nesta\n  shrot_name: N\n"},
        "unknown-key sources/organisations.yaml:3:3",
    ),
    "a list where text is due": (
        {ORGANISATIONS: "- id: n\n  name: [a, b]\n"},
        "wrong-type sources/organisations.yaml:2:9",
    ),
    "a table where text is due": (
        {ORGANISATIONS: "- id: n\n  name: {a: b}\n"},
        "wrong-type sources/organisations.yaml:2:9",
    ),
    "text where a table is due": ({ORGANISATIONS: "- nesta\n"}, "wrong-type sources/organisations.yaml:1:3"),
    "a table where a list is due": ({ORGANISATIONS: "id: nesta\n"}, "wrong-type sources/organisations.yaml:1:1"),
    "a bare no where text is due": (
        {ORGANISATIONS: "- id: n\n  name: no\n"},
        "unquoted-text sources/organisations.yaml:2:9",
    ),
    "a bare on where text is due": (
        {ORGANISATIONS: "- id: n\n  name: On\n"},
        "unquoted-text sources/organisations.yaml:2:9",
    ),
    "a date where text is due": (
        {ORGANISATIONS: "- id: n\n  name: 2017-10-16\n"},
        "unquoted-text sources/organisations.yaml:2:9",
    ),
    "words where a date is due": (
        {"report.yaml": "title: D\ndate: soon\npublishers: [n]\n"},
        "wrong-type report.yaml:2:7",
    ),
    "a month where a day is due": (
        {"report.yaml": "title: D\ndate: 2017-10\npublishers: [n]\n"},
        "wrong-type report.yaml:2:7",
    ),
    "no day of the calendar": (
        {"report.yaml": "title: D\ndate: 2017-02-30\npublishers: [n]\n"},
        "wrong-type report.yaml:2:7",
    ),
    "words where a number is due": (
        {EVENTS: "- id: e\n  title: T\n  date: 2017-10-16\n  attended: fifteen\n"},
        "wrong-type sources/events.yaml:4:13",
    ),
    "a missing key": ({ORGANISATIONS: "- id: nesta\n"}, "missing-key sources/organisations.yaml:1:3"),
    "an empty key": ({ORGANISATIONS: "- id: nesta\n  name:\n"}, "missing-key sources/organisations.yaml:2:3"),
    "an impossible value": ({"report.yaml": MINIMAL_REPORT + "status: finnal\n"}, "unknown-value report.yaml:4:9"),
    "a bad id": ({ORGANISATIONS: "- id: 1st org\n  name: N\n"}, "bad-id sources/organisations.yaml:1:7"),
    "a zero-width space in an id": (
        {ORGANISATIONS: "- id: ne\u200bsta\n  name: N\n"},
        "invisible-character sources/organisations.yaml:1:7",
    ),
    "a colon in plain text": ({"report.yaml": "title: Data: a word\n"}, "yaml-syntax report.yaml:1:12"),
    "an open quote": ({"report.yaml": 'title: "Data\ndate: x\n'}, "yaml-syntax report.yaml:1:8"),
    "an open bracket": ({"report.yaml": "title: D\npublishers: [a, b\n"}, "yaml-syntax report.yaml:2:13"),
    "a line without a colon": ({"report.yaml": "title: D\ndate\n"}, "yaml-syntax report.yaml:2:1"),
    "a second document": ({"report.yaml": MINIMAL_REPORT + "---\na: b\n"}, "yaml-syntax report.yaml:4:1"),
    "a tag that would run code": (
        {"report.yaml": 'title: !!python/object/apply:os.system ["touch /tmp/x"]\n'},
        "yaml-tag report.yaml:1:8",
    ),
    "an unknown alias": ({"report.yaml": "title: *data\n"}, "yaml-syntax report.yaml:1:8"),
    "an alias to itself": ({"report.yaml": "title: &a [*a]\n"}, "yaml-syntax report.yaml:1:12"),
    "an alias bomb": ({"report.yaml": bomb()}, "too-many-values report.yaml:6:20"),
    "10,000 brackets": ({"report.yaml": "title: " + "[" * 10_000}, "too-deep report.yaml:1:57"),
    "names that stand for one another, deeper and deeper": (
        {"report.yaml": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60))},
        "too-deep report.yaml:49:12",
    ),
    "10,000 dashes": ({"report.yaml": "- " * 10_000}, "too-deep report.yaml:1:101"),
    "YAML that is too large": ({EVENTS: "#" * 5_000_000}, "file-too-large sources/events.yaml:1:1"),
    # Files
    "Latin-1": ({THEME: HEAD.encode() + "Text.\nCafé é".encode("latin-1")}, f"not-utf8 {THEME}:7:4"),
    "Latin-1 after CRLF and a mark": (
        {THEME: b"\xef\xbb\xbf---\r\nid: a\r\ntitle: Caf\xe9\r\n"},
        f"not-utf8 {THEME}:3:11",
    ),
    "UTF-16": ({THEME: HEAD.encode("utf-16")}, f"not-utf8 {THEME}:1:1"),
    "a NUL byte": ({THEME: HEAD + "Te\0xt."}, f"control-character {THEME}:6:3"),
    "a right-to-left override": ({THEME: HEAD + "Te\u202ext."}, f"bidi-control {THEME}:6:3"),
    "a 20 MB note": ({NOTES: NOTES_HEAD + "x" * 20_000_000}, f"file-too-large {NOTES}:1:1"),
    "an empty theme": ({THEME: ""}, f"empty-file {THEME}:1:1"),
    "no front matter": ({THEME: "# Leadership\n\nText.\n"}, f"missing-front-matter {THEME}:1:1"),
    "front matter without its end": ({THEME: "---\nid: a\ntitle: T\n\nText.\n"}, f"unclosed-front-matter {THEME}:1:1"),
    "front matter and nothing after it": ({THEME: HEAD}, f"empty-file {THEME}:5:1"),
    "empty front matter": ({THEME: "---\n---\nText.\n"}, f"missing-front-matter {THEME}:1:1"),
    "a tab in front matter": ({THEME: "---\nid: a\n\ttitle: T\n---\nText.\n"}, f"tab-in-yaml {THEME}:3:1"),
    "an unknown key in front matter": (
        {THEME: HEAD.replace("summary", "sumary")},
        f"unknown-key {THEME}:4:1",
    ),
    "a Word file": ({"sources/notes/r.docx": b"PK"}, "unknown-file sources/notes/r.docx:1:1"),
    "a misspelt file name": ({"sources/organizations.yaml": "[]"}, "unknown-file sources/organizations.yaml:1:1"),
    "a file in the wrong folder": ({"themes/events.yaml": "[]"}, "misplaced-file themes/events.yaml:1:1"),
    "Markdown in the wrong folder": ({"sources/intro.md": "x"}, "misplaced-file sources/intro.md:1:1"),
    "a house style that does not exist": (
        {"report.yaml": MINIMAL_REPORT + "house_style: plian\n"},
        "unknown-house-style report.yaml:4:14",
    ),
    "a bibliography that does not exist": (
        {"report.yaml": MINIMAL_REPORT + "bibliography: refs.bib\n"},
        "missing-file report.yaml:4:15",
    ),
    "a bibliography outside the project": (
        {"report.yaml": MINIMAL_REPORT + "bibliography: ../refs.bib\n"},
        "missing-file report.yaml:4:15",
    ),
    "two works with one id": (
        {"sources/references.bib": "@book{a, title={A}}\n@book{a, title={B}}\n"},
        "duplicate-reference sources/references.bib:2:7",
    ),
    # Markdown
    "10,000 nested quotes": ({THEME: HEAD + ">" * 10_000 + " x"}, f"too-deep {THEME}:6:10000"),
    "10,000 nested quotes with blanks": ({THEME: HEAD + "> " * 10_000 + "x"}, f"too-deep {THEME}:6:19999"),
    "nested lists": ({THEME: HEAD + "- " * 200 + "x"}, f"too-deep {THEME}:6:399"),
    "nested blocks": ({THEME: HEAD + "::: {.callout}\n" * 100}, f"too-deep {THEME}:66:1"),
    "nested lists, line by line": (
        {THEME: HEAD + "".join(f"{'  ' * depth}- x\n" for depth in range(100))},
        f"too-deep {THEME}:66:",
    ),
    "nested marks": ({THEME: HEAD + "[" * 100 + "a" + "]{.mark}" * 100}, f"too-deep {THEME}:6:"),
    "an unclosed block": ({THEME: HEAD + "::: {.finding #F1}\nText.\n"}, f"unclosed-block {THEME}:6:1"),
    "an unclosed block around a closed one": (
        {THEME: HEAD + "::: {.finding #F1}\nA\n\n::: {.callout}\nText.\n:::\n"},
        f"unclosed-block {THEME}:6:1",
    ),
    "a closing fence too many": ({THEME: HEAD + "Text.\n\n:::\n"}, f"stray-fence {THEME}:8:1"),
    "a fence that is not understood": (
        {THEME: HEAD + "Text.\n\n::: {.finding #F1 confidence=very low}\nText.\n:::\n"},
        f"stray-fence {THEME}:8:19",
    ),
    "an unknown block": ({THEME: HEAD + "::: {.findng #F1}\nText.\n:::\n"}, f"misspelt-block {THEME}:6:7"),
    "an unknown attribute": (
        {THEME: HEAD + '::: {.finding #F1 confidense="high"}\nText.\n:::\n'},
        f"unknown-attribute {THEME}:6:19",
    ),
    "an impossible attribute": (
        {THEME: HEAD + '::: {.finding #F1 confidence="hihg"}\nText.\n:::\n'},
        f"unknown-value {THEME}:6:31",
    ),
    "a finding without an id": ({THEME: HEAD + "::: {.finding}\nText.\n:::\n"}, f"missing-id {THEME}:6:1"),
    "a quote of nothing": ({THEME: HEAD + "::: {.quote #Q1}\n:::\n"}, f"missing-attribute {THEME}:6:1"),
    "a key figure without a figure": (
        {THEME: HEAD + "::: {.key-figure}\nText.\n:::\n"},
        f"missing-attribute {THEME}:6:1",
    ),
    "a note in a theme": ({THEME: HEAD + "::: {.note #N1}\nText.\n:::\n"}, f"misplaced-note {THEME}:6:1"),
    "a zero-width space in the id of a note": (
        {NOTES: NOTES_HEAD + "::: {.note #N\u200b1}\nText.\n:::\n"},
        f"invisible-character {NOTES}:5:14",
    ),
    "a zero-width space in a citation": ({THEME: HEAD + "Text [@N\u200b1]."}, f"invisible-character {THEME}:6:7"),
    "an id that starts with a digit": ({THEME: HEAD + "## A {#1a}\n"}, f"bad-id {THEME}:6:7"),
    "text outside of notes": ({NOTES: NOTES_HEAD + "Text.\n"}, f"text-outside-note {NOTES}:5:1"),
    "a note without an id": ({NOTES: NOTES_HEAD + "::: {.note}\nText.\n:::\n"}, f"missing-id {NOTES}:5:1"),
    "a note without text": ({NOTES: NOTES_HEAD + "::: {.note #N1}\n:::\n"}, f"empty-note {NOTES}:5:1"),
    "a finding in a note file": (
        {NOTES: NOTES_HEAD + "::: {.note #N1}\n:::: {.finding #F1}\nText.\n::::\n:::\n"},
        f"misplaced-block {NOTES}:6:7",
    ),
    "a YAML note without text": (
        {YAML_NOTES: "event: e\nrecorded_as: paraphrase\nnotes:\n- id: N1\n"},
        f"missing-key {YAML_NOTES}:4:3",
    ),
    "YAML notes without notes": ({YAML_NOTES: "event: e\nrecorded_as: paraphrase\n"}, f"missing-key {YAML_NOTES}:1:1"),
    "a caption of nothing": ({THEME: HEAD + "- item\n\n***\n\n: Caption\n"}, f"stray-caption {THEME}:10:1"),
    "a footnote mark without a footnote": ({THEME: HEAD + "Text.[^1]\n"}, f"missing-footnote {THEME}:6:6"),
    "two footnote marks without footnotes": (
        {THEME: HEAD + "A.[^1] B.[^2]\n"},
        f"missing-footnote {THEME}:6:4",
    ),
    "a footnote within the line": ({THEME: HEAD + "Text.^[Note.]\n"}, f"missing-footnote {THEME}:6:6"),
    "a footnote without a mark": ({THEME: HEAD + "Text.\n\n[^1]: Note.\n"}, f"unused-footnote {THEME}:8:1"),
    "a footnote written twice": (
        {THEME: HEAD + "Text.[^1]\n\n[^1]: Note.\n\n[^1]: Other.\n"},
        f"unused-footnote {THEME}:10:1",
    ),
    "a comma between citations": ({THEME: HEAD + "Text [@N1, @N2].\n"}, f"bad-citation {THEME}:6:12"),
    "a citation of nothing": ({THEME: HEAD + "Text [@].\n"}, f"bad-citation {THEME}:6:7"),
    "an impossible relation": (
        {THEME: HEAD + 'Text [@N1]{relation="agrees"}.\n'},
        f"unknown-value {THEME}:6:22",
    ),
    "a relation without a citation": ({THEME: HEAD + "Text [N1]{relation=supports}.\n"}, f"bad-citation {THEME}:6:6"),
    "attributes after a blank": ({THEME: HEAD + "[fifteen] {count=notes}\n"}, f"stray-attributes {THEME}:6:10"),
    "styles on a phrase": ({THEME: HEAD + '[a]{style="color: red"}\n'}, f"dropped-attribute {THEME}:6:5"),
    "a handler on a phrase": ({THEME: HEAD + '[a]{onclick="x()"}\n'}, f"dropped-attribute {THEME}:6:5"),
    "a bad formula": ({THEME: HEAD + "Text $\\badcommand{x}$ here.\n"}, f"bad-formula {THEME}:6:6"),
    # Links and HTML
    "a script as a link": ({THEME: HEAD + "[a](javascript:alert(1))\n"}, f"unsafe-link {THEME}:6:5"),
    "a disguised script as a link": ({THEME: HEAD + "[a](<java&#10;script:x>)\n"}, f"unsafe-link {THEME}:6:1"),
    "a data link": ({THEME: HEAD + "[a](data:text/html,x)\n"}, f"unsafe-link {THEME}:6:5"),
    "a file link": ({THEME: HEAD + "[a](file:///etc/passwd)\n"}, f"unsafe-link {THEME}:6:5"),
    "a link to a file beside": ({THEME: HEAD + "[a](02-savings.md)\n"}, f"unsafe-link {THEME}:6:5"),
    "a script autolink": ({THEME: HEAD + "<javascript:alert(1)>\n"}, f"unsafe-link {THEME}:6:2"),
    "a script": ({THEME: HEAD + "Text.\n\n<script>alert(1)</script>\n"}, f"unsafe-html {THEME}:8:1"),
    "a script in a line": ({THEME: HEAD + "Text <script>alert(1)</script> on.\n"}, f"unsafe-html {THEME}:6:6"),
    "an iframe": ({THEME: HEAD + '<iframe src="http://x"></iframe>\n'}, f"unsafe-html {THEME}:6:1"),
    "an imported stylesheet": ({THEME: HEAD + "<style>@import url(http://x);</style>\n"}, f"unsafe-html {THEME}:6:1"),
    "a handler": ({THEME: HEAD + 'Text <b onclick="x()">bold</b>.\n'}, f"unsafe-html {THEME}:6:6"),
    "a handler in a block": ({THEME: HEAD + '<div>\n<p onclick="x()">bold</p>\n</div>\n'}, f"unsafe-html {THEME}:7:1"),
    "a handler behind a slash": (
        {THEME: HEAD + "<div>\n<p/onmouseover=x>bold</p>\n</div>\n"},
        f"unsafe-html {THEME}:7:1",
    ),
    "a script in an HTML link": ({THEME: HEAD + '<a href="jav&#x09;ascript:x">a</a>\n'}, f"unsafe-html {THEME}:6:1"),
    "an unknown tag": ({THEME: HEAD + "Text <blink>on</blink>.\n"}, f"raw-html {THEME}:6:6"),
    "an HTML table": ({THEME: HEAD + "<div>\n<table><tr><td>x</td></tr></table>\n</div>\n"}, f"raw-html {THEME}:7:1"),
    "raw LaTeX": ({THEME: HEAD + "Text `\\x`{=latex}.\n"}, f"raw-html {THEME}:6:6"),
    # Pictures
    "a picture that does not exist": ({THEME: HEAD + "![Spending fell](chart.png)\n"}, f"missing-image {THEME}:6:18"),
    "a picture outside the project": (
        {THEME: HEAD + "![Spending fell](../../chart.png)\n"},
        f"image-outside-project {THEME}:6:18",
    ),
    "a picture with an encoded way out": (
        {THEME: HEAD + "![Spending fell](%2e%2e/%2e%2e/chart.png)\n"},
        f"image-outside-project {THEME}:6:18",
    ),
    "a picture on drive C": ({THEME: HEAD + "![Spending fell](C:/chart.png)\n"}, f"image-outside-project {THEME}:6:18"),
    "a picture in the private folder": (
        {THEME: HEAD + "![Spending fell](/sources/private/a.png)\n", "sources/private/a.png": b"x"},
        f"image-outside-project {THEME}:6:18",
    ),
    "a picture from the web": ({THEME: HEAD + "![Spending fell](http://x.org/a.png)\n"}, f"remote-image {THEME}:6:18"),
    "a picture from //": ({THEME: HEAD + "![Spending fell](//x.org/a.png)\n"}, f"remote-image {THEME}:6:18"),
    "a picture from a file address": (
        {THEME: HEAD + "![Spending fell](file:///etc/passwd)\n"},
        f"remote-image {THEME}:6:18",
    ),
    "a picture as data": (
        {THEME: HEAD + "![Spending fell](data:image/png;base64,AAAA)\n"},
        f"remote-image {THEME}:6:18",
    ),
    "text named .png": (
        {THEME: HEAD + "![Spending fell](chart.png)\n", "themes/chart.png": "text"},
        f"not-an-image {THEME}:6:18",
    ),
    "a picture without alt text": (
        {THEME: HEAD + "![](chart.svg)\n", "themes/chart.svg": SVG},
        f"missing-alt-text {THEME}:6:1",
    ),
    "a file name for alt text": (
        {THEME: HEAD + "![chart.svg](chart.svg)\n", "themes/chart.svg": SVG},
        f"weak-alt-text {THEME}:6:1",
    ),
    "a logo that does not exist": (
        {ORGANISATIONS: "- id: nesta\n  name: Nesta\n  logo: nesta.svg\n"},
        "missing-image sources/organisations.yaml:3:9",
    ),
}


@pytest.mark.parametrize("case", CASES, ids=CASES)
def test_bad_input_is_reported_with_its_place(case: str) -> None:
    files, expected = CASES[case]
    _, diagnostics = read_files(files)
    found = said(diagnostics)
    assert any(one == expected or (expected.endswith(":") and one.startswith(expected)) for one in found), found


# Without report.yaml there is no project, and nothing else to report.
@pytest.mark.parametrize("case", [case for case in CASES if "report.yaml" not in CASES[case][0]])
def test_one_fault_does_not_hide_those_of_other_files(case: str) -> None:
    files, _ = CASES[case]
    _, diagnostics = read_files({**files, "themes/02-other.md": HEAD.replace("leadership", "b") + "[a](file:x)\n"})
    assert "unsafe-link themes/02-other.md:6:5" in said(diagnostics)


@pytest.mark.parametrize("case", CASES, ids=CASES)
def test_messages_speak_to_editors(case: str) -> None:
    _, diagnostics = read_files(CASES[case][0])
    for one in diagnostics:
        words = f"{one.message} {one.hint}"
        assert not re.search(
            r"pydantic|Traceback|scalar|mapping|token|\bparse|errors\.|None\b|libyaml|\bstr\b", words
        ), words
        assert one.message[0].islower() or not one.message[0].isalpha() or one.message.startswith("Markdown"), (
            one.message
        )
        assert not one.message.endswith("."), one.message


def test_a_project_without_report_yaml_is_none_and_says_so() -> None:
    from report_kit.diagnostics import Sink
    from report_kit.sourcefiles import read

    sink = Sink()
    assert read(MemoryWorkspace({"report.yml": MINIMAL_REPORT}), sink) is None
    assert [(one.rule, one.hint) for one in sink] == [("no-report", "rename report.yml to report.yaml")]


def test_a_project_without_themes_says_how_to_write_the_first() -> None:
    from report_kit.diagnostics import Sink
    from report_kit.sourcefiles import read

    sink = Sink()
    assert read(MemoryWorkspace({"report.yaml": MINIMAL_REPORT}), sink) is not None
    (found,) = sink
    assert found.rule == "no-themes"
    assert "themes/01-first.md" in found.hint


def test_a_file_that_may_not_be_read_is_reported() -> None:
    from report_kit.diagnostics import Sink
    from report_kit.sourcefiles import read

    files = {
        "report.yaml": MINIMAL_REPORT,
        THEME: HEAD + "![Spending](a.png)\n",
        "themes/b.md": "x",
        "themes/a.png": "x",
    }
    sink = Sink()
    read(MemoryWorkspace(files, forbidden=["themes/b.md", "themes/a.png"]), sink)
    assert said(sink.diagnostics) == ["unreadable-file themes/b.md:1:1", f"image-outside-project {THEME}:6:13"]


def test_every_rule_is_named_once_and_documented_in_full() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
        assert all((rule.summary, rule.why, rule.example, rule.instead)), rule.name
