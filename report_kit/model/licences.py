"""licence_named: what an SPDX identifier is called in words, and where the licence can be read."""

from __future__ import annotations

import re

from report_kit.lazy.dataclasses import dataclass
from report_kit.lazy.patterns import pattern
from report_kit.model.wording import Wording

_CREATIVE_COMMONS = frozenset({"CC-BY", "CC-BY-SA", "CC-BY-ND", "CC-BY-NC", "CC-BY-NC-SA", "CC-BY-NC-ND"})

_OTHERS = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "OGL-UK-2.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
}


_SPELT = pattern(
    r"(?:(?P<cc>CC|Creative[ -]Commons)[ -](?P<kind>BY(?:[ -](?:NC|ND|SA))*)[ -]?v?(?P<version>[1-4]\.0)"
    r"|(?P<zero>CC[ -]?0|CC[ -]Zero)(?:[ -]?v?1\.0)?"
    r"|(?:OGL|Open[ ]Government[ ]Licen[cs]e)(?:[ -]UK)?[ -]?v?(?P<ogl>[23])(?:\.0)?)"
    r"(?:[ -](?:International|Unported|Universal|licen[cs]e))*",
    re.IGNORECASE,
)
"""What people write instead of an identifier: 'CC BY 4.0', 'OGL v3'."""


def spdx_of(written: str) -> str:
    """The SPDX identifier that `written` stands for; as it was written where it is not one that we know."""
    found = _SPELT.fullmatch(" ".join(written.split()))
    if found is None:
        return written
    if found["zero"]:
        return "CC0-1.0"
    if found["ogl"]:
        return f"OGL-UK-{found['ogl']}.0"
    return f"CC-{found['kind'].upper().replace(' ', '-')}-{found['version']}"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as the imprint prints it."""

    name: str
    url: str
    """Empty where the identifier is not one that we know."""


def licence_named(identifier: str, wording: Wording) -> Licence:
    """The licence with the SPDX `identifier` (https://spdx.org/licenses/); an unknown one keeps its own words."""
    identifier = spdx_of(identifier)
    if identifier in _OTHERS:
        return Licence(wording(f"licence.{_key(identifier)}"), _OTHERS[identifier])
    family, _, version = identifier.rpartition("-")
    if family in _CREATIVE_COMMONS and version:
        short = family.removeprefix("CC-").lower()
        name = wording(f"licence.{_key(family)}", version=version)
        return Licence(name, f"https://creativecommons.org/licenses/{short}/{version}/")
    return Licence(identifier, "")


def _key(identifier: str) -> str:
    return identifier.lower().replace(".", "-")
