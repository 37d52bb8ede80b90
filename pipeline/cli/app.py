"""The command `sahel`: its options, its groups of commands, and what each error means for the exit code."""

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import (
    deliveries,
    feeds,
    filters,
    marking,
    operation,
    reading,
    retagging,
    searches,
    stories,
    topics,
    working,
)
from pipeline.cli.call import Call
from pipeline.domain.errors import PipelineError, StorageError
from pipeline.flows.clock import Clock, WallClock
from pipeline.telemetry import set_up_logging

BUG = 70

app = typer.Typer(
    name="sahel",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="News monitoring for the Sahel: polls feeds, groups copies, tags with evidence, writes a daily digest.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (working, reading, marking, stories, retagging, filters, operation):
    room.register(app)
app.add_typer(feeds.app, name="feeds")
app.add_typer(topics.app, name="topics")
app.add_typer(searches.app, name="searches")
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(operation.database, name="db")


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="The folder that holds everything (default ./sahel-home, or SAHEL_HOME).")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="The settings file (default sahel.toml in the home).")] = None,
    db: Annotated[
        str | None, typer.Option(help="The database, an SQLAlchemy address (default sahel.db in the home).")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log details.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Log warnings and errors only.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """Options that stand before the command."""
    call = context.find_object(Call) or Call()
    context.obj = call
    call.home, call.config, call.db = home, config, db
    if version:
        typer.echo(f"sahel-monitor {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)
    # Only the service tells each step; a command tells what it came to, and warnings.
    base = 0 if context.invoked_subcommand == "run" else -1
    set_up_logging(verbosity=-1 if quiet else base + verbose, json_lines=not sys.stderr.isatty())


def run(arguments: Sequence[str], clock: Clock | None = None) -> int:
    """Run one command and return its exit code; a clock may be handed in."""
    call = Call(clock=clock or WallClock())
    command = typer.main.get_command(app)
    try:
        command.main(args=list(arguments), prog_name="sahel", obj=call)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except PipelineError as error:
        print(f"sahel: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        # Standard output that takes no more, say: a full disk behind a redirection.
        print(f"sahel: {error.strerror or error}", file=sys.stderr)
        return StorageError.exit_code
    except Exception:  # noqa: BLE001 - the last net: a bug is shown whole and has its own exit code
        traceback.print_exc()
        print("sahel: this is a bug of sahel-monitor; please report it with the lines above", file=sys.stderr)
        return BUG
    return 0
