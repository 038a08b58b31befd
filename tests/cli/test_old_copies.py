"""Of what is no longer in the sources, or may no longer be told, no copy stays in the cache and the output folder."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli import tidy
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.published import PublishedFiles
from report_kit.extract.formats import read_file
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


def holding(root: Path, word: bytes = WORD) -> list[str]:
    """The entries of the cache that have `word`."""
    cache = DiskWorkspace(root).cache
    entries = {key: cache.get(key) or b"" for kind in sorted(cache.kinds()) for key in cache.keys(kind)}
    return [key for key, data in entries.items() if word in data]


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
    assert holding(project), "otherwise this tests nothing"
    write(project, base())
    assert cli.main(words) == 0
    assert holding(project) == []


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
    assert holding(project) == []


def test_a_build_that_has_nothing_to_do_removes_what_a_broken_one_left(project: Path) -> None:
    write(project, base())
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    write(project, base() | PLACES["a note"])
    half_readable(project)
    assert cli.main(["check", "-q"]) == 1
    assert holding(project)
    write(project, base())
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert holding(project) == []


def test_entries_of_earlier_versions_go(project: Path) -> None:
    write(project, base())
    DiskWorkspace(project).cache.put("pandoc/a", SECRET.encode())
    assert cli.main(["check", "-q"]) == 0
    assert holding(project) == []


def test_every_kind_of_entry_is_known(project: Path) -> None:
    """A kind that nobody thought of would be thrown away after every run."""
    files = {place: text for files in PLACES.values() for place, text in files.items()}
    write(project, base() | files | {"themes/01-money.md": PLACES["a formula"]["themes/01-money.md"] + FIGURE})
    cli.main(["build", "-q"])
    write(project, base() | {"themes/01-money.md": f"{THEME}{FIGURE}", "themes/bar.svg": PICTURE.format("x")})
    assert cli.main(["build", "-q"]) == 0
    assert DiskWorkspace(project).cache.kinds() <= tidy._KNOWN


def test_no_entry_can_be_read_by_whoever_gets_a_copy(project: Path) -> None:
    write(project, base() | PLACES["a note"] | PLACES["a picture"])
    cli.main(["build", "-q", "-f", "html"])
    assert {key.partition("/")[0] for key in holding(project)} >= {"markdown", "pictures"}
    assert told(project / ".report-kit") == []


def test_fresh_empties_the_cache(project: Path) -> None:
    write(project, base() | PLACES["a note"])
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert holding(project)
    assert cli.main(["build", "-q", "-f", "html", "--fresh"]) == 0
    assert files_in_cache(project) == []


# The output folder ---------------------------------------------------------------------------------------------------

RECORD = "---\nevent: table\nrecorded_as: verbatim\n---\n"
OPEN = MINIMAL | {
    "sources/events.yaml": MINIMAL["sources/events.yaml"].replace("chatham_house_rule", "on_record"),
    "sources/participants.yaml": (
        "- id: P9\n  public_name: Araminta Goldthorpe\n  descriptor: an officer\n"
        "  consent: {attribution_level: on_record, list_name: yes}\n"
    ),
    "sources/notes/more.md": f'{RECORD}::: {{.note #N9 speaker="P9"}}\n{SECRET}\n:::\n',
    "themes/01-money.md": THEME + '\n::: {.quote of="N9"}\n:::\n',
}
"""What P9 said is quoted, with the name."""
NO_QUOTE = {"themes/01-money.md": THEME + "\nOne participant expects a change at the top [@N9].\n"}


def people(consent: str) -> dict[str, str]:
    return {"sources/participants.yaml": f"- id: P9\n  descriptor: an officer\n  consent: {{{consent}}}\n"}


TIGHTENED = {
    "withdrawn": people("attribution_level: on_record, withdrawn: yes"),
    "off the record": people("attribution_level: off_record"),
    "to be paraphrased": people("attribution_level: on_record, quote_ok: no"),
    "to be approved": people("attribution_level: on_record, approval_needed: yes"),
    "no consent": {"sources/participants.yaml": "- {id: P9, descriptor: an officer}\n"},
    "a stricter rule": {
        "sources/events.yaml": MINIMAL["sources/events.yaml"].replace("chatham_house_rule", "paraphrase_only")
    }
    | people("attribution_level: on_record"),
}


def told(folder: Path, word: str = "resign") -> list[str]:
    """The files under `folder` that have `word`, whatever their format."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            pieces = read_file(path.name, path.read_bytes()).pieces
            if word.encode() in path.read_bytes() or any(word in piece.text for piece in pieces):
                found.append(path.relative_to(folder).as_posix())
    return sorted(found)


