"""Store: parcels of earlier runs, under all that decides how a part looks.

In: the cache, and the press. Out: parcels, and what this run adds. The cache may come from a stranger: what is in it is
plain data, which is sealed there (`report_kit.cli.cache`), and read here only as that. What is new goes back with the
artifact, since nothing may be kept before the search for names has looked at it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from html import unescape

from report_kit.exporters.addresses import ASSET, asset_at
from report_kit.exporters.pdf.hooks import Setting
from report_kit.exporters.pdf.number import Margins
from report_kit.exporters.pdf.parcel import Parcel, load
from report_kit.exporters.pdf.split import PrintPart
from report_kit.model.sources import Asset
from report_kit.workspace import Cache

KIND = "pages"

_ADDRESS = re.compile(rf'"({ASSET}[^"]*)"')

_MOST = 400
"""Parcels that a process remembers, for one that makes the same report again and again."""

_remembered: dict[str, Parcel] = {}

_FEW = 8
"""Of reports whose margins are remembered."""

_margins: dict[str, bytes] = {}


class Store:
    """Parcels by part and setting. `used`: keys that were asked for; `made`: what is to be kept of this run."""

    def __init__(self, cache: Cache, recipe: str, assets: Mapping[str, Asset]) -> None:
        self._cache, self._recipe, self._assets = cache, recipe, assets
        self.used: set[str] = set()
        self.made: dict[str, bytes] = {}

    def key(self, part: PrintPart, setting: Setting) -> str:
        """What `part`, laid out by `setting`, is kept under."""
        digest = hashlib.sha256(self._recipe.encode())
        given = (part.is_blank, setting.right, setting.side, setting.is_first, setting.number, setting.margins_later)
        digest.update(repr((*given, sorted(setting.places.items()), sorted(part.nowhere))).encode())
        digest.update(part.html.encode())
        for address in dict.fromkeys(_ADDRESS.findall(part.html)):
            picture = asset_at(unescape(address), self._assets)
            digest.update(hashlib.sha256(picture.data).digest() if picture else b"none")
        return f"{KIND}/{digest.hexdigest()}"

    def get(self, key: str) -> Parcel | None:
        """The parcel that is kept under `key`."""
        self.used.add(key)
        if key in _remembered:
            return _remembered[key]
        data = self._cache.get(key)
        if data is None:
            return None
        try:
            parcel = load(data)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):  # not ours, or of another version
            return None
        _remember(key, parcel)
        return parcel

    def put(self, key: str, parcel: Parcel) -> None:
        """Keep `parcel`, unless it has fonts of this machine, which may be others tomorrow."""
        self.used.add(key)
        if parcel.files:
            return
        self.made[key] = parcel.dump()
        _remember(key, parcel)

    def kept_margins(self, head: str) -> bytes | None:
        """What `keep_margins` kept."""
        key = self._margins_key(head)
        self.used.add(key)
        return _margins.get(key) or self._cache.get(key)

    def keep_margins(self, head: str, margins: Margins) -> None:
        """Keep the margins of pages whose page begins with `head`."""
        if margins.has_new:
            key = self._margins_key(head)
            self.made[key] = _margins[key] = margins.kept
            while len(_margins) > _FEW:
                del _margins[next(iter(_margins))]

    def _margins_key(self, head: str) -> str:
        return f"{KIND}/{hashlib.sha256(f'margins {self._recipe} {head}'.encode()).hexdigest()}"


def forget() -> None:
    """Let go of all that this process remembers; the cache keeps what it has."""
    _remembered.clear()
    _margins.clear()


def _remember(key: str, parcel: Parcel) -> None:
    _remembered[key] = parcel
    while len(_remembered) > _MOST:
        del _remembered[next(iter(_remembered))]
