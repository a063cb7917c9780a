"""Serve the desk: our own socket, our own server, and the guard around everything."""

import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import Any

from handout.desk.guard import Guard, Keys
from handout.desk.shared import Settings

HOST = "127.0.0.1"


def bound(port: int) -> socket.socket:
    """A socket on this machine alone; OSError when the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        # Who is there before the server is, waits.
        found.listen(100)
    except OSError:
        found.close()
        raise
    return found


def serve(
    settings: Settings, listening: socket.socket, tell: Callable[[str], None], opened: Callable[[str], None]
) -> None:
    """Serve until the process is asked to end. `tell` prints a line; `opened` gets the first address."""
    with tempfile.TemporaryDirectory() as nowhere:
        _keep_the_environment_out(nowhere)
        import uvicorn

        port = listening.getsockname()[1]
        keys = Keys()
        hosts = frozenset({f"{HOST}:{port}", f"localhost:{port}"})
        config = uvicorn.Config(
            Guard(_application(settings, hosts), hosts, keys), http="h11", ws="wsproto", proxy_headers=False,
            server_header=False, date_header=False, access_log=False, log_config=None, log_level="warning",
            ws_max_size=2_000_000, limit_concurrency=200, timeout_keep_alive=30, timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = uvicorn.Server(config)

        def address() -> str:
            return f"http://{HOST}:{port}/enter?token={keys.token()}"

        first = address()
        tell(f"the desk is at {first}")
        opened(first)
        if sys.stdin is not None and sys.stdin.isatty():
            tell("press Enter for another address (each lets one browser in, within ten minutes); Ctrl-C ends the desk")
            threading.Thread(target=_more_addresses, args=(address, tell), daemon=True).start()
        server.run(sockets=[listening])


def _more_addresses(address: Callable[[], str], tell: Callable[[str], None]) -> None:
    for _ in sys.stdin:
        tell(f"the desk is at {address()}")


def _keep_the_environment_out(nowhere: str) -> None:
    """Nothing that is set for other programs may lead this one's data elsewhere."""
    for name in list(os.environ):
        if name.startswith(("NICEGUI_", "OTEL_")):
            del os.environ[name]
    os.environ["NICEGUI_STORAGE_PATH"] = nowhere


def _application(settings: Settings, hosts: frozenset[str]) -> Any:
    """The application behind the guard. Untyped: what it is made of has types only where it is installed."""
    from fastapi import FastAPI
    from nicegui import app as inner
    from nicegui import core, ui

    from handout.desk.app import register
    from handout.desk.shared import Desk

    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    desk = Desk(settings)
    register(desk)
    inner.config.quasar_config["loadingBar"] = {"skipHijack": True}
    inner.on_shutdown(desk.close)
    core.sio.eio.cors_allowed_origins = [f"http://{host}" for host in hosts]
    ui.run_with(
        outer, title="handout", tailwind=False, reconnect_timeout=60, gzip_middleware_factory=None,
        show_welcome_message=False, language="es" if settings.language == "es" else "en-US",
    )  # fmt: skip
    return outer
