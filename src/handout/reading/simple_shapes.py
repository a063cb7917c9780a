"""What is told of a value that is not the text, number, flag or choice that must stand there."""

from __future__ import annotations

from typing import assert_never

from handout.problems import meant_by, near
from handout.reading.key_types import Choice, Flag, Number, SomeText

MANY_OPTIONS = 12
"""So many words are not listed in one message."""
_LONGEST_NUMBER = 9


def wanted(shape: SomeText | Flag | Number | Choice) -> str:
    """What must stand there, in words."""
    match shape:
        case SomeText():
            return "text"
        case Flag():
            return "true or false"
        case Number():
            bound = "" if shape.least is None else f" from {shape.least} up"
            return f"a whole number{bound}" if shape.whole else f"a number{bound}"
        case Choice():
            is_long = len(shape.options) > MANY_OPTIONS
            return f"one of {len(shape.options)} words" if is_long else f"one of {', '.join(shape.options)}"
        case _:
            assert_never(shape)


def why_not(shape: Flag | Number | Choice, text: str) -> tuple[str, str | None]:
    """What to tell of a value that is none of this shape, and the hint."""
    match shape:
        case Flag():
            return f"expected true or false, found '{text}'", "type true or false, no quotes"
        case Number():
            message = f"expected {wanted(shape)}, found '{text}'"
            if text.isdecimal() and len(text) <= _LONGEST_NUMBER and int(text) >= (shape.least or 0):
                return message, f"type it without quotes: {int(text)}"
            return message, f"type a number without quotes, such as {'3' if shape.whole else '1.5'}"
        case Choice(options=options) if len(options) > MANY_OPTIONS:
            listed = f"the {len(options)} words that may stand here"
            return f"'{text}' is not one of {listed}", near(text, options, "words")
        case Choice(options=options):
            meant = meant_by(text, options)
            hint = None if meant is None else f"did you mean '{meant}'?"
            return f"'{text}' is not one of {', '.join(options)}", hint
        case _:
            assert_never(shape)
