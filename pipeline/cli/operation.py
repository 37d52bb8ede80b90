"""Commands for the operator: status, config, db."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.call import call_of
from pipeline.cli.rendering import print_json, print_table, say
from pipeline.domain.errors import StorageError

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
    now = call.clock.now()
    with call.store() as store:
        condition = condition_of(settings, store, now)
    if as_json:
        print_json(condition)
    else:
        print_condition(condition, now)


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
    from storage.schema import SCHEMA
    from storage.store import open_store

    settings = call_of(context).settings()
    make_home(settings.home)
    before = _upgraded(settings.db)
    open_store(settings.db, rebuild=True).close()
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
    from storage.safekeeping import back_up

    with call_of(context).store() as store, _nothing_unfinished(file):
        back_up(store.engine, file)
    say(str(file))


def _upgraded(address: str) -> str | None:
    """Upgrade a database, after a copy where it is an old SQLite file, and return the version it had."""
    from storage.engine import name_of, open_engine, translated_errors
    from storage.safekeeping import back_up
    from storage.schema import SCHEMA
    from storage.upgrading import upgrade, version_of

    engine = open_engine(address)
    try:
        with translated_errors(name_of(engine)), engine.connect().execution_options(reading=True) as connection:
            before = version_of(connection)
        if before is not None and before < SCHEMA and engine.url.get_backend_name() == "sqlite":
            copy = Path(f"{engine.url.database}.before-{before}")
            copy.unlink(missing_ok=True)
            with _nothing_unfinished(copy):
                back_up(engine, copy)
            say(f"copied to {copy}")
        upgrade(engine)
    finally:
        engine.dispose()
    return before


@contextmanager
def _nothing_unfinished(copy: Path) -> Iterator[None]:
    """Take away what an interrupt leaves of a copy."""
    try:
        yield
    except KeyboardInterrupt:
        copy.with_name(copy.name + ".partial").unlink(missing_ok=True)
        raise
