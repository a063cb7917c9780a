"""Whether a bundle holds all that it should: a list of medicines that is too short is worse than none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from handout.patient.bundle import Bundle, CannotPrint, Resource, objects

SHORTENED = frozenset({"SUBSETTED", "REDACTED", "MASKED"})
"""Tags and labels of resources from which something was taken out."""


def check_whole(bundle: Bundle) -> None:
    """Raise Refused where a server says, or the bundle shows, that something is missing or stands twice."""
    if bundle.body.get("type") == "history":
        raise CannotPrint("this bundle is a history: it holds what was said before too", "send what holds today")
    if any(link.get("relation") == "next" for link in objects(bundle.body.get("link"))):
        raise CannotPrint("this bundle is one page of several: a list of medicines from it would be too short",
                      "fetch all pages, and send their entries as one Bundle")  # fmt: skip
    _check_total(bundle)
    for outcome in bundle.of("OperationOutcome"):
        if any(str(issue.get("severity")) in {"fatal", "error"} for issue in objects(outcome.body.get("issue"))):
            raise CannotPrint(f"{outcome.name} says that the server could not give all that was asked for",
                          "see what it says, and fetch the bundle again")  # fmt: skip
    for one in bundle.resources:
        if one.kind in {"Bundle", "Parameters"}:
            raise CannotPrint(f"{one.name} is a {one.kind} in this bundle, which may hold medicines",
                              "put its resources into one Bundle with the others")  # fmt: skip
        if SHORTENED & set(_marks(one)):
            raise CannotPrint(f"{one.name} says that something was taken out of it", "fetch it whole, without _summary")
    counts = Counter((one.kind, one.body["id"]) for one in bundle.resources if isinstance(one.body.get("id"), str))
    if twice := [one for one in bundle.resources if counts[one.kind, str(one.body.get("id"))] > 1]:
        raise CannotPrint(f"{twice[0].name} stands in this bundle more than once", "keep the one that holds today")


def _check_total(bundle: Bundle) -> None:
    """A page of a search says how many matches there are in all."""
    total = bundle.body.get("total")
    if bundle.body.get("type") != "searchset" or total is None:
        return
    modes = [entry.get("search") for entry in objects(bundle.body.get("entry"))]
    matches = sum(not isinstance(mode, dict) or mode.get("mode", "match") == "match" for mode in modes)
    if isinstance(total, str | bool | list | dict) or total > matches:
        raise CannotPrint("this bundle says that there is more than it holds ('total')",
                      "fetch all pages, and send their entries as one Bundle")  # fmt: skip


def _marks(one: Resource) -> Iterator[str]:
    meta: Any = one.body.get("meta")
    for key in ("tag", "security"):
        for coding in objects(meta.get(key)) if isinstance(meta, dict) else ():
            yield str(coding.get("code"))
