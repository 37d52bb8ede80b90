import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.domain.errors import ParseError
from pipeline.domain.feeds import Entry
from pipeline.parse.wordpress import MAX_BYTES, MOST_POSTS, read_posts
from tests.parse.golden import NOW

URL = "https://courrier.example/wp-json/wp/v2/posts?per_page=100&page=1"


def post(**fields: object) -> dict[str, Any]:
    return {"id": 7, "link": "https://courrier.example/le-pont/", "title": {"rendered": "Le pont"}} | fields


def read(said: object) -> tuple[Entry, ...]:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return read_posts(body, url=URL, timezone="Africa/Niamey", now=NOW)


def test_a_post_is_read() -> None:
    one = read(
        [
            post(
                date="2025-11-18T09:15:00",
                date_gmt="2025-11-18T08:15:00",
                guid={"rendered": "https://courrier.example/?post_type=a&#038;p=7"},
                title={"rendered": "L&#8217;arm&eacute;e rouvre le pont de S&#233;gou"},
                excerpt={"rendered": "<p>En bref.</p>\n", "protected": False},
                content={"rendered": "<p>Un.</p>\n<p>Deux &amp; trois.</p>", "protected": False},
            )
        ]
    )[0]
    assert (one.guid, one.url) == ("https://courrier.example/?post_type=a&p=7", "https://courrier.example/le-pont/")
    assert (one.title, one.summary) == ("L’armée rouvre le pont de Ségou", "En bref.")
    assert one.content == "Un.\n\nDeux & trois."
    assert one.published == datetime(2025, 11, 18, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dates", "moment"),
    [
        ({"date_gmt": "2025-11-18T08:15:00"}, datetime(2025, 11, 18, 8, 15, tzinfo=UTC)),
        ({"date_gmt": "2025-11-18T08:15:00+02:00"}, datetime(2025, 11, 18, 6, 15, tzinfo=UTC)),
        ({"date": "2025-11-18T08:15:00"}, datetime(2025, 11, 18, 7, 15, tzinfo=UTC)),
        ({"date_gmt": "0000-00-00T00:00:00", "date": "2025-11-18T08:15:00"}, datetime(2025, 11, 18, 7, 15, tzinfo=UTC)),
        ({"date_gmt": None, "date": 5}, None),
        ({}, None),
    ],
)
def test_a_date_is_one_of_utc_or_else_one_of_the_outlet(dates: dict[str, object], moment: datetime | None) -> None:
    assert read([post(**dates)])[0].published == moment


def test_posts_keep_their_order() -> None:
    assert [one.url for one in read([post(link=f"/{n}") for n in range(100)])] == [
        f"https://courrier.example/{n}" for n in range(100)
    ]


def test_of_too_many_posts_the_first_are_kept() -> None:
    many = [post(link=f"/{n}", date_gmt=f"20{10 + n // 40}-11-18T08:15:00") for n in range(MOST_POSTS + 9)]
    assert [one.url for one in read(many)] == [f"https://courrier.example/{n}" for n in range(MOST_POSTS)]


def test_no_posts_are_an_answer() -> None:
    assert read([]) == ()


def test_what_is_no_post_is_left_out() -> None:
    assert [one.title for one in read([None, 5, {}, {"link": 3, "title": {}}, post()])] == ["Le pont"]


def test_fields_of_the_wrong_type_are_left_out() -> None:
    one = read([post(link="javascript:alert(1)", title={"rendered": 5}, content="x", excerpt=[], guid=True)])[0]
    assert (one.url, one.title, one.content, one.summary, one.guid) == (None, "", "", "", "")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"<html>En maintenance</html>",
        b'{"code":"rest_no_route","message":"Aucune route","data":{"status":404}}',
        b"[1, 2]",
        b'[{"id": 1}]',
        b'["a"]',
        b"null",
        b'[{"link":',
        b"[" * 100_000,
        b"9" * 5_000,
        b"\xff\xfe",
        b" " * (MAX_BYTES + 1),
    ],
)
def test_everything_else_is_a_parse_error_that_names_the_address(said: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        read(said)
    assert caught.value.subject == URL
