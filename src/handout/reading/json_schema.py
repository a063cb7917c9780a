"""Describe a record as JSON Schema (draft 2020-12), for editors that complete and check while an author types."""

from __future__ import annotations

from typing import Any, TypeAlias, assert_never

from handout.reading.key_types import Choice, Flag, Keyed, KeyType, Many, Number, OpenMapping, Own, SomeText, keys

Schema: TypeAlias = dict[str, Any]
"""JSON: its values are of any kind."""

# An unquoted 2.1 or true is a number or a boolean to an editor, and text to us.
TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}


def schema(kind: type, title: str) -> Schema:
    """The schema of a file that holds one record of this kind."""
    definitions: dict[str, Schema] = {}
    body = _record(kind, definitions)
    if kind.__name__ in definitions:
        definitions[kind.__name__] = body
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **body,
        **({"$defs": dict(sorted(definitions.items()))} if definitions else {}),
    }


def schema_of(shape: KeyType, definitions: dict[str, Schema]) -> Schema:
    """The schema of one value; the records it speaks of are put into `definitions`."""
    match shape:
        case SomeText():
            return dict(TEXT)
        case Flag():
            return {"type": "boolean"}
        case Number():
            bound = {} if shape.least is None else {"minimum": shape.least}
            return {"type": "integer" if shape.whole else "number"} | bound
        case Choice():
            return {"enum": list(shape.options)}
        case Many():
            limits = {"minItems": shape.least or None, "maxItems": shape.most}
            items = schema_of(shape.item, definitions)
            return {"type": "array", "items": items} | {name: n for name, n in limits.items() if n is not None}
        case OpenMapping():
            return {
                "type": "object",
                "propertyNames": _names(shape.key, definitions),
                "additionalProperties": schema_of(shape.value, definitions),
            }
        case Keyed():
            name = shape.kind.__name__
            if name not in definitions:
                definitions[name] = {}
                definitions[name] = _record(shape.kind, definitions)
            whole = {"$ref": f"#/$defs/{name}"}
            if shape.kind.ALONE is None:
                return whole
            alone = keys(shape.kind)[shape.kind.ALONE].shape
            return {"anyOf": [schema_of(alone, definitions), whole]}
        case Own():
            return dict(shape.reader.schema())
        case _:
            assert_never(shape)


def _record(kind: type, definitions: dict[str, Schema]) -> Schema:
    known = keys(kind).values()
    required = [key.name for key in known if key.required]
    first_line = (kind.__doc__ or "").partition("\n")[0]
    return {
        "type": "object",
        **({"description": first_line} if first_line and not first_line.startswith(f"{kind.__name__}(") else {}),
        "properties": {key.name: schema_of(key.shape, definitions) | {"description": key.doc} for key in known},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _names(shape: KeyType, definitions: dict[str, Schema]) -> Schema:
    """What a key may be called: a name is always a string."""
    described = schema_of(shape, definitions)
    return {name: value for name, value in described.items() if name in ("pattern", "enum")} or {"minLength": 1}
