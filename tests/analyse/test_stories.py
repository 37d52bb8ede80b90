"""When two texts tell of one happening: each rule by itself."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.analyse.stories import LAST, Rarity, StoryLink, StoryMember, may_join, place_in_story, rarest
from pipeline.analyse.storyfeatures import StoryFeatures, hashed

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLAIN = Rarity(500, {})
RAID = StoryFeatures(
    language="fr",
    names=("p:djibo", "c:burkina-faso", "a:jnim", "n:sawadogo"),
    lead=("p:djibo", "c:burkina-faso"),
    figures=(21, 300),
    words=("village", "assaillants", "incendie", "greniers"),
    places=("djibo",),
    countries=("BF",),
    days=("2026-11-19",),
    tolls=(("killed", 21, 21),),
)


def told(of: StoryFeatures = RAID, **changes: object) -> StoryFeatures:
    return StoryFeatures(**{**{name: getattr(of, name) for name in of.__dataclass_fields__}, **changes})


def member(features: StoryFeatures = RAID, *, number: int = 1, story: int = 1, size: int = 1, hours: float = 0,
           outlet: str = "radio", outlets: int = 1) -> StoryMember:  # fmt: skip
    return StoryMember(number, story, size, outlets, NOON + hours * HOUR, outlet, features)


def placed(
    features: StoryFeatures, *members: StoryMember, hours: float = 5, rarity: Rarity = PLAIN, outlet: str = "journal"
) -> StoryLink | None:
    return place_in_story(features, NOON + hours * HOUR, outlet, members, rarity)


def test_two_reports_of_one_raid_are_one_story_and_say_what_they_share() -> None:
    link = placed(told(words=("attaque", "hommes", "greniers")), member())
    assert link is not None
    assert (link.story, link.of, link.cross_language) == (1, 1, False)
    assert set(link.names) == set(RAID.names)
    assert link.figures == (21, 300)


def test_a_report_in_another_language_joins_by_names_and_figures_alone() -> None:
    link = placed(told(language="ar", names=("p:djibo", "c:burkina-faso", "a:jnim"), words=("هجوم", "قرية")), member())
    assert link is not None
    assert link.cross_language


def test_another_village_is_another_story() -> None:
    assert placed(told(names=("p:arbinda", "c:burkina-faso", "a:jnim"), places=("arbinda",)), member()) is None


def test_another_country_is_another_story() -> None:
    assert placed(told(countries=("ML",), places=()), member()) is None


def test_another_day_of_the_happening_is_another_story_and_the_next_day_may_be_the_same() -> None:
    assert placed(told(days=("2026-11-17",)), member()) is None
    assert placed(told(days=("2026-11-20",)), member()) is not None
    assert placed(told(days=()), member()) is not None


CONVOY = StoryFeatures(
    language="fr",
    names=("p:gao", "c:mali", "n:sonef"),
    lead=("p:gao", "c:mali"),
    figures=(27, 1800),
    words=("convoi", "citernes", "blocus", "escorte"),
    places=("gao",),
    countries=("ML",),
    days=("2026-11-19",),
    counted=(("lorries", 27, 27),),
)
OFTEN = Rarity(500, {hashed(name): 60 for name in (*CONVOY.names, "f:27", "f:1800")})
"""A window in which all of it stands too often to be rare."""


def test_the_same_count_at_one_town_makes_a_story_though_nothing_in_it_is_rare() -> None:
    english = told(CONVOY, language="en", figures=(27,), words=("tankers",))
    assert placed(english, member(CONVOY), rarity=OFTEN) is not None
    assert placed(told(english, counted=(("houses", 27, 27),)), member(CONVOY), rarity=OFTEN) is None


def test_another_convoy_on_the_next_day_is_another_story() -> None:
    friday = told(CONVOY, figures=(20, 1800), days=("2026-11-20",), counted=(("lorries", 20, 20),))
    assert placed(friday, member(CONVOY)) is None


def test_another_count_of_the_same_day_is_a_contradiction() -> None:
    other = told(CONVOY, figures=(40, 1800), counted=(("lorries", 40, 40),))
    assert placed(other, member(CONVOY)) is not None


def test_of_several_things_counted_one_that_differs_parts_happenings_of_two_days() -> None:
    first = told(CONVOY, counted=(("lorries", 27, 27), ("soldiers", 60, 60)))
    second = told(CONVOY, days=("2026-11-20",), counted=(("lorries", 35, 35), ("soldiers", 60, 60)))
    assert placed(second, member(first)) is None
    assert placed(told(second, counted=(("lorries", 27, 40), ("soldiers", 60, 60))), member(first)) is not None


def test_neighbouring_days_ask_for_more_in_common() -> None:
    names = ("p:djibo", "c:burkina-faso", *(f"n:other{number}" for number in range(4)))
    loose = told(names=names, lead=(), figures=(21,), words=("autre",) * 8)
    assert placed(loose, member()) is not None
    assert placed(told(loose, days=("2026-11-20",)), member()) is None


def test_a_night_shares_a_day_with_both_of_its_days() -> None:
    night = told(days=("2026-11-18", "2026-11-19"))
    assert placed(night, member(told(days=("2026-11-18",)))) == placed(night, member())


def test_days_of_one_text_and_months_of_another_are_nothing_in_common() -> None:
    summit = told(figures=(), measures=("20 months",), tolls=(), days=(), places=())
    link = placed(told(summit, measures=("20 days",)), member(summit))
    same = placed(summit, member(summit))
    assert link is not None
    assert same is not None
    assert (link.figures, same.figures) == ((), (20,))


def test_another_town_is_no_other_happening_where_the_text_names_that_of_the_other_further_down() -> None:
    capital = told(places=("ouagadougou",), names=("p:ouagadougou", *RAID.names))
    assert placed(capital, member()) is not None
    assert placed(told(capital, names=("p:ouagadougou", "c:burkina-faso", "a:jnim", "n:sawadogo")), member()) is None


def test_another_toll_elsewhere_is_another_story_and_at_the_same_place_a_contradiction() -> None:
    other = (("killed", 34, 34),)
    assert placed(told(places=(), tolls=other, figures=(34, 300)), member()) is None
    assert placed(told(tolls=other, figures=(34, 300)), member()) is not None


def test_another_toll_at_the_same_place_days_later_is_another_story() -> None:
    later = told(tolls=(("killed", 34, 34),), figures=(34, 300), days=())
    assert placed(later, member(), hours=60) is None


@pytest.mark.parametrize("hours", [73, 200, -73])
def test_three_days_apart_nothing_is_one_story(hours: float) -> None:
    assert placed(RAID, member(), hours=hours) is None


def test_a_famous_actor_and_a_country_are_never_enough() -> None:
    famous = told(names=("a:jnim", "c:burkina-faso"), lead=("a:jnim",), places=(), figures=(), tolls=(), days=())
    counts = Counter({hashed("a:jnim"): 120, hashed("c:burkina-faso"): 200})
    assert placed(famous, member(famous), rarity=Rarity(500, counts)) is None


def test_one_shared_name_is_never_enough() -> None:
    one = told(names=("n:sawadogo",), lead=(), figures=(), places=(), tolls=(), days=(), countries=())
    assert placed(one, member(one)) is None


def test_languages_that_share_places_alone_are_not_joined() -> None:
    places = told(names=("p:djibo", "c:burkina-faso"), figures=(), tolls=())
    assert placed(told(places, language="en"), member(places)) is None


def test_two_articles_of_one_house_make_no_story_but_join_one_that_another_house_is_in() -> None:
    assert placed(RAID, member(), outlet="radio") is None
    assert placed(RAID, member(outlets=2), outlet="radio") is not None


def test_a_bulletin_filled_in_again_is_another_one() -> None:
    form = told(names=("p:gao", "c:mali", "n:office"), figures=(120, 340, 45), places=("gao",), tolls=(), days=())
    again = told(form, figures=(118, 352, 47))
    assert placed(again, member(form)) is None


def test_a_large_story_asks_for_more_than_a_small_one() -> None:
    loose = told(
        names=("p:djibo", "c:burkina-faso", "n:kabore", "n:barry", "n:ouedraogo", "n:zongo"), figures=(21,), tolls=(),
        words=("marche", "prix", "mil", "camions", "route", "pluie"), days=(), lead=(),
    )  # fmt: skip
    small, large = placed(loose, member()), placed(loose, member(size=500))
    assert small is not None
    assert large is None


def test_the_story_of_the_likest_member_is_joined() -> None:
    vague = told(names=("p:djibo", "c:burkina-faso", "n:sawadogo"), figures=(), tolls=(), words=())
    link = placed(RAID, member(vague, number=1, story=1), member(number=2, story=2))
    assert link is not None
    assert link.story == 2


def test_only_the_last_members_of_a_story_count() -> None:
    others = told(names=("p:kaya", "c:burkina-faso"), places=("kaya",), lead=("p:kaya",))
    later = [member(others, number=number, hours=number / 10) for number in range(2, 2 + LAST)]
    assert placed(RAID, member(number=1), *later) is None


def test_a_town_with_an_equal_toll_needs_fewer_words_in_common() -> None:
    names = ("p:djibo", "c:burkina-faso", *(f"n:other{number}" for number in range(6)))
    far = told(names=names, lead=(), figures=(21,), words=("autre",) * 8, tolls=(("killed", 21, 21),))
    assert placed(far, member()) is not None
    assert placed(told(far, tolls=(), figures=(77,)), member()) is None


def test_much_may_happen_in_a_town_and_an_equal_toll_still_anchors() -> None:
    often = Rarity(500, {hashed(name): 60 for name in (*RAID.names, "f:21", "f:300")})
    same = told(words=("autre",), figures=(21,))
    assert placed(same, member(), rarity=often) is not None
    assert placed(told(same, tolls=(), figures=(21,)), member(), rarity=often) is None


def test_nothing_is_in_no_story() -> None:
    assert placed(RAID) is None
    assert placed(StoryFeatures("fr"), member(StoryFeatures("fr"))) is None


def test_candidates_are_looked_for_by_rare_names_and_figures_that_others_hold() -> None:
    text = StoryFeatures(
        "fr", names=("p:djibo", "n:soum", "c:burkina-faso", "a:jnim"), figures=(41, 87), words=("raid",)
    )
    held = {"p:djibo": 90, "n:soum": 1, "f:41": 3, "c:burkina-faso": 1, "a:jnim": 1, "w:fr:raid": 1}
    assert rarest(text, {hashed(term): count for term, count in held.items()}) == [
        hashed("n:soum"),
        hashed("f:41"),
        hashed("p:djibo"),
    ]


def test_features_of_before_days_and_counts_are_read() -> None:
    old = (
        '{"language":"fr","names":["p:gao"],"lead":[],"figures":[27],"words":[],"places":["gao"],'
        '"countries":["ML"],"day":"2026-11-19","tolls":[["killed",3,null]]}'
    )
    expected = StoryFeatures("fr", names=("p:gao",), figures=(27,), places=("gao",), countries=("ML",))
    assert StoryFeatures.from_json(old) == told(expected, tolls=(("killed", 3, None),))


@pytest.mark.parametrize("text", ["", "[]", "{}", "3", '{"language":"fr","tolls":[3]}'])
def test_what_is_no_json_of_features_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        StoryFeatures.from_json(text)


def test_features_come_back_from_their_json() -> None:
    assert StoryFeatures.from_json(CONVOY.to_json()) == CONVOY
    assert StoryFeatures.from_json(RAID.to_json()) == RAID
    assert StoryFeatures.from_json(StoryFeatures("ar").to_json()) == StoryFeatures("ar")


def test_a_late_report_makes_doubtful_what_it_could_join_and_nothing_else() -> None:
    assert may_join(RAID, told(language="en"), 2 * HOUR, PLAIN)
    famous = told(names=("a:jnim", "c:burkina-faso"), figures=(), places=(), tolls=(), days=())
    assert not may_join(famous, famous, 2 * HOUR, PLAIN)
    elsewhere = told(places=("arbinda",), names=("p:arbinda", "c:burkina-faso", "a:jnim", "n:sawadogo"))
    assert not may_join(RAID, elsewhere, 2 * HOUR, PLAIN)
