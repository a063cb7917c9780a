"""Random SVG, from good to broken, and what is wrong with how it is taken."""

import random
import re
import time
from io import BytesIO

import pypdfium2
from pypdf import PdfReader

from handout.pdf.canvas import TaggedCanvas
from handout.pdf.file.structure import Element
from handout.pdf.pictures.checked import BadPicture
from handout.pdf.pictures.images import check_picture
from handout.pdf.pictures.svg_properties import GEOMETRY
from handout.pdf.pictures.svg_reader import read_svg

SLOW = 5.0
"""Seconds that no drawing takes; far above what any takes, far below what a pattern without end takes."""
NUMBERS = [
    "0", "1", "-1", ".5", "12.01", "1e-7", "1e7", "-1e7", "9999999.9", "1e308", "1e400", "NaN", "Infinity", "inf",
    "0x1F", "--1", "1e", "5%", "3mm", "2pt", "1,2", "", "3.14159265358979 " * 40, "7" * 400, "١", "1" * 60 + "x",
]  # fmt: skip
COLOURS = ["none", "red", "currentColor", "CURRENTCOLOR", "#123", "#12345678", "rgb(12, 280, -90)", "rgb(1e9%,0%,5%)",
           "rgb(1 2 3 / 0)", "rgba(1,2,3,NaN)", "hsl(9999,100%,50%)", "hsl(1e9,1%,1%)", "inherit", "initial", "url(#a)",
           "rgb(" + "1," * 50 + ")", "", "transparent", "context-fill"]  # fmt: skip
TAGS = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "g", "svg", "text", "use", "title", "defs",
        "switch", "symbol"]  # fmt: skip
BOXES = [
    "0 0 24 24",
    "-5 -5 1e7 1e7",
    "0 0 1e-6 1e-6",
    "0 0 0 1",
    "0,0,1,1e5",
    "NaN NaN 1 1",
    "1 2 3",
    "9e6 9e6 9e6 9e6",
]


def drawn(dice: random.Random) -> bytes:
    """An SVG of a few elements, each with attributes drawn at random, at times with some bytes changed."""
    inside = "".join(_element(dice, 0) for _ in range(dice.randrange(1, 6)))
    paint = "".join(f' {key}="{_mostly(dice, COLOURS)}"' for key in ("fill", "stroke", "color") if dice.random() < 0.4)
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_mostly(dice, BOXES)}"{paint}>{inside}</svg>'
    data = bytearray(text.encode())
    for _ in range(dice.choice([0, 0, 0, 0, 0, 1, 3])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def complaint(data: bytes) -> str | None:
    """What is wrong with how this drawing is taken; None when it is refused, or drawn whole in PDF and plain SVG."""
    start = time.process_time()
    try:
        picture = check_picture(data, "a.svg")
    except BadPicture as bad:
        return None if bad.hint else "refused without a hint"
    finally:
        took = time.process_time() - start
    if picture.kind != "svg":
        return "no drawing"
    if check_picture(picture.data, "a.svg").data != picture.data or not read_svg(picture.data).shapes:
        return "the plain drawing is another one"
    tree = Element("Document")
    leaf = tree.element("Figure", alt="a drawing").leaf()
    canvas = TaggedCanvas(tree, language="en", title="A drawing")
    canvas.new_page(100, 100)
    canvas.picture(leaf, picture.data, picture.kind, 0, 0, 100, 100)
    pdf = canvas.finish()
    if re.search(rb"\b(?:nan|inf)\b", PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data()):
        return "the page has a number that is none"
    pypdfium2.PdfDocument(BytesIO(pdf))[0].get_textpage()
    return f"it took {took:.1f} seconds" if took > SLOW else None


def _element(dice: random.Random, depth: int) -> str:
    tag = _mostly(dice, [*dice.sample(TAGS[:8], 4), *TAGS])
    own = sorted(GEOMETRY.get(tag, {"x", "opacity"}) - {"d", "points"} | {"stroke-width", "stroke-miterlimit"})
    said = [f'{key}="{_number(dice)}"' for key in own if dice.random() < 0.8]
    said += [f'{key}="{_mostly(dice, COLOURS)}"' for key in ("fill", "stroke", "color") if dice.random() < 0.3]
    if tag == "path":
        said.append(f'd="M{_number(dice)} {_number(dice)}{_path(dice)}"')
    if tag in ("polyline", "polygon"):
        said.append(f'points="{" ".join(_number(dice) for _ in range(dice.randrange(12)))}"')
    if dice.random() < 0.2:
        name = dice.choice(["matrix", "translate", "scale", "rotate", "skewX", "skewY", "wobble"])
        said.append(f'transform="{name}({" ".join(_number(dice) for _ in range(dice.randrange(1, 7)))})"')
    if dice.random() < 0.3:
        said.append(f'stroke-linecap="{dice.choice(["round", "square", "butt", "flat"])}"')
    inside = "".join(_element(dice, depth + 1) for _ in range(2)) if tag == "g" and depth < 4 else ""
    return f"<{tag} {' '.join(said)}>{inside}</{tag}>"


def _path(dice: random.Random) -> str:
    letters = "MmLlHhVvCcSsQqTtAaZz"
    counts = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
    parts = []
    for letter in dice.choices(letters, k=dice.randrange(12)):
        count = counts[letter.lower()] if dice.random() < 0.99 else dice.randrange(8)
        numbers = [_number(dice) for _ in range(count)]
        if letter in "Aa" and count == 7:
            numbers[3:5] = dice.choices("01", k=2)
        parts.append(letter + " ".join(numbers))
    return "".join(parts)


def _number(dice: random.Random) -> str:
    return f"{dice.uniform(-30, 30):.2f}" if dice.random() < 0.97 else dice.choice(NUMBERS)


def _mostly(dice: random.Random, choices: list[str]) -> str:
    """Nine times of ten one of the first four, which are good."""
    return dice.choice(choices[:4] if dice.random() < 0.9 else choices)
