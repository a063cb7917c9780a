"""A range of doses with a dash, or a dose with < or >.

Why it matters: a dash is read as a minus or overlooked: 5-10 mg becomes 510 mg. < and > are taken for one another.
Instead of: "Take 5-10 mL." "If it is > 10 mg, stop."
Write: "Take 5 to 10 mL." "If it is more than 10 mg, stop."
Source: NHS digital service manual, Numbers, measurements, dates and time (2021): write "to"; ISMP, List of Error-Prone
Abbreviations, Symbols, and Dose Designations (2021).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handout.lint.doses import doses
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING
_TO = {"en": "to", "es": "a"}
_SIGNS = {"en": {"<": "less than", ">": "more than"}, "es": {"<": "menos de", ">": "más de"}}
_DASH = re.compile(r"(?<=\S)\s?[-\u2010-\u2014\u2212]\s?")


def find(subject: Subject) -> Iterator[Finding]:
    to, signs = _TO.get(subject.primary), _SIGNS.get(subject.primary, {})
    for unit, dose in doses(subject):
        typed = unit.text[dose.start : dose.end]
        if to and dose.quantity.kind == "range":
            plain = _DASH.sub(f" {to} ", typed)
            yield Finding(unit.at(dose.start), f"the dash in '{typed}' may be overlooked", f"write: {plain}")
        if dose.quantity.sign in signs:
            plain = f"{signs[dose.quantity.sign]} {typed.removeprefix(dose.quantity.sign).lstrip()}"
            message = f"the sign in '{typed}' is easily taken for its opposite"
            yield Finding(unit.at(dose.start), message, f"write: {plain}")
