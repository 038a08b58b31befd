"""Decide whether a form that was found alone means the person: the rule of usability.

In: the folded text around it. Out: whose it is, or nobody's. A surname like *Brown*, *May* or *Council* stands on every
page without meaning anybody. What is looked at, by `Caution` of the form:

SURE      counts.
COMMON    counts unless it is somebody else's: another first name or initial before it ('Adam Smith', 'T. Smith'), a
          work or place named after it ('the Smith Review'), a work cited ('Smith (2017)', 'Smith et al.').
WORD      capitalised, not part of a longer name ('Brown Street', 'Gordon Brown'), not after an article, and one of
TERM        - a title before it ('Ms Brown'), or the person's own first name or initial
TINY        - a verb of speech after or before it ('Brown said', 'asked May')
            - a role before or after it ('chief executive Brown', 'Brown, director of')
            - its possessive with a noun of speech ("Brown's view")
            - its place after a closing quotation mark, or before a colon and a quotation
          A WORD counts also for a capital inside a sentence that is not a heading in capitals, beside no other capital.
          Institutions ('Council agreed') need a title or first name; months do not count after 'in', 'by', 'since'.

In a field that holds a person (author of a comment, creator of a file) a WORD counts alone, a TERM where it is the
whole name that is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from report_kit.confidentiality.forms import Caution, Form
from report_kit.confidentiality.words import given_names, ordinary, signs, surnames, terms, words_and_terms

_BEFORE = 160
_AFTER = 120

_WORDS = re.compile(r"([A-Za-z\x80-\xff][A-Za-z\x80-\xff'-]*)([^A-Za-z\x80-\xff]*)")
_NEXT = re.compile(r"('?[Ss]?\b)?([^A-Za-z\x80-\xff]*)([A-Za-z\x80-\xff][A-Za-z\x80-\xff'-]*)?")
_LETTER = r"A-Za-z\x80-\xff"
_CITATION = re.compile(
    r"(?:'s)?(?:, [A-Z]\S+)*,? \(?(?:et al\b|(?:and|&) [A-Z]\S+,? \(?(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:[a-z]?[,;):.]|[a-z]\b))"
    r"| v\.? [A-Z]| ?\[\d"
    rf"|, [A-Z][{_LETTER}]+ \((?:1[789]|20)\d\d[a-z]?\)"
    rf"|, [A-Z]\.(?: ?[A-Z]\.)*,? (?:and|&|\(|[A-Z][{_LETTER}]+, [A-Z]\.)"
)
_APPOSITION = re.compile(
    r"(?:, |,? \()(?:(?:the|a|an|our|then|former|deputy|interim|acting|senior|lead|co|assistant)[ -])*"
    rf"((?:[{_LETTER}]+ ){{0,2}}?)([{_LETTER}]+)"
)
_VERBS_AND_SUCH = signs("speech_sure") | frozenset(
    b"who also then further later rightly clearly strongly himself herself in".split()
)
"""After a name these may be evidence: 'Brown also said'."""


@dataclass(frozen=True)
class _Word:
    text: str
    gap: str
    """What stands between it and the word after it."""

    @property
    def lower(self) -> bytes:
        return self.text.lower().encode("latin-1")

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


class Context:
    """What stands around `base[start:end]`; `person_field` tells that the text names a person by its place."""

    def __init__(self, base: bytes, start: int, end: int, *, person_field: bool = False) -> None:
        # Latin-1 keeps one character a byte; letters of other scripts become letters, which is all that matters here.
        before = base[max(0, start - _BEFORE) : start].decode("latin-1")
        after = base[end : end + _AFTER].decode("latin-1")
        self.before = before.rpartition("\x1e")[2].replace("\x1f", "")
        self.after = after.partition("\x1e")[0].replace("\x1f", "")
        self.text = base[start:end].decode("latin-1")
        self.person_field = person_field

    @cached_property
    def previous(self) -> tuple[_Word, ...]:
        """Up to four words before, nearest first."""
        near = self.before[-90:]
        words = _WORDS.findall(near)
        if len(near) < len(self.before) and near[:1].isalpha():
            words = words[1:]  # the first may be the end of a word
        return tuple(_Word(text, gap) for text, gap in reversed(words[-4:]))

    @cached_property
    def next(self) -> _Word | None:
        """The next word; its gap is what stands before it, a possessive s left out."""
        match = _NEXT.match(self.after)
        return _Word(match[3], match[2]) if match and match[3] else None

    @cached_property
    def possessive(self) -> bool:
        """Whether the form is followed by 's or an apostrophe."""
        return bool(re.match(r"'s?\b|'(?=[\s,.])", self.after))

    @property
    def begins_sentence(self) -> bool:
        """Whether the form is the first word of a sentence, line or block, so that its capital says nothing."""
        if not self.previous:
            return True
        gap = self.previous[0].gap
        if re.search(r"[.!?:;\"*#|>=/{}\[\]<]|\n\s*\n|\n\s*[-\d]|\t|\s-|^-|\d", gap):
            return True
        if "\n" in gap:  # a wrapped line, or a new one: a long line before it was wrapped
            return len(self.before.rstrip("\n ").rpartition("\n")[2]) < 45 or not self.previous[0].text[-1:].islower()
        return False


