"""Who says so: the claimants that a sentence names with a word for saying or by a phrase such as `according to`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.stories import Claimant


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one language, as patterns over folded text: claimants by kind, and what makes them claim.

    `left` ends right before a claimant (according to the), `right` begins right behind one (said in a statement).
    """

    claimants: Mapping[Claimant, re.Pattern[str]]
    left: re.Pattern[str]
    right: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimant with the words of its claim in a folded sentence; `key` is that of a listed actor, or empty."""

    claimant: Claimant
    start: int
    end: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may claim something, where a folded sentence names them."""

    claimant: Claimant
    start: int
    end: int
    key: str = ""


_REACH = 90
"""How far a word for saying may be from its claimant, characters."""


def _speech(few: str, cues: str, verbs: str, claimants: Mapping[Claimant, str]) -> Speech:
    return Speech(
        {kind: re.compile(rf"(?<!\w)(?:{names})(?!\w)") for kind, names in claimants.items()},
        re.compile(rf"(?<!\w)(?:(?:{cues})[ '](?:{few}){{0,5}}|(?:{verbs}) (?:{few}){{0,2}}|[(:] ?)$"),
        re.compile(rf"^(?: (?:{few}){{0,6}}?(?:{verbs})(?!\w)|\)| ?:)"),
    )


_FRENCH = _speech(
    r"[^\W_]+[ '-]+",
    r"selon|d'apres|de sources?|aupres d(?:[eu]s?)?|communique|revendiquee?s? par|cite par|cites par|a declare a"
    r"|a l'en croire",
    r"annonc\w+|indiqu\w+|declar\w+|affirm\w+|revendiqu\w+|precis\w+|rapport\w+|assur\w+|dit|disent|confirm\w+|soutien\w+"
    r"|fait savoir|fait etat|font etat|avanc\w+|denonc\w+|accus\w+|denombr\w+|recens\w+|evoqu\w+"
    r"|appris|apprend|temoign\w+|racont\w+|alert\w+|averti\w*|avertissent|mis en garde|mettent en garde|met en garde"
    r"|signal\w+|estim\w+|parle|parlent|a parle|ont parle|soulign\w+|relat\w+|deplor\w+|ajout\w+|expliqu\w+"
    r"|fait part|font part|dress\w+ un bilan",
    {
        Claimant.ARMY: r"armee|etat-major|forces armees|dirpa|porte-parole de l'armee|hierarchie militaire|fds",
        Claimant.GOVERNMENT: r"ministere|ministre|gouvernement|junte|gouverneur|gouvernorat|presidence|autorites|prefet"
        r"|procureur|parquet",
        Claimant.GROUP: r"jnim|gsim|eigs|etat islamique|jihadistes|djihadistes|rebelles|groupe (?:arme"
        r"|terroriste)|fla|katiba",
        Claimant.SECURITY: r"sources? (?:securitaires?|militaires?|policieres?) et \w+"
        r"|sources? (?:\w+ )?\w+ et (?:securitaires?|militaires?|policieres?)"
        r"|(?:sources? )?securitaires?|sources? militaires?|sources? policieres?|responsable securitaire",
        Claimant.WITNESS: r"temoins?|rescapes?|survivants?|habitants?|riverains?|villageois|temoignages?",
        Claimant.LOCAL: r"(?:sources? )?locales?|elus?(?: local| locaux)?|maire|chef de village|notables?"
        r"|responsables? loca(?:l|ux)|societe civile|sources? (?:hospitalieres?|medicales?|sanitaires?|concordantes?)",
        Claimant.UN: r"onu|nations unies|minusma|ocha|hcr|unicef|haut-commissariat",
        Claimant.NGO: r"ong|human rights watch|hrw|amnesty(?: international)?|acled|msf|croix-rouge"
        r"|organisations? (?:de defense|non gouvernementales?|humanitaires?)|(?:agences?|acteurs) humanitaires?",
        Claimant.MEDIA: r"afp|agence france-presse|rfi|reuters|bbc|jeune afrique|aib|studio tamani",
    },
)

