"""A print for one patient: what is told of the patient goes into the page and into nothing else."""

from collections.abc import Iterator
from typing import Any

from nicegui import Client, ui

from handout.content.project import Entry
from handout.desk.controls import Select, TextField, button, focus
from handout.desk.frame import framed, heading, not_there, notice
from handout.desk.running import made
from handout.desk.shared import Desk
from handout.patient.details import Patient, PatientMedicine, Visit
from handout.reading.key_types import keys
from handout.record import Record
from handout.review.canonical import quoted


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
        data = "".join(self._lines()).encode("utf-8")
        code, pdf, said = await made(self._desk.root, data, "print", *arguments, "--", str(self._entry.path))
        self._said.clear()
        with self._said:
            if said.strip():
                notice(said.strip())
            else:
                notice(self._desk.say("printed"), self._desk.say.language)
        if code == 0:
            ui.download.content(pdf, "handout.pdf", "application/pdf")

    def _lines(self) -> Iterator[str]:
        """What is told, as the YAML that `handout print` reads; a field that is empty is not told."""
        yield f"patient: {_mapping(self._person)}\n"
        if self._by.value.strip():
            yield f"printed_by: {quoted(self._by.value.strip())}\n"
        notes = [line.strip() for line in self._notes.value.splitlines() if line.strip()]
        if notes:
            yield f"notes: [{', '.join(map(quoted, notes))}]\n"
        for key, groups in (("medicines", self._doses), ("visits", self._visits)):
            filled = [_mapping(group) for group in groups if any(field.value.strip() for field in group.values())]
            if filled:
                yield f"{key}: [{', '.join(filled)}]\n"


def _mapping(fields: dict[str, TextField]) -> str:
    filled = (f"{name}: {quoted(field.value.strip())}" for name, field in fields.items() if field.value.strip())
    return f"{{{', '.join(filled)}}}"
