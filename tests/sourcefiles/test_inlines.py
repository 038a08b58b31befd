"""What stands in a line: marks, links, citations, counts, footnotes, formulas, raw HTML."""

from __future__ import annotations

import pytest

from report_kit.diagnostics import Span
from report_kit.model import inlines as i
from report_kit.model.blocks import Paragraph
from report_kit.model.walk import blocks_text, plain_text
from tests.helpers.markdown import HEAD, THEME, all_of, line, said, theme, theme_noisily, written


def test_words_of_a_line_are_one_text_with_typographic_marks() -> None:
    (text,) = line("It's \"quoted\" -- isn't it...\n")
    assert isinstance(text, i.Text)
    assert text.text == "It’s “quoted” – isn’t it…"
    assert text.span == Span(THEME, 6, 1, 6, 29)


def test_marks_become_styles() -> None:
    found = line("*a* **b** ~~c~~ x^d^ x~e~ [f]{.smallcaps} [g]{.underline} [h]{.mark}\n")
    styles = {one.style: plain_text(one.content) for one in found if isinstance(one, i.Styled)}
    assert styles == {
        "emphasis": "a", "strong": "b", "strikeout": "c", "superscript": "d", "subscript": "e", "small_caps": "f",
        "underline": "g", "mark": "h",
    }  # fmt: skip


def test_phrases_counts_code_and_breaks() -> None:
    phrase, _, count, _, code, br, _ = line('[mot]{lang=fr} [fifteen]{count="participants" event=e1} `x`\\\nend\n')
    assert isinstance(phrase, i.Phrase)
    assert phrase.language == "fr"
    assert isinstance(count, i.AssertedCount)
    assert (count.of, count.attributes, plain_text(count.content)) == ("participants", (("event", "e1"),), "fifteen")
    assert isinstance(code, i.Code)
    assert code.text == "x"
    assert isinstance(br, i.LineBreak)


@pytest.mark.parametrize("url", ["https://a.org/?q=1&b", "http://a.org", "mailto:a@b.org", "tel:+4420", "#F1"])
def test_links_to_the_web_mail_telephone_and_places_pass(url: str) -> None:
    (link,) = line(f'[*text*]({url} "title")\n')
    assert isinstance(link, i.Link)
    assert (link.url, link.title, plain_text(link.content)) == (url, "title", "text")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "<java script:x>", "<java&#9;script:x>", "&#106;avascript:x",
        "<&#1;javascript:x>", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "//evil.org", "/etc/passwd",
        "x.md",        "http:evil", "<\u200bjavascript:x>", "#", "blob:x", "www.example.org",
    ],
)  # fmt: skip
def test_any_other_link_is_taken_out_and_its_words_stay(url: str) -> None:
    (block,), diagnostics = theme_noisily(f"Words [in a link]({url}) stay.\n")
    smuggled = ["control-character"] if "&#1;" in url else []
    assert [one.rule for one in diagnostics] == [*smuggled, "unsafe-link"]
    assert not all_of(i.Link, (block,))
    assert blocks_text([block]) == "Words in a link stay."


def test_a_footnote_holds_blocks_with_their_own_places() -> None:
    (paragraph,) = theme("Text[^1] on.\n\n[^1]: A *note* [@N1].\n\n    More.\n")
    (note,) = all_of(i.Footnote, (paragraph,))
    assert blocks_text(note.blocks) == "A note .\nMore."
    assert note.blocks[0].span == Span(THEME, 8, 7, 8, 22)
    assert note.anchor not in {note.blocks[0].anchor, paragraph.anchor}


def test_a_footnote_called_twice_is_one_note_with_two_marks() -> None:
    blocks = theme("Text[^1] and[^1].\n\n[^1]: Note.\n")
    (note,) = all_of(i.Footnote, blocks)
    assert [mark.anchor for mark in all_of(i.FootnoteMark, blocks)] == [note.anchor]


def test_formulas_carry_their_mathml() -> None:
    inline, _, display = line("$x^2$ $$\\frac{a}{b}$$\n")
    assert isinstance(inline, i.Math)
    assert isinstance(display, i.Math)
    assert (inline.tex, inline.display, display.display) == ("x^2", False, True)
    assert inline.mathml.startswith("<math")
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in inline.mathml
    assert "annotation" not in inline.mathml


def test_a_formula_cannot_carry_a_script() -> None:
    blocks, _ = theme_noisily("$\\text{</math><script>alert(1)</script>}$ $\\href{javascript:x}{y}$\n")
    for formula in all_of(i.Math, blocks):
        assert "<script" not in formula.mathml
        assert "href" not in formula.mathml


# Citations -----------------------------------------------------------------------------------------------------------


def test_a_cluster_knows_its_items_their_words_and_their_places() -> None:
    body = "Text [@N1; see @smith2017, p. 3; -@x and others; more words] on.\n"
    _, citation, _ = line(body)
    assert isinstance(citation, i.Citation)
    assert written(HEAD + body, citation.span) == "[@N1; see @smith2017, p. 3; -@x and others; more words]"
    assert [(one.id, one.prefix, one.suffix, one.suppress_author) for one in citation.items] == [
        ("N1", "", "", False),
        ("smith2017", "see", "p. 3", False),
        ("x", "", "and others; more words", True),
    ]
    assert [written(HEAD + body, one.span) for one in citation.items] == ["@N1", "@smith2017", "@x"]


