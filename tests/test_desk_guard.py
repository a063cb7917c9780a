"""Whoever comes from elsewhere is turned away, before any of the page's code runs."""

import asyncio
from typing import Any

import pytest

from handout.desk.guard import COOKIE, MOST_BODY, Guard, Keys

HOST = "127.0.0.1:8140"
ORIGIN = f"http://{HOST}"


class Desk:
    """A guarded application that answers with what it received, and the clock of its tokens."""

    def __init__(self) -> None:
        self.now = 0.0
        self.keys = Keys(lambda: self.now)
        self.guard = Guard(self._app, frozenset({HOST, "localhost:8140"}), self.keys)
        self.reached = 0

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached += 1
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body, more = body + message.get("body", b""), message.get("more_body", False)
        page = b"<html><script>1</script><script type=module src=x></script></html>" + body
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": page})

    def cookie(self) -> str:
        cookie = self.keys.enter(self.keys.token())
        assert cookie is not None
        return cookie

    def ask(
        self, path: str = "/", method: str = "GET", kind: str = "http", query: bytes = b"",
        body: tuple[bytes, ...] = (b"",),
        **headers: str | list[str],
    ) -> list[dict[str, Any]]:  # fmt: skip
        named = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        pairs = [
            (name.encode(), one.encode("latin-1"))
            for name, value in named.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        scope = {"type": kind, "path": path, "method": method, "query_string": query, "headers": pairs}
        parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
        parts[-1]["more_body"] = False
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return parts.pop(0) if parts else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        asyncio.run(self.guard(scope, receive, send))
        return sent

    def inside(self, **more: Any) -> list[dict[str, Any]]:
        return self.ask(cookie=f"{COOKIE}={self.cookie()}", **more)


def status(sent: list[dict[str, Any]]) -> int:
    return int(sent[0].get("status", 0)) if sent else -1


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_who_has_the_cookie_is_let_in(desk: Desk) -> None:
    assert status(desk.inside()) == 200


def test_a_token_serves_once_and_not_for_long(desk: Desk) -> None:
    token = desk.keys.token()
    entered = desk.ask("/enter", query=f"token={token}".encode())
    headers = dict(entered[0]["headers"])
    assert (status(entered), headers[b"location"]) == (303, b"/")
    assert b"HttpOnly; SameSite=Strict" in headers[b"set-cookie"]
    assert status(desk.ask("/enter", query=f"token={token}".encode())) == 401
    late = desk.keys.token()
    desk.now = 601.0
    assert status(desk.ask("/enter", query=f"token={late}".encode())) == 401


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"cookie": ""}, 401),
        ({"cookie": f"{COOKIE}=guess"}, 401),
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": "127.0.0.1:8141"}, 421),
        ({"host": [HOST, HOST]}, 421),
        ({"host": []}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": [ORIGIN, ORIGIN]}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"x_forwarded_prefix": "/<script>"}, 400),
        ({"x_forwarded_for": "1.2.3.4"}, 400),
        ({"forwarded": "for=1.2.3.4"}, 400),
        ({"x_long": "x" * 17_000}, 431),
        ({"content_length": "12000000"}, 413),
        ({"content_length": "-1"}, 413),
        ({"content_length": "many"}, 413),
    ],
)
def test_whoever_comes_from_elsewhere_is_turned_away(desk: Desk, headers: dict[str, str], expected: int) -> None:
    sent = desk.ask(**({"cookie": f"{COOKIE}={desk.cookie()}"} | headers))
    assert (status(sent), desk.reached) == (expected, 0)


@pytest.mark.parametrize("origin", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_what_changes_something_must_say_that_it_is_ours(desk: Desk, origin: dict[str, str]) -> None:
    assert status(desk.inside(method="POST", **origin)) == 403
    assert desk.inside(kind="websocket", **origin)[0]["type"] == "websocket.close"
    assert desk.reached == 0
    assert status(desk.inside(method="POST", origin=ORIGIN)) == 200
    assert desk.inside(kind="websocket", origin=ORIGIN)[0]["type"] == "websocket.accept"


def test_two_cookies_of_our_name_are_none(desk: Desk) -> None:
    cookie = desk.cookie()
    assert status(desk.ask(cookie=f"{COOKIE}={cookie}; {COOKIE}={cookie}")) == 401


def test_who_leaves_is_out(desk: Desk) -> None:
    cookie = desk.cookie()
    desk.keys.leave(cookie)
    assert status(desk.ask(cookie=f"{COOKIE}={cookie}")) == 401


def test_a_body_without_end_is_cut_off(desk: Desk) -> None:
    piece = b"x" * 1_000_000
    assert desk.inside(method="POST", origin=ORIGIN, body=(piece,) * (MOST_BODY // len(piece) + 2)) == []


def test_scripts_run_only_with_the_number_of_their_page(desk: Desk) -> None:
    one, two = desk.inside(), desk.inside()
    policy = dict(one[0]["headers"])[b"content-security-policy"].decode()
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert one[1]["body"].count(f'<script nonce="{nonce}"'.encode()) == 2
    assert nonce.encode() not in two[1]["body"]
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_every_answer_binds_the_browser(desk: Desk) -> None:
    for sent in (desk.inside(), desk.ask(), desk.ask("/enter")):
        names = dict(sent[0]["headers"])
        assert names[b"x-content-type-options"] == b"nosniff"
        assert names[b"cache-control"] == b"no-store"
        assert b"content-security-policy" in names or status(sent) == 303
