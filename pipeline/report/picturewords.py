"""The words of the pictures, with the CRC-32 of the English that the French was made from."""

PICTURE_WORDS = {
    "map_title": (
        "Places",
        "Lieux",
        "f9036963",
    ),
    "map_places": (
        "{count} place on a map of the Sahel: {list}.|{count} places on a map of the Sahel: {list}.",
        "{count} lieu sur une carte du Sahel : {list}.|{count} lieux sur une carte du Sahel : {list}.",
        "b05528f8",
    ),
    "map_empty": ("No place to show on the map.", "Aucun lieu à montrer sur la carte.", "636de75e"),
    "map_incident": ("Incident", "Incident", "c475c34c"),
    "map_story": (
        "Other report",
        "Autre article",
        "f73836a6",
    ),
    "map_approximate": ("Place known roughly", "Lieu approximatif", "06933c28"),
    "map_size": ("Area: articles", "Surface : articles", "d1d18a3c"),
    "map_left_out": ("Not on this map: {list}", "Hors de cette carte : {list}", "a1871bd9"),
    "map_unplaced": (
        "Marked, without room for a number: {list}",
        "Marqués, sans place pour un numéro : {list}",
        "be9cea87",
    ),
    "map_more": (
        "{count} smaller place is not drawn.|{count} smaller places are not drawn.",
        "{count} lieu plus petit n’est pas dessiné.|{count} lieux plus petits ne sont pas dessinés.",
        "9115ed59",
    ),
    "map_credit": (
        "Outlines: Natural Earth. They express no opinion on borders.",
        "Contours : Natural Earth. Ils n’expriment aucun avis sur les frontières.",
        "7db402bd",
    ),
    "map_CF": ("Central African Rep.", "Rép. centrafricaine", "d23dd170"),
    "map_EH": ("Western Sahara", "Sahara occidental", "c0babc35"),
    "map_GM": ("Gambia", "Gambie", "0b58743a"),
    "trend_title": ("Articles a day by topic, 28 days", "Articles par jour et par thème, 28 jours", "deacecdf"),
    "trend_span": (
        "Number of articles a day from {first} to {last}. Each topic has a scale of its own.",
        "Nombre d’articles par jour, du {first} au {last}. Chaque thème a sa propre échelle.",
        "c310ebdd",
    ),
    "trend_topic": ("{name}: {today}, median {median}.", "{name} : {today}, médiane {median}.", "adf1084e"),
    "trend_today": ("Last day", "Dernier jour", "0de62946"),
    "trend_median": ("median {median}", "médiane {median}", "33887134"),
    "trend_median_line": ("Median of the days before", "Médiane des jours précédents", "fb14851b"),
    "trend_empty": ("No topic to show.", "Aucun thème à montrer.", "6ada1210"),
    "calendar_title": ("Articles a day by country, 28 days", "Articles par jour et par pays, 28 jours", "b460d757"),
    "calendar_span": (
        "Number of articles a day from {first} to {last}.",
        "Nombre d’articles par jour, du {first} au {last}.",
        "f8ff2f13",
    ),
    "calendar_country": (
        "{name}: {today} on the last day, {total} in all.",
        "{name} : {today} le dernier jour, {total} en tout.",
        "700b691a",
    ),
    "calendar_empty": ("No country to show.", "Aucun pays à montrer.", "44a829d6"),
    "not_seen": ("not seen", "non vu", "09d9e43b"),
    "nothing_found": ("Seen, no article", "Vu, aucun article", "318b2b57"),
}
