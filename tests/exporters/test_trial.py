"""Each drawing is tried once, by itself and within limits, before pages are laid out with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_kit import pipeline
from report_kit.cli.disk import DiskWorkspace
from report_kit.diagnostics import MachineError
from report_kit.exporters import trial, workers
from report_kit.exporters.trial import BLANK, FINE, NO_PDF, SLOW, drawn
from report_kit.model.sources import Asset
from tests.helpers.projects import MINIMAL
from tests.helpers.workspace import MemoryWorkspace

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
GOOD = f'{HEAD}<rect width="100" height="50" fill="teal"/></svg>'

DRAWINGS = {
    "good": (GOOD, FINE),
    "white": (f'{HEAD}<rect width="100" height="50" fill="white"/></svg>', FINE),
    "a viewBox of words": (GOOD.replace("0 0 200 100", "0 0 a b"), NO_PDF),
    "a turn by a word": (GOOD.replace("<rect", '<rect transform="rotate(a)"'), NO_PDF),
    "an opacity of a word": (GOOD.replace("<rect", '<rect opacity="much"'), NO_PDF),
    "a mask in itself": (f'{HEAD}<mask id="m"><rect mask="url(#m)" width="9" height="9"/></mask>'
                         '<rect mask="url(#m)" width="99" height="99"/></svg>', NO_PDF),
    "no shape": (f"{HEAD}</svg>", BLANK),
    "a path that is none": (f'{HEAD}<path d="M 0 0 L q z 9"/></svg>', BLANK),
    "outside of its own frame": (f'{HEAD}<rect x="900" y="900" width="9" height="9"/></svg>', BLANK),
}  # fmt: skip


def asset(svg: str) -> Asset:
    return Asset(path="c.svg", media_type="image/svg+xml", data=svg.encode(), width=200, height=100)


def project(svg: str, more: str = "") -> MemoryWorkspace:
    body = f"Words.\n\n![A chart of hours](c.svg)\n\n: Hours\n{more}"
    theme = f"---\nid: x\ntitle: X\nsummary: X.\n---\n{body}\n::: {{.finding #F2}}\nIt is so [@N1].\n:::\n"
    return MemoryWorkspace(MINIMAL | {"themes/c.svg": svg, "themes/02-x.md": theme})


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_verdict(name: str) -> None:
    svg, verdict = DRAWINGS[name]
    assert drawn(svg.encode()) == verdict


def test_it_is_told_at_every_place_where_it_stands_and_stops_the_build() -> None:
    outcome = pipeline.build(project(DRAWINGS["a viewBox of words"][0], "\n![It again](c.svg)\n\n: Again\n"), ["pdf"])
    assert not outcome.artifacts
    found = [
        (one.span.line, one.message) for one in outcome.diagnostics if one.span and one.rule == "drawing-not-shown"
    ]
    assert [line for line, _ in found] == [8, 12]
    assert all('"themes/c.svg" cannot be drawn for the PDF' in message for _, message in found)
    assert {one.rule for one in outcome.diagnostics} == {"drawing-not-shown"}


def test_it_can_be_excused_and_no_other_message_takes_its_place() -> None:
    excuse = "<!-- excuse: drawing-not-shown: a frame that is drawn later -->\n"
    workspace = project(f"{HEAD}</svg>")
    theme = workspace.files["themes/02-x.md"].decode().replace("![A chart", f"{excuse}![A chart")
    workspace.files.write("themes/02-x.md", theme)
    outcome = pipeline.build(workspace, ["pdf"], parallel=False)
    assert outcome.artifacts
    assert outcome.diagnostics == ()


def test_the_next_build_asks_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = project(f"{HEAD}</svg>")
    first = pipeline.build(workspace, ["html"], parallel=False)
    monkeypatch.setattr(trial, "drawn", None)
    again = pipeline.build(workspace, ["html"], parallel=False)
    assert [str(one) for one in again.diagnostics] == [str(one) for one in first.diagnostics]
    assert any(one.rule == "drawing-not-shown" for one in again.diagnostics)


@pytest.mark.slow
def test_a_drawing_that_takes_too_long_is_ended_and_the_next_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with trial._Trial(parallel=True) as trying:
        with monkeypatch.context() as hurried:
            hurried.setattr(trial, "SECONDS", 0.0)
            hurried.setattr(trial, "LOADING", 0.0)
            trying._start()
            process = trying._process
            assert trying.of(asset(GOOD)) == SLOW
        assert not process.is_alive()
        assert trying.of(asset(GOOD)) == FINE
        trying._process.kill()  # as the system does where memory is up
        assert trying.of(asset(GOOD)) == SLOW
        assert trying.of(asset(GOOD)) == FINE


@pytest.mark.slow
def test_an_engine_that_does_not_end_does_not_hold_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in MINIMAL.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.setattr(workers, "LONGEST", 0.0)
    with pytest.raises(MachineError, match="takes longer than"):
        pipeline.build(DiskWorkspace(tmp_path), ["pdf"])
