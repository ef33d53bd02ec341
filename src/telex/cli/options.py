"""Options that many commands share, with their help text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Store = Annotated[Path | None, Parameter(help="Store file; default telex.db, or TELEX_STORE.")]
Config = Annotated[Path | None, Parameter(help="Settings file (TOML).")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON, one object a line.")]
Url = Annotated[str | None, Parameter(help="Address of a running server, instead of the local store.")]
Token = Annotated[str | None, Parameter(env_var="TELEX_TOKEN", help="Bearer token for --url.")]
Yes = Annotated[bool, Parameter(name="--yes", negative="", help="Do not ask.")]
