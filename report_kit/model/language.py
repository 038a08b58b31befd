"""language: in which script and in which direction a language is written, decided once for every output.

In: a language tag (BCP 47, https://www.rfc-editor.org/info/bcp47). Out: a script (ISO 15924) and a direction. A script
subtag decides where there is one; else the CLDR's likely subtags (https://www.unicode.org/reports/tr35/#Likely_Subtags)
do, in which Kurdish is Latin, Kurdish of Iraq and Sorani Arabic.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

RIGHT_TO_LEFT = frozenset(
    {
        "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar", "Lydi",
        "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx",
        "Prti", "Rohg", "Samr", "Sarb", "Sidt", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi",
    }
)  # fmt: skip
"""Scripts whose lines run from right to left: the CLDR's script metadata, and the styles of Arabic and Syriac."""


def primary(tag: str) -> str:
    """The language itself: 'en' for 'en-GB'."""
    return tag.lower().partition("-")[0]


def right_to_left(tag: str) -> bool:
    """Whether text in this language runs from right to left."""
    return script_of(tag) in RIGHT_TO_LEFT


def region_of(tag: str) -> str:
    """The region: 'GB' for 'en-gb'; '' where there is none."""
    _, *further = tag.split("-")
    regions = (p for p in _before_extensions(further) if len(p) == 2 or (len(p) == 3 and p.isdigit()))
    return next(regions, "").upper()


@lru_cache
def script_of(tag: str) -> str:
    """The script in which the language is written where nothing else is said: 'Latn'; '' where nobody knows."""
    language, *further = tag.lower().split("-")
    further = _before_extensions(further)
    script = next((part for part in further if len(part) == 4 and part.isalpha()), "")
    if script:
        return script.capitalize()
    if language == "en":  # nearly every report: what loads the CLDR's tables would be read for nothing
        return "Latn"
    from babel.core import get_global

    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{region_of(tag)}") or likely.get(language, "")
    return str(found).split("_")[1] if "_" in found else ""


def _before_extensions(subtags: Sequence[str]) -> list[str]:
    """The subtags before the first of one letter, behind which they mean something else."""
    end = next((place for place, part in enumerate(subtags) if len(part) == 1), len(subtags))
    return list(subtags[:end])
