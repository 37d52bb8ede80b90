"""The words of reported tolls, updates and stories, with the CRC-32 of the English that the French was made from."""

TOLL_WORDS = {
    "some": (
        "several",
        "plusieurs",
        "0d2852d4",
    ),
    "about": (
        "about {number}",
        "environ {number}",
        "fa566742",
    ),
    "some_dozens": (
        "dozens",
        "des dizaines",
        "412923ef",
    ),
    "some_hundreds": (
        "hundreds",
        "des centaines",
        "c187cbb5",
    ),
    "some_thousands": (
        "thousands",
        "des milliers",
        "d965ff71",
    ),
    "some_ten_thousands": (
        "tens of thousands",
        "des dizaines de milliers",
        "85e08f60",
    ),
    "tolls": (
        "Reported tolls",
        "Bilans rapportés",
        "72576fe0",
    ),
    "tolls_note": (
        "As reported, each figure with its source; never added up. What an army calls “neutralised” stands "
        "apart from the killed.",
        "Tels que rapportés, chacun avec sa source ; jamais additionnés. Ce qu’une armée appelle « "
        "neutralisés » est à part des tués.",
        "27eb981c",
    ),
    "tolls_more": (
        "{count} more row is in the items below.|{count} more rows are in the items below.",
        "{count} autre ligne figure dans les fiches ci-dessous.|{count} autres lignes figurent dans les "
        "fiches ci-dessous.",
        "84b44844",
    ),
    "toll_place": (
        "Place",
        "Lieu",
        "b5dc7cc9",
    ),
    "toll_day": (
        "Day",
        "Jour",
        "dded6f70",
    ),
    "toll_figures": (
        "Figures",
        "Chiffres",
        "644c3906",
    ),
    "toll_said_by": (
        "Said by",
        "Selon",
        "2ac0039e",
    ),
    "toll_articles": (
        "Items",
        "Articles",
        "20dfc649",
    ),
    "toll_no_place": (
        "place not identified",
        "lieu non identifié",
        "070ce809",
    ),
    "toll_in_country": (
        "{country}, place not identified",
        "{country}, lieu non identifié",
        "1e9e73d6",
    ),
    "toll_near": (
        "{place} (area)",
        "{place} (environs)",
        "5805592f",
    ),
    "toll_area": (
        "{place} area",
        "{place} et environs",
        "57abd70a",
    ),
    "brief_also": (
        "also:",
        "aussi :",
        "615e9988",
    ),
    "mark_figures_differ": (
        "Figures differ",
        "Chiffres contradictoires",
        "c8e2986e",
    ),
    "at_least": (
        "at least {number}",
        "au moins {number}",
        "5ededd2b",
    ),
    "said_in": (
        "{who} (in {outlet})",
        "{who} (dans {outlet})",
        "aa59a281",
    ),
    "harm_killed": (
        "killed",
        "tués",
        "25bb0b5a",
    ),
    "harm_injured": (
        "injured",
        "blessés",
        "3bff01bd",
    ),
    "harm_abducted": (
        "abducted",
        "enlevés",
        "ef23a2b1",
    ),
    "harm_displaced": (
        "displaced",
        "déplacés",
        "391cfd11",
    ),
    "harm_neutralised": (
        "“neutralised”",
        "« neutralisés »",
        "366a5af3",
    ),
    "side_civilians": (
        "civilians",
        "civils",
        "8d8b4ca1",
    ),
    "side_forces": (
        "security forces",
        "forces de sécurité",
        "02e359a5",
    ),
    "side_fighters": (
        "fighters",
        "combattants",
        "af7f79ff",
    ),
    "claimant_army": (
        "the army",
        "l’armée",
        "41fc0346",
    ),
    "claimant_government": (
        "the government",
        "le gouvernement",
        "081bc2b3",
    ),
    "claimant_group": (
        "an armed group",
        "un groupe armé",
        "a93b10e7",
    ),
    "claimant_security": (
        "a security source",
        "une source sécuritaire",
        "8e053cce",
    ),
    "claimant_witness": (
        "witnesses",
        "des témoins",
        "38df0512",
    ),
    "claimant_local": (
        "a local source",
        "une source locale",
        "4a1a6736",
    ),
    "claimant_un": (
        "the UN",
        "l’ONU",
        "ea2e56af",
    ),
    "claimant_ngo": (
        "an NGO",
        "une ONG",
        "d7053e47",
    ),
    "claimant_media": (
        "other media",
        "d’autres médias",
        "f8ece9b6",
    ),
    "key_figures": (
        "[Figures differ] stands where two who say so give figures that cannot both be true; both are shown.",
        "[Chiffres contradictoires] : deux sources donnent des chiffres incompatibles ; les deux sont montrés.",
        "249a53e3",
    ),
    "mark_update": (
        "Update of no. {number}",
        "Mise à jour du n° {number}",
        "db6a0788",
    ),
    "mark_developing": (
        "Since {day}",
        "Depuis le {day}",
        "10d461ca",
    ),
    "item_changed": (
        "Changed: {list}",
        "Ce qui change : {list}",
        "7d906d82",
    ),
    "cov_losses": (
        "Entries may have been missed between two polls of: {list}.",
        "Des entrées ont pu être manquées entre deux relevés de : {list}.",
        "6ed3d981",
    ),
    "missed": (
        "{name} (once)|{name} ({count} times)",
        "{name} (une fois)|{name} ({count} fois)",
        "facf2458",
    ),
    "cause_gone": (
        "taken down for good",
        "définitivement retirée",
        "0bb21810",
    ),
    "cause_retry_later": (
        "the site asked to come back later",
        "le site demande de revenir plus tard",
        "c2573620",
    ),
}
