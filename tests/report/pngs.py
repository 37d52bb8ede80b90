"""PNG files read back."""

from io import BytesIO
from typing import NamedTuple

Colour = tuple[int, int, int]


class Pixels(NamedTuple):
    """The pixels of a picture, line by line."""

    width: int
    height: int
    pixels: list[Colour]

    def count(self, colour: str) -> int:
        """How many pixels have a colour of CSS."""
        red, green, blue = bytes.fromhex(colour[1:])
        return self.pixels.count((red, green, blue))


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height."""
    image = read(png)
    return image.width, image.height


def read(png: bytes) -> Pixels:
    """All pixels of a file; Pillow checks the sums of its chunks. Needs the extra `pictures`."""
    from PIL import Image

    with Image.open(BytesIO(png)) as opened:
        pixels = opened.convert("RGB").tobytes()
        return Pixels(opened.width, opened.height, list(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)))


def one_colour(colour: Colour) -> bytes:
    """A small picture of one colour."""
    from PIL import Image

    written = BytesIO()
    Image.new("RGB", (4, 4), colour).save(written, "PNG")
    return written.getvalue()
