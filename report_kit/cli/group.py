"""The group of commands: their names, where they live, and one line on each.

A command's module is imported when the command is run, not to list it. To add one: a module with a click command, and a
line in `COMMANDS`; then `make golden`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from report_kit.model.garbage import without_garbage_collection

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("report_kit.cli.new:new", "Lay out a new report that builds at once."),
    "check": ("report_kit.cli.check:check", "Name every problem, with its place and the next step."),
    "build": ("report_kit.cli.build:build", "Make the web page, the PDF and the Word file."),
    "trace": ("report_kit.cli.trace:trace", "Follow an id: what it rests on, and what rests on it."),
    "coverage": ("report_kit.cli.coverage:coverage", "Count the notes and voices behind every theme and finding."),
    "approve": ("report_kit.cli.approve:approve", "Write down that speakers have approved the words of a quote."),
    "import": ("report_kit.cli.import_notes:import_notes", "Make notes of what was coded elsewhere."),
    "scan": ("report_kit.cli.scan:scan", "Look for protected names in any file."),
    "forget": ("report_kit.cli.forget:forget", "Remove copies of what may no longer be told."),
    "private": ("report_kit.cli.private:private", "Lock sources/private/ into one file for git, or unlock it."),
    "doctor": ("report_kit.cli.doctor:doctor", "Say what is installed, and how to install what is not."),
    "schema": ("report_kit.cli.schema:schema", "Print the JSON Schemas that editors complete from."),
}
"""Name: (module:command, one line of help), in the order of the help page."""


class Commands(click.Group):
    """A group that loads a command only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        with without_garbage_collection():  # what is loaded stays
            command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the user meant, or say which there are."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from report_kit.diagnostics.suggest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or f"there are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command '{args[0]}': {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80},
    epilog="Start with: report-kit new my-report. Help on one command: report-kit build --help.",
)
@click.version_option(package_name="report-kit", message="report-kit %(version)s")
def report_kit() -> None:
    """From a roundtable's notes to a published report, with the evidence attached."""


def help_text() -> str:
    """What click prints for `report-kit --help`; kept in help.txt, which answers sooner."""
    with click.Context(report_kit, info_name="report-kit", **report_kit.context_settings) as context:
        return report_kit.get_help(context) + "\n"


def run(words: Sequence[str]) -> int:
    """Run one command line and give its exit code."""
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show a letter must not end the work
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        # Not `report_kit.main`: it ends a process whose reader stopped early with 1, our code for wrong content.
        with report_kit.make_context("report-kit", list(words)) as context:
            code = report_kit.invoke(context)
    except click.exceptions.Exit as done:  # after --help
        return done.exit_code
    except click.Abort:  # Ctrl-C or the end of input at a question
        raise KeyboardInterrupt from None
    except click.ClickException as wrong:
        wrong.show()
        return 2
    return code if isinstance(code, int) else 0
