"""Read the `<style>` of an SVG: rules for elements, classes and ids, as drawing programs write them.

What asks for more than the element itself, or brings something from elsewhere, is refused.
"""

from __future__ import annotations

import re

from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.svg_properties import Declaration, Sheet, declarations
from handout.pdf.pictures.svg_values import HINT

_COMMENT = r"/\*(?s:.*?)(?:\*/|\Z)|<!--|-->"
_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
_NO_PAINT = re.compile(r"@(?:charset|namespace)\b[^;{}]*;|@font-face\s*\{[^{}]*\}")
"""What draws nothing where there is no text."""


def sheet_of(text: str) -> Sheet:
    """What a style sheet declares of each element. Raises BadPicture."""
    text = _NO_PAINT.sub(" ", re.sub(_COMMENT, " ", text))
    rules = []
    for block in filter(str.strip, text.split("}")):
        selectors, brace, body = block.partition("{")
        if not brace or "{" in body or "@" in block:
            raise BadPicture("the SVG uses <style> with more than plain rules, which is not drawn here", HINT)
        declared = declarations(body)
        for selector in selectors.split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if found is None or not selector.strip():
                said = " ".join(selector.split())[:30]
                raise BadPicture(f"the SVG uses <style> with the rule '{said}', which is not drawn here", HINT)
            marks = re.findall(r"([.#])([\w-]+)", found[2])
            ids = {name for sign, name in marks if sign == "#"}
            classes = {name for sign, name in marks if sign == "."}
            weight = len(ids), len(classes), int(found[1] not in (None, "*"))
            rules.append((weight, found[1], ids, classes, declared))
    rules.sort(key=lambda rule: rule[0])

    def declared_of(element: str, attributes: dict[str, str]) -> list[Declaration]:
        own, named = set(attributes.get("class", "").split()), {attributes.get("id", "")}
        return [
            declaration
            for _, kind, ids, classes, declared in rules
            if kind in (None, "*", element) and ids <= named and classes <= own
            for declaration in declared
        ]

    return declared_of
