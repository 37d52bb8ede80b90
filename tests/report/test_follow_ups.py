"""What became of earlier reports, and which claims stand open."""

from dataclasses import replace
from datetime import timedelta

from pipeline.domain.articles import Basis
from pipeline.domain.digests import Background, Candidate, DayRecord, Digest, Revision
from pipeline.domain.pictures import Pictured, Series
from pipeline.domain.stories import Cause, Claimant, Harm, Incident
from pipeline.domain.topics import Kind
from pipeline.report.digest import build
from pipeline.report.html import to_html
from pipeline.report.markdown import to_markdown
from pipeline.report.phrases import MOST_LINES
from tests.report.reading import page
from tests.report.samples import CUT_OFF, NOON, candidate, record, source, watch

BEFORE = NOON - timedelta(days=1)


def told(number: int, least: int, *, outlet: str, days_ago: int = 0, story: int = 1, **changes: object) -> Candidate:
    incident = Incident(Harm.KILLED, least, least, "text", 0, 2, str(least), "djibo", precision=1)
    one = candidate(
        number, outlet=source(outlet, owner=outlet), story=story, moment=NOON - timedelta(days=days_ago, hours=1)
    )
    return replace(one, incidents=(replace(incident, **changes),))  # type: ignore[arg-type]


def day(*candidates: Candidate, language: str = "en", **background: object) -> DayRecord:
    known = replace(Background(), **background)  # type: ignore[arg-type]
    return record(*candidates, language=language, background=known)


def kinds(digest: Digest) -> list[tuple[str, int]]:
    return [(line.kind, line.article) for line in digest.follow_ups.lines]


def claims(digest: Digest) -> list[tuple[str, int]]:
    return [(line.kind, line.article) for line in digest.awaiting.lines]


def test_a_figure_that_grew_is_told_with_the_old_one() -> None:
    digest = build(day(told(2, 20, outlet="radio"), earlier=(told(1, 12, outlet="radio", days_ago=1),)), 1)
    (line,) = digest.follow_ups.lines
    assert (line.kind, line.before, line.after, line.article) == ("updated", "12 killed", "20 killed", 2)
    assert "12 killed → 20 killed" in to_markdown(digest)
    assert "12 killed → 20 killed" in page(to_html(digest)).text_content()


def test_a_headline_and_a_toll_that_changed_after_publication_are_told_word_for_word() -> None:
    now = told(1, 20, outlet="radio", days_ago=1)
    was = Revision(now, "Titre d’hier", (replace(now.incidents[0], least=12, most=12),))
    digest = build(day(revised=(was,)), 1)
    found = {line.kind: (line.before, line.after, line.quoted) for line in digest.follow_ups.lines}
    assert found["retitled"] == ("Titre d’hier", now.listed.article.title, True)
    assert found["recounted"] == ("12 killed", "20 killed", False)


def test_a_toll_that_was_taken_out_leaves_no_figure() -> None:
    now = replace(told(1, 20, outlet="radio", days_ago=1), incidents=())
    was = Revision(now, now.listed.article.title, told(1, 20, outlet="radio").incidents)
    (line,) = build(day(revised=(was,), language="fr"), 1).follow_ups.lines
    assert (line.before, line.after) == ("20 tués", "aucun chiffre")


def test_a_page_that_is_gone_and_a_late_arrival_have_a_line_each() -> None:
    gone = replace(told(1, 20, outlet="radio", days_ago=2), withdrawn=NOON)
    late = candidate(5, moment=BEFORE, title="Venu tard")
    was = Revision(gone, gone.listed.article.title, gone.incidents)
    digest = build(day(revised=(was,), late=(late,)), 1)
    assert kinds(digest) == [("withdrawn", 1), ("late", 5)]
    assert "Venu tard" in to_markdown(digest)


def test_a_denial_and_a_story_that_gained_sources_have_a_line() -> None:
    denial = replace(candidate(3, outlet=source("army", owner="army"), story=1), denies=True)
    digest = build(day(denial, earlier=(told(1, 12, outlet="radio", days_ago=1),)), 1)
    assert kinds(digest) == [("denied", 3), ("gained", 3)]
    gained = digest.follow_ups.lines[1]
    assert (gained.before, gained.after) == ("1", "2")


