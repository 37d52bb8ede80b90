import pytest

from pipeline.parse.bylines import agency_of, credit_line, credit_of, is_signature, read_byline


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("AFP", "AFP"),
        ("A.F.P.", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("أ.ف.ب", "AFP"),
        ("رويترز", "Reuters"),
        ("The Associated Press", "AP"),
        ("AP Diplomatic Writer", "AP"),
        ("APA", "APA"),
        ("Agence d’Information du Burkina", "AIB"),
        ("Xinhua", "Xinhua"),
        ("AFP/VNA/CVN", "AFP"),
        ("الأناضول", "Anadolu"),
        ("Aïcha Walet", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_agencies_are_known_by_their_names(name: str, agency: str) -> None:
    assert agency_of(name) == agency


@pytest.mark.parametrize(
    ("said", "authors", "credit"),
    [
        ("Par Moussa Diallo avec AFP", ("Moussa Diallo",), "AFP"),
        ("Moussa Diallo, avec AFP", ("Moussa Diallo",), "AFP"),
        ("By Jane Doe and John Smith", ("Jane Doe", "John Smith"), ""),
        ("بقلم محمد ولد أحمد", ("محمد ولد أحمد",), ""),
        ("Moussa Aksar (L'Événement)", ("Moussa Aksar",), ""),
        ("Jean-Paul Oro (AFP)", ("Jean-Paul Oro",), "AFP"),
        ("Parfait Silki", ("Parfait Silki",), ""),
        ("La Rédaction", (), ""),
        ("admin", (), ""),
        ("https://x.example/auteur/3", (), ""),
        ("jane@x.example", (), ""),
        ("November 18, 2019 12:01 PM", (), ""),
    ],
)
def test_a_byline_is_split_into_people_and_agency(said: str, authors: tuple[str, ...], credit: str) -> None:
    byline = read_byline([said])
    assert (byline.authors, byline.credit) == (authors, credit)


def test_a_name_is_taken_once() -> None:
    assert read_byline(["Aïcha Walet", "AICHA WALET"]).authors == ("Aïcha Walet",)


@pytest.mark.parametrize(
    ("lines", "credit"),
    [
        (["BAMAKO, 21 nov (AFP) - L'armée a annoncé", "Suite."], "AFP"),
        (["باماكو 21 نوفمبر (رويترز) - قال المتحدث"], "Reuters"),
        (["Un texte.", "Source : AMAP"], "AMAP"),
        (["Un texte.", "(AFP)"], "AFP"),
        (["Un texte, dit-il. (APA)"], "APA"),
        (["BAMAKO (ABC) - Un texte."], "ABC"),
        (["Un texte, dit-il. Avec APA"], "APA"),
        (["Un texte.", "Source : Agence du Fleuve"], "Agence du Fleuve"),
        (["Un texte de la Cour pénale internationale (CPI)"], ""),
        (["Un texte. Source : https://x.example/1"], ""),
        (["Un texte.", "© 2025 AFP. Tous droits réservés."], "AFP"),
        (["Le chef (AFP) de la section a parlé.", "Un texte."], ""),
        ([], ""),
    ],
)
def test_the_agency_is_found_in_the_dateline_or_at_the_end(lines: list[str], credit: str) -> None:
    assert credit_of(lines) == credit


@pytest.mark.parametrize(
    "line",
    ["Par Moussa Diallo", "By Jane Doe and John Smith", "Par Mohamed Ag Ali, AFP", "بقلم محمد ولد أحمد", "كتب: محمد"],
)
def test_a_line_that_only_signs_a_text_is_seen(line: str) -> None:
    assert is_signature(line)


@pytest.mark.parametrize(
    "line",
    ["Par ailleurs", "Par la route du nord", "By", "كتب الوزير رسالة إلى الأمم المتحدة", "Par " + "Nom " * 50, ""],
)
def test_a_line_of_text_is_no_signature(line: str) -> None:
    assert not is_signature(line)


def test_a_sentence_about_an_agency_is_no_credit() -> None:
    assert credit_line("Le bureau de l'AFP à Bamako a été fermé mardi.") == ""
