"""Pages that send their reader on."""

import pytest

from pipeline.parse.forwarding import forward_of

URL = "https://radio.example/a"


def page(content: str) -> bytes:
    return f"<html><head><title>x</title>{content}</head><body>...</body></html>".encode()


@pytest.mark.parametrize(
    ("element", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/b">', "https://radio.example/b"),
        (
            "<META HTTP-EQUIV=Refresh CONTENT='0;URL=https://autre.example/x?a=1&amp;b=2'>",
            "https://autre.example/x?a=1&b=2",
        ),
        ("<meta content=\"3;url='https://radio.example/c'\" http-equiv='refresh'>", "https://radio.example/c"),
        ('<meta http-equiv="refresh" content="0;url=https://radio.example/%D9%85">', "https://radio.example/%D9%85"),
    ],
)
def test_where_a_page_leads_is_told(element: str, target: str) -> None:
    assert forward_of(page(element), URL) == target


@pytest.mark.parametrize(
    "element",
    [
        '<meta http-equiv="refresh" content="300">',
        '<meta http-equiv="refresh" content="300;url=/b">',
        '<meta http-equiv="refresh" content="0;url=https://radio.example/a#top">',
        '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
        '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">',
        '<!-- <meta http-equiv="refresh" content="0;url=/b"> -->',
        '<noscript><meta http-equiv="refresh" content="0;url=/nojs"></noscript>',
        "",
    ],
)
def test_a_page_that_stays_or_leads_nowhere_is_left_as_it_is(element: str) -> None:
    assert forward_of(page(element), URL) == ""