def test_without_a_change_it_says_so_and_without_an_answer_that_nothing_was_seen() -> None:
    assert build(day(), 1).follow_ups.note == "No change to earlier reports was seen."
    blind = replace(day(), watch=(watch(source(), answered=False),))
    assert build(blind, 1).follow_ups.note.startswith("Unseen")
    assert build(blind, 1).awaiting.note.startswith("Unseen")


def test_what_does_not_fit_is_counted() -> None:
    late = tuple(candidate(number, moment=BEFORE) for number in range(1, MOST_LINES + 4))
    digest = build(day(late=late), 1)
    assert len(digest.follow_ups.lines) == MOST_LINES + 3
    assert "3 more lines are in the JSON form." in to_markdown(digest)


def test_a_toll_on_one_source_awaits_confirmation_with_its_claimant_and_age() -> None:
    old = told(1, 12, outlet="radio", days_ago=2, story=5, claimant=Claimant.ARMY)
    digest = build(day(earlier=(old,)), 1)
    (line,) = digest.awaiting.lines
    assert (line.kind, line.article) == ("pending", 1)
    assert line.said.replace("\u00a0", " ") == "12 killed, according to the army; since 19 Nov (3 days)"


def test_an_open_claim_is_told_with_its_latest_figure_and_not_with_what_was_retired() -> None:
    old = told(1, 37, outlet="radio", days_ago=1)
    new = told(2, 56, outlet="radio", claimant=Claimant.ARMY)
    past = replace(new.incidents[0], least=37, most=37, start=50, superseded=True, claimant=Claimant.OUTLET)
    digest = build(day(replace(new, incidents=(*new.incidents, past)), earlier=(old,)), 1)
    (line,) = digest.awaiting.lines
    assert (line.kind, line.article) == ("pending", 2)
    assert line.said.replace("\u00a0", " ").startswith("56 killed, according to the army; since 20 Nov")


def test_who_repeats_the_old_count_late_does_not_take_an_open_claim_back_to_it() -> None:
    new = told(1, 56, outlet="radio", days_ago=1)
    past = replace(new.incidents[0], least=37, most=37, start=50, superseded=True)
    late = told(2, 37, outlet="radio")
    digest = build(day(late, earlier=(replace(new, incidents=(*new.incidents, past)),)), 1)
    assert [(line.article, line.said[:9]) for line in digest.awaiting.lines] == [(1, "56 killed")]


def test_a_claim_of_which_no_figure_holds_does_not_wait() -> None:
    old = told(1, 37, outlet="radio", superseded=True)
    assert claims(build(day(old), 1)) == []


def test_who_only_names_the_earlier_count_confirms_nothing() -> None:
    claim = told(1, 37, outlet="radio", days_ago=1)
    new = told(2, 56, outlet="paper")
    past = replace(new.incidents[0], least=37, most=37, start=50, superseded=True)
    digest = build(day(replace(new, incidents=(*new.incidents, past)), earlier=(claim,)), 1)
    assert [line.kind for line in digest.awaiting.lines] != ["claim_confirmed"]


def test_what_two_independent_sources_tell_does_not_wait() -> None:
    two = [told(1, 12, outlet="radio"), told(2, 12, outlet="paper")]
    assert claims(build(day(*two), 1)) == []
    assert build(day(*two), 1).awaiting.note


def test_claims_that_the_window_confirmed_or_denied_are_settled() -> None:
    confirmed = told(1, 12, outlet="radio", days_ago=1)
    denied = told(3, 30, outlet="group", days_ago=1, story=2)
    denial = replace(candidate(4, outlet=source("army", owner="army"), story=2), denies=True)
    digest = build(day(told(2, 12, outlet="paper"), denial, earlier=(confirmed, denied)), 1)
    assert claims(digest) == [("claim_confirmed", 1), ("claim_denied", 3)]
    assert digest.awaiting.lines[0].said == "Confirmed by Outlet paper"


def test_another_figure_or_an_outlet_that_is_nobodys_confirms_no_claim() -> None:
    claim = told(1, 34, outlet="radio", days_ago=1)
    unknown = candidate(3, outlet=source("unknown"), story=1)
    assert claims(build(day(told(2, 5, outlet="paper"), unknown, earlier=(claim,)), 1)) == []
    agreeing = told(4, 34, outlet="wire")
    digest = build(day(agreeing, unknown, earlier=(claim,)), 1)
    assert [line.said for line in digest.awaiting.lines] == ["Confirmed by Outlet wire"]


