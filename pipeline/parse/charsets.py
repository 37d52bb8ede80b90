"""Bytes to characters, for pages, feeds and seed documents alike."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4_096
"""How far into a body a declared charset is looked for, bytes."""
_IN_BODY = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_NUMBERED = re.compile(r"(?:windows|x?cp|dos|(iso8859))(\d{1,4})[ie]?")
_CODECS = {
    "ascii": "cp1252", "usascii": "cp1252", "ansix341968": "cp1252", "latin1": "cp1252", "l1": "cp1252",
    "latin2": "iso8859_2", "latin5": "cp1254", "latin9": "iso8859_15", "arabic": "iso8859_6", "asmo708": "iso8859_6",
    "ecma114": "iso8859_6", "macintosh": "mac_roman", "koi8r": "koi8_r", "koi8u": "koi8_u", "big5": "big5hkscs",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "eucjp": "euc_jp", "shiftjis": "cp932",
    "sjis": "cp932", "euckr": "cp949", "tis620": "cp874",
}  # fmt: skip
_WINDOWS = frozenset({*range(1250, 1259), 874})
_ISO_AS_WINDOWS = {1: "cp1252", 9: "cp1254", 11: "cp874"}
_ISO = frozenset({*range(2, 9), 10, 13, 14, 15, 16})
_MULTIBYTE = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_ASCII = bytes(range(128))
_ARABIC_CODECS = ("cp1256", "iso8859_6")


def decode(body: bytes, content_type: str = "") -> str:
    """The characters of a body: by its byte order mark, as UTF-8 where (nearly) all of it is, as declared, as it looks.

    Labels are read as browsers read them (WHATWG Encoding: latin-1 means windows-1252). NULs are dropped. Never raises.
    """
    return _decoded(body, content_type).replace("\0", "")


def codec_of(label: str) -> str:
    """The codec that a declared charset means; empty where it is unknown, or a form of Unicode (tried before)."""
    name = re.sub(r"[^a-z0-9]", "", label.strip().lower().partition(":")[0])
    if name in _CODECS:
        return _CODECS[name]
    numbered = _NUMBERED.fullmatch(name)
    if not numbered:
        return ""
    number = int(numbered.group(2))
    if numbered.group(1):
        return _ISO_AS_WINDOWS.get(number) or (f"iso8859_{number}" if number in _ISO else "")
    return f"cp{number}" if number in _WINDOWS else ""


def _decoded(body: bytes, content_type: str) -> str:
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    wide = _wide_codec(body[:4])
    if wide:
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        codec = "utf-8" if _nearly_utf8(body) else _single_byte_codec(body, content_type)
        return body.decode(codec, "replace")


def _wide_codec(start: bytes) -> str:
    """UTF-16 without a byte order mark shows by the zeros beside its first two characters."""
    first, second = start[::2], start[1::2]
    if second == b"\0\0" and 0 not in first:
        return "utf-16-le"
    return "utf-16-be" if first == b"\0\0" and 0 not in second else ""


def _nearly_utf8(body: bytes) -> bool:
    """Whether few bytes only are no UTF-8: a page glued together from two sources, or cut inside a character."""
    good = sum(len(match.group()) for match in _MULTIBYTE.finditer(body))
    return good > 10 * (_high(body) - good)


def _single_byte_codec(body: bytes, content_type: str) -> str:
    """The declared charset; but latin-1 and windows-1252 are said of anything, so there the bytes have a word too."""
    declared = _declared(body, content_type)
    return declared if declared not in {"", "cp1252"} else _likely(body)


def _declared(body: bytes, content_type: str) -> str:
    in_header = _IN_HEADER.search(content_type)
    codec = codec_of(in_header.group(1)) if in_header else ""
    if codec:
        return codec
    in_body = _IN_BODY.search(body[:_HEAD])
    return codec_of(in_body.group(1).decode("ascii", "ignore")) if in_body else ""


def _likely(body: bytes) -> str:
    """A guess for a single-byte text: Arabic writes whole words with high bytes, French a letter here and there."""
    in_runs = sum(len(run.group()) for run in _HIGH_RUN.finditer(body))
    if in_runs * 2 < _high(body):
        return "cp1252"
    return max(_ARABIC_CODECS, key=lambda codec: body.decode(codec, "replace").count("ال"))


def _high(body: bytes) -> int:
    return len(body.translate(None, _ASCII))
