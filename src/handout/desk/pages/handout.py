"""Write: the text or its form on one side, its pages on the other, as one types."""

import asyncio
from datetime import datetime
from functools import partial
from typing import Any

from nicegui import Client, ui

from handout import files
from handout.content.project import Entry
from handout.desk import saving, sockets
from handout.desk.controls import Select, button, focus
from handout.desk.editor import LARGEST, Editor
from handout.desk.engine import Advised, Preview
from handout.desk.frame import framed, not_there
from handout.desk.pages.adding import PictureForm, ReferenceForm
from handout.desk.pages.form import Form
from handout.desk.pages.paste_offer import PasteOffer
from handout.desk.pages.problem_list import ProblemList, tell_why_unread
from handout.desk.pages.text_fields import FieldEvents
from handout.desk.pages.translation import Languages, Translation
from handout.desk.pages.view import View
from handout.desk.saving import Conflict, Draft, Gone, Held, merged
from handout.desk.shared import Desk, entered
from handout.desk.sides import Sides
from handout.files import CannotWrite
from handout.problems import Problem, Severity

_KEYS = """(event) => {
  const saves = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
  if (!saves && event.key !== "F8") return;
  event.preventDefault();
  event.target.dispatchEvent(new Event("change", {bubbles: true}));
  emit(saves);
}"""
"""The keys of the page. What stands in a field counts as typed."""


def register(desk: Desk) -> None:
    """Add the page of one handout: its text and its pages."""

    @ui.page("/handout/{stem}")
    async def page(client: Client, stem: str) -> None:
        entry = desk.entry(stem)
        if entry is None:
            not_there(desk, "no_such_handout", stem, client)
            return
        try:
            held = saving.held(entry.path)
        except files.CannotRead:
            with framed(desk, stem, "", client), ui.element("div").classes("desk-problems") as why:
                tell_why_unread(why, desk, entry)
            return
        with framed(desk, stem, "", client):
            writing = Writing(desk, entry, held, client)
        await client.connected()
        await writing.begin()


