"""A whole project: order of its parts, references, codes, logos, the house style, what is never read."""

from __future__ import annotations

import pytest

from report_kit.diagnostics import Sink
from report_kit.model.inlines import Link
from report_kit.model.walk import plain_text
from report_kit.sourcefiles import read
from tests.helpers.markdown import HEAD, THEME, read_files, said
from tests.helpers.workspace import MINIMAL_FILES, MINIMAL_REPORT, MemoryWorkspace

BIB = """\
@report{smith2017, title={A report}, author={Smith, Jane}, year=2017, institution={North Institute}}
@book{green2001, title={Unused}, author={Green, Amy}, year=2001, publisher={Press}}
@online{mc2017, title={Is data a dirty word?}, organization={Mastodon C}, date={2017-10-20}, url={https://x.org/y}}
"""


def part(identifier: str, more: str = "") -> str:
    return f"---\nid: {identifier}\ntitle: T\nsummary: S.\n{more}---\nText.\n"


def section(more: str = "") -> str:
    return f"---\ntitle: T\n{more}---\nText.\n"


def test_parts_come_by_order_then_by_file_name() -> None:
    files = {
        "themes/01-leadership.md": part("a"), "themes/02.md": part("b", "order: 1\n"), "themes/03.md": part("c"),
        "sources/sections/z.md": section("order: 1\n"),
        "sources/sections/b.md": section("placement: back\norder: 2.5\n"),
        "sources/sections/a.md": section(), "sources/sections/c.md": section("placement: back\norder: 2\n"),
    }  # fmt: skip
    sources, diagnostics = read_files(files)
    assert sources is not None
    assert not diagnostics
    assert [one.head.id for one in sources.themes] == ["b", "a", "c"]
    assert [one.file[-4:] for one in sources.sections] == ["z.md", "a.md", "c.md", "b.md"]


def test_references_are_formatted_listed_and_told_apart_from_those_nobody_cites() -> None:
    sources, diagnostics = read_files(
        {"sources/references.bib": BIB, THEME: HEAD + "As shown [@N1; see @smith2017, p. 3].\n"}
    )
    assert sources is not None
    assert not diagnostics
    ((span, words),) = sources.citations.items()
    assert (span.line, plain_text(words)) == (6, "(see Smith 2017, p. 3)")
    assert [one.url for one in words if isinstance(one, Link)] == ["#smith2017"]
    assert [one.id for one in sources.references] == ["smith2017"]
    assert list(sources.uncited) == ["green2001", "mc2017"]


def test_works_that_notes_counts_and_definitions_come_from_are_listed_as_well() -> None:
    files = {
        "sources/references.bib": BIB,
        "sources/notes/a.yaml": "event: e\nrecorded_as: paraphrase\nsource: mc2017\nnotes: [{id: N1, text: x}]\n",
        "sources/events.yaml": "- {id: e, title: T, date: 2017-10-16, attended: [{value: 1, source: green2001}]}\n",
    }
    sources, diagnostics = read_files(files)
    assert sources is not None
    assert not diagnostics
    assert [one.id for one in sources.references] == ["green2001", "mc2017"]
    assert list(sources.uncited) == ["smith2017"]
    assert not sources.citations


def test_references_may_be_written_in_yaml() -> None:
    yaml = "references:\n- id: smith2017\n  type: book\n  title: A book\n  issued: 2017\n"
    yaml += "  author: [{family: Smith, given: Jane}]\n"
    sources, diagnostics = read_files({"sources/references.yaml": yaml, THEME: HEAD + "As shown [@smith2017].\n"})
    assert sources is not None
    assert not diagnostics
    assert [plain_text(words) for words in sources.citations.values()] == ["(Smith 2017)"]
    assert sources.references[0].span.line == 2


def test_a_bibliography_in_yaml_needs_its_list() -> None:
    _, diagnostics = read_files({"sources/references.yaml": "- id: a\n"})
    assert said(diagnostics) == ["unreadable-bibliography sources/references.yaml:1:1"]


