"""The command that judges stored texts again by a changed list."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.call import call_of
from pipeline.cli.reading import SinceOption, bound_of
from pipeline.cli.rendering import note, print_json, print_table, say
from pipeline.domain.topics import Level

if TYPE_CHECKING:
    from pipeline.flows.retag import Regated, Retagged

_SAMPLES = 3
_EACH = 1_000
"""After so many articles it is told how far the work is."""


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(retag)


def retag(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    since: SinceOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each article that changes.")] = False,
) -> None:
    """Judge stored articles again by the lists as they are now, and what the gates of feeds kept out.

    Nothing is fetched, and what analysts decided stays. Broken off, it goes on where it was when started again.
    """
    from pipeline.flows.retag import gate_entries_again, retag
    from pipeline.flows.starting import load_lists

    call = call_of(context)
    settings = call.settings_at_home()
    earliest = bound_of(since, settings.timezone)
    with call.services(settings) as services:
        load_lists(services)
        changed, judged = [], 0
        for batch in retag(services, call.stop, since=earliest, dry_run=dry_run):
            judged += len(batch)
            changed += [one for one in batch if one.changes]
            if judged // _EACH > (judged - len(batch)) // _EACH:
                note(f"{judged} articles judged")
        let_in = list(gate_entries_again(services, call.stop, since=earliest, dry_run=dry_run))
    if as_json:
        for one in changed:
            print_json(one)
    else:
        _show(changed, let_in)
    (note if as_json else say)(_summary(judged, len(changed), len(let_in), dry_run=dry_run))
    call.end()


def _show(changed: "Sequence[Retagged]", let_in: "Sequence[Regated]") -> None:
    found = [(change, one) for one in changed for change in one.changes]
    before = Counter((change.topic, change.before) for change, _ in found)
    after = Counter((change.topic, change.after) for change, _ in found)
    topics = sorted({change.topic for change, _ in found})
    rows = [(topic, *(side[topic, level] for level in Level for side in (after, before))) for topic in topics]
    print_table(("topic", "reported +", "-", "mentioned +", "-"), rows, empty="no topic gains or loses an article")
    for topic in topics:
        of_topic = [(change, one) for change, one in found if change.topic == topic]
        _show_samples(f"+ {topic}", [one for change, one in of_topic if change.after is Level.REPORTED])
        _show_samples(f"- {topic}", [one for change, one in of_topic if change.before is Level.REPORTED])
    for entry in let_in[:_SAMPLES]:
        say(f"+ let in by its gate  {entry.title}  {entry.url}")


def _show_samples(words: str, found: "Sequence[Retagged]") -> None:
    for one in found[:_SAMPLES]:
        say(f"{words}  {one.article}  {one.title}")


def _summary(judged: int, changed: int, let_in: int, *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    return f"{judged} articles {would}judged again, {changed} with other topics; {let_in} entries {would}let in"
