"""What the store knows of a day, as far as it is not told by the digest's own tests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from pipeline.domain.digests import NO_BACKGROUND, Background, Candidate
from pipeline.domain.feeds import Gap, GapState, Way
from storage.store import Store, Transaction
from tests.storage.samples import NOON, analysis, feed, new_article, source
from tests.storage.test_articles import put


def gap(hours: float, state: GapState) -> Gap:
    until = NOON + timedelta(hours=hours)
    return Gap("radio-dune", until - timedelta(hours=1), until, "radio-dune.example", until, Way.OLDER, "", state)


def test_a_source_is_told_with_the_gaps_of_the_day_that_were_not_made_up_for(store: Store) -> None:
    with store.writing() as tx:
        tx.feeds.add(source(), feed(), NOON)
        for hours, state in ((1, GapState.LOST), (2, GapState.CLOSED), (-30, GapState.BOUNDED)):
            tx.gaps.open(gap(hours, state))
        (watched,) = tx.days.watch(NOON, NOON + timedelta(days=1))
        (ever,) = tx.days.watch(None, NOON + timedelta(days=1))
    assert (watched.gaps, ever.gaps) == (1, 2)


def stored(tx: Transaction, name: str, *, hours: float, seen: float | None = None, tolls: bool = False) -> int:
    """An article published so many hours from noon and stored at its time, or `seen` hours from noon."""
    moment = NOON + timedelta(hours=hours)
    made = analysis(f"Le carburant manque encore à {name}, dit le maire.", when=moment, title=f"Titre {name}")
    first_seen = moment if seen is None else NOON + timedelta(hours=seen)
    made = made if tolls else replace(made, incidents=())
    return put(tx, replace(new_article(f"https://radio-dune.example/{name}", made=made), first_seen=first_seen))


def background(tx: Transaction) -> Background:
    """What is known beside the day that begins at noon."""
    until = NOON + timedelta(days=1)
    return tx.days.background(NOON, until, tx.days.candidates(NOON, until))


def ids(candidates: Iterable[Candidate]) -> list[int]:
    return [one.listed.article.id for one in candidates]


def test_the_very_first_digest_has_no_background(store: Store) -> None:
    with store.writing() as tx:
        stored(tx, "Gao", hours=1)
        assert tx.days.background(None, NOON + timedelta(days=1), []) == NO_BACKGROUND


def test_what_is_dated_before_the_window_and_stored_in_it_is_late(store: Store) -> None:
    with store.writing() as tx:
        late = stored(tx, "Gao", hours=-30, seen=3)
        stored(tx, "Mopti", hours=-30)
        stored(tx, "Kayes", hours=2)
        stored(tx, "Kidal", hours=-24 * 40, seen=3)
        stored(tx, "Nara", hours=-30, seen=30)
        assert ids(background(tx).late) == [late]


def test_earlier_groups_are_those_of_stories_that_go_on(store: Store) -> None:
    with store.writing() as tx:
        before, alone, now = stored(tx, "Gao", hours=-20), stored(tx, "Mopti", hours=-20), stored(tx, "Kayes", hours=2)
        tx.articles.move(now, group=tx.articles.get(now).group, story=tx.articles.get(before).story)
        assert ids(background(tx).earlier) == [before]
        assert alone != before


def test_earlier_groups_that_tell_tolls_are_known_for_three_days(store: Store) -> None:
    with store.writing() as tx:
        claim = stored(tx, "Gao", hours=-60, tolls=True)
        stored(tx, "Mopti", hours=-80, tolls=True)
        stored(tx, "Kayes", hours=-60)
        assert ids(background(tx).earlier) == [claim]


def test_a_title_that_changed_in_the_window_is_told_with_the_old_one(store: Store) -> None:
    with store.writing() as tx:
        changed = stored(tx, "Gao", hours=-20)
        same = stored(tx, "Mopti", hours=-20)
        for article, title in ((changed, "Un autre titre"), (same, "Titre Mopti")):
            made = replace(analysis("Le carburant manque encore, dit-on.", when=NOON, title=title), incidents=())
            tx.articles.add_version(article, made, None, NOON + timedelta(hours=1))
        (revision,) = background(tx).revised
    assert (revision.candidate.listed.article.id, revision.title) == (changed, "Titre Gao")
    assert revision.candidate.listed.article.title == "Un autre titre"


def test_a_thousand_changed_articles_are_read_like_one(store: Store) -> None:
    with store.writing() as tx:
        for number in range(1100):
            changed = stored(tx, f"Gao{number}", hours=-20)
            made = replace(analysis("Le carburant manque encore, dit-on.", when=NOON, title="Autre"), incidents=())
            tx.articles.add_version(changed, made, None, NOON + timedelta(hours=1))
        assert len(background(tx).revised) == 1100


def test_a_page_found_gone_in_the_window_is_told_and_not_before(store: Store) -> None:
    with store.writing() as tx:
        gone, long_gone = stored(tx, "Gao", hours=-20), stored(tx, "Mopti", hours=-40)
        assert tx.revisions.withdraw(gone, NOON + timedelta(hours=2))
        assert not tx.revisions.withdraw(gone, NOON + timedelta(hours=5))
        tx.revisions.withdraw(long_gone, NOON - timedelta(hours=2))
        (revision,) = background(tx).revised
        assert revision.candidate.withdrawn == NOON + timedelta(hours=2)
        assert revision.title == revision.candidate.listed.article.title
        tx.revisions.restore(gone)
        assert background(tx).revised == ()


def test_a_name_that_no_earlier_article_has_is_told_with_the_first_that_does(store: Store) -> None:
    with store.writing() as tx:
        stored(tx, "Gao", hours=-200)
        first = stored(tx, "Mopti", hours=2)
        stored(tx, "Kayes", hours=3)
        named = background(tx).first_named
        everywhere = tx.days.background(NOON - timedelta(hours=300), NOON, [])
    assert named == ()
    assert {at for _, _, at in everywhere.first_named} == {first - 1}


def test_what_is_told_beside_the_window_comes_without_its_words_and_with_its_tolls(store: Store) -> None:
    with store.writing() as tx:
        stored(tx, "Gao", hours=-20, tolls=True)
        stored(tx, "Mopti", hours=2, tolls=True)
        until = NOON + timedelta(days=1)
        (shown,) = tx.days.candidates(NOON, until)
        (earlier,) = tx.days.background(NOON, until, [shown]).earlier
    assert shown.listed.text
    assert shown.mentions
    assert (earlier.listed.text, earlier.mentions, earlier.listed.topics) == ("", (), ())
    assert earlier.incidents
    assert earlier.listed.article.title == "Titre Gao"


def test_a_listing_has_its_countries_places_and_actors_by_rank_and_no_topics_among_them(store: Store) -> None:
    with store.writing() as tx:
        article = stored(tx, "Gao", hours=2)
        (listed,) = tx.listings.listed([article])
        tagging = analysis("Le carburant manque encore à Gao, dit le maire.").tagging
    assert (listed.countries, listed.places, listed.actors) == (tagging.countries, tagging.places, tagging.actors)
