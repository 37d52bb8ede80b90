"""Reports of sport: there attack, siege and raid are play, and say nothing of a topic by themselves."""

from collections.abc import Iterable, Iterator

from pipeline.analyse.matching import Found
from pipeline.domain.folding import folded_words
from pipeline.domain.topics import Kind

READ = 1500
"""Characters of a text that tell whether it is about sport."""
FEWEST = 2
"""So many different words of sport make a report of it: one is no more than a football field in the news."""
_SPORT = frozenset(
    folded_words(
        """
        sélectionneur entraîneur buteur buteurs attaquant attaquants championnat match matchs football footballeur
        footballeurs basket éliminatoires penalty filets tournoi joueur joueurs club clubs maillot supporters arbitre
        mercato ligue coupe finale
        coach striker strikers goalkeeper midfielder qualifier qualifiers matches footballer footballers league
        tournament scored player players cup referee fans
        مباراة المباراة مدرب المدرب لاعب اللاعب لاعبين اللاعبين كأس بطولة منتخب المنتخب الدوري كرة
        kwallo kwallon wasan koci gasar
        """
    )
)


def is_sport(title: str, text: str) -> bool:
    """Whether a text is a report of sport, by the words of its title and beginning."""
    return len(_SPORT.intersection(folded_words(f"{title}\n{text[:READ]}"))) >= FEWEST


def without_play(found: Iterable[Found], title: str, text: str) -> Iterator[Found]:
    """What was found, in a report of sport without the generic terms of topics and what only stands near another word.

    People shot at a match are told in words that are no play: those still count.
    """
    sport = is_sport(title, text)
    return (one for one in found if not (sport and one.mention.kind is Kind.TOPIC and (one.loose or one.term.generic)))
