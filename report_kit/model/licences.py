"""licence_named: what an SPDX identifier is called in words, and where the licence can be read."""

from __future__ import annotations

from report_kit.lazy.dataclasses import dataclass
from report_kit.model.wording import Wording

_CREATIVE_COMMONS = frozenset({"CC-BY", "CC-BY-SA", "CC-BY-ND", "CC-BY-NC", "CC-BY-NC-SA", "CC-BY-NC-ND"})

_OTHERS = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "OGL-UK-2.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as the imprint prints it."""

    name: str
    url: str
    """Empty where the identifier is not one that we know."""


def licence_named(identifier: str, wording: Wording) -> Licence:
    """The licence with the SPDX `identifier` (https://spdx.org/licenses/); an unknown one keeps its own words."""
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
