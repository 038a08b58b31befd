"""Cases written as pages: what stands in the files of a small project, and what report-kit says about it.

A page is Markdown. Under each of its headings may stand one case:

    ## A note that is not there

    ```markdown themes/01-money.md
    …the file, whole…
    ```

    ```text diagnostics
    …what `report-kit check` prints, without the closing count…
    ```

A case without a block of diagnostics expects silence. Words after the path change how a file is made: `bytes` reads
escapes (`\\xe9`, `\\x00`, `\\r`) as raw bytes, `times=200` repeats the block. `absent PATH` as the whole info string
takes a file of the minimal project away, `forbidden PATH` makes one that may not be read.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_HEADING = re.compile(r"(#{1,6}) +(.*?)\s*$")
_FENCE = re.compile(r"(`{3,})(.*?)\s*$")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    info: str
    first: int
    """Index of its first line of content."""
    last: int
    """Index after its last one."""
    text: str


@dataclass
class Case:
    """One project and what is said about it."""

    page: Path
    name: str
    """The heading that it stands under."""
    files: dict[str, bytes] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    forbidden: set[str] = field(default_factory=set)
    """Files that may not be read, as where a link leads outside."""
    expected: str = ""
    block: Block | None = None
    """Where the expectation stands; None where silence is expected."""

    def project(self, base: Mapping[str, str]) -> dict[str, str | bytes]:
        """The files of the case over those of the minimal project."""
        kept = {path: content for path, content in base.items() if path not in self.absent}
        return kept | self.files


def cases_of(page: Path) -> list[Case]:
    """The cases of a page, in order; a section without files is prose."""
    found = []
    for name, blocks in _sections(page.read_text(encoding="utf-8").split("\n")):
        case = Case(page, name)
        for block in blocks:
            _put(block, case)
        if case.files or case.absent:
            found.append(case)
        elif case.block:
            raise ValueError(f"{page.name}: {name!r} expects diagnostics of no file")
    return found


def update(case: Case, actual: str) -> None:
    """Write `actual` into the page as what is expected."""
    with case.page.open("r+", encoding="utf-8") as file:
        # Several workers may update cases of one page, each of which moves the lines below it.
        fcntl.flock(file, fcntl.LOCK_EX)
        current = next(each for each in cases_of(case.page) if each.name == case.name)
        lines = file.read().split("\n")
        if current.block is None:
            raise ValueError(f"{case.page.name}: {case.name!r} has no block of diagnostics to update")
        lines[current.block.first : current.block.last] = actual.rstrip("\n").split("\n") if actual.strip() else []
        file.seek(0)
        file.write("\n".join(lines))
        file.truncate()


def _put(block: Block, case: Case) -> None:
    language, _, rest = block.info.partition(" ")
    path, _, options = rest.partition(" ")
    if language == "absent":
        case.absent.add(path)
    elif language == "forbidden":
        case.forbidden.add(path)
        case.files[path] = b""
    elif block.info == "text diagnostics":
        case.expected, case.block = block.text, block
    elif path:
        if path in case.files:
            raise ValueError(f"{case.page.name}: {case.name!r} has {path} twice")
        case.files[path] = _content(block.text, options.split())


def _content(text: str, options: list[str]) -> bytes:
    for option in options:
        if option.startswith("times="):
            text *= int(option.removeprefix("times="))
    if "bytes" in options:
        return text.encode("utf-8").decode("unicode_escape").encode("latin-1")
    return text.encode("utf-8")


def _sections(lines: list[str]) -> Iterator[tuple[str, list[Block]]]:
    """Every heading of a page with the fenced blocks under it."""
    name, blocks, seen = "", list[Block](), set[str]()
    number = 0
    while number < len(lines):
        if heading := _HEADING.match(lines[number]):
            yield name, blocks
            name, blocks = heading[2], []
            if name in seen:
                raise ValueError(f"two headings are called {name!r}")
            seen.add(name)
        elif fence := _FENCE.match(lines[number]):
            first = number + 1
            last = first
            while last < len(lines) and not re.fullmatch(f"{fence[1]}`*\\s*", lines[last]):
                last += 1
            blocks.append(Block(fence[2], first, last, "".join(line + "\n" for line in lines[first:last])))
            number = last
        number += 1
    yield name, blocks
