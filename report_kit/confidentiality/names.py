"""Take a full name apart: given names, family name with its particles, script.

In: the name as written ('Dr Jane Smith OBE', 'Smith, Jane', 'Jan van der Berg', '王小明'). Out: `Name`, folded
words. Which end the family name stands at is a guess where nobody says: the last word, except in scripts that put it
first; `given` and `family` in the private file settle it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_kit.confidentiality.normalise import fold, words_of
from report_kit.confidentiality.words import given_names, signs

_PARTICLES = frozenset(
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
_SUFFIXES_IN_ANY_CASE = frozenset(b"esq jnr snr phd msc bsc dphil".split())
"""Suffixes that are nobody's surname; others count in capitals, since people are called Obe, Ma and Meng."""
_COMPOUND_SURNAMES = frozenset(
    {
        "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方",
        "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "남궁", "황보", "제갈", "선우",
    }
)  # fmt: skip
_UNSPACED = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


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


def take_apart(full: str, given: str = "", family: str = "") -> Name | None:
    """The parts of `full`; `given` and `family` win where they are known. None where there is nothing to look for."""
    if family:
        return _made(given or _without(full, family), family)
    if _UNSPACED.search(full) and not re.search("[A-Za-z]", full):
        return _unspaced(full, given)
    surname, comma, rest = full.partition(",")
    if comma and not _is_suffix(rest):
        return _made(given or rest, surname)
    words = [word for word in re.split(r"\s+", surname.strip()) if words_of(word)]
    words = _without_titles(words)
    if not words:
        return None
    start = len(words) - 1
    while start > 1 and words_of(words[start - 1])[-1:] and words_of(words[start - 1])[-1] in _PARTICLES:
        start -= 1
    return _made(" ".join(words[:start]), " ".join(words[start:]))


def _made(given: str, family: str) -> Name | None:
    if _UNSPACED.search(family + given) and not re.search("[A-Za-z]", family + given):
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
    while len(words) > least and _is_suffix(words[-1]):
        words = words[:-1]
    return words


def _is_suffix(text: str) -> bool:
    """Whether `text` is letters after a name: OBE, PhD, Jr."""
    words = words_of(text)
    if text.strip().rstrip(".").lower() in {"jr", "sr"}:
        return True
    if not words or not all(word in _SUFFIXES for word in words):
        return False
    return sum(letter.isupper() for letter in text) > 1 or words[0] in _SUFFIXES_IN_ANY_CASE


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
_SEAT = re.compile(r"\s+of\s+(?:the\s+)?[^\W\d_a-z].*\Z")


def clean(typed: str) -> Entry:
    """`typed` without what people put beside a name: letters after it, pronouns, '(née …)', a nickname, an employer."""
    text = " ".join(typed.split()).strip(" -–—|;,.?!*")
    if text.lower() in _NOTHING or text in {"~", ""} or not words_of(text):
        return Entry("")
    births: list[str] = []
    nicknames: list[str] = []
    fulls: list[str] = []
    odd = False
    for inside in re.findall(r"\(([^()]*)\)|\[([^\]]*)\]", text):
        said = "".join(inside).strip()
        birth = _BIRTH.match(" " + said)
        if birth:
            births.append(birth[1])
        elif _are_pronouns(said) or _is_suffix(said):
            pass
        elif re.fullmatch(r"[\"“‘']?[^\W\d_][\w'’-]+[\"”’']?", said):
            nicknames.append(said.strip("\"“”‘’'"))
        elif _UNSPACED.search(text) and not _UNSPACED.search(said):
            fulls.append(said)  # '王小明 (Wang Xiaoming)'
        else:
            odd = True
    text = re.sub(r"\s*(?:\([^()]*\)|\[[^\]]*\])", " ", text)
    text, quoted = _QUOTED.sub(" ", text), _QUOTED.findall(text)
    nicknames += quoted
    if birth := _BIRTH.search(text):
        births.append(birth[1])
        text = text[: birth.start()]
    parts = [part for part in re.split(r"[,\s]*[,\s](?=\w+(?:\s?/\s?\w+)+\s*\Z)", text) if part]
    if len(parts) > 1 and _are_pronouns(parts[-1]):
        text = text[: text.rindex(parts[-1])].rstrip(" ,;-")
    text, *rest = _REST.split(text, maxsplit=1)
    odd = odd or bool(rest and words_of(rest[0]))
    if ";" in typed and rest:
        fulls.append(rest[0])
    text, *second = _SECOND.split(text.strip())
    fulls += [one for one in second if len(words_of(one)) > 1]
    odd = odd or any(words_of(one) for one in second)
    text, is_odd = _without_remarks(text)
    while title := _STYLE.match(text):
        text = text[title.end() :]
    text = _SEAT.sub("", text)
    odd = odd or is_odd or bool(re.search(r"[\d@?=<>{}\[\]()#%*:]", text))
    name = take_apart(text)
    if name is None or name.unspaced:
        return Entry(text.strip(), tuple(fulls), odd)
    given = b" ".join(b" ".join(part) for part in name.given[:1]).decode(errors="replace")
    family = b" ".join(name.family).decode(errors="replace")
    others = [
        *fulls,
        *(f"{given} {birth}" if len(words_of(birth)) < 2 else birth for birth in births if words_of(birth)),
        *(f"{nickname} {family}" for nickname in nicknames),
    ]
    return Entry(text.strip(), tuple(others), odd)


def _are_pronouns(text: str) -> bool:
    words = words_of(text)
    return bool(words) and ("/" in text or len(words) > 1) and all(word in signs("pronoun") for word in words)


def _without_remarks(text: str) -> tuple[str, bool]:
    """`text` without letters after the name and what follows a comma, and whether that was anything unknown."""
    first, *rest = [part.strip() for part in text.split(",")]
    kept = [part for part in rest if part and not all(map(_is_suffix, part.split())) and not _are_pronouns(part)]
    if not kept:
        return first, False
    before = words_of(first)
    remark = any(word in signs("body") | signs("institution") | signs("role") for word in words_of(" ".join(kept)))
    if len(kept) > 1 or (len(before) > 1 and (before[0] in given_names() or (remark and before[0] not in _PARTICLES))):
        return first, True
    return f"{first}, {kept[0]}", False
