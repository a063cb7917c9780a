"""Whoever comes from elsewhere is turned away, before any of the page's code runs."""

import asyncio
from typing import Any

import pytest

from handout.desk import asgi
from handout.desk.asgi import COOKIE, MOST_BODY
from handout.desk.door import Door, Keys
from handout.desk.guard import Guard
from handout.desk.people import Member, hashed
from handout.desk.words import DeskWords

HOST = "127.0.0.1:8140"
ORIGIN = f"http://{HOST}"


class Desk:
    """A guarded application that answers with what it received, and the clock of its tokens."""

    def __init__(self, door: Door = Door(hosts=frozenset({HOST, "localhost:8140"}))) -> None:  # noqa: B008
        self.now = 0.0
        self.keys = Keys(lambda: self.now)
        self.guard = Guard(self._app, door, self.keys, DeskWords("en"))
        self.reached = 0
        self.told: list[dict[str, Any]] = []

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached += 1
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            self.told = [await receive(), await receive()]
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
        body: tuple[bytes, ...] = (b"",), peer: str = "127.0.0.1", is_endless: bool = False,
        **headers: str | list[str],
    ) -> list[dict[str, Any]]:  # fmt: skip
        named = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        pairs = [
            (name.encode(), one.encode("latin-1"))
            for name, value in named.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        scope = {
            "client": (peer, 1),
            "type": kind,
            "path": path,
            "method": method,
            "query_string": query,
            "headers": pairs,
        }
        parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
        parts[-1]["more_body"] = is_endless
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            if is_endless and not parts:
                await asyncio.sleep(60)
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


def test_a_body_that_does_not_end_in_time_is_cut_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "SLOWEST", 0.05)
    assert desk.inside(method="POST", origin=ORIGIN, body=(b"x",), is_endless=True) == []


def test_a_socket_that_is_open_ends_with_the_cookie(desk: Desk) -> None:
    cookie = desk.cookie()
    entered = desk.keys.entered(cookie)
    assert entered is not None
    received = desk.guard._while_inside(_message, entered)
    assert asyncio.run(received())["type"] == "websocket.receive"
    desk.keys.leave(cookie)
    assert asyncio.run(received())["type"] == "websocket.disconnect"


async def _message() -> dict[str, Any]:
    return {"type": "websocket.receive", "text": "2"}


ANA = Member(name="Ana Example", credentials="RN", roles=("clinical",), password=hashed("right password"))
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def clinic() -> Desk:
    """A desk that others reach, with people."""
    return Desk(Door(hosts=frozenset({HOST}), people=(ANA,)))


def login(desk: Desk, password: str, name: str = "ana  example") -> list[dict[str, Any]]:
    body = f"name={name}&password={password}".encode()
    return desk.ask("/login", "POST", body=(body,), origin=ORIGIN, content_type=FORM)


def test_who_knows_the_password_is_let_in_by_name(clinic: Desk) -> None:
    headers = dict(login(clinic, "right password")[0]["headers"])
    cookie = headers[b"set-cookie"].decode().split(";")[0]
    assert headers[b"location"] == b"/"
    assert status(clinic.ask(cookie=cookie)) == 200
    entered = clinic.keys.entered(cookie.partition("=")[2])
    assert entered is not None and entered.member == ANA


def test_whoever_is_not_known_sees_the_page_to_log_in_and_nothing_else(clinic: Desk) -> None:
    asked = clinic.ask("/handout/wound", accept="text/html")
    assert (status(asked), dict(asked[0]["headers"])[b"location"]) == (303, b"/login")
    assert status(clinic.ask("/picture/a.png")) == 401
    assert status(clinic.ask("/enter", query=b"token=" + clinic.keys.token().encode())) == 401
    page = clinic.ask("/login")
    assert status(page) == 200 and b"<form" in page[1]["body"] and b"<script" not in page[1]["body"]
    assert clinic.reached == 0


def test_after_five_wrong_passwords_the_right_one_has_to_wait(clinic: Desk) -> None:
    assert [status(login(clinic, "wrong")) for _ in range(5)] == [401] * 5
    assert status(login(clinic, "right password")) == 401
    assert status(login(clinic, "right password", "nobody")) == 401


def test_a_login_from_another_page_is_refused(clinic: Desk) -> None:
    body = (b"name=Ana+Example&password=right+password",)
    for origin in ({"origin": "http://evil.example"}, {"origin": "null"}, {}):
        assert status(clinic.ask("/login", "POST", body=body, **origin)) == 403
    assert status(clinic.ask("/login", "POST", body=(b"x" * 5_000,), origin=ORIGIN, content_length="5000")) == 413


@pytest.fixture
def behind() -> Desk:
    return Desk(Door(hosts=frozenset({"handouts.clinic.lan"}), people=(ANA,), proxy="10.0.0.2"))


def through(desk: Desk, peer: str = "10.0.0.2", **headers: Any) -> int:
    return status(desk.ask(peer=peer, **({"host": "handouts.clinic.lan"} | headers)))


def test_the_proxy_alone_is_believed(behind: Desk) -> None:
    assert through(behind, x_remote_user="Ana Example", x_forwarded_for="10.1.1.1", x_forwarded_proto="https") == 200
    assert through(behind, x_remote_user="Ben Example") == 403
    assert through(behind, x_remote_user=["Ana Example", "Ana Example"]) == 403
    assert through(behind, peer="10.0.0.3", x_remote_user="Ana Example") == 403
    assert through(behind, x_remote_user="Ana Example", x_forwarded_prefix="/desk") == 400
    assert through(behind, x_remote_user="Ana Example", origin="https://handouts.clinic.lan") == 200
    assert through(behind, x_remote_user="Ana Example", origin="http://handouts.clinic.lan") == 403


def test_without_a_proxy_nobody_can_say_who_they_are(clinic: Desk) -> None:
    assert status(clinic.ask(x_remote_user="Ana Example")) == 400
