"""Rules on wording, from word lists in the shape of Vale's `substitution` and `existence` rules
(https://vale.sh/docs/checks/substitution, https://vale.sh/docs/checks/existence).

In: YAML texts by name. Out: rules ready to be searched with. An entry is plain words or a regular expression, as in
Vale; it runs on RE2, whose time is linear in the text whatever a list from a stranger holds. The price is that there
is no look-ahead and no back-reference; a list that uses them is refused with its line. Python's `re` cannot be stopped
once it backtracks, `regex` only by a clock, which would make a report's checks depend on the machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import Literal

from report_kit.diagnostics import did_you_mean
from report_kit.evidence.word_list_files import WORD_LISTS, Listing, Table, Text, Value, WordListError, read_word_list
from report_kit.lazy.dataclasses import dataclass

MOST_ENTRIES = 5_000
"""Entries of one rule."""
LONGEST_ENTRY = 300
"""Code points of one entry."""
INCLUDED = ("british-spelling", "chatham-house-rule", "inclusive-language", "padding", "plain-english")
"""Names of the lists that come with report_kit."""

_USED = ("extends", "message", "level", "ignorecase", "nonword", "swap", "tokens", "exceptions", "link", "description")
_LEFT_TO_VALE = ("action", "scope", "vocab", "limit", "capitalize", "append", "pos", "code", "name", "author")
"""Keys of Vale's that change nothing here; they are accepted so that one list serves both."""
_LEVELS = ("suggestion", "warning", "error")


@dataclass(frozen=True)
class WordRule:
    """One word list."""

    name: str
    """Name of the list, without folder and ending."""
    kind: Literal["substitution", "existence"]
    message: str
    """With `%s` for the replacement and the words found, in Vale's order."""
    level: str
    """suggestion, warning or error."""
    link: str = ""
    """Where the guidance stands, for the reader of the message."""
    description: str = ""
    _pattern: _Pattern | None = field(default=None, repr=False)
    _exceptions: _Pattern | None = field(default=None, repr=False)
    _literal: Mapping[str, str] = field(default_factory=dict, repr=False)
    _expressions: tuple[tuple[_Pattern, str], ...] = field(default=(), repr=False)

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Where its entries stand in `text` as whole words, in order, without those inside an exception.

        Exceptions are mostly names, so they are matched as they are written; `(?i)` before one lifts that. They may
        hold more than the entry ('Lincoln Center' excepts that 'center'), which in Vale they may not.
        """
        if self._pattern is None:
            return []
        excepted = self._exceptions.spans(text)[::-1] if self._exceptions else []
        found = []
        for start, end in self._pattern.spans(text):
            while excepted and excepted[-1][1] < end:
                excepted.pop()
            if not (excepted and excepted[-1][0] <= start):
                found.append((start, end))
        return found

    def replacement_for(self, found: str) -> str:
        """What to write for `found`, as the list has it ('help|run' for a choice); '' where it does not say."""
        plain = " ".join(found.casefold().split())
        if plain in self._literal:
            return self._literal[plain]
        return next((swap for pattern, swap in self._expressions if pattern.is_all_of(found)), "")


class _Pattern:
    """Alternatives compiled into one RE2 expression."""

    def __init__(self, expressions: list[str], ignore_case: bool, whole_words: bool) -> None:
        import re2  # here: a report without word lists need not load it

        options = re2.Options()
        options.case_sensitive = not ignore_case
        options.longest_match = True  # 'in order to' before 'in order', whatever their order in the list
        options.never_capture = True
        options.log_errors = False
        options.max_mem = 64 << 20
        self._whole_words = whole_words
        self._compiled = re2.compile("|".join(f"(?:{expression})" for expression in expressions), options)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it matches. RE2's own word boundary knows ASCII only, so the neighbours are looked at here."""
        found: list[tuple[int, int]] = []
        place = 0
        for match in self._compiled.finditer(text):
            start, end = match.start(), match.end()
            if start < end and start >= place and not (self._whole_words and _inside_word(text, start, end)):
                found.append((start, end))
                place = end
        return found

    def is_all_of(self, text: str) -> bool:
        """Whether it matches the whole of `text`."""
        return self._compiled.fullmatch(text) is not None


def load_rules(texts: Mapping[str, str]) -> list[WordRule]:
    """The rules in YAML `texts` by file name, in order of the names. Raises WordListError, with file and line."""
    return [_rule(name, read_word_list(texts[name], name)) for name in sorted(texts)]


@lru_cache(maxsize=4)
def included_rules(names: tuple[str, ...] = INCLUDED) -> tuple[WordRule, ...]:
    """The rules that come with report_kit."""
    return tuple(load_rules({f"{name}.yml": (WORD_LISTS / f"{name}.yml").read_text("utf-8") for name in names}))


