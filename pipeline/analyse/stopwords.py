"""Words that no term begins or ends with: those of grammar, and those that fit any text whatever it is about.

Our own lists. COMMON_WORDS answers another question: there a word may well be half of a term (fuel, crisis).
"""

from pipeline.domain.folding import folded_words

_LINKS = """
    of for from on the
    de du des d le la les l sur aux au a
    في من علي
    na
"""

_OTHER_LINKS = """
    in with to and at between against by en pour avec par et dans entre contre عن مع ضد بين ta da
"""

_GRAMMAR = """
    a about above after again all almost along already also although always am among an any anybody anyone anything
    apparently apart are as away be became because become been before began begin behind being below beside between
    beyond both but by came can cannot come could did didn do does doesn done down during each either else enough
    especially even ever every everybody everything except far few first forth further gave get give given go goes
    gone got had half has hasn have having he hence her here hers herself him himself his how however i if indeed
    instead into is isn it its itself just kept last later least less let lets like made mainly make makes many may
    me meanwhile might mine more moreover most mostly much must my myself namely near nearly neither never next no
    nobody none nor not nothing now off often once one only onto or other others otherwise ought our ours ourselves
    out over own per perhaps put quite rather really same say says said second see seen seems several shall she
    should since so some somebody someone something sometimes soon still such t take takes taken than that their
    theirs them themselves then there thereby these they third this those though three through throughout thus till
    across alike abroad ahead alongside aside within etc together too took toward towards two under until up upon us
    used very was way we well went were what whatever
    when where whereas whether which while who whom whose why will without won would yes yet you your yours
    re ve ll m s isn wasn weren don couldn wouldn four five six seven eight nine ten hundred thousand million billion
    year years month months week weeks day days today yesterday tomorrow hour hours time times decade decades
    january february march april june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday

    afin ai ailleurs ainsi alors apres assez aucun aucune auquel aura aurait aussi autant autour autre autres avait
    avaient avant avoir ayant beaucoup bien c car ce ceci cela celle celles celui cent cependant certain certaine
    certaines certains ces cet cette ceux chaque chez ci cinq comme comment dehors deja depuis derniere derniers
    dernier derriere des desormais deux devant devenu devenue devrait dit dix doit doivent donc dont du durant elle
    elles encore enfin ensuite entre environ es est et etaient etait etant ete etre eu eux faire fait fois font hors
    ici il ils j jamais je jusqu jusque juste laquelle lequel lesquelles lesquels leur leurs loin lors lorsque lui m
    ma mais malgre me meme memes mes mieux mille million millions moi moins mon n ne neanmoins ni nom nos notre nous
    on ont or ou outre parce parfois parmi pas pendant peu peut peuvent plus plusieurs plutot pourquoi pourrait
    pourtant pres presque premier premiere pris prise puis puisque qu quand quant quatre que quel quelle quelles
    quelque quelques
    quels qui quoi quoique s sa sans se selon sept sera serait ses seulement si sien six soi soit son sont souvent
    sous t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutefois toutes tres trois
    trop tu un une va vers via voici voila vont vos votre vous y an ans annee annees mois semaine semaines jour jours
    heure heures hier demain temps janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre lundi mardi mercredi jeudi vendredi samedi dimanche

    هذا هذه ذلك تلك هؤلاء التي الذي الذين اللذين اللتين الي حتي بعد قبل عند منذ كل بعض غير كان كانت يكون تكون قال
    قالت ان انه انها اننا اذا لم لن لا ما ليس ليست قد لقد ثم او ام بل لكن كما كذلك هو هي هم هن نحن انا انت ايضا
    حيث حين عندما بينما خلال دون لدي لدى نحو حول فوق تحت امام وراء هناك هنا جدا فقط منه منها فيه فيها عليه عليها
    له لها لهم به بها بهم الان اليوم امس غدا عام سنه شهر يوم اكثر اقل احد احدي اي ايه كيف لماذا متي اين مثل سوي
    يتم تم يمكن يجب وهو وهي وكان وقد وقال ولا وان ومن وفي وعلي الا مما عما فان لان بان وذلك اول ثاني ثالث

    a ba su ya shi ita mu ku kuma amma ko don domin idan lokacin bayan kafin wannan wadannan wani wata wasu wanda
    wadda cikin daga zuwa ga sai har yadda yanzu kowane kowa akwai babu ce ne sun an ana yi kan kai ake suka
    ke masu cewa sauran musu aka haka inda waɗanda yan ciki karon masa mata sosai tare kamar tsakanin saboda domin
"""

