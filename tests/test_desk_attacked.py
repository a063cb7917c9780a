"""Whoever speaks to the desk's socket past every browser's rules gets nothing, and keeps nobody out."""

import re
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest

from support.desk import Running, need_desk, running, until
from support.faulty import TODAY, handout_yaml, make_project

UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)
SOCKET = "GET /_nicegui_ws/socket.io/?EIO=4&transport=websocket HTTP/1.1"


class Attacked:
    """A desk, and what somebody who came in sends it."""

    def __init__(self, desk: Running) -> None:
        self.desk = desk
        self.host = desk.home.removeprefix("http://")
        self.port = int(self.host.rpartition(":")[2])
        entered = self.entered()
        self.cookie = str(entered).partition(";")[0]
        self.inside = f"Cookie: {self.cookie}\r\n"

    def entered(self) -> str | None:
        """The cookie for the address that the desk told."""
        wire = HTTPConnection("127.0.0.1", self.port, timeout=60)
        wire.request("GET", f"/{self.desk.entry.split('/', 3)[3]}")
        return wire.getresponse().getheader("set-cookie")

    def got(self, path: str) -> HTTPResponse:
        wire = HTTPConnection("127.0.0.1", self.port, timeout=60)
        wire.request("GET", path, headers={"Cookie": self.cookie})
        return wire.getresponse()

    def status(self, path: str) -> int:
        return self.got(path).status

    def open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def raw(self, request: str) -> bytes:
        """What comes back for these bytes, up to the end of the connection or of a socket's first answer."""
        with self.open() as wire:
            wire.sendall(request.encode("latin-1"))
            found = wire.recv(65_536)
            while "Upgrade" not in request and (part := wire.recv(65_536)):
                found += part
        return found


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    need_desk()
    root = make_project(tmp_path_factory.mktemp("desk"), wound=handout_yaml())
    (root / "secret.txt").write_text("title: hush-hush\n", "utf-8")
    (root / "content" / "linked.yaml").symlink_to(root / "secret.txt")
    with running(root, TODAY) as desk:
        yield Attacked(desk)


def test_whoever_comes_from_elsewhere_is_turned_away(attacked: Attacked) -> None:
    host, inside = attacked.host, attacked.inside
    ours = f"Host: {host}\r\nOrigin: http://{host}\r\n{inside}"
    requests = {
        f"GET / HTTP/1.1\r\nHost: {host}\r\n": b"401",
        f"GET / HTTP/1.1\r\nHost: evil.example\r\n{inside}": b"421",
        f"GET / HTTP/1.1\r\nHost: 127.1:{attacked.port}\r\n{inside}": b"421",
        f"GET / HTTP/1.1\r\n{inside}": b"400",
        f"GET / HTTP/1.0\r\n{inside}": b"421",
        f"GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n{inside}": b"400",
        f"GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n{inside}": b"404",
        f"GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n{inside}": b"403",
        f"GET / HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Prefix: /x\r\n{inside}": b"400",
        f"{SOCKET}\r\nHost: {host}\r\nOrigin: http://evil.example\r\n{UPGRADE}{inside}": b"403",
        f"{SOCKET}\r\nHost: {host}\r\n{UPGRADE}{inside}": b"403",
        f"{SOCKET}\r\nHost: {host}\r\nOrigin: http://{host}\r\n{UPGRADE}Cookie: handout_desk=x\r\n": b"403",
        f"GET /_nicegui_ws/socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: {host}\r\n": b"401",
        f"POST / HTTP/1.1\r\nHost: {host}\r\n{inside}Content-Length: 3\r\n\r\nabc": b"403",
        f"POST /upload/1 HTTP/1.1\r\n{ours}Content-Length: 3\r\n\r\nabc": b"404",
        f"POST / HTTP/1.1\r\n{ours}Content-Length: 99999999\r\n": b"413",
    }
    for request, expected in requests.items():
        close = "" if "Upgrade" in request else "Connection: close\r\n"
        head, _, body = request.partition("\r\n\r\n")
        answer = attacked.raw(f"{head.rstrip()}\r\n{close}\r\n{body}")
        assert answer.split(b" ")[1:2] == [expected], (request, answer[:300])


@pytest.mark.parametrize(
    "path",
    [
        "/picture/..%2f..%2fsecret.txt.png", "/handout/..%2fsecret.txt", "/handout/..%5csecret.txt", "/handout/clinic",
        "/handout/linked", "/review/linked", "/print/linked", "/handout/wound%00", "/_nicegui/../../secret.txt",
        "/_nicegui/3.18.0/static/..%2f..%2fsecret.txt", "/_nicegui/3.18.0/resources/x/..%2f..%2fsecret.txt", "/docs",
        "/openapi.json",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_handouts(attacked: Attacked, path: str) -> None:
    answer = attacked.raw(f"GET {path} HTTP/1.1\r\nHost: {attacked.host}\r\n{attacked.inside}Connection: close\r\n\r\n")
    assert b"hush" not in answer
    assert "secret" not in attacked.desk.told


def test_an_address_that_let_somebody_in_lets_nobody_in_again(attacked: Attacked) -> None:
    assert attacked.entered() is None


def test_only_what_never_changes_stays_in_the_browser(attacked: Attacked) -> None:
    page = attacked.got("/handout/wound")
    names = set(re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css|mjs|ico))"', page.read().decode("utf-8")))
    assert any("/_nicegui/" in name for name in names) and any("/desk-" in name for name in names)
    for name in names:
        assert attacked.got(name).getheader("cache-control") == "private, max-age=31536000, immutable", name
    version = next(name for name in names if "/_nicegui/" in name).split("/static")[0].split("/components")[0]
    for name in (
        "/",
        "/handout/wound",
        "/picture/none.png",
        f"{version}/static/none.js",
        f"{version}/dynamic_resources/a",
    ):
        assert attacked.got(name).getheader("cache-control") == "no-store", name


def test_a_body_without_end_is_cut_off_with_its_connection(attacked: Attacked) -> None:
    piece = b"100000\r\n" + bytes(0x100000) + b"\r\n"
    with attacked.open() as wire:
        wire.sendall(
            f"POST /upload/1 HTTP/1.1\r\nHost: {attacked.host}\r\nOrigin: http://{attacked.host}\r\n"
            f"{attacked.inside}Transfer-Encoding: chunked\r\n\r\n".encode("latin-1")
        )
        with pytest.raises(OSError, match=r"."):
            for _ in range(200):
                wire.sendall(piece)


def test_a_crowd_that_says_nothing_keeps_nobody_out(attacked: Attacked) -> None:
    crowd = [attacked.open() for _ in range(300)]
    try:
        assert attacked.status("/help") == 200
        # All but so many of one address are closed at once.
        assert until(lambda: sum(map(_is_closed, crowd)) > 200)
    finally:
        for one in crowd:
            one.close()


def test_sockets_that_have_ended_are_not_counted(attacked: Attacked) -> None:
    """A browser opens one for each page."""
    for _ in range(80):
        answer = attacked.raw(
            f"{SOCKET}\r\nHost: {attacked.host}\r\nOrigin: http://{attacked.host}\r\n{UPGRADE}{attacked.inside}\r\n"
        )
        assert answer.startswith(b"HTTP/1.1 101")


def _is_closed(one: socket.socket) -> bool:
    one.settimeout(0)
    try:
        return one.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
