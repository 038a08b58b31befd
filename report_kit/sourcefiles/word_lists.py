"""The project's own lists of words to avoid, in the shape of Vale's rules (see `report_kit.evidence.word_rules`).

In: the texts of the files that `word_lists:` in report.yaml names. Out: rules ready to be searched with; a list that
cannot be used is reported with its line and left out.
"""

from __future__ import annotations

from report_kit.diagnostics import Sink, Span
from report_kit.evidence.word_list_files import WordListError
from report_kit.evidence.word_rules import WordRule, load_rules
from report_kit.sourcefiles import reference_rules
from report_kit.sourcefiles.text import SourceText


def read_word_lists(sources: list[SourceText], sink: Sink) -> tuple[WordRule, ...]:
    """The rules of `sources`, in their order."""
    found: list[WordRule] = []
    for source in sources:
        try:
            found += load_rules({source.file: source.text})
        except WordListError as wrong:
            sink.add(reference_rules.UNREADABLE_WORD_LIST.at(Span(wrong.file, wrong.line), wrong.message))
    return tuple(found)
