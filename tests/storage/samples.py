"""Values to store: short, invented, in several languages."""

from datetime import UTC, date, datetime, timedelta

from pipeline.domain.articles import Basis, DateSource, Document, Fingerprint
from pipeline.domain.feeds import Entry, Feed, Gate, GatedEntry, Ownership, Source
from pipeline.domain.hosts import NewLink, Why
from pipeline.domain.records import Analysis, NewArticle
from pipeline.domain.stories import Cause, Claimant, Evidence, Harm, Incident, Side
from pipeline.domain.topics import Kind, Level, Mention, Tag, Tagging
from pipeline.domain.urls import host_of, url_key

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def source(key: str = "radio-dune", *, ownership: Ownership = Ownership.PRIVATE, country: str = "ML") -> Source:
    return Source(
        key=key,
        name=key.replace("-", " ").title(),
        home=f"https://{key}.example/",
        country=country,
        covers=("ML", "NE"),
        languages=("fr",),
        ownership=ownership,
        timezone="Africa/Bamako",
    )


def feed(key: str = "radio-dune", *, gate: Gate = Gate.NONE) -> Feed:
    return Feed(key=key, source=key, addresses=(f"https://{key}.example/feed", f"https://{key}.example/rss"), gate=gate)


def link(url: str = "https://radio-dune.example/a", *, minutes: int = 0) -> NewLink:
    return NewLink(url, url_key(url), host_of(url), Why.FEED, "radio-dune", NOON + minutes * MINUTE)


def gated(url: str, *, on_topic: bool = True) -> GatedEntry:
    entry = Entry(guid=f"guid of {url}", url=url, title="Un convoi à Sévaré", published=NOON, authors=("A. Diarra",))
    return GatedEntry(entry, identity=url_key(url), url_key=url_key(url), host=host_of(url), on_topic=on_topic)


def document(
    text: str = "Un convoi de carburant est arrivé à Sévaré.", *, title: str = "Convoi", when: datetime | None = NOON
) -> Document:
    return Document(
        basis=Basis.PAGE,
        title=title,
        text=text,
        captions=("Une citerne",),
        authors=("A. Diarra",),
        credit="APX",
        published=when,
        date_source=DateSource.DECLARED if when else DateSource.NONE,
        site="Radio Dune",
        language="fr",
    )


def analysis(text: str = "Un convoi de carburant est arrivé à Sévaré.", **options: object) -> Analysis:
    """An analysis whose tags say fuel-blockade wherever the text speaks of fuel."""
    made = document(text, **options)  # type: ignore[arg-type]
    at = text.find("carburant")
    mentions = (Mention("text", at, at + 9, "carburant", "carburant", Kind.TOPIC, "fuel-blockade"),) if at >= 0 else ()
    tags = (Tag("fuel-blockade", Level.REPORTED, 0.75, "strong", mentions),) if mentions else ()
    tagging = Tagging("lexicon-1", bool(tags), tags, mentions, ("ML",), ("sevare",), ())
    words = Evidence(0, 2, text[:2])
    toll = (
        Incident(Harm.KILLED, 2, None, "text", 0, 2, text[:2], "sevare"),
        Incident(
            harm=Harm.INJURED,
            least=3,
            most=5,
            field="text",
            start=0,
            end=2,
            surface=text[:2],
            place="mali",
            side=Side.FORCES,
            cause=Cause.ACCIDENT,
            precision=3,
            place_words=words,
            day=date(2026, 11, 16),
            day_words=words,
            claimant=Claimant.ARMY,
            claimed_by="fama",
            claim_words=words,
            attackers=("jnim",),
            victims=("fama", "vdp"),
            superseded=True,
            told_in_words=True,
            in_title=True,
        ),
    )
    counted = text.split()
    sketch = tuple(sorted({sum(map(ord, word)) * 7919 for word in counted}))[:100]
    return Analysis(made, tagging, toll, Fingerprint(f"{abs(hash_of(text)):032x}"[:32], sketch, len(counted), 1))


def hash_of(text: str) -> int:
    """A number for a text, the same in every run."""
    return int.from_bytes(text.encode()[:14].ljust(14, b"."), "big") ^ len(text)


def new_article(
    url: str = "https://radio-dune.example/a", *, made: Analysis | None = None, outlet: str = "radio-dune"
) -> NewArticle:
    return NewArticle(
        url=url,
        url_final=url,
        url_key=url_key(url),
        source=outlet,
        first_seen=NOON + MINUTE,
        analysis=made or analysis(),
    )