def owners_meant(forms: list[Form], context: Context) -> list[Form]:
    """Those of `forms`, all found in the same place, that mean their owner there."""
    return [form for form in forms if _means(form, context)]


def has_initial(form: Form, context: Context) -> bool:
    """Whether the owner's initial stands beside the surname: 'J. Smith', 'Smith, J.'."""
    before = context.previous[0] if context.previous else None
    if before and len(before.text) == 1 and _has_own_given(form, context):
        return True
    return _has_initial_after(form, context)


def _has_initial_after(form: Form, context: Context) -> bool:
    match = _INITIALS_AFTER.match(context.after)
    if not match or not _are_initials(match[2], form):
        return False
    return bool("," in match[1] or match[3] or len(match[2]) > 1)


_INITIALS_AFTER = re.compile(r"(,? )([A-Z]{1,3})(\.|\b(?!')(?=\s*[,;:)\n]|\s*\Z))")


def _are_initials(letters: str, form: Form) -> bool:
    """Whether `letters` are the owner's: M, ME for Mark Edward."""
    return len(set(letters)) == len(letters) and all(one.encode() in form.owner.initials for one in letters.lower())


def _has_family_initial(form: Form, context: Context) -> bool:
    """Whether the initial of the owner's surname follows: 'Mark B.', 'Mark B said'."""
    match = re.match(r" ([A-Z])(\.|\b(?!['-]))", context.after)
    if not match or (match[1] in "AI" and not match[2]):
        return False
    return any(family.startswith(match[1].lower().encode()) for family in form.owner.families)


def _is_plain_term(word: _Word) -> bool:
    """Whether a capitalised word is a place, a month, an institution, and nobody's first name."""
    return word.lower in terms() and word.lower not in given_names()


def _opens_after_place(context: Context) -> bool:
    """Whether a name and its verb follow a place or a time: 'In Leeds Brown said', 'At the Council Brown led'."""
    if len(context.previous) < 2 or context.possessive or not _is_plain_term(context.previous[0]):
        return False
    first = context.previous[1]
    if first.lower == b"the" and len(context.previous) > 2:
        first = context.previous[2]
    gaps = (context.previous[0].gap + context.previous[1].gap).strip(" \n")
    after = context.next
    verb = after is not None and after.gap in {" ", "\n"} and not after.capital and after.lower in signs("speech")
    return not gaps and verb and first.capital and first.lower in signs("before_date") | _PLACING


