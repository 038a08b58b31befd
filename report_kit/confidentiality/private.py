"""Read `sources/private/people.yaml`: the names that must not get out.

In: the workspace's private files. Out: `Protected`, and diagnostics that give line, column and id but never a word of
the file's content. The format, with every key but `name` optional::

    people:
      P01:
        name: Jane Smith              # or: given: … and family: …
        given: Jane                   # where the full name does not split at its last space
        family: Smith
        name_variants: [Janie Smith, Jane Doe]
        email: jane.smith@example.org # or emails: [ … ]
        phones: [020 7946 0123]       # or phone: …
        handles: ["@janes"]           # or handle: …
        honorific: Dr
      P02: Mark Brown                 # a name alone will do
    organisations:
      - id: camden                    # name, short name and aliases come from sources/organisations.yaml
        names: [Camden]               # more names under which it is known

A list of entries with `id:` is read as well as a table of ids. Anchors and aliases are refused: a short file is to be
written out. Encoding UTF-8; YAML 1.1 as PyYAML's libyaml reads it, every value taken as text, so that the leading
zero of a phone number stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_kit.confidentiality.discretion import discreet
from report_kit.confidentiality.rules import PRIVATE_FILE_FAULT
from report_kit.diagnostics import Diagnostic, Sink, Span
from report_kit.model.garbage import without_garbage_collection
from report_kit.names.protected import Protected, ProtectedOrganisation, ProtectedPerson
from report_kit.names.secret import SecretText
from report_kit.names.typed_name import clean
from report_kit.names.variants import not_looked_for
from report_kit.workspace import PRIVATE, Files

PEOPLE_FILE = f"{PRIVATE}/people.yaml"

LIMIT = 4 * 2**20
"""Bytes; 1,000 people with everything known about them need 300 kB."""
MAX_NODES = 200_000
MAX_DEPTH = 12
LONGEST = 200
"""Characters of a name, address or number; the spellings of a longer one are without end."""

_ONE = {"name", "given", "family", "honorific"}
_MANY = {
    "name_variants": "name_variants",
    "email": "emails",
    "emails": "emails",
    "phone": "phones",
    "phones": "phones",
    "handle": "handles",
    "handles": "handles",
}


_WHOLE = {
    "other name": "write it out, or take it out",
    "e-mail address": "write it out, as in name@example.org, or take it out",
    "phone number": "write all of it, seven digits or more, or take it out",
    "handle": "write what stands after the '@', or take it out",
}
"""By what was left empty, what to do."""


@dataclass(frozen=True, slots=True, repr=False)
class _Node:
    """A value of the YAML file with its place. Exactly one of `text`, `items`, `pairs` is used."""

    span: Span
    text: str | None = None
    items: Sequence[_Node] = ()
    pairs: Sequence[tuple[_Node, _Node]] = ()
    kind: str = "text"

    def __repr__(self) -> str:
        return f"_Node({self.kind})"


@discreet
def read_protected(files: Files, sink: Sink) -> Protected | None:
    """The protected people and organisations, or None where there is no `sources/private/people.yaml`.

    Whatever is wrong with the file goes to `sink` as `private-file-fault`; entries that can be read are kept.
    """
    if PEOPLE_FILE not in files.list_private():
        return None
    try:
        data = files.read_private(PEOPLE_FILE, LIMIT)
    except ValueError:
        sink.add(
            _fault(
                Span(PEOPLE_FILE), f"the file is larger than {LIMIT // 2**20} MB", "keep in it only names and contacts"
            )
        )
        return Protected()
    except OSError:
        sink.add(_fault(Span(PEOPLE_FILE), "the file cannot be read", "check who may open it"))
        return Protected()
    return parse_protected(data, sink)


@discreet
def parse_protected(data: bytes, sink: Sink, file: str = PEOPLE_FILE) -> Protected:
    """The content of a people.yaml as `Protected`; faults go to `sink`, placed in `file`."""
    with without_garbage_collection():
        return _parsed(data, sink, file)


def _parsed(data: bytes, sink: Sink, file: str) -> Protected:
    root = _compose(data, file, sink)
    if root is None:
        return Protected()
    people: list[ProtectedPerson] = []
    organisations: list[ProtectedOrganisation] = []
    if root.kind != "table":
        sink.add(
            _fault(
                root.span,
                "the file must begin with 'people:'",
                "write people:, and under it one entry for each participant",
            )
        )
        return Protected()
    _report_twice(root, "the file", sink)
    for key, value in root.pairs:
        match key.text:
            case "people":
                people.extend(_people(value, sink))
            case "organisations":
                organisations.extend(_organisations(value, sink))
            case _:
                sink.add(
                    _fault(
                        key.span,
                        "only 'people:' and 'organisations:' may stand at the left edge",
                        "indent what belongs to a person",
                    )
                )
    if not people and not organisations and not sink.diagnostics:
        sink.add(
            _fault(root.span, "the file lists nobody, so no name is looked for", "enter the participants under people:")
        )
    return Protected(tuple(people), tuple(organisations))


def _people(node: _Node, sink: Sink) -> Iterator[ProtectedPerson]:
    for number, (key, entry) in enumerate(_entries(node, sink, "participant"), 1):
        fields: dict[str, list[SecretText]] = {}
        who = key.text or f"entry {number}"
        if entry.kind == "text":
            fields["name"] = [SecretText(entry.text or "")]
        _report_twice(entry, who, sink)
        for name, value in entry.pairs:
            if name.text == "id":
                continue
            if name.text in _ONE:
                if value.kind != "text":
                    sink.add(_fault(value.span, f"{who}: '{name.text}' must be one line of text", ""))
                    continue
                fields[name.text] = [SecretText((value.text or "").strip())]
            elif name.text in _MANY:
                fields.setdefault(_MANY[name.text], []).extend(_texts(value, who, sink))
            else:
                allowed = ", ".join(sorted((*_ONE, *_MANY)))
                sink.add(_fault(name.span, f"{who} has an entry that is not known", f"allowed are: {allowed}"))
        given, family = _single(fields, "given"), _single(fields, "family")
        typed = [clean(text.reveal()) for text in (*fields.get("name", ()), *fields.get("name_variants", ()))]
        if any(one.odd for one in typed):
            sink.add(
                _fault(
                    entry.span,
                    f"{who} has more in a name than a name",
                    "write first name and surname only; other names under name_variants:, each person in an entry",
                )
            )
        full = SecretText(typed[0].name) if "name" in fields else SecretText("")
        full = full or SecretText(f"{given.reveal()} {family.reveal()}".strip())
        variants = [SecretText(one.name) for one in typed["name" in fields :]]
        variants += [SecretText(other) for one in typed for other in one.others]
        person = ProtectedPerson(
            id=who,
            name=full,
            given=given,
            family=family,
            name_variants=tuple(variants),
            emails=tuple(fields.get("emails", ())),
            phones=tuple(fields.get("phones", ())),
            handles=tuple(fields.get("handles", ())),
            honorific=_single(fields, "honorific"),
        )
        for field in not_looked_for(person):
            if field == "name":
                message, hint = f"{who} has no name, so nothing can be looked for", "add name:"
            else:
                message, hint = f"{who}: this {field} yields nothing to look for", _WHOLE[field]
            sink.add(_fault(entry.span, message, hint))
        yield person


def _report_twice(node: _Node, who: str, sink: Sink) -> None:
    """Report what is written twice in one entry: of two names only one would be looked for."""
    seen: set[str | None] = set()
    for key, _ in node.pairs:
        if key.text in seen:
            # What stands there is shown only where it is a word of the format, not somebody's name.
            what = f"'{key.text}'" if key.text in {"id", "people", "organisations", *_ONE, *_MANY} else "an entry"
            sink.add(
                _fault(key.span, f"{who} has {what} twice", "keep one of the two; other names go under name_variants:")
            )
        seen.add(key.text)


def _organisations(node: _Node, sink: Sink) -> Iterator[ProtectedOrganisation]:
    for number, (key, entry) in enumerate(_entries(node, sink, "organisation"), 1):
        who = key.text or f"entry {number}"
        names: list[SecretText] = []
        _report_twice(entry, who, sink)
        if entry.kind == "text" and entry is not key and entry.text:
            names.append(SecretText(entry.text))
        for name, value in entry.pairs:
            if name.text in {"name", "names", "aliases", "short_name"}:
                names.extend(_texts(value, who, sink))
            elif name.text != "id":
                sink.add(_fault(name.span, f"{who} has an entry that is not known", "allowed are: id, names"))
        organisation = ProtectedOrganisation(id=who, names=tuple(names))
        if not_looked_for(organisation):
            sink.add(_fault(entry.span, f"{who}: one of its names yields nothing to look for", "write it out"))
        yield organisation


def _entries(node: _Node, sink: Sink, what: str) -> Iterator[tuple[_Node, _Node]]:
    """Id and entry of each of the things that `node` lists, as a table of ids or as a list."""
    seen: set[str] = set()
    if node.kind == "table":
        found = list(node.pairs)
    elif node.kind == "list":
        found = []
        for item in node.items:
            ids = [value for key, value in item.pairs if key.text == "id" and value.kind == "text"]
            if item.kind == "text" and what == "organisation":
                ids = [item]
            if not ids:
                sink.add(_fault(item.span, f"this {what} has no id", "begin the entry with id:"))
                continue
            found.append((ids[0], item))
    elif not (node.text or "").strip():
        return
    else:
        sink.add(_fault(node.span, f"a list of {what}s should stand here", ""))
        return
    for key, entry in found:
        if not _is_id(key.text):
            # The odd id is not repeated: it may be a name, typed where the id belongs.
            sink.add(
                _fault(
                    key.span,
                    f"this is not the id of a {what}",
                    "an id is a letter, then letters, digits, '.', '_', '-'",
                )
            )
            continue
        if key.text in seen:
            sink.add(_fault(key.span, f"{key.text} is entered twice", "put everything about one person into one entry"))
        seen.add(key.text or "")
        if entry.kind == "list":
            sink.add(_fault(entry.span, f"{key.text} should have a name, or entries such as 'name:'", ""))
            continue
        yield key, entry


def _is_id(text: str | None) -> bool:
    return bool(text and text.isascii() and text[0].isalpha() and all(c.isalnum() or c in "._-" for c in text))


def _texts(node: _Node, who: str, sink: Sink) -> list[SecretText]:
    """One text, or a list of them."""
    if node.kind == "table" or any(item.kind != "text" for item in node.items):
        sink.add(_fault(node.span, f"{who}: one text, or a list of texts, should stand here", ""))
        return []
    texts = [node.text] if node.kind == "text" else [item.text for item in node.items]
    return [SecretText(text.strip()) for text in texts if text and text.strip()]


def _single(fields: dict[str, list[SecretText]], name: str) -> SecretText:
    return fields.get(name, [SecretText("")])[0]


def _fault(span: Span, message: str, hint: str = "") -> Diagnostic:
    return PRIVATE_FILE_FAULT.at(span, message, hint)


def _compose(data: bytes, file: str, sink: Sink) -> _Node | None:
    """The tree of the YAML document, built from libyaml's events so that depth and size are bounded as it grows."""
    import yaml

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        # Raised data would quote the bytes; the line is enough.
        sink.add(_fault(Span(file, line), "this line is not in UTF-8", "save the file as UTF-8"))
        return None
    place: tuple[int, int] | None = None
    try:
        return _tree(yaml.parse(text, Loader=yaml.CSafeLoader), file)
    except _TooMuch as error:
        sink.add(_fault(error.span, error.reason))
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    except yaml.YAMLError:
        place = (1, 1)
    sink.add(
        _fault(
            Span(file, *place),
            "the file cannot be understood from here on",
            "look for a missing colon, quotation mark or space of indentation on this line or the one before",
        )
    )
    return None


