"""Languages (BCP 47), and whether they are written from right to left, on the page and in Word alike."""

from __future__ import annotations

DIRECTIONS: list[tuple[str, bool]] = [
    *((language, True) for language in ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")),
    *((language, True) for language in ("ar-EG", "ur-PK", "az-Arab", "pa-Arab-PK", "UR-pk")),
    # Old codes of Hebrew and Yiddish; Aramaic and Syriac; letters that are neither Arabic nor Hebrew.
    *((language, True) for language in ("iw", "ji", "arc", "syr", "nqo", "ff-Adlm", "en-Hebr")),
    # Where they are written in Arabic letters the region says so.
    *((language, True) for language in ("ku-Arab", "ku-IQ", "az-IR", "pa-PK")),
    *((language, False) for language in ("en-GB", "tr", "az-Latn", "ur-Latn", "hi", "und")),
    *((language, False) for language in ("ku", "ku-TR", "az", "pa", "sd-Deva", "en-x-arab", "tlh", "de-1901")),
]
