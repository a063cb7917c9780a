"""Quantities as they stand on lines, by the places of their glyphs: never cut, and always in order.

PDFium reads each line, in the PDF that we wrote, from the boxes of its characters; no text of ours is asked.
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from datetime import date
from pathlib import Path

import pytest

from handout.library import Library
from handout.pdf.text.lines import DoesNotFit, Line, extents, set_lines
from handout.problems import Problems
from handout.targets.pdf import make_pdf
from handout.text.direction import Direction
from support.typeset import ATKINSON, NOTO, pdf_of, run

QUANTITIES = (
    "1 ½", "2 1/2", "6 ⅔", "½", "3¾", "0.25", "1 234,5", "10 000", "2 000–3 000", "5–10", "15 – 20", "5 - 7", "120/80",
    "≥ 38.5 °C", "− 5 °C", "< 70", "+/- 2", "5 mg", "10 mg–20 mg", "5 mg/kg/day", "250 mg/5 mL", "2 × 5 mL", "37.5 °C",
    "8 a.m.–5 p.m.", "9:30 a.m.", "8:00–17:00", "20 h 30", "2026-11-22", "22. 11. 2026", "50 %", "$ 5.00", "№ 5",
    "555 0100", "+1 (919) 555-0144", "1 (800) 222-1222", "01 42 68 53 00", "8 800 555-35-35", "020 7946 0958",
)  # fmt: skip
"""As authors type them, with every kind of sign, space and dash between the parts."""
WORDS = {
    "en": "take with a little food and water before each meal then rest",
    "es": "tome con un poco de comida y agua antes de dormir cucharadas sobres",
    "ht": "pran ak yon ti manje anvan ou dòmi grenn kiyè",
    "vi": "uống với một ít nước trước khi ngủ viên giọt",
    "ru": "принимайте с едой и водой перед сном таблетки капли",
    "ar": "خذ مع قليل من الطعام والماء قبل النوم أقراص",
    "th": "รับประทานพร้อมอาหารก่อนนอน เม็ด ช้อนชา",
    "zh-Hans": "饭后服用毫克片每天早上",
}
FAMILIES = {"en": ATKINSON, "es": ATKINSON, "ht": ATKINSON, "ar": ("Noto Sans Arabic",), "th": ("Noto Sans Thai",),
            "zh-Hans": ("Noto Sans SC",)}  # fmt: skip
NARROWEST, WIDEST = 40, 468


def drawn(seed: int, count: int) -> Iterator[tuple[str, str, str, str, float]]:
    """Language, words before, a quantity, words after, and a width in points."""
    chance = random.Random(seed)
    for _ in range(count):
        language = chance.choice(tuple(WORDS))
        words = WORDS[language].split()
        before, after = (" ".join(chance.choices(words, k=chance.randrange(1, 7))) for _ in "ba")
        yield language, before, chance.choice(QUANTITIES), after, chance.uniform(NARROWEST, WIDEST)


def lines_of(language: str, text: str, width: float) -> list[Line]:
    direction: Direction = "rtl" if language == "ar" else "ltr"
    return set_lines([run(text, language, FAMILIES.get(language, NOTO))], width, base_direction=direction)


def needs(language: str, text: str) -> float:
    direction: Direction = "rtl" if language == "ar" else "ltr"
    return extents([run(text, language, FAMILIES.get(language, NOTO))], base_direction=direction)[0]


def read(lines: list[Line], width: float) -> list[str]:
    """The marks of each line from left to right."""
    return rows_of(pdf_of(lines, width))


def rows_of(pdf: bytes) -> list[str]:
    """What stands on one baseline of a PDF, from left to right."""
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(pdf)
    rows: dict[tuple[int, int], list[tuple[float, int, str]]] = {}
    left, baseline = c_double(), c_double()
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if not char.isspace() and not raw.FPDFText_IsGenerated(text, index):
                raw.FPDFText_GetCharOrigin(text, index, left, baseline)
                rows.setdefault((number, -round(baseline.value)), []).append((round(left.value, 2), index, char))
    document.close()
    return [plainly("".join(char for *_, char in sorted(row))) for _, row in sorted(rows.items())]


def plainly(text: str) -> str:
    """A text without spaces, its vulgar fractions as PDFium has them."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u2044", "/").split())


def sure(text: str, language: str) -> str:
    """What PDFium is a witness of: among right-to-left letters it swaps brackets and the like (Bidi_Mirrored)."""
    return "".join(char for char in text if not unicodedata.mirrored(char)) if language == "ar" else text


