"""The library at a glance: every handout with its state, a search over all words, and a new one."""

import asyncio
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

from nicegui import Client, ui

from handout.build import output_name
from handout.catalogue import find
from handout.content.project import Entry
from handout.content.templates import NAMES, PLAIN
from handout.content.values import Slug
from handout.desk.controls import Select, TextField, button, focus
from handout.desk.frame import framed, notice
from handout.desk.people import Member
from handout.desk.running import verb
from handout.desk.shared import Desk, entered, in_order, shared_titles
from handout.desk.upload import Upload
from handout.incoming.reading import KINDS, slug_for
from handout.library_looks import look_at_all
from handout.problems import Problem, Problems
from handout.review.status import State

SOON = 90
"""Days within which a review is due soon."""
PAGE = 50
"""Rows that are shown at once: a browser draws so many in a moment."""
FILTERS = ("all", "waits", "waits_for_me", "due_soon", "changed", "has_errors", "has_comments")
OUT = "out"
"""Where `handout build` puts what it makes."""


def register(desk: Desk) -> None:
    """Add the page of the library."""

    @ui.page("/")
    async def page(client: Client) -> None:
        with framed(desk, desk.say("library"), "/", client):
            catalogue = Catalogue(desk, entered(client).member)
        # While the browser reads its scripts.
        looking = asyncio.create_task(catalogue.look())
        await client.connected()
        await looking
        catalogue.show()


