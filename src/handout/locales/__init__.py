"""The words the program itself prints on a page, one file a language.

Only the files of the language in use are read. A word that is missing, unknown or without its placeholders is an error
of the file (E33), so that nobody reads a handout with English words left in it.
"""

from __future__ import annotations

from handout.locales.locale import END_OF_ISOLATE, ISOLATE, ISOLATED, RIGHT_TO_LEFT_SCRIPTS, Locale
from handout.locales.shelf import FOLDER, OURS, OWN_FOLDER, LocaleFiles, available, file_for, locale_for

__all__ = [
    "END_OF_ISOLATE",
    "FOLDER",
    "ISOLATE",
    "ISOLATED",
    "OURS",
    "OWN_FOLDER",
    "RIGHT_TO_LEFT_SCRIPTS",
    "Locale",
    "LocaleFiles",
    "available",
    "file_for",
    "locale_for",
]
