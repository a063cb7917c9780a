"""What every page of the desk has: its head, its headings, and what a verb said."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nicegui import ui

from handout.desk import sockets
from handout.desk.controls import button
from handout.desk.door import Entered
from handout.desk.shared import Desk, entered


@contextmanager
def framed(desk: Desk, title: str, here: str, client: Any = None) -> Iterator[None]:
    """A page with its head: the way to the other pages, who sees it where people have names here, and its title."""
    say = desk.say
    ui.page_title(f"{title} · handout")
    ui.link(say("skip"), "#page").classes("desk-skip")
    with ui.element("header").classes("desk-head"), ui.element("nav").props(f'aria-label="{say("pages")}"'):
        for key, target in (("library", "/"), ("release", "/release"), ("help", "/help")):
            link = ui.link(say(key), target)
            if target == here:
                link.props('aria-current="page"')
        if client is not None and (who := entered(client)).member is not None:
            _leave(desk, who)
    with ui.element("div").classes("desk-main").props('id=page tabindex="-1"'):
        heading(title, 1)
        yield


def not_there(desk: Desk, key: str, asked: str, client: Any) -> None:
    """The page of what is not there: which words of the desk say so, and what was asked for."""
    with framed(desk, desk.say(key), "", client):
        ui.label(asked)


def _leave(desk: Desk, who: Entered) -> None:
    """Who is here, and the way out; with a proxy that vouches for them it is the proxy's."""

    def leave() -> None:
        # What is to be said to the pages goes first: nothing goes through their sockets once the cookie is gone.
        sockets.leave(who.cookie)
        desk.keys.leave(who.cookie)

    ui.label(who.member.name if who.member is not None else "").classes("desk-who")
    if who.cookie:
        button(desk.say("leave"), leave, plain=True)


def heading(text: str, level: int) -> Any:
    """A heading. The framework's own are styled rows without a level."""
    with ui.element(f"h{level}").classes("desk-heading") as found:
        ui.label(text)
    return found


def notice(text: str, language: str = "en") -> Any:
    """What a verb said, as it stands, in letters of one width; verbs speak English."""
    with ui.element("pre").classes("desk-said").props(f'tabindex="0" lang="{language}"') as found:
        ui.label(text)
    return found
