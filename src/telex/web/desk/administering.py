"""Forms by which people and companies are administered: what was typed, and what of it cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from telex.errors import Conflict, Invalid, NotFound, Refused, TelexError
from telex.house import House
from telex.model.company import User
from telex.model.vocabulary import Role
from telex.office import Caller
from telex.web.desk.fields import instant
from telex.web.site.address import slug

LONGEST = 200
SHORTEST_PASSWORD = 10
"""As the office has it."""
MOST = 10_000_000
PERSON = ("email", "person", "role", "password")


class Wrong(Exception):
    """Faults by field, as codes that `_admin.html` words. Nothing was changed."""

    def __init__(self, faults: Mapping[str, str], status: int = 422, detail: str = "") -> None:
        super().__init__(", ".join(faults))
        self.faults = dict(faults)
        self.status = status
        self.detail = detail
        """English, of what has no words of its own."""


def refused(error: TelexError) -> Wrong:
    """What the office refused and no field stands for."""
    if isinstance(error, Refused):
        raise error
    return Wrong({"form": "refused"}, error.status, str(error))


OFFICE = (Invalid, Conflict, NotFound)
"""What the office refuses with, for forms."""


def text(fields: Mapping[str, Any], name: str) -> str:
    """A field as typed, without blanks at its ends."""
    return str(fields.get(name, "")).strip()


def kept(fields: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    """What was typed into these fields, to be shown again. A password is never sent back."""
    return {name: "" if name == "password" else text(fields, name)[:20_001] for name in names}


def number(fields: Mapping[str, Any], name: str, wrong: dict[str, str], low: int) -> int | None:
    """A whole number, None when empty. What cannot be one is noted in `wrong`."""
    given = text(fields, name)
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 9 and low <= int(given) <= MOST):
        wrong[name] = "number"
        return None
    return int(given)


def moment(running: House, fields: Mapping[str, Any], name: str, wrong: dict[str, str]) -> datetime | None:
    """An instant of the agency's zone, None when empty. What cannot be one is noted in `wrong`."""
    given = text(fields, name)
    found = instant(given, running.settings.tz) if given else None
    if given and found is None:
        wrong[name] = "date"
    return found


def new_id(fields: Mapping[str, Any], named: str, taken: Mapping[str, Any], wrong: dict[str, str]) -> str:
    """The id typed into `id`, else one made of the name. One that is taken already is noted in `wrong`."""
    found = text(fields, "id") or slug(named)
    if found in taken:
        wrong["id" if text(fields, "id") else "name"] = "taken"
    elif slug(found) != found:
        wrong["id"] = "id"
    return found


def name(fields: Mapping[str, Any], wrong: dict[str, str], field: str = "name") -> str:
    """A name, which nothing goes without."""
    given = " ".join(text(fields, field).split())
    if not given:
        wrong[field] = "missing"
    elif len(given) > LONGEST:
        wrong[field] = "long"
    return given


async def add_person(
    running: House, fields: Mapping[str, Any], company: str | None, roles: Sequence[Role], by: Caller | None = None
) -> User:
    """Somebody new with a first password, of one of these roles; `by` = the company administrator who adds him to his own.

    Raises Wrong, also for an address that somebody has already: people are changed on their own line.
    """
    wrong: dict[str, str] = {}
    person, email, password = name(fields, wrong, "person"), text(fields, "email"), str(fields.get("password", ""))
    before, at, after = email.partition("@")
    if not (at and before and after and len(email) <= LONGEST) or "@" in after or any(c.isspace() for c in email):
        wrong["email"] = "email" if email else "missing"
    elif await running.store.accounts.user_by_email(email) is not None:
        wrong["email"] = "taken" if by is None else "unusable"
    if len(password) < SHORTEST_PASSWORD:
        wrong["password"] = "short" if password else "missing"
    role = next((r for r in roles if r.value == text(fields, "role")), None)
    if role is None:
        wrong["role"] = "choose"
    if wrong or role is None:
        raise Wrong(wrong)
    if by is not None:
        return await running.office.put_own_user(by, email, person, role, password)
    return await running.office.put_user(email, person, role, company, password)


def person_of(running: House, fields: Mapping[str, Any], company: str | None) -> User:
    """The one of the company's people (None: of the agency's) that a line of the page is about. Raises NotFound."""
    found = running.book.user(text(fields, "user"))
    if found is None or found.company != company or (company is None and not found.role.desk):
        raise NotFound("there is no such person here; open the page again")
    return found
