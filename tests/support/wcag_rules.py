"""What veraPDF's engine is asked about WCAG 2.2 beyond PDF/UA-1: the checks of its profile that a machine can do.

The profile, "WCAG 2.2 machine", is published by the veraPDF consortium at
github.com/veraPDF/veraPDF-validation-profiles. Each rule is a condition, in the names of veraPDF's model, that holds
for every object of a kind.
"""

from typing import NamedTuple


class WcagRule(NamedTuple):
    """One condition: the kind of object, the criterion and the number of the check in it, what is wrong otherwise."""

    kind: str
    criterion: str
    number: int
    wrong: str
    condition: str


IN_A_FIGURE = "parentsStandardTypes.split('&').indexOf('Figure') >= 0"
UNSEEN = "isOutsideCropBox == true || (F & 2) == 2"
"""A link outside the page, or hidden."""


def _in_words(text: str) -> str:
    """The condition that this text of a link is there, and is not an address."""
    return f"({text} != null && {text} != '' && {text}IsLink == false)"


RULES = (
    WcagRule(
        "SARepeatedCharacters", "1.3.1", 1, "a character is typed five times or more",
        "isNonSpace == false || numberOfRepeatedCharacters < 5",
    ),
    WcagRule(
        "SARepeatedCharacters", "1.3.1", 2, "blanks are typed to make room",
        "isNonSpace == true || numberOfRepeatedCharacters < 3",
    ),
    WcagRule(
        "PDPage", "1.3.4", 1, "a page is turned another way than most",
        "orientation == gMostCommonPageOrientation || orientation == 'Square'",
    ),
    WcagRule(
        "SATextChunk", "1.4.3", 1, "words are too faint for what lies behind them",
        f"contrastRatio >= 4.5 || textSize < 4.5 || {IN_A_FIGURE} || "
        "(contrastRatio >= 3 && (textSize >= 18 || (textSize >= 14 && textWeight >= 700)))",
    ),
    WcagRule(
        "SATextChunk", "1.4.4", 1, "words are too small to be made larger",
        f"textSize >= 4.5 || isWhiteSpaceChunk == true || {IN_A_FIGURE}",
    ),
    WcagRule(
        "SAFigure", "1.4.10", 1, "a figure does not say where it lies",
        "hasBBox == true || page != lastPage",
    ),
    WcagRule(
        "SALinkAnnotation", "2.4.9", 1, "a link has no words but its address",
        " || ".join((UNSEEN, _in_words("Contents").replace("ContentsIs", "contentsIs"), _in_words("textValue"),
                     _in_words("Alt").replace("AltIs", "altIs"))),
    ),
    *(
        WcagRule(kind, "4.1.2", number, f"an element is there for nothing: {kind[2:]}", "correctType != null")
        for kind, number in (("SAP", 16), ("SASpan", 17), ("SAH", 18), ("SAHn", 19))
    ),
    WcagRule(
        "SATOCI", "4.1.2", 29, "an entry of a table of contents has no words", "errorCodes.contains('1000') == false",
    ),
)  # fmt: skip
VARIABLE = ("gMostCommonPageOrientation", "PDDocument", "null", "mostCommonOrientation")
"""What the rules ask of the whole document: its name, the object that knows, the value before, and its property."""
