"""Ordinary words: a term that is one of them and nothing else says little about a text.

Our own lists, made for one question only: is a single word too common to be a strong term? The French and English ones
hold the everyday words of news beside the small words of grammar; the Arabic and Hausa ones are short.
"""

from collections.abc import Mapping

from pipeline.domain.folding import folded_words

_FRENCH = """
    a accord acte action actualite affaire age agent agence aide ailleurs ainsi air ajouter aller alors ami amour an
    ancien annee annonce annoncer appel appeler apres argent arme armee arret arreter arriver article assemblee
    attaque atteindre attendre au aucun aujourd hui aussi autant auteur autorite autour autre avant avec avenir avis
    avoir bas base beau beaucoup besoin bien bilan bois bon bord bout bras but camp campagne capitale carburant
    carte cas cause ce cela celui centre cependant certain chaine chambre champ chance change changement chaque
    charge chef chemin cher chez chiffre choix chose ciel citoyen civil classe cle code coeur combat combien
    commande comme commencer comment commerce commission commun compagnie compte conseil contact continuer contrat
    contre controle corps cote couleur coup couper coupe cour courant cours court crise croire culture dans date de
    debat debut decembre decision defense deja demande demander depart depuis dernier derriere des deux devant
    devenir devoir dialogue dieu dire direction directeur dirigeant discours dix document doit donc donner dont
    dossier double doute droit du dur duree eau echange ecole economie effet effort egalement election elle emploi
    en encore endroit enfant enfin engager ennemi enquete ensemble ensuite entendre entre entree entreprise envoyer
    equipe erreur espace esprit essence est etat ete etre etude europe evenement exemple exercice experience
    exploitation expliquer face facon faible faim faire fait famille faut femme fer fete feu fevrier figure fil
    fille film fils fin fleuve foi fois fond fonction force forme fort foule frais france francais frere froid front
    frontiere garde garder gauche general genre gens gouvernement grand grave groupe guerre habitant haut hauteur
    heure hier histoire hiver homme honneur huit ici idee il image important incident industrie information
    initiative inondation interet interieur international invite jamais janvier jeu jeune joie jour journal
    journaliste journee juge juillet juin jusque juste justice la laisser langue large le lettre leur libre lieu
    ligne lire liste livre loi loin long lors lui lumiere lundi lutte ma main maintenant mais maison maitre mal
    malade manche manger maniere manque marche mardi mars matiere matin mauvais media meilleur membre meme memoire
    mer merci mere message mesure mettre midi mieux milieu militaire mille million mine ministere ministre minute
    mission mode moins mois moitie moment monde montrer mort mot mouvement moyen mur musique naissance nation
    national nature ne nombre nom non nord notre nous nouveau novembre nuit objet occasion octobre oeil oeuvre offre
    on or ordre organisation origine ou oui ouest ouvert ouvrir page pain paix palais par parc parent parler parole
    part parti partie partir partout pas passage passe passer patron payer pays paysan peine pendant penser perdre
    pere personne petit peu peuple peur piece pied place plan plein plus plusieurs point police politique pont
    population port porte porter position possible poste pour pourquoi pouvoir premier prendre presence president
    presque presse pret preuve principal prison prix probleme processus prochain produit professeur programme projet
    propos propre protection puis puissance quand quart quartier quatre que quel quelque question qui quitter quoi
    raison rapport recherche recu regard regime region reponse reprise reseau resolution ressource reste rester
    resultat retard retour retrait reunion revenir rien risque riviere route rue sable sac saison sang sans sante
    savoir scene sceau science se second secret secteur securite semaine sembler sens sept serie service seul si
    siecle siege signe silence situation six societe soir sol soldat soleil solution somme son sorte sortie sortir
    souvent soutien sport sud suite sujet sur surface systeme table tableau tard taux tel temps terme terrain terre
    territoire tete texte tiers titre tomber ton tot toucher toujours tour tous tout trafic train trait transition
    transport travail travers tres tribunal trois trop trouver un union unite usage usine vague valeur vendredi
    venir vent vente verite vers viande victime victoire vie vieux village ville vingt violence visage visite vite
    vivre voici voie voila voir voisin voix volonte vote vouloir voyage vrai vue
"""

