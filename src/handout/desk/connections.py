"""Uvicorn's HTTP protocol, which closes connections that ask nothing or are too many from one address."""

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

ASKED_WITHIN = 20.0
"""Seconds in which a new connection must have sent the head of a request."""
MOST_OF_ONE = 64
"""Connections from one address that wait for an answer or have asked nothing yet; a browser has some ten."""


class Connection(H11Protocol):
    """One connection. `trusted` is the address of the proxy, from which all come when there is one."""

    trusted: ClassVar[str | None] = None
    _open: ClassVar[dict[str, dict["Connection", None]]] = {}
    """By address, the oldest first."""

    def connection_made(self, transport: Any) -> None:  # asyncio's own type knows no sockets
        super().connection_made(transport)
        self._address = str((transport.get_extra_info("peername") or ("",))[0])
        own = self._open.setdefault(self._address, {})
        own[self] = None
        self._late = asyncio.get_running_loop().call_later(ASKED_WITHIN, self._close_if_silent)
        if len(own) > MOST_OF_ONE and self._address != self.trusted:
            # Who has asked nothing for longest goes, so that a crowd of such keeps nobody out.
            one = next((one for one in own if one.cycle is None), self)
            own.pop(one)
            one.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: Any) -> None:  # h11 has no types
        # From here on it is another's, who tells nobody here of its end.
        self._leave()
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            # It was answered before it was whole: the rest might have no end.
            self.transport.close()

    def _leave(self) -> None:
        self._late.cancel()
        own = self._open.get(self._address, {})
        own.pop(self, None)
        if not own:
            self._open.pop(self._address, None)

    def _close_if_silent(self) -> None:
        if self.cycle is None:
            self.transport.close()
