import pytest

from pipeline.parse.jsonld import Described, describe


def test_the_article_is_found_in_a_graph_and_its_author_by_reference() -> None:
    said = describe(
        [
            '{"@graph": [{"@type": "WebPage", "datePublished": "2025-01-01"},'
            ' {"@type": ["NewsArticle"], "headline": "T",'
            ' "author": {"@id": "#a"}, "datePublished": "2025-11-18", "articleBody": "B", "inLanguage": "fr"},'
            ' {"@type": "Person", "@id": "#a", "name": "Aïcha"}]}'
        ]
    )
    assert (said.headline, said.authors, said.published, said.body) == ("T", ("Aïcha",), "2025-11-18", "B")
    assert said.is_article


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('"Aïcha"', ("Aïcha",)),
        ('{"name": "Aïcha"}', ("Aïcha",)),
        ('[{"name": "Aïcha"}, "Moussa"]', ("Aïcha", "Moussa")),
        ('{"name": ["Aïcha", "Moussa"]}', ("Aïcha", "Moussa")),
        ("5", ()),
        ("null", ()),
    ],
)
def test_authors_are_read_in_every_form(author: str, names: tuple[str, ...]) -> None:
    assert describe([f'{{"@type": "Article", "author": {author}}}']).authors == names


@pytest.mark.parametrize(
    ("said", "free"),
    [("true", True), ('"True"', True), ("false", False), ('"False"', False), ('"http://schema.org/False"', False)],
)
def test_whether_an_article_is_free_is_read_in_every_form(said: str, free: bool) -> None:
    assert describe([f'{{"@type": "NewsArticle", "isAccessibleForFree": {said}}}']).is_free is free


def test_a_part_that_is_not_free_makes_the_article_so() -> None:
    assert describe(['{"@type": "NewsArticle", "hasPart": {"isAccessibleForFree": false}}']).is_free is False


@pytest.mark.parametrize(
    "block",
    [
        '<!-- {"@type": "NewsArticle", "headline": "T",} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "T"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "T"};',
        '{"@type": "NewsArticle", "headline": "T", "text": "deux\nlignes"}',
        '{"@type": "NewsArticle", "headline": "T", "broken": "un "guillemet" de trop"}',
    ],
)
def test_garbled_blocks_are_read(block: str) -> None:
    said = describe([block])
    assert (said.headline, said.is_article) == ("T", True)


def test_live_blogs_and_collections_are_known() -> None:
    assert describe(['{"@type": "LiveBlogPosting"}']).is_live_blog
    assert describe(['{"@type": "CollectionPage"}']).is_collection


def test_a_page_with_an_article_is_no_collection() -> None:
    assert not describe(['[{"@type": "ItemList"}, {"@type": "NewsArticle"}]']).is_collection


@pytest.mark.parametrize(
    "block", ["", "null", "5", '"x"', "[[[[]]]]", "[" * 100_000, "{" * 50, '{"@type": 5, "author": [null]}']
)
def test_a_block_that_says_nothing_raises_nothing(block: str) -> None:
    assert describe([block]) == Described()


def test_a_live_blog_is_one_beside_an_article_of_the_same_page() -> None:
    said = describe(['{"@graph": [{"@type": "NewsArticle", "headline": "T"}, {"@type": "LiveBlogPosting"}]}'])
    assert (said.headline, said.is_live_blog) == ("T", True)


def test_a_live_blog_that_is_the_main_entity_of_a_page_is_one() -> None:
    assert describe(['{"@type": "WebPage", "mainEntity": {"@type": ["LiveBlogPosting", "Article"]}}']).is_live_blog


def test_a_live_blog_in_a_list_of_others_is_not_the_page() -> None:
    listed = '{"@type": "ItemList", "itemListElement": [{"@type": "LiveBlogPosting", "headline": "T"}]}'
    assert not describe([listed, '{"@type": "NewsArticle", "headline": "U"}']).is_live_blog


@pytest.mark.parametrize("kind", ["ImageGallery", "MediaGallery", "VideoObject"])
def test_pictures_and_films_are_the_main_thing_where_there_is_no_article(kind: str) -> None:
    shown = f'{{"@type": "{kind}", "name": "N"}}'
    assert describe([shown]).is_media
    assert not describe([shown, '{"@type": "NewsArticle", "headline": "T"}']).is_media
