"""All rules together: ranking, limits, what is allowed, the article's faults, the place of every finding."""

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handout.lint.check import check
from handout.lint.registry import rule
from handout.lint.rule_limits import RuleLimits, limits_of
from handout.lint.scores import handout_scores, score_line
from handout.lint.subject import Subject
from handout.problems import Problems, Severity
from handout.source import Located, Span
from support.lint_subjects import subject_from

FIXTURES = Path(__file__).parent / "fixtures/lint"
ARTICLE = Path(__file__).parents[2] / "shared/source/000_099a77bce4f29d78.txt"

BODY = """
sections:
  - heading: Rest
    body:
      - {}
"""


def body(text: str) -> str:
    return BODY.format(text).lstrip()


def found_by(subject: Subject) -> set[str]:
    return {problem.code for problem in check(subject)}


def faulty() -> Subject:
    return subject_from((FIXTURES / "faulty.yaml").read_text(encoding="utf-8"), ("purpose", "get_help"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (2, "GV01"), (2, "GV02"), (2, "GV03"), (2, "GV04"), (2, "GV05"), (2, "GV06"), (2, "GV10"), (2, "PL02"),
        (2, "PL15"), (2, "PL16"), (4, "GV09"), (7, "PL01"), (9, "CI09"), (9, "PL09"), (9, "PL13"), (12, "PL07"),
        (17, "PL06"), (18, "PL05"), (18, "PL08"), (20, "CI01"), (25, "CI01"), (25, "CI06"),
    ],
)  # fmt: skip
def test_the_faults_of_a_web_article_are_found_on_their_lines(line: int, code: str) -> None:
    assert (line, code) in {(problem.span.line, problem.code) for problem in check(faulty())}


def test_the_worst_comes_first_and_then_the_order_of_the_file() -> None:
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}
    order = [(rank[problem.severity], problem.span) for problem in check(faulty())]
    assert order == sorted(order)


def test_what_a_finding_quotes_stands_where_it_points() -> None:
    lines = (FIXTURES / "faulty.yaml").read_text(encoding="utf-8").splitlines()
    quoting = re.compile(r"'([^']+)' (?:is hard|speaks|has a plainer|does not say|is used|is a claim|may be new)")
    quoted = [(problem, match[1]) for problem in check(faulty()) if (match := quoting.match(problem.message))]
    assert len(quoted) > 20
    for problem, words in quoted:
        first = words.split()[0]
        there = lines[problem.span.line - 1][problem.span.column - 1 :]
        assert there.casefold().startswith(first.casefold())


def test_every_place_is_in_the_file() -> None:
    lines = (FIXTURES / "faulty.yaml").read_text(encoding="utf-8").splitlines()
    for problem in check(faulty()):
        assert 1 <= problem.span.column <= len(lines[problem.span.line - 1])


def test_a_long_sentence_is_placed_on_the_line_where_it_starts() -> None:
    text = "|\n        Rest well.\n        **Then** " + "walk on " * 12 + "and stop."
    places = [problem.span for problem in check(subject_from(body(text))) if problem.code == "PL01"]
    assert [(place.line, place.column) for place in places] == [(6, 11)]


def test_a_good_handout_is_left_in_peace() -> None:
    subject = subject_from((FIXTURES / "sound.yaml").read_text(encoding="utf-8"))
    assert [str(problem) for problem in check(subject)] == []


def test_a_good_handout_in_spanish_is_left_in_peace() -> None:
    subject = subject_from((FIXTURES / "sound.es.yaml").read_text(encoding="utf-8"))
    assert [str(problem) for problem in check(subject)] == []


def test_a_language_without_lists_gets_no_advice_on_its_words() -> None:
    text = body("La peau est rouge et le patient doit subséquemment consulter.") + "language: fr\n"
    assert {code for code in found_by(subject_from(text)) if code.startswith("PL")} == set()


def test_allow_silences_one_rule() -> None:
    text = body("The patient should rest. DO NOT run.") + "allow: [{rule: PL12, because: The box says so.}]\n"
    assert {"PL12", "PL13", "GV12"} & found_by(subject_from(text)) == {"PL13"}


