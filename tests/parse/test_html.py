import pytest

from pipeline.parse.html import flat_text, parse, plain, plain_line, wrong_type


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
        (b"\xff\xd8\xff\xe0 JFIF", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"\x1f\x8b\x08" + bytes(30), "gzip"),
        (b"PK\x03\x04", "zip"),
        (bytes(range(256)), "binary"),
    ],
)
def test_what_is_no_page_is_named(body: bytes, kind: str) -> None:
    assert wrong_type(body, "text/html") == kind


def test_a_page_is_a_page_whatever_its_type_says() -> None:
    assert wrong_type(b"<html><p>texte</p></html>", "application/octet-stream") == ""


def test_another_media_type_without_markup_is_refused() -> None:
    assert wrong_type(b'{"a": 1}', "application/json; charset=utf-8") == "application/json"


def test_utf_16_is_not_taken_for_binary() -> None:
    assert wrong_type("<html><p>texte</p></html>".encode("utf-16-le"), "text/html") == ""


def test_a_text_that_begins_like_a_bitmap_is_a_text() -> None:
    assert wrong_type(b"BM is a party", "") == ""


@pytest.mark.parametrize("text", ["", " ", "<!-- -->"])
def test_there_is_no_tree_in_nothing(text: str) -> None:
    assert parse(text) is None


def test_control_characters_never_reach_the_tree() -> None:
    tree = parse("<p>a\x01b&#1;c&#x1F;d\uffffe</p>")
    assert tree is not None
    assert tree.text_content() == "a bcde"


def test_paragraphs_are_separated_by_blank_lines() -> None:
    assert plain("<p>un  <b>mot</b></p><p>deux<br>trois</p>") == "un mot\n\ndeux\ntrois"


def test_scripts_and_styles_are_no_text() -> None:
    assert plain("a<script>alert(1)</script><style>p{}</style>b") == "ab"


def test_text_without_markup_keeps_its_paragraphs() -> None:
    assert plain("un\n\n deux  mots \n") == "un\n\ndeux mots"


def test_markup_that_was_escaped_once_is_read() -> None:
    assert plain("&lt;p&gt;l&amp;#x27;AES&lt;/p&gt;") == "l'AES"


def test_a_lone_bracket_is_text() -> None:
    assert plain("3 < 5 & 7 > 6") == "3 < 5 & 7 > 6"


def test_a_title_is_one_line_and_is_cut() -> None:
    assert plain_line("<h1>Un\n titre</h1> " + "x" * 5_000, limit=10) == "Un titre x"


def test_tags_separate_words_when_an_element_is_flattened() -> None:
    assert flat_text(parse("<div><span>SPORT</span><b>Le Mali gagne</b></div>")) == "SPORT Le Mali gagne"
