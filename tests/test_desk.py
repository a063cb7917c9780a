"""The desk's promises that need no browser: its words, its scripts, its engine, and what it costs those without it."""

import ast
import re
import subprocess
import sys
from datetime import date
from multiprocessing import Pipe
from pathlib import Path

import pytest
from click.testing import CliRunner

from handout.cli.serve import command
from handout.content import csl_dates
from handout.content.blocks import KINDS
from handout.content.handout import Allow, Code, GetHelp, Handout, Section, Source, SourceReviewer, Withdrawn
from handout.content.reference import Name, Reference
from handout.desk.adding import with_picture
from handout.desk.blocks import missing_keys, with_another, with_block, with_missing_key
from handout.desk.declared import RECORDED, is_unquoted
from handout.desk.engine import Advised, Ask, Engine, Painted, Preview
from handout.desk.field_names import FieldNames, parts_around
from handout.desk.pasting import put_in
from handout.desk.pictures import PictureRequest, png_of
from handout.desk.running import Done
from handout.desk.shared import in_order, shared_titles
from handout.desk.starters import starters
from handout.desk.words import DeskWords, languages, reasons, titles, words
from handout.lint.codes import codes
from handout.messages import pages
from handout.patient.details import Patient, PatientMedicine, Visit
from handout.reading.key_types import keys
from handout.reading.patch import CannotPatch, scalars
from handout.record import Record
from support.faulty import TODAY, handout_yaml, make_project

DESK = Path(__file__).parent.parent / "src" / "handout" / "desk"
DOCS = DESK.parents[2] / "docs"
FILES = sorted(DESK.rglob("*.py"))


def test_both_languages_say_the_same_things() -> None:
    spoken = [words(language) for language in languages()]
    assert languages() == ("en", "es")
    assert spoken[0].keys() == spoken[1].keys()
    for key, text in spoken[0].items():
        assert sorted(part.split("}")[0] for part in text.split("{")[1:]) == sorted(
            part.split("}")[0] for part in spoken[1][key].split("{")[1:]
        ), key


def test_every_code_of_a_message_has_a_title_where_the_desk_speaks_another_language() -> None:
    every = {*pages(), *codes()}
    assert {language: every ^ titles(language).keys() for language in languages()} == {"en": every, "es": set()}


def test_every_reason_why_a_change_cannot_be_made_is_there_in_the_language_of_the_desk() -> None:
    said = set()
    for path in (*FILES, *(DESK.parent / "reading").glob("*patch.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "CannotPatch":
                assert isinstance(node.args[0], ast.Constant), ast.unparse(node)
                said.add(node.args[0].value)
    assert reasons("es").keys() == said
    say = DeskWords("es")
    assert say.refusal(CannotPatch("is not there", ("x",)), "Texto 1") == "Texto 1 no está"
    assert say.refusal(CannotPatch("a key must be text", line=3)) == "línea 3: una clave tiene que ser un texto"
    assert say.refusal(CannotPatch("new")) == "(en inglés) new" and DeskWords("en").refusal(CannotPatch("new")) == "new"


def test_each_key_of_a_handout_has_a_name_in_the_form() -> None:
    kinds = (Handout, Section, GetHelp, Code, Source, SourceReviewer, Withdrawn, Allow, Reference, Name)
    assert {name for kind in kinds for name in keys(kind) if f"key_{name}" not in words("en")} == RECORDED
    assert {f"key_{name}" for name in csl_dates.KEYS} <= words("en").keys()


def test_only_titles_that_two_handouts_of_a_language_have_are_told_apart_by_their_files() -> None:
    rows = [("Your wound", "en"), ("Your wound", "en"), ("Knee", "en"), ("Knee", "es"), ("", ""), ("", "")]
    assert shared_titles({"title": title, "language": language} for title, language in rows) == {"Your wound"}


def test_handouts_stand_in_the_order_that_people_look_for_them() -> None:
    titles = ["Ear drops", "Dose 2", "¿Dosis 10?", "Dose 10", "Éar", "zinc", "“Eczema”"]
    rows = [{"slug": f"h{n}", "title": title, "file": f"content/h{n}.yaml"} for n, title in enumerate(titles)]
    rows.insert(0, {"slug": "h1", "title": "A dose", "file": "content/h1.fr.yaml"})
    found = [row["title"] for row in in_order(rows)]
    assert found == ["Dose 2", "A dose", "Dose 10", "¿Dosis 10?", "Éar", "Ear drops", "“Eczema”", "zinc"]


def test_every_word_that_a_page_says_is_there() -> None:
    asked = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "say" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    asked.add(str(first.value))
    assert len(asked) > 40
    assert asked - words("en").keys() == set()


@pytest.mark.parametrize(("kind", "record"), [("patient", Patient), ("dose", PatientMedicine), ("visit", Visit)])
def test_each_detail_of_a_patient_has_a_field_with_a_name(kind: str, record: type[Record]) -> None:
    assert {f"{kind}_{name}" for name in keys(record)} - words("en").keys() == set()


def test_each_kind_of_block_begins_with_marks_alone_and_has_a_name_in_the_form(tmp_path: Path) -> None:
    assert {*KINDS} - starters().keys() == {"figure", "figures"} and starters().keys() - {*KINDS} == {"text"}
    assert {f"block_{kind}" for kind in (*starters(), *KINDS)} - words("en").keys() == set()
    text = handout_yaml()
    for kind in starters():
        text = with_block(text, 0, kind)
    for key in missing_keys(text):
        text = with_missing_key(text, key) if key not in RECORDED else text
    assert [*dict.fromkeys(path[0] for path in scalars(text))] == [key for key in keys(Handout) if key not in RECORDED]
    (made,) = answers(make_project(tmp_path, wound=handout_yaml()), text)
    assert isinstance(made, Preview) and {problem.code for problem in made.problems} == {"E29"}


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (" Rest.", '\n      - Rest.\n      - "(write)"'),
        ("\n      - Rest.\n      - steps: [Sit.]", '\n      - Rest.\n      - steps: [Sit.]\n      - "(write)"'),
    ],
)
def test_a_block_comes_below_whatever_a_body_holds(body: str, after: str) -> None:
    text = f"sections:\n  - heading: One\n    body:{body}\n"
    assert with_block(text, 0, "text") == text.replace(body, after)


