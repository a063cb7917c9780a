"""What is told of a patient is filled in: nothing of a template is left, though a part may be masked on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handout.content.left_overs import left_overs
from handout.patient.bundle import CannotPrint
from handout.patient.details import Patient, PatientDetails, PatientMedicine, Visit, texts_of
from handout.problems import Problems
from handout.source import Located

_WILDCARD = "***"
"""What a record's own templates leave where somebody is to type."""
_STRESSED = r"(?<!\S)\*{3,}[^\s*](?:[^*\n]{0,200}[^\s*])?\*{3,}(?![^\s.,;:!?)])"
"""Words with such signs close around them, as pharmacies stress them: ***NEW DOSE***."""


def to_be_filled_in(details: PatientDetails) -> Iterator[Located]:
    """Every text that is told of a patient but what is masked, and a place that is not settled."""
    others = (*_masked(details.patient), *_unsettled(details.visits))
    return (text for text in texts_of(details) if all(text is not other for other in others))


def tell_unsettled(details: PatientDetails, problems: Problems) -> None:
    """Warn of a visit whose place a scheduler has left open ("Room TBD"): it is no template, and the day holds."""
    for place in _unsettled(details.visits):
        message = "a visit is at a place that is not settled (TBD)"
        problems.warning("W73", place.span, message, "say where the patient is to go, or whom to ask")


def refuse_left_over(name: str, records: Iterable[Patient | PatientMedicine | Visit], language: str) -> None:
    """Raise CannotPrint where what a resource of this name says holds what a template left to be filled in."""
    for record in records:
        match record:
            case Patient():
                others = _masked(record)
            case Visit():
                others = _unsettled((record,))
            case _:
                others = ()
        texts = (text for text in texts_of(record) if all(text is not other for other in others))
        if any(_WILDCARD in re.sub(_STRESSED, "", text.text) or any(left_overs(text.text, language)) for text in texts):
            message = f"{name}: something in its words was left to be filled in"
            raise CannotPrint(message, "fill it in there, and ask for the bundle again")


def _unsettled(visits: Iterable[Visit]) -> tuple[Located, ...]:
    places = (visit.where for visit in visits if visit.where is not None)
    return tuple(place for place in places if {left.typed for left in left_overs(place.text, "en")} == {"TBD"})


def _masked(patient: Patient) -> tuple[Located, ...]:
    """The day of birth and the number, where only a part of them is crossed out: `xx/xx/1950`, `xxx-xx-1234`."""
    texts = (patient.born, patient.number)
    return tuple(text for text in texts if text is not None and _is_masked(text.text))


def _is_masked(text: str) -> bool:
    return any(map(str.isdigit, text)) and {left.kind for left in left_overs(text, "en")} == {"crosses"}
