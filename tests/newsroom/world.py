"""The world of a newsroom: all articles of the simulated days. It depends on its arguments alone."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

from tests.newsroom.drafts import Draft, Kind, event_drafts, off_topic_drafts
from tests.newsroom.edits import copied, typeset
from tests.newsroom.events import Event, happenings
from tests.newsroom.outlets import Outlet, slug
from tests.newsroom.writing import Text, agency_report, headline, off_topic, off_topic_headline, report

_SLUG_LENGTH = 70
_TRACKING = ("utm_", "xtor", "at_", "fbclid")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what was planned, its place among the outlet's articles, and its address."""

    draft: Draft
    number: int
    path: str

    @property
    def outlet(self) -> Outlet:
        """Who publishes it."""
        return self.draft.outlet

    @property
    def published(self) -> datetime:
        """When, to the minute, in UTC; no other article of the outlet has the same minute."""
        return self.draft.published

    @property
    def url(self) -> str:
        """Its whole address, without tracking."""
        return self.outlet.home + self.path.removeprefix("/")


class World:
    """All articles of some outlets over some days; texts are written when they are asked for."""

    def __init__(self, seed: int, outlets: Sequence[Outlet], start: datetime, days: int) -> None:
        self.outlets = tuple(outlets)
        self.start = start.astimezone(UTC).replace(second=0, microsecond=0)
        self.end = self.start + timedelta(days=days)
        self.events: tuple[Event, ...] = happenings(seed, self.start, days)
        drafts = [draft for event in self.events for draft in event_drafts(seed, event, self.outlets)]
        for outlet in self.outlets:
            drafts.extend(off_topic_drafts(seed, outlet, self.start, days))
        self._articles = {outlet.key: self._settle(outlet, drafts) for outlet in self.outlets}
        self._published = {key: [article.published for article in own] for key, own in self._articles.items()}
        self._paths = {
            key: {_found_by(article.path): article for article in own} for key, own in self._articles.items()
        }
        self._texts: dict[tuple[str, bool], Text] = {}

    def visible(self, outlet: Outlet, now: datetime) -> tuple[Article, ...]:
        """What an outlet has published by now, oldest first."""
        return self._articles[outlet.key][: bisect_right(self._published[outlet.key], now)]

    def at_path(self, outlet: Outlet, target: str, now: datetime) -> Article | None:
        """The published article at an address of an outlet, whatever tracking hangs on it."""
        article = self._paths[outlet.key].get(_found_by(target))
        return article if article is not None and article.published <= now else None

    def text(self, article: Article) -> Text:
        """The words of an article as its outlet prints them."""
        key = (article.draft.voice, article.draft.revised)
        if key not in self._texts:
            self._texts[key] = typeset(_written(article.draft), article.outlet)
        return self._texts[key]

    def _settle(self, outlet: Outlet, drafts: Iterable[Draft]) -> tuple[Article, ...]:
        """Put an outlet's drafts in order, one a minute, and give them addresses."""
        own = sorted((d for d in drafts if d.outlet is outlet), key=lambda d: (d.published, d.voice, d.revised))
        settled: list[Article] = []
        taken: set[str] = set()
        minute = self.start
        for draft in own:
            minute = max(draft.published.replace(second=0, microsecond=0), minute + timedelta(minutes=1))
            if minute > self.end:
                break
            number = 1000 + 137 * outlet.number + len(settled)
            path = _path(draft, minute, number, taken)
            taken.add(path)
            settled.append(Article(replace(draft, published=minute), number, path))
        return tuple(settled)


def title_of(draft: Draft) -> str:
    """The headline a draft is given before any edit."""
    if draft.event is None:
        return off_topic_headline(draft.subject, draft.outlet, draft.voice)
    return headline(draft.event, draft.outlet, draft.voice, revised=draft.revised)


def _written(draft: Draft) -> Text:
    event = draft.event
    if event is None:
        return off_topic(draft.subject, draft.outlet, draft.voice)
    if draft.kind in {Kind.AGENCY, Kind.UPDATE}:
        return agency_report(event, draft.outlet, draft.voice, revised=draft.revised)
    if draft.agency is None:
        return report(event, draft.outlet, draft.voice)
    source = agency_report(event, draft.agency, draft.agency_voice, revised=draft.revised)
    return copied(event, source, agency=draft.agency, outlet=draft.outlet, voice=draft.voice, revised=draft.revised)


def _path(draft: Draft, minute: datetime, number: int, taken: set[str]) -> str:
    match draft.outlet.cms:
        case "spip":
            return f"/spip.php?article{number}"
        case "drupal":
            return f"/?q=node/{number}"
        case "numeric":
            return f"/actualite/{number}.html"
    day = minute.astimezone(draft.outlet.zone)
    path = f"/{day:%Y/%m/%d}/{_address_words(title_of(draft), draft.outlet.language) or number}/"
    return path if path not in taken else f"{path[:-1]}-{number}/"


def _address_words(title: str, language: str) -> str:
    """The words of a headline as they stand in an address; Arabic ones percent-encoded in lower case, as WordPress."""
    if language == "ar":
        return quote("-".join(word for word in title.replace(":", " ").split() if word.isalnum())).lower()
    words = slug(title)
    return words[:_SLUG_LENGTH].rsplit("-", 1)[0] if len(words) > _SLUG_LENGTH else words


def _found_by(target: str) -> str:
    """What an address is looked up by: decoded, without tracking and without a final slash."""
    path, _, query = target.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(_TRACKING)]
    return unquote(path).rstrip("/") + ("?" + unquote("&".join(kept)) if kept else "")
