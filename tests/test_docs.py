"""README and docs/ say what is true: every example works, every name exists, and everything is named."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

import click
import pytest

from report_kit import cli, pipeline
from report_kit.cli import group
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.new import starter_files, write_new
from report_kit.confidentiality import private
from report_kit.diagnostics import Severity
from report_kit.diagnostics.renderers import load
from report_kit.exporters import EXPORTERS
from report_kit.model.entities import ReportMeta
from scripts.files_page import files_page
from scripts.golden import golden_files

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@dataclass(frozen=True)
class Example:
    """A fenced block of README."""

    section: str
    """Heading above it, level 2."""
    language: str
    text: str
    before: str
    """The paragraph above it."""

    @property
    def target(self) -> tuple[str, str] | None:
        """('into' or 'to', path) where the paragraph above says to which file the example belongs."""
        found = re.search(r"(into|to|end of) `([\w./-]+\.\w+)`:$", self.before)
        return (found[1], found[2]) if found else None


def examples() -> list[Example]:
    """Every fenced block, in order."""
    found = []
    for piece in re.finditer(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL):
        above = README[: piece.start()]
        prose = re.sub(r"^```.*?^```$", "", above, flags=re.MULTILINE | re.DOTALL)  # examples have headings, too
        section = re.findall(r"^## (.*)$", prose, re.MULTILINE)
        before = " ".join(above.rstrip().rpartition("\n\n")[2].split())
        found.append(Example(section[-1] if section else "", piece[1], piece[2], before))
    return found


def apply(example: Example, root: Path) -> None:
    """Put the example where the text says."""
    assert example.target is not None
    how, path = example.target
    old = "" if how == "into" else (root / path).read_text(encoding="utf-8")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(old + example.text, encoding="utf-8")


def test_what_is_made_from_the_code_is_up_to_date() -> None:
    for path, text in golden_files().items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path}: run make golden"


@pytest.mark.slow
def test_the_tutorial_works_word_for_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = README[README.index("## Five minutes") : README.index("## Writing")]
    steps = [example for example in examples() if example.section == "Five minutes"]
    assert len(steps) > 6
    said, code = "", 0
    for step in steps:
        here = Path.cwd()
        if step.target:
            apply(step, here)
        elif step.language == "text":
            assert step.text.strip() in said
            assert code == 1
        else:
            for change in re.finditer(r"in `([^`]+)`,\s+change\s+`([^`]+)`\s+to\s+`([^`]+)`", before_of(step, text)):
                source = (here / change[1]).read_text(encoding="utf-8")
                assert change[2] in source
                (here / change[1]).write_text(source.replace(change[2], change[3]), encoding="utf-8")
            for line in step.text.splitlines():
                words = shlex.split(line)
                if words[0] == "cd":
                    monkeypatch.chdir(words[1])
                    continue
                assert words.pop(0) == "report-kit"
                code = cli.main(words)
                captured = capsys.readouterr()
                said = captured.err
                assert code == (1 if words == ["check"] else 0), said
    for name in re.findall(r"`(dist/[\w.-]+)`", text):
        assert Path(name).is_file()
    assert {path.suffix for path in Path("dist").iterdir()} == {".html", ".pdf", ".docx"}


def before_of(step: Example, text: str) -> str:
    """The text between the example and the one above it."""
    return text[: text.index(step.text)].rpartition("```\n")[2].rpartition("```")[0]


def test_every_example_of_the_writing_guide_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = starter_files("Data at the table", ["Exampleshire Observatory"], date(2017, 11, 1))
    # The examples are one more theme; what they say of other files goes there.
    theme = "---\nid: guide\ntitle: Examples\nsummary: From the README.\n---\n\n"
    blocks = [example for example in examples() if example.section == "Writing"]
    assert {example.language for example in blocks} == {"markdown", "yaml", "sh"}
    theme += "\n".join(one.text for one in blocks if one.target is None and one.language != "sh")
    root = tmp_path / "report"
    write_new(root, {**files, "themes/02-guide.md": theme, "themes/savings.svg": PICTURE})
    monkeypatch.chdir(root)
    for example in blocks:
        if example.target:
            apply(example, root)
        for line in example.text.splitlines() if example.language == "sh" else ():
            name, *words = shlex.split(line)
            assert name == "report-kit"
            assert cli.main(words) == 0, line
    methodology = root / "sources/sections/methodology.md"
    methodology.write_text(methodology.read_text().replace('[three]{count="notes"}', '[five]{count="notes"}'))

    outcome = pipeline.check(DiskWorkspace(root))
    assert load("text").render(outcome.diagnostics, outcome.lines) == ""
    assert outcome.report is not None
    assert (root / "sources/private.age").is_file()
    assert {"F10", "R10", "CS10", "fig-savings", "tbl-costs", "M1"} <= set(outcome.report.targets)


def test_the_example_of_the_library_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_new(Path("my-report"), starter_files("Data at the table", ["Nesta"], date(2017, 11, 1)))
    (example,) = [example for example in examples() if example.language == "python"]
    printed: list[object] = []
    exec(example.text, {"print": lambda *words: printed.extend(words)})  # our own README
    assert printed[0] == "data-at-the-table.html"


def test_every_stage_of_the_pipeline_is_named_and_every_named_folder_exists() -> None:
    source = (ROOT / "report_kit/pipeline.py").read_text(encoding="utf-8")
    stages = set(re.findall(r'tell\("(\w+)"', source))
    assert stages == set(re.findall(r"^\| `report_kit/(\w+)/` \|", README, re.MULTILINE))
    for path in re.findall(r"`((?:report_kit|tests|docs|scripts)/[\w/.]+)`", README):
        assert (ROOT / path).exists() or "importers" in path, path
    for target in re.findall(r"\]\(([\w./-]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_and_option_that_is_named_exists() -> None:
    context = click.Context(group.report_kit)
    for words in re.findall(r"`(?:report-kit )((?:new|[a-z]+)[^`]*)`", README):
        name, *rest = words.split()
        command = group.report_kit.get_command(context, name)
        if isinstance(command, click.Group) and rest:
            command = command.get_command(context, rest[0])
        assert command is not None, words
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in rest if word.startswith("-")} <= known, words
    commands = [group.report_kit.get_command(context, name) for name in group.COMMANDS]
    commands += [inner for one in commands if isinstance(one, click.Group) for inner in one.commands.values()]
    options = {option for command in commands if command for one in command.params for option in one.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= options


def test_every_make_target_that_is_named_exists_and_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert (
        set(re.findall(r"make ([a-z]+)", "\n".join(re.findall(r"`[^`]*`|^make .*$", README, re.MULTILINE)))) <= targets
    )
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == targets


def test_every_rule_that_is_named_exists() -> None:
    rules = pipeline.all_rules()
    named = set(re.findall(r"--explain ([a-z-]+)|excuse: ([a-z-]+):|\[([a-z]+(?:-[a-z]+)+)\]:", README))
    assert named
    assert {name for names in named for name in names if name} <= set(rules)


CONFIDENTIALITY = (ROOT / "docs/confidentiality.md").read_text(encoding="utf-8")


def test_the_page_on_confidentiality_names_rules_as_they_are() -> None:
    """What it calls an error can be neither switched off nor excused; what it calls a warning is one."""
    rules = pipeline.all_rules()
    named = {name for name in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", CONFIDENTIALITY) if name != "report-kit"}
    assert named <= rules.keys() | {"report-kit"}
    warnings = {"telling-descriptor", "few-possible-speakers", "telling-acknowledgement", "hidden-note"}
    for name in named:
        assert rules[name].group == "confidentiality", name
        assert (rules[name].severity is Severity.WARNING) == (name in warnings), name
        assert rules[name].locked or name in warnings, name
    locked = {name for name, rule in rules.items() if rule.group == "confidentiality" and rule.locked}
    told_elsewhere = {"private-file-fault", "leak-exception-fault", "participant-not-listed", "leak-scan-not-run"}
    assert locked - named <= told_elsewhere | {"repository-refused", "misplaced-note", "misplaced-speaker"}


def test_every_format_is_named_in_the_settings() -> None:
    made = ReportMeta.__dataclass_fields__["outputs"].default
    assert f"outputs: [{', '.join(made)}]" in README
    settings = README[README.index("### Settings") : README.index("### Plain words")]
    for name in EXPORTERS.keys() - set(made):
        assert f"`report-kit build -f {name}`" in settings, name


def test_every_key_of_every_file_is_explained() -> None:
    rows = re.findall(r"^\| \**`(.*?)`\** \| (.*?) \| (.*) \|$", files_page(), re.MULTILINE)
    assert len(rows) > 100
    assert [key for key, _, said in rows if not said.strip()] == []
    people = files_page().partition("people.yaml")[2]
    assert {key for key in (*private._ONE, *private._MANY) if f"`{key}`" not in people} == set()


def test_the_changelog_has_a_place_for_the_next_release() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    headings = [line for line in lines if line.startswith("## ")]
    assert headings[0] == "## [Unreleased]"
    unreleased = list(takewhile(lambda line: not line.startswith("## "), lines[lines.index(headings[0]) + 1 :]))
    assert any(line.startswith("- ") for line in unreleased)


def test_the_workplace_is_never_mentioned() -> None:
    for path in ("README.md", "CHANGELOG.md", "Makefile", "constraints.txt", "docs/rules.md", "docs/commands.md"):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not re.search(r"/work/|/root/|/tmp/|https?://[\w.]*pypi", text), path
