"""What is kept of a PDF: it saves the work, it never changes a byte, and it is nobody's to tamper with."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from report_kit.exporters import pdf
from report_kit.exporters.job import Artifact, Job
from report_kit.exporters.pdf import layout, parcel, store
from report_kit.exporters.pdf.hooks import Setting
from report_kit.exporters.pdf.split import PrintPart
from report_kit.workspace import Workspace
from tests.helpers import report_factory as make
from tests.helpers.exporting import job
from tests.helpers.pdf_reports import BLOCKS, THEMES, job_of
from tests.helpers.trials import machine_settings, trial_number
from tests.helpers.workspace import MemoryWorkspace


def cold(ready: Job) -> Artifact:
    store.forget()
    return pdf.export(ready, MemoryWorkspace())


def again(ready: Job, workspace: Workspace) -> Artifact:
    """The next run in another process."""
    store.forget()
    made = pdf.export(ready, workspace)
    for key, data in made.kept.items():
        workspace.cache.put(key, data)
    return made


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first words of every part that is laid out."""
    seen: list[str] = []
    engine = layout.lay_out

    def lay_out(part: PrintPart, *others: object) -> parcel.Parcel:
        seen.append(part.html)
        return engine(part, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("report_kit.exporters.pdf.crew.lay_out", lay_out)
    return seen


THREE = [["words"], ["heading", "note"], ["table"]]


def test_what_did_not_change_is_not_laid_out_again(laid_out: list[str]) -> None:
    workspace = MemoryWorkspace()
    first = again(job_of(THREE), workspace)
    laid_out.clear()
    second = again(job_of(THREE), workspace)
    assert laid_out == []
    assert second.kept == {}
    assert second.data == first.data
    changed = again(job_of([["words"], ["heading", "note", "code"], ["table"]]), workspace)
    assert ["a line of code" in html for html in laid_out] == [True]
    assert changed.data != first.data


def test_a_page_more_lays_out_the_contents_and_no_other_part(laid_out: list[str]) -> None:
    workspace = MemoryWorkspace()
    again(job_of(THREE), workspace)
    laid_out.clear()
    grown = job_of([["words"], ["heading", "note", "many words", "many words"], ["table"]])
    made = again(grown, workspace)
    assert len(laid_out) == 2
    assert 'class="contents"' in laid_out[1]
    assert made.data == cold(grown).data


def test_one_picture_of_another_colour_lays_out_what_shows_it() -> None:
    ready = job(make.report_with(make.figure("figures/a photo.png", "A photo", "A caption", id="fig-x")), "print")
    workspace = MemoryWorkspace()
    first = again(ready, workspace)
    asset = replace(ready.assets["figures/a photo.png"], data=make.png(colour="#aa0000"))
    second = again(replace(ready, assets={**ready.assets, "figures/a photo.png": asset}), workspace)
    assert 0 < len(second.kept) < len(first.kept)
    assert second.data != first.data


def test_messages_of_a_part_are_kept_with_it() -> None:
    ready = job(make.report_with(make.para(make.link("#nowhere", "there"))), "print")
    workspace = MemoryWorkspace()
    first, second = again(ready, workspace), again(ready, workspace)
    assert len(first.diagnostics) == 1
    assert second.diagnostics == first.diagnostics


def test_what_no_font_of_ours_has_is_not_kept() -> None:
    """The machine may have other fonts tomorrow."""
    usual, odd = (cold(job(make.report_with(words), "print")) for words in ("Words.", "Words \U0001f600 \u4f60."))
    assert len(odd.kept) == len(usual.kept) - 1 or odd.missing


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _longer(data: bytes) -> bytes:
    return data + b"x"


def _empty(data: bytes) -> bytes:
    return b""


def _noise(data: bytes) -> bytes:
    return random.Random(len(data)).randbytes(200)


def _other_json(data: bytes) -> bytes:
    return b"\0" * 7 + b"\2{}"


def _list_for_header(data: bytes) -> bytes:
    text = json.dumps([1, 2]).encode()
    return len(text).to_bytes(8, "big") + text


@pytest.mark.parametrize("damage", [_cut, _longer, _empty, _noise, _other_json, _list_for_header])
def test_damaged_entries_change_no_byte(damage: Callable[[bytes], bytes]) -> None:
    workspace = MemoryWorkspace()
    ready = job_of(THREE)
    first = again(ready, workspace)
    for key in first.kept:
        workspace.cache.put(key, damage(first.kept[key]))
    assert again(ready, workspace).data == first.data
    for key in first.kept:
        assert workspace.cache.get(key) == first.kept[key]


def test_a_parcel_comes_back_as_it_was() -> None:
    from report_kit.exporters.pdf.engine import press_for
    from report_kit.exporters.pdf.split import split

    ready = job_of(THREE)
    press = press_for(ready.house_style)
    for part in split(ready.page, press).parts:
        one = layout.lay_out(part, Setting(), press, ready.assets)
        assert parcel.load(one.dump()) == one


class Edits(RuleBasedStateMachine):
    """Somebody writes: after every edit the file is the one that would be made from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.workspace = MemoryWorkspace()
        self.themes: list[list[str]] = []
        self.earlier: list[list[list[str]]] = []

    @initialize(themes=THEMES.map(lambda themes: [theme[:2] for theme in themes[:3]]))
    def begin(self, themes: list[list[str]]) -> None:
        self.themes = themes
        self.build()

    @rule(block=st.sampled_from(sorted(BLOCKS)), data=st.data())
    def add_block(self, block: str, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.themes) - 1))
        self.change([[*theme, block] if place == number else theme for place, theme in enumerate(self.themes)])

    @precondition(lambda self: len(self.themes) < 4)
    @rule(block=st.sampled_from(sorted(BLOCKS)), data=st.data())
    def add_theme(self, block: str, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.themes)))
        self.change([*self.themes[:number], [block], *self.themes[number:]])

    @precondition(lambda self: len(self.themes) > 2)
    @rule(data=st.data())
    def remove_theme(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.themes) - 1))
        self.change([theme for place, theme in enumerate(self.themes) if place != number])

    @precondition(lambda self: self.earlier)
    @rule()
    def undo(self) -> None:
        self.themes = self.earlier.pop()
        self.build()

    def change(self, themes: list[list[str]]) -> None:
        self.earlier.append(self.themes)
        self.themes = themes
        self.build()

    def build(self) -> None:
        ready = job_of(self.themes)
        # Whether the same process goes on or another one begins must make no difference either.
        warm = pdf.export(ready, self.workspace) if len(self.earlier) % 2 else again(ready, self.workspace)
        for key, data in warm.kept.items():
            self.workspace.cache.put(key, data)
        assert warm.data == cold(ready).data


@pytest.mark.slow
@trial_number(share=3, full=60)
def test_any_sequence_of_edits_gives_the_bytes_of_a_cold_build(number: int) -> None:
    run_state_machine_as_test(Edits, settings=machine_settings(number, steps=5))
