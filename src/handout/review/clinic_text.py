"""What a handout's reader is told by its clinic rather than by the handout itself."""

from __future__ import annotations

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.languages import in_language, language_of


def disclaimer_in_force(handout: Handout, clinic: Clinic) -> object | None:
    """The handout's own disclaimer, else the clinic's for its language."""
    return handout.disclaimer or in_language(clinic.disclaimer, language_of(handout, clinic) or "")


def clinic_text(handout: Handout, clinic: Clinic) -> dict[str, object]:
    """What of `clinic.yaml` reaches the readers of this handout; logo, style sheets and rules do not count."""
    language = language_of(handout, clinic) or ""
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
