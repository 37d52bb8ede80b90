"""What an update says anew, quoted from its own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.digests import Change
from pipeline.report.updates import changes_of

NEWS = (
    "AYOROU, Niger, March 5, 2026 (SNW) - Niger counted 51 dead on Thursday after a raid by jihadists. Others fled.\n\n"
    "Le gouverneur, Amadou Diallo, a été remplacé. Quatre soldats ont été tués à l’aube."
)


def test_a_figure_is_quoted_with_its_sentence_from_where_it_begins() -> None:
    evidence = ["5 2026 snw niger counted 38 -> 51 dead on thursday"]
    assert changes_of(NEWS, evidence) == (Change("Niger counted 51 dead on Thursday after a", "38"),)


def test_a_quotation_ends_with_its_sentence() -> None:
    assert changes_of("Ils étaient 12 à partir. Puis la nuit est tombée.", ["ils etaient 9 -> 12 a partir puis"]) == (
        Change("Ils étaient 12 à partir", "9"),
    )


def test_a_name_may_have_several_words_before() -> None:
    evidence = ["le gouverneur moussa ag bilal -> amadou diallo a ete remplace"]
    assert changes_of(NEWS, evidence) == (Change("Le gouverneur, Amadou Diallo, a été remplacé", "moussa ag bilal"),)


def test_a_number_spelled_out_is_known_by_the_words_behind_it() -> None:
    assert changes_of("Le bilan : quatre soldats tués à l’aube.", ["le bilan 3 -> 4 soldats tues a"]) == (
        Change("Le bilan : quatre soldats tués à l’aube", "3"),
    )


def test_arabic_is_quoted_in_its_own_spelling() -> None:
    text = "ما أدى إلى مقتل ٥١ شخصًا وإصابة ٩٠ آخرين."
    assert changes_of(text, ["ادي الي مقتل 38 -> 51 شخصا واصابه 90"]) == (
        Change("أدى إلى مقتل ٥١ شخصًا وإصابة ٩٠ آخرين", "38"),
    )


@pytest.mark.parametrize("written", ["7 600", "7\u202f600", "7.600", "7,600", "7’600", "٧٬٦٠٠"])
def test_a_number_written_in_groups_is_one(written: str) -> None:
    text = f"Près de {written} déplacés ont rejoint la ville."
    assert changes_of(text, ["pres de 5300 -> 7600 deplaces ont rejoint"]) == (
        Change(f"Près de {written} déplacés ont rejoint la ville", "5300"),
    )


def test_numbers_on_two_lines_are_two() -> None:
    assert changes_of("Le prix est de 300\n400 morts à Gao", ["est de 300 200 -> 400 morts a gao"]) == (
        Change("400 morts à Gao", "200"),
    )


def test_the_place_with_the_same_words_before_it_is_the_one() -> None:
    text = "Il y a 51 morts ailleurs. À Dori il y a eu 51 morts jeudi."
    assert changes_of(text, ["il y a eu 27 -> 51 morts"]) == (Change("il y a eu 51 morts jeudi", "27"),)


def test_what_is_no_longer_in_the_text_stays_as_it_is() -> None:
    evidence = "a kaya 12 -> 34 morts"
    assert changes_of(NEWS, [evidence]) == (Change(evidence),)


def test_evidence_without_an_arrow_or_empty_stays_as_it_is() -> None:
    assert changes_of(NEWS, ["51 dead", "", " -> "]) == (Change("51 dead"), Change(""), Change(" -> "))


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=3), st.text(max_size=20))
def test_what_is_quoted_stands_in_the_text(text: str, evidence: list[str], former: str) -> None:
    said = [*evidence, f"{text[:20]} {former} -> {text[20:60]}"]
    for change, told in zip(changes_of(text, said), said, strict=True):
        assert change.words in text if change.before else change.words == told