def faults(language: str, before: str, quantity: str, after: str, width: float) -> list[str]:
    """What is wrong with a quantity among words at this width."""
    try:
        lines = lines_of(language, f"{before} {quantity} {after}", width)
    except DoesNotFit as fault:
        # Only where the quantity, or some word, is wider than the line.
        parts = (quantity, *f"{before} {after}".split())
        return [] if max(needs(language, part) for part in parts) > width else [str(fault)]
    shown = [sure(line, language) for line in read(lines, width)]
    bare = sure(plainly(quantity), language)
    if not any(bare in line for line in shown):
        return [f"{bare} is cut or turned: {shown}"]
    first = after.split()[0]
    together = f"{quantity} {first}"
    if quantity[-1].isdecimal() and language not in {"ar", "th", "zh-Hans"} and needs(language, together) <= width:
        wanted = plainly(together)
        if not is_alone(quantity) and not any(wanted in line for line in shown):
            return [f"{quantity} is parted from {first}: {shown}"]
    return []


def is_alone(quantity: str) -> bool:
    """Telephone numbers and days count nothing."""
    return sum(map(str.isdecimal, quantity)) >= 7 and "–" not in quantity


@pytest.mark.parametrize("seed", range(4))
def test_no_quantity_is_cut_or_turned_at_any_width(seed):
    pytest.importorskip("icu4py", reason="icu4py is not installed: no dictionaries")
    assert [found for drawing in drawn(seed, 60) for found in faults(*drawing)] == []


CLINIC = "{name: Example Clinic, language: en-US, disclaimer: {en: No advice.}}"
BLOCKS = """
title: W Q
language: LANGUAGE
purpose: W Q W
disclaimer: W
get_help: {call: [W Q W]}
summary: [W Q W W]
sections:
  - heading: W Q W
    body:
      - W W Q W W W
      - steps: [W Q W, W W Q W]
      - callout: {tone: note, title: W Q, text: W W Q W W}
      - table:
          caption: W W Q W
          columns: [W, W Q, W, W]
          rows: [[W Q W, W, Q W, W Q], [Q W, W Q W, Q, W W Q W]]
      - medicines:
          - {name: W Q, what_for: W, morning: Q W, noon: Q W, evening: Q, bedtime: Q W, notes: W Q W}
          - {name: W Q, as_needed: W Q W, notes: W Q W}
      - questions: [{q: W Q W, a: W W Q W W}]
      - terms: [{term: W, meaning: W Q W W}]
"""


def in_blocks(language: str, seed: int) -> tuple[str, list[str]]:
    """A handout with quantities in blocks of every kind, and those quantities."""
    chance = random.Random(seed)
    typed: list[str] = []

    def filled(match: re.Match[str]) -> str:
        if match[0] == "W":
            return " ".join(chance.choices(WORDS[language].split(), k=chance.randrange(1, 5)))
        typed.append(chance.choice(QUANTITIES))
        return f"{typed[-1]} {chance.choice(WORDS[language].split())}"

    lines = BLOCKS.replace("LANGUAGE", language).splitlines()
    texts = r"(?:(?<=[:,] )|(?<=\[)|(?<=- ))[WQ](?: [WQ])*"
    quoted = [re.sub(texts, r'"\g<0>"', line) for line in lines]
    return re.sub(r"\b[WQ]\b", filled, "\n".join(quoted)), typed


@pytest.mark.parametrize("style", ["standard", "large-print"])
@pytest.mark.parametrize("language", ["en", "es", "ar", "zh-Hans"])
def test_no_quantity_is_cut_or_turned_in_any_block(tmp_path, language, style):
    pytest.importorskip("icu4py", reason="icu4py is not installed: no dictionaries")
    assert cut_in_blocks(tmp_path, language, style, seed=11) == {}


def cut_in_blocks(root: Path, language: str, style: str, seed: int) -> dict[str, int]:
    """The quantities of a handout that stand on its pages whole less often than they were typed."""
    content = root / "content"
    content.mkdir(exist_ok=True)
    text, typed = in_blocks(language, seed)
    (content / "clinic.yaml").write_text(CLINIC, "utf-8")
    (content / "case.yaml").write_text(text, "utf-8")
    problems = Problems()
    library = Library(root, date(2026, 11, 24))
    entry = library.project.entry(content / "case.yaml", problems)
    opened = library.open(entry, problems)
    sheet = library.sheet(style, problems)
    made = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
    assert made is not None, [*map(str, problems)]
    shown = "\n".join(sure(row, language) for row in rows_of(made.data))
    wanted = Counter(sure(plainly(quantity), language) for quantity in typed)
    return {quantity: count for quantity, count in wanted.items() if shown.count(quantity) < count}
