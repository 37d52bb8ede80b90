import pytest

from pipeline.report.sentences import LONGEST_CHARACTERS, LONGEST_WORDS, Quotation, quotation, sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un convoi a brûlé. Deux chauffeurs sont morts.", ["Un convoi a brûlé.", "Deux chauffeurs sont morts."]),
        ("Selon le gén. Traoré, M. A. Diallo est à Gao.", ["Selon le gén. Traoré, M. A. Diallo est à Gao."]),
        ("Troops of the U.S. Army left.", ["Troops of the U.S. Army left."]),
        ("Il coûte 1.500 francs. C’est trop.", ["Il coûte 1.500 francs.", "C’est trop."]),
        ("« Nous partons. » Il est sorti.", ["« Nous partons. »", "Il est sorti."]),
        ("« C’est fini ! » a dit le maire.", ["« C’est fini ! » a dit le maire."]),
        ("Un titre sans point\n\nPuis une phrase.", ["Un titre sans point", "Puis une phrase."]),
        ("هل انتهى الحصار؟ قال شهود لا.", ["هل انتهى الحصار؟", "قال شهود لا."]),
        ("Fin... Suite.", ["Fin...", "Suite."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_the_first_sentence_with_evidence_is_quoted() -> None:
    text = "Le marché était plein ce matin. Des hommes armés ont attaqué le poste. L’attaque a duré une heure."
    chosen = quotation(text, "", [span(text, "L’attaque"), span(text, "hommes armés")])
    assert chosen == Quotation("Des hommes armés ont attaqué le poste.", False)


def test_an_opening_that_names_the_place_is_quoted_before_background_that_tells_of_the_topic() -> None:
    text = "Douze détenus sont morts à Fada. Une enquête est ouverte. Le maire est venu. Le pays combat des insurgés."
    chosen = quotation(text, "", [span(text, "insurgés")], [span(text, "Fada")])
    assert chosen.text == "Douze détenus sont morts à Fada."


def test_a_sentence_that_tells_is_quoted_before_one_that_only_names() -> None:
    text = "Il fait chaud à Gao en mai. Des hommes armés ont attaqué le poste de Gao."
    chosen = quotation(text, "", [span(text, "hommes armés")], [span(text, "Gao"), (text.rindex("Gao"), len(text) - 1)])
    assert chosen.text == "Des hommes armés ont attaqué le poste de Gao."


def test_an_opening_that_is_too_long_is_cut_where_only_background_is_shorter() -> None:
    lead = "Des hommes armés ont attaqué " + "encore " * LONGEST_WORDS + "Gao."
    text = f"{lead} Il a plu. Le maire est venu hier soir. Personne ne sait encore. Le pays combat des insurgés."
    chosen = quotation(text, "", [span(text, "hommes armés"), span(text, "insurgés")])
    assert (chosen.text[:28], chosen.cut) == ("Des hommes armés ont attaqué", True)


def test_where_the_opening_says_nothing_the_first_sentence_that_tells_is_quoted() -> None:
    text = "Une phrase sans rien à dire. " * 8 + "Des hommes armés ont attaqué le poste."
    assert quotation(text, "", [span(text, "hommes armés")]).text == "Des hommes armés ont attaqué le poste."


def test_without_evidence_the_first_real_sentence_is_quoted() -> None:
    text = "Bamako\nPar la rédaction.\nLe marché était plein ce matin."
    assert quotation(text, "", []) == Quotation("Le marché était plein ce matin.", False)


def test_the_title_is_not_quoted_again() -> None:
    text = "Le poste de Gao a été attaqué.\nDes hommes armés sont venus de nuit."
    assert quotation(text, "Le poste de Gao  a été attaqué.", []).text == "Des hommes armés sont venus de nuit."


def test_a_sentence_with_evidence_that_is_too_long_gives_way_to_a_shorter_one() -> None:
    long = "L’attaque " + "encore " * LONGEST_WORDS + "finit."
    text = f"{long} Une autre attaque a suivi hier."
    evidence = [span(text, "attaque"), span(text, "autre attaque")]
    assert quotation(text, "", evidence) == Quotation("Une autre attaque a suivi hier.", False)


def test_a_long_sentence_is_cut_at_a_word_where_there_is_no_other() -> None:
    text = " ".join(f"mot{number}" for number in range(60)) + "."
    assert quotation(text, "", []) == Quotation(" ".join(f"mot{number}" for number in range(LONGEST_WORDS)), True)


def test_words_that_are_not_set_apart_are_cut_too() -> None:
    assert quotation("x" * 10_000, "", []) == Quotation("x" * LONGEST_CHARACTERS, True)


def test_the_word_that_crosses_the_limit_is_left_out_whole() -> None:
    text = " ".join(["x" * 90] * 10)
    assert quotation(text, "", []) == Quotation(" ".join(["x" * 90] * 4), True)


def test_an_empty_text_gives_nothing() -> None:
    assert quotation("", "", [(0, 5)]) == Quotation("", False)