class Glance:
    """Sees at a glance that a capitalised word means nobody: 'in May', 'the Council', 'Will you', 'Wood Green'.

    Made once for `forms` that share a word. It dismisses nothing that `owners_meant` would believe; it is there because
    most candidates are such, and a glance costs a tenth of a look.
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
        if self._terms_only and words and words[-1] in _PLACING and before[-1:] == b" " and words[-1] != b"to":
            # 'Officers in Preston said': what comes after a preposition is not who speaks.
            return (after[:1] == b" " and after[1:2] != b"(") or after[:1] in b".;!?"
        if not _goes_on_plainly(after):
            return False
        if len(words) < 2 or before[-1:] != b" " or before[-2:-1].isspace() or b"\x1f" in before:
            return False
        word = words[-1]
        if not word.isalpha():
            if word == b"\x1e" or word.isdigit():
                return True  # the beginning of a text; '1 May'
            # The end of a sentence; an initial, a title or a quotation mark before the word is another matter.
            stem = word[:-1].lower()
            return word[-1:] in b".!?" and stem.isalpha() and len(stem) > 1 and stem not in self._belonging
        lower = word.lower()
        if 1 < len(word) < 4 and word.isupper():
            return False  # perhaps initials: 'ME Grant'
        if (len(lower) == 1 and lower != b"a") or lower in self._belonging:
            return False
        if self._month and lower in _BEFORE_DATE:
            return True
        if lower in _DETERMINERS:
            return True
        if lower in _LEADING:
            return False
        if word.islower():
            return self._terms_only or self._institution
        return lower not in _OPENING and words[-2].islower()


_BEFORE_DATE = signs("before_date")
_PLACING = frozenset(b"in at near of for from to across around with by on about between among into through".split())
"""What follows one of these does nothing: 'officers in Preston said', 'councillors for Bolton asked'."""
_DETERMINERS = signs("determiner")
_LEADING = signs("address_sure") | signs("role") | {b"to"}
"""Before a name, these are evidence: 'asked Brown', 'director Brown', 'according to Brown'."""
_OPENING = signs("function") | signs("speech") | signs("address")
"""With a capital these only begin a sentence: 'When Brown …'."""


def _goes_on_plainly(after: bytes) -> bool:
    """Whether what follows a word is no evidence: the end of a sentence, or a word that is none of speech."""
    if after[:1] != b" ":
        return after[:1] in b".;!?" and after[1:2].isspace() and b"\x1f" not in after
    following = after.split(None, 2)
    if len(following) < 2 or b"\x1f" in after:
        return False
    word = following[0].rstrip(b",.;:")
    return word.isalnum() and (len(word) > 1 or word.islower()) and word not in _VERBS_AND_SUCH


def is_place_name(context: Context) -> bool:
    """Whether a full name made of English words goes on as the name of something else: 'Rose Hill Primary School'."""
    return _is_eponym(context)


def has_title(form: Form, context: Context) -> bool:
    """Whether a title stands right before the form: 'Ms', 'Professor'."""
    if not context.previous or (
        form.kind == "first name" and context.previous[0].lower not in {b"sir", b"dame", b"sister"}
    ):
        return False
    word = context.previous[0]
    if word.gap.strip(" .\n\xa0") or (not word.capital and word.lower not in {b"cllr", b"prof"}):
        return False
    if word.lower in {b"lord", b"lady"} and form.words[-1] in signs("lord_office"):
        return False
    return word.lower in signs("honorific") or word.lower in form.owner.titles


def _means(form: Form, context: Context) -> bool:
    if form.host:
        return _is_host(form, context)
    if form.upper:
        return not (form.words[0] in ordinary() and _is_shouted(context))
    if form.caution is Caution.SURE:
        return not (form.kind == "first name" and _other_surname(form, context))
    if form.caution is Caution.COMMON:
        return _has_own_given(form, context) or not (
            _other_given(form, context)
            or _is_eponym(context)
            or _is_citation(context)
            or _other_initial_after(form, context)
            or _is_half_of_other(form, context)
        )
    if not context.text[:1].isupper() and not context.person_field:
        return False
    if form.caution is Caution.TINY and re.match(r"'[A-Za-z]{2}", context.after):
        return False  # 'O' is no surname in "O'Connor"
    if form.kind == "organisation" and _acts(context):
        return True
    if has_title(form, context):
        return True
    if form.kind == "first name" and _has_family_initial(form, context):
        return True
    if form.caution is Caution.WORD and form.kind != "first name" and _opens_after_place(context):
        return True
    if _has_own_given(form, context) and not _is_eponym(context) and not _is_shouted(context, beside=1):
        return True
    if form.kind == "surname" and _has_initial_after(form, context):
        return True
    if context.person_field and _fills_field(form, context):
        return True
    if _in_compound(form, context) or _is_citation(context):
        return False
    word = form.words[-1]
    if word in signs("institution") or _is_shouted(context):
        return False
    if word in signs("month") and context.previous and context.previous[0].lower in signs("before_date"):
        # 'in May' is a month whatever follows; 'until May argued' is not.
        return context.previous[0].lower in signs("conjunction") and _speaks(context)
    return _is_attributed(form, context) or (form.caution is Caution.WORD and _is_inside_sentence(context))


_HOST = re.compile(
    r"(?:-[\w-]+)?(?:\.[\w-]+)*\.(?:uk|org|com|net|gov|edu|eu|info|io|int|scot|wales|cymru|london|ie|example|test)\b",
    re.IGNORECASE,
)


def _is_host(form: Form, context: Context) -> bool:
    """Whether the form is a part of a host's name, or, being no word, of a file's name: `whcl_report.pdf`."""
    if _HOST.match(context.after):
        return not re.search(r"[^\W_]\Z", context.before)
    word = form.words[0]
    return len(word) > 3 and word not in words_and_terms() and bool(re.match(r"_\w|/\w", context.after))


def _acts(context: Context) -> bool:
    """Whether what follows an organisation's short name says that it is one: 'Camden Council', "Camden's team"."""
    after = context.next
    if after is None or after.gap not in {" ", "\n"}:
        return False
    if context.possessive:
        return not after.capital
    if after.capital:
        return after.lower in signs("body")
    people = signs("role") | signs("body_people")
    return after.lower in signs("speech") | people or after.lower[:-1] in people


