"""ASGI as the desk uses it: messages, the headers that bind a browser, request bodies up to a limit."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "handout_desk"
MOST_BODY = 11_000_000
"""Bytes of a request: a picture of ten megabytes, and its wrapping."""
SLOWEST = 30.0
"""Seconds in which a request must be whole."""


class Refused(Exception):
    """A request that is not let in: the status and why."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        super().__init__(why)


async def let_in(send: Send, cookie: str, *, is_secure: bool) -> None:
    """Give the browser its cookie, and lead to the library."""
    value = f"{COOKIE}={cookie}; HttpOnly; SameSite=Strict; Path=/{'; Secure' if is_secure else ''}"
    named = [(b"location", b"/"), (b"set-cookie", value.encode("ascii")), *plain_headers()]
    await send({"type": "http.response.start", "status": 303, "headers": named})
    await send({"type": "http.response.body", "body": b""})


def bounded(receive: Receive, headers: dict[str, list[str]], most: int = MOST_BODY) -> Receive:
    """What is received, cut off when it is too much or too slow, whatever the length that was promised."""
    promised = headers.get("content-length", ["0"])[0]
    if not promised.isascii() or not promised.isdigit() or int(promised[:12]) > most:
        raise Refused(413, "this is too large")
    taken, is_whole = 0, False
    end = asyncio.get_running_loop().time() + SLOWEST

    async def cut_off() -> Message:
        nonlocal taken, is_whole
        if is_whole:
            return await receive()
        try:
            async with asyncio.timeout_at(end):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        taken, is_whole = taken + len(message.get("body", b"")), not message.get("more_body")
        return {"type": "http.disconnect"} if taken > most else message

    return cut_off


KEPT = b"private, max-age=31536000, immutable"
"""Let a browser keep a file for a year without asking again, and no one on the way to it."""


def plain_headers(*, is_kept: bool = False) -> list[tuple[bytes, bytes]]:
    """The headers of every reply; `is_kept`: a browser may keep it."""
    return [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cache-control", KEPT if is_kept else b"no-store"),
    ]
