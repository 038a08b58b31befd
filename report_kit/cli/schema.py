"""`report-kit schema`: JSON Schemas of the YAML files, from which editors complete and check while one types."""

from __future__ import annotations

import json
from pathlib import Path

import click

from report_kit.cli.outputs import require_writable, write_outputs
from report_kit.cli.results import give
from report_kit.diagnostics.suggest import did_you_mean

_SUFFIX = ".schema.json"


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write every schema into this folder.")
def schema(name: str | None, output: Path | None) -> int:
    """Print the JSON Schema of NAME (report, events, theme …), or the list of names.

    With --output all of them are written, as NAME.schema.json.
    """
    texts = schema_texts()
    names = [file.removesuffix(_SUFFIX) for file in texts]
    if name is not None and name not in names:
        hint = did_you_mean(name, names) or f"there are {', '.join(names)}"
        raise click.UsageError(f"there is no schema '{name}': {hint}")
    if output is not None:
        chosen = {file: text.encode() for file, text in texts.items() if name in (None, file.removesuffix(_SUFFIX))}
        require_writable(output)
        write_outputs(output, chosen)
        give("\n".join(str(output / file) for file in chosen))
    else:
        give("\n".join(names) if name is None else texts[name + _SUFFIX].rstrip("\n"), raw=name is not None)
    return 0


def schema_texts() -> dict[str, str]:
    """File name → content of every schema."""
    from report_kit.sourcefiles.schema import json_schemas

    return {
        name + _SUFFIX: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in json_schemas().items()
    }
