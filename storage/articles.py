"""Articles, their versions and pages, and the verdicts on them."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from pipeline.domain.articles import Basis, DateSource, Document, Fingerprint, without_lines
from pipeline.domain.errors import NotFound
from pipeline.domain.records import Analysis, Article, NewArticle, PageRecord, Untagged
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Kind, Level, Mention, Tagging
from storage.dialects import insert_missing, insert_plain, row_of
from storage.incidents import row_of_incident
from storage.polling_tables import sources
from storage.reviews import correct_facets
from storage.schema import aliases, articles, facets, incidents, mentions, pages, tags, versions


class Articles:
    """What the analyst reviews. An article is never overwritten: a changed text is a new version."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, url_keys: Collection[str]) -> int | None:
        """The id of the article that has one of these keys, as its own or as an alias."""
        own = select(articles.c.id).where(articles.c.url_key.in_(url_keys))
        other = select(aliases.c.article).where(aliases.c.url_key.in_(url_keys))
        return self._connection.scalar(own.union_all(other).limit(1))

    def get(self, article: int) -> Article:
        """One article by its id; raises NotFound."""
        row = self._connection.execute(select(articles).where(articles.c.id == article)).first()
        if row is None:
            raise NotFound("article", article)
        return article_of(row)

    def add(self, new: NewArticle, *, group: int, story: int, now: datetime | None = None) -> int:
        """Store a new article with its first version, its verdicts and its aliases; return its id.

        `now` is when it is stored, which may be a while after it was seen; where it is None, then.
        """
        document = new.analysis.document
        row = {
            "url": new.url,
            "url_final": new.url_final,
            "url_key": new.url_key,
            "source": new.source,
            "first_seen": new.first_seen,
            "moment": document.published or new.first_seen,
            "version": 1,
            "group": group,
            "story": story,
            **_current(new.analysis),
        }
        article: int = self._connection.execute(insert(articles).values(**row).returning(articles.c.id)).scalar_one()
        self.add_aliases(article, new.aliases)
        self._add_version(article, 1, new.analysis, new.page, now or new.first_seen)
        self._write_facets(article, row["moment"], new.analysis.tagging)
        return article

    def add_version(self, article: int, analysis: Analysis, page: PageRecord | None, now: datetime) -> int:
        """Store a changed text as the newest version; return its number. The article keeps its place in time."""
        stored = self.get(article)
        number = stored.version + 1
        change = update(articles).where(articles.c.id == article)
        self._connection.execute(change.values(version=number, **_current(analysis)))
        self._add_version(article, number, analysis, page, now)
        self._connection.execute(delete(facets).where(facets.c.article == article))
        self._write_facets(article, stored.moment, analysis.tagging)
        correct_facets(self._connection, [article])
        return number

    def tagged_otherwise(self, lexicon: str, after: int, limit: int, since: datetime | None) -> list[Untagged]:
        """The articles with a larger id whose current version was judged by another lexicon, by id."""
        query = (
            _current_versions()
            .with_only_columns(
                articles.c.id,
                versions.c.number,
                versions.c.title,
                versions.c.text,
                articles.c.language,
                versions.c.published,
                func.coalesce(sources.c.timezone, "UTC"),
            )
            .outerjoin(sources, sources.c.key == articles.c.source)
            .where(versions.c.lexicon != lexicon, articles.c.id > after)
        )
        if since is not None:
            query = query.where(articles.c.moment >= since)
        rows = self._connection.execute(query.order_by(articles.c.id).limit(limit))
        return [Untagged(*row) for row in rows]

    def count_tagged_otherwise(self, lexicon: str) -> int:
        """How many articles another lexicon judged."""
        query = _current_versions().with_only_columns(func.count()).where(versions.c.lexicon != lexicon)
        return self._connection.scalar(query) or 0

    def levels(self, ids: Collection[int]) -> dict[int, dict[str, Level]]:
        """The level of each topic of articles in their current versions, by their ids."""
        query = (
            select(tags.c.article, tags.c.topic, tags.c.level)
            .join(articles, (articles.c.id == tags.c.article) & (articles.c.version == tags.c.number))
            .where(tags.c.article.in_(ids))
        )
        found: dict[int, dict[str, Level]] = {}
        for article, topic, level in self._connection.execute(query):
            found.setdefault(article, {})[topic] = Level(level)
        return found

    def replace_verdicts(self, judged: Sequence[tuple[Untagged, Tagging, tuple[Incident, ...], str]]) -> None:
        """Put new verdicts on the current versions of articles in place of those they had; nothing else changes.

        The last of each are the features that stories are told by.

        An article that has a newer version by now is left out: that one was judged by itself.
        """
        moments = self._moments([(one.article, one.number) for one, *_ in judged])
        kept = [found for found in judged if found[0].article in moments]
        ids = [one.article for one, *_ in kept]
        for table in (mentions, tags, incidents):
            for one, *_ in kept:
                own = (table.c.article == one.article) & (table.c.number == one.number)
                self._connection.execute(delete(table).where(own))
        self._connection.execute(delete(facets).where(facets.c.article.in_(ids)))
        for one, tagging, found, features in kept:
            self._write_verdicts(one.article, one.number, tagging, found)
            self._write_facets(one.article, moments[one.article], tagging)
            at = (versions.c.article == one.article) & (versions.c.number == one.number)
            self._connection.execute(update(versions).where(at).values(lexicon=tagging.lexicon, features=features))
            relevance = update(articles).where(articles.c.id == one.article).values(relevant=tagging.relevant)
            self._connection.execute(relevance)
        correct_facets(self._connection, ids)

    def _moments(self, numbered: Sequence[tuple[int, int]]) -> dict[int, datetime]:
        """The moments of those articles of which this is still the current version."""
        numbers = dict(numbered)
        query = select(articles.c.id, articles.c.moment, articles.c.version).where(articles.c.id.in_(numbers))
        return {row.id: row.moment for row in self._connection.execute(query) if row.version == numbers[row.id]}

    def add_aliases(self, article: int, url_keys: Iterable[str]) -> None:
        """Let further addresses lead to an article."""
        insert_missing(self._connection, aliases, [{"url_key": key, "article": article} for key in url_keys])

    def add_page(self, page: PageRecord, link: int | None) -> int:
        """Write down a response that was kept."""
        row = {**row_of(page), "headers": [list(pair) for pair in page.headers], "link": link}
        added: int = self._connection.execute(insert(pages).values(**row).returning(pages.c.id)).scalar_one()
        return added

    def move(self, article: int, *, group: int, story: int) -> None:
        """Put an article into another group and story."""
        self._connection.execute(update(articles).where(articles.c.id == article).values(group=group, story=story))

    def document(self, article: int) -> Document:
        """The current document of an article; raises NotFound."""
        row = self._connection.execute(_current_versions().where(articles.c.id == article)).first()
        if row is None:
            raise NotFound("article", article)
        return document_of(row)

    def current_page(self, article: int) -> PageRecord | None:
        """The response that the current version was read from; None where it came from none."""
        query = _current_versions().with_only_columns(pages).join(pages, pages.c.id == versions.c.page)
        row = self._connection.execute(query.where(articles.c.id == article)).first()
        return None if row is None else _page(row)

    def texts(self, ids: Collection[int]) -> dict[int, str]:
        """The current texts of articles by id, without what their outlets print again and again."""
        columns = articles.c.id, versions.c.text, versions.c.left_out
        query = _current_versions().with_only_columns(*columns).where(articles.c.id.in_(ids))
        return {article: without_lines(text, gone) for article, text, gone in self._connection.execute(query)}

    def newest_texts(self, limit: int) -> Iterator[tuple[Article, str]]:
        """The articles stored last with their current texts, the newest first; also those that are not relevant."""
        query = _current_versions().with_only_columns(articles, versions.c.text).order_by(articles.c.id.desc())
        for row in self._connection.execute(query.limit(limit)):
            yield article_of(row), row.text

    def fingerprint(self, article: int) -> Fingerprint:
        """The fingerprint of the current version."""
        row = self._connection.execute(_current_versions().where(articles.c.id == article)).one()
        return Fingerprint(row.exact, unpacked(row.sketch), row.words, row.normaliser)

    def between(self, since: datetime, until: datetime) -> list[Article]:
        """The articles of a span of time in canonical order: by moment, then by url_key."""
        query = select(articles).where(articles.c.moment >= since, articles.c.moment < until)
        return [
            article_of(row) for row in self._connection.execute(query.order_by(articles.c.moment, articles.c.url_key))
        ]

    def sources(self) -> set[str]:
        """The keys of all sources that any article is of."""
        return set(self._connection.scalars(select(articles.c.source).distinct()))

    def newest(self) -> int:
        """The id of the article stored last; 0 where there is none."""
        return self._connection.scalar(select(func.max(articles.c.id))) or 0

    def count(self, *, relevant: bool | None = None) -> int:
        """How many articles are stored, or how many of them are relevant, or not."""
        query = select(func.count()).select_from(articles)
        return self._connection.scalar(query if relevant is None else query.where(articles.c.relevant == relevant)) or 0

    def _add_version(
        self, article: int, number: int, analysis: Analysis, page: PageRecord | None, now: datetime
    ) -> None:
        page_id = None if page is None else self.add_page(page, None)
        self._connection.execute(insert(versions).values(_version_row(article, number, analysis, page_id, now)))
        self._write_verdicts(article, number, analysis.tagging, analysis.incidents)

    def _write_verdicts(self, article: int, number: int, tagging: Tagging, found: Sequence[Incident]) -> None:
        at = {"article": article, "number": number}
        listed = enumerate(tagging.mentions)
        insert_plain(self._connection, mentions, [(article, number, i, *_mention(m)) for i, m in listed])
        self._insert(tags, [at | _tag(tagging, index) for index in range(len(tagging.tags))])
        self._insert(incidents, [at | {"ordinal": i} | row_of_incident(one) for i, one in enumerate(found)])

    def _write_facets(self, article: int, moment: datetime, tagging: Tagging) -> None:
        keyed = [{"article": article, "moment": moment} | facet for facet in _facets(tagging)]
        insert_missing(self._connection, facets, keyed)

    def _insert(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), list(rows))


