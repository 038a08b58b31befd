"""Parts laid out side by side are the same parts; a process that goes away is done without."""

from __future__ import annotations

import pytest

from report_kit.exporters import pdf
from report_kit.exporters.pdf import crew, store
from report_kit.exporters.pdf.engine import press_for
from report_kit.exporters.pdf.hooks import Setting
from report_kit.exporters.pdf.split import split
from tests.helpers.pdf_reports import job_of
from tests.helpers.workspace import MemoryWorkspace

READY = [["words"], ["heading", "note"], ["table"]]


def test_two_processes_make_what_one_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTH_HELP", 0)
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    ready = job_of(READY)
    press = press_for(ready.house_style)
    wanted = [(part, Setting()) for part in split(ready.page, press).parts]
    with (
        crew.Crew(ready.house_style, ready.assets, ready.epoch, alone=False) as several,
        crew.Crew(ready.house_style, ready.assets, ready.epoch, alone=True) as one,
    ):
        assert several.lay_out(wanted) == one.lay_out(wanted)
        assert several.helpers == 1
        assert one.helpers == 0


def test_what_a_process_did_not_finish_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTH_HELP", 0)
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    monkeypatch.setattr(crew._Helper, "lay_out", lambda *_: None)
    ready = job_of(READY)
    wanted = [(part, Setting()) for part in split(ready.page, press_for(ready.house_style)).parts]
    with crew.Crew(ready.house_style, ready.assets, ready.epoch, alone=False) as several:
        assert all(several.lay_out(wanted))
        assert several.helpers == 1


def test_a_part_that_fails_everywhere_fails_here_where_it_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTH_HELP", 0)
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    ready = job_of(READY)
    part = split(ready.page, press_for(ready.house_style)).parts[0]
    broken = Setting(number="one")  # type: ignore[arg-type]
    with (
        crew.Crew(ready.house_style, ready.assets, ready.epoch, alone=False) as several,
        pytest.raises(TypeError),
    ):
        several.lay_out([(part, Setting()), (part, broken), (part, broken)])


def test_little_work_is_not_worth_a_process() -> None:
    store.forget()
    ready = job_of(READY)
    wanted = [(part, Setting()) for part in split(ready.page, press_for(ready.house_style)).parts]
    with crew.Crew(ready.house_style, ready.assets, ready.epoch, alone=False) as several:
        several.lay_out(wanted)
        assert several.helpers == 0
    assert pdf.export(ready, MemoryWorkspace()).data
