import pytest

from pipeline.parse.charsets import codec_of, decode

FRENCH = "<p>L’armée a libéré – enfin – l’otage pour 5 000 €, dit la préfète.</p>"
ARABIC = "<p>قال المتحدث إن القوات وصلت إلى كيدال في شمال مالي يوم السبت</p>"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(codec: str) -> None:
    assert decode(FRENCH.encode(codec), "text/html; charset=iso-8859-1") == FRENCH


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_seen_without_a_mark(codec: str) -> None:
    assert decode(FRENCH.encode(codec)) == FRENCH


def test_bytes_that_are_utf_8_are_so_whatever_is_declared() -> None:
    assert decode(FRENCH.encode(), "text/html; charset=iso-8859-1") == FRENCH


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "latin1", "ISO8859-1", "us-ascii", "windows-1252", "cp1252", "x-cp1252"]
)
def test_latin_1_means_windows_1252_as_in_browsers(label: str) -> None:
    assert decode(FRENCH.encode("cp1252"), f'text/html; charset="{label}"') == FRENCH


def test_a_charset_declared_in_the_page_is_found() -> None:
    body = f'<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1256">{ARABIC}'
    assert decode(body.encode("cp1256"), "text/html") == body


def test_a_charset_declared_in_xml_is_found() -> None:
    body = f'<?xml version="1.0" encoding="ISO-8859-6"?>{ARABIC}'
    assert decode(body.encode("iso8859_6"), "text/xml") == body


def test_the_header_comes_before_the_page() -> None:
    body = "<meta charset=koi8-r>Привет, это новости из Бамако".encode("cp1251")
    assert decode(body, "text/html; charset=windows-1251").endswith("Привет, это новости из Бамако")


@pytest.mark.parametrize(
    "declared", ["", "text/html; charset=utf-8", "text/html; charset=iso-8859-1", "charset=nonsense"]
)
@pytest.mark.parametrize("codec", ["cp1256", "iso8859_6"])
def test_arabic_is_recognised_where_the_declaration_is_wrong(declared: str, codec: str) -> None:
    assert decode(ARABIC.encode(codec), declared) == ARABIC


@pytest.mark.parametrize("declared", ["", "text/html; charset=utf-8"])
def test_french_is_recognised_where_the_declaration_is_wrong(declared: str) -> None:
    assert decode(FRENCH.encode("cp1252"), declared) == FRENCH


def test_one_bad_byte_does_not_turn_a_page_of_utf_8_into_something_else() -> None:
    body = (FRENCH * 5).encode() + b"\xe9" + FRENCH.encode()
    assert decode(body, "text/html; charset=windows-1252") == FRENCH * 5 + "\ufffd" + FRENCH


def test_nothing_is_read_from_nothing() -> None:
    assert decode(b"") == ""


def test_nuls_are_dropped() -> None:
    assert decode(b"a\0b") == "ab"


@pytest.mark.parametrize(
    "label", ["utf-7", "hex", "zip", "rot13", "idna", "unicode_escape", "punycode", "undefined", "x"]
)
def test_codecs_that_are_no_charsets_of_the_web_are_not_used(label: str) -> None:
    assert codec_of(label) == ""
