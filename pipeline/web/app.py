"""The review page: what is stored, one article with its evidence, today's digest. It reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.domain.bounds import Calendar
from pipeline.domain.errors import ConfigError, NotFound, PipelineError
from pipeline.domain.queries import Filters, read_query
from pipeline.domain.querytree import Query
from pipeline.domain.records import Dossier, Listed
from pipeline.domain.topics import Kind, Mention
from pipeline.flows.feeds_out import feeds_folder
from pipeline.flows.narrowing import check_search
from pipeline.flows.services import Services
from pipeline.lists.rows import KEY

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DIGEST_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
MOST_LISTED = 50
_FEED_KINDS = {".atom": "application/atom+xml", ".json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and the keys of what is mentioned there."""

    text: str
    keys: tuple[str, ...]


def make_app(services: Services, hosts: Sequence[str]) -> Starlette:
    """The application; it answers only to these host names, so that no other site can reach it through a browser."""
    pages = _Pages(services)
    return Starlette(
        routes=[
            Route("/", pages.listing),
            Route("/articles/{article:int}", pages.article),
            Route("/digest", pages.digest),
            Route("/feeds/{name}", pages.feed),
            Route("/health", pages.health),
            Route("/metrics", pages.metrics),
            Mount("/static", StaticFiles(packages=[("pipeline.web", "static")])),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
            Middleware(BaseHTTPMiddleware, dispatch=_with_headers),
        ],
        exception_handlers={PipelineError: pages.fault},
    )


class _Pages:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._templates = Environment(loader=PackageLoader("pipeline.web"), autoescape=True, trim_blocks=True)

    def listing(self, request: Request) -> Response:
        """The newest relevant articles, or those that match a query."""
        asked = request.query_params.get("q", "")
        topic = request.query_params.get("topic", "")
        everything = "all" in request.query_params
        filters = Filters(topic=topic, everything=everything, limit=MOST_LISTED)
        found: list[Listed] = []
        fault = ""
        try:
            found = self._found(read_query(asked), filters)
        except ConfigError as error:
            fault = str(error)
        return self._page(
            "listing.html",
            status=400 if fault else 200,
            found=found,
            fault=fault,
            asked=asked,
            topic=topic,
            everything=everything,
            most=MOST_LISTED,
        )

    def _found(self, query: Query, filters: Filters) -> list[Listed]:
        calendar = Calendar(self._services.clock.now(), ZoneInfo(self._services.settings.timezone))
        with self._services.store.reading() as view:
            check_search(view, query, filters)
            return list(view.listings.find(query, filters, calendar))

    def feed(self, request: Request) -> Response:
        """A topic or a saved search as a feed, as it was last written."""
        path = feeds_folder(self._services.settings) / request.path_params["name"]
        kind = _FEED_KINDS.get(path.suffix)
        if kind is None or not KEY.fullmatch(path.stem) or not path.is_file():
            raise NotFound("feed", path.name)
        return Response(path.read_bytes(), media_type=kind)

    def article(self, request: Request) -> Response:
        """One article, the words that earned its tags marked in it."""
        with self._services.store.reading() as view:
            dossier = view.listings.dossier(request.path_params["article"])
        return self._page(
            "article.html", dossier=dossier, title=_pieces(dossier, "title"), text=_pieces(dossier, "text")
        )

    def digest(self, _request: Request) -> Response:
        """Today's digest."""
        path = self._services.settings.digests / f"today.{self._services.settings.language}.html"
        if not path.exists():
            return self._page("empty.html", message="No digest has been written today.")
        return HTMLResponse(path.read_text("utf-8"), headers={"Content-Security-Policy": DIGEST_POLICY})

    def health(self, _request: Request) -> Response:
        """Whether the store answers."""
        with self._services.store.reading() as view:
            return JSONResponse({"status": "ok", "articles": view.articles.count()})

    def metrics(self, _request: Request) -> Response:
        """Counters and timers for Prometheus."""
        return PlainTextResponse(self._services.meters.exposition())

    def fault(self, _request: Request, error: Exception) -> Response:
        """A page that says what is wrong."""
        status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, ConfigError) else 503
        return self._page("empty.html", status=status, message=str(error))

    def _page(self, template: str, *, status: int = 200, **values: object) -> Response:
        return HTMLResponse(self._templates.get_template(template).render(**values), status_code=status)


async def _with_headers(request: Request, following: RequestResponseEndpoint) -> Response:
    response = await following(request)
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _pieces(dossier: Dossier, field: str) -> list[Piece]:
    """A field cut where mentions of topics begin and end."""
    whole: str = getattr(dossier.versions[-1].document, field)
    mentions = [m for m in dossier.mentions if m.field == field and m.kind is Kind.TOPIC]
    cuts = sorted({0, len(whole), *(m.start for m in mentions), *(m.end for m in mentions)})
    return [Piece(whole[a:b], _keys_at(mentions, a, b)) for a, b in pairwise(cuts)]


def _keys_at(mentions: Sequence[Mention], start: int, end: int) -> tuple[str, ...]:
    return tuple(sorted({mention.key for mention in mentions if mention.start <= start and end <= mention.end}))
