"""Release: what is refused and why, what goes out, and the package for a portal."""

import asyncio
from pathlib import PurePath
from typing import Any

from nicegui import Client, ui

from handout.desk.controls import button
from handout.desk.frame import framed, heading, notice
from handout.desk.running import Done, verb
from handout.desk.shared import Desk, in_order, shared_titles
from handout.library_looks import look_at_all

MOST = 200
"""Handouts that are listed here; the library shows them all."""


def register(desk: Desk) -> None:
    """Add the release page."""

    @ui.page("/release")
    async def page(client: Client) -> None:
        with framed(desk, desk.say("release"), "/release", client):
            release = Release(desk)
        await client.connected()
        await release.load()


class Release:
    """What may go out today, and the two verbs that let it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.say = desk, desk.say
        self._is_working = False
        """Whether a verb is at work: who presses again does not begin another beside it."""
        self.count = ui.label(self.say("looking")).props('role="status"')
        heading(self.say("make_and_export"), 2)
        with ui.element("div").classes("desk-row"):
            button(self.say("build_signed"), self.build)
            export = button(self.say("export"), self.export, plain=True)
        if desk.settings.export_to is None:
            export.props("disabled")
            ui.label(self.say("no_export_folder")).classes("desk-status")
        else:
            ui.label(self.say("export_goes_to", folder=desk.settings.export_to)).classes("desk-status")
        self.said = ui.element("div").props('role="status"')
        heading(self.say("not_released"), 2)
        self.refused = ui.element("div")

    async def load(self) -> None:
        """The state of all handouts, judged from the files."""
        looked, _ = await asyncio.to_thread(look_at_all, self.desk.root, (), self.desk.today)
        rows = in_order(row["members"] for row in looked)
        signed = [row for row in rows if row["state"] == "signed"]
        self.count.text = self.say("signed_of_all", signed=len(signed), all=len(rows))
        alike = shared_titles(rows)
        self.refused.clear()
        with self.refused:
            self._list([row for row in rows if row["state"] != "signed"], alike)

    def _list(self, rows: list[dict[str, Any]], alike: set[str]) -> None:
        """What is not released, each leading to where that can be mended: its text, or its review."""
        with ui.element("ul"):
            for row in rows[:MOST]:
                why = self.say(f"state_{row['state']}")
                if row["missing_roles"]:
                    why += f"; {self.say('waits_for', roles=', '.join(row['missing_roles']))}"
                stem = PurePath(row["file"]).stem
                name = f"{row['title']}, {stem}" if row["title"] in alike else row["title"] or stem
                with ui.element("li"):
                    ui.link(name, f"/{'handout' if row['state'] == 'error' else 'review'}/{stem}").props(
                        f'lang="{row["language"]}" dir="auto"'
                    )
                    language = f" ({row['language']})" if row["language"] else ""
                    ui.label(f"{language}: {why}").style("display:inline")
        if len(rows) > MOST:
            ui.link(self.say("and_more", count=len(rows) - MOST), "/")

    async def build(self) -> None:
        await self._run("build", "--signed-only", "--quiet")

    async def export(self) -> None:
        if self.desk.settings.export_to is not None:
            await self._run("export", f"--to={self.desk.settings.export_to}", "--signed-only")

    async def _run(self, *arguments: str) -> None:
        if self._is_working:
            return
        self._is_working = True
        self.count.text = self.say("working")
        try:
            done = await self._verb(*arguments)
        finally:
            self._is_working = False
        self.said.clear()
        with self.said:
            notice(done.without_commands)
            if done.without_commands != done.said:
                ui.label(self.say("mend_from_list")).classes("desk-status")
        await self.load()

    async def _verb(self, name: str, *arguments: str) -> Done:
        return await verb(self.desk.root, name, f"--today={self.desk.today}", *arguments, seconds=None)
