"""copied: blocks printed a second time, under anchors of their own.

A note stands once in the evidence annex and once wherever it is quoted. An id may stand on a page once only
(https://html.spec.whatwg.org/#the-id-attribute); the spans stay, so that every copy leads back to what was written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from report_kit.model.blocks import Block
from report_kit.model.derive.make import anchor


def copied(blocks: Iterable[Block], *name: str) -> tuple[Block, ...]:
    """`blocks` with anchors made from `name` inside them; without it, with none."""
    anchors = (anchor(*name, str(number)) for number in count(1)) if name else iter(lambda: "", None)
    return tuple(_copy(block, anchors) for block in blocks)


def _copy(value: Any, anchors: Iterator[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_copy(item, anchors) for item in value)
    if not dataclasses.is_dataclass(value):
        return value
    changes: dict[str, Any] = {"anchor": next(anchors)} if hasattr(value, "anchor") else {}
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        if isinstance(content, tuple):
            changes[field.name] = _copy(content, anchors)
    return dataclasses.replace(value, **changes) if changes else value  # type: ignore[type-var]