def test_a_claim_is_as_old_as_the_days_between_say() -> None:
    for hours, count in ((0, "21 Nov"), (13, "(2 days)"), (36, "(2 days)"), (38, "(3 days)")):
        one = replace(told(1, 12, outlet="radio"), listed=told(1, 12, outlet="radio").listed)
        moment = NOON - timedelta(hours=hours)
        article = replace(one.listed.article, moment=moment, published=moment)
        old = replace(one, listed=replace(one.listed, article=article))
        shown = day(old) if hours == 0 else day(earlier=(old,))
        assert build(shown, 1).awaiting.lines[0].said.replace("\u00a0", " ").endswith(count)


def test_a_week_names_the_claims_that_were_open_in_it() -> None:
    old = told(1, 12, outlet="radio", days_ago=5)
    week = replace(day(old), first_day="2026-11-15", since=NOON - timedelta(days=6, hours=12))
    assert claims(build(week, 0)) == [("pending", 1)]


def test_a_seed_document_of_the_days_before_is_no_claim_and_came_not_late() -> None:
    seed = told(1, 20, outlet="radio", days_ago=1)
    article = replace(seed.listed.article, basis=Basis.SEED)
    seed = replace(seed, listed=replace(seed.listed, article=article))
    digest = build(day(earlier=(seed,), late=(seed,)), 1)
    assert (digest.awaiting.lines, digest.follow_ups.lines) == ((), ())


def test_the_heaviest_open_claim_comes_first_and_accidents_are_none() -> None:
    digest = build(
        day(
            told(1, 3, outlet="a", story=1),
            told(2, 40, outlet="b", story=2),
            told(3, 90, outlet="c", story=3, cause=Cause.ACCIDENT),
        ),
        1,
    )
    assert claims(digest) == [("pending", 2), ("pending", 1)]


def test_an_old_claim_is_told_no_longer() -> None:
    old = told(1, 12, outlet="radio", days_ago=9)
    assert claims(build(day(earlier=(old,)), 1)) == []


def test_names_that_no_article_before_has_are_told_once_there_is_a_habit() -> None:
    pictured = Pictured(countries=(Series("Mali", (1,) * 28),))
    known = day(candidate(1), first_named=((Kind.PLACE, "djibo", 1), (Kind.ACTOR, "jnim", 1)))
    named = replace(known, places=(("djibo", "Djibo"),), actors=(("jnim", "JNIM"),))
    assert build(named, 1).first_named == ()
    digest = build(replace(named, pictured=pictured), 1)
    assert digest.first_named == (("Djibo", 1), ("JNIM", 1))
    assert "Named for the first time: Djibo (no. 1), JNIM (no. 1)" in to_markdown(digest).replace("\u00a0", " ")


def test_analyses_and_opinions_stand_apart_and_confirm_nothing() -> None:
    news = told(1, 12, outlet="radio")
    opinion = candidate(2, title="Tribune : pourquoi Djibo tombe", outlet=source("paper", owner="paper"), story=1)
    digest = build(day(news, opinion), 1)
    assert [item.article for item in digest.sections[-1].shown] == [2]
    assert digest.sections[-1].key == "reading"
    assert digest.sections[-1].shown[0].genre == "opinion"
    assert next(mark.key for mark in digest.in_brief[0].marks) == "single_source"
    assert claims(digest) == [("pending", 1)]


def test_a_digest_of_days_and_one_of_a_search_say_what_they_are_of() -> None:
    week = build(replace(day(), first_day="2026-11-15"), 0)
    assert week.title == "Sahel monitor: Sunday 15 November 2026 to Saturday 21 November 2026"
    found = build(replace(day(), search="Carburant", until=CUT_OFF), 0)
    assert found.title == "Sahel monitor: Saturday 21 November 2026, search “Carburant”"
    assert "Provisional" not in to_markdown(week)


def test_an_edition_names_what_it_adds() -> None:
    late = candidate(7)
    added_after = late.listed.article.first_seen - timedelta(minutes=1)
    digest = build(replace(day(late, candidate(3, first_seen=NOON)), added_after=added_after), 2)
    assert digest.added == (7,)
    assert "This edition adds 1 report: no. 7." in to_markdown(digest).replace("\u00a0", " ")
