"""Character sets that are declared wrongly, or not at all, and characters that must not be stored."""

from tests.newsroom.menu.documents import rss
from tests.newsroom.menu.play import RSS, Play
from tests.newsroom.menu.registry import Expected, feed

FRENCH = "Sécurité à Gao : l’armée – cœur du débat – coûte 5 €"
ARABIC = "مجلس الأمن يبحث الوضع في مالي"
IN_FRENCH, IN_ARABIC = Expected("ok", titles=(FRENCH,)), Expected("ok", titles=(ARABIC,))
UTF8 = 'encoding="utf-8"'
BARE = "application/rss+xml"


def _text(play: Play, title: str, declaration: str) -> str:
    """A feed whose first item has this title, and a sentence that repeats it."""
    first = play.item(1, title=title, text=f"{title}. {title}.")
    return rss([first, play.item(2, title=title, text=title)], home=play.home, declaration=declaration)


async def _send(play: Play, title: str, codec: str, declaration: str, kind: str = BARE) -> None:
    await play.send(_text(play, title, declaration).encode(codec), kind)


@feed(IN_FRENCH)
async def cp1252_as_utf8(play: Play) -> None:
    await _send(play, FRENCH, "cp1252", UTF8, RSS)


@feed(IN_FRENCH)
async def cp1252_as_latin1(play: Play) -> None:
    await _send(play, FRENCH, "cp1252", 'encoding="iso-8859-1"', "application/rss+xml; charset=iso-8859-1")


@feed(IN_FRENCH)
async def cp1252_undeclared(play: Play) -> None:
    await _send(play, FRENCH, "cp1252", "")


@feed(IN_ARABIC)
async def cp1256_declared(play: Play) -> None:
    await _arabic(play, "cp1256", 'encoding="windows-1256"', BARE)


@feed(IN_ARABIC)
async def cp1256_header_only(play: Play) -> None:
    await _arabic(play, "cp1256", "", "application/rss+xml; charset=windows-1256")


@feed(IN_ARABIC)
async def cp1256_as_utf8(play: Play) -> None:
    await _arabic(play, "cp1256", UTF8, RSS)


@feed(IN_ARABIC)
async def iso88596(play: Play) -> None:
    await _arabic(play, "iso8859_6", 'encoding="iso-8859-6"', BARE)


async def _arabic(play: Play, codec: str, declaration: str, kind: str) -> None:
    """Letters that neither charset has, in the fixed parts of the feed, are left out."""
    await play.send(_text(play, ARABIC, declaration).encode(codec, "ignore"), kind)


@feed(IN_FRENCH)
async def utf16_bom(play: Play) -> None:
    await _send(play, FRENCH, "utf-16", 'encoding="utf-16"')


@feed(IN_FRENCH)
async def header_vs_decl(play: Play) -> None:
    await _send(play, FRENCH, "utf-8", UTF8, "application/rss+xml; charset=iso-8859-1")


@feed(IN_FRENCH)
async def text_xml_no_charset(play: Play) -> None:
    await _send(play, FRENCH, "utf-8", UTF8, "text/xml")


@feed(IN_FRENCH)
async def utf8_bom(play: Play) -> None:
    await _send(play, FRENCH, "utf-8-sig", UTF8, RSS)


@feed(Expected("ok", titles=("Sécurité à Kidal|SÃ©curitÃ© Ã\xa0 Kidal",)))
async def double_utf8(play: Play) -> None:
    """Read as windows-1252 once and encoded again: it may be repaired, or kept as it is."""
    await _send(play, "Sécurité à Kidal".encode().decode("cp1252"), "utf-8", UTF8, RSS)


@feed(Expected("ok", titles=("L'école rouvre à Gao, après l'été",)))
async def stray_byte(play: Play) -> None:
    """One byte of latin-1 in the first title; the second item must not suffer."""
    items = [play.item(1, title="D\x00but des cours"), play.item(2, title="L'école rouvre à Gao, après l'été")]
    await play.send(rss(items, home=play.home).encode().replace(b"D\x00but", b"D\xe9but"))


@feed(Expected("ok", titles=("Les prix baissent à Mopti",)))
async def controls(play: Play) -> None:
    title = "Les \x00prix\x08 bais\x1bsent à\x0b Mopti".replace("\x0b ", " ")
    await play.feed(play.item(1, title=title), play.item(2, text="un\x00 texte\x01"))


@feed(Expected("ok"))
async def junk_before_xml(play: Play) -> None:
    warning = b"\n \xef\xbb\xbf<br />\n<b>Warning</b>: Undefined array key 1 in /var/www/feed.php on line 3\n"
    await play.send(warning + rss(play.items(), home=play.home).encode())


@feed(Expected("ok", titles=("Deux morts à Gao",)))
async def bidi(play: Play) -> None:
    title = "\u202eDeux\u202c \u200bmorts \u2066à\u2069 Gao\u200f"
    await play.feed(play.item(1, title=title), play.item(2))


@feed(Expected("ok"))
async def bad_charref(play: Play) -> None:
    await play.feed(play.item(1, title="Avant &#xD800; pendant &#0; après &#xFFFF;"), play.item(2))