_ENGLISH = """
    a able about above accord account act action actor after again against age agency agent agree agreement aid air
    all allow almost alone along already also always among amount and animal announce another answer any appear area
    arm army around arrest article as ask at attack attempt author authority autumn away baby back bad ball bank
    base battle be bear beat because become bed before begin behind believe below best better between big bill birth
    black block blood blue board boat body book border born both box boy bread break bring broken brother build
    building burn business but buy by call camp campaign can cannot capital car card care carry case cash cause cell
    center central centre century chain chair chance change charge charter cheap check chief child church city civil
    claim class clear close coast code cold colour come command commission common community company concern
    condition conflict contact contract control convoy corner corridor cost could council country county coup couple
    course court cover create crime crisis cross crowd cup current cut dam danger dark data date daughter day dead
    deal death debt decade decide decision deep defence degree demand desert design detail development die dinner
    direct discuss disease do doctor document dog door double down dream drive drop drug during each early earth
    east easy eat economy edge education effect effort eight either election else emergency employ end enemy energy
    enough enter entire escape especially estate event ever every evidence example exercise exist expect expert
    explain export eye face fact fail fair faith fall false family far farm fast father fear feel few field fight
    figure file fill film final finance find fine fire firm first fish five flag floor flow fly follow food foot for
    force foreign forest form former forum found four free friend from front fuel full fund future game gas gather
    general get girl give glass go god gold good govern government grain grand great green ground group grow growth
    guard guest gun hair half hall hand happen hard harvest have head health hear heart heat heavy help here high
    hill history hit hold holiday home hope hospital host hot hotel hour house how human hundred hunger hunter
    husband idea if image impact important in include income increase industry influence inform initiative inside
    interest interim international island issue it item job join joint journey judge just justice keep key kid kill
    kind king know labour lack lady lake land language large last late later laugh launch law lawyer lead leader
    learn least leave left legal less let letter level levy library lie life light like line list listen little live
    local long look lose loss lot love low machine magazine main major make man manage many map march mark market
    marriage matter may meal mean measure meat media medical meet meeting member memory message middle might mile
    military milk million mind mine minister minute mission model modern moment money month moon more morning most
    mother mountain mouth move movement much murder museum music must name nation national natural nature near
    necessary need network never new news newspaper next night nine no none nor north not note nothing notice now
    number of off offer office officer official often oil old on once one only open operation opinion option or
    order other our out outside over own page pain paper parent park part partner party pass past patient pay peace
    people perhaps period permit person phone photo picture piece pilot place plan plane plant play player please
    point police policy political poor popular port position possible post pound power present president press
    pressure price prince prison private problem process produce product program project promise protect provide
    province public pull purpose push put quality quarter queen question quick quiet quite race radio rain raise
    range rate reach read ready real reason receive record red refer region regional relation release remain report
    require rescue research resource rest result return review rich ride right ring rise risk river road rock role
    room round rule run rural safe salt same sand save say scale scene school science score sea search season seat
    second secret section sector security see seek seem sell send senior sense series serious serve service session
    set seven several shadow shape share she ship shop short shot should show side sign signal silver simple since
    sing single sister site situation six size skill skin sky small smile snow so social society soldier some son
    song soon sort sound source south space speak special speech spend sport spring square staff stage stand
    standard star start state statement station stay step still stock stone stop store storm story street strike
    strong student study style subject success such summer sun support sure surface system table take talk task tax
    teach team technology tell ten term test text than thank that the their then there they thing think third this
    thousand threat three through throw time title to today together tomorrow tonight too top total touch tour
    toward town track trade traffic train transit travel treat tree trial trip troop trouble truck true trust try
    turn two type under union unit university until up upon use usual valley value victim victory view village visit
    voice vote wait walk wall want war warm watch water way we weak wear weather week weekend weight well west
    western wheat when where which while white who whole why wide wife wild will win wind window winter wish with
    woman wood word work worker world worry write wrong year yellow yes yesterday yet you young
"""

_ARABIC = """
    هذا هذه ذلك التي الذي الذين من في على الي عن مع بين بعد قبل عند منذ حتي كل بعض غير كان كانت يكون قال قالت اليوم
    امس غدا عام سنه شهر يوم ساعه وقت بلد دوله حكومه رئيس وزير شعب مدينه قريه شارع بيت ماء خبز مال ذهب نفط غاز سوق
    شركه عمل حرب سلام جيش شرطه امن قوه حدود طريق ميناء مطار سياره طائره صحيفه خبر كتاب مدرسه مستشفي طفل رجل امراه
    اسره حياه موت قتيل جريح هجوم اتفاق قانون محكمه قاعده مساعده كبير صغير جديد قديم اول اخر شمال جنوب شرق غرب مالي
    الساحل
"""

_HAUSA = """
    a abin abinci aiki akan aljihu amma an asibiti ba babba bam bayan biyu bude can cikin da daga dan daya don
    dukkan duniya fada fara gaba gari gida gwamnati hada hanya har hukuma ina iska jama jiki kafin kai kama kan
    karfi kasa kasar kasuwa kawai kotu kowa kuma kungiya labari lafiya lokaci mai mako makaranta mata miji mota
    mutane mutum na nan neman ruwa safe sai samu sarki shekara shi shugaba soja sun ta tare titi tun wani wata wuri
    yaki yaro yau yi yunwa za zabe
"""

COMMON_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(folded_words(words))
    for language, words in (("fr", _FRENCH), ("en", _ENGLISH), ("ar", _ARABIC), ("ha", _HAUSA))
}
"""Common words by language, in the form that `folded_words` gives them."""
