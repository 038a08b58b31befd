"""Where a link may lead: the web, a mail address, a telephone number, a place in the report. Nothing else passes."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = frozenset(("http", "https", "mailto", "tel"))
_HIDDEN = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def safe_url(url: str) -> str | None:
    """`url` as it may be printed and followed, or None.

    Blanks and invisible characters are no part of an address; programs that follow links drop some of them, so that
    'java script:' runs. They are taken out before the scheme is looked at, and never come back.
    """
    plain = _HIDDEN.sub("", url)
    if plain.startswith("#"):
        return plain if len(plain) > 1 else None
    scheme = _SCHEME.match(plain)
    if scheme is None or scheme[1].lower() not in _ALLOWED:
        return None
    if scheme[1].lower() in ("http", "https") and not plain[scheme.end() :].startswith("//"):
        return None
    return plain


def why_not(url: str) -> tuple[str, str]:
    """Message and hint for a `url` that `safe_url` refuses."""
    plain = _HIDDEN.sub("", url)
    scheme = _SCHEME.match(plain)
    if scheme is not None and scheme[1].lower() not in _ALLOWED:
        return (
            f"a link may not lead to '{scheme[1].lower()}:'",
            "link to a web page (https://…) or a mail address (mailto:…)",
        )
    if re.match(r"(?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", plain) and not re.search(
        r"\.(?:md|pdf|docx?|html?)$", plain
    ):
        return f"'{plain[:60]}' is no whole web address", f"write https://{plain.lstrip('/')[:60]}"
    if not plain:
        return "this link leads nowhere", "write its address between the round brackets"
    return (
        f"'{plain[:60]}' is a file beside this one; readers of the report do not have it",
        "link to a place in the report with #id, or to a web page with https://…",
    )
