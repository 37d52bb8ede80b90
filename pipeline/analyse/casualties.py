"""The words in which French, English and Arabic news counts the killed, injured, abducted, displaced, neutralised."""

from collections.abc import Mapping

from pipeline.analyse.arabicnumbers import ARABIC_VALUES, TEENS, TENS
from pipeline.analyse.flightwords import FLIGHTS
from pipeline.analyse.harmwords import (
    Casualties,
    counted,
    groups_of,
    harms,
    phrase_set,
    sides,
    with_clitics,
    word_set,
)
from pipeline.analyse.hausa import HAUSA
from pipeline.analyse.numerals import Numerals
from pipeline.domain.stories import Harm

__all__ = ["CASUALTIES", "Casualties"]

_FRENCH_VALUES = {
    **counted("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
}  # fmt: skip

_ENGLISH_VALUES = {
    **counted(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty"
    ),
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

_FRENCH = Casualties(
    numerals=Numerals(
        values=_FRENCH_VALUES,
        hundreds=word_set("cent cents"),
        thousands=word_set("mille"),
        joins=word_set("et"),
        groups=groups_of("""
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
            une huitaine 7 9
            plusieurs dizaines 20 99
            des dizaines 20 99
            plusieurs milliers 2000 9999
            des milliers 2000 9999
            plusieurs dizaines de milliers 20000 99999
            des dizaines de milliers 20000 99999
            plusieurs centaines 200 999
            des centaines 200 999
            plusieurs 3 -
        """),
        links=word_set("de d"),
        too_big=word_set("million millions milliard milliards millier milliers"),
        at_least=phrase_set("au moins,pas moins de,pas moins d,plus de,plus d,au minimum"),
        at_least_behind=phrase_set("au moins"),
        nearly=phrase_set("pres de,pres d,presque"),
        about=phrase_set("environ,quelque,quelques,autour de"),
        at_most=phrase_set("jusqu a,au plus,au maximum"),
        ranges={"entre": "et"},
    ),
    before=harms(
        "tue,tuent,tuant,tuer,tuaient,la mort de,la mort d,le deces de,le deces d,massacre de,massacre d,execute,"
        "execution de,execution d,"
        "executent,executant,abattu,abattant,assassine,assassinant,egorge,egorgeant,massacrant,coute la vie a,"
        "coutant la vie a",
        "blesse,blessent,blessant,blesser,blessaient",
        "enleve,enlevent,enlevant,enlever,kidnappe,kidnappent,kidnappant,enlevement de,enlevement d,rapt de,rapt d",
        "deplacement de,deplacement d,deplace,deplacant,exode de,exode d",
        "neutralise,neutralisent,neutraliser,neutralisant,neutralisation de,neutralisation d",
    ),
    after=harms(
        "mort,morts,morte,mortes,tue,tues,tuee,tuees,deces,decede,decedes,abattu,abattus,assassine,assassines,egorge,"
        "egorges,massacre,massacres,executes,ont peri,a peri,ont perdu la vie,a perdu la vie,ont trouve la mort,"
        "a trouve la mort,sont morts,est mort,sont mortes,sont decedes,corps sans vie,corps retrouves,corps decouverts,"
        "corps ont ete retrouves,corps ont ete decouverts,ont succombe,martyrs,martyr",
        "blesse,blesses,blessee,blessees",
        "enleve,enleves,enlevee,enlevees,kidnappe,kidnappes,kidnappees,otage,otages,pris en otage,prises en otage",
        "deplace,deplaces,deplacee,deplacees",
        "neutralise,neutralises,mis hors d etat de nuire",
    )
    | dict.fromkeys(FLIGHTS["fr"].fled, Harm.DISPLACED),
    victims=sides(
        """
        civil habitant villageois femme enfant eleve ecolier etudiant enseignant instituteur fidele chauffeur
        conducteur
        camionneur routier travailleur employe ouvrier mineur orpailleur eleveur berger pecheur paysan agriculteur
        cultivateur commercant marchand migrant refugie deplace journaliste passager voyageur ressortissant
        etranger chretien musulman imam pretre pasteur missionnaire religieuse ingenieur maire conseiller depute
        prefet magistrat
        chef responsable militant humanitaire touriste fille garcon bebe vieillard infirmier medecin
        """,
        """
        soldat militaire gendarme policier volontaire vdp garde douanier paramilitaire officier mercenaire fama
        fds suppletif eclaireur
        casque para legionnaire instructeur
        """,
        """
        assaillant terroriste jihadiste djihadiste combattant insurge rebelle bandit islamiste extremiste ravisseur
        milicien
        """,
        """
        personne homme individu victime otage element agent membre chasseur dozo chinois malien nigerien burkinabe
        francais russe
        """,
    ),
    members=word_set("membre element agent homme"),
    active=word_set("ont a avait avaient ayant aurait auraient avoir qui"),
    passive=word_set("ete"),
    objects=word_set("sa son ses des leur leurs"),
    own=phrase_set(
        "ont peri,a peri,ont perdu la vie,a perdu la vie,ont trouve la mort,a trouve la mort,sont morts,est mort,"
        "sont mortes,sont decedes,ont succombe"
    )
    | FLIGHTS["fr"].fled,
    subjects=frozenset(),
    others=word_set("autres autre"),
    lone=frozenset(),
    within=word_set("cote rangs parmi sein chez"),
    ranks=sides("population populations", "armee police gendarmerie forces", "groupe groupes", ""),
    followers=word_set("dans a au aux en et lors par pres dont sur autres parmi cote"),
    ands=word_set("et"),
    asides=word_set("dont parmi notamment majoritairement principalement essentiellement tous toutes la y"),
    to=word_set("a ou"),
    moves=word_set(
        "passe passee passent passant passer monte grimpe grimpant evolue revu revue revise alourdi alourdit porte "
        "portant augmente"
    ),
    counts=word_set("bilan"),
    causes=word_set("fait faisant font provoque provoquant entraine entrainant cause causant"),
    ages=word_set("age ages agee agees"),
    units=word_set(
        "an ans annee annees mois jour jours heure heures semaine semaines km kilometres metres famille familles "
        "menage menages foyer foyers pour"
    ),
    denials=word_set("dement dementi dementent nie nient"),
    negations=word_set("aucun aucune pas ni"),
    unreal=word_set("pourrait pourraient peut peuvent risque risquent menace menacent devait devaient"),
    undone=word_set("libere liberes liberee liberees relache relaches retrouve retrouves retrouvees secourus"),
    undoing=word_set("liberation libere liberent liberer liberant relache"),
    apposed=word_set("soit dit"),
    flights=FLIGHTS["fr"],
)

_ENGLISH = Casualties(
    numerals=Numerals(
        values=_ENGLISH_VALUES,
        hundreds=word_set("hundred"),
        thousands=word_set("thousand"),
        joins=word_set("and"),
        groups=groups_of("""
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
            thousands 2000 9999
            tens of thousands 20000 99999
            several thousand 2000 9999
            several 3 -
        """),
        links=word_set("of"),
        too_big=word_set("million millions billion billions thousands"),
        at_least=phrase_set("at least,no fewer than,not fewer than,no less than,not less than,more than,over"),
        at_least_behind=phrase_set("at least"),
        nearly=phrase_set("nearly,almost,close to"),
        about=phrase_set("about,around,some,approximately,roughly"),
        at_most=phrase_set("up to,as many as,at most"),
        ranges={"between": "and"},
    ),
    before=harms(
        "kill,kills,killed,killing,shot dead,gunned down,slaughtered,beheaded,"
        "death of,deaths of,massacre of,massacred,massacring,execute,executed,executing,"
        "death toll rises to,death toll rose to,death toll climbs to,death toll reaches,toll rises to,"
        "claimed the lives of",
        "injure,injures,injured,injuring,wound,wounds,wounded,wounding",
        "abduct,abducts,abducted,abducting,kidnap,kidnaps,kidnapped,kidnapping,abduction of,kidnapping of",
        "displace,displaces,displaced,displacing,displacement of",
        "neutralise,neutralises,neutralised,neutralising,neutralize,neutralizes,neutralized,neutralizing",
    ),
    after=harms(
        "killed,dead,slain,died,have died,perished,massacred,were massacred,executed,were executed,deaths,fatalities,"
        "lost their lives,bodies were found,bodies were recovered,bodies found,bodies recovered",
        "injured,wounded,hurt",
        "abducted,kidnapped,hostages,taken hostage",
        "displaced,uprooted",
        "neutralised,neutralized",
    )
    | dict.fromkeys(FLIGHTS["en"].fled, Harm.DISPLACED),
    victims=sides(
        """
        civilian woman women child children resident villager student pupil schoolchildren schoolkid schoolgirl
        teacher
        worshipper driver trucker worker employee miner farmer herder trader merchant fisherman fishermen
        migrant
        refugee journalist passenger traveller foreigner national missionary priest nun pastor imam engineer mayor
        chief councillor businessman official lawyer
        activist christian muslim pilgrim tourist humanitarian nurse
        doctor girl boy baby
        """,
        """
        soldier troop gendarme officer policeman policemen volunteer guard mercenary mercenaries peacekeeper military
        servicemen
        """,
        """
        gunman gunmen attacker assailant militant terrorist jihadist fighter insurgent rebel bandit extremist islamist
        """,
        "people person man men member agent hostage victim others hunter individual",
    ),
    members=word_set("member man men agent"),
    active=word_set("who have had has that"),
    passive=word_set("were was been are is being feared reported confirmed found left"),
    objects=word_set("the a an his her their its"),
    own=phrase_set(
        "bodies were found,bodies were recovered,bodies found,bodies recovered,"
        "dead,died,have died,deaths,fatalities,hostages,perished,lost their lives"
    )
    | FLIGHTS["en"].fled,
    subjects=frozenset(),
    others=word_set("others other more"),
    lone=frozenset(),
    within=word_set("among ranks"),
    ranks=sides("population", "army police military forces", "group groups", ""),
    followers=word_set("in at on and near after during when as by others including wounding injuring among from"),
    ands=word_set("and"),
    asides=word_set("including among mostly mainly many most some at"),
    to=word_set("to or"),
    moves=word_set(
        "rises rose risen rising climbs climbed climbing jumped jumps reached reaches passes up revised revises raised "
        "raises updated increased increases lowered down"
    ),
    counts=word_set("toll"),
    causes=word_set("left leaving made making forced"),
    ages=word_set("aged age"),
    units=word_set(
        "year years month months day days hour hours week weeks km miles kilometres kilometers percent family families "
        "household households"
    ),
    denials=word_set("deny denies denied denying"),
    negations=word_set("none not no neither nor"),
    unreal=word_set("could might may can threatens threatened risk risks plotted"),
    undone=word_set("freed released rescued found"),
    undoing=word_set("freeing freed frees release released releases releasing rescue rescued"),
    apposed=word_set("or is"),
    flights=FLIGHTS["en"],
)

_ARABIC = Casualties(
    numerals=Numerals(
        values=ARABIC_VALUES,
        hundreds=frozenset(),
        thousands=word_set("الف الاف"),
        joins=frozenset(),
        groups=TEENS
        | TENS
        | groups_of("""
            عشرات 20 99
            العشرات 20 99
            مئات 200 999
            المئات 200 999
            عشرات الالاف 20000 99999
            الاف 2000 9999
            الفي 2000 2000
            مئتي 200 200
            مائتي 200 200
            قتيلين 2 2
            قتيلان 2 2
            جريحين 2 2
            جريحان 2 2
            رهينتين 2 2
            شخصين 2 2
            جنديين 2 2
            شرطيين 2 2
            صحفيين اثنين 2 2
            جنديان 2 2
            شخصان 2 2
            شرطيان 2 2
            سائقين اثنين 2 2
            طفلين 2 2
            امراتين 2 2
        """),
        links=word_set("من"),
        too_big=word_set("مليون ملايين مليار الالاف"),
        at_least=phrase_set("ما لا يقل عن,لا يقل عن,اكثر من,ازيد من,علي الاقل"),
        at_least_behind=phrase_set("علي الاقل"),
        nearly=phrase_set("قرابه,ما يقرب من"),
        about=phrase_set("نحو,حوالي,زهاء"),
        at_most=phrase_set("ما يصل الي"),
        ranges={"بين": "و"},
    ),
    before=with_clitics(
        harms(
            "مقتل,قتل,مصرع,وفاه,يقتل,يقتلون,قتلوا,قتلت,تقتل,استشهاد,تودي بحياه,اودي بحياه,اودت بحياه,حياه,اعدام,ذبح",
            "اصابه,جرح,اصيب,اصابت,جرحت",
            "اختطاف,خطف,اختطف,يختطفون,اختطفوا,اختطفت,خطفوا,خطفت",
            "نزوح,فرار,تشريد,تهجير,نزح,فر,شردت,لجا,لجات",
            "تحييد,القضاء علي,حيد,حيدت,حيدوا",
        )
    ),
    after=with_clitics(
        harms(
            "قتيلين,قتيلان,قتيل,قتيلا,قتلي,القتلي,قتلوا,مصرعهم,حتفهم,لقوا مصرعهم,لقوا حتفهم,قضوا,جثه,جثث,شهيدا,شهداء",
            "جريحين,جريحان,جريح,جريحا,جرحي,الجرحي,مصاب,مصابا,مصابين,جرحوا,اصيبوا",
            "رهينتين,مختطف,مختطفا,مختطفين,رهينه,رهائن,اختطفوا,خطفوا",
            "شردوا",
            "تم تحييدهم",
        )
    )
    | dict.fromkeys(FLIGHTS["ar"].fled, Harm.DISPLACED),
    victims=sides(
        """
        مدنيا مدنيين مدنيون قرويا قرويين قروي تلميذا تلاميذ طالبا طلاب طفلا اطفال طفل امراه نساء سائقا سائقين سائق
        عاملا عمال صيادا صيادين مدني صحفي صحافي معلم مزارع مزارعا مزارعين راعيا رعاه معلما معلمين معلمون مواطنا
        مواطنين موظفا موظفين موظفي صحفيا صحفيين تاجرا
        تجار مهاجرا مهاجرين مصليا مصلين ركاب راكبا مدنيه
        """,
        """
        جنديا جنود جندي شرطي دركي ضابط جنديين جنديان شرطيين شرطيان عسكريا عسكريين عسكري شرطيا
        شرطه الشرطه دركيا الدرك الجيش قوات ضابطا ضباط متطوعا متطوعين
        """,
        "مسلحا مسلحين ارهابيا ارهابيين ارهابي متطرفا متطرفين متمردا متمردين جهاديا جهاديين مقاتلا مقاتلين",
        "شخصا اشخاص شخص عنصرا عناصر رجل رجلا رجال ضحيه اجنبيا اجانب فردا افراد",
    ),
    members=word_set("عنصرا عناصر رجل رجال فردا افراد"),
    active=frozenset(),
    passive=frozenset(),
    objects=frozenset(),
    own=phrase_set(
        "قتيل,قتيلا,قتلي,القتلي,جريح,جريحا,جرحي,مصاب,مصابا,مصابين,مختطف,مختطفا,مختطفين,رهينه,رهائن,جثه,جثث,مصرعهم,حتفهم"
    )
    | FLIGHTS["ar"].fled,
    subjects=word_set("مسلحون مسلحين ارهابيون جهاديون متطرفون متمردون مهاجمون مجهولون عناصر الجيش قوات"),
    others=word_set("اخرين اخرون اخري"),
    lone=word_set("جندي شرطي دركي ضابط مدني صحفي صحافي طفل سائق امراه شخص رجل معلم مزارع"),
    within=word_set("صفوف بين"),
    ranks=sides("السكان الاهالي", "الجيش الشرطه القوات قوات", "الجماعه المسلحين", ""),
    followers=word_set("في علي خلال من بينهم اخرين اخرون و"),
    ands=word_set("و"),
    asides=word_set("بينهم بينها منهم معظمهم اغلبهم غالبيتهم من"),
    to=word_set("الي او"),
    moves=word_set("ارتفعت ارتفع ارتفاع لترتفع"),
    counts=word_set("حصيله الحصيله"),
    causes=word_set("عن"),
    ages=word_set("عمره عمرها"),
    units=word_set("عام عاما سنه سنوات شهر اشهر يوم يوما ايام ساعه ساعات كيلومتر كيلومترا اسره اسر عائله عائلات"),
    denials=word_set("نفي نفت ينفي تنفي"),
    negations=word_set("لم"),
    unreal=word_set("قد يمكن يهدد تهدد"),
    undone=word_set("الافراج"),
    undoing=word_set("الافراج تحرير اطلاق"),
    apposed=word_set("اي"),
    flights=FLIGHTS["ar"],
)

CASUALTIES: Mapping[str, Casualties] = {
    "fr": _FRENCH,
    "en": _ENGLISH,
    "pcm": _ENGLISH,
    "ar": _ARABIC,
    "ha": HAUSA,
}
"""The words of a toll by language."""
