"""Anchors of derived blocks: unique by construction, the same in every run, and good in all three formats."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import lxml.html
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit import pipeline
from report_kit.exporters.docx.passes.bookmarks import LONGEST
from report_kit.model.derive.make import anchor
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

WORDS = st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=4).map(tuple)

TERMS = [
    "C", "C++", "C#", "بيانات", "مشتركة",
    "data", "data-", "Data sharing", "data-sharing", "data_sharing", "data.sharing",
    "λ", "μ", "fi", "ﬁ", "é", "e", "1", "1.", "A term that goes on until no bookmark of Word could ever hold all of it",
    "A term that goes on until no bookmark of Word could ever hold the whole", "term", "list",
]  # fmt: skip


@given(WORDS, WORDS)
def test_other_words_have_another_anchor(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    assert (anchor(*one) == anchor(*two)) == (one == two)


@given(WORDS)
def test_an_anchor_is_good_in_every_format(words: tuple[str, ...]) -> None:
    assert re.fullmatch(r"b_[A-Za-z0-9_]*[A-Za-z0-9]", anchor(*words))
    assert len(anchor(*words)) <= LONGEST - 2


@pytest.mark.slow
def test_no_two_terms_share_an_anchor_in_any_format() -> None:
    glossary = "".join(f'- term: "{term}"\n  definition: Meaning {n}.\n' for n, term in enumerate(TERMS))
    files = {**MINIMAL, "sources/glossary.yaml": glossary}
    outcome = pipeline.build(MemoryWorkspace(files), ["html", "pdf", "docx"], parallel=False)
    made = {name.rpartition(".")[2]: data for name, data in outcome.artifacts.items()}
    ids = lxml.html.document_fromstring(made["html"].decode()).xpath("//@id")
    assert sum(name.startswith("b_term_") and not name.endswith("_p") for name in ids) == len(TERMS)
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as word:
        bookmarks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', word.read("word/document.xml").decode())
    assert max(map(len, bookmarks)) <= LONGEST
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        destinations = list(pikepdf.NameTree(pdf.Root.Names.Dests))
    for names in (ids, bookmarks, destinations):
        assert [name for name, count in Counter(names).items() if count > 1] == []
        assert sum(name.startswith("b_term_") for name in names) >= len(TERMS)
