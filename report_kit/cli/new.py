"""`report-kit new`: a small report in a new folder, which builds at once and explains itself.

In: title, publishers and date. Out: the files of `starter/` with those filled in, and the schemas for editors. Nothing
is overwritten, and nothing is written unless everything can be.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from string import Template

import click

from report_kit.cli.errors import in_plain_words
from report_kit.cli.machine import Machine
from report_kit.cli.results import give, say
from report_kit.cli.schema import schema_texts
from report_kit.diagnostics.errors import MachineError
from report_kit.model.slug import slugify

_STARTER = Path(__file__).parent / "starter"
_TAKEN = frozenset({"exampleshire", "sampleton", "roundtable", "sharing", "time", "introduction", "methodology"})
"""Ids that the starter's own files use."""
_YAML_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
"""What YAML takes for something else than a name."""


@click.command()
@click.argument("folder", metavar="DIR", callback=lambda *given: _folder(given[-1]))
@click.option("--title", help="Title of the report.")
@click.option("--publisher", "publishers", multiple=True, help="Name of a publisher; repeat it for several.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Date of publication.  [default: today]")
def new(folder: Path, title: str | None, publishers: tuple[str, ...], day: str | None) -> int:
    """Lay out a new report in DIR, which builds at once and explains itself.

    Asks on a terminal for what no option says. Overwrites nothing.
    """
    asked = sys.stdin.isatty()
    if not asked and (title is None or not publishers):
        raise click.UsageError("give --title and --publisher (without a terminal nobody can be asked)")
    require_free(folder)
    if title is None:  # a slip is asked for again, so that the answers before it are not lost
        title = click.prompt("Title of the report", value_proc=lambda typed: _clean(typed, "--title"))
    title = _clean(title, "--title")
    names = [_clean(name, "--publisher") for name in publishers or _ask_publishers()]
    today = Machine(Path()).today()
    if day is not None:
        published = _date(day)
    else:
        published = click.prompt("Date of publication", default=today.isoformat(), value_proc=_date) if asked else today
    files = starter_files(title, names, published) | schema_files()
    write_new(folder, files)
    for path in sorted(files):
        if not path.startswith(".schemas/"):
            give(str(folder / path))
    say(f"Now make it: report-kit build {_quoted(folder)}")
    return 0


def starter_files(title: str, publishers: Sequence[str], day: date) -> dict[str, str]:
    """Path in the project → content."""
    ids = _ids(publishers)
    values = {
        "title": _yaml(title),
        "date": day.isoformat(),
        "publisher_ids": "\n".join(f"  - {each}" for each in ids),
        "publisher_hosts": "\n".join(f"    - {each}" for each in ids),
        "publishers": "\n\n".join(
            f"- id: {each}\n  name: {_yaml(name)}" for each, name in zip(ids, publishers, strict=True)
        ),
    }
    files = {}
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            place = path.relative_to(_STARTER).as_posix()
            text = path.read_text(encoding="utf-8")
            # Markdown holds nothing to fill in, and may hold a $ of its own.
            # A .gitignore in the package would act on this checkout.
            place = place.replace("gitignore.txt", ".gitignore")
            files[place] = Template(text).substitute(values) if place.endswith(".yaml") else text
    return files


def schema_files() -> dict[str, str]:
    """The schemas that the first lines of the YAML files name; editors complete from them."""
    return {f".schemas/{name}": text for name, text in schema_texts().items()}


def require_free(folder: Path) -> None:
    """Raise MachineError where a report would overwrite something in `folder`; other files may lie there."""
    if folder.exists() and not folder.is_dir():
        raise MachineError(f"{folder} is a file", "name a folder that does not exist yet")
    for name in ("report.yaml", "sources", "themes"):
        if (folder / name).exists() or (folder / name).is_symlink():
            raise MachineError(f"{folder / name} exists already", "name another folder; nothing was written")


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write `files` into `folder`; of those that exist beside a report (README.md, .gitignore) theirs stay."""
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if "/" in path or path == "report.yaml" or not target.exists():
                with target.open("x", encoding="utf-8", newline="\n") as file:
                    file.write(text)
    except OSError as refused:
        raise in_plain_words(refused, f"write into {folder}") from refused


def _folder(text: str) -> Path:
    """The folder to write into; an empty name would stand for the one that the user is in."""
    if not text.strip() or "\0" in text:
        raise click.UsageError("name the folder for the new report; '.' is the one you are in")
    return Path(text)


def _ask_publishers() -> list[str]:
    """Names of publishers, until an empty answer."""
    names = [click.prompt("Publisher", value_proc=lambda typed: _clean(typed, "--publisher"))]
    while name := click.prompt("Another publisher (Enter if there is none)", default="", show_default=False):
        names.append(name)
    return names


def _clean(text: str, option: str) -> str:
    """`text` on one line, without characters that nobody can see; what is left must not be empty."""
    # Cc, Cs, Co, Cn: controls, halves of characters, private and unassigned ones. Of Cf only those that change the
    # direction of reading or hide in words go; the joiners inside emoji and in Persian or Hindi words stay.
    hidden = {
        "\u00ad",
        "\u200b",
        "\u2060",
        "\ufeff",
        *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A)),
    }
    kept = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or (letter not in hidden and unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn"))
    )
    line = " ".join(kept.split())
    if not line:
        raise click.BadParameter("this is empty; type a few words", param_hint=option)
    return line


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(f"'{text}' is no date; write it as 2026-11-30", param_hint="--date") from None


def _ids(names: Sequence[str]) -> list[str]:
    """An id for each name: letters, digits and hyphens, all different."""
    ids: list[str] = []
    for name in names:
        stem = slugify(name, 40)
        if stem in _YAML_WORDS or not stem[0].isalpha():
            stem = f"publisher-{stem}"
        elif stem == "report":  # nothing of the name could be spelt in plain letters
            stem = "publisher"
        number, each = 1, stem
        while each in _TAKEN or each in ids:
            number += 1
            each = f"{stem}-{number}"
        ids.append(each)
    return ids


def _yaml(text: str) -> str:
    """`text` as YAML: in double quotes, where YAML knows the escapes of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _quoted(path: Path) -> str:
    """`path` as one types it in a shell."""
    from shlex import quote

    return quote(str(path))
