"""All words of the digest in its two languages.

French is written here with plain spaces; `say` sets the narrow ones that its signs ask for. A text with a bar holds the
singular before it and the plural after it.
"""

from typing import NamedTuple

from pipeline.report import typography
from pipeline.report.names import COUNTRIES, LANGUAGES

LANGUAGE_CODES = ("en", "fr")
"""The languages that a digest can be written in."""


class Words(NamedTuple):
    """One text in both languages; `fr_of` is the CRC-32 of the English that the French was made from."""

    en: str
    fr: str
    fr_of: str


WORDS = {
    "title": Words("Sahel monitor: {day}", "Veille Sahel : {day}", ""),
    "window_span": Words("Window: {since} to {until} (cut-off).", "Fenêtre : du {since} au {until} (clôture).", ""),
    "window_all": Words(
        "Window: all that is stored, up to {until} (cut-off).",
        "Fenêtre : tout ce qui est enregistré, jusqu’au {until} (clôture).",
        "",
    ),
    "state_complete": Words(
        "Coverage: complete; {answered} of {expected} sources answered.",
        "Couverture : complète ; {answered} sources sur {expected} ont répondu.",
        "",
    ),
    "state_partial": Words(
        "Coverage: partial; {answered} of {expected} sources answered, the silent ones are named below.",
        "Couverture : partielle ; {answered} sources sur {expected} ont répondu, les muettes sont nommées plus bas.",
        "",
    ),
    "state_unseen": Words(
        "Coverage: none; 0 of {expected} sources answered. What happened in this window is unseen, not absent.",
        "Couverture : nulle ; 0 source sur {expected} a répondu. Ce qui s’est passé n’a pas été vu : cela ne veut pas "
        "dire que rien ne s’est passé.",
        "",
    ),
    "state_unwatched": Words(
        "Coverage: none; no source is being watched. What happened in this window is unseen, not absent.",
        "Couverture : nulle ; aucune source n’est suivie. Ce qui s’est passé n’a pas été vu : cela ne veut pas dire "
        "que rien ne s’est passé.",
        "",
    ),
    "edition": Words(
        "Edition {edition}, topic list {lexicon}. Compiled by machine, not reviewed by a person.",
        "Édition {edition}, liste de thèmes {lexicon}. Composée par une machine, sans relecture humaine.",
        "",
    ),
    "contents": Words("Contents", "Sommaire", ""),
    "skip": Words("Skip to the news", "Aller aux nouvelles", ""),
    "in_brief": Words("In brief", "L’essentiel", ""),
    "also": Words("Also", "Aussi", ""),
    "topics": Words("Topics", "Thèmes", ""),
    "coverage": Words("Coverage", "Couverture", ""),
    "silent": Words("Silent sources", "Sources muettes", ""),
    "funnel": Words("From entries to this digest", "Des entrées à ce digest", ""),
    "key": Words("Key and method", "Légende et méthode", ""),
    "section_ML": Words("Mali", "Mali", ""),
    "section_NE": Words("Niger", "Niger", ""),
    "section_BF": Words("Burkina Faso", "Burkina Faso", ""),
    "section_region": Words("AES and the region", "AES et région", ""),
    "section_others": Words("Neighbours and others", "Voisins et autres", ""),
    "follow_ML": Words("Mali", "le Mali", ""),
    "follow_NE": Words("Niger", "le Niger", ""),
    "follow_BF": Words("Burkina Faso", "le Burkina Faso", ""),
    "follow_region": Words("the region", "la région", ""),
    "follow_others": Words("the neighbours", "les pays voisins", ""),
    "note_unseen": Words(
        "Unseen: no source answered in this window, so nothing can be said about what happened.",
        "Non vu : aucune source n’a répondu dans cette fenêtre ; on ne peut rien dire de ce qui s’est passé.",
        "",
    ),
    "note_own_silent": Words(
        "Unseen: none of the sources that follow {place} answered ({expected} expected); the others brought nothing.",
        "Non vu : aucune des sources qui suivent {place} n’a répondu ({expected} attendues) ; les autres n’ont rien "
        "apporté.",
        "",
    ),
    "note_unwatched": Words(
        "Nothing to show from what was read; no source that follows {place} is being watched.",
        "Rien à montrer dans ce qui a été lu ; aucune source qui suit {place} n’est relevée.",
        "",
    ),
    "note_read": Words(
        "Nothing to show from what was read; {answered} of {expected} sources that follow {place} answered.",
        "Rien à montrer dans ce qui a été lu ; {answered} sources sur {expected} qui suivent {place} ont répondu.",
        "",
    ),
    "note_brief": Words(
        "Nothing to show from what was read in this window.",
        "Rien à montrer dans ce qui a été lu dans cette fenêtre.",
        "",
    ),
    "mark_single_source": Words("Single source", "Source unique", ""),
    "mark_copies": Words("1 source, {count} copy|1 source, {count} copies", "1 source, {count} reprise|"
                         "1 source, {count} reprises", ""),
    "mark_owners_unknown": Words("Independence not known", "Indépendance inconnue", ""),
    "mark_official_only": Words("Official version only", "Version officielle seule", ""),
    "mark_date_estimated": Words("Date estimated", "Date estimée", ""),
    "number": Words("no. {number}", "n° {number}", ""),
    "untitled": Words("(no title)", "(sans titre)", ""),
    "seed": Words("seed document, no web address", "document source, sans adresse", ""),
    "no_address": Words("no web address", "sans adresse", ""),
    "first_seen": Words("no date; first seen {moment}", "sans date ; vu d’abord le {moment}", ""),
    "no_country": Words("Region", "Région", ""),
    "item_topics": Words("Topics: {list}", "Thèmes : {list}", ""),
    "item_mentioned": Words("Also named: {list}", "Aussi cités : {list}", ""),
    "item_figures": Words("Figures: {list}", "Chiffres : {list}", ""),
    "item_copies": Words("Copies: {list}", "Reprises : {list}", ""),
    "item_same_story": Words("Same story: {list}", "Même récit : {list}", ""),
    "no_topics": Words("No topic was reported on.", "Aucun thème n’a été traité.", ""),
    "without_items": Words("Without an item: {list}.", "Sans article : {list}.", ""),
    "share": Words("{name} {answered} of {expected}", "{name} {answered} sur {expected}", ""),
    "unknown": Words("not known", "non précisé", ""),
    "cov_sources": Words(
        "{answered} of {expected} sources answered at least once in this window.",
        "{answered} sources sur {expected} ont répondu au moins une fois dans cette fenêtre.",
        "",
    ),
    "cov_none": Words("No source is being watched.", "Aucune source n’est suivie.", ""),
    "cov_countries": Words("By country of the outlet: {list}.", "Par pays du média : {list}.", ""),
    "cov_languages": Words(
        "By language: {list}; a source in several languages counts in each.",
        "Par langue : {list} ; une source en plusieurs langues compte dans chacune.",
        "",
    ),
    "cov_oldest": Words(
        "Oldest last answer of a source: {moment} ({name}).",
        "Plus ancienne dernière réponse d’une source : {moment} ({name}).",
        "",
    ),
    "cov_never": Words(
        "{count} source has never answered.|{count} sources have never answered.",
        "{count} source n’a jamais répondu.|{count} sources n’ont jamais répondu.",
        "",
    ),
    "cov_caution": Words(
        "Do not conclude from a missing report that nothing happened, nor from many reports on one place that it fares "
        "worse than others: this digest shows what the sources above published, no more.",
        "Ne concluez pas d’une absence d’article que rien ne s’est passé, ni d’un grand nombre d’articles sur un lieu "
        "qu’il va plus mal que d’autres : ce digest montre ce que ces sources ont publié, rien de plus.",
        "",
    ),
    "cause_timeout": Words("no answer in time", "pas de réponse à temps", ""),
    "cause_transport": Words("connection failed", "connexion impossible", ""),
    "cause_too_large": Words("answer too large", "réponse trop volumineuse", ""),
    "cause_parse": Words("feed not readable", "flux illisible", ""),
    "cause_redirect": Words("redirected to nowhere", "redirection sans issue", ""),
    "cause_blocked": Words("address not allowed here", "adresse non autorisée ici", ""),
    "cause_blocked_by_site": Words("refused by the site", "refusé par le site", ""),
    "cause_status": Words("the site answered with an error", "le site a répondu par une erreur", ""),
    "cause_protocol": Words("answer against the protocol", "réponse contraire au protocole", ""),
    "cause_robots": Words("closed by robots.txt", "fermé par robots.txt", ""),
    "cause_not_polled": Words("not polled", "non interrogée", ""),
    "cause_unknown": Words("no cause recorded", "cause non enregistrée", ""),
    "silent_since": Words("{cause}; last answer {moment}", "{cause} ; dernière réponse le {moment}", ""),
    "silent_ever": Words("{cause}; never answered", "{cause} ; n’a jamais répondu", ""),
    "funnel_entries": Words("Entries seen in feeds", "Entrées vues dans les flux", ""),
    "funnel_off_topic": Words("less: do not name the Sahel, not fetched", "moins : sans lien nommé avec le Sahel", ""),
    "funnel_on_topic": Words("Entries to fetch", "Entrées à lire", ""),
    "funnel_links_waiting": Words("less: pages not fetched yet", "moins : pages pas encore lues", ""),
    "funnel_links_rejected": Words("less: pages without an article", "moins : pages sans article", ""),
    "funnel_links_given_up": Words("less: pages given up", "moins : pages abandonnées", ""),
    "funnel_articles": Words("Articles stored", "Articles enregistrés", ""),
    "funnel_not_relevant": Words("less: on none of the topics", "moins : hors des thèmes", ""),
    "funnel_dropped": Words("less: dropped by an analyst", "moins : écartés par un analyste", ""),
    "funnel_copies": Words("less: copies, shown with their original", "moins : reprises, jointes à leur original", ""),
    "funnel_shown": Words("Items shown here", "Articles montrés ici", ""),
    "owned_state": Words("state-owned", "média d’État", ""),
    "owned_public": Words("public service", "service public", ""),
    "owned_private": Words("private", "privé", ""),
    "owned_party": Words("party-owned", "média de parti", ""),
    "owned_ngo": Words("NGO", "ONG", ""),
    "owned_igo": Words("intergovernmental", "organisation internationale", ""),
    "owned_agency": Words("news agency", "agence de presse", ""),
    "owned_think_tank": Words("think tank", "centre d’étude", ""),
    "key_marks": Words(
        "[Single source]: one outlet or one owner reports it. [1 source, n copies]: one text, carried by n other "
        "outlets. [Independence not known]: several outlets report it, but they are not known to have two owners. "
        "Without one of these marks, two independent owners report the same story, each in a text of its own.",
        "[Source unique] : un seul média ou un seul propriétaire le rapporte. [1 source, n reprises] : un seul texte, "
        "repris par n autres médias. [Indépendance inconnue] : plusieurs médias le rapportent, sans qu’on leur sache "
        "deux propriétaires. Sans l’une de ces mentions, deux propriétaires indépendants rapportent le même récit, "
        "chacun par son propre texte.",
        "",
    ),
    "key_official": Words(
        "[Official version only]: every outlet that reports it belongs to a state. [Date estimated]: neither the page "
        "nor the feed gave the date.",
        "[Version officielle seule] : tous les médias qui le rapportent appartiennent à un État. [Date estimée] : ni "
        "la page ni le flux n’ont donné la date.",
        "",
    ),
    "key_words": Words(
        "Headlines, quoted sentences and quoted terms stand word for word in the article, in its own language; nothing "
        "is summarised or translated.",
        "Les titres, phrases et termes cités figurent mot pour mot dans l’article, dans sa langue ; rien n’est résumé "
        "ni traduit.",
        "",
    ),
    "key_topics": Words(
        "Topics are found by lists of terms; the terms that were found stand beside them. Figures are quoted as one "
        "article gives them, and never added up.",
        "Les thèmes sont reconnus par des listes de termes ; les termes trouvés figurent à côté. Les chiffres sont "
        "cités comme un article les donne, et jamais additionnés.",
        "",
    ),
    "key_order": Words(
        "Order in a section: reported topics first, then the number of outlets, the highest toll at its lower bound, "
        "the weight of the topics, the newest.",
        "Ordre dans une partie : d’abord les thèmes traités, puis le nombre de médias, le bilan le plus lourd à sa "
        "borne basse, le poids des thèmes, le plus récent.",
        "",
    ),
    "key_numbers": Words(
        "The number of an item is that of the article: the command sahel show, with the number, prints all that is "
        "known of it.",
        "Le numéro est celui de l’article : la commande sahel show, suivie du numéro, montre tout ce qu’on en sait.",
        "",
    ),
}  # fmt: skip


def say(language: str, key: str, **values: str | int) -> str:
    """The text of a key with its values set in; a whole number gets its separators, `count` chooses the plural.

    Raises KeyError for an unknown key, and AttributeError for a language the digest does not have.
    """
    text: str = getattr(WORDS[key], language)
    if "|" in text:
        singular, plural = text.split("|")
        text = singular if _is_singular(language, int(values["count"])) else plural
    if language == "fr":
        text = typography.french_spaces(text)
    return text.format_map(
        {name: typography.number(language, value) if isinstance(value, int) else value for name, value in values.items()}
    )


def country_name(language: str, code: str) -> str:
    """What a country is called, by its ISO 3166 code; the code itself where it is not known."""
    names = COUNTRIES.get(code)
    return names[LANGUAGE_CODES.index(language)] if names else code


def language_name(language: str, code: str) -> str:
    """What a language is called, by its ISO 639 code; the code itself where it is not known."""
    names = LANGUAGES.get(code)
    return names[LANGUAGE_CODES.index(language)] if names else code


def _is_singular(language: str, count: int) -> bool:
    return abs(count) < 2 if language == "fr" else count == 1
