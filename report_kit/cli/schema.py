"""`report-kit schema`: JSON Schemas of the YAML files, from which editors complete and check while one types.

They are data, made by `make golden` from the entities (`scripts/schemas.py`).
"""

from __future__ import annotations

from pathlib import Path

import click

from report_kit.cli.outputs import require_writable, write_outputs
from report_kit.cli.results import give
from report_kit.diagnostics.suggest import did_you_mean

FOLDER = Path(__file__).parent / "schemas"
SUFFIX = ".schema.json"
NAMES = ("report", "events", "organisations", "participants", "codes", "glossary", "notes", "section", "theme")
"""What there are schemas of."""


@click.command()
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write every schema into this folder.")
def schema(name: str | None, output: Path | None) -> int:
    """Print the JSON Schema of NAME (report, events, theme …), or the list of names.

    With --output all of them are written, as NAME.schema.json.
    """
    texts = schema_texts()
    if name is not None and name not in NAMES:
        hint = did_you_mean(name, NAMES) or f"there are {', '.join(NAMES)}"
        raise click.UsageError(f"there is no schema '{name}': {hint}")
    if output is not None:
        chosen = {file: text.encode() for file, text in texts.items() if name in (None, file.removesuffix(SUFFIX))}
        require_writable(output)
        write_outputs(output, chosen)
        give("\n".join(str(output / file) for file in chosen))
    else:
        give("\n".join(NAMES) if name is None else texts[name + SUFFIX].rstrip("\n"), raw=name is not None)
    return 0


def schema_texts() -> dict[str, str]:
    """File name → content of every schema."""
    return {name + SUFFIX: (FOLDER / (name + SUFFIX)).read_text(encoding="utf-8") for name in NAMES}
