"""Let nobody in but the person at this machine, and let nothing out of the page.

One class around the whole application: a middleware that sees only HTTP would leave the sockets open. The rules follow
the Fetch standard (Origin, Sec-Fetch-Site) and Content Security Policy level 3.
"""

import secrets
from urllib.parse import parse_qs

from handout.desk.asgi import COOKIE, App, Message, Receive, Refused, Scope, Send, bounded, let_in, plain_headers
from handout.desk.door import ENTERED, Door, Entered, Keys
from handout.desk.login import MOST_LOGIN, Login, Passwords
from handout.desk.people import found
from handout.desk.words import DeskWords

MOST_HEADERS = 16_384
SAFE = frozenset({"GET", "HEAD"})


class Guard:
    """The application behind its door. `fixed`: how the paths begin whose files never change."""

    def __init__(
        self, app: App, door: Door, keys: Keys, say: DeskWords, passwords: Passwords | None = None,
        fixed: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.app, self._fixed = app, fixed
        self._door, self._keys = door, keys
        self._login = Login(passwords or Passwords(door.people), keys, say, is_secure=door.proxy is not None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            headers = _headers(scope)
            self._check(scope, headers)
            if scope["type"] == "http" and scope["path"] == ("/login" if self._door.people else "/enter"):
                inside = bounded(receive, headers, MOST_LOGIN)
                await (self._login(scope, inside, send) if self._door.people else self._enter(scope, send))
                return
            entered = scope[ENTERED] = self._who(scope, headers)
            if scope["type"] == "http":
                is_fixed = scope["path"].startswith(self._fixed)
                await self.app(scope, bounded(receive, headers), _sealed(send, is_fixed=is_fixed))
            else:
                await self.app(scope, self._while_inside(receive, entered), send)
        except Refused as fault:
            await _refuse(scope, send, fault)

    def _check(self, scope: Scope, headers: dict[str, list[str]]) -> None:
        """Raise Refused for whatever does not come from our own page or a typed address."""
        door = self._door
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in door.hosts:
            raise Refused(421, "this is not the name of this desk")
        if door.proxy is not None and (scope.get("client") or ("",))[0] != door.proxy:
            raise Refused(403, "this desk is reached through its proxy only")
        claimed = {name for name in headers if name.startswith("x-forwarded") or name in ("forwarded", REMOTE_USER)}
        if claimed - (_FROM_PROXY if door.proxy is not None else frozenset()):
            raise Refused(400, "this desk stands behind no proxy, or behind one that says too much")
        is_safe = scope["type"] == "http" and scope["method"] in SAFE
        origins = headers.get("origin", [])
        if len(origins) > 1 or (not is_safe and not origins) or any(one not in door.origins for one in origins):
            raise Refused(403, "this request comes from another page")
        if any(site not in {"same-origin", "none"} for site in headers.get("sec-fetch-site", [])):
            raise Refused(403, "this request comes from another site")

    def _who(self, scope: Scope, headers: dict[str, list[str]]) -> Entered:
        """Whoever asks: by the cookie, or by the name that the proxy vouches for; raises Refused."""
        named = headers.get(REMOTE_USER, [])
        if named:
            member = found(self._door.people, named[0].encode("latin-1").decode("utf-8", "replace"))
            if member is None or len(named) > 1:
                raise Refused(403, "nobody of this name may work at this desk")
            return Entered(cookie="", member=member)
        entered = self._keys.entered(_cookie(headers))
        if entered is not None:
            return entered
        if not self._door.people:
            raise Refused(401, "open the address that the terminal shows; press Enter there for a new one")
        wants_page = any("text/html" in one for one in headers.get("accept", []))
        raise Refused(303 if wants_page and scope["type"] == "http" else 401, "say who you are: open /login")

    def _while_inside(self, receive: Receive, entered: Entered) -> Receive:
        """What a socket receives for as long as its cookie is good."""

        async def received() -> Message:
            message = await receive()
            if entered.cookie and self._keys.entered(entered.cookie) is None:
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        return received

    async def _enter(self, scope: Scope, send: Send) -> None:
        """Change a token for a cookie, and lead to the library."""
        if scope["method"] != "GET":
            raise Refused(405, "only GET")
        typed = parse_qs(scope["query_string"].decode("ascii", "replace")).get("token", [""])
        cookie = self._keys.enter(typed[0]) if len(typed) == 1 else None
        if cookie is None:
            raise Refused(401, "this address was used or is too old; press Enter in the terminal for a new one")
        await let_in(send, cookie, is_secure=False)


REMOTE_USER = "x-remote-user"
_FROM_PROXY = frozenset({"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", REMOTE_USER})
"""What a proxy may say. Not under which path it serves the desk: that would be written into the page."""


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


def _policy(nonce: str) -> str:
    """What a page of ours may load and run: our own files, and the scripts that stand in it with today's number.

    Vue compiles its templates in the browser, hence 'unsafe-eval'; no text of an author's reaches a template.
    """
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'self'"
    )


def _sealed(send: Send, *, is_fixed: bool) -> Send:
    """What is sent, with the headers that bind the browser; the scripts in a page get the number of its policy.

    `is_fixed`: a browser may keep it, if the application says so too. Of all else nothing stays on the machine.
    """
    nonce = secrets.token_urlsafe(18)
    started: Message = {}
    body = bytearray()

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name, value) for name, value in message["headers"] if name.lower() not in _OURS]
            is_page = any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)
            is_kept = (
                is_fixed and message["status"] == 200 and any(b"immutable" in value for _, value in message["headers"])
            )
            headers += [*plain_headers(is_kept=is_kept), (b"content-security-policy", _policy(nonce).encode("ascii"))]
            if not is_page:
                await send({**message, "headers": headers})
                return
            started.update({**message, "headers": headers})
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


_OURS = frozenset(name for name, _ in plain_headers()) | {b"content-security-policy", b"server"}


async def _refuse(scope: Scope, send: Send, fault: Refused) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": str(fault)[:100]})
        return
    body = f"{fault}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode("ascii")),
        (b"content-security-policy", b"default-src 'none'"), *plain_headers(),
    ]  # fmt: skip
    if fault.status == 303:
        headers.append((b"location", b"/login"))
    await send({"type": "http.response.start", "status": fault.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope.get("method") == "HEAD" else body})
