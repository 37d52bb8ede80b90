"""Statuses other than 200, and a 200 that holds no feed."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from tests.newsroom.faults import BEHAVIOURS
from tests.newsroom.menu.play import HTML, RSS, Play
from tests.newsroom.menu.registry import Expected, feed

HALF_AN_HOUR = timedelta(minutes=30)
A_YEAR = 31_536_000
HELD = Expected("retry_later", entries=0, asked=1)
"""A host that asked to be left alone for half an hour is not asked again before."""


def as_moment(said: str) -> datetime:
    """The moment of an HTTP date."""
    return parsedate_to_datetime(said)


async def _later(play: Play, status: int, said: str) -> None:
    await play.send("<h1>Plus tard</h1>", HTML, status=status, headers=(("Retry-After", said),))


async def _page(play: Play, status: int, text: str) -> None:
    await play.send(f"<!DOCTYPE html><html><title>{text}</title><h1>{text}</h1></html>", HTML, status=status)


@feed(Expected("ok", "error:status", "unchanged", "error:status"))
async def flapping_404(play: Play) -> None:
    if play.nth % 2:
        await _page(play, 404, "Not Found")
    else:
        await play.feed()


@feed(Expected("gone", entries=0, asked=1))
async def gone_410(play: Play) -> None:
    await BEHAVIOURS["http_410"].act(play.exchange)


@feed(HELD)
async def r429_seconds(play: Play) -> None:
    await _later(play, 429, str(int(HALF_AN_HOUR.total_seconds())))


@feed(HELD)
async def r429_date(play: Play) -> None:
    await _later(play, 429, format_datetime((play.now + HALF_AN_HOUR).astimezone(UTC), usegmt=True))


@feed(HELD)
async def r503_huge_retry(play: Play) -> None:
    await _later(play, 503, str(A_YEAR))


@feed(Expected("retry_later", entries=0))
async def r503_bad_retry(play: Play) -> None:
    await _later(play, 503, "-5" if play.nth % 2 else "soon")


@feed(Expected("error:status", entries=0))
async def r500(play: Play) -> None:
    await BEHAVIOURS["http_500"].act(play.exchange)


@feed(Expected("error:status", "error:status", "ok", "unchanged"))
async def r500_then_ok(play: Play) -> None:
    if play.nth < 2:
        await BEHAVIOURS["http_500"].act(play.exchange)
    else:
        await play.feed()


@feed(Expected("error:status", entries=0))
async def r401(play: Play) -> None:
    await play.send("", HTML, status=401, headers=(("WWW-Authenticate", 'Basic realm="x"'),))


@feed(Expected("error:blocked_by_site", entries=0))
async def cloudflare(play: Play) -> None:
    page = "<!DOCTYPE html><html><title>Just a moment...</title></html>"
    await play.send(page, HTML, status=403, headers=(("cf-mitigated", "challenge"), ("Server", "cloudflare")))


@feed(Expected("ok"))
async def ua_filter(play: Play) -> None:
    """Lets in whoever says how to be reached, and no bare program."""
    agent = play.request.header("user-agent").lower()
    if "python" in agent or not ("@" in agent or "+http" in agent):
        await _page(play, 403, "Forbidden")
    else:
        await play.feed()


@feed(Expected("error:parse", entries=0))
async def empty_200(play: Play) -> None:
    await BEHAVIOURS["empty_200"].act(play.exchange)


@feed(Expected("error:parse", entries=0))
async def r204(play: Play) -> None:
    await play.raw(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")


@feed(Expected("ok", "error:parse"))
async def html_maintenance(play: Play) -> None:
    """A feed that makes way for a page: what it gave before stays."""
    if play.nth:
        await BEHAVIOURS["html_instead_of_feed"].act(play.exchange)
    else:
        await play.feed()


@feed(Expected("ok"))
async def picky_accept(play: Play) -> None:
    accept = play.request.header("accept")
    if "*/*" in accept or RSS.partition(";")[0] in accept:
        await play.feed()
    else:
        await _page(play, 406, "Not Acceptable")


@feed(Expected("ok", titles=("Sécurité à Gao : l’armée déployée",)))
async def wrong_type(play: Play) -> None:
    first = play.item(1, title="Sécurité à Gao : l’armée déployée")
    await play.feed(first, play.item(2), kind="text/html; charset=iso-8859-1")


@feed(Expected("ok"))
async def no_type(play: Play) -> None:
    await play.feed(kind="")
