"""The rules of pictures: whether one is there, may be used, and is described.

Locked rules are about files that cannot be read as they were meant, and about safety: a report made in spite of them
would lack words, or carry a stranger's code.
"""

from __future__ import annotations

from report_kit.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

MISSING_IMAGE = Rule(
    name="missing-image", severity=ERROR, locked=True,
    summary="A picture does not exist.",
    why="There would be a hole in the page.",
    example="![Spending by year](chrat.svg)",
    instead="![Spending by year](chart.svg)",
    gathered=True,
)  # fmt: skip

IMAGE_OUTSIDE_PROJECT = Rule(
    name="image-outside-project", severity=ERROR, locked=True,
    summary="A picture lies outside the project's folder.",
    why="Whoever makes the report elsewhere does not have it, and a report must not carry off private files.",
    example="![Chart](../../Pictures/chart.png)",
    instead="Copy the picture beside the text: ![Chart](chart.png)",
)  # fmt: skip

REMOTE_IMAGE = Rule(
    name="remote-image", severity=ERROR, locked=True,
    summary="A picture is to be fetched from the web, from a file:// address, or is written out as data.",
    why="The report must be the same when the page is gone, and making it opens no connection.",
    example="![Chart](https://www.example.org/chart.png)",
    instead="Save the picture beside the text: ![Chart](chart.png)",
)  # fmt: skip

NOT_AN_IMAGE = Rule(
    name="not-an-image", severity=ERROR, locked=True,
    summary="A file that should be a picture is none.",
    why="No output can show it.",
    example="A web page saved as chart.png",
    instead="Save the picture itself as PNG, JPEG, GIF, WebP or SVG.",
)  # fmt: skip

IMAGE_TOO_LARGE = Rule(
    name="image-too-large", severity=ERROR, locked=True,
    summary="A picture has more pixels or bytes than a page can use.",
    why="It makes the report slow to open and to send, and a few kilobytes can unpack to gigabytes.",
    example="A photo of 20,000 by 15,000 pixels",
    instead="Scale it to 3,000 pixels or fewer on its longer side.",
)  # fmt: skip

DRAWING_TOO_COMPLEX = Rule(
    name="drawing-too-complex", severity=ERROR, locked=True,
    summary="An SVG picture asks for more work than any page can show.",
    why="A kilobyte can ask for millions of shapes; the build would stand still, and so would a reader's browser.",
    example="A group that repeats another ten times, eight levels deep",
    instead="Export the drawing again, simplified, or as PNG at three times the size of print.",
)  # fmt: skip

UNSAFE_IMAGE = Rule(
    name="unsafe-image", severity=WARNING,
    summary="An SVG picture held scripts, links to other files or foreign content; they were taken out.",
    why="A picture must do nothing but be seen; something may look different now.",
    example='<svg onload="…">',
    instead="Export the drawing again as plain SVG, with fonts and pictures embedded.",
)  # fmt: skip

LOST_LABEL = Rule(
    name="lost-label", severity=WARNING,
    summary="A drawing has words that no engine draws.",
    why="A label that is flowed text of Inkscape, or HTML inside the drawing, is in no output: readers see shapes.",
    example="![Savings](savings.svg)    # in it: <flowRoot><flowPara>Housing</flowPara></flowRoot>",
    instead="![Savings](savings.svg)    # in it: <text>Housing</text>",
)  # fmt: skip

PICTURE_LOOK = Rule(
    name="picture-look", severity=WARNING,
    summary="A size, class or attribute of a picture has no effect.",
    why="Whoever wrote it expects to see it; what is not understood is left out in all formats.",
    example="![Spending fell](chart.svg){width=half}",
    instead="![Spending fell](chart.svg){width=50%}",
)  # fmt: skip

MISSING_ALT_TEXT = Rule(
    name="missing-alt-text", severity=ERROR,
    summary="A picture has no text alternative.",
    why="Readers who cannot see it learn nothing from it (WCAG 2.2, 1.1.1).",
    example="![](chart.svg)",
    instead="![Spending on waste fell from 2015 to 2017](chart.svg), or ![](line.svg){.decorative}",
)  # fmt: skip

WEAK_ALT_TEXT = Rule(
    name="weak-alt-text", severity=WARNING,
    summary="The text alternative of a picture is its file name or a word like 'image'.",
    why="It tells readers who cannot see the picture nothing.",
    example="![chart.svg](chart.svg)",
    instead="![Spending on waste fell from 2015 to 2017](chart.svg)",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    MISSING_IMAGE,
    IMAGE_OUTSIDE_PROJECT,
    REMOTE_IMAGE,
    NOT_AN_IMAGE,
    IMAGE_TOO_LARGE,
    DRAWING_TOO_COMPLEX,
    UNSAFE_IMAGE,
    LOST_LABEL,
    PICTURE_LOOK,
    MISSING_ALT_TEXT,
    WEAK_ALT_TEXT,
)
