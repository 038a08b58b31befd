"""The quantifier scale: what 'most' and 'a few' mean in a report, in numbers of distinct participants.

In: a count and a total, or `quantifiers:` of report.yaml ('most: more than 50%'). Out: whether a quantifier is as
strong as the evidence, and the scale as the methodology prints it. A fixed, printed scale keeps labels honest without
percentages that a table of fifteen cannot carry.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from report_kit.evidence.numbers import parse_number
from report_kit.lazy.dataclasses import dataclass


class ScaleError(ValueError):
    """A meaning in report.yaml that no numbers can be read from."""

    def __init__(self, label: str, message: str) -> None:
        super().__init__(f"{label}: {message}")
        self.label = label
        """Which quantifier."""
        self.message = message
        """What is wrong with its meaning, in plain words."""


class Judgement(StrEnum):
    """How a quantifier stands to the evidence."""

    OK = "ok"
    TOO_STRONG = "too_strong"
    """It claims more voices than there are."""
    TOO_WEAK = "too_weak"
    """There are more voices than it claims."""
    UNKNOWN = "unknown"
    """The scale does not say, or a share is needed and the total is not known."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One end of what a quantifier covers."""

    amount: int
    """Participants, or per cent of them."""
    percent: bool = False
    exclusive: bool = False
    """True for 'more than' and 'less than'."""

    def __str__(self) -> str:
        return f"{self.amount}%" if self.percent else str(self.amount)

    def compare(self, count: int, total: int) -> int:
        """-1, 0 or 1 as `count` of `total` lies below, at or above the limit."""
        found, limit = (count * 100, self.amount * total) if self.percent else (count, self.amount)
        return (found > limit) - (found < limit)


@dataclass(frozen=True, slots=True)
class Band:
    """A quantifier and what it covers."""

    label: str
    """As printed: 'most'."""
    at_least: Limit | None = None
    at_most: Limit | None = None
    core: bool = True
    """True where the scale is printed with it in any case; the others appear where the report uses them."""

    @property
    def meaning(self) -> str:
        """What it covers, as printed: 'more than 50%', '4 up to 50%', '2 to 3', '1'."""
        low, high = self.at_least, self.at_most
        if low and high:
            if low == high:
                return str(low)
            above = f"more than {low}" if low.exclusive else str(low)
            if high.exclusive:
                return f"{above}{'' if low.exclusive else ' or more'}, but less than {high}"
            return f"{above}{' to ' if low.percent == high.percent else ' up to '}{high}"
        if low:
            return f"more than {low}" if low.exclusive else f"{low} or more"
        assert high is not None
        return f"less than {high}" if high.exclusive else f"up to {high}"

    def judge(self, count: int, total: int) -> Judgement:
        """How the quantifier stands to `count` distinct participants of `total` (0: not known).

        Raises ValueError where a number is negative.
        """
        if count < 0 or total < 0:
            raise ValueError(f"{count} of {total}: participants cannot be fewer than none")
        limits = [limit for limit in (self.at_least, self.at_most) if limit]
        if any(limit.percent for limit in limits):
            if not total:
                return Judgement.UNKNOWN
            count = min(count, total)
        if (low := self.at_least) and low.compare(count, total) < int(low.exclusive):
            return Judgement.TOO_STRONG
        if (high := self.at_most) and high.compare(count, total) > -int(high.exclusive):
            return Judgement.TOO_WEAK
        return Judgement.OK


@dataclass(frozen=True, slots=True)
class Scale:
    """What quantifiers mean in one report."""

    bands: tuple[Band, ...]
    """From the strongest to the weakest."""

    @classmethod
    def from_mapping(cls, meanings: Mapping[str, str]) -> Scale:
        """The usual scale with the labels in `meanings` redefined or added.

        A meaning is '100%', '2 to 3', '4 up to 50%', 'more than half', 'at least 4', 'less than 50%', '1', in digits or
        words. Raises ScaleError where it is none of these.
        """
        bands = {band.label: band for band in DEFAULT_SCALE.bands}
        for written, meaning in meanings.items():
            label = " ".join(written.casefold().split())
            bands[label] = band_of(label, str(meaning))
        return cls(tuple(bands.values()))

    def band(self, label: str) -> Band | None:
        """The band called `label`."""
        return next((band for band in self.bands if band.label == label), None)

    def judge(self, label: str, count: int, total: int) -> Judgement:
        """How the quantifier `label` stands to `count` distinct participants of `total` (0: not known)."""
        band = self.band(label)
        return band.judge(count, total) if band else Judgement.UNKNOWN

    def label_for(self, count: int, total: int) -> str:
        """The strongest printed quantifier that fits `count` of `total`, for a hint; '' where none does."""
        fits = (band for band in self.bands if band.core and band.judge(count, total) is Judgement.OK)
        return next((band.label for band in fits), "")

    def printed(self, used: Collection[str] = ()) -> tuple[Band, ...]:
        """The bands that the methodology prints: the core, and those whose labels the report has `used`."""
        return tuple(band for band in self.bands if band.core or band.label in used)


