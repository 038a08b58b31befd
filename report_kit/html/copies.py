"""copied: blocks printed a second time, without the anchors of the first.

A note stands once in the evidence annex and once wherever it is quoted. An id may stand on a page once only
(https://html.spec.whatwg.org/#the-id-attribute), so the second print leaves its blocks without one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from report_kit.model.blocks import Block


def copied(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """`blocks` with every anchor inside them empty."""
    return tuple(_copy(block) for block in blocks)


def _copy(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_copy(item) for item in value)
    if not dataclasses.is_dataclass(value):
        return value
    changes: dict[str, Any] = {"anchor": ""} if hasattr(value, "anchor") else {}
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        if isinstance(content, tuple):
            changes[field.name] = _copy(content)
    return dataclasses.replace(value, **changes) if changes else value  # type: ignore[type-var]
