"""`docs/files.md`: every YAML file that authors write, key by key, from the schemas that editors complete them with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.schemas import json_schemas

FILES: Mapping[str, str] = {
    "report": "`report.yaml`",
    "events": "`sources/events.yaml`, a list",
    "organisations": "`sources/organisations.yaml`, a list",
    "participants": "`sources/participants.yaml`, a list",
    "codes": "`sources/codes.yaml`, a list",
    "glossary": "`sources/glossary.yaml`, a list",
    "notes": "`sources/notes/`: YAML files, and the heads of Markdown files (without `notes`)",
    "section": "`sources/sections/`: heads of Markdown files",
    "theme": "`themes/`: heads of Markdown files",
}
"""What each schema describes."""

PEOPLE = """\
## `sources/private/people.yaml`

Never in git and never printed; read only to look for names. Under `people`, an entry for each participant id: a name
alone, or these keys. Only the name is required.

| Key | Holds | What it says |
|:----|:------|:-------------|
| `name` | text | As usually written: 'Jane Smith'. |
| `given`, `family` | text | Where the name does not part at its last blank, or the family name comes first. |
| `name_variants` | list of texts | Other names: a maiden name, a nickname. |
| `honorific` | text | Dr, Cllr, Canon. |
| `email`, `emails` | text, list | The part before the @ is looked for as well. |
| `phone`, `phones` | text, list | In quotes where the number begins with a zero; written with or without blanks. |
| `handle`, `handles` | text, list | Names on social networks, with or without @. |

Under `organisations`, ids of bodies that must not be named, each with more `names` where
`sources/organisations.yaml` does not have them all."""


def files_page() -> str:
    """The page."""
    pages = [
        "# Files",
        "The keys of every YAML file. Bold ones have to be there; all others may be left out. Programs for writing "
        "complete them from the schemas that `report-kit schema` prints. Written by `make golden`.",
    ]
    schemas = json_schemas()
    for name, title in FILES.items():
        schema = schemas[name]
        kinds: Mapping[str, Any] = schema.get("$defs", {})
        top = kinds[_ref(schema["items"])] if schema.get("type") == "array" else schema
        pages += [f"## {title}", _table(top, kinds)]
        for inner in _inner(top, kinds):
            pages += [f"### {_words(inner)}", _table(kinds[inner], kinds)]
    return "\n\n".join([*pages, PEOPLE]) + "\n"


def _table(kind: Mapping[str, Any], kinds: Mapping[str, Any]) -> str:
    required = set(kind.get("required", ()))
    rows = ["| Key | Holds | What it says |", "|:----|:------|:-------------|"]
    for key, value in kind["properties"].items():
        said = " ".join(str(value.get("description", "")).split())
        shown = f"**`{key}`**" if key in required else f"`{key}`"
        rows.append(f"| {shown} | {_what(value, kinds)} | {said} |".replace("<", "&lt;"))
    return "\n".join(rows)


def _what(value: Mapping[str, Any], kinds: Mapping[str, Any]) -> str:
    """'one of a, b', 'list of texts', 'date' …"""
    if choices := value.get("enum"):
        return "one of " + ", ".join(f"`{choice}`" for choice in choices if isinstance(choice, str) and choice)
    if name := _ref(value):
        return f"see *{_words(name)}*"
    match value.get("type"):
        case "array":
            inside = _what(value.get("items", {}), kinds)
            return f"list of {inside}s" if inside in {"text", "date", "number"} else f"list, {inside}"
        case "object":
            values = value.get("additionalProperties")
            return f"names, each with {_what(values, kinds)}" if isinstance(values, Mapping) else "names and values"
        case "boolean":
            return "yes or no"
        case "integer":
            return "whole number"
        case "number":
            return "number"
        case "string" | ["string", "number"]:
            return "date" if value.get("format") == "date" else "text"
    several = [_what(one, kinds) for one in value.get("anyOf", ()) if one.get("type") != "null"]
    if several == ["list of texts", "text"]:  # one alone is read as a list of one
        return "list of texts"
    return " or ".join(dict.fromkeys(several)) or "text"


def _inner(kind: Mapping[str, Any], kinds: Mapping[str, Any]) -> Iterator[str]:
    """The kinds of entries inside `kind`, each once, outer before inner."""
    found: dict[str, None] = {}
    waiting = [kind]
    while waiting:
        for name in re.findall(r"'\$ref': '#/\$defs/(\w+)'", str(waiting.pop(0)["properties"])):
            if name not in found:
                found[name] = None
                waiting.append(kinds[name])
    yield from found


def _ref(value: Mapping[str, Any]) -> str:
    return str(value.get("$ref", "")).rpartition("/")[2]


def _words(name: str) -> str:
    """'leak exception' for LeakException."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
