"""url_key: whatever it is given, it gives a stable key or refuses."""

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.domain.errors import Unsafe
from pipeline.domain.urls import clean_url, host_of, url_key

segments = st.text(st.characters(codec="utf-8", exclude_characters="?#"), max_size=12)
addresses = st.builds(
    lambda host, path, query: f"https://{host}.example/{path}?{query}",
    st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True),
    segments,
    segments,
)


@given(addresses)
@example("https://a.example/%25%32%35?%26=%3D")
@example("https://www.m.amp.example/amp")
def test_the_key_of_a_key_is_the_key(url: str) -> None:
    key = url_key(url)
    assert url_key(key) == key


@given(st.one_of(st.text(), st.text().map("http://{}".format), st.text().map("http://a.example/{}".format)))
@example("http://[::1]/x")
def test_any_text_has_a_key_or_is_refused(text: str) -> None:
    try:
        key = url_key(text)
    except Unsafe:
        assert clean_url(text) is None
    else:
        assert key.startswith("https://")
        assert url_key(key) == key
        assert host_of(text)


@given(
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.sampled_from(["spip.php?article{}", "?p={}", "index.php?id={}", "a-{}.html"]),
)
def test_numbered_articles_never_share_a_key(one: int, other: int, form: str) -> None:
    keys = [url_key("https://radio.example/" + form.format(number)) for number in (one, other)]
    assert (keys[0] == keys[1]) == (one == other)
