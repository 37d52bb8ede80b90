import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.domain.pictures import Dot, DotKind, Pictured, Series
from pipeline.report import html
from pipeline.report.digest import FULL_ITEMS, build
from pipeline.report.html import to_html
from pipeline.report.visible import one_line
from tests.browser import chromium, needs_chromium
from tests.report.reading import page
from tests.report.samples import candidate, copy_by, incident, mention, record, source, tag, watch

TEXT = "Des hommes armés ont attaqué le poste de Gao. Douze soldats ont été tués."
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}",
    "</bdi></h3><!-- ",
    "&lt;b&gt; &amp;",
    "{{ 7 * 7 }} {% raw %}",
)


def render(*candidates: object, **changes: object) -> str:
    return to_html(build(record(*candidates, **changes), 1))  # type: ignore[arg-type]


def full_day(**changes: object) -> str:
    rich = candidate(
        7,
        text=TEXT,
        title="Attaque à Gao",
        mentions=[mention(TEXT, "hommes armés")],
        incidents=[incident(TEXT, "Douze soldats", 12)],
        copies=[copy_by(8, source("paper"))],
        topics=(tag(), tag("displacement")),
        story=7,
    )
    arabic = candidate(9, title="هجوم في مالي", text="قتل 7 مدنيين في هجوم على قرية.", language="ar", story=8)
    other = candidate(10, title="Gao attaquée", outlet=source("b"), story=7)
    many = [candidate(number, countries=("NE",)) for number in range(100, 101 + FULL_ITEMS)]
    watched = (watch(source()), watch(source("silent"), answered=False))
    return render(rich, arabic, other, *many, watch=watched, **changes)


def test_headline_and_extract_stand_word_for_word_in_their_own_language() -> None:
    card = page(full_day()).get_element_by_id("a9")
    headline, quotation = card.find("h3"), card.find("blockquote")
    assert headline.text_content().strip() == "هجوم في مالي"
    assert (headline.get("lang"), headline.get("dir")) == ("ar", "rtl")
    assert card.xpath(".//*[@class='extract']")[0].text_content() == "قتل 7 مدنيين في هجوم على قرية."
    assert (quotation.get("lang"), quotation.get("dir")) == ("ar", "rtl")


def test_an_item_shows_its_evidence() -> None:
    facts = [
        one_line(fact.text_content()).replace("\u00a0", " ") for fact in page(full_day()).xpath("//*[@id='a7']//li")
    ]
    assert facts == [
        "[Independence not known] [New] Mali · Outlet radio (private) · 21 Nov 2026, 12:00 UTC · no. 7",
        "Topics: Displacement; Jihadist insurgency (“hommes armés”)",
        "Figures: “Douze soldats”",
        "Copies: Outlet paper",
        "3 outlets; independent sources known: 0 · Story 7",
        "Gao attaquée Outlet b (private) · 21 Nov 2026, 12:00 UTC · no. 10",
    ]


def test_an_update_is_quoted_in_its_own_language_with_what_stood_there_before() -> None:
    changed = ("poste de gao 7 -> 12 soldats ont ete",)
    shown = page(render(replace(candidate(1, text=TEXT), updates=9, changed=changed))).get_element_by_id("a1")
    (fact,) = [fact for fact in shown.iter("li") if fact.text_content().startswith("Changed")]
    assert one_line(fact.text_content()) == "Changed: “Douze soldats ont été tués” (before: 7)"
    assert [words.get("lang") for words in fact.iter("bdi")] == ["fr", None]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_from_outside_cannot_become_markup(hostile: str) -> None:
    label = source(name=hostile)
    text = f"{hostile} et quelques mots de plus."
    one = candidate(
        1, title=hostile, text=text, outlet=label, copies=[copy_by(2, source("b", name=hostile))], language=hostile
    )
    got = page(render(one, watch=(watch(label, answered=False),), lexicon=hostile))
    usual = page(render(candidate(1, copies=[copy_by(2, source("b"))]), watch=(watch(source(), answered=False),)))
    assert [element.tag for element in got.iter()] == [element.tag for element in usual.iter()]
    assert got.xpath("//h3//*[@class='headline']")[0].text_content() == hostile


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    tree = page(full_day())
    assert tree.xpath("//script | //link | //img | //iframe | //object | //form | //*[@src] | //@style") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "url(" not in tree.xpath("string(//style)")
    assert "@import" not in tree.xpath("string(//style)")
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")


