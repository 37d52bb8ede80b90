"""Captions of pictures: told from the text by their place in the page, or by the credit at their end."""

import re
from collections import Counter
from itertools import islice

from pipeline.domain.folding import fold
from pipeline.parse.bylines import agency_of
from pipeline.parse.characters import one_line
from pipeline.parse.html import Tree, flat_text

CAPTION_LIMIT = 1_000
"""Longest caption, characters: agencies put three sentences and a credit under a picture."""
MOST_CAPTIONS = 100

_SHORT, _SHORTEST = 300, 120
_OWNERS = frozenset(
    fold(name).text
    for name in (
        "getty", "getty images", "epa", "epa-efe", "social media", "social networks", "social networking sites", "dr",
        "réseaux sociaux", "capture d'écran", "screenshot", "file", "file photo", "archive", "archives", "d.r.",
        "photo d'archives", "photo d'illustration", "image d'illustration", "image d'archives", "illustration",
        "al jazeera", "aljazeera", "الجزيرة", "غيتي", "غيتي إيميجز", "الفرنسية", "الألمانية", "الأوروبية", "أرشيف",
        "أرشيفية", "مواقع التواصل", "مواقع التواصل الاجتماعي", "مواقع تواصل", "وكالات",
    )
)  # fmt: skip
_AGENCY = r"(?:AFP|AP|REUTERS|Reuters|EPA|Xinhua|Anadolu|Getty(?: Images)?|NurPhoto|SIPA|Sputnik|TASS|رويترز|الأناضول)"
_PICTURE = r"(?:[Pp]hotos?|[Ii]mages?|[Ff]oto|[Cc]rédits?(?: [Pp]hotos?)?|(?:[Pp]hoto )?[Cc]redits?|صورة|تصوير)"
_CREDITED = re.compile(
    rf"(?:\b{_AGENCY} ?/ ?\w[\w .,'’/-]{{1,60}}"
    rf"|\b[Vv]ia {_AGENCY}"
    rf"|\((?:{_AGENCY} )?{_PICTURE} ?[:/©]? ?[^()]{{2,80}}\)"
    rf"|(?:©|\(c\)|{_PICTURE} ?[:©]|[Pp]hoto (?:by|de) ) ?[^.!?؟]{{2,80}}"
    r")[ )\].]*$"
)
_PICTURE_FILE = re.compile(r"[^?#]*\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)", re.I)
_PLAYER = re.compile(
    r"//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed|youtu\.be|(?:geo\.)?dailymotion\.com/(?:embed|player)"
    r"|player\.vimeo\.com|facebook\.com/plugins/video|rumble\.com/embed|ok\.ru/videoembed)"
)
_CREDIT_SIGN = re.compile(r"[/:©(]|\b[Vv]ia |\b[Pp]hoto (?:by|de) ")
"""No credit is without one of these; most lines are, and need no longer look."""
_ANNOUNCED = re.compile(
    rf"(?:{_PICTURE}|[Ll]égende|[Cc]aption|(?:[Ff]ile|AP|AFP) [Pp]hoto|[Ii]mage (?:source|caption)|الصورة"
    r"|(?:[Pp]hoto|[Ii]mage) d['’](?:archives?|illustration)) ?(?:[:©/,|]|$)"
)
_DRAWN = re.compile(r"(?:maps?|carte|infographi[ce]|graphic|خريطة|إنفوغراف)\b", re.I)
_LAST_BRACKET = re.compile(r"(?P<before>.*[^\s(\[]) ?[(\[](?P<owner>[^()\[\]]{2,60})[)\]] ?\.?", re.S)
_MIXED = re.compile(r"[a-z][A-Z]")
_SENTENCE_END = (".", "!", "?", "؟", "…", "»", '"', "”", ":", ";", "،", ",")
_NAMED = re.compile(r"[Cc]aption|[Ll]egende|(?:[Pp]hoto|[Ii]mage)[-_]?[Cc]redit|[Cc]redit[-_][Pp]hoto")
_HOLDERS = ("p", "div", "span", "dd", "em", "small")


def take_captions(tree: Tree) -> tuple[str, ...]:
    """Take the captions that a page marks as such out of its tree; each text once, in the order of the page."""
    taken: dict[str, None] = {}
    for element in list(filter(_is_marked, tree.iter("figcaption", *_HOLDERS))):
        text = one_line(flat_text(element), CAPTION_LIMIT + 1)
        if len(text) > CAPTION_LIMIT or len(element.findall(".//p")) > 2:
            continue
        if text and len(taken) < MOST_CAPTIONS and not any(text in known for known in taken):
            taken[text] = None
        if element.getparent() is not None:
            element.drop_tree()
    return tuple(taken)


def count_pictures(tree: Tree) -> int:
    """How many pictures stand together in a page: the most below one element, at most three levels up.

    Those that lead to another page are teasers and logos, and do not count.
    """
    held: Counter[Tree] = Counter()
    for picture in tree.iter("img"):
        link = next(picture.iterancestors("a"), None)
        if link is None or _PICTURE_FILE.match(link.get("href") or ""):
            start = picture if link is None else link
            held.update(islice(start.iterancestors(), 3))
    return max(held.values(), default=0)


def has_player(tree: Tree) -> bool:
    """Whether a page holds a film, its own or that of one of the sites that host them."""
    return tree.find(".//video") is not None or any(
        _PLAYER.search(frame.get("src") or frame.get("data-src") or "") for frame in tree.iter("iframe")
    )


def split_captions(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of a text and, apart from them, the captions among them."""
    told = [(line, is_caption(line)) for line in lines]
    return [line for line, caption in told if not caption], [line for line, caption in told if caption]


def is_caption(line: str) -> bool:
    """Whether a line of text reads as the caption or credit of a picture rather than as a sentence of the article."""
    if len(line) > CAPTION_LIMIT:
        return False
    end = line[-200:]
    if _CREDIT_SIGN.search(end) and _CREDITED.search(end):
        return True
    return len(line) <= _SHORT and bool(_ANNOUNCED.match(line) or _is_drawn(line) or _names_owner(line))


def heads_caption(line: str) -> bool:
    """Whether a line may be the heading of a caption that follows it directly."""
    return len(line) < 40 and not line.endswith(_SENTENCE_END)


def _is_marked(element: Tree) -> bool:
    name = element.get("class")
    return bool(name and _NAMED.search(name)) or element.tag == "figcaption"


def _is_drawn(line: str) -> bool:
    return len(line) <= _SHORTEST and bool(_DRAWN.match(line)) and not line.endswith(_SENTENCE_END)


def _names_owner(line: str) -> bool:
    """A line without a full stop that ends in brackets with the name of an agency or of another owner of pictures."""
    found = _LAST_BRACKET.fullmatch(line)
    if not found or found["before"].endswith(_SENTENCE_END) or _MIXED.search(found["owner"]):
        return False
    return bool(agency_of(found["owner"])) or fold(found["owner"]).text.strip() in _OWNERS
