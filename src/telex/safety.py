"""What must not go on the network, and the key that is made when none is set."""

from __future__ import annotations

import os
import secrets
from ipaddress import ip_address
from pathlib import Path

from telex.errors import Unsafe
from telex.house import House
from telex.settings import DEMO_SECRET, Settings

DEMO_DOMAIN = "@demo.telex.example"


async def refuse_unsafe(settings: Settings, house: House) -> list[str]:
    """Raises Unsafe for the demo's secret, setting or accounts; returns warnings, one line each."""
    if settings.demo:
        raise Unsafe("demo = true is for `telex demo`: its accounts are public. Take the setting out")
    if settings.secret == DEMO_SECRET:
        raise Unsafe("this secret is the demo's, known to everyone: take it out, and Telex makes one")
    users = await house.store.accounts.all_users()
    demo = sorted(u.email for u in users if u.email.strip().lower().endswith(DEMO_DOMAIN))
    if demo:
        raise Unsafe(f"{demo[0]} is a demo account with a public password: serve another store, or use `telex demo`")
    if not _loopback(settings.host) and not settings.url.startswith("https://"):
        return [
            f"listening on {settings.host} without https: passwords and texts travel in clear. "
            "Put a TLS proxy in front and set base_url to its https address"
        ]
    return []


def load_secret(settings: Settings) -> str:
    """The key of forms: the setting, else the file `<store>.secret`, made at the first start for its user alone.

    Raises Unsafe when the file can be read by others or cannot be used.
    """
    if settings.secret:
        return settings.secret
    path = settings.store.with_name(settings.store.name + ".secret")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return _kept(path)
    except OSError as error:
        raise Unsafe(f"the secret file {path} cannot be made ({error.strerror}): check the folder") from error
    secret = secrets.token_hex(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret + "\n")
        file.flush()
        os.fsync(file.fileno())
    return secret


def _kept(path: Path) -> str:
    try:
        mode = path.stat().st_mode & 0o777
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unsafe(f"the secret file {path} cannot be read: check its owner and content") from error
    if mode & 0o077:
        raise Unsafe(f"others may read {path} (mode {mode:o}): chmod 600 it, or delete it to have a new one made")
    if len(text) < 32:
        raise Unsafe(f"{path} holds no usable secret: delete it, and Telex makes one")
    return text


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
