"""Of what is no longer in the sources, or may no longer be told, no copy stays in the cache and the output folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli import tidy
from report_kit.cli.disk import DiskWorkspace
from tests.helpers.projects import MINIMAL

SECRET = "The chief executive will resign before the summer."
WORD = b"resign"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><text y="20">{}</text></svg>'
THEME = MINIMAL["themes/01-money.md"]
NOTES = MINIMAL["sources/notes/table.md"]
YAML_NOTE = f"event: table\nrecorded_as: paraphrase\nnotes:\n- {{id: N9, text: {SECRET}, speaker: P9}}\n"
OFF_RECORD = "- {id: P9, descriptor: an officer, consent: {attribution_level: off_record}}\n"
FIGURE = '\n![A bar of what was said.](bar.svg "What was said"){#fig-bar}\n'

PLACES: dict[str, dict[str, str]] = {
    "a note": {"sources/notes/table.md": f'{NOTES}\n::: {{.note #N9 speaker="P9"}}\n{SECRET}\n:::\n'},
    "a note in a file of its own": {"sources/notes/more.md": f'{NOTES[: NOTES.index(":::")]}'
                                    f'::: {{.note #N9 speaker="P9"}}\n{SECRET}\n:::\n'},
    "a note in YAML": {"sources/notes/more.yaml": YAML_NOTE},
    "a comment in a theme": {"themes/01-money.md": f"{THEME}\n<!-- {SECRET} -->\n"},
    "a sentence of a theme": {"themes/01-money.md": f"{THEME}\n{SECRET}\n"},
    "a formula": {"themes/01-money.md": f"{THEME}\nIt is $\\text{{{SECRET}}}$ so.\n"},
    "a picture": {"themes/01-money.md": THEME + FIGURE, "themes/bar.svg": PICTURE.format(SECRET)},
    "a work": {
        "sources/references.yaml": "references:\n- {id: w, type: book, title: " + SECRET + "}\n",
        "themes/01-money.md": f"{THEME}\nSo it is [@w].\n",
    },
    "a descriptor": {"sources/participants.yaml": OFF_RECORD.replace("an officer", f'"{SECRET}"')},
    "a message": {"themes/01-money.md": f'{THEME}\n[{SECRET}](https://example.org "Will resign") [@resign].\n'},
}  # fmt: skip
"""Where the words stand, on top of the smallest project and one who spoke off the record."""


def write(root: Path, files: dict[str, str]) -> None:
    """Let the project hold `files` and no others."""
    for old in [path for top in ("sources", "themes") for path in (root / top).rglob("*") if path.is_file()]:
        old.unlink()
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project, not yet written; the current one."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def holding(folder: Path, word: bytes = WORD) -> list[str]:
    """The files under `folder` that have `word`."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and word in p.read_bytes())


def base() -> dict[str, str]:
    return MINIMAL | {"sources/participants.yaml": OFF_RECORD}


# The cache -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["check", "-q"], ["build", "-q", "-f", "html"]], ids=lambda words: words[0])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_deleted_from_the_sources_is_gone_from_the_cache_after_the_next_run(
    project: Path, place: str, words: list[str]
) -> None:
    write(project, base() | PLACES[place])
    cli.main(["build", "-q", "-f", "html"])
    assert holding(project / ".report-kit"), "otherwise this tests nothing"
    write(project, base())
    assert cli.main(words) == 0
    assert holding(project / ".report-kit") == []


def test_what_is_still_needed_stays(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, base() | PLACES["a formula"] | {"themes/bar.svg": PICTURE.format("x")})
    with (project / "themes/01-money.md").open("a") as theme:
        theme.write(FIGURE)
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    before = files_in_cache(project)
    assert {path.partition("/")[0] for path in before} >= {"markdown", "formulas", "pictures", "drawings", "fonts"}
    assert cli.main(["check", "-q"]) == 0
    assert files_in_cache(project) == before
    monkeypatch.setattr(pipeline, "build", None)
    assert cli.main(["build", "-q", "-f", "html"]) == 0, "nothing has changed: the check has left the stamp alone"
    assert files_in_cache(project) == before


def files_in_cache(root: Path) -> list[str]:
    folder = root / ".report-kit/cache"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.parent != folder)


def unreadable(root: Path) -> None:
    (root / "report.yaml").write_text("title: [")


def half_readable(root: Path) -> None:
    (root / "sources/notes/more.yaml").write_text("notes: [")


@pytest.mark.parametrize("damage", [unreadable, half_readable])
def test_a_run_that_cannot_read_everything_sweeps_nothing(project: Path, damage: Callable[[Path], None]) -> None:
    write(project, base() | PLACES["a formula"])
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    before = files_in_cache(project)
    damage(project)
    assert cli.main(["check", "-q"]) == 1
    assert set(before) <= set(files_in_cache(project))


def test_a_run_that_breaks_off_sweeps_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, base() | PLACES["a formula"])
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    before = files_in_cache(project)
    write(project, base())

    def broken(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("report_kit.checks.run", broken)
    with pytest.raises(KeyError):
        cli.main(["check", "-q"])
    assert set(before) <= set(files_in_cache(project))


def test_errors_in_the_content_keep_no_copy(project: Path) -> None:
    write(project, base() | PLACES["a note"])
    cli.main(["check", "-q"])
    write(project, base() | {"themes/01-money.md": f"{THEME}\nSo it is [@N404].\n"})
    assert cli.main(["check", "-q"]) == 1
    assert holding(project / ".report-kit") == []


def test_a_build_that_has_nothing_to_do_removes_what_a_broken_one_left(project: Path) -> None:
    write(project, base())
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    write(project, base() | PLACES["a note"])
    half_readable(project)
    assert cli.main(["check", "-q"]) == 1
    assert holding(project / ".report-kit")
    write(project, base())
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert holding(project / ".report-kit") == []


def test_entries_of_earlier_versions_go(project: Path) -> None:
    write(project, base())
    DiskWorkspace(project).cache.put("pandoc/a", SECRET.encode())
    assert cli.main(["check", "-q"]) == 0
    assert holding(project / ".report-kit") == []


def test_every_kind_of_entry_is_known(project: Path) -> None:
    """A kind that nobody thought of would be thrown away after every run."""
    files = {place: text for files in PLACES.values() for place, text in files.items()}
    write(project, base() | files | {"themes/01-money.md": PLACES["a formula"]["themes/01-money.md"] + FIGURE})
    cli.main(["build", "-q"])
    write(project, base() | {"themes/01-money.md": f"{THEME}{FIGURE}", "themes/bar.svg": PICTURE.format("x")})
    assert cli.main(["build", "-q"]) == 0
    assert DiskWorkspace(project).cache.kinds() <= tidy._KNOWN


def test_fresh_empties_the_cache(project: Path) -> None:
    write(project, base() | PLACES["a note"])
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert holding(project / ".report-kit")
    assert cli.main(["build", "-q", "-f", "html", "--fresh"]) == 0
    assert files_in_cache(project) == []
