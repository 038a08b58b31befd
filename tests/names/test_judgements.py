"""Every judgement has a page in `judgements/`; every sentence on it is decided by that judgement, or passed on.

A page says what its judgement decides: `meant` (the person or body that is declared) or `other`. What is judged stands
in brackets. Sentences under `passes` look alike and are decided by another judgement, which is named there. Keys beside
`declared` and `text`: `field`, where the text stands in a field of persons; `kind`, where a word is of several kinds;
`host`, for the form of an organisation that counts in the names of hosts only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from report_kit.names.caution import Caution
from report_kit.names.context import Context
from report_kit.names.forms import KINDS, Form
from report_kit.names.judgements import JUDGEMENTS, Judgement, Verdict, judge
from report_kit.names.matcher import Matcher, Text
from report_kit.names.normalise import fold
from report_kit.names.protected import Protected, ProtectedOrganisation
from report_kit.names.secret import SecretText
from report_kit.names.variants import forms_of
from tests.helpers.leaks import person

PAGES = sorted((Path(__file__).parent / "judgements").glob("*.yaml"))


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page."""

    page: str
    declared: str | dict[str, Any]
    """A full name; or {organisation: names}."""
    text: str
    decided_by: str
    verdict: Verdict
    field: bool = False
    kind: str = ""
    host: bool = False

    def forms(self) -> tuple[Form, ...]:
        """All forms of whoever is declared."""
        if isinstance(self.declared, str):
            return forms_of(Protected((person("P1", self.declared),)))
        if names := self.declared.get("organisation"):
            return forms_of(Protected((), (ProtectedOrganisation(id="P1", names=tuple(map(SecretText, names))),)))
        return forms_of(Protected((person("P1", **self.declared),)))

    def parts(self) -> tuple[str, str, str]:
        """What stands before the brackets, in them, and after them."""
        found = re.fullmatch(r"(.*?)\[(.+?)\](.*)", self.text, re.DOTALL)
        assert found, "nothing stands in brackets"
        return found[1], found[2], found[3]

    def judged(self) -> tuple[Judgement, bool]:
        """Who decides about the form in brackets, and whether whoever is declared is found there in the end."""
        before, marked, after = self.parts()
        start = len(fold(f" {before}").base)
        end = start + len(fold(marked).base)
        wanted = fold(marked).squeezed
        forms = [
            form
            for form in self.forms()
            if form.squeezed == wanted and form.host == self.host and not form.account and self.kind in {"", form.kind}
        ]
        assert len(forms) == 1, f"{len(forms)} forms stand in brackets: {forms}"
        context = Context(fold(f" {before}{marked}{after} ").base, start, end, person_field=self.field)
        matches = Matcher(self.forms()).find([Text(before + marked + after, person_field=self.field)])
        return judge(forms[0], context), any(one.start < end and start < one.end for one in matches)


def _sentences(page: Path) -> list[Sentence]:
    content = yaml.load(page.read_text(encoding="utf-8"), yaml.CSafeLoader)  # noqa: TID251 - one that keeps anchors
    verdicts = {judgement.name: judgement.verdict for judgement in JUDGEMENTS}
    found = []
    for decides in ("decides", "passes"):
        for case in content.get(decides, ()):
            rest = {key: value for key, value in case.items() if key != "to"}
            name = page.stem.replace("-", " ") if decides == "decides" else case["to"]
            verdict = Verdict(content["verdict"]) if decides == "decides" else verdicts[name]
            found.append(Sentence(page.stem, decided_by=name, verdict=verdict, **rest))
    return found


SENTENCES = [sentence for page in PAGES for sentence in _sentences(page)]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: f"{sentence.page}: {sentence.text}")
def test_a_sentence_is_decided_as_its_page_says(sentence: Sentence) -> None:
    judgement, found = sentence.judged()
    assert (judgement.name, judgement.verdict) == (sentence.decided_by, sentence.verdict)
    assert found is (sentence.verdict is Verdict.MEANT)


def test_every_judgement_has_a_page_and_every_page_a_judgement() -> None:
    assert {page.stem.replace("-", " ") for page in PAGES} == {judgement.name for judgement in JUDGEMENTS}
    assert len({judgement.name for judgement in JUDGEMENTS}) == len(JUDGEMENTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_sentences_that_its_judgement_decides(page: Path) -> None:
    assert [one for one in _sentences(page) if one.decided_by == page.stem.replace("-", " ")]


@pytest.mark.parametrize("caution", Caution)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_no_judgement_sees_is_decided_by_the_last(caution: Caution, kind: Any) -> None:
    form = Form(forms_of(Protected((person("P1", "Jane Smith"),)))[0].owner, kind, (b"xyzzy",), caution)
    assert judge(form, Context(b" so Xyzzy and", 4, 9)).name in {
        "rare name", "common surname", "nothing beside it", "capital inside a sentence"
    }  # fmt: skip
