"""The command that shows a story, its figures side by side and who speaks for it; analysts mend stories by it too."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from pipeline.cli.call import Call, call_of
from pipeline.cli.dossier import told_why
from pipeline.cli.marking import ByOption, who
from pipeline.cli.rendering import print_json, say, short_moment
from pipeline.domain.corroboration import Corroboration, corroboration
from pipeline.domain.errors import ConfigError
from pipeline.domain.records import StoryDossier, StoryWord
from pipeline.domain.stories import Cause, Claimant, Incident
from pipeline.domain.tolls import Told, contradictions, latest_by_origin


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(story)


def story(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="The number of the story.")],
    merge: Annotated[int | None, typer.Option(metavar="STORY", help="Make it one with this story, for good.")] = None,
    split: Annotated[int | None, typer.Option(metavar="ARTICLE", help="Take this article out of it, for good.")] = None,
    pin: Annotated[int | None, typer.Option(metavar="ARTICLE", help="Keep this article in it, for good.")] = None,
    unpin: Annotated[
        int | None, typer.Option(metavar="ARTICLE", help="Take back what was said of this article's story.")
    ] = None,
    by: ByOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what is told of one happening: its articles and why they are in it, figures side by side, who says so."""
    asked = [value for value in (merge, split, pin, unpin) if value is not None]
    if len(asked) > 1:
        raise ConfigError("one of --merge, --split, --pin and --unpin at a time", subject=f"story {number}")
    call = call_of(context)
    if asked:
        number = _mend(call, number, merge, split, pin, unpin, by)
    with call.store() as store, store.reading() as view:
        dossier = view.stories.dossier(number)
    if as_json:
        print_json(_record(dossier))
    else:
        for line in _lines(dossier):
            say(line)


def _mend(
    call: Call, number: int, merge: int | None, split: int | None, pin: int | None, unpin: int | None, by: str
) -> int:
    """Write down an analyst's word; return the number of the story to show."""
    from pipeline.flows import storywords

    with call.services(call.settings_at_home(), processes=1) as services:
        if merge is not None:
            return storywords.merge_stories(services, number, merge, who(by))
        for article in (split, pin, unpin):
            with services.store.reading() as view:
                inside = article is None or view.articles.get(article).story == view.stories.resolve(number)
            if not inside and unpin is None:
                raise ConfigError(f"it is not in story {number}", subject=f"article {article}")
        if split is not None:
            storywords.split_off(services, split, who(by))
        elif pin is not None:
            storywords.pin(services, pin, who(by))
        elif unpin is not None:
            return storywords.unsay(services, unpin)
    return number


def _lines(dossier: StoryDossier) -> Iterator[str]:
    found = corroboration(dossier.witnesses)
    yield dossier.members[0].article.title
    yield f"story {dossier.story}: {_spoken(found)}"
    yield ""
    for listed in dossier.members:
        article = listed.article
        relation = f", {listed.relation.value}" if listed.relation else ""
        yield f"{article.id}  {short_moment(article.moment)} UTC  {listed.source_name} ({article.language}{relation})"
        yield f"    {article.title}"
        if article.id in dossier.joins:
            yield f"    {told_why(dossier.joins[article.id])}"
    yield from _figures(dossier)
    yield from (_said(word) for word in dossier.words)


def _spoken(found: Corroboration) -> str:
    families = ", ".join(f"{name} (a party)" if name in found.parties else name for name in found.families)
    known = f"{len(found.families)} independent: {families}" if families else "nobody whose owner is known"
    verdict = "corroborated" if found.corroborated else "not corroborated"
    articles = f"{found.articles} article{'s' * (found.articles != 1)}"
    return f"{articles}, {found.outlets} outlet{'s' * (found.outlets != 1)}, {known}; {verdict}"


def _said(word: StoryWord) -> str:
    where = "stands by itself" if word.other is None else f"belongs to {word.other}"
    return f"{word.article} {where}, by {word.by}"


def _figures(dossier: StoryDossier) -> Iterator[str]:
    """The last figures of each origin, by harm, and those that contradict one another."""
    told = _told(dossier)
    last = latest_by_origin(told).values()
    if last:
        yield ""
        yield "figures, as each origin last gave them:"
    for one in sorted(last, key=lambda one: (one.incident.harm.value, -one.incident.least)):
        yield f"    {one.incident.harm.value} {_range(one.incident)}: {_origin(one)} ({one.incident.surface})"
    for one, other in contradictions(told):
        yield f"    differ: {_range(one.incident)} ({_origin(one)}), {_range(other.incident)} ({_origin(other)})"


def _told(dossier: StoryDossier) -> list[Told]:
    return [
        Told(incident, listed.source_name, listed.article.moment)
        for listed in dossier.members
        for incident in dossier.incidents.get(listed.article.id, ())
        if incident.cause is Cause.UNSTATED
    ]


def _range(incident: Incident) -> str:
    if incident.most is None:
        return f"at least {incident.least}"
    return str(incident.least) if incident.most == incident.least else f"{incident.least}-{incident.most}"


def _origin(told: Told) -> str:
    claimant = told.incident.claimant
    if claimant is Claimant.OUTLET:
        return told.outlet
    return f"{told.incident.claimed_by or claimant.value}, in {told.outlet}"


def _record(dossier: StoryDossier) -> dict[str, Any]:
    found = corroboration(dossier.witnesses)
    return {
        "story": dossier.story,
        "articles": found.articles,
        "outlets": found.outlets,
        "families": found.families,
        "parties": found.parties,
        "corroborated": found.corroborated,
        "members": [
            {
                "article": listed.article.id,
                "source": listed.article.source,
                "language": listed.article.language,
                "title": listed.article.title,
                "published": listed.article.published,
                "relation": listed.relation or "new",
                "join": dossier.joins.get(listed.article.id),
                "incidents": dossier.incidents.get(listed.article.id, ()),
            }
            for listed in dossier.members
        ],
        "differ": [[one.incident, other.incident] for one, other in contradictions(_told(dossier))],
        "words": dossier.words,
    }
