"""Archives: whatever they hold, listed or not."""

from __future__ import annotations

import io
import zipfile

import pytest

from report_kit.extract.formats import read_file
from report_kit.extract.reading import Budget
from tests.helpers.extracted import NAME, found
from tests.helpers.files import archive


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("a.txt", NAME)
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("a.txt", "x")
    return out.getvalue()


def _removed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        target.writestr("old.txt", NAME)
        target.writestr("new.txt", "x")
        target.filelist = target.filelist[1:]
        del target.NameToInfo["old.txt"]
    return out.getvalue()


def _extra() -> bytes:
    out = io.BytesIO()
    entry = zipfile.ZipInfo("a.txt")
    entry.extra = b"\x75\x70" + len(NAME).to_bytes(2, "little") + NAME.encode()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr(entry, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        _twice,
        _extra,
        lambda: _removed(zipfile.ZIP_STORED),
        lambda: _removed(zipfile.ZIP_DEFLATED),
        lambda: archive({"a.txt": "x"}) + NAME.encode(),
        lambda: b"MZ\x00\x01" * 99 + archive({"a.txt": NAME}),
    ],
    ids=["twice", "extra", "removed", "removed and packed", "after", "behind a program"],
)
def test_whatever_an_archive_holds_is_read(make: object) -> None:
    assert found("a.zip" if make in {_twice, _extra} else "a.bin", make()) == {"P01"}  # type: ignore[operator]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(3):
            target.writestr(f"{number}.txt", b"\0" * (200 * 2**20))
    return out.getvalue()


@pytest.mark.slow
def test_an_archive_that_unpacks_to_too_much_is_an_error_and_not_unpacked() -> None:
    data = _bomb()
    reading = read_file("a.zip", data, Budget(bytes_left=100 * 2**20))
    assert {one.reason for one in reading.faults} == {"it unpacks to more than can be searched"}
