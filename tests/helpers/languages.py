"""Languages (BCP 47), and whether they are written from right to left, on the page and in Word alike."""

from __future__ import annotations

DIRECTIONS: list[tuple[str, bool]] = [
    *((language, True) for language in ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")),
    *((language, True) for language in ("ar-EG", "ur-PK", "az-Arab", "pa-Arab-PK", "UR-pk")),
    *((language, False) for language in ("en-GB", "tr", "az-Latn", "ur-Latn", "hi", "und")),
]
