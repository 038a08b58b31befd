"""Stage 1: files → Sources. YAML with positions, Markdown through pandoc, pictures, references, the house style.

`read` is the whole stage; `RULES` lists what it may complain about.
"""

from report_kit.sourcefiles.reader import read
from report_kit.sourcefiles.rules import RULES

__all__ = ["RULES", "read"]