_ENGLISH = _speech(
    r"[^\W_]+[ '-]+",
    r"according to|claimed by|told|statement by|statement from|cited by|quoted by",
    r"said|says|say|announced|announces|claim|claims|claimed|reported|reports|confirmed|confirms|added|told|stated"
    r"|declared|accused|warned|warns|warn|alerted|estimated|estimates|estimate|noted|put|puts|indicated|acknowledged"
    r"|documented|recorded|recounted|explained|denounced|tallied|admitted",
    {
        Claimant.ARMY: r"army|military|armed forces|general staff|defen[cs]e forces",
        Claimant.GOVERNMENT: r"ministry|minister|government|junta|governor|presidency|authorities|officials|prosecutor",
        Claimant.GROUP: r"jnim|islamic state|jihadists|militants|rebels|group|fla",
        Claimant.SECURITY: r"(?:security|military|police) (?:and \w+ )?(?:sources?|officials?)"
        r"|(?:local|hospital|medical|official|government|community) and (?:security|military|police) "
        r"(?:sources?|officials?)",
        Claimant.WITNESS: r"(?:eye)?witness(?:es)?|survivors?|residents?|villagers?|locals",
        Claimant.LOCAL: r"(?:local|town|city|village|municipal|district) (?:officials?|sources?|leaders?|chiefs?)"
        r"|mayor|village chief|hospital(?: sources?)?"
        r"|medical sources?|community leaders?|elders?|civil society",
        Claimant.UN: r"un|u\.n\.|united nations|minusma|unhcr|ocha|unicef",
        Claimant.NGO: r"ngo|human rights watch|hrw|amnesty(?: international)?|acled|msf|red cross|rights groups?"
        r"|(?:aid|humanitarian|relief) (?:groups?|agency|agencies|organi[sz]ations?|workers)",
        Claimant.MEDIA: r"afp|agence france-presse|rfi|reuters|bbc|associated press|ap",
    },
)

_ARABIC = _speech(
    r"[^\W_]+[ -]+",
    r"بحسب|حسب|وفق|وفقا|نقلا عن|تبني|تبناه|تبنته|عن|بيان",
    r"[وف]?(?:قال|اعلن|اكد|ذكر|افاد|اوضح|اضاف|زعم|حذر|نبه|اشار|كشف|صرح|ابلغ|بين|قدر|ادان|اتهم|سجل|وثق)(?:ت|وا)?"
    r"|[وف]?(?:يقول|تقول|يحذر|تحذر|يوكد|توكد|تشير|يشير)",
    {
        Claimant.ARMY: r"[وبل]?(?:ال)?جيش|[وبل]?هييه الاركان|القوات المسلحه|قياده الاركان",
        Claimant.GOVERNMENT: r"[وبل]?(?:ال)?(?:وزاره|وزير|حكومه|رياسه|سلطات|محافظ|والي)",
        Claimant.GROUP: r"[وبل]?(?:ال)?(?:جماعه|تنظيم|جهاديون|متمردون|جبهه)",
        Claimant.SECURITY: r"(?:مصدر|مصادر|مسوول) (?:امنيه?|عسكريه?)(?: و\w+)?"
        r"|(?:مصدر|مصادر|مسوول) \w+ و(?:امنيه?|عسكريه?)",
        Claimant.WITNESS: r"(?:شهود|شاهد)(?: عيان)?|[وبل]?(?:ال)?(?:سكان|اهالي|ناجون|ناجين)",
        Claimant.LOCAL: r"(?:مصدر|مصادر|مسوول) (?:محلي|محليه|طبي|طبيه)|عمده|منتخب محلي",
        Claimant.UN: r"[وبل]?(?:ال)?امم المتحده|مينوسما|مفوضيه اللاجيين",
        Claimant.NGO: r"هيومن رايتس ووتش|منظمه العفو الدوليه|(?:ال)?(?:منظمه|منظمات) (?:ال)?"
        r"(?:حقوقيه|غير الحكوميه|غير حكوميه|انسانيه|اغاثيه|اغاثه)|(?:ال)?وكالات (?:ال)?(?:اغاثه|انسانيه)",
        Claimant.MEDIA: r"فرانس برس|رويترز|الاناضول|وكاله انباء",
    },
)

