"""Results: what a command found, printed in the form that was asked for, and the exit code.

Text is for people and goes to standard error; JSON, SARIF and GitHub's commands are for programs and go to standard
output.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from report_kit.cli.errors import CONTENT_HAS_ERRORS
from report_kit.diagnostics import renderers
from report_kit.diagnostics.diagnostic import Diagnostic, Rule, Severity
from report_kit.diagnostics.display import visible

REST_NOT_READ = "the other files were not looked at: mend report.yaml first, then check again"


def stopped_at_report_yaml(lines: Mapping[str, tuple[str, ...]], *, read: bool) -> bool:
    """Whether report.yaml is there, but nothing else was `read` since it could not be understood."""
    return not read and "report.yaml" in lines


def failed(diagnostics: Sequence[Diagnostic], *, strict: bool) -> bool:
    """Whether the content may not be published: it has errors, or warnings where `strict`."""
    return any(strict or diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def exit_code(diagnostics: Sequence[Diagnostic], *, strict: bool) -> int:
    """0, or 1 where the content may not be published."""
    return CONTENT_HAS_ERRORS if failed(diagnostics, strict=strict) else 0


def print_diagnostics(
    form: str, diagnostics: Sequence[Diagnostic], lines: Mapping[str, tuple[str, ...]], extra: Mapping[str, object]
) -> None:
    """Print `diagnostics` in `form`. `extra` is what the JSON document of this command tells besides."""
    stream = sys.stderr if form == "text" else sys.stdout
    text = renderers.load(form).render(
        diagnostics,
        lines,
        rules=_rules() if form == "sarif" else {},
        colour=stream.isatty() and "NO_COLOR" not in os.environ,  # https://no-color.org/
        width=_columns() if stream.isatty() else 100,
    )
    if form == "json" and extra:
        import json

        text = json.dumps(json.loads(text) | dict(extra), indent=2) + "\n"
    stream.write(text)
    stream.flush()


def _columns() -> int:
    """Width of the terminal."""
    from shutil import get_terminal_size  # here: it loads what unpacks archives

    return get_terminal_size().columns


def say(text: str) -> None:
    """Tell a person something that is no result."""
    print(_shown(text), file=sys.stderr, flush=True)  # noqa: T201 - the command line speaks here


def give(text: str, *, raw: bool = False) -> None:
    """Print a result: for people, unless `raw`, so that nothing in it steers their terminal."""
    print(text if raw else _shown(text), flush=True)  # noqa: T201 - same


def give_found(found: Mapping[str, object] | Iterable[str], conceal: Callable[[str], str]) -> None:
    """Print an answer, a JSON document or lines of text, as far as `conceal` lets it be shown."""
    if isinstance(found, Mapping):
        import json

        give(json.dumps(_concealed(found, conceal), indent=2, ensure_ascii=False), raw=True)
    else:
        give("\n".join(line[: len(line) - len(line.lstrip())] + conceal(line.lstrip()) for line in found))


def _concealed(value: object, conceal: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return conceal(value)
    if isinstance(value, Mapping):
        return {conceal(str(key)): _concealed(each, conceal) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_concealed(each, conceal) for each in value]
    return value


def _shown(text: str) -> str:
    """`text`, line by line, as a terminal may print it."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "\n".join(visible(line) for line in text.split("\n"))


def _rules() -> Mapping[str, Rule]:
    """Every rule; SARIF viewers show what they say."""
    from report_kit.pipeline import all_rules

    return all_rules()
