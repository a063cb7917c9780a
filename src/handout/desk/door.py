"""Who may come in: by a token that serves once, or by name and password; the cookie that stands for it."""

import secrets
import time
from collections.abc import Callable

from handout.desk.people import Member
from handout.record import Record

TOKEN_LIVES = 600.0
"""Seconds in which the address with its token lets somebody in."""


ENTERED = "handout.entered"
"""Where a request's scope says who sees the page."""


class Door(Record):
    """How the desk is reached: the names it may be called by, each with its port where one is typed; who may come in.

    `proxy`: the address of the one that stands before it and speaks TLS; nobody else is then let in.
    """

    hosts: frozenset[str]
    people: tuple[Member, ...] = ()
    proxy: str | None = None

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(f"{'http' if self.proxy is None else 'https'}://{host}" for host in self.hosts)


class Entered(Record):
    """Who sees a page: one of the people, where there are any, and the cookie that they came in with."""

    cookie: str
    member: Member | None


class Keys:
    """Who may come in: tokens that serve once, and the cookies that they were changed for. All are gone at the end."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._tokens: dict[str, float] = {}
        self._cookies: dict[str, Member | None] = {}

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
        return self.admit(None)

    def admit(self, member: Member | None) -> str:
        """A new cookie, for somebody whose password was right."""
        cookie = secrets.token_urlsafe(32)
        self._cookies[cookie] = member
        return cookie

    def entered(self, cookie: str) -> Entered | None:
        """Who came in with this cookie; None when nobody did, or has left."""
        return Entered(cookie=cookie, member=self._cookies[cookie]) if cookie in self._cookies else None

    def leave(self, cookie: str) -> None:
        """Let nobody in with this cookie any more; what is open is closed with the next word."""
        self._cookies.pop(cookie, None)
