"""The words of stories, follow-ups and editions, with the CRC-32 of the English that the French was made from."""

COURSE_WORDS = {
    "mark_figures_differ_range": (
        "Figures differ {range}",
        "Chiffres contradictoires {range}",
        "ab73976e",
    ),
    "mark_denied": (
        "Denied",
        "Démenti",
        "ba735bd8",
    ),
    "mark_denial": (
        "Denial",
        "Est un démenti",
        "d0c416ee",
    ),
    "mark_update_figures": (
        "Update {before} → {after}",
        "MAJ {before} → {after}",
        "d3ad2a42",
    ),
    "mark_new": (
        "New",
        "Nouveau",
        "53ae02a5",
    ),
    "mark_withdrawn": (
        "Withdrawn",
        "Retiré",
        "edfb416d",
    ),
    "mark_added": (
        "Added in this edition",
        "Ajouté dans cette édition",
        "f8a95ece",
    ),
    "mark_place_region": (
        "Place: region",
        "Lieu : région",
        "f3c844e6",
    ),
    "follow_ups": (
        "Follow-ups and corrections",
        "Suites et corrections",
        "dae34df2",
    ),
    "awaiting": (
        "Awaiting confirmation",
        "À confirmer",
        "9252b1aa",
    ),
    "section_reading": (
        "To read",
        "À lire",
        "cb861e2a",
    ),
    "reading_note": (
        "Analyses and opinions: they confirm nothing and are not counted.",
        "Analyses et opinions : elles ne confirment rien et ne sont pas comptées.",
        "347c4e47",
    ),
    "genre_analysis": (
        "analysis",
        "analyse",
        "0033c730",
    ),
    "genre_opinion": (
        "opinion",
        "opinion",
        "ab02b027",
    ),
    "note_follow_ups": (
        "No change to earlier reports was seen.",
        "Aucun changement aux articles précédents n’a été vu.",
        "6b35dd20",
    ),
    "note_awaiting": (
        "No toll of the last three days stands on one source alone.",
        "Aucun bilan des trois derniers jours ne repose sur une seule source.",
        "b0e69a56",
    ),
    "note_lines_unseen": (
        "Unseen: no source answered.",
        "Non vu : aucune source n’a répondu.",
        "6f2468fc",
    ),
    "line_withdrawn": (
        "Page withdrawn",
        "Page retirée",
        "9ec2dacc",
    ),
    "line_denied": (
        "Denial",
        "Démenti",
        "d0c416ee",
    ),
    "line_updated": (
        "Figure brought up to date",
        "Chiffre mis à jour",
        "f3dd035a",
    ),
    "line_retitled": (
        "Headline changed after publication",
        "Titre modifié après publication",
        "8de1c663",
    ),
    "line_recounted": (
        "Toll changed after publication",
        "Bilan modifié après publication",
        "eb7ef485",
    ),
    "line_gained": (
        "More independent sources",
        "Davantage de sources indépendantes",
        "d386b712",
    ),
    "line_late": (
        "Arrived late, dated before this window",
        "Arrivé tard, daté d’avant cette fenêtre",
        "eed3daca",
    ),
    "line_pending": (
        "{figures}, according to {who}; since {day}|{figures}, according to {who}; since {day} ({count} days)",
        "{figures}, source : {who} ; depuis le {day}|{figures}, source : {who} ; depuis le {day} ({count} jours)",
        "81d7a31d",
    ),
    "line_claim_confirmed": (
        "Confirmed by {outlet}",
        "Confirmé par {outlet}",
        "a0e11254",
    ),
    "line_claim_denied": (
        "Denied, in {outlet}",
        "Démenti, dans {outlet}",
        "99abfa16",
    ),
    "no_figure": (
        "no figure",
        "aucun chiffre",
        "2a4bd7ca",
    ),
    "lines_more": (
        "{count} more line is in the JSON form.|{count} more lines are in the JSON form.",
        "{count} autre ligne figure dans la forme JSON.|{count} autres lignes figurent dans la forme JSON.",
        "41d9f494",
    ),
    "status_new": (
        "New",
        "Nouveau",
        "53ae02a5",
    ),
    "status_developing": (
        "Developing",
        "Évolution",
        "b15b3d4e",
    ),
    "item_reports": (
        "Also reported: {list}",
        "Aussi rapporté : {list}",
        "fb338161",
    ),
    "reports_more": (
        "and {count} more|and {count} more",
        "et {count} autre|et {count} autres",
        "7c76748d",
    ),
    "rest": (
        "{count} more report, a line|{count} more reports, a line each",
        "{count} autre article, en une ligne|{count} autres articles, une ligne chacun",
        "95511dfa",
    ),
    "rest_title": (
        "All other reports",
        "Tous les autres articles",
        "df85690d",
    ),
    "rest_below": (
        "{count} more report stands at the end, under “All other reports”.|{count} more reports stand at"
        " the end, under “All other reports”.",
        "{count} autre article figure à la fin, sous « Tous les autres articles ».|{count} autres "
        "articles figurent à la fin, sous « Tous les autres articles ».",
        "4be68338",
    ),
    "first_named": (
        "Named for the first time: {list}",
        "Nommés pour la première fois : {list}",
        "d20214d8",
    ),
    "added": (
        "This edition adds {count} report: {list}.|This edition adds {count} reports: {list}.",
        "Cette édition ajoute {count} article : {list}.|Cette édition ajoute {count} articles : {list}.",
        "aaf1ce7a",
    ),
    "title_span": (
        "Sahel monitor: {first} to {day}",
        "Veille Sahel : du {first} au {day}",
        "20fd8eb5",
    ),
    "title_search": (
        "{title}, search “{search}”",
        "{title}, recherche « {search} »",
        "762842f5",
    ),
    "compiled": (
        "Topic list {lexicon}. Compiled by machine, not reviewed by a person.",
        "Digest composé par une machine, sans relecture humaine ; liste de thèmes {lexicon}.",
        "6a187f35",
    ),
    "key_course": (
        "[New]: first digest on this happening; [Since]: it began before. [Update]: the same source "
        "gives a later figure. [Denied]: a report denies it. [Withdrawn]: its page is gone. [Added]: the"
        " edition before did not have it.",
        "[Nouveau] : premier digest sur ce fait ; [Depuis] : il a commencé avant. [MAJ] : la même source"
        " donne un chiffre plus récent. [Démenti] : un article le dément. [Retiré] : sa page n’existe "
        "plus. [Ajouté] : l’édition précédente ne l’avait pas.",
        "eb181009",
    ),
    "item_story": (
        "Story {story}",
        "Dossier {story}",
        "836caed1",
    ),
    "key_details": (
        "[Place: region] and “(area)”: the place is only roughly known. [Update of no.]: it brings that "
        "article up to date. “Changed” quotes an update, with the figure or name that stood there before. "
        "The number of a story is for sahel story.",
        "[Lieu : région] et « (environs) » : le lieu n’est connu qu’à peu près. [Mise à jour du n°] : "
        "l’article met celui-là à jour. « Ce qui change » cite la mise à jour, avec le chiffre ou le nom "
        "qui s’y trouvait avant. Le numéro d’un dossier sert à sahel story.",
        "c3fa1347",
    ),
    "brief_voices": (
        "event told by {count} independent source|event told by {count} independent sources",
        "fait rapporté par {count} source indépendante|fait rapporté par {count} sources indépendantes",
        "0070f509",
    ),
    "cov_read_later": (
        "Silent in this window and read later; their articles are shown all the same: {list}.",
        "Sans réponse dans cette fenêtre et lues plus tard ; leurs articles figurent quand même : {list}.",
        "8471bc9f",
    ),
    "item_before": (
        "(before: {value})",
        "(avant : {value})",
        "ac7c4934",
    ),
    "funnel_unmatched": (
        "left out (not found by the search)",
        "écartés (hors de la recherche)",
        "6aeac5d4",
    ),
    "funnel_stories": (
        "of them different events",
        "dont événements distincts",
        "ae8d2d86",
    ),
}
