"""The look-ups over HTTP: bounded, silent, and deaf to all but GET and HEAD."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from handout.answer.lookup import SAFE, Reply
from handout.answer.package import AnsweredPackage

MOST = 512
"""Connections at one time."""
LONGEST = 15.0
"""Seconds from the first byte of a request to the last of its reply."""
IDLE = 10
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


class Server(ThreadingHTTPServer):
    """Threads for at most so many connections, none of which may drip on for ever."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, package: AnsweredPackage, base: str | None) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.package = package
        self._room = threading.BoundedSemaphore(MOST)
        self._since: dict[socket.socket, float] = {}
        super().__init__((host, port), Handler)
        named = f"[{host}]" if ":" in host else host
        self.base = (base or f"http://{named}:{self.server_address[1]}").rstrip("/")
        self.hosts = {host.casefold(), named.casefold(), *LOOPBACK, (urlsplit(self.base).hostname or "").casefold()}
        threading.Thread(target=self._end_those_that_drip, daemon=True).start()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Hand a connection to a thread of its own, if there is room; else end it at once."""
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        self._since[request] = time.monotonic()
        try:
            super().process_request(request, client_address)
        except RuntimeError:
            # No more threads can be started here.
            self._since.pop(request, None)
            self._room.release()
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._since.pop(request, None)
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: who asked, and what, stands in no log."""

    def begins(self, request: Any) -> None:
        """A request begins on this connection: its time runs from now."""
        if request in self._since:
            self._since[request] = time.monotonic()

    def _end_those_that_drip(self) -> None:
        while True:
            time.sleep(1.0)
            limit = time.monotonic() - LONGEST
            for connection, since in list(self._since.items()):
                if since < limit:
                    with contextlib.suppress(OSError):
                        connection.shutdown(socket.SHUT_RDWR)


class Handler(BaseHTTPRequestHandler):
    """One connection. Replies leave in one piece, and none says what program this is."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Server

    def handle_one_request(self) -> None:
        self.server.begins(self.request)
        super().handle_one_request()

    def do_GET(self) -> None:
        self._send(self._reply(), with_body=True)

    def do_HEAD(self) -> None:
        self._send(self._reply(), with_body=False)

    def _reply(self) -> Reply:
        lengths = self.headers.get_all("Content-Length", [])
        if any(length.strip() != "0" for length in lengths) or "Transfer-Encoding" in self.headers:
            # What follows is not read; on a connection that several share it would pass for the next request.
            self.close_connection = True
            return Reply(status=400, body=b"ask without a body\n")
        host = self._host()
        if host not in self.server.hosts and f"[{host}]" not in self.server.hosts:
            return Reply(status=421, body=b"this host does not answer for that name\n")
        if len(self.path) > 4_000:
            return Reply(status=414, body=b"ask with less\n")
        return self.server.package.reply(self.path, self.server.base, ",".join(self.headers.get_all("Accept", [])))

    def _host(self) -> str:
        """The one name that this server is called by; nothing where there are several, or none that is a name."""
        named = self.headers.get_all("Host", [])
        try:
            return (urlsplit(f"//{named[0]}").hostname or "").casefold() if len(named) == 1 else ""
        except ValueError:
            return ""

    def _send(self, reply: Reply, *, with_body: bool) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(reply.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A refusal of the standard library's own, without a word of what was sent."""
        with contextlib.suppress(OSError):
            self.close_connection = True
            self.send_response(405 if code == 501 else code, None)
            self.send_header("Connection", "close")
            self.send_header("Content-Length", "0")
            if code == 501:
                self.send_header("Allow", "GET, HEAD")
            for name, value in SAFE.items():
                self.send_header(name, value)
            self.end_headers()

    def version_string(self) -> str:
        return "handout"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a look-up may be somebody's diagnosis."""


Start = Callable[[str, list[tuple[str, str]]], object]


def application(package: AnsweredPackage, base: str) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """The same as a WSGI application (PEP 3333), for a site's own server and its TLS."""

    def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        method = environ.get("REQUEST_METHOD", "GET")
        if method not in {"GET", "HEAD"}:
            start("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0"), *SAFE.items()])
            return []
        target = f"{environ.get('PATH_INFO', '/')}?{environ.get('QUERY_STRING', '')}"
        reply = package.reply(target, base.rstrip("/"), environ.get("HTTP_ACCEPT", ""))
        phrase = BaseHTTPRequestHandler.responses.get(reply.status, ("Unknown", ""))[0]
        start(f"{reply.status} {phrase}", [*reply.headers.items(), ("Content-Length", str(len(reply.body)))])
        return [reply.body] if method == "GET" else []

    return answer


def serve(server: Server) -> None:
    """Answer until somebody stops it."""
    try:
        server.serve_forever(poll_interval=0.2)
    finally:
        server.server_close()
