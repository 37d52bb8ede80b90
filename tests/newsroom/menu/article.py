"""Article pages that misbehave, of outlets whose feed is well."""

from functools import partial
from html import escape
from itertools import repeat

from tests.newsroom.menu.documents import paragraphs
from tests.newsroom.menu.play import HTML, Play
from tests.newsroom.menu.registry import Expected, article
from tests.newsroom.menu.transport import CLOSE, gzip_bomb_body

READ = partial(Expected, entries=1, articles=1, fate="article")
NONE = partial(Expected, entries=1, articles=0)
HTML_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
NOT_YET = "waiting|given_up"
ORIGINAL = "https://elsewhere.example/2025/original"
ARABIC = "مجلس الأمن يبحث الوضع في مالي"


@article(NONE(fate="rejected", reason="soft_404"))
async def a_soft404(play: Play) -> None:
    await play.send(
        "<!DOCTYPE html><html><head><title>Page introuvable</title></head><body><h1>Page introuvable</h1>"
        "<p>La page que vous cherchez n'existe plus.</p><a href='/'>Accueil</a></body></html>",
        HTML,
    )


@article(READ(partial=True))
async def a_paywall(play: Play) -> None:
    """The first paragraph, and a box."""
    lead = " ".join(paragraphs("a_paywall", 1, 1))
    box = "<div class='offre'><p>La suite de cet article est réservée aux abonnés. Abonnez-vous pour lire.</p></div>"
    await play.send(play.page(1, body=f"<p>{escape(lead)}</p>{box}"), HTML)


@article(READ(basis="feed", partial=True))
async def a_js_only(play: Play) -> None:
    """Nothing but a shell: what the feed said is all there is."""
    shell = '<div id="root"></div><script src="/app.js"></script><noscript>Activez JavaScript.</noscript>'
    await play.send(f"<!DOCTYPE html><html><head><title>Info</title></head><body>{shell}</body></html>", HTML)


@article(READ(page_title="Sécurité à Gao : l’armée – cœur du débat"))
async def a_cp1252(play: Play) -> None:
    body = play.page(1, title="Sécurité à Gao : l’armée – cœur du débat").encode("cp1252")
    await play.send(body, "text/html")


@article(READ(page_title=ARABIC))
async def a_cp1256(play: Play) -> None:
    said = "عقد مجلس الأمن جلسة مغلقة لبحث الوضع في مالي بعد هجمات جديدة في منطقة موبتي وسط البلاد هذا الأسبوع. "
    body = "".join(f"<p>{said}وأكد المتحدث أن {number} عائلة نزحت من قراها إلى المدينة.</p>" for number in (12, 40, 77))
    await play.send(play.page(1, title=ARABIC, body=body, charset="windows-1256").encode("cp1256"), "text/html")


@article(NONE(then="ok", day="unchanged", fate="waiting", asked=1))
async def a_r429(play: Play) -> None:
    """The whole host waits an hour: neither its page nor its feed is asked for before."""
    await play.send("<h1>Plus tard</h1>", HTML, status=429, headers=(("Retry-After", "3600"),))


@article(NONE(fate=NOT_YET, asked=3))
async def a_r404(play: Play) -> None:
    await play.send("<h1>Not Found</h1>", HTML, status=404)


@article(NONE(fate="given_up", asked=1))
async def a_r410(play: Play) -> None:
    await play.send("<h1>Gone</h1>", HTML, status=410)


@article(READ())
async def a_r503_then_ok(play: Play) -> None:
    if play.nth < 2:
        await play.send("<h1>Maintenance</h1>", HTML, status=503)
    else:
        await play.send(play.page(1), HTML)


@article(NONE(fate="rejected", reason="redirected_home"))
async def a_to_home(play: Play) -> None:
    await play.redirect(302, "/")


@article(READ())
async def a_meta_refresh(play: Play) -> None:
    if play.request.target == "/story/real":
        await play.send(play.page(1), HTML)
        return
    refresh = '<meta http-equiv="refresh" content="0; url=/story/real">'
    await play.send(f"<!DOCTYPE html><html><head>{refresh}<title>Redirection</title></head><body></body></html>", HTML)


@article(NONE(fate=NOT_YET, reason="redirect"))
async def a_cookie_loop(play: Play) -> None:
    await play.send("", "", status=302, headers=(("Location", "/story"), ("Set-Cookie", "ok=1; Path=/")))


@article(NONE(fate="rejected", reason="wrong_type"))
async def a_pdf(play: Play) -> None:
    await play.send(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj\n", "application/pdf")


@article(NONE(fate="rejected", reason="wrong_type"))
async def a_image_as_html(play: Play) -> None:
    await play.send(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, HTML)


@article(NONE(fate=NOT_YET, reason="more than"))
async def a_endless(play: Play) -> None:
    await play.raw(HTML_HEAD, CLOSE, play.page(1).partition("</article>")[0].encode())
    await play.drip(repeat(b"<p>encore et encore</p>\n" * 4_000), 0.0)


@article(NONE(fate=NOT_YET, reason="packed beyond belief"))
async def a_bomb(play: Play) -> None:
    await play.send(gzip_bomb_body(), HTML, headers=(("Content-Encoding", "gzip"),))


@article(NONE(fate=NOT_YET, reason="no answer"))
async def a_drip(play: Play) -> None:
    await play.raw(HTML_HEAD, CLOSE, b"<!DOCTYPE html><html>")
    await play.drip(repeat(b" "), 0.5)


@article(NONE(articles=None, fate="article|rejected|waiting"))
async def a_deep(play: Play) -> None:
    await play.send(play.page(1, body="<div>" * 100_000 + "<p>Au fond.</p>" + "</div>" * 100_000), HTML)


@article(READ())
async def a_xss(play: Play) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)><p onclick='alert(3)'>Un passage.</p>"
    text = "".join(f"<p>{escape(one)}</p>" for one in paragraphs("a_xss", 1))
    await play.send(play.page(1, title="Titre &lt;script&gt;alert(4)&lt;/script&gt;", body=attack + text), HTML)


@article(READ(canonical=ORIGINAL))
async def a_foreign_canonical(play: Play) -> None:
    await play.send(play.page(1, head=f'<link rel="canonical" href="{ORIGINAL}">'), HTML)


@article(READ())
async def a_home_canonical(play: Play) -> None:
    await play.send(play.page(1, head=f'<link rel="canonical" href="{play.home}">'), HTML)


@article(READ())
async def a_consent(play: Play) -> None:
    banner = "<div class='cookie-banner'><p>Nous utilisons des cookies. <button>Tout accepter</button></p></div>"
    letter = "<form><p>Recevez notre lettre d'information</p><input name='mail'></form>"
    await play.send(play.page(1, before=banner + letter), HTML)


@article(NONE(fate=NOT_YET, reason="not allowed"))
async def a_ssrf(play: Play) -> None:
    await play.redirect(302, play.traps.metadata)


@article(NONE(fate=NOT_YET, reason="broke off"))
async def a_reset(play: Play) -> None:
    body = play.page(1).encode()
    await play.raw(HTML_HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body[: len(body) // 2])
    play.exchange.reset()
