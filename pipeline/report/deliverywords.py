"""The words of letters and alerts, with the CRC-32 of the English that the French was made from."""

DELIVERY_WORDS = {
    "letter_edition": (
        "{title} (edition {number})",
        "{title} (édition {number})",
        "7e6676b5",
    ),
    "letter_attached": (
        "The attached page is the same digest with its map and charts; it opens in any browser.",
        "La page jointe est le même bulletin avec sa carte et ses graphiques ; elle s’ouvre dans tout navigateur.",
        "e068169f",
    ),
    "notice_more": (
        "and {count} more line|and {count} more lines",
        "et {count} autre ligne|et {count} autres lignes",
        "f517eeaa",
    ),
    "alert_title": (
        "Alert, {search}: {place}",
        "Alerte, {search} : {place}",
        "f36bfb1c",
    ),
    "alert_gathered": (
        "Alert, {search}: {count} story|Alert, {search}: {count} stories",
        "Alerte, {search} : {count} dossier|Alerte, {search} : {count} dossiers",
        "1fc0b0e1",
    ),
    "alert_again": (
        "Not new: what is known of it has grown.",
        "Pas nouveau : on en sait davantage.",
        "a114df62",
    ),
    "alert_parties_only": (
        "parties to the events only",
        "parties prenantes seulement",
        "1860bf02",
    ),
    "alert_corroborated": (
        "corroborated",
        "corroboré",
        "26b92f2d",
    ),
    "alert_one_outlet": (
        "1 outlet, single source",
        "1 média, source unique",
        "cf86d350",
    ),
}
