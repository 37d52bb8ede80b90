"""A small vocabulary with every kind of term and trap, for the tests of matching and tagging."""

from itertools import chain

from pipeline.analyse.lexicon import Lexicon, compile_lexicon, source_of
from pipeline.domain.topics import Actor, Anchoring, Origin, Place, Strength, Term, Topic, Vocabulary

STRONG, WEAK = Strength.STRONG, Strength.WEAK


def terms(language: str, strength: Strength, *surfaces: str, exact: bool = False, generic: bool = False) -> list[Term]:
    return [Term(surface, language, strength, exact, generic) for surface in surfaces]


def topic(key: str, *groups: list[Term], exclusions: tuple[str, ...] = ()) -> Topic:
    origin = Origin("sahel-alliance", f"A statement on {key}")
    return Topic(key, key.title(), key.title(), "", (origin,), tuple(chain(*groups)), exclusions)


def place(
    key: str, *names: str, country: str, anchoring: Anchoring = Anchoring.STRONG, kind: str = "town",
    arabic: tuple[str, ...] = (), arabic_strength: Strength = STRONG, exact: bool = False,
    exclusions: tuple[str, ...] = (),
) -> Place:  # fmt: skip
    spoken = terms("", STRONG, *names, exact=exact) + terms("ar", arabic_strength, *arabic)
    return Place(key, names[0], kind, country, anchoring, tuple(spoken), exclusions=exclusions)


def actor(
    key: str, *names: str, country: str, anchoring: Anchoring = Anchoring.STRONG, exact: bool = False, kind: str = ""
) -> Actor:
    return Actor(key, names[0], kind or "person", country, anchoring, tuple(terms("", STRONG, *names, exact=exact)))


VOCABULARY = Vocabulary(
    topics=(
        topic(
            "fuel-blockade",
            terms("fr", STRONG, "blocus sur le carburant", "convoi de citernes"),
            terms("fr", WEAK, "blocus", "citernes", "siège"),
            terms("fr", WEAK, "carburant", generic=True),
            terms("en", STRONG, "fuel blockade"),
            terms("en", WEAK, "siege", "supply routes", "tanker trucks"),
            terms("ar", WEAK, "حصار", "صهاريج الوقود"),
            terms("ha", WEAK, "karancin mai"),
            exclusions=("siège social", "au siège de", "blocus de Cuba"),
        ),
        topic(
            "jihadist-insurgency",
            terms("fr", STRONG, "GSIM", "FAMa", exact=True),
            terms("fr", STRONG, "Ansar Dine"),
            terms("fr", WEAK, "djihadistes", generic=True),
            terms("fr", WEAK, "Al-Qaïda", "embuscade"),
            terms("en", WEAK, "ambush", "militants"),
            terms("ar", WEAK, "جماعات مسلحة", "كمين"),
            terms("ha", WEAK, "'yan ta'adda"),
            exclusions=("embuscade médiatique",),
        ),
        topic(
            "aes-confederation",
            terms("fr", STRONG, "Alliance des États du Sahel", "sommet de l'AES"),
            terms("fr", WEAK, "AES", exact=True),
            terms("en", STRONG, "Alliance of Sahel States"),
            terms("en", WEAK, "AES", exact=True),
            terms("ar", STRONG, "تحالف دول الساحل"),
            exclusions=("chiffrement AES", "AES encryption"),
        ),
        topic(
            "transition-politics",
            terms("fr", STRONG, "coup d'État au Niger", "junte malienne"),
            terms("fr", WEAK, "junte", "putsch"),
            terms("en", STRONG, "coup in Niger"),
            terms("en", WEAK, "coup", "junta"),
            terms("ha", WEAK, "juyin mulki"),
            exclusions=("coup franc",),
        ),
        topic(
            "france-rupture",
            terms("fr", STRONG, "Barkhane"),
            terms("fr", WEAK, "Paris", "France", generic=True),
            terms("fr", WEAK, "soldats français", "base militaire française", "médias régionaux"),
            terms("ar", WEAK, "القوات الفرنسية"),
            terms("ha", WEAK, "sojojin Faransa"),
            exclusions=("Tour de France", "Paris Saint-Germain"),
        ),
        topic(
            "western-partners",
            terms("en", WEAK, "US", exact=True, generic=True),
            terms("fr", WEAK, "CEDEAO", "MINUSMA", exact=True),
            terms("fr", WEAK, "base militaire"),
        ),
        topic(
            "mining-sovereignty",
            terms("en", STRONG, "Robex", "Kodal Minerals"),
            terms("fr", STRONG, "Robex"),
            terms("fr", WEAK, "mines d'or", "mine"),
            terms("en", WEAK, "gold mines"),
        ),
        topic(
            "displacement",
            terms("fr", WEAK, "déplacés", generic=True),
            terms("en", WEAK, "refugees"),
            terms("ar", WEAK, "نازحون"),
        ),
    ),
    places=(
        place("mali", "Mali", country="ML", kind="country", exact=True, arabic=("مالي",), arabic_strength=WEAK),
        place("mali-people", "Malien", "Malienne", "Malian", country="ML", kind="country"),
        place(
            "niger", "Niger", country="NE", kind="country", exact=True, anchoring=Anchoring.WEAK, arabic=("النيجر",),
            exclusions=("fleuve Niger", "Niger State", "ولاية النيجر", "Office du Niger"),
        ),
        place("burkina-faso", "Burkina Faso", "Burkina", country="BF", kind="country", arabic=("بوركينا فاسو",)),
        place("sahel", "Sahel", country="", kind="region", arabic=("الساحل",), arabic_strength=WEAK,
              exclusions=("ساحل العاج",)),
        place("nigeria", "Nigeria", "Nigéria", country="NG", kind="country", anchoring=Anchoring.NONE),
        place("bamako", "Bamako", country="ML", kind="capital", arabic=("باماكو",)),
        place("djibo", "Djibo", country="BF"),
        place("gao", "Gao", country="ML", anchoring=Anchoring.WEAK, exact=True),
        place("menaka", "Ménaka", "Menaka", country="ML", anchoring=Anchoring.WEAK, exact=True),
        place("dori", "Dori", country="BF", anchoring=Anchoring.WEAK, exact=True, arabic=("دوري",)),
        place("ndjamena", "N'Djamena", country="TD", kind="capital"),
    ),
    actors=(
        actor("goita-assimi", "Assimi Goïta", "Goïta", country="ML"),
        actor("aes", "AES", country="AES", exact=True, kind="institution"),
        actor("kodal", "Kodal Minerals", country="GB", anchoring=Anchoring.WEAK, kind="company"),
        actor("macron", "Emmanuel Macron", "Macron", country="FR", anchoring=Anchoring.WEAK),
    ),
)  # fmt: skip


def sample_lexicon() -> Lexicon:
    """The lexicon of the sample vocabulary."""
    return compile_lexicon(source_of(VOCABULARY))
