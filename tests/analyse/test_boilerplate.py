"""Paragraphs that recur in the reports of an outlet."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.boilerplate import (
    GROUPS,
    RecentParagraphs,
    lines_left_out,
    paragraph_hashes,
    recurring,
)
from pipeline.domain.articles import without_lines

NOTICE = "Vous pouvez soutenir notre rédaction par un don, même modeste."
REPORTS = [
    f"Un convoi de {number} camions est arrivé à Sévaré lundi soir.\nLa route numéro {number} reste coupée depuis hier."
    for number in range(2, 12)
]


def with_notice(report: str) -> str:
    return f"{report}\n{NOTICE}"


def test_a_notice_under_several_reports_recurs_and_their_own_words_do_not() -> None:
    known = recurring(enumerate(map(with_notice, REPORTS)))
    assert known == {number for number in paragraph_hashes(NOTICE) if number}
    text = with_notice("Tout autre chose s'est passé à Gao dans la nuit.\nLe marché a brûlé entièrement.")
    assert lines_left_out(text, known) == (2,)
    assert NOTICE not in without_lines(text, lines_left_out(text, known))


def test_writing_and_case_do_not_hide_a_notice() -> None:
    known = recurring(enumerate(map(with_notice, REPORTS)))
    text = REPORTS[0] + "\nVOUS POUVEZ SOUTENIR NOTRE REDACTION PAR UN DON, MEME MODESTE !"
    assert lines_left_out(text, known) == (2,)


def test_copies_of_one_text_are_one_group_and_do_not_come_to_recur() -> None:
    assert recurring([("one", with_notice(REPORTS[0]))] * 10) == frozenset()


def test_two_groups_are_too_few() -> None:
    assert recurring(list(enumerate(map(with_notice, REPORTS)))[: GROUPS - 1]) == frozenset()


def test_a_form_that_is_filled_in_again_and_again_is_left_whole() -> None:
    form = "Le bulletin du fleuve est publié chaque matin par la direction.\nLes riverains sont appelés à la prudence."
    known = recurring((day, f"{form}\nNiveau à Gao : {day} cm") for day in range(5))
    assert len(known) == 2
    assert lines_left_out(f"{form}\nNiveau à Gao : 9 cm", known) == ()


def test_subheadings_and_empty_lines_never_recur() -> None:
    assert recurring((day, f"\n\nÀ lire aussi\nRapport du jour {day}") for day in range(9)) == frozenset()
    assert paragraph_hashes("") == [None]


def test_a_stream_learns_notices_by_outlet_and_forgets_the_oldest_texts() -> None:
    recent = RecentParagraphs()
    for number, report in enumerate(REPORTS):
        recent.remember("radio", number, with_notice(report))
    assert recent.own_text("radio", with_notice("Un mot de plus sur la foire de Ségou, ouverte hier.")).endswith(
        "hier."
    )
    assert recent.own_text("journal", with_notice(REPORTS[0])) == with_notice(REPORTS[0])
    for number in range(100):
        recent.remember("radio", 1000 + number, f"Un texte tout à fait neuf, le numéro {number} de la série.")
    assert recent.own_text("radio", with_notice(REPORTS[0])) == with_notice(REPORTS[0])


@given(st.text(max_size=300), st.frozensets(st.integers(0, 20)))
def test_what_is_left_is_made_of_lines_of_the_text(text: str, gone: frozenset[int]) -> None:
    left = without_lines(text, gone)
    kept = [line for at, line in enumerate(text.split("\n")) if at not in gone]
    assert left.split("\n") == (kept or [""])


@given(st.lists(st.text(max_size=80), max_size=12), st.text(max_size=200))
def test_no_text_loses_more_than_half_of_its_words(texts: list[str], text: str) -> None:
    known = recurring(enumerate([*texts, text, text]))
    words = len(text.split())
    assert 2 * len(without_lines(text, lines_left_out(text, known)).split()) >= words
