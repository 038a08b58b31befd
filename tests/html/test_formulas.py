"""Formulas in print: every sign of the MathML stands in the spans, in an order that can be read."""

from __future__ import annotations

import subprocess

import lxml.html
import pypandoc
import pytest

from report_kit.html.formulas import formula_spans


def mathml(tex: str) -> str:
    page = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "html", "--mathml"],
        input=f"${tex}$".encode(), capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    return page[page.index("<math") : page.index("</math>") + 7]


@pytest.mark.parametrize(
    ("tex", "text", "classes"),
    [
        ("x^2 + y_i", "x2+yi", {"m-sup", "m-sub", "m-wide"}),
        (r"\frac{a+1}{b}", "a+1b", {"m-over"}),
        (r"\sqrt{n}", "√n", {"m-root"}),
        (r"\sqrt[3]{n}", "3√n", {"m-root", "m-sup"}),
        (r"\sin x", "sin⁡x", {"m-upright"}),
        (r"\begin{matrix} a & b \\ c & d \end{matrix}", "abcd", {"m-mtable", "m-mtr", "m-mtd"}),
        (r"\text{cost per head}", "cost per head", {"m-mtext"}),
    ],
)
def test_a_formula_is_set_from_spans(tex: str, text: str, classes: set[str]) -> None:
    spans = lxml.html.fragment_fromstring(formula_spans(mathml(tex)), create_parent="p")
    assert "".join(spans.text_content().split()) == "".join(text.split())
    assert classes <= set(spans.xpath("//span/@class"))


def test_signs_that_mean_something_in_html_are_escaped() -> None:
    assert "<b" not in formula_spans("<math><mo>&lt;</mo><mi>b</mi></math>")


def test_text_that_is_no_mathml_gives_nothing() -> None:
    assert formula_spans("<math><mi>x</math>") == ""
