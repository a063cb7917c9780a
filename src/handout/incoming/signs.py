"""Characters that a source holds and a handout writes otherwise: raised figures, signs of symbol fonts, fillers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from handout.reading.characters import FORBIDDEN, named

RAISED = dict(zip("0123456789+-=()ni−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻", strict=True))
LOWERED = dict(zip("0123456789+-=()aeoxhklmnpst−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ₋", strict=True))
BOXES = "☐□❏❑▢🗆"
BULLETS = "•‣▪▫◦●○∙■◆►▶▸➢➤⁃❖·"
SAYING = "✓✔☑☒✗✘✕✖⚠☎"
"""Signs that say something where a dot says nothing."""
_BOX_CODES = {
    ("wingdings", 0xA8), ("wingdings", 0x6F), ("wingdings", 0x71), ("wingdings", 0x72), ("wingdings 2", 0xA3),
    ("wingdings 2", 0x2A), ("wingdings 2", 0x30), ("wingdings 2", 0x35), ("webdings", 0x63),
}  # fmt: skip
_SYMBOL = {
    **dict(zip(range(0x20, 0x7F), (
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}∼"
    ), strict=True)),
    **dict(zip(range(0xA1, 0xD8), "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅", strict=True)),
    **dict(zip(range(0xD8, 0xE5), "¬∧∨⇔⇐⇑⇒⇓◊〈®©™", strict=True)),
}  # fmt: skip
"""The signs of Adobe's Symbol, by their codes (the encoding that PDF gives it: ISO 32000-1, D.5)."""
_KNOWN = {
    **{("symbol", code): sign for code, sign in _SYMBOL.items()},
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗", ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒",
    ("wingdings", 0xE0): "→", ("wingdings", 0xDF): "←", ("wingdings", 0xE1): "↑", ("wingdings", 0xE2): "↓",
    ("wingdings", 0xF0): "→", ("wingdings", 0xE8): "→", ("wingdings", 0xD8): "➢", ("wingdings", 0x46): "☞",
    ("wingdings", 0x4A): "☺", ("wingdings", 0x4C): "☹", ("wingdings", 0xAB): "★", ("wingdings", 0x76): "❖",
    ("wingdings", 0x9F): "•", ("wingdings", 0xA7): "▪", ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■",
    ("wingdings", 0x28): "☎", ("wingdings", 0x29): "☎",
    **{("wingdings", 0x81 + number): chr(0x2460 + number) for number in range(10)},
    **{("wingdings", 0x8C + number): chr(0x2776 + number) for number in range(10)},
    ("wingdings 2", 0x50): "✓", ("wingdings 2", 0x4F): "✗", ("wingdings 2", 0x52): "☑",
}  # fmt: skip


_CODED = re.compile("[\uf000-\uf0ff]")
"""The codes that Word gives the signs of symbol fonts."""


def of_symbol_font(font: str, code: int) -> str | None:
    """The character that a sign of a symbol font means; None when nobody can tell."""
    family, low = font.strip().lower(), code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    if (family, low) in _BOX_CODES:
        return "☐"
    return _KNOWN.get((family, low))


def raised(text: str) -> str | None:
    """The text in raised characters; None where Unicode has not all of them."""
    return _mapped(text, RAISED)


def lowered(text: str) -> str | None:
    """The text in lowered characters; None where Unicode has not all of them."""
    return _mapped(text, LOWERED)


def is_turned(text: str, direction: str) -> bool:
    """Whether letters, or a number, are shown from their end to their beginning when they must run in a direction."""
    against = {"rtl": ("L", "EN"), "ltr": ("R", "AL")}.get(direction.strip().lower(), ())
    return sum(unicodedata.bidirectional(char) in against for char in text) > 1


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are signs: its m is a µ."""
    return font.strip().lower() in ("symbol", "wingdings", "wingdings 2", "webdings")


def meant(text: str, font: str) -> str:
    """A text as it is seen in a font; what nobody can tell stays."""
    if not is_symbol_font(font) and _CODED.search(text) is None:
        return text
    return "".join(_meant(char, font) for char in text)


def is_known(text: str, font: str) -> bool:
    """Whether all letters that stand in a font are known for what they show there; codes are none."""
    return not is_symbol_font(font) or all(
        char.isspace() or _is_coded(char) or of_symbol_font(font, ord(char)) is not None for char in text
    )


def _meant(char: str, font: str) -> str:
    if not _is_coded(char) and (not is_symbol_font(font) or char.isspace()):
        return char
    return of_symbol_font(font or "Symbol", ord(char)) or char


def _is_coded(char: str) -> bool:
    return _CODED.match(char) is not None


def shifted(text: str, change: Callable[[str], str | None]) -> tuple[str, str]:
    """A text raised or lowered, and what of it must stay on the line.

    What cannot be shifted as a whole has at least the figures that it begins with shifted: 10 and a raised 9/L must
    not be read as 109/L.
    """
    whole = change(text)
    if whole is not None:
        return whole, ""
    figures = re.match(r"[0-9+\-\u2212]*", text)[0]  # type: ignore[index]
    return (change(figures) or "") + text[len(figures) :], text[len(figures) :]


def _mapped(text: str, signs: dict[str, str]) -> str | None:
    found = [char if char == " " else signs.get(char) for char in text]
    return None if None in found else "".join(char or "" for char in found)


def clean(text: str) -> tuple[str, list[str]]:
    """A text as a handout may hold it, in Normalization Form C, and the names of what was taken out.

    Line ends and tabs become blanks. Soft hyphens and characters without a width that join nothing are dropped unsaid.
    """
    text = "".join(" " if char in "\t\n\r\x0b\x0c\x85\u2028\u2029" else char for char in text)
    for hidden in "\u00ad\u200b\u2060\ufeff":
        text = text.replace(hidden, "")
    lost = sorted({found[0] for found in re.finditer(FORBIDDEN, text)})
    for char in lost:
        text = text.replace(char, "")
    return unicodedata.normalize("NFC", text), [named(char) for char in lost]
