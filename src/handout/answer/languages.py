"""Whether a handout in one language answers somebody who asks in another."""

from __future__ import annotations

from handout.locales import file_for


def is_same_language(asked: str, own: str) -> bool:
    """Whether a reader of one tag reads the other: the same language in the same script."""
    if asked.casefold() == own.casefold():
        return True
    files = file_for(asked), file_for(own)
    if None not in files:
        return files[0] == files[1]
    scripts = [[part.casefold() for part in tag.split("-")[1:] if len(part) == 4] for tag in (asked, own)]
    is_one_script = scripts[0] == scripts[1] or [] in scripts
    return is_one_script and asked.casefold().split("-")[0] == own.casefold().split("-")[0]
