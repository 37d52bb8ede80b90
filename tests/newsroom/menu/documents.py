"""Feeds and article pages, well formed unless a part is given that is not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random

from tests.newsroom.grammar import chance

NAMESPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom"'
)
_WHO = ("le gouverneur", "la mairie", "un collectif d'éleveurs", "la direction de l'hydraulique", "le comité de veille",
        "l'association des maraîchers", "le chef de village", "la radio communale", "un groupe de jeunes diplômés",
        "la chambre de commerce", "le médecin du district", "une coopérative de femmes", "le service des douanes",
        "la brigade territoriale", "le conseil de cercle", "un porte-parole de l'armée")  # fmt: skip
_DID = ("a présenté", "a reporté", "dénonce", "a inauguré", "réclame", "attend depuis des semaines", "a suspendu",
        "a remis aux habitants", "évalue", "a découvert", "finance désormais", "a promis", "défend", "a contesté",
        "publie", "a relancé")  # fmt: skip
_WHAT = ("la réfection du pont", "un programme de vaccination", "les stocks de céréales", "la reprise des cours",
         "un couloir pour le bétail", "la réouverture du marché", "un recensement des déplacés", "des forages neufs",
         "la taxe sur les motos", "le tracé de la route", "une enquête sur les prix", "la collecte des ordures",
         "un accord de paix local", "des patrouilles de nuit", "la distribution de semences",
         "un bac neuf")  # fmt: skip
_WHERE = ("près de Gao", "dans le cercle de Bankass", "à Tillabéri", "au sud de Dori", "sur la rive gauche du Niger",
          "dans la région de Mopti", "à Kaya", "le long de la frontière", "autour de Ménaka", "à l'entrée de Djibo",
          "dans trois communes rurales", "au marché de Téra", "à Ségou", "dans la zone du lac")  # fmt: skip
_WHEN = ("depuis lundi", "avant la saison des pluies", "malgré les coupures de courant", "pour la deuxième année",
         "en présence de la presse", "sans attendre Bamako", "d'ici à la fin du mois", "après deux jours de débats",
         "selon trois témoins", "d'après un communiqué", "dès l'aube", "au terme d'une longue réunion")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed. All parts are XML as it will stand there; `guid` and `extra` are whole elements."""

    link: str
    title: str
    guid: str
    date: str
    text: str
    extra: str = ""

    def rss(self) -> str:
        """The item in RSS 2.0; what is empty is left out."""
        parts = (("title", self.title), ("link", self.link), ("pubDate", self.date), ("description", self.text))
        elements = "".join(f"<{name}>{text}</{name}>" for name, text in parts if text)
        return f"<item>{elements}{self.guid}{self.extra}</item>\n"


def item(name: str, home: str, start: datetime, number: int, **changes: str) -> Item:
    """The usual item with this number: its page is at /a/NUMBER; it is so many hours older than the start."""
    link = f"{home}a/{number}"
    usual = Item(
        link=link,
        title=escape(headline(name, number), quote=False),
        guid=f'<guid isPermaLink="true">{link}</guid>',
        date=format_datetime(moment(start, number)),
        text=escape(sentence(chance(name, number, "teaser")), quote=False),
    )
    return replace(usual, **changes)


def moment(start: datetime, number: int) -> datetime:
    """When the item with this number was published."""
    return start - timedelta(hours=number)


def headline(name: str, number: int) -> str:
    """The title of an item and of its page."""
    rng = chance(name, number, "headline")
    what = rng.choice(_WHAT)
    return f"{what[:1].upper()}{what[1:]} {rng.choice(_WHERE)} : le point n° {number}"


def sentence(rng: Random) -> str:
    """A sentence of news."""
    said = f"{rng.choice(_WHO)} {rng.choice(_DID)} {rng.choice(_WHAT)} {rng.choice(_WHERE)} {rng.choice(_WHEN)}"
    return f"{said[:1].upper()}{said[1:]}, pour un total de {rng.randrange(12, 990)} familles."


def paragraphs(name: str, number: int, count: int = 5) -> list[str]:
    """The text of an article, no two of them alike."""
    rng = chance(name, number, "text")
    return [" ".join(sentence(rng) for _ in range(3)) for _ in range(count)]


def rss(items: Iterable[Item], *, home: str, head: str = "", declaration: str = 'encoding="utf-8"') -> str:
    """An RSS 2.0 document."""
    start = f'<?xml version="1.0" {declaration}?>\n<rss version="2.0" {NAMESPACES}><channel>'
    about = f"<title>Les Nouvelles</title><link>{home}</link><description>Toute l'info</description>{head}\n"
    return f"{start}{about}{''.join(one.rss() for one in items)}</channel></rss>\n"


def page(
    name: str,
    start: datetime,
    number: int,
    *,
    title: str = "",
    head: str = "",
    body: str = "",
    before: str = "",
    charset: str = "utf-8",
) -> str:
    """An article page; `body` stands in place of its paragraphs, `before` between its heading and them."""
    title = title or escape(headline(name, number))
    text = body or "".join(f"<p>{escape(one)}</p>" for one in paragraphs(name, number))
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}"><title>{title}</title>'
        f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{moment(start, number).isoformat()}">{head}</head>'
        f"<body><nav><a href='/'>Accueil</a> <a href='/private/'>Rédaction</a></nav><article><h1>{title}</h1>{before}"
        f'<div class="entry-content">{text}</div></article><footer>Tous droits réservés</footer></body></html>'
    )
