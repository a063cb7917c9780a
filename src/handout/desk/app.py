"""The desk as an application: every page of it, behind the guard.

Only `server.py` imports this, once the environment is kept out: NiceGUI reads it as it is imported.
"""

import hashlib
import logging
from pathlib import Path
from urllib.parse import unquote

from fastapi import FastAPI, Request, Response
from nicegui import Client, __version__, app, core, ui
from nicegui.logging import log
from starlette.requests import ClientDisconnect

from handout.desk import sockets
from handout.desk.asgi import KEPT
from handout.desk.attention import SCRIPT
from handout.desk.colours import COLOURS
from handout.desk.door import Door, Keys
from handout.desk.frame import not_there
from handout.desk.guard import Guard
from handout.desk.pages import catalogue, for_patient, handout, help_page, release, review
from handout.desk.shared import Desk, Settings

STYLE = COLOURS + (Path(__file__).parent / "style.css").read_text("utf-8")
STYLE_PATH = f"/desk-{hashlib.sha256(STYLE.encode('utf-8')).hexdigest()[:16]}.css"
FIXED = (f"/_nicegui/{__version__}/", STYLE_PATH)
"""How the paths begin that name a version or a digest: what lies there never changes."""


def guarded(settings: Settings, door: Door, keys: Keys) -> Guard:
    """The application behind the guard."""
    # It would tell the terminal what was asked for and is not there.
    log.setLevel(logging.ERROR)
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    desk = Desk(settings, keys)
    _register(desk)
    app.config.quasar_config["loadingBar"] = {"skipHijack": True}
    app.on_shutdown(desk.close)
    core.sio.eio.cors_allowed_origins = sorted(door.origins)
    ui.run_with(
        outer, title="handout", tailwind=False, reconnect_timeout=60, gzip_middleware_factory=None,
        show_welcome_message=False, language="es" if settings.language == "es" else "en-US",
    )  # fmt: skip
    sockets.bind()
    return Guard(outer, door, keys, desk.say, desk.passwords, FIXED)


def _register(desk: Desk) -> None:
    """All pages, their pictures and their style."""

    @app.get("/picture/{digest}.png")
    async def picture(digest: str) -> Response:
        found = desk.picture(digest)
        if found is None:
            return Response(status_code=404)
        return Response(found, media_type="image/png")

    @app.post("/upload/{number}")
    async def upload(number: int, request: Request) -> Response:
        name = unquote(request.headers.get("x-file-name", ""))[:200]
        try:
            data = await request.body()
        except ClientDisconnect:
            return Response(status_code=400)
        return Response(status_code=204 if await desk.take(number, name, data) else 404)

    @app.get(STYLE_PATH)
    def style() -> Response:
        return Response(STYLE, media_type="text/css", headers={"cache-control": KEPT.decode("ascii")})

    @app.exception_handler(404)
    async def nowhere(request: Request, fault: Exception) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return Response(status_code=404)
        with Client(ui.page(""), request=request) as client:
            not_there(desk, "no_such_page", request.url.path, client)
        return client.build_response(request, 404)

    ui.add_head_html(f'<link rel="stylesheet" href="{STYLE_PATH}">', shared=True)
    ui.add_head_html(SCRIPT, shared=True)
    ui.add_body_html(f'<noscript><p class="desk-main">{desk.say("needs_script")}</p></noscript>', shared=True)
    for page in (catalogue, handout, review, release, for_patient, help_page):
        page.register(desk)
