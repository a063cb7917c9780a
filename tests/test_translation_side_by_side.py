"""Each text of a translation stands beside the one it translates."""

from datetime import date
from pathlib import Path

from handout.content.project import Entry
from handout.library import Library
from handout.problems import Problems
from handout.reading.patch import scalars
from handout.translation.in_step import following
from handout.translation.side_by_side import rows
from handout.translation.start import started
from support.faulty import TODAY, handout_yaml, make_project

ROOT = Path(__file__).parent.parent


def test_a_translation_that_was_just_begun_is_all_to_translate(tmp_path: Path) -> None:
    text = handout_yaml("      - Wash your hands.\n", title="Your wound")
    root = make_project(tmp_path, wound=text)
    begun = started((root / "content" / "wound.yaml").read_bytes(), "wound.es.yaml", "es").decode()
    found = rows(begun, text)
    assert {one.state for one in found} == {"to translate"}
    said = scalars(begun)
    assert all(said[one.path].text == f"(translate) {one.source}" for one in found)
    assert {"Wash your hands.", "Your wound"} < {one.source for one in found}


def test_the_shipped_translation_has_each_text_beside_its_own() -> None:
    library, problems = Library(ROOT, date.fromisoformat(TODAY)), Problems()
    project = library.project
    path = project.content / "calciphylaxis.es.yaml"
    entry = Entry(slug="calciphylaxis", language="es", path=path)
    translated = project.load_handout(path, library.clinic, problems)
    source = project.load_handout(project.source_of(entry), library.clinic, problems)
    assert translated is not None and source is not None
    found = following(translated, source, "calciphylaxis.yaml", library.clinic, library.words)
    texts = [one.read_text("utf-8") for one in (path, project.source_of(entry))]
    beside = rows(*texts, found.pairs)
    own = scalars(texts[0])
    assert len(beside) > 60
    by_source = {own[one.path].text: one.source for one in beside}
    assert by_source[own[("title",)].text] == scalars(texts[1])[("title",)].text
    assert {one.state for one in beside} == {"done"}
    # Both name the same references, in the same order, wherever one does.
    assert [own[one.path].text.count("[@") for one in beside] == [one.source.count("[@") for one in beside]
