"""The shipped lists at work: the seed documents bear the topics that were derived from them."""

from pathlib import Path

import pytest

from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of, vocabulary_of
from pipeline.analyse.tagging import names_the_sahel, tag
from pipeline.domain.topics import Level
from pipeline.lists import load_vocabulary, seed_documents

SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"

BORNE = {
    "sahel-alliance-after-the-fuel-crisis": {
        "fuel-blockade", "aes-confederation", "ecowas-relations", "joint-force", "justice-system", "regional-finance",
        "jihadist-insurgency",
    },
    "mali-turns-from-paris-to-moscow": {
        "aes-confederation", "russia-partnership", "france-rupture", "mining-sovereignty", "human-rights",
    },
}  # fmt: skip

ORIGINALS = {"000": "sahel-alliance-after-the-fuel-crisis", "004": "mali-turns-from-paris-to-moscow"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_lexicon(source_of(load_vocabulary(None)))


def test_the_shipped_lists_come_back_from_their_source() -> None:
    vocabulary = load_vocabulary(None)
    assert vocabulary_of(source_of(vocabulary)) == vocabulary


@pytest.mark.parametrize("path", seed_documents(None), ids=lambda path: path.stem)
def test_a_seed_document_bears_its_topics(path: Path, lexicon: Lexicon) -> None:
    _, front, body = path.read_text("utf-8").split("---", 2)
    title = next(line.removeprefix("title:").strip() for line in front.splitlines() if line.startswith("title:"))
    tagging = tag(lexicon, title, body, "en")
    assert tagging.relevant
    assert {one.topic for one in tagging.tags} >= BORNE[path.stem]


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the clients' originals are not beside the checkout: {SHARED}")
@pytest.mark.parametrize("number", ORIGINALS)
def test_the_original_of_a_seed_document_bears_its_topics(number: str, lexicon: Lexicon) -> None:
    (path,) = SHARED.glob(f"{number}_*.txt")
    title, _, text = path.read_text("utf-8").strip().partition("\n")
    tagging = tag(lexicon, title, text, "en")
    assert tagging.relevant
    assert {one.topic for one in tagging.tags} >= BORNE[ORIGINALS[number]]


def test_what_makes_up_most_of_a_seed_document_is_reported(lexicon: Lexicon) -> None:
    text = (
        "The Alliance of Sahel States met in Bamako. Its joint force will share intelligence. "
        "The Alliance of Sahel States has left ECOWAS for good. The withdrawal from ECOWAS took a year."
    )
    tagging = tag(lexicon, "Sahel alliance meets in Bamako", text, "en")
    reported = {one.topic for one in tagging.tags if one.level is Level.REPORTED}
    assert {"aes-confederation", "ecowas-relations"} <= reported


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Mali : des citernes attaquées près de Kayes", "fr"),
        ("BURKINA FASO : DJIBO SOUS BLOCUS", "fr"),
        ("Tchiani reçoit l'ambassadeur d'Algérie", "fr"),
        ("JNIM claims attack near Timbuktu", "en"),
        ("Niger junta expels envoy", "en"),
        ("مقتل جنود في شمال مالي", "ar"),
        ("Sojojin Nijar sun kashe 'yan ta'adda", "ha"),
    ],
)
def test_the_shipped_gate_lets_pass_what_names_the_sahel(title: str, language: str, lexicon: Lexicon) -> None:
    assert names_the_sahel(lexicon, title, "", language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Transition énergétique : la Bourse de Paris salue le plan", "fr"),
        ("Fromage de chèvre : le siège social déménage", "fr"),
        ("Bandits abduct pupils in Niger State", "en"),
        ("Chad Smith joins band on tour", "en"),
        ("دعم مالي جديد للشركات", "ar"),
        ("Gwamnan jihar Neja ya yi jawabi", "ha"),
    ],
)
def test_the_shipped_gate_holds_what_does_not(title: str, language: str, lexicon: Lexicon) -> None:
    assert not names_the_sahel(lexicon, title, "", language)
