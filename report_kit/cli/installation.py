"""What is installed here: a fingerprint of the toolkit's files and of the libraries beside it.

Out: bytes that change with every upgrade and edit, and that nobody can tell from outside (time stamps and inode
numbers are part of them), so they also serve as the key that seals the cache.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


@cache
def seal_key() -> bytes:
    """32 bytes that stand for this installation."""
    digest = sha256(repr((sys.version, sys.prefix, sorted(_distributions()))).encode())
    pending = [str(_PACKAGE)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    pending.extend([entry.path] if entry.name != "__pycache__" else [])
                    continue
                info = entry.stat()
                digest.update(repr((entry.path, info.st_size, info.st_mtime_ns, info.st_ino)).encode())
    return digest.digest()


def _distributions() -> list[str]:
    """Names and versions of everything installed beside the toolkit: 'weasyprint-70.0.dist-info'."""
    found: list[str] = []
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder):  # noqa: PTH112 - sys.path holds strings
            found += [name for name in os.listdir(folder) if name.endswith(".dist-info")]  # noqa: PTH208 - same
    return found
