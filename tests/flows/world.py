"""A small world for flows: a clock, a network of canned answers, feeds and pages in the manner of real ones."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from pipeline.domain.articles import NotModified, Page
from pipeline.domain.errors import Gone
from pipeline.domain.feeds import Feed, Gate, Ownership, Source
from pipeline.flows.services import Services
from pipeline.net.client import Request

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
FEED = "https://radio-dune.example/feed"

CONVOY = """Un convoi de plus de 100 camions-citernes est arrivé jeudi soir à Bamako sous escorte militaire, après onze
jours de blocus imposé par les jihadistes du GSIM sur les routes du sud du Mali, a annoncé le ministère de la Défense.

Selon des habitants de Kayes joints par téléphone, les stations-service de la ville étaient fermées depuis une semaine
et le prix du litre d'essence avait triplé au marché noir. « Nous avons passé trois nuits dans la file », raconte un
chauffeur de taxi qui a requis l'anonymat.

Le Groupe de soutien à l'islam et aux musulmans, lié à Al-Qaïda, avait incendié au moins 40 camions en septembre
entre la frontière sénégalaise et la capitale. L'armée malienne assure que d'autres convois suivront avant la fin du
mois, et que la pénurie de carburant sera résorbée dans les prochains jours."""

CUP = """L'équipe de la ville a remporté samedi la coupe régionale de football devant plusieurs milliers de spectateurs
réunis dans le stade municipal, au terme d'une finale longtemps indécise et conclue aux tirs au but.

Les joueurs ont fêté le titre avec leurs supporters jusque tard dans la soirée. L'entraîneur a salué un groupe jeune et
solidaire, qui disputera dès le mois prochain le championnat national avec de nouvelles ambitions."""


class MovableClock:
    """Tells the time it was set to."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)


class Network:
    """Answers with what was put there: bytes, an error, or that nothing changed."""

    def __init__(self, clock: MovableClock) -> None:
        self.answers: dict[str, bytes | Exception | None] = {}
        self.requests: list[Request] = []
        self._clock = clock

    def get(self, request: Request) -> Page | NotModified:
        self.requests.append(request)
        answer = self.answers.get(request.url, Gone("status 404", subject=request.url, status=404))
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            return NotModified(request.url, request.url, (), self._clock.now())
        return page_of(request.url, answer, self._clock.now())

    def interrupt(self) -> None:
        """There is nothing to break off."""

    def asked_for(self, url: str) -> int:
        return sum(request.url == url for request in self.requests)


def page_of(url: str, body: bytes, now: datetime) -> Page:
    kind = "application/rss+xml" if body.startswith(b"<?xml") else "text/html; charset=utf-8"
    if url.endswith("/robots.txt"):
        kind = "text/plain"
    headers = (("content-type", kind), ("etag", '"7"'))
    return Page(url, url, 200, headers, body, now, hashlib.sha256(body).hexdigest())


def rss(entries: Sequence[tuple[str, str]], *, published: datetime = START) -> bytes:
    """A feed of (address, title) pairs."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(url)}</link><guid>{escape(url)}</guid>"
        f"<pubDate>{published:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for url, title in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Radio</title>{items}</channel></rss>'.encode()


def html(title: str, text: str, *, published: datetime = START) -> bytes:
    """A page with an article."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    return (
        f"<!doctype html><html lang='fr'><head><title>{escape(title)}</title><meta property='og:title' "
        f"content='{escape(title)}'><meta property='article:published_time' content='{published.isoformat()}'></head>"
        f"<body><nav><a href='/'>Accueil</a></nav><article><h1>{escape(title)}</h1>{paragraphs}</article></body></html>"
    ).encode()


def with_feed(services: Services, *, gate: Gate = Gate.NONE, key: str = "radio-dune") -> None:
    """Let the store know one feed, due now."""
    home = f"https://{key}.example/"
    source = Source(key, key.title(), home, "ML", ("ML",), ("fr",), Ownership.PRIVATE, "Africa/Bamako")
    feed = Feed(key=key, source=key, addresses=(f"{home}feed", f"{home}rss"), gate=gate)
    with services.store.writing() as tx:
        tx.feeds.load([source], [feed], services.clock.now())
