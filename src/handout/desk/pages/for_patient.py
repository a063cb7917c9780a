"""A print for one patient: what is told of the patient goes into the page and into nothing else."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from nicegui import Client, ui

from handout.content.project import Entry
from handout.desk.controls import Select, TextField, button, focus
from handout.desk.frame import framed, heading, not_there, notice
from handout.desk.running import Done, made
from handout.desk.shared import Desk
from handout.patient.details import PLACE, Patient, PatientMedicine, Visit
from handout.reading.key_types import keys
from handout.record import Record
from handout.review.canonical import quoted

PatientLine: TypeAlias = "tuple[str, str, str]"
"""The medicine or visit that a line tells of, the label of its field, and the line."""


def register(desk: Desk) -> None:
    """Add the page of a print for one patient."""

    @ui.page("/print/{stem}")
    def page(client: Client, stem: str) -> None:
        entry = desk.entry(stem)
        if entry is None:
            not_there(desk, "no_such_handout", stem, client)
            return
        with framed(desk, desk.say("print_for", name=stem), "", client):
            ForPatient(desk, entry)


class ForPatient:
    """The fields of a print. Nothing of them is kept when the page is left."""

    def __init__(self, desk: Desk, entry: Entry) -> None:
        self._desk, self._entry = desk, entry
        say = desk.say
        ui.label(say("print_leaves_no_trace"))
        with ui.element("div").classes("desk-columns"):
            self._person = {name: TextField(say(f"patient_{name}")) for name in keys(Patient)}
            self._by = TextField(say("patient_printed_by"))
        self._notes = TextField(say("patient_notes"), lines=3)
        heading(say("medicines"), 2)
        ui.label(say("medicines_how")).classes("desk-status")
        self._doses: list[dict[str, TextField]] = []
        self._dose_box = ui.element("div")
        button(say("another_medicine"), self._another_dose, plain=True)
        heading(say("visits"), 2)
        self._visits: list[dict[str, TextField]] = []
        self._visit_box = ui.element("div")
        button(say("another_visit"), self._another_visit, plain=True)
        heading(say("print"), 2)
        styles = {style: style for style in desk.styles}
        self._style = Select(say("style"), styles, desk.styles[0])
        with ui.element("div").classes("desk-row"):
            button(say("print"), self._print)
            button(say("print_draft"), lambda: self._print("--draft"), plain=True)
        self._said = ui.element("div").props('role="status"')

    def _another_dose(self) -> None:
        self._group(self._dose_box, self._doses, "dose", PatientMedicine)

    def _another_visit(self) -> None:
        self._group(self._visit_box, self._visits, "visit", Visit)

    def _group(self, box: Any, all_of_them: list[dict[str, TextField]], kind: str, record: type[Record]) -> None:
        """The fields of one more medicine or visit."""
        title = self._desk.say(f"{kind}_number", number=len(all_of_them) + 1)
        with box, ui.element("fieldset").classes("desk-columns"):
            with ui.element("legend"):
                ui.label(title)
            all_of_them.append({name: TextField(self._desk.say(f"{kind}_{name}")) for name in keys(record)})
        focus(next(iter(all_of_them[-1].values())).element)

    async def _print(self, *more: str) -> None:
        arguments = ("--patient=-", "--as=yaml", f"--style={self._style.value}", f"--today={self._desk.today}", *more)
        lines = [*self._lines()]
        data = "".join(f"{line}\n" for *_, line in lines).encode("utf-8")
        code, pdf, said = await made(self._desk.root, data, "print", *arguments, "--", str(self._entry.path))
        self._said.clear()
        with self._said:
            if said.strip():
                notice(named(Done(code=code, out="", err=said).without_commands, lines))
            else:
                notice(self._desk.say("printed"), self._desk.say.language)
            if code:
                ui.link(self._desk.say("review"), f"/review/{self._entry.stem}")
        if code == 0:
            ui.download.content(pdf, "handout.pdf", "application/pdf")

    def _lines(self) -> Iterator[PatientLine]:
        """What is told, as the YAML that `handout print` reads, a field a line; one that is empty is not told."""
        say, person = self._desk.say, [*_filled(self._person)]
        yield "", say("patient_name"), "patient:" if person else "patient: {}"
        for label, line in person:
            yield "", label, f"  {line}"
        if self._by.value.strip():
            yield "", say("patient_printed_by"), f"printed_by: {quoted(self._by.value.strip())}"
        notes = [line.strip() for line in self._notes.value.splitlines() if line.strip()]
        for number, note in enumerate(notes):
            if not number:
                yield "", say("patient_notes"), "notes:"
            yield "", say("patient_notes"), f"  - {quoted(note)}"
        for key, kind, groups in (("medicines", "dose", self._doses), ("visits", "visit", self._visits)):
            filled = [(number, lines) for number, group in enumerate(groups, 1) if (lines := [*_filled(group)])]
            if filled:
                yield "", say(key), f"{key}:"
            for number, lines in filled:
                for at, (label, line) in enumerate(lines):
                    yield say(f"{kind}_number", number=number), label, f"  {' ' if at else '-'} {line}"


def _filled(fields: dict[str, TextField]) -> Iterator[tuple[str, str]]:
    """The label of each field that is filled in, and what it tells."""
    for name, field in fields.items():
        if field.value.strip():
            yield field.label.text, f"{name}: {quoted(field.value.strip())}"


ENTRY = 5
"""The column where the first key of an entry stands: what is said of that place is said of the entry."""


def named(said: str, lines: Sequence[PatientLine]) -> str:
    """What a verb said of lines that nobody sees, by the fields that they come from."""

    def name(found: re.Match[str]) -> str:
        line, column = int(found[1]), int(found[2])
        entry, label, _ = lines[min(max(line, 1), len(lines)) - 1]
        return ", ".join(part for part in (entry, "" if entry and column <= ENTRY else label) if part) + ": "

    return re.sub(rf"^{PLACE}:(\d+):(\d+): ", name, said, flags=re.MULTILINE)
