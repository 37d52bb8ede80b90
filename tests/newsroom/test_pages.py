import html
import json
import re

import pytest

from tests.newsroom.pages import article_page, front_page, missing_page, summary
from tests.newsroom.world import Article, World
from tests.newsroom.writing import Text

SYSTEMS = ("wordpress", "spip", "drupal", "numeric")


def shown(world: World, article: Article) -> str:
    page = article_page(world, article).decode(article.outlet.charset)
    return html.unescape(page)


def test_every_paragraph_stands_on_its_page_exactly_once(world: World, articles: tuple[Article, ...]) -> None:
    for article in articles[::3]:
        page = shown(world, article)
        assert [page.count(paragraph) for paragraph in world.text(article).body] == [1] * len(world.text(article).body)


def test_paragraphs_stand_in_their_order(world: World, articles: tuple[Article, ...]) -> None:
    for article in articles[::11]:
        page = shown(world, article)
        places = [page.index(paragraph) for paragraph in world.text(article).body]
        assert places == sorted(places)


def test_pages_have_the_size_of_real_ones(world: World, articles: tuple[Article, ...]) -> None:
    for article in articles[::3]:
        assert 15_000 <= len(article_page(world, article)) <= 60_000


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_page_tells_the_day_and_the_time_of_day(world: World, articles: tuple[Article, ...], system: str) -> None:
    own = [article for article in articles if article.outlet.cms == system]
    assert own
    for article in own[::5]:
        local, page = article.published.astimezone(article.outlet.zone), shown(world, article)
        assert re.search(rf"\b{local:%H}[h:]{local:%M}\b", page)
        assert str(local.year) in page


def test_structured_data_gives_the_very_moment(world: World, articles: tuple[Article, ...]) -> None:
    own = [article for article in articles if article.outlet.cms == "wordpress"]
    for article in own[::5]:
        page = article_page(world, article).decode("utf-8")
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert found
        content = json.loads(found[1])
        assert content["headline"] == world.text(article).title
        assert content["datePublished"] == article.published.astimezone(article.outlet.zone).isoformat()


def test_some_pages_have_no_metadata_at_all(world: World, articles: tuple[Article, ...]) -> None:
    bare = next(article for article in articles if article.outlet.cms == "numeric")
    assert not re.search(rb"ld\+json|og:|<time|datetime=", article_page(world, bare))


def test_old_french_sites_write_windows_1252_and_say_so(world: World, articles: tuple[Article, ...]) -> None:
    own = [article for article in articles if article.outlet.charset == "windows-1252"]
    assert len(own) > 20
    for article in own[::5]:
        page = article_page(world, article)
        assert b"charset=windows-1252" in page
        with pytest.raises(UnicodeDecodeError):
            page.decode("utf-8")
        assert world.text(article).title in html.unescape(page.decode("windows-1252"))


def test_arabic_pages_run_from_right_to_left(world: World, articles: tuple[Article, ...]) -> None:
    arabic = next(article for article in articles if article.outlet.language == "ar")
    assert 'dir="rtl"' in shown(world, arabic)


def test_a_page_links_only_to_what_was_published_before_it(world: World, articles: tuple[Article, ...]) -> None:
    for article in articles[::11]:
        page = shown(world, article)
        later = [other for other in world.visible(article.outlet, world.end) if other.published > article.published]
        assert not any(f'"{other.url}"' in page for other in later)


def test_the_front_page_names_the_feed_and_the_newest_headlines(world: World) -> None:
    for outlet in world.outlets[:10]:
        articles = world.visible(outlet, world.end)[-5:]
        page = html.unescape(front_page(world, outlet, articles).decode(outlet.charset))
        assert f'href="{outlet.feed_url}"' in page
        assert all(world.text(article).title in page for article in articles)


def test_a_missing_page_says_so_in_the_language_of_the_outlet(world: World) -> None:
    french = world.outlets[0]
    assert "introuvable" in missing_page(french).decode(french.charset)


@pytest.mark.parametrize("lead", ["", "court", "mot " * 8, "un deux trois " * 30, "sansespace" * 40])
def test_a_summary_is_never_the_whole_of_a_long_first_paragraph(lead: str) -> None:
    short = summary(Text("titre", (lead,)))
    assert len(short) <= 250
    assert short == lead or lead not in short
