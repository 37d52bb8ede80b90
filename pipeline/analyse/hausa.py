"""The words in which Hausa news counts the killed, injured and abducted.

People stand before their figure: mutum 27, sojoji 12. So the words for them go into the phrases that stand before it.
"""

from collections.abc import Iterator

from pipeline.analyse.harmwords import Casualties, Flights, Phrase, counted, harms, phrase_set, sides, word_set
from pipeline.analyse.numerals import Numerals
from pipeline.domain.stories import Harm

_PEOPLE = phrase_set(
    "mutum,mutane,wasu,fararen hula,farar hula,sojoji,sojojin,yan sanda,jami an tsaro,jami ai,manoma,makiyaya,dalibai,"
    "yara,mata,maza,fasinjoji,matafiya,direbobi,mazauna,mazauna kauye,yan ta adda,yan bindiga,mahara,mayaka,masu ibada,"
    "ma aikata,masunta,yan kasuwa,yan jarida,malamai"
)
"""People as they are counted, before the figure."""

_AT_LEAST = phrase_set("akalla,a kalla,fiye da,sama da")
_NEARLY = phrase_set("kusan,kimanin")

_HARMS = harms(
    "kashe,kashewa,hallaka,halaka,kisan,mutuwar",
    "raunata,jikkata,raunana",
    "sace,yi garkuwa da,garkuwa da,awon gaba da",
    "",
    "",
)
"""What somebody did, before the people."""

_SUFFERED = harms(
    "sun mutu,suka mutu,ne suka mutu,ne sun mutu,sun rasu,suka rasu,ne suka rasu,sun rasa rayukansu,"
    "suka rasa rayukansu,ne suka rasa rayukansu,aka kashe,ne aka kashe,an kashe,ya mutu,ya rasu",
    "sun jikkata,suka jikkata,ne suka jikkata,da suka jikkata,sun ji rauni,suka ji rauni,ne suka ji rauni,"
    "da suka ji rauni,sun samu raunuka,suka samu raunuka,ne suka samu raunuka,sun raunata,suka raunata,aka raunata,"
    "ne aka raunata,aka jikkata,ne aka jikkata,ya jikkata",
    "aka sace,ne aka sace,an sace,aka yi garkuwa da su,ne aka yi garkuwa da su",
    "",
    "",
)
"""What was done to them, behind the figure."""


def _with_people(phrases: frozenset[Phrase]) -> Iterator[Phrase]:
    return (phrase + people for phrase in phrases for people in _PEOPLE if len(phrase + people) <= 4)


def _done_to_people() -> dict[Phrase, Harm]:
    """What was done, with the people it was done to or with the bound that stands before them."""
    told = {phrase: harm for phrase, harm in _HARMS.items() if phrase}
    return told | {one: harm for phrase, harm in told.items() for one in _with_people(frozenset({phrase}))}


_NONE: frozenset[str] = frozenset()
_NO_PHRASE: frozenset[Phrase] = frozenset()

HAUSA = Casualties(
    numerals=Numerals(
        values=counted("daya biyu uku hudu biyar shida bakwai takwas tara goma"),
        hundreds=_NONE,
        thousands=_NONE,
        joins=_NONE,
        groups={},
        links=_NONE,
        too_big=word_set("sha dubu miliyan biliyan ga"),
        at_least=_AT_LEAST | frozenset(_with_people(_AT_LEAST)),
        at_least_behind=_NO_PHRASE,
        nearly=_NEARLY | frozenset(_with_people(_NEARLY)),
        about=_NO_PHRASE,
        at_most=_NO_PHRASE,
        ranges={},
    ),
    before=_done_to_people(),
    after={phrase: harm for phrase, harm in _SUFFERED.items() if phrase},
    victims=sides(
        "hula manoma makiyaya dalibai yara mata fasinjoji matafiya direbobi mazauna kauye ibada aikata masunta kasuwa "
        "jarida malamai",
        "sojoji sojojin sanda tsaro",
        "adda bindiga mahara mayaka",
        "mutum mutane wasu maza ai",
    ),
    members=_NONE,
    active=_NONE,
    passive=_NONE,
    objects=_NONE,
    own=frozenset(phrase for phrase in _SUFFERED if phrase),
    subjects=_NONE,
    others=_NONE,
    lone=_NONE,
    within=_NONE,
    ranks={},
    followers=word_set(
        "a ciki tare da ne ranar yayin lokacin bayan kusa inda sakamakon cikin kuma kan sannan wadanda har daga"
    ),
    ands=_NONE,
    asides=word_set("ciki har"),
    to=_NONE,
    moves=_NONE,
    counts=_NONE,
    causes=_NONE,
    ages=word_set("shekara shekaru"),
    units=word_set("kilomita kwana awa shekara shekaru bisa"),
    denials=word_set("musanta karyata musun"),
    negations=word_set("babu ba"),
    unreal=word_set("barazanar shirin yunkurin kokarin iya niyyar"),
    undone=word_set("ceto kubutar kubuta sako"),
    undoing=word_set("ceto kubutar kubutad kubuto sako saki sakin"),
    apposed=_NONE,
    flights=Flights(_NO_PHRASE, _NO_PHRASE, _NO_PHRASE, _NO_PHRASE, _NO_PHRASE, _NONE, _NONE, _NONE, _NONE, _NONE),
    people=_PEOPLE,
)
"""The words of a toll in Hausa."""
