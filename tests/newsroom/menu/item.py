"""Items: what they are known by, where they lead, when they were published, what their titles hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.newsroom.menu.documents import Item, rss
from tests.newsroom.menu.play import HTML, Play
from tests.newsroom.menu.registry import Expected, feed

BOTH = ("/a/1", "/a/2")
FORMULA = '=HYPERLINK("http://elsewhere.example";"cliquez")'


def utc(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in November 2025."""
    return datetime(2025, 11, day, hour, minute, tzinfo=UTC)


def _dated(play: Play, *dates: str) -> list[Item]:
    return [play.item(number, date=date) for number, date in enumerate(dates, 1)]


@feed(Expected("ok", links=BOTH))
async def no_guid(play: Play) -> None:
    await play.feed(play.item(1, guid=""), play.item(2, guid=""))


@feed(Expected("ok", "ok"))
async def guid_changes(play: Play) -> None:
    await play.feed(*(play.item(n, guid=f'<guid isPermaLink="false">{play.nth}-{n}</guid>') for n in (1, 2)))


@feed(Expected("ok", entries=3))
async def guid_same_for_all(play: Play) -> None:
    await play.feed(*(play.item(number, guid="<guid>1</guid>") for number in (1, 2, 3)))


@feed(Expected("ok", links=BOTH, never=("/guid",)))
async def guid_permalink_false_url(play: Play) -> None:
    first = play.item(1, guid=f'<guid isPermaLink="false">{play.home}guid/1</guid>')
    await play.feed(first, play.item(2, guid=f'<guid isPermaLink="false">{play.home}guid/2</guid>'))


@feed(Expected("ok", links=BOTH))
async def guid_only_link(play: Play) -> None:
    empty = replace(play.item(2, link=""), extra="<link></link>")
    await play.feed(play.item(1, link=""), empty)


@feed(Expected("ok", links=BOTH))
async def relative_links(play: Play) -> None:
    await play.feed(play.item(1, link="/a/1", guid=""), play.item(2, link="a/2", guid=""))


@feed(Expected("ok", links=BOTH))
async def scheme_relative(play: Play) -> None:
    await play.feed(*(play.item(number, link=f"//{play.stand.host}/a/{number}", guid="") for number in (1, 2)))


@feed(Expected("ok", articles=2))
async def javascript_link(play: Play) -> None:
    """Links that are none: the items are all there is."""
    scripts = ("javascript:alert(1)", "data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;")
    await play.feed(*(play.item(number, link=link, guid="") for number, link in enumerate(scripts, 1)))


@feed(Expected("ok"))
async def xss_title(play: Play) -> None:
    attack = escape('<script>alert(1)</script><img src=x onerror="alert(2)">Titre <b onclick=x()>gras</b>')
    author = f"<author>{escape('<img src=x onerror=alert(3)>')}</author>"
    await play.feed(play.item(1, title=attack, text=attack, extra=author), play.item(2, title=f"<![CDATA[{attack}]]>"))


@feed(Expected("ok", titles=(FORMULA,)))
async def csv_title(play: Play) -> None:
    """Titles that a spreadsheet would run, on the page as well."""
    if play.request.target == "/story/1":
        await play.send(play.page(1, title=escape(FORMULA)), HTML)
        return
    await play.feed(play.item(1, title=escape(FORMULA), link=f"{play.home}story/1", guid=""), play.item(2))


@feed(Expected("ok"))
async def path_guid(play: Play) -> None:
    path = "../../../../../../tmp/menu-passwd"
    enclosure = f'<enclosure url="{play.home}{path}" length="1" type="image/jpeg"/>'
    guid = f'<guid isPermaLink="false">{path}&#0;.html</guid>'
    await play.feed(play.item(1, title=path, guid=guid, extra=enclosure), play.item(2, guid="<guid>/../..</guid>"))


@feed(Expected("ok", articles=2))
async def long_title(play: Play) -> None:
    """A title of 100 kB, and an address of 50 kB that cannot be fetched: that item is all there is."""
    await play.feed(
        play.item(1, title="Le très long titre " * 5_500),
        play.item(2, link=f"{play.home}a/2?{'x' * 50_000}", guid='<guid isPermaLink="false">2</guid>'),
    )


@feed(Expected("ok", titles=("",)))
async def empty_title(play: Play) -> None:
    await play.feed(play.item(1, title=""), play.item(2, title="<![CDATA[ ]]>"))


@feed(Expected("ok", titles=("Bamako : l'AES en sommet", "Une école à Gao")))
async def html_title(play: Play) -> None:
    await play.feed(
        play.item(1, title="&lt;b&gt;Bamako&lt;/b&gt; : l&amp;amp;#x27;AES en &lt;i&gt;sommet&lt;/i&gt;"),
        play.item(2, title="<![CDATA[Une &eacute;cole &agrave; <em>Gao</em>]]>"),
    )


