"""What makes two addresses the same article, host or site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.errors import Unsafe
from pipeline.domain.urls import clean_url, host_of, is_home, same_site, url_key, without_secrets

A = "https://radio.example/2026/11/20/convoi"


@pytest.mark.parametrize(
    "twin",
    [
        "http://radio.example/2026/11/20/convoi",
        "https://www.radio.example/2026/11/20/convoi/",
        "https://WWW.Radio.Example/2026/11/20/convoi#comments",
        "https://m.radio.example/2026/11/20/convoi",
        "https://amp.radio.example/2026/11/20/convoi",
        "https://radio.example/2026/11/20/convoi/amp/",
        "https://radio.example/2026/11/20/convoi?amp=1",
        "https://radio.example:443/2026/11/20/convoi",
        "http://radio.example:80/2026/11/20/convoi",
        "https://radio.example/2026/11/20/convoi?utm_source=rss&utm_medium=feed",
        "https://radio.example/2026/11/20/convoi?fbclid=abc&at_medium=x",
        "https://radio.example/2026//11/./20/x/../convoi",
        "https://radio.example/2026/11/20/%63onvoi",
        "  https://radio.example/2026/11/20/convoi\n",
        "https://radio.example./2026/11/20/convoi",
    ],
)
def test_twins_have_one_key(twin: str) -> None:
    assert url_key(twin) == url_key(A) == A


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://lefaso.example/spip.php?article123", "https://lefaso.example/spip.php?article124"),
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/index.php?id=1", "https://a.example/index.php?id=2"),
        ("https://a.example/?q=node/1", "https://a.example/?q=node/2"),
        ("https://a.example/Mali", "https://a.example/mali"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example/x", "https://a.example:8080/x"),
        ("https://a.example/#!/1", "https://a.example/#!/2"),
        ("https://a.example/x?id=1&p=2", "https://a.example/x?id=2&p=1"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("https://mali.example/x", "https://example/x"),
    ],
)
def test_different_articles_have_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_the_order_of_parameters_does_not_matter() -> None:
    assert url_key("https://a.example/x?b=2&a=1") == url_key("https://a.example/x?a=1&b=2")


def test_accents_have_one_spelling() -> None:
    spellings = ["https://a.example/grève", "https://a.example/gr%C3%A8ve", "https://a.example/gre%CC%80ve"]
    assert len({url_key(url) for url in spellings}) == 1


def test_a_name_with_accents_is_written_for_the_net() -> None:
    assert url_key("https://ségou.example/x") == "https://xn--sgou-bpa.example/x"


def test_the_front_page_keeps_its_host_only() -> None:
    assert url_key("http://www.radio.example/") == "https://radio.example"


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "ftp://a.example/", "javascript:alert(1)", "http://u:p@a.example/", "http:///x", "http://[::1"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    assert clean_url(text) is None
    with pytest.raises(Unsafe):
        url_key(text)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("/b", "https://a.example/b"),
        ("//c.example/d", "https://c.example/d"),
        (" https://a.example/b\n?x=1 ", "https://a.example/b?x=1"),
        ("?p=3", "https://a.example/feed/?p=3"),
        ("https://a.example/\u202eb", "https://a.example/b"),
    ],
)
def test_a_link_is_read_as_a_browser_reads_it(raw: str, meant: str) -> None:
    assert clean_url(raw, base="https://a.example/feed/") == meant


def test_an_endless_address_is_refused() -> None:
    assert clean_url("https://a.example/" + "x" * 50_000) is None


@pytest.mark.parametrize("name", ["é..example", "a..example", "%41.example", "a b.example/?", "é" * 70 + ".example"])
def test_a_name_that_no_host_can_have_is_no_address(name: str) -> None:
    assert clean_url(f"https://{name.replace(' ', '%20')}/x") is None


def test_a_numeric_address_keeps_its_brackets() -> None:
    assert url_key("http://[2001:DB8::1]:8080/x") == "https://[2001:db8::1]:8080/x"
    assert host_of("http://[2001:db8::1]/x") == "[2001:db8::1]"


def test_a_host_has_no_www_and_only_odd_ports() -> None:
    assert host_of("https://www.Radio.example:443/x") == "radio.example"
    assert host_of("http://radio.example:8080/x") == "radio.example:8080"
    assert host_of("http://m.radio.example/") == "m.radio.example"


def test_sites_are_compared_by_whole_labels() -> None:
    assert same_site("www.radio.example", "radio.example")
    assert same_site("news.radio.example", "radio.example")
    assert not same_site("badradio.example", "radio.example")
    assert not same_site("radio.example", "radio.example.evil.example")


def test_a_front_page_is_known() -> None:
    assert is_home("https://a.example/")
    assert is_home("https://a.example/index.php")
    assert not is_home("https://a.example/?p=1")
    assert not is_home("https://a.example/x")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:hunter2@h/db", "postgresql://u:***@h/db"),
        ("postgresql://u:hun@ter2@h:5432/db", "postgresql://u:***@h:5432/db"),
        ("postgresql://me@corp:hun@ter2@h/db", "postgresql://me@corp:***@h/db"),
        ("postgresql://u:hun/ter?2@h/db", "postgresql://u:***@h/db"),
        ("postgresql://h/db?user=u&password=hunter2", "postgresql://h/db?user=u&password=***"),
        ("postgresql://h/db?p%61ssword=hunter2&sslmode=require", "postgresql://h/db?p%61ssword=***&sslmode=require"),
        ("s3://KEY:SECRET@bucket/pages", "s3://KEY:***@bucket/pages"),
        ("simplecache::s3://KEY:SECRET@bucket", "simplecache::s3://KEY:***@bucket"),
        (
            "s3://bucket?access_key=a&Secret=b&session_token=c",
            "s3://bucket?access_key=***&Secret=***&session_token=***",
        ),
        ("sqlite:////home/me@desk/sahel.db", "sqlite:////home/me@desk/sahel.db"),
        ("https://[::1]:8080/a@b?page=2", "https://[::1]:8080/a@b?page=2"),
        ("/srv/pages", "/srv/pages"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert without_secrets(address) == shown
    assert without_secrets(shown) == shown


@given(st.text(st.characters(exclude_characters="/?#&", exclude_categories=["Cs"]), min_size=1))
def test_no_password_comes_through_whatever_it_holds(password: str) -> None:
    secret = f"<{password}>"
    assert secret not in without_secrets(f"postgresql://u:{secret}@h/db")
    assert secret not in without_secrets(f"postgresql://h/db?password={secret}&x=y")
