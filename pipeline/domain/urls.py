"""What makes two addresses the same article, the same host, the same site."""

import hashlib
import re
import unicodedata
from contextlib import suppress
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

from pipeline.domain.errors import Unsafe

ENTRY = "entry:"
"""How the key of an entry without an address of its own begins."""
DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING_PREFIXES = ("utm_", "at_", "mc_", "fb_", "pk_", "hsa_", "mtm_", "piwik_")
_ARTICLE = re.compile("(?!utm_|at_link_).*_(?:id|article|news|post|page)")
"""Parameters with such a prefix that may be what tells one article from another all the same."""
TRACKING_NAMES = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "twclid", "igshid", "mkt_tok", "ref_src", "_ga",
        "_gl",
        "cmpid", "xtor", "ns_campaign", "ns_mchannel", "ns_source", "ocid", "smid", "wt_mc", "wt_zmc", "ncid", "s_cid",
        "spm", "amp_js_v", "noamp", "outputtype", "__twitter_impression",
    }
)  # fmt: skip
TWIN_LABELS = frozenset({"www", "www2", "m", "mobile", "amp", "touch"})
_HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_SLUG_WORD = re.compile(r"[^\W\d_]{2,}")
_LITERAL = "!$'()*,-.:;@_~"
_UNDECODED = re.compile("[\udc80-\udcff]")
"""What stands in a header for a byte that is not UTF-8."""
_SPACE_AND_CONTROLS = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_PASSWORD = re.compile(r"(://[^:/?#]*:)[^/?#]*@")
_ODD_PASSWORD = re.compile(r"(://[^:/?#@\[]*:)(?!\*\*\*@)[^@]*@")
"""A password with an unwritten slash, question mark or hash in it: what stands before the @ is no port and path."""
_PARAMETER = re.compile(r"(?<=[?&])([^=&]*)=([^&]*)")
_SECRET_NAME = re.compile(r"pass|secret|key|token", re.IGNORECASE)


def clean_url(raw: str, *, base: str = "") -> str | None:
    """The absolute http(s) address that a link means, or None where it means none that may be fetched.

    White space and invisible marks inside are dropped, as browsers do; user and password are refused.
    """
    if len(raw) > 8_000:
        return None
    try:
        written = _UNDECODED.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", _SPACE_AND_CONTROLS.sub("", raw))
        joined = urljoin(base, written)
        joined.encode()
        parts = urlsplit(joined)
        if parts.scheme.lower() not in DEFAULT_PORTS or not parts.hostname or parts.username is not None:
            return None
        _ = parts.port
        _host_name(parts.hostname)
    except (ValueError, Unsafe):
        return None
    return joined


def url_key(url: str) -> str:
    """One key for all addresses of an article: protocol, www, mobile and AMP twins, tracking and order forgiven.

    Query parameters without a value are kept (SPIP's `?article123` is the article). Raises Unsafe where the text is no
    http(s) address.
    """
    parts = urlsplit(_checked(url))
    port = _odd_port(parts.scheme.lower(), parts.port)
    path = _path_key(parts.path)
    query = _query_key(parts.query)
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"https://{_twinless(_host_name(parts.hostname or ''))}{port}{path}{query}{fragment}"


def host_of(url: str) -> str:
    """The host that is knocked at for an address: without www, with its port where that is not the scheme's own."""
    parts = urlsplit(_checked(url))
    return _host_name(parts.hostname or "").removeprefix("www.") + _odd_port(parts.scheme.lower(), parts.port)


def same_site(one: str, other: str) -> bool:
    """Whether one of two hosts is the other, or a part of it (news.example.org and www.example.org are not)."""
    a, b = one.removeprefix("www."), other.removeprefix("www.")
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def is_home(url: str) -> bool:
    """Whether an address is the front page of its site rather than a page in it."""
    parts = urlsplit(url)
    return parts.path.strip("/") in {"", "index.html", "index.php"} and not parts.query


def entry_key(feed: str, identity: str) -> str:
    """The key of an article that is all in its feed: an entry without an address of its own."""
    return ENTRY + hashlib.sha256(f"{feed}\n{identity}".encode("utf-8", "replace")).hexdigest()[:32]


def slug_words(url: str) -> str:
    """The words in the last part of an address, which often are those of the title; empty where there are none."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    words = _SLUG_WORD.findall(unquote(last).rpartition(".html")[0] or unquote(last))
    return " ".join(words) if len(words) > 2 else ""


def without_secrets(text: str) -> str:
    """An address of any scheme (database, object store, web) as it may be shown, its secrets as ***.

    Masked are what follows `user:` up to the last @ before the path, and query values whose name holds pass, secret,
    key or token. Where it is in doubt, more is masked rather than less.
    """
    hidden = _ODD_PASSWORD.sub(r"\1***@", _PASSWORD.sub(r"\1***@", text))
    return _PARAMETER.sub(_without_secret, hidden)


def _without_secret(parameter: re.Match[str]) -> str:
    name, value = parameter.groups()
    return f"{name}=***" if value and _SECRET_NAME.search(unquote(name)) else f"{name}={value}"


def _checked(url: str) -> str:
    cleaned = clean_url(url)
    if cleaned is None:
        raise Unsafe("not an http(s) address that may be fetched", subject=url[:200])
    return cleaned


def _host_name(name: str) -> str:
    name = unicodedata.normalize("NFC", name.rstrip(".").lower())
    if ":" in name:
        return f"[{name}]"
    try:
        written = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Unsafe("not a host name", subject=name[:200]) from error
    if not _HOST_NAME.fullmatch(written):
        raise Unsafe("not a host name", subject=name[:200])
    return written


def _odd_port(scheme: str, port: int | None) -> str:
    return "" if port is None or port == DEFAULT_PORTS[scheme] else f":{port}"


def _twinless(host: str) -> str:
    first, _, rest = host.partition(".")
    return _twinless(rest) if first in TWIN_LABELS and "." in rest else host


def _path_key(path: str) -> str:
    segments: list[str] = []
    for segment in map(_encoded, path.split("/")):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    while segments and segments[-1].lower() == "amp":
        segments.pop()
    return "/" + "/".join(segments) if segments else ""


def _query_key(query: str) -> str:
    kept = []
    for part in query.split("&"):
        name, equals, value = part.partition("=")
        if part and not _is_tracking(unquote(name), value):
            kept.append(_encoded(name.replace("+", "%20")) + equals + _encoded(value.replace("+", "%20")))
    return "?" + "&".join(sorted(kept)) if kept else ""


def _is_tracking(name: str, value: str) -> bool:
    name = name.lower()
    if name == "amp":
        return value.lower() in {"", "0", "1", "true"}
    return name in TRACKING_NAMES or (name.startswith(TRACKING_PREFIXES) and not _ARTICLE.fullmatch(name))


def _encoded(text: str) -> str:
    """Percent-encode once and in one way, whatever way it came in."""
    raw = unquote_to_bytes(text)
    with suppress(UnicodeDecodeError):
        raw = unicodedata.normalize("NFC", raw.decode("utf-8")).encode("utf-8")
    return quote(raw, safe=_LITERAL)
