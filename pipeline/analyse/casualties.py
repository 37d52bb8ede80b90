"""The words in which French, English and Arabic news counts the killed, the injured and the abducted."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.analyse.numerals import Numerals
from pipeline.domain.folding import folded_words
from pipeline.domain.stories import Harm

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Casualties:
    """How one language reports a toll, in folded words.

    `before` are verbs and nouns that an amount follows (killing 12), `after` those that follow an amount, at once or
    behind its victims (12 soldiers killed). `victims` are people as they are counted, singular. `active` words turn
    `after` words round (12 gunmen have killed), unless one of `passive` stands by, and so do `objects` behind them;
    `own` words mean their subject all the same (12 have died). `followers` may follow an amount that names no people,
    `ands` join figures of one toll. `ages` before a figure, `undone` behind a toll and `totals` around it take it back,
    and so does a year behind one of `year_marks`.
    """

    numerals: Numerals
    before: Mapping[Phrase, Harm]
    after: Mapping[Phrase, Harm]
    victims: frozenset[str]
    active: frozenset[str]
    passive: frozenset[str]
    objects: frozenset[str]
    own: frozenset[Phrase]
    followers: frozenset[str]
    ands: frozenset[str]
    ages: frozenset[str]
    undone: frozenset[str]
    totals: frozenset[str]
    year_marks: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))


def _counted(text: str) -> dict[str, int]:
    """Number words in their order, from one."""
    return {word: value for value, word in enumerate(folded_words(text), 1)}


def _phrases(text: str) -> frozenset[Phrase]:
    return frozenset(tuple(folded_words(phrase)) for phrase in text.split(","))


def _harms(killed: str, injured: str, abducted: str) -> dict[Phrase, Harm]:
    return {
        phrase: harm
        for harm, phrases in ((Harm.KILLED, killed), (Harm.INJURED, injured), (Harm.ABDUCTED, abducted))
        for phrase in _phrases(phrases)
    }


def _groups(table: str) -> dict[Phrase, tuple[int, int | None]]:
    """`une dizaine 8 12`: a set phrase with its least and most, which is - where it is open."""
    groups: dict[Phrase, tuple[int, int | None]] = {}
    for line in table.strip().splitlines():
        *phrase, least, most = line.split()
        groups[tuple(folded_words(" ".join(phrase)))] = (int(least), None if most == "-" else int(most))
    return groups


_FRENCH_VALUES = {
    **_counted("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
}  # fmt: skip

_ENGLISH_VALUES = {
    **_counted(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty"
    ),
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

_ARABIC_VALUES = {
    "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7,
    "ثمانيه": 8, "ثماني": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10, "عشرين": 20, "ثلاثين": 30, "اربعين": 40,
    "خمسين": 50, "مئه": 100, "مائه": 100,
}  # fmt: skip

_FRENCH = Casualties(
    numerals=Numerals(
        values=_FRENCH_VALUES,
        hundreds=_words("cent cents"),
        thousands=_words("mille"),
        joins=_words("et"),
        groups=_groups("""
            une poignee 3 6
            une demi douzaine 5 7
            une dizaine 8 12
            une douzaine 11 13
            une quinzaine 13 17
            une vingtaine 18 23
            une trentaine 27 33
            une quarantaine 37 44
            une cinquantaine 45 55
            une soixantaine 55 65
            une centaine 90 120
            un millier 900 1100
            plusieurs dizaines 20 99
            des dizaines 20 99
            plusieurs centaines 200 999
            des centaines 200 999
            plusieurs 3 -
        """),
        links=_words("de d"),
        too_big=_words("million millions milliard milliards millier milliers"),
        at_least=_phrases("au moins,pas moins de,pas moins d,plus de,plus d,au minimum"),
        at_least_behind=_phrases("au moins"),
        nearly=_phrases("pres de,pres d,presque"),
        about=_phrases("environ,quelque,quelques,autour de"),
        at_most=_phrases("jusqu a,au plus,au maximum"),
        ranges={"entre": "et"},
    ),
    before=_harms(
        "tue,tuent,tuant,tuer,tuaient,la mort de,la mort d,le deces de,le deces d,massacre de,massacre d,execute",
        "blesse,blessent,blessant,blesser,blessaient",
        "enleve,enlevent,enlevant,enlever,kidnappe,kidnappent,kidnappant,enlevement de,enlevement d,rapt de,rapt d",
    ),
    after=_harms(
        "mort,morts,morte,mortes,tue,tues,tuee,tuees,deces,decede,decedes,abattu,abattus,assassine,assassines,egorge,"
        "egorges,massacre,massacres,ont peri,a peri,ont perdu la vie,a perdu la vie,ont trouve la mort,"
        "a trouve la mort,sont morts,est mort,sont mortes,sont decedes",
        "blesse,blesses,blessee,blessees",
        "enleve,enleves,enlevee,enlevees,kidnappe,kidnappes,kidnappees,otage,otages",
    ),
    victims=_words("""
        personne soldat militaire civil homme femme enfant habitant villageois gendarme policier assaillant terroriste
        jihadiste djihadiste combattant insurge rebelle element eleve enseignant fidele volontaire vdp chauffeur
        camionneur routier travailleur employe ouvrier mineur orpailleur eleveur paysan agriculteur commercant agent
        membre migrant refugie deplace journaliste passager ressortissant etranger chinois malien nigerien burkinabe
        francais chretien musulman otage garde douanier mercenaire paramilitaire russe officier victime individu
    """),
    active=_words("ont a avait avaient ayant aurait auraient avoir qui"),
    passive=_words("ete"),
    objects=_words("sa son ses des leur leurs"),
    own=_phrases(
        "ont peri,a peri,ont perdu la vie,a perdu la vie,ont trouve la mort,a trouve la mort,sont morts,est mort,"
        "sont mortes,sont decedes"
    ),
    followers=_words("dans a au aux en et lors par pres dont sur autres"),
    ands=_words("et"),
    ages=_words("age ages agee agees"),
    undone=_words("libere liberes liberee liberees relache relaches retrouve retrouves retrouvees secourus"),
    totals=_words("depuis annee an"),
    year_marks=_words("en"),
)

_ENGLISH = Casualties(
    numerals=Numerals(
        values=_ENGLISH_VALUES,
        hundreds=_words("hundred"),
        thousands=_words("thousand"),
        joins=_words("and"),
        groups=_groups("""
            a handful 3 6
            half a dozen 5 7
            a dozen 11 13
            two dozen 22 26
            three dozen 33 39
            several dozen 30 99
            dozens 24 99
            tens 20 99
            scores 40 200
            a hundred 95 110
            several hundred 200 999
            hundreds 200 999
            several 3 -
        """),
        links=_words("of"),
        too_big=_words("million millions billion billions thousands"),
        at_least=_phrases("at least,no fewer than,not fewer than,no less than,not less than,more than,over"),
        at_least_behind=_phrases("at least"),
        nearly=_phrases("nearly,almost,close to"),
        about=_phrases("about,around,some,approximately,roughly"),
        at_most=_phrases("up to,as many as,at most"),
        ranges={"between": "and"},
    ),
    before=_harms(
        "kill,kills,killed,killing,death of,deaths of,massacre of,death toll rises to,death toll rose to,"
        "death toll climbs to,death toll reaches,toll rises to",
        "injure,injures,injured,injuring,wound,wounds,wounded,wounding",
        "abduct,abducts,abducted,abducting,kidnap,kidnaps,kidnapped,kidnapping,abduction of,kidnapping of",
    ),
    after=_harms(
        "killed,dead,slain,died,have died,were massacred,were executed,deaths",
        "injured,wounded,hurt",
        "abducted,kidnapped,hostages,taken hostage",
    ),
    victims=_words("""
        people person soldier troop civilian man men woman women child children resident villager gendarme officer
        policeman policemen gunman gunmen attacker militant terrorist jihadist fighter insurgent rebel student pupil
        schoolchildren schoolkid teacher worshipper volunteer driver worker employee miner farmer herder trader guard
        agent member migrant refugee journalist passenger foreigner national christian muslim hostage mercenary
        mercenaries peacekeeper victim others
    """),
    active=_words("who have had has that"),
    passive=_words("were was been are is being feared reported confirmed found left"),
    objects=_words("the a an his her their its"),
    own=_phrases("dead,died,have died,deaths,hostages"),
    followers=_words("in at on and near after during when as by others including wounding injuring"),
    ands=_words("and"),
    ages=_words("aged age"),
    undone=_words("freed released rescued found"),
    totals=_words("since year annually"),
    year_marks=_words("in"),
)

_UNITS = ("احد", "اثنا", "ثلاثه", "اربعه", "خمسه", "سته", "سبعه", "ثمانيه", "تسعه")
_FEMININE_UNITS = ("احدي", "اثني", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "تسع")
_ARABIC_TEENS: dict[tuple[str, ...], tuple[int, int | None]] = {
    (unit, ten): (number, number)
    for units in (_UNITS, _FEMININE_UNITS)
    for number, unit in enumerate(units, 11)
    for ten in ("عشر", "عشره")
}
"""Eleven to nineteen are written as two words, the unit first."""

_ARABIC = Casualties(
    numerals=Numerals(
        values=_ARABIC_VALUES,
        hundreds=frozenset(),
        thousands=_words("الف"),
        joins=frozenset(),
        groups=_ARABIC_TEENS
        | _groups("""
            عشرات 20 99
            مئات 200 999
            شخصين 2 2
            جنديين 2 2
            شرطيين 2 2
        """),
        links=_words("من"),
        too_big=_words("مليون ملايين مليار الاف"),
        at_least=_phrases("ما لا يقل عن,اكثر من,ازيد من"),
        at_least_behind=_phrases("علي الاقل"),
        nearly=_phrases("قرابه,ما يقرب من"),
        about=_phrases("نحو,حوالي,زهاء"),
        at_most=frozenset(),
        ranges={},
    ),
    before=_harms("مقتل,ومقتل,بمقتل,قتل,وقتل,مصرع,وفاه", "اصابه,واصابه,جرح,وجرح", "اختطاف,خطف,واختطاف,وخطف,باختطاف"),
    after=_harms("قتيل,قتيلا,قتلي,القتلي", "جريح,جريحا,جرحي,مصاب,مصابا,مصابين", "مختطف,مختطفا,مختطفين,رهينه,رهائن"),
    victims=_words("""
        شخصا اشخاص شخص جنديا جنود جندي مدنيا مدنيين عسكريا عسكريين مسلحا مسلحين ارهابيا ارهابيين عنصرا عناصر شرطيا
        قرويا قرويين مواطنا مواطنين تلميذا تلاميذ طالبا طفلا اطفال امراه نساء سائقا سائقين عاملا عمال
    """),
    active=frozenset(),
    passive=frozenset(),
    objects=frozenset(),
    own=_phrases("قتيل,قتيلا,قتلي,القتلي,جريح,جريحا,جرحي,مصاب,مصابا,مصابين,مختطف,مختطفا,مختطفين,رهينه,رهائن"),
    followers=_words("في علي خلال من بينهم اخرين و"),
    ands=_words("و"),
    ages=_words("عمره عمرها"),
    undone=frozenset(),
    totals=_words("منذ سنويا"),
    year_marks=_words("عام سنه"),
)

CASUALTIES: Mapping[str, Casualties] = {"fr": _FRENCH, "en": _ENGLISH, "pcm": _ENGLISH, "ar": _ARABIC}
"""The words of a toll by language."""
