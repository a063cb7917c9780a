"""Read one style sheet as it stands in its file: what it says, not yet what follows from it."""

import re
from typing import Annotated, Any
from unicodedata import combining, normalize

from handout.problems import Problems
from handout.reading.key_types import KeyType, Own
from handout.reading.models import key, read_shape, read_text, refuse, unknown_keys
from handout.reading.nodes import Mapping, Scalar, YamlNode, holds_refused, kind_of
from handout.record import Record, Value
from handout.source import Span
from handout.style.properties import Style
from handout.style.settings import settings
from handout.style.values import Font, FontRole, Hex, Length, Rgb

PAPER = {
    "letter": (612.0, 792.0), "legal": (612.0, 1008.0), "a4": (595.2756, 841.8898), "a5": (419.5276, 595.2756),
}  # fmt: skip
"""Width and height in points: Letter and Legal as in the United States, A4 and A5 of ISO 216. Capitals may be typed."""

SIDE = Length(144, 3000)
MARGIN = Length(18, 1000)
"""A quarter of an inch is what most printers leave white at the edges of the paper: words there would be cut off."""
MARGINS = ("top", "bottom", "left", "right")

_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")


def is_name(text: str) -> bool:
    """Whether a style, a colour or a sheet may be called so."""
    return _NAME.fullmatch(text) is not None


def name_like(text: str) -> str | None:
    """The name that is nearest to what was typed, such as `large-print` for `Large_Print`; None when there is none."""
    plain = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return name if is_name(name) else None


class TypedName(Value, kw_only=False):
    """The name of a style, a colour or a sheet, with its place; equal when the words are."""

    text: str
    span: Span

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "TypedName | None":
        typed = read_text(node, "a name", problems)
        if typed is None:
            return None
        if is_name(typed.text):
            return cls(typed.text, node.span)
        meant = name_like(typed.text)
        more = f": {meant}" if meant else ""
        problems.error(
            "E07",
            node.span,
            f"'{typed}' is not a name",
            f"a name starts with a letter a to z and goes on with letters, digits and hyphens{more}",
        )
        return None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"title": "name", "type": "string", "pattern": f"^{_NAME.pattern}$"}


class Given(Record, kw_only=False):
    """A value with the place where it was typed."""

    value: object
    span: Span


GONE = {"hyphens": "say in clinic.yaml where a word may be cut: divisions: {de: [Arzneimittel-verordnung]}"}
"""Properties that there were once, and what does their work now."""


class StyleBlock(Record, kw_only=False):
    """What a sheet says of one style."""

    given: dict[str, Given]
    like: Given | None

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "StyleBlock | None":
        if not isinstance(node, Mapping):
            refuse(node, "the properties of a style", problems, "write each with its value: {size: 14pt, color: ink}")
            return None
        known = settings(Style)
        given: dict[str, Given] = {}
        like: Given | None = None
        gone = [name for name, _ in node.entries if name.text.text in GONE]
        for name in gone:
            problems.error("E02", name.span, f"there is no property '{name.text.text}'", GONE[name.text.text])
        unknown_keys(node, [*known, "like", *GONE], problems, "style")
        for name, value in node.entries:
            typed = name.text.text
            if typed == "like":
                target = read_shape(Own(TypedName), value, problems, typed)
                like = Given(target.text, value.span) if target is not None else None
            elif typed in known and (content := read_shape(known[typed].shape, value, problems, typed)) is not None:
                given[typed] = Given(content, value.span)
        return cls(given, like)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        from handout.reading.json_schema import schema_of

        like = TypedName.schema() | {
            "description": "Another style of this sheet, from which this one takes what it lacks."
        }
        properties = {
            entry.name: schema_of(entry.shape, {}) | {"description": entry.doc} for entry in settings(Style).values()
        }
        return {
            "title": "properties of a style",
            "type": "object",
            "properties": {"like": like} | properties,
            "additionalProperties": False,
        }