@feed(Expected("ok", dates=(None, None)))
async def no_dates(play: Play) -> None:
    await play.feed(*_dated(play, "", ""))


@feed(Expected("ok", dates=(utc(15, 7, 30), utc(14, 17, 5))), timezone="Africa/Niamey")
async def french_dates(play: Play) -> None:
    await play.feed(*_dated(play, "sam. 15 novembre 2025 à 08h30", "vendredi 14 novembre 2025 - 18:05"))


@feed(Expected("ok", dates=(utc(15, 7, 30), utc(14, 17, 5))), timezone="Africa/Ndjamena")
async def arabic_dates(play: Play) -> None:
    await play.feed(*_dated(play, "السبت ١٥ نوفمبر ٢٠٢٥ ٠٨:٣٠", "14 تشرين الثاني 2025 18:05"))


@feed(Expected("ok", entries=4, dates=(utc(5, 7, 30), utc(16, 1, 20), utc(14, 17, 5), None)), timezone="Africa/Niamey")
async def odd_dates(play: Play) -> None:
    """Day before month, seconds since 1970, ISO without a zone, a day that there is not."""
    epoch = str(int(utc(16, 1, 20).timestamp()))
    await play.feed(*_dated(play, "05/11/2025 08:30", epoch, "2025-11-14T18:05:00", "Thu, 32 Nov 2025 08:30"))


@feed(Expected("ok", dates=(None, None)))
async def future_dates(play: Play) -> None:
    ahead = format_datetime(play.start + timedelta(days=365))
    await play.feed(*_dated(play, ahead, "Thu, 01 Jan 1970 00:00:00 GMT"))


@feed(Expected("ok", "ok"))
async def tracking_links(play: Play) -> None:
    """The same two pages under other parameters at each poll."""
    marks = (f"utm_source=rss{play.nth}&amp;fbclid={play.nth}", f"at_medium=RSS&amp;at_campaign={play.nth}")
    pairs = enumerate(marks, 1)
    await play.feed(*(play.item(number, link=f"{play.home}a/{number}?{mark}", guid="") for number, mark in pairs))


@feed(Expected("ok", links=BOTH, never=("/proxy",)))
async def origlink(play: Play) -> None:
    await play.feed(
        *(
            play.item(
                number,
                link=f"{play.home}proxy/{number}",
                guid=f'<guid isPermaLink="false">{number}</guid>',
                extra=f"<feedburner:origLink>{play.home}a/{number}</feedburner:origLink>",
            )
            for number in (1, 2)
        )
    )


@feed(Expected("ok", links=BOTH))
async def link_whitespace(play: Play) -> None:
    first = play.item(1, link=f"\n\t  {play.home}a/1 \n", guid="")
    await play.feed(first, play.item(2, link=f" {play.home}a\n/2\t", guid=""))


@feed(Expected("ok", summary="Le texte de la vidéo sur le marché de Kayes"))
async def media_only(play: Play) -> None:
    text = "<media:description>Le texte de la vidéo sur le marché de Kayes</media:description>"
    await play.feed(
        play.item(1, text="", extra=f"<media:group>{text}</media:group>"), play.item(2, text="", extra=text)
    )


@feed(Expected("ok", articles=0, fate="unresolved"))
async def google_news_link(play: Play) -> None:
    wrapper = f"https://news.google.com/rss/articles/{play.stand.key}"
    await play.feed(*(play.item(n, link=f"{wrapper}{n}?oc=5", guid=f"<guid>w{n}</guid>") for n in (1, 2)))


@feed(Expected("ok", entries=4))
async def reversed_order(play: Play) -> None:
    await play.feed(*play.items(4, 3, 2, 1))


@feed(Expected("ok"))
async def doubled(play: Play) -> None:
    await play.feed(*play.items(1, 1, 2, 2))


@feed(Expected("ok", "ok", "unchanged", versions=2))
async def updated_item(play: Play) -> None:
    """From the second poll on the first item says something new, and so does its page."""
    if play.request.target == "/story/1":
        await play.send(play.page(1, title="Mise à jour : le bilan" if play.nth else "Le bilan"), HTML)
        return
    new = {"title": "Mise à jour : le bilan", "text": "Le bilan est revu."} if play.nth else {"title": "Le bilan"}
    guid = '<guid isPermaLink="false">constant</guid>'
    await play.send(rss([play.item(1, link=f"{play.home}story/1", guid=guid, **new), play.item(2)], home=play.home))
