"""Data of one patient that was typed: YAML, or one row of a table for a mail merge (CSV)."""

from __future__ import annotations

import csv
import io
import re

from handout.content.values import Language
from handout.patient.details import PLACE, Patient, PatientDetails, PatientMedicine, Visit, located
from handout.patient.quiet import quieted
from handout.problems import Problems
from handout.reading import models, yaml_file
from handout.reading.characters import FORBIDDEN
from handout.reading.nodes import Scalar
from handout.source import Located, Span

COLUMNS = ("name", "born", "number", "language", "printed_by", "note", "visit_when", "visit_what", "visit_where")
"""The columns that a table may have. A medicine has no column: a row that holds half a list looks whole."""


def read_yaml(data: bytes, problems: Problems) -> PatientDetails | None:
    """What this YAML tells; None when there are errors."""
    own = Problems()
    node = yaml_file.parse(data, PLACE, own)
    found = None if node is None else models.read(PatientDetails, node, own, "print for one patient")
    problems.extend(quieted(own))
    return None if own.has_errors else found


def read_csv(data: bytes, problems: Problems) -> PatientDetails | None:
    """What the one row of this table tells: RFC 4180, a heading for each column; commas, semicolons or tabs."""
    start = Span(PLACE, 1, 1)
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except (UnicodeDecodeError, csv.Error):
        hint = "save it again as CSV in UTF-8, with every quotation mark that is opened closed"
        problems.error("E73", start, "this is not a table of comma-separated values in UTF-8", hint)
        return None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if rows and re.fullmatch(r"sep=.?", "".join(rows[0]).strip()):
        # What Excel reads, and some programs write for it: no row of the table.
        del rows[0]
    if len(rows) != 2:
        lines = "1 line" if len(rows) == 1 else f"{len(rows)} lines"
        message = f"a table for one patient has a line of headings and one row; this has {lines}"
        problems.error("E73", start, message, "print row by row, each with the headings above it")
        return None
    headings, row = [_key(heading) for heading in rows[0]], rows[1]
    while headings and not headings[-1] and not any(cell.strip() for cell in row[len(headings) - 1 :]):
        # A column that a spreadsheet once had, with nothing in it.
        del headings[-1], row[len(headings) :]
    if not _are_known(headings, row, problems):
        return None
    cells = {name: cell.strip() for name, cell in zip(headings, row, strict=True)}
    return _from_cells(cells, problems)


def looks_like_table(data: bytes) -> bool:
    """Whether the first line has the heading that every table has. No line of YAML that says anything is like it."""
    text = data.decode("utf-8-sig", "replace").lstrip("\r\n")
    headings = re.split("[\r\n]", text, maxsplit=1)[0]
    return headings.startswith("sep=") or "name" in (_key(one.strip(' "')) for one in headings.split(_separator(text)))


def _separator(text: str) -> str:
    """What parts the headings: a comma, or what a program writes where the comma is the decimal mark."""
    headings = re.split("[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    return headings[4] if re.fullmatch("sep=[,;\t]", headings) else max(",;\t", key=headings.count)


def _key(heading: str) -> str:
    """A heading as the key it stands for: a spreadsheet's `Visit when` is `visit_when`."""
    return re.sub("[ -]+", "_", heading.strip().lower())


def _are_known(headings: list[str], row: list[str], problems: Problems) -> bool:
    start = Span(PLACE, 1, 1)
    if unknown := [number for number, name in enumerate(headings, 1) if name not in COLUMNS]:
        message = f"the heading of column {', '.join(map(str, unknown))} is not known here"
        if len(unknown) > 1:
            message = f"the headings of columns {', '.join(map(str, unknown))} are not known here"
        problems.error("E73", start, message, f"the headings are: {', '.join(COLUMNS)}; medicines come as YAML or FHIR")
    elif len(set(headings)) != len(headings):
        problems.error("E73", start, "two columns have one heading", "keep one of them")
    elif len(row) != len(headings):
        message = f"the row has {len(row)} cells under {len(headings)} headings"
        problems.error("E73", start, message, "quote a cell that holds a comma")
    elif "name" not in headings:
        problems.error("E04", start, "this table needs 'name'", "add a column 'name'")
    return not problems.has_errors


def _from_cells(cells: dict[str, str], problems: Problems) -> PatientDetails | None:
    place = Span(PLACE, 2, 1)
    own = Problems()

    def cell(name: str) -> Located | None:
        text = cells.get(name, "")
        if re.search(FORBIDDEN, text) is not None:
            own.error("E73", place, f"'{name}' holds a character that cannot be printed", "type the cell again")
        return located(text, place) if text else None

    name, when, note = cell("name"), cell("visit_when"), cell("note")
    tag = cell("language")
    language = None if tag is None else Language.read(Scalar(tag, False, place), own)
    if name is None:
        own.error("E04", place, "this row needs 'name'", "type the patient's name")
    if when is None and (cells.get("visit_what") or cells.get("visit_where")):
        own.error("E04", place, "this visit needs 'visit_when'", "type its day and time")
    visits = (Visit(when=when, what=cell("visit_what"), where=cell("visit_where"), span=place),) if when else ()
    person = None if name is None else Patient(name=name, born=cell("born"), number=cell("number"), span=place)
    printed_by = cell("printed_by")
    problems.extend(quieted(own))
    if own.has_errors or person is None:
        return None
    medicines: tuple[PatientMedicine, ...] = ()
    return PatientDetails(
        patient=person, language=language, printed_by=printed_by, notes=() if note is None else (note,),
        medicines=medicines, visits=visits, span=place,
    )  # fmt: skip
