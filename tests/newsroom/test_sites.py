import gzip
from datetime import timedelta

import pytest

from tests.newsroom.outlets import Outlet
from tests.newsroom.protocol import Reply, Request
from tests.newsroom.sites import robots_text, site_reply
from tests.newsroom.world import World

NOON = timedelta(hours=36)


def asked(world: World, outlet: Outlet, target: str = "", *, after: timedelta = NOON, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site_reply(world, outlet, Request("GET", target or outlet.feed_path, named), world.start + after)


def with_validators(world: World, kind: str) -> Outlet:
    return next(outlet for outlet in world.outlets if outlet.validators == kind and outlet.gzip)


@pytest.mark.parametrize("kind", ["both", "etag", "weak"])
def test_a_client_that_has_the_feed_is_told_so_by_its_etag(world: World, kind: str) -> None:
    outlet = with_validators(world, kind)
    etag = asked(world, outlet).header("etag")
    again = asked(world, outlet, if_none_match=etag)
    assert (again.status, again.body, again.header("etag")) == (304, b"", etag)


@pytest.mark.parametrize("kind", ["both", "last_modified"])
def test_a_client_that_has_the_feed_is_told_so_by_its_date(world: World, kind: str) -> None:
    outlet = with_validators(world, kind)
    date = asked(world, outlet).header("last-modified")
    assert asked(world, outlet, if_modified_since=date).status == 304


def test_outlets_send_only_the_validators_they_have(world: World) -> None:
    sent = {kind: asked(world, with_validators(world, kind)) for kind in ("both", "etag", "last_modified", "weak")}
    assert [bool(reply.header("etag")) for reply in sent.values()] == [True, True, False, True]
    assert [bool(reply.header("last-modified")) for reply in sent.values()] == [True, False, True, False]
    assert sent["weak"].header("etag").startswith('W/"')


def test_the_etag_counts_more_than_the_date(world: World) -> None:
    outlet = with_validators(world, "both")
    date = asked(world, outlet).header("last-modified")
    assert asked(world, outlet, if_modified_since=date, if_none_match='"another"').status == 200


@pytest.mark.parametrize("kind", ["both", "etag", "last_modified", "weak"])
def test_after_a_new_article_the_old_validators_are_stale(world: World, kind: str) -> None:
    outlet = with_validators(world, kind)
    newer = next(a for a in world.visible(outlet, world.end) if a.published > world.start + NOON)
    old = asked(world, outlet)
    later = asked(
        world,
        outlet,
        after=newer.published - world.start,
        if_none_match=old.header("etag"),
        if_modified_since=old.header("last-modified"),
    )
    assert later.status == 200


def test_a_feed_is_zipped_for_who_takes_it(world: World) -> None:
    outlet = with_validators(world, "both")
    plain, zipped = asked(world, outlet), asked(world, outlet, accept_encoding="gzip, deflate")
    assert (plain.header("content-encoding"), zipped.header("content-encoding")) == ("", "gzip")
    assert gzip.decompress(zipped.body) == plain.body
    assert plain.header("vary") == zipped.header("vary") == "Accept-Encoding"


def test_a_strong_etag_tells_the_zipped_form_from_the_plain_one(world: World) -> None:
    outlet = with_validators(world, "both")
    plain, zipped = asked(world, outlet), asked(world, outlet, accept_encoding="gzip")
    assert plain.header("etag") != zipped.header("etag")
    assert asked(world, outlet, accept_encoding="gzip", if_none_match=zipped.header("etag")).status == 304


def test_an_outlet_without_gzip_never_zips(world: World) -> None:
    outlet = next(outlet for outlet in world.outlets if not outlet.gzip)
    assert asked(world, outlet, accept_encoding="gzip").header("content-encoding") == ""


def test_a_page_is_there_from_its_minute_on(world: World) -> None:
    article = world.visible(world.outlets[0], world.end)[3]
    published = article.published - world.start
    before, after = published - timedelta(seconds=1), published
    replies = [asked(world, article.outlet, article.path, after=moment) for moment in (before, after)]
    assert [reply.status for reply in replies] == [404, 200]


def test_a_page_can_be_asked_for_by_its_date(world: World) -> None:
    article = world.visible(world.outlets[0], world.end)[0]
    date = asked(world, article.outlet, article.path).header("last-modified")
    assert asked(world, article.outlet, article.path, if_modified_since=date).status == 304


def test_the_old_sites_leave_the_character_set_to_the_page(world: World) -> None:
    types = {outlet.charset: asked(world, outlet, "/").header("content-type") for outlet in world.outlets}
    assert types == {"utf-8": "text/html; charset=UTF-8", "windows-1252": "text/html"}


def test_robots_txt_keeps_some_paths_to_the_site(world: World) -> None:
    for outlet in world.outlets[:9]:
        text = asked(world, outlet, "/robots.txt").body.decode()
        assert text == robots_text(outlet)
        assert all(f"Disallow: {path}\n" in text for path in outlet.disallowed)


def test_no_feed_and_no_article_is_disallowed(world: World) -> None:
    for outlet in world.outlets:
        paths = [outlet.feed_path, *(article.path for article in world.visible(outlet, world.end))]
        assert not any(path.startswith(outlet.disallowed) for path in paths)


@pytest.mark.parametrize("target", ["/nowhere", "/?q=node/1", "/spip.php?article1", "/%ff%fe", "*", "", "/../../x"])
def test_what_is_not_there_is_not_found(world: World, target: str) -> None:
    request = Request("GET", target, {})
    assert site_reply(world, world.outlets[0], request, world.end).status == 404


def test_only_reading_is_allowed(world: World) -> None:
    assert site_reply(world, world.outlets[0], Request("POST", "/", {}), world.end).status == 405
