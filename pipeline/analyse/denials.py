"""What a text says did not happen: the stretches of it in which an event is denied or told to be absent.

A denial holds for its sentence, from a word of contrast to the next one: what stands after "but" did happen. That
nobody claimed an attack, was hurt in it or has commented on it denies nothing, so nouns are listed, not just "no".
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from pipeline.analyse.rawtext import without_transport_marks, wrapped_sentence_starts

_STEMS = {
    "fr": (
        "dément", "dement", "y a ", "y avait", "y aurait", "aucun", "eu lieu", "été attaqu", "été enregistr",
        "été signal", "été constat", "été observ", "été recens", "rumeur", "infond", "fondement", "fauss", " nie ",
        " nient ", " niait ", " nié ", "fake news", "intox", "infox",
    ),
    "en": (
        " deny", " denie", "take place", "taken place", "took place", "happen", "occur", " no ", "dismiss", "false",
        "untrue", "unfounded", "baseless", "fake news", "hoax",
    ),
    "ar": (
        "نفى", "نفي", "نفت", "نفوا", "كذب", "لا صحة", "لا يوجد", "لا توجد", "لا وجود", "شائعات", " لم ",
    ),
    "ha": ("musant", "karyata", "babu wa", "ba a kai"),
}  # fmt: skip
"""One of these stands in every denial; a sentence without any needs no closer look, which takes longer."""

_ALL_STEMS = tuple(stem for stems in _STEMS.values() for stem in stems)

_EVENT_FR = (
    "attaque|assaut|coup|putsch|tentative|mutinerie|blocus|siège|siege|affrontement|combat|embuscade|enlèvement|"
    "enlevement|massacre|exaction|exécution|execution|pénurie|penurie|mercenaire|incursion|rupture|retrait|accord|"
    "infiltration|incident"
)
_EVENT_EN = (
    "attacks?|assaults?|incidents?|coups?|mutiny|mutinies|blockades?|siege|clash(?:es)?|ambush(?:es)?|raids?|"
    "kidnappings?|massacres?|abuses|shortages?|troops|mercenar(?:y|ies)|withdrawal|plans?|incursions?|agreement"
)
_GUILT = (
    r"(?:\s+[\w'’\u200b]+){0,7}?\s+(?:[ld]['’])?(?:accus|allég|alleg|responsab|responsib|impli|involve|wrongdoing|role|rôle|"
    r"kill|abus|exaction|violation|tué|tue\b|exécut|execut|collab|collu|complic|répréhens|zarg|اتهام|الاتهام|مسؤولي)"
)
"""What follows where guilt is denied: that somebody was killed is not."""

_FORMS = {
    "fr": rf"""
        (?<!\bne\s)(?<!\bpas\s)d[ée]ment(?:i\w{{0,2}}|ent|ait|aient|ir)?\b(?!{_GUILT})
        | n\u200b*['’]y\s+(?:a|avait|aurait)\s+(?:pas|jamais|eu|ni|aucune?)\b
          (?:\s+(?:eu|de|aucune?|ni))*\s+(?:d['’])?(?:{_EVENT_FR})
        | n\u200b*['’](?:a|ont|avait|avaient|aurait|auraient)\s+(?:pas|jamais)\s+eu\s+lieu
        | n\u200b*['’](?:a|ont|avait|avaient)\s+(?:pas|jamais)\s+été\s+(?:attaqu|enregistr|signal|constat|observ|recens)
        | aucune?\s+(?:\w+\s+)?(?:{_EVENT_FR})
        | (?:nie|nient|niait|nié)\b(?!{_GUILT})\s+(?:avoir|être|que|tout|toute|l['’]existence|la|les|le|une?)\b
        | fauss?e?s?\s+(?:rumeur|information|nouvelle|alerte)
        | rumeurs?\s+(?:\w+\s+){{0,5}}(?:infond|mensong|fauss)
        | infond[ée]e?s?\b
        | sans\s+(?:aucun\s+)?fondement
        | intox\b
        | infox\b
        | fake\s+news
    """,
    "en": rf"""
        den(?:y|ies|ied|ying)\b(?!{_GUILT})\s+(?!access|entry|visas?|bail|food|aid|treatment|asylum|humanitarian)
        | (?:did|has|have|had|does|do)(?:\s+not|n['’]t)\s+(?:taken?\s+place|happen|occur)
        | never\s+(?:took\s+place|happened|occurred)
        | no\s+(?!doubt|word|sign|longer|end|claim|comment|group|one|matter|let-up)(?:\w+\s+){{0,2}}(?:{_EVENT_EN})\b
        | dismiss\w*\s+(?:\w+\s+){{0,3}}(?:false|reports?|rumou?rs|claims|allegations)
        | false\s+(?:reports?|rumou?rs?|claims?|news|alarm)
        | (?:reports?|rumou?rs)\s+(?:\w+\s+){{0,5}}(?:false|untrue|unfounded|baseless)
        | fake\s+news
        | hoax
    """,
    "ar": rf"""
        [وف]?(?:نفى|نفي|نفت|نفوا|ينفي|تنفي|ينفون|كذب|كذبت|يكذب|تكذب)\b(?!{_GUILT})
        | لا\s+صحة
        | لا\s+(?:يوجد|توجد|وجود)\b
        | (?:ال)?شائعات\b
        | لم\s+(?:يقع|تقع|يحدث|تحدث|يحصل|تحصل|تشهد|يشهد|يتعرض|تتعرض)\b
        | لم\s+(?:تسجل|يسجل)\b(?!\s+(?:أي\s+)?(?:خسائر|ضحايا|إصابات|قتلى))
    """,
    "ha": rf"""
        (?:musanta\w*|karyata\w*)\b(?!{_GUILT})
        | babu\s+(?:wani|wata)\b
        | ba\s+a\s+kai\b(?!\s+ga\b)
    """,
}
"""How each language denies; every form begins with a word."""


def _denial(*languages: str) -> re.Pattern[str]:
    forms = "|".join(_FORMS[language] for language in languages)
    return re.compile(rf"\b(?:{forms})", re.IGNORECASE | re.VERBOSE)


_DENIALS = {language: _denial(language) for language in _FORMS}
_ANY_DENIAL = _denial(*_FORMS)
_CONTRAST = re.compile(
    r"\b(?:mais|cependant|toutefois|alors\s+que|tandis\s+que|but|however|although|though|while|whereas|amma)\b"
    r"|\b(?:و?لكن|غير\s+أن|إلا\s+أن|بينما)\b|;",
    re.IGNORECASE,
)


def denied_stretches(text: str, language: str) -> list[tuple[int, int]]:
    """The stretches of a text, by start and end, in which what is told is told not to be so; in order, none twice.

    Denials of all languages are looked for where that of the text is none of those known.
    """
    text = without_transport_marks(text)
    suspects = _suspects(f" {text.lower()}", _STEMS.get(language, _ALL_STEMS))
    if not suspects:
        return []
    starts = wrapped_sentence_starts(text)
    numbers = sorted({bisect_right(starts, at) for at in suspects if at < len(text)})
    ends = [*starts[1:], len(text)]
    denial = _DENIALS.get(language, _ANY_DENIAL)
    return [
        clause for number in numbers for clause in _denied_clauses(denial, text, starts[number - 1], ends[number - 1])
    ]


def _suspects(lowered: str, stems: Iterable[str]) -> set[int]:
    """Where one of the stems stands."""
    found = set()
    for stem in stems:
        at = lowered.find(stem)
        while at >= 0:
            found.add(at)
            at = lowered.find(stem, at + len(stem))
    return found


def _denied_clauses(denial: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, as words of contrast part it, that hold a denial."""
    for contrast in _CONTRAST.finditer(text, start, end):
        if denial.search(text, start, contrast.start()):
            yield start, contrast.start()
        start = contrast.end()
    if denial.search(text, start, end):
        yield start, end
