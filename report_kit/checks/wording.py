"""Plain, British and fair words: the optional rules on language, from long-sentence to word-list.

Advice on the authors' own words, where report.yaml asks for it; never on words that somebody said.

language_checks: yes
"""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checks.prose import Passage, passages
from report_kit.checks.thresholds import SENTENCE_WORDS
from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity
from report_kit.evidence.language import Finding, find
from report_kit.evidence.sentences import long_sentences
from report_kit.evidence.word_rules import WordRule, included_rules
from report_kit.model.report import Report

LONG_SENTENCE = Rule(
    name="long-sentence",
    severity=Severity.WARNING,
    summary="A sentence has more than 25 words (language_checks).",
    why="Readers lose the thread of long sentences; most of them can be two.",
    example="Councils that wish to share their data, which many of them said they do, find that the agreements they "
    "need take longer than the work itself, which few of them expected.",
    instead="Many councils wish to share their data. The agreements take longer than the work, which few expected.",
    group="language",
)

BRITISH_SPELLING = Rule(
    name="british-spelling",
    severity=Severity.WARNING,
    summary="A word is spelt in the American way in a report in British English (language_checks).",
    why="Two spellings side by side look like two hands, and carelessness.",
    example="Councils analyze their data.",
    instead="Councils analyse their data.",
    group="language",
)

PLAIN_ENGLISH = Rule(
    name="plain-english",
    severity=Severity.WARNING,
    summary="A long or official word stands where a plain one would do (language_checks).",
    why="Everybody reads plain words faster, experts too.",
    example="Councils utilise data in order to commence earlier.",
    instead="Councils use data to start earlier.",
    group="language",
)

INCLUSIVE_LANGUAGE = Rule(
    name="inclusive-language",
    severity=Severity.WARNING,
    summary="A word for people is one that those it is for avoid (language_checks).",
    why="A report about people should call them what they call themselves.",
    example="Services for the disabled are stretched.",
    instead="Services for disabled people are stretched.",
    group="language",
)

CHATHAM_HOUSE_RULE = Rule(
    name="chatham-house-rule",
    severity=Severity.WARNING,
    summary='The Chatham House Rule is misnamed, most often as "Rules" (language_checks).',
    why="There is one Rule. Those who were promised it know its name.",
    example="The event was held under Chatham House Rules.",
    instead="The event was held under the Chatham House Rule.",
    group="language",
)

WORD_LIST = Rule(
    name="word-list",
    severity=Severity.WARNING,
    summary="A word is one that a list of the publisher's advises against (language_checks).",
    why="The publisher's house rules on words hold for every report.",
    example="Our learnings were many.",
    instead="We learnt much.",
    group="language",
)

RULES = (LONG_SENTENCE, BRITISH_SPELLING, PLAIN_ENGLISH, INCLUSIVE_LANGUAGE, CHATHAM_HOUSE_RULE, WORD_LIST)

_LISTS = {
    "british-spelling": BRITISH_SPELLING,
    "plain-english": PLAIN_ENGLISH,
    "padding": PLAIN_ENGLISH,
    "inclusive-language": INCLUSIVE_LANGUAGE,
    "chatham-house-rule": CHATHAM_HOUSE_RULE,
}
"""Which rule each of the included lists serves; a list of the same name in the project stands in its place."""

_BRITISH = frozenset(("en", "en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za"))
"""Languages that spell in the British way, lower case."""


def check(view: View) -> Iterator[Diagnostic]:
    """Every passage in its authors' own words."""
    meta = view.report.meta
    if not meta.language_checks:
        return
    lists = _lists(view.report)
    english = meta.language.lower().split("-")[0] == "en"
    limit = int(SENTENCE_WORDS.of(meta))
    for passage in passages(view):
        for found in find(passage.text, lists):
            yield _advice(passage, found)
        if english:
            yield from _long(passage, limit)


def _lists(report: Report) -> list[WordRule]:
    """The included lists that suit the language and that no list of the project replaces, and the project's own."""
    language = report.meta.language.lower()
    replaced = {rule.name for rule in report.word_rules}
    usual = included_rules(tuple(_LISTS)) if language.split("-")[0] == "en" else ()
    return [
        *(
            rule
            for rule in usual
            if rule.name not in replaced and (rule.name != BRITISH_SPELLING.name or language in _BRITISH)
        ),
        *report.word_rules,
    ]


def _advice(passage: Passage, found: Finding) -> Diagnostic:
    place = passage.place(found.start, found.end)
    rule = _LISTS.get(found.rule, WORD_LIST)
    fix = None
    if found.suggestion:
        fix = Fix(f"write {found.suggestion}", (Edit(place, found.suggestion),))
    return rule.at(place, found.message.rstrip("."), fix=fix)


def _long(passage: Passage, limit: int) -> Iterator[Diagnostic]:
    for sentence in long_sentences(passage.text, limit):
        place = passage.place(sentence.start, _end_of_opening(passage.text, sentence.start, sentence.end))
        message = f"this sentence has {sentence.words} words; {limit} are enough"
        yield LONG_SENTENCE.at(place, message, "make two of it, or leave something out")


def _end_of_opening(text: str, start: int, end: int) -> int:
    """After the first words of a sentence, which are marked in place of the whole."""
    place = start
    for word in text[start:end].split()[:3]:
        place = text.index(word, place) + len(word)
    return place
