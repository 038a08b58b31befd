"""`report-kit schema`: JSON Schemas of the YAML files, from which editors complete and check while one types."""

from __future__ import annotations

import json
from pathlib import Path

import click

from report_kit.cli.outputs import require_writable, write_outputs
from report_kit.cli.results import give
from report_kit.diagnostics.suggest import did_you_mean


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write every schema into this folder.")
def schema(name: str | None, output: Path | None) -> int:
    """Print the JSON Schema of NAME (report, events, theme …), or the list of names.

    With --output all of them are written, as NAME.schema.json.
    """
    from report_kit.sourcefiles.schema import json_schemas

    schemas = json_schemas()
    if name is not None and name not in schemas:
        hint = did_you_mean(name, schemas) or f"there are {', '.join(schemas)}"
        raise click.UsageError(f"there is no schema '{name}': {hint}")
    chosen = schemas if name is None else {name: schemas[name]}
    texts = {key: json.dumps(value, indent=2, ensure_ascii=False) + "\n" for key, value in chosen.items()}
    if output is not None:
        require_writable(output)
        write_outputs(output, {f"{key}.schema.json": text.encode() for key, text in texts.items()})
        for key in texts:
            give(str(output / f"{key}.schema.json"))
    elif name is None:
        give("\n".join(schemas))
    else:
        give(texts[name].rstrip("\n"))
    return 0