def test_an_allow_with_an_unknown_code_is_an_error() -> None:
    found = check(subject_from("allow: [{rule: PL1, because: Why.}]"))
    assert [(problem.code, problem.hint) for problem in found if problem.severity is Severity.ERROR] == [
        ("GV11", "did you mean 'PL01'?")
    ]


def test_a_clinic_can_make_a_rule_fail_the_build() -> None:
    subject = subject_from(body("The patient should rest."), limits=RuleLimits(fail=frozenset({"PL13"})))
    assert [problem.code for problem in check(subject) if problem.severity is Severity.ERROR] == ["PL13"]


@dataclass(frozen=True)
class Checks:
    """The clinic's record, as far as the limits need it."""

    fail: tuple[Located, ...] = ()
    familiar: tuple[Located, ...] = ()
    reading_grade: int | None = None
    reading_ease: int | None = None
    sentence_words: int | None = None


def typed(text: str) -> Located:
    return Located(text, ((0, Span("content/clinic.yaml", 9, 12)),))


def test_a_clinics_checks_become_limits() -> None:
    problems = Problems()
    checks = Checks(fail=(typed("PL13"),), familiar=(typed("Insulin"),), reading_grade=8, sentence_words=15)
    assert limits_of(checks, problems) == RuleLimits(
        reading_grade=8, sentence_words=15, fail=frozenset({"PL13"}), familiar=frozenset({"insulin"})
    )
    assert limits_of(None, problems) == RuleLimits()
    assert list(problems) == []


def test_a_clinic_cannot_fail_a_rule_that_does_not_exist() -> None:
    problems = Problems()
    limits_of(Checks(fail=(typed("PL131"),)), problems)
    assert [str(problem) for problem in problems] == [
        "content/clinic.yaml:9:12: error[E07] there is no rule 'PL131'\n    hint: did you mean 'PL11'?"
    ]


WORDS = st.text("abcdeilnorstuy ABCU019.,;:!?()'’\"/-–%½é¿áñо", min_size=1, max_size=120)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["en", "es", "fr"]))
def test_any_words_are_checked_and_every_place_exists(texts: list[str], language: str) -> None:
    snippet = f"language: {language}\nsummary:\n" + "".join(f"  - {json.dumps('x ' + text)}\n" for text in texts)
    lines = snippet.splitlines()
    for problem in check(subject_from(snippet)):
        if problem.span.line <= len(lines):
            assert 1 <= problem.span.column <= len(lines[problem.span.line - 1])


TEDIOUS = ["a" * 8_000, ". " * 4_000, "." * 8_000, "1," * 4_000, "A. B. " * 1_300, "is not " * 1_100, "a@" * 4_000]


@pytest.mark.parametrize("text", TEDIOUS, ids=range(len(TEDIOUS)))
def test_a_tedious_text_is_checked_at_once(text: str) -> None:
    start = time.process_time()
    check(subject_from(f"summary: [{json.dumps('x ' + text)}]"))
    assert time.process_time() - start < 3


HARD = (
    "The investigation of venous insufficiency necessitates ultrasonography and a comprehensive examination of the "
    "lower extremities, which an experienced vascular specialist interprets for the individual concerned."
)


@pytest.mark.parametrize(("limit", "severity"), [(8.0, Severity.ERROR), (40.0, Severity.WARNING)])
def test_a_reading_grade_fails_only_over_the_clinics_limit(limit: float, severity: Severity) -> None:
    subject = subject_from(body(HARD), limits=RuleLimits(reading_grade=limit))
    assert [problem.severity for problem in check(subject) if problem.code == "PL02"] == [severity]


def test_the_clinics_own_familiar_words_are_not_hard() -> None:
    subject = subject_from(body("Use your nebulizer."), limits=RuleLimits(familiar=frozenset({"nebulizer"})))
    assert "PL08" not in found_by(subject)
    assert "PL08" in found_by(subject_from(body("Use your nebulizer.")))


