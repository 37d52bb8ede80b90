"""What a well-behaved outlet answers to a request: its feed, its articles, its front page, its robots.txt."""

import gzip
import hashlib
from datetime import datetime
from email.utils import format_datetime

from tests.newsroom.feeds import CONTENT_TYPES, feed_document, feed_window
from tests.newsroom.outlets import Outlet
from tests.newsroom.pages import article_page, front_page, missing_page
from tests.newsroom.protocol import Reply, Request
from tests.newsroom.world import World

_SMALLEST_ZIPPED = 256
Headers = tuple[tuple[str, str], ...]


def site_reply(world: World, outlet: Outlet, request: Request, now: datetime) -> Reply:
    """The answer of an outlet at a moment; it depends on its arguments alone."""
    if request.method not in {"GET", "HEAD"}:
        return Reply(405, (("Allow", "GET, HEAD"),))
    if is_feed(outlet, request):
        return _feed_reply(world, outlet, request, now)
    if request.target == "/robots.txt":
        return Reply(200, (("Content-Type", "text/plain; charset=utf-8"),), robots_text(outlet).encode())
    if request.target in {"/", "/index.php"}:
        page = front_page(world, outlet, feed_window(world, outlet, now))
        return _sent(outlet, request, Reply(200, _page_headers(outlet), page))
    article = world.at_path(outlet, request.target, now)
    if article is None:
        return _sent(outlet, request, Reply(404, _page_headers(outlet), missing_page(outlet)))
    headers = (*_page_headers(outlet), ("Last-Modified", _mail_date(article.published)))
    return _conditional(outlet, request, Reply(200, headers, article_page(world, article)))


def is_feed(outlet: Outlet, request: Request) -> bool:
    """Whether a request asks for the feed of an outlet."""
    return request.target == outlet.feed_path


def robots_text(outlet: Outlet) -> str:
    """The robots.txt of an outlet."""
    return "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in outlet.disallowed)


def _feed_reply(world: World, outlet: Outlet, request: Request, now: datetime) -> Reply:
    articles = feed_window(world, outlet, now)
    document = feed_document(world, outlet, articles)
    changed = articles[0].published if articles else world.start
    headers = (("Content-Type", CONTENT_TYPES[outlet.feed_format]), *_validators(outlet, document, changed))
    return _conditional(outlet, request, Reply(200, headers, document))


def _validators(outlet: Outlet, document: bytes, changed: datetime) -> Headers:
    etag = hashlib.sha256(document).hexdigest()[:20]
    last_modified = ("Last-Modified", _mail_date(changed))
    match outlet.validators:
        case "etag":
            return (("ETag", f'"{etag}"'),)
        case "weak":
            return (("ETag", f'W/"{etag}"'),)
        case "last_modified":
            return (last_modified,)
    return (("ETag", f'"{etag}"'), last_modified)


def _conditional(outlet: Outlet, request: Request, reply: Reply) -> Reply:
    """A 304 where the client has just this already: by ETag if it sent one, else by the very date it was given."""
    etag, last_modified = reply.header("etag"), reply.header("last-modified")
    if (known := request.header("if-none-match")) and etag:
        fresh = _plain_tag(etag) in {_plain_tag(tag) for tag in known.split(",")} or known == "*"
    else:
        fresh = bool(last_modified) and not known and request.header("if-modified-since") == last_modified
    if fresh:
        return Reply(304, tuple((name, value) for name, value in reply.headers if name != "Content-Type"))
    return _sent(outlet, request, reply)


def _plain_tag(tag: str) -> str:
    """An ETag without what marks it as weak or as that of the zipped form: a match for a GET either way."""
    return tag.strip().removeprefix("W/").replace('-gzip"', '"')


def _sent(outlet: Outlet, request: Request, reply: Reply) -> Reply:
    """The reply, zipped where outlet and client do that; a strong ETag then tells the two forms apart."""
    if not outlet.gzip:
        return reply
    headers = (*reply.headers, ("Vary", "Accept-Encoding"))
    if "gzip" not in request.header("accept-encoding") or len(reply.body) < _SMALLEST_ZIPPED:
        return Reply(reply.status, headers, reply.body)
    marked = tuple((name, _zipped_tag(value) if name == "ETag" else value) for name, value in headers)
    return Reply(reply.status, (*marked, ("Content-Encoding", "gzip")), gzip.compress(reply.body, 6, mtime=0))


def _zipped_tag(tag: str) -> str:
    return tag if tag.startswith("W/") else tag[:-1] + '-gzip"'


def _page_headers(outlet: Outlet) -> Headers:
    """The old sites leave it to the page to say its character set."""
    kind = "text/html" if outlet.charset != "utf-8" else "text/html; charset=UTF-8"
    return (("Content-Type", kind),)


def _mail_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
