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
