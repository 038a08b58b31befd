"""safe_url: where a link may lead. The web, a mail address, a telephone number, a place in the report; nothing else.

Asked when files are read, so that the author learns of it, and again wherever a link is made or printed.
"""

from __future__ import annotations

from report_kit.lazy.patterns import pattern

SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
"""The beginning of an address, RFC 3986, 3.1."""

ALLOWED = frozenset(("http", "https", "mailto", "tel"))

_HIDDEN = pattern("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def without_hidden(url: str) -> str:
    """`url` without blanks and invisible characters.

    They are no part of an address; programs that follow links drop some of them, so that 'java script:' runs.
    """
    return _HIDDEN.sub("", url)


def safe_url(url: str) -> str | None:
    """`url` as it may be printed and followed, or None. What hides in it is taken out first, and never comes back."""
    plain = without_hidden(url)
    if plain.startswith("#"):
        return plain if len(plain) > 1 else None
    scheme = SCHEME.match(plain)
    if scheme is None or scheme[1].lower() not in ALLOWED:
        return None
    if scheme[1].lower() in ("http", "https") and not plain[scheme.end() :].startswith("//"):
        return None
    return plain
