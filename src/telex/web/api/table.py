"""One table says what the API is: it makes the routes, the checks before each of them, and OpenAPI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telex.errors import Invalid, Refused
from telex.house import House
from telex.model.company import Viewer
from telex.model.vocabulary import Scope
from telex.office import Caller
from telex.web import auth

PREFIX = "/api/v1"
SAFE = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Call:
    """One request, with who is calling. Nobody in particular is a viewer without any right."""

    request: Request
    caller: Caller

    @property
    def house(self) -> House:
        return auth.house(self.request)


Handler = Callable[[Call], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Param:
    """A query parameter or header, as documented."""

    name: str
    about: str
    kind: str = "string"
    """JSON Schema type."""
    place: str = "query"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A method on a path. `scopes` = token scopes that open it, none = open to all; `sent` and `answers` are types."""

    method: str
    path: str
    handler: Handler
    about: str
    scopes: tuple[Scope, ...] = ()
    params: tuple[Param, ...] = ()
    sent: Any = None
    """Type of the JSON body, or the media types of a body taken as it is."""
    answers: Any = None
    """Type of the JSON answer, several as a tuple, or a media type."""
    status: int = 200
    refusals: tuple[int, ...] = ()
    """Problems to expect beside 401 and 403."""
    headers: tuple[str, ...] = field(default=())
    administrator: bool = False
    """Only for administrators of the agency, among those whom the scopes let in."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Names in the path, in order."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))


def routes(endpoints: Iterable[Endpoint]) -> list[Route]:
    """One route per path; a method that the path does not have is answered with 405 by the application."""
    by_path: dict[str, list[Endpoint]] = {}
    for endpoint in endpoints:
        by_path.setdefault(endpoint.path, []).append(endpoint)
    return [Route(PREFIX + path, _chooser(found), methods=[e.method for e in found]) for path, found in by_path.items()]


def _chooser(endpoints: Sequence[Endpoint]) -> Callable[[Request], Awaitable[Response]]:
    by_method = {e.method: e for e in endpoints}
    if "GET" in by_method:
        by_method["HEAD"] = by_method["GET"]

    async def choose(request: Request) -> Response:
        endpoint = by_method[request.method]
        who = await _admitted(request, endpoint)
        _check_params(request, endpoint)
        return await endpoint.handler(Call(request, who))

    return choose


async def _admitted(request: Request, endpoint: Endpoint) -> Caller:
    """Who is calling, if he may. A writing call needs a token: a browser sends its cookie for any site."""
    if not endpoint.scopes:
        return Caller(Viewer(label="anyone"))
    found = await auth.with_scope(request, *endpoint.scopes)
    if request.method not in SAFE and auth.bearer(request) is None:
        raise Refused("calls that change something need a bearer token; a session is for reading here")
    if endpoint.administrator and not found.administrator:
        raise Refused(auth.ADMINISTRATORS)
    return found


def _check_params(request: Request, endpoint: Endpoint) -> None:
    """A misspelt `embargo` must not publish: what is not known is refused, and so is what is said twice."""
    known = {p.name for p in endpoint.params if p.place == "query"}
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if name not in known:
            accepted = f"known here: {', '.join(sorted(known))}" if known else "none is known here"
            raise Invalid(f"unknown parameter {name[:60]!r}; {accepted}")
        if name in seen:
            raise Invalid(f"parameter {name!r} is given twice; say it once")
        seen.add(name)
