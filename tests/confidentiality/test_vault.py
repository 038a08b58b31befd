"""The private folder as one encrypted file."""

from __future__ import annotations

import io
import tarfile

import pytest

from report_kit.confidentiality import decrypt, encrypt, new_key, read_key
from report_kit.confidentiality.vault import pack, unpack
from report_kit.diagnostics import MachineError

FILES = {"people.yaml": b"people:\n  P01: Jane Thistlewood\n", "consent/P01.pdf": b"%PDF-1.7"}
IDENTITY, RECIPIENT = new_key()


@pytest.mark.parametrize(
    "text",
    [IDENTITY, f"# created by age-keygen\n# public key: {RECIPIENT}\n{IDENTITY}\n"],
    ids=["identity", "key file"],  # keys are new in every process, and ids must not be
)
def test_what_a_key_locks_it_unlocks(text: str) -> None:
    key = read_key(text)
    locked = encrypt(FILES, key)
    assert locked.startswith(b"age-encryption.org/v1")
    assert b"Thistlewood" not in locked
    assert decrypt(locked, key) == FILES


def test_the_public_half_locks_but_does_not_unlock() -> None:
    locked = encrypt(FILES, read_key(RECIPIENT))
    assert decrypt(locked, read_key(IDENTITY)) == FILES
    with pytest.raises(MachineError, match="can lock the file but not unlock it"):
        decrypt(locked, read_key(RECIPIENT))


@pytest.mark.slow
def test_a_passphrase_will_do() -> None:
    key = read_key("three wise owls\n")
    locked = encrypt(FILES, key)
    assert decrypt(locked, key) == FILES
    with pytest.raises(MachineError, match="does not open"):
        decrypt(locked, read_key("four wise owls"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"people: {}", "is damaged, or was not made by"),
        (encrypt(FILES, read_key(IDENTITY))[:-20], "does not open"),
        (encrypt(FILES, read_key(IDENTITY))[:100], "does not open"),
        (encrypt(FILES, read_key(new_key()[0])), "does not open"),
    ],
    ids=["empty", "not encrypted", "cut short", "cut very short", "another key"],
)
def test_a_file_that_does_not_open_says_so_plainly(data: bytes, words: str) -> None:
    with pytest.raises(MachineError, match=words) as caught:
        decrypt(data, read_key(IDENTITY))
    assert caught.value.hint
    assert "SECRET" not in f"{caught.value.message} {caught.value.hint} {read_key(IDENTITY)!r}"


def test_an_empty_key_and_an_empty_folder_are_refused() -> None:
    with pytest.raises(MachineError, match="the key is empty"):
        read_key("# nothing\n\n")
    with pytest.raises(MachineError, match="is empty"):
        encrypt({}, read_key(IDENTITY))


def test_a_damaged_key_is_refused_without_being_shown() -> None:
    damaged = IDENTITY[:-1] + ("Q" if IDENTITY[-1] != "Q" else "P")
    with pytest.raises(MachineError, match="the key is damaged") as caught:
        encrypt(FILES, read_key(damaged))
    assert damaged not in str(caught.value)


def test_packing_is_the_same_every_time_and_in_any_order() -> None:
    assert pack(FILES) == pack(dict(reversed(FILES.items())))
    assert unpack(pack(FILES)) == FILES


def _tar(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname, entry.size = kind, link, 1 if kind == tarfile.REGTYPE else 0
        archive.addfile(entry, io.BytesIO(b"x"))
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        _tar("../people.yaml"),
        _tar("/etc/passwd"),
        _tar("a/../../b"),
        _tar("a", tarfile.SYMTYPE, "/etc/passwd"),
        _tar("a", tarfile.LNKTYPE, "b"),
        _tar("a", tarfile.FIFOTYPE),
        _tar("a", tarfile.DIRTYPE),
        b"",
        b"x" * 2000,
        _tar("a")[:600],
    ],
    ids=["up", "absolute", "up inside", "link", "hard link", "pipe", "folder", "empty", "no archive", "cut short"],
)
def test_an_archive_with_anything_but_files_of_its_own_is_refused(data: bytes) -> None:
    with pytest.raises(MachineError, match="cannot be used"):
        unpack(data)


def test_too_much_is_refused() -> None:
    with pytest.raises(MachineError, match="more than"):
        pack({f"f{number}": b"" for number in range(1_001)})
    with pytest.raises(MachineError, match="odd name"):
        pack({"../x": b""})


@pytest.mark.parametrize(
    "half", ["AGE-SECRET-KEY-1QQPQ", "age1qqpq", "age-secret-key-1qqpq", "AGE-SECRET-KEY-", "age1"]
)
def test_part_of_a_key_is_no_passphrase(half: str) -> None:
    with pytest.raises(MachineError, match="not whole"):
        read_key(half)


def test_a_passphrase_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(MachineError, match="shorter than 12 characters"):
        read_key("abc")
    assert read_key("abc def ghi jkl").kind == "passphrase"
