"""Deferred: reads when it is looked into, once, and travels as what it read."""

from __future__ import annotations

import pickle

from report_kit.lazy.mapping import Deferred


def test_a_mapping_is_read_when_it_is_looked_into() -> None:
    reads: list[str] = []

    def read() -> dict[str, int]:
        reads.append("read")
        return {"a": 1, "b": 2}

    mapping = Deferred(read)
    assert reads == []
    assert mapping["a"] == 1
    assert (list(mapping), len(mapping), "b" in mapping, mapping.get("c")) == (["a", "b"], 2, True, None)
    assert mapping == {"a": 1, "b": 2}
    assert reads == ["read"]


def test_it_crosses_to_another_process_as_a_dictionary() -> None:
    sent = pickle.dumps(Deferred(lambda: {"font": b"data"}))
    assert pickle.loads(sent) == {"font": b"data"}  # noqa: TID251 - as between processes
    assert type(pickle.loads(sent)) is dict  # noqa: TID251 - same
