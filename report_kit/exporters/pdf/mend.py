"""mend: what is put right in a part after the engine has written it and before it is kept.

In: the pages as laid out and the objects as written. The objects are changed in place. A step is a function that
names the clause it is for; `MENDS` lists them in running order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import Document

MENDS: tuple[Callable[[Document, PDF], None], ...] = ()


def mend(document: Document, pdf: PDF) -> None:
    """Put `pdf`, the objects of the laid-out `document`, right."""
    for step in MENDS:
        step(document, pdf)
