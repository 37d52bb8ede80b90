"""Whole invented days: nothing could be seen, a single article, and all that there can be."""

from dataclasses import replace
from datetime import timedelta

from pipeline.domain.articles import Basis, DateSource
from pipeline.domain.digests import Background, Candidate, DayRecord, Revision
from pipeline.domain.errors import Failure
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.pictures import Dot, DotKind, Pictured, Series
from pipeline.domain.stories import Claimant, Incident
from pipeline.domain.topics import Kind, Level
from pipeline.report.digest import FULL_ITEMS
from tests.report.samples import NOON, candidate, copy_by, incident, mention, record, source, tag, watch

MARKS = {
    "single_source", "copies", "owners_unknown", "official_only", "claim", "update", "developing", "date_estimated",
    "figures_differ", "new", "denied", "denial", "withdrawn", "added", "place_region",
}  # fmt: skip
"""Every mark that an item or a toll can bear."""
DAY = timedelta(days=1)
PLACES = (("djibo", "Djibo"), ("gao", "Gao"))
FRENCH = "Des hommes armés ont attaqué le poste de Djibo dans la nuit. Douze soldats ont été tués, dit l’armée."
ARABIC = "قتل 20 جنديا في هجوم شنه مسلحون على موقع للجيش في مدينة جيبو شمال بوركينا فاسو."
HAUSA = "Ƴan bindiga sun kai hari a wani ƙauye a jihar Tillabéri da ke ƙasar Nijar da daddare."
ENGLISH = "Twelve people were abducted on the road to Gao on Friday, residents said."


def unseen_day(language: str) -> DayRecord:
    """A day on which no source answered."""
    silent = [watch(source(str(number)), answered=False, failure=Failure.TIMEOUT) for number in range(3)]
    return record(language=language, watch=tuple(silent))


def single_day(language: str) -> DayRecord:
    """A day with one article."""
    return record(candidate(7, title="Attaque à Djibo", text=FRENCH), language=language)


def full_day(language: str) -> DayRecord:
    """A day with every kind of mark, item, picture and section, in four languages and both directions."""
    failures = (Failure.TIMEOUT, Failure.BLOCKED_BY_SITE, Failure.PARSE, None)
    silent = [watch(source(f"silent-{at}"), answered=False, failure=why) for at, why in enumerate(failures)]
    plain = [
        candidate(100 + number, title=f"Titre ordinaire {number}", countries=("NE",))
        for number in range(FULL_ITEMS + 10)
    ]
    return record(
        *_happening(), *_claims(), *_kinds(), *_course(), *plain,
        language=language, watch=(watch(source()), *silent), pictured=_pictured(), places=PLACES,
        background=_background(), added_after=NOON + timedelta(hours=2),
    )  # fmt: skip


def big_day(language: str) -> DayRecord:
    """Five thousand articles in fifteen hundred groups; one happening is told a hundred times, the others twice."""
    outlets = [source(f"o{number}", owner=f"Owner {number}") for number in range(200)]
    groups = [_one_of_many(number, outlets) for number in range(1, 1501)]
    assert len(groups) + sum(len(group.copies) for group in groups) == 5000
    return record(*groups, language=language, places=PLACES, pictured=_pictured())


def _one_of_many(number: int, outlets: list[Source]) -> Candidate:
    """Group by group: two or three copies, a country in turn, a toll in every fifth."""
    text = f"Une attaque a fait {number} morts dans la nuit, selon des habitants joints par téléphone vendredi soir."
    copies = 2 + (number % 3 == 0)
    return candidate(
        number, text=text, title=f"Attaque dans la nuit, le point numéro {number}", outlet=outlets[number % 200],
        story=1 if number <= 100 else number // 2, countries=(("ML", "NE", "BF", "SN", "TD")[number % 5],),
        mentions=[mention(text, "attaque")], incidents=[_toll(text, f"{number} morts", number)] * (number % 5 == 0),
        copies=[copy_by(10_000 + 3 * number + copy, outlets[(number + 7 * copy + 1) % 200]) for copy in range(copies)],
    )  # fmt: skip


