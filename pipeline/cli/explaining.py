"""Why an article is tagged as it is: what fired, with the words around it, and what was near and what it lacked."""

from pipeline.analyse.tagging import Lack, Weighed, Weighing
from pipeline.cli.rendering import say
from pipeline.domain.articles import Document
from pipeline.domain.topics import Level, Mention

_AROUND = 40
"""How much of the text is shown on each side of a mention, characters."""
_MOST = 8
"""How many mentions of a topic, or anchors, are shown."""
_LACKS = {
    Lack.ANCHOR: "no strong place, actor or term puts the text in the Sahel, and its terms are weak",
    Lack.COMPANY: "its only term is a generic one, and stands alone",
    Lack.ABOUT: "the text names the Sahel, or not even that, but is not about it",
    Lack.SUBSTANCE: "too little of the text is about it",
    Lack.OWN_TERM: "only generic terms speak for it, none but backdrop ones in the title",
}


def print_weighing(document: Document, weighing: Weighing, topic: str) -> None:
    """Print how the verdict on a document comes about, of one topic or of all, the foremost first."""
    say(document.title)
    about = "about the Sahel" if weighing.about else "not about the Sahel"
    anchored = "put there by" if weighing.anchors else "nothing puts it there"
    say(f"{about}; {anchored} {_listed(weighing.anchors)}".rstrip())
    chosen = [one for one in weighing.topics if topic in {"", one.topic}]
    for one in sorted(chosen, key=_order):
        say("")
        _print_topic(document, one)
    if not chosen:
        say("")
        say(f"{topic}: none of its terms stands in the text" if topic else "no term of any topic stands in the text")


def _order(one: Weighed) -> tuple[bool, bool, float, str]:
    return one.level is None, one.level is not Level.REPORTED, -one.substance, one.topic


def _print_topic(document: Document, one: Weighed) -> None:
    verdict = one.level.value if one.level else "not tagged"
    rule = f", rule {one.rule}" if one.rule else ""
    say(f"{one.topic}: {verdict}{rule}; weight {one.substance:.2f}, a report needs {one.enough:.2f}")
    if one.denied:
        say("    what is said of it is denied: such an event is mentioned, and the text stays relevant")
    for lack in one.lacks:
        say(f"    lacks: {_LACKS[lack]}")
    for mention in one.mentions[:_MOST]:
        say(f"    {mention.field} {mention.start}-{mention.end}: {_in_context(document, mention)}")
    if len(one.mentions) > _MOST:
        say(f"    and {len(one.mentions) - _MOST} more")


def _in_context(document: Document, mention: Mention) -> str:
    text: str = getattr(document, mention.field)
    before, after = text[max(0, mention.start - _AROUND) : mention.start], text[mention.end : mention.end + _AROUND]
    shown = f"{before}[{mention.surface}]{after}"
    term = "" if mention.term == mention.surface else f" (term: {mention.term})"
    return " ".join(shown.split()) + term


def _listed(anchors: tuple[Mention, ...]) -> str:
    surfaces = list(dict.fromkeys(anchor.surface for anchor in anchors))
    more = f" and {len(surfaces) - _MOST} more" if len(surfaces) > _MOST else ""
    return ", ".join(surfaces[:_MOST]) + more
