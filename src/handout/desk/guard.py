"""Let nobody in but the person at this machine, and let nothing out of the page.

One class around the whole application: a middleware that sees only HTTP would leave the sockets open. The rules follow
the Fetch standard (Origin, Sec-Fetch-Site) and Content Security Policy level 3.
"""

import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import parse_qs

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "handout_desk"
TOKEN_LIVES = 600.0
"""Seconds in which the address with its token lets somebody in."""
MOST_HEADERS = 16_384
MOST_BODY = 11_000_000
"""Bytes of a request: a picture of ten megabytes, and its wrapping."""
SAFE = frozenset({"GET", "HEAD"})


class Keys:
    """Who may come in: tokens that serve once, and the cookies that they were changed for. All are gone at the end."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._tokens: dict[str, float] = {}
        self._cookies: set[str] = set()

    def token(self) -> str:
        """A new token for one entry."""
        token = secrets.token_urlsafe(32)
        self._tokens[token] = self._now() + TOKEN_LIVES
        return token

    def enter(self, token: str) -> str | None:
        """The cookie for a token that was not used and is not too old; None for any other."""
        ends = self._tokens.pop(token, None)
        if ends is None or ends < self._now():
            return None
        cookie = secrets.token_urlsafe(32)
        self._cookies.add(cookie)
        return cookie

    def knows(self, cookie: str) -> bool:
        return cookie in self._cookies

    def leave(self, cookie: str) -> None:
        self._cookies.discard(cookie)


class Refused(Exception):
    """A request that is not let in: the status and why."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        super().__init__(why)


class Guard:
    """The application behind its door. `hosts` are the names it may be called by, each with its port."""

    def __init__(self, app: App, hosts: frozenset[str], keys: Keys) -> None:
        self.app = app
        self._hosts = hosts
        self._origins = frozenset(f"http://{host}" for host in hosts)
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            headers = _headers(scope)
            self._check(scope, headers)
            if scope["type"] == "http" and scope["path"] == "/enter":
                await self._enter(scope, send)
                return
            if not self._keys.knows(_cookie(headers)):
                raise Refused(401, "open the address that the terminal shows; press Enter there for a new one")
            if scope["type"] == "http":
                await self.app(scope, _bounded(receive, headers), _sealed(send))
            else:
                await self.app(scope, receive, send)
        except Refused as fault:
            await _refuse(scope, send, fault)

    def _check(self, scope: Scope, headers: dict[str, list[str]]) -> None:
        """Raise Refused for whatever does not come from our own page or a typed address."""
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            raise Refused(421, "this is not the name of this desk")
        if any(name.startswith("x-forwarded") or name == "forwarded" for name in headers):
            raise Refused(400, "this desk stands behind no proxy")
        is_safe = scope["type"] == "http" and scope["method"] in SAFE
        origins = headers.get("origin", [])
        if len(origins) > 1 or (not is_safe and not origins) or any(one not in self._origins for one in origins):
            raise Refused(403, "this request comes from another page")
        if any(site not in {"same-origin", "none"} for site in headers.get("sec-fetch-site", [])):
            raise Refused(403, "this request comes from another site")

    async def _enter(self, scope: Scope, send: Send) -> None:
        """Change a token for a cookie, and lead to the library."""
        if scope["method"] != "GET":
            raise Refused(405, "only GET")
        typed = parse_qs(scope["query_string"].decode("ascii", "replace")).get("token", [""])
        cookie = self._keys.enter(typed[0]) if len(typed) == 1 else None
        if cookie is None:
            raise Refused(401, "this address was used or is too old; press Enter in the terminal for a new one")
        value = f"{COOKIE}={cookie}; HttpOnly; SameSite=Strict; Path=/"
        found = [(b"location", b"/"), (b"set-cookie", value.encode("ascii")), *_plain_headers()]
        await send({"type": "http.response.start", "status": 303, "headers": found})
        await send({"type": "http.response.body", "body": b""})


def _headers(scope: Scope) -> dict[str, list[str]]:
    """The headers by name in small letters, each with all its values."""
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        raise Refused(431, "the headers are too long")
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _cookie(headers: dict[str, list[str]]) -> str:
    """The value of our cookie; empty when there is none, or more than one."""
    parts = [part.strip() for line in headers.get("cookie", []) for part in line.split(";")]
    found = [part.removeprefix(f"{COOKIE}=") for part in parts if part.startswith(f"{COOKIE}=")]
    return found[0] if len(found) == 1 else ""


def _bounded(receive: Receive, headers: dict[str, list[str]]) -> Receive:
    """What is received, cut off when there is too much of it, whatever the length that was promised."""
    promised = headers.get("content-length", ["0"])[0]
    if not promised.isascii() or not promised.isdigit() or int(promised[:12]) > MOST_BODY:
        raise Refused(413, "this is too large")
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BODY:
            return {"type": "http.disconnect"}
        return message

    return bounded


def _policy(nonce: str) -> str:
    """What a page of ours may load and run: our own files, and the scripts that stand in it with today's number.

    Vue compiles its templates in the browser, hence 'unsafe-eval'; no text of an author's reaches a template.
    """
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'self'"
    )


def _plain_headers() -> list[tuple[bytes, bytes]]:
    return [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cache-control", b"no-store"),
    ]


def _sealed(send: Send) -> Send:
    """What is sent, with the headers that bind the browser; the scripts in a page get the number of its policy."""
    nonce = secrets.token_urlsafe(18)
    started: Message = {}
    body = bytearray()

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.lower() not in _OURS]
            is_page = any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in kept)
            kept += [*_plain_headers(), (b"content-security-policy", _policy(nonce).encode("ascii"))]
            if not is_page:
                await send({**message, "headers": kept})
                return
            started.update({**message, "headers": kept})
        elif message["type"] == "http.response.body" and started:
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                page = bytes(body).replace(b"<script", f'<script nonce="{nonce}"'.encode("ascii"))
                length = (b"content-length", str(len(page)).encode("ascii"))
                named = [(name, value) for name, value in started["headers"] if name.lower() != b"content-length"]
                await send({**started, "headers": [*named, length]})
                await send({"type": "http.response.body", "body": page})
        else:
            await send(message)

    return sealed


_OURS = frozenset(name for name, _ in _plain_headers()) | {b"content-security-policy", b"server"}


async def _refuse(scope: Scope, send: Send, fault: Refused) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": str(fault)[:100]})
        return
    body = f"{fault}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode("ascii")),
        (b"content-security-policy", b"default-src 'none'"), *_plain_headers(),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": fault.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope.get("method") == "HEAD" else body})
