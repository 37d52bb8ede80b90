"""What a toll is about where it is not the day's violence: a past sum, an anniversary, a disease, an accident, nature.

The patterns are read over folded text. A word for violence in the same sentence outweighs words for an accident, so
that a bus on a mine or an attack on a clinic stays what it is.
"""

import re
from dataclasses import dataclass

from pipeline.domain.stories import Cause


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The words of one language, as patterns over folded text; `past` leads back to other years or sums them up.

    `apt` before a part of `past` makes it a remark (the deadliest attack since 2019, Mali, at war since 2012).
    """

    past: re.Pattern[str]
    apt: re.Pattern[str]
    violence: re.Pattern[str]
    disease: re.Pattern[str]
    accident: re.Pattern[str]
    disaster: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_MONTHS = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|"
    r"april|may|june|july|august|september|october|november|december)"
)
_FEW = r"(?:[^\W_]+[ '-]+){0,4}?"
"""Up to four words."""

_FRENCH = Circumstances(
    past=_any(
        rf"depuis (?:{_FEW}(?:19|20)\d\d|{_FEW}(?:annees?|ans?|mois|decennies?|debut|crise|insurrection|coup)"
        rf"|{_MONTHS})",
        rf"(?:en(?! proie)|ces|dernier|derniere|derniers|dernieres|durant|pendant) {_FEW}(?:annees?|ans|mois"
        rf"|decennies?)",
        rf"il y a {_FEW}(?:annees?|ans?|mois|decennies?)",
        rf"{_FEW}(?:annees?|ans?|mois) (?:apres|plus tot|auparavant)",
        rf"en (?:{_MONTHS} )?(?:19|20)\d\d",
        rf"en {_MONTHS} dernier",
        r"(?:l'an|l'annee|le mois) (?:dernier|derniere|passe|passee|precedente?)",
        r"cette annee|par an|chaque annee|bilan de l'annee|anniversaire|commemor\w+",
    ),
    apt=re.compile(
        r"\b(?:plus|premiere?|en proie|confronte\w*|secoue\w*|mine\w*|plonge\w*|frappe\w*|dirige\w*)\b[^.;:!?]{0,45}$"
    ),
    violence=_any(
        r"attaqu\w+|attentats?|embuscades?|assauts?|raids?|hommes armes|[jd]+ihadistes?|terroristes?"
        r"|assaillants?|bandits?",
        r"engins? explosifs?|engins? artisana\w+|saut\w+ sur une mine|explosion d'une mine|frappes?|bombard\w+"
        r"|combats?",
        r"tirs?|affrontements?|massacr\w+|violences|abattus?|egorg\w+|enleve\w*|kidnapp\w+|drones?|conflit|executes?",
    ),
    disease=_any(
        r"cholera|paludisme|malaria|rougeole|meningite|epidemie|dengue|ebola|covid|coronavirus|variole|mpox|polio\w*",
        r"diphterie|fievre|sida|tuberculose|maladies?|virus|famine|faim|malnutrition|denutrition|intoxications?",
    ),
    accident=_any(
        r"accidents?|collision|renverse\w*|capot\w+|crash|s'est ecrase\w*|derap\w+|deraill\w+|naufrage"
        r"|chavir\w+|noy\w+",
        r"eboulement|effondr\w+|l'incendie|un incendie|bousculade|electrocut\w+|explosion d'(?:un camion|une citerne)",
        r"chute d'un|sorti de la route|perdu le controle",
    ),
    disaster=_any(
        r"inondations?|crues?|pluies|intemperies|foudre|seisme|tremblement de terre|canicule|secheresse|tempete"
        r"|sinistres"
    ),
)

_ENGLISH = Circumstances(
    past=_any(
        rf"since (?:{_FEW}(?:19|20)\d\d|{_FEW}(?:years?|months?|decades?|start|beginning|coup|crisis)|{_MONTHS})",
        rf"(?:over|in|during|within|for) (?:the )?(?:past|last|more than|{_FEW}) ?{_FEW}(?:years|months|decades?)",
        r"(?:past|last|this|each|every|per|a) (?:year|decade)|last month|annually|anniversary|commemorat\w+",
        rf"{_FEW}(?:years?|months?|decades?) (?:ago|after|earlier|later|before)",
        rf"in (?:{_MONTHS},? )?(?:19|20)\d\d|in {_MONTHS} last year",
    ),
    apt=re.compile(
        r"\b(?:deadliest|worst|first|bloodiest|biggest|largest|gripped|plagued|grappling|battling|fighting|ruled|hit)\b"
        r"[^.;:!?]{0,45}$"
    ),
    violence=_any(
        r"attack\w*|ambush\w*|assaults?|raid\w*|gunm[ae]n|jihadis\w+|terroris\w+|militants?|insurgents?|rebels?"
        r"|bandits?",
        r"ied|explosive device|land ?mines?|hit a mine|air ?strikes?|strikes?|drone|bomb\w*|clash\w*|fighting"
        r"|shot|shelling",
        r"massacre\w*|executed|kidnap\w*|abduct\w*|violence|conflict|war",
    ),
    disease=_any(
        r"cholera|malaria|measles|meningitis|epidemic|outbreak|dengue|ebola|covid|coronavirus|smallpox|mpox|polio\w*",
        r"diphtheria|fever|aids|tuberculosis|diseases?|virus|famine|hunger|malnutrition|starv\w+|poisoning",
    ),
    accident=_any(
        r"accidents?|crash\w*|collision|collided|overturn\w*|derail\w*|capsiz\w*|shipwreck|drown\w*|collapse\w*"
        r"|cave-in",
        r"a fire|the fire|blaze|stampede|electrocut\w+|plunged|tanker explosion|veered off",
    ),
    disaster=_any(
        r"floods?|flooding|flash floods?|heavy rains?|torrential rains?|lightning|earthquake|heatwave|heat wave"
        r"|drought",
        r"storms?|landslides?",
    ),
)

_UNIT = r"(?:عام|عاما|اعوام|سنه|سنوات|سنتين|عامين|شهر|اشهر|شهور|عقد|عقود)"
_ARABIC = Circumstances(
    past=_any(
        rf"منذ (?:{_FEW}(?:19|20)\d\d|{_FEW}(?:{_UNIT}|بدايه|مطلع|انقلاب|اندلاع))",
        rf"(?:خلال|قبل|طوال|علي مدي) {_FEW}{_UNIT}",
        rf"بعد {_FEW}{_UNIT} (?:من|علي)",
        r"(?:في )?(?:عام|سنه) (?:19|20)\d\d",
        r"(?:العام|السنه|الشهر) (?:الماضي|الماضيه|الفايت)|هذا العام|سنويا|ذكري|الذكري",
    ),
    apt=re.compile(r"(?:الاكثر|الاعنف|الاسوا|الاول|تشهد|يشهد|تواجه|يواجه|اسوا|اعنف)[^.؛:!؟]{0,45}$"),
    violence=_any(
        r"[وبلف]?(?:ال)?(?:هجوم|هجمات|كمين|غاره|غارات|قصف|اشتباك|اشتباكات|معارك|مسلح|مسلحين|مسلحون|ارهابي\w*|جهادي\w*)",
        r"[وبلف]?(?:ال)?(?:متطرف\w*|متمرد\w*|عبوه|لغم|تفجير|مجزره|عنف|طايره مسيره|مسيره|اختطاف|خطف|اعدام|ذبح)",
    ),
    disease=_any(
        r"[وبلف]?(?:ال)?(?:كوليرا|ملاريا|حصبه|سحايا|وباء|ايبولا|كورونا|جدري|شلل|حمي|مرض|امراض|فيروس|مجاعه|سوء التغذيه)"
    ),
    accident=_any(
        r"[وبلف]?(?:ال)?(?:حادث|حادثه|تصادم|تحطم|غرق|انهيار|حريق|تدافع)",
        r"انقلاب (?:حافله|سياره|شاحنه|مركب|قارب|مركبه)",
    ),
    disaster=_any(r"[وبلف]?(?:ال)?(?:فيضان|فيضانات|سيول|امطار|صاعقه|زلزال|جفاف|عاصفه)"),
)

_HAUSA = Circumstances(
    past=_any(
        rf"tun (?:{_FEW}(?:19|20)\d\d|{_FEW}(?:shekar\w*|farkon|watan))",
        r"shekarar (?:19|20)\d\d|wannan shekarar?|a?bara|duk shekara",
        rf"(?:cikin|tsawon|kusan) {_FEW}shekar\w+|shekar\w+ {_FEW}(?:da suka (?:gabata|wuce)|baya)",
        r"watan da ya (?:gabata|wuce)|tunawa da",
    ),
    apt=re.compile(r"\b(?:mafi|na farko|fama da)\b[^.;:!?]{0,45}$"),
    violence=_any(
        r"hari|harin|hare|farmaki\w*|kwanton|bindiga|mahara\w*|mayaka\w*|ta'adda\w*|yan ta'adda|jihadi|bam|bama-bamai",
        r"nakiya|harbi|harbe|fada|rikici\w*|sace|garkuwa|kisan|yaki",
    ),
    disease=_any(r"kwalara|cutar?|annoba\w*|zazzabi\w*|korona|yunwa|kyanda|sankarau|maleriya|tamowa|amai da gudawa"),
    accident=_any(r"hatsari\w*|hadari\w*|kife\w*|gobara\w*|rushewar|ruftawar|turmutsitsi\w*"),
    disaster=_any(r"ambaliya\w*|ruwan sama|tsawa|guguwa\w*|girgizar kasa|fari"),
)

CIRCUMSTANCES = {"fr": _FRENCH, "en": _ENGLISH, "pcm": _ENGLISH, "ar": _ARABIC, "ha": _HAUSA}
"""The patterns by language."""

VIOLENCE, DISEASE = "violence", "disease"


def past_spans(text: str, circumstances: Circumstances) -> list[tuple[int, int]]:
    """Where a folded sentence speaks of other years or sums up a time, remarks left out."""
    return [
        match.span()
        for match in circumstances.past.finditer(text)
        if not circumstances.apt.search(text, max(0, match.start() - 60), match.start())
    ]


def subject_of(text: str, circumstances: Circumstances) -> Cause | str | None:
    """What the harm in a folded sentence comes from: violence and disease by name; None where nothing is said."""
    if circumstances.violence.search(text):
        return VIOLENCE
    if circumstances.disease.search(text):
        return DISEASE
    if circumstances.accident.search(text):
        return Cause.ACCIDENT
    return Cause.DISASTER if circumstances.disaster.search(text) else None
