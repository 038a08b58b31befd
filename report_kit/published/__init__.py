"""published: files of earlier builds, held against what may be told today.

In: the report with what it keeps back, whoever watches over names, and the files that lie in the output folder. Out:
which of them say what may not be told any more: words of notes that are kept back, names that may not be printed, and
attributions closer than what is agreed now; then a diagnostic, which names the files and never the words.
"""

from report_kit.published.complaint import complaint
from report_kit.published.earlier import Breach, Earlier, Search
from report_kit.published.looking import Looking, is_known

__all__ = ["Breach", "Earlier", "Looking", "Search", "complaint", "is_known"]
