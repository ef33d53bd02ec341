"""People who may sign in."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from telex.model.company import User
from telex.model.vocabulary import Role, Scope
from telex.web.api.answers import done, read_answer, sent
from telex.web.api.customers import UserItem, UserList
from telex.web.api.table import Call, Endpoint


class UserPost(Struct, frozen=True, forbid_unknown_fields=True):
    """A reader or company-administrator belongs to a company, an editor or administrator to none. Without `password` it stays; a new one closes all sessions of the user."""

    email: str
    name: str
    role: Role
    company: str | None = None
    password: str | None = None
    active: bool = True


def user_item(u: User) -> UserItem:
    return UserItem(u.id, u.email, u.name, u.role.value, u.company, u.active)


async def listing(call: Call) -> Response:
    """All users; never a password."""
    found = await call.house.store.accounts.all_users()
    return read_answer(call.request, UserList(tuple(map(user_item, found))))


async def post(call: Call) -> Response:
    """A new user, or changes to the one with this address."""
    u = await sent(call.request, UserPost)
    user = await call.house.office.put_user(u.email, u.name, u.role, u.company, u.password, active=u.active)
    return done(user_item(user))


ENDPOINTS = (
    Endpoint("GET", "/users", listing, "All users", (Scope.DESK,), administrator=True, answers=UserList,
             headers=("etag",)),
    Endpoint(
        "POST", "/users", post, "Add or change a user, found by e-mail address", (Scope.DESK,), administrator=True,
        sent=UserPost, answers=UserItem, refusals=(404, 409, 422),
    ),
)  # fmt: skip
