"""Serve the desk: our own socket, our own server, and the guard around everything."""

import ipaddress
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable

from handout.desk.door import Door, Keys
from handout.desk.shared import Settings
from handout.record import Record

HOST = "127.0.0.1"


class Reached(Record):
    """Where the desk listens, and how others reach it: the names it may be called by, and who stands before it."""

    host: str = HOST
    port: int = 8140
    names: tuple[str, ...] = ()
    proxy: str | None = None

    def hosts(self, port: int) -> frozenset[str]:
        """What may stand in `Host`, when it listens on this port; behind a proxy the names as they are."""
        if self.proxy is not None:
            return frozenset(name.lower() for name in self.names)
        named = {name.lower() if ":" in name else f"{name.lower()}:{port}" for name in self.names}
        plain = {name.removesuffix(":80") for name in named if name.endswith(":80")}
        own = {f"{HOST}:{port}", f"localhost:{port}"} if is_loopback(self.host) else set()
        return frozenset(named | plain | own)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def bound(reached: Reached) -> socket.socket:
    """A socket at this address; OSError when it cannot be had."""
    family, _, _, _, address = socket.getaddrinfo(reached.host, reached.port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(address)
        # Who is there before the server is, waits.
        found.listen(100)
    except OSError:
        found.close()
        raise
    return found


def serve(
    settings: Settings, reached: Reached, listening: socket.socket, tell: Callable[[str], None],
    opened: Callable[[str], None],
) -> None:  # fmt: skip
    """Serve until the process is asked to end. `tell` prints a line; `opened` gets the first address."""
    with tempfile.TemporaryDirectory() as nowhere:
        _keep_the_environment_out(nowhere)
        # Only now: what is imported here reads the environment.
        import uvicorn

        from handout.desk.app import guarded
        from handout.desk.connections import Connection

        port = listening.getsockname()[1]
        keys = Keys()
        door = Door(hosts=reached.hosts(port), people=settings.people, proxy=reached.proxy)
        Connection.trusted = reached.proxy
        config = uvicorn.Config(
            guarded(settings, door, keys), http=Connection, ws="wsproto", proxy_headers=False,
            server_header=False, date_header=False, access_log=False, log_config=None, log_level="error",
            ws_max_size=2_000_000, limit_concurrency=1_000, timeout_keep_alive=30, timeout_graceful_shutdown=1,
        )  # fmt: skip
        first = _address(door, keys, port)
        tell(f"the desk is at {first}")
        opened(first)
        if not settings.people and sys.stdin is not None and sys.stdin.isatty():
            tell("press Enter for another address (each lets one browser in, within ten minutes); Ctrl-C ends the desk")
            threading.Thread(target=_more_addresses, args=(door, keys, port, tell), daemon=True).start()
        uvicorn.Server(config).run(sockets=[listening])


def _address(door: Door, keys: Keys, port: int) -> str:
    """Where a browser begins: with a token of its own, or where it is asked for name and password."""
    own = f"{HOST}:{port}"
    host = own if own in door.hosts else min(door.hosts)
    if door.people:
        return f"{'http' if door.proxy is None else 'https'}://{host}/login"
    return f"http://{host}/enter?token={keys.token()}"


def _more_addresses(door: Door, keys: Keys, port: int, tell: Callable[[str], None]) -> None:
    for _ in sys.stdin:
        tell(f"the desk is at {_address(door, keys, port)}")


def _keep_the_environment_out(nowhere: str) -> None:
    """Nothing that is set for other programs may lead this one's data elsewhere."""
    for name in list(os.environ):
        if name.startswith(("NICEGUI_", "OTEL_")):
            del os.environ[name]
    os.environ["NICEGUI_STORAGE_PATH"] = nowhere
