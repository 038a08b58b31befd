"""The private folder as one encrypted file that may travel in git.

In: the folder's files by path, and a key. Out: one `.age` file (https://age-encryption.org/v1) that holds a tar archive
(POSIX ustar/pax) made the same way every time; and back. The key is an age identity (`AGE-SECRET-KEY-1…`) or a
passphrase, taken from the environment variable `REPORT_KIT_PRIVATE_KEY` or from a key file. Encrypting needs only the
public half: a recipient, `age1…`.
"""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass

from report_kit.confidentiality.discretion import discreet
from report_kit.diagnostics import MachineError
from report_kit.names.secret import SecretText
from report_kit.workspace import KEY_VARIABLE

MAX_FILES = 1_000
MAX_BYTES = 64 * 2**20
"""Of all files together, unpacked."""

SHORTEST_PASSPHRASE = 12
"""Characters. The file may lie in a public repository, where everybody may try as long as they like."""

_NAME = re.compile(r"[A-Za-z0-9_][\w.\- ]*(/[\w\-][\w.\- ]*)*")
_IDENTITY = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")
_RECIPIENT = re.compile(r"age1[0-9a-z]{58}")


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What locks or unlocks the file: an identity, a recipient, or a passphrase."""

    secret: SecretText
    kind: str
    """identity, recipient, passphrase."""

    def __repr__(self) -> str:
        return f"Key({self.kind})"


def read_key(text: str) -> Key:
    """The key in `text`: the content of a key file as `age-keygen` writes it, a recipient, or a passphrase.

    Raises MachineError where `text` is empty, part of a key, or a passphrase that could be guessed.
    """
    if identity := _IDENTITY.search(text):
        return Key(SecretText(identity[0]), "identity")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        raise MachineError("the key is empty", f"set {KEY_VARIABLE}, or name a key file as age-keygen makes it")
    if _RECIPIENT.fullmatch(lines[0]):
        return Key(SecretText(lines[0]), "recipient")
    if lines[0].lower().startswith(("age1", "age-secret-key-")):
        # Taken for a passphrase, it would lock the file so that nobody who has the whole key could open it.
        raise MachineError("the key is not whole", "copy it again, to its last character, from where it was made")
    if len(lines[0]) < SHORTEST_PASSPHRASE:
        raise MachineError(
            f"this passphrase is shorter than {SHORTEST_PASSPHRASE} characters",
            "take some words that nobody guesses, or make a key with: report-kit private new-key",
        )
    return Key(SecretText(lines[0]), "passphrase")


def new_key() -> tuple[str, str]:
    """A new identity, `AGE-SECRET-KEY-1…`, and its recipient, `age1…`."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


@discreet
def encrypt(files: Mapping[str, bytes], key: Key) -> bytes:
    """The content of an `.age` file with `files`, by path inside the folder.

    Raises MachineError where there are none, or they are too many or too large.
    """
    import pyrage

    if not files:
        raise MachineError("sources/private/ is empty", "there is nothing to encrypt")
    plain = pack(files)
    secret = key.secret.reveal()
    if key.kind == "passphrase":
        return bytes(pyrage.passphrase.encrypt(plain, secret))
    try:
        recipient = (
            pyrage.x25519.Identity.from_str(secret).to_public()
            if key.kind == "identity"
            else pyrage.x25519.Recipient.from_str(secret)
        )
    except (pyrage.IdentityError, pyrage.RecipientError):
        recipient = None
    if recipient is None:
        raise MachineError("the key is damaged", "copy it again, whole, from where it was made")
    return bytes(pyrage.encrypt(plain, [recipient]))


@discreet
def decrypt(data: bytes, key: Key) -> dict[str, bytes]:
    """The files in an `.age` file, by path inside the folder.

    Raises MachineError for an empty or damaged file, for the wrong key, and for paths that lead out of the folder.
    """
    import pyrage

    if not data:
        raise MachineError("the encrypted file is empty", "take it from the last commit that had it whole")
    if not data.startswith((b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")):
        raise MachineError(
            "the encrypted file is damaged, or was not made by: report-kit private encrypt", "encrypt again"
        )
    if key.kind == "recipient":
        raise MachineError("a public key ('age1…') can lock the file but not unlock it", "give the secret key")
    secret = key.secret.reveal()
    plain: bytes | None = None
    try:
        if key.kind == "passphrase":
            plain = pyrage.passphrase.decrypt(data, secret)
        else:
            plain = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        pass
    if plain is None:
        raise MachineError(
            "the encrypted file does not open: the key is the wrong one, or the file is damaged",
            f"check {KEY_VARIABLE} or the key file; if they are right, take the file from an earlier commit",
        )
    return unpack(bytes(plain))


def pack(files: Mapping[str, bytes]) -> bytes:
    """A tar archive of `files`, sorted, without owners, times or permissions of the machine."""
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        raise MachineError(
            f"sources/private/ holds more than {MAX_FILES:,} files or {MAX_BYTES // 2**20} MB",
            "keep in it only names and contacts",
        )
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(files):
            if not _is_safe(path):
                raise MachineError(
                    "a file in sources/private/ has an odd name", "use letters, digits, '.', '_' and '-'"
                )
            entry = tarfile.TarInfo(path)
            entry.size = len(files[path])
            entry.mode = 0o600
            archive.addfile(entry, io.BytesIO(files[path]))
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a tar archive that `pack` made; links, devices and paths that lead out are refused."""
    files: dict[str, bytes] = {}
    fault = ""
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                total += entry.size
                if not entry.isreg() or not _is_safe(entry.name) or entry.name in files:
                    fault = "it holds something other than plain files of its own folder"
                elif len(files) >= MAX_FILES or total > MAX_BYTES:
                    fault = "it holds too much"
                if fault:
                    break
                stream = archive.extractfile(entry)
                files[entry.name] = stream.read() if stream else b""
    except (tarfile.TarError, EOFError, ValueError, OverflowError):
        fault = "its content is damaged"
    if fault or not files:
        raise MachineError(f"the encrypted file cannot be used: {fault or 'it is empty'}", "encrypt the folder again")
    return files


def _is_safe(path: str) -> bool:
    return len(path) < 200 and bool(_NAME.fullmatch(path)) and not any(part in {".", ".."} for part in path.split("/"))
