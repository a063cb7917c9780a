"""Make a handout for the rules out of a few lines of YAML, on the real reader."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.flow import Picture
from handout.lint.rule_limits import RuleLimits
from handout.lint.subject import Subject, subject_of
from handout.problems import HandoutError, Problems
from handout.reading import models, yaml_file
from handout.record import replace

TODAY = date(2026, 11, 22)

# Added below the snippet, so that its own lines keep their numbers.
BASE = {
    "title": "title: Your care",
    "purpose": "purpose: How to rest.",
    "get_help": "get_help: {call: [Your skin turns red.]}",
    "sections": "sections: [{heading: Rest, body: [Rest well.]}]",
}


def clinic_from(text: str) -> Clinic:
    """A clinic with these keys beside its name."""
    problems = Problems()
    node = yaml_file.parse(f"name: Trial Clinic\n{text}\n".encode(), "clinic.yaml", problems)
    clinic = None if node is None else models.read(Clinic, node, problems, "clinic")
    if clinic is None:
        raise HandoutError(problems)
    return clinic


def picture(pixels: tuple[int, int] | None) -> Picture | None:
    """A picture of this size; no rule looks at its bytes."""
    return None if pixels is None else Picture(data=b"pixels", kind="png", pixels=(pixels[0], pixels[1]), name="a.png")


def subject_from(snippet: str, without: Sequence[str] = (), file: str = "x.yaml", **options: Any) -> Subject:
    """A handout with these keys, and what else it must have; `without` takes required keys away again."""
    keys = set(re.findall(r"^(\w+):", snippet, re.MULTILINE))
    text = snippet.rstrip("\n") + "\n" + "".join(f"{line}\n" for key, line in BASE.items() if key not in keys)
    problems = Problems()
    node = yaml_file.parse(text.encode(), file, problems)
    handout = None if node is None else models.read(Handout, node, problems, "handout")
    if handout is None or problems.has_errors:
        raise HandoutError(problems)
    missing: dict[str, Any] = {key: None if key == "get_help" else () for key in without}
    options.setdefault("today", TODAY)
    options.setdefault("limits", RuleLimits())
    return subject_of(replace(handout, **missing), options.pop("clinic", None), **options)
