"""Stage 4: Report → HTML page, by Jinja; one set of templates for each medium.

In: the merged report. Out: a complete page, as text or by part, whose pictures are `asset:PATH` (percent-encoded).
Touches no disk besides the package's own templates.
"""

from report_kit.html.page import Medium, preload, render, render_by_part

__all__ = ["Medium", "preload", "render", "render_by_part"]
