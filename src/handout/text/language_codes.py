"""Languages as catalogues and clinical systems write them, in two letters or three (ISO 639), and as BCP 47 does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TWO_LETTERS: Final[Mapping[str, str]] = {
    "amh": "am", "ara": "ar", "bul": "bg", "ben": "bn", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de",
    "ger": "de", "ell": "el", "gre": "el", "eng": "en", "spa": "es", "fas": "fa", "per": "fa", "fin": "fi",
    "fra": "fr", "fre": "fr", "guj": "gu", "heb": "he", "hin": "hi", "hrv": "hr", "hat": "ht", "hun": "hu",
    "hye": "hy", "arm": "hy", "ita": "it", "jpn": "ja", "kat": "ka", "geo": "ka", "khm": "km", "kor": "ko",
    "lao": "lo", "mya": "my", "bur": "my", "nep": "ne", "nld": "nl", "dut": "nl", "pan": "pa", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "som": "so", "swe": "sv",
    "swa": "sw", "tha": "th", "tgl": "tl", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh", "chi": "zh",
    "nor": "no", "nob": "nb", "nno": "nn", "tur": "tr", "srp": "sr", "bos": "bs", "alb": "sq", "sqi": "sq",
    "lit": "lt", "lav": "lv", "est": "et", "slv": "sl", "mkd": "mk", "mac": "mk", "isl": "is", "ice": "is",
    "mal": "ml", "mar": "mr", "tam": "ta", "tel": "te", "kan": "kn", "sin": "si", "pus": "ps", "kur": "ku",
    "kaz": "kk", "uzb": "uz", "mon": "mn", "tib": "bo", "bod": "bo", "ind": "id", "msa": "ms", "may": "ms",
    "sp": "es", "yor": "yo", "ibo": "ig", "hau": "ha", "orm": "om", "tir": "ti", "yid": "yi", "cym": "cy", "wel": "cy",
}  # fmt: skip
"""ISO 639-2, both of its codes where it has two, to ISO 639-1.

Hmong has three letters alone. `sp` is no code of Spanish, but some systems send it.
"""


def tag_of(language: str) -> str:
    """A language as BCP 47 has it: `spa` is es, `en_US` en-US."""
    first, *rest = language.replace("_", "-").split("-")
    return "-".join([TWO_LETTERS.get(first.casefold(), first.casefold()), *rest])
