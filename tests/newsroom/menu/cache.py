"""Validators and freshness: what a server says of changes, and what it does."""

import gzip

from tests.newsroom.menu.documents import rss
from tests.newsroom.menu.play import Headers, Play
from tests.newsroom.menu.registry import Expected, feed

CHANGED = "Mon, 02 Nov 2026 08:00:00 GMT"
ODD = "yesterday, at noon"


async def _conditional(play: Play, name: str, value: str, validators: Headers) -> None:
    """Answer 304 to a request that brings exactly this header, else the feed with its validators."""
    if play.request.header(name) == value:
        await play.send("", "", status=304, headers=validators)
    else:
        await play.feed(headers=validators)


@feed(Expected("ok", "not_modified", day="unchanged"))
async def etag_304(play: Play) -> None:
    await _conditional(play, "if-none-match", '"v1"', (("ETag", '"v1"'), ("Last-Modified", CHANGED)))


@feed(Expected("ok", "not_modified", day="unchanged"))
async def weak_etag(play: Play) -> None:
    await _conditional(play, "if-none-match", 'W/"v1"', (("ETag", 'W/"v1"'),))


@feed(Expected("ok", "not_modified", day="unchanged"))
async def etag_per_encoding(play: Play) -> None:
    """A server whose tag tells how the body is packed, as Apache's does."""
    packs = "gzip" in play.request.header("accept-encoding")
    tag = '"v1-gzip"' if packs else '"v1"'
    if play.request.header("if-none-match") == tag:
        await play.send("", "", status=304, headers=(("ETag", tag),))
        return
    body = rss(play.items(), home=play.home).encode()
    packed: Headers = (("Content-Encoding", "gzip"),) if packs else ()
    await play.send(gzip.compress(body, mtime=0) if packs else body, headers=(("ETag", tag), *packed))


@feed(Expected("ok", "unchanged"))
async def etag_always_new(play: Play) -> None:
    await play.feed(headers=(("ETag", f'"v{play.nth}"'),))


@feed(Expected("ok", "not_modified", day="ok", entries=3))
async def stuck_304(play: Play) -> None:
    """304 for ever to whoever sends a validator, although there is news since."""
    if play.request.header("if-none-match"):
        await play.send("", "", status=304, headers=(("ETag", '"v1"'),))
        return
    numbers = (1, 2) if play.nth == 0 else (3, 1)
    await play.feed(*play.items(*numbers), headers=(("ETag", '"v1"'),))


@feed(Expected("ok", "not_modified", day="unchanged"))
async def lastmod_only(play: Play) -> None:
    await _conditional(play, "if-modified-since", CHANGED, (("Last-Modified", CHANGED),))


@feed(Expected("ok", "not_modified", day="unchanged"))
async def lastmod_odd(play: Play) -> None:
    await _conditional(play, "if-modified-since", ODD, (("Last-Modified", ODD),))


@feed(Expected("ok", "unchanged"))
async def ignores_conditional(play: Play) -> None:
    await play.feed(headers=(("ETag", '"v1"'), ("Last-Modified", CHANGED)))


@feed(Expected("ok", "ok"))
async def body_nonce(play: Play) -> None:
    nonce = f"<lastBuildDate>Mon, 02 Nov 2026 08:00:{play.nth:02} GMT</lastBuildDate><!-- {play.nth} -->"
    await play.send(rss(play.items(), home=play.home, head=nonce))


@feed(Expected("ok", "unchanged"))
async def no_store(play: Play) -> None:
    await play.feed(headers=(("Cache-Control", "no-store"), ("Expires", "0")))


@feed(Expected("ok", "unchanged"))
async def max_age_huge(play: Play) -> None:
    await play.feed(headers=(("Cache-Control", "max-age=864000"),))


@feed(Expected("error:protocol", entries=0))
async def bogus_304(play: Play) -> None:
    await play.send("", "", status=304)
