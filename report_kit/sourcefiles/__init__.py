"""Stage 1: files → Sources. YAML with positions, Markdown through pandoc, pictures, references, the house style.

`read` is the whole stage; `RULES` lists what it may complain about; `json_schemas` describes the YAML files.
"""

from report_kit.sourcefiles.reader import read
from report_kit.sourcefiles.rules import RULES
from report_kit.sourcefiles.schema import json_schemas

__all__ = ["RULES", "json_schemas", "read"]
