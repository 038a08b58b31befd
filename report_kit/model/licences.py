"""licence_named: what an SPDX identifier is called in words, and where the licence can be read."""

from __future__ import annotations

from report_kit.lazy.dataclasses import dataclass

_CREATIVE_COMMONS = {
    "CC-BY": "Attribution",
    "CC-BY-SA": "Attribution-ShareAlike",
    "CC-BY-ND": "Attribution-NoDerivatives",
    "CC-BY-NC": "Attribution-NonCommercial",
    "CC-BY-NC-SA": "Attribution-NonCommercial-ShareAlike",
    "CC-BY-NC-ND": "Attribution-NonCommercial-NoDerivatives",
}

_OTHERS = {
    "CC0-1.0": ("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "OGL-UK-3.0": (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "OGL-UK-2.0": (
        "Open Government Licence v2.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    ),
}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as the imprint prints it."""

    name: str
    url: str
    """Empty where the identifier is not one that we know."""


def licence_named(identifier: str) -> Licence:
    """The licence with the SPDX `identifier` (https://spdx.org/licenses/); an unknown one keeps its own words."""
    if identifier in _OTHERS:
        return Licence(*_OTHERS[identifier])
    family, _, version = identifier.rpartition("-")
    if family in _CREATIVE_COMMONS and version:
        short = family.removeprefix("CC-")
        name = f"Creative Commons {_CREATIVE_COMMONS[family]} {version} International (CC {short} {version})"
        return Licence(name, f"https://creativecommons.org/licenses/{short.lower()}/{version}/")
    return Licence(identifier, "")
