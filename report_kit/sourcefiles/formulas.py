"""Formulas in TeX → MathML, all of a project in one pandoc run (https://www.w3.org/TR/mathml-core/).

In: (display, TeX) pairs. Out: MathML by pair; a formula that pandoc cannot read is missing from it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from report_kit.lazy.patterns import pattern
from report_kit.sourcefiles import limits
from report_kit.workspace import ToolError, Workspace

_ARGUMENTS = ("--sandbox", "-f", "json", "-t", "html", "--mathml", "--wrap=none", *limits.PANDOC_MEMORY)
_ENTRY = pattern(r'<div id="f(\d+)">\s*<p>(.*?)</p>\s*</div>', re.DOTALL)
_MATH = pattern(r"<math\b.*</math>", re.DOTALL)
_TEX_TWIN = pattern(r"<semantics>(.*)<annotation\b[^>]*>.*?</annotation></semantics>", re.DOTALL)
_TAG = pattern(r"</?([A-Za-z][\w.-]*)((?:\s+[\w:-]+=\"[^\"<>]*\")*)\s*/?>")
_ATTRIBUTE = pattern(r"([\w:-]+)=\"([^\"]*)\"")
_FORBIDDEN = pattern(r"on|href|src|style|xlink|action", re.IGNORECASE)
_ALIGNMENT = pattern(r"text-align: (?:left|center|right)(?:; padding-(?:left|right): 0)?")
"""How pandoc aligns the cells of a matrix: MathML Core has no attribute of its own for it."""


def to_mathml(workspace: Workspace, formulas: Iterable[tuple[bool, str]]) -> Mapping[tuple[bool, str], str]:
    """MathML for each of `formulas`."""
    wanted = sorted(set(formulas))
    if not wanted:
        return {}
    page = json.dumps(
        {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [_block(*one) for one in enumerate(wanted)]}
    )
    key = f"formulas/{hashlib.sha256(('1 ' + page).encode()).hexdigest()}"
    answer = workspace.cache.get(key)
    if answer is None:
        try:
            answer = workspace.tools.run("pandoc", _ARGUMENTS, page.encode(), limits.PANDOC_SECONDS)
        except ToolError:
            return {}  # every formula is then reported at its place
        workspace.cache.put(key, answer)
    found = {}
    for number, paragraph in _ENTRY.findall(answer.decode("utf-8", "replace")):
        math = _MATH.search(paragraph)
        if math is not None and int(number) < len(wanted) and _is_harmless(math[0]):
            found[wanted[int(number)]] = _TEX_TWIN.sub(r"\1", math[0])
    return found


def _block(number: int, formula: tuple[bool, str]) -> dict[str, Any]:
    display, tex = formula
    math = {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, tex]}
    return {"t": "Div", "c": [[f"f{number}", [], []], [{"t": "Para", "c": [math]}]]}


def _is_harmless(mathml: str) -> bool:
    """Whether `mathml` is tags of MathML with attributes that neither load nor run anything."""
    rest = _TAG.sub("", mathml)
    if "<" in rest:
        return False
    for tag in _TAG.finditer(mathml):
        name, attributes = tag.groups()
        if not (name.startswith("m") or name in ("semantics", "annotation", "none")):
            return False
        if not all(_is_harmless_attribute(*one) for one in _ATTRIBUTE.findall(attributes)):
            return False
    return True


def _is_harmless_attribute(name: str, value: str) -> bool:
    return not _FORBIDDEN.match(name) or (name == "style" and _ALIGNMENT.fullmatch(value) is not None)
