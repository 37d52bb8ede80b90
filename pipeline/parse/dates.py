"""When a text was published: the ways in which the feeds and pages of the Sahel's outlets write a date."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pipeline.domain.folding import fold

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""No outlet we read was online before; older dates are faults."""
MOST_AHEAD = timedelta(hours=24)
"""A date further ahead of now than this is a fault, not a time zone."""

_LONGEST = 200
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("janvier", "janv", "january", "jan", "يناير", "كانون الثاني", "جانفي", "janairu", "janairun"),
    ("février", "fevr", "fev", "february", "feb", "فبراير", "شباط", "فيفري", "fabrairu", "fabrairun", "febrairu"),
    ("mars", "march", "mar", "مارس", "آذار", "maris", "maris din"),
    ("avril", "avr", "april", "apr", "أبريل", "نيسان", "أفريل", "إبريل", "afrilu", "afirilu", "afrilun", "afirilun"),
    ("mai", "may", "مايو", "أيار", "ماي", "mayu", "mayun"),
    ("juin", "june", "jun", "يونيو", "يونيه", "حزيران", "جوان", "yuni", "yunin"),
    ("juillet", "juil", "july", "jul", "يوليو", "يوليه", "تموز", "جويلية", "يوليوز", "yuli", "yulin"),
    ("août", "august", "aug", "أغسطس", "آب", "أوت", "غشت", "أغشت", "agusta", "agustan"),
    ("septembre", "september", "sept", "sep", "سبتمبر", "أيلول", "شتنبر", "شتمبر", "satumba", "satumban"),
    ("octobre", "october", "oct", "أكتوبر", "تشرين الأول", "oktoba", "oktoban"),
    ("novembre", "november", "nov", "نوفمبر", "تشرين الثاني", "نونبر", "nuwamba", "nuwamban"),
    ("décembre", "december", "déc", "dec", "ديسمبر", "كانون الأول", "دجنبر", "دجمبر", "disamba", "disamban"),
)
"""French, English, Arabic (Egypt's, the Levant's and the Maghreb's names) and Hausa."""
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "tu": 0, "wet": 0, "wat": 60, "cet": 60, "bst": 60, "west": 60, "cat": 120,
    "sast": 120, "eet": 120, "cest": 120, "eat": 180, "msk": 180, "ast": 180, "edt": -240, "est": -300, "cdt": -300,
    "cst": -360, "mdt": -360, "mst": -420, "pdt": -420, "pst": -480,
}  # fmt: skip
"""Minutes east of UTC. AST is Arabia's here, BST Britain's."""

