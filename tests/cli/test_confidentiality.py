"""`build`, `check`, `scan` and `private` with protected names: nothing gets out, whatever goes wrong."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from report_kit import cli, pipeline
from report_kit.cli.git import kept_files, released_lines
from report_kit.confidentiality import new_key
from report_kit.exporters import web_page
from report_kit.workspace import KEY_VARIABLE
from tests.helpers.projects import MINIMAL

NAMES = ("goldthorpe", "drumgoole", "araminta", "cornelius")
PEOPLE = "people:\n  P1: Araminta Goldthorpe\n  P2:\n    name: Cornelius Drumgoole\n    email: cd@quillan.example\n"
PARTICIPANTS = "- id: P1\n  descriptor: an officer\n- id: P2\n  descriptor: an officer\n"
THEME = MINIMAL["themes/01-money.md"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two protected people, built once as a web page; the current folder."""
    root = tmp_path / "project"
    files = MINIMAL | {"sources/participants.yaml": PARTICIPANTS, "sources/private/people.yaml": PEOPLE}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    return root


@pytest.fixture
def built(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    capsys.readouterr()
    return project


def kept(root: Path) -> bytes:
    """All that lies in the output folder and the cache."""
    places = [path for top in ("dist", ".report-kit") for path in sorted((root / top).rglob("*"))]
    return b"\n".join(str(path).encode() + b"\n" + path.read_bytes() for path in places if path.is_file())


def assert_unnamed(*texts: str | bytes) -> None:
    for text in texts:
        lowered = text.lower() if isinstance(text, bytes) else text.lower().encode()
        assert not [name for name in NAMES if name.encode() in lowered]


def test_a_clean_build_says_that_it_looked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "-f", "html"]) == 0
    first = capsys.readouterr()
    assert "Searched 1 file for protected names: no protected name found." in first.err
    assert cli.main(["build", "-f", "html", "--format", "json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["unchanged"]
    assert again["notices"] == ["Searched 1 file for protected names: no protected name found."]
    assert_unnamed(kept(project))


@pytest.mark.parametrize(
    "text",
    [
        "Araminta Goldthorpe said so.",
        "Ara*min*ta Gold**thorpe** said so.",
        "[so](https://quillan.example/people/cornelius-drumgoole)",
        "Ask A. Gold&shy;thorpe.",
        "So it is.\n\n<!-- ask Drumgoole -->",
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_name_stops_the_build_and_is_printed_and_kept_nowhere(
    built: Path, capsys: pytest.CaptureFixture[str], text: str, form: str
) -> None:
    before = {path: path.read_bytes() for path in (built / "dist").iterdir()}
    (built / "themes/01-money.md").write_text(f"{THEME}\n{text}\n", encoding="utf-8")
    assert cli.main(["build", "-f", "html", "--format", form]) == 1
    printed = capsys.readouterr()
    assert "protected-name" in printed.out + printed.err
    assert "P1" in printed.out + printed.err or "P2" in printed.out + printed.err
    assert_unnamed(printed.out, printed.err, kept(built))
    assert {path: path.read_bytes() for path in (built / "dist").iterdir()} == before


def test_the_source_line_is_told_also_where_the_name_is_pieced_together(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = THEME.count("\n")
    (built / "themes/01-money.md").write_text(f"{THEME}\nOne\n\n**Gold**thorpe agreed.\n", encoding="utf-8")
    assert cli.main(["build", "-q", "-f", "html"]) == 1
    assert f"themes/01-money.md:{lines + 4}:" in capsys.readouterr().err


def test_names_that_were_cached_before_the_list_was_there_are_forgotten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = project / "sources/private/people.yaml"
    listed.unlink()
    (project / "themes/01-money.md").write_text(f"{THEME}\nGoldthorpe said so.\n", encoding="utf-8")
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert b"Goldthorpe" in kept(project)
    listed.write_text(PEOPLE, encoding="utf-8")
    assert cli.main(["check", "-q"]) == 1
    shutil.rmtree(project / "dist")
    assert_unnamed(kept(project), capsys.readouterr().err)


def test_a_changed_list_searches_again(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / "sources/private/people.yaml").write_text(PEOPLE + "    name_variants: [Money]\n", encoding="utf-8")
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert "nothing has changed" not in capsys.readouterr().err


def test_other_messages_do_not_repeat_a_name_either(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / "themes/01-money.md").write_text(
        f"{THEME}\nGoldthorpe and Drumgoole [@drumgoole; @N9] {{.goldthorpe}} [click here](https://goldthorpe.example)\n"
    )
    for words in (["check"], ["check", "--format", "json"], ["build", "-f", "html"]):
        assert cli.main(words) == 1
        printed = capsys.readouterr()
        assert "dangling-reference" in printed.out + printed.err
        assert_unnamed(printed.out, printed.err)


@pytest.mark.parametrize("where", ["an exporter", "the search"])
def test_a_build_that_crashes_tells_no_name_and_leaves_nothing_behind(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    before = kept(built)
    (built / "sources/private/people.yaml").write_text(PEOPLE + "    phone: 01632 960120\n", encoding="utf-8")

    def crash(*_: object, **__: object) -> object:
        raise KeyError(PEOPLE if where == "the search" else "no such template")

    if where == "an exporter":
        monkeypatch.setattr(web_page, "export", crash)
        with pytest.raises(KeyError) as caught:
            cli.main(["build", "-q", "-f", "html"])
        import traceback

        printed = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
        assert "no such template" in printed
    else:
        monkeypatch.setattr("report_kit.confidentiality.guard.scan", crash)
        assert cli.main(["build", "-q", "-f", "html"]) == 2
        printed = capsys.readouterr().err
        assert "no names are shown here" in printed
    assert_unnamed(printed)
    assert kept(built) == before


def test_without_the_names_a_build_says_so_once(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(built / "sources/private")
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert capsys.readouterr().err.count("Not searched for protected names") == 1


def test_the_names_can_be_required(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "-q", "-f", "html", "--require-private"]) == 0
    shutil.rmtree(built / "sources/private")
    before = kept(built)
    assert cli.main(["build", "-q", "-f", "html", "--require-private"]) == 1
    assert "error[leak-scan-not-run]" in capsys.readouterr().err
    assert kept(built)[: before.find(b".report-kit")] == before[: before.find(b".report-kit")]


def test_where_nobody_is_described_no_names_are_missed(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(built / "sources/private")
    (built / "sources/participants.yaml").unlink()
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert "Not searched" not in capsys.readouterr().err


# The encrypted folder


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key.txt"
    assert cli.main(["private", "new-key", "-o", str(file)]) == 0
    return file


def test_the_folder_travels_as_one_encrypted_file(project: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["private", "encrypt", "--key-file", str(key)]) == 0
    locked = (project / "sources/private.age").read_bytes()
    assert_unnamed(locked)
    shutil.rmtree(project / "sources/private")
    assert cli.main(["private", "decrypt", "--key-file", str(key)]) == 0
    assert (project / "sources/private/people.yaml").read_text(encoding="utf-8") == PEOPLE
    assert_unnamed(*capsys.readouterr())


def test_a_build_opens_the_encrypted_file_in_memory_only(
    project: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["private", "encrypt", "--key-file", str(key)]) == 0
    shutil.rmtree(project / "sources/private")
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert "locked in sources/private.age" in capsys.readouterr().err
    (project / "sources/participants.yaml").unlink()
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert "locked in sources/private.age" in capsys.readouterr().err
    (project / "sources/participants.yaml").write_text(PARTICIPANTS, encoding="utf-8")
    monkeypatch.setenv(KEY_VARIABLE, key.read_text(encoding="utf-8"))
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert "no protected name found" in capsys.readouterr().err
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    assert "nothing has changed" in capsys.readouterr().err
    (project / "themes/01-money.md").write_text(f"{THEME}\nGoldthorpe said so.\n", encoding="utf-8")
    assert cli.main(["build", "-q", "-f", "html"]) == 1
    assert_unnamed(capsys.readouterr().err, kept(project))
    assert not (project / "sources/private").exists()


@pytest.mark.parametrize("damage", ["wrong key", "truncated", "empty", "not encrypted"])
def test_an_encrypted_file_that_does_not_open_is_told_in_one_line(
    project: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    assert cli.main(["private", "encrypt", "--key-file", str(key)]) == 0
    locked = project / "sources/private.age"
    data = locked.read_bytes()
    shutil.rmtree(project / "sources/private")
    secret = new_key()[0] if damage == "wrong key" else key.read_text(encoding="utf-8")
    monkeypatch.setenv(KEY_VARIABLE, secret)
    locked.write_bytes({"truncated": data[:-9], "empty": b"", "not encrypted": b"people:\n"}.get(damage, data))
    capsys.readouterr()
    for words in (["private", "decrypt"], ["build", "-q", "-f", "html", "--require-private"]):
        assert cli.main(words) in ({1, 2} if damage == "empty" else {2})
        printed = capsys.readouterr().err
        assert "Traceback" not in printed
        assert "AGE-SECRET-KEY" not in printed
    assert not (project / "sources/private").exists()


def test_unlocking_does_not_overwrite_what_is_newer(project: Path, key: Path) -> None:
    people = project / "sources/private/people.yaml"
    assert cli.main(["private", "encrypt", "--key-file", str(key)]) == 0
    people.write_text("people:\n  P1: Somebody Else\n", encoding="utf-8")
    assert cli.main(["private", "decrypt", "--key-file", str(key)]) == 2
    assert "Somebody Else" in people.read_text(encoding="utf-8")
    assert cli.main(["private", "decrypt", "--force", "--key-file", str(key)]) == 0
    assert people.read_text(encoding="utf-8") == PEOPLE


def test_without_a_key_nothing_is_locked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["private", "encrypt"]) == 2
    assert "no key is given" in capsys.readouterr().err
    assert not (project / "sources/private.age").exists()


def test_a_key_is_made_for_the_eyes_of_its_owner_and_never_replaced(key: Path) -> None:
    assert key.stat().st_mode & 0o077 == 0
    made = key.read_bytes()
    assert cli.main(["private", "new-key", "-o", str(key)]) == 2
    assert key.read_bytes() == made


def test_unlocking_writes_nothing_outside_the_project(project: Path, key: Path, tmp_path: Path) -> None:
    assert cli.main(["private", "encrypt", "--key-file", str(key)]) == 0
    shutil.rmtree(project / "sources/private")
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "sources/private").symlink_to(outside)
    assert cli.main(["private", "decrypt", "--key-file", str(key)]) == 2
    assert list(outside.iterdir()) == []


# scan


def docx(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def test_any_file_can_be_searched(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "from-the-partner.docx").write_bytes(
        docx(docProps__core='<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>c drumgoole</dc:creator></p>')
    )
    (tmp_path / "goldthorpe.txt").write_text("nothing here\n")
    (tmp_path / "clean.txt").write_text("nothing here\n")
    assert cli.main(["scan", str(tmp_path / "clean.txt"), "--project", str(project)]) == 0
    assert capsys.readouterr().err == "Searched 1 file for protected names: no protected name found.\n"
    assert cli.main(["scan", "../from-the-partner.docx", "../goldthorpe.txt", "--format", "json"]) == 1
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert found["files"] == 2
    assert {diagnostic["rule"] for diagnostic in found["diagnostics"]} == {"protected-name"}
    assert any("P2" in diagnostic["message"] for diagnostic in found["diagnostics"])
    assert any("P1" in diagnostic["message"] for diagnostic in found["diagnostics"])
    assert_unnamed(printed.out, printed.err)


def test_pixels_are_said_to_be_out_of_reach_once(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from PIL import Image

    for name in ("a.png", "b.png"):
        Image.new("RGB", (4, 4)).save(tmp_path / name)
    assert cli.main(["scan", "../a.png", "../b.png"]) == 0
    assert capsys.readouterr().err.count("pixels of 2 pictures were not searched") == 1


def test_a_scan_without_names_or_without_its_file_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["scan", "goldthorpe.pdf"]) == 2
    assert_unnamed(capsys.readouterr().err)
    shutil.rmtree(project / "sources/private")
    assert cli.main(["scan", "report.yaml"]) == 2
    assert "no names to look for" in capsys.readouterr().err


# git


@pytest.fixture
def git(project: Path) -> Callable[..., None]:
    if shutil.which("git") is None:
        pytest.skip("there is no git here")

    def run(*words: str) -> None:
        subprocess.run(["git", *words], cwd=project, check=True, capture_output=True)

    run("init", "--quiet")
    return run


def test_private_files_that_git_keeps_are_reported_without_their_names(
    project: Path, git: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/private/goldthorpe.txt").write_text("notes on her\n")
    assert cli.main(["check", "-q"]) == 0
    git("add", "--force", "sources/private")
    assert cli.main(["check", "-q"]) == 1
    printed = capsys.readouterr().err
    assert "error[private-file-tracked]: git keeps 2 files of sources/private/" in printed
    assert_unnamed(printed)
    shutil.rmtree(project / "sources/private")  # gone from the disk, still in git
    assert cli.main(["check", "-q"]) == 1
    git("rm", "-r", "--cached", "--quiet", "sources/private")
    assert cli.main(["check", "-q"]) == 0


def test_a_build_that_was_fine_is_not_once_git_keeps_the_names(built: Path, git: Callable[..., None]) -> None:
    assert cli.main(["build", "-q", "-f", "html"]) == 0
    git("add", "--force", "sources/private")
    assert cli.main(["build", "-q", "-f", "html"]) == 1


@pytest.mark.parametrize("form", ["sha1", "sha256"])
@pytest.mark.parametrize("setting", ["index.version=2", "index.version=4", "core.splitIndex=true"])
def test_every_kind_of_index_is_understood(project: Path, git: Callable[..., None], setting: str, form: str) -> None:
    shutil.rmtree(project / ".git")
    git("init", "--quiet", f"--object-format={form}")
    git("config", *setting.split("="))
    git("add", "report.yaml")
    assert kept_files(project, "sources/private") == []
    for number in range(150):  # more than a word of a bitmap
        (project / f"sources/private/{number}.txt").touch()
    git("add", "--force", "sources/private")
    assert len(kept_files(project, "sources/private")) == 151
    git("rm", "-q", "--cached", *(f"sources/private/{number}.txt" for number in range(0, 150, 3)))
    git("add", "-N", "--force", "sources/private/0.txt")  # a longer kind of entry
    said = subprocess.run(
        ["git", "ls-files", "sources/private"], cwd=project, capture_output=True, text=True, check=True
    )
    assert kept_files(project, "sources/private") == sorted(said.stdout.split())
    assert len(said.stdout.split()) == 102


def test_a_private_folder_that_a_sparse_index_keeps_as_a_whole_is_kept(project: Path, git: Callable[..., None]) -> None:
    git("add", "--force", ".")
    git_commit(project)
    git("sparse-checkout", "set", "--cone", "--sparse-index", "themes", "sources/notes")
    assert kept_files(project, "sources/private") == ["sources/private/"]


def test_a_project_deep_inside_a_repository_is_found_in_it(project: Path, git: Callable[..., None]) -> None:
    deep = project / "themes" / "deep"
    (deep / "sources/private").mkdir(parents=True)
    (deep / "sources/private/people.yaml").write_text("people: {}\n")
    git("add", "--force", "sources/private")
    assert kept_files(deep, "sources/private") == []
    git("add", "--force", "themes")
    assert kept_files(deep, "sources/private") == ["sources/private/people.yaml"]


def git_commit(project: Path) -> str:
    """A commit of all that is added."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, "commit", "-qm", "first"], cwd=project, check=True, capture_output=True)
    return "HEAD"


def test_everything_works_where_git_is_absent(
    project: Path, git: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    git("add", "--force", "sources/private")
    git("tag", "v1", git_commit(project))
    monkeypatch.setenv("PATH", "")
    assert kept_files(project, "sources/private") == ["sources/private/people.yaml"]
    assert released_lines(project, "title", ("themes",)) is None
    git_index = project / ".git/index"
    git_index.unlink()
    assert cli.main(["check", "-q"]) == 0


def test_settings_of_a_strange_repository_run_nothing(project: Path, git: Callable[..., None], tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n")
    trap.chmod(0o755)
    for setting in ("core.fsmonitor", "core.sshCommand", "core.pager", "alias.ls-files", "filter.x.clean"):
        git("config", setting, str(trap) if setting != "alias.ls-files" else f"!{trap}")
    git("add", "--force", "sources/private")
    (tmp_path / "sprung").unlink(missing_ok=True)
    assert kept_files(project, "sources/private") == ["sources/private/people.yaml"]
    assert not (tmp_path / "sprung").exists()


def test_the_whole_command_leaks_nothing_through_a_real_process(built: Path) -> None:
    (built / "themes/01-money.md").write_text(f"{THEME}\nDrumgoole said so.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "ignore", "-m", "report_kit", "build", "-f", "html"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONFAULTHANDLER": "1"},
    )
    assert done.returncode == 1
    assert_unnamed(done.stdout, done.stderr)


def test_the_rules_of_confidentiality_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    for name, rule in pipeline.all_rules().items():
        if rule.group == "confidentiality":
            assert cli.main(["check", "--explain", name]) == 0
            assert name in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [("trace", "N1"), ("trace", "F1"), ("trace", "table"), ("coverage",)],
    ids=lambda words: words[-1],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_questions_about_the_evidence_are_answered_without_names(
    project: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], form: str
) -> None:
    note = '::: {.note #N1 speaker="P1" codes="drumgoole"}\nAraminta Goldthorpe said so.\n:::\n'
    (project / "sources/notes/table.md").write_text(
        f"---\nevent: table\nrecorded_as: paraphrase\n---\n{note}", encoding="utf-8"
    )
    (project / "sources/events.yaml").write_text(
        "- id: table\n  title: Cornelius Drumgoole's table\n  date: 2017-10-16\n  attribution_rule: on_record\n",
        encoding="utf-8",
    )
    agreed = PARTICIPANTS.replace("officer\n", "officer\n  consent: {attribution_level: on_record}\n")
    (project / "sources/participants.yaml").write_text(agreed, encoding="utf-8")
    assert cli.main([*words, ".", "--format", form]) == 0
    said = capsys.readouterr()
    assert_unnamed(*said)
    assert "F1" in said.out


def test_an_encrypted_file_that_lags_behind_the_names_is_pointed_out(
    project: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["private", "encrypt", "--key-file", str(key)]) == 0
    monkeypatch.setenv(KEY_VARIABLE, key.read_text(encoding="utf-8"))
    for names, lags in ((PEOPLE, False), (f"{PEOPLE}    phone: 01632 960120\n", True)):
        (project / "sources/private/people.yaml").write_text(names, encoding="utf-8")
        capsys.readouterr()
        assert cli.main(["build", "-q", "-f", "html"]) == 0
        assert ("is not what sources/private/ holds now" in capsys.readouterr().err) == lags


def test_a_list_by_another_name_is_not_passed_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources/private/people.yaml").rename(project / "sources/private/people.yml")
    assert cli.main(["check", "-q"]) == 1
    assert "rename it to sources/private/people.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "where"),
    [
        ("themes/00-goldthorpe.md", "in file 1 of the 2 .md files in themes/, by name, line 10"),
        ("themes/drumgoole/x.md.txt", "in a folder whose name tells it as well"),
        ("sources/sections/araminta-goldthorpe.md", "in the .md file in sources/sections/, line 10"),
    ],
)
def test_a_message_about_a_file_called_after_somebody_says_which_one_it_is(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, where: str
) -> None:
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    text = THEME.replace("id: money", "id: other").replace("#F1", "#F2") + "\n[@nothing]\n"
    (project / file).write_text(text, encoding="utf-8")
    cli.main(["check"])
    printed = "".join(capsys.readouterr())
    assert_unnamed(printed)
    assert f"({where}; the name of that file names somebody: rename it)" in printed