class _TooMuch(Exception):  # noqa: N818 - no error: a limit
    def __init__(self, span: Span, reason: str) -> None:
        super().__init__(reason)
        self.span = span
        self.reason = reason


def _tree(events: Iterator[object], file: str) -> _Node | None:
    import yaml

    stack: list[tuple[str, Span, list[_Node]]] = []
    root: list[_Node] = []
    count = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _TooMuch(_span(event, file), "anchors (&) and aliases (*) are not allowed here; write the entry out")
        if isinstance(event, yaml.DocumentStartEvent) and root:
            raise _TooMuch(_span(event, file), "only one document may stand in this file; remove the line '---'")
        node: _Node | None = None
        if isinstance(event, yaml.ScalarEvent):
            node = _Node(_span(event, file), text=str(event.value))
            if len(event.value) > LONGEST:
                raise _TooMuch(node.span, f"this is longer than {LONGEST} characters; enter each name on its own")
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            kind = "table" if isinstance(event, yaml.MappingStartEvent) else "list"
            stack.append((kind, _span(event, file), []))
            if len(stack) > MAX_DEPTH:
                raise _TooMuch(_span(event, file), f"entries lie more than {MAX_DEPTH} levels deep")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            kind, span, items = stack.pop()
            if kind == "list":
                node = _Node(span, items=items, kind=kind)
            else:
                node = _Node(span, pairs=list(zip(items[::2], items[1::2], strict=True)), kind=kind)
        if node is not None:
            count += 1
            if count > MAX_NODES:
                raise _TooMuch(node.span, f"the file has more than {MAX_NODES:,} entries")
            (stack[-1][2] if stack else root).append(node)
    return root[0] if root else _Node(Span(file), kind="table")


def _span(event: object, file: str) -> Span:
    mark = getattr(event, "start_mark", None)
    return Span(file, mark.line + 1, mark.column + 1) if mark else Span(file)
