"""Invented days for the tests of the digest: outlets, articles and answers that never were."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.domain.articles import Basis, DateSource, State
from pipeline.domain.digests import Candidate, DayRecord, Funnel, Member, SourceWatch, TopicLabel
from pipeline.domain.errors import Failure
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.records import Article, Listed, TopicTag
from pipeline.domain.stories import Harm, Incident
from pipeline.domain.topics import Kind, Level, Mention

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CUT_OFF = datetime(2026, 11, 22, 6, tzinfo=UTC)

TOPICS = (
    TopicLabel("jihadist-insurgency", "Jihadist insurgency", "Insurrection djihadiste"),
    TopicLabel("fuel-blockade", "Fuel blockade", "Blocus du carburant"),
    TopicLabel("displacement", "Displacement", "Déplacements de population"),
)


def source(key: str = "radio", **changes: object) -> Source:
    usual = Source(
        key=key,
        name=f"Outlet {key}",
        home=f"https://{key}.example/",
        country="ML",
        covers=("ML",),
        languages=("fr",),
        ownership=Ownership.PRIVATE,
        timezone="Africa/Bamako",
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def article(number: int = 1, **changes: object) -> Article:
    url = f"https://radio.example/{number}"
    usual = Article(
        id=number,
        url=url,
        url_final=url,
        url_key=url,
        source="radio",
        first_seen=NOON + timedelta(hours=1),
        published=NOON,
        date_source=DateSource.DECLARED,
        moment=NOON,
        language="fr",
        title=f"Titre de l’article {number}",
        basis=Basis.PAGE,
        relevant=True,
        version=1,
        group=number,
        story=number,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def tag(topic: str = "jihadist-insurgency", level: Level = Level.REPORTED, score: float = 3.0) -> TopicTag:
    return TopicTag(topic, level, score, mentions=1)


def mention(text: str, surface: str, topic: str = "jihadist-insurgency", *, field: str = "text") -> Mention:
    """A mention of a topic at the first place where the text has the surface."""
    start = text.index(surface)
    return Mention(field, start, start + len(surface), surface, surface, Kind.TOPIC, topic)


def incident(text: str, surface: str, least: int) -> Incident:
    """A toll at the first place where the text has the surface."""
    start = text.index(surface)
    return Incident(Harm.KILLED, least, least, "text", start, start + len(surface), surface)


def candidate(
    number: int = 1,
    *,
    text: str = "Une attaque a visé le village dans la nuit.",
    countries: tuple[str, ...] = ("ML",),
    topics: tuple[TopicTag, ...] = (TopicTag("jihadist-insurgency", Level.REPORTED, 3.0, 1),),
    outlet: Source | None = None,
    copies: Sequence[Member] = (),
    mentions: Sequence[Mention] = (),
    incidents: Sequence[Incident] = (),
    **changes: object,
) -> Candidate:
    outlet = outlet or source()
    listed = Listed(
        article=article(number, **{"source": outlet.key, **changes}),
        source_name=outlet.name,
        text=text,
        topics=topics,
        countries=countries,
        places=(),
        actors=(),
        relation=None,
        state=State.NEW,
    )
    return Candidate(listed, outlet, tuple(copies), tuple(mentions), tuple(incidents))


def copy_by(number: int, outlet: Source) -> Member:
    return Member(article(number, source=outlet.key), outlet)


def watch(outlet: Source, *, answered: bool = True, polls: int = 4, failure: Failure | None = None) -> SourceWatch:
    heard = CUT_OFF - timedelta(hours=1) if answered else CUT_OFF - timedelta(days=3)
    return SourceWatch(outlet, polls, answered, failure, "", heard)


FUNNEL = Funnel(
    entries=1200,
    on_topic=300,
    links_waiting=10,
    links_rejected=20,
    links_given_up=5,
    articles=265,
    not_relevant=200,
    dropped=2,
    copies=33,
    shown=0,
    elsewhere=40,
    read_later=15,
)


def record(*candidates: Candidate, language: str = "en", **changes: object) -> DayRecord:
    usual = DayRecord(
        day="2026-11-21",
        language=language,
        timezone="UTC",
        since=datetime(2026, 11, 21, tzinfo=UTC),
        until=CUT_OFF,
        lexicon="5f0c9d2e7a41b3aa5566",
        topics=TOPICS,
        candidates=candidates,
        watch=(watch(source()),),
        funnel=FUNNEL,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]
