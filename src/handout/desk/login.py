"""The page on which somebody says who they are, where a file says who may work at the desk.

It is plain HTML without a script, and is all that is served to whom is not known yet.
"""

import asyncio
import html
import time
from collections.abc import Callable, Sequence
from urllib.parse import parse_qs

from handout.desk.asgi import Receive, Refused, Scope, Send, let_in, plain_headers
from handout.desk.colours import COLOURS
from handout.desk.door import Keys
from handout.desk.people import NOBODY, Member, found, is_right
from handout.desk.words import DeskWords

MOST_LOGIN = 4_096
"""Bytes of a name and a password."""
FAILURES = 5
WAIT = 60.0
"""Seconds to wait after so many failures."""
_STYLE = COLOURS + (
    "body{font:1rem/1.45 system-ui,sans-serif;max-width:26rem;margin:10vh auto;padding:0 1rem;"
    "background:var(--ground);color:var(--ink)}"
    "label{display:block;font-weight:600;margin-top:1rem}input{font:inherit;width:100%;padding:.35rem .5rem;"
    "box-sizing:border-box;background:var(--paper);color:var(--ink);border:1px solid var(--line)}"
    "button{font:inherit;font-weight:600;margin-top:1.25rem;padding:.4rem 1rem;"
    "background:var(--accent);color:var(--on-accent);border:2px solid var(--accent);border-radius:.3rem}"
    ":focus-visible{outline:3px solid var(--focus);outline-offset:1px}p{color:var(--bad)}"
)


_POLICY = b"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


class Passwords:
    """Whether a password is right; after five that are wrong, everybody with that name waits for a minute."""

    def __init__(self, people: Sequence[Member], now: Callable[[], float] = time.monotonic) -> None:
        self._people = people
        self._now = now
        self._failed: dict[str, tuple[int, float]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def who(self, name: str, password: str) -> Member | None:
        """Whose name and password these are; None also for who must wait."""
        member = found(self._people, name)
        key = member.name if member is not None else ""
        async with self._one_at_a_time:
            count, last = self._failed.get(key, (0, 0.0))
            if count >= FAILURES and self._now() - last < WAIT:
                return None
            stored = member.password if member is not None else NOBODY
            if await asyncio.to_thread(is_right, password, stored) and member is not None:
                self._failed.pop(key, None)
                return member
            self._failed[key] = ((count if count < FAILURES else 0) + 1, self._now())
            return None


class Login:
    """Answers at `/login`."""

    def __init__(self, passwords: Passwords, keys: Keys, say: DeskWords, *, is_secure: bool) -> None:
        self._passwords, self._keys, self._say, self._is_secure = passwords, keys, say, is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in {"GET", "POST"}:
            raise Refused(405, "only GET and POST")
        if scope["method"] == "GET":
            await self._page(send, 200, "")
            return
        typed = parse_qs((await _body(receive)).decode("utf-8", "replace"))
        name, password = (typed.get(key, [""])[0] for key in ("name", "password"))
        member = await self._passwords.who(name, password)
        if member is None:
            await self._page(send, 401, self._say("login_wrong"))
            return
        await let_in(send, self._keys.admit(member), is_secure=self._is_secure)

    async def _page(self, send: Send, status: int, fault: str) -> None:
        say = {key: html.escape(self._say(key)) for key in ("login", "your_name", "password")}
        alert = f'<p role="alert">{html.escape(fault)}</p>' if fault else ""
        body = (
            f'<!doctype html><html lang="{self._say.language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{say['login']} · handout</title>"
            f"<style>{_STYLE}</style></head><body><main><h1>{say['login']}</h1>{alert}"
            f'<form method="post" action="/login"><label for="name">{say["your_name"]}</label>'
            f'<input id="name" name="name" autocomplete="username" required><label for="password">{say["password"]}'
            f'</label><input id="password" name="password" type="password" autocomplete="current-password" required>'
            f"<button>{say['login']}</button></form></main></body></html>"
        ).encode()
        # A form says where it comes from only when the policy lets it.
        named = [(name, b"same-origin" if name == b"referrer-policy" else value) for name, value in plain_headers()]
        named += [(b"content-security-policy", _POLICY), (b"content-type", b"text/html; charset=utf-8")]
        named.append((b"content-length", str(len(body)).encode("ascii")))
        await send({"type": "http.response.start", "status": status, "headers": named})
        await send({"type": "http.response.body", "body": body})


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "this request is not whole")
        body, more = body + message.get("body", b""), bool(message.get("more_body"))
    return body
