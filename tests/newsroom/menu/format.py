"""Formats other than RSS 2.0, and documents that lead to others."""

import json

from tests.newsroom.menu.documents import moment, rss
from tests.newsroom.menu.play import HTML, Play
from tests.newsroom.menu.registry import Expected, feed

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json"
XML = "application/xml; charset=utf-8"
MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
BOTH = ("/a/1", "/a/2")


@feed(Expected("ok", links=BOTH))
async def fmt_rdf(play: Play) -> None:
    links = [f"{play.home}a/{number}" for number in (1, 2)]
    items = "".join(
        f'<item rdf:about="{link}"><title>{play.headline(number)}</title><link>{link}</link>'
        f"<dc:date>{moment(play.start, number).isoformat()}</dc:date></item>"
        for number, link in enumerate(links, 1)
    )
    spaces = 'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    listed = "".join(f'<rdf:li resource="{link}"/>' for link in links)
    channel = f'<channel rdf:about="{play.home}"><title>x</title><items><rdf:Seq>{listed}</rdf:Seq></items></channel>'
    root = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {spaces}>{channel}{items}</rdf:RDF>'
    await play.send(f'<?xml version="1.0" encoding="utf-8"?>{root}', "application/rdf+xml")


def _atom(play: Play, numbers: tuple[int, ...], head: str = "") -> str:
    entries = "".join(
        f"<entry><id>{play.home}a/{number}</id><title>{play.headline(number)}</title>"
        f'<link href="{play.home}a/{number}"/>'
        f"<updated>{moment(play.start, number).isoformat()}</updated></entry>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{head}{entries}</feed>'


@feed(Expected("ok", links=BOTH))
async def fmt_atom(play: Play) -> None:
    await play.send(_atom(play, (1, 2)), ATOM)


def _json(play: Play, *, ids: bool) -> str:
    items = [{"url": f"{play.home}a/{n}", "title": play.headline(n), "content_text": "Un texte."} for n in (1, 2)]
    named = [{**item, "id": item["url"]} if ids else item for item in items]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": named})


@feed(Expected("ok", links=BOTH))
async def fmt_json(play: Play) -> None:
    await play.send(_json(play, ids=True), JSON)


@feed(Expected("ok", links=BOTH))
async def fmt_json_noid(play: Play) -> None:
    await play.send(_json(play, ids=False), JSON)


@feed(Expected("error:parse", entries=0))
async def json_deep(play: Play) -> None:
    await play.send("[" * 100_000 + "]" * 100_000, JSON)


def _url(play: Play, number: int, tail: str = "") -> str:
    return f"<url><loc>{play.home}a/{number}{tail}</loc>{_news(play, number)}</url>"


def _news(play: Play, number: int) -> str:
    date = f"<news:publication_date>{moment(play.start, number).isoformat()}</news:publication_date>"
    return f"<news:news>{date}<news:title>{play.headline(number)}</news:title></news:news>"


def _urlset(urls: str) -> str:
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0" encoding="utf-8"?><urlset xmlns="{MAPS}" {news}>{urls}</urlset>'


@feed(Expected("ok", links=BOTH))
async def fmt_news_sitemap(play: Play) -> None:
    await play.send(_urlset(_url(play, 1) + _url(play, 2)), XML)


@feed(Expected("ok", "ok", links=BOTH, asked=15))
async def sitemap_loop(play: Play) -> None:
    """An index that names itself, two sitemaps and another index, which names the first."""
    part = play.request.target.rpartition("/")[2]
    if part in {"1", "2"}:
        await play.send(_urlset(_url(play, int(part))), XML)
        return
    named = ("feed", "feed/1", "feed/2", "feed/loop")
    parts = "".join(f"<sitemap><loc>{play.home}{name}</loc></sitemap>" for name in named)
    await play.send(f'<?xml version="1.0"?><sitemapindex xmlns="{MAPS}">{parts}</sitemapindex>', XML)


@feed(Expected("ok", address="/feed/rss"), path="/")
async def html_home(play: Play) -> None:
    if play.request.target == "/feed/rss":
        await play.feed()
        return
    named = '<link rel="alternate" type="application/rss+xml" title="Flux" href="/feed/rss">'
    await play.send(f"<!DOCTYPE html><html><head><title>Accueil</title>{named}</head><body>x</body></html>", HTML)


@feed(Expected("ok", "ok", "unchanged", entries=10, articles=10))
async def paged(play: Play) -> None:
    """Two items a page. After the first poll come eight more, on five pages, the last of which names the first."""
    number = int(play.request.target.rpartition("/")[2]) if "/p/" in play.request.target else 1
    if number == 1 and play.nth == 0:
        await play.send(_atom(play, (9, 10), _next(play, 2)), ATOM)
        return
    await play.send(_atom(play, (2 * number - 1, 2 * number), _next(play, number % 5 + 1)), ATOM)


def _next(play: Play, number: int) -> str:
    older = play.stand.feed_url if number == 1 else f"{play.stand.feed_url}/p/{number}"
    return f'<link rel="self" href="{play.stand.feed_url}"/><link rel="next" href="{older}"/>'


@feed(Expected("ok"))
async def websub(play: Play) -> None:
    hub = '<atom:link rel="hub" href="https://hub.elsewhere.example/"/>'
    await play.send(rss(play.items(), home=play.home, head=hub))


@feed(Expected("ok"))
async def silly_ttl(play: Play) -> None:
    hints = "<ttl>99999</ttl><sy:updatePeriod>yearly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>"
    await play.send(rss(play.items(), home=play.home, head=hints))
