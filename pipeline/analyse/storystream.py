"""Stories in a stream of texts: each leading text is held against those of the last days, which are all the memory."""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from datetime import datetime

from pipeline.analyse.incidents import find_incidents
from pipeline.analyse.language import identify
from pipeline.analyse.lexicon import Lexicon
from pipeline.analyse.stories import GATE, Rarity, StoryLink, StoryMember, place_in_story, rarest
from pipeline.analyse.storyfeatures import StoryFeatures, features_of, index_terms
from pipeline.analyse.tagging import tag


@dataclass(frozen=True, slots=True)
class _Held:
    """A leading text of the window, by its number in the stream."""

    number: int
    story: int
    moment: datetime
    outlet: str
    features: StoryFeatures
    terms: tuple[int, ...]


class StoryStream:
    """Gathers leading texts that come in the order of time into stories, told by numbers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._window: deque[_Held] = deque()
        self._by_number: dict[int, _Held] = {}
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._counts: Counter[int] = Counter()
        self._sizes: Counter[int] = Counter()
        self._outlets: defaultdict[int, set[str]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._window)

    def __contains__(self, number: int) -> bool:
        return number in self._by_number

    def features(self, number: int) -> StoryFeatures | None:
        """The features of a text that is still kept."""
        held = self._by_number.get(number)
        return held.features if held else None

    def read(self, title: str, text: str, language: str, published: datetime) -> StoryFeatures:
        """The features of a text, by the lexicon of the stream."""
        language = language or identify(title, text)
        tagging = tag(self._lexicon, title, text, language)
        incidents = find_incidents(title, text, language, tagging, published, self._lexicon)
        return features_of(title, text, language, tagging.mentions, incidents, self._lexicon.places, published)

    def place(self, features: StoryFeatures, moment: datetime, outlet: str) -> StoryLink | None:
        """The story among those of the window that a text belongs to."""
        self._forget(moment)
        keys = rarest(features, self._counts)
        found = {number for key in keys for number in self._holders[key] if number in self._by_number}
        rarity = Rarity(len(self._window), self._counts)
        return place_in_story(features, moment, outlet, map(self._member, sorted(found)), rarity)

    def add(self, number: int, story: int, features: StoryFeatures, moment: datetime, outlet: str) -> None:
        """Keep a text that is in a story by now."""
        held = _Held(number, story, moment, outlet, features, index_terms(features))
        self._window.append(held)
        self._by_number[number] = held
        for term in held.terms:
            self._holders[term].append(number)
            self._counts[term] += 1
        self._sizes[story] += 1
        self._outlets[story].add(outlet)

    def _member(self, number: int) -> StoryMember:
        held = self._by_number[number]
        outlets = len(self._outlets[held.story])
        return StoryMember(
            number, held.story, self._sizes[held.story], outlets, held.moment, held.outlet, held.features
        )

    def _forget(self, moment: datetime) -> None:
        """Drop the texts that are further back than a story reaches."""
        while self._window and moment - self._window[0].moment > GATE:
            held = self._window.popleft()
            del self._by_number[held.number]
            for term in held.terms:
                self._counts[term] -= 1
                holders = self._holders[term]
                holders.remove(held.number)
                if not holders:
                    del self._holders[term], self._counts[term]
            self._sizes[held.story] -= 1
            if not self._sizes[held.story]:
                del self._sizes[held.story]
                self._outlets.pop(held.story, None)
