"""Letters as a mail program reads them."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.deliveries import Channel, Delivery, DeliveryKind, DeliveryState, Target
from pipeline.domain.digests import Digest
from pipeline.domain.pictures import Pictured, Series
from pipeline.report.digest import build
from pipeline.report.html import to_html
from pipeline.report.letter import Envelope, digest_letter, digest_title, message_id, plain_letter
from pipeline.report.markdown import to_markdown
from tests.report.samples import candidate, record

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ENVELOPE = Envelope("<digest.1@example.org>", NOW, "Veille Sahel <sahel@example.org>", "awa@example.org")
ARABIC = "\u0647\u062c\u0648\u0645 \u0641\u064a \u062a\u064a\u0644\u0627\u0628\u064a\u0631\u064a"


def digest(language: str = "fr", *, edition: int = 1, headline: str = ARABIC) -> Digest:
    return build(record(candidate(1, title=headline, language="ar"), language=language), edition)


def read(letter: bytes) -> EmailMessage:
    return message_from_bytes(letter, policy=default)


def text_of(part: MIMEPart | None) -> str:
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content


def stored(**changes: object) -> Delivery:
    target = Target(Channel.MAIL, "awa@example.org")
    usual = Delivery(
        1, DeliveryKind.DIGEST, "2026-11-21.fr", 1, target, "", "", DeliveryState.SENDING, 1, NOW, "", "", NOW, NOW
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_the_headers_say_who_wrote_to_whom_when_and_that_it_was_a_machine() -> None:
    letter = read(digest_letter(digest(), ENVELOPE))
    assert letter["From"] == "Veille Sahel <sahel@example.org>"
    assert letter["To"] == "awa@example.org"
    assert letter["Date"].datetime == NOW
    assert letter["Message-ID"] == "<digest.1@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Subject"] == digest().title


def test_a_later_edition_says_its_number_in_the_subject() -> None:
    assert digest_title(digest("en", edition=2)).endswith("(edition 2)")
    assert "édition 3" in read(digest_letter(digest(edition=3), ENVELOPE))["Subject"]


def test_the_text_is_the_digest_as_markdown() -> None:
    text = text_of(read(digest_letter(digest(), ENVELOPE)).get_body(("plain",)))
    assert text.replace("\r\n", "\n").startswith(to_markdown(digest()))
    assert ARABIC in text


def test_the_page_has_no_pictures_and_the_file_has_them_all() -> None:
    series = (Series("Blocus", tuple(range(28))),)
    shown = replace(digest(), pictured=Pictured(dots=(), topics=series, countries=()))
    assert "<svg" in to_html(shown)
    letter = read(digest_letter(shown, ENVELOPE))
    page = text_of(letter.get_body(("html",)))
    assert "<svg" not in page
    assert ARABIC in page
    (file,) = letter.iter_attachments()
    assert file.get_filename() == "sahel-2026-11-21.fr.html"
    assert file.get_content().replace("\r\n", "\n") == to_html(shown)


def test_the_same_digest_gives_the_same_bytes() -> None:
    assert digest_letter(digest(), ENVELOPE) == digest_letter(digest(), ENVELOPE)


def test_every_line_is_one_that_a_mail_server_takes() -> None:
    for letter in (digest_letter(digest(headline="x" * 5_000), ENVELOPE), plain_letter("t", "é" * 5_000, ENVELOPE)):
        lines = letter.split(b"\r\n")
        assert max(map(len, lines)) <= 998
        assert letter.isascii()
        assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85", "\x00"])
def test_no_title_can_begin_another_header(break_: str) -> None:
    letter = read(plain_letter(f"Alerte{break_}Bcc: eve@example.org", "text", ENVELOPE))
    assert letter["Bcc"] is None
    assert "Bcc: eve@example.org" in letter["Subject"]


@given(title=st.text(), text=st.text())
def test_any_title_and_text_make_a_letter_with_our_headers_only(title: str, text: str) -> None:
    letter = read(plain_letter(title, text, ENVELOPE))
    ours = {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}
    assert set(letter.keys()) <= ours | {"Content-Transfer-Encoding"}
    assert letter["To"] == "awa@example.org"


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=300))
def test_a_text_arrives_word_for_word(text: str) -> None:
    assert text_of(read(plain_letter("t", text, ENVELOPE))).rstrip("\r\n") == text


def test_halves_of_characters_do_not_stop_a_letter() -> None:
    letter = read(plain_letter("a\ud800b", "c\udfffd", ENVELOPE))
    assert letter["Subject"] == "a\ufffdb"
    assert text_of(letter).startswith("c?d")


def test_a_letter_keeps_its_identity_and_no_other_has_it() -> None:
    sender = "Veille Sahel <sahel@example.org>"
    mine = message_id("store", stored(), sender)
    assert mine == message_id("store", stored(attempts=5, state=DeliveryState.UNKNOWN), sender)
    others = [
        message_id("other", stored(), sender),
        message_id("store", stored(number=2), sender),
        message_id("store", stored(subject="2026-11-22.fr"), sender),
        message_id("store", stored(target=Target(Channel.MAIL, "issa@example.org")), sender),
    ]
    assert len({mine, *others}) == 5
    assert mine.startswith("<digest.")
    assert mine.endswith("@example.org>")
    assert "awa" not in mine
