"""The language of a text, by character statistics."""

_HEAD = 500
"""Characters of the title and of the text that are looked at; more changes nothing in news."""

_OURS = frozenset({"fr", "en", "ar", "ha"})
"""The languages the lists hold terms in."""

_LEAD = 7.0
"""By how many natural logarithms another language must lead one of ours: bare headlines of names score within less."""

_NO_LANGUAGE = "zxx"


def identify(title: str, text: str) -> str:
    """The ISO 639-1 code of a document's language (ISO 639-3 where there is none, as for Pidgin), or empty.

    Judged by py3langid on the title and the first 500 characters; a language of the lists wins a close call.
    """
    sample = f"{title[:_HEAD]}\n{text[:_HEAD]}".encode("utf-8", "ignore").decode("utf-8")
    if not any(character.isalpha() for character in sample):
        return ""
    from py3langid import rank

    ranking: list[tuple[str, float]] = rank(sample)
    best, top = ranking[0]
    ours = next((language for language, score in ranking if language in _OURS and top - score <= _LEAD), best)
    return "" if ours == _NO_LANGUAGE else ours
