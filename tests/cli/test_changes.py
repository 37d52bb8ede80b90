"""show --versions: how an article changed, in lines and as data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.analyse.changes import changes_between
from pipeline.cli.changes import change_record, version_lines
from pipeline.domain.articles import Basis, Document
from pipeline.domain.records import StoredVersion
from storage.store import open_store
from tests.cli.conftest import Sahel
from tests.storage.samples import NOON, analysis

ATTACK = (
    "Douze personnes ont été tuées mardi dans l’attaque d’un village situé à 40 km de Gao, a-t-on appris de sources "
    "locales qui ont requis l’anonymat par crainte de représailles."
)
ATTACK_LATER = ATTACK.replace("Douze", "Dix-sept")
GOVERNOR = "Le gouverneur de la région a décrété un deuil."
SILENCE = "L’armée n’a pas réagi."
FSI, RLI, PDI = "\u2068", "\u2067", "\u2069"
LETTERS = st.text(st.sampled_from("abc é12.,’\n\tقتل\x00\x1b\x9b\u202e\u2067\ud800\U0001f600"), max_size=60)


def version(number: int, *paragraphs: str, **values: Any) -> StoredVersion:
    made = {"basis": Basis.PAGE, "title": "Mali", "language": "fr", "text": "\n\n".join(paragraphs)} | values
    return StoredVersion(7, number, Document(**made), "lexicon", NOON + timedelta(hours=number), None)


def shown(*versions: StoredVersion, width: int = 80) -> list[str]:
    return list(version_lines(versions, width))


def change(before: str, after: str, width: int = 80, **values: Any) -> list[str]:
    """The lines on what changed from one paragraph to another, without the headings of the versions."""
    lines = shown(version(1, before, **values), version(2, after, **values), width=width)
    return lines[1 : lines.index("version 1, 2026-11-20 13:00 UTC, from the page")]


def test_the_newest_change_comes_first_and_the_first_version_has_its_headline() -> None:
    lines = shown(
        version(1, ATTACK, basis=Basis.FEED, partial=True, title="Attaque"),
        version(2, ATTACK, title="Attaque"),
        version(3, ATTACK, title="Autre"),
    )
    assert lines == [
        "version 3, 2026-11-20 15:00 UTC, from the page",
        '    headline: "Attaque" -> "Autre"',
        "version 2, 2026-11-20 14:00 UTC, from the page",
        "    basis: feed -> page",
        "    text: is whole now",
        "version 1, 2026-11-20 13:00 UTC, from the feed, partial",
        '    headline: "Attaque"',
    ]


def test_the_toll_and_a_new_paragraph_are_seen_at_a_glance() -> None:
    before = version(1, ATTACK, SILENCE, title="Mali : 12 morts")
    after = version(2, ATTACK_LATER, GOVERNOR, SILENCE, title="Mali : 17 morts")
    assert shown(before, after)[1:-2] == [
        '    headline: "Mali : 12 morts" -> "Mali : 17 morts"',
        "    figures: 12 morts -> 17 morts; Douze personnes -> Dix-sept personnes",
        "    paragraphs: 1 changed, 1 added, 1 unchanged",
        "    ~ [-Douze-] {+Dix-sept+} personnes ont été tuées mardi dans …",
        f"    + {GOVERNOR}",
    ]


def test_a_paragraph_that_went_has_a_minus() -> None:
    assert shown(version(1, ATTACK, SILENCE), version(2, ATTACK))[1:-2] == [
        "    paragraphs: 1 removed, 1 unchanged",
        f"    - {SILENCE}",
    ]


def test_figures_that_only_came_or_went_are_told_apart() -> None:
    lines = change("Le pont de Gao est fermé, 3 jours durant.", "Le pont de Gao est fermé, 9 camions attendent.")
    assert lines[:2] == ["    new figures: 9 camions", "    figures gone: 3 jours"]


def test_no_more_than_some_figures_are_listed() -> None:
    lines = change("Rien.", " ".join(f"{number} camions{number}" for number in range(100, 120)), width=400)
    (listed,) = [line for line in lines if "new figures" in line]
    assert listed.count("camions") == 12
    assert listed.endswith("; and 8 more")


def test_signs_beside_a_word_stay_there() -> None:
    assert change("Le pont est fermé.", "Le pont est fermé, dit-on.")[-1] == "    ~ Le pont est fermé{+, dit-on+}."


def test_long_unchanged_words_are_left_out_in_the_middle() -> None:
    middle = " ".join(f"mot{letter}" for letter in "abcdefghijklmnopqrst")
    assert change(f"Hier {middle} lundi.", f"Demain {middle} mardi.", width=200)[-1] == (
        "    ~ [-Hier-] {+Demain+} mota motb motc motd mote motf … moto motp motq motr mots mott [-lundi-] {+mardi+}."
    )


def test_marks_are_closed_and_opened_again_where_a_line_ends() -> None:
    lines = change("Le pont de la ville est fermé.", f"Le pont de la ville est {GOVERNOR} fermé.", width=40)
    marked = [line for line in lines if "{+" in line]
    assert len(marked) > 1
    assert all(line.count("{+") == line.count("+}") == 1 for line in marked)


def test_headlines_that_fill_a_line_stand_below_one_another() -> None:
    lines = shown(version(1, title=ATTACK[:70]), version(2, title=ATTACK_LATER[:70]))
    assert lines[1].startswith('    headline: "Douze')
    assert any(line.startswith('          -> "Dix-sept') for line in lines)


def test_nothing_changed_is_said() -> None:
    assert change(ATTACK, ATTACK) == ["    no change: in headline, text, authors, credit and date"]


def test_an_arabic_paragraph_reads_from_the_right_and_its_marks_hold_their_words() -> None:
    (line,) = change("قتل سبعة جنود في غاو", "قتل تسعة جنود في غاو", language="ar")[-1:]
    assert line == (f"    ~ {RLI}{FSI}قتل{PDI} [-{FSI}سبعة{PDI}-] {{+{FSI}تسعة{PDI}+}} {FSI}جنود في غاو{PDI}{PDI}")


def test_arabic_words_in_a_french_paragraph_and_in_figures_are_isolated() -> None:
    assert change("Le pont de Gao est fermé.", "Le pont de Gao غاو est fermé.")[-1].endswith(
        f"Gao {{+{FSI}غاو{PDI}+}} est fermé."
    )
    lines = change("مقتل 12 جنديا", "مقتل 17 جنديا", language="ar")
    assert f"    figures: {FSI}12 جنديا{PDI} -> {FSI}17 جنديا{PDI}" in lines


@pytest.mark.parametrize("width", [20, 40, 80])
@given(st.lists(LETTERS, max_size=4), st.lists(LETTERS, max_size=4), LETTERS, LETTERS)
def test_no_line_is_too_long_or_steers_the_terminal(
    width: int, before: list[str], after: list[str], title: str, new_title: str
) -> None:
    lines = shown(version(1, *before, title=title), version(2, *after, title=new_title, language="ar"), width=width)
    for line in lines:
        assert not set(line) & set("\n\t\x00\x1b\x9b\u202e\ud800")
        assert line.count(FSI) + line.count(RLI) == line.count(PDI)
        assert line.count("{+") == line.count("+}")
        assert line.startswith("version ") or cell_len(line) <= width or len(line.split()) <= 4


def test_the_record_holds_what_changed_and_null_for_the_rest() -> None:
    before = Document(Basis.PAGE, "Mali", f"{SILENCE}\n\nOn compte 12 morts.", language="fr")
    after = replace(before, text=f"{SILENCE}\n\nOn compte 17 morts.\n\n{GOVERNOR}")
    record = change_record(changes_between(before, after))
    assert record["figures"] == [{"before": "12 morts", "after": "17 morts"}]
    changed, added = record["paragraphs"]
    assert (changed["edit"], changed["before"], changed["after"]) == (
        "changed", "On compte 12 morts.", "On compte 17 morts.",
    )  # fmt: skip
    assert added == {"edit": "added", "before": None, "after": GOVERNOR, "words": None}
    assert record["paragraphs_kept"] == 1
    assert [record[name] for name in ("title", "authors", "credit", "published", "basis", "partial")] == [None] * 6


@pytest.fixture
def updated(home: Path) -> Callable[[], None]:
    """Give article 1 a second version."""

    def update() -> None:
        store = open_store(f"sqlite:///{home / 'sahel.db'}")
        with store.writing() as tx:
            tx.articles.add_version(1, analysis(GOVERNOR, title="Deuil"), None, NOON)
        store.close()

    return update


def test_show_prints_the_changes_of_a_stored_article(sahel: Sahel, home: Path, updated: Callable[[], None]) -> None:
    updated()
    out = sahel("show", "1", "--versions").out
    assert '-> "Deuil"' in out
    assert f"    + {GOVERNOR}" in out
    assert out.index("version 2,") < out.index("version 1,")
    assert "version 2" not in sahel("show", "1").out


def test_json_holds_the_changes_where_versions_are_asked_for(
    sahel: Sahel, home: Path, updated: Callable[[], None]
) -> None:
    updated()
    (record,) = sahel("show", "1", "--versions", "--json").lines
    first, second = record["versions"]
    assert first["changes"] is None
    assert second["changes"]["title"]["after"] == "Deuil"
    assert second["changes"]["paragraphs"][-1]["after"] == GOVERNOR
    (plain,) = sahel("show", "1", "--json").lines
    assert [set(one) for one in plain["versions"]] == [set(first) - {"changes"}] * 2
