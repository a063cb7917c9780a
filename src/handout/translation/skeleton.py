"""Start a translation: the source's own file with a mark before every text that is to be translated.

Each paragraph and each item of a list in a longer text has a mark of its own. The mark is an error until the translator
has put the translation in its place, so that a skeleton never builds as if it were translated. Comments, layout, ids,
citations, references, dates and codes stay as they stand in the source.
"""

from __future__ import annotations

from handout.reading.nodes import Mapping, Scalar
from handout.reading.untranslated import MARK
from handout.translation.typed_texts import typed_texts


def skeleton(data: bytes, root: Mapping, language: str) -> bytes:
    """The file of a translation that is still to be made."""
    text = data.decode("utf-8-sig")
    lines = text.split("\n")
    marks: dict[int, list[int]] = {}
    for typed in typed_texts(root):
        for start, _ in typed.units:
            place = typed.text.at(start)
            marks.setdefault(place.line - 1, []).append(place.column - 1)
    for number, columns in marks.items():
        for column in sorted(columns, reverse=True):
            lines[number] = f"{lines[number][:column]}{MARK} {lines[number][column:]}"
    said = root.get("language")
    if isinstance(said, Scalar):
        place = said.text.span
        line = lines[place.line - 1]
        tag = said.text.text
        lines[place.line - 1] = line[: place.column - 1] + language + line[place.column - 1 + len(tag) :]
    return "\n".join(lines).encode("utf-8")