def test_a_lead_in_and_its_bullets_are_scored_apart() -> None:
    text = "|\n        Call 911 if:\n\n        - your chest hurts\n        - you cannot breathe\n        - you faint"
    counts, _ = handout_scores(subject_from(body(text)))
    assert counts is not None
    # The purpose, the sign to call for, the lead-in, three bullets.
    assert counts.sentences == 6


def test_scores_name_their_formula_or_say_that_there_is_none() -> None:
    assert score_line(subject_from(body("Rest well."))).startswith("Flesch-Kincaid grade ")
    assert score_line(subject_from("language: fr")) == "no readability formula for 'fr'"


def test_words_that_wait_for_a_translator_are_not_judged_in_its_language() -> None:
    waits = "(translate) The wound heals by itself if nothing is put on it but what the doctor said, for air is good."
    subject = subject_from(
        f"language: es\npurpose: {waits}\nget_help: {{call: ['{waits}']}}\n"
        f"sections: [{{heading: Piel, body: ['{waits}']}}]\n"
    )
    assert [one for code in ("PL15", "PL16") for one in check(subject, code)] == []
    assert score_line(subject) == "nothing to score yet"


def test_units_come_in_reading_order_with_their_kinds() -> None:
    text = """
title: Your wound
purpose: How to rest.
summary: [Rest.]
get_help: {emergency: [You faint.], call: [It hurts.]}
sections:
  - heading: Care
    body:
      - Sit.
      - steps: [Wash.]
      - callout: {tone: tip, title: Note, text: Sleep.}
      - table: {columns: [{heading: When}], rows: [[Noon]]}
      - terms: [{term: Gauze, meaning: Thin cloth.}]
    sections:
      - heading: More
        body: [Walk.]
"""
    assert [(unit.kind, unit.text.strip()) for unit in subject_from(text.lstrip()).units] == [
        ("title", "Your wound"), ("purpose", "How to rest."), ("summary", "Rest."), ("emergency", "You faint."),
        ("call", "It hurts."), ("heading", "Care"), ("paragraph", "Sit."), ("step", "Wash."), ("label", "Note"),
        ("paragraph", "Sleep."), ("column", "When"), ("cell", "Noon"), ("term", "Gauze"), ("meaning", "Thin cloth."),
        ("heading", "More"), ("paragraph", "Walk."),
    ]  # fmt: skip


def article() -> Subject:
    """The article as a handout: a section for each question, every paragraph and bullet a block of its own."""
    sections: list[dict[str, object]] = []
    for line in ARTICLE.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("1. UpToDate"):
            break
        if text.endswith("?") and not text.startswith("•"):
            sections.append({"heading": text, "body": []})
        elif text.startswith("•") and sections:
            sections[-1]["body"].append({"steps": [text.lstrip("• ")]})  # type: ignore[attr-defined]
        elif text and sections:
            sections[-1]["body"].append(text)  # type: ignore[attr-defined]
    sections = [section for section in sections if section["body"]]
    snippet = yaml.safe_dump({"sections": sections}, allow_unicode=True, sort_keys=False, width=10_000)
    return subject_from(snippet, ("purpose", "get_help"))


@pytest.mark.skipif(not ARTICLE.exists(), reason=f"{ARTICLE.name} is not beside this repository")
def test_the_article_is_too_hard_and_never_speaks_to_its_reader() -> None:
    subject = article()
    _, scores = handout_scores(subject)
    grade = {score.formula: score.value for score in scores}
    assert 11 <= grade["Flesch-Kincaid grade"] < 13
    assert 12.5 <= grade["SMOG grade"] < 15
    assert {"PL01", "PL02", "PL05", "PL06", "PL07", "PL08", "PL09", "PL13", "PL15", "PL16", "CI09"} <= found_by(subject)
    assert sum(1 for _ in rule("PL01").find(subject)) >= 15


@pytest.mark.skipif(not ARTICLE.exists(), reason=f"{ARTICLE.name} is not beside this repository")
def test_the_articles_number_without_a_source_is_the_one_that_is_told() -> None:
    [claim] = [finding.message for finding in rule("CI09").find(article()) if "80%" in finding.message]
    assert claim == "'about 80%' is a claim, and nothing is cited beside it"
