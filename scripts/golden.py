"""Write what is made from the code anew: the stored help page, the JSON Schemas, `docs/`, and the table
of commands in README.md.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click
import yaml

from report_kit.cli import group
from report_kit.evidence.word_list_files import WORD_LISTS, read_word_list
from report_kit.model.wording import LOCALES, flat
from report_kit.pipeline import all_rules
from scripts.files_page import files_page
from scripts.schemas import schema_files

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write each file, and say so."""
    for path, text in golden_files().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


def golden_files() -> dict[str, str]:
    """Path in this repository → what it should hold."""
    return {
        "report_kit/cli/help.txt": group.help_text(),
        "docs/commands.md": commands_page(),
        "docs/files.md": files_page(),
        "docs/rules.md": rules_page(),
        "README.md": with_commands((ROOT / "README.md").read_text(encoding="utf-8")),
        **schema_files(),
        **compiled_texts(),
    }


def compiled_texts() -> dict[str, str]:
    """The texts and words that every run needs, as JSON: it takes no YAML engine to read them."""
    made = {}
    for language in LOCALES:
        file = f"report_kit/model/wording/{language}"
        texts = flat(yaml.load((ROOT / f"{file}.yaml").read_bytes(), Loader=yaml.CSafeLoader))  # noqa: TID251
        made[f"{file}.json"] = _json(dict(texts))
    name = "quantifiers"
    words = read_word_list((WORD_LISTS / f"{name}.yml").read_text("utf-8"), f"{name}.yml")
    return {**made, f"report_kit/evidence/wordlists/{name}.json": _json(words)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def commands_page() -> str:
    """What every command takes, as `--help` prints it."""
    pages = ["# Commands", "What `report-kit COMMAND --help` prints. Written by `make golden`."]
    context = click.Context(group.report_kit, info_name="report-kit", **group.report_kit.context_settings)
    for name in group.COMMANDS:
        command = group.report_kit.get_command(context, name)
        assert command is not None
        with click.Context(command, info_name=name, parent=context) as inner:
            pages += [f"## {name}", f"```text\n{command.get_help(inner)}\n```"]
            for below, part in command.commands.items() if isinstance(command, click.Group) else ():
                with click.Context(part, info_name=below, parent=inner) as innermost:
                    pages += [f"### {name} {below}", f"```text\n{part.get_help(innermost)}\n```"]
    return "\n\n".join(pages) + "\n"


def rules_page() -> str:
    """Every rule by group, with what its fields say."""
    pages = [
        "# Rules",
        "What `report-kit check` looks for. A rule's weight is set under `rules:` in `report.yaml`. "
        "Written by `make golden`.",
    ]
    rules = all_rules().values()
    for family in dict.fromkeys(rule.group for rule in rules):
        pages.append(f"## {family.capitalize()}")
        for rule in sorted((rule for rule in rules if rule.group == family), key=lambda rule: rule.name):
            weight = f"{rule.severity}, always on" if rule.locked else str(rule.severity)
            pages += [
                f"### {rule.name}",
                f"*{weight.capitalize()}.* {rule.summary} {rule.why}".replace("<", "&lt;"),
                _indented(rule.example),
                "Instead:",
                _indented(rule.instead),
            ]
    return "\n\n".join(pages) + "\n"


def with_commands(readme: str) -> str:
    """`readme` with the table of commands as it should be."""
    rows = "".join(f"| `report-kit {name}` | {line.rstrip('.')} |\n" for name, (_, line) in group.COMMANDS.items())
    head = "| Command | What it does |\n|:--------|:-------------|\n"
    return re.sub(
        r"(<!-- commands: .*? -->\n).*?(<!-- /commands -->)",
        lambda found: f"{found[1]}\n{head}{rows}\n{found[2]}",
        readme,
        flags=re.DOTALL,
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").split("\n"))


if __name__ == "__main__":
    main()
