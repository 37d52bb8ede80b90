"""Golden pairs: what is found in a snippet, as key and words; whatever is not listed must not be found."""

import pytest

from pipeline.analyse.matching import find_mentions
from pipeline.domain.topics import Kind
from tests.analyse.sample import sample_lexicon

LEXICON = sample_lexicon()

GOLDEN: list[tuple[str, str, str, list[tuple[str, str]]]] = [
    # elisions and apostrophes
    ("an elision is split from a name", "fr", "l'AES", [("aes-confederation", "AES"), ("aes", "AES")]),
    ("so is one with a typographic apostrophe", "fr", "d’Assimi Goïta", [("goita-assimi", "Assimi Goïta")]),
    ("so is one in capitals", "fr", "D'ASSIMI GOÏTA", [("goita-assimi", "ASSIMI GOÏTA")]),
    ("qu is an elision too", "fr", "dit qu’Ansar Dine avance", [("jihadist-insurgency", "Ansar Dine")]),
    ("an apostrophe inside a name may be of any form", "fr", "à N’Djamena", [("ndjamena", "N’Djamena")]),
    ("a lost apostrophe of an old page is one", "fr", "à N\x92Djamena", [("ndjamena", "N\x92Djamena")]),
    ("a possessive is split in English", "en", "Burkina Faso's army", [("burkina-faso", "Burkina Faso")]),
    ("a Hausa letter with a hook is plain", "ha", "Ƴan ta’adda", [("jihadist-insurgency", "Ƴan ta’adda")]),
    # case and accents
    ("capitals do not matter", "fr", "UNE EMBUSCADE À DJIBO",
     [("jihadist-insurgency", "EMBUSCADE"), ("djibo", "DJIBO")]),
    ("missing accents do not matter", "fr", "Goita", [("goita-assimi", "Goita")]),
    ("accents apart do not matter", "fr", "Goi\u0308ta", [("goita-assimi", "Goi\u0308ta")]),
    ("invisible marks do not matter", "fr", "Bama\u200bko", [("bamako", "Bama\u200bko")]),
    ("soft hyphens do not matter", "fr", "Bama\u00adko", [("bamako", "Bama\u00adko")]),
    ("wide letters do not matter", "en", "Ｂａｍａｋｏ", [("bamako", "Ｂａｍａｋｏ")]),
    # hyphens, lines and punctuation
    ("a hyphen may join a name", "fr", "au Burkina-Faso", [("burkina-faso", "Burkina-Faso")]),
    ("a dash may join a name", "fr", "Al–Qaïda", [("jihadist-insurgency", "Al–Qaïda")]),
    ("a hyphen may be missing", "fr", "al qaida", [("jihadist-insurgency", "al qaida")]),
    ("a line may break a name", "fr", "le Burkina\nFaso", [("burkina-faso", "Burkina\nFaso")]),
    ("a line of Windows may break a name", "fr", "Burkina\r\nFaso", [("burkina-faso", "Burkina\r\nFaso")]),
    ("a hard space is a space", "fr", "Ansar\u00a0Dine", [("jihadist-insurgency", "Ansar\u00a0Dine")]),
    ("a sentence ends a term", "en", "He staged a coup. In Niger",
     [("transition-politics", "coup"), ("niger", "Niger")]),
    ("a comma ends a term", "fr", "Ansar, Dine", []),
    ("a paragraph ends a term", "fr", "Ansar\n\nDine", []),
    ("an underline is no letter", "fr", "#bamako_2025", [("bamako", "bamako")]),
    # whole words
    ("a word is not found in a word", "fr", "beaucoup de rapports, un Malibu", []),
    ("nor in a number", "fr", "Bamako2025", []),
    ("nor before a letter", "en", "Nigerian", []),
    # plurals
    ("the plural of a term counts", "fr", "les embuscades", [("jihadist-insurgency", "embuscades")]),
    ("the singular of a plural term counts", "fr", "un djihadiste", [("jihadist-insurgency", "djihadiste")]),
    ("a plural inside a phrase counts", "fr", "la mine d'or", [("mining-sovereignty", "mine d'or")]),
    ("the plural -aux counts", "fr", "un média régional", [("france-rupture", "média régional")]),
    ("the plural of a people counts", "fr", "des Maliens", [("mali-people", "Maliens")]),
    ("Robex is no robe", "fr", "des robes, une robe", []),
    ("a bet is not Paris", "fr", "un pari", []),
    # exact case
    ("an acronym is exact", "fr", "le GSIM", [("jihadist-insurgency", "GSIM")]),
    ("an army is no rumour", "en", "its fama and FAMa", [("jihadist-insurgency", "FAMa")]),
    ("us is not the US", "en", "it tells us that the US left", [("western-partners", "US")]),
    ("an acronym may be written as a name", "fr", "la Cedeao", [("western-partners", "Cedeao")]),
    ("an exact name may stand in capitals", "fr", "MALI : UN BLOCUS", [("mali", "MALI"), ("fuel-blockade", "BLOCUS")]),
    ("an exact name is not a common word", "fr", "mali", []),
    ("a short exact name not even in capitals", "en", "the GAO report", []),
    ("an exact name with its accent", "fr", "Ménaka et Gao", [("menaka", "Ménaka"), ("gao", "Gao")]),
    ("an exact name in decomposed letters", "fr", "Me\u0301naka", [("menaka", "Me\u0301naka")]),
    # exclusions
    ("an exclusion cancels its occurrence", "fr", "le siège social", []),
    ("and only this", "fr", "le siège social, le siège", [("fuel-blockade", "siège")]),
    ("a free kick is no coup", "en", "coup franc", []),
    ("a river is no country", "fr", "le fleuve Niger", []),
    ("the country beside the river counts", "fr", "du Niger, le fleuve Niger", [("niger", "Niger")]),
    ("an exclusion is folded as terms are", "fr", "PARIS SAINT–GERMAIN", []),
    ("a name inside a longer term of another key counts", "fr", "sommet de l'AES",
     [("aes-confederation", "sommet de l'AES"), ("aes", "AES")]),
    # the longest of one key; other keys beside it
    ("the longest term of a key wins", "fr", "un blocus sur le carburant",
     [("fuel-blockade", "blocus sur le carburant")]),
    ("terms of two topics may overlap", "fr", "la base militaire française",
     [("western-partners", "base militaire"), ("france-rupture", "base militaire française")]),
    ("a name inside a term counts beside it", "fr", "une junte malienne",
     [("transition-politics", "junte malienne"), ("mali-people", "malienne")]),
    # languages
    ("a weak word of English does not run over French", "fr", "sur le coup, le siege", [("fuel-blockade", "siege")]),
    ("a weak word of French does not run over English", "en", "a mine at Bamako", [("bamako", "Bamako")]),
    ("a strong phrase runs over any language", "ha", "Alliance of Sahel States",
     [("aes-confederation", "Alliance of Sahel States"), ("sahel", "Sahel")]),
    ("Pidgin is read with English terms", "pcm", "di coup", [("transition-politics", "coup")]),
    ("and not with French ones", "pcm", "di putsch", []),
    ("a short acronym stays in its language", "fr", "US", []),
    ("a long acronym does not", "en", "MINUSMA", [("western-partners", "MINUSMA")]),
    ("a language without terms is read with all", "pt", "le putsch", [("transition-politics", "putsch")]),
    ("Hausa terms are found in Hausa", "ha", "sojojin Faransa, juyin mulki",
     [("france-rupture", "sojojin Faransa"), ("transition-politics", "juyin mulki")]),
    # Arabic
    ("and is split from an Arabic name", "ar", "وبوركينا فاسو", [("burkina-faso", "بوركينا فاسو")]),
    ("and the is split from one with its own article", "ar", "والنيجر", [("niger", "النيجر")]),
    ("in is split from one", "ar", "بباماكو", [("bamako", "باماكو")]),
    ("for the is split from one", "ar", "للنيجر", [("niger", "لنيجر")]),
    ("marks of vowels do not matter", "ar", "بَامَاكُو", [("bamako", "بَامَاكُو")]),
    ("a stretched word is the word", "ar", "بـــاماكو", [("bamako", "بـــاماكو")]),
    ("forms of alef are one", "ar", "القوّات الفرنسيّة", [("france-rupture", "القوّات الفرنسيّة")]),
    ("a term takes the article", "ar", "الجماعات المسلحة", [("jihadist-insurgency", "جماعات المسلحة")]),
    ("a name does not: the league is not Dori", "ar", "الدوري", []),
    ("an Arabic state of Nigeria is no country", "ar", "في ولاية النيجر", []),
    ("a direction mark does no harm", "ar", "\u200fباماكو\u200f", [("bamako", "باماكو")]),
    # nothing
    ("an empty text has nothing", "fr", "", []),
    ("blanks and NUL have nothing", "fr", " \x00\n\ud800 ", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_golden_mentions(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = find_mentions(LEXICON, "text", text, language)
    assert sorted((one.mention.key, one.mention.surface) for one in found) == sorted(expected)


def test_a_mention_names_its_field_term_and_kind() -> None:
    (found,) = find_mentions(LEXICON, "title", "à DJIBO", "fr")
    mention = found.mention
    assert (mention.field, mention.start, mention.end) == ("title", 2, 7)
    assert (mention.term, mention.kind, mention.key) == ("Djibo", Kind.PLACE, "djibo")


def test_every_occurrence_counts_in_the_order_of_the_text() -> None:
    found = find_mentions(LEXICON, "text", "Djibo, Bamako, Djibo", "fr")
    assert [one.mention.surface for one in found] == ["Djibo", "Bamako", "Djibo"]


def test_of_equal_terms_that_of_the_texts_language_is_told() -> None:
    (found,) = find_mentions(LEXICON, "text", "Robex", "fr")
    assert found.term.language == "fr"


def test_of_terms_as_long_the_strong_one_is_told() -> None:
    found = find_mentions(LEXICON, "text", "putsch, coup in Niger", "en")
    assert [one.term.surface for one in found if one.mention.kind is Kind.TOPIC] == ["coup in Niger"]


def test_an_exclusion_of_one_key_leaves_the_others() -> None:
    found = find_mentions(LEXICON, "text", "le chiffrement AES", "fr")
    assert [(one.mention.kind, one.mention.key) for one in found] == [(Kind.ACTOR, "aes")]


def test_a_text_full_of_exclusions_is_read_in_one_go() -> None:
    text = "coup franc, " * 20_000 + "un putsch"
    assert [one.mention.surface for one in find_mentions(LEXICON, "text", text, "fr")] == ["putsch"]
