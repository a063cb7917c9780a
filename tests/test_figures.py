"""Whether a translation says the numbers of its source."""

import ast
import re
from pathlib import Path

import pytest

import handout
from handout.locales.shelf import OURS
from handout.translation.figures import EITHER, decimal_marks, differences


def told(translated: str, source: str, language: str = "es") -> list[str]:
    return list(differences(translated, source, (decimal_marks(language, OURS), decimal_marks("en-US", OURS))))


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Take ½ tablet", "Tome 1/2 tableta"),
        ("Take 1 ½ tablets", "Tome 1,5 tabletas"),
        ("Take 1½ tablets", "Tome 1 y ½ tabletas"),
        ("Take 2.5 mL", "Tome 2,5 mL"),
        ("Take 0.5 mg", "Tome 0,50 mg"),
        ("Drink 1,500 mL", "Beba 1.500 mL"),
        ("Drink 2,000 mL", "Beba 2 000 mL"),
        ("Drink 2 500 mL tablets", "Beba 2 de 500 mL"),
        ("at 8 p.m.", "a las 20:00"),
        ("at 8 p.m.", "a las 20 h"),
        ("at 8 p.m.", "a las 8 de la noche"),
        ("at 8:30 p.m.", "a las 8:30 de la noche"),
        ("at 8 p.m.", "a las 8 p. m."),
        ("at 8:30 p.m.", "à 20h30"),
        ("from 8 a.m.–5 p.m.", "de 8:00 a 17:00"),
        ("5–10 mL", "de 5 a 10 mL"),
        ("90 mcg", "90 µg"),
        ("5 mg", "٥ mg"),
        ("7/10 people", "7 de 10 personas"),
        ("on 2026-11-22", "el 22/11/2026"),
        ("120/80", "120/80"),
        ("Call (303) 555-0123", "Llame al 303-555-0123"),
        ("above 38.5 °C", "≥ 38,5 °C"),
        ("B12 and COVID-19", "COVID-19 y B12"),
        ("No numbers.", "Sin números."),
    ],
)
def test_the_same_numbers_may_be_written_in_other_ways(source, translated):
    assert told(translated, source) == []


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Take 5 mg", "Tome 50 mg"),
        ("Take 0.5 mg", "Tome 5 mg"),
        ("Take 0.5 mg", "Tome 5.0 mg"),
        ("Take 5.125 mg", "Tome 5125 mg"),
        ("Take 1,500 mg", "Tome 1,5 mg"),
        ("Take 1 ½ tablets", "Tome 11/2 tabletas"),
        ("Take ½ tablet", "Tome 2 tabletas"),
        ("at 8 a.m.", "a las 8 p. m."),
        ("at 8 a.m.", "a las 20:00"),
        ("at 8:30 p.m.", "a las 8:00 p. m."),
        ("below 101.3 °F", "por debajo de 38.5 °C"),
        ("at −5 °C", "a 5 °C"),
        ("120/80", "120/90"),
        ("Call 555-0100", "Llame al 555-0101"),
        ("5–10 mL", "5 mL"),
        ("5 mL", "cinco mL"),
    ],
)
def test_another_number_is_told(source, translated):
    assert len(told(translated, source)) == 1


def test_another_unit_or_bound_is_told():
    assert told("Tome 5 mcg", "Take 5 mg") == ["it says 5 μg; its source says 5 mg"]
    assert told("Tome 8 mg cada 5 horas", "Take 5 mg every 8 hours") == ["it says 8 mg; its source says 5 mg"]
    assert told("de 5 a 10 mg, o 5 miligramos", "5 mg to 10 mg, or 5 mg") == []
    assert told("Tome 5 × 2 mg", "Take 2 × 5 mg") == ["it says 2 mg; its source says 5 mg"]
    assert told("Tome 5 de 2 mg", "Take 2 of 5 mg") == ["it says 2 mg; its source says 5 mg"]
    assert told("si es > 70", "if it is < 70") == ["it says > 70; its source says < 70"]


def test_a_unit_that_numbers_share_or_a_word_below_its_stroke_is_no_other_unit():
    assert told("5 mg a 10 mg, luego de 20 a 30 mg", "5 to 10 mg, then 20 mg to 30 mg") == []
    assert told("5, 10 o 20–30 mg, y 40 mg", "5 mg, 10 mg or 20 mg–30 mg, and 40 mg") == []
    assert told("5 mg/día, 20 mg / o 40 mg en 1,5 m²", "5 mg/day, 20 mg / or 40 mg on 1.5 m2") == []
    assert told("5 mg/min", "5 mg/h") == ["it says 5 mg/min; its source says 5 mg/h"]
    assert told("5 mg/kg/día", "5 mg/day") == ["it says 5 mg/kg/día; its source says 5 mg/day"]


def test_numbers_are_told_as_they_were_typed():
    assert told("a las 9 a. m., 2 veces", "at 8 p.m., twice") == [
        "its numbers are 9 a.m., 2; its source has 8 p.m.",
    ]


def test_a_language_without_words_may_write_either_mark():
    assert decimal_marks("tlh", OURS) == decimal_marks(None, OURS) == EITHER


def test_very_many_numbers_are_compared_at_once():
    text = " ".join(str(number) for number in range(5_000))
    assert len(told(f"{text} 1", f"{text} 2")) == 1


READERS = (
    "content/checks.py",
    "lint/rules/PL10_fraction.py",
    "pdf/text/line_breaking.py",
    "targets/html.py",
    "translation/agreement.py",
    "translation/figures.py",
)


@pytest.mark.parametrize("name", READERS)
def test_no_reader_of_quantities_has_digits_of_its_own(name):
    """Patterns of digits, and tests of single characters that know but some of them."""
    source = (Path(handout.__file__).parent / name).read_text(encoding="utf-8")
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    said = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    patterns = [text for text in texts if text not in said and re.search(r"\\d|0-9(?!A-F)|½", text)]
    asked = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert patterns == []
    assert {"isdigit", "isnumeric"}.isdisjoint(asked)
