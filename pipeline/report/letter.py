"""Letters: a digest or a notice as the bytes that a mail server takes. The same value gives the same bytes.

Words of outlets stand in bodies only; what goes into a header is ours, or the operator's, and on one line.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from pipeline.domain.deliveries import Delivery
from pipeline.domain.digests import Digest
from pipeline.domain.pictures import NOTHING
from pipeline.report.catalogue import say
from pipeline.report.html import to_html
from pipeline.report.markdown import to_markdown
from pipeline.report.visible import one_line

LONGEST_SUBJECT = 200
"""Characters of a subject; more is cut."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers of a letter say; `sender` may have a name before its address in angle brackets."""

    message_id: str
    date: datetime
    sender: str
    recipient: str


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


def digest_letter(digest: Digest, envelope: Envelope) -> bytes:
    """A digest as plain text and as a page, and once more as a file with its pictures.

    Mail programs take inline pictures out and may leave their words behind, so the page has none.
    """
    letter = _begun(digest_title(digest), envelope)
    note = say(digest.language, "letter_attached")
    letter.set_content(_writable(f"{to_markdown(digest)}\n{note}\n"), cte="quoted-printable")
    page = to_html(replace(digest, pictured=NOTHING))
    letter.add_alternative(_writable(page), subtype="html", cte="quoted-printable")
    name = f"sahel-{digest.day}.{digest.language}.html"
    letter.add_attachment(_writable(to_html(digest)), subtype="html", filename=name, cte="base64")
    return _bytes_of(letter, envelope)


def plain_letter(title: str, text: str, envelope: Envelope) -> bytes:
    """A notice as a letter of plain text."""
    letter = _begun(title, envelope)
    letter.set_content(_writable(text), cte="quoted-printable")
    return _bytes_of(letter, envelope)


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
    mark = hashlib.sha256(envelope.message_id.encode()).hexdigest()[:24]
    parts = [part for part in letter.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"={number}-{mark}")
    return letter.as_bytes()