_ARTICLE = tuple(Article.__dataclass_fields__)
_DATE_SOURCE, _BASIS = _ARTICLE.index("date_source"), _ARTICLE.index("basis")
_article_values = attrgetter(*_ARTICLE)


def article_of(row: Row[Any]) -> Article:
    """An article from a row of its table."""
    values = list(_article_values(row))
    values[_DATE_SOURCE] = DateSource(values[_DATE_SOURCE])
    values[_BASIS] = Basis(values[_BASIS])
    return Article(*values)


def document_of(row: Row[Any]) -> Document:
    """A document from a row of the versions."""
    values = {name: row._mapping[name] for name in Document.__dataclass_fields__}
    lists = {name: tuple(values[name]) for name in ("captions", "authors")}
    return Document(
        **{**values, **lists, "basis": Basis(values["basis"]), "date_source": DateSource(values["date_source"])}
    )


def _page(row: Row[Any]) -> PageRecord:
    values = {name: row._mapping[name] for name in PageRecord.__dataclass_fields__}
    return PageRecord(**{**values, "headers": tuple((name, value) for name, value in values["headers"])})


def packed(sketch: Sequence[int]) -> bytes:
    """A sketch as bytes, eight a number, little-endian."""
    return array("Q", sketch).tobytes()


def unpacked(sketch: bytes) -> tuple[int, ...]:
    """The sketch in these bytes."""
    numbers = array("Q")
    numbers.frombytes(sketch)
    return tuple(numbers)


