"""Writing the feeds of topics and saved searches: HOME/feeds/KEY.atom and KEY.json.

the lists -> for each topic and each saved search the newest articles (one read) -> report.feeds_out -> files that
appear whole -> the feeds of what is no longer there are taken away. The same store gives the same bytes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipeline.analyse.lexicon import vocabulary_of
from pipeline.config import Settings
from pipeline.domain.articles import State
from pipeline.domain.bounds import Calendar
from pipeline.domain.errors import ConfigError, ListError
from pipeline.domain.queries import Filters, SavedSearch
from pipeline.domain.querytree import Field, FieldName, Not, Query, all_of, speaks_of_state
from pipeline.domain.records import Listed
from pipeline.domain.topics import Topic
from pipeline.flows.narrowing import check_search
from pipeline.flows.whole_files import write_files
from pipeline.lists import load_searches
from pipeline.report.feeds_out import Category, OutFeed, OutItem, extract_of, to_atom, to_json_feed
from storage.store import Store, Transaction, store_id

MOST_ITEMS = 50
"""Articles in a feed: the newest."""
FORMS = {"atom": to_atom, "json": to_json_feed}
_DROPPED = Not(Field(FieldName.STATE, (State.DROPPED,)))
_OF_TOPIC = {"en": "Articles on this topic", "fr": "Les articles sur ce thème"}
_OF_SEARCH = {"en": "Articles that match: {query}", "fr": "Les articles qui répondent à : {query}"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a feed is to show, and under which name."""

    key: str
    title: str
    subtitle: str
    language: str
    query: Query


def feeds_folder(settings: Settings) -> Path:
    """Where the feeds are written."""
    return settings.home / "feeds"


def publish_feeds(store: Store, settings: Settings, now: datetime) -> list[Path]:
    """Write a feed of each topic and each saved search in both forms and return the paths.

    Raises ListError for a saved search that is at fault (no feed is written then), StoreFull or ConfigError where files
    cannot be written.
    """
    searches = [search for search in load_searches(settings.seeds) if search.feed]
    calendar = Calendar(now, ZoneInfo(settings.timezone))
    texts: dict[str, tuple[str]] = {}
    identity = store_id(store)
    with store.reading() as view:
        topics = topics_of(view)
        check_searches(view, searches, topics)
        for plan in _plans(topics, searches, settings.language):
            feed = OutFeed(identity, plan.key, plan.title, plan.subtitle, plan.language)
            items = _items(view, plan, _labels(topics, plan.language), calendar)
            texts |= {f"{plan.key}.{form}": (write(feed, items),) for form, write in FORMS.items()}
    folder = feeds_folder(settings)
    written = write_files(folder, texts)
    _take_away_others(folder, texts)
    return written


def check_searches(view: Transaction, searches: Sequence[SavedSearch], topics: Sequence[Topic]) -> None:
    """Raise ListError for a saved search that names something unknown, or has the key of a topic."""
    taken = {topic.key for topic in topics}
    for search in searches:
        where = f"searches.toml [searches.{search.key}]"
        if search.key in taken:
            raise ListError(f"{where}: there is a topic of this key; a search needs one of its own")
        try:
            check_search(view, search.query, Filters())
        except ConfigError as error:
            raise ListError(f"{where} query: {error}") from None


def topics_of(view: Transaction) -> Sequence[Topic]:
    """The topics of the lists that the store was last judged by."""
    version = view.lexicons.current()
    return () if version is None else vocabulary_of(view.lexicons.source(version)).topics


def _plans(topics: Sequence[Topic], searches: Sequence[SavedSearch], language: str) -> Iterator[_Plan]:
    for topic in topics:
        title = _labels([topic], language)[topic.key]
        query = Query(all_of(Field(FieldName.TOPIC, (topic.key,)), _DROPPED))
        yield _Plan(topic.key, title, _OF_TOPIC[language], language, query)
    for search in searches:
        own = search.language or language
        subtitle = _OF_SEARCH[own].format(query=search.query)
        yield _Plan(search.key, search.name, subtitle, own, without_dropped(search.query))


def without_dropped(query: Query) -> Query:
    """The query without what the analyst dropped, unless it names a state itself."""
    if speaks_of_state(query):
        return query
    return Query(_DROPPED if query.root is None else all_of(query.root, _DROPPED))


def _items(view: Transaction, plan: _Plan, labels: Mapping[str, str], calendar: Calendar) -> list[OutItem]:
    found = list(view.listings.find(plan.query, Filters(limit=MOST_ITEMS), calendar))
    updated = view.listings.stored_at([one.article.id for one in found])
    return [_item(one, updated[one.article.id], labels) for one in found]


def _item(listed: Listed, updated: datetime, labels: Mapping[str, str]) -> OutItem:
    article = listed.article
    return OutItem(
        article=article.id,
        url=article.url_final,
        title=article.title,
        outlet=listed.source_name,
        extract=extract_of(listed.text),
        language=article.language,
        published=article.published,
        updated=updated,
        categories=tuple(Category(tag.topic, labels.get(tag.topic, tag.topic)) for tag in listed.topics),
    )


def _labels(topics: Sequence[Topic], language: str) -> dict[str, str]:
    return {topic.key: topic.label_fr if language == "fr" else topic.label_en for topic in topics}


def _take_away_others(folder: Path, written: Collection[str]) -> None:
    """Take away the feeds of topics and searches that are no longer there; other files are left alone."""
    for atom in folder.glob("*.atom"):
        if atom.name not in written:
            atom.with_suffix(".json").unlink(missing_ok=True)
            atom.unlink(missing_ok=True)
