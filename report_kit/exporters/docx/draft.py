"""Draft: a document between pandoc and the finished package; what the passes work on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from report_kit.exporters.docx.look import Look
from report_kit.exporters.docx.numbering import Numbering, lists_in
from report_kit.exporters.docx.ooxml import q
from report_kit.exporters.docx.package import Parts, parse
from report_kit.exporters.docx.styles import Style
from report_kit.exporters.job import Job, NumberedLabel
from report_kit.model.wording import Wording

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(slots=True)
class Draft:
    """Document and footnotes as trees, with what they refer to."""

    document: Element
    """Root of `word/document.xml`."""
    footnotes: Element
    """Root of `word/footnotes.xml`."""
    lists: dict[str, tuple[str, int]]
    """Kind and first number of each list, by the number that pandoc gave it."""
    look: Look
    numbering: Numbering
    """The lists of the finished document."""
    fonts: Mapping[str, bytes]
    """Font files of the house style, by name."""
    labels: Mapping[str, NumberedLabel]
    """Everything whose label counts, by anchor."""
    wording: Wording
    """The words that the file says beside the page."""
    variants: dict[str, Style] = field(default_factory=dict)
    """Styles that this document has beyond those of every one, by id; `look` says what they set."""
    turned: list[Element] = field(default_factory=list)
    """Tables that need a page turned sideways."""
    pages: int = 1
    """How many pages it fills, as far as can be told."""

    @property
    def body(self) -> Element:
        """What stands on the pages."""
        body = self.document.find(q("w:body"))
        assert body is not None
        return body

    def add_variant(self, style: Style, settings: Mapping[str, object]) -> None:
        """Have `style`, which sets `settings` as word.yaml would."""
        self.variants[style.id] = style
        self.look = replace(self.look, styles={**self.look.styles, style.name: settings})

    def stories(self) -> Iterator[Element]:
        """The document, then the footnotes: everything that passes work through."""
        yield self.document
        yield self.footnotes

    def paragraphs(self) -> Iterator[Element]:
        """Every paragraph, those of tables and footnotes included."""
        for story in self.stories():
            yield from story.iter(q("w:p"))


def draft_from(parts: Parts, look: Look, job: Job) -> Draft:
    """The draft of `job` in the parts that pandoc wrote."""
    return Draft(
        document=parse(parts["word/document.xml"]),
        footnotes=parse(parts["word/footnotes.xml"]),
        lists=lists_in(parse(parts["word/numbering.xml"])),
        look=look,
        numbering=Numbering(look),
        fonts=job.house_style.fonts,
        labels=job.labels,
        wording=job.wording,
    )
