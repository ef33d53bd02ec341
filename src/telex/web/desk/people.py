"""`/desk/people`: the agency's own people and what they may do. For administrators."""

from __future__ import annotations

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from telex.errors import Conflict
from telex.model.company import User
from telex.model.text import fold
from telex.model.vocabulary import Role
from telex.office import Caller
from telex.web.auth import administrator, form, house
from telex.web.desk.administering import OFFICE, PERSON, Wrong, add_person, kept, person_of, refused, text
from telex.web.pages import address, render

ROLES = (Role.EDITOR, Role.ADMINISTRATOR)


async def page(request: Request) -> Response:
    return await _page(request, await administrator(request))


async def change(request: Request) -> Response:
    """Adds somebody, changes a role, suspends or lets in again."""
    who = await administrator(request)
    fields = await form(request)
    running, verb = house(request), str(fields.get("verb", ""))
    if verb not in ("add", "role", "suspend", "resume"):
        raise HTTPException(400)
    known = person_of(running, fields, None) if verb != "add" else None
    try:
        if known is None:
            await add_person(running, fields, None, ROLES)
        else:
            after = _changed(known, verb, text(fields, "role"))
            await running.office.put_user(after.email, after.name, after.role, None, None, active=after.active)
    except Conflict as error:
        return await _page(request, who, Wrong({"form": "last"}, 409, str(error)))
    except (Wrong, *OFFICE) as error:
        fault = error if isinstance(error, Wrong) else refused(error)
        return await _page(request, who, fault, kept(fields, PERSON) if verb == "add" else None)
    return RedirectResponse(address(request)("/desk/people", said=verb), 303)


def _changed(known: User, verb: str, role: str) -> User:
    if verb != "role":
        return replace(known, active=verb == "resume")
    if role not in ROLES:
        raise Wrong({"form": "refused"}, detail="choose editor or administrator")
    return replace(known, role=Role(role))


async def _page(
    request: Request, who: Caller, wrong: Wrong | None = None, typed: dict[str, str] | None = None
) -> Response:
    everybody = await house(request).store.accounts.all_users()
    people = sorted((u for u in everybody if u.role.desk), key=lambda u: (not u.active, u.role.value, fold(u.name)))
    return render(
        request, "desk_people.html", status=wrong.status if wrong else 200, who=who, people=people, roles=ROLES,
        wrong=wrong.faults if wrong else {}, detail=wrong.detail if wrong else "",
        f=typed or kept({}, PERSON) | {"role": Role.EDITOR.value},
        said=request.query_params.get("said") if request.method == "GET" else None,
    )  # fmt: skip
