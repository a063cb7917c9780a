"""The page for whoever reads both languages: every text beside its source, and what is to be looked at."""

import shutil
from pathlib import Path

import pytest

from handout.cli.translate import command as translate
from handout.cli.worksheet import command as worksheet
from test_bilingual import ARABIC, SPANISH, run, write

ISOLATE, END_OF_ISOLATE = "\u2066", "\u2069"


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("accepted")
    write(root)
    return root


@pytest.fixture
def project(accepted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(accepted, tmp_path, dirs_exist_ok=True))


def sheet(project: Path, tag: str = "es") -> str:
    done = run(worksheet, project, f"content/rest.{tag}.yaml", "--bilingual")
    assert done.return_value == 0, done
    return done.output


def rows(page: str) -> list[str]:
    return page.split("<tr>")[2:]


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "content" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(("tag", "words", "direction"), [("es", SPANISH, "ltr"), ("ar", ARABIC, "rtl")])
def test_each_text_stands_beside_the_one_it_translates(
    project: Path, tag: str, words: tuple[tuple[str, str], ...], direction: str
) -> None:
    page = sheet(project, tag).replace(ISOLATE, "").replace(END_OF_ISOLATE, "")
    assert "to look at: 0" in page
    for english, own in words[1:]:
        said, its = (text.removeprefix("heading: ").rpartition("[")[2].rstrip("]") for text in (english, own))
        assert [row for row in rows(page) if said in row and its in row], english
    assert all(f'lang="{tag}" dir="{direction}"' in row for row in rows(page))


def test_numbers_stand_as_in_the_handout_in_the_order_in_which_they_were_typed(project: Path) -> None:
    change(project, "rest.ar.yaml", "الراحة في البيت", "الراحة 555-0100 في البيت")
    page = sheet(project, "ar")
    assert all(f"{ISOLATE}{number}{END_OF_ISOLATE}" in page for number in ("555-0100", "10")), "a heading, a paragraph"


def test_a_text_whose_source_has_changed_is_told_and_no_other(project: Path) -> None:
    change(project, "rest.yaml", "Sit up.", "Sit up slowly.")
    page = sheet(project)
    [told] = [row for row in rows(page) if 'class="finding"' in row]
    assert "Sit up slowly." in told
    assert "the source has changed since this was translated" in told
    assert "to look at: 1" in page


def test_what_is_missing_or_has_no_source_stands_alone(project: Path) -> None:
    change(project, "rest.yaml", "  - heading: Walk", "      - A new paragraph.\n  - heading: Walk")
    change(project, "rest.es.yaml", "[Se desmaya.]", "[Se desmaya., No respira.]")
    alone = [row for row in rows(sheet(project)) if "—" in row]
    assert [("A new paragraph." in row, "No respira." in row) for row in alone] == [(False, True), (True, False)]
    assert "the source has no such text" in alone[0]
    assert "not translated" in alone[1]


def test_numbers_that_differ_are_told_beside_their_text(project: Path) -> None:
    change(project, "rest.yaml", "Wait 5 minutes.", "Wait 5 or 6 minutes.")
    [told] = [row for row in rows(sheet(project)) if "its numbers are 5; its source has 5, 6" in row]
    assert "Espere 5 minutos." in told


def test_they_are_shown_too_where_the_translation_was_said_to_be_in_step(project: Path) -> None:
    assert run(translate, project, "content/rest.yaml", "--to", "es", "--accept").exception is None
    change(project, "rest.es.yaml", "Espere 5 minutos.", "Espere 50 minutos.")
    assert "E36" in str(run(worksheet, project, "content/rest.es.yaml").exception)
    assert "its numbers are 50; its source has 5" in sheet(project)


def test_marks_are_shown_as_they_are_read(project: Path) -> None:
    change(project, "rest.es.yaml", "Siéntese.", "'**Siéntese** <ya>.'")
    assert "<strong>Siéntese</strong> &lt;ya&gt;." in sheet(project)


def test_a_source_has_nothing_beside_it(project: Path) -> None:
    done = run(worksheet, project, "content/rest.yaml", "--bilingual")
    assert "content/rest.yaml is not a translation" in str(done.exception)
