"""What the commands of one person share: his topics and alerts, on this machine (`--user`) or with his own token elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from cyclopts import Parameter

from telex.cli.line import Line, run, settings_for
from telex.cli.options import Store, Token, Url


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Person:
    """Whose, and where."""

    user: Annotated[str | None, Parameter(help="Whose, by e-mail address: needed on the agency's own machine.")] = None
    store: Store = None
    url: Url = None
    token: Token = None


ME = Person()


def ask(person: Person, method: str, path: str, body: Mapping[str, Any] | None = None, **params: object) -> Any:
    """One call of the API as that person. A token speaks for itself, so `--user` is not needed with one."""
    sent = None if body is None else msgspec.json.encode(body)
    headers = None if sent is None else {"content-type": "application/json"}

    async def work(line: Line) -> Any:
        given = {**params, "user": person.user}
        return (await line.call(method, path, params=given, body=sent, headers=headers)).checked()

    return run(settings_for(person.store), work, url=person.url, token=person.token if person.url else None)
