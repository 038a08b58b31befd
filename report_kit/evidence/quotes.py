"""Quote drift: whether the words in quotation marks are the words of the note.

In: a quote, its note, and where the quote occurs more than once what stands before and after it (the exact, prefix
and suffix of W3C Web Annotation's TextQuoteSelector, https://www.w3.org/TR/annotation-model/#text-quote-selector).
Out: a verdict, the place in the note, what the marks stand for, and where it drifted the closest passage and the
differences. An editor's marked changes are in order (see `quote_pattern`), and so is typography (see `words`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from report_kit.evidence.differences import Closest, Difference, Nature, closest
from report_kit.evidence.quote_pattern import (
    Brackets,
    Element,
    Gap,
    Literal,
    PartWord,
    pattern_of,
    verbatim,
    with_closing_marks,
)
from report_kit.evidence.quote_search import Window, WordIndex
from report_kit.evidence.words import QUOTATION_MARKS, negations_in, words_in
from report_kit.lazy.dataclasses import dataclass

LONGEST_QUOTE = 5_000
"""Words and marks of a quote that are compared; a longer one is taken for not found unless it is exact."""
ALIKE_ENOUGH = 0.5
"""Share of its words that a quote must have in common with a passage to be called a changed quote of it."""


class Verdict(StrEnum):
    """How a quote stands to its note."""

    EXACT = "exact"
    """Code point for code point."""
    ADAPTED = "adapted_ok"
    """The note's words, with changes that are marked, or of typography only."""
    CHANGED = "unmarked_change"
    """A passage of the note with words changed, dropped or added, and nothing to say so."""
    NOT_FOUND = "not_found"
    """Not the words of this note."""
    AMBIGUOUS = "ambiguous"
    """The note has the words more than once, and nothing tells which is meant."""


class MarkKind(StrEnum):
    """How a quote says that it departs from the note."""

    ELLIPSIS = "ellipsis"
    INSERTION = "insertion"
    """Words in brackets that replace nothing."""
    REDACTION = "redaction"
    """Words in brackets that stand for words of the note."""


@dataclass(frozen=True, slots=True)
class MarkedEdit:
    """A departure from the note that the quote marks."""

    kind: MarkKind
    quote_text: str
    """The mark as the quote has it: '[…]', '[the councils]'."""
    note_text: str
    """The words of the note that it leaves out or stands for."""

    @property
    def hidden_negations(self) -> tuple[str, ...]:
        """Negating words of the same sentence that it leaves out and does not put back: the sense may be turned round
        all the same. A sentence left out whole turns nothing.
        """
        if any(word.key in (".", "!", "?") for word in words_in(self.note_text)):
            return ()
        left_out, kept = negations_in(self.note_text), negations_in(self.quote_text)
        return tuple(left_out) if len(left_out) > len(kept) else ()


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """What a comparison found."""

    verdict: Verdict
    start: int = -1
    """First code point in the note of the quoted passage (of the closest one where the quote changed it, of the first
    one where it is ambiguous); -1 where there is none."""
    end: int = -1
    """Code point after the last."""
    closest: str = ""
    """That passage as the note has it; the passages for the pieces of a changed quote are joined by ' … '."""
    differences: tuple[Difference, ...] = ()
    """What the quote changed without saying so, in the order of the quote. `str()` of one reads 'drops “not”'."""
    marks: tuple[MarkedEdit, ...] = ()
    """What the quote changed and marked; known where the verdict is exact or adapted_ok."""
    occurrences: int = 0
    """How often the note has the words (counting ends at 64)."""
    context_found: bool = True
    """False where a prefix or suffix was given but does not stand there any more: the note was changed around it."""

    @property
    def ok(self) -> bool:
        """Whether the quote may be printed as it is."""
        return self.verdict in (Verdict.EXACT, Verdict.ADAPTED)


def compare(quote: str, note: str, prefix: str = "", suffix: str = "") -> QuoteMatch:
    """How `quote` stands to `note`; both plain text without markup, offsets in code points of `note`.

    `prefix` and `suffix` are what precedes and follows the passage in the note; they decide where its words occur more
    than once. Quotation marks around the whole of `quote` are no part of it. Raises nothing.
    """
    quote = quote.strip()
    pattern = pattern_of(quote)
    if not any(isinstance(element, Literal | PartWord) for element in pattern):
        return QuoteMatch(Verdict.NOT_FOUND)
    if len(pattern) > LONGEST_QUOTE:
        return _compare_literally(quote, note)
    index = WordIndex(words_in(note))
    inside = _without_quotation_marks(quote)
    for text in (quote, inside) if inside != quote else (quote,):
        adapted = pattern_of(text)
        for attempt in (verbatim(text), with_closing_marks(adapted), adapted):
            if found := _find(attempt, text, note, index, prefix, suffix):
                return found
    return _drifted(pattern_of(inside), inside, note, index)


