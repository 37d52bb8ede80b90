import pytest

from pipeline.report import visible


def test_direction_overrides_are_left_out() -> None:
    assert visible.printable("abc\u202ecba\u202c \u2067x\u2069") == "abccba x"


def test_what_cannot_be_printed_shows_as_a_replacement_character() -> None:
    assert visible.printable("a\x00b\ud800c\ufffe") == "a\ufffdb\ufffdc\ufffd"


def test_a_line_has_single_spaces_and_keeps_those_that_do_not_break() -> None:
    assert visible.one_line(" a\n\tb\x0b c\u202f! \u2028") == "a b c\u202f!"


def test_only_text_from_right_to_left_is_isolated() -> None:
    assert visible.isolated("Mali") == "Mali"
    assert visible.isolated("مالي 12") == "\u2068مالي 12\u2069"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ar-TD", "rtl"), ("fr", "auto"), ("", "auto")])
def test_the_direction_follows_the_language(language: str, direction: str) -> None:
    assert visible.direction(language) == direction


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr"), ("pt-BR", "pt-BR"), ("", ""), ('fr" onclick="x', "")])
def test_only_a_language_code_becomes_a_language_tag(language: str, tag: str) -> None:
    assert visible.language_tag(language) == tag


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://radio.example/a?b=1&c=%C3%A9", "https://radio.example/a?b=1&c=%C3%A9"),
        ("https://radio.example/été", "https://radio.example/%C3%A9t%C3%A9"),
        ('https://radio.example/"><b>', "https://radio.example/%22%3E%3Cb%3E"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("", ""),
        ("seed:notes/mopti.md", "seed:notes/mopti.md"),
    ],
)
def test_only_web_addresses_and_names_of_seed_documents_are_kept(url: str, address: str) -> None:
    assert visible.stored_address(url) == address


def test_a_seed_document_is_no_link() -> None:
    assert not visible.is_link("seed:notes/mopti.md")
    assert not visible.is_link("")
    assert visible.is_link("https://radio.example/1")
