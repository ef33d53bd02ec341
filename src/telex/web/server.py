"""Runs the application and the rounds of one process, until Ctrl-C."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from telex.errors import Busy, Invalid
from telex.house import House
from telex.naming.model import refuse_without
from telex.naming.names import Names
from telex.rounds import Rounds
from telex.store.sqlite import SqliteStore
from telex.web.app import build_app

BACKLOG = 1_024
GRACE = 5
"""Seconds that open answers have to end after the stop signal; streams end themselves at once."""


def bind(host: str, port: int) -> socket.socket:
    """A listening address. Raises Busy when the port is taken, Invalid when the address is not of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named: else asyncio leaves Nagle on, 40 ms an answer
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(BACKLOG)  # two sockets may bind one address; only one may listen
    except PermissionError as error:
        found.close()
        raise Invalid(f"port {port} needs more rights: take one above 1023 with --port / PORT=...") from error
    except socket.gaierror as error:
        found.close()
        raise Invalid(f"host {host!r} is not known; try 127.0.0.1") from error
    except OSError as error:
        found.close()
        if error.errno == 99 or "assign requested address" in str(error):
            raise Invalid(f"host {host!r} is not an address of this machine; try 127.0.0.1") from error
        raise Busy(f"port {port} is taken; choose another with --port / PORT=...") from error
    found.setblocking(False)
    return found


class Server(uvicorn.Server):
    """Tells the streams that it stops, and leaves Ctrl-C as a clean end."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping, self._ready = stopping, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping.set()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does, but the signals are not raised again at the end: the process ends with exit code 0."""
        with super().capture_signals():
            try:
                yield
            finally:
                self._captured_signals.clear()


async def serve(
    house: House,
    *,
    secret: str,
    on_ready: Callable[[], None] | None = None,
    listening: socket.socket | None = None,
    stop: asyncio.Event | None = None,
) -> None:
    """Serves until SIGINT, SIGTERM or `stop`. Raises Busy when the port is taken, and Unsafe when the settings ask for a
    model that is not there, before anything else happens.

    `listening` = a socket bound already; otherwise host and port of the settings. Address and an operator's token
    stand in the lock file beside the store as long as this runs.
    """
    refuse_without(house.settings)
    sock = listening if listening is not None else bind(house.settings.host, house.settings.port)
    app = build_app(house, secret)
    app.state.local_token = secrets.token_urlsafe(32)

    def ready() -> None:
        if isinstance(house.store, SqliteStore) and house.store.lock is not None:
            house.store.lock.publish(_address(sock), app.state.local_token)
        if on_ready is not None:
            on_ready()

    server = Server(_config(app), app.state.stopping, ready)
    names: Names = app.state.names
    rounds = asyncio.create_task(Rounds(house, names).run())
    watch = asyncio.create_task(_stop_on(stop, server)) if stop is not None else None
    try:
        await server.serve(sockets=[sock])
    finally:
        for task in (rounds, watch):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        await names.close()
        sock.close()


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app, http="httptools", ws="none", lifespan="off", access_log=False, log_level="warning",
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=GRACE,
    )  # fmt: skip


def _address(sock: socket.socket) -> str:
    """Where the command line finds this server: loopback when it listens everywhere."""
    host, port = sock.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = "127.0.0.1" if host == "0.0.0.0" else "::1"  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _stop_on(stop: asyncio.Event, server: Server) -> None:
    await stop.wait()
    server.should_exit = True


__all__ = ["Server", "bind", "serve"]
