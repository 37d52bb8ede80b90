"""Pages that are no article, each kind in French, English and Arabic, written in the manner of real ones."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from pipeline.domain.articles import Document, Reason, Rejected
from pipeline.parse.extract import extract_page
from tests.parse.golden import NOW

FRENCH = (
    "Le gouverneur de la région a annoncé lundi que la route serait rouverte avant la fin de la semaine, après des "
    "travaux menés par le génie militaire."
)
ENGLISH = (
    "The governor of the region said on Monday that the road would open again before the end of the week, after works "
    "by the army engineers on the bridge."
)
ARABIC = (
    "أعلن والي المنطقة يوم الاثنين أن الطريق سيفتح من جديد قبل نهاية الأسبوع بعد أشغال أنجزها الهندسة العسكرية على "
    "الجسر الرئيسي الذي يربط المدينة بضفة النهر الأخرى."
)
PROSE = {"fr": FRENCH, "en": ENGLISH, "ar": ARABIC}
TITLES = {"fr": "Mopti : la route rouvre", "en": "Mopti: the road opens again", "ar": "موبتي: الطريق يفتح من جديد"}
LANGUAGES = ("fr", "en", "ar")


def page(language: str, body: str, *, title: str = "", head: str = "") -> bytes:
    direction = ' dir="rtl"' if language == "ar" else ""
    return (
        f'<!DOCTYPE html><html lang="{language}"{direction}><head><meta charset="utf-8">'
        f"<title>{title or TITLES[language]}</title>{head}</head><body>{body}</body></html>"
    ).encode()


def linked_data(kind: str, **fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, **fields})}</script>'


def read(body: bytes, content_type: str = "text/html") -> Document | Rejected:
    return extract_page(
        body,
        url="https://courrier.example/2025/11/18/page",
        content_type=content_type,
        timezone="Africa/Bamako",
        now=NOW,
    )


def reason(body: bytes) -> Reason:
    found = read(body)
    assert isinstance(found, Rejected)
    return found.reason


def text(body: bytes, content_type: str = "text/html") -> str:
    found = read(body, content_type)
    assert isinstance(found, Document)
    return found.text


@pytest.mark.parametrize(
    ("language", "offer"),
    [
        ("fr", "Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite."),
        ("en", "This article is for subscribers only. Subscribe to continue reading."),
        ("ar", "هذا المقال للمشتركين فقط. اشتركوا الآن لمتابعة القراءة."),
    ],
)
def test_the_stub_before_a_pay_wall_is_known(language: str, offer: str) -> None:
    body = f"<article><h1>{TITLES[language]}</h1><p>{PROSE[language]}</p><p>{offer}</p></article>"
    assert reason(page(language, body)) is Reason.PAYWALL


@pytest.mark.parametrize(
    ("language", "banner"),
    [
        ("fr", "Avec votre accord, nous et nos partenaires utilisons des cookies pour mesurer l'audience du site."),
        ("en", "We and our partners use cookies to store information on your device and to measure our audience."),
        ("ar", "نحن وشركاؤنا نستخدم ملفات تعريف الارتباط لتحسين تجربتك على الموقع وقياس عدد الزوار وعرض الإعلانات."),
    ],
)
def test_a_consent_wall_is_known(language: str, banner: str) -> None:
    buttons = "<button>OK</button><button>X</button>"
    assert reason(page(language, f"<div><p>{banner}</p>{buttons}</div>", title="Sahel")) is Reason.CONSENT_WALL


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("fr", "Vérification de sécurité", "Vérifiez que vous êtes humain pour accéder au site."),
        ("en", "Just a moment...", "Verifying you are human. This may take a few seconds."),
        ("ar", "لحظة من فضلك", "جار التحقق من المتصفح قبل الدخول إلى الموقع. لست روبوت؟"),
    ],
)
def test_a_challenge_is_known(language: str, title: str, said: str) -> None:
    assert reason(page(language, f"<h1>courrier.example</h1><p>{said}</p>", title=title)) is Reason.CHALLENGE


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Veuillez activer JavaScript pour afficher cette page."),
        ("en", "You need to enable JavaScript to run this app."),
        ("ar", "يرجى تفعيل جافا سكريبت لعرض هذه الصفحة."),
    ],
)
def test_a_shell_that_scripts_must_fill_is_known(language: str, said: str) -> None:
    body = f'<noscript>{said}</noscript><div id="app"><span></span></div><script src="/app.js"></script>'
    assert reason(page(language, body, title="Sahel")) is Reason.SCRIPT_SHELL


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("fr", "Page introuvable", "La page que vous cherchez n'existe plus ou a changé d'adresse."),
        ("en", "Page not found", "The page you are looking for could not be found. Try a search instead."),
        ("ar", "خطأ", "الصفحة غير موجودة. ربما تم نقلها أو حذفها من الموقع."),
    ],
)
def test_a_missing_page_that_answers_200_is_known(language: str, title: str, said: str) -> None:
    assert reason(page(language, f"<h1>{title}</h1><p>{said}</p>", title=title)) is Reason.SOFT_404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_of_a_section_is_no_article(language: str) -> None:
    teasers = "".join(
        f"<div><h2><a href=/{number}>{TITLES[language]} ({number})</a></h2><p>{PROSE[language]}</p></div>"
        for number in range(8)
    )
    assert reason(page(language, f"<main>{teasers}</main>", title="Sahel")) is Reason.NOT_ARTICLE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["ImageGallery", "MediaGallery", "VideoObject"])
def test_a_page_that_calls_itself_a_gallery_or_film_is_no_article(language: str, kind: str) -> None:
    body = f"<h1>{TITLES[language]}</h1><p>{PROSE[language]}</p>"
    head = linked_data(kind, name=TITLES[language])
    assert reason(page(language, body, head=head)) is Reason.NOT_ARTICLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_pictures_with_a_few_words_are_no_article(language: str) -> None:
    pictures = "".join(f'<div><a href="/photos/{n}.jpg"><img src="/small/{n}.jpg"></a></div>' for n in range(9))
    body = f"<h1>{TITLES[language]}</h1><p>{PROSE[language]}</p><div class=album>{pictures}</div>"
    assert reason(page(language, body)) is Reason.NOT_ARTICLE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "player", ['<iframe src="https://www.youtube.com/embed/x1"></iframe>', '<video src="/film.mp4"></video>']
)
def test_a_player_with_a_few_words_is_no_article(language: str, player: str) -> None:
    body = f"<h1>{TITLES[language]}</h1><div>{player}</div><p>{PROSE[language]}</p>"
    assert reason(page(language, body)) is Reason.NOT_ARTICLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_beside_pictures_and_a_film_is_read(language: str) -> None:
    pictures = "".join(f"<div><img src=/{n}.jpg></div>" for n in range(9))
    prose = "".join(f"<p>{number}. {PROSE[language]}</p>" for number in range(4))
    body = f"<h1>{TITLES[language]}</h1>{prose}<video src=/film.mp4></video><div>{pictures}</div>"
    head = linked_data("VideoObject", name=TITLES[language])
    assert PROSE[language] in text(page(language, body, head=head))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_text_that_calls_itself_an_article_is_read_beside_its_film(language: str) -> None:
    body = f"<article><h1>{TITLES[language]}</h1><video src=/film.mp4></video><p>{PROSE[language]}</p></article>"
    head = linked_data("NewsArticle", headline=TITLES[language])
    assert text(page(language, body, head=head)) == PROSE[language]


def test_pictures_that_lead_to_other_articles_make_no_gallery() -> None:
    teasers = "".join(f"<div><a href=/article/{n}><img src=/{n}.jpg></a></div>" for n in range(9))
    body = f"<article><h1>{TITLES['fr']}</h1><p>{FRENCH}</p></article><div>{teasers}</div>"
    assert text(page("fr", body)) == FRENCH


def test_credited_captions_alone_are_a_gallery() -> None:
    captions = "".join(
        f"<div><img src=/{n}.jpg><p>Des habitants du quartier {n} attendent devant le pont détruit (AFP)</p></div>"
        for n in range(9)
    )
    assert reason(page("fr", f"<h1>{TITLES['fr']}</h1><div>{captions}</div>")) is Reason.NOT_ARTICLE


def test_a_page_in_cp1256_is_read_as_arabic() -> None:
    body = f"<html><head><title>{TITLES['ar']}</title></head><article><p>{ARABIC}</p><p>{ARABIC}؟</p></article></html>"
    assert text(body.encode("cp1256"), "text/html; charset=windows-1256") == f"{ARABIC}\n\n{ARABIC}؟"


def test_a_page_in_cp1256_that_declares_nothing_is_read_as_arabic() -> None:
    body = f"<html><head><title>{TITLES['ar']}</title></head><article><p>{ARABIC}</p></article></html>"
    assert text(body.encode("cp1256")) == ARABIC


def test_cp1252_declared_as_latin_1_keeps_its_quotes_and_dashes() -> None:
    said = f"{FRENCH} « L’armée » – a-t-il dit – paiera 300 €…"
    body = f'<meta charset="iso-8859-1"><title>{TITLES["fr"]}</title><article><p>{said}</p></article>'
    assert text(body.encode("cp1252"), "text/html; charset=iso-8859-1") == said


def test_text_from_right_to_left_keeps_its_order_and_loses_its_invisible_marks() -> None:
    body = page(
        "ar", f"<article><h1>{TITLES['ar']}</h1><p>\u202b{ARABIC}\u202c</p><p>\u200f{ARABIC} 2025\u200f.</p></article>"
    )
    assert text(body) == f"{ARABIC}\n\n{ARABIC} 2025."


def test_broken_markup_is_read() -> None:
    body = f"<article><h1>{TITLES['fr']}<p>{FRENCH}<p><b>{ENGLISH}</article></div></b><p>{FRENCH} Fin."
    found = text(page("fr", body))
    assert FRENCH in found
    assert ENGLISH in found


def test_a_body_still_in_gzip_is_no_page() -> None:
    assert reason(gzip.compress(page("fr", f"<p>{FRENCH}</p>"))) is Reason.WRONG_TYPE


@pytest.mark.parametrize("body", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>", b"%PDF-1.4 <p>x</p>"])
def test_a_pdf_is_no_page_whatever_it_is_called(body: bytes) -> None:
    assert reason(body) is Reason.WRONG_TYPE


@pytest.mark.parametrize("body", [b"", b"\r\n\t", page("fr", "", title=" "), b"<html></html>"])
def test_an_empty_page_is_known(body: bytes) -> None:
    assert reason(body) is Reason.EMPTY


def test_a_hundred_thousand_spans_in_a_row_are_refused() -> None:
    assert reason(page("fr", f"<p>{'<span>mot </span>' * 100_000}</p>")) is Reason.TOO_BIG


def test_a_hundred_thousand_nested_spans_are_read_as_deep_as_the_parser_goes() -> None:
    assert set(text(page("fr", f"<p>{'<span>mot ' * 100_000}</p>")).split()) == {"mot"}


def test_a_day_is_read_whatever_the_wall_around_it() -> None:
    head = '<meta property="article:published_time" content="2025-11-18T09:00:00Z">'
    found = read(page("fr", f"<article><p>{FRENCH}</p></article><div>Nous utilisons des cookies</div>", head=head))
    assert isinstance(found, Document)
    assert found.published == datetime(2025, 11, 18, 9, tzinfo=UTC)
