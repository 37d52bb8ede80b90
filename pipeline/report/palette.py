"""PNG files with fewer bytes: what we draw has few colours, so a pixel needs one byte in place of four."""

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.int16]
"""Height, width, and red, green and blue."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {2: 3, 6: 4}
"""The bytes of a pixel by the colour type of the file: RGB, RGBA."""
_MOST_COLOURS = 256


def in_few_colours(png: bytes) -> bytes:
    """The same picture with its 256 most frequent colours; each other one becomes the nearest of them.

    Raises ValueError for what is no opaque PNG of eight bits a sample that is not interlaced.
    """
    pixels = _pixels(png)
    height, width, _ = pixels.shape
    palette, indices = _indexed(pixels)
    lines = np.hstack([np.zeros((height, 1), np.uint8), indices])  # each line begins with its filter: none
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(lines.tobytes(), 9)))
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in (*parts, (b"IEND", b"")))


def _indexed(pixels: Pixels) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A palette, and for each pixel its place in it."""
    colours, places, counts = np.unique(
        pixels.reshape(-1, 3).astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32),
        return_inverse=True,
        return_counts=True,
    )
    chosen = np.sort(np.argsort(-counts, kind="stable")[:_MOST_COLOURS])
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    palette = parts[chosen]
    nearest = np.array([np.argmin(((palette - one) ** 2).sum(axis=1)) for one in parts], np.uint8)
    return palette.astype(np.uint8), nearest[places].reshape(pixels.shape[:2])


def _pixels(png: bytes) -> Pixels:
    """The pixels of a PNG (RFC 2083, sections 4.1 and 6).

    The filters tell what is foretold from the neighbours to the left, above and between: pixel after pixel. All pixels
    of a diagonal have their neighbours on the two before, so that a diagonal is read at once.
    """
    width, height, samples, body = _opened(png)
    lines = np.frombuffer(body, np.uint8).reshape(height, 1 + width * samples)
    filters = lines[:, 0]
    given = lines[:, 1:].reshape(height, width, samples)[:, :, :3]
    pixels = np.zeros((height + 1, width + 1, 3), np.int16)  # with a line and a column of nothing before the first
    for diagonal in range(height + width - 1):
        rows = np.arange(max(0, diagonal - width + 1), min(height, diagonal + 1))
        columns = diagonal - rows
        left, above, between = pixels[rows + 1, columns], pixels[rows, columns + 1], pixels[rows, columns]
        foretold = _foretold(filters[rows], left, above, between)
        pixels[rows + 1, columns + 1] = (given[rows, columns] + foretold) & 255
    return pixels[1:, 1:]


def _foretold(filters: NDArray[np.uint8], left: Pixels, above: Pixels, between: Pixels) -> Pixels:
    """What each filter foretells: nothing, left, above, their mean, the nearest to left + above - between (Paeth)."""
    by_left, by_above, by_between = abs(above - between), abs(left - between), abs(left + above - 2 * between)
    not_left = np.where(by_above <= by_between, above, between)
    paeth = np.where((by_left <= by_above) & (by_left <= by_between), left, not_left)
    return np.choose(filters[:, None], (np.zeros_like(left), left, above, (left + above) >> 1, paeth))


def _opened(png: bytes) -> tuple[int, int, int, bytes]:
    """Width, height, the bytes of a pixel, and the lines with their filters."""
    chunks = list(_chunks(png))
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", dict(chunks).get(b"IHDR", bytes(13)))
    if depth != 8 or colour not in _SAMPLES or interlaced:
        raise ValueError("no PNG that can be read here")
    return width, height, _SAMPLES[colour], zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 8 <= len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
