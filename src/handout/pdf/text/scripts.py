"""Scripts of Unicode: whose letters are whose, and in which family of Noto they can be had."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from handout.record import Record

_LAST_OF_LATIN = "\u036f"
"""The last of the marks of Latin letters; behind it come the letters of other scripts."""
# Compiled range by range it takes a tenth of what one set of all these characters takes.
_BEYOND_WESTERN = re.compile("[^\0-\u052f\u2010-\u2027](?<![\u1e00-\u1eff\u202f])(?<![\ue000\ufffc])")
_BOTH_WAYS = (
    "\u0590\u08ff\u200e\u200f\u202a\u202e\u2066\u2069\ufb1d\ufdff\ufe70\ufefc\U00010800\U00010fff\U0001e800\U0001efff"
)
"""First and last of each range of letters that run from right to left, and of the signs that say which way."""
_UNSPACED = (
    "\u0e00\u0e3e\u0e40\u0fff\u1000\u109f\u1780\u17ff\u19e0\u19ff\u1a20\u1aaf\u1b00\u1b7f\u2e80\u30ff\u31f0\u31ff"
    "\u3400\u4dbf\u4e00\u9fff\ua000\ua4cf\ua980\ua9ff\uaa60\uaa7f\uf900\ufaff\uff00\uffef\U00020000\U0003ffff"
)
_HANGUL = "\u1100\u11ff\u3130\u318f\uac00\ud7ff"


class Script(Record, kw_only=False):
    """A script: its English name, ISO 15924 code, the first and last characters of its blocks, a family that has it.

    `languages` are tags of languages that are usually written in it. `extra` names the extra of handout that installs
    the family; "" stands for the core, None for none: it is not on PyPI.
    """

    name: str
    code: str
    blocks: str
    family: str
    languages: str = ""
    extra: str | None = None

    @property
    def npm_package(self) -> str:
        """The package of npm that holds the family as static TrueType files."""
        return f"@expo-google-fonts/{self.family.lower().replace(' ', '-')}"

    @property
    def file_stem(self) -> str:
        """What the family's files are called, before the hyphen and the style."""
        return self.family.replace(" ", "")


DEBIAN_PACKAGE = "fonts-noto-core"
"""Has the families of nearly all scripts; it holds its files in /usr/share/fonts/truetype/noto."""

