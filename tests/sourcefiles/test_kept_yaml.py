"""KeptYaml: a tree that was kept is the tree that reading gives, and nothing is kept that has left the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit import pipeline, sourcefiles
from report_kit.diagnostics import Sink
from report_kit.sourcefiles import limits, yaml_builder
from report_kit.sourcefiles.kept_yaml import KeptYaml
from report_kit.sourcefiles.text import SourceText
from report_kit.sourcefiles.yaml_reader import Node, read_yaml
from tests.helpers.workspace import MINIMAL_FILES, MemoryWorkspace

ROOT = Path(__file__).parents[2]

TEXTS = {
    "a table of lists": "a: [1, 2]\nb:\n  - c: 'd'\n    e: |\n      two\n      lines\n\nf: >\n  folded\n",
    "a name that stands for a part": "a: &x {b: 1}\nc: [*x, *x]\n",
    "a single value": "word\n",
    "quoted and empty values": "a: ''\nb:\nc: ~\nd: \"x\"\n",
    "deep": "[" * 40 + "]" * 40,
}


def facts(node: Node, file: str) -> object:
    """Everything that a node knows."""
    assert node.file == file
    place = (node.line, node.column, node.end_line, node.end_column, node.quoted, node.text, node.size, node.height)
    keys = [(key, facts(name, file), facts(value, file)) for key, (name, value) in (node.keys or {}).items()]
    return place, node.keys is None, keys, node.items is None, [facts(item, file) for item in node.items or ()]


def source(text: str, file: str = "a.yaml") -> SourceText:
    return SourceText(file, text, tuple(text.split("\n")))


def written(workspace: MemoryWorkspace) -> tuple[object, ...]:
    """What the project's files say, as far as YAML says it."""
    sources = sourcefiles.read(workspace, Sink())
    assert sources is not None
    return sources.meta, sources.organisations, [theme.head for theme in sources.themes]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_kept_tree_is_the_one_that_was_read_with_its_places_in_the_file_that_asks(text: str) -> None:
    cache = MemoryWorkspace({}).cache
    kept = KeptYaml(cache)
    read = read_yaml(source(text), Sink(), kept)
    kept.store()
    assert read is not None
    again = KeptYaml(cache).get(source(text, "b.yaml"))
    assert again is not None
    assert str(facts(again, "b.yaml")) == str(facts(read, "a.yaml"))


def test_what_has_not_changed_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = MemoryWorkspace(MINIMAL_FILES)
    first = written(workspace)
    read: list[str] = []
    build = yaml_builder.build
    monkeypatch.setattr(yaml_builder, "build", lambda source, sink: (read.append(source.file), build(source, sink))[1])
    assert written(workspace) == first
    assert read == []
    workspace.files.write("sources/organisations.yaml", "- id: nesta\n  name: Another\n")
    changed = sourcefiles.read(workspace, Sink())
    assert read == ["sources/organisations.yaml"]
    assert changed is not None
    assert changed.organisations[0].name == "Another"


def test_a_file_with_a_message_gives_it_again() -> None:
    workspace = MemoryWorkspace(
        {**MINIMAL_FILES, "sources/organisations.yaml": "- id: nesta\n  id: x\n  name: Nesta\n"}
    )
    found = [[str(each) for each in pipeline.check(workspace).diagnostics] for _ in range(2)]
    assert found[0] == found[1]
    assert any("duplicate-key" in each for each in found[0])


def test_a_text_that_has_left_the_project_leaves_the_cache() -> None:
    workspace = MemoryWorkspace(
        {**MINIMAL_FILES, "sources/glossary.yaml": "- term: Zanzibar\n  definition: A place.\n"}
    )
    sourcefiles.read(workspace, Sink())
    assert b"Zanzibar" in b"".join(_entries(workspace))
    del workspace.files["sources/glossary.yaml"]
    sourcefiles.read(workspace, Sink())
    assert b"Zanzibar" not in b"".join(_entries(workspace))


def test_a_damaged_entry_counts_as_missing() -> None:
    workspace = MemoryWorkspace(MINIMAL_FILES)
    first = written(workspace)
    for damaged in (b"", b"{", b"\xff", b"[" * 100_000):
        workspace.cache.put("yaml/trees-1", damaged)
        assert written(workspace) == first


def test_what_is_kept_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "YAML_VALUES", 10)
    cache = MemoryWorkspace({}).cache
    kept = KeptYaml(cache)
    for text in ("[1, 2, 3]", "[1, 2, 3, 4, 5, 6]", "[4]"):
        read_yaml(source(text), Sink(), kept)
    kept.store()
    assert [KeptYaml(cache).get(source(text)) is not None for text in ("[1, 2, 3]", "[1, 2, 3, 4, 5, 6]", "[4]")] == [
        True,
        False,
        True,
    ]


def _entries(workspace: MemoryWorkspace) -> list[bytes]:
    found = workspace.cache.get("yaml/trees-1")
    assert found is not None
    return [found]
