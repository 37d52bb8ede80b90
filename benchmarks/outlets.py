"""The outlets of the simulation of cadences: when they publish, what their feeds show, when they are down.

Equal seeds give equal outlets.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

HOUR, DAY = 60.0, 1440.0
"""All times of the simulation are minutes since its start, a Monday at midnight."""
MONTH, BEYOND = 30 * DAY, 2 * DAY
"""Items of a month count; polls go on for two days more, so that the last ones can be found."""

Span = tuple[float, float]
Mix = Callable[[Random], list[tuple[str, int, "Rhythm"]]]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When an outlet publishes. `rate` is items a day by chance, `batches` are (hour, items) at fixed times.

    `awake` are the hours of the day, `days` the days of the week (0 is Monday) on which anything comes out; `spread` is
    how many minutes a batch or a burst takes, `bursts` how many of `burst` items the month has, `sleep` a pause.
    `clusters` a day begin at any time and are of any size, mostly small and now and then of dozens.
    """

    rate: float = 0.0
    awake: tuple[int, int] = (0, 24)
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    batches: tuple[tuple[float, int], ...] = ()
    spread: float = 10.0
    bursts: int = 0
    burst: int = 0
    sleep: Span = (0.0, 0.0)
    clusters: float = 0.0


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as a poll meets it. An item is (when it appears, the date that the window is sorted by).

    `pinned` items stand at the top for ever; `down` are the spans in which the server answers 503, with `later` as its
    Retry-After in seconds; `ttl` is its wish in minutes; `older` and `validates` say what else it offers.
    """

    kind: str
    window: int
    items: tuple[Span, ...]
    down: tuple[Span, ...] = ()
    later: float | None = None
    ttl: float | None = None
    older: bool = False
    validates: bool = True
    pinned: int = 0


def publish(rhythm: Rhythm, window: int, chance: Random) -> list[float]:
    """The times at which items appear: those of the month, of the days beyond it and enough before it."""
    daily = rhythm.rate + rhythm.clusters + sum(size for _, size in rhythm.batches)
    before = min(max(14.0, 2 * window / max(daily, 0.05)), 120.0) * DAY // DAY * DAY
    first, last = int(-before // DAY), int((MONTH + BEYOND) // DAY)
    times = [time for day in range(first, last) for time in day_of(rhythm, day, chance)]
    for _ in range(rhythm.bursts):
        begin = chance.uniform(0, MONTH)
        times += [begin + chance.uniform(0, rhythm.spread) for _ in range(rhythm.burst)]
    return sorted(time for time in times if not rhythm.sleep[0] <= time < rhythm.sleep[1])


def day_of(rhythm: Rhythm, day: int, chance: Random) -> list[float]:
    """The times of one day: by chance within the hours awake, most around their middle, and the batches."""
    if day % 7 not in rhythm.days:
        return []
    opens, closes = (hour * HOUR for hour in rhythm.awake)
    count = poisson(rhythm.rate * chance.uniform(0.6, 1.4), chance)
    times = [day * DAY + chance.triangular(opens, closes) for _ in range(count)]
    for hour, size in rhythm.batches:
        begin = day * DAY + hour * HOUR + chance.gauss(0, 10)
        times += [begin + chance.uniform(0, rhythm.spread) for _ in range(max(1, round(chance.gauss(size, size / 5))))]
    for _ in range(poisson(rhythm.clusters, chance)):
        begin = day * DAY + chance.uniform(opens, closes)
        times += [begin + chance.uniform(0, rhythm.spread) for _ in range(min(int(chance.paretovariate(1.3)), 60))]
    return times


def poisson(mean: float, chance: Random) -> int:
    """How many events happen where `mean` are to be expected."""
    count, waited = 0, chance.expovariate(1.0)
    while waited < mean:
        count, waited = count + 1, waited + chance.expovariate(1.0)
    return count


def rhythms(chance: Random) -> list[tuple[str, int, Rhythm]]:
    """Kind, window and rhythm of 68 outlets of known kinds, the figures of each drawn within its kind."""
    one, whole = chance.uniform, chance.randint
    week = (0, 1, 2, 3, 4)
    no_friday = (0, 1, 2, 3, 5, 6)
    makers: list[tuple[int, str, Callable[[], tuple[int, Rhythm]]]] = [
        (3, "agency", lambda: (whole(20, 40), Rhythm(one(250, 400)))),
        (6, "big site", lambda: (whole(20, 40), Rhythm(one(50, 120), awake=(5, 24)))),
        (12, "site", lambda: (whole(10, 30), Rhythm(one(8, 40), awake=(6, 23)))),
        (6, "batches", lambda: (whole(15, 30), Rhythm(batches=tuple((h + one(-1, 1), 15) for h in (7, 12, 18))))),
        (2, "tight batches", lambda: (10, Rhythm(batches=((7, 12), (17, 12)), spread=20))),
        (5, "weekly", lambda: (whole(10, 25), Rhythm(days=(whole(0, 6),), batches=((one(6, 18), 14),), spread=60))),
        (8, "radio", lambda: (whole(10, 20), Rhythm(one(8, 40), awake=(6, 21), days=no_friday))),
        (4, "sleeper", lambda: (whole(10, 20), sleeper(chance))),
        (4, "odd clock", lambda: (whole(10, 25), Rhythm(one(5, 30), awake=(7, 22)))),
        (8, "slow", lambda: (whole(10, 20), Rhythm(one(0.2, 2)))),
        (4, "institute", lambda: (whole(30, 100), Rhythm(one(1, 8), awake=(8, 18), days=week))),
        (4, "breaking", lambda: (whole(10, 25), Rhythm(one(5, 30), awake=(6, 23), bursts=4, burst=30, spread=180))),
        (2, "sitemap", lambda: (100, Rhythm(one(20, 100), awake=(5, 24)))),
    ]
    return [(kind, *make()) for count, kind, make in makers for _ in range(count)]


def sleeper(chance: Random) -> Rhythm:
    """An outlet that is silent for ten days and puts out a backlog when it wakes."""
    asleep = chance.uniform(3, 18) * DAY
    return Rhythm(chance.uniform(2, 10), awake=(7, 20), sleep=(asleep, asleep + 10 * DAY))


def drawn_rhythms(chance: Random) -> list[tuple[str, int, Rhythm]]:
    """68 outlets of no known kind: each figure is drawn on its own, from its whole range."""
    return [("drawn", round(10 * 10 ** chance.random()), drawn_rhythm(chance)) for _ in range(68)]


def drawn_rhythm(chance: Random) -> Rhythm:
    """A rhythm with rate, hours, days, batches and bursts drawn on their own; a third of each is the plain case."""
    opens = chance.randint(0, 9)
    batches = [(chance.uniform(4, 20), chance.randint(2, 15)) for _ in range(chance.choice((0, 0, 0, 1, 2, 4)))]
    return Rhythm(
        rate=0.2 * 2000 ** (chance.random() * chance.choice((0.7, 1.0))),
        awake=chance.choice(((0, 24), (opens, opens + chance.randint(8, 14)))),
        days=tuple(sorted(chance.sample(range(7), chance.choice((7, 7, 6, 5, 3))))),
        batches=tuple(batches),
        spread=chance.uniform(5, 180),
        bursts=chance.choice((0, 0, 2, 5)),
        burst=chance.randint(5, 30),
    )


def clustered_rhythms(chance: Random) -> list[tuple[str, int, Rhythm]]:
    """68 outlets without habits: items come in clusters, which no hour foretells. No constant was chosen on these."""
    made = []
    for _ in range(68):
        opens = chance.randint(0, 8)
        rhythm = Rhythm(
            awake=(opens, opens + chance.randint(10, 16)),
            spread=chance.uniform(5, 120),
            clusters=chance.lognormvariate(1.0, 1.2),
        )
        made.append(("clustered", round(10 * 10 ** chance.random()), rhythm))
    return made


def outlets(seed: int, mix: Mix) -> list[Outlet]:
    """The outlets of a seed, with their outages, wishes and oddities."""
    chance = Random(f"outlets {seed}")
    return [outlet(number, *made, chance) for number, made in enumerate(mix(chance))]


def outlet(number: int, kind: str, window: int, rhythm: Rhythm, chance: Random) -> Outlet:
    """One outlet; whatever it offers beyond its items is spread over all kinds alike."""
    times = publish(rhythm, window, chance)
    if rhythm.sleep[1]:
        times = sorted([*times, *(rhythm.sleep[1] + chance.uniform(0, 30) for _ in range(chance.randint(8, 20)))])
    odd = number % 4 if kind == "odd clock" else 0
    starts = [chance.uniform(0, MONTH) for _ in range(chance.choice((0, 0, 1, 2)))]
    return Outlet(
        kind=kind,
        window=window,
        items=tuple((time, dated(time, odd, chance)) for time in times),
        down=tuple((start, start + chance.uniform(2, 12) * HOUR) for start in starts),
        later=chance.choice((None, 1800.0, 7200.0)),
        ttl=chance.choice((None, None, 60.0, 60.0, 5.0, 1440.0)),
        older=chance.random() < 0.4,
        validates=chance.random() < 0.6,
        pinned=2 if odd == 3 else 0,
    )


def dated(time: float, odd: int, chance: Random) -> float:
    """The date an item bears: true, five hours ahead, or for one in five that of a draft up to 12 hours old."""
    if odd == 1:
        return time + 5 * HOUR
    if odd == 2 and chance.random() < 0.2:
        return time - chance.uniform(0, 12 * HOUR)
    return time
