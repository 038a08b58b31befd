"""why_not: what is wrong with an address that may be no link, in an editor's words."""

from __future__ import annotations

import re

from report_kit.model.links import ALLOWED, SCHEME, without_hidden


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
        r"\.(?:md|pdf|docx?|html?)$", plain
    ):
        return f"'{plain[:60]}' is no whole web address", f"write https://{plain.lstrip('/')[:60]}"
    if not plain:
        return "this link leads nowhere", "write its address between the round brackets"
    return (
        f"'{plain[:60]}' is a file beside this one; readers of the report do not have it",
        "link to a place in the report with #id, or to a web page with https://…",
    )
