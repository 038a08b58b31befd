"""Numbers as people write them in English: text in, an integer out, and back.

In: 'fifteen', 'a hundred and four', 'half a dozen', '1,200', 'twenty-first', '21st', 'minus three'. Out: 15, 104, 6,
1200, 21, 21, -3; None where the text is no whole number.

The grammar of cardinals and ordinals is `text2num`'s (compiled, no dependencies of its own, kept up; it refuses what
does not add up, such as 'five twenty'). Around it stand the forms it leaves alone: digits
with separators, articles, dozens, none, negatives. The way back is our own twenty lines: `num2words` puts commas
between thousands and brings `docopt`, `inflect` brings two more.
"""

from __future__ import annotations

import re

from report_kit.lazy.patterns import pattern

LONGEST = 200
"""Code points that are looked at; the longest number below a thousand million takes 110."""

LARGEST_IN_WORDS = 999_999_999
"""The largest number that `number_words` spells out."""

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_SCALES = ((1_000_000, "million"), (1_000, "thousand"))
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth",
    "hundredth", "thousandth", "millionth",
)  # fmt: skip
_ZERO = ("none", "no", "nil", "nobody")
_COUNTED_OUT = {"a couple": 2, "a pair": 2, "half a dozen": 6, "half dozen": 6, "a half dozen": 6, "a dozen": 12}

NUMBER_WORDS: tuple[str, ...] = (
    *_ONES, *_TENS[2:], "hundred", "thousand", "million", *_ORDINALS, *_ZERO, "dozen", "half", "couple", "pair",
    "a", "and", "minus",
)  # fmt: skip
"""Every word that a number may hold, for 'did you mean fifteen?'."""

_SPACES = pattern(r"\s+")
_DASHES = pattern("[\u2010\u2011\u2012\u2013]")  # hyphens, figure dash, en dash
# One group of one to three digits, then groups of exactly three behind one and the same kind of separator.
_DIGITS = pattern(r"[0-9]{1,3}(?:(?P<separator>[, '’])[0-9]{3})(?:(?P=separator)[0-9]{3})*|[0-9]+")
_DIGITS_AND_SCALE = pattern(r"(?P<digits>[0-9][0-9, ]*?) (?P<scale>hundred|thousand|million|dozen)")
_ORDINAL_DIGITS = pattern(r"(?P<digits>[0-9][0-9, ]*)(?P<ending>st|nd|rd|th)")
_WORDS = pattern(r"[a-z]+(?:[ -][a-z]+)*")
_WORTH = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 1_000_000}


def parse_number(text: str) -> int | None:
    """The whole number that `text` says, and nothing but it; None where it says none.

    Negative numbers ('minus three', '-3') come out negative, so that a check can say that a count cannot be.
    'A couple' and 'a pair' are 2; 'none', 'no', 'nil' and 'nobody' are 0. Vague words ('several') are no numbers.
    """
    if len(text) > LONGEST:
        return None
    plain = _DASHES.sub("-", _SPACES.sub(" ", text.casefold())).strip()
    for minus in ("minus ", "-", "\u2212"):
        if plain.startswith(minus):
            positive = _positive(plain.removeprefix(minus).strip())
            return None if positive is None else -positive
    return _positive(plain)


def unknown_words(text: str) -> tuple[str, ...]:
    """The words of `text` that no number holds: what to look up in `NUMBER_WORDS` for a hint."""
    known = set(NUMBER_WORDS)
    return tuple(word for word in re.findall(r"[^\W\d_]+", text[:LONGEST].casefold()) if word not in known)


def number_words(number: int) -> str:
    """`number` in words, with the British 'and': 1,104 is 'one thousand one hundred and four'.

    Raises ValueError where it is negative or above `LARGEST_IN_WORDS`.
    """
    if not 0 <= number <= LARGEST_IN_WORDS:
        raise ValueError(f"{number} is not between 0 and {LARGEST_IN_WORDS}")
    if number == 0:
        return _ONES[0]
    words: list[str] = []
    rest = number
    for worth, scale in _SCALES:
        count, rest = divmod(rest, worth)
        if count:
            words.append(f"{_below_thousand(count)} {scale}")
    if rest:
        # 'two thousand and six', but 'two thousand one hundred and six'.
        words.append(("and " if words and rest < 100 else "") + _below_thousand(rest))
    return " ".join(words)


def ordinal_ending(number: int) -> str:
    """What follows the digits of an ordinal: 'st' for 21, 'th' for 111."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _positive(plain: str) -> int | None:
    if _DIGITS.fullmatch(plain):
        return int(re.sub("[^0-9]", "", plain))
    if ordinal := _ORDINAL_DIGITS.fullmatch(plain):
        number = _positive(ordinal["digits"])
        return number if number is not None and ordinal_ending(number) == ordinal["ending"] else None
    if scaled := _DIGITS_AND_SCALE.fullmatch(plain):
        number = _positive(scaled["digits"])
        return None if number is None else number * _WORTH[scaled["scale"]]
    return _from_words(plain)


def _from_words(plain: str) -> int | None:
    if plain in _ZERO:
        return 0
    if plain in _COUNTED_OUT:
        return _COUNTED_OUT[plain]
    if plain.endswith((" dozen", "-dozen")):
        dozens = _from_words(plain[: -len(" dozen")])
        return None if dozens is None else dozens * 12
    plain = re.sub(r"^an? (?=hundred|thousand|million)", "one ", plain.replace(", ", " "))
    if not _WORDS.fullmatch(plain):
        return None
    from text_to_num import alpha2digit  # here: it loads a compiled library, and most reports write no number in words

    found = re.fullmatch(r"([0-9]+)(st|nd|rd|th)?", alpha2digit(plain, "en", 0))
    if not found or (found[2] and found[2] != ordinal_ending(int(found[1]))):  # it takes 'twenty-oneth' for 21th
        return None
    return int(found[1])


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        spoken = _ONES[rest] if rest < 20 else _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
        words.append(f"and {spoken}" if hundreds else spoken)
    return " ".join(words)
