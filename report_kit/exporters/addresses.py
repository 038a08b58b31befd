"""Addresses of what a page refers to: `asset:PATH` for a picture, `font:NAME` for a font of the house style."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from report_kit.model.sources import Asset

ASSET = "asset:"
FONT = "font:"


def asset_at(address: str, assets: Mapping[str, Asset]) -> Asset | None:
    """The picture at `asset:PATH` (percent-encoded, RFC 3986), or None where there is none or it is another address."""
    return assets.get(unquote(address.removeprefix(ASSET))) if address.startswith(ASSET) else None
