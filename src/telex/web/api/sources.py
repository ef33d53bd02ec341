"""Where dispatches come from, and the page layout profiles they are read with."""

from __future__ import annotations

from msgspec import UNSET, Struct
from starlette.responses import Response

from telex import rounds
from telex.errors import Invalid, Refused
from telex.model.company import Source
from telex.model.vocabulary import Scope
from telex.web.api.answers import done, limited, read_answer, sent
from telex.web.api.shapes import ProfileList, SourceItem, SourceList
from telex.web.api.table import Call, Endpoint

MAX_PROFILE_BYTES = 64_000


class SourcePut(Struct, frozen=True, forbid_unknown_fields=True):
    """`kind` push (it files by itself), feed (`address` is a URL), folder (`address` is a path on the server)."""

    name: str
    kind: str = "push"
    address: str | None = None
    profile: str | None = None
    every: int = 300
    """Seconds between two polls of a feed."""
    public_share: int = 2
    """Sentences of the body that a public summary may show, at most."""
    timezone: str | None = None
    active: bool = True


def source_item(s: Source, state: dict[str, str] | None = None) -> SourceItem:
    return SourceItem(
        s.id, s.name, s.kind, s.address, s.profile, s.every, s.public_share, s.timezone, s.active,
        UNSET if state is None else state,
    )  # fmt: skip


async def listing(call: Call) -> Response:
    """All sources, with what the last visit left."""
    sources = call.house.store.sources
    found = [source_item(s, await sources.state(s.id)) for s in await sources.all()]
    return read_answer(call.request, SourceList(tuple(found)))


async def put(call: Call) -> Response:
    """A new source, which is visited at once, or changes to a known one."""
    b = await sent(call.request, SourcePut)
    if b.kind == "folder" and call.caller.token is not None:
        raise Refused("a folder is read with the rights of the server: add it on its machine, with `telex source add`")
    source = Source(
        call.request.path_params["id"], b.name, b.kind, b.address, b.profile, b.every, b.public_share, b.timezone,
        b.active,
    )  # fmt: skip
    return done(source_item(await rounds.put_source(call.house, source)))


async def profiles(call: Call) -> Response:
    """The page layout profiles added by the operator; those that come with Telex are not listed."""
    return read_answer(call.request, ProfileList(await call.house.store.sources.profiles()))


async def put_profile(call: Call) -> Response:
    """A page layout profile as TOML; filings are read with it from now on."""
    body = await limited(call.request, MAX_PROFILE_BYTES)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Invalid("a profile is a TOML text in UTF-8") from error
    await rounds.put_profile(call.house, call.request.path_params["id"], text)
    return done()


ENDPOINTS = (
    Endpoint("GET", "/sources", listing, "All sources", (Scope.DESK,), answers=SourceList, headers=("etag",)),
    Endpoint(
        "PUT", "/sources/{id}", put, "Add or change a source", (Scope.DESK,), administrator=True,
        sent=SourcePut, answers=SourceItem, refusals=(422,),
    ),
    Endpoint("GET", "/profiles", profiles, "Profiles of the operator", (Scope.DESK,), answers=ProfileList,
             headers=("etag",)),
    Endpoint(
        "PUT", "/profiles/{id}", put_profile, "Add or change a page layout profile", (Scope.DESK,), administrator=True,
        sent=("application/toml",), status=204, refusals=(413, 422),
    ),
)  # fmt: skip
