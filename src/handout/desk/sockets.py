"""A socket speaks for the pages of whoever opened it, and for nobody else's; who logs out leaves all of them.

The framework takes whatever names a page by its number. Nobody can guess one; and one that got out is not to be enough.
"""

from collections.abc import Callable
from inspect import isawaitable
from typing import Any
from urllib.parse import parse_qs

from nicegui import Client, core, ui

from handout.desk.door import ENTERED


def bind() -> None:
    """Have every message of a browser's looked at before the framework gets it."""
    for name, handler in list(core.sio.handlers["/"].items()):
        if name != "disconnect":
            core.sio.on(name, _looked_at(handler, is_first=name == "connect"))


def _looked_at(handler: Callable[..., Any], *, is_first: bool) -> Callable[..., Any]:
    """A handler that takes nothing for somebody else's page; the first message of a socket names it in its address."""

    async def taken(socket: str, message: Any = None, *more: Any) -> Any:
        environ = message if is_first else core.sio.get_environ(socket)
        named = parse_qs(environ["QUERY_STRING"]).get("client_id", [""])[0] if is_first else _named(message)
        if named is None:
            return False
        client = Client.instances.get(named)
        if client is not None and client.request.scope[ENTERED] != environ["asgi.scope"][ENTERED]:
            return False
        found = handler(socket, message, *more)
        return await found if isawaitable(found) else found

    return taken


def _named(message: Any) -> str | None:
    """The page that a message names; None where it is none of our own page's."""
    named = message.get("client_id") if isinstance(message, dict) else None
    return named if isinstance(named, str) else None


def when_left(do: Callable[[], object]) -> None:
    """Do something as soon as the page is left for another; of a line that only broke, it is not known for a minute."""
    ui.on("left", do)
    ui.run_javascript("window.addEventListener('pagehide', () => emitEvent('left'))")


def leave(cookie: str) -> None:
    """Lead every page that was opened with this cookie to where one logs in."""
    for client in list(Client.instances.values()):
        if client.request.scope[ENTERED].cookie == cookie:
            client.open("/login")
