"""Options and arguments that many commands share, with their help text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from telex.errors import Invalid


class Misuse(Invalid):
    """The command was not called as it must be: exit code 2."""


_OPTION = re.compile(r"-[A-Za-z]|--[a-z][a-z-]*")
_SEGMENT = re.compile(r"[^\s/?#%\\\x00-\x1f]{1,200}")


def looks_like_option(text: str) -> bool:
    """Whether it was meant as an option. Ids are random and may begin with a hyphen, but hold digits or capitals."""
    return _OPTION.fullmatch(text) is not None


def segment(id: str) -> str:
    """An id as a part of an address. Raises Misuse for what would lead to another address."""
    if not _SEGMENT.fullmatch(id) or not id.strip("."):
        raise Misuse(f"{id[:60]!r} is not an id: letters, digits, hyphens and underscores alone")
    return id


def _not_an_option(kind: object, text: str | None) -> None:
    if text is not None and looks_like_option(text):
        raise ValueError(f"Unknown option: {text}.")


Store = Annotated[Path | None, Parameter(help="Store file; default telex.db, or TELEX_STORE.")]
Config = Annotated[Path | None, Parameter(help="Settings file (TOML).")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON, one object a line.")]
Url = Annotated[str | None, Parameter(help="Address of a running server, instead of the local store.")]
Token = Annotated[str | None, Parameter(env_var="TELEX_TOKEN", help="Bearer token for --url.")]
Yes = Annotated[bool, Parameter(name="--yes", negative="", help="Do not ask.")]
Id = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_not_an_option)]
"""Id or uri of a dispatch, a hold, a quarantine entry or a token."""
