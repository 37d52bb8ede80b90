import pytest

from pipeline.parse.captions import count_pictures, has_player, heads_caption, is_caption, take_captions
from pipeline.parse.html import flat_text, parse


@pytest.mark.parametrize(
    "line",
    [
        "Des femmes vendent des légumes à Bamako, le 2 novembre 2025. REUTERS/Prénom Nom",
        "Le président arrive à Pékin, le 1er septembre. Prénom Nom/Pool via REUTERS",
        "Soldiers stand watch along the river. The rebels made their way north.(AP Photo/Name Surname)",
        "Des fruits sur un marché de la capitale (Reuters)",
        "آثار الهجوم على الجيش وسط البلاد (مواقع التواصل)",
        "Le pont de Sévaré, avant la crue (photo d'archives)",
        "Photo : Prénom Nom",
        "Crédit photo : Présidence du Faso",
        "Image source, Getty Images",
        "© AFP",
        "Carte du Liptako-Gourma",
        "خريطة مالي (الجزيرة)",
    ],
)
def test_captions_are_told_by_their_credit(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "L'armée a repris la ville, selon un communiqué. (AFP)",
        "Le ministre a parlé à la presse (voir notre édition d'hier)",
        "Une école (la seule du quartier) a fermé.",
        "La carte électorale sera révisée avant le scrutin.",
        "Les photos prises par les habitants montrent des maisons détruites.",
        "Das Vorhaben wird seit Jahren diskutiert: Die elektronische Patientenakte (ePA)",
        "Depuis le début de l'année, les prix montent.",
        "",
        "x " * 2_000 + "(Reuters)",
    ],
)
def test_sentences_of_the_article_are_no_captions(line: str) -> None:
    assert not is_caption(line)


def test_only_a_short_line_without_a_stop_heads_a_caption() -> None:
    assert heads_caption("Mali map")
    assert not heads_caption("Il a plu.")


def test_marked_captions_are_taken_out_of_the_page_once() -> None:
    tree = parse(
        '<div><figure><img><figcaption>Un pont</figcaption></figure><p class="wp-caption-text">Un pont</p>'
        '<span class="image-caption">Un marché</span><p>Le texte.</p></div>'
    )
    assert take_captions(tree) == ("Un pont", "Un marché")
    assert flat_text(tree) == "Le texte."


def test_an_article_in_a_box_named_for_captions_is_left_alone() -> None:
    tree = parse(f'<div class="caption-and-text">{"<p>Un long paragraphe.</p>" * 3}</div>')
    assert take_captions(tree) == ()
    assert flat_text(tree).count("paragraphe") == 3


def test_pictures_that_stand_together_are_counted_but_not_those_that_lead_elsewhere() -> None:
    album = "".join(f"<li><a href=/{n}.JPG?w=9><img></a></li>" for n in range(6))
    teasers = "".join(f"<div><a href=/article/{n}><img></a></div>" for n in range(20))
    assert count_pictures(parse(f"<body><ul>{album}</ul><div>{teasers}</div></body>")) == 6
    assert count_pictures(parse("<p>Un texte</p>")) == 0


@pytest.mark.parametrize(
    "markup",
    [
        "<video></video>",
        '<iframe src="//www.youtube-nocookie.com/embed/x"></iframe>',
        '<iframe data-src="https://www.dailymotion.com/embed/video/x"></iframe>',
    ],
)
def test_a_player_is_seen(markup: str) -> None:
    assert has_player(parse(f"<div>{markup}</div>"))


def test_other_frames_are_no_players() -> None:
    assert not has_player(parse('<div><iframe src="https://ads.example/embed"></iframe><iframe></iframe></div>'))
