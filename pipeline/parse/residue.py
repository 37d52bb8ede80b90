"""What publishers put between and after the paragraphs: taken out of the text, on whole lines only.

The phrases are held against whole lines, never against flattened text, where such words are glued to a sentence of the
article. They are written folded (no case, accents, hamza or harakat), as patterns.
"""

import re

from pipeline.domain.folding import fold, folded_words
from pipeline.parse.characters import TITLE_LIMIT

_SHORT, _MEDIUM = 100, 260
"""Longest line that is a button or heading, and that is a label or invitation, characters."""
_EDGE = 4
"""How many of the first and of the last lines may repeat the title."""
_MOST_TAIL = 0.35
"""A tail is cut only where it is less than this share of the text."""

_BUTTONS = (
    # French
    "publicites?", "annonces?", "lien source", "chargement", "partagez?", r"partagez? (?:l'|cet )article",
    r"partager sur .+", "imprimer", "copier le lien", r"\d+ (?:commentaires?|partages|vues|lectures)", "commentaires?",
    "suivant", "precedent", r"(?:temps de lecture|lecture) ?:? ?\d+ ?min\w*", r"\d+ ?min(?:utes?)?(?: de lecture)?",
    "retour", "ecouter", "lire plus", "lire la suite", "en savoir plus", "voir plus", "j'aime (?:ca|chargement)",
    "tous droits reserves.{0,80}", "videos?", "la suite apres (?:cette|la) publicite", "par", "article suivant",
    "article precedent", "facebook", "twitter", "whatsapp", "a ne pas (?:manquer|rater)",
    "(?:articles?|sujets?) (?:lies?|similaires?|connexes?)",
    # English
    "advertisements?", "advertising", "sponsored", "source link", "loading", "share", "share (?:this|on)(?: .{1,40})?",
    "tweet", "e-?mail", "print", "telegram", "linkedin", "copy link", "related", "comments?",
    r"\d+ (?:comments?|shares|views)", "by", r"(?:reading time ?:? ?)?\d+ ?min(?:utes?)? read", "next", "previous",
    "like this", "like loading", "listen", "read more", r"(?:©|copyright) ?(?:©|\(c\))? ?\d{4}.{0,80}",
    "all rights reserved.{0,80}", "skip (?:advert|ad|to .{3,30})", "read in app", "report this ad", "continue reading",
    "learn more", "see more", "scroll to continue", "story continues below.{0,40}",
    "article continues (?:after|below).{0,40}", "this post was originally published on.{0,120}", "advertisement.{1,40}",
    r"copyright .{0,60}\d{4}.{0,40}", "don't miss", "more about", "to read the full (?:story|article)",
    "related (?:news|stories|story|articles?|posts?|content|topics?)",
    "leave a (?:reply|comment)", "laissez?r? un commentaire", "اترك (?:تعليقا?|ردا?)",
    # Arabic
    "اعلانا?ت?", "شارك", "مشاركه", "طباعه", "نسخ الرابط", "تعليقا?ت?", "التعليقات", "جميع الحقوق محفوظه.{0,80}",
    "لا تفوت", "(?:اخبار|مواضيع) ذات صله", "استمع", "اقرا المزيد", "المزيد", "تابع القراءه", "التالي", "السابق",
    "رابط المصدر",
)  # fmt: skip
_LABELS = (
    "(?:a )?(?:re)?(?:lire|voir|ecouter|regarder)(?: aussi| egalement| encore)?", "sur le meme (?:sujet|theme)",
    "dossier", "dans la meme (?:rubrique|categorie)", "articles? (?:lies?|similaires?|connexes?)", "mots?[- ]cles?",
    "etiquettes?", "categories?", "rubriques?", "video", "en images", "also (?:read|see)",
    "(?:read|see|watch|listen)(?: also| more| next)?", "more",
    "related(?: (?:articles?|stories|story|news|posts?|topics?|content))?", "don't miss", "must read", "tags?",
    "filed under", "topics?", "in pictures", "اقرا ايضا", "اقرا", "شاهد ايضا", "شاهد", "طالع ايضا", "مواضيع ذات صله",
    "اخبار ذات صله", "كلمات مفتاحيه", "الوسوم", "karanta (?:kuma|wannan)(?: ma)?", "ku karanta",
)  # fmt: skip
_DATINGS = (
    "(?:publie|poste|modifie|mise? en ligne|mise? a jour|derniere (?:mise a jour|modification))",
    "(?:last )?(?:updated|modified)", "(?:published|posted)", "اخر تحديث", "نشرت? في", "تاريخ النشر",
)  # fmt: skip
_INVITATIONS = (
    r"https?://\S+$",
    # French
    r"(?:lire|voir|ecouter) (?:aussi|egalement)\b", r"a lire (?:aussi|egalement)\b", r"lisez aussi\b",
    r"cliqu(?:ez|er) ici\b", r"suivez[- ](?:nous|notre)\b", r"rejoignez[- ](?:nous|notre)\b",
    "retrouvez (?:toute l'actualite|nos|notre) ", r"abonnez[- ]vous\b", r"inscrivez[- ]vous a (?:la|notre|nos)\b",
    r"recevez (?:toute|notre|nos|gratuitement|l'essentiel)\b", r"telechargez (?:notre|l'appli)", r"partagez (?:cet|l')",
    r"(?:soutenez|contactez|ecrivez)[- ](?:nous|notre)\b", "cet article a (?:ete|d'abord ete) (?:initialement )?publie",
    "votre adresse e-?mail ne sera pas publiee", "les champs obligatoires", "enregistrer mon nom",
    "vous devez (?:etre connecte|vous connecter)", "ce site utilise akismet", r"nous utilisons (?:des|les) cookies\b",
    "prevenez-moi de tous", "il vous reste .{1,20} de cet article",
    r"(?:la suite|cet article|ce contenu)\b.{0,40} est (?:reservee?|a lire)", "deja abonnee?",
    r"suivez .{2,60} sur (?:twitter|facebook|instagram|whatsapp|telegram|youtube|x|google)\b",
    r"suivez .{2,60} sur (?:sa|son|notre) (?:chaine|page|compte|canal)\b",
    "(?:l'article|cet article|le billet) .{0,200}(?:est apparu|a ete publie) en premier",
    # English
    "the post .{0,200}(?:appeared first|first appeared) on", "(?:already|not yet) a subscriber",
    "(?:subscribe|sign in|log in) to (?:continue|read|keep)", "explore further", "thanks for signing up",
    "there was an error processing", "please (?:read our|log ?out)", "you must confirm your",
    "would you like to comment", "got a (?:story|tip)", "for more stories like this",
    r"read the (?:full|whole|rest of the) (?:story|article|report)\b", r"the rest of this (?:story|article|report)\b",
    r"follow .{2,60} on (?:its|our|their) ", "first published (?:in|by|on) ",
    r"follow .{2,40} on (?:twitter|facebook|instagram|whatsapp|telegram|youtube|x|google)\b",
    r"(?:read|see) (?:more )?here\b", r"read more (?:on|about|at|from)\b", r"(?:also read|read also)\b",
    r"click here\b", r"(?:follow|like) (?:us|our|the bbc|bbc|@)", "join (?:us|our|the conversation)", "find us on",
    r"sign up (?:to|for|here|now)\b", r"subscribe (?:to|now|here|for)\b",
    "get (?:the latest|our|all the latest|breaking|unlimited) ", "download (?:our|the) app",
    "this article was (?:first |originally )?published", r"share this (?:article|story|post)\b", "support our ",
    r"(?:do you )?have a (?:news )?tip\b", "contact the (?:author|reporter|newsroom)",
    "your email address will not be published", "required fields are marked", "save my name", "you must be logged in",
    "this site uses akismet", "notify me of", r"we use cookies\b",
    # Arabic, Hausa
    "تابعونا", "تابعنا علي", "تابعوا? .{2,60} علي ", "لقراءه (?:الخبر|المقال|المزيد)", "بقيه (?:الخبر|المقال)",
    "اشتركوا? في", "للاشتراك", "انضم(?:وا)? الي (?:قناتنا|صفحتنا)", "حمل(?:وا)? (?:التطبيق|تطبيق)", "شاركنا رايك",
    "للمزيد من", "لمزيد من الاخبار", "انقر هنا", "اضغط هنا", "لن يتم نشر عنوان بريدك", "ku biyo ", "karanta cikakken",
    "latsa nan",
)  # fmt: skip
_TAILS = (
    # French
    "(?:a )?lire (?:aussi|egalement)", "vous (?:aimerez|pourriez) (?:aussi|aimer|etre).{0,30}", "commenter",
    "vos commentaires", "articles? (?:similaires?|lies?|connexes?|recents?|recommandes?|populaires?)",
    "sur le meme (?:sujet|theme)", "dans la meme (?:rubrique|categorie)", "les plus (?:lus|populaires)", "a la une",
    "dernieres (?:actualites|nouvelles|infos)", "autres (?:articles|actualites|informations)",
    "laissez?r? (?:un|votre) commentaire", "reagir(?: a cet article)?", "annuler la reponse", "votre commentaire",
    "a propos de l'auteur", r"commentaires? \(\d+\)", r"\d+ commentaires?",
    # English
    "you (?:may|might) (?:also )?(?:like|be interested in|enjoy)",
    "more (?:from|on this|stories|news|like this).{0,40}",
    "related (?:articles?|stories|posts?|news|topics?|content|links)", "most (?:read|popular|viewed)",
    "trending(?: now)?", "recommended(?: for you| stories)?", "read (?:next|also)", "also read", "up next",
    "editors?'? picks?", "cancel reply", "latest (?:news|stories|posts)", "leave a (?:reply|comment)",
    "(?:post|add) a comment", "join the (?:conversation|discussion)", r"comments? \(\d+\)", r"\d+ comments?",
    "about the authors?", "share your thoughts",
    # Arabic
    "(?:اقرا|شاهد) ايضا", "مواضيع (?:ذات صله|مشابهه|متعلقه)", "(?:اخبار|مقالات) (?:ذات صله|مشابهه|اخري)",
    "قد يعجبك.{0,20}", "الاكثر (?:قراءه|مشاهده)", "اترك (?:تعليقا?|ردا?)", "اضف تعليقا?", "اخر الاخبار", "التعليقات",
)  # fmt: skip


