"""How much room lines need whose letters are taller than Latin ones, so that no ink of two lines touches.

What a font says of itself (hhea) is no guide: for Arabic it says 2.11, and the ink of words takes 1.33.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handout.pdf.text.faces import Face
from handout.pdf.text.font_book import WHEN_OTHER, book
from handout.pdf.text.harfbuzz import harfbuzz
from handout.pdf.text.lines import Line, Piece
from handout.pdf.text.scripts import script_of, scripts_for
from handout.record import Record

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"})
LOW = frozenset({"", "Armn", "Bopo", "Cher", "Cyrl", "Geor", "Grek", "Hang", "Hani", "Hira", "Kana", "Lisu", "Yiii"})
"""Scripts that need no more room than Latin."""
_ACCENTS = frozenset(map(chr, range(0x0300, 0x0370)))
BETWEEN = 0.1
"""What stays free between the ink of most lines, as a part of the size; between any two, half of it."""
LATIN_UP, LATIN_DOWN = 0.8, 0.2
"""Above and below the baseline: what a line of one em is divided into."""

TALL_WORDS = {
    "Arab": "الأطباء إلى آلام دواءً مستشفى بحرارة جداً يُؤخذ قلبٍ صحيح",
    "Beng": "চিকিৎসা স্ত্রী হৃৎপিণ্ড মৃত্যু রক্ত বুকে ঔষধ ত্রুটি শুশ্রূষা ডাক্তার",
    "Deva": "चिकित्सा डॉक्टर स्त्री हृदय रक्त वृद्धि मूत्र दर्द ट्रू खून",
    "Ethi": "ሐኪም መድኃኒት ልብ ደም ሆስፒታል ሕክምና ጤና ሕመም ቀን ውሃ",
    "Gujr": "ડૉક્ટર સ્ત્રી દવા હૃદય રક્ત મૂત્ર શ્વાસ દર્દી વૃદ્ધ ખૂણો",
    "Guru": "ਡਾਕਟਰ ਦਵਾਈ ਸਿਹਤ ਖ਼ੂਨ ਹਸਪਤਾਲ ਇਲਾਜ ਮਰੀਜ਼ ਗੁਰੂ ਸ੍ਰੀ ਉੱਪਰ",
    "Khmr": "ខ្ញុំ ស្ត្រី ក្រុម ឆ្នាំ ជំងឺ ពេទ្យ ប្រើ ញ៉ាំ ថ្នាំ គ្រូ",
    "Knda": "ವೈದ್ಯರು ಸ್ತ್ರೀ ಚಿಕಿತ್ಸೆ ಆಸ್ಪತ್ರೆ ರಕ್ತ ಪ್ರಶ್ನೆ ಗರ್ಭಿಣಿ ಜ್ವರ ಮಾತ್ರೆ ದೃಷ್ಟಿ",
    "Laoo": "ນ້ຳ ທີ່ ຜູ້ ຊົ່ວໂມງ ເມື່ອ ຕ້ອງ ຢູ່ ປິ່ນປົວ ຫຼັງ ສຸຂະພາບ",
    "Mlym": "ഡോക്ടർ സ്ത്രീ മരുന്ന് രക്തം ഹൃദയം മൂത്രം ചികിത്സ ശ്വാസം പ്രശ്നം കൃഷ്ണ",
    "Mymr": "ကျွန်ုပ် ဆေးရုံ ကြိုး လူနာ နေ့စဉ် မြန်မာ ဖြင့် ကြွက် ခြင်း ပြုလုပ်",
    "Orya": "ଡାକ୍ତର ସ୍ତ୍ରୀ ହୃଦୟ ରକ୍ତ ଔଷଧ ମୂତ୍ର ଚିକିତ୍ସା ଶ୍ୱାସ ବୃଦ୍ଧ ପ୍ରଶ୍ନ",
    "Sinh": "වෛද්‍ය ස්ත්‍රී බෙහෙත් රුධිරය හෘදය මුත්‍රා ප්‍රතිකාර රෝගී ශ්‍රී වූ",
    "Taml": "மருத்துவர் மருந்து இரத்தம் ஸ்ரீ நீர் நோயாளி சிகிச்சை மூச்சு கூறு வீடு",
    "Telu": "వైద్యులు మందులు స్త్రీ ప్రశ్న రక్తం కృష్ణ జ్వరం చికిత్స గర్భిణీ రోగి",
    "Thai": "ที่ ผู้ น้ำ ญี่ปุ่น ปู่ ฐานะ เมื่อ ต้อง ชั่วโมง กุมภ์",
    "Tibt": "སྨན་པ བསྒྲུབས བརྒྱུད སྐྱེས རྒྱལ་པོ བླུགས ཕྲུ་གུ གཤོགས འགྲོ་བ སྤྱོད",
}
"""Ten words of each script that is taller than Latin, some with what stands highest and lowest."""


class Reach(Record, kw_only=False):
    """How far ink reaches above and below a baseline."""

    up: float
    down: float

    def scaled(self, size: float) -> Reach:
        return Reach(self.up * size, self.down * size)

    def joined(self, other: Reach) -> Reach:
        return Reach(max(self.up, other.up), max(self.down, other.down))


class LineRoom(Record, kw_only=False):
    """What the lines of a paragraph need: a height and a baseline for all, and what some are moved down by, in points.

    `below` is what the ink of the last line reaches under its own height.
    """

    height: float
    baseline: float
    extra: list[float]
    below: float


def room_for(lines: Sequence[Line], size: float, leading: float) -> LineRoom | None:
    """The room for lines of this size, one for every line where that is enough; None when no letter is tall."""
    for line in lines:
        if not line.text.isascii() and _tall(line):
            break
    else:
        return None
    tall = [_tall(line) for line in lines]
    usual = Reach(LATIN_UP, LATIN_DOWN).scaled(size)
    least = usual
    for piece, script in (found for row in tall for found in row):
        least = least.joined(usual_reach(piece.face, script).scaled(piece.ink.size))
    height = max(leading * size, least.up + least.down + BETWEEN * size)
    baseline = (height - least.up - least.down) / 2 + least.up
    extra, below = [], height - baseline
    for row in tall:
        ink = usual
        for piece, _ in row:
            ink = ink.joined(_ink(piece.face, piece.text).scaled(piece.ink.size))
        extra.append(max(0.0, ink.up + BETWEEN / 2 * size - baseline - (height - baseline - below)))
        below = ink.down
    return LineRoom(height, baseline, extra, max(0.0, below - (height - baseline)))


@lru_cache(maxsize=256)
def least_leading(language: str) -> float:
    """How far apart lines in a language's own script stand at least, in sizes; 0 where it is no taller than Latin."""
    for script in scripts_for(language):
        face = book().stand_in(script.family, False, False) if script.code in TALL_WORDS else None
        if face is not None:
            reach = usual_reach(face, script.code).joined(Reach(LATIN_UP, LATIN_DOWN))
            return reach.up + reach.down + BETWEEN
    return 0.0


