"""The command table, and how errors reach a person."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem

from msp_select.cli.start_ui import open_home
from msp_select.decision.refusal import Refusal
from msp_select.did_you_mean import did_you_mean
from msp_select.errors import MspSelectError, UsageError, shown_path, visible
from msp_select.report.options import offered
from msp_select.store.os_errors import file_error

# A command is the function of its name in the module of its name. It is imported when it is called, so that
# none pays for another, nor the help for all.
COMMANDS = {
    "demo": "The worked example: its ranking and why.",
    "new": "Start a session in a file.",
    "open": "Open a session in the terminal interface.",
    "rank": "Rank the candidates and say how sure that is.",
    "explain": "Why this one, and why not the cheapest.",
    "robustness": "What would change the ranking, and what to ask next.",
    "report": f"Write the decision as a document: {', '.join(offered())}.",
    "sheet": "The questions for a bidder to fill in: a page for any browser, or a spreadsheet.",
    "ask": "What a bidder's documents leave open, as a letter or a form.",
    "receive": "What a bidder filled in, read back row by row.",
    "read": "Find in a bidder's proposal what the questions ask.",
    "library": "Providers on file: add, list, show, import, check, changes.",
    "match": "Rank a library of providers for this client, and say why.",
    "batch": "Many clients against a library, many sessions ranked again; one machine or a cluster.",
    "marks": "Let several people mark the candidates: a form for each, and back.",
    "serve": "Open sessions to a browser: yours, and to bidders and evaluators by invitation.",
    "invite": "Invite a bidder or an evaluator to a session that is served.",
    "reveal": "Show prices, names or marks that were hidden, with a reason.",
    "hide": "Hide prices, names or marks, or seal them again, with a reason.",
    "sign": "After choosing: what was signed, with its dates and promises.",
    "actuals": "After signing: what happened, month by month.",
    "review": "After signing: promises beside what happened, and what changed.",
    "stay": "After signing: stay or go, by what was measured.",
    "calendar": "After signing: the dates, and the notice that cannot be missed.",
    "versions": "What a file held before its saves, and the way back.",
    "check": "Validate sessions, questionnaires, weight profiles.",
    "catalog": "What questionnaires, profiles and examples there are.",
    "paths": "Where msp-select keeps what it keeps.",
}


class _Program(click.Group):
    """A group whose commands are named in `COMMANDS` and loaded one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"msp_select.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands from the table, then the options: click would load every command for its help."""
        found = [CompletionItem(name, help=words) for name, words in COMMANDS.items()]
        begun = [item for item in found if item.value.startswith(incomplete)]
        return [*begun, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS, sentence=True)
            asked = shown_path(args[0])
            raise click.UsageError(f'There is no command "{asked}".{" " if hint else ""}{hint}', ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="msp-select", message="msp-select %(version)s")
@click.pass_context
def program(context: click.Context) -> None:
    """Choose the company you trust with your IT: ask, score, rank, and see why.

    FILE is a session file, or example:dental-practice, example:design-studio, example:law-firm.
    """
    if context.invoked_subcommand is None:
        open_home()


def run(arguments: Sequence[str]) -> int:
    """Run the command; every error becomes two lines: what is wrong and where, and what to do."""
    try:
        status = program.main(list(arguments), prog_name="msp-select", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except MspSelectError as error:
        _say(error.message, error.remedy)
        return error.exit_status
    except Refusal as refusal:
        from msp_select.phrases.en.refusals import refusal_in_words

        _say(*refusal_in_words(refusal))
        return UsageError.exit_status
    except click.UsageError as error:
        _say(error.format_message(), "See msp-select --help, or msp-select COMMAND --help.")
        return 2
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        _say("Stopped.", "Nothing was changed after the last line saved.")
        return 2
    except BrokenPipeError:  # the reader of a pipe had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # the system refused, and no command had said so
        if os.environ.get("MSP_SELECT_DEBUG"):
            raise
        _say(*_refused(error))
        return 2
    except Exception as error:  # a fault of ours: no traceback, which would print what the user typed
        if os.environ.get("MSP_SELECT_DEBUG"):
            raise
        _say(
            f"msp-select itself failed: {type(error).__name__} {_place(error)}. No file was changed by this.",
            "Please report that line; MSP_SELECT_DEBUG=1 shows where it happened in full.",
        )
        return 2


def _refused(error: OSError) -> tuple[str, str]:
    """What the system refused: a folder that has gone, an output that takes no more, or the file it names."""
    try:
        os.getcwd()
    except OSError:
        return "The folder you are in is no longer there.", "Go into another folder, then try again."
    if error.filename is not None:
        fault = file_error(error, str(error.filename), "read")
    else:
        fault = file_error(error, "the output", "save")
    return fault.message, fault.remedy


def _place(error: Exception) -> str:
    """The program's own line where it happened: never the text of the error, which may quote an answer."""
    frame, place = error.__traceback__, ""
    while frame is not None:
        path = frame.tb_frame.f_code.co_filename
        if "msp_select" in path:
            place = f"in {path[path.rindex('msp_select') :]}, line {frame.tb_lineno}"
        frame = frame.tb_next
    return place


def _say(message: str, remedy: str) -> None:
    click.echo(visible(f"{message}\n{remedy}"), err=True)
