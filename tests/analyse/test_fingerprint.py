"""Fingerprints of texts: what they forgive, what they tell apart, and what they cost."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b

import pytest

from pipeline.analyse.fingerprint import (
    LEAD_SHINGLES,
    LEAST_WORDS,
    NORMALISER,
    SKETCH_LEAST,
    SKETCH_MOST,
    copy_words,
    sign,
    week_of,
)

WORDS = [f"mot{number}" for number in range(2_000)]


def text_of(start: int, end: int) -> str:
    return " ".join(WORDS[start:end])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 000 morts", ["1000", "morts"]),
        ("1\u00a0000 morts", ["1000", "morts"]),
        ("1\u202f000 morts", ["1000", "morts"]),
        ("1.000 morts", ["1000", "morts"]),
        ("1,000 morts", ["1000", "morts"]),
        ("1'000 morts", ["1000", "morts"]),
        ("1’000 morts", ["1000", "morts"]),
        ("12 345 678 francs", ["12345678", "francs"]),
        ("2,5 et 2.5", ["25", "et", "25"]),
        ("en 2023, 350 personnes", ["en", "2023", "350", "personnes"]),
        ("en 2023 350 personnes", ["en", "2023", "350", "personnes"]),
        ("de 12, 13 ou 14 ans", ["de", "12", "13", "ou", "14", "ans"]),
        ("١٢٣ قتيلا", ["123", "قتيلا"]),
    ],
)
def test_a_number_is_one_word_whatever_separates_its_digits(text: str, words: list[str]) -> None:
    assert copy_words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("À Ménaka, l'armée", "a menaka l’armee"),
        ("«Non», dit-il", '"non" dit il'),
        ("Ƙungiyar ɗalibai", "kungiyar dalibai"),
        ("القُرى في إقليم غاو", "القرى في اقليم غاو"),
        ("fin  de\n\nsemaine", "FIN DE SEMAINE"),
    ],
)
def test_ways_of_writing_make_no_difference(one: str, other: str) -> None:
    assert sign(one).exact == sign(other).exact


def test_another_word_makes_another_exact_hash() -> None:
    assert sign("douze soldats tués à Ménaka").exact != sign("treize soldats tués à Ménaka").exact


def test_the_exact_hash_is_blake2b_of_the_words() -> None:
    expected = blake2b(b"la ville de menaka", digest_size=16).hexdigest()
    assert sign("La ville de Ménaka.").exact == expected
    assert len(expected) == 32


def test_the_fingerprint_names_its_normaliser_and_counts_the_words() -> None:
    fingerprint = sign("La ville de Ménaka.")
    assert (fingerprint.normaliser, fingerprint.words) == (NORMALISER, 4)


def test_the_sketch_is_sorted_without_doubles_and_fits_62_bits() -> None:
    sketch = sign(text_of(0, 300)).sketch
    assert list(sketch) == sorted(set(sketch))
    assert sketch[0] >= 0
    assert sketch[-1] < 2**62


def test_a_text_too_short_for_comparison_has_no_sketch() -> None:
    assert sign(text_of(0, LEAST_WORDS - 1)).sketch == ()
    assert sign(text_of(0, LEAST_WORDS)).sketch != ()


def test_a_short_text_has_the_least_number_of_fingerprints_that_its_shingles_allow() -> None:
    assert len(sign(text_of(0, 30)).sketch) >= SKETCH_LEAST


def test_a_huge_text_has_no_larger_sketch_than_a_long_one() -> None:
    huge = " ".join(f"mot{number}" for number in range(100_000))
    assert SKETCH_MOST <= len(sign(huge).sketch) <= SKETCH_MOST + LEAD_SHINGLES


def test_the_sample_is_about_one_shingle_in_eight_beyond_the_lead() -> None:
    size = len(sign(text_of(0, 600)).sketch)
    assert 600 / 8 * 0.6 < size < 600 / 8 * 1.4 + LEAD_SHINGLES


@pytest.mark.parametrize("start", range(0, 1_400, 100))
def test_the_first_sentence_of_a_long_article_shares_fingerprints_with_it(start: int) -> None:
    article, teaser = sign(text_of(start, start + 600)), sign(text_of(start, start + 25))
    assert len(set(article.sketch) & set(teaser.sketch)) >= 2


@pytest.mark.parametrize("text", ["", "   ", "...", "\x00", "\ud800", "\u200b\u0301"])
def test_a_text_without_a_word_is_signed_as_empty(text: str) -> None:
    fingerprint = sign(text)
    assert (fingerprint.words, fingerprint.sketch) == (0, ())
    assert fingerprint.exact == sign("").exact


def test_marks_that_cannot_be_written_do_not_matter() -> None:
    assert sign("La\x00 ville\ud800 de Ménaka").exact == sign("La ville de Ménaka").exact


def test_fingerprints_are_the_same_in_every_process() -> None:
    code = "from pipeline.analyse.fingerprint import sign; print(sign(' '.join(f'mot{n}' for n in range(300))))"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == str(sign(text_of(0, 300)))


def test_a_week_runs_from_monday_to_sunday() -> None:
    monday = datetime(2023, 1, 2, tzinfo=UTC)
    assert week_of(monday) == week_of(monday + timedelta(days=6, hours=23, minutes=59))
    assert week_of(monday + timedelta(days=7)) == week_of(monday) + 1
    assert week_of(monday - timedelta(seconds=1)) == week_of(monday) - 1


def test_weeks_are_counted_from_the_epoch_in_utc() -> None:
    assert week_of(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert week_of(datetime(1970, 1, 5, tzinfo=UTC)) == 1
    assert week_of(datetime(1969, 12, 28, tzinfo=UTC)) == -1
    assert week_of(datetime(1970, 1, 5, 0, 30, tzinfo=timezone(timedelta(hours=1)))) == 0
