"""All words of the digest in its two languages.

French is written here with plain spaces; `say` sets the narrow ones that its signs ask for. A text with a bar holds the
singular before it and the plural after it.
"""

from functools import cache
from typing import NamedTuple

from pipeline.report import typography
from pipeline.report.coursewords import COURSE_WORDS
from pipeline.report.deliverywords import DELIVERY_WORDS
from pipeline.report.names import COUNTRIES, LANGUAGES
from pipeline.report.picturewords import PICTURE_WORDS
from pipeline.report.tollwords import TOLL_WORDS

LANGUAGE_CODES = ("en", "fr")
"""The languages that a digest can be written in."""


class Words(NamedTuple):
    """One text in both languages; `fr_of` is the CRC-32 of the English that the French was made from."""

    en: str
    fr: str
    fr_of: str


WORDS = {
    "title": Words("Sahel monitor: {day}", "Veille Sahel : {day}", "6aad405e"),
    "window_span": Words(
        "Window: {since} to {until} (cut-off).", "Fenêtre : du {since} au {until} (clôture).", "bdd99773"
    ),
    "window_all": Words(
        "Window: all that is stored, up to {until} (cut-off).",
        "Fenêtre : tout ce qui est enregistré, jusqu’au {until} (clôture).",
        "0fc72a5e",
    ),
    "state_complete": Words(
        "Coverage: complete; {answered} of {expected} sources answered.",
        "Couverture : complète ; {answered} source sur {expected} a répondu.|"
        "Couverture : complète ; {answered} sources sur {expected} ont répondu.",
        "f9a783e8",
    ),
    "state_partial": Words(
        "Coverage: partial; {answered} of {expected} sources answered, the others are named below.",
        "Couverture : partielle ; {answered} source sur {expected} a répondu, les autres sont nommées plus "
        "bas.|Couverture : partielle ; {answered} sources sur {expected} ont répondu, les autres sont "
        "nommées plus bas.",
        "07d5b303",
    ),
    "state_unseen": Words(
        "Coverage: none; 0 of {expected} sources answered. What happened in this window is unseen, not absent.",
        "Couverture : nulle ; 0 source sur {expected} a répondu. Ce qui s’est passé n’a pas été vu : cela ne veut pas "
        "dire que rien ne s’est passé.",
        "287c25a1",
    ),
    "state_later": Words(
        "Coverage: read afterwards; no source was polled in this window. What is shown was found later, and more may "
        "have been missed.",
        "Couverture : lue après coup ; aucune source n’a été interrogée dans cette fenêtre. Ce qui est montré a été "
        "trouvé plus tard ; il peut en manquer.",
        "0b631138",
    ),
    "state_unwatched": Words(
        "Coverage: none; no source is being watched. What happened in this window is unseen, not absent.",
        "Couverture : nulle ; aucune source n’est suivie. Ce qui s’est passé n’a pas été vu : cela ne veut pas dire "
        "que rien ne s’est passé.",
        "0ba0ad3b",
    ),
    "edition": Words(
        "Edition {edition}, topic list {lexicon}. Compiled by machine, not reviewed by a person.",
        "Édition {edition}, composée par une machine, sans relecture humaine ; liste de thèmes {lexicon}.",
        "ef029a6a",
    ),
    "provisional": Words(
        "Provisional, the day is not over; topic list {lexicon}. Compiled by machine, not reviewed by a person.",
        "Édition provisoire, le jour n’est pas fini ; composée par une machine, sans relecture humaine ; "
        "liste de thèmes {lexicon}.",
        "9c9380b9",
    ),
    "contents": Words("Contents", "Sommaire", "4d8c7321"),
    "skip": Words("Skip to the news", "Aller aux nouvelles", "c86495ad"),
    "in_brief": Words("In brief", "L’essentiel", "564cd33b"),
    "also": Words("Also", "Aussi", "9a3e84fc"),
    "topics": Words("Topics", "Thèmes", "965a430f"),
    "coverage": Words("Coverage", "Couverture", "ac20913d"),
    "silent_group": Words("{cause} ({count}): {list}", "{cause} ({count}) : {list}", "086f8212"),
    "silent": Words("Silent sources", "Sources muettes", "db4a2204"),
    "funnel": Words("From entries to this digest", "Des entrées à ce digest", "c4c565c7"),
    "key": Words("Key and method", "Légende et méthode", "2d9ad142"),
    "section_ML": Words("Mali", "Mali", "fc0903bc"),
    "section_NE": Words("Niger", "Niger", "8cd6fbeb"),
    "section_BF": Words("Burkina Faso", "Burkina Faso", "3c43d4b4"),
    "section_region": Words("AES and the region", "AES et région", "4b786365"),
    "section_others": Words("Neighbours and others", "Voisins et autres", "2de32bd3"),
    "section_seeds": Words("Seed documents", "Documents sources", "c2156598"),
    "follow_ML": Words("Mali", "le Mali", "fc0903bc"),
    "follow_NE": Words("Niger", "le Niger", "8cd6fbeb"),
    "follow_BF": Words("Burkina Faso", "le Burkina Faso", "3c43d4b4"),
    "follow_region": Words("the region", "la région", "1285a9be"),
    "follow_others": Words("the neighbours", "les pays voisins", "faa53eb0"),
    "note_unseen": Words(
        "Unseen: no source answered in this window, so nothing can be said about what happened.",
        "Non vu : aucune source n’a répondu dans cette fenêtre ; on ne peut rien dire de ce qui s’est passé.",
        "2bacb818",
    ),
    "note_later": Words(
        "Nothing to show; no source was polled in this window itself.",
        "Rien à montrer ; aucune source n’a été interrogée dans cette fenêtre même.",
        "050100cd",
    ),
    "note_own_silent": Words(
        "Unseen: none of the sources that follow {place} answered ({expected} expected); the others brought nothing.",
        "Non vu : aucune des sources qui suivent {place} n’a répondu ({expected} attendues) ; les autres n’ont rien "
        "apporté.",
        "55e87401",
    ),
    "note_unwatched": Words(
        "Nothing to show from what was read; no source that follows {place} is being watched.",
        "Rien à montrer dans ce qui a été lu ; aucune source qui suit {place} n’est relevée.",
        "9c2cec1f",
    ),
    "note_read": Words(
        "Nothing to show from what was read; {answered} of {expected} sources that follow {place} answered.",
        "Rien à montrer dans ce qui a été lu ; {answered} source sur {expected} qui suivent {place} a répondu.|"
        "Rien à montrer dans ce qui a été lu ; {answered} sources sur {expected} qui suivent {place} ont répondu.",
        "06d922f6",
    ),
    "note_brief": Words(
        "Nothing to show from what was read in this window.",
        "Rien à montrer dans ce qui a été lu dans cette fenêtre.",
        "8652b6dd",
    ),
    "mark_single_source": Words("Single source", "Source unique", "3cffd2b0"),
    "mark_copies": Words(
        "1 source, {count} copy|1 source, {count} copies",
        "1 source, {count} reprise|1 source, {count} reprises",
        "e601e4ad",
    ),
    "mark_owners_unknown": Words("Independence not known", "Indépendance inconnue", "24db8c12"),
    "mark_official_only": Words("Official version only", "Version officielle seule", "c007f102"),
    "mark_claim": Words("Claim by a party", "Revendication", "51ad818d"),
    "item_voices": Words(
        "{outlets} outlets; independent sources known: {families}",
        "{outlets} médias ; sources indépendantes connues : {families}",
        "4f02daf7",
    ),
    "mark_date_estimated": Words("Date estimated", "Date estimée", "f33ba050"),
    "number": Words("no.\u00a0{number}", "n° {number}", "11d32ef2"),
    "untitled": Words("(no title)", "(sans titre)", "16eea205"),
    "seed": Words("seed document, no web address", "document source, sans adresse", "9a0262e8"),
    "no_address": Words("no web address", "sans adresse", "5c598432"),
    "first_seen": Words("no date; first seen {moment}", "sans date ; vu d’abord le {moment}", "f1fb68e8"),
    "no_country": Words("Region", "Région", "08cef440"),
    "item_topics": Words("Topics: {list}", "Thèmes : {list}", "a95b9594"),
    "item_figures": Words("Figures: {list}", "Chiffres : {list}", "1977e361"),
    "item_same_story": Words(
        "Same story: {list}",
        "Même dossier : {list}",
        "bf2dc8f4",
    ),
    "item_copies": Words("Copies: {list}", "Reprises : {list}", "a73a737f"),
    "usual": Words("usually {median}", "d’habitude {median}", "e916ff4a"),
    "no_topics": Words("No topic was reported on.", "Aucun thème n’a été traité.", "8b133e2e"),
    "without_items": Words("Without an item: {list}.", "Sans article : {list}.", "2afc4518"),
    "colon": Words(":", " :", "140e363f"),
    "row": Words("{name}: {value}", "{name} : {value}", "cf4a93fa"),
    "between": Words("; ", " ; ", "4605dd0f"),
    "share": Words("{name} {answered} of {expected}", "{name} {answered} sur {expected}", "8846300b"),
    "unknown": Words("not known", "non précisé", "d80ce49e"),
    "cov_sources": Words(
        "{answered} of {expected} sources answered at least once in this window.",
        "{answered} source sur {expected} a répondu au moins une fois dans cette fenêtre.|"
        "{answered} sources sur {expected} ont répondu au moins une fois dans cette fenêtre.",
        "ef79f3f0",
    ),
    "cov_none": Words("No source is being watched.", "Aucune source n’est suivie.", "66aa9222"),
    "cov_countries": Words("By country of the outlet: {list}.", "Par pays du média : {list}.", "23318d53"),
    "cov_languages": Words(
        "By language: {list}; a source in several languages counts in each.",
        "Par langue : {list} ; une source en plusieurs langues compte dans chacune.",
        "ad8f6223",
    ),
    "cov_oldest": Words(
        "Of all sources the last answer of {name} lies furthest back: {moment}.",
        "De toutes les sources, {name} a répondu il y a le plus longtemps : {moment}.",
        "e72a7121",
    ),
    "cov_never": Words(
        "{count} source had not answered before the cut-off.|{count} sources had not answered before the cut-off.",
        "{count} source n’avait pas répondu avant la clôture.|{count} sources n’avaient pas répondu avant la clôture.",
        "c9b39750",
    ),
    "cov_caution": Words(
        "Do not conclude from a missing report that nothing happened, nor from many reports on one place that it fares "
        "worse than others: this digest shows what the sources above published, no more.",
        "Ne concluez pas d’une absence d’article que rien ne s’est passé, ni d’un grand nombre d’articles sur un lieu "
        "qu’il va plus mal que d’autres : ce digest montre ce que ces sources ont publié, rien de plus.",
        "bf6c8f85",
    ),
    "cause_timeout": Words("no answer in time", "pas de réponse à temps", "16666fb3"),
    "cause_transport": Words("connection failed", "connexion impossible", "3f668e7f"),
    "cause_too_large": Words("answer too large", "réponse trop volumineuse", "9d2bd23a"),
    "cause_parse": Words("feed not readable", "flux illisible", "d2344da5"),
    "cause_redirect": Words("redirected to nowhere", "redirection sans issue", "852392f3"),
    "cause_blocked": Words("address not allowed here", "adresse non autorisée ici", "aeafffef"),
    "cause_blocked_by_site": Words("refused by the site", "refusé par le site", "ac208a42"),
    "cause_status": Words("the site answered with an error", "le site a répondu par une erreur", "22be0001"),
    "cause_protocol": Words("answer against the protocol", "réponse contraire au protocole", "9fb8fae5"),
    "cause_robots": Words("closed by robots.txt", "fermé par robots.txt", "26450d28"),
    "cause_not_polled": Words("not polled", "non interrogée", "3af11937"),
    "cause_unknown": Words("no cause recorded", "cause non enregistrée", "f7cbf521"),
    "silent_since": Words("{cause}; last answer {moment}", "{cause} ; dernière réponse le {moment}", "af0808b5"),
    "silent_ever": Words("{cause}; never answered", "{cause} ; n’a jamais répondu", "2a612deb"),
    "funnel_entries": Words("Entries seen in feeds", "Entrées vues dans les flux", "8c37a011"),
    "funnel_off_topic": Words("left out (the Sahel is not named)", "écartées (le Sahel n’y est pas nommé)", "3406a041"),
    "funnel_on_topic": Words("Entries to fetch", "Entrées à lire", "23ce2a6b"),
    "funnel_links_waiting": Words("not fetched yet", "pas encore lues", "840d954a"),
    "funnel_links_rejected": Words("left out (pages without an article)", "écartées (pages sans article)", "ead4fc12"),
    "funnel_links_given_up": Words("left out (pages given up)", "écartées (pages abandonnées)", "37ababd1"),
    "funnel_elsewhere": Words(
        "stored, but dated another day (in that day's digest)",
        "enregistrées, mais datées d’un autre jour (dans le digest de ce jour)",
        "a3a9fc13",
    ),
    "funnel_articles": Words("Articles dated in this window", "Articles datés de cette fenêtre", "9972ba35"),
    "funnel_read_later": Words("of these, stored on another day", "dont enregistrés un autre jour", "96325386"),
    "funnel_not_relevant": Words("left out (on none of the topics)", "écartés (hors des thèmes)", "c6314c8c"),
    "funnel_dropped": Words("left out (dropped by an analyst)", "écartés (par un analyste)", "ef497da7"),
    "funnel_copies": Words(
        "joined (copies, named beside their original)", "joints (reprises, nommées à côté de leur original)", "355b8e7e"
    ),
    "funnel_shown": Words("Items shown here", "Articles montrés ici", "bed6d336"),
    "owned_state": Words("state-owned", "média d’État", "0fcd7beb"),
    "owned_public": Words("public service", "service public", "cf33465c"),
    "owned_private": Words("private", "privé", "d206c1d1"),
    "owned_party": Words("party-owned", "média de parti", "629bdf48"),
    "owned_ngo": Words("NGO", "ONG", "dc1efc1b"),
    "owned_igo": Words("intergovernmental", "organisation internationale", "8e6b6a8e"),
    "owned_agency": Words("news agency", "agence de presse", "e649a550"),
    "owned_think_tank": Words("think tank", "centre d’étude", "c01a5ab8"),
    "key_single": Words(
        "[Single source] stands where one outlet, or outlets of one owner, report it.",
        "[Source unique] : un seul média, ou des médias d’un seul propriétaire, le rapportent.",
        "7e0f4c4a",
    ),
    "key_copies": Words(
        "[1 source, n copies] stands where n other outlets carry the same text; copies confirm nothing.",
        "[1 source, n reprises] : n autres médias portent le même texte ; des reprises ne confirment rien.",
        "65388548",
    ),
    "key_owners": Words(
        "[Independence not known] stands where several outlets report it, but are not known to have two owners.",
        "[Indépendance inconnue] : plusieurs médias le rapportent, sans qu’on sache si deux d’entre eux "
        "sont indépendants.",
        "a94d8c8a",
    ),
    "key_confirmed": Words(
        "Without [Single source], [1 source, n copies] or [Independence not known], two independent owners "
        "report the same story, each in a text of its own.",
        "Sans [Source unique], [1 source, n reprises] ni [Indépendance inconnue], deux propriétaires "
        "indépendants rapportent le même fait, chacun par son propre texte.",
        "52106808",
    ),
    "key_official": Words(
        "[Official version only] stands where every text on it comes from a state, its media or its "
        "agency, or gives a state’s figures alone; copies elsewhere change nothing.",
        "[Version officielle seule] : tous les textes viennent d’un État, de ses médias ou de son agence, "
        "ou ne donnent que les chiffres d’un État ; les reprises n’y changent rien.",
        "80fc0066",
    ),
    "key_claim": Words(
        "[Claim by a party] stands where nobody but an armed group or an army says so, of its own deeds.",
        "[Revendication] : seul un groupe armé ou une armée le dit, de ses propres actes.",
        "b08d04f4",
    ),
    "key_dates": Words(
        "[Date estimated] stands where neither the page nor the feed declared a date.",
        "[Date estimée] : ni la page ni le flux n’ont déclaré de date.",
        "71e6995e",
    ),
    "key_words": Words(
        "Headlines, quoted sentences and quoted terms stand word for word in the article, in its own language; nothing "
        "is summarised or translated.",
        "Les titres, phrases et termes cités figurent mot pour mot dans l’article, dans sa langue ; rien n’est résumé "
        "ni traduit.",
        "5cdebdb0",
    ),
    "key_topics": Words(
        "Topics are found by lists of terms; the terms that were found stand beside them. Figures are quoted as one "
        "article gives them, and never added up.",
        "Les thèmes sont reconnus par des listes de termes ; les termes trouvés figurent à côté. Les chiffres sont "
        "cités comme un article les donne, et jamais additionnés.",
        "b3f87365",
    ),
    "key_order": Words(
        "Order in a section: reported topics first, then what is corroborated, new before changed before continuing, "
        "the highest toll at its lower bound, the weight of the topics, the independent sources, the newest.",
        "Ordre dans une partie : d’abord les thèmes traités, puis ce qui est corroboré, le nouveau avant ce qui a "
        "changé et ce qui continue, le bilan le plus lourd à sa borne basse, le poids des thèmes, les sources "
        "indépendantes, le plus récent.",
        "dc177528",
    ),
    "key_numbers": Words(
        "The number of an item is that of the article: the command sahel show, with the number, prints all that is "
        "known of it.",
        "Le numéro est celui de l’article : la commande sahel show, suivie du numéro, montre tout ce qu’on en sait.",
        "ff6a6362",
    ),
}

WORDS |= {key: Words(*words) for key, words in (PICTURE_WORDS | TOLL_WORDS | COURSE_WORDS | DELIVERY_WORDS).items()}


def say(language: str, key: str, **values: str | int) -> str:
    """The text of a key with its values set in; a whole number gets its separators, `count` chooses the plural.

    Raises KeyError for an unknown key, and AttributeError for a language the digest does not have.
    """
    singular, plural = _forms(language, key)
    text = singular if singular != plural and _is_singular(language, int(values["count"])) else plural
    numbers = {name: typography.number(language, one) for name, one in values.items() if isinstance(one, int)}
    return text.format_map({**values, **numbers})


@cache
def _forms(language: str, key: str) -> tuple[str, str]:
    """The text for one and the text for several; the same twice where it does not depend on a number."""
    text: str = getattr(WORDS[key], language)
    if language == "fr":
        text = typography.french_spaces(text)
    singular, _, plural = text.partition("|")
    return singular, plural or singular


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
