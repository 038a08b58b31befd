"""Page: the report laid out as HTML for one medium, part by part.

What the html stage gives and the exporters take. Whoever lays out or repaints one part finds it by its key; joined in
order, the parts and what stands around them are the whole page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from report_kit.lazy.dataclasses import dataclass
from report_kit.model.sources import Asset


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """A piece of the page that can be laid out by itself."""

    key: str
    """What it is: `part:ID` for a part of the report; cover, imprint, contents, footnotes, cards for what is around."""
    before: str
    """What stands between it and the part before: the head of the page, tags that open or close a landmark."""
    html: str
    anchors: tuple[str, ...]
    """The ids that it defines, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A complete HTML page. Pictures are `asset:PATH`, percent-encoded (RFC 3986)."""

    parts: tuple[PagePart, ...] = ()
    """In the order of the page, each key once."""
    after: str = ""
    """What stands after the last of them."""
    pictures: Mapping[str, Asset] = field(default_factory=dict)
    """What was drawn of the report's own numbers, by PATH; all others are the authors'."""

    @property
    def html(self) -> str:
        """The whole page."""
        return "".join([piece for part in self.parts for piece in (part.before, part.html)] + [self.after])
