"""Letters: a digest or a notice as the bytes that a mail server takes. The same value gives the same bytes.

Words of outlets stand in bodies only; what goes into a header is ours, or the operator's, and on one line.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from markupsafe import Markup

from pipeline.domain.deliveries import Delivery
from pipeline.domain.digests import Digest
from pipeline.report.catalogue import say
from pipeline.report.drawings import Drawing
from pipeline.report.html import to_html, to_letter_page
from pipeline.report.markdown import to_markdown
from pipeline.report.svg import Breadth
from pipeline.report.visible import one_line

LONGEST_SUBJECT = 200
"""Characters of a subject; more is cut."""

_HIDDEN = Markup(' style="display:none;mso-hide:all"')
"""The narrow breadth where a mail program leaves the style sheet out; on phones that sheet overrules it."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers of a letter say; `sender` may have a name before its address in angle brackets."""

    message_id: str
    date: datetime
    sender: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as the bytes of a PNG."""

    drawing: Drawing
    png: bytes


def message_id(store: str, delivery: Delivery, sender: str) -> str:
    """The identity of a letter: the same however often it is tried, another for each reader."""
    parts = (store, delivery.kind, delivery.subject, str(delivery.number), delivery.target.address)
    mark = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"<{delivery.kind}.{mark}@{parseaddr(sender)[1].rpartition('@')[2]}>"


def digest_title(digest: Digest) -> str:
    """The title of a digest, with the number of a later edition."""
    if digest.edition <= 1:
        return digest.title
    return say(digest.language, "letter_edition", title=digest.title, number=digest.edition)


def digest_letter(digest: Digest, envelope: Envelope, pictures: Sequence[Picture] = ()) -> bytes:
    """A digest as plain text and as a page that shows these pictures, and once more as a file that needs no others.

    Mail programs take SVG out of a page: there the pictures are parts of the letter, or left out where none are given.
    """
    letter = _begun(digest_title(digest), envelope)
    note = say(digest.language, "letter_attached")
    letter.set_content(_writable(f"{to_markdown(digest)}\n{note}\n"), cte="quoted-printable")
    page = to_letter_page(digest, {one.drawing.name: _image(one, envelope) for one in pictures})
    letter.add_alternative(_writable(page), subtype="html", cte="quoted-printable")
    if pictures and (part := letter.get_body(("html",))):
        _add_pictures(part, pictures, envelope)
    name = f"sahel-{digest.day}.{digest.language}.html"
    letter.add_attachment(_writable(to_html(digest)), subtype="html", filename=name, cte="base64")
    return _bytes_of(letter, envelope)


def plain_letter(title: str, text: str, envelope: Envelope) -> bytes:
    """A notice as a letter of plain text."""
    letter = _begun(title, envelope)
    letter.set_content(_writable(text), cte="quoted-printable")
    return _bytes_of(letter, envelope)


def _add_pictures(page: MIMEPart, pictures: Sequence[Picture], envelope: Envelope) -> None:
    """Make the page the root of a part with the pictures that it names (RFC 2387)."""
    for one in pictures:
        page.add_related(
            one.png,
            maintype="image",
            subtype="png",
            disposition="inline",
            filename=f"{one.drawing.name}.png",
            cid=f"<{_content_id(one, envelope)}>",
        )
    page.set_param("type", "text/html")


def _image(picture: Picture, envelope: Envelope) -> Markup:
    """The element that shows a picture; mail programs without it, or without pictures, say what it says."""
    drawing = picture.drawing
    return Markup('<img class="picture {}"{} src="cid:{}" alt="{}" width="{}" height="{}">').format(
        drawing.breadth.name.lower(),
        _HIDDEN if drawing.breadth is Breadth.NARROW else "",
        _content_id(picture, envelope),
        drawing.said,
        drawing.width,
        drawing.height,
    )


def _content_id(picture: Picture, envelope: Envelope) -> str:
    return f"{picture.drawing.name}.{_mark(envelope)}@sahel-monitor"


def _begun(title: str, envelope: Envelope) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = one_line(title)[:LONGEST_SUBJECT]
    letter["From"] = _address(envelope.sender)
    letter["To"] = _address(envelope.recipient)
    letter["Date"] = format_datetime(envelope.date)
    letter["Message-ID"] = envelope.message_id
    letter["Auto-Submitted"] = "auto-generated"
    return letter


def _address(text: str) -> Address:
    name, address = parseaddr(one_line(text))
    return Address(display_name=name, addr_spec=address)


def _writable(text: str) -> str:
    """The text without halves of characters, which UTF-8 cannot write."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _bytes_of(letter: EmailMessage, envelope: Envelope) -> bytes:
    """The bytes of a letter whose boundaries come from its identity, not from chance."""
    mark = _mark(envelope)
    parts = [part for part in letter.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"={number}-{mark}")
    return letter.as_bytes()


def _mark(envelope: Envelope) -> str:
    """What tells the parts of a letter from those of all others."""
    return hashlib.sha256(envelope.message_id.encode()).hexdigest()[:24]