@pytest.mark.parametrize("below", ["body:\n      steps: [Sit.]", "sections:\n      - heading: Two\n        body: Sit."])
def test_a_section_with_no_body_that_a_block_could_come_into_says_so(below: str) -> None:
    with pytest.raises(CannotPatch, match="no list of texts and blocks"):
        with_block(f"sections:\n  - heading: One\n    {below}\n", 0, "text")


def test_a_picture_goes_into_the_section_of_the_cursor_where_its_body_is_one_text() -> None:
    text = "sections:\n  - heading: One\n    body: [Sit.]\n  - heading: Two\n    body: Rest.\n"
    assert '- Rest.\n      - figure:\n          image: "images/a.png"' in with_picture(text, 5, "images/a.png", "A", "")


LABELLED = """\
      - Wash your hands.
      - terms: [{term: Dressing, meaning: What covers a wound.}]
      - table: {columns: [Day], rows: [[Monday]]}
      - tear_off: {title: For you, body: [Call us., terms: [{term: Gauze, meaning: Cloth.}]]}
      - terms: [{term: Swab, meaning: Cotton.}]
      - page_break: true
"""
CHOSEN = """\
      - callout: {tone: note, text: Rest.}
      - steps: [{text: Sit., image: images/a.png, alt: A chair}]
      - schedule: [{when: Day 1, what: Rest.}]
      - tear_off: {title: For you, body: [zones: [{level: go, do: [Rest.]}]]}
      - table: {row_headings: true, columns: [Day, {heading: Hour, align: end}], rows: [[Monday, 9]]}
      - page_break: true
      - chance: {in: 1, of: 10, happens: Sick, otherwise: Well}
"""


def test_a_value_that_must_be_one_of_a_few_words_is_chosen_by_their_names() -> None:
    values = scalars(f"{handout_yaml(CHOSEN)}references:\n  - type: book\n")
    names = FieldNames(DeskWords("en"), values)
    found = {names.of(path): [*chosen.values()] for path in values if (chosen := names.choices(path))}
    assert "book" in found.pop("Kind")
    assert found == {
        "Kind of box": ["a note", "a tip", "a warning", "an emergency"],
        "Zone": ["green: go on", "yellow: be careful", "red: stop, get help"],
        "The first cell of each row is its heading": ["yes", "no"],
        "Where its words stand": ["where a line begins", "in the middle", "where a line ends", "left", "right"],
        "A new page from here on": ["yes"],
    }
    assert {names.of(path) for path in values if is_unquoted(path)} == {
        "The first cell of each row is its heading", "A new page from here on", "How many people", "Of how many",
    }  # fmt: skip


