"""A translation beside its source: each text with the one it translates, what is to do first."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

from nicegui import ui

from handout import files
from handout.content.project import Entry, Project
from handout.content.values import Language
from handout.desk.controls import NUMBERS, TextField, button, focus
from handout.desk.frame import notice
from handout.desk.pages.text_fields import FieldEvents, TextFields, language_of
from handout.desk.running import verb
from handout.desk.shared import Desk
from handout.files import Inputs
from handout.library import Library
from handout.locales.own_names import OWN_NAMES
from handout.locales.shelf import available
from handout.problems import HandoutError, Problems
from handout.reading.patch import CannotPatch, Path, scalars
from handout.translation.alignment import AlignedPair
from handout.translation.in_step import following
from handout.translation.side_by_side import RowState, TextRow, rows

GROUPS = get_args(RowState)


class Translation(TextFields):
    """The texts of a translation, those to translate first."""

    LONG = 60

    def __init__(self, desk: Desk, entry: Entry, is_saved: Callable[[], bool], events: FieldEvents) -> None:
        super().__init__(desk, events)
        self._entry, self._is_saved = entry, is_saved
        self._rows_shown: tuple[TextRow, ...] = ()
        self._source_shown = ""
        self._shown: dict[Path, str] = {}
        self._report, self._language = "", "en"
        """What the verb said last, and in which language."""
        self._is_awaited = False
        """Whether the verb has just written the file, so that all fields will be made anew."""

    def _fill(self) -> None:
        self._source_shown = self._source()
        found = self._rows_shown = self._rows_of(self._text)
        self._status_line()
        for state in GROUPS:
            of_state = [row for row in found if row.state == state]
            title = self._desk.say(f"texts_{state.replace(' ', '_')}", count=len(of_state))
            is_open = bool(of_state) and state != "done"
            self._group(title, {row.path for row in of_state}, partial(self._rows, of_state), is_open=is_open)
        self._record()

    def _rows_of(self, text: str) -> tuple[TextRow, ...]:
        return tuple(rows(text, self._source(), self._pairs(text)))

    def _source(self) -> str:
        """The text that this one translates, as it is today."""
        return files.read(self._desk.project.source_of(self._entry), 1_000_000).decode("utf-8", "replace")

    def _languages(self) -> tuple[str, str]:
        """Each field is named by the text that it translates."""
        return language_of(self._source()), self._entry.language or ""

    def refresh(self) -> bool:
        """Name the fields by what the source says today, while they are shown; whether it says something else now.

        Whoever types in one stays there; what came to the source or went is for `handout translate` to put in.
        """
        if not self._box.visible:
            return False
        try:
            source = self._source()
            if source == self._source_shown:
                return False
            found = {row.path: row for row in self._rows_of(self._text)}
        except (CannotPatch, files.CannotRead):
            return False
        self._source_shown = source
        self._rows_shown = tuple(found.get(row.path, row) for row in self._rows_shown)
        for row in self._rows_shown:
            if row.path in self._made:
                self._made[row.path].label.text = _one_line(row.source)
        return True

    def _fits(self, text: str) -> bool:
        """Whether the same texts of the source stand beside the same fields; groups stay as they were."""
        try:
            found = {row.path: row for row in self._rows_of(text)}
        except (CannotPatch, files.CannotRead):
            return False
        if self._is_awaited or {row.path: row.source for row in self._rows_shown} != {
            path: row.source for path, row in found.items()
        }:
            return False
        self._rows_shown = tuple(found[row.path] for row in self._rows_shown)
        return True

    def _words(self, path: Path, text: str) -> str:
        """Nothing, of a text that is not translated yet."""
        self._shown[path] = text
        return "" if any(row.path == path and row.state == "to translate" for row in self._rows_shown) else text

    def _pairs(self, text: str) -> Sequence[AlignedPair]:
        """The blocks of both texts beside each other; none while one of them cannot be read."""
        problems = Problems()
        library = Library(self._desk.root, self._desk.today)
        given = {str(self._entry.path.absolute()): text.encode("utf-8", "replace")}
        project = Project(self._desk.root, Inputs(given))
        source_path = project.source_of(self._entry)
        try:
            own = project.load_handout(self._entry.path, library.clinic, problems)
            source = project.load_handout(source_path, library.clinic, problems)
            if own is None or source is None or problems.has_errors:
                return ()
            return following(own, source, project.name(source_path), library.clinic, library.words).pairs
        except HandoutError:
            return ()

    def _rows(self, found: Sequence[TextRow]) -> None:
        values = scalars(self._text)
        for row in found:
            self._field(_one_line(row.source), row.path, values[row.path].text.rstrip("\n"))

    def _patch(self, path: Path, value: str) -> None:
        """A field that is emptied again says what it said before, with its mark if it had one."""
        super()._patch(path, value if value.strip() else self._shown[path])

    def _record(self) -> None:
        """What `handout translate` records of a saved text, and what it puts in."""
        with ui.element("div").classes("desk-row"):
            button(self._desk.say("all_in_step"), lambda: self._run("--accept"), plain=True)
            button(self._desk.say("put_in_missing"), self._run, plain=True)
        self._said = ui.element("div").props('role="status" tabindex="-1"')
        self._tell()

    async def _run(self, *more: str) -> None:
        self._report, self._language = self._desk.say("save_first"), self._desk.say.language
        if self._is_saved():
            before, self._is_awaited = self._entry.path.read_bytes(), True
            done = await verb(
                self._desk.root, "translate", f"--today={self._desk.today}", *more, "--", str(self._entry.path)
            )
            self._report, self._language = done.without_commands, "en"
            self._is_awaited = self._is_awaited and self._entry.path.read_bytes() != before
        self._tell()

    def _tell(self) -> None:
        self._said.clear()
        with self._said:
            if self._report:
                notice(self._report, self._language)

    def show(self, text: str | None) -> None:
        """As for all fields; whoever let the verb write the file is led back to what it said."""
        super().show(text)
        if text is not None and self._is_awaited:
            self._is_awaited = False
            focus(self._said)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class Languages:
    """The other languages of a handout, and the start of a new one."""

    def __init__(self, desk: Desk, entry: Entry) -> None:
        self._desk, self._entry = desk, entry
        others = [one for one in desk.project.entries(Problems()) if one.slug == entry.slug and one != entry]
        with ui.element("details"):
            with ui.element("summary"):
                ui.label(desk.say("languages"))
            with ui.element("div").classes("desk-row"):
                for one in others:
                    ui.link(one.language or desk.say("source_language"), f"/handout/{one.stem}")
            for one in others:
                if entry.language is None and one.language is not None:
                    words = desk.say("side_by_side", language=one.language)
                    button(words, partial(self._side_by_side, one.language), plain=True)
            self._language = TextField(desk.say("translate_into"))
            offered = f"languages-{next(NUMBERS)}"
            self._language.element.props(f"list={offered}")
            with ui.element("datalist").props(f"id={offered}"):
                for tag in available():
                    ui.element("option")._props |= {"value": tag, "label": OWN_NAMES.get(tag, tag)}
            button(desk.say("start_translation"), self._start, plain=True)
            self._said = ui.element("div").props('role="status"')

    async def _start(self) -> None:
        typed = self._language.value.strip()
        language = next((tag for tag, name in OWN_NAMES.items() if name.casefold() == typed.casefold()), typed)
        if Language.canonical(language) is None:
            self._said.clear()
            with self._said:
                notice(self._desk.say("no_language", typed=typed), self._desk.say.language)
            return
        source = str(self._desk.project.source_of(self._entry))
        done = await verb(self._desk.root, "translate", f"--today={self._desk.today}", f"--to={language}", "--", source)
        stem = f"{self._entry.slug}.{language}"
        if self._desk.entry(stem) is not None:
            ui.navigate.to(f"/handout/{stem}")
            return
        self._said.clear()
        with self._said:
            notice(done.without_commands)

    async def _side_by_side(self, language: str) -> None:
        """Make the handout and its translation on one page, as `handout build --with` does; it goes to `out/`."""
        done = await verb(
            self._desk.root, "build", f"--today={self._desk.today}", f"--with={language}", "--", str(self._entry.path)
        )
        self._said.clear()
        with self._said:
            notice(done.without_commands)