_SANS = "Noto Sans "
SCRIPTS = (
    Script("Armenian", "Armn", "\u0530\u058f\ufb13\ufb17", _SANS + "Armenian", "hy hyw", ""),
    Script("Hebrew", "Hebr", "\u0590\u05ff\ufb1d\ufb4f", _SANS + "Hebrew", "he yi lad", ""),
    Script(
        "Arabic", "Arab", "\u0600\u06ff\u0750\u077f\u0870\u08ff\ufb50\ufdff\ufe70\ufefe", _SANS + "Arabic",
        "ar fa ps ur ckb sd ug prs ks", "",
    ),
    Script("Syriac", "Syrc", "\u0700\u074f\u0860\u086f", _SANS + "Syriac", "syr aii arc cld"),
    Script("Thaana", "Thaa", "\u0780\u07bf", _SANS + "Thaana", "dv"),
    Script("N'Ko", "Nkoo", "\u07c0\u07ff", _SANS + "NKo", "nqo"),
    Script("Mandaic", "Mand", "\u0840\u085f", _SANS + "Mandaic", "mid"),
    Script("Devanagari", "Deva", "\u0900\u097f\ua8e0\ua8ff", _SANS + "Devanagari", "hi mr ne sa mai bho", ""),
    Script("Bengali", "Beng", "\u0980\u09ff", _SANS + "Bengali", "bn as", ""),
    Script("Gurmukhi", "Guru", "\u0a00\u0a7f", _SANS + "Gurmukhi", "pa", ""),
    Script("Gujarati", "Gujr", "\u0a80\u0aff", _SANS + "Gujarati", "gu", ""),
    Script("Odia", "Orya", "\u0b00\u0b7f", _SANS + "Oriya", "or", ""),
    Script("Tamil", "Taml", "\u0b80\u0bff", _SANS + "Tamil", "ta", ""),
    Script("Telugu", "Telu", "\u0c00\u0c7f", _SANS + "Telugu", "te", ""),
    Script("Kannada", "Knda", "\u0c80\u0cff", _SANS + "Kannada", "kn", ""),
    Script("Malayalam", "Mlym", "\u0d00\u0d7f", _SANS + "Malayalam", "ml", ""),
    Script("Sinhala", "Sinh", "\u0d80\u0dff", _SANS + "Sinhala", "si", ""),
    Script("Thai", "Thai", "\u0e00\u0e7f", _SANS + "Thai", "th", ""),
    Script("Lao", "Laoo", "\u0e80\u0eff", _SANS + "Lao", "lo", ""),
    Script("Tibetan", "Tibt", "\u0f00\u0fff", "Noto Serif Tibetan", "bo dz"),
    Script("Burmese", "Mymr", "\u1000\u109f\ua9e0\ua9ff\uaa60\uaa7f", _SANS + "Myanmar", "my ksw shn mnw kac", ""),
    Script("Georgian", "Geor", "\u10a0\u10ff\u1c90\u1cbf\u2d00\u2d2f", _SANS + "Georgian", "ka", ""),
    Script("Ethiopic", "Ethi", "\u1200\u139f\u2d80\u2ddf\uab00\uab2f", _SANS + "Ethiopic", "am ti gez", ""),
    Script("Cherokee", "Cher", "\u13a0\u13ff\uab70\uabbf", _SANS + "Cherokee", "chr"),
    Script("Canadian syllabic", "Cans", "\u1400\u167f\u18b0\u18ff", _SANS + "Canadian Aboriginal", "iu cr oj"),
    Script("Baybayin", "Tglg", "\u1700\u171f", _SANS + "Tagalog", "tl-Tglg"),
    Script("Khmer", "Khmr", "\u1780\u17ff\u19e0\u19ff", _SANS + "Khmer", "km", ""),
    Script("Mongolian", "Mong", "\u1800\u18af", _SANS + "Mongolian", "mn-Mong"),
    Script("Limbu", "Limb", "\u1900\u194f", _SANS + "Limbu", "lif"),
    Script("Tai Le", "Tale", "\u1950\u197f", _SANS + "Tai Le", "tdd"),
    Script("New Tai Lue", "Talu", "\u1980\u19df", _SANS + "New Tai Lue", "khb"),
    Script("Buginese", "Bugi", "\u1a00\u1a1f", _SANS + "Buginese", "bug"),
    Script("Tai Tham", "Lana", "\u1a20\u1aaf", _SANS + "Tai Tham", "nod"),
    Script("Balinese", "Bali", "\u1b00\u1b7f", _SANS + "Balinese", "ban"),
    Script("Sundanese", "Sund", "\u1b80\u1bbf\u1cc0\u1ccf", _SANS + "Sundanese", "su-Sund"),
    Script("Batak", "Batk", "\u1bc0\u1bff", _SANS + "Batak", "bbc"),
    Script("Lepcha", "Lepc", "\u1c00\u1c4f", _SANS + "Lepcha", "lep"),
    Script("Ol Chiki", "Olck", "\u1c50\u1c7f", _SANS + "Ol Chiki", "sat"),
    Script("Tifinagh", "Tfng", "\u2d30\u2d7f", _SANS + "Tifinagh", "zgh ber"),
    Script("Yi", "Yiii", "\ua000\ua4cf", _SANS + "Yi", "ii"),
    Script("Lisu", "Lisu", "\ua4d0\ua4ff", _SANS + "Lisu", "lis"),
    Script("Vai", "Vaii", "\ua500\ua63f", _SANS + "Vai", "vai"),
    Script("Bamum", "Bamu", "\ua6a0\ua6ff", _SANS + "Bamum", "bax"),
    Script("Kayah Li", "Kali", "\ua900\ua92f", _SANS + "Kayah Li", "kyu"),
    Script("Javanese", "Java", "\ua980\ua9df", _SANS + "Javanese", "jv-Java"),
    Script("Cham", "Cham", "\uaa00\uaa5f", _SANS + "Cham", "cja cjm"),
    Script("Tai Viet", "Tavt", "\uaa80\uaadf", _SANS + "Tai Viet", "blt"),
    Script("Meetei Mayek", "Mtei", "\uaae0\uaaff\uabc0\uabff", _SANS + "Meetei Mayek", "mni"),
    Script("Osage", "Osge", "\U000104b0\U000104ff", _SANS + "Osage", "osa"),
    Script("Hanifi Rohingya", "Rohg", "\U00010d00\U00010d3f", _SANS + "Hanifi Rohingya", "rhg"),
    Script("Chakma", "Cakm", "\U00011100\U0001114f", _SANS + "Chakma", "ccp"),
    Script("Grantha", "Gran", "\U00011300\U0001137f", _SANS + "Grantha", "sa-Gran"),
    Script("Pahawh Hmong", "Hmng", "\U00016b00\U00016b8f", _SANS + "Pahawh Hmong", "hmn-Hmng"),
    Script("Miao", "Plrd", "\U00016f00\U00016f9f", _SANS + "Miao", "hmd"),
    Script("Adlam", "Adlm", "\U0001e900\U0001e95f", _SANS + "Adlam", "ff-Adlm"),
    Script("Korean", "Hang", "\u1100\u11ff\u3130\u318f\ua960\ua97f\uac00\ud7ff", _SANS + "KR", "ko", "cjk"),
    Script(
        "Chinese and Japanese", "Hani",
        "\u2e80\u303f\u31a0\u31ef\u3400\u9fff\uf900\ufaff\uff00\uffef\U00020000\U0003ffff", _SANS + "SC", "zh yue",
        "cjk",
    ),
    Script("Japanese", "Hira", "\u3040\u309f", _SANS + "JP", "ja", "cjk"),
    Script("Japanese", "Kana", "\u30a0\u30ff\u31f0\u31ff", _SANS + "JP", "", "cjk"),
    Script("Bopomofo", "Bopo", "\u3100\u312f", _SANS + "TC", "", "cjk"),
)  # fmt: skip

