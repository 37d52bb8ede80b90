"""PNG files written and read by hand, slowly and by the letter of RFC 2083."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, int, int]


class Image(NamedTuple):
    """The pixels of a picture, line by line."""

    width: int
    height: int
    pixels: list[Colour]

    @property
    def colours(self) -> set[str]:
        """All its colours as CSS writes them."""
        return {"#" + bytes(colour).hex() for colour in set(self.pixels)}

    def count(self, colour: str) -> int:
        """How many pixels have a colour of CSS."""
        return self.pixels.count(tuple(bytes.fromhex(colour[1:])))  # type: ignore[arg-type]


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a file, each with its checksum looked at."""
    assert png.startswith(SIGNATURE)
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(kind + body),)
        yield kind, body
        at += 12 + length


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height, as the header declares them."""
    width, height = struct.unpack(">II", dict(chunks(png))[b"IHDR"][:8])
    return width, height


def indexed(png: bytes) -> Image:
    """Read a file with a palette and without filters."""
    found = list(chunks(png))
    assert [kind for kind, _ in found] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, *look = struct.unpack(">IIBBBBB", found[0][1])
    assert look == [8, 3, 0, 0, 0]
    lines = zlib.decompress(found[2][1])
    assert len(lines) == height * (1 + width)
    places = [place for at in range(height) for place in lines[at * (width + 1) + 1 : (at + 1) * (width + 1)]]
    assert set(lines[:: width + 1]) == {0}
    palette = [tuple(found[1][1][at : at + 3]) for at in range(0, len(found[1][1]), 3)]
    return Image(width, height, [palette[place] for place in places])  # type: ignore[misc]


def written(rows: Sequence[Sequence[Colour]], filters: Sequence[int], *, opaque: bool = True) -> bytes:
    """Write a picture, each line with one of the five filters; `opaque` adds the byte of an alpha that hides all."""
    end = (255,) if opaque else ()
    lines = [bytes(part for colour in row for part in (*colour, *end)) for row in rows]
    samples = 3 + len(end)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6 if opaque else 2, 0, 0, 0)
    above = [bytes(len(lines[0])), *lines]
    body = b"".join(
        bytes([kind]) + _filtered(line, above[at], kind, samples)
        for at, (line, kind) in enumerate(zip(lines, filters, strict=True))
    )
    half = len(zlib.compress(body)) // 2
    parts = (zlib.compress(body)[:half], zlib.compress(body)[half:])
    return SIGNATURE + b"".join(
        chunk(kind, part)
        for kind, part in ((b"IHDR", header), (b"IDAT", parts[0]), (b"IDAT", parts[1]), (b"IEND", b""))
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _filtered(line: bytes, above: bytes, kind: int, samples: int) -> bytes:
    before, corner = bytes(samples) + line, bytes(samples) + above
    return bytes((line[at] - _foretold(kind, before[at], above[at], corner[at])) & 255 for at in range(len(line)))


def _foretold(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        return _paeth(left, above, corner)
    return (0, left, above, (left + above) // 2)[kind]


def _paeth(left: int, above: int, corner: int) -> int:
    foretold = left + above - corner
    return min((left, above, corner), key=lambda one: abs(foretold - one))
