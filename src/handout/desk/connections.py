"""Connections that ask nothing, or are too many from one address, are closed: they would keep others out."""

import asyncio
from collections import Counter
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

ASKED_WITHIN = 20.0
"""Seconds in which a new connection must have sent the head of a request."""
MOST_OF_ONE = 64
"""Connections from one address; a browser has some ten."""


class Connection(H11Protocol):
    """One connection. `trusted` is the address of the proxy, from which all come when there is one."""

    trusted: ClassVar[str | None] = None
    _open: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: Any) -> None:  # asyncio's own type knows no sockets
        super().connection_made(transport)
        self._address = str((transport.get_extra_info("peername") or ("",))[0])
        self._open[self._address] += 1
        self._late = asyncio.get_running_loop().call_later(ASKED_WITHIN, self._close_if_silent)
        if self._open[self._address] > MOST_OF_ONE and self._address != self.trusted:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        self._open[self._address] -= 1
        if not self._open[self._address]:
            del self._open[self._address]
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: Any) -> None:  # h11 has no types
        self._late.cancel()
        super().handle_websocket_upgrade(event)

    def _close_if_silent(self) -> None:
        if self.cycle is None:
            self.transport.close()