def test_a_value_is_called_in_words_by_what_it_is_part_of() -> None:
    values = scalars(handout_yaml(LABELLED))
    labels = FieldNames(DeskWords("en"), values)
    named = [" / ".join(map(labels.of, (*parts_around(path), path))) for path in values if path[0] == "sections"]
    assert named == [
        "Heading",
        "Text 1",
        "Words and what they mean (1) / Word 1: Dressing / Word",
        "Words and what they mean (1) / Word 1: Dressing / What it means",
        "A table / Column 1",
        "A table / Row 1: Monday / Cell 1",
        "A part to cut off and take along / Title",
        "A part to cut off and take along / Text 1",
        "A part to cut off and take along / Words and what they mean / Word 1: Gauze / Word",
        "A part to cut off and take along / Words and what they mean / Word 1: Gauze / What it means",
        "Words and what they mean (2) / Word 1: Swab / Word",
        "Words and what they mean (2) / Word 1: Swab / What it means",
        "A new page from here on",
    ]
    assert labels.whole(("sections", 0, "body", 1, "terms", 0, "term")) == "Word 1: Dressing, Word"
    assert [labels.group(place) for place in ((), ("sections", 0), ("get_help",), ("call-back-number",))] == [
        "Title and purpose", "Washing", "When to get help", "Call back number",
    ]  # fmt: skip


def test_another_entry_repeats_nothing_that_somebody_wrote_of_the_first() -> None:
    dose = "      - zones:\n          - level: stop\n            signs: [Pain]\n            do: [Call 911.]\n"
    after = with_another(handout_yaml(dose), ("sections", 0, "body", 0, "zones", 0))
    below = {path[6:]: typed.text for path, typed in scalars(after).items() if path[4:6] == ("zones", 1)}
    assert below == {("level",): "stop", ("signs", 0): "(write)", ("do", 0): "(write)"}
    chance = "      - chance:\n          in: 1\n          of: 10\n          happens: Sick\n          otherwise: Well\n"
    after = with_another(handout_yaml(chance), ("sections", 0, "body", 0))
    assert {typed.text for path, typed in scalars(after).items() if path[:4] == ("sections", 0, "body", 1)} == {
        "(write)"
    }


HERE = "twice a day"
BLOCK = "      - Wash your hands twice a day.\n\n      - |\n        Rest, and drink.\n\n        Sleep.\n"


@pytest.mark.parametrize(
    ("place", "words", "becomes"),
    [
        (HERE, ': "wash" # 1\nSit: down', '- "Wash your hands twice a day: \\"wash\\" # 1\\nSit: down."'),
        ("Your 👍 wound", ": #1", '"Your 👍 wound: #1"'),
        ("drink", " tea:\n\n- green", "Rest, and drink tea:\n\n        - green.\n\n        Sleep."),
        ("drink.\n", "Call: now", "drink.\n        Call: now\n        Sleep."),
        ("day.\n", "Call: now", '\n\n      - "Call: now"\n      - |'),
        ("day.\n", "Call:\n\n- now", "\n\n      - |\n        Call:\n\n        - now\n      - |"),
    ],
)
def test_what_is_pasted_among_signs_can_be_put_in_as_words(place: str, words: str, becomes: str) -> None:
    text = handout_yaml(BLOCK, title="Your 👍 wound")
    at = len(text.partition(place)[0] + place)
    units = at + ("👍" in text[:at])
    assert becomes in put_in(text, units, units, words)


@pytest.mark.parametrize("place", ["pu", "bo", "      -", "title: A book\n", "type: book\n"])
def test_what_is_pasted_into_no_text_is_not_taken_for_words(place: str) -> None:
    text = handout_yaml(BLOCK) + "references:\n  - id: book\n    type: book\n\n    title: A book\n\n"
    at = text.index(place) + len(place)
    with pytest.raises(CannotPatch):
        put_in(text, at, at, "Call: now")


TUTORIALS = {"en": ("desk-tutorial.md", "desk"), "es": ("desk-tutorial.es.md", "desk/es")}
"""For each language of the desk its tutorial and the folder of its pictures."""


def tutorial(language: str) -> str:
    return " ".join((DOCS / TUTORIALS[language][0]).read_text("utf-8").split())


def named(language: str) -> list[str]:
    """The desk's words that the tutorial names, by their keys."""
    said = words(language)
    names = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", tutorial(language))
    return [min((key for key in said if said[key].startswith(name)), key=lambda key: len(said[key])) for name in names]


@pytest.mark.parametrize("language", languages())
def test_the_tutorial_shows_the_pages(language: str) -> None:
    """`make desk-pictures` takes the pictures anew."""
    folder = TUTORIALS[language][1]
    shown = set(re.findall(r"!\[[^\]]+\]\((desk/[a-z/]+\.png)\)", tutorial(language)))
    assert shown == {f"{folder}/{path.name}" for path in (DOCS / folder).glob("*.png")}


def test_the_tutorials_name_what_is_on_the_pages_one_like_the_other() -> None:
    assert len(named("en")) > 20
    assert named("en") == named("es")