@pytest.fixture
def built(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Built, with the quote, in three formats."""
    write(project, OPEN)
    assert cli.main(["build", "-q", "-f", "html", "-f", "docx", "-f", "markdown"]) == 0, capsys.readouterr().err
    capsys.readouterr()
    assert told(project / "dist") == [f"a-small-report.{ending}" for ending in ("docx", "html", "md")]
    return project


@pytest.mark.slow
def test_a_pdf_is_read_across_lines_and_pages(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "unquestionably overcomplicated sentence number {} about interdepartmental cooperation"
    long = " ".join(map(words.format, range(99)))
    write(project, OPEN | {"sources/notes/more.md": OPEN["sources/notes/more.md"].replace(SECRET, f"{long}.")})
    assert cli.main(["build", "-q", "-f", "pdf"]) == 0
    write(project, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    assert cli.main(["check", "-q"]) == 0, "other words"
    note = OPEN["sources/notes/more.md"].replace(
        SECRET,
        "sentence number 50 about interdepartmental cooperation unquestionably overcomplicated sentence number 51.",
    )
    write(project, OPEN | NO_QUOTE | TIGHTENED["withdrawn"] | {"sources/notes/more.md": note})
    capsys.readouterr()
    assert cli.main(["check", "-q"]) == 1
    assert "dist/a-small-report.pdf still has words of note" in capsys.readouterr().err


@pytest.mark.parametrize("tightened", TIGHTENED)
def test_files_that_break_consent_are_named_and_the_words_are_not(
    built: Path, capsys: pytest.CaptureFixture[str], tightened: str
) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED[tightened])
    for words in (["check", "-q"], ["check", "-q"], ["build", "-q", "-f", "html"], ["check", "-q", "--format", "json"]):
        code = cli.main(words)
        said = "".join(capsys.readouterr())
        if words[0] == "build":  # the web page takes the place of the old one; the other two stay
            said = said.replace("a-small-report.html", "") if "html still" in said else said
            assert "dist/a-small-report.html" not in said
        assert code == 1
        assert "published-without-consent" in said
        assert "dist/a-small-report.docx" in said
        assert "dist/a-small-report.md" in said
        assert "N9" in said
        assert "report-kit forget" in said
        assert "resign" not in said
        assert "Goldthorpe" not in said


def test_a_build_of_all_files_needs_no_forgetting(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED["to be paraphrased"])
    assert cli.main(["build", "-q", "-f", "html", "-f", "docx", "-f", "markdown"]) == 0, capsys.readouterr().err
    assert cli.main(["check", "-q"]) == 0
    assert told(built / "dist") == []


def test_a_build_that_fails_tells_of_the_files_that_stay(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(built, OPEN | TIGHTENED["withdrawn"])  # the quote still stands there
    assert cli.main(["build", "-q", "-f", "html", "-f", "docx", "-f", "markdown"]) == 1
    assert "dist/a-small-report.html" in capsys.readouterr().err


def test_a_strict_build_that_stops_at_a_warning_tells_of_them_too(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(built, OPEN | {"themes/01-money.md": THEME} | TIGHTENED["withdrawn"])
    assert cli.main(["build", "-q", "-f", "html", "-f", "docx", "-f", "markdown", "--strict"]) == 1
    assert "published-without-consent" in capsys.readouterr().err


def test_files_in_another_folder_are_those_that_are_called_as_the_report_is(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, OPEN)
    out = tmp_path / "out"
    for formats in (["html"], ["markdown"]):
        assert cli.main(["build", "-q", "-f", *formats, "-o", str(out)]) == 0
    (out / "mine.md").write_text(SECRET)
    write(project, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    capsys.readouterr()
    assert cli.main(["build", "-q", "-f", "html", "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert "a-small-report.md" in said
    assert "mine.md" not in said
    assert cli.main(["forget", "--yes", "-o", str(out)]) == 0
    assert [path.name for path in out.iterdir()] == ["mine.md"]


def test_a_build_into_a_folder_below_replaces_its_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, OPEN)
    assert cli.main(["build", "-q", "-f", "html", "-o", "dist/draft"]) == 0
    write(project, OPEN | NO_QUOTE | TIGHTENED["to be paraphrased"])
    capsys.readouterr()
    assert cli.main(["check", "-q"]) == 1
    assert "dist/draft/a-small-report.html still has" in capsys.readouterr().err
    assert cli.main(["build", "-q", "-f", "html", "-o", "dist/draft"]) == 0
    assert cli.main(["check", "-q"]) == 0


def test_a_name_that_may_no_longer_be_printed_is_looked_for(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = OPEN["sources/participants.yaml"].replace("on_record", "unattributed")
    write(built, OPEN | {"sources/participants.yaml": nobody})
    assert cli.main(["check", "-q"]) == 1
    said = capsys.readouterr().err
    assert "still have the name of P9" in said
    write(built, OPEN | people("attribution_level: unattributed"))
    assert cli.main(["check", "-q"]) == 1
    assert 'more of who said note "N9"' in capsys.readouterr().err, "nobody can look for a name that stands nowhere"
    private = {"sources/private/people.yaml": "people:\n  P9: Araminta Goldthorpe\n"}
    write(built, OPEN | people("attribution_level: unattributed") | private)
    capsys.readouterr()
    assert cli.main(["check", "-q"]) == 1
    said = capsys.readouterr().err
    assert "still have the name of P9" in said
    assert "Goldthorpe" not in said
    assert cli.main(["forget", "--yes"]) == 0
    assert told(built / "dist", "Goldthorpe") == []
    assert "Goldthorpe" not in "".join(capsys.readouterr())


def test_what_was_found_is_remembered_when_the_note_is_deleted(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    assert cli.main(["check", "-q"]) == 1
    write(built, MINIMAL)
    for words in (["check", "-q"], ["build", "-q", "--fresh", "-f", "html"], ["check", "-q"]):
        capsys.readouterr()
        code = cli.main(words)
        assert words[0] == "build" or code == 1
        assert words[0] == "build" or "dist/a-small-report.docx" in capsys.readouterr().err
    assert cli.main(["forget", "--yes"]) == 0
    assert cli.main(["check", "-q"]) == 0
    assert told(built / "dist") == []


def test_consent_that_is_given_after_all_ends_it(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(built, OPEN | TIGHTENED["withdrawn"])
    assert cli.main(["check", "-q"]) == 1
    write(built, OPEN)
    assert cli.main(["check", "-q"]) == 0, capsys.readouterr().err


def test_what_the_sources_say_today_is_no_breach(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Eight words in a row are a warning, which an editor may live with; the files then have them as well."""
    long = (
        "The chief executive will resign before the summer because of the budget, and nobody on the board has asked "
        "why it took so long, or what the staff were told."
    )
    theme = THEME + "\nSome say that nobody on the board has asked why it took so long [@N9].\n"
    files = OPEN | {"sources/notes/more.md": OPEN["sources/notes/more.md"].replace(SECRET, long)}
    files |= {"themes/01-money.md": theme} | TIGHTENED["to be paraphrased"]
    write(project, files)
    assert cli.main(["build", "-q", "-f", "html"]) == 0, capsys.readouterr().err
    assert "withheld-words" in capsys.readouterr().err
    shutil.rmtree(project / ".report-kit")
    assert cli.main(["check", "-q"]) == 0, capsys.readouterr().err
    write(project, files | {"themes/01-money.md": THEME})
    assert cli.main(["check", "-q"]) == 0, "the file was good when it was made, and nobody has asked for more since"
    shutil.rmtree(project / ".report-kit")
    assert cli.main(["check", "-q"]) == 1


def test_files_that_are_known_to_be_good_are_not_read_again(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED["to be paraphrased"])
    assert cli.main(["build", "-q", "-f", "html", "-f", "docx", "-f", "markdown"]) == 0

    def read(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("report_kit.extract.formats.read_file", read)
    for _ in range(2):
        assert cli.main(["check", "-q"]) == 0
    (built / "dist/a-small-report.md").write_text("another")
    with pytest.raises(AssertionError, match="read again"):
        cli.main(["check", "-q"])


def test_nothing_is_read_where_nothing_is_kept_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, MINIMAL)
    assert cli.main(["build", "-q", "-f", "html"]) == 0

    def read(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(PublishedFiles, "read", read)
    assert cli.main(["check", "-q"]) == 0


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("level", ["organisation_type", "unattributed"])
def test_files_that_tell_more_of_a_speaker_than_is_agreed_now_are_named(
    project: Path, capsys: pytest.CaptureFixture[str], quoted: bool, level: str
) -> None:
    who = (
        "- id: P9\n  role: head of money\n  organisation: north\n  descriptor: an officer\n"
        "  consent: {{attribution_level: {}}}\n"
    )
    write(project, OPEN | {"sources/participants.yaml": who.format("role_and_organisation")})
    assert cli.main(["build", "-q", "-f", "html", "-f", "markdown"]) == 0
    assert len(told(project / "dist", "ead of money")) == 2
    assert cli.main(["check", "-q"]) == 0
    less = OPEN | {"sources/participants.yaml": who.format(level)} | ({} if quoted else NO_QUOTE)
    write(project, less)
    capsys.readouterr()
    for _ in range(2):
        assert cli.main(["check", "-q"]) == 1
        said = capsys.readouterr().err
        assert 'a-small-report.md still have more of who said note "N9" than is agreed now' in said
        assert "ead of money" not in said
    assert cli.main(["build", "-q", "-f", "html"]) == 1, "the other file would stay"
    assert cli.main(["forget", "--yes"]) == 0
    assert "tells too much of who said N9" in capsys.readouterr().out
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert cli.main(["check", "-q"]) == 0
    write(project, OPEN | {"sources/participants.yaml": who.format("on_record")})
    assert cli.main(["check", "-q"]) == 0, "more may be told than is"


def test_a_quote_that_asks_for_less_makes_no_file_bad(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme = OPEN["themes/01-money.md"].replace('of="N9"', 'of="N9" attribution="unattributed"')
    write(built, OPEN | {"themes/01-money.md": theme})
    assert cli.main(["check", "-q"]) == 0, capsys.readouterr().err


def test_mending_does_not_hide_the_files(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = {"themes/01-money.md": NO_QUOTE["themes/01-money.md"] + "\n* * *\n\n• one\n• two\n"}
    write(built, OPEN | typed | TIGHTENED["to be paraphrased"])
    assert cli.main(["check", "-q", "--fix", "--yes"]) == 1
    said = capsys.readouterr().err
    assert "mended: " in said
    assert "published-without-consent" in said


def test_a_link_in_the_output_folder_is_not_followed(built: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(SECRET)
    shutil.rmtree(built / "dist")
    (built / "dist").mkdir()
    (built / "dist/a.md").symlink_to(outside)
    (built / "dist/below").symlink_to(tmp_path)
    write(built, OPEN | NO_QUOTE | TIGHTENED["to be paraphrased"])
    assert cli.main(["check", "-q"]) == 0
    assert cli.main(["forget", "--yes"]) == 0
    assert outside.read_text() == SECRET


# forget --------------------------------------------------------------------------------------------------------------


def test_forget_removes_whole_sets_and_says_what_it_cannot_reach(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    sources = {path: path.read_bytes() for top in ("sources", "themes") for path in (built / top).rglob("*.*")}
    (built / "dist/a-small-report.html").write_text("<!doctype html><title>x</title><p>Good.")
    (built / "dist/other.md").write_text("Nothing of it.")
    (built / "dist/old").mkdir()
    (built / "dist/old/draft.txt").write_text(SECRET)
    assert cli.main(["forget", "--dry-run"]) == 1
    planned = capsys.readouterr()
    assert cli.main(["forget"]) == 1, "nobody is there to be asked"
    assert "--yes" in capsys.readouterr().err
    assert len(list((built / "dist").rglob("*.*"))) == 5
    assert cli.main(["forget", "--yes"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(planned.out)
    for line in (
        "dist/a-small-report.docx (words of N9; names P9)"
        if "names" in said.out
        else "dist/a-small-report.docx (words of N9)",
        "dist/a-small-report.html (made beside it; the next build makes the whole set anew)",
        "- The sources: N9 in sources/notes/more.md.",
        "- git: there is no repository here",
        "- Files that were sent",
    ):
        assert line in said.out
    assert "resign" not in said.out + said.err
    assert sorted(path.name for path in (built / "dist").rglob("*.*")) == ["other.md"]
    assert not DiskWorkspace(built).cache.kinds()
    assert {path: path.read_bytes() for path in sources} == sources
    assert cli.main(["forget", "--yes"]) == 0
    assert "no file of an earlier build says" in capsys.readouterr().out


@pytest.mark.parametrize("lead", ["link to the sources", "link to the project", "option", "option to the notes"])
def test_forget_takes_no_source_for_a_finished_file(project: Path, lead: str) -> None:
    slug = {"option": "report", "option to the notes": "more"}.get(lead, "a-small-report")
    settings = {"report.yaml": f"{MINIMAL['report.yaml']}slug: {slug}\n# {SECRET}\n"}
    write(project, OPEN | settings)
    out = {"option": ["-o", "."], "option to the notes": ["-o", "sources/notes"]}.get(lead, [])
    if lead.startswith("link"):
        (project / "dist").symlink_to("sources" if "sources" in lead else ".")
    assert cli.main(["build", "-q", "-f", "html", *out]) == 0
    write_more(project, NO_QUOTE | TIGHTENED["withdrawn"])
    before = {p: p.read_bytes() for p in project.rglob("*") if p.suffix in {".md", ".yaml"}}
    assert cli.main(["forget", "--yes", *out]) == 0
    assert {p: p.read_bytes() for p in project.rglob("*") if p.suffix in {".md", ".yaml"}} == before


def write_more(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")


def test_forget_asks_on_a_terminal(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for answer, left in ((False, 3), (True, 0)):
        monkeypatch.setattr("click.confirm", lambda *_args, answer=answer, **_options: answer)
        assert cli.main(["forget"]) == (0 if answer else 1)
        assert len(list((built / "dist").iterdir())) == left


def test_forget_names_the_commits_to_look_for_and_the_releases(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "x"], ["tag", "v1.0"]):
        subprocess.run(["git", *words], check=True, cwd=built)
    write(built, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    assert cli.main(["forget", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "git log --all --oneline -- sources/notes/more.md dist" in said
    assert "git filter-repo --replace-text" in said
    assert "git filter-repo --force --invert-paths --path dist" in said
    assert "- Releases (v1.0)" in said


def test_forget_says_what_could_not_be_removed_and_remembers_it(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    unlink = Path.unlink

    def held(path: Path, *, missing_ok: bool = False) -> None:
        if path.suffix == ".docx":
            raise PermissionError(13, "open in Word")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    assert cli.main(["forget", "--yes"]) == 1
    assert "could not be removed: dist/a-small-report.docx" in capsys.readouterr().err
    write(built, MINIMAL)
    assert cli.main(["check", "-q"]) == 1
    assert "dist/a-small-report.docx" in capsys.readouterr().err


def test_forget_tells_what_it_could_not_look_into(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(built, OPEN | NO_QUOTE | TIGHTENED["withdrawn"])
    (built / "dist/locked.7z").write_bytes(b"7z\xbc\xaf'\x1c" + bytes(40))
    assert cli.main(["forget", "--yes"]) == 1
    assert "look at it yourself: dist/locked.7z" in capsys.readouterr().err
    assert [path.name for path in (built / "dist").iterdir()] == ["locked.7z"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("sources/participants.yaml", "- id: P9\n  consent: ["),
        ("sources/notes/broken.yaml", "notes: ["),
        ("report.yaml", "title: ["),
    ],
)
def test_forget_removes_nothing_where_nobody_knows_what_may_be_told(
    built: Path, capsys: pytest.CaptureFixture[str], path: str, text: str
) -> None:
    (built / path).write_text(text)
    assert cli.main(["check", "-q"]) == 1
    assert "published-without-consent" not in capsys.readouterr().err
    assert cli.main(["forget", "--yes"]) == 1
    assert f"nothing was removed: {path} cannot be understood" in capsys.readouterr().err
    assert len(list((built / "dist").iterdir())) == 3


SLIPS = {
    "a misspelt speaker": {"sources/notes/more.md": OPEN["sources/notes/more.md"].replace("P9", "P99")},
    "a misspelt level": {
        "sources/participants.yaml": OPEN["sources/participants.yaml"].replace("on_record", "on_recrd")
    },
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_makes_no_file_bad(built: Path, capsys: pytest.CaptureFixture[str], slip: str) -> None:
    write(built, OPEN | NO_QUOTE | SLIPS[slip])
    assert cli.main(["check", "-q"]) == 1
    assert "published-without-consent" not in capsys.readouterr().err


def test_words_that_were_approved_as_they_were_stay(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to_approve = "attribution_level: on_record, approval_needed: yes, approved: ['{} 0123456789ab']"
    for approved, code in (("N9", 0), ("Q-of-old", 0), ("N1", 1)):
        write(built, OPEN | NO_QUOTE | people(to_approve.format(approved)))
        cli.main(["check", "-q"])
        said = capsys.readouterr().err
        assert ("published-without-consent" in said) == bool(code), said


# All of it -----------------------------------------------------------------------------------------------------------


def leftovers(root: Path) -> None:
    """What killed runs leave behind."""
    dead = "999999999-abcd"
    for path in (f"dist/.x.html.{dead}.report-kit-part", f".report-kit/cache/markdown/.x.{dead}"):
        (root / path).write_text(SECRET)
    unfinished = root / f".dist.{dead}.report-kit-part"
    unfinished.mkdir()
    (unfinished / "x.html").write_text(SECRET)


@pytest.mark.parametrize("change", ["deleted", "withdrawn", "off the record", "to be paraphrased"])
@pytest.mark.parametrize("place", PLACES)
def test_no_copy_is_left_under_the_project_besides_the_sources(project: Path, place: str, change: str) -> None:
    placed = {path: text.replace("N9", "N8") for path, text in PLACES[place].items()}
    write(project, OPEN | placed | {"sources/participants.yaml": OPEN["sources/participants.yaml"]})
    cli.main(["build", "-q", "-f", "html", "-f", "markdown"])
    (project / "dist").mkdir(exist_ok=True)
    leftovers(project)
    after = MINIMAL if change == "deleted" else OPEN | NO_QUOTE | TIGHTENED[change]
    write(project, after)
    cli.main(["check", "-q"])
    assert cli.main(["forget", "--yes"]) == 0
    assert cli.main(["build", "-q", "-f", "html", "-f", "markdown"]) == 0
    for folder in project.iterdir():
        if folder.is_dir() and folder.name not in {"sources", "themes"}:
            assert told(folder) == []
    assert change != "deleted" or holding(project) == []
