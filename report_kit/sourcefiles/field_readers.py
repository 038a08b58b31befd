"""Readers for fields whose text has a form of its own: web addresses, identifiers, the language, the file name.

In: a node and the name it stands under. Out: its text, or None (and a diagnostic) where it must not be used. What is
merely mistyped is reported and kept: nobody is helped by an imprint without its ISBN.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from report_kit.diagnostics import Sink
from report_kit.lazy.patterns import pattern
from report_kit.model.links import ALLOWED, SCHEME, safe_url, without_hidden
from report_kit.model.slug import is_slug, slugify
from report_kit.sourcefiles import line_rules, yaml_rules
from report_kit.sourcefiles.links import why_not
from report_kit.sourcefiles.yaml_reader import Node, shown

_DOI = pattern(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}(?:\.\d+)*/[^\s<>\"{}|\\^`]+", re.IGNORECASE)
"""https://www.crossref.org/blog/dois-and-matching-regular-expressions/, with more of what old DOIs hold."""

_LANGUAGE = pattern(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # language and its extensions
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"  # script, region
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"  # variants
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""BCP 47 (RFC 5646, 2.1), without languages of four letters and more: none is registered."""

_LANGUAGES = {"english": "en-GB", "british": "en-GB", "en-uk": "en-GB", "welsh": "cy", "german": "de", "french": "fr"}
"""What people write instead."""


def read_web_page(node: Node, name: str, text: str, sink: Sink) -> str | None:
    """The address of a web page."""
    url = safe_url(text)
    if url is not None and url.lower().startswith(("https://", "http://")):
        return url
    message, hint = why_not(text) if url is None else (f"'{shown(text)}' is no web page", "write https://…")
    sink.add(line_rules.UNSAFE_LINK.at(node.span, message, hint))
    return None


def read_words_or_link(node: Node, name: str, text: str, sink: Sink) -> str | None:
    """Words, an id, a mail address or a web page; whatever looks like another kind of address is refused."""
    plain = without_hidden(text)
    scheme = SCHEME.match(plain)
    # 'Mail: team@example.org' is words, 'mailto:team@example.org' and 'javascript:alert(1)' are addresses.
    is_words = re.match(r"[^:]*:\s+\S", text.strip())
    if scheme is not None and not is_words and scheme[1].lower() not in {*ALLOWED, "doi"}:
        sink.add(line_rules.UNSAFE_LINK.at(node.span, *why_not(text)))
        return None
    return text


def read_slug(node: Node, name: str, text: str, sink: Sink) -> str | None:
    """A file name without ending."""
    if is_slug(text):
        return text
    instead = slugify(text, 80)
    sink.add(
        yaml_rules.BAD_SLUG.at(
            node.span,
            f"'{shown(text)}' cannot be a file name: it is small letters, digits and hyphens, starts with no hyphen, "
            "has at most 80 characters and is no name that Windows keeps for itself",
            f"write {instead}",
        )
    )
    return instead


def read_language(node: Node, name: str, text: str, sink: Sink) -> str | None:
    """A language tag; without one that can be used, the default holds."""
    tag = text.strip()
    meant = _LANGUAGES.get(tag.lower().replace("_", "-"), "")
    if _LANGUAGE.fullmatch(tag) and not meant:
        return tag
    meant = meant or (tag.replace("_", "-") if _LANGUAGE.fullmatch(tag.replace("_", "-")) else "en-GB")
    sink.add(yaml_rules.BAD_LANGUAGE.at(node.span, f"'{shown(text)}' is no language tag", f"write {meant}"))
    return None


def read_doi(node: Node, name: str, text: str, sink: Sink) -> str | None:
    """A DOI, with or without the address before it (ISO 26324)."""
    if _DOI.fullmatch(text.strip()):
        return text.strip()
    sink.add(
        yaml_rules.BAD_IDENTIFIER.at(
            node.span, f"'{shown(text)}' is no DOI: a DOI is '10.', digits, '/' and more", "write it as 10.5555/12345"
        )
    )
    return read_words_or_link(node, name, text, sink)


def read_isbn(node: Node, name: str, text: str, sink: Sink) -> str | None:
    """An ISBN of 13 or 10 digits (ISO 2108)."""
    digits = re.sub(r"^ISBN(?:-1[03])?:?\s*|[\s‐-]", "", text.strip(), flags=re.IGNORECASE).upper()
    fault, hint = "", "look at the digits again, one by one"
    if re.fullmatch(r"97[89]\d{10}", digits):
        due = str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits[:12])) % 10)
        fault = f"by the others its last digit would be {due}" if digits[12] != due else ""
    elif re.fullmatch(r"\d{9}[\dX]", digits):
        due = "0123456789X"[-sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11]
        fault = f"by the others its last digit would be {due}" if digits[9] != due else ""
    else:
        fault, hint = "an ISBN is 13 digits that begin with 978 or 979", "write it as 978-0-306-40615-7"
    if fault:
        sink.add(yaml_rules.BAD_IDENTIFIER.at(node.span, f"'{shown(text)}' is no ISBN: {fault}", hint))
    return text


def read_orcid(node: Node, name: str, text: str, sink: Sink) -> str | None:
    """An ORCID iD; given back without the address before it."""
    plain = re.sub(r"^https?://orcid\.org/", "", text.strip(), flags=re.IGNORECASE).upper()
    fault, hint = "", "look at the digits again, one by one"
    if re.fullmatch(r"(?:\d{4}-){3}\d{3}[\dX]", plain):
        total = 0
        for digit in plain.replace("-", "")[:15]:  # ISO 7064, MOD 11-2
            total = (total + int(digit)) * 2
        due = "0123456789X"[(12 - total % 11) % 11]
        fault = f"by the others its last digit would be {due}" if plain[-1] != due else ""
    else:
        fault, hint = "it is sixteen digits in four groups", "write it as 0000-0002-1825-0097"
    if fault:
        sink.add(yaml_rules.BAD_IDENTIFIER.at(node.span, f"'{shown(text)}' is no ORCID iD: {fault}", hint))
        return read_words_or_link(node, name, text, sink)
    return plain


READERS: Mapping[tuple[str, str], Callable[[Node, str, str, Sink], str | None]] = {
    ("Organisation", "url"): read_web_page,
    ("GlossaryTerm", "source"): read_words_or_link,
    ("ReportMeta", "contact"): read_words_or_link,
    ("ReportMeta", "licence"): read_words_or_link,
    ("ReportMeta", "doi"): read_doi,
    ("ReportMeta", "isbn"): read_isbn,
    ("ReportMeta", "language"): read_language,
    ("ReportMeta", "slug"): read_slug,
    ("Author", "orcid"): read_orcid,
}
"""By entity and field."""
