"""HeldBack: nothing is kept before the search for names is over, and nothing at all where it found one."""

from __future__ import annotations

import pickle

from report_kit.confidentiality.held_back import HeldBack
from tests.helpers.workspace import MemoryCache


def test_what_is_put_there_waits_for_its_release() -> None:
    real = MemoryCache()
    cache = HeldBack(real)
    cache.put("pandoc/a", b"text")
    assert cache.get("pandoc/a") == b"text"
    assert not real
    cache.release()
    assert real == {"pandoc/a": b"text"}


def test_what_was_used_is_emptied_where_a_name_was_found() -> None:
    real = MemoryCache({"pandoc/used": b"Jane Thistlewood", "pandoc/unused": b"kept"})
    cache = HeldBack(real)
    assert cache.get("pandoc/used") == b"Jane Thistlewood"
    assert cache.get("pandoc/none") is None
    cache.put("pandoc/new", b"Jane Thistlewood again")
    cache.forget()
    cache.release()
    assert real == {"pandoc/used": b"", "pandoc/unused": b"kept"}
    assert HeldBack(real).get("pandoc/used") is None


def test_a_worker_process_reads_the_cache_and_keeps_nothing_in_it() -> None:
    cache = HeldBack(MemoryCache({"fonts/a": b"font"}))
    cache.put("pandoc/b", b"Jane Thistlewood")
    sent = pickle.dumps(cache)
    assert b"Thistlewood" not in sent
    copy = pickle.loads(sent)  # noqa: TID251 - as between processes
    assert copy.get("fonts/a") == b"font"
    copy.put("fonts/c", b"new")
    assert copy._inner == {"fonts/a": b"font"}
