"""What was seen and what was not: sources that answered, silent ones with the cause, and what became of all entries."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from pipeline.domain.digests import Funnel, Mark, SourceWatch
from pipeline.domain.feeds import FeedStatus
from pipeline.report import typography
from pipeline.report.catalogue import country_name, language_name, say
from pipeline.report.ordering import CORE

_TOLD_BY_STATUS = frozenset({FeedStatus.GONE, FeedStatus.RETRY_LATER})
"""Answers that are no failures and bring nothing all the same."""


def state(watch: Sequence[SourceWatch], language: str, *, shown: int = 0) -> Mark:
    """How much of what is watched was seen: complete, partial, unseen, unwatched; or later, where news is shown."""
    expected, answered = len(watch), _answered(watch)
    if not expected:
        key = "unwatched"
    elif not answered and shown:
        key = "later"
    elif not answered:
        key = "unseen"
    else:
        key = "complete" if answered == expected else "partial"
    return Mark(key, say(language, f"state_{key}", count=answered, answered=answered, expected=expected))


def absence(section: str, watch: Sequence[SourceWatch], language: str, *, shown: int = 0) -> str:
    """Why a section has no items; where nothing could be seen it says so, and never that it was calm."""
    if not _answered(watch):
        return say(language, "note_later" if shown else "note_lines_unseen")
    own = [one for one in watch if section not in CORE or section in {one.source.country, *one.source.covers}]
    expected, answered = len(own), _answered(own)
    key = "note_read" if answered else "note_own_silent" if expected else "note_unwatched"
    place = say(language, f"follow_{section}")
    return say(language, key, place=place, count=answered, answered=answered, expected=expected)


def brief_absence(watch: Sequence[SourceWatch], language: str) -> str:
    """Why there is nothing in brief."""
    return say(language, "note_brief" if _answered(watch) else "note_unseen")


def lines_absence(key: str, watch: Sequence[SourceWatch], language: str, *, shown: int = 0) -> str:
    """Why a part made of lines has none: nothing was found, or nothing could be seen."""
    return say(language, f"note_{key}" if _answered(watch) or shown else "note_lines_unseen")


def coverage_lines(
    watch: Sequence[SourceWatch], language: str, zone: tzinfo, *, read: Collection[str] = ()
) -> tuple[str, ...]:
    """What a reader must know of the sources: how many answered, by country and language, how old, what to mind.

    `read` are the keys of the sources whose articles are shown.
    """
    return tuple(_lines(watch, language, zone, read))


def silent_sources(watch: Sequence[SourceWatch], language: str, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    """The sources that did not answer, by name, with the cause and their last answer."""
    silent = sorted((one for one in watch if not one.answered), key=_by_name)
    return tuple((_name(one), _cause(one, language, zone)) for one in silent)


def by_cause(silent: Sequence[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names of silent sources under each cause, in the order in which the causes come up."""
    groups: dict[str, list[str]] = {}
    for name, cause in silent:
        groups.setdefault(cause, []).append(name)
    return tuple((cause, tuple(names)) for cause, names in groups.items())


def funnel_rows(funnel: Funnel, language: str) -> tuple[tuple[str, int], ...]:
    """Each number of the funnel with what it counts, from the entries seen to the items shown; each loss is named."""
    return (
        (say(language, "funnel_entries"), funnel.entries),
        (say(language, "funnel_off_topic"), funnel.entries - funnel.on_topic),
        (say(language, "funnel_on_topic"), funnel.on_topic),
        (say(language, "funnel_links_waiting"), funnel.links_waiting),
        (say(language, "funnel_links_rejected"), funnel.links_rejected),
        (say(language, "funnel_links_given_up"), funnel.links_given_up),
        (say(language, "funnel_elsewhere"), funnel.elsewhere),
        (say(language, "funnel_articles"), funnel.articles),
        (say(language, "funnel_read_later"), funnel.read_later),
        (say(language, "funnel_not_relevant"), funnel.not_relevant),
        (say(language, "funnel_dropped"), funnel.dropped),
        (say(language, "funnel_copies"), funnel.copies),
        *(((say(language, "funnel_unmatched"), funnel.unmatched),) if funnel.unmatched else ()),
        (say(language, "funnel_shown"), funnel.shown),
        (say(language, "funnel_stories"), funnel.stories),
    )


def _lines(watch: Sequence[SourceWatch], language: str, zone: tzinfo, read: Collection[str]) -> Iterator[str]:
    if watch:
        yield say(language, "cov_sources", count=_answered(watch), answered=_answered(watch), expected=len(watch))
        yield say(language, "cov_countries", list=_shares(watch, _country, country_name, language))
        yield say(language, "cov_languages", list=_shares(watch, _languages, language_name, language))
        yield from _oldest(watch, language, zone)
        yield from _losses(watch, language)
        late = sorted((one for one in watch if not one.answered and one.source.key in read), key=_by_name)
        if late:
            yield say(language, "cov_read_later", list=", ".join(map(_name, late)))
    else:
        yield say(language, "cov_none")
    yield say(language, "cov_caution")


def _oldest(watch: Sequence[SourceWatch], language: str, zone: tzinfo) -> Iterator[str]:
    heard: list[tuple[datetime, str]] = sorted((one.last_success, _name(one)) for one in watch if one.last_success)
    if heard:
        at, name = heard[0]
        yield say(language, "cov_oldest", moment=typography.moment(language, at, zone), name=name)
    never = len(watch) - len(heard)
    if never:
        yield say(language, "cov_never", count=never)


def _losses(watch: Sequence[SourceWatch], language: str) -> Iterator[str]:
    """The sources of which entries may have been missed between two polls, with the number of times."""
    missed = sorted((one for one in watch if one.gaps), key=_by_name)
    if missed:
        told = (say(language, "missed", name=_name(one), count=one.gaps) for one in missed)
        yield say(language, "cov_losses", list=", ".join(told))


def _shares(
    watch: Sequence[SourceWatch],
    keys_of: Callable[[SourceWatch], Iterable[str]],
    name_of: Callable[[str, str], str],
    language: str,
) -> str:
    """How many of the sources of each country or language answered, the largest first."""
    expected = Counter(key for one in watch for key in keys_of(one))
    answered = Counter(key for one in watch if one.answered for key in keys_of(one))
    shares = sorted(expected, key=lambda key: (-expected[key], key))
    return ", ".join(
        say(
            language,
            "share",
            name=name_of(language, key) if key else say(language, "unknown"),
            answered=answered[key],
            expected=expected[key],
        )
        for key in shares
    )


def _country(watched: SourceWatch) -> tuple[str, ...]:
    return (watched.source.country,)


def _languages(watched: SourceWatch) -> tuple[str, ...]:
    return tuple(dict.fromkeys(watched.source.languages)) or ("",)


def _cause(watched: SourceWatch, language: str, zone: tzinfo) -> str:
    known = watched.failure or (watched.last_status if watched.last_status in _TOLD_BY_STATUS else None)
    said = say(language, f"cause_{(known.value if known else 'unknown') if watched.polls else 'not_polled'}")
    if watched.last_success is None:
        return say(language, "silent_ever", cause=said)
    return say(language, "silent_since", cause=said, moment=typography.moment(language, watched.last_success, zone))


def _answered(watch: Iterable[SourceWatch]) -> int:
    return sum(one.answered for one in watch)


def _name(watched: SourceWatch) -> str:
    return watched.source.name or watched.source.key


def _by_name(watched: SourceWatch) -> tuple[str, str]:
    return _name(watched).casefold(), watched.source.key
