"""What stands in the heading and in the label of a print for one patient: short, and on one line."""

from __future__ import annotations

from handout.patient.details import PatientDetails
from handout.problems import Problems

MOST = 200
"""Characters of a name: it stands in the title, and above every page that follows."""


def check_label(details: PatientDetails, problems: Problems) -> None:
    """Tell of a name, a number, a day of birth or a printer's name that has several lines, or is too long (E73)."""
    who = details.patient
    texts = {"name": who.name, "born": who.born, "number": who.number, "printed_by": details.printed_by}
    for key, text in texts.items():
        if text is None:
            continue
        if "\n" in text.text.strip("\n"):
            problems.error("E73", text.span, f"'{key}' has several lines", "write it on one line")
        elif len(text.text) > MOST:
            problems.error(
                "E73", text.span, f"'{key}' has more than {MOST} characters", "write what it is called alone"
            )
