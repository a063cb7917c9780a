"""A code that its system cannot have: a letter too many, a digit changed, another system's.

Why it matters: a portal looks a handout up by its code; one that was mistyped is never found, or is found for another
condition. The numbers of SNOMED CT and of LOINC end in a digit that checks the others.
Instead of: `codes: [{system: snomed-ct, code: "237900020"}]`
Write: `codes: [{system: snomed-ct, code: "237900002"}]`
Source: ICD-10-CM Official Guidelines (format and structure); SNOMED CT Technical Implementation Guide (SCTID); LOINC
Users' Guide (check digit).
"""

from __future__ import annotations

from collections.abc import Iterator

from handout.lint.finding import Finding
from handout.lint.subject import Subject
from handout.problems import Severity
from handout.text.code_forms import FORMS, loinc, snomed_ct

SEVERITY = Severity.WARNING
_EXAMPLES = {
    "icd-10-cm": "a letter and two characters, a point, up to four more: E83.59",
    "snomed-ct": "6 to 18 digits, the number of a concept: 237900002",
    "loinc": "digits, a hyphen, one digit that checks them: 34895-3",
    "rxnorm": "up to eight digits: 1191",
}
"""How each system writes its codes."""


def find(subject: Subject) -> Iterator[Finding]:
    for code in subject.handout.codes or ():
        typed = code.code.text
        meant = FORMS[code.system](typed)
        if meant is None:
            others = [name for name, form in (("snomed-ct", snomed_ct), ("loinc", loinc)) if form(typed) is not None]
            hint = (
                f"did you mean system: {others[0]}?" if others else f"look it up again; it has {_EXAMPLES[code.system]}"
            )
            yield Finding(code.code.span, f"'{typed}' can be no code of {code.system}", hint)
        elif meant != typed:
            yield Finding(code.code.span, f"{code.system} writes '{typed}' in another way", f"write {meant}")
