"""The digest as JSON, for programs.

Schema 2. An added field does not change the number; a field that goes or changes its meaning does.

schema, day (ISO date; of a span of days the last), language (en or fr), edition (0: none, the day is not over, or the
             digest is of a span of days or of a search), title
lexicon      version of the topic lists
window       since (ISO 8601 in UTC, null: all that is stored), until, timezone, text
state        key (complete, partial, later, unseen, unwatched), text
in_brief     numbers of articles that stand in the sections, in the order in which they are shown
added        numbers of the articles that the edition before did not have
sections     key (ML, NE, BF, region, others; reading and seeds where there are any), title, note (why there are no
             items, or what they are, or empty), full (how many items the other forms show in full; the others have a
             line each), items, one a happening, led by its weightiest article:
  article, group, story       numbers in the store
  gist                        of the happening that the item leads: where and when what, in words; else null
  headline, extract           word for word from the article; extract_cut: the quoted sentence goes on
  language                    ISO 639 code, or empty
  url                         an http(s) address; seed: and a name for a seed document; or empty
  outlet, ownership           name; state, public, private, party, ngo, igo, agency, think_tank, or empty
  published                   ISO 8601 in UTC, or null; published_text for people
  date_source                 declared, feed, searched, none
  countries                   ISO 3166 codes, the most concerned first
  topics                      key, level (reported or mentioned), words that earned it
  figures                     the words of reported tolls
  copies                      names of the other outlets with the same text
  same_story                  article and outlet of the other items on the same happening
  outlets, families           how many outlets, and how many independent of one another, speak for the happening
  changed                     what an update says anew: words (of its text), before (folded); where the words were not
                              found, words holds both, folded, and before is empty
  genre                       news, analysis, opinion
  status                      of the happening: new, changed, developing
  order                       why it stands where it does, the weightiest reason first
  reports                     the other articles on the same happening: items like this one
  marks                       key (single_source, copies, owners_unknown, official_only, claim, update, developing,
                              new, denied, denial, figures_differ, withdrawn, added, date_estimated, place_region), text
follow_ups   kind (withdrawn, denied, updated, retitled, recounted, gained, late), said (in words), article, story,
             headline, language, outlet, url, before, after (quoted: word for word from the article, else figures)
awaiting     the same; kind: pending, claim_confirmed, claim_denied
first_named  name of a place or actor that no article before names, article
topics       key, name, items (how many report on it)
tolls        day (ISO date or null), place, country (of the report, or null), precision, figures (harm, side, told: a
             range in words, least, most: null where it is open), said_by, articles, marks (figures_differ)
places       name, latitude, longitude, items, kind (incident or story), precision (1 the place, 2 near it, 3 region)
four_weeks   topics and countries: name, days (items a day, the oldest first; null: nothing was seen that day)
coverage     lines for people; silent: name, cause
funnel       entries, on_topic, links_waiting, links_rejected, links_given_up, articles, not_relevant, dropped, copies,
             shown; elsewhere (stored in the window, dated another day), read_later (the other way round); stories
             (different happenings among those shown); unmatched (left out by the search of the digest)
key          lines that explain the marks
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from json.encoder import encode_basestring
from types import GeneratorType
from typing import Any

from pipeline.domain.digests import Digest, Item, Line, Mark, Section

SCHEMA = 2
"""The version of the schema above."""

_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(digest: Digest) -> str:
    """The digest as a JSON object in UTF-8, always with the same keys in the same order."""
    return "".join(json_pieces(digest))


def json_pieces(digest: Digest) -> Iterator[str]:
    """The same piece by piece: that of a first digest is so long that it is better never held as a whole."""
    for piece in _pieces(_digest(digest), "\n"):
        yield _SURROGATE.sub(_escape, piece)
    yield "\n"


def _pieces(value: Any, line: str) -> Iterator[str]:
    """A value in pieces, as `_written` writes it; a generator is a list whose members are made one after the other."""
    inner = line + " "
    if isinstance(value, dict) and any(isinstance(one, GeneratorType) for one in value.values()):
        between = "{"
        for key, one in value.items():
            yield f'{between}{inner}"{key}": '
            yield from _pieces(one, inner)
            between = ","
        yield f"{line}}}"
    elif isinstance(value, GeneratorType):
        between = "["
        for one in value:
            yield f"{between}{inner}"
            yield from _pieces(one, inner)
            between = ","
        yield "[]" if between == "[" else f"{line}]"
    else:
        yield _written(value, line)


def _written(value: Any, line: str) -> str:
    """A value as json.dumps(value, indent=1) has it, after the beginning of a line, in less than half the time."""
    if type(value) is str:
        return encode_basestring(value)
    inner = line + " "
    between = f",{inner}"
    if value and isinstance(value, dict):
        fields = between.join([f'"{key}": {_written(one, inner)}' for key, one in value.items()])
        return f"{{{inner}{fields}{line}}}"
    if value and isinstance(value, list):
        members = between.join([encode_basestring(one) if type(one) is str else _written(one, inner) for one in value])
        return f"[{inner}{members}{line}]"
    return _plain(value)


def _digest(digest: Digest) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "day": digest.day,
        "language": digest.language,
        "edition": digest.edition,
        "title": digest.title,
        "lexicon": digest.lexicon,
        "window": {
            "since": digest.since or None,
            "until": digest.until,
            "timezone": digest.timezone,
            "text": digest.window,
        },
        "state": _mark(digest.state),
        "in_brief": [item.article for item in digest.in_brief],
        "added": list(digest.added),
        "sections": (_section(section) for section in digest.sections),
        "follow_ups": [_line(line) for line in digest.follow_ups.lines],
        "awaiting": [_line(line) for line in digest.awaiting.lines],
        "first_named": [{"name": name, "article": article} for name, article in digest.first_named],
        "topics": [{"key": key, "name": name, "items": count} for key, name, count in digest.topics],
        "tolls": [
            {
                "day": row.day_iso or None,
                "place": row.place,
                "country": row.country or None,
                "precision": row.precision,
                "figures": [
                    {"harm": one.key, "side": one.side, "told": one.told, "least": one.least, "most": one.most}
                    for one in row.figures
                ],
                "said_by": ", ".join(row.voices),
                "articles": list(row.articles),
                "marks": [_mark(mark) for mark in row.marks],
            }
            for row in digest.tolls
        ],
        "places": [
            {
                "name": dot.label,
                "latitude": dot.latitude,
                "longitude": dot.longitude,
                "items": dot.size,
                "kind": dot.kind.value,
                "precision": dot.precision,
            }
            for dot in digest.pictured.dots
        ],
        "four_weeks": {
            "topics": [{"name": one.name, "days": list(one.counts)} for one in digest.pictured.topics],
            "countries": [{"name": one.name, "days": list(one.counts)} for one in digest.pictured.countries],
        },
        "coverage": list(digest.coverage),
        "silent": [{"name": name, "cause": cause} for name, cause in digest.silent],
        "funnel": asdict(digest.funnel),
        "key": list(digest.key),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "note": section.note,
        "full": len(section.items),
        "items": (_item(item) for item in section.shown),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "article": item.article,
        "group": item.group,
        "story": item.story,
        "headline": item.headline,
        "gist": item.gist or None,
        "language": item.language,
        "extract": item.extract,
        "extract_cut": item.extract_cut,
        "url": item.url,
        "outlet": item.outlet,
        "ownership": item.ownership,
        "published": item.published_at or None,
        "published_text": item.published,
        "date_source": item.date_source,
        "countries": list(item.countries),
        "topics": _topics(item),
        "figures": list(item.figures),
        "copies": list(item.copies),
        "same_story": [{"article": article, "outlet": outlet} for article, outlet in item.same_story],
        "outlets": item.outlets,
        "families": item.families,
        "changed": [asdict(change) for change in item.changed],
        "genre": item.genre,
        "status": item.status,
        "order": list(item.order),
        "reports": [_item(report) for report in item.reports],
        "marks": [_mark(mark) for mark in item.marks],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "said": line.said,
        "article": line.article,
        "story": line.story,
        "headline": line.headline,
        "language": line.language,
        "outlet": line.outlet,
        "url": line.url,
        "before": line.before,
        "after": line.after,
        "quoted": line.quoted,
    }


def _topics(item: Item) -> list[dict[str, Any]]:
    reported, words = set(item.topics), dict(item.evidence)
    return [
        {"key": key, "level": "reported" if key in reported else "mentioned", "words": list(words.get(key, ()))}
        for key in (*item.topics, *item.mentioned)
    ]


def _mark(mark: Mark) -> dict[str, str]:
    return {"key": mark.key, "text": mark.text}


def _escape(surrogate: re.Match[str]) -> str:
    return f"\\u{ord(surrogate.group()):04x}"
