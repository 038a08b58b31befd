"""declarations: what style sheets and style attributes say of each element of a drawing (CSS Cascading Level 4).

In: the tree of an SVG. Out: its declarations by element, shorthands of fonts taken apart; the style sheets are gone
from the tree. Engines read as much CSS as they like: this leaves them nothing to read but attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_MEDIA = frozenset(("all", "print", "screen"))
"""Of conditions of `@media`, those that hold; features, such as a dark screen, do not."""


class _Said(NamedTuple):
    """One declaration, ordered by its weight."""

    important: bool
    inline: bool
    specificity: tuple[int, int, int]
    order: int
    name: str
    value: str


def declarations(root: Any) -> dict[Any, dict[str, str]]:
    """The values that hold for each element, by name, and take the style sheets out of the tree at `root`."""
    import cssselect2
    import tinycss2

    sheets = [one for one in root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == "style"]
    rules = [rule for sheet in sheets for rule in _rules("".join(sheet.itertext()))]
    matcher = cssselect2.Matcher()
    for order, rule in enumerate(rules):
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            continue
        content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        said = [one for one in content if one.type == "declaration"]
        for selector in selectors:
            if selector.pseudo_element is None:
                matcher.add_selector(selector, (order, said))
    found = {}
    for node, matched in _matched(root, matcher if rules else None):
        weighed = list(_inline(node.get("style", "")))
        for specificity, order, content in matched:
            weighed += _weighed(content, inline=False, specificity=specificity, order=order)
        if weighed:
            found[node] = {one.name: one.value for one in sorted(weighed)}
    for sheet in sheets:
        _remove(sheet)
    return found


def _matched(root: Any, matcher: Any) -> Iterator[tuple[Any, list[tuple[tuple[int, int, int], int, Sequence[Any]]]]]:
    """Every element with the rules that hold for it: specificity, order, declarations."""
    import cssselect2

    if matcher is None:
        yield from ((one, []) for one in root.iter() if isinstance(one.tag, str))
        return
    for element in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        rules = [(specificity, order, said) for specificity, _, _, (order, said) in matcher.match(element)]
        yield element.etree_element, rules


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        tail = element.tail or ""
        before = element.getprevious()
        if tail.strip():
            if before is None:
                parent.text = (parent.text or "") + tail
            else:
                before.tail = (before.tail or "") + tail
        parent.remove(element)


def _rules(text: str) -> Iterator[Any]:
    """The rules of a style sheet that hold on a page, those in `@media` and `@layer` too."""
    import tinycss2

    waiting = [tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)]
    while waiting:
        for rule in waiting.pop():
            if rule.type == "qualified-rule":
                yield rule
            elif rule.type == "at-rule" and rule.content is not None and _holds(rule):
                waiting.append(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _holds(rule: Any) -> bool:
    if rule.lower_at_keyword == "layer":
        return True
    words = [token.lower_value for token in rule.prelude if token.type == "ident"]
    plain = all(one.type in ("ident", "whitespace") or one == "," for one in rule.prelude)
    return rule.lower_at_keyword == "media" and plain and (not words or not _MEDIA.isdisjoint(words))


def _inline(text: str) -> Iterator[_Said]:
    import tinycss2

    if text:
        said = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
        yield from _weighed(
            [one for one in said if one.type == "declaration"], inline=True, specificity=(0, 0, 0), order=0
        )


def _weighed(said: Sequence[Any], *, inline: bool, specificity: tuple[int, int, int], order: int) -> Iterator[_Said]:
    import tinycss2

    for place, one in enumerate(said):
        value = tinycss2.serialize(one.value).strip()
        pairs = font_of(value) if one.lower_name == "font" else ((one.lower_name, value),)
        for name, each in pairs:
            # A custom property keeps its capitals.
            written = one.name if one.name.startswith("--") else name
            yield _Said(one.important, inline, specificity, order * 1_000 + place, written, each)


_SYSTEM = frozenset(("caption", "icon", "menu", "message-box", "small-caption", "status-bar"))
_SIZES = frozenset((
    "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "smaller", "larger",
))  # fmt: skip
_WEIGHTS = frozenset(("bold", "bolder", "lighter"))


def font_of(value: str) -> tuple[tuple[str, str], ...]:
    """The parts of the shorthand `font` (CSS Fonts Level 4, 2.7); none where `value` is no font."""
    import tinycss2

    tokens = list(tinycss2.parse_component_value_list(value, skip_comments=True))
    words = [one for one in tokens if one.type != "whitespace"]
    if len(words) == 1 and words[0].type == "ident":
        if words[0].lower_value in _SYSTEM:
            return (("font-size", "13px"), ("font-family", "sans-serif"))
        return (("font-size", value), ("font-family", value)) if words[0].lower_value in ("inherit", "unset") else ()
    style, weight = "normal", "400"
    for place, token in enumerate(words):
        if token.type in ("dimension", "percentage", "function") or (
            token.type == "ident" and token.lower_value in _SIZES
        ):
            after = words[place + 1 :]
            if after and after[0] == "/":
                after = after[2:]
            if not after:
                return ()
            start = next(n for n, one in enumerate(tokens) if one is after[0])
            family = tinycss2.serialize(tokens[start:]).strip()
            size = tinycss2.serialize([token])
            return (("font-style", style), ("font-weight", weight), ("font-size", size), ("font-family", family))
        if token.type == "ident" and token.lower_value in ("italic", "oblique"):
            style = token.lower_value
        elif token.type == "ident" and token.lower_value in _WEIGHTS:
            weight = token.lower_value
        elif token.type == "number":
            weight = str(token.int_value or 400)
    return ()
