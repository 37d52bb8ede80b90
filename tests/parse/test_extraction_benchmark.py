import gzip
import json
from pathlib import Path

import pytest

from benchmarks.extraction import Score, f1, interval, main, score

PARAGRAPH = "Le gouverneur a annoncé lundi que la route serait rouverte avant la fin de la semaine, après des travaux. "


def test_the_same_text_scores_fully_and_another_one_not_at_all() -> None:
    assert score("un deux trois quatre cinq", "un deux, trois quatre. Cinq!".lower()) == Score(1.0, 1.0)
    assert score("un deux trois quatre", "cinq six sept huit") == Score(0.0, 0.0)


def test_half_of_a_text_is_precise_and_recalls_half() -> None:
    assert score("a b c d e", "a b c d") == Score(1.0, 0.5)


def test_nothing_found_where_nothing_is_is_right() -> None:
    assert score("", "") == Score(1.0, 1.0)


def test_f1_is_made_of_the_means() -> None:
    assert f1([Score(1.0, 0.0), Score(1.0, 1.0)]) == pytest.approx(2 / 3)


def test_a_set_is_measured_and_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = f"<html><title>Titre</title><article><h1>Titre</h1><p>{PARAGRAPH * 3}</p></article></html>"
    truth = {"one": {"articleBody": PARAGRAPH * 3, "url": "https://x.example/a/b", "title": "Titre"}}
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth), "utf-8")
    main(["--data", str(tmp_path), "--repeat", "1"])
    printed = capsys.readouterr().out
    assert "F1 1.0000" in printed
    assert "title exact 1/1" in printed
    assert "ms a page" in printed


def test_the_interval_of_a_candidate_against_itself_is_nothing() -> None:
    scores = [Score(1.0, 0.5), Score(0.2, 0.9), Score(0.0, 0.0)]
    assert interval(scores, scores) == (0.0, 0.0)


def test_the_interval_of_what_is_better_on_every_page_lies_above_nothing() -> None:
    low, high = interval([Score(0.9, 0.9)] * 20, [Score(0.5, 0.6)] * 20)
    assert 0 < low <= high < 1
