"""SettingsReader: the names and values of a file of a house style, and what is wrong with one of them."""

from __future__ import annotations

from typing import ClassVar

from report_kit.diagnostics import Sink, did_you_mean
from report_kit.sourcefiles import reference_rules
from report_kit.sourcefiles.yaml_reader import Node, shown


class SettingsReader:
    """Base of those that read fonts and Word styles; what is wrong goes to `sink`."""

    EXAMPLE: ClassVar[str] = ""
    """What to write where names and values are due; the known names where it is empty."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def entries(self, node: Node, known: tuple[str, ...] = ()) -> list[tuple[str, Node]]:
        """Names and values, in the order written; those not `known` are reported, where `known` says anything."""
        if node.keys is None:
            self._wrong(node, "names and values are due here", self.EXAMPLE or f"there are {', '.join(known)}")
            return []
        kept = []
        for name, (key, value) in node.keys.items():
            if known and name not in known:
                self._wrong(key, f"'{shown(name)}' says nothing here", did_you_mean(name, known))
            else:
                kept.append((name, value))
        return kept

    def _wrong(self, node: Node, message: str, hint: str) -> None:
        self._sink.add(reference_rules.BAD_HOUSE_STYLE.at(node.span, message, hint))
