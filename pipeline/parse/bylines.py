"""Who wrote a text: its authors, told apart from the news agency it was taken from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.folding import fold
from pipeline.parse.characters import one_line

NAME_LIMIT = 120
MOST_AUTHORS = 20

_AGENCIES = {
    "AFP": ("afp", "a f p", "agence france presse", "فرانس برس", "وكالة فرانس برس", "أ ف ب"),
    "Reuters": ("reuters", "thomson reuters", "reuters news", "agence reuters", "رويترز", "وكالة رويترز"),
    "AP": ("ap", "a p", "associated press", "the associated press", "أسوشيتد برس", "أسوشييتد برس", "أسوشيتدبرس"),
    "APA": ("apa", "apanews", "apa news", "agence de presse africaine", "african press agency", "apa dakar"),
    "Xinhua": ("xinhua", "chine nouvelle", "agence xinhua", "xinhua news agency", "شينخوا", "وكالة شينخوا"),
    "AMAP": ("amap", "agence malienne de presse", "agence malienne de presse et de publicité"),
    "AIB": ("aib", "agence d'information du burkina", "agence d'information du burkina aib"),
    "ANP": ("anp", "agence nigérienne de presse"),
    "AMI": ("agence mauritanienne d'information", "الوكالة الموريتانية للأنباء"),
    "APS": ("agence de presse sénégalaise", "algérie presse service", "algeria press service"),
    "ATPE": ("atpe", "agence tchadienne de presse", "agence tchadienne de presse et d'édition"),
    "AIP": ("aip", "agence ivoirienne de presse"),
    "ABP": ("abp", "agence bénin presse"),
    "ATOP": ("atop", "agence togolaise de presse"),
    "GNA": ("gna", "ghana news agency"),
    "NAN": ("nan", "news agency of nigeria"),
    "PANA": ("pana", "panapress"),
    "MAP": ("maghreb arabe presse", "وكالة المغرب العربي للأنباء"),
    "MENA": ("middle east news agency", "أ ش أ", "وكالة أنباء الشرق الأوسط"),
    "SPA": ("saudi press agency", "واس"),
    "TASS": ("tass", "itar tass", "تاس"),
    "RIA Novosti": ("ria novosti", "نوفوستي"),
    "Sputnik": ("sputnik", "sputnik afrique", "سبوتنيك"),
    "Anadolu": ("anadolu", "anadolu agency", "agence anadolu", "anadolu ajansı", "الأناضول", "وكالة الأناضول"),
    "dpa": ("dpa", "deutsche presse agentur"),
    "EFE": ("efe", "agencia efe"),
    "ANSA": ("ansa",),
    "UPI": ("upi", "united press international"),
    "Bloomberg": ("bloomberg", "bloomberg news"),
    "PTI": ("pti", "press trust of india"),
    "SDA": ("sda", "keystone sda", "ats", "keystone ats"),
    "PA Media": ("pa media", "press association"),
}
"""The agencies whose texts Sahel outlets reprint, with the folded ways their names are written."""


def _plain_key(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(name).text))


_AGENCY_OF = {_plain_key(name): agency for agency, names in _AGENCIES.items() for name in names}
_NOBODY = frozenset(
    _plain_key(name)
    for name in (
        "admin", "administrator", "administrateur", "webmaster", "webmestre", "editor", "éditeur", "la rédaction",
        "rédaction", "the editor", "author", "auteur", "user", "guest", "root", "unknown", "anonyme", "web", "null",
        "none", "undefined", "super user", "superuser", "staff", "agences", "agencies", "وكالات", "المحرر", "التحرير",
    )
)  # fmt: skip
_SIGNED = re.compile(
    r"\W*(?:(?:(?:written|posted|published|reported|story)\s+)?by|(?:écrit|publié|rédigé)\s+par|propos recueillis par"
    r"|par|auteurs?|authors?|بقلم|كتب(?=\s*:)|كتبه|إعداد|تحرير)\b\s*:?\s+(?=\S)",
    re.I,
)
_JOINT = re.compile(r"\s*[,;|•·،\n]\s*|\s+(?:&|and|et|avec|with|via|مع|-|–|—|/)\s+", re.I)
_LEADING = re.compile(r"\s*(?:and|et|avec|with|via|مع)\s+", re.I)
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S*@\S+")
_DESK = re.compile(r"\s+(?:[\w-]+\s+){0,3}(?:writer|editor|reporter|correspondent|news)s?$", re.I)
_SIGNATURE = 80
"""Longest line that is only a signature, characters."""
_NAME = re.compile(r"(?![a-zà-öø-ÿ])[^\W\d_][\w.'’-]*,?|&|/")
_PARTICLES = frozenset(
    {"et", "and", "avec", "with", "de", "du", "des", "la", "le", "el", "al", "ag", "ould", "ben", "bin"}
)
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_DATELINE_END = re.compile(r"\s*[-–—]")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
"""Small agencies are credited by their initials, too; in a dateline, between brackets and a dash, these are theirs."""
_DATELINE = 160
"""How far into a text a dateline may reach, characters."""
_CREDIT = 100
"""Longest credit at the end of a text, characters."""
_CREDITED_END = re.compile(
    r"(?:^|[.!?؟»\"”]\s*)(?:[(\[](?P<bracket>[^()\[\]]{2,60})[)\]]|(?:avec|with|via)\s+(?P<beside>[^.:]{2,60})"
    r"|(?:sources?|المصدر|majiya)\s*:\s*(?P<source>[^.:]{2,60}))\s*\.?$",
    re.I,
)
_ALONE = re.compile(
    r"\W*(?:copyright\W+)?(?:\d{4}\W+)?(.{2,60}?)(?:[.,;]\s*(?:tous droits|all rights|جميع الحقوق).*)?\W*", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Byline:
    """The people who signed a text, and the agency it comes from (empty where none is named)."""

    authors: tuple[str, ...] = ()
    credit: str = ""


def agency_of(name: str) -> str:
    """The agency that a name, or one of the names joined by a slash, means, in its short form; empty for none."""
    parts = (name, *name.split("/"), _DESK.sub("", name)) if len(name) <= NAME_LIMIT else ()
    return next((agency for part in parts if (agency := _AGENCY_OF.get(_plain_key(part), ""))), "")


def read_byline(said: Iterable[str]) -> Byline:
    """Split what a page or feed says about its authors into names, without titles, addresses and agencies."""
    authors: dict[str, str] = {}
    credit = ""
    for name in (name for text in said for name in _names(text)):
        agency = agency_of(name)
        credit = credit or agency
        if not agency:
            authors.setdefault(_plain_key(name), name)
    return Byline(tuple(authors.values())[:MOST_AUTHORS], credit)


def is_signature(line: str) -> bool:
    """Whether a line says who wrote the text and nothing else: "Par Moussa Diallo", "بقلم محمد ولد أحمد"."""
    signed = _SIGNED.match(line) if len(line) <= _SIGNATURE else None
    words = [word for word in line[signed.end() :].split() if word.lower() not in _PARTICLES] if signed else []
    most = 8 if any(word[0].isupper() for word in words) else 4
    return 1 <= len(words) <= most and all(_NAME.fullmatch(word) for word in words)


def credit_of(lines: Sequence[str]) -> str:
    """The agency that a text names in its dateline ("BAMAKO (AFP) -") or on a last line ("Source: AMAP", "(AFP)")."""
    start = " ".join(lines[:2])
    for bracket in _BRACKETS.finditer(start, 0, _DATELINE):
        agency = agency_of(bracket.group(1)) or (bracket.group(1) if _ACRONYM.fullmatch(bracket.group(1)) else "")
        if agency and _DATELINE_END.match(start, bracket.end()):
            return agency
    return next(filter(None, map(credit_line, lines[-3:])), "")


def credit_line(line: str) -> str:
    """The agency that a line names at its end: in brackets, after "avec", as its source, or alone; empty for none."""
    end = _CREDITED_END.search(line[-_CREDIT:])
    if end:
        named = end["bracket"] or end["beside"] or end["source"]
        initials = named if _ACRONYM.fullmatch(named) else ""
        return agency_of(named) or initials or (one_line(end["source"] or "") if "/" not in named else "")
    alone = _ALONE.fullmatch(line) if len(line) <= _CREDIT else None
    return agency_of(alone.group(1)) if alone else ""


def _names(said: str) -> Iterable[str]:
    text = _ADDRESS.sub(" ", _BRACKETS.sub(_agency_in_brackets, one_line(said)))
    for part in _JOINT.split(_SIGNED.sub("", text, count=1)):
        name = _SIGNED.sub("", _LEADING.sub("", part), count=1).strip(" .:-–—*\"'«»")
        if _is_name(name):
            yield name


def _agency_in_brackets(bracket: re.Match[str]) -> str:
    return f", {bracket.group(1)}, " if agency_of(bracket.group(1)) else " "


def _is_name(text: str) -> bool:
    key = _plain_key(text)
    return len(key) > 1 and len(text) <= NAME_LIMIT and not _DIGIT.search(text) and key not in _NOBODY