def _rule(file: str, whole: Value) -> WordRule:
    if not isinstance(whole, Table):
        raise WordListError("a word list begins with 'extends: substitution' or 'extends: existence'", file, whole.line)
    for key in whole:
        if key not in _USED and key not in _LEFT_TO_VALE:
            hint = did_you_mean(key, _USED)
            raise WordListError(
                f"“{key[:60]}” is not known in a word list{f'; {hint}' if hint else ''}", file, key.line
            )
    kind = _word(whole, "extends", "", file)
    if kind not in ("substitution", "existence"):
        problem = f"“{kind[:60]}” rules are not supported" if kind else "“extends” is missing"
        raise WordListError(f"{problem}; write 'substitution' or 'existence'", file, _line(whole, "extends"))
    level = _word(whole, "level", "warning", file)
    if level not in _LEVELS:
        raise WordListError(f"“{level[:60]}” is no level; write {', '.join(_LEVELS)}", file, _line(whole, "level"))
    message = _word(whole, "message", "", file)
    if not message:
        raise WordListError("“message” is missing", file, whole.line)
    if len(re.findall(r"%(?!%)", message)) != message.count("%s") or message.count("%s") > 2:
        raise WordListError("“message” may hold '%s' at most twice, and no other '%'", file, _line(whole, "message"))
    ignore_case = _switch(whole, "ignorecase", file)
    whole_words = not _switch(whole, "nonword", file)
    entries = (
        _swaps(whole, file) if kind == "substitution" else [(token, "") for token in _listing(whole, "tokens", file)]
    )
    if not entries:
        raise WordListError("the list has no entries", file, whole.line)
    if len(entries) > MOST_ENTRIES:
        raise WordListError(f"more than {MOST_ENTRIES:,} entries; split the list", file, whole.line)
    expressions = [_expression(entry, file) for entry, _ in entries]
    excepted = [_expression(entry, file) for entry in _listing(whole, "exceptions", file)]
    return WordRule(
        name=file.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        kind="substitution" if kind == "substitution" else "existence",
        message=message,
        level=level,
        link=_word(whole, "link", "", file),
        description=_word(whole, "description", "", file),
        _pattern=_compiled(expressions, ignore_case, whole_words, file, whole.line),
        _exceptions=_compiled(excepted, False, False, file, whole.line) if excepted else None,
        _literal={" ".join(entry.casefold().split()): swap for entry, swap in entries if _is_plain(entry)},
        _expressions=tuple(
            (_compiled([expression], ignore_case, False, file, entry.line), swap)
            for (entry, swap), expression in zip(entries, expressions, strict=True)
            if not _is_plain(entry)
        ),
    )


def _swaps(whole: Table, file: str) -> list[tuple[Text, str]]:
    swap = whole.get(Text("swap"))
    if not isinstance(swap, Table):
        raise WordListError("“swap” must hold lines such as 'utilise: use'", file, _line(whole, "swap"))
    for entry, replacement in swap.items():
        if not isinstance(replacement, Text):
            raise WordListError(f"“{entry[:60]}” must be followed by what to write instead", file, entry.line)
    return [(entry, str(replacement)) for entry, replacement in swap.items()]


def _listing(whole: Table, key: str, file: str) -> list[Text]:
    value = whole.get(Text(key))
    if value is None:
        return []
    if not isinstance(value, Listing):
        raise WordListError(f"“{key}” must hold a list of words", file, value.line)
    texts = [entry for entry in value if isinstance(entry, Text)]
    if len(texts) < len(value):
        raise WordListError(f"“{key}” must hold words only", file, value.line)
    return texts


def _word(whole: Table, key: str, otherwise: str, file: str) -> str:
    value = whole.get(Text(key), Text(otherwise))
    if not isinstance(value, Text):
        raise WordListError(f"“{key}” must be one word or sentence", file, value.line)
    return str(value)


def _switch(whole: Table, key: str, file: str) -> bool:
    value = _word(whole, key, "false", file).casefold()
    if value not in ("true", "false", "yes", "no", "on", "off"):
        raise WordListError(f"“{key}” is either true or false", file, _line(whole, key))
    return value in ("true", "yes", "on")


def _line(whole: Table, key: str) -> int:
    return next((known.line for known in whole if known == key), whole.line)


def _is_plain(entry: str) -> bool:
    return not set(entry) & set(r"\[](){}|?*+^$.")


def _expression(entry: Text, file: str) -> str:
    if not entry.strip():
        raise WordListError("an entry is empty", file, entry.line)
    if len(entry) > LONGEST_ENTRY:
        raise WordListError(f"an entry is longer than {LONGEST_ENTRY} characters", file, entry.line)
    # Words part at any white space in the text; inside [...] a space is itself.
    expression = entry if "[" in entry else re.sub(r" +", r"\\s+", entry.strip())
    if not _is_plain(entry):
        _compiled([expression], False, False, file, entry.line)
    return expression


def _compiled(expressions: list[str], ignore_case: bool, whole_words: bool, file: str, line: int) -> _Pattern:
    import re2

    try:
        return _Pattern(expressions, ignore_case, whole_words)
    except re2.error as problem:
        reason = problem.args[0].decode("utf-8", "replace") if problem.args else "unknown"
        shown = expressions[0][:60] if len(expressions) == 1 else "the whole list"
        raise WordListError(f"“{shown}” is no pattern that can be searched for ({reason})", file, line) from None


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether the match begins or ends in the middle of a word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (_is_letter(before) and _is_letter(text[start])) or (_is_letter(after) and _is_letter(text[end - 1]))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
