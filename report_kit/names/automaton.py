"""Automata: which pattern a form is looked for by, in which view of folded text, and the search for many at once.

In: forms, once; then views. Out: where patterns stand, and the forms that each stands for. The automata are Aho and
Corasick's, from `ahocorasick_rs`, which searches bytes at several hundred MB a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from report_kit.names.caution import Caution
from report_kit.names.forms import Form, Kind

_LARGE = 100_000
"""Patterns from which memory counts for more than speed."""
_SPREAD = 5
"""Letters from which a word is known when it is spread."""
_TOKENS: frozenset[Kind] = frozenset({"handle", "part of an e-mail address", "e-mail address", "phone number"})


class View(Enum):
    """Where a form is looked for."""

    LOWER = "words in lower case"
    CASED = "words with a capital"
    UPPER = "words in capitals"
    SQUEEZED = "letters and digits without what stands between them"


def automata_of(forms: Iterable[Form]) -> dict[View, Automaton]:
    """The automaton of each view."""
    patterns: dict[View, dict[bytes, list[Form]]] = {view: {} for view in View}
    for form in forms:
        view = _view_of(form)
        for pattern in dict.fromkeys(_patterns_of(form, view)):
            patterns[view].setdefault(pattern, []).append(form)
        if _may_be_spread(form):
            patterns[View.SQUEEZED].setdefault(form.squeezed, []).append(form)
    return {view: Automaton(found) for view, found in patterns.items()}


def is_single_word(form: Form) -> bool:
    """Whether it is looked for as a word, so that a hyphen at the end of a line may tear it."""
    return _view_of(form) is not View.SQUEEZED and not (form.account or form.host)


def _may_be_spread(form: Form) -> bool:
    """Whether it is looked for with spaces between its letters as well: 'T h is tle w o od', as some PDFs have it."""
    if form.kind not in {"surname", "first name", "full name"}:
        return False  # 'a little' is nobody's account
    return is_single_word(form) and form.caution <= Caution.COMMON and len(form.squeezed) >= _SPREAD


def _view_of(form: Form) -> View:
    if form.account and len(form.words) > 1:
        return View.LOWER
    if len(form.words) > 1 or form.free or form.kind in _TOKENS:
        return View.SQUEEZED
    if form.host or form.account:
        return View.LOWER
    if form.upper:
        return View.UPPER
    return View.LOWER if form.caution <= Caution.COMMON else View.CASED


def _patterns_of(form: Form, view: View) -> Iterator[bytes]:
    word = form.words[0]
    match view:
        case View.SQUEEZED:
            yield form.squeezed
        case View.UPPER:
            yield from (_delimited(word.upper()), _delimited(_spaced(word.upper())))
        case View.CASED:
            yield from (_delimited(word.title()), _delimited(word.upper()))
            if not word.isascii():
                yield _delimited(word)
        case View.LOWER:
            yield _delimited(b" ".join(form.words))
            if is_single_word(form) and word.isascii() and len(word) > 3:
                yield _delimited(_spaced(word))


def _delimited(word: bytes) -> bytes:
    return b" %b " % word


def _spaced(word: bytes) -> bytes:
    return b" ".join(bytes([letter]) for letter in word)


class Automaton:
    """Patterns and what they stand for; finds nothing where there are none."""

    def __init__(self, patterns: dict[bytes, list[Form]]) -> None:
        self.forms = [tuple(forms) for forms in patterns.values()]
        """For each pattern, the forms that it stands for."""
        self._automaton: Any = None
        if patterns:
            from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

            # The DFA is twice as fast as the NFA and takes 30 MB for 15,000 forms.
            kind = Implementation.DFA if len(patterns) < _LARGE else Implementation.ContiguousNFA
            self._automaton = BytesAhoCorasick(list(patterns), matchkind=MatchKind.Standard, implementation=kind)

    def find(self, view: bytes) -> Iterator[tuple[int, int, tuple[Form, ...]]]:
        """Where each pattern stands in `view`, overlapping ones too."""
        if self._automaton is not None:
            for number, start, end in self._automaton.find_matches_as_indexes(view, overlapping=True):
                yield start, end, self.forms[number]
