"""Which reader a file is for."""

from __future__ import annotations

from random import Random

import pytest

from tests.helpers.extracted import unread


@pytest.mark.parametrize(
    "start", [b"\x1f\x9d\x90", b'\x04"M\x18', b"MSCF\0", b" *-lh5-", b"PAR1", b"\x60\xea", b"\x78\x9f\x3e\x22"]
)
def test_packed_files_that_nobody_can_unpack_are_faults(start: bytes) -> None:
    assert unread("a.bin", start + b"x" * 40)


def test_a_file_of_which_nothing_can_be_read_is_a_fault() -> None:
    assert "of a kind that is not known" in unread("a.bin", Random(4).randbytes(2_000))[0]
    assert unread("a.bin", b"\0\1" * 900 + b"some words that can be read" * 9) == []
