"""Web page: the screen page as one self-contained file. Stylesheet, pictures and fonts go inside; nothing is fetched.

In: the page for `screen`. Out: UTF-8 HTML. The page's own security policy forbids scripts and everything from outside.
"""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape

from report_kit.exporters.addresses import asset_at
from report_kit.exporters.fonts import with_fonts
from report_kit.exporters.job import Artifact, Job
from report_kit.model.sources import Asset
from report_kit.workspace import Workspace

NAME = "web page"
SUFFIX = ".html"
MEDIUM = "screen"

_PICTURE = re.compile(r'src="(asset:[^"]*)"')
"""Attribute values are escaped by the templates, so that no text of an author can look like this."""


def export(job: Job, workspace: Workspace) -> Artifact:
    """One HTML file that needs no other. The bytes depend on the job alone."""
    page = job.page.html
    css = with_fonts(job.house_style.screen_css, job.house_style.fonts, page, workspace.cache)
    page = page.replace("<style></style>", f"<style>\n{css}</style>", 1)
    page = _PICTURE.sub(lambda match: f'src="{_inlined(match[1], job)}"', page)
    return Artifact(data=page.encode())


def _inlined(address: str, job: Job) -> str:
    asset = asset_at(unescape(address), job.assets)
    return data_uri(asset) if asset else escape(address)


def data_uri(asset: Asset) -> str:
    """The picture as an address that holds it (RFC 2397)."""
    return f"data:{asset.media_type};base64,{b64encode(asset.data).decode('ascii')}"
