"""Find the forms in texts: automata over the folded views, then a look at each candidate.

In: forms, once; then texts. Out: `Match` with the text's number, the range in its folded form, the kind and the owners.

The automata are run over views made in single passes: single words in lower case, delimited by spaces; words that count
with a capital only, so that *may* costs nothing; and everything of several words in the squeezed view. Words torn by a
hyphen at the end of a line are put together and looked up. All that is expensive happens at candidates.

The texts are joined, with a separator that no form crosses, to blobs of about a megabyte: a report in HTML has a
hundred thousand attributes, and a call for each would cost more than the search.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from report_kit.extract.piece import MARK
from report_kit.names.automaton import View, automata_of, is_single_word
from report_kit.names.caution import Caution
from report_kit.names.context import Context
from report_kit.names.forms import KINDS, Form, Kind, Owner
from report_kit.names.glance import Glance
from report_kit.names.judgements import owners_meant
from report_kit.names.judgements.longer_names import gives_its_name
from report_kit.names.judgements.own_name import has_initial, has_title
from report_kit.names.layout import is_account, is_spread, reads_as
from report_kit.names.normalise import SEPARATOR, Folded, fold, words_of

_BLOB = 2**20
_JOINT = f" {SEPARATOR} "
_JOINT_BYTES = SEPARATOR.encode()
_MARK_BYTES = MARK.encode()
_HYPHEN_BREAK = re.compile(rb"-[ \t\r\x1f]*(?:\n|\x1f)[\s\x1f]*([A-Za-z\x80-\xff]{1,40})")
_HYPHEN_SPACE = re.compile(rb"- {1,3}([a-z\x80-\xff]{2,40})")
_JOINED = re.compile(rb"(?:\band|&) \Z")
_WORD_BEFORE = re.compile(rb"[A-Za-z\x80-\xff]{1,40}\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A text to look through."""

    text: str
    person_field: bool = False
    """True where the text stands where a person is named: the author of a comment, the creator of a file."""
    seam: bool = False
    """True where only forms that reach across its MARK count (the end of one page and the beginning of the next)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A form that was found."""

    text: int
    """Number of the text."""
    mark: int
    """How many MARKs of the text stand before it."""
    line: int
    """Line of the text, from 1."""
    start: int
    """Offset in the folded blob; only the order among matches of one text means anything."""
    end: int
    kind: Kind
    owners: tuple[str, ...]
    """Ids, sorted: two people may share a name."""
    column: tuple[int, int] = (0, 0)
    """Bytes from the beginning of the folded line: start and end."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: Kind
    forms: tuple[Form, ...]


_PUBLIC = Owner("")
_WHOLE = frozenset({"full name", "e-mail address"})
_PARTS = frozenset({"surname", "first name"})


class Matcher:
    """Looks for `forms`. Making one takes some 50 ms for 15,000 forms; use it for many texts.

    `public` are names that are printed on purpose: a surname or a place inside one of them is not held against anybody.
    """

    def __init__(self, forms: Iterable[Form], public: Iterable[str] = ()) -> None:
        printed = [Form(_PUBLIC, "organisation", parts) for parts in map(words_of, public) if len(parts) > 1]
        wanted = tuple(forms)
        automata = automata_of((*wanted, *printed))
        self._words, self._cased = automata[View.LOWER], automata[View.CASED]
        self._upper, self._squeezed = automata[View.UPPER], automata[View.SQUEEZED]
        self._glances = {id(shared): Glance(shared) for shared in self._cased.forms}
        self._torn: dict[bytes, list[Form]] = {}
        for form in filter(is_single_word, wanted):
            self._torn.setdefault(form.words[0], []).append(form)

    def __repr__(self) -> str:
        return "Matcher()"

    def find(self, texts: Iterable[Text], *, owners: Collection[str] | None = None) -> Iterator[Match]:
        """Every match in `texts`, in order, the more telling of two that overlap.

        With `owners` (ids), it is as if only their forms had been given.
        """
        asked = None if owners is None else {*owners, _PUBLIC.id}
        first = 0
        for batch in batches(texts):
            yield from self._find(batch, first, asked)
            first += len(batch)

    def _find(self, batch: Sequence[Text], first: int, owners: Collection[str] | None) -> Iterator[Match]:
        folded = folded_together(batch)
        found = list(_of(self._candidates(folded), owners))
        people = [number for number, text in enumerate(batch) if text.person_field]
        if not found and not people:
            return
        edges = [match.start() for match in re.finditer(re.escape(_JOINT_BYTES), folded.base)]
        kept = _not_printed_on_purpose(_believed(found, folded.base, edges, batch), found)
        # Fields of persons are often typed in lower case; there, a capital is no evidence and its lack is none.
        for number in people:
            kept.extend(_of(self._in_person_field(folded.base, edges, number), owners))
        yield from _placed(_most_telling(kept), folded.base, edges, first)

    def _candidates(self, folded: Folded) -> Iterator[_Found]:
        for start, end, forms in self._words.find(folded.lower):
            begin, stop = start + 1, end - 1
            reading = tuple(form for form in forms if not form.account or is_account(folded.base, begin, stop, form))
            if reading:
                yield _Found(begin, stop, reading[0].kind, reading)
        for start, end, forms in self._cased.find(folded.cased):
            if not self._glances[id(forms)].is_hopeless(folded.base, start + 1, end - 1):
                yield _Found(start + 1, end - 1, forms[0].kind, forms)
        for start, end, forms in self._upper.find(folded.cased):
            yield _Found(start + 1, end - 1, forms[0].kind, forms)
        for start, end, forms in self._squeezed.find(folded.squeezed):
            positions = folded.positions(start, end)
            reading = tuple(form for form in forms if _reads(form, folded.base, positions))
            if reading:
                yield _Found(positions[0], positions[-1] + 1, reading[0].kind, reading)
        if self._torn and (b"-" in folded.base):
            yield from self._torn_words(folded.base)

    def _torn_words(self, base: bytes) -> Iterator[_Found]:
        """Single words with a hyphen and a line break inside."""
        for match in _HYPHEN_BREAK.finditer(base):
            left = _WORD_BEFORE.search(base, max(0, match.start() - 40), match.start())
            if left is None:
                continue
            whole = left[0] + match[1]
            forms = [
                form
                for form in self._torn.get(whole.lower(), ())
                if form.caution <= Caution.COMMON or whole[:1].isupper()
            ]
            if forms:
                yield _Found(left.start(), match.end(), forms[0].kind, tuple(forms))
        for match in _HYPHEN_SPACE.finditer(base):  # a line break that was lost, not its hyphen
            left = _WORD_BEFORE.search(base, max(0, match.start() - 40), match.start())
            whole = (left[0] + match[1]).lower() if left else b""
            sure = tuple(form for form in self._torn.get(whole, ()) if form.caution is Caution.SURE)
            if left and sure and len(whole) > 5:
                yield _Found(left.start(), match.end(), sure[0].kind, sure)

    def _in_person_field(self, base: bytes, edges: list[int], number: int) -> Iterator[_Found]:
        """Words of a person's field that need a capital elsewhere."""
        start = edges[number - 1] + 1 if number else 0
        end = edges[number] if number < len(edges) else len(base)
        for match in re.finditer(rb"[A-Za-z\x80-\xff]+", base[start : min(end, start + 2_000)]):
            if match[0].islower():
                forms = tuple(form for form in self._torn.get(match[0], ()) if form.caution > Caution.COMMON)
                context = Context(base, start + match.start(), start + match.end(), person_field=True)
                meant = owners_meant(list(forms), context)
                if meant:
                    yield _Found(start + match.start(), start + match.end(), meant[0].kind, tuple(meant))