def _has_own_given(form: Form, context: Context) -> bool:
    """Whether the owner's first name or initial stands before the surname, if need be with others in between."""
    if form.kind != "surname":
        return False
    for number, word in enumerate(context.previous[:3]):
        if word.gap.strip(" .\n"):
            return False
        if word.lower in form.owner.given and len(word.text) > 1 and word.capital:
            return True
        if len(word.text) == 1 and word.capital and word.lower in form.owner.initials:
            if "." in word.gap or number or word.text not in {"A", "I"}:
                return not _is_label(context, number + 1)
        elif not number and 1 < len(word.text) < 4 and word.text.isupper() and _are_initials(word.text, form):
            return not context.text.isupper()
        elif not word.capital:
            return False
    return False


def _is_label(context: Context, number: int) -> bool:
    """Whether the letter belongs to 'Appendix B.' or is the s of "council's"."""
    if len(context.previous) <= number:
        return False
    before = context.previous[number]
    return before.lower in signs("label") or before.gap.endswith("'")


def _other_given(form: Form, context: Context) -> bool:
    """Whether somebody else's first name or initial stands before the surname."""
    if not context.previous:
        return False
    word = context.previous[0]
    if word.gap.strip(" .\n") or not word.capital or word.lower in form.owner.given:
        return False
    if len(word.text) == 1:
        # 'J. R. Smith': any of several initials may be the owner's own.
        initials = []
        for other in context.previous:
            if len(other.text) > 1 or other.gap.strip(" ."):
                break
            initials.append(other.lower)
        return word.text not in {"A", "I"} and not form.owner.initials.intersection(initials)
    if word.gap.strip(" \n"):
        return False  # '… in York. Smith said'
    if word.lower in given_names():
        return True
    if word.text.endswith(("'s", "s'")) or (word.text.isupper() and not context.text.isupper()):
        return False  # "the GLA's Smith", 'BBC Smith'
    if _is_plain_term(word) or (len(context.previous) > 1 and context.previous[1].lower in {b"in", b"at", b"near"}):
        return False  # 'On Monday Smith told us', 'In Sampleton Smith said'
    sentence_start = len(context.previous) < 2 or bool(re.search(r"[.!?:\"]|\n\s*\n|-", context.previous[1].gap))
    known = signs("honorific") | signs("role") | signs("speech") | signs("function")
    if word.lower in known or word.lower[:1] in form.owner.initials:
        return False
    # At the beginning of a sentence every word has a capital; what is no English word is a first name all the same.
    return not sentence_start or word.lower not in ordinary()


