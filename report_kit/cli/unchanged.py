"""Unchanged: tells whether a build would make again what lies in the output folder already.

In: the workspace of a build that succeeded. It knows every question that the build asked it, and the answer (which
files there are, what is in them, which day it is). The stamp keeps the questions, one digest of the answers, and the
hashes of the outputs. Later the same questions are asked again: the same answers and untouched outputs mean the same
report.

Out: the diagnostics of that build, without loading any stage. A stamp shows lines of the sources, so one whose answers
are no longer those of today is not to be kept (`still_true`).
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from report_kit.cli.answers import Answers, Question
from report_kit.cli.disk import DiskWorkspace
from report_kit.cli.installation import seal_key
from report_kit.diagnostics.diagnostic import Diagnostic, Edit, Fix, Severity
from report_kit.diagnostics.span import Span
from report_kit.lazy.dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recalled:
    """An earlier build whose result still holds."""

    diagnostics: tuple[Diagnostic, ...]
    lines: Mapping[str, tuple[str, ...]]
    """Source lines that the diagnostics show; others are empty."""
    outputs: tuple[str, ...]
    """File names in the output folder."""
    notices: tuple[str, ...] = ()
    """What was said besides."""
    kept: tuple[str, ...] = ()
    """Keys of the cache that the build asked for; empty where it did not ask for all that belongs to the project."""


def remember(
    workspace: DiskWorkspace,
    folder: Path,
    formats: Sequence[str],
    files: Mapping[str, bytes],
    diagnostics: Sequence[Diagnostic],
    lines: Mapping[str, Sequence[str]],
    notices: Sequence[str] = (),
    kept: Iterable[str] = (),
) -> None:
    """Keep what `recall` needs, after `files` (name: content) were written into `folder`.

    `formats` are the choices that the build was made with, whatever they are; `kept` is as in `Recalled`.
    """
    stamp = {
        "questions": sorted(workspace.answers),
        "answers": _digest(workspace.answers),
        "outputs": {name: sha256(content).hexdigest() for name, content in files.items()},
        "diagnostics": [asdict(diagnostic) for diagnostic in diagnostics],
        "lines": _shown(diagnostics, lines),
        "notices": list(notices),
        "kept": sorted(kept),
    }
    workspace.cache.put(_key(folder, formats), json.dumps(stamp).encode())


def recall(workspace: DiskWorkspace, folder: Path, formats: Sequence[str]) -> Recalled | None:
    """The earlier build into `folder`, where building again would give the same; otherwise None."""
    stored = workspace.cache.get(_key(folder, formats))
    if stored is None:
        return None
    try:
        stamp = json.loads(stored)
        now = _ask_again(DiskWorkspace(workspace.root), stamp["questions"])
        if _digest(now) != stamp["answers"] or not _untouched(folder, stamp["outputs"]):
            return None
        return Recalled(
            diagnostics=tuple(_diagnostic(data) for data in stamp["diagnostics"]),
            lines={file: _sparse(lines) for file, lines in stamp["lines"].items()},
            outputs=tuple(stamp["outputs"]),
            notices=tuple(stamp["notices"]),
            kept=tuple(stamp["kept"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):  # written by an earlier version, or damaged
        return None


def still_true(workspace: DiskWorkspace) -> set[str]:
    """The keys of stamps whose questions have the same answers today; a run on `workspace` has asked most of them."""
    asking, found = DiskWorkspace(workspace.root), set()
    asking.answers.update(workspace.answers)
    for key in workspace.cache.keys("stamps"):
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):  # as above
            stamp = json.loads(workspace.cache.get(key) or b"{}")
            if _digest(_ask_again(asking, stamp["questions"])) == stamp["answers"]:
                found.add(key)
    return found


def _key(folder: Path, formats: Sequence[str]) -> str:
    """One stamp for each output folder and choice of formats."""
    return f"stamps/{sha256(repr((str(folder), sorted(formats))).encode()).hexdigest()}"


def _ask_again(workspace: DiskWorkspace, questions: Sequence[Sequence[str]]) -> Answers:
    """The answers of today to the questions of an earlier build."""
    for kind, path in questions:
        if (kind, path) not in workspace.answers:
            with contextlib.suppress(OSError, ValueError):  # a refusal is an answer too, and was recorded
                workspace.ask(kind, path)
    return {
        (kind, path): workspace.answers[kind, path] for kind, path in questions if (kind, path) in workspace.answers
    }


def _digest(answers: Mapping[Question, str]) -> str:
    """One hash of all answers, of this installation and of the one variable that builds obey.

    It starts with a key that only this machine knows: an answer may be the hash of a file of protected names.
    """
    told = [os.environ.get("SOURCE_DATE_EPOCH", ""), sorted(answers.items())]
    return sha256(seal_key() + repr(told).encode()).hexdigest()


def _untouched(folder: Path, outputs: Mapping[str, str]) -> bool:
    """Whether every output still holds what was written."""
    for name, expected in outputs.items():
        try:
            with (folder / name).open("rb") as file:
                if file_digest(file, "sha256").hexdigest() != expected:
                    return False
        except OSError:
            return False
    return bool(outputs)


def _shown(diagnostics: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> dict[str, dict[int, str]]:
    """The source lines that the diagnostics point at, by file and number."""
    shown: dict[str, dict[int, str]] = {}
    for span in (diagnostic.span for diagnostic in diagnostics):
        if span is not None and span.file in lines:
            last = min(max(span.line, span.end_line), len(lines[span.file]))
            for number in range(span.line, last + 1):
                shown.setdefault(span.file, {})[number] = lines[span.file][number - 1]
    return shown


def _sparse(lines: Mapping[str, str]) -> tuple[str, ...]:
    """Lines by number as a tuple with gaps."""
    return tuple(lines.get(str(number), "") for number in range(1, max(map(int, lines)) + 1))


def _diagnostic(data: Mapping[str, Any]) -> Diagnostic:
    """The opposite of `dataclasses.asdict`."""
    span, fix = data["span"], data["fix"]
    return Diagnostic(
        rule=data["rule"],
        severity=Severity(data["severity"]),
        message=data["message"],
        span=Span(**span) if span else None,
        hint=data["hint"],
        late=data["late"],
        fix=Fix(
            message=fix["message"],
            edits=tuple(Edit(Span(**edit["span"]), edit["text"]) for edit in fix["edits"]),
            safe=fix["safe"],
            shown=fix["shown"],
            asks=tuple(fix["asks"]),
        )
        if fix
        else None,
    )
