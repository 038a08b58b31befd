"""slugify: a title as a file name that every system and web server takes."""

from __future__ import annotations

import re
import unicodedata


def slugify(title: str, limit: int = 60) -> str:
    """`title` in lower-case ASCII letters, digits and single hyphens, cut at a word; 'report' where nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    # An apostrophe joins ("council's" is one word), anything else parts.
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return slug or "report"
