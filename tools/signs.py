"""Make Handout Signs: the arrows, ticks, boxes and other signs of DejaVu Sans 2.37, in regular and bold.

Needs the two files of Debian's package `fonts-dejavu-core` in one folder:

    python tools/signs.py /usr/share/fonts/truetype/dejavu

Writes `src/handout/fonts/HandoutSigns-{Regular,Bold}.ttf`. The license asks that a changed font has another name,
without the words Bitstream, Vera, Tavmjong Bah and Arev.
"""

import sys
from io import BytesIO
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "src/handout/fonts"
BLOCKS = ((0x2190, 0x23FF), (0x2500, 0x27BF), (0x27F0, 0x28FF), (0x2900, 0x297F), (0x2B00, 0x2BFF))
"""Arrows, operators, technical signs; lines, blocks, shapes, symbols, dingbats; more arrows, braille and shapes."""
ALONE = (0x20, 0xA0, 0x2423)
"""Space and no-break space, so that one font sets a sign and what follows; the open box that stands for a space."""
FAMILY = "Handout Signs"
VERSION = "Version 1.0, made from DejaVu Sans 2.37"
DROPPED = ("GSUB", "GPOS", "GDEF", "kern", "cvt ", "fpgm", "prep", "gasp", "FFTM", "MATH")


def signs_of(data: bytes) -> bytes:
    """The font with nothing but the signs, without hints and layout tables."""
    request = uharfbuzz.SubsetInput()
    for first, last in (*BLOCKS, *((code, code) for code in ALONE)):
        request.unicode_set.update(range(first, last + 1))
    request.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    request.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in DROPPED)
    made = uharfbuzz.subset(uharfbuzz.Face(data), request)
    return bytes(made.blob.data)


def renamed(data: bytes, style: str) -> bytes:
    """The font under its own name, with the copyright of those it comes from."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    names = font["name"]
    kept = {record.nameID: record.toUnicode() for record in names.names if record.nameID in (0, 13, 14)}
    plain = FAMILY.replace(" ", "")
    kept |= {1: FAMILY, 2: style, 3: f"{plain}-{style} 1.0", 4: f"{FAMILY} {style}", 5: VERSION, 6: f"{plain}-{style}"}
    names.names = []
    for number, words in sorted(kept.items()):
        names.setName(words, number, 3, 1, 0x409)
    out = BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def main(folder: Path) -> None:
    for style, file in (("Regular", "DejaVuSans.ttf"), ("Bold", "DejaVuSans-Bold.ttf")):
        data = renamed(signs_of((folder / file).read_bytes()), style)
        (FONTS / f"HandoutSigns-{style}.ttf").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
