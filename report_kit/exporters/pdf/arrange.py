"""arranged: all parts laid out, each where it lies in the whole.

In: the parts, and who lays one out. Out: their parcels in order, blank pages between them where a part must begin on a
right-hand page. Most parts print nothing of where they lie and are laid out once; the contents, and whatever else
gives numbers of pages, again until these are right. Where notes go on at the foot of the next part's first page, both
are laid out together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from report_kit.exporters.pdf.hooks import Setting
from report_kit.exporters.pdf.parcel import Needs, Parcel
from report_kit.exporters.pdf.split import ANY, PrintPart, Split

ROUNDS = 8
"""As often the engine itself lays a document out before it takes the numbers as they are."""

LayOut = Callable[[Sequence[tuple[PrintPart, Setting]]], Sequence[Parcel]]
"""Lays out several parts at once, each by a setting of its own."""


def arranged(whole: Split, lay_out: LayOut) -> list[Parcel]:
    """See above."""
    places = [_Place(part, is_first=not number) for number, part in enumerate(whole.parts)]
    _fill(places, lay_out)
    places = _together(places, whole, lay_out)
    for _ in range(ROUNDS):
        _count(places, whole)
        if not (_fill(places, lay_out) | _fill_blanks(places, whole, lay_out)):
            break
        places = _together(places, whole, lay_out)
    return [parcel for place in places for parcel in (place.blank, place.parcel) if parcel is not None]


@dataclass(slots=True)
class _Place:
    """A part while its place is being found."""

    part: PrintPart
    is_first: bool
    right: bool = True
    """Whether its first page is a right-hand page, where that matters."""
    number: int = 1
    """Of its first page."""
    known: Mapping[str, int] = field(default_factory=dict)
    """On which page everything is that can be led to."""
    begins_late: bool = False
    """Whether a blank page comes first."""
    parcel: Parcel | None = None
    laid_out_by: Setting | None = None
    blank: Parcel | None = None

    def setting(self) -> Setting:
        """What it is to be laid out by: what it does not ask for is not in it."""
        needs = self.parcel.needs if self.parcel else Needs()
        return Setting(
            right=self.right,
            is_first=self.is_first,
            number=self.number if needs.own else 1,
            places={name: self.known.get(name, 0) for name in needs.anchors},
            nowhere=self.part.nowhere,
        )


def _fill(places: Sequence[_Place], lay_out: LayOut) -> bool:
    """Have those laid out that are not as they should be; whether there were any."""
    due = [(place, place.setting()) for place in places]
    due = [(place, setting) for place, setting in due if not _same(place.laid_out_by, setting)]
    for (place, setting), parcel in zip(due, lay_out([(place.part, given) for place, given in due]), strict=True):
        place.parcel, place.laid_out_by = parcel, setting
    return bool(due)


def _same(one: Setting | None, other: Setting) -> bool:
    """Whether both lay a part out alike."""
    return one is not None and (one.right, one.number, one.places) == (other.right, other.number, other.places)


def _together(places: list[_Place], whole: Split, lay_out: LayOut) -> list[_Place]:
    """Join parts whose notes go on to those behind them."""
    while any(place.parcel and place.parcel.goes_on for place in places[:-1]):
        joined: list[_Place] = []
        for place in places:
            before = joined[-1] if joined else None
            if before and before.parcel and before.parcel.goes_on:
                joined[-1] = _Place(whole.joined(before.part, place.part), is_first=before.is_first)
            else:
                joined.append(place)
        places = joined
        _fill(places, lay_out)
    return places


def _fill_blanks(places: Sequence[_Place], whole: Split, lay_out: LayOut) -> bool:
    """Have blank pages made where they are missing, and taken out where they are not wanted; whether any changed."""
    too_many = [place for place in places if place.blank and not place.begins_late]
    missing = [place for place in places if place.begins_late and not place.blank]
    for place in too_many:
        place.blank = None
    wanted = [
        (whole.blank(place.part), Setting(right=not place.right, side=place.part.side, is_first=False))
        for place in missing
    ]
    for place, parcel in zip(missing, lay_out(wanted), strict=True):
        place.blank = parcel
    return bool(too_many or missing)


def _count(places: Sequence[_Place], whole: Split) -> None:
    """Count pages, and tell each part where it lies."""
    number = 1
    known: dict[str, int] = {}
    for place in places:
        is_right = (number % 2 == 1) == whole.right_first
        wanted = {"right": True, "left": False, "recto": whole.right_first, "verso": not whole.right_first}
        right = wanted.get(place.part.side, is_right) if number > 1 else is_right
        place.begins_late = place.part.side != ANY and right != is_right
        place.right = right if whole.has_sides else True
        number += place.begins_late
        place.number = number
        assert place.parcel is not None
        for sheet in place.parcel.sheets:
            for name, *_ in sheet.anchors:
                known.setdefault(name, number)
            number += 1
    for place in places:
        place.known = known
