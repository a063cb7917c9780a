"""Tell the framework of every page of the desk."""

import hashlib
from pathlib import Path
from urllib.parse import unquote

from handout.desk.shared import Desk

STYLE = (Path(__file__).parent / "style.css").read_text("utf-8")


def register(desk: Desk) -> None:
    """All pages, their pictures and their style."""
    from fastapi import Request, Response
    from nicegui import app, ui
    from starlette.requests import ClientDisconnect

    from handout.desk.pages import catalogue, for_patient, handout, help_page, release, review

    css = hashlib.sha256(STYLE.encode("utf-8")).hexdigest()[:16]

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

    @app.get(f"/desk-{css}.css")
    def style() -> Response:
        return Response(STYLE, media_type="text/css")

    ui.add_head_html(f'<link rel="stylesheet" href="/desk-{css}.css">', shared=True)
    for page in (catalogue, handout, review, release, for_patient, help_page):
        page.register(desk)
