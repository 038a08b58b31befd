"""Node → entity: checks what was typed against the dataclasses of `report_kit.model.entities`, field by field.

In: a `Node` and the dataclass it should be. Out: an instance that knows the places of its values, and a diagnostic
for everything that does not fit, in an editor's words. A value that does not fit is replaced by the field's default
(or by something empty), so that one slip does not make every reference to the entity dangle as well.

The dataclasses are the only definition of the formats. They are read here with `typing` instead of pydantic, whose
import and set-up take longer than reading a whole report. `make golden` has pydantic make the JSON Schemas from them,
and tests hold both together.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from report_kit.diagnostics import Sink, Span, did_you_mean, meant_in
from report_kit.diagnostics.diagnostic import Edit, Fix
from report_kit.lazy.patterns import pattern
from report_kit.model import entities
from report_kit.model.entities import Entity
from report_kit.sourcefiles import field_readers, file_rules, yaml_rules
from report_kit.sourcefiles.ids import checked_id
from report_kit.sourcefiles.printed_values import PRINTED, complaint
from report_kit.sourcefiles.text import invisible_in, without_invisible
from report_kit.sourcefiles.typography import typographic
from report_kit.sourcefiles.yaml_reader import Node, Places, shown

E = TypeVar("E", bound=Entity)

_TRUE = frozenset(("yes", "true", "on", "y"))
_FALSE = frozenset(("no", "false", "off", "n"))
_YAML_BOOLEAN = pattern(r"(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)")
_YAML_DATE = pattern(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?")
_REFERS_TO_IDS = frozenset(("event", "events", "organisation", "publishers", "affiliation", "source", "speaker"))

_WRONG: Any = object()
"""Stands for a value that could not be read."""

Read = Callable[[Node, str, Sink], Any]
"""Reads one value: its node, the name it stands under (for messages), where to report."""


def read_entity(kind: type[E], node: Node, sink: Sink) -> E | None:
    """The `kind` that `node` describes; None (and a diagnostic) where it is no table of names and values."""
    if node.keys is None:
        sink.add(
            yaml_rules.WRONG_TYPE.at(
                node.span, f"names and values are due here ('name: value'), not {_described(node)}"
            )
        )
        return None
    return _record(kind, node, sink)


def read_list(kind: type[E], node: Node, sink: Sink) -> tuple[E, ...]:
    """The entities that `node`, a list, describes; those without an id are reported and left out."""
    if node.items is None:
        sink.add(
            yaml_rules.WRONG_TYPE.at(
                node.span,
                f"a list is due here, not {_described(node)}",
                "start every entry with '- ', at the beginning of the line",
            )
        )
        return ()
    found = [read_entity(kind, item, sink) for item in node.items]
    return tuple(entity for entity in found if entity is not None and getattr(entity, "id", True))


# One reader for each type that a field may have ------------------------------------------------------------------


def _text(node: Node, name: str, sink: Sink) -> Any:
    text = node.text
    if text is None:
        sink.add(
            yaml_rules.WRONG_TYPE.at(
                node.span,
                f"'{name}' is due as text, not as {_described(node)}",
                "put text that contains ': ', or starts with [ or {, into quotes",
            )
        )
        return _WRONG
    if not node.quoted and (_YAML_BOOLEAN.fullmatch(text) or _YAML_DATE.fullmatch(text)):
        meant = "a date" if text[0].isdigit() else "'true'" if text.lower() in _TRUE else "'false'"
        sink.add(
            yaml_rules.UNQUOTED_TEXT.at(
                node.span,
                f"text is due for '{name}', but YAML reads {shown(text)} as {meant}",
                f'write "{shown(text)}"',
            )
        )
    if name == "id":
        return checked_id(text, node.span, sink) if text.strip() else text
    if name in _REFERS_TO_IDS and (found := invisible_in(text)):
        message = f"'{shown(without_invisible(text))}' contains an invisible character (U+{ord(found[0]):04X})"
        sink.add(file_rules.INVISIBLE_CHARACTER.at(node.span, message, "delete it and type it again"))
        return without_invisible(text)
    return text


def _printed(node: Node, name: str, sink: Sink) -> Any:
    text = _text(node, name, sink)
    if text is _WRONG:
        return _WRONG
    if found := complaint(text, node.span):
        sink.add(found)
    return typographic(text)


def _date(node: Node, name: str, sink: Sink) -> Any:
    text = (node.text or "").strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            sink.add(yaml_rules.WRONG_TYPE.at(node.span, f"there is no day {text} in the calendar"))
            return _WRONG
    hint = "add the day: 2017-10-16" if re.fullmatch(r"\d{4}-\d\d?", text) else "write year, month and day: 2017-10-16"
    hint = f"write {meant}" if (meant := _day_meant(text)) else hint
    said = f"'{shown(text)}'" if node.text is not None else _described(node)
    sink.add(yaml_rules.WRONG_TYPE.at(node.span, f"'{name}' is due as a date, not as {said}", hint))
    return _WRONG


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = pattern(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
_DAY_LAST = pattern(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)


def _day_meant(text: str) -> str:
    """The day that is written out in words, as it is written here; empty where it is none for sure."""
    if found := _DAY.fullmatch(text):
        day, month, year = found.groups()
    elif found := _DAY_LAST.fullmatch(text):
        month, day, year = found.groups()
    else:
        return ""
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else 0
    try:
        return dt.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _whole_number(node: Node, name: str, sink: Sink) -> Any:
    text = (node.text or "").strip()
    if re.fullmatch(r"[+-]?\d{1,9}", text):
        return int(text)
    said = f"'{shown(text)}'" if node.text is not None else _described(node)
    word = text.lower()
    hint = f"write {_IN_WORDS.index(word) + 1}" if word in _IN_WORDS else "write digits only"
    sink.add(yaml_rules.WRONG_TYPE.at(node.span, f"'{name}' is due as a whole number, not as {said}", hint))
    return _WRONG


def _number(node: Node, name: str, sink: Sink) -> Any:
    text = (node.text or "").strip()
    if re.fullmatch(r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})", text):
        return float(text)
    said = f"'{shown(text)}'" if node.text is not None else _described(node)
    sink.add(yaml_rules.WRONG_TYPE.at(node.span, f"'{name}' is due as a number, not as {said}", "write digits: 10"))
    return _WRONG


def _flag(node: Node, name: str, sink: Sink) -> Any:
    text = (node.text or "").strip().lower()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    said = f"'{shown(text)}'" if node.text is not None else _described(node)
    sink.add(yaml_rules.WRONG_TYPE.at(node.span, f"'{name}' is due as yes or no, not as {said}"))
    return _WRONG


def _yes_no(node: Node, name: str, sink: Sink) -> Any:
    text = (node.text or "").strip().lower()
    if text in _TRUE or text in _FALSE:
        return "yes" if text in _TRUE else "no"
    return "unknown" if text == "unknown" else _choice(("yes", "no", "unknown"))(node, name, sink)


def _choice(options: tuple[str, ...]) -> Read:
    def read(node: Node, name: str, sink: Sink) -> Any:
        if node.text in options:
            return node.text
        shown_options = ", ".join(option for option in options if option)
        if node.text is None:
            message = f"'{name}' is due as one of {shown_options}, not as {_described(node)}"
            sink.add(yaml_rules.WRONG_TYPE.at(node.span, message))
        else:
            hint = did_you_mean(node.text, options) or f"write one of {shown_options}"
            same = [one for one in options if one and _plain(one) == _plain(node.text)]
            fix = Fix(f"write {same[0]}", (Edit(node.span, same[0]),), safe=True) if same and not node.quoted else None
            sink.add(yaml_rules.UNKNOWN_VALUE.at(node.span, f"'{shown(node.text)}' is no possible '{name}'", hint, fix))
        return _WRONG

    return read


def _plain(text: str) -> str:
    """`text` without capitals, blanks and hyphens: 'Near verbatim' can only be near_verbatim."""
    return re.sub(r"[\s_-]", "", text).casefold()


def _tuple_of(item: Read) -> Read:
    def read(node: Node, name: str, sink: Sink) -> Any:
        # One value where a list is due is a list of one: 'hosts: nesta'. For head counts: 'attended: 15'.
        nodes = [node] if node.items is None else node.items
        values = [item(one, name, sink) for one in nodes if not one.is_empty]
        return tuple(value for value in values if value is not _WRONG)

    return read


def _table_of(item: Read) -> Read:
    def read(node: Node, name: str, sink: Sink) -> Any:
        if node.keys is None:
            message = f"'{name}' is due as lines 'name: value', indented, not as {_described(node)}"
            sink.add(yaml_rules.WRONG_TYPE.at(node.span, message))
            return _WRONG
        values = {key: item(value, key, sink) for key, (_, value) in node.keys.items()}
        return {key: value for key, value in values.items() if value is not _WRONG}

    return read


def _severity(node: Node, name: str, sink: Sink) -> Any:
    # YAML reads a bare `off` as false, and other programs write it back so.
    if node.text is not None and not node.quoted and node.text.lower() in _FALSE:
        return "off"
    return _choice(("error", "warning", "off"))(node, name, sink)


def _special(read_field: Callable[[Node, str, str, Sink], str | None]) -> Read:
    def read(node: Node, name: str, sink: Sink) -> Any:
        text = _text(node, name, sink)
        if text is _WRONG or not text.strip():
            return _WRONG  # blanks are as good as nothing
        checked = read_field(node, name, text, sink)
        return _WRONG if checked is None else checked

    return read


def _codes(node: Node, name: str, sink: Sink) -> Any:
    return _text(node, name, sink) if node.items is None else _tuple_of(_text)(node, name, sink)


def _count(node: Node, name: str, sink: Sink) -> Any:
    if node.keys is not None:
        return _record(entities.Count, node, sink)
    value = _whole_number(node, name, sink)
    if value is _WRONG:
        return _WRONG
    count = entities.Count(value=value)
    count.locate(Places(node))
    return count


def _parts(node: Node, name: str, sink: Sink) -> Any:
    """A table of switches, or a list of what is printed, in its order."""
    if node.items is None:
        return _entity(entities.Parts)(node, name, sink)
    order = _tuple_of(_text)(node, name, sink)
    if order is _WRONG:
        return _WRONG
    wanted = {one.strip().replace("-", "_").replace(" ", "_") for one in order}
    switches = {field.name: field.name in wanted for field in fields(entities.Parts) if field.name != "order"}
    parts = entities.Parts(order=tuple(order), **switches)
    parts.locate(Places(node))
    return parts


def _entity(kind: type[Entity]) -> Read:
    def read(node: Node, name: str, sink: Sink) -> Any:
        if node.keys is None:
            message = f"'{name}' is due as lines 'name: value', not as {_described(node)}"
            sink.add(
                yaml_rules.WRONG_TYPE.at(
                    node.span, message, f"write '{next(iter(_layout(cast('Hashable', kind))))}: …'"
                )
            )
            return _WRONG
        reported = sink.total
        entity = _record(kind, node, sink)
        return _WRONG if kind.ALL_OR_NONE and sink.total > reported else entity

    return read


def _reader_for(hint: Any) -> Read:
    """The reader for a field's type."""
    simple: dict[Any, Read] = {
        str: _text, dt.date: _date, int: _whole_number, float: _number, bool: _flag, entities.Count: _count,
        entities.Parts: _parts,
    }  # fmt: skip
    if hint in simple:
        return simple[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _yes_no if set(arguments) == {"yes", "no", "unknown"} else _choice(arguments)
    if origin is tuple:
        return _tuple_of(_reader_for(arguments[0]))
    if origin is Mapping:
        return _table_of(_severity if get_origin(arguments[1]) is Literal else _reader_for(arguments[1]))
    if origin in (Union, types.UnionType):
        kinds = [argument for argument in arguments if argument is not type(None)]
        return _reader_for(kinds[0]) if len(kinds) == 1 else _codes
    if is_dataclass(hint):
        return _entity(cast("type[Entity]", hint))
    raise TypeError(f"no reader for {hint}")  # a new type in entities.py needs a line above


@cache
def _layout(kind: Hashable) -> dict[str, tuple[Read, bool, Any]]:
    """Field name → (reader, required, the default, or a stand-in where a required value is missing)."""
    hints = get_type_hints(kind)
    layout: dict[str, tuple[Read, bool, Any]] = {}
    for field in fields(cast("Any", kind)):
        required = field.default is MISSING and field.default_factory is MISSING
        where = (cast("Any", kind).__name__, field.name)
        special = field_readers.READERS.get(where)
        reader = _printed if where in PRINTED else _reader_for(hints[field.name])
        reader = reader if special is None else _special(special)
        default = () if field.default is MISSING else field.default
        layout[field.name] = (reader, required, _stand_in(hints[field.name]) if required else default)
    return layout


def _stand_in(hint: Any) -> Any:
    """Something harmless for a required value that is missing; the diagnostic stops the build anyway."""
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    return {str: "", int: 0, float: math.inf, dt.date: dt.date(1970, 1, 1)}.get(hint, ())


def _record(kind: type[E], node: Node, sink: Sink) -> E:
    layout = _layout(cast("Hashable", kind))
    keys = node.keys
    assert keys is not None
    values: dict[str, Any] = {}
    misspelt: dict[str, Span] = {}
    """Names that are probably meant by others that are read nowhere."""
    for name, (name_node, value_node) in keys.items():
        if name not in layout:
            hint = ""
            if not sink.is_full(yaml_rules.UNKNOWN_KEY, name_node.span.file):
                spelt = name.strip().replace(" ", "_").replace("-", "_").lower()
                hint = did_you_mean(spelt, layout) or _elsewhere(kind, spelt)
                misspelt.update(dict.fromkeys(meant_in(hint), name_node.span))
                hint = hint or f"possible names: {', '.join(sorted(layout))}"
            sink.add(
                yaml_rules.UNKNOWN_KEY.at(name_node.span, f"'{shown(name)}' is not a name that is read here", hint)
            )
            continue
        read, required, _ = layout[name]
        if value_node.is_empty:
            if required or kind.ALL_OR_NONE:
                sink.add(yaml_rules.MISSING_KEY.at(name_node.span, f"'{name}' is empty", _what_it_is(kind, name)))
                values[name] = layout[name][2]
            continue
        value = read(value_node, name, sink)
        if value is _WRONG:
            continue
        if required and isinstance(value, (str, tuple)) and not (value.strip() if isinstance(value, str) else value):
            sink.add(yaml_rules.MISSING_KEY.at(value_node.span, f"'{name}' is empty", _what_it_is(kind, name)))
        elif value == () and isinstance(layout[name][2], tuple) and layout[name][2]:  # 'outputs: []' would make nothing
            usual = ", ".join(map(str, layout[name][2]))
            hint = f"name at least one, or delete the line for the usual ones ({usual})"
            sink.add(yaml_rules.MISSING_KEY.at(value_node.span, f"'{name}' is an empty list", hint))
        values[name] = value
    for name, (_, required, stand_in) in layout.items():
        if required and name not in values:
            if name not in keys:
                sink.add(
                    yaml_rules.MISSING_KEY.at(
                        _start_of(node),
                        f"'{name}' is missing here",
                        _what_it_is(kind, name),
                        follows=(misspelt[name],) if name in misspelt else (),
                    )
                )
            values[name] = stand_in
    entity = kind(**values)
    entity.locate(Places(node))
    return entity


_FILES: tuple[tuple[type[Entity], str], ...] = (
    (entities.Organisation, "sources/organisations.yaml"), (entities.Event, "sources/events.yaml"),
    (entities.Participant, "sources/participants.yaml"), (entities.Code, "sources/codes.yaml"),
    (entities.GlossaryTerm, "sources/glossary.yaml"), (entities.ReportMeta, "report.yaml"),
    (entities.ThemeHead, "the head of a file in themes/"),
    (entities.SectionHead, "the head of a file in sources/sections/"),
    (entities.NotesHead, "the head of a file in sources/notes/"),
)  # fmt: skip


def _elsewhere(kind: type[Entity], name: str) -> str:
    """Where a name is read that is not one of `kind`."""
    where = next((file for other, file in _FILES if other is not kind and name in _layout(cast("Hashable", other))), "")
    return f"'{name}' belongs into {where}" if where else ""


def _start_of(node: Node) -> Span:
    """The first line of `node` only: a missing value is nowhere in particular."""
    return Span(node.file, node.line, node.column)


_EXAMPLE_IDS = {
    "ThemeHead": "leadership", "Event": "roundtable-1", "Participant": "P01", "Code": "sharing", "NoteData": "N1",
}  # fmt: skip


def _what_it_is(kind: type[Entity], name: str) -> str:
    examples = {
        "date": "2017-10-16",
        "id": _EXAMPLE_IDS.get(kind.__name__, "nesta"),
        "publishers": "[id]",
        "recorded_as": "paraphrase",
    }
    hint = get_type_hints(kind)[name]
    if hint is bool:
        return f"write '{name}: yes' or '{name}: no', or delete the line"
    choices = [choice for choice in get_args(hint) if isinstance(choice, str)]
    if choices and name not in examples:
        return f"write '{name}: ' and one of {', '.join(choices)}"
    where = ", with ids from sources/organisations.yaml" if name == "publishers" else ""
    return f"write '{name}: {examples.get(name, '…')}'{where}"


def _described(node: Node) -> str:
    if node.items is not None:
        return "a list"
    if node.keys is not None:
        return "lines 'name: value'"
    return f"'{shown(node.text)}'" if node.text else "nothing"
