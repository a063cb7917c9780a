"""The added part of a print for one patient: what is told of the patient, on pages of its own before the reviewed text.

Its headings are in the handout's language, what was typed in its own. Nobody's review is said to cover it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout import flow
from handout.assemble.citations import Citations
from handout.content.blocks.block import Expansion
from handout.content.blocks.medicines import Medicine, Medicines, check_times
from handout.edition import Edition
from handout.locales import Locale
from handout.patient.days import NoDay, day_of
from handout.patient.details import PLACE, PatientDetails, PatientMedicine, Visit
from handout.problems import Problems
from handout.record import replace
from handout.source import Located, Span
from handout.text.phrase import Break, Foreign, Phrase, Printed, Strong, Text, one_line, words

FIELDS = ("name", "what_for", "morning", "noon", "evening", "bedtime", "when", "as_needed", "notes")

UNCITED = Citations(known=frozenset(), announce=str)
"""Nothing that is told of a patient cites a reference."""


def added_part(details: PatientDetails, edition: Edition, locale: Locale, language: str, problems: Problems) -> Edition:
    """What stands before this edition. `language` is that of the words that were typed."""
    wording = _Wording(locale, language, edition.language)
    place = details.patient.span
    title = words(locale.say("patient_heading", name=details.patient.name.text), place)
    line = " · ".join((locale.say("patient_printed"), locale.say("review_draft")))
    running = replace(
        edition.running, title=one_line(title), version="", other_states=(), flag=None,
        review_line=line, later_line=line,
    )  # fmt: skip
    body = (
        flow.Text(phrase=title, role="H1", style="title", span=place),
        flow.Text(phrase=words(locale.say("patient_added"), place), style="purpose", span=place),
        *wording.label(details),
        *wording.notes(details.notes, place),
        *wording.medicines(details.medicines, place, problems),
        *wording.visits(details.visits, place),
    )
    return replace(edition, file=PLACE, title=title, title_text=one_line(title), body=body, running=running)


def printed_for_one(edition: Edition, locale: Locale, sections: tuple[str, ...]) -> Edition:
    """The reviewed text as it stands in a print for one patient: its footer and its metadata say so."""
    printed, running = locale.say("patient_printed"), edition.running
    running = replace(
        running,
        review_line=f"{printed} · {running.review_line}",
        later_line=f"{printed} · {running.later_line}",
    )
    return replace(edition, kind="patient", sections=sections, running=running)


def day_in_words(text: str, locale: Locale) -> str:
    """A day as the language writes it, with its time if it has one; what is no day as it was typed."""
    try:
        found = day_of(text)
    except NoDay:
        return text
    if found is None:
        return text
    day, hour = locale.date(found[0]), found[1]
    return day if hour is None else f"{day}{locale.template('list_separator')}{hour}"


class _Wording:
    """The parts of the flow that data become, in one language."""

    def __init__(self, locale: Locale, language: str, around: str) -> None:
        self._locale = locale
        self._own = None if language == around else language

    def label(self, details: PatientDetails) -> Iterator[flow.Panel]:
        """Who it is, in a box: day of birth, number, who added this part."""
        person, say = details.patient, self._locale.say
        born = None if person.born is None else (day_in_words(person.born.text, self._locale), person.born.span)
        number = None if person.number is None else (person.number.text, person.number.span)
        printed = None if details.printed_by is None else (details.printed_by.text, details.printed_by.span)
        rows = (("patient_born", born), ("patient_number", number), ("patient_added_by", printed))
        lines = tuple(
            flow.Text(
                phrase=(Strong(words(say(key), value[1])), *words(f" {self._locale.isolated(value[0])}", value[1])),
                style="callout-text", span=value[1],
            )
            for key, value in rows if value is not None
        )  # fmt: skip
        if lines:
            yield flow.Panel(children=lines, style="callout-note", span=person.span)

    def notes(self, notes: Sequence[Located], place: Span) -> Iterator[flow.Node]:
        if notes:
            items = tuple(flow.Item(children=(self._text(note, "list-item"),), span=note.span) for note in notes)
            several = flow.List(items=items, span=place)
            said = self._text(notes[0], "paragraph") if len(notes) == 1 else several
            yield self._part("patient_notes", place, (said,))

    def medicines(self, doses: Sequence[PatientMedicine], place: Span, problems: Problems) -> Iterator[flow.Node]:
        """The grid of the day and the tables below it, and always the question whether something is missing."""
        if not doses:
            return
        items = tuple(map(self._medicine, doses))
        for item in items:
            check_times(item, problems)
        expansion = Expansion(say=self._locale.say, level=2, pictures=lambda _: None, problems=problems)
        tables = UNCITED.nodes(Medicines(items=items, span=place).expand(expansion))
        ask = flow.Text(phrase=words(self._locale.say("patient_ask"), place), span=place)
        yield self._part("patient_medicines", place, (*map(self._in_own_language, tables), ask))

    def _medicine(self, dose: PatientMedicine) -> Medicine:
        said = {name: self._phrase(getattr(dose, name)) for name in FIELDS if getattr(dose, name) is not None}
        return Medicine(span=dose.span, **said)

    def visits(self, visits: Sequence[Visit], place: Span) -> Iterator[flow.Node]:
        """When to come, each with what it is for and where, one below the other: the day and time first."""
        if visits:
            items = tuple(flow.Item(children=(self._visit(visit),), span=visit.span) for visit in visits)
            yield self._part("patient_visits", place, (flow.List(items=items, span=place),))

    def _visit(self, visit: Visit) -> flow.Text:
        said = day_in_words(visit.when.text, self._locale)
        phrase: list[Printed] = [Strong(words(self._locale.isolated(said), visit.when.span))]
        for value in (visit.what, visit.where):
            for line in value.text.strip().split("\n") if value is not None else ():
                typed = words(self._locale.isolated(line), visit.span)
                phrase += [Break(), *(typed if self._own is None else (Foreign(typed, self._own),))]
        return flow.Text(phrase=tuple(phrase), style="list-item", span=visit.span)

    def _part(self, key: str, place: Span, children: tuple[flow.Node, ...]) -> flow.Section:
        heading = words(self._locale.say(key), place)
        return flow.Section(
            heading=flow.Text(phrase=heading, role="H2", style="heading-1", span=place), children=children, span=place
        )

    def _text(self, value: Located, style: str) -> flow.Text:
        return flow.Text(phrase=lines_of(value), style=style, language=self._own, span=value.span)

    def _phrase(self, value: Located) -> Phrase:
        return lines_of(value) if self._own is None else (Foreign(lines_of(value), self._own),)

    def _in_own_language(self, node: flow.Node) -> flow.Node:
        """A table whose cells are each in the language that they were typed in, and in its direction."""
        if not isinstance(node, flow.Table) or self._own is None:
            return node
        rows = tuple(replace(row, cells=tuple(map(self._typed_cell, row.cells))) for row in node.body)
        return replace(node, body=rows)

    def _typed_cell(self, cell: flow.Cell) -> flow.Cell:
        return replace(cell, children=tuple(map(_own_paragraph, cell.children)))


def lines_of(value: Located) -> tuple[Text | Break, ...]:
    """Plain text, its lines as they were typed; no sign in it means anything."""
    phrase: list[Text | Break] = []
    for number, line in enumerate(value.text.strip("\n").split("\n")):
        phrase += [Break()] if number else []
        phrase += [Text(line, value.span)] if line else []
    return tuple(phrase)


def _own_paragraph(node: flow.Node) -> flow.Node:
    """A paragraph all of whose words are in another language is in that language itself."""
    match node:
        case flow.Text(phrase=(Foreign(children=inside, language=own),)):
            return replace(node, phrase=inside, language=own)
        case flow.Text(phrase=(Strong(children=(Foreign(children=inside, language=own),)),)):
            return replace(node, phrase=(Strong(inside),), language=own)
        case _:
            return node
