"""One article with all its evidence, for people."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.cli.changes import version_lines
from pipeline.cli.rendering import say, short_moment, terminal_width
from pipeline.domain.articles import Basis, DateSource, Document, RelationKind
from pipeline.domain.records import Dossier, StoryJoin
from pipeline.domain.stories import Cause, Incident, Side
from pipeline.domain.topics import Kind, Mention

AROUND = 40
MOST_SHOWN = 6
PRECISIONS = ("at", "at", "near", "in")
"""How a place is introduced, by the precision of an incident; 0 was stored before there was one."""


def print_dossier(dossier: Dossier, *, versions: bool) -> None:
    """Print an article: what it is, its text, why it has its tags, and what it is linked with."""
    for line in _lines(dossier, versions=versions):
        say(line)


def _lines(dossier: Dossier, *, versions: bool) -> Iterator[str]:
    article, current = dossier.listed.article, dossier.versions[-1]
    yield article.title
    yield article.url_final
    when = "no date given" if article.date_source is DateSource.NONE else f"date: {article.date_source.value}"
    yield f"{dossier.listed.source_name}, {short_moment(article.moment)} UTC ({when}), {article.language}"
    yield f"group {article.group}, story {article.story}, {dossier.listed.state.value}"
    yield from _of_what(current.document, len(dossier.versions))
    if dossier.withdrawn:
        yield f"its page is gone, since {short_moment(dossier.withdrawn)} UTC or before"
    if dossier.review and dossier.review.note:
        yield f"note by {dossier.review.by}: {dossier.review.note}"
    yield ""
    yield from _tags(dossier)
    yield from _keys(dossier)
    yield from _members(dossier)
    yield from _links(dossier)
    if versions:
        yield ""
        yield from version_lines(dossier.versions, terminal_width())
    yield ""
    yield current.document.text


def _of_what(document: Document, versions: int) -> Iterator[str]:
    """What the text is where it is not simply that of its page."""
    if document.basis is Basis.FEED:
        rest = ": its page could not be read" if document.partial else ""
        yield f"the text is what the feed said of it{rest}"
    elif document.partial:
        yield "the text is only the beginning of the article"
    if document.live:
        yield "written on as things happen"
    if versions > 1:
        yield f"{versions} versions (--versions)"


def _tags(dossier: Dossier) -> Iterator[str]:
    if not dossier.tags:
        yield "no topics" if dossier.listed.article.relevant else "not relevant"
    review = dossier.review
    if review:
        yield from (f"{topic}: said by {review.by}" for topic in review.topics_added)
    by_topic: dict[str, list[Mention]] = defaultdict(list)
    for mention in dossier.mentions:
        if mention.kind is Kind.TOPIC:
            by_topic[mention.key].append(mention)
    document = dossier.versions[-1].document
    for tag in dossier.tags:
        taken = f", taken away by {review.by}" if review and tag.topic in review.topics_removed else ""
        yield f"{tag.topic}: {tag.level.value}, score {tag.score:.2f}, rule {tag.rule}, lexicon {tag.lexicon}{taken}"
        found = by_topic[tag.topic]
        for mention in found[:MOST_SHOWN]:
            yield f"    {mention.field} {mention.start}-{mention.end}: {_around(document, mention)}"
        if len(found) > MOST_SHOWN:
            yield f"    and {len(found) - MOST_SHOWN} more"


def _around(document: object, mention: Mention) -> str:
    text: str = getattr(document, mention.field)
    before = text[max(0, mention.start - AROUND) : mention.start].replace("\n", " ")
    after = text[mention.end : mention.end + AROUND].replace("\n", " ")
    return f"…{before}[{mention.surface}]{after}…"


def _keys(dossier: Dossier) -> Iterator[str]:
    listed = dossier.listed
    for name, keys in (("countries", listed.countries), ("places", listed.places), ("actors", listed.actors)):
        if keys:
            yield f"{name}: {', '.join(keys)}"
    for incident in dossier.incidents:
        yield incident_line(incident)


def incident_line(incident: Incident) -> str:
    """A toll in one line: how many of whom, in which words, where, when, by whom and who says so."""
    bound = f"{incident.least}" if incident.most == incident.least else f"{incident.least}-{incident.most or ''}"
    about = "; ".join(_about(incident))
    return f"{incident.harm.value}: {bound} ({incident.surface}){'; ' + about if about else ''}"


def _about(incident: Incident) -> Iterator[str]:
    """What an incident says beside its figure."""
    if incident.superseded:
        yield "an earlier count"
    if incident.cause is not Cause.UNSTATED:
        yield f"{incident.cause.value}, no attack"
    if incident.side is not Side.UNKNOWN:
        yield incident.side.value
    if incident.place:
        yield f"{PRECISIONS[incident.precision]} {incident.place}"
    if incident.day:
        yield f"on {incident.day.isoformat()}"
    if incident.attackers:
        yield f"by {', '.join(incident.attackers)}"
    if incident.victims:
        yield f"against {', '.join(incident.victims)}"
    if incident.claim_words:
        claimant = incident.claimed_by or incident.claimant.value
        yield f"says {claimant} ({incident.claim_words.surface})"


def _members(dossier: Dossier) -> Iterator[str]:
    if dossier.members:
        yield f"the same report, {len(dossier.members)} more of group {dossier.listed.article.group}:"
    for member in dossier.members:
        relation = f", {member.relation.value}" if member.relation else ""
        yield f"    {member.id} ({member.source}{relation}), {short_moment(member.moment)} UTC: {member.title}"


def _links(dossier: Dossier) -> Iterator[str]:
    if dossier.join is not None:
        yield f"in its story {told_why(dossier.join)}"
    for link in dossier.links:
        relation = link.relation
        back = relation.earlier == link.other.id
        if relation.kind is RelationKind.APART:
            yield f"kept apart from {link.other.id} ({link.other_source}) by {relation.decided_by}"
            continue
        yield (
            f"{relation.kind.value} {'of' if back else 'is'} {link.other.id} ({link.other_source}): "
            f"{relation.contained_later:.0%} of the later text shared, {relation.contained_earlier:.0%} of the earlier"
        )
        yield from (f"    {line}" for line in relation.evidence)


def told_why(join: StoryJoin) -> str:
    """Why an article is in its story: the one it is like, and the names and figures that both have."""
    shared = ", ".join([*(name.partition(":")[2] for name in join.names), *map(str, join.figures)])
    across = ", in another language" if join.cross_language else ""
    return f"like {join.other}{across} ({join.likeness:.2f}): {shared}"
