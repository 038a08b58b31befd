"""Rules that exporters raise."""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

UNKNOWN_FORMAT = Rule(
    name="unknown-format",
    severity=Severity.ERROR,
    summary="`outputs:` in report.yaml asks for a format that nothing here makes.",
    why="The build would leave it out, and whoever waits for that file would wait in vain.",
    example="outputs: [html, word]",
    instead="outputs: [html, docx]",
    locked=True,
)
PDF_ENGINE = Rule(
    name="pdf-engine",
    severity=Severity.WARNING,
    summary="The engine that lays out the PDF could not do something that the page asks for.",
    why="It leaves out what it cannot print and goes on, so that readers would miss a picture or a link unnoticed.",
    example="[see there](#no-such-place)",
    instead="Look at the place that the message names, and correct the source there.",
)

DRAWING_NOT_SHOWN = Rule(
    name="drawing-not-shown",
    severity=Severity.ERROR,
    summary="An SVG picture cannot be drawn, shows nothing, or takes too long.",
    why="Readers of the PDF or of the Word file would find an empty space where the picture is.",
    example='<svg viewBox="0 0 wide high">…',
    instead='<svg viewBox="0 0 640 480">…',
)

MISSING_CHARACTER = Rule(
    name="character-without-font",
    severity=Severity.WARNING,
    summary="No font of the house style or of this machine has a character, such as an emoji.",
    why="The PDF shows an empty box in its place.",
    example="Leaders were pleased 🦄.",
    instead="Leaders were pleased.",
)
