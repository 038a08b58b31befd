"""Files packed as one stream."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib

import brotli
import pytest

from tests.helpers.extracted import NAME, found, unread


def test_every_member_of_a_gzip_file_and_its_header_are_read() -> None:
    two = gzip.compress(b"x") + gzip.compress(NAME.encode())
    named = io.BytesIO()
    with gzip.GzipFile("thistlewood.txt", "wb", fileobj=named, mtime=0) as file:
        file.write(b"x")
    for data in (two, named.getvalue(), gzip.compress(b"x") + NAME.encode()):
        assert found("a.gz", data) == {"P01"}
    assert "not written to its end" in unread("a.gz", two[:-4])[0]


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as target:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(NAME)
        target.addfile(entry, io.BytesIO(NAME.encode()))
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.bz2", bz2.compress(NAME.encode())),
        ("a.xz", lzma.compress(NAME.encode())),
        ("a.lzma", lzma.compress(NAME.encode(), lzma.FORMAT_ALONE)),
        ("a.zz", zlib.compress(NAME.encode())),
        ("a.br", brotli.compress(NAME.encode())),
        ("a.tar.bz2", _tar()),
    ],
)
def test_packed_files_are_unpacked(file: str, data: bytes) -> None:
    assert found(file, data) == {"P01"}
    assert unread(file, data[:-6])
