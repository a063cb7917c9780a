"""The reports: text, JSON, SARIF, the pages of the rules, the reviewer's worksheet."""

import json
from pathlib import Path

import pytest

from handout.lint import formats
from handout.lint.check import check
from handout.lint.codes import codes, hint
from handout.lint.explain import explain, index
from handout.lint.scores import readability
from handout.lint.worksheet import CCI, PEMAT, worksheet
from handout.problems import Problem, Severity
from handout.source import Span
from support.lint_subjects import subject_from

FAULTY = Path(__file__).parent / "fixtures/lint/faulty.yaml"


def problems() -> list[Problem]:
    place = Span("content/wörter.yaml", 9, 7)
    own = Problem(place, Severity.ERROR, "E02", "unknown key 'itmes'", "did you mean 'items'?")
    return [own, *check(subject_from(FAULTY.read_text(encoding="utf-8")))]


def test_text_is_a_line_and_a_hint() -> None:
    assert formats.as_text(problems()[:1]) == (
        "content/wörter.yaml:9:7: error[E02] unknown key 'itmes'\n    hint: did you mean 'items'?\n"
    )


def test_json_has_every_part_of_a_problem() -> None:
    [first, *_] = json.loads(formats.as_json(problems()))
    assert first == {
        "file": "content/wörter.yaml", "line": 9, "column": 7, "severity": "error", "code": "E02",
        "message": "unknown key 'itmes'", "hint": "did you mean 'items'?",
    }  # fmt: skip


def test_no_problems_are_an_empty_report() -> None:
    assert formats.as_text([]) == ""
    assert json.loads(formats.as_json([])) == []
    assert json.loads(formats.as_sarif([]))["runs"][0]["results"] == []


def test_json_has_the_readability_beside_the_problems() -> None:
    [one] = json.loads(formats.as_json([], [readability(subject_from("summary: [The cat sat on the mat.]"))]))
    assert (one["file"], one["severity"], one["code"]) == ("x.yaml", "info", "SCORE")
    assert [score["formula"] for score in one["scores"]] == ["Flesch-Kincaid grade", "Flesch reading ease"]
    assert one["message"].startswith("Flesch-Kincaid grade ")


def test_sarif_has_the_readability_of_each_handout() -> None:
    log = json.loads(formats.as_sarif([], [readability(subject_from("language: fr"))]))
    assert log["runs"][0]["properties"] == {"readability": {"x.yaml": {"language": "fr", "scores": []}}}


def test_the_ranking_puts_what_weighs_most_first_and_then_what_is_frequent() -> None:
    place = Span("a.yaml", 1, 1)
    found = [(Severity.ADVICE, "PL08"), (Severity.WARNING, "PL13"), (Severity.ADVICE, "PL05"), (Severity.ERROR, "E02"),
             (Severity.ADVICE, "PL08"), (Severity.WARNING, "PL01"), (Severity.WARNING, "PL13")]  # fmt: skip
    told = [Problem(place, severity, code, "…") for severity, code in found]
    assert formats.ranking(told) == "E02 1, PL13 2, PL01 1, PL08 2, PL05 1"


def test_sarif_has_the_shape_that_2_1_0_asks_for() -> None:
    log = json.loads(formats.as_sarif(problems()))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "handout"
    assert len({known["id"] for known in driver["rules"]}) == len(driver["rules"])
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        [location] = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"].isascii()
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_sarif_explains_the_rules_it_names() -> None:
    [run] = json.loads(formats.as_sarif(problems()))["runs"]
    known = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    assert known["PL01"]["name"] == "LongSentence"
    assert known["PL01"]["shortDescription"]["text"] == "Sentences longer than about twenty words."
    assert "Why it matters" in known["PL01"]["help"]["text"]
    assert known["PL01"]["defaultConfiguration"]["level"] == "warning"
    assert known["E02"]["shortDescription"]["text"].startswith("A key is not known here.")
    assert "What to do: Take the key that the hint names." in known["E02"]["help"]["text"]


def test_advice_is_a_note_in_sarif() -> None:
    advice = Problem(Span("a.yaml", 1, 1), Severity.ADVICE, "PL05", "passive")
    assert json.loads(formats.as_sarif([advice]))["runs"][0]["results"][0]["level"] == "note"


def test_a_page_has_the_code_and_the_name() -> None:
    page = explain("pl01")
    assert page is not None
    assert page.startswith("PL01 long-sentence (warning)\n\nSentences longer than about twenty words.\n")


@pytest.mark.parametrize(("typed", "expected"), [("PL101", "did you mean 'PL01'?"), ("GV-01", "did you mean 'GV01'?")])
def test_an_unknown_rule_has_no_page_but_a_hint(typed: str, expected: str) -> None:
    assert explain(typed) is None
    assert hint(typed) == expected


def test_the_index_names_every_rule() -> None:
    assert [line.split()[0] for line in index().splitlines()] == list(codes())


def sheet() -> str:
    return worksheet(subject_from(FAULTY.read_text(encoding="utf-8"), ("purpose", "get_help")))


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] 1. The purpose is evident: look at 1, in part\n      - x.yaml:2:8: GV01 this handout",
        "- [ ] 2. Nothing distracts from the purpose: for the reviewer\n",
        "- [ ] 7. The reader need not calculate: nothing found, in part (PL11)\n",
        "- [ ] 23. A tangible tool, such as a checklist or a menu planner: none found, in part\n",
        "- [ ] 14. When and how to contact a provider: look at 1, in part\n",
    ],
)
def test_the_worksheet_says_who_looked_at_each_item(line: str) -> None:
    assert line in sheet()


def test_the_worksheet_has_every_item_and_counts_them() -> None:
    assert [item.number for item in PEMAT] == [*range(1, 13), *range(15, 27)]
    assert [item.number for item in CCI] == [*range(1, 21)]
    checked = sum(bool(item.rules or item.shown_by) for item in PEMAT)
    assert f"{checked} of 24 PEMAT-P items have a machine check" in sheet()


def test_the_worksheet_shows_where_a_tool_is() -> None:
    text = "sections:\n  - heading: Rest\n    body:\n      - checklist: [Your card]\n"
    assert "menu planner: one at x.yaml:4:20, in part\n" in worksheet(subject_from(text))


def test_the_worksheet_is_never_a_score() -> None:
    assert "PEMAT score" not in sheet()
    assert "Rate every item yourself" in sheet()
