"""Words in capitals only.

Why it matters: capitals have no shape, so they are slower to read, and they shout.
Instead of: "DO NOT drive."
Write: "**Do not** drive."
Source: RNIB clear print; Federal Plain Language Guidelines (plainlanguage.gov), emphasis.
"""

from collections.abc import Iterator

from handout.lint.capitals import shouted
from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity

SEVERITY = Severity.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    for unit in subject.units:
        for start, text in shouted(unit.text, subject.primary):
            hint = f"write: **{text.capitalize()}**, or plain letters"
            yield Finding(unit.at(start), f"'{text}' is in capitals", hint)
