"""`telex user`."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated, Literal

from cyclopts import App, Parameter

from telex.cli.admin import call, listed, said
from telex.cli.options import Json, Store
from telex.errors import Invalid

app = App(name="user", help="People who sign in.\n\nExample: telex user add ana@gazette.example --company gazette")


@app.command
def add(
    email: str,
    *,
    name: str | None = None,
    role: Annotated[
        Literal["reader", "company-administrator", "editor", "administrator"],
        Parameter(help="Of a company: reader or company-administrator. Of the agency: editor or administrator."),
    ] = "reader",
    company: Annotated[str | None, Parameter(help="Company of a reader or company administrator.")] = None,
    password_stdin: Annotated[bool, Parameter(negative="", help="Read the password from standard input.")] = False,
    store: Store = None,
) -> int:
    """Add a person, or change name, role, company and password of a known one. Asks for the password.

    Example: telex user add ana@gazette.example --name "Ana Duval" --company gazette
    """
    password = _password(password_stdin)
    call(
        store,
        "POST",
        "/users",
        {"email": email, "name": name or email, "role": role, "company": company, "password": password},
    )
    return said(f"{email}: saved as {role}; other sessions of this person are closed")


@app.command(name="list")
def list_(*, store: Store = None, json: Json = False) -> int:
    """List people.

    Example: telex user list --json
    """
    empty = "Nobody yet. Begin with: telex user add ADDRESS --role administrator"
    return listed(call(store, "GET", "/users"), ("email", "name", "role", "company", "active", "id"), empty, json)


@app.command
def disable(email: str, *, store: Store = None) -> int:
    """Close a person's account and sessions at once.

    Example: telex user disable ana@gazette.example
    """
    known = next((u for u in call(store, "GET", "/users")["items"] if u["email"].lower() == email.lower()), None)
    if known is None:
        raise Invalid(f"no user {email!r}; `telex user list` shows them")
    fields = {key: known[key] for key in ("email", "name", "role", "company")}
    call(store, "POST", "/users", {**fields, "active": False})
    return said(f"{email}: disabled")


def _password(from_stdin: bool) -> str:
    if from_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password (10 characters at least): ")
    if first != getpass.getpass("Again: "):
        raise Invalid("the two passwords differ; nothing was changed")
    return first
