"""`telex doctor`."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from telex import __version__
from telex.cli.options import Config, Json, Store
from telex.errors import TelexError
from telex.settings import Settings

SPACE_FLOOR = 500_000_000
"""Bytes free on the store's disk below which the doctor warns: about a month of a busy wire."""
PARTS = ("starlette", "uvicorn", "apsw", "lxml", "trafilatura", "PyStemmer", "py3langid", "argon2-cffi")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `advice` says what to do when it is not well."""

    what: str
    ok: bool
    found: str
    advice: str = ""


def doctor(*, store: Store = None, config: Config = None, json: Json = False) -> int:
    """Check versions, settings, the store, free space and the clock, and say what to do. Exit code 1 when something is wrong.

    Example: telex doctor --store wire.db
    """
    from telex.cli.line import settings_for
    from telex.cli.terminal import console, objects

    settings = settings_for(store, config)
    findings = [
        *_versions(),
        *_model(settings),
        *_settings(settings),
        *_store(settings),
        *_space(settings),
        *_clock(settings),
    ]
    if json:
        objects({"what": f.what, "ok": f.ok, "found": f.found, "advice": f.advice} for f in findings)
    else:
        for f in findings:
            mark = "[green]ok [/green]" if f.ok else "[red]bad[/red]"
            console.print(f"{mark} {f.what:<16} {f.found}" + (f"\n      → {f.advice}" if f.advice and not f.ok else ""))
    return 0 if all(f.ok for f in findings) else 1


def _versions() -> Iterator[Finding]:
    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or newer")
    yield Finding("telex", True, __version__)
    for part in PARTS:
        try:
            yield Finding(part, True, version(part))
        except PackageNotFoundError:
            yield Finding(part, False, "missing", f"pip install {part}, or install telex again")
    import apsw

    from telex.store.connection import check_floor

    found = apsw.sqlite_lib_version()
    try:
        check_floor()
        yield Finding("SQLite", True, found)
    except TelexError as error:
        yield Finding("SQLite", False, found, str(error))


def _model(settings: Settings) -> Iterator[Finding]:
    """Names by a model: an extra, so missing is well unless the settings ask for it."""
    from telex.naming.model import how_to_install, installed, library

    model = installed(settings)
    if model is not None:
        yield Finding("names by a model", True, f"{model.id} for texts in {model.language}, spaCy {library()}")
        return
    found = "off" if settings.nlp == "off" else "not installed; names are found by rules alone"
    advice = how_to_install(settings)
    well = settings.nlp != "on"
    yield Finding("names by a model", well, f"{found}. {advice}" if well and settings.nlp == "auto" else found, advice)


def _settings(settings: Settings) -> Iterator[Finding]:
    secret = settings.store.with_name(settings.store.name + ".secret")
    if secret.exists():
        mode = secret.stat().st_mode & 0o777
        yield Finding("secret file", mode == 0o600, f"{secret} mode {mode:o}", f"chmod 600 {secret}")
    local = settings.host in ("127.0.0.1", "::1", "localhost")
    https = settings.url.startswith("https://")
    yield Finding(
        "address", local or https, settings.url, "put a TLS proxy in front and set base_url to its https address"
    )
    missing = "none; set contact_email: the public pages ask readers to write there"
    yield Finding("contact", True, settings.contact_email or missing)


def _store(settings: Settings) -> Iterator[Finding]:
    from telex.store.lock import read_lock

    if not settings.store.exists():
        yield Finding("store", True, f"{settings.store} does not exist yet: it is made at the first start")
        return
    held = read_lock(settings.store)
    if held is not None:
        yield Finding(
            "store", True, f"{settings.store} is in use by process {held.get('pid')}; stop it for a full check"
        )
        return
    try:
        yield from asyncio.run(_check(settings))
    except TelexError as error:
        yield Finding("store", False, str(error), "restore the file from a backup, or move it away")


async def _check(settings: Settings) -> list[Finding]:
    from telex.house import open_house

    async with open_house(settings) as house:
        health = house.store.check()
        due = await house.store.timers.next()
        found = f"{settings.store}: {health.size // 1000} kB, head {health.head}, next embargo {due or 'none'}"
        advice = "restore the file from a backup: " + "; ".join(health.faults[:3])
        broken = "; ".join(f"{id}: {fault}" for id, fault in sorted(house.book.broken.items()))
        return [
            Finding("store", health.sound, found, advice),
            Finding(
                "products", not broken, broken or "all queries compile", "mend the query: telex product add ID QUERY"
            ),
        ]


def _space(settings: Settings) -> Iterator[Finding]:
    folder = settings.store.resolve().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    yield Finding("free space", free > SPACE_FLOOR, f"{free // 1_000_000} MB", f"free space on the disk of {folder}")


def _clock(settings: Settings) -> Iterator[Finding]:
    """An embargo is only as good as the clock: a file from the future shows one that runs behind."""
    now = datetime.now(UTC)
    newest = max((p.stat().st_mtime for p in _files(settings.store)), default=now.timestamp())
    ahead = newest - now.timestamp()
    yield Finding(
        "clock",
        ahead < 2,
        now.strftime("%Y-%m-%d %H:%M:%S UTC"),
        f"the store was written {ahead:.0f} s in the future: set the clock (NTP)",
    )


def _files(store: Path) -> Iterator[Path]:
    return (p for p in (store, store.with_name(store.name + "-wal")) if p.exists())