def _tall(line: Line) -> list[tuple[Piece, str]]:
    """The pieces of a line that may be taller than Latin, by their script or by accents above one another.

    Each comes with its script.
    """
    other = [(piece, script_of(piece.text)) for piece in line.pieces if not piece.text.isascii()]
    return [(piece, script) for piece, script in other if script not in LOW or _has_accents_apart(piece.text)]


def _has_accents_apart(text: str) -> bool:
    """Whether an accent stands in it that is no part of its letter: how high those reach, no face says."""
    return not _ACCENTS.isdisjoint(text)


@lru_cache(maxsize=256)
def usual_reach(face: Face, script: str) -> Reach:
    """How far nine of ten words reach in a face, as parts of the size; none where the script's words are not known."""
    words = [word for word in TALL_WORDS.get(script, "").split() if face.covers(word)]
    if not words:
        return Reach(0.0, 0.0)
    found = [_ink(face, word) for word in words]
    most = len(found) - 1 - len(found) // 10
    return Reach(sorted(ink.up for ink in found)[most], sorted(ink.down for ink in found)[most])


def _ink(face: Face, text: str) -> Reach:
    """How far the ink of a text reaches, word by word."""
    reaches = [ink_of_word(face, word) for word in text.split()]
    return Reach(max((ink.up for ink in reaches), default=0.0), max((ink.down for ink in reaches), default=0.0))


@lru_cache(maxsize=16_384)
def ink_of_word(face: Face, word: str) -> Reach:
    """How far the ink of a word reaches above and below its baseline, as parts of the size."""
    rtl = script_of(word) in _RIGHT_TO_LEFT
    infos, positions = harfbuzz(("", word, ""), face.composite, "und", "", rtl)
    up = down = 0
    for info, at in zip(infos, positions, strict=True):
        box = face.font.get_glyph_extents(info.codepoint)
        if box is not None:
            up = max(up, at.y_offset + box.y_bearing)
            down = max(down, -(at.y_offset + box.y_bearing + box.height))
    return Reach(up / face.units, down / face.units)


WHEN_OTHER.extend((usual_reach.cache_clear, ink_of_word.cache_clear, least_leading.cache_clear))
