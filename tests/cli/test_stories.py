"""The command that shows a story and lets analysts mend it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Sahel

RAID = {
    "raid-one.txt": (
        "Des hommes armés attaquent Boulkessi\n\nAu moins 21 civils ont été tués jeudi dans une attaque contre"
        " Boulkessi, au Mali, selon l'armée malienne.\nLe chef du village, Amadou Cissé, parle de motos.\n"
    ),
    "raid-two.txt": (
        "Raid on Boulkessi market\n\nGunmen killed 34 people at the market of Boulkessi in Mali on Thursday, residents"
        " said.\nAmadou Cissé, who heads the village, said jihadist fighters burned the shops.\n"
    ),
}  # fmt: skip


@pytest.fixture
def raided(sahel: Sahel, tmp_path: Path) -> Path:
    """A home with two reports of one raid, in two languages and with two tolls."""
    folder, home = tmp_path / "raid", tmp_path / "home"
    folder.mkdir()
    for name, text in RAID.items():
        (folder / name).write_text(text, "utf-8")
    assert sahel("--home", home, "backfill", folder).code == 0
    return home


def story_of(sahel: Sahel, home: Path, article: int) -> int:
    (record,) = sahel("--home", home, "show", article, "--json").lines
    return int(record["story"])


def test_a_story_shows_its_articles_and_its_figures_side_by_side(sahel: Sahel, raided: Path) -> None:
    first, second = story_of(sahel, raided, 1), story_of(sahel, raided, 2)
    if first != second:
        assert sahel("--home", raided, "story", first, "--merge", second, "--by", "awa").code == 0
    out = sahel("--home", raided, "story", story_of(sahel, raided, 1)).out
    assert "2 articles" in out
    assert "killed at least 21" in out
    assert "killed 34" in out
    (record,) = sahel("--home", raided, "story", story_of(sahel, raided, 1), "--json").lines
    assert {member["article"] for member in record["members"]} == {1, 2}
    assert record["corroborated"] is False


def test_an_article_is_split_off_and_brought_back(sahel: Sahel, raided: Path) -> None:
    first, second = story_of(sahel, raided, 1), story_of(sahel, raided, 2)
    sahel("--home", raided, "story", first, "--merge", second, "--by", "awa")
    joined = story_of(sahel, raided, 1)
    assert joined == story_of(sahel, raided, 2)
    (record,) = sahel("--home", raided, "story", joined, "--json").lines
    later = record["members"][1]["article"]
    assert sahel("--home", raided, "story", joined, "--split", later, "--by", "awa").code == 0
    assert story_of(sahel, raided, 2) != story_of(sahel, raided, 1)
    shown = sahel("--home", raided, "story", story_of(sahel, raided, later)).out
    assert f"{later} stands by itself, by awa" in shown
    assert sahel("--home", raided, "story", story_of(sahel, raided, later), "--unpin", later).code == 0


def test_where_the_first_article_is_split_off_the_others_leave_it(sahel: Sahel, raided: Path) -> None:
    first, second = story_of(sahel, raided, 1), story_of(sahel, raided, 2)
    sahel("--home", raided, "story", first, "--merge", second, "--by", "awa")
    (record,) = sahel("--home", raided, "story", story_of(sahel, raided, 1), "--json").lines
    assert sahel("--home", raided, "story", record["story"], "--split", record["members"][0]["article"]).code == 0
    assert story_of(sahel, raided, 2) != story_of(sahel, raided, 1)


def test_what_cannot_be_said_of_a_story_is_refused(sahel: Sahel, raided: Path) -> None:
    first = story_of(sahel, raided, 1)
    assert sahel("--home", raided, "story", 9999).code == 4
    assert sahel("--home", raided, "story", first, "--merge", first).code == 2
    assert sahel("--home", raided, "story", first, "--split", 1, "--pin", 2).code == 2
    assert sahel("--home", raided, "story", first, "--split", 99).code == 4
    assert sahel("--home", raided, "story", first, "--unpin", 1).code == 2
