"""Texts that would like to be more than text, and days in which every text begins with one."""

from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from pipeline.domain.digests import Background, DayRecord, Revision
from pipeline.domain.feeds import Ownership, Source
from pipeline.domain.pictures import Dot, DotKind, Pictured, Series
from pipeline.domain.records import Article
from pipeline.domain.stories import Incident
from pipeline.domain.topics import Kind, Mention
from pipeline.report.digest import FULL_ITEMS
from tests.report.samples import NOON, candidate, copy_by, incident, mention, record, source, watch

VECTORS = (
    # a script, or an element that loads or runs something
    "<script>window.__xss=1;alert(1)</script>",
    "<ScRiPt src=https://evil.example/x.js></sCrIpT>",
    "<script\n>window.__xss=1</script\n>",
    "<<script>window.__xss=1//<</script>",
    "<img src=x onerror=window.__xss=1>",
    "<img src=https://evil.example/x.png>",
    '<img src="x" onerror="alert`1`">',
    "<svg onload=window.__xss=1>",
    "<svg><script>window.__xss=1</script></svg>",
    "<svg/onload=alert(1)//",
    '<svg><a xlink:href="javascript:alert(1)"><text x="9" y="9">x</text></a></svg>',
    '<svg><animate onbegin=window.__xss=1 attributeName="x" dur="1s"/></svg>',
    "<svg><style><img src=x onerror=window.__xss=1></style></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src=x onerror=window.__xss=1>",
    "<iframe src=javascript:parent.__xss=1></iframe>",
    '<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>',
    "<object data=https://evil.example/x.swf></object><embed src=https://evil.example/y>",
    "<video><source onerror=window.__xss=1></video><audio src=x onerror=window.__xss=1>",
    "<details open ontoggle=window.__xss=1>x</details>",
    "<input autofocus onfocus=window.__xss=1>",
    "<body onload=window.__xss=1 onpageshow=window.__xss=1>",
    "<marquee onstart=window.__xss=1>x</marquee>",
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    '<form action="https://evil.example/"><button formaction="javascript:alert(1)">x</button></form>',
    "<style>@import 'https://evil.example/x.css'; * { display: none }</style>",
    "<custom-element is=x style='background:url(https://evil.example/x.png)'>x",
    # out of an attribute, an element or a comment of ours
    '"><img src=x onerror=window.__xss=1>',
    "'><img src=x onerror=window.__xss=1>",
    '" onmouseover="window.__xss=1" autofocus onfocus="window.__xss=1" x="',
    "' onfocus='window.__xss=1' tabindex='0' x='",
    "`onmouseover=window.__xss=1 x=`",
    "</style><script>window.__xss=1</script>",
    "</title><script>window.__xss=1</script>",
    "</textarea></noscript></template><script>window.__xss=1</script>",
    "</bdi></a></h3></article></main></body></html><script>window.__xss=1</script>",
    "</text></svg><img src=x onerror=window.__xss=1>",
    "--><script>window.__xss=1</script><!--",
    "<!--><img src=x onerror=window.__xss=1>-->",
    "]]><script>window.__xss=1</script><![CDATA[",
    "<?xml version='1.0'?><?php x ?><!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    "*/}</style><img src=x onerror=window.__xss=1>/*",
    # addresses
    "javascript:window.__xss=1//",
    "JaVaScRiPt:alert(1)//",
    "\x01java\tscript\n:alert(1)//",
    "data:text/html,<script>window.__xss=1</script>",
    "vbscript:msgbox(1)//",
    "[x](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example/>",
    # what is decoded or expanded once too often
    "&lt;script&gt;window.__xss=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.__xss=1&#62;",
    "%3Cscript%3Ewindow.__xss=1%3C/script%3E",
    "\\u003cscript\\u003ewindow.__xss=1\\u003c/script\\u003e",
    "{{ 7 * 7 }}{% raw %}{{ ''.__class__ }}${7*7}#{7*7}<%= 7 %>",
    # odd characters
    "\x00<scr\x00ipt>window.__xss=1</scr\x00ipt>\x0b\x1b[31m\x7f",
    "\ufeff\ufffe\ud800<img src=x onerror=window.__xss=1>",
    "\uff1cscript\uff1ewindow.__xss=1\uff1c/script\uff1e",
    "\u202e>tpircs<\u202c\u2067<img src=x onerror=window.__xss=1>\u2069",
    "<img\u2028src=x\u2029onerror=window.__xss=1>",
    "<script>window.__xss=1</script>\u200d\u0301" + "\u0489" * 40,
)
"""Each would run, load or change something if it were taken for markup anywhere."""

_KEPT = {
    (DayRecord, "day"), (DayRecord, "first_day"), (DayRecord, "language"), (DayRecord, "timezone"),
    (Source, "timezone"), (Mention, "field"), (Incident, "field"),
}  # fmt: skip
"""Texts that choose between values of our own."""
_TEXT = "Des hommes armés ont attaqué le poste de Djibo. Douze soldats ont été tués."


def hostile_day(hostile: str, language: str = "en") -> DayRecord:
    """A day in which every text that comes from outside begins with this one, or, some addresses, ends with it."""
    begun: DayRecord = _begun(_day(language), hostile)
    candidates = tuple(
        replace(one, listed=replace(one.listed, article=_at_addresses(one.listed.article, hostile)))
        for one in begun.candidates
    )
    updated = replace(candidates[0], changed=(f"soldats ont {hostile} -> ete tues", hostile))
    candidates = (updated, *candidates[1:])
    return replace(begun, candidates=candidates)


def _day(language: str) -> DayRecord:
    """A small day that has an item in full with all its facts, one that stands in a line, pictures and silences."""
    told = replace(incident(_TEXT, "Douze soldats", 12), place="djibo", precision=1)
    rich = candidate(
        1, text=_TEXT, title="Attaque", story=1, mentions=[mention(_TEXT, "hommes armés")], incidents=[told],
        copies=[copy_by(90, source("paper")), copy_by(91, source("echo"))],
    )  # fmt: skip
    other = candidate(2, title="Encore", story=1, outlet=source("desert"), incidents=[replace(told, least=4, most=4)])
    plain = [candidate(number, title=f"Titre {number}") for number in range(3, FULL_ITEMS + 3)]
    late = candidate(60, title="Tard", moment=NOON - timedelta(days=2))
    before = candidate(61, title="Hier", story=60, outlet=source("gone"), incidents=[told])
    was = Revision(replace(before, withdrawn=NOON), "Avant-hier", (replace(told, least=3, most=3),))
    known = Background((before,), (late,), (was,), ((Kind.PLACE, "djibo", 1),))
    opinion = candidate(62, title="Avis", outlet=source("tank", ownership=Ownership.THINK_TANK))
    dots = (Dot(14.1, -1.63, "Djibo", 3, DotKind.INCIDENT, 1), Dot(16.27, -0.04, "Gao", 1, DotKind.STORY, 1))
    weeks = (Series("Blocus", (None, 3, *([2] * 26))),)
    return record(
        rich, other, *plain, opinion, language=language, background=known, search="Carburant",
        places=(("djibo", "Djibo"),), pictured=Pictured(dots, weeks, weeks),
        watch=(watch(source()), watch(source("silent"), answered=False)),
    )  # fmt: skip


def _begun(value: Any, hostile: str) -> Any:
    """The value with every text in it begun so; the spans of mentions and figures are those of the hostile words."""
    if type(value) is str:
        return hostile + value
    if isinstance(value, tuple):
        return tuple(map(partial(_begun, hostile=hostile), value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kept = {name for kind, name in _KEPT if isinstance(value, kind)}
    names = [one.name for one in fields(value) if one.name not in kept]
    changed: Any = replace(value, **{name: _begun(getattr(value, name), hostile) for name in names})
    return replace(changed, start=0, end=len(hostile), surface=hostile) if "surface" in names else changed


def _at_addresses(article: Article, hostile: str) -> Article:
    """Every other article has an address of the web that ends with the text; half a character makes none."""
    if article.id % 2:
        return article
    address = f"https://radio.example/{article.id}?{hostile}".encode("utf-8", "replace").decode("utf-8")
    return replace(article, url=address, url_final=address)
