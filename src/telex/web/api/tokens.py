"""Bearer tokens: hashed in the store, each with one scope."""

from __future__ import annotations

from msgspec import UNSET, Struct
from starlette.responses import Response

from telex.errors import NotFound
from telex.model.company import Token
from telex.model.vocabulary import Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.customers import TokenItem, TokenList
from telex.web.api.table import Call, Endpoint


class TokenPost(Struct, frozen=True, forbid_unknown_fields=True):
    """`read` names a company, `file` a source, `desk` an editor or administrator, `company` a company administrator (id or e-mail
    address)."""

    scope: Scope
    label: str
    company: str | None = None
    source: str | None = None
    user: str | None = None


def token_item(t: Token, secret: str | None = None) -> TokenItem:
    return TokenItem(t.id, t.scope.value, t.label, t.company, t.source, t.user, UNSET if secret is None else secret)


async def listing(call: Call) -> Response:
    """All tokens that are in force; never a secret."""
    found = await call.house.store.accounts.all_tokens()
    return read_answer(call.request, TokenList(tuple(map(token_item, found))))


async def issue(call: Call) -> Response:
    """A new token. Its secret is in this answer and nowhere else."""
    t = await sent(call.request, TokenPost)
    secret, token = await call.house.office.issue_token(
        t.scope, t.label, company=t.company, source=t.source, user=t.user
    )
    return done(token_item(token, secret), 201)


async def revoke(call: Call) -> Response:
    """Ends a token at once, open streams included."""
    id = call.request.path_params["id"]
    accounts = call.house.store.accounts
    if id not in {t.id for t in await accounts.all_tokens()}:
        raise NotFound(f"no token {id!r}; `telex token list` shows them")
    await accounts.revoke_token(id, call.house.agency.clock())
    return done()


ENDPOINTS = (
    Endpoint("GET", "/tokens", listing, "All tokens in force", (Scope.DESK,), administrator=True, answers=TokenList,
             headers=("etag",)),
    Endpoint(
        "POST", "/tokens", issue, "Issue a token", (Scope.DESK,), administrator=True,
        sent=TokenPost, answers=TokenItem, status=201, refusals=(404, 422),
    ),
    Endpoint("DELETE", "/tokens/{id}", revoke, "Revoke a token", (Scope.DESK,), administrator=True, status=204,
             refusals=(404,)),
)  # fmt: skip
