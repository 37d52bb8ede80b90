"""Articles as the command line prints them in JSON; the fields are a contract (docs/operations.md)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.cli.changes import change_record, changes_of
from pipeline.domain.records import Dossier, Listed, StoredVersion
from pipeline.domain.topics import Kind, Mention

SNIPPET = 240


def listed_record(listed: Listed, mentions: Iterable[Mention], *, text: bool) -> dict[str, Any]:
    """One line of a listing: with the whole text, or with its beginning."""
    article = listed.article
    by_topic = _by_topic(mentions)
    return {
        "id": article.id,
        "url": article.url_final,
        "source": article.source,
        "source_name": listed.source_name,
        "title": article.title,
        **({"text": listed.text} if text else {"snippet": snippet(listed.text)}),
        "published": article.published,
        "date_source": article.date_source,
        "first_seen": article.first_seen,
        "language": article.language,
        "basis": article.basis,
        "relevant": article.relevant,
        "topics": [
            {"id": tag.topic, "level": tag.level, "score": round(tag.score, 4), "mentions": by_topic[tag.topic]}
            for tag in listed.topics
        ],
        "countries": listed.countries,
        "places": listed.places,
        "actors": listed.actors,
        "group": article.group,
        "relation": listed.relation or "new",
        "story": article.story,
        "state": listed.state,
    }


def dossier_record(dossier: Dossier, *, changes: bool = False) -> dict[str, Any]:
    """One article with all its evidence; with what changed from version to version where that is asked for."""
    current = dossier.versions[-1]
    return {
        **listed_record(dossier.listed, dossier.mentions, text=True),
        "captions": current.document.captions,
        "authors": current.document.authors,
        "credit": current.document.credit,
        "site": current.document.site,
        "partial": current.document.partial,
        "aliases": dossier.aliases,
        "tags": dossier.tags,
        "mentions": [
            mention_record(mention) | {"kind": mention.kind, "key": mention.key} for mention in dossier.mentions
        ],
        "incidents": dossier.incidents,
        "relations": [
            {
                "article": link.other.id,
                "direction": "of" if link.relation.earlier == link.other.id else "from",
                "kind": link.relation.kind,
                "source": link.other_source,
                "title": link.other.title,
                "contained_later": round(link.relation.contained_later, 4),
                "contained_earlier": round(link.relation.contained_earlier, 4),
                "figures_kept": link.relation.kept,
                "figures_changed": link.relation.changed,
                "evidence": link.relation.evidence,
                "decided_by": link.relation.decided_by,
            }
            for link in dossier.links
        ],
        "members": [
            {
                "article": member.id,
                "source": member.source,
                "relation": member.relation or "new",
                "title": member.title,
            }
            for member in dossier.members
        ],
        "versions": _version_records(dossier.versions, changes=changes),
        "review": dossier.review,
        "withdrawn": dossier.withdrawn,
        "story_join": dossier.join,
    }


def _version_records(versions: Sequence[StoredVersion], *, changes: bool) -> list[dict[str, Any]]:
    """The versions, the oldest first; `changes` are those since the version before, null for the first."""
    records = [
        {
            "number": version.number,
            "stored_at": version.stored_at,
            "title": version.document.title,
            "lexicon": version.lexicon,
            "page": version.page,
            "basis": version.document.basis,
            "partial": version.document.partial,
        }
        for version in versions
    ]
    if not changes:
        return records
    found = changes_of(versions)
    since = [change_record(found[version.number]) if version.number in found else None for version in versions]
    return [record | {"changes": change} for record, change in zip(records, since, strict=True)]


def mention_record(mention: Mention) -> dict[str, Any]:
    """A mention: its span cuts exactly the surface out of the field."""
    return {
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "term": mention.term,
    }


def snippet(text: str) -> str:
    """The beginning of a text, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SNIPPET else flat[:SNIPPET].rpartition(" ")[0] + " …"


def _by_topic(mentions: Iterable[Mention]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is Kind.TOPIC:
            found[mention.key].append(mention_record(mention))
    return found
