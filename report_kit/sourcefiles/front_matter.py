"""A Markdown file → its front matter and its body.

In: the text of a `.md` file. Out: the entity that its front matter describes, and the whole text with the front
matter blanked out, so that every line and column of the body counts from the file's first line.
"""

from __future__ import annotations

from typing import TypeVar

from report_kit.diagnostics import Sink, Span
from report_kit.diagnostics.front_matter import front_matter_end
from report_kit.model.entities import Entity
from report_kit.sourcefiles import block_rules, file_rules
from report_kit.sourcefiles.kept_yaml import KeptYaml
from report_kit.sourcefiles.schema import read_entity
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import read_yaml, shown

E = TypeVar("E", bound=Entity)


def read_front_matter(
    kind: type[E], source: SourceText, sink: Sink, kept: KeptYaml | None = None
) -> tuple[E | None, str]:
    """The head of `source` and the text for pandoc; the head is None where there is none that could be read.

    The body is empty where there is nothing to read in it, and where the front matter has no end: what would be
    reported about text that is YAML would only confuse.
    """
    lines = source.lines
    if not source.text.strip():
        sink.add(
            file_rules.EMPTY_FILE.at(Span(source.file), "this file is empty", "write its text, or delete the file")
        )
        return None, ""
    if lines[0].rstrip() != "---":
        sink.add(
            block_rules.MISSING_FRONT_MATTER.at(
                Span(source.file, 1, 1, 1, source.end_of(1)),
                "this file must start with a line '---', then lines such as 'title: …', then a line '---'",
                _front_matter_starts_late(lines) or _title_in_text(lines),
            )
        )
        return None, source.text
    end = front_matter_end(lines) - 1
    if end < 0:
        sink.add(
            block_rules.UNCLOSED_FRONT_MATTER.at(
                Span(source.file, 1, 1, 1, 4),
                "the front matter that starts here has no end",
                "write a line '---' below its last name and value",
            )
        )
        return None, ""
    head = None
    # An empty line stands for '---', so that lines count from the start of the file.
    yaml_lines = ("", *lines[1:end])
    before = sink.total
    node = read_yaml(SourceText(source.file, "\n".join(yaml_lines), lines), sink, kept)
    if node is not None:
        head = read_entity(kind, node, sink)
    elif sink.total == before:
        span = Span(source.file, 1, 1, 1, 4)
        sink.add(block_rules.MISSING_FRONT_MATTER.at(span, "nothing stands between the two lines '---'"))
    if not any(line.strip() for line in lines[end + 1 :]):
        sink.add(
            file_rules.EMPTY_FILE.at(
                Span(source.file, end + 1, 1, end + 1, source.end_of(end + 1)),
                "nothing stands below the front matter",
                "write the text below this line, or delete the file",
            )
        )
        return head, ""
    return head, "\n" * (end + 1) + "\n".join(lines[end + 1 :])


def _front_matter_starts_late(lines: tuple[str, ...]) -> str:
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() == "---" and not any(line.strip() for line in lines[:first]):
        return f"delete the empty lines above line {first + 1}"
    return ""


def _title_in_text(lines: tuple[str, ...]) -> str:
    """A hint made from a heading of the first level, as other programs put the title."""
    first = next((line for line in lines if line.strip()), "")
    title = first[2:].strip().rstrip("#").strip() if first.startswith("# ") else ""
    if ":" in title or "#" in title:
        title = f'"{title}"'
    return f"move the heading up there as 'title: {shown(title)}'" if title else ""