class PageBlock(Record, kw_only=False):
    """What a sheet says of the paper: width, height and margins, in points."""

    given: dict[str, Given]

    @classmethod
    def read(cls, node: YamlNode, problems: Problems) -> "PageBlock | None":
        if not isinstance(node, Mapping):
            refuse(node, "the keys size and margins", problems, "write them with their values: {size: letter}")
            return None
        given: dict[str, Given] = {}
        unknown_keys(node, ["size", "margins"], problems, "page")
        for name, value in node.entries:
            match name.text.text:
                case "size":
                    given |= _size(value, problems)
                case "margins":
                    given |= _lengths(value, MARGINS, MARGIN, problems, "margins")
                case _:
                    continue
        return cls(given)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        sides = {side: SIDE.schema() for side in ("width", "height")}
        margins = {side: MARGIN.schema() for side in MARGINS}
        named = list(dict.fromkeys(written(name) for written in (str, str.title, str.upper) for name in PAPER))
        paper = {"type": "object", "properties": sides, "required": list(sides), "additionalProperties": False}
        return {
            "title": "paper and margins",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "size": {"description": "The paper.", "anyOf": [{"enum": named}, paper]},
                "margins": {
                    "description": "Room around the text.",
                    "type": "object",
                    "properties": margins,
                    "additionalProperties": False,
                },
            },
        }


_SIDES = ("width", "height")


def _size(node: YamlNode, problems: Problems) -> dict[str, Given]:
    if holds_refused(node):
        return {}
    if isinstance(node, Mapping):
        missing = [side for side in _SIDES if node.get(side) is None]
        if len(missing) == len(_SIDES):
            hint = f"type {', '.join(PAPER)}, or {{width: 210mm, height: 297mm}}"
            problems.error("E04", node.span, "this size needs 'width' and 'height'", hint)
            return {}
        for side in missing:
            problems.error("E04", node.span, f"this size needs '{side}'", f"type '{side}: …', such as 210mm")
        return _lengths(node, _SIDES, SIDE, problems, "size")
    if isinstance(node, Scalar) and (typed := node.text.text.casefold()) in PAPER:
        width, height = PAPER[typed]
        return {"width": Given(width, node.span), "height": Given(height, node.span)}
    hint = f"type {', '.join(PAPER)}, or {{width: 210mm, height: 297mm}}"
    if isinstance(node, Scalar):
        problems.error("E07", node.span, f"'{node.text}' is not a paper size", hint)
    else:
        problems.error("E05", node.span, f"expected a paper size, found {kind_of(node)}", hint)
    return {}


def _lengths(node: YamlNode, names: tuple[str, ...], bounds: Length, problems: Problems, what: str) -> dict[str, Given]:
    """The lengths of a mapping such as `{top: 1in, bottom: 1in}`."""
    if holds_refused(node):
        return {}
    if not isinstance(node, Mapping):
        is_length = isinstance(node, Scalar) and bounds.read(node, Problems()) is not None
        typed = node.text.text if isinstance(node, Scalar) and is_length else "1in"
        hint = f"write {{{', '.join(f'{name}: {typed}' for name in names)}}}"
        problems.error("E05", node.span, f"expected the keys {', '.join(names)}, found {kind_of(node)}", hint)
        return {}
    shape: KeyType = Own(bounds)
    found = {}
    unknown_keys(node, names, problems, what)
    for name, value in node.entries:
        if name.text.text in names and (points := read_shape(shape, value, problems, name.text.text)) is not None:
            found[name.text.text] = Given(points, value.span)
    return found


class SheetFile(Record):
    """A style sheet: what it says itself."""

    extends: TypedName | None = key("The sheet that this one starts from.")
    page: PageBlock | None = key("The paper and its margins.")
    colors: dict[TypedName, Annotated[Rgb, Hex]] | None = key("Names for colours, to use in the styles.")
    fonts: dict[Annotated[str, FontRole], Font] | None = key(
        "Names for fonts, to use in the styles, and the family behind each; 'body' must be among them."
    )
    styles: dict[TypedName, StyleBlock] | None = key("How each part of a handout looks.")
    span: Span
