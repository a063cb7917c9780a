"""The seven promises of docs/promises.md, on the handouts that are shipped, held by witnesses that share no code."""

import re
from pathlib import Path

import pytest

from handout.edition import words_of
from handout.library import Library
from handout.problems import Problems
from support.faulty import build, handout_yaml, make_project, paragraph, run
from support.fuzzing import lost_characters
from support.seen import unseen

ROOT = Path(__file__).parent.parent
STYLES = ("standard", "large-print", "high-contrast", "large-print-high-contrast")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example handouts in every shipped style."""
    out = tmp_path_factory.mktemp("shipped")
    styles = [word for style in STYLES for word in ("--style", style)]
    assert build(ROOT, *styles, "--out", str(out)).code == 0
    return out


def test_promise_1_every_letter_of_the_shipped_handouts_is_on_the_page(shipped: Path) -> None:
    from datetime import date

    library = Library(ROOT, date(2026, 11, 24))
    problems = Problems()
    for entry in library.project.entries(problems):
        opened = library.open(entry, problems)
        assert opened is not None
        texts = [text for _, text in words_of(opened.edition)]
        for pdf in sorted(shipped.glob(f"{entry.stem}*.pdf")):
            if entry.language is None and re.fullmatch(r"[a-z-]+\.[a-z]{2}(\..*)?", pdf.stem):
                continue
            assert lost_characters(texts, pdf.read_bytes()) == []


def test_promise_1_every_letter_of_the_shipped_handouts_can_be_seen(shipped: Path) -> None:
    pdfs = sorted(shipped.glob("*.pdf"))
    assert len(pdfs) >= len(STYLES)
    assert {pdf.name: unseen(pdf) for pdf in pdfs} == {pdf.name: [] for pdf in pdfs}


@pytest.mark.parametrize(
    ("x", "y", "size", "color"),
    [(700, 400, 12, 0.0), (-100, 400, 12, 0.0), (100, -30, 12, 0.0), (100, 400, 0.1, 0.0), (100, 400, 12, 1.0),
     (100, 400, 12, 0.95)],
    ids=["right of the page", "left of the page", "below the page", "no size", "white", "hardly grey"],
)  # fmt: skip
def test_promise_1_the_witness_sees_what_no_eye_would(
    tmp_path: Path, x: float, y: float, size: float, color: float
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "x.pdf"), pagesize=(612, 792))
    canvas.setFillColorRGB(color, color, color)
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, y, "words")
    canvas.save()
    assert unseen(tmp_path / "x.pdf") != []


def test_promise_2_every_error_of_a_file_is_told_at_once_with_file_line_and_hint(tmp_path: Path) -> None:
    body = paragraph("[@nobody]") + paragraph("a\u202eb").replace("\u202e", "\\u202e") + "      - stesp: [x]\n"
    make_project(tmp_path, wound=handout_yaml(body).replace("purpose:", "porpuse:"))
    result = build(tmp_path)
    lines = [line for line in result.err.splitlines() if "error[" in line]
    assert len(lines) >= 4
    assert all(re.match(r"content/wound\.yaml:\d+:\d+: error\[E\d\d\] .", line) for line in lines)
    assert result.err.count("    hint: ") >= 3
    assert lines == sorted(lines, key=lambda line: tuple(map(int, line.split(":")[1:3])))


def test_promise_2_a_fault_of_ours_is_one_message_and_a_traceback_only_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import handout.targets.pdf

    def fail(*_: object) -> None:
        raise ZeroDivisionError("\x1b[31mred")

    make_project(tmp_path, wound=handout_yaml())
    monkeypatch.setattr(handout.targets.pdf, "make_pdf", fail)
    result = build(tmp_path)
    assert result.code == 70
    assert "handout: a bug in handout: content/wound.yaml: ZeroDivisionError: \\u001b[31mred" in result.err
    assert "Traceback" not in result.err


def test_promise_2_a_word_lost_by_us_stops_the_build_and_keeps_the_old_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handout.pdf.canvas import TaggedCanvas

    make_project(tmp_path, wound=handout_yaml())
    assert build(tmp_path).code == 0
    before = (tmp_path / "out" / "wound.pdf").read_bytes()
    true = TaggedCanvas.paint_line

    def careless(canvas: TaggedCanvas, line: object, *rest: object, **more: object) -> None:
        if "Wash your hands" not in line.text:  # type: ignore[attr-defined]
            true(canvas, line, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(TaggedCanvas, "paint_line", careless)
    make_project(tmp_path, wound=handout_yaml(title="Another title"))
    result = build(tmp_path)
    assert result.code == 70
    assert "content/wound.yaml:9:9: 'Wash your hands.' is missing" in result.err
    assert (tmp_path / "out" / "wound.pdf").read_bytes() == before


@pytest.mark.parametrize("verb", ["check", "status", "build"])
def test_promise_2_no_verb_shows_a_traceback_for_a_file_that_is_none(tmp_path: Path, verb: str) -> None:
    make_project(tmp_path, wound="\0\1\2 not yaml: [")
    result = run(tmp_path, verb)
    assert result.code in {0, 1}
    assert "Traceback" not in result.err + result.out


@pytest.mark.parametrize("number", range(1, 8))
def test_every_promise_names_tests_that_exist(number: int) -> None:
    text = (ROOT / "docs" / "promises.md").read_text("utf-8")
    section = text.split(f"## {number}. ")[1].split("\n## ")[0]
    named = re.findall(r"`tests/(test_\w+)\.py`", section)
    assert named
    assert all((ROOT / "tests" / f"{name}.py").exists() for name in named)
