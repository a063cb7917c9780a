"""What a handout's reader is told by its clinic rather than by the handout itself."""

from collections.abc import Mapping
from typing import TypeVar

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.values import Language

_Worded = TypeVar("_Worded")


def language_of(handout: Handout, clinic: Clinic) -> str:
    """The handout's language (BCP 47), the clinic's when it names none; empty when neither does."""
    return str(handout.language or clinic.language or "")


def in_language(texts: Mapping[Language, _Worded] | None, language: str) -> _Worded | None:
    """The text for a language, else for the wider language it belongs to (RFC 4647, 3.4): `en` serves `en-US`."""
    known = {str(key).casefold(): text for key, text in (texts or {}).items()}
    parts = language.casefold().split("-")
    wider = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[tag] for tag in wider if tag in known), None)


def disclaimer_in_force(handout: Handout, clinic: Clinic) -> object | None:
    """The handout's own disclaimer, else the clinic's for its language."""
    return handout.disclaimer or in_language(clinic.disclaimer, language_of(handout, clinic))


def clinic_told(handout: Handout, clinic: Clinic) -> dict[str, object]:
    """What of `clinic.yaml` reaches the readers of this handout; logo, style sheets and rules do not count."""
    language = language_of(handout, clinic)
    return {
        "name": clinic.name,
        "phone": clinic.phone,
        "emergency": clinic.emergency,
        "website": clinic.website,
        "address": clinic.address,
        "short_disclaimer": in_language(clinic.short_disclaimer, language),
        "editorial_policy": in_language(clinic.editorial_policy, language),
        "feedback": clinic.feedback,
        "language_help": clinic.language_help,
        "references_mode": clinic.references_mode,
    }