def test_no_page_shows_a_command_that_nobody_can_type_there() -> None:
    commands = ("handout sign a", "sign it with: handout sign a", "see 'handout fonts --all'", "begin: handout new")
    words = ("sign it by hand", "write the disclaimer; every handout has one")
    said = [f"a: error[E83] no\n    hint: {hint}" for hint in (*commands, *words)]
    hints = Done(code=1, out="", err="\n".join(said)).without_commands.splitlines()
    assert [line for line in hints if "hint: " in line] == [f"    hint: {hint}" for hint in words]
    shows = re.compile(r"(?:notice|_tell)\([^\n]*\.said\b|_report[^\n]*\.said\b")
    assert [path.name for path in FILES if shows.search(path.read_text("utf-8"))] == []


def test_no_text_of_an_author_reaches_a_script() -> None:
    """In what runs in the browser only whole numbers stand, and the desk's own name for its editor."""
    inserted = set()
    for path in FILES:
        text = path.read_text("utf-8")
        assert "ui.html" not in text and "ui.markdown" not in text and "_html=" not in text, path
        for node in ast.walk(ast.parse(text)):
            is_script = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("run_javascript")
            if is_script or (isinstance(node, ast.keyword) and node.arg == "js_handler"):
                for part in ast.walk(node):
                    if isinstance(part, ast.FormattedValue):
                        kind = ast.unparse(part.format_spec) if part.format_spec else ""
                        inserted.add("number" if "'d'" in kind or '"d"' in kind else ast.unparse(part.value))
    assert inserted <= {"number", "name"}


@pytest.mark.parametrize("name", ["nicegui", "uvicorn", "starlette", "pypdfium2"])
def test_no_other_verb_loads_what_only_the_desk_needs(name: str, tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml())
    script = (
        "import sys; from handout.cli import main\n"
        "try: main(['build', '--project', sys.argv[1]])\n"
        "except SystemExit: print(sorted(m for m in sys.modules if m.partition('.')[0] == sys.argv[2]))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, str(tmp_path), name], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("activated", "has_pip", "pip"), [("env", True, "pip"), ("other", True, "env/bin/pip"), ("other", False, "pip")]
)
def test_without_its_extra_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, activated: str, has_pip: bool, pip: str
) -> None:
    make_project(tmp_path, wound=handout_yaml())
    if has_pip:
        (tmp_path / "env" / "bin").mkdir(parents=True)
        (tmp_path / "env" / "bin" / "pip").touch()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / activated))
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(command, ["--project", str(tmp_path)], standalone_mode=False)
    assert done.return_value == 2
    assert f"hint: {pip} install 'patient-handout[desk]'" in done.stderr


def answers(root: Path, text: str, known: frozenset[str] = frozenset()) -> list[Preview | Painted | Advised]:
    pytest.importorskip("pypdfium2")
    ours, _theirs = Pipe()
    order = PictureRequest(width=306, seen=(1,), known=known)
    ask = Ask(
        client="a", number=1, path=root / "content" / "wound.yaml", text=text, style="standard", order=order
    )  # fmt: skip
    return list(Engine(root, date.fromisoformat(TODAY)).answers(ask, ours))


def test_a_text_that_is_not_saved_becomes_pages_and_advice(tmp_path: Path) -> None:
    root = make_project(tmp_path, wound=handout_yaml())
    made, *rest = answers(root, handout_yaml("      - Words in hand.\n"))
    assert isinstance(made, Preview) and len(made.pages) == len([one for one in rest if isinstance(one, Painted)]) > 0
    assert isinstance(rest[-1], Advised)
    assert "Words in hand" not in (root / "content" / "wound.yaml").read_text("utf-8")


def test_a_page_that_was_shown_is_not_sent_again(tmp_path: Path) -> None:
    root = make_project(tmp_path, wound=handout_yaml())
    first, *_ = answers(root, handout_yaml())
    assert isinstance(first, Preview)
    made, *rest = answers(root, handout_yaml(), frozenset(first.pages))
    assert isinstance(made, Preview) and made.pages == first.pages
    assert [one for one in rest if isinstance(one, Painted)] == []


def test_a_text_with_a_mistake_has_problems_and_no_pages(tmp_path: Path) -> None:
    root = make_project(tmp_path, wound=handout_yaml())
    (made,) = answers(root, "title: [")
    assert isinstance(made, Preview)
    assert (made.pages, [problem.code for problem in made.problems][:1]) == ((), ["E01"])


def test_a_picture_is_a_png_that_others_read() -> None:
    from io import BytesIO

    from PIL import Image

    pixels = bytes(range(2 * 3 * 4))
    image = Image.open(BytesIO(png_of(pixels, 2, 3, 8, 4)))
    assert (image.size, image.mode) == ((2, 3), "RGB")
    assert image.getpixel((1, 2)) == tuple(pixels[20:23])
