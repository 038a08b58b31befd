"""The word lists beside this module (`words/*.txt`), as sets of folded words (bytes, lower case, no accents).

They were written for this purpose, but for `english`: 40,000 English words from SCOWL (see `english_licence.txt`).
`ordinary`: English words, which may be names too; `terms`: names that are written with a capital for other reasons;
`given_names`, `surnames`: names that many people in the United Kingdom bear; `nicknames`: first names that stand for
one another; `signs`: what stands beside a name when a person is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FUNCTION_WORDS = frozenset(b"the of and for in on at to a an".split())
"""Words that stay small in a name: 'Institute for Exact Data'."""


def _lines(name: str) -> list[str]:
    text = (files("report_kit.names") / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def ordinary() -> frozenset[bytes]:
    """English words: those that are often names as well, and all other frequent ones."""
    return frozenset(
        word for name in ("ordinary", "english") for line in _lines(name) for word in line.encode().split()
    )


@cache
def terms() -> frozenset[bytes]:
    """Months, places, institutions and other words that have a capital of their own."""
    return frozenset(word for line in _lines("terms") for word in line.lstrip("~ ").encode().split())


@cache
def lower_case_words() -> frozenset[bytes]:
    """Words that stand in lower case in ordinary prose."""
    plain = (line[1:] for line in _lines("terms") if line.startswith("~"))
    return ordinary() | frozenset(word for line in plain for word in line.encode().split())


@cache
def words_and_terms() -> frozenset[bytes]:
    """All that is also something else than a name; one set, since to unite two for each word would take long."""
    return ordinary() | terms()


@cache
def given_names() -> frozenset[bytes]:
    """First names that many people bear, and their short forms."""
    listed = frozenset(word for line in _lines("given_names") for word in line.encode().split())
    return listed | frozenset(nicknames())


@cache
def surnames() -> frozenset[bytes]:
    """Surnames that many people bear."""
    return frozenset(word.replace(b"'", b"") for line in _lines("surnames") for word in line.encode().split())


@cache
def nicknames() -> Mapping[bytes, frozenset[bytes]]:
    """By first name, those that may stand for it: all of every group that holds it."""
    found: dict[bytes, set[bytes]] = {}
    for line in _lines("nicknames"):
        group = set(line.encode().split())
        for name in group:
            found.setdefault(name, set()).update(group - {name})
    return {name: frozenset(others) for name, others in found.items()}


@cache
def signs(name: str) -> frozenset[bytes]:
    """One of the lists of `signs.txt`: honorific, speech_sure, role …"""
    for line in _lines("signs"):
        title, _, words = line.partition(":")
        if title == name:
            return frozenset(words.encode().split())
    raise LookupError(name)


def is_plain_term(word: bytes) -> bool:
    """Whether a capitalised word is a place, a month, an institution, and nobody's first name."""
    return word in terms() and word not in given_names()
