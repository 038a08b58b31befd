"""garbled-text, odd-character: letters that were broken on the way from one program to another."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from report_kit.checks.view import View
from report_kit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, Span
from report_kit.lazy.patterns import pattern
from report_kit.model import blocks as b
from report_kit.model import inlines as i

GARBLED = Rule(
    name="garbled-text",
    severity=Severity.WARNING,
    summary="Signs such as â€™ or Ã© stand where a quotation mark or an accented letter was meant.",
    why="A program read the text in the wrong encoding; readers see the ruins, and no search finds the word.",
    example="Itâ€™s a cafÃ©.",
    instead="It’s a café.",
    hides=("british-spelling", "undefined-acronym"),
)

ODD = Rule(
    name="odd-character",
    severity=Severity.WARNING,
    summary="A letter is two in one (ﬁ), or a line ends with a sign that only some programs know (U+2028).",
    why="A search for the word misses it, screen readers stumble, and words may run together.",
    example="The ﬁrst ﬁnding.",
    instead="The first finding.",
)
RULES = (GARBLED, ODD)

_TAIL = "\u0081\u008d\u008f\u0090\u009d€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0-¿"
"""What Windows-1252 makes of the bytes 80 to BF, the second and later ones of a letter in UTF-8."""
_WINDOWS = pattern(
    rf"(?:[ÂÃÄÅ][{_TAIL}]|â[{_TAIL}]{{2}}|ï[¬»¿][{_TAIL}]|ð[Ÿ\u009f][{_TAIL}]{{2}}|Ã¢(?:â‚¬|â\u0082¬)(?:[{_TAIL}â„¢œ]){{1,2}})+"
)
_MACINTOSH = pattern(r"(?:‚Ä[\u00a0-ÿôöîìúùïñó¶¢†°]|√[©®´±≠∂ßº°•ñ]|¬[£†])+")
_ODD = pattern("[\x85\u2028\u2029\ufb00-\ufb06]")
_NO_TAIL_OF_CAPITALS = frozenset("“”‘’–—…‚„‹›")
"""Behind a capital these are themselves: 'Ã”' at the end of a quotation in Portuguese."""
_MARK = re.compile(r"^\s*#|\s#")


def check(view: View) -> Iterator[Diagnostic]:
    """Every line of the sources but code, comments and the bibliography; what one paste has brought is one message."""
    for file, lines in view.report.lines.items():
        if not file.endswith((".md", ".yaml")) or "references" in file or all(line.isascii() for line in lines):
            continue
        code = _Code(view, file)
        garbled: list[_Place] = []
        odd: list[_Place] = []
        for number, line in enumerate(lines, 1):
            if line.isascii():
                continue
            comment = _MARK.search(line) if file.endswith(".yaml") else None
            end = comment.start() if comment else len(line)
            found = [(one, _meant(one[0])) for find in (_WINDOWS, _MACINTOSH) for one in find.finditer(line, 0, end)]
            for into, places in (
                (garbled, found),
                (odd, [(one, _plain(one, line)) for one in _ODD.finditer(line, 0, end)]),
            ):
                for one, meant in places:
                    if (meant or into is odd) and not code.has(number, one.start() + 1):
                        span = Span(file, number, one.start() + 1, number, one.end() + 1)
                        into.append((span, one[0], meant))
        if garbled:
            yield _garbled(garbled)
        lost = next(((n, line.index("\ufffd")) for n, line in enumerate(lines, 1) if "\ufffd" in line), None)
        if lost and not code.has(lost[0], lost[1] + 1):
            yield _lost(Span(file, lost[0], lost[1] + 1, lost[0], lost[1] + 2))
        for group in ([one for one in odd if one[1] >= "\ufb00"], [one for one in odd if one[1] < "\ufb00"]):
            if group:
                yield _odd(group)


_Place = tuple[Span, str, str]
"""Where a sign stands, the sign, and what was meant."""


class _Code:
    """Where code stands in a file."""

    def __init__(self, view: View, file: str) -> None:
        spans = [block.span for block, _ in view.blocks_of(b.CodeBlock) if block.span.file == file]
        self._blocks = sorted((span.line, span.end_line) for span in spans)
        self._inlines: dict[int, list[Span]] = defaultdict(list)
        for code, _ in view.inlines_of(i.Code):
            if code.span.file == file:
                self._inlines[code.span.line].append(code.span)

    def has(self, line: int, column: int) -> bool:
        """Whether this place is in code."""
        at = bisect_right(self._blocks, (line, 1 << 60)) - 1
        if at >= 0 and line <= self._blocks[at][1]:
            return True
        return any(span.column <= column < span.end_column for span in self._inlines.get(line, ()))


def _meant(text: str) -> str:
    """What `text` was before it was read in the wrong encoding; empty where it may be meant as it is."""
    if len(text) == 2 and text[1] in _NO_TAIL_OF_CAPITALS:
        return ""
    for codec in ("cp1252", "mac_roman"):
        meant = text
        for _ in range(3):  # some texts went through it twice
            try:
                meant = _encoded(meant, codec).decode("utf-8")
            except UnicodeError:
                break
        if meant != text and all(one.isprintable() or one in "\u00a0\ufeff\u00ad\u200b" for one in meant):
            return meant.replace("\ufeff", "").replace("\u200b", "") or " "
    return ""


_UNDEFINED = frozenset("\u0081\u008d\u008f\u0090\u009d")
"""Bytes that Windows-1252 leaves undefined, and programs pass on as they are."""


def _encoded(text: str, codec: str) -> bytes:
    return b"".join(
        one.encode("latin-1") if codec == "cp1252" and one in _UNDEFINED else one.encode(codec) for one in text
    )


def _plain(found: re.Match[str], line: str) -> str:
    """What to write for a sign of `_ODD`: its letters, or a blank where none is there."""
    if found[0] >= "\ufb00":
        return unicodedata.normalize("NFKC", found[0])
    return "" if not line[found.end() :].strip() or line[: found.start()].endswith(" ") else " "


def _fix(message: str, places: Sequence[_Place]) -> Fix:
    return Fix(message, tuple(Edit(span, meant) for span, _, meant in places), safe=True)


def _more(places: Sequence[_Place]) -> str:
    left = len(places) - 1
    return f", here and in {left} more place{'s' if left > 1 else ''} of this file" if left else ""


def _garbled(places: Sequence[_Place]) -> Diagnostic:
    span, sign, meant = places[0]
    message = f"'{sign}' is a broken '{meant}': the text was read in the wrong encoding{_more(places)}"
    return GARBLED.at(span, message, f"write {meant}", _fix(f"write {meant}", places))


def _lost(span: Span) -> Diagnostic:
    message = "a letter was lost here: a program read the text in the wrong encoding, and nobody can tell what it was"
    return GARBLED.at(span, message, "look it up in the first version of the text, and type it again")


def _odd(places: Sequence[_Place]) -> Diagnostic:
    span, sign, meant = places[0]
    if sign >= "\ufb00":
        message, hint = f"'{sign}' is one sign, in which no search finds '{meant}'", f"write {meant}, in two letters"
    else:
        message = f"an invisible sign for a new line (U+{ord(sign):04X}) stands here, which most programs do not know"
        hint = "write a blank, or begin a new line"
    return ODD.at(span, f"{message}{_more(places)}", hint, _fix(hint, places))
