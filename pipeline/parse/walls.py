"""Pages that answer 200 and are no article: challenges, consent and pay walls, shells for scripts, errors, listings.

Phrases are written folded (no case, accents, hamza or harakat), as patterns.
"""

import re
from dataclasses import dataclass

from pipeline.domain.articles import Reason, Rejected
from pipeline.domain.folding import fold
from pipeline.domain.urls import is_home
from pipeline.parse.metadata import Metadata

SHORTEST = 140
"""A text of fewer characters is no article: agencies' one-sentence flashes are longer."""
USABLE_LEAD = 400
"""The lead of an article behind a pay wall is kept where it has this many characters."""

_WALL_SIZE = 1_500
"""A page that shows more than this is not taken for a challenge or consent wall, characters."""
_METERED = 2_500
"""A text longer than this is taken to be whole although its page asks for a subscription, characters."""

_CHALLENGES = (
    "checking (?:your browser|if the site connection is secure)", "verif(?:y|ying) (?:that )?you are (?:a )?human",
    "^just a moment", "enable javascript and cookies to continue", "are you a (?:robot|human)",
    "pardon our interruption", "review the security of your connection", "ddos protection by",
    r"attention required! \| cloudflare", "error 1020", "unusual traffic from your",
    "complete the (?:security check|captcha)", "incapsula incident", "request unsuccessful", "bot verification",
    "^access (?:to this page has been |is )?denied", "you have been blocked", "resol(?:vez|udre) le captcha",
    "^verification de (?:la )?securite", "verifie[rz] que vous (?:etes|n'etes pas) (?:bien )?(?:un )?(?:humain|robot)",
    "verification (?:de votre navigateur|que vous etes)", "^acces (?:refuse|interdit)",
    "التحقق من (?:انك|المتصفح|الامان)", "لست روبوت",
)  # fmt: skip
_CONSENTS = (
    "accept(?:er|ing)? (?:all|tout|les|our|the) ?cookies?",
    "(?:we|nous|partners|partenaires) .{0,60}(?:use|utilis\\w+) .{0,30}cookies",
    "(?:parametrer|gerer|manage|customi[sz]e) (?:les |mes |vos |your |my )?(?:cookies|preferences|consent\\w*)",
    "(?:continuer|continue) (?:sans accepter|without accepting)", "before you continue to", "avant de continuer",
    "(?:store|stocker) .{0,40}(?:information|cookies) .{0,60}(?:device|appareil|terminal)", "consent to the use",
    "(?:we value|respectons) (?:your privacy|votre vie privee)", "votre consentement", "ملفات تعريف الارتباط",
)  # fmt: skip
_PAY_OFFERS = (
    r"(?:article|contenu|suite|lecture)\b.{0,40}\breservee?s? (?:a|aux) (?:nos )?abonne",
    "il vous reste .{1,20} de cet article",
    "pour (?:lire|poursuivre|continuer|acceder a) (?:l'article|la suite de|(?:votre|la) lecture)",
    "l'integralite de (?:l'|cet )article", "pour (?:lire|consulter) cet article",
    "(?:abonn|connect|inscri)\\w+[- ]vous pour (?:lire|poursuivre|continuer|acceder|debloquer)",
    "debloque[rz] cet article", "cet article est (?:payant|reserve)",
    "(?:poursuivez|continuez) (?:votre|la) lecture (?:en|avec)",
    r"(?:subscribe|sign in|log in|register|sign up)\b.{0,40} to (?:(?:continue|keep) reading|read th(?:e|is)|unlock)",
    r"this (?:article|content|story) is (?:for|only|available|exclusive|reserved)\b.{0,40}subscri",
    "unlock this (?:article|story)", "you have (?:reached|read) .{0,40}(?:limit|free articles)",
    "اشتركوا? (?:الان )?(?:لمتابعه|لقراءه|لمواصله)", "(?:المقال|المحتوي|المقاله) .{0,20}(?:للمشتركين|حصري)",
)  # fmt: skip
"""What is said of this very article; elsewhere on a page it is a label of other articles."""
_PAY_LABELS = (
    "reservee?s? aux abonnes", "deja abonnee? ?\\?", "(?:subscriber|premium)[- ](?:only|exclusive)", "للمشتركين فقط",
    "already (?:a subscriber|subscribed)\\?", "to (?:continue|keep) reading", "(?:لمتابعه|لاكمال|لمواصله) القراءه",
)  # fmt: skip
_SHELLS = (
    "(?:enable|activate|turn on|requires?|needs?) javascript",
    "javascript (?:is|must be) (?:disabled|required|enabled)",
    "(?:activer|activez|necessite|autoriser) (?:le )?javascript",
    "javascript (?:est|doit etre) (?:desactive|requis|active)", "تفعيل (?:ال)?جافا ?سكريبت",
)  # fmt: skip
_MISSING = (
    "^(?:erreur |error )?404$", "^404 ?[-|:!.]", "(?:erreur|error) 404", "404 (?:page )?not found",
    "page (?:was )?not found", "page (?:non trouvee|introuvable|inexistante)",
    "(?:page|article|contenu) .{0,40}n'existe (?:pas|plus)", "^not found",
    "(?:page|article|document) .{0,60}(?:est introuvable|n'a pas ete trouvee?|n'est plus disponible)",
    "^nothing (?:was )?found", "(?:page|article|story|content) .{0,60}(?:could not|couldn't|cannot|can't) be found",
    "^oops.{0,3}$", "(?:page|article|story) .{0,40}(?:does not|doesn't|no longer) exists?",
    "الصفحه (?:غير موجوده|التي .{0,40}غير)", "^لم يتم العثور",
)  # fmt: skip
_COOKIES = re.compile("cookie|ملفات تعريف الارتباط")
_MOUNT = re.compile(
    r"""<[\w-]{1,20}\b[^>]{0,80}\bid=["']?(?:root|app|__next|__nuxt|main-app)\b[^>]{0,80}>\s*</""", re.I
)

