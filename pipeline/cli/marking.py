"""Commands by which an analyst says what an article is worth, which topics it has, and that it is no copy."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.call import call_of
from pipeline.cli.reading import checked_id
from pipeline.cli.rendering import readable, say
from pipeline.domain.articles import Review, State
from pipeline.domain.errors import ConfigError

ByOption = Annotated[str, typer.Option(metavar="WHO", callback=readable, help="Who decides (default: your user name).")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(mark)
    app.command()(unlink)
    app.command()(relink)


def mark(
    context: typer.Context,
    article: Annotated[int, typer.Argument(metavar="ID", help="The number of the article.")],
    state: Annotated[State | None, typer.Option(help="What you decide.")] = None,
    note: Annotated[str | None, typer.Option(help="Why, or anything to remember.")] = None,
    by: ByOption = "",
    topic: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="A topic that it has, whatever the lists say; repeatable.")
    ] = None,
    not_topic: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="A topic that it does not have; repeatable.")
    ] = None,
) -> None:
    """Write down the analyst's word on an article; no machine changes it. What is not said stays as it was."""
    if state is None and note is None and not topic and not not_topic:
        raise ConfigError("say a --state, a --note, a --topic or a --not-topic", subject=f"mark {article}")
    call = call_of(context)
    added, removed = tuple(topic or ()), tuple(not_topic or ())
    _check_topics(call.settings().seeds, added, removed)
    with call.store() as store, store.writing() as tx:
        tx.articles.get(checked_id(article))
        before = tx.reviews.get(article) or Review(article, State.NEW, "", "", call.clock.now())
        review = Review(
            article=article,
            state=state or before.state,
            note=before.note if note is None else readable(note),
            by=who(by),
            at=call.clock.now(),
            topics_added=_joined(before.topics_added, added, removed),
            topics_removed=_joined(before.topics_removed, removed, added),
        )
        tx.reviews.put(review)
    say(f"{article} is {review.state.value}{_corrected(review)}")


def unlink(
    context: typer.Context,
    article: Annotated[int, typer.Argument(metavar="ID", help="The number of the article.")],
    by: ByOption = "",
) -> None:
    """Take an article out of its group of copies, and back what it was said to be of others; for good."""
    from pipeline.flows.unlink import unlink

    call = call_of(context)
    with call.services(call.settings_at_home(), processes=1) as services:
        others = unlink(services, checked_id(article), who(by))
    say(f"{article} is kept apart from {', '.join(map(str, others))} (sahel relink {article} takes it back)")


def relink(
    context: typer.Context,
    article: Annotated[int, typer.Argument(metavar="ID", help="The number of the article.")],
) -> None:
    """Take an unlink back: the article is judged again against those it was kept apart from."""
    from pipeline.flows.unlink import relink

    call = call_of(context)
    with call.services(call.settings_at_home(), processes=1) as services:
        others = relink(services, checked_id(article))
    say(f"{article} was judged again beside {', '.join(map(str, others))}")


def who(by: str) -> str:
    """Who decides: the one named, or the name of the user."""
    return readable(by or os.environ.get("USER", "") or os.environ.get("USERNAME", "") or "unknown")


def _check_topics(seeds: Path, added: Iterable[str], removed: Iterable[str]) -> None:
    """Raise ConfigError for a topic that no list has, or that is both added and taken away."""
    from pipeline.lists import load_vocabulary

    for key in sorted({*added} & {*removed}):
        raise ConfigError("both --topic and --not-topic", subject=key)
    wanted = {*added, *removed}
    known = {one.key for one in load_vocabulary(seeds).topics} if wanted else set()
    for key in sorted(wanted - known):
        raise ConfigError("no such topic (sahel topics list)", subject=key)


def _joined(before: Iterable[str], more: Iterable[str], taken: Iterable[str]) -> tuple[str, ...]:
    """The topics named before and now, each once, without those that are now taken back."""
    return tuple(key for key in dict.fromkeys((*before, *more)) if key not in set(taken))


def _corrected(review: Review) -> str:
    added = "".join(f", with {key}" for key in review.topics_added)
    return added + "".join(f", without {key}" for key in review.topics_removed)