_UNNAMED = {"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER", "MATHEMATICAL", "DOUBLE-STRUCK", "SCRIPT"}
"""First words of names of letters reported one by one: of scripts that text faces have in part, and of none."""


@cache
def script_with(char: str) -> Script | None:
    """The script in whose blocks a character is; signs of money are of none."""
    if char < "\u0530" or unicodedata.category(char) == "Sc":
        return None
    for script in SCRIPTS:
        if is_within(char, script.blocks):
            return script
    return None


def scripts_in(text: str) -> frozenset[str]:
    """The codes of the scripts in whose blocks the letters of a text are."""
    found = (script_with(char) for char in text if char.isalpha())
    return frozenset(script.code for script in found if script is not None)


@cache
def scripts_of(family: str) -> frozenset[str]:
    """The codes of the scripts that a family is for, none where it is for no one script; East Asia's share theirs."""
    own = [script for script in SCRIPTS if script.family == family]
    if any(script.extra == "cjk" for script in own):
        own = [script for script in SCRIPTS if script.extra == "cjk"]
    return frozenset(script.code for script in own)


def script_name(char: str) -> str | None:
    """What the script of a letter is called; None for signs, and for letters of scripts that every text face has."""
    script = script_with(char)
    if script is not None:
        return script.name
    first = unicodedata.name(char, "").partition(" ")[0]
    return first.capitalize() if char.isalpha() and first and first not in _UNNAMED else None


def scripts_for(tag: str) -> list[Script]:
    """The scripts that a language tag, or the code of a script, asks for."""
    wanted = tag.casefold()
    codes = [script for script in SCRIPTS if script.code.casefold() in (wanted, *wanted.split("-")[1:])]
    parts = wanted.split("-")
    wider = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return codes or [script for script in SCRIPTS if not set(wider).isdisjoint(script.languages.casefold().split())]


@lru_cache(maxsize=4096)
def script_of(text: str) -> str:
    """The ISO 15924 code of the first letter that is not Latin, for what has none of its own; empty if all is Latin.

    It is the script in which digits and punctuation look different.
    """
    for char in text:
        if char > _LAST_OF_LATIN and char.isalpha():
            first = unicodedata.name(char, "").partition(" ")[0]
            code = {"GREEK": "Grek", "CYRILLIC": "Cyrl"}.get(first)
            if code is None and (script := script_with(char)) is not None:
                code = script.code
            if code:
                return code
    return ""


def is_western(text: str) -> bool:
    """Whether all of a text is in Latin, Greek or Cyrillic letters, with the signs that commonly stand among them.

    One look at most texts, which spares a look at each of their characters. What stands for something else is western.
    """
    return _BEYOND_WESTERN.search(text) is None


def runs_both_ways(text: str) -> bool:
    """Whether some of a text runs from right to left, or a sign in it says which way the text runs."""
    return not is_western(text) and any(map(_is_of_both_ways, text))


@cache
def _is_of_both_ways(char: str) -> bool:
    return is_within(char, _BOTH_WAYS)


def is_within(char: str, ranges: str) -> bool:
    """Whether a character is in one of these ranges: the first and the last of each, one behind the other."""
    for at in range(0, len(ranges), 2):  # noqa: SIM110 — `any` takes twice as long
        if ranges[at] <= char <= ranges[at + 1]:
            return True
    return False


@cache
def is_unspaced(char: str) -> bool:
    """Whether this is of a script without spaces: Thai (but not its sign of money), Lao, Tibetan, Burmese, Khmer, Tai
    Tham, Balinese, Javanese, Yi, Han, kana; full-width signs.
    """
    return is_within(char, _UNSPACED)


@cache
def is_hangul(char: str) -> bool:
    """Whether this is a Korean letter: Korean puts spaces between words, and a line ends only there."""
    return is_within(char, _HANGUL)