@pytest.mark.parametrize(
    ("before", "column"),
    [
        ("", 1), ("Some “words” – ", 16), ('Some "words" -- ', 17), ("*Some* ", 8), ("`c` ", 5), ("é😀 ", 4),
        ("a\tb ", 5),
        ("[l](http://x.y) ", 17), ("> ", 3), ("- ", 3), ("a...", 5), ("&amp; ", 7), ("\\* ", 4), ("first\nsecond ", 8),
        (":smile: ", 9),
    ],
)  # fmt: skip
def test_columns_are_exact_whatever_stands_before(before: str, column: int) -> None:
    (citation,) = all_of(i.Citation, theme(f"{before}[@N1]\n"))
    assert citation.span.column == column
    assert citation.items[0].span == Span(THEME, 6 + before.count("\n"), column + 1, 6 + before.count("\n"), column + 4)


def test_a_cluster_may_run_over_lines_and_hold_marks() -> None:
    body = "Text [see *Smith's* book @smith2017,\np. 3; @N1] on.\n"
    _, citation, end = line(body)
    assert isinstance(citation, i.Citation)
    assert [(one.id, one.prefix, one.suffix) for one in citation.items] == [
        ("smith2017", "see Smith’s book", "p. 3"),
        ("N1", "", ""),
    ]
    assert isinstance(end, i.Text)
    assert end.text == " on."


@pytest.mark.parametrize(
    "text", ["[mail me@x.org]", "\\[@N1]", "\\[@N1\\]", "[\\@N1]", "me@x.org", "@N1", "`[@N1]`", "[a] [b]", "[3 @ £5]"]
)
def test_what_only_looks_like_a_citation_stays_text(text: str) -> None:
    assert not all_of(i.Citation, theme(f"Text {text} on.\n"))


def test_a_relation_belongs_to_its_citation() -> None:
    body = 'Text [@N1; @N2]{relation="contradicts"} on.\n'
    _, citation, _ = line(body)
    assert isinstance(citation, i.Citation)
    assert (citation.relation, [one.id for one in citation.items]) == ("contradicts", ["N1", "N2"])
    assert written(HEAD + body, citation.span) == '[@N1; @N2]{relation="contradicts"}'


@pytest.mark.parametrize("name", ["N1", "fig-x", "my_id", "a.b", "DBLP:conf/x/y", "2017smith", "a+b", "née"])
def test_ids_may_hold_what_bibliographies_use(name: str) -> None:
    (citation,) = all_of(i.Citation, theme(f"Text [see @{name}, p. 1].\n"))
    assert citation.items[0].id == name


def test_a_full_stop_after_an_id_is_no_part_of_it() -> None:
    (citation,) = all_of(i.Citation, theme("Text [@N1.].\n"))
    assert (citation.items[0].id, citation.items[0].suffix) == ("N1", ".")


def test_a_footnote_in_brackets_keeps_its_words() -> None:
    blocks = theme("Text [see[^1] @N1].\n\n[^1]: Note.\n")
    assert len(all_of(i.Footnote, blocks)) == 1


# Raw HTML ------------------------------------------------------------------------------------------------------------


def test_allowed_tags_become_marks() -> None:
    found = line(
        "<b>a</b> <em>b</em> <u>c</u> x<sup>2</sup> <mark>d</mark> <kbd>e</kbd> <span lang=fr>f</span> g<br>h\n"
    )
    kinds = [
        one.style if isinstance(one, i.Styled) else type(one).__name__ for one in found if not isinstance(one, i.Text)
    ]
    assert kinds == ["strong", "emphasis", "underline", "superscript", "mark", "Code", "Phrase", "LineBreak"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Text <script>alert(1)</script>on.", "Text on."),
        ("Text <font color=red>red</font> on.", "Text red on."),
        ("Text <b>bold on.", "Text bold on."),
        ("Text </b>on.", "Text on."),
        ("Text <b><i>bold</b></i> on.", "Text bold on."),
        ("Text <!-- not printed -->on.", "Text on."),
        ("<!-- not\n\nprinted -->\n\nText.", "Text."),
        ("<div>\n\nText.\n\n</div>", "Text."),
        ("<div>\n<p>One <b>bold</b>\nword.</p>\n<p>Two &lt;b&gt; &pound;5.</p></div>", "One bold word.\nTwo <b> £5."),
        ("<table>\n<tr><td>a</td><td>b</td></tr>\n</table>", "a\nb"),
        ("<script>\nalert(1)\n</script>\n\nText.", "Text."),
        ("<style>p { color: red }</style>\nText.", "Text."),
        ("<iframe>\nx\n</iframe>\n\nText.", "Text."),
        ("<div><script>alert(1)</div>", ""),
        ("<div>a < b <c</div>", "a < b <c"),
        ("<svg><text>Words</text></svg>", "Words"),
        ("<div title='a>b'>Words</div>", "Words"),
        ("<div title='a>b>Words</div>", "b>Words"),
    ],
)
def test_tags_go_and_words_stay(body: str, words: str) -> None:
    blocks, _ = theme_noisily(body + "\n")
    assert blocks_text(blocks) == words
    assert all(isinstance(block, Paragraph) for block in blocks)


def test_comments_go_without_a_word() -> None:
    assert blocks_text(theme("Text <!-- a -->on.\n\n<!-- b\n\nc -->\n")) == "Text on."


def test_every_removed_tag_is_reported_where_it_stands() -> None:
    _, diagnostics = theme_noisily("> <div>\n> <center>a</center> <font>b</font>\n> </div>\n")
    assert said(diagnostics) == [f"raw-html {THEME}:7:3", f"raw-html {THEME}:7:22"]
