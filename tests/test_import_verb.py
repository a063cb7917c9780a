"""`handout new --from`: what it writes, what it refuses, and what becomes of a folder."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Picture

from handout.incoming import word_package
from handout.incoming.tree import CannotImport
from handout.incoming.word_package import WordPackage
from support.faulty import make_project, run
from support.word import docx


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_project(tmp_path / "project")


def word_file(folder: Path, name: str = "Wound Care.docx", words: str = "Rest.") -> Path:
    path = folder / name
    path.write_bytes(docx(lambda document: document.add_paragraph(words)))
    return path


def test_a_handout_and_its_report_are_written(project: Path, tmp_path: Path) -> None:
    done = run(project, "new", "rest", "--from", str(word_file(tmp_path)))
    assert done.code == 0, done.err
    assert done.out == (
        "wrote content/rest.yaml with 1 of 1 words\nwrote rest.import.md: what is left to write in 5 places\n"
        "next: handout check content/rest.yaml\n"
    )
    assert "- Rest." in (project / "content" / "rest.yaml").read_text("utf-8")
    assert "| in the handout | 1 |" in (tmp_path / "rest.import.md").read_text("utf-8")


def test_what_is_left_to_write_is_an_error_everywhere(project: Path, tmp_path: Path) -> None:
    run(project, "new", "rest", "--from", str(word_file(tmp_path)))
    file = str(project / "content" / "rest.yaml")
    reviewer = (
        "--name",
        "Example Reviewer",
        "--credentials",
        "RN",
        "--role",
        "clinical",
        "--due",
        "2028-11-22",
        "--yes",
    )
    for arguments in (
        ("build", file),
        ("check", file),
        ("sign", file, *reviewer),
        ("export", "--to", str(tmp_path / "e")),
    ):
        done = run(project, *arguments)
        assert done.code == 1, arguments
        assert "error[E29] '(write: the title)' was left to be filled in" in done.err


def test_each_mark_is_an_error_of_its_own_whatever_key_it_stands_at(project: Path) -> None:
    whole = BytesIO()
    Picture.new("RGB", (30, 20), "red").save(whole, "PNG")
    (project / "a.png").write_bytes(whole.getvalue())
    (project / "a.html").write_text("<p>Rest.</p><img src=a.png><table><tr><td>a<td>b</table>", "utf-8")
    run(project, "new", "rest", "--from", str(project / "a.html"))
    file = project / "content" / "rest.yaml"
    assert file.read_text("utf-8").count("(write: ") == 8
    file.write_text(file.read_text("utf-8") + "references: [{id: a, type: book, title: (write)}]\n", "utf-8")
    assert run(project, "check", str(file)).err.count("error[E29]") == 9


def test_the_report_points_at_what_may_belong_elsewhere(project: Path, tmp_path: Path) -> None:
    text = "<h2>When to call us</h2><p><b>At night</b></p><ol><li>Wash your hands<li>Dry them<li>Put it on</ol>"
    (tmp_path / "a.html").write_text(text, "utf-8")
    run(project, "new", "rest", "--from", str(tmp_path / "a.html"))
    assert (tmp_path / "rest.import.md").read_text("utf-8").partition("## Have a look")[2] == (
        "\n\n- line 1: this may be what 'get_help' is for: move its signs there yourself: `When to call us`\n"
        "- line 1: this may be a heading: it is a short line in strong letters: `At night`\n"
        "- line 1: these may be steps: a 'steps' block prints them larger: `Wash your hands`\n"
    )


def test_a_remark_that_is_true_of_many_places_is_made_once(project: Path, tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("\n".join("<p>a \u2068b\u2069" for _ in range(7)), "utf-8")
    run(project, "new", "b", "--from", str(tmp_path / "b.html"))
    told = (tmp_path / "b.import.md").read_text("utf-8")
    assert told.count("U+2068") == 1
    assert "- line 1, line 2, line 3, line 4, line 5 and 2 more places: a character that no handout may hold" in told


def test_an_existing_handout_is_left_alone(project: Path, tmp_path: Path) -> None:
    path = project / "content" / "rest.yaml"
    path.write_text("mine", "utf-8")
    assert run(project, "new", "rest", "--from", str(word_file(tmp_path))).code == 2
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("a.doc", "save it as .docx"), ("a.pdf", "save it as .docx"), ("a.odt", "save it as .docx"),
        ("a", "save it as .docx"), ("a.bib", "'Add a reference'"), ("a.png", "'figure'"), ("a.yaml", "into content/"),
    ],
)  # fmt: skip
def test_other_kinds_are_refused_with_the_way(project: Path, tmp_path: Path, name: str, way: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    done = run(project, "new", "rest", "--from", str(path))
    assert done.code == 2
    assert way in done.err


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no more", b"\xd0\xcf\x11\xe0old", b"x" * 100])
def test_a_damaged_file_writes_nothing(project: Path, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    done = run(project, "new", "rest", "--from", str(path))
    assert done.code == 1
    assert not (project / "content" / "rest.yaml").exists()
    assert not [*tmp_path.glob("*.md")]


def test_a_folder_becomes_handouts_and_a_table(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    word_file(folder)
    word_file(folder, "wound-care.docx", "Rest well.")
    (folder / "Sleep.txt").write_text("Sleep.", "utf-8")
    (folder / "broken.docx").write_bytes(b"x")
    (folder / "old.doc").write_bytes(b"x")
    for inner, name in (("images", "a.png"), ("ward", "b.txt")):
        (folder / inner).mkdir()
        (folder / inner / name).write_bytes(b"x")
    done = run(project, "new", "--from", str(folder))
    assert done.code == 1
    assert [line.split() for line in done.out.splitlines()] == [
        ["file", "handout", "words", "kept", "reported", "to", "write"],
        ["Sleep.txt", "sleep", "1", "1", "0", "5"],
        ["Wound", "Care.docx", "wound-care", "1", "1", "0", "5"],
        ["broken.docx", "not", "taken:", "it", "is", "not", "a", "Word", "file,", "or", "a", "damaged", "one"],
        ["wound-care.docx", "wound-care-2", "2", "2", "0", "5"],
        ["old.doc", "not", "taken:", "open", "it", "in", "Word", "and", "save", "it", "as", ".docx"],
        ["ward", "not", "taken:", "it", "is", "a", "folder:", "handout", "new", "--from", f"{folder}/ward"],
    ]


def _with(data: bytes, name: str, content: bytes) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return whole.getvalue()


SMALL = docx(lambda document: document.add_paragraph("Rest."))
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("head", ['<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE a>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(head: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{head}<w:document {NAMES}><w:body/></w:document>'
    with pytest.raises(CannotImport, match="DOCTYPE"):
        WordPackage(_with(SMALL, "word/document.xml", text.encode(encoding)))


def test_three_thousand_controls_inside_one_another_are_refused() -> None:
    inner = "<w:sdt><w:sdtContent>" * 3_000 + "</w:sdtContent></w:sdt>" * 3_000
    text = f"<w:document {NAMES}><w:body>{inner}</w:body></w:document>"
    with pytest.raises(CannotImport, match="more than 40 deep"):
        WordPackage(_with(SMALL, "word/document.xml", text.encode()))


def test_a_package_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(CannotImport, match="unpacks to more than 60 MB"):
        WordPackage(_with(SMALL, "word/media/a.bin", bytes(word_package.MOST_UNPACKED + 1)))


def test_a_package_of_too_many_parts_is_refused() -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for number in range(word_package.MOST_ENTRIES + 1):
            archive.writestr(str(number), b"")
    with pytest.raises(CannotImport, match="parts"):
        WordPackage(whole.getvalue())


@pytest.mark.parametrize("name", ["empty.txt", "empty.md", "empty.html"])
def test_a_file_without_a_word_makes_no_handout(project: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\n \n", "utf-8")
    done = run(project, "new", "--from", str(tmp_path / name))
    assert done.code == 1
    assert "there is no word in it" in done.err
    assert not (project / "content" / "empty.yaml").exists()