def overlapping(matches: Sequence[QuoteMatch]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `matches`, all of one note, whose passages share words; lazily, in the order of the note."""
    placed = sorted((match.start, match.end, place) for place, match in enumerate(matches) if match.start >= 0)
    open_passages: list[tuple[int, int]] = []
    for start, end, place in placed:
        open_passages = [passage for passage in open_passages if passage[0] > start]
        for _, other in open_passages:
            yield min(other, place), max(other, place)
        if end > start:
            open_passages.append((end, place))


def _without_quotation_marks(quote: str) -> str:
    wrapped = len(quote) > 2 and quote[0] in QUOTATION_MARKS and quote[-1] in QUOTATION_MARKS
    return quote[1:-1].strip() if wrapped else quote


def _compare_literally(quote: str, note: str) -> QuoteMatch:
    start = note.find(quote)
    if start < 0:
        return QuoteMatch(Verdict.NOT_FOUND)
    end = start + len(quote)
    return QuoteMatch(Verdict.EXACT, start, end, note[start:end], occurrences=1)


def _find(
    pattern: Sequence[Element], quote: str, note: str, index: WordIndex, prefix: str, suffix: str
) -> QuoteMatch | None:
    """The match of a quote that is in order, or None."""
    context_found = True
    windows = _windows_in_context(pattern, index, prefix, suffix)
    if not windows:
        context_found = not (prefix.strip() or suffix.strip())
        windows = index.windows(pattern) if not context_found else []
    if not windows:
        return None
    # A quote that is exact in one place is not ambiguous because another has the same words with a capital.
    exact = [window for window in windows if _text(note, index, window) == quote]
    windows = exact or windows
    verdict = Verdict.EXACT if exact else Verdict.ADAPTED
    if len(windows) > 1:
        verdict = Verdict.AMBIGUOUS
    window = windows[0]
    passage = _text(note, index, window)
    start = index.words[window[0]].start
    marks = _marks(pattern, quote, note, index, window) if verdict is not Verdict.AMBIGUOUS else ()
    return QuoteMatch(
        verdict, start, start + len(passage), passage, (), marks, occurrences=len(windows), context_found=context_found
    )


def _windows_in_context(pattern: Sequence[Element], index: WordIndex, prefix: str, suffix: str) -> list[Window]:
    """Windows of `pattern` between `prefix` and `suffix`, either of which may be empty, without these."""
    before: list[Element] = [Literal(word.key, word.start, word.end) for word in words_in(prefix)]
    after: list[Element] = [Literal(word.key, word.start, word.end) for word in words_in(suffix)]
    # A selector cuts its context at a number of code points, so the outermost words may be parts of words.
    if before and isinstance(first := before[0], Literal):
        before[0] = PartWord("", first.key, "", first.start, first.end)
    if after and isinstance(last := after[-1], Literal):
        after[-1] = PartWord(last.key, "", "", last.start, last.end)
    windows = index.windows([*before, *pattern, *after])
    return [(start + len(before), end - len(after)) for start, end in windows]


def _text(note: str, index: WordIndex, window: Window) -> str:
    start, end = window
    return note[index.words[start].start : index.words[end - 1].end] if start < end else ""


def _marks(
    pattern: Sequence[Element], quote: str, note: str, index: WordIndex, window: Window
) -> tuple[MarkedEdit, ...]:
    marks = []
    for place, stretch in sorted(index.places_of_marks(pattern, window).items()):
        element = pattern[place]
        note_text = _text(note, index, stretch)
        kind = MarkKind.ELLIPSIS if isinstance(element, Gap) else MarkKind.REDACTION
        if kind is MarkKind.REDACTION and not note_text:
            kind = MarkKind.INSERTION
        marks.append(MarkedEdit(kind, quote[element.start : element.end], note_text))
    return tuple(marks)


def _drifted(pattern: Sequence[Element], quote: str, note: str, index: WordIndex) -> QuoteMatch:
    """The verdict on a quote that is not in order."""
    pieces = _pieces(pattern)
    passages: list[Closest] = []
    differences: list[Difference] = []
    reached = 0
    for piece in pieces:
        passage = _closest(piece, quote, note, index, reached)
        if passage.window[0] < reached and passage.alike:
            text = quote[piece[0].start : piece[-1].end]
            differences.append(Difference(Nature.ORDER, text, _text(note, index, passage.window)))
        differences += passage.differences
        passages.append(passage)
        reached = max(reached, passage.window[1])
    words = sum(passage.words for passage in passages)
    alike = sum(passage.alike for passage in passages)
    if not alike or alike < words * ALIKE_ENOUGH:
        return QuoteMatch(Verdict.NOT_FOUND)
    stretches = [passage.window for passage in passages if passage.window[1]]
    start = index.words[min(stretch[0] for stretch in stretches)].start
    end = index.words[max(stretch[1] for stretch in stretches) - 1].end
    text = " … ".join(_text(note, index, stretch) for stretch in stretches)
    return QuoteMatch(Verdict.CHANGED, start, end, text, tuple(differences))


def _closest(piece: Sequence[Element], quote: str, note: str, index: WordIndex, reached: int) -> Closest:
    """Where `piece` stands word for word, after `reached` if possible, else the passage that comes closest."""
    windows = index.windows(piece)
    if not windows:
        return closest(piece, quote, note, index)
    words = sum(isinstance(element, Literal) and element.key[0].isalnum() for element in piece)
    window = next((window for window in windows if window[0] >= reached), windows[0])
    return Closest(window, (), words, words)


def _pieces(pattern: Sequence[Element]) -> list[list[Element]]:
    """`pattern` cut at its ellipses, without brackets at the ends of the pieces."""
    pieces: list[list[Element]] = [[]]
    for element in pattern:
        if isinstance(element, Gap):
            pieces.append([])
        elif pieces[-1] or not isinstance(element, Brackets):
            pieces[-1].append(element)
    for piece in pieces:
        while piece and isinstance(piece[-1], Brackets):
            piece.pop()
    return [piece for piece in pieces if piece]
