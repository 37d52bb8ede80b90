"""Who says so: the claimant nearest to a figure, with its words."""

import pytest

from pipeline.analyse.claims import SPEECH, Speaker, claims_in, nearest_claim
from pipeline.domain.folding import fold
from pipeline.domain.stories import Claimant


def claim_of(language: str, text: str, figure: str = "12") -> tuple[Claimant, str] | None:
    folded = fold(text).text
    at = folded.index(figure)
    claim = nearest_claim(claims_in(folded, SPEECH[language], []), at, at + len(figure))
    return (claim.claimant, folded[claim.start : claim.end]) if claim else None


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("fr", "12 morts, selon un communiqué de l'armée", Claimant.ARMY),
        ("fr", "Le ministère de la Défense a annoncé 12 morts", Claimant.GOVERNMENT),
        ("fr", "Les jihadistes affirment avoir tué 12 soldats", Claimant.GROUP),
        ("fr", "12 morts, a indiqué une source sécuritaire", Claimant.SECURITY),
        ("fr", "12 morts, racontent des habitants", Claimant.WITNESS),
        ("fr", "12 morts d'après un élu local", Claimant.LOCAL),
        ("fr", "ONU : 12 morts dans le centre", Claimant.UN),
        ("fr", "12 civils tués, dénonce Human Rights Watch", Claimant.NGO),
        ("fr", "12 morts (AFP)", Claimant.MEDIA),
        ("en", "12 soldiers killed, army says", Claimant.ARMY),
        ("en", "Witnesses said 12 people were killed", Claimant.WITNESS),
        ("en", "12 dead, according to the interior ministry", Claimant.GOVERNMENT),
        ("en", "12 killed, a local official told AFP", Claimant.LOCAL),
        ("ar", "مقتل 12 شخصا بحسب شهود عيان", Claimant.WITNESS),
        ("ar", "أعلن الجيش مقتل 12 شخصا", Claimant.ARMY),
        ("ar", "مقتل 12 شخصا وفق الأمم المتحدة", Claimant.UN),
        ("ha", "An kashe mutum 12, in ji rundunar sojin Nijar", Claimant.ARMY),
        ("ha", "Majiyoyin tsaro sun tabbatar an kashe mutum 12", Claimant.SECURITY),
        ("ha", "mutum 12 sun mutu, a cewar mazauna garin", Claimant.WITNESS),
        ("fr", "12 morts, ont alerté mardi des organisations humanitaires", Claimant.NGO),
        ("fr", "L'ONU alerte : 12 civils tués", Claimant.UN),
        ("fr", "12 morts, signale le maire", Claimant.LOCAL),
        ("fr", "12 morts, apprend-on auprès d'élus", Claimant.LOCAL),
        ("fr", "L'armée a parlé, dans une note, de 12 morts", Claimant.ARMY),
        ("en", "12 people were killed, town officials said", Claimant.LOCAL),
        ("fr", "Le gouvernement déplore 12 morts", Claimant.GOVERNMENT),
        ("fr", "12 civils ont été tués, met en garde Amnesty International", Claimant.NGO),
        ("en", "12 civilians were killed, warned aid groups", Claimant.NGO),
        ("en", "Humanitarian agencies warned that 12 people were killed", Claimant.NGO),
        ("en", "Officials put the toll at 12", Claimant.GOVERNMENT),
        ("en", "The UN estimates that 12 people were killed", Claimant.UN),
        ("en", "The army acknowledged the death of 12 soldiers", Claimant.ARMY),
        ("ar", "حذرت منظمات إنسانية من مقتل 12 شخصا", Claimant.NGO),
        ("ar", "وقال الجيش إن 12 شخصا قتلوا", Claimant.ARMY),
        ("ar", "وأشارت الأمم المتحدة إلى مقتل 12 شخصا", Claimant.UN),
    ],
)
def test_a_claimant_is_known_by_its_words(language: str, text: str, claimant: Claimant) -> None:
    found = claim_of(language, text)
    assert found is not None
    assert found[0] is claimant


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "12 killed, security and local sources said", "security and local sources said"),
        ("en", "12 killed, according to local and security sources", "according to local and security sources"),
        ("fr", "12 morts, ont indiqué des sources sécuritaires et locales", "sources securitaires et locales"),
        ("fr", "12 morts, selon des sources locales et sécuritaires", "selon des sources locales et securitaires"),
        ("fr", "12 morts, selon des sources locales et militaires", "selon des sources locales et militaires"),
        ("ar", "مقتل 12 شخصا وفق مصادر أمنية ومحلية", "وفق مصادر امنيه ومحليه"),
        ("ar", "مقتل 12 شخصا حسب مصادر محلية وأمنية", "حسب مصادر محليه وامنيه"),
    ],
)
def test_of_security_and_other_sources_security_is_never_lost(language: str, text: str, words: str) -> None:
    found = claim_of(language, text)
    assert found is not None
    assert found[0] is Claimant.SECURITY
    assert words in found[1]


def test_the_first_named_of_other_sources_makes_the_claim() -> None:
    found = claim_of("en", "12 killed, according to local officials and witnesses")
    assert found is not None
    assert found[0] is Claimant.LOCAL


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "L'armée a perdu 12 soldats"), ("fr", "12 habitants ont été tués"), ("en", "12 residents were killed"),
    ("en", "the army lost 12 soldiers"), ("ar", "مقتل 12 من عناصر الجيش"),
    ("ha", "An kashe mazauna kauye 12"),
])  # fmt: skip
def test_those_who_are_only_named_claim_nothing(language: str, text: str) -> None:
    assert claim_of(language, text) is None


def test_whoever_stands_nearest_to_the_figure_claims_it() -> None:
    text = "12 morts selon l'armée, plus de 30 selon des témoins"
    assert claim_of("fr", text, "12") == (Claimant.ARMY, "selon l'armee")
    assert claim_of("fr", text, "30") == (Claimant.WITNESS, "selon des temoins")


def test_a_listed_actor_claims_with_its_key() -> None:
    text = fold("Lakurawa a revendiqué la mort de 12 soldats").text
    (claim,) = claims_in(text, SPEECH["fr"], [Speaker(Claimant.GROUP, 0, 8, "lakurawa")])
    assert (claim.claimant, claim.key, text[claim.start : claim.end]) == (
        Claimant.GROUP, "lakurawa", "lakurawa a revendique"
    )  # fmt: skip


def test_no_words_no_claims() -> None:
    assert claims_in("", SPEECH["fr"], []) == []
