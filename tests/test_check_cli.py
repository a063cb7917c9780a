"""`handout check`, as it is called: every fault at its line and column, the scores, and whether it fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handout.cli.check import command as check
from handout.cli.explain import command as explain
from handout.cli.worksheet import command as worksheet
from handout.lint.codes import codes
from support.faulty import CLINIC, build, handout_yaml, make_project

FIXTURES = Path(__file__).parent / "fixtures" / "lint"


def run(root: Path, *more: str) -> Result:
    arguments = ["--today", "2026-11-22", "--project", str(root), *more]
    return CliRunner().invoke(check, arguments, standalone_mode=False)


def found(root: Path, *more: str) -> set[tuple[int, int, str]]:
    done = run(root, "--format", "json", *more)
    assert done.exception is None, done.exception
    return {(row["line"], row["column"], row["code"]) for row in json.loads(done.output)}


EVERY_PLACE = """\
title: Your care
language: en-US
purpose: How the patient can rest.
summary:
  - "The \\u0070atient rests, and the patient sleeps."
get_help:
  emergency: ['It''s bad for the patient.']
  call: [Call when the patient feels bad.]
sections:
  - heading: Rest
    body:
      - |
        First line.
        Then **the patient** rests.
      - >-
        A folded line
        of the patient.
      - A plain line
        of the patient.
      - steps: [Wash., Ask the patient.]
      - callout: {tone: tip, text: "Help the patient."}
      - callout:
          tone: warning
          text: |
            One thing.

            - Lift the patient.
      - table:
          columns: [{heading: Who}, {heading: What}]
          rows:
            - [Noon, Wake the patient.]
      - questions: [{q: Who?, a: It is the patient.}]
      - terms: [{term: Gown, meaning: What the patient wears.}]
      - medicines: [{name: Aspirin, noon: One, notes: Let the patient sit.}]
      - checklist: [See the patient.]