def _current_versions() -> Any:
    current = (versions.c.article == articles.c.id) & (versions.c.number == articles.c.version)
    return select(versions).join(articles, current)


def _current(analysis: Analysis) -> dict[str, Any]:
    document, fingerprint = analysis.document, analysis.fingerprint
    return {
        "published": document.published,
        "date_source": document.date_source,
        "language": document.language,
        "title": document.title,
        "basis": document.basis,
        "relevant": analysis.tagging.relevant,
        "exact": fingerprint.exact,
        "words": fingerprint.words,
        "sketch": len(fingerprint.sketch),
    }


def _version_row(article: int, number: int, analysis: Analysis, page: int | None, now: datetime) -> dict[str, Any]:
    fingerprint = analysis.fingerprint
    document = {name: getattr(analysis.document, name) for name in Document.__dataclass_fields__}
    return {
        **document,
        "captions": list(analysis.document.captions),
        "authors": list(analysis.document.authors),
        "article": article,
        "number": number,
        "exact": fingerprint.exact,
        "sketch": packed(fingerprint.sketch),
        "words": fingerprint.words,
        "normaliser": fingerprint.normaliser,
        "lexicon": analysis.tagging.lexicon,
        "page": page,
        "stored_at": now,
        "left_out": list(analysis.left_out),
        "features": analysis.features,
    }


def _mention(one: Mention) -> tuple[int | str, ...]:
    return one.field, one.start, one.end, one.surface, one.term, one.kind.value, one.key


def _tag(tagging: Tagging, index: int) -> dict[str, Any]:
    tag = tagging.tags[index]
    return {
        "topic": tag.topic,
        "level": tag.level,
        "score": tag.score,
        "rule": tag.rule,
        "mentions": len(tag.mentions),
        "lexicon": tagging.lexicon,
    }


def _facets(tagging: Tagging) -> list[dict[str, Any]]:
    keys = {
        Kind.TOPIC: [tag.topic for tag in tagging.tags],
        Kind.COUNTRY: tagging.countries,
        Kind.PLACE: tagging.places,
        Kind.ACTOR: tagging.actors,
    }
    return [{"kind": kind, "key": key, "rank": rank} for kind, found in keys.items() for rank, key in enumerate(found)]
