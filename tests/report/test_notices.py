"""Short texts for chats and alerts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.corroboration import Corroboration
from pipeline.report.digest import build
from pipeline.report.notices import LONGEST_NOTICE, AlertStory, Report, alert_notice, brief_notice
from tests.report.samples import candidate, record

ARABIC = "\u0647\u062c\u0648\u0645 \u0641\u064a \u062a\u064a\u0644\u0627\u0628\u064a\u0631\u064a"
ALONE = Corroboration(1, 1, ("owner",), ())


def story(
    *headlines: str, voices: Corroboration = ALONE, again: bool = False, places: tuple[str, ...] = ("Gao",)
) -> AlertStory:
    reports = tuple(
        Report(headline, f"Radio {number}", f"https://radio.example/{number}", ("12 morts",))
        for number, headline in enumerate(headlines or ("Une attaque",), start=1)
    )
    return AlertStory(places, ("ML",), reports, voices, again)


def test_a_digest_in_brief_says_cut_off_coverage_and_its_first_lines_with_marks_and_links() -> None:
    digest = build(record(candidate(1), language="en"), 1)
    notice = brief_notice(digest)
    assert notice.title == digest.title
    lines = notice.text.splitlines()
    assert lines[:2] == [digest.window, digest.state.text]
    assert lines[3].startswith("1. Mali. Titre de l’article 1 (Outlet radio) [Single source]")
    assert lines[3].endswith(" https://radio.example/1")


def test_a_quiet_day_says_why_there_are_no_lines() -> None:
    digest = build(record(language="fr"), 1)
    assert digest.brief_note
    assert brief_notice(digest).text.splitlines()[-1] == digest.brief_note


def test_an_alert_tells_place_voices_headline_outlet_link_and_figures() -> None:
    notice = alert_notice("Nord", [story("Une attaque à Gao")], "en")
    assert notice.title == "Alert, Nord: Gao, Mali"
    assert notice.text.splitlines() == [
        "Gao, Mali. [1 outlet, single source]",
        "Une attaque à Gao (Radio 1) https://radio.example/1",
        "Figures: “12 morts” (Radio 1)",
    ]


def test_headlines_stand_in_their_own_language() -> None:
    text = alert_notice("Nord", [story(ARABIC, "Attack near Gao")], "fr").text
    assert f"\u2068{ARABIC}\u2069 (Radio 1)" in text
    assert "Attack near Gao (Radio 2)" in text


def test_who_speaks_for_a_story_is_said_by_the_one_counting_rule() -> None:
    two = Corroboration(3, 3, ("a", "b"), ())
    text = alert_notice("Nord", [story(voices=two)], "en").text
    assert "[3 outlets; independent sources known: 2] [corroborated]" in text
    parties = Corroboration(2, 2, ("state-ml",), ("state-ml",))
    assert "[parties to the events only]" in alert_notice("Nord", [story(voices=parties)], "en").text


def test_a_story_that_was_known_says_so() -> None:
    assert "Not new" in alert_notice("Nord", [story(again=True)], "en").text
    assert "Not new" not in alert_notice("Nord", [story()], "en").text


def test_after_three_headlines_other_outlets_are_named_only() -> None:
    text = alert_notice("Nord", [story("un", "deux", "trois", "quatre", "cinq")], "en").text
    assert "quatre" not in text
    assert "Same story: Radio 4, Radio 5" in text


def test_gathered_stories_have_a_line_each() -> None:
    notice = alert_notice("Nord", [story("Une attaque"), story("Un convoi", places=())], "fr")
    assert notice.title == "Alerte, Nord\u202f: 2 dossiers"
    assert [line[:10] for line in notice.text.splitlines()] == ["- Gao, Mal", "- Mali. Un"]


def test_words_of_outlets_call_nobody_and_stay_out_of_the_title() -> None:
    hostile = "@everyone <!channel> <@U1>\nSubject: x"
    notice = alert_notice("Nord", [story(hostile, places=())], "en")
    assert "@everyone" not in notice.text
    assert "<!" not in notice.text
    assert "<@" not in notice.text
    assert "everyone" not in notice.title


def test_an_address_that_is_none_makes_no_link() -> None:
    odd = replace(story(), reports=(Report("Une attaque", "Radio", "javascript:alert(1)"),))
    assert "javascript" not in alert_notice("Nord", [odd], "en").text


@given(st.lists(st.text(max_size=900), min_size=1, max_size=12), st.sampled_from(["en", "fr"]))
def test_no_notice_is_too_long_or_breaks_its_title(headlines: list[str], language: str) -> None:
    for stories in ([story(*headlines)], [story(one) for one in headlines]):
        notice = alert_notice("Nord", stories, language)
        assert len(notice.text) <= LONGEST_NOTICE + 100
        assert len(notice.title.splitlines()) == 1


def test_what_does_not_fit_is_counted() -> None:
    text = alert_notice("Nord", [story("x" * 500)] * 12, "en").text
    kept = text.count("- Gao")
    assert 1 <= kept < 12
    assert text.endswith(f"and {12 - kept} more lines\n")


def test_stories_beyond_those_given_are_counted_too() -> None:
    notice = alert_notice("Nord", [story("Une attaque")], "en", beyond=3)
    assert notice.title == "Alert, Nord: 4 stories"
    assert notice.text.endswith("and 3 more lines\n")
