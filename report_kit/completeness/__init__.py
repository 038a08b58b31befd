"""completeness: no word of a source is lost on its way into the files that readers get.

In: the report, and the files made of it. Out: `lost-text` diagnostics. Two ways are held together: the words of every
Markdown body against those of the model (`written`), and those of the model against those of each file (`printed`,
`report_kit.extract.running_text`); `inspection` is the whole stage, `search` the comparison. What disclosure keeps back
is no part of the model, so it is not looked for.
"""

from __future__ import annotations

from report_kit.completeness.rules import RULES

__all__ = ["RULES"]