def band_of(label: str, meaning: str) -> Band:
    """The band that `meaning` describes. Raises ScaleError where it describes none."""
    plain = " ".join(meaning[:100].casefold().replace("percent", "%").replace("per cent", "%").split())
    plain = re.sub(r"^(from|between) |(?<=\d) (?=%)", "", plain)
    for pattern, low_open, high_open in _FORMS:
        found = re.fullmatch(pattern, plain)
        if found is None:
            continue
        parts = found.groupdict()
        low_text, high_text = parts.get("low") or parts.get("first"), parts.get("high") or parts.get("last")
        low = _limit(label, low_text, low_open) if low_text else None
        high = _limit(label, high_text, high_open) if high_text else None
        if "same" in parts:
            low = high = _limit(label, parts["same"], False)
        if low and high and low.percent == high.percent and low.amount > high.amount:
            raise ScaleError(label, f"“{meaning}” ends below where it begins")
        return Band(label, low, high)
    raise ScaleError(label, f"“{meaning[:60]}” is no amount; write '2 to 3', 'more than 50%' or 'at least 4'")


_AMOUNT = r"[0-9a-z ,-]+?%?"
_LOW, _HIGH, _SAME = rf"(?P<low>{_AMOUNT})", rf"(?P<high>{_AMOUNT})", rf"(?P<same>{_AMOUNT})"
_FORMS = (
    # Each with whether the lower and the upper limit are exclusive; the first that fits wins.
    (rf"(?:more than|over|above|>) ?{_LOW}(?: up to| to| and at most|, at most|,? and up to) {_HIGH}", True, False),
    (rf"(?:more than|over|above|>) ?{_LOW}(?:,? and|,? but|,) (?:less|fewer) than {_HIGH}", True, True),
    (rf"(?:more than|over|above|>) ?{_LOW}", True, False),
    (rf"(?:at least|>=|≥) ?{_LOW}(?:,? and|,? but|,) (?:less|fewer) than {_HIGH}", False, True),
    (rf"(?:at least|>=|≥) ?{_LOW}", False, False),
    (rf"{_LOW}(?: or more)?,? (?:and|but) (?:less|fewer) than {_HIGH}", False, True),
    (rf"{_LOW}(?:\+| or more| and more)", False, False),
    (rf"(?:at most|up to|no more than|<=|≤) ?{_HIGH}", False, False),
    (rf"{_HIGH} or (?:fewer|less)", False, False),
    (rf"(?:less than|fewer than|under|below|<) ?{_HIGH}", False, True),
    (rf"{_LOW} (?:to|up to|and|or) {_HIGH}", False, False),
    (rf"{_LOW} ?[–—] ?{_HIGH}|(?P<first>[0-9]+%?) ?- ?(?P<last>[0-9]+%?)", False, False),
    (_SAME, False, False),
)
_SPOKEN = {"half": Limit(50, percent=True), "all": Limit(100, percent=True), "everyone": Limit(100, percent=True)}


def _limit(label: str, written: str, exclusive: bool) -> Limit:
    spoken = _SPOKEN.get(written.strip())
    if spoken:
        return Limit(spoken.amount, spoken.percent, exclusive)
    percent = written.endswith("%")
    number = parse_number(written.removesuffix("%"))
    if number is None:
        raise ScaleError(label, f"“{written[:60]}” is no number")
    if number < 0:
        raise ScaleError(label, f"{number} is below none")
    if percent and number > 100:
        raise ScaleError(label, f"{number}% is more than all")
    return Limit(number, percent, exclusive)


_ALL = Limit(100, percent=True)
DEFAULT_SCALE = Scale(
    (
        Band("all", _ALL, _ALL),
        Band("almost all", Limit(80, percent=True), core=False),
        Band("most", Limit(50, percent=True, exclusive=True)),
        Band("half", Limit(40, percent=True), Limit(60, percent=True), core=False),
        Band("many", Limit(4), core=False),
        Band("some", Limit(4), Limit(50, percent=True)),
        Band("a minority", Limit(1), Limit(50, percent=True, exclusive=True), core=False),
        Band("a few", Limit(2), Limit(3)),
        Band("one", Limit(1), Limit(1)),
    )
)
"""all = 100%, most > 50%, some = 4 up to 50%, a few = 2 to 3, one = 1; between them what else people write."""