def test_links_lead_to_places_on_the_page_or_to_the_web() -> None:
    tree = page(full_day())
    places = set(tree.xpath("//@id"))
    for link in tree.xpath("//a"):
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in places
        else:
            assert link.get("href").startswith("https://")
            assert link.get("rel") == "noopener noreferrer"


@pytest.mark.parametrize("url", ["seed:note.md", "javascript:alert(1)", "data:text/html,x"])
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    card = page(render(candidate(1, url=url, url_final=url))).get_element_by_id("a1")
    assert card.xpath(".//a") == []
    assert "no web address" in card.text_content()


def test_headings_follow_one_another_without_a_gap() -> None:
    levels = [int(heading.tag[1]) for heading in page(full_day()).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_landmarks_are_there_once_and_every_region_has_a_name() -> None:
    tree = page(full_day())
    assert [len(tree.xpath(f"//{name}")) for name in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    identities = tree.xpath("//@id")
    assert len(identities) == len(set(identities))
    assert all(place in identities for place in tree.xpath("//section/@aria-labelledby | //nav/@aria-labelledby"))


def test_the_contents_name_every_part() -> None:
    tree = page(full_day())
    listed = [one_line(link.text_content()) for link in tree.xpath("//nav//a")]
    assert listed == [one_line(heading.text_content()) for heading in tree.xpath("//main//h2")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_says_its_language(language: str) -> None:
    assert page(full_day(language=language)).get("lang") == language


def test_an_item_that_is_not_shown_in_full_has_a_line_with_its_link_and_number() -> None:
    lines = page(full_day()).xpath("//section[@aria-labelledby='NE']//ul[@class='also']/li")
    assert len(lines) == 1
    assert lines[0].xpath(".//a/@href")
    assert re.search(r"no\.\s\d+", lines[0].text_content())


def test_an_article_without_a_title_can_still_be_followed() -> None:
    tree = page(render(candidate(1, title="\n")))
    assert [link.text_content() for link in tree.xpath("//a[contains(@href, 'radio')]")] == ["(no title)"]


def colours(css: str) -> list[dict[str, str]]:
    """The named colours of each block that sets them: light, dark, print."""
    return [dict(re.findall(r"--(\w+): (#\w+);", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_text_stands_out_from_its_ground_in_light_dark_and_print() -> None:
    css = (Path(html.__file__).parent / "templates" / "digest.css").read_text("utf-8")
    schemes = colours(css)
    assert len(schemes) == 3
    for scheme in schemes:
        for text in ("ink", "soft", "link", "accent"):
            assert contrast(scheme[text], scheme["paper"]) >= 4.5
            assert contrast(scheme[text], scheme["card"]) >= 4.5


@pytest.mark.browser
@needs_chromium
def test_nothing_is_wider_than_a_phone_and_nothing_is_fetched(tmp_path: Path) -> None:
    file = tmp_path / "digest.html"
    wide = candidate(500, title="W" * 300, text="x" * 3000, outlet=source(name="y" * 200))
    file.write_text(render(wide, *(candidate(number) for number in range(30)), language="fr"), "utf-8")
    with chromium() as browser:
        shown = browser.new_page(viewport={"width": 390, "height": 844})
        asked: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto(file.as_uri())
        width = shown.evaluate("document.documentElement.scrollWidth")
    assert width == 390
    assert asked == [file.as_uri()]


def test_the_days_places_are_drawn_and_a_day_without_any_has_no_map() -> None:
    dots = (Dot(14.1, -1.6, "Djibo", 2, DotKind.INCIDENT, 1),)
    drawn = page(full_day(pictured=Pictured(dots)))
    assert len(drawn.xpath("//*[@aria-labelledby='places']//*[local-name()='svg']")) == 2
    assert drawn.xpath("//nav//a[@href='#places']")
    assert not page(full_day()).xpath("//*[@id='places'] | //*[local-name()='svg']")


def test_four_weeks_are_drawn_once_there_are_any() -> None:
    weeks = (Series("Fuel <blockade>", (None, 3, *([1] * 26))),)
    drawn = page(full_day(pictured=Pictured((), weeks, weeks)))
    assert len(drawn.xpath("//*[@aria-labelledby='topics']//*[local-name()='svg']")) == 4
    assert not drawn.xpath("//blockade")
