"""XML that is broken, hostile or very large."""

import gzip
from functools import lru_cache

from tests.newsroom.grammar import chance
from tests.newsroom.menu.documents import item, rss
from tests.newsroom.menu.play import Play
from tests.newsroom.menu.registry import Expected, feed

NO_FEED = Expected("error:parse", entries=0)
EITHER = Expected("ok|error:parse", "unchanged|error:parse", entries=None)
MOST = 500
"""How many entries of one document are kept."""


def _with_doctype(play: Play, doctype: str, title: str) -> str:
    document = rss([play.item(1, title=title), play.item(2)], home=play.home)
    return document.replace("<rss ", f"<!DOCTYPE rss {doctype}>\n<rss ", 1)


@feed(NO_FEED)
async def billion_laughs(play: Play) -> None:
    tenfold = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    await play.send(_with_doctype(play, f'[<!ENTITY a0 "ha">{tenfold}]', "&a9;"))


@feed(NO_FEED)
async def quadratic(play: Play) -> None:
    await play.send(_with_doctype(play, f'[<!ENTITY a "{"a" * 200_000}">]', "&a;" * 5_000))


@feed(EITHER)
async def xxe_file(play: Play) -> None:
    await play.send(_with_doctype(play, '[<!ENTITY x SYSTEM "file:///etc/passwd">]', "Avant &x; après"))


@feed(EITHER)
async def xxe_http(play: Play) -> None:
    outside = f'"{play.traps.canary}" [<!ENTITY % p SYSTEM "{play.traps.canary}"> %p;]'
    await play.send(_with_doctype(play, f"SYSTEM {outside}", "Avant &x; après"))


@feed(NO_FEED)
async def deep(play: Play) -> None:
    await play.send(_around(play, "<a>" * 100_000 + "</a>" * 100_000))


def _around(play: Play, inner: str) -> str:
    return rss([play.item(1, extra=inner)], home=play.home)


@lru_cache(maxsize=1)
def long_line() -> str:
    """Five million characters without a line end, which hardly pack."""
    return chance("one_line").randbytes(2_220_000).hex(" ", 4)


@feed(Expected("ok"))
async def one_line(play: Play) -> None:
    document = rss([play.item(1, text=long_line()), play.item(2)], home=play.home)
    await play.send(gzip.compress(document.encode(), 1, mtime=0), headers=(("Content-Encoding", "gzip"),))


@feed(EITHER)
async def regex_trap(play: Play) -> None:
    runs = "<![CDATA[" * 70_000 + "<!DOCTYPE " * 70_000 + "<a" * 350_000
    await play.send(_around(play, f"<description>{runs}"))


@feed(Expected("ok", titles=("R&D : accord entre A & B",)))
async def bare_amp(play: Play) -> None:
    first = play.item(1, title="R&D : accord entre A & B", link=f"{play.home}a/1?x=1&y=2", guid="")
    await play.feed(first, play.item(2))


@feed(Expected("ok", titles=("L'été à Gao « très chaud »",)))
async def html_entities(play: Play) -> None:
    title = "L&apos;&eacute;t&eacute; &agrave; Gao &laquo;&#32;tr&egrave;s chaud&#32;&raquo;"
    await play.feed(play.item(1, title=title), play.item(2, text="avant&nbsp;apr&egrave;s"))


@feed(Expected("ok"))
async def truncated_xml(play: Play) -> None:
    """Cut inside its third item: two are whole."""
    document = rss(play.items(1, 2, 3), home=play.home)
    await play.send(document[: document.rindex("<description>") + 20])


@feed(Expected("ok", entries=MOST, articles=0, titles=("Brève 1", f"Brève {MOST}")))
async def many_items(play: Play) -> None:
    """Ten thousand short items without a page of their own, newest first."""
    numbers = range(1, 10_001)
    items = (item("many", play.home, play.start, n, link="", title=f"Brève {n}", guid="", text="") for n in numbers)
    await play.send(rss(items, home=play.home))


@feed(Expected("ok", "ok", "unchanged"))
async def zero_items(play: Play) -> None:
    """Two items at first, none later: what was there stays."""
    await play.send(rss(play.items() if play.nth == 0 else [], home=play.home))


@feed(NO_FEED)
async def body_is_path(play: Play) -> None:
    await play.send("/etc/passwd")


@feed(NO_FEED)
async def body_is_url(play: Play) -> None:
    await play.send(play.traps.canary)
