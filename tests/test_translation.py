"""A translation says which text it follows, block by block, and is held back when it fell behind."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handout.cli.build import command as build_verb
from handout.cli.check import command as check
from handout.cli.options import DayOption
from handout.cli.sign import command as sign
from handout.cli.status import command as status
from handout.cli.translate import command as translate
from handout.cli.verify import command as verify
from handout.content.handout import Handout
from handout.library import Library, Opened
from handout.problems import HandoutError, Problems
from handout.reading import models
from handout.reading.nodes import Mapping
from handout.reading.yaml_file import parse
from handout.translation.blocks import blocks_of
from handout.translation.skeleton import skeleton
from handout.translation.text_units import units_of
from support.faulty import build, make_project

CLINIC = """\
name: An example clinic
phone: "555 0100"
language: en
disclaimer: {en: For information only., es: Solo para su información., ar: للمعلومات فقط.}
review: {required: [clinical], valid_for: 24 months}
"""
SOURCE = """\
# A comment that stays.
title: Rest at home
language: en
purpose: How to rest.
summary:
  - Take 500 mg every 6 hours [@who].
  - "Drink water: 2 liters."
get_help:
  call: [You have a fever of 38.5 degrees.]
sections:
  - heading: Rest
    id: rest
    body:
      - Lie down for 2 hours. See [the next part](#walk).
      - steps: [Sit up., Wait 5 minutes.]
      - callout:
          tone: note
          text: |
            Ask [us](https://www.example.org/) about it.
  - heading: Walk
    id: walk
    body:
      - medicines:
          - {name: Aspirin 100 mg, morning: 1 tablet, evening: 2 tablets}
      - chance: {in: 5, of: 10, happens: fall, otherwise: do not fall}
references:
  - {id: who, type: webpage, title: Rest, URL: "https://www.example.org/rest", accessed: 2026-01-01}
"""
SPANISH = [
    ("Rest at home", "Descanso en casa"), ("How to rest.", "Cómo descansar."),
    ("Take 500 mg every 6 hours", "Tome 500 mg cada 6 horas"), ("Drink water: 2 liters.", "Beba agua: 2 litros."),
    ("You have a fever of 38.5 degrees.", "Tiene fiebre de 38.5 grados."), ("heading: Rest", "heading: Descanso"),
    ("Lie down for 2 hours. See [the next part]", "Acuéstese 2 horas. Vea [la parte siguiente]"),
    ("Sit up.", "Siéntese."), ("Wait 5 minutes.", "Espere 5 minutos."),
    ("Ask [us](https://www.example.org/) about it.", "Pregúntenos [aquí](https://www.example.org/)."),
    ("heading: Walk", "heading: Caminar"), ("Aspirin 100 mg", "Aspirina 100 mg"), ("1 tablet", "1 tableta"),
    ("2 tablets", "2 tabletas"), ("happens: fall", "happens: se caen"), ("do not fall", "no se caen"),
]  # fmt: skip
TODAY = "2026-11-23"


def written(root: Path, source: str) -> Path:
    """The folder of a clinic with one handout."""
    return make_project(root, clinic=CLINIC, rest=source) / "content"


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("translated")
    content = written(root, SOURCE)
    run(translate, root, "content/rest.yaml", "--to", "es")
    path = content / "rest.es.yaml"
    text = path.read_text("utf-8").replace("(translate) ", "")
    for english, spanish in SPANISH:
        assert english in text
        text = text.replace(english, spanish)
    path.write_text(text, "utf-8")
    return root


@pytest.fixture
def project(translated: Path, tmp_path: Path) -> Path:
    """A project whose translation is in step."""
    return Path(shutil.copytree(translated, tmp_path, dirs_exist_ok=True))


def run(command: object, project: Path, *arguments: str) -> Result:
    options = ["--project", str(project), "--today", TODAY]
    return CliRunner().invoke(command, [*arguments, *options], standalone_mode=False)  # type: ignore[arg-type]


def change(project: Path, old: str, new: str, file: str = "rest.yaml") -> None:
    path = project / "content" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def opened(project: Path, file: str = "rest.es.yaml") -> tuple[Opened | None, Problems]:
    problems = Problems()
    library = Library(project, DayOption().convert(TODAY, None, None))
    [entry] = library.chosen([project / "content" / file], problems)
    return library.open(entry, problems), problems


def told(project: Path, file: str = "rest.es.yaml") -> list[str]:
    """The problems of the translation: code and message, without the place."""
    return [f"{problem.code} {problem.message}" for problem in opened(project, file)[1]]


def accept(project: Path, *done: str) -> Result:
    return run(translate, project, "content/rest.yaml", "--to", "es", *(done or ["--accept"]))


def sign_translation(project: Path) -> Result:
    who = ["--name", "Ana Example", "--credentials", "R.N.", "--role", "clinical"]
    return run(sign, project, "content/rest.es.yaml", *who, "--time", "2026-11-22T09:00:00+00:00")


def in_step(project: Path) -> str:
    [row] = [line for line in run(status, project).output.splitlines() if re.match(r"rest +es ", line)]
    return re.split(r"  +", row)[-2]


def test_a_skeleton_is_the_source_with_a_mark_before_every_text(tmp_path: Path) -> None:
    content = written(tmp_path, SOURCE)
    run(translate, tmp_path, "content/rest.yaml", "--to", "es")
    made = (content / "rest.es.yaml").read_text("utf-8")
    copy, _, record = made.partition("# Written by")
    assert copy.replace("(translate) ", "") == SOURCE.replace("language: en", "language: es")
    assert copy.count("(translate) ") == 16
    assert len(re.findall("^  - ", record, re.MULTILINE)) == 13


LONG_TEXT = """      - |
        Wear it by day,
        and at night.

        - Loosen it.
          Then wait.

          Wear it again.
        - **Dry** it by hand:

          1. in the sun
          2. - on a line
      - "One.\\n\\n- Two."
"""
MARKED_TEXT = """      - |
        (translate) Wear it by day,
        and at night.

        - (translate) Loosen it.
          Then wait.

          (translate) Wear it again.
        - (translate) **Dry** it by hand:

          1. (translate) in the sun
          2. - (translate) on a line
      - "(translate) One.\\n\\n- (translate) Two."
"""


def test_each_paragraph_and_item_of_a_long_text_is_marked_and_told_in_one_line(tmp_path: Path) -> None:
    head = "title: Boot\npurpose: Wear it.\nget_help: {call: [It hurts.]}\nsections:\n  - heading: One\n    body:\n"
    content = written(tmp_path, head + LONG_TEXT)
    run(translate, tmp_path, "content/rest.yaml", "--to", "es")
    assert MARKED_TEXT in (content / "rest.es.yaml").read_text("utf-8")
    found, problems = opened(tmp_path)
    assert found is None
    (told,) = [problem for problem in problems if problem.code == "E35"]
    assert (str(told.span), told.message) == (
        "content/rest.es.yaml:1:8", "12 texts are not translated yet; this is the first"
    )  # fmt: skip


def test_a_skeleton_does_not_build(tmp_path: Path) -> None:
    written(tmp_path, SOURCE)
    run(translate, tmp_path, "content/rest.yaml", "--to", "es")
    found, problems = opened(tmp_path)
    assert found is None
    assert {problem.code for problem in problems} == {"E35"}


def test_a_source_with_errors_is_not_copied(tmp_path: Path) -> None:
    content = written(tmp_path, SOURCE.replace("purpose", "porpoise"))
    done = run(translate, tmp_path, "content/rest.yaml", "--to", "es")
    assert isinstance(done.exception, HandoutError)
    assert not (content / "rest.es.yaml").exists()


@pytest.mark.parametrize("own", ["en", "en-US"])
def test_a_handout_is_not_translated_into_its_own_language(project: Path, own: str) -> None:
    own_text = SOURCE.replace("language: en\n", f"language: {own}\n")
    (project / "content" / "rest.yaml").write_text(own_text, "utf-8")
    done = run(translate, project, "content/rest.yaml", "--to", "en")
    assert f"content/rest.yaml is in '{own}' already" in str(done.exception)
    assert not (project / "content" / "rest.en.yaml").exists()
    (project / "content" / "rest.en.yaml").write_text(own_text, "utf-8")
    assert [problem.code for problem in opened(project, "rest.en.yaml")[1]] == ["W42"]


def test_a_finished_skeleton_is_in_step(project: Path) -> None:
    assert told(project) == []
    assert in_step(project) == "yes"


def test_a_changed_block_of_the_source_is_named_in_both_files(project: Path) -> None:
    change(project, "Take 500 mg every 6 hours", "Take 250 mg every 6 hours")
    [problem] = opened(project)[1]
    assert str(problem) == (
        "content/rest.es.yaml:6:5: warning[W30] stale: summary 1 ('Tome 500 mg cada 6 horas .'): "
        "its source has changed; summary 1: its numbers are 500, 6; its source has 250, 6\n"
        "    hint: now at content/rest.yaml:6:5: summary 1 ('Take 250 mg every 6 hours .')"
    )
    assert in_step(project) == "no: 1 stale"


def test_of_a_block_with_several_texts_the_one_whose_source_has_changed_is_named(project: Path) -> None:
    change(project, "Wait 5 minutes.", "Wait a bit.")
    [problem] = [one for one in opened(project)[1] if one.code == "W30"]
    own = (project / "content" / "rest.es.yaml").read_text("utf-8").splitlines()[problem.span.line - 1]
    assert own[problem.span.column - 1 :].startswith("Espere 5 minutos.")
    assert "its source has changed in 'Wait a bit.'; " in problem.message
    assert str(problem.hint).endswith(": 'Wait a bit.'")
    accept(project)
    assert in_step(project) == "no: 1 stale"  # the number that is missing is an error, whatever is accepted
    change(project, "Espere 5 minutos.", "Espere un poco.", "rest.es.yaml")
    accept(project)
    assert in_step(project) == "yes"


def test_a_record_from_before_texts_were_told_apart_is_still_read(project: Path) -> None:
    path = project / "content" / "rest.es.yaml"
    path.write_text(re.sub(r"(?m)^(  - \S+ [0-9a-f]{16} [0-9a-f]{16}).*", r"\1", path.read_text("utf-8")), "utf-8")
    assert in_step(project) == "yes"
    change(project, "Wait 5 minutes.", "Then wait 5 minutes.")
    assert told(project) == ["W30 stale: section rest, steps 1 ('Siéntese. Espere 5 minutos.'): its source has changed"]


def test_a_text_is_known_by_where_it_stands_and_by_what_it_says(tmp_path: Path) -> None:
    """The texts of every kind of block are those that a skeleton marks, however short the block is typed."""
    source = (Path(__file__).parent / "fixtures" / "review" / "every-kind.yaml").read_bytes()
    short = b"""
      - schedule: [{when: Monday, what: Wash}, {when: Tuesday, what: Rest}]
      - checklist: [Keys, Card]
      - table: {caption: Days, columns: [Day, What], rows: [[One, Rest]]}
"""
    source = source.replace(b"    body:\n", b"    body:" + short, 1)
    root = parse(source, "x", Problems())
    assert isinstance(root, Mapping)
    marked = skeleton(source, root, "es")
    problems = Problems()
    marked_root = parse(marked, "x", problems)
    assert isinstance(marked_root, Mapping)
    read = models.read(Handout, marked_root, problems, "handout")
    assert isinstance(read, Handout)
    units = [unit for block in blocks_of(read) for unit in units_of(block)]
    unmarked = [unit.path for unit in units if not unit.text.startswith("(translate)")]
    assert unmarked == []
    assert len(units) + len(read.keywords) == marked.count(b"(translate)")


def test_a_new_block_of_the_source_is_missing(project: Path) -> None:
    change(project, "      - steps:", "      - Breathe slowly.\n      - steps:")
    assert told(project) == [
        "W31 missing after this: the translation of section rest, text 2 ('Breathe slowly.')",
    ]


def test_a_block_that_the_source_no_longer_has_is_extra(project: Path) -> None:
    change(project, "      - steps: [Sit up., Wait 5 minutes.]\n", "")
    assert told(project) == [
        "W32 extra: section rest, steps 1 ('Siéntese. Espere 5 minutos.') stands for no block of the source"
    ]


def test_changes_of_several_kinds_are_told_exactly(project: Path) -> None:
    change(project, "How to rest.", "How to rest well.")
    change(project, "summary:\n", "summary:\n  - Sleep.\n")
    change(project, "      - steps: [Sit up., Wait 5 minutes.]\n", "")
    assert in_step(project) == "no: 1 stale, 1 extra, 1 missing"


def test_a_block_that_was_translated_but_not_recorded_is_told(project: Path) -> None:
    change(project, "      - steps:", "      - Breathe slowly.\n      - steps:")
    change(project, "      - steps:", "      - Respire despacio.\n      - steps:", "rest.es.yaml")
    assert told(project) == [
        "W37 new: section rest, text 2 ('Respire despacio.') is not recorded as following its source"
    ]
    accept(project)
    assert in_step(project) == "yes"


def test_polishing_a_translation_leaves_it_in_step(project: Path) -> None:
    change(project, "Cómo descansar.", "Cómo descansar bien.", "rest.es.yaml")
    change(project, "Siéntese.", "Siéntese despacio.", "rest.es.yaml")
    assert in_step(project) == "yes"


def test_layout_and_comments_of_the_source_do_not_make_a_translation_stale(project: Path) -> None:
    change(project, "title: Rest at home", "# Another comment.\ntitle: 'Rest  at home'")
    assert in_step(project) == "yes"


def test_accepting_records_todays_source_and_touches_no_other_byte(project: Path) -> None:
    change(project, "How to rest.", "How to rest well.")
    path = project / "content" / "rest.es.yaml"
    before = path.read_bytes()
    accept(project)
    after = path.read_bytes()
    assert in_step(project) == "yes"
    assert before.partition(b"follows:")[0] == after.partition(b"follows:")[0]


def test_a_record_keeps_the_line_ends_of_its_file(project: Path) -> None:
    path = project / "content" / "rest.es.yaml"
    path.write_bytes(path.read_bytes().partition(b"# Written by")[0].replace(b"\n", b"\r\n"))
    accept(project)
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert in_step(project) == "yes"


def test_one_block_may_be_accepted(project: Path) -> None:
    change(project, "How to rest.", "How to rest well.")
    change(project, "Rest at home", "Rest now")
    accept(project, "--done", "purpose")
    assert [message.split(" (")[0] for message in told(project)] == ["W30 stale: title"]


@pytest.mark.parametrize(
    ("old", "new", "put_in"),
    [
        ("      - steps:", "      - Breathe slowly.\n      - steps:",
         "      - (translate) Breathe slowly.\n      - steps:"),
        ("summary:\n", "summary:\n  - Sleep.\n", "summary:\n  - (translate) Sleep.\n"),
        ("  - heading: Walk\n",
         "  - heading: Eat\n    id: eat\n    body:\n      - |\n        Eat well.\n  - heading: Walk\n",
         "  - heading: (translate) Eat\n    id: eat\n    body:\n      - |\n        (translate) Eat well.\n"),
        ("      - callout:", "      - callout: {tone: tip, text: Rest.}\n      - callout:",
         "      - callout: {tone: tip, text: (translate) Rest.}\n"),
    ],
)  # fmt: skip
def test_what_is_missing_is_put_in_to_be_translated(project: Path, old: str, new: str, put_in: str) -> None:
    change(project, old, new)
    path = project / "content" / "rest.es.yaml"
    before = path.read_text("utf-8")
    run(translate, project, "content/rest.yaml", "--to", "es")
    after = path.read_text("utf-8")
    assert put_in in after
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(after.splitlines()) - len(before.splitlines()) == len(new.splitlines()) - len(old.splitlines())
    assert {problem.code for problem in opened(project)[1]} == {"E35"}
    path.write_text(after.replace("(translate) ", ""), "utf-8")
    assert accept(project).exception is None
    assert in_step(project) == "yes"
    assert added


def test_nothing_is_written_when_nothing_is_missing(project: Path) -> None:
    path = project / "content" / "rest.es.yaml"
    before = path.read_bytes()
    change(project, "How to rest.", "How to rest well.")
    run(translate, project, "content/rest.yaml", "--to", "es")
    assert path.read_bytes() == before


def test_what_is_missing_cannot_be_accepted(project: Path) -> None:
    change(project, "      - steps:", "      - Breathe slowly.\n      - steps:")
    done = accept(project)
    assert isinstance(done.exception, HandoutError)
    assert [problem.code for problem in done.exception.problems] == ["E38"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("500 mg", "50 mg", "summary 1: its numbers are 50, 6; its source has 500, 6"),
        ("500 mg", "500 g", "summary 1: it says 500 g; its source says 500 mg"),
        ("[@who]", "", "summary 1: it cites none; its source cites who"),
        ("(#walk)", "(#rest)", "section rest, text 1: it links to section 1; its source links to section 2"),
        ("www.example.org/)", "example.org/)", "section rest, callout 1: it links to https://example.org/; "
                                               "its source links to https://www.example.org/"),
        ("Siéntese., ", "", "section rest, steps 1: its entries are not those of its source"),
        ("tone: note", "tone: warning",
         "section rest, callout 1: it has the tone 'warning'; its source has the tone 'note'"),
        ("morning: 1 tableta, evening: 2", "morning: 2 tabletas, evening: 1",
         "section walk, medicines 1: its numbers are 2; its source has 1"),
        ("in: 5", "in: 3", "section walk, chance 1: it has 'in: 3'; its source has 'in: 5'"),
    ],
)  # fmt: skip
def test_what_no_language_changes_must_be_the_same(project: Path, old: str, new: str, message: str) -> None:
    change(project, old, new, "rest.es.yaml")
    assert f"E36 {message}" in told(project)
    assert opened(project)[0] is None


@pytest.mark.parametrize("named", ["Tome 50 mg cada 6 horas.", "tome 50 mg  cada 6 horas ."])
def test_a_text_that_cites_is_allowed_as_the_page_shows_it(project: Path, named: str) -> None:
    change(project, "500 mg", "50 mg", "rest.es.yaml")
    change(
        project, "language: es\n", f"language: es\nallow: [{{rule: E36, text: {named}, because: A}}]\n", "rest.es.yaml"
    )
    assert told(project) == []
    assert "GV12" not in run(check, project, "content/rest.es.yaml").output


def test_what_holds_when_nothing_is_typed_may_be_left_out(project: Path) -> None:
    change(project, "          tone: note\n", "", "rest.es.yaml")
    assert not [line for line in told(project) if "E36" in line]


@pytest.mark.parametrize("number", ["٥٠٠ mg cada ٦", "500 mg, 6", "500 mg cada 6"])
def test_numbers_may_stand_in_other_digits_and_another_order(project: Path, number: str) -> None:
    change(project, "500 mg cada 6", number, "rest.es.yaml")
    assert told(project) == []


@pytest.mark.parametrize(("english", "spanish"), [("1,500", "1500"), ("1,500", "1.500"), ("0.125", "0,125"),
                                                  ("15,000", "15 000")])  # fmt: skip
def test_numbers_may_be_grouped_as_the_language_does(project: Path, english: str, spanish: str) -> None:
    change(project, "2 liters", f"{english} liters")
    change(project, "2 litros", f"{spanish} litros", "rest.es.yaml")
    assert accept(project).exception is None


@pytest.mark.parametrize(("english", "spanish"), [("5.125", "5125"), ("0.5", "05"), ("1.25", "12.5")])
def test_a_lost_decimal_point_is_found(project: Path, english: str, spanish: str) -> None:
    change(project, "2 liters", f"{english} liters")
    change(project, "2 litros", f"{spanish} litros", "rest.es.yaml")
    assert isinstance(accept(project).exception, HandoutError)


def test_words_left_in_the_language_of_the_source_are_asked_about(project: Path) -> None:
    link = "(https://www.example.org/)"
    change(project, f"Pregúntenos [aquí]{link}.", f"Ask [us]{link} about it.", "rest.es.yaml")
    assert told(project) == [
        "W35 section rest, callout 1 ('Ask us about it.') says the same in both languages: is it translated?"
    ]


def test_a_stale_translation_is_a_draft_whatever_was_signed(project: Path) -> None:
    sign_translation(project)
    before = opened(project)[0]
    change(project, "How to rest.", "How to rest well.")
    after = opened(project)[0]
    assert before is not None and after is not None
    assert (before.edition.state, before.edition.running.mark) == ("signed", None)
    assert (after.edition.state, after.edition.running.mark) == ("changed", "BORRADOR")
    assert "Ana" not in after.edition.running.review_line


def test_a_stale_translation_may_not_be_released(project: Path) -> None:
    sign_translation(project)
    change(project, "How to rest.", "How to rest well.")
    found = opened(project)[0]
    assert found is not None
    assert found.survey.obstacles[0].code == "E88"


def test_a_stale_translation_may_not_be_signed(project: Path) -> None:
    change(project, "How to rest.", "How to rest well.")
    done = sign_translation(project)
    assert isinstance(done.exception, HandoutError)
    assert {problem.code for problem in done.exception.problems} == {"W30", "E88"}


def test_the_record_is_no_part_of_what_is_signed(project: Path) -> None:
    sign_translation(project)
    change(project, "title: Rest at home", "title: Rest at home now")
    accept(project)
    found = opened(project)[0]
    assert found is not None
    assert found.edition.state == "signed"


def test_a_translation_without_a_record_keeps_its_sign_off_and_is_told(project: Path) -> None:
    path = project / "content" / "rest.es.yaml"
    path.write_bytes(path.read_bytes().partition(b"# Written by")[0])
    change(project, "Tome 500", "Tome 50", path.name)
    assert "W36" in sign_translation(project).stderr
    change(project, "Tome 50", "Tome 500", path.name)
    signed = sign_translation(project)
    assert ("W33" in signed.stderr, "DRAFT" in signed.output) == (True, False)
    found, problems = opened(project)
    assert found is not None
    assert [problem.code for problem in problems] == ["W33"]
    assert (in_step(project), found.edition.running.mark) == ("not recorded", None)
    out = project / "out"
    assert run(build_verb, project, str(path), "--release", "--out", str(out)).return_value == 0
    assert run(verify, project, str(out / "rest.es.pdf")).return_value == 0


def test_with_its_source_a_translation_is_withdrawn(project: Path) -> None:
    sign_translation(project)
    assert run(build_verb, project, "--out", str(project / "out")).return_value == 0
    path = project / "content" / "rest.yaml"
    before = path.read_text("utf-8")
    path.write_text(before + f"withdrawn: {{on: {TODAY}, because: A dose was wrong.}}\n", "utf-8")
    for more in ([], ["--release"], ["--signed-only"]):
        done = run(build_verb, project, "--out", str(project / "out"), *more)
        message = f"left out: its source content/rest.yaml was withdrawn on {TODAY}: A dose was wrong."
        assert f"content/rest.es.yaml:1:1: warning[W84] {message}" in done.stderr
        assert "rest.es.pdf:1:1: warning[W81] left over: rest.es.yaml is withdrawn" in done.stderr
    assert run(verify, project, str(project / "out" / "rest.es.pdf")).return_value == 1
    assert isinstance(sign_translation(project).exception, HandoutError)


def test_the_day_its_source_is_withdrawn_a_translation_is_looked_at_again(project: Path) -> None:
    path = project / "content" / "rest.yaml"
    path.write_text(path.read_text("utf-8") + "withdrawn: {on: 2026-11-24, because: Old.}\n", "utf-8")
    out = ["--out", str(project / "out")]
    assert "W84" not in run(build_verb, project, *out).stderr
    later = CliRunner().invoke(build_verb, [*out, "--project", str(project), "--today", "2026-11-24"])
    assert "content/rest.es.yaml:1:1: warning[W84] left out: its source" in later.stderr


def test_a_translation_of_a_source_that_nobody_signed_says_so_at_release(project: Path) -> None:
    sign_translation(project)
    arguments = ["--release", "--out", str(project / "out"), str(project / "content" / "rest.es.yaml")]
    done = run(build_verb, project, *arguments)
    message = "this translation is signed, and content/rest.yaml is not: nobody has signed it"
    assert f"content/rest.es.yaml:1:1: warning[W39] {message}" in done.stderr
    who = ["--name", "Ana Example", "--credentials", "R.N.", "--role", "clinical"]
    run(sign, project, "content/rest.yaml", *who, "--time", "2026-11-22T09:00:00+00:00")
    assert "W39" not in run(build_verb, project, *arguments).stderr


def test_verify_says_that_a_translation_fell_behind(project: Path) -> None:
    from handout.batch import run as build
    from handout.build import jobs_for

    sign_translation(project)
    library = Library(project, DayOption().convert(TODAY, None, None))
    entries = library.chosen([project / "content" / "rest.es.yaml"], Problems())
    list(build(jobs_for(library, entries, ["standard"], project / "out", release=False)))
    file = str(project / "out" / "rest.es.pdf")
    assert run(verify, project, file).return_value == 0
    change(project, "How to rest.", "How to rest well.")
    done = run(verify, project, file)
    assert done.return_value == 1
    assert "not in step with content/rest.yaml: no: 1 stale" in done.output
    assert "Ana" not in done.output
    assert json.loads(run(verify, project, file, "--format", "json").output)["state_today"] == "changed"


def test_a_translation_whose_source_is_gone_is_not_in_step(project: Path) -> None:
    source, own = project / "content" / "rest.yaml", project / "content" / "rest.es.yaml"
    source.unlink()
    is_gone = ["W34 this translation follows content/rest.yaml, which is not there"]
    assert (told(project), in_step(project)) == (is_gone, "no: no source")
    own.write_text(own.read_text("utf-8").partition("\nfollows:")[0] + "\n", "utf-8")
    assert (told(project), in_step(project)) == (is_gone, "no: no source")
    own.rename(source)
    assert told(project, "rest.yaml") == []


def test_that_a_source_has_errors_is_told_of_its_translation_where_the_errors_are_not(project: Path) -> None:
    change(project, "heading: Rest", "header: Rest")
    told = [run(check, project, *files).stderr for files in ((), ("content/rest.es.yaml",))]
    assert ["warning[W34]" in text for text in told] == [False, True]
    assert "follows content/rest.yaml, which has errors" in told[1]


def test_the_shipped_translations_are_in_step() -> None:
    root = Path(__file__).parent.parent
    for language in ("es", "ar"):
        found, problems = opened(root, f"calciphylaxis.{language}.yaml")
        assert found is not None and found.following is not None
        assert str(found.following) == "yes"
        assert {problem.code for problem in problems} & {"W30", "W31", "W32", "W33", "W35", "E36"} == set()


def test_what_is_taken_only_when_needed_is_translated_and_compared(tmp_path: Path) -> None:
    apart = "{name: Inhaler, as_needed: 2 puffs}\n          - {name: Methotrexate, when: 4 tablets on Monday}"
    content = written(tmp_path, SOURCE.replace("{name: Aspirin 100 mg, morning: 1 tablet, evening: 2 tablets}", apart))
    run(translate, tmp_path, "content/rest.yaml", "--to", "es")
    path = content / "rest.es.yaml"
    text = path.read_text("utf-8")
    assert "as_needed: (translate) 2 puffs" in text
    assert "when: (translate) 4 tablets on Monday" in text
    path.write_text(text.replace("(translate) 2 puffs", "4 puffs").replace("(translate) ", ""), "utf-8")
    assert any("its numbers are 4; its source has 2" in problem for problem in told(tmp_path))


PLAIN = """title: Your boot and you
purpose: How to wear the boot.
get_help: {call: [Your toes are blue.]}
sections:
  - heading: The boot and the brace
    id: boot
    body:
      - |
        Wear it by day.

        - Loosen it at night.
        - Do not walk without it.
      - steps: [Take off the sock., Put on the boot.]
      - table: {caption: When to wear it, columns: [{heading: Day}, {heading: What to do then}],
                 rows: [[1, Rest in bed.]]}
"""
IN_SPANISH = """title: Su bota y usted
language: es
purpose: Cómo usar la bota.
get_help: {call: [Tiene los dedos azules.]}
sections:
  - heading: La bota y la férula
    id: boot
    body:
      - |
        Úsela de día.

        - Aflójela de noche.
        - No camine sin ella.
      - steps: [Quítese la media., Póngase la bota.]
      - table: {caption: Cuándo usarla, columns: [{heading: Día}, {heading: Qué hacer entonces}],
                 rows: [[1, En la cama.]]}
"""
PUT_BACK = {
    "Su bota y usted": "Your boot and you",
    "Cómo usar la bota.": "How to wear the boot.",
    "Tiene los dedos azules.": "Your toes are blue.",
    "La bota y la férula": "The boot and the brace",
    "Úsela de día.": "Wear it by day.",
    "Aflójela de noche.": "Loosen it at night.",
    "No camine sin ella.": "Do not walk without it.",
    "Quítese la media.": "Take off the sock.",
    "Póngase la bota.": "Put on the boot.",
    "Cuándo usarla": "When to wear it",
    "Qué hacer entonces": "What to do then",
    "En la cama.": "Rest in bed.",
}


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("accepted")
    content = written(root, PLAIN)
    (content / "rest.es.yaml").write_text(IN_SPANISH, "utf-8")
    assert accept(root).exception is None
    assert told(root) == []
    return root


@pytest.fixture
def boot(accepted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(accepted, tmp_path, dirs_exist_ok=True))


@pytest.mark.parametrize(("spanish", "english"), PUT_BACK.items())
def test_each_text_left_in_the_language_of_the_source_is_told_at_its_place_and_unsignable(
    boot: Path, spanish: str, english: str
) -> None:
    change(boot, spanish, english, "rest.es.yaml")
    accept(boot)
    (one,) = [problem for problem in opened(boot)[1] if problem.code == "W35"]
    line = next(number for number, text in enumerate(IN_SPANISH.splitlines(), 1) if spanish in text)
    assert one.span.line == line
    done = sign_translation(boot)
    assert isinstance(done.exception, HandoutError)
    assert "E90" in {problem.code for problem in done.exception.problems}
    found = opened(boot)[0]
    assert found is not None
    assert "E90" in {problem.code for problem in found.survey.obstacles}


def test_at_release_what_is_not_translated_is_told_once(boot: Path) -> None:
    change(boot, "En la cama.", "Rest in bed.", "rest.es.yaml")
    accept(boot)
    told = build(boot, "--release", "content/rest.es.yaml").err
    assert ("error[E90] a text is still in the language" in told, "warning[W35]" in told) == (True, False)


def test_at_release_a_source_that_is_gone_is_told_once(boot: Path) -> None:
    (boot / "content" / "rest.yaml").unlink()
    told = build(boot, "--release", "content/rest.es.yaml").err
    gone = "error[E88] this translation follows content/rest.yaml, which is not there\n    hint: put it back"
    assert (gone in told, "warning[W34]" in told) == (True, False)


def test_a_text_that_is_meant_to_be_the_same_is_accepted_with_a_reason(boot: Path) -> None:
    change(boot, "Qué hacer entonces", "What to do then", "rest.es.yaml")
    path = boot / "content" / "rest.es.yaml"
    more = "allow: [{rule: W35, text: What to do then, because: It is the name of our programme.}]\n"
    path.write_text(more + path.read_text("utf-8"), "utf-8")
    accept(boot)
    assert told(boot) == []
    assert sign_translation(boot).exception is None


def test_a_number_that_is_another_on_purpose_is_accepted_with_a_reason(boot: Path) -> None:
    change(boot, "Rest in bed.", "Call 911.")
    change(boot, "En la cama.", '"Llame al 112."', "rest.es.yaml")
    assert isinstance(accept(boot).exception, HandoutError)
    assert "its numbers are 112; its source has 911" in " ".join(told(boot))
    path = boot / "content" / "rest.es.yaml"
    allowed = 'allow: [{rule: E36, text: "Llame al 112.", because: This is for our clinic in Spain.}]\n'
    path.write_text(allowed + path.read_text("utf-8"), "utf-8")
    accept(boot)
    assert told(boot) == []
    assert sign_translation(boot).exception is None
    change(boot, '112."]]', '122."]]', "rest.es.yaml")
    assert "its numbers are 122; its source has 911" in " ".join(told(boot))


@pytest.mark.parametrize("mending", ["both", "allow"])
def test_a_measure_that_is_only_converted_is_mended_as_its_hint_says(boot: Path, mending: str) -> None:
    change(boot, "Rest in bed.", "Call us from 101.3 °F on.")
    change(boot, "En la cama.", '"Llámenos desde 38,5 °C."', "rest.es.yaml")
    refused = str(accept(boot).exception)
    assert "it says only 38,5 °C; its source says 101.3 °F" in refused
    if mending == "both":
        both = "38,5 °C (101.3 °F)"
        assert both in refused
        change(boot, "38,5 °C", both, "rest.es.yaml")
    else:
        allow = "allow: [{rule: E36, text: …, because: …}]"
        assert allow in refused
        allow = allow.replace("…", '"Llámenos desde 38,5 °C."', 1).replace("…", "We measure in degrees Celsius.")
        path = boot / "content" / "rest.es.yaml"
        path.write_text(f"{allow}\n{path.read_text('utf-8')}", "utf-8")
    assert accept(boot).exception is None
    assert told(boot) == []


def test_a_not_that_may_be_lost_is_asked_about_and_holds_nothing_back(boot: Path) -> None:
    change(boot, "Rest in bed.", "Do not chew the tablets.")
    change(boot, "En la cama.", "Trague enteras las tabletas.", "rest.es.yaml")
    assert accept(boot).exception is None
    [asked] = told(boot)
    assert asked.startswith("W43 ") and "it says no 'not'; its source says 'Do not chew the tablets.'" in asked
    assert sign_translation(boot).exception is None


@pytest.mark.parametrize(
    ("english", "spanish", "message"),
    [
        ("Do not take ibuprofen.", "Tome ibuprofeno.", "it says no 'not'"),
        ("Use 5 mg of warfarin and 10 mg of aspirin.", "Use 10 mg de warfarina y 5 mg de aspirina.",
         "it says 10 mg beside 'warfarina'"),
        ("Raise your left arm.", "Levante el brazo derecho.", "it says 'derecho'"),
    ],
)  # fmt: skip
def test_what_is_surely_turned_round_is_refused(boot: Path, english: str, spanish: str, message: str) -> None:
    change(boot, "Rest in bed.", english)
    change(boot, "En la cama.", spanish, "rest.es.yaml")
    assert isinstance(accept(boot).exception, HandoutError)
    assert message in " ".join(told(boot))


def test_a_new_english_sentence_in_a_spanish_text_is_told_by_its_small_words(boot: Path) -> None:
    change(boot, "En la cama.", "Stay in your bed for the day.", "rest.es.yaml")
    assert "seems to be in the language of its source" in " ".join(told(boot))


def test_names_and_numbers_may_be_the_same(boot: Path) -> None:
    for name in ("rest.yaml", "rest.es.yaml"):
        change(boot, "Rest in bed." if name == "rest.yaml" else "En la cama.", "Example Walker 3000 X", name)
    accept(boot)
    assert told(boot) == []
