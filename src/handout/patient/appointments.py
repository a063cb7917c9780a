"""When a patient is to come: the appointments of a bundle that are booked and not over.

Whom one is to see is printed where it is one person. How long it takes and why are told by their keys: a length is
often that of a slot, and a reason may not be for all who see the paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handout.patient.bundle import START, Bundle, CannotPrint, Resource, concept, objects, text_in
from handout.patient.details import Visit, located
from handout.patient.filled_in import refuse_left_over
from handout.patient.person import name_today
from handout.problems import Problems
from handout.record import Record
from handout.source import Located

MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_PEOPLE = frozenset({"Practitioner", "PractitionerRole"})
_PATIENTS, _COMPANY, _PLACES = frozenset({"Patient"}), frozenset({"RelatedPerson"}), frozenset({"Location"})
_MET = frozenset({"ATND", "PPRF", "SPRF", "PART", "CON"})
"""What those are there for whom the patient meets (HL7 v3, ParticipationType)."""
_UNPRINTED = (
    "reasonCode", "reasonReference", "reason", "comment", "note", "virtualService", "recurrenceTemplate",
)  # fmt: skip
"""Keys of an appointment, of R4 and R5, that say something to a patient and print nothing.

How long the room is held (`end`, `minutesDuration`), which all have, says nothing that a patient must know.
"""


class Surroundings(Record):
    """What a bundle does not say: the decimal mark of a language (None: the clinic's), the clinic's zone, the day.

    `language` is the clinic's, or that of the bundle once it is known.
    """

    decimal_mark: Callable[[str | None], str]
    timezone: str | None
    today: date
    language: str = "en"


def visits(bundle: Bundle, patient: Resource, around: Surroundings, problems: Problems) -> tuple[Visit, ...]:
    """The visits that this patient is still to come to."""
    found: list[Visit] = []
    printed: list[Resource] = []
    for one in bundle.of("Appointment"):
        for visit in _visit(one, bundle, patient, around, problems):
            refuse_left_over(one.name, (visit,), around.language)
            found.append(visit)
            printed.append(one)
    _tell_of_unprinted(printed, bundle, around.today, problems)
    return tuple(found)


def _visit(
    one: Resource, bundle: Bundle, patient: Resource, around: Surroundings, problems: Problems
) -> Iterator[Visit]:
    """An appointment that is booked."""
    named = [part.get("actor") for part in objects(one.body.get("participant"))]
    actors = [(actor, bundle.resolved(actor, one)) for actor in named]
    whose = [found for _, found in actors if found is not None and found.kind == "Patient"]
    others = [_is_of(actor, found, _PATIENTS) for actor, found in actors if found is None]
    if len(whose) != 1 or whose[0] is not patient or any(others):
        raise CannotPrint(f"{one.name} does not say that it is this patient's alone", "send one patient's bundle")
    reason = _why_no_visit(one, bundle, patient)
    if reason is not None:
        problems.warning("W73", START, f"left out: {one.name} ({reason})")
        return
    start = one.text("start")
    if start is None:
        raise CannotPrint(f"{one.name} does not say when it starts")
    moment = _moment(start, one.name, around)
    if moment[:10] < around.today.isoformat():
        problems.warning("W73", START, f"left out: {one.name} (it is over)")
        return
    services = (*objects(one.body.get("serviceType")), one.body.get("appointmentType"))
    kinds = [concept(each, one.name) for each in services]
    what = one.text("description") or next((kind for kind in kinds if kind is not None), None)
    places = [_display(actor, found) for actor, found in actors if _is_of(actor, found, _PLACES)]
    lines = what, _with(one, bundle, around.today), one.text("patientInstruction")
    yield Visit(when=located(moment, START), what=_lines(*lines), where=_lines(*places), span=START)


def _why_no_visit(one: Resource, bundle: Bundle, patient: Resource) -> str | None:
    """Why it is no visit that this patient is still to come to."""
    if one.body.get("status") != "booked":
        return "not booked"
    own = [part for part in objects(one.body.get("participant")) if bundle.resolved(part.get("actor"), one) is patient]
    return "the patient does not come" if any(part.get("status") == "declined" for part in own) else None


def _moment(start: str, name: str, around: Surroundings) -> str:
    """Day and time as they stand; one in universal time, which no patient's clock shows, in the clinic's zone."""
    found = MOMENT.fullmatch(start)
    if found is None:
        raise CannotPrint(f"{name}: 'start' is not a time with its zone")
    day, time, zone = found.groups()
    if zone not in {"Z", "+00:00", "-00:00"}:
        return f"{day} {time}"
    if around.timezone is None:
        raise CannotPrint(f"{name}: 'start' is in universal time, and clinic.yaml names no zone",
                      "add to clinic.yaml a line such as timezone: America/New_York")  # fmt: skip
    moment = datetime.fromisoformat(f"{day}T{time}:00+00:00").astimezone(ZoneInfo(around.timezone))
    return moment.strftime("%Y-%m-%d %H:%M")


def _is_of(actor: object, found: Resource | None, kinds: frozenset[str]) -> bool:
    """Whether a reference leads to a resource of one of these kinds, or names one that is not in the bundle."""
    if found is not None:
        return found.kind in kinds
    target = actor if isinstance(actor, dict) else {}
    said = f"{target.get('type', '')}/ {target.get('reference', '')}"
    return any(re.search(rf"\b{kind}/", said) for kind in kinds)


def _display(actor: object, found: Resource | None) -> str | None:
    said = text_in(actor, "display", "Appointment") if isinstance(actor, dict) else None
    return said or (None if found is None else found.text("name"))


def _with(one: Resource, bundle: Bundle, today: date) -> str | None:
    """The name of the one person at the clinic whom the patient is to see; None where there is none, or several."""
    people = [(actor, found) for actor, found in _met(one, bundle) if _is_of(actor, found, _PEOPLE)]
    names = {_display(actor, None) or _own_name(found, bundle, today) for actor, found in people}
    return names.pop() if len(names) == 1 else None


def _met(one: Resource, bundle: Bundle) -> Iterator[tuple[object, Resource | None]]:
    """Who or what is to be met there, beside the place; not the patient, who comes along, or who referred."""
    for part in objects(one.body.get("participant")):
        actor = part.get("actor")
        found = bundle.resolved(actor, one)
        roles = {str(code.get("code")) for kind in objects(part.get("type")) for code in objects(kind.get("coding"))}
        is_met = part.get("status") != "declined" and part.get("required") != "information-only"
        is_known = _is_of(actor, found, _PATIENTS | _COMPANY | _PLACES)
        if is_met and roles <= _MET and not is_known:
            yield actor, found


def _own_name(found: Resource | None, bundle: Bundle, today: date) -> str | None:
    if found is not None and found.kind == "PractitionerRole":
        held_by = found.body.get("practitioner")
        who = bundle.resolved(held_by, found)
        return _display(held_by, None) or (None if who is None else name_today(who, today))
    return None if found is None else name_today(found, today)


def _tell_of_unprinted(printed: Sequence[Resource], bundle: Bundle, today: date, problems: Problems) -> None:
    """Tell, by their keys, what these appointments say besides that a patient may want to know."""
    keys = {key: None for one in printed for key in _UNPRINTED if one.body.get(key)}
    if any(_is_unnamed(one, bundle, today) for one in printed):
        keys["participant"] = None
    if keys:
        message = f"not printed, of {', '.join(one.name for one in printed)}: {', '.join(keys)}"
        problems.warning("W73", START, message, "see whether the patient must know what they say")


def _is_unnamed(one: Resource, bundle: Bundle, today: date) -> bool:
    """Whether somebody or something is to be met that is not printed."""
    met = list(_met(one, bundle))
    return bool(met) and (_with(one, bundle, today) is None or not all(_is_of(*each, _PEOPLE) for each in met))


def _lines(*parts: str | None) -> Located | None:
    text = "\n".join(part for part in parts if part)
    return located(text, START) if text else None
