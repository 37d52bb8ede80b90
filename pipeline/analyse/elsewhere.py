"""Places that a report of a harm names, and where nothing was suffered.

They are those where the wounded are treated, where the dead are buried, where people flee to, where somebody spoke.
Each is known by the words before it, over folded text.
"""

import re

_REACH = 120
"""How far before a place the words may begin that make it one of these, characters."""

_OTHER = (
    r"(?:apres|lors|suite|depuis|attaqu\w*|embuscade\w*|que|qui|ou|dont|ete|tue\w*|bless\w*|enlev\w*|kidnapp\w*|morts?"
    r"|after|following|since|attack\w*|ambush\w*|that|who|which|where|was|were|been|killed|wounded|injured|abducted|dead"
    r"|بعد|اثر|هجوم|الهجوم|كمين|حيث|الذي|التي|ان|مقتل|قتل|قتلوا)"
)
"""What begins another phrase: what happened before or was attacked, another clause, a harm."""
_WORD = rf"(?:(?!{_OTHER}\b)\w+[ '-]+)"


def _before(*patterns: str) -> re.Pattern[str]:
    """Patterns that end where a place begins, be it behind an Arabic preposition that is written onto it."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})[بل]?$")


_LED_AWAY = _before(
    r"(?:evacue|conduit|transporte|transfere|achemine|admis|hospitalise|soigne|traite|heliporte|refere|inhume"
    rf"|enterre)e?s? {_WORD}{{0,4}}?(?:vers|a|au|aux|dans|sur|jusqu'a) {_WORD}{{0,6}}",
    rf"emmenee?s? {_WORD}{{0,4}}?(?:vers|a l'hopital) {_WORD}{{0,6}}",
    rf"(?:prise?s? en charge|mise?s? en terre) {_WORD}{{0,3}}?(?:a|au|dans) {_WORD}{{0,6}}",
    r"(?:evacuated|taken|rushed|brought|driven|airlifted|flown|transferred|transported|referred|admitted)"
    rf" {_WORD}{{0,4}}?to {_WORD}{{0,6}}",
    rf"(?:treated|hospitali[sz]ed|buried|laid to rest) {_WORD}{{0,4}}?(?:at|in) {_WORD}{{0,6}}",
    rf"[وف]?(?:نقل\w*|اجلاء|اجلي|اسعاف|اسعف|دفن\w*|تشييع) {_WORD}{{0,6}}?(?:الي|في) {_WORD}{{0,5}}",
    rf"[وف]?(?:نقل\w*|يتلقون العلاج|دفن\w*) {_WORD}{{1,5}}(?=[بل]$)",
    rf"(?:kai|garzaya|kwantar) {_WORD}{{0,8}}?asibiti\w* (?:a )?{_WORD}{{0,2}}",
    rf"يتلق\w+ العلاج في {_WORD}{{0,4}}",
)
"""Where those who were hit are brought, treated or buried."""

_PEOPLE = r"(?:deplacee?s?|refugiee?s?|habitants|villageois|displaced|refugees|residents|villagers)"
_FLED_TO = _before(
    r"(?:fui|fuir|fuient|fuite|se sont refugiee?s?|refuge|asile)"
    rf" {_WORD}{{0,4}}?(?:vers|a|au|aux|dans|jusqu'a) {_WORD}{{0,4}}",
    rf"{_PEOPLE} {_WORD}{{0,4}}?(?:arrivee?s?|arrivent|affluent|afflue)"
    rf" {_WORD}{{0,4}}?(?:vers|a|au|aux|dans) {_WORD}{{0,4}}",
    rf"{_PEOPLE} {_WORD}{{0,4}}?(?:rejoint|gagne|atteint) {_WORD}{{0,2}}",
    rf"(?:fled|flee|fleeing|refuge|shelter) {_WORD}{{0,3}}?(?:to|in|into|at|for|towards?) {_WORD}{{0,4}}",
    rf"{_PEOPLE} {_WORD}{{0,3}}?(?:arrived|arriving|arrive) (?:in|at) {_WORD}{{0,4}}",
    rf"{_PEOPLE} {_WORD}{{0,3}}?(?:reached|reach) {_WORD}{{0,2}}",
    rf"[وف]?(?:نزح\w*|نزوح|فروا?|فرار|لجا\w*|لجوء) {_WORD}{{0,5}}?الي {_WORD}{{0,3}}",
)
"""Where people flee to."""

_SPOKEN_AT = _before(
    r"(?:chercheu\w+|analyste|specialiste|experte?|professeure?|universitaire|politologue|correspondante?"
    rf"|(?:conference|point) de presse) {_WORD}{{0,6}}?(?:a|au|depuis) ",
    r"(?:declare|affirme|indique|annonce|explique|confie) (?:[a-z]+ )?(?:a|depuis) ",
    r"(?:jointe?s?|contactee?s?) (?:par telephone )?(?:a|depuis) ",
    r"(?:analyst|researcher|expert|professor|scholar|specialist|correspondent|(?:news|press) conference)"
    rf" {_WORD}{{0,4}}?(?:in|at|from) ",
    r"(?:said|told (?:reporters|journalists|afp|reuters)|speaking|reached by (?:tele)?phone) (?:in|from) ",
    r"(?:الباحث\w*|المحلل\w*|الخبير\w*|المراسل\w*|للصحفيين|موتمر صحفي|موتمر صحافي)"
    rf" {_WORD}{{0,4}}?(?:في |من |(?=ب$))",
)
"""Where somebody spoke, or works who did."""


_SOURCE_IN = _before(
    r"sources? [a-z]+ (?:a|au|de) ",
    r"(?:responsable|officiel|fonctionnaire|medecin|infirmier)s? (?:[a-z]+ )?(?:a|au) ",
    r"(?:hospital|medical|health|security|military|government|local|un)"
    r" (?:sources?|officials?|workers?|staff) (?:in|at) ",
    r"(?:sources|officials|doctors|diplomats) (?:in|at) ",
    r"(?:مصدر|مصادر|مسوول|مسوولون|مسوولين) (?:\w+ )?(?:في |(?=ب$))",
)
"""Where those are who say so: they may be near what they tell of."""


def is_of_sources(text: str, start: int) -> bool:
    """Whether the place that begins at `start` of a folded sentence is that of a source: the happening may be there."""
    return bool(_SOURCE_IN.search(text, max(0, start - _REACH), start))


def is_elsewhere(text: str, start: int, *, arrived: bool) -> bool:
    """Whether the place that begins at `start` of a folded sentence is none where people were hit.

    `arrived`: where people fled to counts as the place, too, as it does for the displaced.
    """
    patterns = (_LED_AWAY, _SPOKEN_AT) if arrived else (_LED_AWAY, _SPOKEN_AT, _FLED_TO)
    return any(pattern.search(text, max(0, start - _REACH), start) for pattern in patterns)
