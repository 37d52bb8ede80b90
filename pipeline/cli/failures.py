"""Why a seed document was not stored, said for people."""

from pipeline.domain.articles import Reason

_WORDS: dict[str, str] = {
    Reason.EMPTY: "no text in it",
    Reason.TOO_BIG: "too big",
    Reason.TOO_SHORT: "too little text in it",
    Reason.NOT_ARTICLE: "not an article",
    Reason.PAYWALL: "a paywall, not the article",
    Reason.CHALLENGE: "a page that asks for proof of being human, not the article",
    Reason.CONSENT_WALL: "a page that asks for consent, not the article",
    Reason.SCRIPT_SHELL: "a page whose text only a browser would fetch",
    Reason.SOFT_404: "a page that says there is none",
    Reason.REDIRECTED_HOME: "the front page, not the article",
    Reason.FORWARDED: "a page that only leads on to another",
    Reason.OTHER_PAGE: "another page than the article",
    Reason.UNREADABLE: "cannot be read",
}
_KINDS = {
    "PNG": "a PNG picture",
    "GIF": "a GIF picture",
    "JPEG": "a JPEG picture",
    "TIFF": "a TIFF picture",
    "bitmap": "a bitmap picture",
    "old Office file": "an old Office file",
    "media": "sound or film",
    "program": "a program",
    "font": "a font",
}


def in_words(failure: str) -> str:
    """A failure of a backfill, "code: detail", as words; what begins with no code is words already."""
    code, _, detail = failure.partition(": ")
    if detail.startswith(("no ", "more than ")):
        return detail
    if code == Reason.WRONG_TYPE:
        return f"{_KINDS.get(detail) or f'{detail} content'.strip()}, not a text"
    words = _WORDS.get(code, "")
    return f"{words} ({detail})" if words and detail else words or failure