_HAUSA = _speech(
    r"[^\W_]+[ '-]+",
    r"a cewar|in ji|kamar yadda|rahoton|sanarwar",
    r"ce|sanar|bayyana|tabbatar|shaida|fada|ruwaito|dauki alhakin",
    {
        Claimant.ARMY: r"rundunar soj\w+|hedikwatar soj\w+",
        Claimant.GOVERNMENT: r"gwamnati\w*|gwamnan?|ministan?|ma'aikatar|hukumomi\w*",
        Claimant.GROUP: r"jnim|iswap|boko haram|mayakan",
        Claimant.SECURITY: r"majiy(?:a|ar|oyin) tsaro|jami'an tsaro|yan sanda",
        Claimant.WITNESS: r"mazauna\w*|shaidu\w*|ganau",
        Claimant.LOCAL: r"magajin gari|hakimi\w*|dagaci\w*|mai unguwa\w*",
        Claimant.UN: r"majalisar dinkin duniya",
        Claimant.NGO: r"human rights watch|amnesty(?: international)?|kungiyoyin agaji|kungiyar agaji",
        Claimant.MEDIA: r"afp|rfi|reuters|bbc|voa|dw",
    },
)

SPEECH: Mapping[str, Speech] = {"fr": _FRENCH, "en": _ENGLISH, "pcm": _ENGLISH, "ar": _ARABIC, "ha": _HAUSA}
"""Who claims, and how that is said, by language."""


def claims_in(text: str, speech: Speech, named: Sequence[Speaker]) -> list[Claim]:
    """The claims in a folded sentence: by those whom the words of the language name, and by the `named` actors."""
    speakers = [*named, *_whole(_speakers(text, speech))]
    found = (_claim(text, speech, speaker) for speaker in speakers)
    return [claim for claim in found if claim is not None]


def nearest_claim(claims: Sequence[Claim], start: int, end: int) -> Claim | None:
    """The claim nearest to a figure, of several the first named; who only carries what others say comes last."""

    def rank(claim: Claim) -> tuple[bool, int, bool, int, int]:
        distance = max(claim.start - end, start - claim.end)
        return claim.claimant is Claimant.MEDIA, distance, not claim.key, claim.start, claim.end

    return min(claims, key=rank, default=None)


def _speakers(text: str, speech: Speech) -> Iterator[Speaker]:
    for claimant, pattern in speech.claimants.items():
        for match in pattern.finditer(text):
            yield Speaker(claimant, *match.span())


def _whole(speakers: Iterator[Speaker]) -> list[Speaker]:
    """The speakers without those whose words are a part of another's: `local sources` in security and local sources."""
    found = list(speakers)
    return [one for one in found if not any(_is_within(one, other) for other in found)]


def _is_within(one: Speaker, other: Speaker) -> bool:
    return other.start <= one.start and one.end <= other.end and one.end - one.start < other.end - other.start


def _claim(text: str, speech: Speech, speaker: Speaker) -> Claim | None:
    """What makes somebody named a claimant: the words before or behind them."""
    begin = max(0, speaker.start - _REACH)
    left = speech.left.search(text[begin : speaker.start])
    if left:
        return Claim(speaker.claimant, begin + left.start(), speaker.end, speaker.key)
    right = speech.right.search(text[speaker.end : speaker.end + _REACH])
    return Claim(speaker.claimant, speaker.start, speaker.end + right.end(), speaker.key) if right else None
