"""A PDF that is not whole is found before it may replace another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handout.pdf.file.integrity import check_sound
from handout.problems import InternalError
from support.faulty import build, handout_yaml, make_project


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = make_project(tmp_path_factory.mktemp("sound"), wound=handout_yaml())
    assert build(root).code == 0
    return (root / "out" / "wound.pdf").read_bytes()


def test_what_we_write_is_sound(pdf: bytes) -> None:
    check_sound(pdf, 1)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "row 147: half": lambda data: data[: len(data) // 2],
    "row 147: a tail of zeros": lambda data: data[:-2000] + bytes(2000),
    "row 148: the last forty bytes": lambda data: data[:-40],
    "without its beginning": lambda data: data[100:],
    "a byte too many": lambda data: data[:2000] + b"x" + data[2000:],
    "words behind its end": lambda data: data + b"more",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_found(pdf: bytes, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InternalError):
        check_sound(damage(pdf), 1)


@pytest.mark.parametrize("pages", [0, 2])
def test_row_150_a_wrong_count_of_pages_is_found(pdf: bytes, pages: int) -> None:
    with pytest.raises(InternalError, match="pages"):
        check_sound(pdf, pages)


def test_rows_69c_150_a_file_that_fails_never_replaces_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handout.pdf.canvas import TaggedCanvas

    make_project(tmp_path, wound=handout_yaml())
    assert build(tmp_path).code == 0
    out = tmp_path / "out" / "wound.pdf"
    before = out.read_bytes()
    true = TaggedCanvas.finish
    monkeypatch.setattr(TaggedCanvas, "finish", lambda canvas: true(canvas)[:-40])
    make_project(tmp_path, wound=handout_yaml(title="Another title"))
    result = build(tmp_path)
    assert result.code == 70
    assert "handout: a bug in handout: content/wound.yaml: the PDF's end leads to no cross-references" in result.err
    assert out.read_bytes() == before
