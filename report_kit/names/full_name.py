"""Take a full name apart: given names, family name with its particles, script.

In: the name as written ('Dr Jane Smith OBE', 'Smith, Jane', 'Jan van der Berg', '王小明'). Out: `Name`, folded
words. Which end the family name stands at is a guess where nobody says: the last word, except in scripts that put it
first; `given` and `family` in the private file settle it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from report_kit.names.normalise import fold, words_of
from report_kit.names.words import signs

PARTICLES = frozenset(
    b"van von der den de del della di da dos das do du la le les el al ter ten te zu zum zur af av bin ibn abu "
    b"ben bint mac mc st saint y e o ap ab fitz".split()
)
_SUFFIXES = frozenset(
    b"aca acca acma acss afbps arb asw ba bch bed bem beng bm bs bsc cantab cb cbe cbii cchem ceng cenv cgeog cgma "
    b"cih cima cipd cipfa citp clp cmg cmgr cmli cpfa cphys cpsychol cqsw csci cstat cvo dbe dclinpsych dfph dipsw "
    b"dl dlitt dphil dsc dso edd esq facs facss fba fbcs fca fcca fcih fciob fcipd fcmi fcpfa ffph fhea fice fiet "
    b"fli fmedsci frcgp frcp frcpch frcpsych frcs frgs frhists frics frs frsa frsb frsc frse frsl frtpi fsa fss "
    b"fstat gc gcb gcmg gcvo gradstat hons ieng ii iii iv jnr jp jr kbe kc kcb kg kpm kt llb lld llm lvo ma mb mba "
    b"mbbs mbcs mbe mc mciea mcieem mcih mciob mcipd mcmi md med meng mep mfph mice miee miet mimeche mistructe "
    b"mla mli mm mp mpa mph mphil mpp mrcgp mrcp mrcpsych mrcs mrics mrtpi ms msc msp mvo obe oxon pfhea pgce "
    b"pgcert pgdip phd qc qpm rgn rias riba rics rmn rn rnt rtpi sfhea snr sr td vc vr".split()
)
_SUFFIXES_IN_ANY_CASE = frozenset(b"esq jnr snr phd msc bsc dphil oxon cantab hons".split())
"""Suffixes that are nobody's surname; others count in capitals, since people are called Obe, Ma and Meng."""
_COMPOUND_SURNAMES = frozenset(
    {
        "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方",
        "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "남궁", "황보", "제갈", "선우",
    }
)  # fmt: skip
UNSPACED = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, repr=False)
class Name:
    """One full name, folded. Prints nothing of itself."""

    given: tuple[tuple[bytes, ...], ...]
    """First names in order, each as its words: 'Anne-Marie Louise' is ((anne, marie), (louise,))."""
    family: tuple[bytes, ...]
    """Words of the family name: (van, der, berg), (smith, jones), (o, brien)."""
    halves: tuple[tuple[bytes, ...], ...] = ()
    """The parts of a double-barrelled family name: ((smith,), (o, brien))."""
    unspaced: bool = False
    """True for Chinese, Japanese and Korean: no spaces between words, family name first."""

    def __repr__(self) -> str:
        return "Name(•••)"


@lru_cache(20_000)  # each name is asked for when it is read, when it is looked for, and in each of its spellings
def take_apart(full: str, given: str = "", family: str = "") -> Name | None:
    """The parts of `full`; `given` and `family` win where they are known. None where there is nothing to look for."""
    if family:
        return _made(given or _without(full, family), family)
    if UNSPACED.search(full) and not re.search("[A-Za-z]", full):
        return _unspaced(full, given)
    surname, comma, rest = full.partition(",")
    if comma and not is_suffix(rest):
        return _made(given or rest, surname)
    words = [word for word in re.split(r"\s+", surname.strip()) if words_of(word)]
    words = _without_titles(words)
    if not words:
        return None
    start = len(words) - 1
    while start > 1 and words_of(words[start - 1])[-1:] and words_of(words[start - 1])[-1] in PARTICLES:
        start -= 1
    return _made(" ".join(words[:start]), " ".join(words[start:]))


def _made(given: str, family: str) -> Name | None:
    if UNSPACED.search(family + given) and not re.search("[A-Za-z]", family + given):
        return Name((words_of(given),) if given else (), words_of(family), unspaced=True)
    given_words = _without_titles([word for word in re.split(r"\s+", given.strip()) if words_of(word)])
    names = tuple(words_of(word) for word in given_words)
    last = words_of(family)
    if not last:
        return Name(names[:-1], names[-1]) if names else None
    halves = [words_of(half) for half in fold(family).base.decode(errors="replace").split("-")]
    double = len(halves) > 1 and all(len(b"".join(half)) > 1 for half in halves)
    return Name(names, last, tuple(halves) if double else ())


def _unspaced(full: str, given: str) -> Name | None:
    plain = re.sub(r"\s+", "", full)
    words = full.split()
    if given:
        return Name((words_of(given),), words_of(plain.replace(given, "")) or words_of(plain), unspaced=True)
    if len(words) > 1:
        return Name((words_of("".join(words[1:])),), words_of(words[0]), unspaced=True)
    cut = 2 if plain[:2] in _COMPOUND_SURNAMES and len(plain) > 2 else 1
    if len(plain) <= cut:
        return Name((), words_of(plain), unspaced=True) if plain else None
    return Name((words_of(plain[cut:]),), words_of(plain[:cut]), unspaced=True)


def as_japanese(full: str) -> Name | None:
    """Four characters without a space as two and two (山田太郎), which Chinese names rarely are; else None."""
    plain = full.strip()
    if len(plain) != 4 or not re.fullmatch("[\u3040-\u30ff\u3005\u3400-\u9fff]{4}", plain):
        return None
    return Name((words_of(plain[2:]),), words_of(plain[:2]), unspaced=True)


def _without(full: str, family: str) -> str:
    """The given names in `full`, its family name being known."""
    family_words = set(words_of(family))
    return " ".join(
        word for word in re.split(r"[\s,]+", full) if words_of(word) and not set(words_of(word)) <= family_words
    )


def _without_titles(words: list[str]) -> list[str]:
    """`words` without titles in front and letters after the name, as long as something is left."""
    titles = signs("honorific") | {b"mr", b"mrs"}
    while len(words) > 1 and words_of(words[0]) and words_of(words[0])[0] in titles and len(words_of(words[0])[0]) > 1:
        words = words[1:]
    least = 2 if all(word.isupper() for word in words) else 1  # 'JANE MENG' is no engineer called Jane
    while len(words) > least and is_suffix(words[-1]):
        words = words[:-1]
    return words


def is_suffix(text: str) -> bool:
    """Whether `text` is letters after a name: OBE, PhD, Ph.D., Jr."""
    words = words_of(text)
    if text.strip().rstrip(".").lower() in {"jr", "sr"}:
        return True
    undotted = words_of(text.replace(".", ""))
    if undotted and all(word in _SUFFIXES_IN_ANY_CASE for word in undotted):
        return True  # 'Ph.D.'; but 'J.P.' may be John Paul
    if not words or not all(word in _SUFFIXES for word in words):
        return False
    return sum(letter.isupper() for letter in text) > 1
