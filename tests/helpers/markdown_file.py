"""A Markdown file as its readers show it: pandoc, with pipe tables and footnotes, and markdown-it."""

from __future__ import annotations

import re
import subprocess
import unicodedata

import lxml.html
from markdown_it import MarkdownIt

from tests.helpers.workspace import pandoc_path

DIALECT = "commonmark+pipe_tables+footnotes"


def shown(text: str, dialect: str = DIALECT) -> lxml.html.HtmlElement:
    """What pandoc shows of it: the body of a page."""
    command = [pandoc_path(), f"--from={dialect}", "--to=html", "--wrap=none"]
    page = subprocess.run(command, input=text.encode(), check=True, capture_output=True).stdout.decode()
    return lxml.html.fragment_fromstring(page, create_parent="body")


def shown_elsewhere(text: str) -> lxml.html.HtmlElement:
    """What markdown-it shows, with GitHub's tables and struck-out words, without footnotes."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return lxml.html.fragment_fromstring(reader.render(text), create_parent="body")


def flat(text: str) -> str:
    """`text` with one space for every run of white space: readers do not agree on the rarer kinds at ends of lines."""
    return re.sub(r"\s+", " ", text).strip()


def markdown_words(data: bytes) -> list[str]:
    """The words that it shows; raised and lowered figures as plain ones."""
    return unicodedata.normalize("NFKC", " ".join(shown(data.decode()).itertext())).split()
