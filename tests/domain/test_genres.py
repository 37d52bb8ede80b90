import pytest

from pipeline.domain.feeds import Ownership
from pipeline.domain.genres import Genre, genre_of


@pytest.mark.parametrize(
    ("title", "url", "genre"),
    [
        ("Tribune : pourquoi le Sahel", "https://a.example/1", Genre.OPINION),
        ("[Opinion] Le Mali et nous", "https://a.example/1", Genre.OPINION),
        ("Édito – la paix", "https://a.example/1", Genre.OPINION),
        ("رأي: مالي بعد العاصفة", "https://a.example/1", Genre.OPINION),
        ("Ra'ayi: Nijar", "https://a.example/1", Genre.OPINION),
        ("Niger and its neighbours", "https://a.example/opinions/2026/x", Genre.OPINION),
        ("Analyse | Qui tient Kidal", "https://a.example/1", Genre.ANALYSIS),
        ("Interview - le gouverneur de Gao", "https://a.example/1", Genre.ANALYSIS),
        ("Who holds Kidal", "https://a.example/analysis/who-holds-kidal", Genre.ANALYSIS),
        ("Transition au Mali : Comment la junte a levé le blocus", "https://a.example/1", Genre.ANALYSIS),
        ("How the blockade of Kayes began", "https://a.example/1", Genre.ANALYSIS),
        ("لماذا انسحبت مالي", "https://a.example/1", Genre.ANALYSIS),
        ("L’armée sans commentaire sur Djibo", "https://a.example/1", Genre.NEWS),
        ("No comment, says army: whole unit lost", "https://a.example/1", Genre.NEWS),
        ("Mali : douze morts", "https://a.example/actualite/1", Genre.NEWS),
        ("Porte-parole : l’armée dément", "https://a.example/1", Genre.NEWS),
        ("Une tribune s’effondre à Bamako", "https://a.example/1", Genre.NEWS),
        ("Une tribune s’effondre", "https://a.example/tribune-s-effondre", Genre.NEWS),
        ("", "http://[::1", Genre.NEWS),
    ],
)
def test_the_kind_of_a_text_is_told_by_its_label_or_folder(title: str, url: str, genre: Genre) -> None:
    assert genre_of(title, url) is genre


def test_what_a_think_tank_writes_is_an_analysis() -> None:
    assert genre_of("Mali : douze morts", "https://a.example/1", Ownership.THINK_TANK) is Genre.ANALYSIS
    assert genre_of("Tribune : douze morts", "https://a.example/1", Ownership.THINK_TANK) is Genre.OPINION


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/opinion/2026/x", "HTTPS://a.example/opinion/x", " https://a.example/opinion/x",
        "https://a.example/opi\tnion/x", "https://a.example/opinion/x?q=/a/", "https://a.example/opinion/#x",
        "https://مثال.example/opinion/x", "//a.example/opinion/x",
    ],
)  # fmt: skip
def test_the_folder_of_an_address_is_read_however_the_address_is_written(url: str) -> None:
    assert genre_of("Mali", url) is Genre.OPINION


@pytest.mark.parametrize(
    "url",
    [
        "", "opinion", "https://opinion", "https://opinion/", "https://a.example/opinion", "https://a.example/?opinion/x",
        "https://a.example#/opinion/x", "https://[a/opinion/x", "https://a℀b.example/opinion/x",
    ],
)  # fmt: skip
def test_what_is_no_folder_of_an_address_says_nothing(url: str) -> None:
    assert genre_of("Mali", url) is Genre.NEWS