def _reads(form: Form, base: bytes, positions: list[int]) -> bool:
    return is_spread(base, positions, form) if is_single_word(form) else reads_as(base, positions, form)


def batches(texts: Iterable[Text]) -> Iterator[Sequence[Text]]:
    """`texts`, as many at a time as are looked through together."""
    batch: list[Text] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text.text)
        if size > _BLOB:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def folded_together(batch: Sequence[Text]) -> Folded:
    """A batch as one, folded, with what no form crosses between its texts."""
    return fold(f" {_JOINT.join(_clean(text.text) for text in batch)} ")


def _clean(text: str) -> str:
    return text.replace(SEPARATOR, " ") if SEPARATOR in text else text


def _of(found: Iterable[_Found], owners: Collection[str] | None) -> Iterator[_Found]:
    """`found`, with the forms of `owners` alone, where only they are asked for."""
    for one in found:
        forms = one.forms if owners is None else tuple(form for form in one.forms if form.owner.id in owners)
        if forms:
            yield one if len(forms) == len(one.forms) else replace(one, kind=forms[0].kind, forms=forms)


def _believed(found: list[_Found], base: bytes, edges: list[int], batch: Sequence[Text]) -> list[_Found]:
    """Those of `found` that mean somebody, each with the forms that do."""
    kept: list[_Found] = []
    covered: dict[int, int] = {}
    for candidate in sorted(found, key=_rank):
        if candidate.kind in _PARTS and candidate.start in covered and candidate.end - 1 in covered:
            whole = covered[candidate.start]
            if _JOINED.search(base, max(0, kept[whole].start - 6), kept[whole].start):
                # 'John and Mary Brown' names John Brown as well
                known = {form.owner.id for form in kept[whole].forms}
                judged = _judged(candidate, base, batch[bisect_left(edges, candidate.start)])
                more = [form for form in judged.forms if form.owner.id not in known] if judged else []
                kept[whole] = replace(kept[whole], forms=(*kept[whole].forms, *more))
            continue  # a whole name around it says more, so what it means is not asked
        judged = _judged(candidate, base, batch[bisect_left(edges, candidate.start)])
        if judged is not None:
            kept.append(judged)
            if judged.kind in _WHOLE:
                covered.update(dict.fromkeys(range(judged.start, judged.end), len(kept) - 1))
    return kept


