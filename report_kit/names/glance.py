"""Glance: sees at once that a capitalised word means nobody, which is what most candidates come to.

In: the forms that share a word, once; then places in folded text. Out: whether a look at the context would be in vain.
It dismisses nothing that `judgements` would believe, and costs a tenth of a look.
"""

from __future__ import annotations

from report_kit.names.caution import Caution
from report_kit.names.forms import Form
from report_kit.names.judgements.longer_names import OPENING
from report_kit.names.judgements.speech import PLACING
from report_kit.names.words import signs

_BEFORE_DATE = signs("before_date")
_JOINING = (b"and", b"&")
_DETERMINERS = signs("determiner")
_LEADING = signs("address_sure") | signs("role") | {b"to"}
"""Before a name, these are evidence: 'asked Brown', 'director Brown', 'according to Brown'."""
_VERBS_AND_SUCH = signs("speech_sure") | frozenset(
    b"who also then further later rightly clearly strongly himself herself in".split()
)
"""After a name these may be evidence: 'Brown also said'."""


class Glance:
    """Sees at a glance that a capitalised word means nobody: 'in May', 'the Council', 'Will you', 'Wood Green'.

    Made once for `forms` that share a word.
    """

    def __init__(self, forms: tuple[Form, ...]) -> None:
        name = forms[0].words[-1]
        self._month = name in signs("month")
        self._institution = name in signs("institution")
        self._body = any(form.kind == "organisation" for form in forms)
        self._terms_only = all(form.caution > Caution.WORD for form in forms)
        owners = [form.owner for form in forms]
        self._belonging = signs("honorific").union(*(one.given | one.titles for one in owners))
        """Words before it that may make it somebody's."""

    def is_hopeless(self, base: bytes, start: int, end: int) -> bool:
        """Whether the word at `base[start:end]`, which begins with a capital, means nobody."""
        if self._body:
            return False
        after = base[end : end + 24]
        before = base[start - 32 if start > 32 else 0 : start]
        words = before.split()
        if self._terms_only and words and words[-1] in PLACING and before[-1:] == b" " and words[-1] != b"to":
            # 'Officers in Preston said': what comes after a preposition is not who speaks.
            return (after[:1] == b" " and after[1:2] != b"(") or after[:1] in b".;!?"
        if not _goes_on_plainly(after):
            return False
        if len(words) < 2 or before[-1:] != b" " or before[-2:-1].isspace() or b"\x1f" in before:
            return False
        return self._says_nothing(words[-1], words[-2])

    def _says_nothing(self, word: bytes, further: bytes) -> bool:
        """Whether the words before, `word` nearest, make it nobody's."""
        if not word.isalpha():
            if word == b"\x1e" or word.isdigit():
                return True  # the beginning of a text; '1 May'
            # The end of a sentence; an initial, a title or a quotation mark before the word is another matter.
            stem = word[:-1].lower()
            return word[-1:] in b".!?" and stem.isalpha() and len(stem) > 1 and stem not in self._belonging
        if word in _JOINING or further in _JOINING:
            return False  # the end of a list of people; 'John and Mary Brown'
        lower = word.lower()
        if 1 < len(word) < 4 and word.isupper():
            return False  # perhaps initials: 'ME Grant'
        if (len(lower) == 1 and lower != b"a") or lower in self._belonging:
            return False
        if lower in _DETERMINERS or (self._month and lower in _BEFORE_DATE):
            return True
        if lower in _LEADING:
            return False
        if word.islower():
            return self._terms_only or self._institution
        return lower not in OPENING and further.islower()


def _goes_on_plainly(after: bytes) -> bool:
    """Whether what follows a word is no evidence: the end of a sentence, or a word that is none of speech."""
    if after[:1] != b" ":
        return after[:1] in b".;!?" and after[1:2].isspace() and b"\x1f" not in after
    following = after.split(None, 2)
    if len(following) < 2 or b"\x1f" in after:
        return False
    word = following[0].rstrip(b",.;:")
    return word.isalnum() and (len(word) > 1 or word.islower()) and word not in _VERBS_AND_SUCH