class Writing:
    """One browser's work on one text."""

    def __init__(self, desk: Desk, entry: Entry, held: Held, client: Any) -> None:
        self.desk, self.say, self.entry = desk, desk.say, entry
        self.name = desk.name(entry.path)
        self.began = held
        self.text = self.saved = held.text
        self.wrong: tuple[Problem, ...] = ()
        self.advice: tuple[Problem, ...] = ()
        self.state = "draft"
        self.line, self._is_lost = 1, False
        self._keeping = asyncio.Lock()
        member = entered(client).member
        self.by = "" if member is None else member.name
        self.draft = saving.new_draft(entry.stem)
        desk.drafting.add(self.draft)
        self._elsewhere: set[str] = set()
        """Drafts of pages that were open when this one asked, or were not yet known to be gone."""
        self._client = client
        with ui.element("div") as self._whole:
            self._lay_out()
        self._whole.on("keydown", lambda event: self.save() if event.args else self.list.go_to_next(), js_handler=_KEYS)

    @property
    def is_changed(self) -> bool:
        return self.text != self.began.text

    def _lay_out(self) -> None:
        say = self.say
        self.bar = ui.element("div").props('role="status"')
        with ui.element("div").classes("desk-row"):
            button(say("save"), self.save)
            Select(say("style"), {style: style for style in self.desk.styles}, self.desk.styles[0], self._restyle)
            ui.link(say("review"), f"/review/{self.entry.stem}")
            ui.link(say("for_one_patient"), f"/print/{self.entry.stem}")
            self.status = ui.label("").classes("desk-status").props('role="status"')
        self.sides = Sides(self.desk, self._turned)
        with self.sides.box:
            with ui.element("section").props(f'aria-label="{say("text")}"'):
                with ui.element("div").classes("desk-row"):
                    ways = ("source", "form") if self.entry.language is None else ("source", "form", "translation")
                    self.ways = {way: button(say(way), partial(self._turn, way), plain=True) for way in ways}
                self._editor()
                events = FieldEvents(changed=self._from_form, looked=self._look_at, crossed=self._cross)
                self.form = Form(self.desk, events)
                self.translation = Translation(self.desk, self.entry, lambda: not self.is_changed, events)
                self.paste_offer = PasteOffer(self.desk, self._put_in_as_words)
                with ui.element("h2").classes("desk-heading"):
                    self.count = ui.label(say("problems"))
                self.list = ProblemList(self.desk, self.editor, self.name, self.go)
                Languages(self.desk, self.entry)
                PictureForm(self.desk, lambda: (self.text, self.line), self._from_form).upload.take_from(self._whole)
                ReferenceForm(self.desk, self.editor, lambda: (self.text, self.line), self._from_form)
            self.view = View(
                self.desk, str(self._client.id), self.entry.path, hear=self._hear, pointed=lambda line, _: self.go(line)
            )

    def _editor(self) -> None:
        if len(self.began.text) > LARGEST:
            ui.label(self.say("only_read")).classes("desk-bar")
        self.editor = Editor(self.began.text, typed=self._typed, crossed=self._cross)
        self.editor.classes("desk-editor")
        self.editor.follow_cursor(self._look_at)
        self.editor.follow_pastes(lambda *found: self.paste_offer.note(self.text, self._errors, *found))

    async def _turned(self) -> None:
        """The pages came into sight, of a width that is known only now."""
        await self.view.measure()
        self.view.show(self.text)
        self.view.point_to(self.line, is_again=True)

    def _look_at(self, line: int) -> None:
        """The cursor is on another line: show its place on the page."""
        self.line = line
        self.view.point_to(line)

    async def begin(self) -> None:
        """The page is there: name the editor, make the first pages, look for a draft, watch the file."""
        self.editor.begin(self.say("editor_name"))
        self._turn("source")
        await self.view.measure()
        self.view.show(self.text)
        self._offer_next()
        ui.timer(1.0, self._tick)
        sockets.when_left(self._leave)
        self._client.on_disconnect(self._disconnected)
        self._client.on_delete(self._close)

    async def _disconnected(self) -> None:
        """The line is down for now; for good, where somebody has logged out: then their draft is offered at once."""
        await self._keep()
        cookie = entered(self._client).cookie
        if cookie and self.desk.keys.entered(cookie) is None:
            self.desk.drafting.discard(self.draft)

    async def _leave(self) -> None:
        """The page was left: what was typed and not saved is offered to whoever opens the handout next."""
        await self._keep()
        self.desk.drafting.discard(self.draft)

    async def _close(self) -> None:
        """The page is gone for good."""
        self.view.forget()
        await self._leave()

    def _turn(self, to: str) -> None:
        """Show the text as its source, as a form, or beside what it translates."""
        self._settle_fields()
        self.form.show(self.text if to == "form" else None)
        self.translation.show(self.text if to == "translation" else None)
        self.editor.set_visibility(to == "source")
        for way, pressed in self.ways.items():
            pressed.props(f"aria-pressed={'true' if way == to else 'false'}")

    def _restyle(self, style: str) -> None:
        self.view.style = style
        self.view.show(self.text)

    def _typed(self, text: str) -> None:
        """There is another text, whoever made it: somebody at this page, or elsewhere."""
        self.text = text
        self.paste_offer.follow(text)
        self.form.follow(text)
        self.translation.follow(text)
        self.view.show(self.text)
        self.status.text = self.say("not_saved") if self.is_changed else ""

    def _settle_fields(self) -> None:
        """What stands in a field counts as typed; of one that says again what it said, no browser tells."""
        self.form.settle()
        self.translation.settle()

    def _from_form(self, text: str) -> None:
        """A field was changed: its characters, and no others."""
        self.editor.write(text)

    @property
    def _errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.wrong)

    def _put_in_as_words(self, text: str) -> None:
        """What was pasted is words after all; whoever pasted it goes on typing."""
        self.editor.write(text)
        self.editor.enter(self.line)

    def _cross(self, typed: str | None) -> None:
        """Something was typed on a text that was replaced meanwhile, and touches it; or is too large to be taken."""
        if typed is None:
            self.status.text = self.say("too_large")
            return
        ways = {"use_mine": typed, "use_theirs": self.text}
        self._ask(self.say("changed_by_others"), self.began, ways, mine=typed)

    def _hear(self, answer: Preview | Advised) -> None:
        if isinstance(answer, Preview):
            self.state, self.wrong = answer.state, answer.problems
            self.paste_offer.judge(self._errors)
        # Advice comes later: until then that of the text before stays, so that nothing flickers.
        self.advice = answer.problems if isinstance(answer, Advised) else self.advice
        problems = tuple(dict.fromkeys((*self.wrong, *self.advice)))
        self.list.tell(problems, self.text.count("\n") + 1)
        self.count.text = self.say("problems_and_state", count=len(problems), state=self.say(f"state_{self.state}"))

    def go(self, line: int) -> None:
        """Show a line and set the cursor there, or into its field where there are fields."""
        self._settle_fields()
        self.sides.turn(False)
        self.line = min(max(line, 1), self.text.count("\n") + 1)
        if not (self.form.enter(self.line) or self.translation.enter(self.line)):
            self._turn("source")
            self.editor.enter(self.line)
        self.view.point_to(self.line)

    async def save(self) -> None:
        """Write the file, unless somebody else did: then both are merged, or somebody chooses."""
        self._settle_fields()
        async with self._keeping:
            self._save()

    def _save(self, *, is_anew: bool = False) -> None:
        if not self.is_changed and self.entry.path.exists():
            self.status.text = self.say("saved")
            return
        try:
            self.began = saving.save(self.entry.path, self.text, self.began, is_anew=is_anew)
        except Gone:
            self._tell_of_loss()
            return
        except Conflict as conflict:
            self._settle(conflict.theirs)
            return
        except CannotWrite as fault:
            self.status.text = self.say.english(str(fault))
            return
        self._saved()

    def _saved(self) -> None:
        saving.drop_draft(self.desk.root, self.draft)
        self.saved = self.text
        self.bar.clear()
        self.status.text = self.say("saved_at", time=f"{datetime.now():%H:%M:%S}")

    def _tell_of_loss(self) -> None:
        """The file is gone: say so, and offer to write what is shown here once more."""

        async def write() -> None:
            async with self._keeping:
                self._save(is_anew=True)

        self.status.text, self._is_lost = "", True
        self.bar.clear()
        with self.bar, ui.element("div").classes("desk-bar"):
            ui.label(self.say("file_gone", file=self.name))
            button(self.say("write_anew"), write)

    def _settle(self, theirs: Held) -> None:
        """Somebody else saved: take both changes where they fit, else show theirs and ask."""
        both = merged(self.began.text, self.text, theirs.text)
        ways = {"use_mine": self.text, "use_theirs": theirs.text}
        if both is not None:
            ways = {"use_both": both, **ways}
        self._ask(self.say("changed_by_others"), theirs, ways, mine=self.text)

    def _ask(self, words: str, now: Held, ways: dict[str, str], *, mine: str, left: str = "") -> None:
        """A bar with the difference and what may become of it; `left` is the draft that is offered."""
        base = self.text

        async def chosen(way: str) -> None:
            self._settle_fields()
            # Both are what there is now: whoever was asked may have typed on.
            before, after = (self.began.text, now.text) if way == "use_both" else (base, ways[way])
            if (text := merged(before, after, self.text)) is not None:
                await self._chosen(text, now, left)
                return
            # What was typed since does not go with it: ask again, of what there is now.
            again = {key: self.text if text == base else text for key, text in ways.items() if key != "use_both"}
            self._ask(words, now, again, mine=self.text if mine == base else mine, left=left)

        self.bar.clear()
        with self.bar, ui.element("div").classes("desk-bar"):
            ui.label(words)
            with ui.element("details"):
                with ui.element("summary"):
                    ui.label(self.say("show_difference"))
                with ui.element("pre").classes("desk-said"):
                    ui.label(saving.difference(now.text, mine, self.say("theirs"), self.say("mine")))
            with ui.element("div").classes("desk-row"):
                for way in ways:
                    button(self.say(way), partial(chosen, way), plain=way != next(iter(ways)))

    async def _chosen(self, text: str, now: Held, left: str) -> None:
        """A draft that was offered goes once its text is kept as our own, or was declined."""
        self._use(text, now)
        focus(self.sides.box)
        if left:
            await self._keep()
            saving.drop_draft(self.desk.root, left)
            self._offer_next()

    def _use(self, text: str, now: Held) -> None:
        """What was chosen after reading the difference; it is saved with the next save."""
        self.began = now
        self.bar.clear()
        self.editor.write(text)
        self.text = text
        self.view.show(text)
        self.status.text = self.say("not_saved") if self.is_changed else ""

    def _offer_next(self) -> None:
        """Offer the newest text that was typed and never saved, by whom nobody sees typing any more."""
        left = saving.drafts_of(self.desk.root, self.entry.stem, self.by)
        self._elsewhere = left.keys() & self.desk.drafting
        for name, draft in left.items():
            if name in self.desk.drafting:
                continue
            both = merged(draft.base, draft.text, self.text)
            typed = draft.text if both is None else both
            if typed == self.began.text:
                saving.drop_draft(self.desk.root, name)
                continue
            ways = {"use_draft": typed, "discard": self.text}
            self._ask(self.say("draft_of", time=draft.time), self.began, ways, mine=typed, left=name)
            return

    async def _tick(self) -> None:
        """Once a second: keep what was typed, and see whether the file was changed elsewhere, or its page is gone."""
        self._settle_fields()
        await self._keep()
        if self.translation.refresh():
            self.view.show(self.text)
        is_asking = len(self.bar.default_slot.children) > 0
        if self._elsewhere - self.desk.drafting and not self.is_changed and not is_asking:
            self._offer_next()
        try:
            now = saving.held(self.entry.path)
        except files.CannotRead:
            if not (is_asking or self.entry.path.exists()):
                self._tell_of_loss()
            return
        if self._is_lost:
            self._is_lost = False
            self.bar.clear()
        if now.digest == self.began.digest:
            return
        if not self.is_changed:
            self._use(now.text, now)
            self.status.text = self.say("reloaded")
            self._offer_next()
        elif not len(self.bar.default_slot.children):
            self._settle(now)

    async def _keep(self) -> None:
        """Keep what was typed. In a thread: a slow disk holds up nobody who types on."""
        async with self._keeping:
            if self.text == self.saved:
                return
            if self.is_changed:
                await self._write_draft()
            else:
                saving.drop_draft(self.desk.root, self.draft)
                self.saved = self.text

    async def _write_draft(self) -> None:
        began, time = self.began, f"{datetime.now():%Y-%m-%d %H:%M}"
        draft = Draft(text=self.text, base=began.text, digest=began.digest, time=time, by=self.by)
        try:
            await asyncio.to_thread(saving.keep_draft, self.desk.root, self.draft, draft)
            self.saved = draft.text
            self.desk.drafting.add(self.draft)
        except CannotWrite as fault:
            self.status.text = self.say.english(str(fault))