def _lines_of(phrases: tuple[str, ...], ending: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(phrases)}){ending}", re.S)


_BUTTON = _lines_of(_BUTTONS, r"\W*")
_LABELLED = _lines_of(_LABELS, r" ?(?:[:|>»]|[-] ).*")
_DATED = _lines_of(_DATINGS, r"\b.{0,60}\d.{0,40}")
_INVITING = _lines_of(_INVITATIONS, "")
_TAIL = _lines_of(_TAILS, r"\W*")


def is_residue(line: str) -> bool:
    """Whether a line is an invitation, a label, a button or an advertisement rather than part of the article."""
    if len(line) > _MEDIUM:
        return False
    folded = fold(line).text
    if len(line) <= _SHORT and (_BUTTON.fullmatch(folded) or _DATED.fullmatch(folded)):
        return True
    return bool(_LABELLED.fullmatch(folded) or _INVITING.match(folded))


def without_residue(lines: list[str], titles: tuple[str, ...]) -> list[str]:
    """The lines of a text without its title, without residue, and without what follows the article."""
    keys = tuple(_key(title) for title in titles)
    kept = [line for line in _without_tail(lines) if not is_residue(line)]
    inner = range(_EDGE, len(kept) - _EDGE)
    return [line for place, line in enumerate(kept) if place in inner or not _repeats(line, keys)]


def _repeats(line: str, titles: tuple[str, ...]) -> bool:
    """Whether a line is one of the titles, or ends in one after a short kicker ("SPORT Mali win the cup")."""
    key = _key(line)
    return any(title and key.endswith(title) and len(key) <= 1.5 * len(title) for title in titles)


def _key(text: str) -> str:
    return "".join(folded_words(text[: 2 * TITLE_LIMIT]))


def _without_tail(lines: list[str]) -> list[str]:
    """Cut at the first heading of related articles or comments in the second half, if little text follows it."""
    total, passed = sum(map(len, lines)), 0
    for place, line in enumerate(lines):
        after_half = 2 * passed > total and total - passed < _MOST_TAIL * total
        if after_half and len(line) <= _SHORT and _TAIL.fullmatch(fold(line).text):
            return lines[:place]
        passed += len(line)
    return lines
