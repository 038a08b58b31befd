"""What reaches over all pages: stylesheets under which a part looks otherwise alone than among the others.

In: a stylesheet. Out: whether it has such rules, and how to say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bcounter-(increment|reset|set)\s*:"), "its stylesheet counts with counters of its own"),
    (re.compile(r"\b(running|element)\("), "its stylesheet puts elements of the text into the margins"),
    (re.compile(r"\bposition\s*:\s*fixed"), "its stylesheet repeats something on every page"),
    (re.compile(r"\btarget-text\("), "its stylesheet repeats words of one place in another"),
    (re.compile(r"@page[^{]*:nth\("), "its stylesheet gives single pages looks of their own"),
    (re.compile(r"^(?!.*@).*\bcounters?\(\s*pages", re.MULTILINE), "the number of all pages stands in the text"),
)

_NEIGHBOURLY = re.compile(r"[+~]|:(first|last|only|nth|has|empty|root|not|is|where)\b")
"""What a selector has that may look at an element's neighbours."""


def reaches(css: str) -> str:
    """Why pages under this stylesheet cannot be laid out part by part; empty where they can."""
    bare = _COMMENT.sub("", css)
    return next((reason for pattern, reason in _REASONS if pattern.search(bare)), "")


def neighbours_decide(css: str, skeleton: Any, alone: Sequence[tuple[Any, Sequence[tuple[int, ...]]]]) -> bool:
    """Whether a part or what it stands in, nothing being in it, matches other selectors alone than in the `skeleton`.

    Pages are `weasyprint.HTML` whose parts have a number in `data-part`; each of `alone` stands for several runs of
    parts that look like the first of them. Of a selector for something inside a part, what it says of the part itself
    is looked at: each of its beginnings.
    """
    from cssselect2 import SelectorError, compile_selector_list

    tests = []
    for beginning in dict.fromkeys(_beginnings(css)):
        try:
            tests += [selector for selector in compile_selector_list(beginning) if not selector.pseudo_element]
        except SelectorError:  # the engine passes it over as well
            continue
    among = dict(_matched(skeleton, tests))
    for page, runs in alone:
        found = dict(_matched(page, tests))
        for run in runs:
            others = {str(shown): str(meant) for shown, meant in zip(runs[0], run, strict=True)}
            if any(among[others.get(name, name)] != matches for name, matches in found.items()):
                return True
    return False


def _matched(page: Any, tests: Sequence[Any]) -> Iterator[tuple[str, tuple[bool, ...]]]:
    """By part, and by what parts stand in: the selectors that match."""
    for element in page.wrapper_element.iter_subtree():
        name = element.etree_element.get("data-part")
        if name is None and not any("data-part" in each.attrib for each in element.etree_element.iter()):
            continue
        yield name or element.local_name, tuple(test.test(element) for test in tests)


def _beginnings(css: str) -> Iterator[str]:
    """All selectors of the stylesheet that may look at neighbours, and their beginnings up to each combinator."""
    from tinycss2 import parse_stylesheet, serialize

    for prelude in _preludes(parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        selector: list[Any] = []
        for token in [*prelude, None]:
            ends = token is None or (token.type == "literal" and token.value == ",")
            if ends or token.type == "whitespace" or (token.type == "literal" and token.value in ">+~"):
                text = serialize(selector).strip()
                if text and text[-1] not in ">+~" and _NEIGHBOURLY.search(text):
                    yield text
            selector = [] if ends else [*selector, token]


def _preludes(rules: Sequence[Any]) -> Iterator[list[Any]]:
    """The selectors of all rules, those in conditions (`@media`) too."""
    from tinycss2 import parse_rule_list

    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule.prelude
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports", "layer"):
            yield from _preludes(parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