def _other_surname(form: Form, context: Context) -> bool:
    """Whether a surname that is not the owner's follows the first name."""
    after = context.next
    if after is None or context.possessive or after.gap not in {" ", "\n"} or not after.capital:
        return False
    lower = after.lower.removesuffix(b"'s")
    return lower in surnames() and lower not in form.owner.families


def _is_eponym(context: Context) -> bool:
    after = context.next
    if after is None:
        return False
    if after.gap.strip(" ") in {"&", "-"} and after.capital:
        return True
    return after.gap in {" ", "\n"} and after.capital and after.lower.removesuffix(b"'s") in signs("eponym")


def _other_initial_after(form: Form, context: Context) -> bool:
    """Whether somebody else's initials follow, as in lists of works: 'Jones B, Smith A. The title'."""
    match = re.match(r" ([A-Z]{1,3})[.,;:]", context.after)
    return bool(match and match[1][0].lower().encode() not in form.owner.initials)


_SECOND_NAMES = {b"taylor": {"Francis", "Wimpey"}, b"smith": {"Nephew", "Wesson", "Sons"}, b"johnson": {"Johnson"}}
"""Firms of two names."""
_ALSO_FIRST_NAMES = frozenset(
    b"taylor jordan morgan riley cameron logan bailey carter cooper harper hunter kennedy mason parker reid spencer "
    b"tyler jackson harrison kelly ross russell stuart murray gordon elliott bryan francis george henry".split()
)


def _is_half_of_other(form: Form, context: Context) -> bool:
    """Whether it is the first name of somebody else, or half of a firm's: 'Taylor Swift', 'Taylor and Francis'."""
    word, after = form.words[-1], context.next
    match = re.match(r" (?:(?:and|&) )?([A-Z][a-z]+)\b", context.after)
    if match and match[1] in _SECOND_NAMES.get(word, ()):
        return True
    if after is None or context.possessive or after.gap != " " or not after.capital or word not in _ALSO_FIRST_NAMES:
        return False
    return after.lower in surnames() and after.lower not in form.owner.families


def _is_citation(context: Context) -> bool:
    """Whether it reads as a work in the reference list: 'Smith (2017)', 'Smith, 2017', 'Smith et al.'."""
    return bool(_CITATION.match(context.after))


def _in_compound(form: Form, context: Context) -> bool:
    """Whether the form is part of a longer name or term: 'Brown Street', 'Gordon Brown', 'the Council', 'Mark 2'."""
    after = context.next
    if after is not None and not context.possessive:
        if after.gap in {" ", "\n", "-", " & ", "/"} and after.capital and after.lower not in signs("role"):
            return True
        if after.gap == "-":
            return True
    if re.match(r"\s?[-/&]?\s?\d|[-/@_]\w|\.\w|\(s\)", context.after):
        return True
    if not context.previous:
        return False
    before = context.previous[0]
    if re.fullmatch(r"[-/@_.&]|\s*&\s*", before.gap) or before.gap.endswith(("#", "/", "@", "_", "-")):
        return True
    if before.gap.strip(" \n"):
        return bool(re.search(r"\d\s*$", before.gap))
    if before.lower in signs("determiner") or before.text.endswith(("'s", "s'")):
        return True
    if context.begins_sentence:
        return False
    if before.capital:
        allowed = signs("honorific") | signs("role") | signs("speech")
        if before.lower in allowed:
            return False
        starts = len(context.previous) < 2 or bool(re.search(r"[.!?:\"]|\n\s*\n", context.previous[1].gap))
        return not (starts and before.lower in signs("function") | signs("speech") | signs("address"))
    if before.lower in {b"of", b"for", b"and", b"or", b"to"} and len(context.previous) > 1:
        further = context.previous[1]
        if further.capital and not further.gap.strip(" \n"):
            lower = further.lower
            return not (lower in surnames() and lower not in ordinary() and lower not in terms()) and not _starts(
                context, 1
            )
    return False


