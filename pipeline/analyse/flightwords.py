"""The words in which French, English and Arabic news tells that people who are counted had to leave their homes."""

from collections.abc import Mapping

from pipeline.analyse.harmwords import Flights, phrase_set, word_set

_FRENCH = Flights(
    fled=phrase_set(
        "ont traverse la frontiere,ont franchi la frontiere,contraints d abandonner leurs,"
        "contraintes d abandonner leurs,"
        "ont abandonne leurs maisons,ont abandonne leurs villages,ont abandonne leurs foyers,"
        "ont fui,a fuir,ont du fuir,ont trouve refuge,ont cherche refuge,ont trouve asile,se sont refugies,"
        "se sont refugiees,ont quitte leurs villages,ont quitte leurs maisons,ont quitte leurs foyers,"
        "ont quitte leur village,ont ete contraints de fuir,ont ete contraintes de fuir,"
        "ont ete forces de fuir,ont ete forcees de fuir,contraints de fuir,contraintes de fuir,"
        "contraints a fuir,forces de fuir,forcees de fuir,fuient"
    ),
    uprooted=phrase_set(
        "deplaces,deplacees,deplaces internes,personnes deplacees,personnes deplacees internes,refugies,refugiees,"
        "demandeurs d asile,sinistres deplaces"
    ),
    arrivals=phrase_set(
        "sont arrives,sont arrivees,arrivent,arrivant,viennent d arriver,ont rejoint,rejoignent,ont gagne,gagnent,"
        "ont afflue,affluent,ont trouve refuge,ont trouve asile,trouvent refuge,ont cherche refuge,cherchent refuge,"
        "se sont refugies,se sont refugiees,se refugient,se sont installes,se sont installees,fuient,ont fui,"
        "ont franchi la frontiere,ont traverse la frontiere,franchissent la frontiere,ont traverse,ont atteint,"
        "ont deferle,ont debarque,debarquent,deferlent,"
        "ont ete enregistres,ont ete enregistrees,ont ete recenses,ont ete recensees,"
        "ont ete accueillis,ont ete accueillies"
    ),
    waves=phrase_set(
        "afflux de,afflux d,arrivee de,arrivee d,arrivees de,vague de,vu arriver,vu affluer,voit arriver,voit affluer,"
        "exode de,exode d,jete sur les routes"
    ),
    torn=phrase_set(
        "de leurs villages,de leur village,de leurs maisons,de leurs foyers,de leurs terres,de leurs localites,"
        "de chez eux,hors de leurs villages,a fuir,a partir,a quitter,a l exode,a prendre la fuite,a se deplacer,"
        "sur les routes"
    ),
    drivers=word_set(
        "chasse chassent chassant chasses chassees force forcent forcant forces forcees contraint contraignent "
        "contraints contraintes contraignant pousse poussent poussant pousses oblige obligent obligeant obliges jette "
        "jettent jetant jete arrache arraches deracine"
    ),
    reasons=word_set("par apres suite fuyant"),
    settled=word_set(
        "accueille accueillent accueillait heberge hebergent abrite abritent abritait aide aider assistance assister "
        "profit faveur aupres distribue distribuer distribution dons beneficient beneficie beneficieront vivent vivant "
        "vit compte comptent recoivent recevront recu attendent dependent hebergees heberges rentres retournes "
        "retournees retour soutien appui nourrir vivres"
    ),
    given=word_set("pour aux a"),
    relatives=word_set("qui dont que lesquels"),
    households=word_set("menage menages famille familles foyer foyers"),
    amounting=phrase_set("soit,autrement dit,c est a dire,representant,soit pres de,soit environ,soit plus de"),
)

