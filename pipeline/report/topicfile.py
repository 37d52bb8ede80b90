"""Writing a topic as the file it is read from: seeds/topics/KEY.toml."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.topics import Nearness, Origin, Strength, Term, Topic

_WIDTH = 110
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029), " ")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, slots=True)
class Offer:
    """A weak term offered to a topic, with what speaks for it; `taken`: as a term, else as a comment only."""

    surface: str
    language: str
    why: tuple[str, ...]
    taken: bool = True


def topic_file(topic: Topic, offers: Sequence[Offer] = ()) -> str:
    """A topic with the terms offered to it as TOML; read again it is the same topic with those that are taken."""
    lines = [
        f"key = {_quoted(topic.key)}",
        f"label_en = {_quoted(topic.label_en)}",
        f"label_fr = {_quoted(topic.label_fr)}",
        f"meaning = {_quoted(topic.meaning)}",
        *_array("exclusions", topic.exclusions),
    ]
    for origin in topic.derived_from:
        lines += _origin(origin)
    languages = [one.language for group in (topic.terms, offers, topic.near) for one in group]
    for language in dict.fromkeys(languages):
        terms = [term for term in topic.terms if term.language == language]
        lines += _language(language, terms, [offer for offer in offers if offer.language == language])
        lines += [line for near in topic.near if near.language == language for line in _near(near)]
    return "\n".join(lines) + "\n"


def comment(text: str, indent: str = "") -> list[str]:
    """A text as comment lines of a bearable width."""
    prefix = f"{indent}# "
    return textwrap.wrap(
        _plain(text), _WIDTH, initial_indent=prefix, subsequent_indent=prefix, break_on_hyphens=False
    )  # fmt: skip


def _origin(origin: Origin) -> list[str]:
    said = (f"document = {_quoted(origin.document)}", f"statement = {_quoted(origin.statement)}")
    return ["", "[[derived_from]]", *said]


def _language(language: str, terms: Sequence[Term], offers: Sequence[Offer]) -> Iterator[str]:
    yield from ("", f"[terms.{language}]")
    yield from _array("strong", [term.surface for term in terms if term.strength is Strength.STRONG])
    weak = [term.surface for term in terms if term.strength is Strength.WEAK]
    if offers:
        yield "weak = ["
        yield from _wrapped(weak)
        yield from (line for offer in offers for line in _offer(offer))
        yield "]"
    else:
        yield from _array("weak", weak)
    yield from _array("exact_case", [term.surface for term in terms if term.exact_case])
    yield from _array("generic", [term.surface for term in terms if term.generic and not term.backdrop])
    yield from _array("backdrop", [term.surface for term in terms if term.backdrop])


def _near(near: Nearness) -> Iterator[str]:
    yield from ("", f"[[terms.{near.language}.near]]")
    yield from _array("words", near.words)
    yield from _array("beside", near.beside)
    if near.places:
        yield "places = true"
    yield from _array("exclusions", near.exclusions)


def _offer(offer: Offer) -> list[str]:
    why = [line for reason in offer.why for line in comment(reason, "    ")]
    return [*why, f"    {'' if offer.taken else '# '}{_quoted(offer.surface)},"]


def _array(key: str, texts: Sequence[str]) -> list[str]:
    if not texts:
        return []
    short = f"{key} = [{', '.join(map(_quoted, texts))}]"
    return [short] if len(short) <= _WIDTH else [f"{key} = [", *_wrapped(texts), "]"]


def _wrapped(texts: Iterable[str]) -> Iterator[str]:
    """Quoted texts, as many a line as fit."""
    line = ""
    for text in texts:
        piece = f"{_quoted(text)},"
        if line and len(line) + len(piece) + 1 > _WIDTH - 4:
            yield f"    {line}"
            line = ""
        line = f"{line} {piece}".strip()
    if line:
        yield f"    {line}"


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, which escapes as JSON does."""
    return json.dumps(_plain(text), ensure_ascii=False)


def _plain(text: str) -> str:
    """A text in one line without control characters and halves of characters, which TOML cannot hold."""
    return " ".join(text.translate(_CONTROLS | _SURROGATES).split())
