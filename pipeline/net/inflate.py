"""Unpacking a body as it comes in, never to more than is allowed."""

import zlib

from pipeline.domain.errors import BadProtocol, Failure, TooBig, Unreachable

BOMB_FROM = 1024 * 1024
BOMB_RATIO = 100
"""A body that unpacks to more than a megabyte and more than a hundredfold is a bomb, not a page."""
_STEP = 64 * 1024
_SNIFFED = 2
_GZIP = b"\x1f\x8b"


class Inflater:
    """Takes the bytes of a body in pieces. Codings: none, gzip, deflate with or without its header."""

    def __init__(self, coding: str, largest: int, *, url: str) -> None:
        self._coding = coding.strip().lower()
        if self._coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise BadProtocol(f"a coding we did not ask for: {coding[:40]}", subject=url, failure=Failure.TOO_LARGE)
        self._url = url
        self._largest = largest
        self._wire = 0
        self._begun = False
        self._held = b""
        self._size = 0
        self._pieces: list[bytes] = []
        self._engine: zlib._Decompress | None = None

    def feed(self, piece: bytes) -> None:
        """Take the next bytes from the wire; raises TooBig or Unreachable (a broken stream)."""
        piece = self._held + piece
        if not self._begun and len(piece) < _SNIFFED:
            # The first byte alone does not tell what is packed.
            self._held = piece
            return
        self._take(piece)

    def finish(self) -> bytes:
        """The whole body; raises Unreachable where a packed stream was cut off."""
        if self._held and not self._begun:
            self._take(self._held)
        if self._engine is not None and not self._engine.eof:
            raise Unreachable("the packed body was cut off", subject=self._url)
        return b"".join(self._pieces)

    def _take(self, piece: bytes) -> None:
        if not self._begun:
            self._engine, self._begun, self._held = self._engine_for(piece), True, b""
        self._wire += len(piece)
        if self._engine is None:
            self._keep(piece)
        else:
            self._inflate(piece)

    def _engine_for(self, first: bytes) -> "zlib._Decompress | None":
        if first.startswith(_GZIP):
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        if self._coding in {"gzip", "x-gzip"}:
            raise Unreachable("the body is not gzip although it says so", subject=self._url)
        if self._coding == "deflate":
            return zlib.decompressobj(zlib.MAX_WBITS if first[0] & 0x0F == 8 else -zlib.MAX_WBITS)
        return None

    def _inflate(self, piece: bytes) -> None:
        assert self._engine is not None
        waiting = piece
        while waiting:
            if self._engine.eof:
                if not waiting.startswith(_GZIP):
                    return
                # A gzip body may have several members, one after the other (RFC 1952, 2.2).
                self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
            try:
                self._keep(self._engine.decompress(waiting, _STEP))
            except zlib.error as error:
                raise Unreachable("the packed body is broken", subject=self._url) from error
            waiting = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._largest or (self._size > BOMB_FROM and self._size > BOMB_RATIO * self._wire):
            raise TooBig(f"more than {self._largest // 1_000_000} MB, or packed beyond belief", subject=self._url)
        self._pieces.append(piece)
