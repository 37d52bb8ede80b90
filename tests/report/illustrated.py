"""Reading the pictures of a letter back, as a mail program does."""

from email.message import EmailMessage

from tests.report.pngs import read
from tests.report.reading import page

ZOOM = 2


def check_pictures(letter: EmailMessage) -> set[str]:
    """The names of the pictures; each is named by the page once, valid, and of twice the size declared there."""
    body = letter.get_body(("html",))
    assert body is not None
    images = {image.get("src"): image for image in page(body.get_content()).xpath("//img")}
    parts = {f"cid:{part['content-id'].strip('<>')}": part for part in letter.walk() if part["content-id"]}
    assert images.keys() == parts.keys()
    for source, part in parts.items():
        picture = read(part.get_content())
        declared = (int(images[source].get("width")), int(images[source].get("height")))
        assert (picture.width, picture.height) == (declared[0] * ZOOM, declared[1] * ZOOM)
        assert images[source].get("alt")
    return {source.removeprefix("cid:").partition(".")[0] for source in parts}
