"""What decisions of analysts say about the terms."""

import random

from pipeline.analyse.corrections import misleading_terms, separating_phrases
from pipeline.domain.articles import Review, State
from pipeline.domain.records import ReviewedText
from tests.analyse.sample import VOCABULARY
from tests.storage.samples import NOON

FUEL, COUP = ("fuel-blockade", "siege"), ("transition-politics", "coup")


def decided(
    number: int, text: str = "", *fired: tuple[str, str], state: State = State.KEPT, removed: tuple[str, ...] = (),
    language: str = "en",
) -> ReviewedText:  # fmt: skip
    return ReviewedText(Review(number, state, "", "awa", NOON, (), removed), language, "", text, fired)


def test_the_terms_whose_topics_were_taken_away_come_first_with_their_counts() -> None:
    reviewed = [
        decided(1, "", FUEL, COUP, removed=("fuel-blockade",)),
        decided(2, "", FUEL, removed=("fuel-blockade",)),
        decided(3, "", FUEL),
        decided(4, "", COUP, removed=("transition-politics",)),
    ]
    first, second = misleading_terms(reviewed)
    assert (first.topic, first.term, first.articles, first.corrected) == (*FUEL, 3, 2)
    assert (second.topic, second.term, second.articles, second.corrected) == (*COUP, 2, 1)


def test_a_term_that_mostly_stands_in_dropped_articles_misleads_and_one_of_kept_ones_does_not() -> None:
    reviewed = [decided(number, "", FUEL, state=State.DROPPED) for number in range(4)]
    reviewed += [decided(10 + number, "", COUP) for number in range(9)]
    reviewed.append(decided(99, "", COUP, state=State.DROPPED))
    (only,) = misleading_terms(reviewed)
    assert (only.term, only.dropped, only.corrected) == ("siege", 4, 0)


def test_phrases_of_kept_articles_and_of_dropped_ones_are_told_apart() -> None:
    said = ("Salt caravans, he said, are back.", "The salt caravans.", "No salt caravans: why?")
    kept = [decided(number, said[number % 3]) for number in range(12)]
    dropped = [decided(50 + number, "The football cup went to a penalty.", state=State.DROPPED) for number in range(12)]
    found = separating_phrases([*kept, *dropped], VOCABULARY)
    by_phrase = {one.phrase.lower(): one for one in found}
    assert by_phrase["salt caravans"].sureness > 0
    assert by_phrase["football cup"].sureness < 0
    assert (by_phrase["salt caravans"].kept, by_phrase["salt caravans"].dropped) == (12, 0)
    assert "caravans" not in by_phrase  # it never stands without its salt


def test_a_phrase_that_is_a_term_says_of_which_topic() -> None:
    kept = [decided(number, "The fuel blockade goes on.") for number in range(12)]
    dropped = [decided(50 + number, "The cup final is tonight.", state=State.DROPPED) for number in range(12)]
    found = {one.phrase.lower(): one for one in separating_phrases([*kept, *dropped], VOCABULARY)}
    assert found["fuel blockade"].topics == ("fuel-blockade",)


def test_what_stands_in_both_alike_separates_nothing() -> None:
    both = [
        decided(number, "Salt caravans crossed.", state=State.KEPT if number % 2 else State.DROPPED)
        for number in range(20)
    ]
    assert separating_phrases(both, VOCABULARY) == ()


def test_languages_are_not_mixed() -> None:
    kept = [decided(number, "Salt caravans crossed.") for number in range(12)]
    dropped = [decided(50 + number, "Le marché a fermé.", state=State.DROPPED, language="fr") for number in range(12)]
    assert separating_phrases([*kept, *dropped], VOCABULARY) == ()


def test_new_and_flagged_articles_are_of_neither_side() -> None:
    flagged = [decided(number, "Salt caravans crossed.", state=State.FLAGGED) for number in range(12)]
    dropped = [decided(50 + number, "The cup final is tonight.", state=State.DROPPED) for number in range(12)]
    assert {one.kept for one in separating_phrases([*flagged, *dropped], VOCABULARY)} <= {0}


def test_nothing_decided_says_nothing() -> None:
    assert misleading_terms([]) == ()
    assert separating_phrases([], VOCABULARY) == ()


def test_the_order_of_the_decisions_changes_nothing() -> None:
    texts = ["Salt caravans crossed.", "A siege of the town.", "The cup final is tonight."]
    reviewed = [
        decided(number, texts[number % 3], FUEL, state=State.KEPT if number % 3 else State.DROPPED)
        for number in range(40)
    ]
    mixed = random.Random(7).sample(reviewed, len(reviewed))
    assert misleading_terms(mixed) == misleading_terms(reviewed)
    assert {(one.phrase.lower(), one.kept, one.dropped) for one in separating_phrases(mixed, VOCABULARY)} == {
        (one.phrase.lower(), one.kept, one.dropped) for one in separating_phrases(reviewed, VOCABULARY)
    }
