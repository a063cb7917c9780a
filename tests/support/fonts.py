"""Small TrueType fonts, each letter a box, with whatever facts a test wants them to state."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def write_font(
    path: Path,
    family: str,
    *,
    chars: str = "ab ",
    weight: int = 400,
    width: int = 5,
    italic: bool = False,
    rights: int = 0,
    is_flagged_bold: bool = False,
) -> None:
    """A font of these characters; its boxes are as wide as its weight says, so that they are told apart."""
    names = [f"u{ord(char):04x}" for char in chars]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({ord(char): name for char, name in zip(chars, names, strict=True)})
    pen = TTGlyphPen(None)
    for x, y in ((0, 0), (0, 700), (weight, 700), (weight, 0)):
        (pen.lineTo if (x, y) != (0, 0) else pen.moveTo)((x, y))
    pen.closePath()
    box = pen.glyph()
    builder.setupGlyf(dict.fromkeys((".notdef", *names), box))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", *names), (weight + 100, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": f"W{weight}"})
    style = 0x0001 if italic else 0x0020 if is_flagged_bold else 0x0040
    builder.setupOS2(usWeightClass=weight, usWidthClass=width, fsType=rights, fsSelection=style)
    builder.setupPost()
    builder.save(path)