"""


def test_a_fault_is_told_at_its_line_and_column_however_it_is_typed(tmp_path: Path) -> None:
    root = make_project(tmp_path, care=EVERY_PLACE)
    lines = EVERY_PLACE.splitlines()
    expected = {
        (number, line.index("the patient") + 1)
        for number, line in enumerate(lines, 1) if "the patient" in line
    } | {(5, lines[4].index("The") + 1)}  # fmt: skip
    assert {(line, column) for line, column, code in found(root) if code == "PL13"} == expected


def test_a_handout_without_what_is_required_gets_its_advice_too(tmp_path: Path) -> None:
    root = make_project(tmp_path, veins=(FIXTURES / "faulty.yaml").read_text("utf-8"))
    told = {(line, code) for line, _, code in found(root)}
    assert told >= {
        (2, "E04"), (2, "GV04"), (2, "GV05"), (2, "PL02"), (2, "PL15"), (2, "PL16"), (7, "PL01"), (9, "CI09"),
        (9, "PL09"), (9, "PL13"), (12, "PL07"), (17, "PL06"), (18, "PL05"), (18, "PL08"), (20, "CI01"), (25, "CI06"),
    }  # fmt: skip


@pytest.mark.parametrize("block", ["table: {columns: [A, B, {heading: C, tick: true}], rows: [[a]]}", "zones: [a]"])
def test_advice_is_given_beside_a_block_that_lacks_parts(tmp_path: Path, block: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f"      - {block}\n"))
    assert [code for _, _, code in found(tmp_path) if code.startswith("E")] == ["E07" if "rows" in block else "E05"]


def test_what_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    root = make_project(tmp_path, care=handout_yaml("      - The patient rests.\n", more="summary: Rest.\n"))
    told = {code for _, _, code in found(root)}
    assert {"E05", "PL13"} <= told
    assert "GV10" not in told


def test_an_uncited_reference_is_told_once(tmp_path: Path) -> None:
    more = "references:\n  - {id: one, type: book, title: One, issued: 2024}\n"
    root = make_project(tmp_path, care=handout_yaml(more=more))
    assert {code for _, _, code in found(root)} & {"W21", "CI01"} == {"CI01"}
    allowed = handout_yaml(more=f"{more}allow: [{{rule: CI01, because: For further reading.}}]\n")
    make_project(tmp_path, care=allowed)
    assert {code for _, _, code in found(root)} & {"W21", "CI01", "GV12"} == set()


def test_a_missing_disclaimer_is_told_once(tmp_path: Path) -> None:
    root = make_project(tmp_path, care=handout_yaml())
    path = root / "content" / "clinic.yaml"
    path.write_text(path.read_text("utf-8").replace("disclaimer: {en:", "disclaimer: {es:"), "utf-8")
    assert {code for _, _, code in found(root)} & {"E30", "GV03"} == {"E30"}


def test_a_number_of_the_clinic_with_a_mistake_is_not_said_to_be_missing(tmp_path: Path) -> None:
    root = make_project(tmp_path, clinic=CLINIC.replace("phone:", "phne:"), care=handout_yaml())
    assert {code for _, _, code in found(root)} & {"E02", "GV13"} == {"E02"}


def test_warnings_and_advice_do_not_fail(tmp_path: Path) -> None:
    done = run(make_project(tmp_path, care=handout_yaml("      - The patient rests.\n")))
    assert done.return_value == 0
    assert "warning[PL13]" in done.output


@pytest.mark.parametrize(
    ("checks", "code"),
    [("fail: [PL13]", "PL13"), ("reading_grade: 1", "PL02"), ("{fail: [PL01], sentence_words: 3}", "PL01")],
)
def test_the_clinics_limits_fail(tmp_path: Path, checks: str, code: str) -> None:
    body = "      - The patient remembers several medicines every afternoon, carefully, with a pharmacist.\n"
    root = make_project(tmp_path, care=handout_yaml(body))
    typed = checks if checks.startswith("{") else f"{{{checks}}}"
    (root / "content" / "clinic.yaml").write_text(f"{CLINIC}checks: {typed}\n", "utf-8")
    done = run(root)
    assert done.return_value == 1
    assert f"error[{code}]" in done.output


@pytest.mark.parametrize(
    ("body", "allow", "code"),
    [
        ("      - medicines: [{name: Metoprolol, morning: 1.0 mg}]\n", "", "MD02"),
        ("      - medicines: [{name: Metoprolol, morning: .5 mg}]\n", "", "MD03"),
        ("      - medicines: [{name: Insulin, morning: 4 U}]\n", "", "MD04"),
        ("", "allow: [{rule: PL12, because: Why.}, {rule: PL99, because: Why.}]\n", "GV11"),
        ("", "allow: [{rule: W35, text: Metoprolol, because: Why.}, {rule: E36, because: Why.}]\n", None),
    ],
)
def test_what_a_rule_calls_an_error_stops_a_build_too(tmp_path: Path, body: str, allow: str, code: str | None) -> None:
    root = make_project(tmp_path, care=handout_yaml(body, more=allow))
    told = run(root).output + build(root).err
    assert told.count(f"error[{code}]") == (0 if code is None else 2)
    assert (root / "out" / "care.pdf").exists() == (code is None)


def test_the_scores_are_told_with_their_formula(tmp_path: Path) -> None:
    lines = run(make_project(tmp_path, care=handout_yaml())).output.splitlines()
    [told] = [line for line in lines if line.startswith("content/care.yaml: ")]
    assert told.startswith("content/care.yaml: Flesch-Kincaid grade ")
    assert "Flesch reading ease " in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--severity", "error"), "no errors"),
        (("--severity", "warning", "--rule", "PL01", "--rule", "CI01"), "no CI01 or PL01"),
        (("--rule", "PL13"), "1 warning"),
    ],
)
def test_nothing_is_said_not_to_be_there_that_was_not_asked_for(tmp_path: Path, asked: list[str], said: str) -> None:
    root = make_project(tmp_path, care=handout_yaml("      - The patient rests.\n"))
    assert f"1 handout: {said}\n" in run(root, *asked).output


def test_what_weighs_most_is_named_last_and_in_order(tmp_path: Path) -> None:
    root = make_project(tmp_path, care=handout_yaml("      - The patient rests. The patient sleeps. DO NOT run.\n"))
    assert "what weighs most first: PL13 2, PL12 1" in run(root).output


def test_sarif_names_the_file_and_the_place(tmp_path: Path) -> None:
    root = make_project(tmp_path, care=handout_yaml("      - The patient rests.\n"))
    [log] = json.loads(run(root, "--format", "sarif").output)["runs"]
    [place] = [result["locations"][0]["physicalLocation"] for result in log["results"] if result["ruleId"] == "PL13"]
    assert place["artifactLocation"]["uri"] == "content/care.yaml"
    assert place["region"] == {"startLine": 9, "startColumn": 9}


def test_a_build_without_limits_loads_no_rule_and_no_reader_of_pdfs(tmp_path: Path) -> None:
    root = make_project(tmp_path, care=handout_yaml())
    code = (
        "import sys; from click.testing import CliRunner; from handout.cli.build import command; "
        f"done = CliRunner().invoke(command, ['--project', {str(root)!r}]); assert done.exit_code == 0, done.output; "
        "print(sorted(name for name in sys.modules if name.startswith(('handout.lint', 'pypdf'))))"
    )
    run_alone = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run_alone.stdout == "[]\n"


@pytest.mark.parametrize("code", codes())
def test_every_rule_is_explained(code: str) -> None:
    done = CliRunner().invoke(explain, [code.lower()])
    assert (done.exit_code, done.output.split()[0]) == (0, code)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("PL1", "there is no code 'PL1'; did you mean 'PL01'?"),
        ("e2", "there is no code 'e2'; did you mean 'E02'?"),
        ("W 21", "there is no code 'W 21'; did you mean 'W21'?"),
        ("?", "there is no code '?'; a message shows its code in brackets, such as E02, W21 or PL01"),
    ],
)
def test_an_unknown_code_is_wrong_use_with_a_hint(typed: str, said: str) -> None:
    done = CliRunner().invoke(explain, [typed])
    assert done.exit_code == 2
    assert said in done.output


def test_the_worksheet_of_a_file_is_no_score(tmp_path: Path) -> None:
    root = make_project(tmp_path, care=handout_yaml())
    done = CliRunner().invoke(worksheet, ["content/care.yaml", "--project", str(root)], standalone_mode=False)
    assert "PEMAT-P" in done.output
    assert "CDC Clear Communication Index" in done.output
    assert "score" not in done.output.replace("Readability", "").casefold()


def codes_told(root: Path, *more: str) -> set[str]:
    return {code for _, _, code in found(root, *more)} - {"SCORE"}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A project with an error, a warning and advice."""
    body = '      - "Take .5 mg. Rest <b>now</b>."\n      - medicines: [{name: A, morning: .5 mg}]\n'
    return make_project(tmp_path, wound=handout_yaml(body))


def test_only_what_was_asked_for_is_told(faulty: Path) -> None:
    every = codes_told(faulty)
    assert {"MD03", "GV04", "GV05"} <= every
    assert codes_told(faulty, "--rule", "GV04", "--rule", "md03") == {"GV04", "MD03"}
    assert codes_told(faulty, "--rule", "GV04", "--severity", "warning") == set()
    told = run(faulty, "--severity", "error").stderr
    assert "error[" in told
    assert "advice[" not in told


def test_exit_and_count_go_by_what_is_told(faulty: Path) -> None:
    assert run(faulty).return_value == 1
    only = run(faulty, "--rule", "GV04")
    assert (only.return_value, "1 handout: 1 advice" in only.output) == (0, True)


def test_what_keeps_a_handout_from_being_checked_is_told_whatever_was_asked_for(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml().replace("purpose", "purpos"))
    done = run(tmp_path, "--rule", "GV04", "--severity", "error")
    assert done.return_value == 1
    assert "error[E02] unknown key 'purpos'" in done.stderr


def test_a_rule_that_there_is_not_is_wrong_use(faulty: Path) -> None:
    done = run(faulty, "--rule", "GV4")
    assert "there is no rule 'GV4' (did you mean 'GV0" in str(done.exception)
