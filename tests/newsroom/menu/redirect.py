"""Redirects: those that may be followed, and those that must not be."""

from tests.newsroom.menu.play import HTML, Play
from tests.newsroom.menu.registry import FEED_PATH, Expected, feed

NEW = "/feed/new"
BLOCKED = Expected("error:blocked", entries=0)
NO_WAY = Expected("error:redirect", entries=0)
HOPS = 12


async def _moved(play: Play, status: int, location: str = NEW) -> None:
    """Send on from the old address, and serve the feed at the new one."""
    if play.request.target == FEED_PATH:
        await play.redirect(status, location)
    else:
        await play.feed()


@feed(Expected("moved", address=NEW))
async def r301_permanent(play: Play) -> None:
    await _moved(play, 301)


@feed(Expected("moved", address=NEW))
async def r308_permanent(play: Play) -> None:
    await _moved(play, 308, play.home + NEW.removeprefix("/"))


@feed(Expected("ok"))
async def r302_temporary(play: Play) -> None:
    await _moved(play, 302)


@feed(Expected("ok"))
async def r307_relative(play: Play) -> None:
    await _moved(play, 307, "feed/./new")


@feed(NO_WAY)
async def redirect_loop(play: Play) -> None:
    await play.redirect(302, "/feed/b" if play.request.target == FEED_PATH else FEED_PATH)


@feed(BLOCKED)
async def redirect_to_file(play: Play) -> None:
    await play.redirect(302, "file:///etc/passwd")


@feed(BLOCKED)
async def redirect_to_gopher(play: Play) -> None:
    await play.redirect(302, f"gopher://{play.stand.host}/1")


@feed(BLOCKED)
async def redirect_to_metadata(play: Play) -> None:
    await play.redirect(302, "http://169.254.169.254/latest/meta-data/")


@feed(BLOCKED)
async def redirect_to_private(play: Play) -> None:
    await play.redirect(302, "http://10.77.0.1/feed")


@feed(BLOCKED)
async def redirect_to_loopback_port(play: Play) -> None:
    """To an address that is allowed, at a port that is not; then to the right port of another address."""
    await play.redirect(302, play.traps.port if play.nth % 2 == 0 else play.traps.loopback)


@feed(BLOCKED)
async def redirect_decimal_ip(play: Play) -> None:
    await play.redirect(302, play.traps.decimal)


@feed(BLOCKED)
async def redirect_ipv6_mapped(play: Play) -> None:
    await play.redirect(302, play.traps.mapped)


@feed(BLOCKED)
async def redirect_credentials(play: Play) -> None:
    await _moved(play, 302, f"http://user:password@{play.stand.host}{NEW}")


@feed(NO_WAY)
async def redirect_bad_location(play: Play) -> None:
    await play.redirect(302, "http://[not an address/")


@feed(NO_WAY)
async def redirect_crlf(play: Play) -> None:
    """Whoever decodes this address before it asks sends one header more."""
    if play.request.target == FEED_PATH:
        await play.redirect(302, f"{NEW}%20HTTP/1.1%0d%0aX-Injected:%201%0d%0aX-Rest:")
    else:
        await play.send("<h1>Not Found</h1>", HTML, status=404)


@feed(NO_WAY)
async def redirect_chain(play: Play) -> None:
    last = play.request.target.rpartition("/")[2]
    hop = int(last) if last.isdigit() else 0
    if hop < HOPS:
        await play.redirect(302, f"/feed/hop/{hop + 1}")
    else:
        await play.feed()


@feed(NO_WAY)
async def redirect_no_location(play: Play) -> None:
    await play.send("", "", status=302)


@feed(Expected("error:parse", entries=0))
async def redirect_to_login(play: Play) -> None:
    if play.request.target == FEED_PATH:
        await play.redirect(302, "/feed/login")
    else:
        await play.send("<!DOCTYPE html><html><title>Connexion</title><form><input name='mdp'></form></html>", HTML)