def test_logos_become_assets_under_their_path() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
    organisations = "- id: nesta\n  name: Nesta\n  logo: logos/nesta.svg\n"
    sources, diagnostics = read_files({"sources/organisations.yaml": organisations, "sources/logos/nesta.svg": svg})
    assert sources is not None
    assert not diagnostics
    (organisation,) = sources.organisations
    assert organisation.logo == "sources/logos/nesta.svg"
    assert organisation.at("logo").line == 3
    assert sources.assets["sources/logos/nesta.svg"].width == 40


def test_the_private_folder_is_not_read() -> None:
    from report_kit.diagnostics import Sink
    from report_kit.sourcefiles import read

    workspace = MemoryWorkspace({**MINIMAL_FILES, "sources/private/names.yaml": "P01: Ann\n"})
    sink = Sink()
    read(workspace, sink)
    assert not sink.diagnostics
    assert not [path for path in workspace.files.reads if "private" in path]


def test_files_that_say_nothing_are_passed_over() -> None:
    names = [".DS_Store", "README.md", "Thumbs.db", "01.md~", "~$01.docx", ".gitkeep"]
    _, diagnostics = read_files(
        {f"{folder}/{name}": b"x" for name in names for folder in ("sources", "themes", "sources/notes")}
    )
    assert not diagnostics


def test_codes_house_style_and_lines_are_read() -> None:
    sources, diagnostics = read_files({"sources/codes.yaml": "- id: leadership\n  name: Leadership\n"})
    assert sources is not None
    assert not diagnostics
    assert [one.id for one in sources.codes] == ["leadership"]
    assert sources.house_style.name == "plain"
    assert sources.lines["report.yaml"][0] == MINIMAL_REPORT.split("\n")[0]
    assert set(sources.lines) == {"report.yaml", "sources/codes.yaml", "sources/organisations.yaml", THEME}


def test_two_reads_say_the_same_in_the_same_order() -> None:
    files = {f"themes/{number:02}.md": part(f"t{number}") + "[a](file:x) <font>\n" for number in range(12)}
    assert read_files(files)[1] == read_files(files)[1]


def test_files_that_a_disk_passes_by_are_reported_in_plain_words() -> None:
    workspace, sink = MemoryWorkspace(MINIMAL_FILES), Sink()
    workspace.files.passed_by = [
        ("Themes", "case"), ("themes/.#a.md", "outside"), ("themes/a.md", "device"), ("themes/b.md", "folder"),
        ("themes/c.md", "outside"), ("themes/d.png", "outside"), ("themes/e", "unreadable"),
    ]  # fmt: skip
    assert read(workspace, sink)
    assert [(d.span.file, d.rule) for d in sink if d.span] == [
        ("Themes", "unknown-file"), ("themes/a.md", "unknown-file"), ("themes/b.md", "unknown-file"),
        ("themes/c.md", "unreadable-file"), ("themes/e", "unreadable-file"),
    ]  # fmt: skip
    assert all(d.hint for d in sink)


@pytest.mark.parametrize("file", ["people.yml", "contacts.csv", "sources/people.yaml", "themes/People.yaml"])
def test_names_may_not_lie_where_git_keeps_them(file: str) -> None:
    _, diagnostics = read_files({**MINIMAL_FILES, file: "people: {}\n"})
    assert [(one.rule, one.span and one.span.file) for one in diagnostics] == [("names-outside-private", file)]


@pytest.mark.parametrize("file", ["sources/notes/people.png", "sources/private/people.yaml", "people.png"])
def test_pictures_of_people_and_private_names_may_lie_where_they_do(file: str) -> None:
    _, diagnostics = read_files({**MINIMAL_FILES, file: "people: {}\n"})
    assert not diagnostics


def test_a_bibliography_and_a_style_that_report_yaml_names_may_lie_beside_it() -> None:
    files = {"report.yaml": MINIMAL_REPORT + "bibliography: references.bib\n", "references.bib": BIB}
    _, diagnostics = read_files({**MINIMAL_FILES, **files})
    assert not diagnostics
    _, diagnostics = read_files({**MINIMAL_FILES, "references.bib": BIB})
    assert [one.rule for one in diagnostics] == ["misplaced-file"]