def _happening() -> list[Candidate]:
    """One happening, told by outlets of different owners with different tolls; one of them was copied."""
    wire = source("wire", owner="Wire house", ownership=Ownership.AGENCY)
    desert = source("desert", name="صحراء ميديا", owner="Desert house")
    told = candidate(
        1, text=FRENCH, title="Attaque à Djibo : douze soldats tués", countries=("BF", "ML"), outlet=wire, story=1,
        topics=(tag(), tag("displacement"), tag("fuel-blockade", Level.MENTIONED)),
        mentions=[mention(FRENCH, "hommes armés"), mention(FRENCH, "attaqué", "displacement")],
        incidents=[_toll(FRENCH, "Douze", 12)], copies=[copy_by(201, source("paper")), copy_by(202, source("echo"))],
    )  # fmt: skip
    arabic = candidate(
        2, text=ARABIC, title="هجوم مسلح في جيبو", language="ar", countries=("BF",), outlet=desert, story=1,
        mentions=[mention(ARABIC, "مسلحون")], incidents=[_toll(ARABIC, "20", 20)],
    )  # fmt: skip
    return [told, arabic]


def _claims() -> list[Candidate]:
    """Items that only a party speaks for, one that is alone, and two whose owners are not known."""
    army = candidate(
        3, text=FRENCH, title="L’armée annonce", incidents=[_toll(FRENCH, "Douze", 12, claimant=Claimant.ARMY)]
    )
    ministry = candidate(
        4, text=FRENCH, title="Le ministère annonce",
        incidents=[_toll(FRENCH, "Douze", 12, claimant=Claimant.GOVERNMENT)],
    )  # fmt: skip
    hausa = candidate(5, text=HAUSA, title="Hari a ƙauye", language="ha", countries=("NE",), topics=(tag(score=9.0),))
    copied = candidate(6, title="Une dépêche reprise", copies=[copy_by(203, source("paper"))])
    unknown = [
        candidate(number, title=f"Sans propriétaire {number}", outlet=source(f"o{number}"), story=7)
        for number in (7, 8)
    ]
    return [army, ministry, hausa, copied, *unknown]


def _kinds() -> list[Candidate]:
    """An update, a story of several days, an article without date or title, a seed document, other countries."""
    changed = ("de djibo dans la nuit 7 -> 12 soldats ont ete", "djibo -> gao")
    update = replace(candidate(9, title="Le bilan monte"), updates=1, changed=changed)
    developing = replace(candidate(10, text=ENGLISH, title="Abductions", language="en"), developing_since=NOON - DAY)
    undated = candidate(11, title="", published=None, date_source=DateSource.NONE)
    seed = candidate(12, title="Note de contexte", basis=Basis.SEED, url="seed:note.md", url_final="seed:note.md")
    region = candidate(13, title="Au nom de l’AES", countries=())
    elsewhere = candidate(14, title="Sénégal", countries=("SN",), text="mot " * 80)
    return [update, developing, undated, seed, region, elsewhere]


def _course() -> list[Candidate]:
    """A report with its denial, one whose page is gone, one that came late, one placed roughly, an opinion."""
    denied = candidate(20, title="Gao aurait été attaquée", story=20)
    denial = replace(candidate(21, title="L’armée dément", outlet=source("army"), story=20), denies=True)
    gone = replace(candidate(22, title="Une page retirée"), withdrawn=NOON)
    late = candidate(23, title="Arrivé après", first_seen=NOON + timedelta(hours=3))
    rough = candidate(24, text=FRENCH, title="Dans la région", incidents=[_toll(FRENCH, "Douze", 12, precision=2)])
    opinion = candidate(25, title="Tribune : que faire au Sahel", outlet=source("paper"))
    return [denied, denial, gone, late, rough, opinion]


def _background() -> Background:
    """The days before: a claim that stands open, a late arrival, a title that changed, a name never met."""
    claim = candidate(30, text=FRENCH, story=30, moment=NOON - DAY, incidents=[_toll(FRENCH, "Douze", 12)])
    late = candidate(31, title="وصل متأخرا", language="ar", moment=NOON - 3 * DAY)
    retitled = Revision(candidate(32, moment=NOON - DAY), "Un autre titre", ())
    return Background((claim,), (late,), (retitled,), ((Kind.PLACE, "djibo", 1),))


def _toll(text: str, surface: str, least: int, *, claimant: Claimant = Claimant.OUTLET, precision: int = 1) -> Incident:
    return replace(incident(text, surface, least), place="djibo", precision=precision, claimant=claimant)


def _pictured() -> Pictured:
    dots = (
        Dot(14.1, -1.63, "Djibo", 3, DotKind.INCIDENT, 1),
        Dot(16.27, -0.04, "Gao", 1, DotKind.STORY, 1),
        Dot(12.64, -8.0, "باماكو", 8, DotKind.STORY, 3),
    )
    weeks = tuple(
        Series(name, (None, 3, *(day % 7 for day in range(26)))) for name in ("Blocus", "Déplacements", "نزوح")
    )
    return Pictured(dots, weeks, weeks)