def _not_printed_on_purpose(kept: list[_Found], found: list[_Found]) -> list[_Found]:
    """`kept` without the parts of those names in `found` that are printed on purpose."""
    printed: dict[int, list[_Found]] = {}
    for one in found:
        if any(form.owner is _PUBLIC for form in one.forms):
            for place in range(one.start, one.end):
                printed.setdefault(place, []).append(one)
    return [one for one in kept if not any(_inside(one, other) for other in printed.get(one.start, ()))]


def _inside(one: _Found, public: _Found) -> bool:
    """Whether `one`, a part of a name only, lies inside a longer name that is printed on purpose."""
    part = one.kind in {"surname", "first name", "title and surname", "organisation"}
    longer = public.end - public.start > one.end - one.start
    return part and longer and public.start <= one.start and one.end <= public.end


def _judged(candidate: _Found, base: bytes, text: Text) -> _Found | None:
    """The candidate with those of its forms that mean their owner; None where none does."""
    if text.seam and _MARK_BYTES not in base[candidate.start : candidate.end]:
        return None
    forms = [form for form in candidate.forms if form.owner is not _PUBLIC]
    alone = [form for form in forms if _is_judged_alone(form)]
    others = [form for form in forms if not _is_judged_alone(form)]
    if any(form.titled for form in others):
        around = Context(base, candidate.start, candidate.end)
        others = [form for form in others if not (form.titled and gives_its_name(form, around))]
    context = Context(base, candidate.start, candidate.end, person_field=text.person_field)
    meant = [*others, *owners_meant(alone, context)]
    if not meant:
        return None
    kind = min((form.kind for form in meant), key=KINDS.index) if others else _kind_there(meant[0], context)
    return _Found(candidate.start, candidate.end, kind, tuple(meant))


def _is_judged_alone(form: Form) -> bool:
    """Whether it may mean something else, so that what stands around it is looked at."""
    return (len(form.words) == 1 and not form.account) or form.kind in _PARTS


def _kind_there(form: Form, context: Context) -> Kind:
    """The kind of a form with what stands beside it: a surname may have a title or an initial."""
    if form.kind != "surname":
        return form.kind
    if has_title(form, context):
        return "title and surname"
    return "initials and surname" if has_initial(form, context) else "surname"


def _rank(one: _Found) -> tuple[int, int, int]:
    """The more telling first; of those, the longer."""
    return KINDS.index(one.kind), one.start - one.end, one.start


def _most_telling(found: list[_Found]) -> list[_Found]:
    """Of matches that overlap, the one of the most telling kind; of those, the longest."""
    ranked = sorted(found, key=_rank)
    taken: set[int] = set()
    kept: dict[tuple[int, int, Kind], _Found] = {}
    for one in ranked:
        key = (one.start, one.end, one.kind)
        if rival := kept.get(key):
            kept[key] = replace(rival, forms=(*rival.forms, *one.forms))
        elif taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept[key] = one
    return sorted(kept.values(), key=lambda one: one.start)


def _placed(found: Iterable[_Found], base: bytes, edges: list[int], first: int) -> Iterator[Match]:
    """`found`, in order, as matches; counting goes on from one to the next, so that many in one text cost no more."""
    number = position = mark = line = line_start = -1
    for one in found:
        here = bisect_left(edges, one.start)
        begin = edges[here - 1] + 2 if here else 1
        if here != number:
            number, position, mark, line, line_start = here, begin, 0, 1, begin
        mark += base.count(_MARK_BYTES, position, one.start)
        breaks = base.count(b"\n", position, one.start)
        if breaks:
            line += breaks
            line_start = base.rfind(b"\n", position, one.start) + 1
        position = one.start
        yield Match(
            text=first + number,
            mark=mark,
            line=line,
            start=one.start,
            end=one.end,
            kind=one.kind,
            owners=tuple(sorted({form.owner.id for form in one.forms})),
            column=(one.start - line_start, one.end - line_start),
        )
