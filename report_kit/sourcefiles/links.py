"""why_not: what is wrong with an address that may be no link, in an editor's words; and links from file to file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from report_kit.diagnostics import did_you_mean
from report_kit.model.links import ALLOWED, SCHEME, without_hidden


def place_in_report(url: str, file: str, parts: Mapping[str, str]) -> str:
    """'#id' where `url`, written in `file`, leads to one of the files `parts` (with their ids); else as it is."""
    written, _, place = without_hidden(url).partition("#")
    identifier = parts.get(_inside(written, file), "") if written.lower().endswith(".md") else ""
    return f"#{place or identifier}" if identifier else url


def meant_file(url: str, file: str, parts: Mapping[str, str]) -> str:
    """A hint with the file that `url`, a name that ends in .md, may mean; empty where none is like it."""
    written, _, place = without_hidden(url).partition("#")
    if not written.lower().endswith(".md"):
        return ""
    near = {_stem(one): one for one in parts}  # endings alike say nothing
    guess = did_you_mean(_stem(unquote(written)), near).removeprefix("did you mean ").removesuffix("?")
    if guess not in near:
        return ""
    found = posixpath.relpath(near[guess], posixpath.dirname(file) or ".")
    return f"did you mean {found}{f'#{place}' if place else ''}?"


def _stem(file: str) -> str:
    return posixpath.splitext(posixpath.basename(file))[0]


def _inside(written: str, file: str) -> str:
    plain = unquote(written)
    folder = "" if plain.startswith("/") else posixpath.dirname(file)
    return posixpath.normpath(posixpath.join(folder, plain.lstrip("/")))


def why_not(url: str) -> tuple[str, str]:
    """Message and hint for a `url` that `safe_url` refuses."""
    plain = without_hidden(url)
    scheme = SCHEME.match(plain)
    if scheme is not None and scheme[1].lower() not in ALLOWED:
        return (
            f"a link may not lead to '{scheme[1].lower()}:'",
            "link to a web page (https://…) or a mail address (mailto:…)",
        )
    if re.match(r"(?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", plain) and not re.search(
        r"\.(?:md|pdf|docx?|html?)$", plain.partition("#")[0]
    ):
        return f"'{plain[:60]}' is no whole web address", f"write https://{plain.lstrip('/')[:60]}"
    if not plain:
        return "this link leads nowhere", "write its address between the round brackets"
    return (
        f"'{plain[:60]}' is a file beside this one; readers of the report do not have it",
        "link to a place in the report with #id, or to a web page with https://…",
    )
