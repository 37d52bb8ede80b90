"""The outlets: who they are, where they live on loopback, and how their sites are made."""

import re
import unicodedata
from dataclasses import dataclass
from zoneinfo import ZoneInfo

CONTROL_ADDRESS = "127.76.0.1"
NETWORK = "127.76.0.0/15"
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet. `validators` says which ones its feed sends; `off_topic` counts articles a day that are no news."""

    number: int
    key: str
    name: str
    language: str
    country: str
    ownership: str
    owner: str
    timezone: str
    address: str
    port: int
    cms: str
    feed_format: str
    feed_path: str
    gate: str
    general: bool
    window: int
    charset: str
    validators: str
    gzip: bool
    tracking: str
    curly: bool
    channel: bool
    off_topic: int
    credit: str

    @property
    def host(self) -> str:
        """Address and port, as they stand in a URL."""
        return f"{self.address}:{self.port}"

    @property
    def home(self) -> str:
        """The address of the front page."""
        return f"http://{self.host}/"

    @property
    def feed_url(self) -> str:
        """The address of the feed."""
        return self.home + self.feed_path.removeprefix("/")

    @property
    def zone(self) -> ZoneInfo:
        """The zone its dates are written in."""
        return ZoneInfo(self.timezone)

    @property
    def disallowed(self) -> tuple[str, ...]:
        """What its robots.txt keeps to itself: beginnings of paths."""
        return _DISALLOWED[self.cms]


# language, ownership, country, general; agencies of later rounds of the cast are private papers
_CAST = (
    ("fr", "agency", "ML", False),
    ("fr", "private", "ML", True),
    ("en", "agency", "NG", False),
    ("fr", "state", "BF", True),
    ("ar", "agency", "DZ", False),
    ("ha", "private", "NE", True),
    ("fr", "public", "FR", True),
    ("fr", "private", "NE", True),
    ("en", "private", "NG", True),
    ("fr", "agency", "BF", False),
    ("fr", "private", "SN", True),
    ("ar", "private", "TD", True),
    ("fr", "ngo", "ML", False),
    ("fr", "private", "BF", True),
    ("fr", "state", "ML", False),
    ("en", "public", "GB", True),
    ("fr", "private", "CI", True),
    ("fr", "state", "NE", False),
    ("ha", "public", "NG", True),
    ("fr", "private", "TD", True),
)
_ZONES = {
    "ML": "Africa/Bamako", "NE": "Africa/Niamey", "BF": "Africa/Ouagadougou", "TD": "Africa/Ndjamena",
    "SN": "Africa/Dakar", "CI": "Africa/Abidjan", "FR": "Europe/Paris", "GB": "Europe/London",
    "NG": "Africa/Lagos", "DZ": "Africa/Algiers",
}  # fmt: skip
_AGENCIES = {
    "fr": (("Agence Sahel Presse", "ASP"), ("Agence Liptako d'information", "ALI")),
    "en": (("Savannah Newswire", "SNW"),),
    "ar": (("وكالة أنباء الصحراء", "واص"),),
}
_FIRST_NAMES = {
    "fr": ("Le Courrier", "L'Écho", "La Nouvelle Gazette", "Le Journal", "Radio Horizon", "Le Matin", "Studio Info",
           "La Tribune", "Les Nouvelles", "Le Messager", "L'Éclair", "Le Griot", "La Lettre"),
    "en": ("The Courier", "The Daily Post", "Morning Star", "The Herald", "Radio Compass", "The Observer", "The Voice"),
    "ar": ("صحيفة الأفق", "أخبار اليوم", "منبر الحرية", "صدى الأيام", "راديو الواحة"),
    "ha": ("Muryar", "Jaridar", "Rediyo", "Labaran", "Hasken"),
}  # fmt: skip
_LAST_NAMES = {
    "fr": ("du Liptako", "du Fleuve", "de la Boucle", "du Plateau", "des Dunes", "du Gourma", "de l'Est", "du Wagadou",
           "de la Falaise", "du Ténéré", "des Savanes", "du Mandé", "de l'Aïr", "du Delta", "du Sourou", "des Lacs",
           "de la Sirba"),
    "en": ("of the Savannah", "of Kano", "of the Coast", "Week", "of the Plains", "Online", "of the Lagoon",
           "International"),
    "ar": ("الصحراوية", "الجديدة", "المستقلة", "للساحل", "الأسبوعية", "الدولية"),
    "ha": ("Arewa", "Nijar", "Sahara", "Al'umma", "Gobir", "Damagaram"),
}  # fmt: skip
_CMS = ("wordpress", "spip", "wordpress", "drupal", "wordpress", "numeric", "wordpress", "spip", "numeric")
_FORMATS = ("rss", "atom", "rss", "rdf", "rss", "json", "rss")
_VALIDATORS = ("both", "both", "etag", "both", "last_modified", "weak")
_TRACKING = ("", "utm_source=rss&utm_medium=feed&utm_campaign=flux", "", "", "xtor=RSS-1")
_WINDOWS = (20, 15, 30, 20, 25)
_DISALLOWED = {
    "wordpress": ("/wp-admin/", "/search/"),
    "spip": ("/ecrire/", "/local/"),
    "drupal": ("/admin/", "/user/"),
    "numeric": ("/print/", "/cgi-bin/"),
}
_FEED_PATHS = {
    ("wordpress", "rss"): "/feed/",
    ("wordpress", "atom"): "/feed/atom/",
    ("wordpress", "rdf"): "/feed/rdf/",
    ("wordpress", "json"): "/feed/json/",
    ("spip", "rss"): "/spip.php?page=backend",
    ("spip", "atom"): "/spip.php?page=atom",
    ("spip", "rdf"): "/spip.php?page=backend-rdf",
    ("spip", "json"): "/spip.php?page=json",
    ("drupal", "rss"): "/rss.xml",
    ("drupal", "atom"): "/atom.xml",
    ("drupal", "rdf"): "/index.rdf",
    ("drupal", "json"): "/feed.json",
    ("numeric", "rss"): "/xml/syndication.rss",
    ("numeric", "atom"): "/xml/atom.xml",
    ("numeric", "rdf"): "/xml/rss10.rdf",
    ("numeric", "json"): "/xml/feed.json",
}


def roster(outlets: int, *, port: int = 0) -> tuple[Outlet, ...]:
    """The first so many outlets; who they are depends on their number alone. Raises ValueError beyond 1 to 1000."""
    if not 1 <= outlets <= _MOST:
        raise ValueError(f"a newsroom has 1 to {_MOST} outlets")
    return tuple(_outlet(number, port) for number in range(outlets))


def slug(text: str) -> str:
    """ASCII words joined by hyphens, as in the addresses of articles; empty where a text has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _outlet(number: int, port: int) -> Outlet:
    language, ownership, country, general = _CAST[number % len(_CAST)]
    name, credit = _name(number, language)
    agency = bool(credit)
    if ownership == "agency" and not agency:
        ownership, general = "private", True
    cms, feed_format = _CMS[number % len(_CMS)], _FORMATS[number % len(_FORMATS)]
    return Outlet(
        number=number,
        key=f"n{number:03d}-{slug(name) or language}",
        name=name,
        language=language,
        country=country,
        ownership=ownership,
        owner=f"state-{country.lower()}" if ownership == "state" else "",
        timezone=_ZONES[country],
        address=f"127.77.{number // 250}.{number % 250 + 1}",
        port=port,
        cms=cms,
        feed_format=feed_format,
        feed_path=_FEED_PATHS[cms, feed_format],
        gate="anchor" if general else "none",
        general=general,
        window=30 if agency else _WINDOWS[number % len(_WINDOWS)],
        charset="windows-1252" if cms in {"spip", "numeric"} and language == "fr" and number % 3 == 1 else "utf-8",
        validators=_VALIDATORS[number % len(_VALIDATORS)],
        gzip=number % 4 != 3,
        tracking=_TRACKING[number % len(_TRACKING)],
        curly=number % 3 == 1,
        channel=number % 4 == 1,
        off_topic=_off_topic(ownership, general),
        credit=credit,
    )


def _name(number: int, language: str) -> tuple[str, str]:
    """The name of an outlet and, for an agency, its credit; the first round of the cast holds all agencies."""
    before = [_CAST[earlier % len(_CAST)] for earlier in range(number)]
    rank = sum(1 for other in before if other[0] == language)
    if number < len(_CAST) and _CAST[number][1] == "agency":
        return _AGENCIES[language][sum(1 for other in before if other[:2] == (language, "agency"))]
    first, last = _FIRST_NAMES[language], _LAST_NAMES[language]
    joined = f"{first[rank % len(first)]} {last[rank % len(last)]}"
    return (joined, "") if rank < len(first) * len(last) else (f"{joined} {rank}", "")


def _off_topic(ownership: str, general: bool) -> int:
    if ownership in {"ngo", "agency"}:
        return 1
    return 5 if general else 2
