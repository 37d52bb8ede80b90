"""Commands on the saved searches: list, check, run, publish."""

from typing import Annotated

import typer

from pipeline.cli.call import call_of
from pipeline.cli.reading import print_found
from pipeline.cli.rendering import print_json, print_table, readable, say
from pipeline.domain.errors import NotFound
from pipeline.domain.queries import Filters

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Saved searches (HOME/seeds/searches.toml).")


@app.command("list")
def list_searches(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the saved searches."""
    from pipeline.lists import load_searches

    searches = load_searches(call_of(context).settings().seeds)
    if as_json:
        for search in searches:
            print_json(
                {
                    "key": search.key,
                    "name": search.name,
                    "query": str(search.query),
                    "alert": search.alert,
                    "feed": search.feed,
                    "language": search.language,
                }
            )
        return
    rows = [
        (search.key, search.name, search.query, "yes" if search.alert else "", "yes" if search.feed else "")
        for search in searches
    ]
    print_table(("search", "name", "query", "alert", "feed"), rows, empty="no saved searches")


@app.command()
def check(context: typer.Context) -> None:
    """Read the saved searches and hold what they name against what there is; a fault ends with exit code 2."""
    from pipeline.flows.feeds_out import check_searches, topics_of
    from pipeline.lists import load_searches

    call = call_of(context)
    searches = load_searches(call.settings().seeds)
    with call.store() as store, store.reading() as view:
        check_searches(view, searches, topics_of(view))
    say(f"{len(searches)} saved searches, no fault")


@app.command()
def run(
    context: typer.Context,
    key: Annotated[str, typer.Argument(callback=readable, help="The key of the saved search.")],
    limit: Annotated[int, typer.Option(min=1, max=1_000_000_000, help="At most so many.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Search as a saved search says, the newest articles first."""
    from pipeline.lists import load_searches

    call = call_of(context)
    searches = {search.key: search for search in load_searches(call.settings().seeds)}
    if key not in searches:
        raise NotFound("saved search", key)
    print_found(call, searches[key].query, Filters(limit=limit), as_json=as_json)


@app.command()
def publish(context: typer.Context) -> None:
    """Write a feed of each topic and each saved search, as Atom and JSON Feed, into HOME/feeds; print the paths."""
    from pipeline.flows.feeds_out import publish_feeds

    call = call_of(context)
    with call.store() as store:
        paths = publish_feeds(store, call.settings(), call.clock.now())
    for path in paths:
        say(str(path))
