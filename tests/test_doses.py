"""Doses that are dangerous to read: what they are, and what they hold up."""

from pathlib import Path

import pytest

from handout.lint.doses import doses_in
from support.faulty import build, handout_yaml, make_project


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Take 5 mg.", "en", ["5 mg"]),
        ("Take 5 to 10 mg, or 2 tablets.", "en", ["5", "10 mg", "2 tablets"]),
        ("Take 5-10 mL of it.", "en", ["5-10 mL"]),
        ("Tome 2 cucharadas.", "es", ["2 cucharadas"]),
        ("Glucose of 100 mg/dL, 4.0 mmol/L, 2.0 cm, in 3 days.", "en", []),
        ("250 mg/5 mL of syrup", "en", ["250 mg/5 mL"]),
        ("Nimm 3 Tabletten, oder 20 mg.", "de", ["3 Tabletten", "20 mg"]),
        ("Neem 3 tabletten, of 20 mg.", "nl", ["20 mg"]),
    ],
)
def test_a_dose_is_a_number_with_a_unit_of_medicine(text: str, language: str, found: list[str]) -> None:
    assert [text[dose.start : dose.end] for dose in doses_in(text, language)] == found


@pytest.mark.parametrize("dose", ["1.0 mg", ".5 mg", "4 U"])
@pytest.mark.parametrize(
    "medicine", ["name: Aspirin, morning: '…'", "name: Aspirin …, noon: 1 tablet", "name: Aspirin, as_needed: '…'"]
)
def test_a_schedule_of_medicines_with_such_a_dose_is_not_built(tmp_path: Path, medicine: str, dose: str) -> None:
    typed = medicine.replace("…", dose)
    make_project(tmp_path, care=handout_yaml(f"      - medicines: [{{{typed}}}]\n"))
    result = build(tmp_path)
    assert (result.code, "error[MD0" in result.err) == (1, True)
    assert not (tmp_path / "out" / "care.pdf").exists()


def test_a_dose_in_the_text_is_built_and_only_told(tmp_path: Path) -> None:
    make_project(tmp_path, care=handout_yaml("      - Take 1.0 mg.\n"))
    assert build(tmp_path).code == 0


def test_a_schedule_may_say_why_it_keeps_such_a_dose(tmp_path: Path) -> None:
    allow = "allow: [{rule: MD02, because: It is the name on the packet.}]\n"
    body = "      - medicines: [{name: Aspirin, morning: 1.0 mg}]\n"
    make_project(tmp_path, care=handout_yaml(body, more=allow))
    assert build(tmp_path).code == 0


def test_without_a_number_to_call_nothing_is_released(tmp_path: Path) -> None:
    make_project(tmp_path, care=handout_yaml("      - Rest.\n"))
    clinic = tmp_path / "content" / "clinic.yaml"
    kept = [
        line for line in clinic.read_text("utf-8").splitlines(True) if not line.startswith(("phone:", "emergency:"))
    ]
    clinic.write_text("".join(kept), "utf-8")
    assert build(tmp_path).code == 0
    refused = build(tmp_path, "--release")
    assert refused.code == 1
    assert "error[E89] not released: this box says to call, and no number to call is given" in refused.err
