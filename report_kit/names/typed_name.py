"""What people type where a name is asked for, made clean: letters after it, pronouns, '(née …)', an employer.

In: what was typed. Out: `Entry`: the name, further names that it tells, and whether something is left that is no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from report_kit.names.full_name import PARTICLES, UNSPACED, Name, is_suffix, take_apart
from report_kit.names.normalise import words_of
from report_kit.names.words import given_names, signs


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What somebody typed as a name, made clean. Prints nothing of itself."""

    name: str
    others: tuple[str, ...] = ()
    """Further full names in it: a birth name, a nickname with the surname, a second person."""
    odd: bool = False
    """True where something is left that is no part of a name."""

    def __repr__(self) -> str:
        return "Entry(•••)"


_NOTHING = frozenset({"null", "none", "nil", "n/a", "na", "tbc", "tba", "unknown", "anon", "anonymous", "no name"})
_BIRTH = re.compile(r"[,\s]*\b(?:née|nee|né|formerly|born|geb\.?)\s+(\S.*)\Z", re.IGNORECASE)
_QUOTED = re.compile(r"\s[\"“‘']([^\"”’']{2,30})[\"”’']\s")
_SECOND = re.compile(r"\s*(?:&|\+|;|\band\b)\s*")
_REST = re.compile(r"\s+[-–—|/]+\s+|\s*[|;]\s*")
_STYLE = re.compile(r"(?:the|rt\.?|right|hon\.?|honourable|his|her|hrh|excellency)\s+", re.IGNORECASE)
_NO_NAME = re.compile(r"[\d@?=<>{}\[\]()#%*:]")
_SEAT = re.compile(r"\s+of\s+(?:the\s+)?[^\W\d_a-z].*\Z")


@dataclass(slots=True, repr=False)
class _Beside:
    """What was found beside a name."""

    births: list[str] = field(default_factory=list)
    nicknames: list[str] = field(default_factory=list)
    fulls: list[str] = field(default_factory=list)
    odd: bool = False


def clean(typed: str) -> Entry:
    """`typed` without what people put beside a name: letters after it, pronouns, '(née …)', a nickname, an employer."""
    text = " ".join(typed.split()).strip(" -–—|;,.?!*")
    if text.lower() in _NOTHING or text in {"~", ""} or not words_of(text):
        return Entry("")
    beside = _Beside()
    text = _without_brackets(text, beside)
    text, quoted = _QUOTED.sub(" ", text), _QUOTED.findall(text)
    beside.nicknames += quoted
    if birth := _BIRTH.search(text):
        beside.births.append(birth[1])
        text = text[: birth.start()]
    text = _without_others(_without_pronouns(text), typed, beside)
    text, is_odd = _without_remarks(text)
    while title := _STYLE.match(text):
        text = text[title.end() :]
    text = _SEAT.sub("", text)
    beside.odd = beside.odd or is_odd or bool(_NO_NAME.search(text))
    name = take_apart(text) if beside.births or beside.nicknames else None
    others = beside.fulls if name is None or name.unspaced else _full_names(name, beside)
    return Entry(text.strip(), tuple(others), beside.odd)


def _without_brackets(text: str, beside: _Beside) -> str:
    """`text` without what stands in brackets."""
    for inside in re.findall(r"\(([^()]*)\)|\[([^\]]*)\]", text):
        said = "".join(inside).strip()
        if birth := _BIRTH.match(" " + said):
            beside.births.append(birth[1])
        elif _are_pronouns(said) or is_suffix(said):
            continue
        elif re.fullmatch(r"[\"“‘']?[^\W\d_][\w'’-]+[\"”’']?", said):
            beside.nicknames.append(said.strip("\"“”‘’'"))
        elif UNSPACED.search(text) and not UNSPACED.search(said):
            beside.fulls.append(said)  # '王小明 (Wang Xiaoming)'
        else:
            beside.odd = True
    return re.sub(r"\s*(?:\([^()]*\)|\[[^\]]*\])", " ", text)


def _without_pronouns(text: str) -> str:
    """`text` without pronouns at its end: 'Jane Smith, she/her'."""
    parts = [part for part in re.split(r"[,\s]*[,\s](?=\w+(?:\s?/\s?\w+)+\s*\Z)", text) if part]
    if len(parts) > 1 and _are_pronouns(parts[-1]):
        return text[: text.rindex(parts[-1])].rstrip(" ,;-")
    return text


def _without_others(text: str, typed: str, beside: _Beside) -> str:
    """`text` without what follows a dash, and without a second person."""
    text, *rest = _REST.split(text, maxsplit=1)
    beside.odd = beside.odd or bool(rest and words_of(rest[0]))
    if ";" in typed and rest:
        beside.fulls.append(rest[0])
    text, *second = _SECOND.split(text.strip())
    beside.fulls += [one for one in second if len(words_of(one)) > 1]
    beside.odd = beside.odd or any(words_of(one) for one in second)
    return text


def _full_names(name: Name, beside: _Beside) -> list[str]:
    """Further full names of somebody called `name`."""
    given = b" ".join(b" ".join(part) for part in name.given[:1]).decode(errors="replace")
    family = b" ".join(name.family).decode(errors="replace")
    births = [f"{given} {birth}" if len(words_of(birth)) < 2 else birth for birth in beside.births if words_of(birth)]
    return [*beside.fulls, *births, *(f"{nickname} {family}" for nickname in beside.nicknames)]


def _are_pronouns(text: str) -> bool:
    words = words_of(text)
    return bool(words) and ("/" in text or len(words) > 1) and all(word in signs("pronoun") for word in words)


def _without_remarks(text: str) -> tuple[str, bool]:
    """`text` without letters after the name and what follows a comma, and whether that was anything unknown."""
    first, *rest = [part.strip() for part in text.split(",")]
    kept = [part for part in rest if part and not all(map(is_suffix, part.split())) and not _are_pronouns(part)]
    if not kept:
        return first, False
    before = words_of(first)
    remark = any(word in signs("body") | signs("institution") | signs("role") for word in words_of(" ".join(kept)))
    if len(kept) > 1 or (len(before) > 1 and (before[0] in given_names() or (remark and before[0] not in PARTICLES))):
        return first, True
    return f"{first}, {kept[0]}", False