_DULL = """
    able accept accuse achieve act add advance agree aim allow announce answer apply appear argue arrive ask
    assertive attract avoid back bad balance base bear begin believe benefit best better big blame bold both break
    bring broad broader build call care carry case cause certain challenge change chapter cheap choose clear close
    closer closest come common complete complement consider consolidate contain continue cost count course critical
    crucial current cut dangerous decide deep deeper deepen demand depend describe desire detail determine develop
    difficult discuss divide draw drew driven drive early easy effect effective effort emerge end endanger engage
    enhance enjoy enter entire escalate establish evolve example exist expect explain express extend face fact fail
    fall feature feel fell felt few fill final find firm firmer fit follow form former found fragile frame fresh
    full future gain gap gather general global good grave great greater grip ground grow grown hand happen hard
    harder head held help high hint hit hold hope huge idea imagine impact important include increase indicate
    influence integrate interest issue join keep key kind know large late lay laid leave led left lend life limit
    line link list live locate long look lose loss lot low main maintain major make manage mark matter mean meant
    measure meet member mention near necessary need new notable number observe obvious offer old older ongoing open
    order own part particular pass past pay persistent picture place plan play poor possible powerful prefer
    present prevent previous priority problem produce profound profit project promise prompt prove provide public
    question quick quickly raise rapid reach react read ready real reason recent recognise reduce reflect regain
    relate reliance reliable rely remain remember remove replace represent require resolve rest restore result
    return reveal rise rose root run scene see seek seem sees sense sensitive serious serve set shake shape share
    shared sharp shift short show sign signed simple situation slip slow small smooth solid sort special specific
    speed stand start state step stop story strategic strengthen strong struck struggle substitute success such
    suffer suggest suit suppose sure take talk task tell test thing think threaten tighten today tool top total
    traditional transform trend truth try turn type understandable unique use useful usual vast vital want watch
    way weak weaken wide wider widespread widest wish witness word work worth write wrong year analyst observer
    expert commentary account author photograph caption independent independently visible absolute growing grows
    grew began begun chose chosen gave gone went saw sought sent spent stood taken told thought understood won
    wrote said says brought

    accuser affirmer ajouter aller ancien ancienne annoncer appeler apporter arriver assurer atteindre attendre
    aucune augmenter autre avance bon bonne bref cas chaque clair commencer compter comprendre concerner concerne
    confirmer connaitre consacrer considerer constituer continuer craindre croire declarer decider demander
    demeurer dernier deroule devenir devoir dire donner durer effet egalement element empecher ensemble entrer
    esperer estimer evoquer exprimer facon faible faire falloir fin fort forte forts grand grande grandes grands
    gros haut haute importante importants indiquer jeune jouer laisser longue maintenir manquer mauvais meilleur
    mettre mise moyen multiplier necessaire niveau nombre nombreux nombreuses nouveau nouveaux nouvel nouvelle
    nouvelles obtenir occasion ouvrir parler partir passer penser permettre petit petite pleine plein point porter
    pouvoir prendre preparer presenter preciser principal principale prochain prochaine produire propre raison
    rappeler recevoir reconnaitre rendre reprendre rester revenir rien savoir sembler seul seule souligner suivre
    tenir tenter tomber tourner travailler trouver utiliser vaste venir vieux vif vive voir vouloir vrai

    اكد اعلن اضاف اوضح اشار ذكر جديد جديده كبير كبيره صغير اخر اخري اهم مهم عده عدد خاص عامه
"""

LINKS = frozenset(folded_words(_LINKS))
"""Small words that may stand inside a term: Alliance of Sahel States, retrait de la CEDEAO."""

TITLES = frozenset(
    folded_words(
        """
        president presidente general colonel captain capitaine minister ministre prime premier mr mrs ms dr sir mme
        interim former chief commander commandant imam sheikh cheikh emir lieutenant major ambassador ambassadeur
        """
    )
)
"""Words before the name of a person that are no part of it."""

ARTICLES = frozenset(("the", "le", "la", "les", "l"))
"""Small words that stand inside a term only after another one: retrait de la CEDEAO, but not quitte la CEDEAO."""

_WORDS = frozenset(folded_words(_GRAMMAR + _OTHER_LINKS)) | LINKS
_STEMS = frozenset(folded_words(_DULL))
_ENDINGS = ("ing", "ed", "es", "s", "ly", "e", "r", "d", "ment")
_NO_ADVERBS = frozenset(
    folded_words(
        """
        ally anomaly assembly belly bully butterfly daily elderly family folly italy monopoly rally reply supply
        """
    )
)


def is_grammar(word: str) -> bool:
    """Whether a folded word is one of grammar, a number or a date."""
    return word in _WORDS or word.isdigit() or len(word) < 2


def fits_anywhere(word: str) -> bool:
    """Whether a folded word is one of grammar, or a form of a verb, adjective or adverb that tells no subject."""
    return is_grammar(word) or _is_adverb(word) or any(stem in _STEMS for stem in forms(word))


def _is_adverb(word: str) -> bool:
    return word.endswith(("ly", "amment", "emment")) and len(word) > 4 and word not in _NO_ADVERBS


def forms(word: str) -> tuple[str, ...]:
    """A folded word and what it may be a form of: watched and watching of watch, divided of divide."""
    cut = [word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2]
    doubled = (stem[:-1] for stem in cut if stem[-2:-1] == stem[-1:])
    return (word, *cut, *(f"{stem}e" for stem in cut), *(f"{stem[:-1]}y" for stem in cut if stem[-1] == "i"), *doubled)
