"""Markdown: the report as one plain file, for mail, wikis, archives and programs that read text.

In: the report itself. Out: CommonMark (https://spec.commonmark.org/0.31.2/) with pipe tables and footnotes, in UTF-8.
It holds every word, and no picture: the alternative text stands in its place. The bytes depend on the job alone.

The way: blocks → text, inlines → pieces → a line, in which no word of an author can be read as markup. pandoc can write
CommonMark too, but of words that look like escapes or entities it loses characters (3.9).
"""

from __future__ import annotations

from report_kit.exporters.job import Artifact, Job
from report_kit.exporters.markdown.document import document
from report_kit.model.depth import deep_recursion
from report_kit.workspace import Workspace

NAME = "Markdown"
SUFFIX = ".md"
MEDIUM = None


def export(job: Job, workspace: Workspace) -> Artifact:
    """One Markdown file that needs no other."""
    del workspace  # everything is in the job
    assert job.report is not None, "it asks for the report"
    with deep_recursion():
        return Artifact(data=document(job.report).encode())
