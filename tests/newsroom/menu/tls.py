"""TLS: a certificate that is as it should be, and those that are not; each fault once with the check switched off."""

from tests.newsroom.menu.play import Play
from tests.newsroom.menu.registry import Expected, feed

REFUSED = Expected("error:transport", entries=0)


def fault_of(name: str) -> str:
    """The fault of a certificate, from the name of its behaviour."""
    return name.removesuffix("_unchecked")


@feed(Expected("ok"))
async def trusted(play: Play) -> None:
    await play.feed()


@feed(REFUSED)
async def self_signed(play: Play) -> None:
    await play.feed()


@feed(REFUSED)
async def expired(play: Play) -> None:
    await play.feed()


@feed(REFUSED)
async def wrong_name(play: Play) -> None:
    await play.feed()


@feed(Expected("ok"), verify_tls=False)
async def self_signed_unchecked(play: Play) -> None:
    await play.feed()


@feed(Expected("ok"), verify_tls=False)
async def expired_unchecked(play: Play) -> None:
    await play.feed()


@feed(Expected("ok"), verify_tls=False)
async def wrong_name_unchecked(play: Play) -> None:
    await play.feed()
