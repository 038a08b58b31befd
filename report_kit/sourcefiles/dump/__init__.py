"""dump: the way back, from what somebody wants to say to exact source text. The rest of the folder reads.

In: a `SourceText`, and what is to be said: a value at a path, an item of a list, a note, a code, an attribute, other
words. Out: a `Change`: `Edit`s that have been proven. `change.edits` is for whoever shows or sends them;
`change.after` is the text that comes of it, for the next change; `change.written(data)` gives the bytes of the file.

    source = decode("sources/codes.yaml", data, sink)
    change = add_items(source, (), [{"id": "trust", "name": "Trust"}])
    data = change.written(data)

Nothing is written back that was not asked for: not a blank, a quote, a comment, a line end or a byte order mark.
Therefore these are edits of spans. A library that reads a file and writes it anew, such as ruamel.yaml, keeps comments
and order, but folds long lines, evens out indentation and blanks, and knows nothing of CR LF, of front matter or of
Markdown; no writer of Markdown keeps what it read either. libyaml's events and pandoc's positions tell where things
stand, and both are here already: no further library is loaded.

Every edit is proven: the text is read again, as it will be read in the next build, and has to say what was asked for
besides all that it said before. What does not is refused with `CannotEdit`, which has a place and a reason in plain
words. Whoever makes edits of another kind uses `Change.of`, `value_of` and `prove`.
"""

from report_kit.sourcefiles.dump.change import CannotEdit, Change
from report_kit.sourcefiles.dump.fences import set_attribute
from report_kit.sourcefiles.dump.notes import NewNote, add_codes, add_notes
from report_kit.sourcefiles.dump.places import Path
from report_kit.sourcefiles.dump.reading import Asked, prove, value_of
from report_kit.sourcefiles.dump.words import replace_words
from report_kit.sourcefiles.dump.yaml_edits import add_items, set_value

__all__ = [
    "Asked",
    "CannotEdit",
    "Change",
    "NewNote",
    "Path",
    "add_codes",
    "add_items",
    "add_notes",
    "prove",
    "replace_words",
    "set_attribute",
    "set_value",
    "value_of",
]
