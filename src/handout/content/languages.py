"""Which language a handout is in, and which of a clinic's texts serves it."""

from collections.abc import Mapping
from typing import TypeVar

from handout.content.clinic import Clinic
from handout.content.handout import Handout

_Text = TypeVar("_Text")
_Key = TypeVar("_Key")


def language_of(handout: Handout, clinic: Clinic | None) -> str | None:
    """The handout's language (BCP 47), the clinic's when it names none."""
    language = handout.language or (None if clinic is None else clinic.language)
    return None if language is None else str(language)


def language_of_name(clinic: Clinic, language: str) -> str | None:
    """The language of a clinic's name, its main one, where that is not the handout's."""
    own = None if clinic.language is None else str(clinic.language)
    return None if own is None or own.partition("-")[0] == language.partition("-")[0] else own


def in_language(texts: Mapping[_Key, _Text] | None, language: str) -> _Text | None:
    """The text for a language, else for the wider language it belongs to (RFC 4647, 3.4): `en` serves `en-US`."""
    known = {str(key).casefold(): text for key, text in (texts or {}).items()}
    parts = language.casefold().split("-")
    wider = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[tag] for tag in wider if tag in known), None)
