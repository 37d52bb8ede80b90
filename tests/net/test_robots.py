"""What robots.txt lets us fetch."""

from pipeline.net import robots

RULES = "User-agent: *\nDisallow: /prive/\nCrawl-delay: 7\n\nUser-agent: sahel-monitor\nDisallow: /secret\n"


def test_rules_for_us_outrank_rules_for_all() -> None:
    assert robots.allows(RULES, "https://a.example/prive/x")
    assert not robots.allows(RULES, "https://a.example/secret")


def test_without_rules_everything_is_allowed() -> None:
    assert robots.allows("", "https://a.example/any")


def test_rules_that_could_not_be_had_forbid_everything() -> None:
    assert not robots.allows(robots.NOTHING, "https://a.example/")


def test_a_delay_is_followed_up_to_a_minute() -> None:
    assert robots.delay("User-agent: *\nCrawl-delay: 7") == 7.0
    assert robots.delay("User-agent: *\nCrawl-delay: 9999") == robots.SLOWEST
    assert robots.delay("User-agent: *\nDisallow:") is None


def test_a_byte_order_mark_does_not_hide_the_first_rule() -> None:
    rules = robots.rules_of(b"\xef\xbb\xbfUser-agent: *\nDisallow: /x", "text/plain")
    assert not robots.allows(rules, "https://a.example/x")


def test_a_page_in_place_of_rules_forbids_nothing() -> None:
    assert robots.rules_of(b"<!doctype html><p>Disallow: /", "text/plain") == ""
    assert robots.rules_of(b"User-agent: *\nDisallow: /", "text/html; charset=utf-8") == ""


def test_huge_or_broken_rules_are_read_as_far_as_they_go() -> None:
    rules = robots.rules_of(b"User-agent: *\nDisallow: /x\n" + b"\xff\x00#" * 400_000, "")
    assert not robots.allows(rules, "https://a.example/x")
    assert len(rules) <= robots.LARGEST