_LINKED, _LISTED = 0.6, 5
"""A page with this share of links, or with this many linked headings among lone paragraphs and no date, is a list."""
_GALLERY = 5
"""This many pictures together, with less than a usable lead of text, are a gallery."""
_SCATTERED = 2
"""Where no more long paragraphs than this share a parent, they are teasers, or not written in the usual way."""
_MARKUP_READ = 50_000


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.M)


_CHALLENGE, _CONSENT, _SHELL, _NOT_THERE = map(_any_of, (_CHALLENGES, _CONSENTS, _SHELLS, _MISSING))
_OFFER, _PAY = _any_of(_PAY_OFFERS), _any_of(_PAY_OFFERS + _PAY_LABELS)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a page: its text as extracted, all that it shows, and its markup as it came.

    `prose` counts the characters of its long paragraphs, `together` how many of them at most share a parent; `linked`
    is the share of its characters in links, `listed` counts the headings that lead to another page; `pictures` counts
    those that stand together, `plays` says whether there is a player.
    """

    url: str
    declared: Metadata
    text: str
    visible: str
    markup: str
    prose: int
    together: int
    linked: float
    listed: int
    pictures: int = 0
    plays: bool = False


def wall_of(page: Seen) -> Rejected | None:
    """Why a page is no article, or None where its text may be taken for one."""
    heading = fold(f"{page.declared.title}\n{page.declared.heading}").text
    shown = fold(page.visible[: 2 * _WALL_SIZE]).text
    return (
        _challenge(page, heading, shown)
        or _missing(page, heading, shown)
        or _consent(page, shown)
        or _paid(page)
        or _listing(page)
        or _media(page)
        or _too_little(page)
    )


def is_partial(page: Seen) -> bool:
    """Whether the text is only the lead of an article that must be paid for."""
    if page.declared.is_free:
        return False
    end = fold(page.text[-_WALL_SIZE:]).text
    if _OFFER.search(end):
        return True
    if len(page.text) > _METERED:
        return False
    return page.declared.is_free is False or bool(_PAY.search(end) or _OFFER.search(fold(page.visible).text))


def _challenge(page: Seen, heading: str, shown: str) -> Rejected | None:
    if len(page.visible) > _WALL_SIZE:
        return None
    return _rejected(Reason.CHALLENGE, _CHALLENGE, f"{heading}\n{shown}")


def _missing(page: Seen, heading: str, shown: str) -> Rejected | None:
    if page.declared.is_article and len(page.text) >= USABLE_LEAD:
        return None
    return _rejected(Reason.SOFT_404, _NOT_THERE, heading if len(page.text) >= USABLE_LEAD else f"{heading}\n{shown}")


def _consent(page: Seen, shown: str) -> Rejected | None:
    if len(page.text) > _WALL_SIZE:
        return None
    said = shown if len(page.text) < SHORTEST else fold(page.text).text
    return _rejected(Reason.CONSENT_WALL, _CONSENT, said) if _COOKIES.search(said) else None


def _paid(page: Seen) -> Rejected | None:
    return Rejected(Reason.PAYWALL) if len(page.text) < USABLE_LEAD and is_partial(page) else None


def _listing(page: Seen) -> Rejected | None:
    if page.declared.is_article:
        return None
    if page.url and is_home(page.url):
        return Rejected(Reason.NOT_ARTICLE, "a front page")
    scattered = page.together <= _SCATTERED
    collection = page.declared.is_article is False or (page.listed >= _LISTED and page.declared.published is None)
    if (scattered and collection) or (page.prose < USABLE_LEAD and page.linked > _LINKED):
        return Rejected(Reason.NOT_ARTICLE, "a list of links")
    return None


def _media(page: Seen) -> Rejected | None:
    """A gallery or film with a few words beside it; what calls itself an article is believed while it has a text."""
    shown = "a video" if page.plays else "a gallery" if page.pictures >= _GALLERY else ""
    enough = SHORTEST if page.declared.is_article else USABLE_LEAD
    if len(page.text) >= enough or not (shown or page.declared.is_media):
        return None
    return Rejected(Reason.NOT_ARTICLE, shown or "a gallery or video")


def _too_little(page: Seen) -> Rejected | None:
    if len(page.text) >= SHORTEST:
        return None
    silent = len(page.visible) < SHORTEST and "<script" in page.markup
    if silent or _MOUNT.search(page.markup) or _SHELL.search(fold(page.markup[:_MARKUP_READ]).text):
        return Rejected(Reason.SCRIPT_SHELL)
    return Rejected(Reason.TOO_SHORT if page.visible.strip() else Reason.EMPTY, f"{len(page.text)} characters")


def _rejected(reason: Reason, phrases: re.Pattern[str], folded: str) -> Rejected | None:
    found = phrases.search(folded)
    return Rejected(reason, found.group()[:100]) if found else None
