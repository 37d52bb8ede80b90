"""Connections that break, hang or drip, bodies that lie about their length or their packing."""

import asyncio
import gzip
import zlib
from functools import lru_cache
from itertools import repeat

import zstandard

from tests.newsroom.faults import BEHAVIOURS
from tests.newsroom.menu.documents import rss
from tests.newsroom.menu.play import Play
from tests.newsroom.menu.registry import Expected, feed

BOMB_MB = 200
OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n"
CLOSE = b"Connection: close\r\n\r\n"
CUT = Expected("error:transport", entries=0)
SLOW = Expected("error:timeout", entries=0)
TOO_LARGE = Expected("error:too_large", entries=0)


def _document(play: Play) -> bytes:
    return rss(play.items(), home=play.home).encode()


@lru_cache(maxsize=1)
def gzip_bomb_body() -> bytes:
    """A feed of 200 MB in some 200 kB: one packed block of spaces, over and over."""
    start, spaces = b'<?xml version="1.0"?><rss version="2.0"><channel><title>', b" " * 1_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    packer.compress(spaces)
    packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * BOMB_MB


@feed(CUT)
async def reset_accept(play: Play) -> None:
    """Reset before a request is read: the server does it at the address of this outlet."""
    play.exchange.reset()


@feed(CUT)
async def reset_mid_body(play: Play) -> None:
    body = _document(play)
    await play.raw(OK_HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body[: body.index(b"</item>") + 20])
    await asyncio.sleep(0.1)
    play.exchange.reset()


@feed(SLOW)
async def hang(play: Play) -> None:
    await BEHAVIOURS["hang"].act(play.exchange)


@feed(SLOW)
async def slow_headers(play: Play) -> None:
    await play.raw(OK_HEAD)
    await play.drip((bytes([byte]) for byte in b"X-Slow: " + b"a" * 10_000), 1.0)


@feed(SLOW)
async def drip(play: Play) -> None:
    await play.raw(OK_HEAD, CLOSE, _document(play)[:300])
    await play.drip(repeat(b" "), 0.5)


@feed(Expected("ok"))
async def slow_2s(play: Play) -> None:
    await asyncio.sleep(2.0)
    await play.feed()


@feed(CUT)
async def short_body(play: Play) -> None:
    body = _document(play)
    await play.raw(OK_HEAD + b"Content-Length: %d\r\n" % (len(body) + 500) + CLOSE + body)


@feed(Expected("ok"))
async def close_delimited(play: Play) -> None:
    await play.raw(OK_HEAD, CLOSE, _document(play))


@feed(CUT)
async def bad_chunk(play: Play) -> None:
    """The invalid size comes in a packet of its own, after a good chunk; then nothing more."""
    body = _document(play)
    await play.raw(OK_HEAD, b"Transfer-Encoding: chunked\r\n\r\n", b"%x\r\n%b\r\n" % (len(body), body))
    await asyncio.sleep(0.1)
    await play.raw(b"zz\r\nnonsense\r\n")


@feed(TOO_LARGE)
async def endless(play: Play) -> None:
    await play.raw(OK_HEAD, CLOSE, _document(play).partition(b"</item>")[0])
    await play.drip(repeat(b"<!-- encore et encore -->" * 4_000), 0.0)


@feed(TOO_LARGE)
async def huge_length(play: Play) -> None:
    await play.raw(OK_HEAD, b"Content-Length: 10000000000\r\n\r\n", _document(play))
    await play.exchange.left()


@feed(CUT)
async def header_flood(play: Play) -> None:
    flood = b"".join(b"X-Flood-%d: %d\r\n" % (number, number) for number in range(20_000))
    await play.raw(OK_HEAD, flood, CLOSE, _document(play))


@feed(CUT)
async def header_huge(play: Play) -> None:
    await play.raw(OK_HEAD, b"X-Huge: " + b"a" * 4_000_000 + b"\r\n", CLOSE, _document(play))


@feed(Expected("ok"))
async def cookie_flood(play: Play) -> None:
    """Three hundred cookies, none of which may come back."""
    await play.feed(headers=tuple(("Set-Cookie", f"c{number}=1; Path=/") for number in range(300)))


@feed(CUT)
async def garbage(play: Play) -> None:
    await BEHAVIOURS["garbage"].act(play.exchange)


@feed(Expected("ok"))
async def early_hints(play: Play) -> None:
    await play.exchange.send_raw(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n")
    await play.feed()


@feed(Expected("ok"))
async def close_after(play: Play) -> None:
    """Says that the connection is kept, and closes it."""
    await play.feed()
    play.exchange.close()


@feed(TOO_LARGE)
async def gzip_bomb(play: Play) -> None:
    await play.send(gzip_bomb_body(), headers=(("Content-Encoding", "gzip"),))


@feed(TOO_LARGE)
async def gzip_bomb_nested(play: Play) -> None:
    await play.send(gzip.compress(gzip_bomb_body()), headers=(("Content-Encoding", "gzip, gzip"),))


@feed(TOO_LARGE)
async def br_bomb(play: Play) -> None:
    """A coding nobody asked for; what stands in it is no brotli, as no module here makes any."""
    await play.send(b"\xcf" * 1_000, headers=(("Content-Encoding", "br"),))


@feed(TOO_LARGE)
async def zstd_bomb(play: Play) -> None:
    bomb = zstandard.ZstdCompressor(level=3).compress(b" " * 1_000_000) * BOMB_MB
    await play.send(bomb, headers=(("Content-Encoding", "zstd"),))


@feed(CUT)
async def gzip_lie(play: Play) -> None:
    await play.feed(headers=(("Content-Encoding", "gzip"),))


@feed(Expected("ok"))
async def gzip_undeclared(play: Play) -> None:
    await play.send(gzip.compress(_document(play), mtime=0), "application/octet-stream")


@feed(CUT)
async def gzip_truncated(play: Play) -> None:
    packed = gzip.compress(_document(play), mtime=0)
    await play.send(packed[: len(packed) - 60], headers=(("Content-Encoding", "gzip"),))


@feed(Expected("ok"))
async def deflate_raw(play: Play) -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(_document(play)) + packer.flush()
    await play.send(packed, headers=(("Content-Encoding", "deflate"),))


@feed(CUT)
async def refused(play: Play) -> None:
    """Nobody listens at the address of this outlet."""
    raise AssertionError("nobody can ask here")
