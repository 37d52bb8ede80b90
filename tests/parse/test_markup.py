import pytest

from pipeline.parse.markup import DEEPEST, Unreadable, mend

ITEM = "<item><title>un</title></item>"


def rss(inside: str) -> str:
    return f'<rss version="2.0"><channel>{inside}</channel></rss>'


def test_a_sound_document_is_left_as_it_is() -> None:
    mended = mend(rss(ITEM))
    assert (mended.text, mended.cut_off) == (rss(ITEM), False)


def test_junk_around_the_document_is_dropped() -> None:
    junk = "<br />\n<b>Warning</b>: x on line 3<br />\n<?xml version='1.0'?>"
    assert mend(f"{junk}{rss(ITEM)}<script>x</script>").text == rss(ITEM)


def test_a_document_that_was_cut_off_ends_after_its_last_whole_item() -> None:
    mended = mend(rss(ITEM + ITEM)[: len(rss(ITEM)) + 5])
    assert (mended.text, mended.cut_off) == (rss(ITEM), True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("R&D", "R&amp;D"),
        ("&eacute;t&eacute;", "été"),
        ("&amp; &lt; &#233;", "&amp; &lt; &#233;"),
        ("&#xD800;&#0;", "\ufffd\ufffd"),
        ("&own;", "&amp;own;"),
        ("3 < 5", "3 &lt; 5"),
        ("a\0b\x08c", "abc"),
    ],
)
def test_references_and_characters_that_xml_does_not_know_are_mended(said: str, meant: str) -> None:
    assert mend(rss(f"<title>{said}</title>")).text == rss(f"<title>{meant}</title>")


def test_cdata_is_left_alone() -> None:
    section = "<![CDATA[http://x.example/?a=1&b=2 <b>&eacute;]]>"
    assert mend(rss(section)).text == rss(section)


def test_a_cdata_section_without_end_becomes_text() -> None:
    assert mend(rss("<title><![CDATA[un</title>")).text == rss("<title>un</title>")


def test_an_identity_that_is_no_address_is_marked_as_such() -> None:
    assert 'isPermaLink="false">12<' in mend(rss("<guid>12</guid>")).text
    assert mend(rss("<guid>https://x.example/1</guid>")).text == rss("<guid>https://x.example/1</guid>")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "nothing"),
        ("/etc/passwd", "nothing"),
        ("<html><body><rss></rss></body></html>", "HTML"),
        ("<!DOCTYPE html><title>x</title>", "HTML"),
        ("<urlset><url/></urlset>", "sitemap"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + rss(ITEM), "entity"),
        ("<rss><channel>" + "<a>" * 100_000, "cut off"),
        (rss("<a>" * (DEEPEST + 1)), "deep"),
        (rss("<a" * 100_000 + ">"), "broken"),
    ],
)
def test_what_is_no_feed_or_is_an_attack_is_named(text: str, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        mend(text)
