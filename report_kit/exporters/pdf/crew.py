"""Crew: processes that lay parts out side by side.

In: parts with their settings. Out: their parcels, in the same order. This process does its share; it has others help
where there is so much to do that they are worth starting, and ends them with the `with` block.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any, Self

from report_kit.exporters.pdf.engine import Press, fonts_as_elsewhere, press_for
from report_kit.exporters.pdf.hooks import Setting
from report_kit.exporters.pdf.layout import lay_out
from report_kit.exporters.pdf.parcel import Parcel
from report_kit.exporters.pdf.split import PrintPart
from report_kit.exporters.processes import GRACE, ending_when_told, starting
from report_kit.model.depth import deep_recursion
from report_kit.model.sources import Asset, HouseStyle

Work = tuple[PrintPart, Setting]

WORTH_HELP = 400_000
"""Letters of HTML to lay out, from which on a second process is worth the second that it takes to start."""

MOST = 4
"""Processes; more would wait for each other's memory."""


class Crew:
    """See above. With `alone` everything is laid out in this process."""

    def __init__(self, style: HouseStyle, assets: Mapping[str, Asset], epoch: int, *, alone: bool) -> None:
        self._style, self._assets, self._epoch, self._alone = style, assets, epoch, alone
        self._helpers: list[_Helper] = []
        self._waiting: list[Thread] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for helper in self._helpers:
            helper.end()
        for thread in self._waiting:  # each hears now that its process is gone
            thread.join()
        for helper in self._helpers:
            helper.close()

    def lay_out(self, wanted: Sequence[Work]) -> list[Parcel]:
        """All that is `wanted`, the longest first."""
        press = press_for(self._style)
        queue = sorted(range(len(wanted)), key=lambda index: len(wanted[index][0].html))
        found: dict[int, Parcel] = {}
        lock = Lock()

        def take() -> int | None:
            with lock:
                return queue.pop() if queue else None

        def through(helper: _Helper) -> None:
            while (index := take()) is not None:
                parcel = helper.lay_out(*wanted[index])
                if parcel is None:
                    with lock:
                        queue.append(index)
                    return
                found[index] = parcel

        self._waiting = [Thread(target=through, args=(helper,), daemon=True) for helper in self._help(wanted)]
        for thread in self._waiting:
            thread.start()
        while len(found) < len(wanted):
            while (index := take()) is not None:
                found[index] = lay_out(*wanted[index], press, self._assets)
            for thread in self._waiting:
                thread.join()
        return [found[index] for index in range(len(wanted))]

    @property
    def helpers(self) -> int:
        """How many processes help."""
        return len(self._helpers)

    def _help(self, wanted: Sequence[Work]) -> list[_Helper]:
        """Those who help with `wanted`."""
        letters = sum(len(part.html) for part, _ in wanted)
        if self._alone or len(wanted) < 2 or letters < WORTH_HELP:
            return []
        wished = min(MOST, _processors(), len(wanted)) - 1
        while len(self._helpers) < wished:
            self._helpers.append(_Helper(self._style, self._assets, self._epoch))
        return self._helpers


def _processors() -> int:
    """How many this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class _Helper:
    """A process that lays out one part after the other."""

    def __init__(self, style: HouseStyle, assets: Mapping[str, Asset], epoch: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process: Any = context.Process(target=_serve, args=(theirs,), daemon=True)
        with starting():
            self._process.start()
        theirs.close()
        self._busy = False
        self._given: tuple[HouseStyle, Mapping[str, Asset], int] | None = (style, assets, epoch)

    def lay_out(self, part: PrintPart, setting: Setting) -> Parcel | None:
        """The parcel of `part`; None where the process is gone, or failed: whoever does it next may fail as well, and
        is heard.
        """
        self._busy = True
        try:
            if self._given:
                self._connection.send(self._given)
                self._given = None
            self._connection.send((part, setting))
            answer = self._connection.recv()
        except (EOFError, OSError):
            return None
        self._busy = False
        return answer if isinstance(answer, Parcel) else None

    def end(self) -> None:
        """End the process, whatever it is doing. While a thread waits at the connection, that stays open."""
        if self._busy:
            self._process.terminate()
        else:
            self._connection.close()
        self._process.join(GRACE)
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Close the connection, which nobody uses any more."""
        self._connection.close()


def _serve(connection: Connection) -> None:
    """Lay out what comes until the other side hangs up, or is gone."""
    with ending_when_told(), suppress(EOFError, OSError):
        style, assets, epoch = connection.recv()
        with deep_recursion(), fonts_as_elsewhere(epoch):
            press: Press = press_for(style)
            while True:
                part, setting = connection.recv()
                answer: Parcel | None = None
                with suppress(Exception):  # who asked does it again, where somebody listens
                    answer = lay_out(part, setting, press, assets)
                connection.send(answer)