_MONTH_OF = {fold(name).text: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = "|".join(sorted(map(re.escape, _MONTH_OF), key=len, reverse=True))
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|eme)?", r"(?P<year>\d{4})"
_MONTH = rf"(?P<month>{_NAME})(?!\w)\.?(?:\s*[/(]\s*(?:{_NAME})\)?)?"
_BETWEEN = r"[\s,.\-/]*"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_DAY}{_BETWEEN}(?:(?:de|of|ga|watan|من)\s+){{0,2}}{_MONTH}{_BETWEEN}(?:de\s+|of\s+)?{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}{_BETWEEN}{_DAY}{_BETWEEN}{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\s*[-/.]\s*(?P<month>\d{{1,2}})\s*[-/.]\s*{_YEAR}(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"(?<!\d){_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}(?P<year>\d{{2}})(?!\d)",
    )
)
_TIME = re.compile(
    r"(?<![\d+-])(?P<hour>\d{1,2})"
    r"(?:\s*:\s*(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?!\d)"
    r"|\s*h(?:eures?)?(?:\s*(?P<minute_fr>\d{2})(?:\s?mi?n)?(?![a-z\d])|(?![a-z\d]))"
    r"|(?=\s*[ap]\.?m\b))"
    r"\s*(?P<half>[ap]\.?m\b\.?|صباحا|مساء|[صم]\b)?"
)
_OFFSET = re.compile(r"\s*(?:gmt|utc)?\s*(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)")
_ZONE = re.compile(rf"(?:\d|[ap]\.?m\.?)\s?\(?({'|'.join(sorted(_ZONES, key=len, reverse=True)).upper()})\b", re.A)
"""A zone stands in capitals right after the time: "est" and "cet" are French words, too."""
_AROUND = """
le on at the a an in ce en ligne mise? jour publiee? poste modifiee? date published posted updated last created by
lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
(?:ال)?(?:اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|احد) نشرت? في بتاريخ تاريخ النشر يوم الساعه
wallafa ranar litinin talata laraba alhamis juma'a asabar lahadi da karfe
"""
_INTRODUCED = re.compile(rf"(?:[^\W\d_]+, )?(?:(?<!\w)(?:{'|'.join(_AROUND.split())})(?!\w)|\W|_)*")
"""What may stand before a date, or between it and its time, in a line that says nothing else: or a town and "le"."""
_SIGNING = frozenset({"par", "by", "بقلم", "daga"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


def read_date(text: str, *, timezone: str, now: datetime) -> datetime | None:
    """The moment a written date means, in UTC; None where there is none, or none that can be right.

    A time without a zone is one of `timezone` (an IANA name; empty means UTC); a day without a time is its midnight in
    UTC, so that it stays the same day. The day comes before the month unless only the other order is a date. Epoch
    seconds and milliseconds are read too.
    """
    raw = text[:_LONGEST]
    said = fold(raw).text.strip()
    if _EPOCH.fullmatch(said):
        return _plausible(_from_epoch(float(said)), now)
    for pattern in _DATES:
        found = pattern.search(said)
        day = _day(found) if found else None
        if found and day:
            zone = _ZONE.search(raw)
            own_zone = _east(_ZONES[zone.group(1).lower()]) if zone else ZoneInfo(timezone) if timezone else UTC
            return _plausible(_with_time(day, f"{said[: found.start()]}  {said[found.end() :]}", own_zone), now)
    return None


def is_date_line(line: str) -> bool:
    """Whether a line only says a date, and perhaps who wrote the text, as those under headlines do."""
    said = fold(line).text.strip() if len(line) <= _LONGEST // 2 else ""
    found = next(filter(None, (pattern.search(said) for pattern in _DATES)), None)
    if not found or not _INTRODUCED.fullmatch(said[: found.start()]):
        return False
    rest = said[found.end() :]
    time = _TIME.search(rest)
    if time and _INTRODUCED.fullmatch(rest[: time.start()]):
        rest = rest[time.end() :]
    words = _WORD.findall(rest)
    return len(words) <= 2 or (words[0] in _SIGNING and len(words) <= 8)


def _from_epoch(number: float) -> datetime:
    return datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC)


def _day(found: re.Match[str]) -> datetime | None:
    year, month, day = found["year"], found["month"], int(found["day"])
    number = _MONTH_OF.get(month) or int(month)
    if number > 12 >= day and len(year) == 4:
        number, day = day, number
    try:
        return datetime(int(year) if len(year) == 4 else 2000 + int(year), number, day)  # noqa: DTZ001
    except ValueError:
        return None


def _with_time(day: datetime, rest: str, zone: tzinfo) -> datetime:
    found = _TIME.search(rest)
    if not found:
        return day.replace(tzinfo=UTC)
    hour, minute = int(found["hour"]), int(found["minute"] or found["minute_fr"] or 0)
    half = (found["half"] or "")[:1]
    if half:
        hour = hour % 12 + (12 if half in {"p", "م"} else 0)
    if hour > 23 or minute > 59:
        return day.replace(tzinfo=UTC)
    second = min(int(found["second"] or 0), 59)
    return day.replace(hour=hour, minute=minute, second=second, tzinfo=_offset(rest[found.end() :]) or zone)


def _offset(after_time: str) -> tzinfo | None:
    offset = _OFFSET.match(after_time)
    if not offset:
        return None
    minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
    return _east(-minutes if offset["sign"] == "-" else minutes)


def _east(minutes: int) -> tzinfo:
    return timezone(timedelta(minutes=minutes)) if abs(minutes) <= 14 * 60 else UTC


def _plausible(moment: datetime, now: datetime) -> datetime | None:
    if not EARLIEST.year <= moment.year <= now.year + 1:
        return None
    moment = moment.astimezone(UTC)
    return moment if EARLIEST <= moment <= now + MOST_AHEAD else None
