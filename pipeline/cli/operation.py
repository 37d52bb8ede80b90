"""Commands for the operator: status, config, db."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.call import call_of
from pipeline.cli.rendering import print_json, print_table, say
from pipeline.domain.errors import StorageError

if TYPE_CHECKING:
    from sqlalchemy import Engine

database = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The database: upgrade, check, backup.")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(status)
    app.command()(config)


def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show in one screen what is stored, what is due, and what is wrong."""
    from pipeline.cli.condition import condition_of, print_condition

    call = call_of(context)
    settings = call.settings_at_home()
    with call.store() as store:
        condition = condition_of(settings, store, call.clock.now())
    if as_json:
        print_json(condition)
    else:
        print_condition(condition)


def config(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show the settings in effect, with secrets hidden, and what each is for."""
    from pipeline.config import Settings, shown

    values = shown(call_of(context).settings())
    if as_json:
        say(json.dumps(values, ensure_ascii=False))
        return
    described = {name: field.description or "" for name, field in Settings.model_fields.items()}
    print_table(("setting", "value", "what it is"), [(key, values[key], described[key]) for key in values], empty="")


@database.command()
def upgrade(context: typer.Context) -> None:
    """Take the database to this program's schema; a SQLite file is copied first."""
    from pipeline.flows.services import make_home
    from storage.engine import open_engine
    from storage.schema import SCHEMA
    from storage.store import open_store

    settings = call_of(context).settings()
    make_home(settings.home)
    engine = open_engine(settings.db)
    try:
        before = _upgraded(engine)
    finally:
        engine.dispose()
    store = open_store(settings.db, rebuild=True)
    store.close()
    say(f"the database is of version {SCHEMA}" + ("" if before == SCHEMA else f" (was {before or 'empty'})"))


@database.command()
def check(context: typer.Context) -> None:
    """Check that the database is sound."""
    from storage.safekeeping import faults

    with call_of(context).store() as store:
        found = faults(store.engine)
    if found:
        raise StorageError("; ".join(found[:20]), subject=store.name)
    say("ok")


@database.command()
def backup(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to write.")]
) -> None:
    """Copy a SQLite database to a file, also while the service runs."""
    with call_of(context).store() as store:
        _copy(store.engine, file)
    say(str(file))


def _upgraded(engine: "Engine") -> str | None:
    """Upgrade a database, after a copy where it is an old SQLite file, and return the version it had."""
    from storage.engine import name_of, translated_errors
    from storage.schema import SCHEMA
    from storage.upgrading import upgrade, version_of

    with translated_errors(name_of(engine)), engine.connect().execution_options(reading=True) as connection:
        before = version_of(connection)
    if before is not None and before < SCHEMA and engine.url.get_backend_name() == "sqlite":
        copy = Path(f"{engine.url.database}.before-{before}")
        copy.unlink(missing_ok=True)
        _copy(engine, copy)
        say(f"copied to {copy}")
    upgrade(engine)
    return before


def _copy(engine: "Engine", target: Path) -> None:
    """Copy a SQLite database; what an interrupt leaves unfinished is taken away."""
    from storage.safekeeping import back_up

    try:
        back_up(engine, target)
    except KeyboardInterrupt:
        target.with_name(target.name + ".partial").unlink(missing_ok=True)
        raise
