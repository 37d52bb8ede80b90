import pytest

from pipeline.parse.residue import is_residue, without_residue


@pytest.mark.parametrize(
    "line",
    [
        "Publicité",
        "À lire aussi : Le prix du mil double à Gao",
        "Lire aussi – Le prix du mil double à Gao",
        "Abonnez-vous à notre lettre d'information",
        "Suivez-nous sur Facebook",
        "Publié le 20 novembre 2025 à 10h30",
        "Votre adresse e-mail ne sera pas publiée.",
        "L’article Titre est apparu en premier sur Le Courrier.",
        "Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.",
        "5 min de lecture",
        "Read also: Fuel prices in Gao",
        "Read more",
        "Sign up for our newsletter",
        "Follow BBC Afrique on Facebook, Twitter and Instagram",
        "Source link",
        "© 2025 Le Courrier. Tous droits réservés.",
        "https://courrier.example/article-12",
        "اقرأ أيضاً: ارتفاع الأسعار",
        "تابعونا على فيسبوك",
        "إعلان",
        "Ku biyo mu a Facebook",
    ],
)
def test_what_is_not_of_the_article_is_seen(line: str) -> None:
    assert is_residue(line)


@pytest.mark.parametrize(
    "line",
    [
        "La publicité de l'opérateur a été retirée mardi.",
        "Les habitants ont pu lire aussi la liste des admis.",
        "Related violence has displaced thousands in the region.",
        "Share prices of the mine fell by a third.",
        "More than 40 people were killed.",
        "Suivez l'exemple de Ségou, dit le maire aux agriculteurs.",
        "قال الوزير إن الإعلان سيصدر يوم الأحد",
        "Par ailleurs, le marché reste fermé.",
        "By Monday the road had been cleared.",
        "",
        "Publicité " * 100,
    ],
)
def test_sentences_stay(line: str) -> None:
    assert not is_residue(line)


def test_the_title_is_not_repeated_in_the_text() -> None:
    title = "Mopti : la route rouvre"
    assert without_residue(["SOCIÉTÉ", "Mopti : LA ROUTE ROUVRE", "Le texte."], (title,)) == ["SOCIÉTÉ", "Le texte."]


def test_the_title_behind_a_kicker_is_not_repeated_either() -> None:
    assert without_residue(["SOCIÉTÉMopti : la route rouvre", "Le texte."], ("Mopti : la route rouvre",)) == [
        "Le texte."
    ]


def test_the_words_of_the_title_may_come_back_in_the_midst_of_the_text() -> None:
    found = ["Un.", "Deux.", "Trois.", "Quatre.", "La route rouvre", "Cinq.", "Six.", "Sept.", "Huit."]
    assert without_residue(found, ("La route rouvre",)) == found


def test_what_follows_the_article_is_cut() -> None:
    text = ["Une phrase de l'article, assez longue pour compter." for _ in range(6)]
    assert without_residue([*text, "Articles similaires", "Un autre titre", "Encore un titre"], ()) == text


def test_such_a_heading_in_the_first_half_cuts_nothing() -> None:
    text = ["Les plus lus", *("Une phrase de l'article, assez longue pour compter." for _ in range(6))]
    assert without_residue(text, ()) == text


def test_a_long_rest_is_not_cut() -> None:
    half = ["Une phrase de l'article, assez longue pour compter." for _ in range(5)]
    found = [*half, "Une phrase de plus.", "À la une", *half[:4]]
    assert without_residue(found, ()) == found


def test_a_title_and_its_kicker_repeated_below_the_text_go() -> None:
    found = [*(f"Phrase {number} du texte." for number in range(8)), "URGENT La route rouvre"]
    assert without_residue(found, ("La route rouvre",)) == found[:-1]


@pytest.mark.parametrize(
    "line",
    [
        f"https://courrier.example/{'mot-' * 40}",
        "Related stories",
        "DON'T MISS",
        "À ne pas manquer",
        "Articles liés",
        "لا تفوت",
        "أخبار ذات صلة",
    ],
)
def test_addresses_and_labels_of_other_articles_are_residue(line: str) -> None:
    assert is_residue(line)