class Catalogue:
    """The table, and what it is narrowed by."""

    def __init__(self, desk: Desk, member: Member | None) -> None:
        self.desk, self.say, self.member = desk, desk.say, member
        self.rows: list[dict[str, Any]] = []
        self.found: dict[str, str] | None = None
        self.alike: set[str] = set()
        self._shown: list[dict[str, Any]] = []
        say = self.say
        with ui.element("form").classes("desk-row").props('role="search"') as form:
            self.words = TextField(say("search"))
            filters = {key: say(key) for key in FILTERS if key != "waits_for_me" or member is not None}
            self.filter = Select(say("show"), filters, "all", lambda _: self.show())
            with ui.element("button").props("type=submit").classes("desk-button"):
                ui.label(say("find"))
        form.on("submit", self.search, js_handler="(event) => { event.preventDefault(); emit() }")
        with ui.element("details"):
            with ui.element("summary"):
                ui.label(say("new_handout"))
            self.slug = TextField(say("name_of_file"))
            self.like = Select(say("start_with"), {name: say(f"start_{name}") for name in (PLAIN, *NAMES)}, PLAIN)
            button(say("create"), self.create)
            Upload(desk, say("or_from_file"), ",".join(KINDS), self.take_in)
            self.said = ui.element("div").props('role="status"')
        self.count = ui.label("").classes("desk-status").props('role="status"')
        self.not_here = ui.element("div")
        table = f'tabindex="0" role="region" aria-label="{say("library")}"'
        self.box = ui.element("div").classes("desk-scroll").props(table)
        self.ways = ui.element("div").classes("desk-row")

    async def look(self) -> None:
        """Look at all handouts as `status` does, which remembers them for as long as nothing changes."""
        self.count.text = self.say("looking")
        self.rows, unlisted = await asyncio.to_thread(self._look)
        self.alike = shared_titles(self.rows)
        self.not_here.clear()
        with self.not_here:
            if unlisted:
                notice("\n".join(str(problem) for problem in unlisted))
            elif not self.rows:
                ui.label(self.say("nothing_yet")).classes("desk-bar")

    def _look(self) -> tuple[list[dict[str, Any]], list[Problem]]:
        """The rows, and what is wrong with the names of files: those are no handouts, and have no row."""
        if not self.desk.project.content.is_dir():
            return [], []
        rows, _ = look_at_all(self.desk.root, (), self.desk.today)
        unlisted = Problems()
        entries = {self.desk.name(entry.path): entry for entry in self.desk.project.entries(unlisted)}
        found = [
            {**row, "stem": entries[row["file"]].stem, "made": self._made(entries[row["file"]])}
            for row in in_order(row["members"] for row in rows)
            if row["file"] in entries
        ]
        return found, list(unlisted)

    def _made(self, entry: Entry) -> str:
        """In which styles its PDF lies in `out/`, and which of them is older than its text."""
        styles = self.desk.styles
        typed = _changed(entry.path) or 0.0
        made = {style: _changed(self.desk.root / OUT / output_name(entry, style, styles[0], "pdf")) for style in styles}
        return ", ".join(
            style if when >= typed else self.say("is_older", style=style)
            for style, when in made.items() if when is not None
        )  # fmt: skip

    async def search(self) -> None:
        """Narrow the table to what holds the words, as `find` does."""
        words = self.words.value.strip()
        self.found = await asyncio.to_thread(self._find, words) if words else None
        self.show()

    def _find(self, words: str) -> dict[str, str]:
        """The files that hold the words, each with what stands around them; and those that cannot be read, with why."""
        project, unread = self.desk.project, Problems()
        hits = find(project, project.entries(Problems()), words, unread)
        return {problem.span.file: problem.message for problem in unread} | {hit.span.file: hit.shown for hit in hits}

    async def create(self) -> None:
        """Start a handout, as `handout new` does, and go to it."""
        slug = self.slug.value.strip()
        if not slug:
            self._tell(self.say("fill_in", field=self.slug.label.text), self.say.language)
            focus(self.slug.element)
            return
        if not set("/.") & set(slug):
            slug = Slug.of(slug)
        like = [] if self.like.value == PLAIN else [f"--like={self.like.value}"]
        done = await verb(self.desk.root, "new", f"--today={self.desk.today}", *like, "--", slug)
        stem = PurePosixPath(slug).name
        if done.code == 0 and self.desk.entry(stem) is not None:
            ui.navigate.to(f"/handout/{stem}")
            return
        self._tell(done.without_commands)

    async def take_in(self, name: str, data: bytes) -> None:
        """Make a handout of a file, as `handout new --from` does; what did not come through is reported."""
        kind = PurePosixPath(name).suffix.lower()
        slug = self.slug.value.strip() or slug_for(Path(name))
        if kind not in KINDS:
            self._tell(self.say("kinds_of_file", kinds=", ".join(KINDS)), self.say.language)
            return
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{slug_for(Path(name))}{kind}"
            source.write_bytes(data)
            done = await verb(self.desk.root, "new", f"--today={self.desk.today}", f"--from={source}", "--", slug)
            done = done.without(source.parent)
        self._tell(done.without_commands)
        if self.desk.entry(slug) is not None and done.code == 0:
            with self.said:
                ui.link(self.say("open", name=slug), f"/handout/{slug}")
            await self.look()
            self.show()

    def _tell(self, text: str, language: str = "en") -> None:
        self.said.clear()
        with self.said:
            notice(text, language)

    def show(self) -> None:
        """The rows that the filter and the words let through, from the first."""
        rows = [row for row in self.rows if _passes(row, self.filter.value, self.member)]
        if self.found is not None:
            rows = [row for row in rows if row["file"] in self.found]
        self._shown = rows
        self._turn(0)

    def _turn(self, first: int) -> None:
        """Show a page of the table, from this row on."""
        rows = self._shown[first : first + PAGE]
        self.count.text = self.say("so_many", count=len(self._shown), all=len(self.rows))
        if len(self._shown) > PAGE:
            self.count.text += f" ({self.say('rows', first=first + 1, last=first + len(rows))})"
        self.box.clear()
        with self.box:
            self._table(rows)
        self.ways.clear()
        with self.ways:
            if first:
                button(self.say("before"), lambda: self._leaf(first - PAGE), plain=True)
            if first + PAGE < len(self._shown):
                button(self.say("after"), lambda: self._leaf(first + PAGE), plain=True)

    def _leaf(self, first: int) -> None:
        """Turn to a page of the table, and go to its top: the button that was pressed is gone."""
        self._turn(first)
        focus(self.box)

    def _table(self, rows: list[dict[str, Any]]) -> None:
        say = self.say
        with ui.element("table").classes("desk-table"):
            with ui.element("thead"), ui.element("tr"):
                for key in ("handout", "language", "state", "reviewers", "due", "comments", "made", "what_to_do"):
                    with ui.element("th").props("scope=col"):
                        ui.label(say(key))
            with ui.element("tbody"):
                for row in rows:
                    self._row(row)

    def _row(self, row: dict[str, Any]) -> None:
        names = "; ".join(f"{who['name']}, {who['credentials']}" for who in row["sign_offs"])
        waiting = self.say("waits_for", roles=", ".join(row["missing_roles"])) if row["missing_roles"] else ""
        with ui.element("tr"):
            with ui.element("th").props("scope=row"):
                ui.link(row["title"] or row["stem"], f"/handout/{row['stem']}").props(
                    f'lang="{row["language"]}" dir="auto"'
                )
                if row["title"] in self.alike:
                    ui.label(row["stem"]).classes("desk-status")
                if self.found is not None:
                    ui.label(self.found.get(row["file"], "")).classes("desk-status")
            for text in (
                row["language"], self.say(f"state_{row['state']}"), names or waiting, row["due"] or "",
                str(row.get("comments") or ""), row["made"] or "–",
            ):  # fmt: skip
                ui.element("td")._text = text
            with ui.element("td"):
                ui.link(self.say("review"), f"/review/{row['stem']}").props(
                    f'aria-label="{self.say("review")}: {row["stem"]}"'
                )


def _changed(path: Path) -> float | None:
    """When a file was changed last; None when it is not there."""
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def _waits(row: dict[str, Any]) -> bool:
    """Whether somebody is to read it."""
    return bool(row["missing_roles"]) or row["state"] in {State.DRAFT, State.CHANGED, State.OVERDUE}


def _waits_for(row: dict[str, Any], member: Member) -> bool:
    """Whether this is somebody who is to read it: with a role that is missing, any where none is, or as who signed."""
    if any(again.startswith(f"{member.name} (") for again in row["look_again"]):
        return True
    roles = {role.casefold() for role in member.roles}
    missing = {role.casefold() for role in row["missing_roles"]} or roles
    return _waits(row) and bool(roles & missing)


def _passes(row: dict[str, Any], key: str, member: Member | None) -> bool:
    """Whether a row is shown under a filter."""
    match key:
        case "waits_for_me":
            return member is not None and _waits_for(row, member)
        case "waits":
            return _waits(row)
        case "due_soon":
            return row["days_left"] is not None and row["days_left"] <= SOON
        case "changed":
            return bool(row["state"] == "changed")
        case "has_errors":
            return bool(row["state"] == "error")
        case "has_comments":
            return bool(row.get("comments"))
        case _:
            return True
