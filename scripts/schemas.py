"""JSON Schemas (2020-12) of the YAML files, made by pydantic from `report_kit.model.entities`.

Editors complete from them. `make golden` stores them in the package, so that no command needs pydantic.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from report_kit.cli.schema import FOLDER, NAMES, SUFFIX
from report_kit.model import entities
from report_kit.model.entities import Entity


def schema_files() -> dict[str, str]:
    """Path in this repository → content of every schema."""
    schemas = json_schemas()
    assert list(schemas) == list(NAMES), "list the names in report_kit/cli/schema.py"
    folder = f"report_kit/cli/{FOLDER.name}"
    return {
        f"{folder}/{name}{SUFFIX}": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def json_schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of what it describes.

    report, events, organisations, participants, codes, glossary and notes are whole files; section and theme are the
    front matter of Markdown files, and so is `notes` without its list.
    """
    whole: dict[str, Any] = {
        "report": entities.ReportMeta,
        "events": list[entities.Event],
        "organisations": list[entities.Organisation],
        "participants": list[entities.Participant],
        "codes": list[entities.Code],
        "glossary": list[entities.GlossaryTerm],
        "notes": entities.NotesFile,
        "section": entities.SectionHead,
        "theme": entities.ThemeHead,
    }
    schemas = {}
    for name, kind in whole.items():
        schema = TypeAdapter(kind).json_schema()
        for base in getattr(kind, "__mro__", ())[1:]:  # pydantic reads the docstrings of a class, not of those above it
            if issubclass(base, Entity) and base is not Entity:
                inherited = TypeAdapter(base).json_schema()["properties"]
                for key, said in inherited.items():
                    schema["properties"][key].setdefault("description", said.get("description", ""))
        _accept_what_people_type(schema)
        schemas[name] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"report_kit: {name}",
            **{key: value for key, value in schema.items() if key != "title"},
        }
    return schemas


def _accept_what_people_type(schema: Any) -> None:
    """Widen `schema` in place by the spellings that the reader accepts besides the strict ones."""
    if isinstance(schema, list):
        for part in schema:
            _accept_what_people_type(part)
        return
    if not isinstance(schema, dict):
        return
    for part in list(schema.values()):
        _accept_what_people_type(part)
    if schema.get("enum") == ["yes", "no", "unknown"]:
        schema.pop("type", None)
        schema["enum"] = ["yes", "no", "unknown", True, False]
    items = schema.get("items")
    if schema.get("type") == "array" and isinstance(items, dict) and items.get("type") == "string":
        kept = {key: schema.pop(key) for key in ("type", "items")}
        schema["anyOf"] = [kept, dict(items)]
    if isinstance(properties := schema.get("properties"), dict):
        if "parts" in properties and "$ref" in properties["parts"]:
            parts = properties["parts"]
            parts["anyOf"] = [{"$ref": parts.pop("$ref")}, {"type": "array", "items": {"type": "string"}}]
        if "attended" in properties:
            attended = properties["attended"]
            kept = {key: attended.pop(key) for key in ("type", "items") if key in attended}
            attended["anyOf"] = [{"type": "integer"}, kept]
        for name in ("version", "isbn", "timestamp", "id"):  # a bare number there is read as the text that was typed
            if properties.get(name, {}).get("type") == "string" and name != "id":
                properties[name]["type"] = ["string", "number"]
