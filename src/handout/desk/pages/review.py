"""Review: what changed since the last sign-off, the pages, comments; then sign, or send back with a comment."""

import json
import tempfile
from pathlib import Path
from typing import Any

from nicegui import Client, ui

from handout import files
from handout.build import output_name
from handout.content.project import Entry
from handout.desk import saving
from handout.desk.controls import Select, TextField, button, focus
from handout.desk.engine import Advised, Preview
from handout.desk.frame import framed, heading, not_there, notice
from handout.desk.pages.problem_list import list_problems, tell_why_unread
from handout.desk.pages.view import View
from handout.desk.running import Done, verb
from handout.desk.shared import Desk, entered
from handout.desk.sides import Sides
from handout.desk.upload import Upload
from handout.library import Library
from handout.problems import Problem
from handout.reading.patch import CannotPatch, scalars


def register(desk: Desk) -> None:
    """Add the page of the review of one handout."""

    @ui.page("/review/{stem}")
    async def page(client: Client, stem: str) -> None:
        entry = desk.entry(stem)
        if entry is None:
            not_there(desk, "no_such_handout", stem, client)
            return
        with framed(desk, desk.say("review_of", name=stem), "", client):
            review = Review(desk, entry, client)
        await client.connected()
        await review.begin()


class Review:
    """One reviewer's look at one text. What is signed is the text whose pages were shown, or nothing."""

    def __init__(self, desk: Desk, entry: Entry, client: Any) -> None:
        self.desk, self.say, self.entry = desk, desk.say, entry
        self._client = client
        self.file = str(entry.path)
        self.wrong: tuple[Problem, ...] = ()
        self.shown: str | None = None
        self.member = entered(client).member
        with ui.element("div").classes("desk-row"):
            ui.link(self.say("edit"), f"/handout/{entry.stem}")
            button(self.say("worksheet"), self.worksheet, plain=True)
            button(self.say("download_pdf"), self.download, plain=True)
            self.download_said = ui.label("").classes("desk-status").props('role="status"')
        self.sides = Sides(desk, self._turned)
        with self.sides.box:
            with ui.element("section").props(f'aria-label="{self.say("review")}"'):
                self.sheet = ui.element("div").props('role="status"')
                heading(self.say("what_changed"), 2)
                self.changes = ui.element("div")
                heading(self.say("comments"), 2)
                self.comments = ui.element("div").props('tabindex="-1"')
                self._comment_form()
                heading(self.say("sign"), 2)
                self._sign_form()
                heading(self.say("problems"), 2)
                self.list = ui.element("div").classes("desk-problems").props('tabindex="0"')
            self.view = View(desk, str(client.id), entry.path, hear=self._hear, pointed=self._pointed)

    def _comment_form(self) -> None:
        if self.member is None:
            self.who = TextField(self.say("your_name"))
        self.line = TextField(self.say("line_of_comment"), kind="number")
        self.remark = TextField(self.say("comment"), lines=3)
        with ui.element("div").classes("desk-row"):
            button(self.say("add_comment"), self.comment, plain=True)
        Upload(self.desk, self.say("marked_pdf"), ".pdf", self.take_marks)
        self.comment_said = ui.element("div").props('role="status"')

    def _sign_form(self) -> None:
        self.digest = ui.label("").classes("desk-status")
        ui.label(self.say("what_a_digest_proves")).classes("desk-status")
        roles = self.desk.roles or ("clinical",)
        if self.member is None:
            self.name = TextField(self.say("name"))
            self.credentials = TextField(self.say("credentials"))
        else:
            ui.label(", ".join(part for part in (self.member.name, self.member.credentials) if part))
            roles = self.member.roles
            if not roles or not self.member.credentials:
                ui.label(self.say("may_not_sign"))
                return
        self.role = Select(self.say("role"), {role: role for role in roles}, roles[0])
        self.due = TextField(self.say("due_day"), kind="date")
        if self.member is not None:
            self.password = TextField(self.say("password"), kind="password")
        button(self.say("sign"), self.sign)
        self.sign_said = ui.element("div").props('role="status"')

    async def begin(self) -> None:
        """Show today's text: its pages, what changed in it, what was said of it."""
        await self.view.measure()
        try:
            self.shown = saving.held(self.entry.path).text
        except files.CannotRead:
            tell_why_unread(self.list, self.desk, self.entry)
            return
        if not self.line.value:
            self.line.set(str(_line_of_title(self.shown)))
        self.view.show(self.shown)
        self._client.on_delete(self.view.forget)
        await self._load_changes()
        await self._load_comments()

    def _hear(self, answer: Preview | Advised) -> None:
        if isinstance(answer, Preview):
            self.wrong = answer.problems
        found = self.wrong if isinstance(answer, Preview) else (*self.wrong, *answer.problems)
        list_problems(self.list, self.desk, dict.fromkeys(found), self.desk.name(self.entry.path), self.show_line)
        if isinstance(answer, Preview):
            self.digest.text = self.say("signs_this", digest=answer.digest[:19]) if answer.pages else ""

    async def _turned(self) -> None:
        """The pages came into sight, of a width that is known only now."""
        await self.view.measure()
        if self.shown is not None:
            self.view.show(self.shown)

    def show_line(self, line: int) -> None:
        """Have a line of the text in sight on its page."""
        self.sides.turn(True)
        self.view.point_to(line, is_again=True)

    def _pointed(self, line: int, _: int) -> None:
        """A click on a page: the comment is about that line, and is written beside the pages."""
        self.line.set(str(line))
        self.view.point_to(line)
        self.sides.turn(False)

    async def _load_changes(self) -> None:
        done = await self._verb("diff", "--", self.file)
        self._tell(self.changes, Done(code=0, out=self.say("never_signed"), err="") if "[E83]" in done.err else done)

    async def _load_comments(self) -> None:
        done = await verb(self.desk.root, "comments", "--format=json", "--", self.file)
        self.comments.clear()
        with self.comments:
            try:
                found = json.loads(done.out)
            except ValueError:
                notice(done.without_commands)
                return
            if not found:
                ui.label(self.say("no_comments"))
            for one in found:
                self._comment_row(one)

    def _comment_row(self, one: dict[str, Any]) -> None:
        place = self.say("line", line=one["line"]) if one["line"] else self.say("part_is_gone", part=one["part"])
        with ui.element("div").classes("desk-bar"):
            ui.label(f"{one['id']}. {one['by']}, {one['time'][:10]}, {place}").classes("desk-status")
            ui.label(one["text"] or "")
            with ui.element("div").classes("desk-row"):
                if one["line"]:
                    button(self.say("show_place"), lambda: self.show_line(int(one["line"])), plain=True)
                button(self.say("close_comment"), lambda: self.close(int(one["id"])), plain=True)

    async def comment(self) -> None:
        """Add a comment on a line: this is also how a text is sent back."""
        if self._lacks(self.comment_said, *([self.who] if self.member is None else []), self.line, self.remark):
            return
        arguments = (f"--add={self.remark.value}", f"--at={self.line.value}", f"--by={self._by()}")
        done = await self._verb("comments", *arguments, "--", self.file)
        self._tell(self.comment_said, done)
        if done.code == 0:
            self.remark.set("")
            await self._load_comments()

    async def take_marks(self, _: str, data: bytes) -> None:
        """Keep the marks that somebody made in a PDF of ours as comments, each at the line it is about."""
        if not data.startswith(b"%PDF-"):
            self._tell(self.comment_said, Done(code=2, out="", err=self.say("no_pdf")))
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "marked.pdf"
            path.write_bytes(data)
            done = await self._verb("comments", "--keep", f"--by={self._by()}", "--", str(path))
            done = done.without(path.parent)
        self._tell(self.comment_said, done)
        await self._load_comments()

    async def close(self, number: int) -> None:
        done = await self._verb("comments", f"--close={number}", f"--by={self._by()}", "--", self.file)
        self._tell(self.comment_said, done)
        if done.code == 0:
            await self._load_comments()
            focus(self.comments)

    def _lacks(self, box: Any, *fields: TextField) -> bool:
        """Whether one of these fields is empty: the first is named, and led to."""
        empty = next((field for field in fields if not field.value.strip()), None)
        box.clear()
        if empty is not None:
            with box:
                notice(self.say("fill_in", field=empty.label.text), self.say.language)
            focus(empty.element)
        return empty is not None

    def _by(self) -> str:
        return self.who.value if self.member is None else self.member.name

    async def _signer(self) -> tuple[str, str] | None:
        """Name and credentials: as typed, or of whom the password shows them to be; None when it does not."""
        if self.member is None:
            return self.name.value, self.credentials.value
        password, name = self.password.value, self.member.name
        self.password.set("")
        if await self.desk.passwords.who(name, password) is None:
            self._tell(self.sign_said, Done(code=1, out="", err=self.say("login_wrong")))
            return None
        return name, self.member.credentials

    async def sign(self) -> None:
        """Sign the text that was shown; the verb refuses when the file holds another by now."""
        clinic = Library(self.desk.root, self.desk.today).clinic
        has_day = clinic is not None and clinic.review is not None and clinic.review.valid_for is not None
        who = [self.name, self.credentials] if self.member is None else []
        if self._lacks(self.sign_said, *who, *([] if has_day else [self.due])):
            return
        signer = await self._signer()
        if signer is None:
            return
        arguments = [
            f"--name={signer[0]}", f"--credentials={signer[1]}", f"--role={self.role.value}",
            f"--digest={self.view.digest}", "--yes",
        ]  # fmt: skip
        if self.due.value:
            arguments.append(f"--due={self.due.value}")
        done = await self._verb("sign", *arguments, "--", self.file)
        self._tell(self.sign_said, done)
        if done.code == 0:
            await self.begin()

    def download(self) -> None:
        """The PDF of the text that is shown, to be read with other eyes, read aloud, or marked."""
        if self.shown is not None:
            name = output_name(self.entry, self.view.style, self.desk.styles[0], "pdf")
            self.view.download(self.shown, name, self.download_said.set_text)

    async def worksheet(self) -> None:
        """What to look at, and where the rules found something, above what changed."""
        done = await self._verb("worksheet", "--", self.file)
        self.sheet.clear()
        with self.sheet:
            heading(self.say("worksheet"), 2)
            notice(done.without_commands)

    async def _verb(self, name: str, *arguments: str) -> Done:
        return await verb(self.desk.root, name, f"--today={self.desk.today}", *arguments)

    def _tell(self, box: Any, done: Done) -> None:
        box.clear()
        with box:
            notice(done.without_commands)


def _line_of_title(text: str) -> int:
    """A comment on no line in particular is about the whole handout."""
    try:
        title = scalars(text).get(("title",))
    except CannotPatch:
        return 1
    return 1 if title is None else title.line
