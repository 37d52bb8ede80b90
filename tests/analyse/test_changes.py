"""What changed from one version of an article to the next."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.changes import Change, Changes, Edit, Paragraph, changes_between
from pipeline.analyse.figures import FigureChange
from pipeline.domain.articles import Basis, Document

WORDS = st.sampled_from(
    ["Gao", "12", "17", "morts", "douze", "soldats,", "le", "le", "l’armée", "1 200", ".", "قتل", "سبعة", "عشر", "12,5"]
)
ODD = st.text(st.sampled_from("a1 \t\u00a0é\u0301’ـق\x00\ud800\U0001f600-.\x85"), max_size=20)
PARAGRAPHS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), ODD)
TEXTS = st.lists(PARAGRAPHS, max_size=10).map("\n\n".join)
DOCUMENTS = st.builds(
    Document,
    basis=st.sampled_from(Basis),
    title=PARAGRAPHS,
    text=TEXTS,
    authors=st.lists(st.sampled_from(["A. Diarra", "B. Sow"]), max_size=2).map(tuple),
    language=st.sampled_from(["fr", "en", "ar", "ha", ""]),
    partial=st.booleans(),
)

ATTACK = "Douze personnes ont été tuées mardi dans l’attaque d’un village, selon des sources locales."
SILENCE = "L’armée n’a pas réagi pour le moment."
GOVERNOR = "Le gouverneur a décrété un deuil."


def document(*paragraphs: str, **values: Any) -> Document:
    return Document(
        **{"basis": Basis.PAGE, "title": "Mali", "language": "fr", "text": "\n\n".join(paragraphs)} | values
    )


def edits(changes: Changes) -> list[tuple[Edit, str]]:
    return [(one.edit, one.after or one.before) for one in changes.paragraphs]


def flat(text: str) -> list[str]:
    return [paragraph for part in text.split("\n\n") if (paragraph := " ".join(part.split()))]


@given(DOCUMENTS)
def test_a_document_has_no_changes_to_itself(one: Document) -> None:
    changes = changes_between(one, replace(one))
    assert not changes.any
    assert changes.figures == ()
    assert [paragraph.edit for paragraph in changes.paragraphs] == [Edit.KEPT] * len(flat(one.text))


@given(DOCUMENTS, st.sampled_from(["fr", "en", "ar", ""]))
def test_figures_change_only_where_the_text_does(one: Document, language: str) -> None:
    changes = changes_between(one, replace(one, language=language))
    assert not changes.any
    assert changes.figures == ()


@given(DOCUMENTS, DOCUMENTS)
def test_both_texts_can_be_read_from_the_changes_in_order(before: Document, after: Document) -> None:
    paragraphs = changes_between(before, after).paragraphs
    assert [one.before for one in paragraphs if one.edit is not Edit.ADDED] == flat(before.text)
    assert [one.after for one in paragraphs if one.edit is not Edit.REMOVED] == flat(after.text)


@given(DOCUMENTS, DOCUMENTS)
def test_only_what_differs_is_called_changed(before: Document, after: Document) -> None:
    for one in changes_between(before, after).paragraphs:
        assert (one.before == one.after) == (one.edit is Edit.KEPT)
        assert bool(one.before) == (one.edit is not Edit.ADDED)
        assert bool(one.after) == (one.edit is not Edit.REMOVED)
        assert all(span.text for span in one.spans)
        assert {span.edit for span in one.spans} <= {Edit.KEPT, Edit.ADDED, Edit.REMOVED}


@given(DOCUMENTS, DOCUMENTS)
def test_swapping_the_documents_swaps_what_was_added_and_removed(before: Document, after: Document) -> None:
    there, back = changes_between(before, after), changes_between(after, before)

    def sides(paragraphs: tuple[Paragraph, ...]) -> Counter[tuple[str, str]]:
        return Counter((one.before, one.after) for one in paragraphs)

    assert sides(back.paragraphs) == Counter({(new, old): n for (old, new), n in sides(there.paragraphs).items()})
    assert Counter(back.figures) == Counter(FigureChange(one.after, one.before) for one in there.figures)
    assert back.title == (there.title and Change(there.title.after, there.title.before))


def test_an_update_names_toll_and_the_new_paragraph() -> None:
    before = document(ATTACK, SILENCE, title="Mali : 12 morts")
    after = document(ATTACK.replace("Douze", "Dix-sept"), GOVERNOR, SILENCE, title="Mali : 17 morts")
    changes = changes_between(before, after)
    assert changes.title == Change("Mali : 12 morts", "Mali : 17 morts")
    assert changes.figures == (
        FigureChange("12 morts", "17 morts"),
        FigureChange("Douze personnes", "Dix-sept personnes"),
    )
    changed, added, kept = changes.paragraphs
    assert [(span.edit, span.text.strip()) for span in changed.spans[:2]] == [
        (Edit.REMOVED, "Douze"),
        (Edit.ADDED, "Dix-sept"),
    ]
    assert [span.edit for span in changed.spans[2:]] == [Edit.KEPT]
    assert (added.edit, added.after) == (Edit.ADDED, GOVERNOR)
    assert kept.edit is Edit.KEPT


def test_another_paragraph_in_the_same_place_is_no_changed_one() -> None:
    changes = changes_between(document(ATTACK, SILENCE), document(ATTACK, GOVERNOR))
    assert edits(changes) == [(Edit.KEPT, ATTACK), (Edit.REMOVED, SILENCE), (Edit.ADDED, GOVERNOR)]


def test_of_several_new_paragraphs_the_like_one_is_the_old_one_changed() -> None:
    longer = SILENCE.replace(".", ", ont constaté des habitants.")
    changes = changes_between(document(SILENCE), document(GOVERNOR, longer, ATTACK))
    assert edits(changes) == [(Edit.ADDED, GOVERNOR), (Edit.CHANGED, longer), (Edit.ADDED, ATTACK)]


def test_figures_with_thousands_change_as_a_whole() -> None:
    (paragraph,) = changes_between(document("Il y a 1 200 déplacés."), document("Il y a 1 500 déplacés.")).paragraphs
    assert [span.text for span in paragraph.spans] == [" Il y a", " 1 200", " 1 500", " déplacés."]


def test_white_space_alone_is_no_change() -> None:
    before = document("Un  village\nde Gao : 12\u00a0morts", title="Mali\u00a0: fin")
    assert not changes_between(before, document(" Un village de Gao : 12 morts\n\n\n\n", title="Mali : fin")).any


def test_what_an_article_says_of_itself_is_compared() -> None:
    noon, evening = datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 11, 20, 18, tzinfo=UTC)
    before = document(ATTACK, basis=Basis.FEED, partial=True, published=noon, credit="APX")
    after = document(ATTACK, authors=("A. Diarra",), published=evening)
    changes = changes_between(before, after)
    assert changes.any
    assert changes.authors == Change((), ("A. Diarra",))
    assert changes.credit == Change("APX", "")
    assert changes.published == Change(noon, evening)
    assert changes.basis == Change(Basis.FEED, Basis.PAGE)
    assert changes.partial == Change(True, False)
    assert (changes.title, changes.figures, changes.count(Edit.KEPT)) == (None, (), 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n\n".join(["a b a b a"] * 20_000), "\n\n".join(["b a b a b"] * 20_000)),
        ("a b " * 100_000, "b a a " * 80_000),
        ("x" * 500_000, "y" * 500_000),
        ("deux mille " * 20_000, "mille deux " * 20_000),
    ],
    ids=["paragraphs", "words", "one word", "numbers"],
)
def test_hostile_texts_come_to_an_end_and_are_whole(before: str, after: str) -> None:
    paragraphs = changes_between(document(before), document(after)).paragraphs
    assert [one.after for one in paragraphs if one.edit is not Edit.REMOVED] == flat(after)
