"""The words with which French, English, Arabic and Hausa news calls a figure an earlier count of the same toll.

The patterns are read over folded text. An initial or first count is an earlier one only where its verb says that it is
over (`a first toll had`, `le premier bilan faisait etat`): by itself it is the provisional count of the day.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retrospect:
    """The words of one language, as patterns over folded text.

    `cue` somewhere before a figure makes it an earlier count, unless one of `turn` between them leads to the present;
    `said` does so only in the same clause, with nothing of `other` between.
    `right_before` ends at an earlier count and `behind` begins right behind one; `against` ends at a figure that is one
    only where `then` follows. `grown` ends at what may be the lower end of a toll that changed, and is where `reached`
    tells the other end, behind it or before (from 27 to 40, to 40 from 27).
    """

    cue: re.Pattern[str]
    turn: re.Pattern[str]
    said: re.Pattern[str]
    other: re.Pattern[str]
    right_before: re.Pattern[str]
    behind: re.Pattern[str]
    against: re.Pattern[str]
    then: re.Pattern[str]
    grown: re.Pattern[str]
    reached: re.Pattern[str]


_FRAMES = {
    "other": r"[,،:;؛()]|(?<!\w)(?:%s)(?!\w)",
    "right_before": r"(?<!\w)(?:%s) ?$",
    "against": r"(?<!\w)(?:%s) ?$",
    "grown": r"(?<!\w)(?:%s) ?$",
    "behind": r",? ?(?:%s)(?!\w)",
    "then": r",? ?(?:%s)(?!\w)",
    "reached": r" (?:%s) (?:\w+ ){0,2}?\d",
}
"""What stands around the words of a pattern, where it is not merely that they are whole."""


def _retrospect(**words: str) -> Retrospect:
    frames = ((name, _FRAMES.get(name, r"(?<!\w)(?:%s)(?!\w)")) for name in words)
    return Retrospect(**{name: re.compile(frame % words[name]) for name, frame in frames})


_CLAUSE = r"[^.;:!?؛؟]"
_NEVER = r"(?!)"

_FRENCH_COUNT = r"(?:bilan|decompte|comptage|chiffre|estimation|recensement)s?"
_FRENCH_SUM = r"(?:annuel|mensuel|trimestriel|semestriel|hebdomadaire|de l'annee|du mois)"
_FRENCH_SAID = (
    r"(?:annonc|parl|evoqu|indiqu|avanc|estim|rapport|recens|evalu|chiffr|communiqu|compt|donn|fix|etabli|fait etat"
    r"|fait part|faisai\w+ etat)"
)
_FRENCH_FIRST = r"initialement|dans un premier temps|au depart|d'abord|precedemment"
_FRENCH_WAS = (
    r"(?:faisai|avai|etai|donnai|evoquai|mentionnai|indiquai|s'elevai|s'etablissai|parlai|portai|annoncai|rapportai)"
    r"(?:t|ent)"
)
_FRENCH = _retrospect(
    cue=rf"(?:precedente?|ancien|ancienne|anterieure?)s? {_FRENCH_COUNT}(?! {_FRENCH_SUM})"
    rf"|{_FRENCH_COUNT} (?:(?!{_FRENCH_SUM})\w+ )?(?:precedente?|anterieure?)s?"
    rf"|(?<!selon )(?<!selon un )(?<!selon le )(?<!d'apres un )(?<!d'apres le )(?<!selon de )(?<!d'apres de )"
    rf"(?:premiere?s? (?:{_FRENCH_COUNT}|informations)|{_FRENCH_COUNT} initiale?s?){_CLAUSE}{{0,60}}? {_FRENCH_WAS}"
    rf"|(?:apres|contrairement a) (?:un|une|le|la) premiere? {_FRENCH_COUNT}(?! {_FRENCH_SUM})"
    rf"|bilan (?:{_FRENCH_FIRST})",
    said=rf"(?:{_FRENCH_FIRST}) (?:\w+[ ']){{0,5}}?{_FRENCH_SAID}\w*"
    rf"|{_FRENCH_SAID}\w* (?:\w+[ ']){{0,3}}?(?:{_FRENCH_FIRST})"
    rf"|avai(?:t|ent) (?:auparavant|plus tot) (?:\w+ )?{_FRENCH_SAID}\w*"
    rf"|avai(?:t|ent) (?:\w+ )?{_FRENCH_SAID}\w* (?:auparavant|plus tot)",
    other=r"quand|lorsqu\w+|apres|avant|ou|dans lequel|dans laquelle|pour|rien|qui",
    turn=r"desormais|maintenant|a present|nouveau bilan|le nouveau|passe\w* (?:a|de)|s'alourdi\w*|alourdi\w*|mais"
    r"|alors que|tandis que|porte\w* a|grimp\w+|monte a|avant (?:de|d'etre)|puis|revu\w* (?:a|en)|autre attaque",
    right_before=r"alors qu'(?:il|elle|on) (?:etait|s'elevait|comptait|parlait)(?: d'abord)?(?: a| de| d')?",
    behind=r"(?:(?:avai(?:t|ent) ete|etai(?:t|ent)) )?"
    rf"(?:{_FRENCH_SAID}\w*|initialement {_FRENCH_SAID}\w*) (?:\w+ ){{0,2}}?"
    rf"(?:auparavant|plus tot|jusque-la|jusqu'alors|jusqu'ici|{_FRENCH_FIRST})"
    rf"|(?:{_FRENCH_FIRST}|auparavant|plus tot) {_FRENCH_SAID}\w*"
    rf"|(?:selon|d'apres|dans|lors d[eu]|par|a) ?(?:un|une|le|la)? (?:precedente?|ancien|ancienne) {_FRENCH_COUNT}"
    rf"(?! {_FRENCH_SUM})|{_FRENCH_SAID}\w* (?:dans|lors d[eu]|par) (?:un|une|le|la) (?:precedente?|premiere?) "
    rf"{_FRENCH_COUNT}(?! {_FRENCH_SUM})",
    against=r"contre|au lieu d[e']|et non(?: pas)?",
    then=rf"(?:\w+ ){{0,3}}?(?:auparavant|jusque-la|jusqu'alors|jusqu'ici|plus tot|{_FRENCH_FIRST}|la veille"
    rf"|comme {_FRENCH_SAID}\w*"
    rf"|(?:selon|dans|lors d[eu]) ?(?:un|une|le|la)? (?:precedente?|premiere?) {_FRENCH_COUNT})",
    grown=rf"(?:pass(?:e|ee|ent|er|ant|ait)|mont(?:e|ee|ent|er|ant)|grimp\w+|revu\w*|revis\w+|alourdi\w*|augment\w+"
    rf"|releve\w*|ramen\w+|corrig\w+|port(?:e|ant|ent|ee|er))(?! (?:sur|par)){_CLAUSE}{{0,60}} d[e']",
    reached="a|jusqu'a",
)

_ENGLISH_COUNT = r"(?:toll|count|tally|tallies|figure|estimate|total)s?"
_ENGLISH_SUM = r"(?:annual|yearly|monthly|weekly|quarterly)"
_ENGLISH_SAID = r"(?:put|said|reported|announced|given|gave|counted|estimated|feared|spoke|spoken|stated|claimed|cited)"
_ENGLISH_FIRST = r"initially|originally|at first|previously"
_ENGLISH = _retrospect(
    cue=rf"(?:earlier|previous|prior|former) (?:(?!{_ENGLISH_SUM})\w+ ){{0,2}}{_ENGLISH_COUNT}"
    r"(?! for the (?:year|month))"
    rf"|(?:earlier|previous|prior) (?:\w+ )?(?:reports?|statements?|announcements?)(?: {_CLAUSE}{{0,40}}?)?"
    rf" {_ENGLISH_SAID}"
    rf"|(?<!according to an )(?<!according to the )(?<!according to )(?:initial|first) (?:\w+ ){{0,2}}?"
    rf"(?:{_ENGLISH_COUNT}|reports?)(?: {_CLAUSE}{{0,60}}?)? (?:had|was|were|stood)",
    said=rf"(?:{_ENGLISH_FIRST}) (?:\w+ ){{0,3}}?{_ENGLISH_SAID}|{_ENGLISH_SAID} (?:\w+ ){{0,2}}?(?:{_ENGLISH_FIRST})"
    rf"|had (?:earlier|first) {_ENGLISH_SAID}|earlier (?:put|gave|estimated|counted)",
    other=r"when|after|before|while|where|which|nothing|no|for|because|who",
    turn=r"now|but|while|whereas|(?:new|latest|current) (?:\w+ )?(?:toll|count|tally|figure)|"
    r"(?:rose|risen|rising|climbed|revised|raised|updated|corrected)(?: up| down| upwards?)?(?: to)|another attack",
    right_before=r"(?:up|down) from(?: (?:an?|the|its) (?:earlier|previous|prior|initial|first|provisional|preliminary)"
    r"(?: (?:\w+ ){0,2}of)?)?",
    behind=rf"(?:deaths?|dead|people|fatalities|that (?:was|were))? ?(?:(?:earlier|{_ENGLISH_FIRST}) {_ENGLISH_SAID}"
    rf"|(?:reported|announced|given|cited|counted|estimated) (?:earlier|{_ENGLISH_FIRST}|before"
    rf"|in (?:an?|the) (?:earlier|previous|initial|first) (?:\w+ )?(?:{_ENGLISH_COUNT}|report|statement)))"
    rf"|(?:in|by|from|according to) (?:an?|the|its) (?:earlier|previous|prior) {_ENGLISH_COUNT}",
    against=r"(?:instead of|rather than|against|compared (?:with|to)|(?:and )?not)(?: the)?",
    then=rf"(?:\w+ ){{0,3}}?(?:earlier|before|{_ENGLISH_FIRST}|(?:as|the) (?:first |{_ENGLISH_FIRST} )?{_ENGLISH_SAID}"
    rf"|in (?:an?|the) (?:earlier|previous|initial|first) (?:\w+ )?(?:{_ENGLISH_COUNT}|report))(?! this| in the)",
    grown=rf"(?:up|down|ris\w+|rose|climb\w*|jump\w*|increas\w+|rais\w+|revis\w+|updat\w+|lower\w+|lift\w+|correct\w+"
    rf"|changed|went|gone){_CLAUSE}{{0,60}} from(?: (?:an?|the|its) (?:earlier|previous|prior|initial|first|provisional"
    rf"|preliminary)(?: (?:\w+ ){{0,2}}of)?)?",
    reached="to",
)

_ARABIC_COUNT = r"(?:ال)?(?:حصيله|احصاء|احصاييه|احصاءات|تقدير|تقديرات|ارقام|تعداد)"
_ARABIC_EARLIER = r"(?:سابقا|في وقت سابق|في البدايه|بدايه الامر|اول الامر|من قبل)"
_ARABIC_SAID = r"(?:اعلن|ذكر|افاد|تحدث|اشار|قال|قدر|اكد)\w*"
_ARABIC = _retrospect(
    cue=rf"[وفبل]?{_ARABIC_COUNT} (?:(?!(?:ال)?(?:سنوي|شهري))\w+ )?(?:ال)?(?:سابقه|سابق|سابقا)"
    rf"|[وف]?كانت? [^.؛!؟]{{0,40}}?(?:ال)?حصيله (?:ال)?(?:اوليه|اولي)"
    rf"|(?:ال)?حصيله (?:ال)?(?:اوليه|اولي) [^.؛!؟]{{0,40}}?قد",
    said=rf"[وف]?كان(?:ت|وا)? [^.؛!؟]{{0,60}}?{_ARABIC_SAID} [^.؛!؟]{{0,30}}?{_ARABIC_EARLIER}"
    rf"|[وف]?{_ARABIC_SAID} (?:\w+ ){{0,4}}?(?:في البدايه|بدايه الامر|اول الامر)"
    rf"|(?:في البدايه|بدايه الامر|اول الامر) (?:\w+ ){{0,4}}?{_ARABIC_SAID}",
    other=r"عندما|حين|بعد|قبل|التي|الذي|الذين",
    turn=r"[وف]?لكن\w*|الان|[وفل]?(?:ارتفع|ترتفع|ارتفاع)\w*|(?:ال)?حصيله (?:ال)?جديده|فيما|بينما|قبل ان|هجوم اخر",
    right_before=r"بعد(?:ما| ما| ان) كانت?(?: (?:ال)?(?:حصيله|عدد)(?: \w+){0,2})?(?: (?:عند|تبلغ|يبلغ|تشير الي))?",
    behind=rf"(?:في|بحسب|حسب|وفق|ب) ?{_ARABIC_COUNT} (?:ال)?سابقه?"
    rf"|(?:اعلن|ذكر|سجل|اعلنت|ذكرت)\w* (?:عنها |عنهم |عنه )?(?:{_ARABIC_EARLIER})",
    against=r"مقابل|مقارنه (?:مع|ب)|بدلا من|عوضا عن|[و]?ليس",
    then=rf"(?:\w+ ){{0,3}}?(?:{_ARABIC_EARLIER}|(?:في|بحسب|حسب|وفق) {_ARABIC_COUNT} (?:ال)?(?:سابقه?|اوليه|اولي)"
    rf"|كما {_ARABIC_SAID})",
    grown=r"[وفل]?(?:ارتفع|ارتفاع|ترتفع|زاد|زياده|صعد|قفز|تعديل|عدل|رفع|تراجع)\w* [^.؛!؟]{0,60}من",
    reached="الي",
)

_HAUSA_SAID = r"(?:ce|cewa|bayyana|sanar|fada|ruwaito|tabbatar)"
_HAUSA = _retrospect(
    cue=rf"(?:tun )?da farko {_CLAUSE}{{0,40}}?{_HAUSA_SAID}|(?:tun )?a baya an {_HAUSA_SAID}"
    r"|(?:alkaluman|adadin) (?:farko|baya|da aka bayar a baya)",
    said=_NEVER,
    other=_NEVER,
    turn=r"amma|yanzu|haura",
    right_before=_NEVER,
    behind=_NEVER,
    against=_NEVER,
    then=_NEVER,
    grown=_NEVER,
    reached=_NEVER,
)

RETROSPECTS: Mapping[str, Retrospect] = {
    "fr": _FRENCH,
    "en": _ENGLISH,
    "pcm": _ENGLISH,
    "ar": _ARABIC,
    "ha": _HAUSA,
}
"""The words for earlier counts by language."""