def _starts(context: Context, number: int) -> bool:
    """Whether the word `number` before begins its sentence."""
    if len(context.previous) <= number + 1:
        return True
    return bool(re.search(r"[.!?:\"]|\n\s*\n", context.previous[number + 1].gap))


def _is_attributed(form: Form, context: Context) -> bool:
    """Whether something beside the form says that it speaks, has a role, or is quoted."""
    after = context.next
    if after is not None:
        if context.possessive and after.gap.strip() == "" and after.lower in signs("speech_noun"):
            return True
        if not context.possessive and _speaks(context):
            return True
        if not context.possessive and _has_role(context.after):
            return True
    if context.previous:
        before = context.previous[0]
        plain = not before.gap.strip(" \n")
        if plain and before.lower in signs("address_sure"):
            return True
        if plain and before.lower in signs("role") and form.caution <= Caution.TERM:
            return True
        if plain and before.lower == b"to" and len(context.previous) > 1 and context.previous[1].lower == b"according":
            return True
    if re.search(r"[\"'][.,]?\s*(?:-+\s*)?\Z|[\"']\s*\(\Z", context.before) and re.match(
        r"\s*(?:\Z|\n|[,.()])", context.after
    ):
        return not re.search(r"(?:^|[\s(])[\"']\Z", context.before)  # an opening quotation mark is none of this
    return bool(re.match(r":\s+[\"']", context.after)) and context.begins_sentence


def _speaks(context: Context) -> bool:
    if context.previous and context.previous[0].lower in _PLACING and not context.previous[0].gap.strip():
        return False
    match = re.match(
        rf"(?:,? (?:who|also|then|further|later|rightly|clearly|strongly|himself|herself|in turn))*,? ([{_LETTER}]+)",
        context.after,
    )
    if not match or not match[1].islower():
        return False
    verb = match[1].lower().encode("latin-1")
    return verb in signs("speech_sure")


def _has_role(after: str) -> bool:
    match = _APPOSITION.match(after)
    if not match:
        return False
    words = f"{match[1]} {match[2]}".lower().encode("latin-1").split()
    return any(word in signs("role") for word in words[:2])


def _is_inside_sentence(context: Context) -> bool:
    """Whether a capital inside a sentence is all there is, and enough."""
    if context.begins_sentence or not context.previous:
        return False
    before = context.previous[0]
    if before.gap.strip(" \n") not in {"", ","} or (before.capital and before.lower not in signs("function")):
        return False
    after = context.next
    if after is not None and after.capital and after.gap.strip(" \n") in {"", ","}:
        lower = after.lower
        if not (after.gap.startswith(",") and lower in surnames() and lower not in words_and_terms()):
            return False
    if re.match(r" (?:and|or|&) [A-Z]", context.after) or re.match(r"[\"'](?!s\b)", context.after):
        return False
    return not _is_heading(context)


def _is_heading(context: Context) -> bool:
    """Whether most of the longer words on the line have capitals, as in a title."""
    line = context.before.rpartition("\n")[2] + " " + context.after.partition("\n")[0]
    words: list[str] = [
        word for word in re.findall(rf"[{_LETTER}]{{4,}}", line) if word.lower() not in {"from", "with", "into"}
    ]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 2 and capitals * 2 >= len(words)


def _is_shouted(context: Context, beside: int = 0) -> bool:
    """Whether the form stands in a line of capitals, so that its case says nothing; `beside` words are its owner's."""
    if not context.text.isupper():
        return False
    around = [word.text for word in context.previous[beside : beside + 1]] + (
        [context.next.text] if context.next else []
    )
    return any(word.isupper() and len(word) > 1 for word in around)


def _fills_field(form: Form, context: Context) -> bool:
    """In the field of a person: whether the form is a name given there, not a part of some other name."""
    if form.caution is Caution.WORD and not _in_compound(form, context):
        return True
    return not re.search(r"[^,;&/|]*\w\s*\Z", context.before) and not re.match(r"\s*[^\s,;&/|)]", context.after)
