"""scan: look for protected names in files that are about to be published.

In: files by name, and `Protected`. Out: `ScanResult`: hits (who, where, what kind of form; never the name), diagnostics
ready to print, and how many pictures could not be looked into.

    with nothing moved into place yet:
    protected = read_protected(workspace.files, sink)
    result = scan({"report.html": html, "report.pdf": pdf}, protected, exceptions=meta.leak_exceptions)
    sink.extend(result.diagnostics)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from report_kit.confidentiality.discretion import discreet
from report_kit.confidentiality.rules import (
    LEAK_EXCEPTION_FAULT,
    PROTECTED_NAME,
    UNSCANNED_ARTIFACT,
)
from report_kit.diagnostics import Diagnostic, Span, did_you_mean
from report_kit.extract.codes import identifiers
from report_kit.extract.format_words import without_format_words
from report_kit.extract.formats import read_file
from report_kit.extract.piece import Fault, Piece, PieceKind
from report_kit.extract.reading import Budget
from report_kit.model.entities import LeakException
from report_kit.names.forms import KINDS, Kind
from report_kit.names.lookout import Lookout
from report_kit.names.matcher import Match, Text
from report_kit.names.normalise import Folded, fold
from report_kit.names.protected import Protected

MAX_HITS = 200
"""Diagnostics printed; the rest is told as a number."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A protected person or organisation, named in an artifact. Never holds the name."""

    owners: tuple[str, ...]
    """Ids; more than one where people share the form."""
    artifact: str
    """Name of the file."""
    place: str
    """Where in it, in words."""
    kind: Kind
    anchor: str = field(default="", repr=False)
    """Id of the element around it; not to be printed, since it may be made of a name."""
    line: int = 0
    """Line of a text file; 0 where lines mean nothing."""
    column: int = 0
    """Column in code points, from 1; 0 likewise."""
    span: Span | None = None
    """Where in the sources it was written, where known."""
    count: int = 1
    """How often, in this place."""


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a scan found."""

    hits: tuple[Hit, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """One for each hit, for each thing that could not be read, for each exception at fault."""
    in_full: tuple[Diagnostic, ...] = field(default=(), repr=False)
    """As `diagnostics`, however many there are."""
    images: int = 0
    """Pictures whose pixels were not looked at."""
    artifacts: int = 0
    characters: int = 0
    """How much text was looked through."""

    @property
    def clean(self) -> bool:
        """Whether nothing was found and everything could be read."""
        return not self.diagnostics

    @property
    def summary(self) -> str:
        """One or two sentences for the end of the output."""
        found = (
            "no protected name found"
            if not self.hits
            else f"{_number(sum(hit.count for hit in self.hits), 'protected name')} found"
        )
        text = f"Searched {_number(self.artifacts, 'file')} for protected names: {found}."
        if self.images:
            text += f" The pixels of {_number(self.images, 'picture')} were not searched:"
            text += " look at them yourself for faces, badges and screenshots."
        return text


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class _Exempt:
    kinds: frozenset[str]
    """Kinds of form that are exempt; empty: all."""

    def covers(self, kind: Kind) -> bool:
        return not self.kinds or kind in self.kinds


@discreet
def scan(
    files: Mapping[str, bytes],
    protected: Protected,
    *,
    exceptions: Iterable[LeakException] = (),
    public: Collection[str] = (),
    locate: Callable[[Hit], Span | None] | None = None,
    lookout: Lookout | None = None,
) -> ScanResult:
    """Look through `files` (content by name) for everyone in `protected`.

    `exceptions`: who may be named, with the reason. `public`: names that the report prints on purpose (organisations,
    authors); a surname inside one of them is not held against a participant of that surname. `locate` finds the source
    of a hit from its artifact and anchor. `lookout` looks for the same people and spares the same names, where one was
    made already. Raises MachineError only where the scan itself breaks; never quotes a name.
    """
    faults, exempt = _exceptions(exceptions, protected)
    lookout = lookout or Lookout(protected, public)
    hits: dict[tuple[object, ...], Hit] = {}
    unread: list[Fault] = []
    images = characters = 0
    for number, (name, data) in enumerate(files.items(), 1):
        reading = read_file(name, data, Budget())
        images += reading.images
        characters += sum(len(piece.text) for piece in reading.pieces)
        masked = _Mask(lookout, f"file {number}")
        unread.extend(Fault(masked.name(name), masked.place(one.place), one.reason) for one in reading.faults)
        for hit in _hits(lookout, reading.pieces, exempt, masked):
            known = hits.get(_key(hit))
            if known is None:
                hits[_key(hit)] = hit
            elif not (known.line and known.line == hit.line):
                hits[_key(hit)] = replace(known, count=known.count + 1)
    found = tuple(replace(hit, span=locate(hit)) if locate else hit for hit in hits.values())
    diagnostics, in_full = (
        (*faults, *diagnostics_of(found, most), *map(_unread, dict.fromkeys(unread))) for most in (MAX_HITS, None)
    )
    return ScanResult(found, diagnostics, in_full, images, len(files), characters)


def _exceptions(
    exceptions: Iterable[LeakException], protected: Protected
) -> tuple[list[Diagnostic], dict[str, _Exempt]]:
    faults: list[Diagnostic] = []
    exempt: dict[str, _Exempt] = {}
    for exception in exceptions:
        if exception.id not in protected.ids:
            hint = did_you_mean(exception.id, protected.ids)
            message = f"the exception is for {exception.id}, who is not in the private list"
            faults.append(LEAK_EXCEPTION_FAULT.at(exception.at("id"), message, hint))
        elif not exception.reason.strip():
            message = f"the exception for {exception.id} gives no reason"
            faults.append(
                LEAK_EXCEPTION_FAULT.at(exception.at(), message, "say why, in a few words: on record, author")
            )
        elif unknown := [kind for kind in exception.kinds if kind not in KINDS]:
            message = f"the exception for {exception.id} is for a kind of form that is not known: {unknown[0]}"
            hint = did_you_mean(unknown[0], KINDS) or f"allowed are: {', '.join(KINDS)}"
            faults.append(LEAK_EXCEPTION_FAULT.at(exception.at("kinds"), message, hint))
        else:
            exempt[exception.id] = _Exempt(frozenset(exception.kinds))
    return faults, exempt


def _hits(lookout: Lookout, pieces: Sequence[Piece], exempt: Mapping[str, _Exempt], masked: _Mask) -> Iterator[Hit]:
    texts = (
        Text(text, piece.kind is PieceKind.PERSON, piece.seam)
        for piece, text in zip(pieces, without_format_words(pieces), strict=True)
    )
    seen: set[str] = set()
    late: list[Hit] = []
    lines = _Lines()
    for match in lookout.find(texts):
        owners = tuple(owner for owner in match.owners if owner not in exempt or not exempt[owner].covers(match.kind))
        if not owners:
            continue
        piece = pieces[match.text]
        hit = _hit(match, piece, owners, masked, lines)
        if piece.fallback:
            late.append(hit)
        else:
            seen.update(owners)
            yield hit
    yield from (hit for hit in late if seen.isdisjoint(hit.owners))


class _Mask:
    """Keeps names out of names of files and places: `jane_smith.pdf`, 'word/media/smith.png'."""

    def __init__(self, lookout: Lookout, instead: str) -> None:
        self._lookout = lookout
        self._instead = instead
        self._known: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def name(self, artifact: str) -> str:
        """`artifact`, or 'file 3' with its ending, where its name is a leak itself."""
        if artifact not in self._names:
            ending = re.search(r"\.\w{1,5}\Z", artifact)
            shown = f" ({ending[0]})" if ending and not self._tells(ending[0]) else ""
            self._names[artifact] = f"{self._instead}{shown}" if self._tells(artifact) else artifact
        return self._names[artifact]

    def place(self, place: str) -> str:
        """`place`, with `•••` for each of its parts that is a leak itself."""
        if place not in self._known:
            parts = re.split(r"(: |, )", place) if self._tells(place) else [place]
            masked = "".join("•••" if self._tells(part) else part for part in parts)
            self._known[place] = "•••" if self._tells(masked) else masked
        return self._known[place]

    def _tells(self, text: str) -> bool:
        return any(True for _ in self._lookout.find((Text(text), Text(identifiers(text)))))


class _Lines:
    """The lines of one piece after another, each folded once."""

    def __init__(self) -> None:
        self._piece: Piece | None = None
        self._lines: list[str] = []
        self._folded: dict[int, Folded] = {}

    def column(self, piece: Piece, match: Match) -> int:
        """Column, in code points from 1, of `match` in its line."""
        if piece is not self._piece:
            self._piece, self._lines, self._folded = piece, piece.text.split("\n"), {}
        if match.line not in self._folded:
            self._folded[match.line] = fold(self._lines[match.line - 1])
        return self._folded[match.line].origin(*match.column)[0] + 1


def _hit(match: Match, piece: Piece, owners: tuple[str, ...], masked: _Mask, lines: _Lines) -> Hit:
    here = piece.at(match.mark)
    if piece.lines:
        column = lines.column(piece, match)
        return Hit(owners, masked.name(piece.file), f"line {match.line}", match.kind, here.anchor, match.line, column)
    return Hit(owners, masked.name(piece.file), masked.place(here.place), match.kind, here.anchor)


def _key(hit: Hit) -> tuple[object, ...]:
    return hit.owners, hit.artifact, hit.place, hit.kind


def diagnostics_of(hits: Sequence[Hit], most: int | None = MAX_HITS) -> Iterator[Diagnostic]:
    """One for each place in the sources, else in an artifact; and one for those that are not told.

    Up to `most` are told (None: all); of each file and person the first is told all the same, since a file that nobody
    hears of is published.
    """
    places: dict[tuple[object, ...], list[Hit]] = {}
    for hit in hits:
        where = (hit.span.file, hit.span.line, hit.span.column) if hit.span else (hit,)
        places.setdefault((hit.owners, *where), []).append(hit)
    known: set[tuple[str, str]] = set()
    untold = 0
    for number, (first, *others) in enumerate(places.values()):
        file = first.span.file if first.span else first.artifact
        pairs = {(file, owner) for owner in first.owners}
        if most is None or number < most or not known.issuperset(pairs):
            yield PROTECTED_NAME.at(first.span, _message(first, others), _hint(first))
        else:
            untold += 1
        known |= pairs
    if untold:
        more = f"… and in {untold:,} more {'place' if untold == 1 else 'places'} of these files"
        yield PROTECTED_NAME.at(None, more, "mend the first ones and look again; --format json lists all")


def _message(hit: Hit, others: Sequence[Hit]) -> str:
    """Who is named where: in a line of the sources and the artifacts that have it, or in an artifact alone."""
    who, what = " or ".join(hit.owners), _article(hit.kind)
    if hit.span is None:
        often = "" if hit.count == 1 else f", {hit.count} times"
        return f"{hit.artifact} names {who}, who is protected: {what} in {hit.place}{often}"
    files = [name for name in dict.fromkeys(one.artifact for one in (hit, *others)) if name != hit.span.file]
    stands = f"; it stands in {', '.join(files)}" if files else ""
    return f"this names {who}, who is protected: {what}{stands}"


def _article(kind: str) -> str:
    if kind.startswith("initials"):
        return kind
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


def _hint(hit: Hit) -> str:
    if hit.kind in {"surname", "first name", "title and surname"}:
        return (
            "take the name out; if somebody else is meant, write the full name, or declare an exception for this id, "
            f"with kinds: [{hit.kind}] and the reason"
        )
    return "take it out; whoever may be named after all is declared as an exception by id, with the reason"


def _unread(fault: Fault) -> Diagnostic:
    place = f", {fault.place}" if fault.place else ""
    return UNSCANNED_ARTIFACT.at(
        None,
        f"{fault.file}{place}: could not be read, so it was not searched for names: {fault.reason}",
        "save it again, unlocked and whole, or leave it out",
    )
