"""`report-kit private encrypt|decrypt|new-key`: sources/private/ ↔ sources/private.age, one file that git may keep."""

from __future__ import annotations

import os
from pathlib import Path

import click

from report_kit.cli import options
from report_kit.cli.errors import in_plain_words
from report_kit.cli.outputs import write_outputs
from report_kit.cli.paths import inside
from report_kit.cli.results import give, say
from report_kit.diagnostics.errors import MachineError
from report_kit.workspace import ENCRYPTED, PRIVATE

key_file = click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="Take the key from this file.  [default: the environment variable REPORT_KIT_PRIVATE_KEY]",
)


@click.group()
def private() -> None:
    """Keep the folder with the names as one encrypted file, which may travel in git.

    The file is in the age format (age-encryption.org). Where only this file is there, `build` opens it in memory with
    the key in the environment variable REPORT_KIT_PRIVATE_KEY.
    """


_LOCKED_WITH = {
    "identity": "this key; the same key opens it",
    "recipient": "a public key ('age1…'); its secret key opens it",
    "passphrase": "a passphrase; the same passphrase opens it",
}


@private.command(short_help="Write the folder into sources/private.age.")
@options.project
@key_file
def encrypt(folder: Path, key_file: Path | None) -> int:
    """Write sources/private/ of the report in DIR into sources/private.age.

    The key may be the public half alone ('age1…'), or a passphrase.
    """
    from report_kit.cli.private_folder import folder_files, given_key
    from report_kit.confidentiality.vault import encrypt as locked

    root = _project(folder)
    target = root / ENCRYPTED
    key = given_key(key_file)
    write_outputs(target.parent, {target.name: locked(folder_files(root), key)})
    give(str(folder / ENCRYPTED))
    say(f"locked with {_LOCKED_WITH[key.kind]}")
    return 0


@private.command(short_help="Unpack sources/private.age into the folder.")
@options.project
@key_file
@click.option("--force", is_flag=True, help="Replace files that are in sources/private/ already.")
def decrypt(folder: Path, key_file: Path | None, force: bool) -> int:
    """Write the files in sources/private.age of the report in DIR into sources/private/."""
    from report_kit.cli.private_folder import encrypted, folder_files, given_key
    from report_kit.confidentiality.vault import decrypt as unlocked

    root = _project(folder)
    present = folder_files(root)
    files = unlocked(encrypted(root), given_key(key_file))
    if not force and any(present.get(path, data) != data for path, data in files.items()):
        raise MachineError(
            f"{PRIVATE}/ holds other files of the same names", "keep what you need of them, then add --force"
        )
    target = _private_folder(root)
    for parent in sorted({(target / path).parent for path in files}):
        inside_it = {path: data for path, data in files.items() if (target / path).parent == parent}
        _owners_only(parent)
        write_outputs(parent, {Path(path).name: data for path, data in inside_it.items()})
    say(f"{len(files)} {'file' if len(files) == 1 else 'files'} written into {folder / PRIVATE}")
    return 0


@private.command("new-key", short_help="Make a key to lock and open it with.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the key into this new file.")
def new_key(output: Path | None) -> int:
    """Make a key: its secret half opens the encrypted folder, its public half can only lock it."""
    from report_kit.confidentiality.vault import new_key as make_key

    secret, public = make_key()
    text = f"# public key: {public}\n{secret}\n"
    if output is None:
        give(text.rstrip("\n"))
        say("keep the line that begins with AGE-SECRET-KEY secret; whoever has it can read the names")
        return 0
    try:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as there:
        raise MachineError(f"{output} is there already", "name another file; keys are never replaced") from there
    except OSError as refused:
        raise in_plain_words(refused, f"write {output}") from refused
    give(str(output))
    say(f"public key: {public}")
    return 0


def _project(folder: Path) -> Path:
    """The report's folder, resolved. Raises MachineError where there is no report in it."""
    from report_kit.cli.disk import DiskWorkspace

    workspace = DiskWorkspace(folder)
    if not workspace.files.exists("report.yaml"):
        raise MachineError(f"there is no report.yaml in {folder}", "name the folder of a report")
    _inside(workspace.root, "sources")
    return workspace.root


def _private_folder(root: Path) -> Path:
    """`sources/private/`, made where it is missing."""
    target = root / PRIVATE
    _owners_only(target)
    _inside(root, PRIVATE)
    return target


def _owners_only(folder: Path) -> None:
    """Make `folder` for the eyes of its owner, where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as refused:
        raise in_plain_words(refused, f"make {folder.name}/") from refused


def _inside(root: Path, path: str) -> None:
    """Raise MachineError where `path` leads out of the project: a link from a stranger may lead anywhere."""
    try:
        inside(root, path)
    except FileNotFoundError:
        pass
    except PermissionError as refused:
        raise MachineError(f"{path} is a link that leads out of the project", "delete it") from refused
