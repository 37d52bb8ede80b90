"""Letters as a mail program reads them."""

import re
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
from pipeline.domain.pictures import Dot, DotKind, Pictured, Series
from pipeline.report.digest import build
from pipeline.report.drawings import drawings
from pipeline.report.html import to_html
from pipeline.report.letter import Envelope, Picture, digest_letter, digest_title, message_id, plain_letter
from pipeline.report.markdown import to_markdown
from pipeline.report.visible import one_line
from tests.report.hostile import VECTORS, hostile_day
from tests.report.reading import page
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


def with_pictures() -> Digest:
    """A digest with a map and two charts."""
    weeks = (Series("Blocus", tuple(range(28))),)
    return replace(digest(), pictured=Pictured((Dot(16.27, -0.04, ARABIC, 2, DotKind.STORY),), weeks, weeks))


def pictures(shown: Digest) -> tuple[Picture, ...]:
    """The pictures of a digest, each with bytes of its own in the place of a PNG."""
    return tuple(Picture(one, b"\x89PNG " + one.name.encode()) for one in drawings(shown))


def kinds(letter: bytes) -> list[str]:
    return [part.get_content_type() for part in read(letter).walk()]


def page_of(letter: bytes) -> str:
    return text_of(read(letter).get_body(("html",)))


def parts_of_the_page(letter: bytes) -> dict[str, MIMEPart]:
    """The pictures of a letter by their Content-IDs."""
    return {part["content-id"].strip("<>"): part for part in read(letter).walk() if part["content-id"]}


def images(letter: bytes) -> dict[str, dict[str, str]]:
    """The attributes of the images of the page by the name of the picture that their address begins with."""
    found = [dict(image.attrib) for image in page(page_of(letter)).xpath("//img")]
    return {image["src"].removeprefix("cid:").partition(".")[0]: image for image in found}


def test_without_pictures_the_page_has_none_and_the_file_has_them_all() -> None:
    shown = with_pictures()
    assert "<svg" in to_html(shown)
    letter = digest_letter(shown, ENVELOPE)
    assert kinds(letter) == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/html"]
    assert not re.search("<svg|<img|cid:", page_of(letter))
    assert ARABIC in page_of(letter)
    (file,) = read(letter).iter_attachments()
    assert file.get_filename() == "sahel-2026-11-21.fr.html"
    assert file.get_content().replace("\r\n", "\n") == to_html(shown)


def test_pictures_are_parts_beside_the_page_that_shows_them() -> None:
    shown = with_pictures()
    letter = digest_letter(shown, ENVELOPE, pictures(shown))
    page_and_pictures = ["multipart/related", "text/html", *["image/png"] * 6]
    assert kinds(letter) == ["multipart/mixed", "multipart/alternative", "text/plain", *page_and_pictures, "text/html"]
    (related,) = (part for part in read(letter).walk() if part.get_content_type() == "multipart/related")
    assert related.get_param("type") == "text/html"
    parts = parts_of_the_page(letter)
    assert {image["src"] for image in images(letter).values()} == {f"cid:{identity}" for identity in parts}
    assert len(images(letter)) == 6
    assert [part.get_content() for part in parts.values()] == [one.png for one in pictures(shown)]
    assert {part.get_content_disposition() for part in parts.values()} == {"inline"}
    assert "<svg" not in page_of(letter)
    (file,) = read(letter).iter_attachments()
    assert file.get_content().replace("\r\n", "\n") == to_html(shown)


def test_an_image_has_its_size_and_says_what_it_shows() -> None:
    shown = with_pictures()
    found = images(digest_letter(shown, ENVELOPE, pictures(shown)))
    for one in drawings(shown):
        image = found[one.name]
        assert (image["width"], image["height"]) == (str(one.width), str(one.height))
        assert image["alt"] == one.said
        assert image["class"] == f"picture {one.breadth.name.lower()}"


def test_where_no_style_sheet_is_read_one_breadth_of_each_picture_is_shown() -> None:
    shown = with_pictures()
    found = images(digest_letter(shown, ENVELOPE, pictures(shown)))
    hidden = {name for name, image in found.items() if "display:none" in image.get("style", "")}
    assert hidden == {"map-narrow", "trend-narrow", "calendar-narrow"}
    assert "!important" in page_of(digest_letter(shown, ENVELOPE, pictures(shown))).partition("</style>")[0]


def test_no_policy_keeps_a_mail_program_from_showing_the_pictures() -> None:
    shown = with_pictures()
    assert "Content-Security-Policy" in to_html(shown)
    assert "Content-Security-Policy" not in page_of(digest_letter(shown, ENVELOPE, pictures(shown)))


def test_the_pictures_of_two_letters_have_different_identities() -> None:
    shown = with_pictures()
    other = replace(ENVELOPE, message_id="<digest.2@example.org>")
    mine, theirs = (parts_of_the_page(digest_letter(shown, one, pictures(shown))) for one in (ENVELOPE, other))
    assert len(mine) == 6
    assert not mine.keys() & theirs.keys()


@pytest.mark.parametrize("hostile", VECTORS, ids=range(len(VECTORS)))
def test_hostile_names_do_not_break_out_of_what_an_image_says(hostile: str) -> None:
    shown = build(hostile_day(hostile), 1)
    letter = digest_letter(shown, ENVELOPE, pictures(shown))
    usual = {"class", "style", "src", "alt", "width", "height"}
    found = images(letter)
    assert {name: image["alt"] for name, image in found.items()} == {one.name: one.said for one in drawings(shown)}
    assert one_line(f"{hostile}Blocus") in found["trend-wide"]["alt"]
    assert all(image.keys() <= usual for image in found.values())
    assert {image["src"] for image in found.values()} == {f"cid:{identity}" for identity in parts_of_the_page(letter)}


def test_the_same_digest_gives_the_same_bytes() -> None:
    shown = with_pictures()
    assert digest_letter(shown, ENVELOPE) == digest_letter(shown, ENVELOPE)
    assert digest_letter(shown, ENVELOPE, pictures(shown)) == digest_letter(shown, ENVELOPE, pictures(shown))


def test_every_line_is_one_that_a_mail_server_takes() -> None:
    shown = with_pictures()
    longest = replace(shown, title="x" * 5_000)
    illustrated = digest_letter(longest, ENVELOPE, pictures(shown))
    plain = digest_letter(digest(headline="x" * 5_000), ENVELOPE)
    for letter in (illustrated, plain, plain_letter("t", "é" * 5_000, ENVELOPE)):
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