_ENGLISH = Flights(
    fled=phrase_set(
        "fled,have fled,to flee,were forced to flee,flee,were forced to leave,have been forced to flee,"
        "left their homes,have left their homes,left their villages,have left their villages,sought refuge,"
        "have sought refuge,took refuge,have taken refuge,sought shelter,have sought shelter"
    ),
    uprooted=phrase_set(
        "displaced,displaced people,displaced persons,displaced civilians,displaced villagers,displaced residents,"
        "internally displaced people,internally displaced persons,idps,refugees,asylum seekers"
    ),
    arrivals=phrase_set(
        "have arrived,arrived,arrive,are arriving,have reached,reached,reach,have crossed,crossed,have poured,poured,"
        "pour into,have streamed,streamed,stream into,have sought refuge,sought refuge,seek refuge,have sought shelter,"
        "sought shelter,seek shelter,have found refuge,found refuge,have taken refuge,took refuge,take refuge,"
        "have fled,fled,flee,have been registered,were registered,have settled,flooded into,have flooded"
    ),
    waves=phrase_set("influx of,arrival of,arrivals of,wave of,exodus of,flight of,inflow of"),
    torn=phrase_set(
        "from their homes,from their villages,from their houses,from their land,from their lands,"
        "from their communities,"
        "from homes,from villages,out of their homes,out of their villages,to flee,to leave,to escape,to abandon"
    ),
    drivers=word_set(
        "forced forces forcing force drove drives drive driven driving uproots uprooted uprooting chased chases "
        "chasing pushed pushes pushing sent sends sending compelled compels displaced displaces displacing expelled"
    ),
    reasons=word_set("by after following as when"),
    settled=word_set(
        "host hosts hosting hosted shelters sheltering houses aid help helps helping assist assists assisting "
        "assistance "
        "support supports supporting feed feeds feeding live living lives receive received receives return returned "
        "returning benefit benefits needs"
    ),
    given=word_set("for to"),
    relatives=word_set("who that which whose"),
    households=word_set("household households family families"),
    amounting=phrase_set("or,or some,or about,that is,in other words,representing,comprising"),
)

_ARABIC = Flights(
    fled=phrase_set("نزحوا,فروا,لجاوا,لجووا,اضطروا الي الفرار,اضطروا الي النزوح,اجبروا علي الفرار,اجبروا علي النزوح"),
    uprooted=phrase_set("نازح,نازحا,نازحين,نازحون,لاجي,لاجيا,لاجيين,لاجيون"),
    arrivals=phrase_set("وصلوا,لجووا,فروا,عبروا,دخلوا,تدفقوا"),
    waves=phrase_set(
        "وصل,وصلت,وصول,ووصل,ووصول,تدفق,وتدفق,يدفع,تدفع,دفع,دفعت,قدوم,توافد,عبر,فر,وفر,فرار,نزوح,لجوء,لجا,تهجير"
    ),
    torn=phrase_set(
        "الي الفرار,الي النزوح,الي مغادره,الي ترك,الي الهرب,الي الهروب,علي الفرار,علي النزوح,علي مغادره,علي ترك,"
        "علي الهرب,من منازلهم,من ديارهم,من قراهم,من بيوتهم,للفرار,للنزوح"
    ),
    drivers=word_set("اجبر اجبرت يجبر تجبر اضطر اضطرت دفع دفعت يدفع تدفع ارغم ارغمت شرد شردت هجر هجرت طرد طردت"),
    reasons=word_set("بسبب جراء بعد اثر"),
    settled=word_set("يستقبل تستقبل ياوي تاوي يضم تضم مساعدات مساعده يعيش يعيشون توزيع استفاد يستفيد عاد عوده"),
    given=word_set("ل الي لصالح لفايده"),
    relatives=word_set("الذين الذي التي"),
    households=word_set("اسره اسر عايله عايلات"),
    amounting=phrase_set("اي,اي نحو,اي حوالي,ما يعادل,تضم"),
)

FLIGHTS: Mapping[str, Flights] = {"fr": _FRENCH, "en": _ENGLISH, "ar": _ARABIC}
"""The words of a flight by language."""
