"""Where the parts of a handout stand on the page, as PDFium sees their ink."""

import gc
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from handout.edition import Edition
from handout.layout.tables import GUTTER
from handout.library import Library
from handout.problems import Problems
from handout.style.properties import Sheet
from handout.style.room import BOX_SIZE
from handout.targets.pdf import FinishedPdf, make_pdf
from support.cases import CASES, case, draw_pictures
from support.readback import Readback, Tag
from support.second_witness import GlyphBox, glyph_boxes, page_texts

LEFT, RIGHT = 68.0, 544.0


class Builder:
    """Builds handouts of one section."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.style = "standard"
        (root / "content").mkdir()
        (root / "content" / "clinic.yaml").write_text((CASES / "clinic.yaml").read_text("utf-8"), "utf-8")
        draw_pictures(root / "content" / "images")

    def __call__(self, *body: object, **more: object) -> bytes:
        made, problems = self.made(*body, **more)
        assert made is not None, problems
        return made.data

    def made(self, *body: object, **more: object) -> tuple[FinishedPdf | None, list[str]]:
        """What is made, and what is wrong with it."""
        problems = Problems()
        edition, sheet = self.opened(problems, *body, **more)
        made = None if edition is None or sheet is None else make_pdf(edition, sheet, problems)
        return made, [str(problem) for problem in problems]

    def opened(self, problems: Problems, *body: object, **more: object) -> tuple[Edition | None, Sheet | None]:
        handout = {"title": "T", "purpose": "P", "get_help": {"call": ["H"]}, **more,
                   "sections": [{"heading": "S", "body": list(body)}]}  # fmt: skip
        path = self.root / "content" / "any.yaml"
        path.write_text(json.dumps(handout), "utf-8")
        library = Library(self.root, date(2026, 11, 24))
        entry = library.project.entry(path, problems)
        opened = None if entry is None else library.open(entry, problems)
        return None if opened is None else opened.edition, library.sheet(self.style, problems)


@pytest.fixture
def built(tmp_path: Path) -> Builder:
    return Builder(tmp_path)


def ink(pdf: bytes, letters: str) -> list[GlyphBox]:
    """The ink of these letters, which stand nowhere else, in the order of painting."""
    return [glyph for page in glyph_boxes(pdf) for glyph in page if glyph.char in letters]


def edges(glyphs: Sequence[GlyphBox]) -> list[float]:
    return [round(glyph.left, 0) for glyph in glyphs]


def rules(pdf: bytes) -> int:
    """How many strokes and shapes are painted on the first page, some of them in one path."""
    raw = pypdfium2.raw
    page = pypdfium2.PdfDocument(pdf)[0]
    paths = [thing.raw for thing in page.get_objects() if thing.type == raw.FPDF_PAGEOBJ_PATH]
    steps = [raw.FPDFPath_GetPathSegment(path, at) for path in paths for at in range(raw.FPDFPath_CountSegments(path))]
    return sum(1 for step in steps if raw.FPDFPathSegment_GetType(step) == raw.FPDF_SEGMENT_MOVETO)


def test_all_items_of_a_list_start_at_one_edge_however_wide_their_numbers_are(built: Builder) -> None:
    pdf = built("\n".join(f"{number}. Ω" for number in range(8, 12)))
    assert len(set(edges(ink(pdf, "Ω")))) == 1


def test_a_list_inside_a_list_stands_further_in(built: Builder) -> None:
    outer, inner, deepest = edges(ink(built("- Ω\n  - Ψ\n    - Φ"), "ΩΨΦ"))
    assert LEFT < outer < inner < deepest
    assert inner - outer == pytest.approx(deepest - inner, abs=1.5)


def test_a_mark_stands_before_its_item_on_the_same_line(built: Builder) -> None:
    pdf = built("- Ω")
    [item] = ink(pdf, "Ω")
    bullet = ink(pdf, "•")[-1]
    assert bullet.right < item.left
    assert item.bottom < (bullet.bottom + bullet.top) / 2 < item.top


def test_every_bullet_belongs_to_its_own_entry(built: Builder) -> None:
    tree = Readback(built("- Ω\n- Ψ\n\nA\n\n- Φ", {"callout": {"text": "- Σ"}})).tree
    entries = [tag for tag in tree.walk() if tag.role == "LI" and tag.text[-1] in "ΩΨΦΣ"]
    assert [[(kid.role, kid.text) for kid in entry.kids if isinstance(kid, Tag)] for entry in entries] == [
        [("Lbl", "•"), ("LBody", letter)] for letter in "ΩΨΦΣ"
    ]


def test_a_bullet_has_the_room_that_it_needs_whatever_the_sheet_gives_it(built: Builder) -> None:
    (built.root / "styles").mkdir()
    sheet = "extends: standard\nstyles:\n  list: {label_width: 2pt}\n"
    (built.root / "styles" / "standard.yaml").write_text(sheet, "utf-8")
    pdf = built("- Ω\n- Ω")
    bullets, words = (edges(ink(pdf, letter)[-2:]) for letter in "•Ω")
    assert all(word - bullet > 8.0 for bullet, word in zip(bullets, words, strict=True))


def test_a_box_to_tick_stands_before_its_item(built: Builder) -> None:
    pdf = built({"checklist": ["Ω"]})
    [item] = ink(pdf, "Ω")
    page = pypdfium2.PdfDocument(pdf)[0]
    boxes = [thing.get_bounds() for thing in page.get_objects() if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    [box] = [box for box in boxes if abs((box[2] - box[0]) - (box[3] - box[1])) < 0.1]
    assert box[2] < item.left
    assert box[1] < (item.bottom + item.top) / 2 < box[3]


@pytest.mark.parametrize(("align", "place"), [("start", 0.0), ("center", 0.5), ("end", 1.0)])
def test_a_cell_stands_where_its_column_says(built: Builder, align: str, place: float) -> None:
    table = {"columns": [{"heading": "A", "width": "50%"}, {"heading": "B", "align": align}], "rows": [["x", "Ω"]]}
    [cell] = ink(built({"table": table}), "Ω")
    start, end = (LEFT + RIGHT) / 2 + 6, RIGHT - 6
    width = cell.right - cell.left
    assert cell.left == pytest.approx(start + (end - start - width) * place, abs=2.5)


def test_columns_stand_where_their_widths_say(built: Builder) -> None:
    table = {"columns": [{"heading": "Ω", "width": 1}, {"heading": "Ψ", "width": 3}], "rows": [["a", "b"]]}
    first, second = edges(ink(built({"table": table}), "ΩΨ"))
    assert second - first == pytest.approx((RIGHT - LEFT) / 4, abs=2.5)


def test_cells_of_a_row_start_at_one_height(built: Builder) -> None:
    long = "Ω " + "and so on " * 20
    table = {"columns": ["A", "B"], "rows": [[long, "Ω"]]}
    first, second = ink(built({"table": table}), "Ω")
    assert first.top == pytest.approx(second.top, abs=0.1)


def test_the_lines_of_a_cell_are_copied_together() -> None:
    for name in ("table-row-over-a-page-break", "large-print"):
        text = " ".join(" ".join(Readback(case(name).pdf or b"").text()).split())
        cell = "Each day, before you touch the dressing and after it" if "row" in name else "Example 5 mg"
        assert cell in text


def test_a_box_that_fits_on_a_page_is_not_cut_when_little_is_lost(built: Builder) -> None:
    pdf = built({"fill_in": [{"label": "Notes", "lines": 14}]}, {"callout": {"title": "Ω", "text": "word " * 90 + "Ψ"}})
    pages = [[glyph.char for glyph in page if glyph.char in "ΩΨ"] for page in glyph_boxes(pdf)]
    assert pages == [[], ["Ω", "Ψ"]]


def test_a_lead_in_stays_with_its_list(built: Builder) -> None:
    pdf = built({"fill_in": [{"label": "Notes", "lines": 15}]}, "Ω you may notice:\n\n- Ψ one\n- two\n- three\n- four")
    pages = [[glyph.char for glyph in page if glyph.char in "ΩΨ"] for page in glyph_boxes(pdf)]
    assert ["Ω", "Ψ"] in pages


def test_a_caption_stays_with_its_picture(built: Builder) -> None:
    figure = {"image": "images/photo.jpg", "alt": "A grey square", "width": "60%", "caption": "Ω"}
    pdf = built({"fill_in": [{"label": "Notes", "lines": 12}]}, {"figure": figure})
    [page] = [number for number, page in enumerate(glyph_boxes(pdf), 1) if any(glyph.char == "Ω" for glyph in page)]
    [mark] = [mark for mark in Readback(pdf).marks if mark.kind == "Figure"]
    assert mark.page == page


def test_a_picture_is_as_wide_as_it_is_told_to_be_and_never_taller_than_a_page(built: Builder) -> None:
    for width, image in ((60, "images/wide.png"), (100, "images/photo.jpg")):
        pdf = built({"figure": {"image": image, "alt": "A picture", "width": f"{width}%"}})
        [figure] = [tag for tag in Readback(pdf).tree.walk() if tag.role == "Figure"]
        left, low, right, high = map(float, figure.properties["BBox"].split())
        assert right - left <= (RIGHT - LEFT) * width / 100 + 0.5
        assert high - low <= 660 * 0.8
        assert (right - left) / (high - low) == pytest.approx(3.0 if "wide" in image else 1.0, rel=0.01)


def test_a_blank_has_as_many_lines_as_it_is_told(built: Builder) -> None:
    bare, one, five = (
        rules(built("Words.", *blanks))
        for blanks in ((), ({"fill_in": [{"label": "Ω"}]},), ({"fill_in": [{"label": "Ω", "lines": 5}]},))
    )
    assert (one - bare, five - bare) == (1, 5)


def test_a_page_in_arabic_is_the_mirror_of_one_in_english(built: Builder) -> None:
    prose = "Ω\n\n- Ψ"
    plain, item = ink(built(prose), "ΩΨ")
    (built.root / "content" / "clinic.yaml").write_text(
        "name: C\nlanguage: ar\ndisclaimer: {ar: هذه النشرة للمعلومات فقط.}\n", "utf-8"
    )
    mirrored, mirrored_item = ink(built(prose, title="نص", purpose="نص", get_help={"call": ["نص"]}), "ΩΨ")
    assert LEFT + RIGHT - mirrored.right == pytest.approx(plain.left, abs=1.5)
    assert LEFT + RIGHT - mirrored_item.right == pytest.approx(item.left, abs=1.5)


def test_a_typed_page_break_begins_a_page(built: Builder) -> None:
    pages = page_texts(built("Before.", {"page_break": True}, "After."))
    assert ["Before." in text for text in pages] == [True, False]
    assert ["After." in text for text in pages] == [False, True]


def test_a_page_break_at_the_end_makes_no_empty_page(built: Builder) -> None:
    pages = page_texts(built("Before.", {"page_break": True}, "After.", {"page_break": True}))
    assert len(pages) == 3
    assert all(len(text.split()) > 12 for text in pages)


@pytest.mark.parametrize("lines", range(8, 17))
def test_no_row_stands_alone_at_the_edge_of_a_page(built: Builder, lines: int) -> None:
    rows = [[letter] for letter in "ΑΒΓΔΕΖ"]
    pdf = built({"fill_in": [{"label": "Notes", "lines": lines}]}, {"table": {"columns": ["X"], "rows": rows}})
    counts = [sum(glyph.char in "ΑΒΓΔΕΖ" for glyph in page) for page in glyph_boxes(pdf)]
    assert 1 not in counts


@pytest.mark.parametrize("points", range(18, 22))
def test_two_lines_under_a_heading_stand_without_a_captioned_table_rather_than_with_one_row(
    built: Builder, points: int
) -> None:
    table = {"caption": "Ψ", "columns": ["X"], "rows": [[letter] for letter in "ΑΒΓΔ"]}
    pdf = built(
        "Ω words " * 13,
        {"table": table},
        *["More."] * 22,
        {"page_break": True},
        "End.",
        summary=["Look " * 15 * points],
    )
    counts = [sum(glyph.char in "ΑΒΓΔ" for glyph in page) for page in glyph_boxes(pdf)]
    assert sum(counts) == 4
    assert 1 not in counts
    assert [glyph.char for page in glyph_boxes(pdf) for glyph in page if glyph.char in "ΩΨ"] == ["Ω"] * 13 + ["Ψ"]


@pytest.mark.parametrize("lines", range(8, 17))
def test_no_row_that_became_a_table_of_its_own_stands_alone_on_a_page(built: Builder, lines: int) -> None:
    wide = ["Esophagogastroduodenoscopy"] * 3
    table = {"columns": ["Who", *wide], "rows": [[letter, *wide] for letter in "ΑΒΓΔ"]}
    pdf = built({"fill_in": [{"label": "Notes", "lines": lines}]}, {"table": table})
    counts = [sum(glyph.char in "ΑΒΓΔ" for glyph in page) for page in glyph_boxes(pdf)]
    assert sum(counts) == 4
    assert 1 not in counts


def test_a_cell_stands_below_its_heading_where_no_room_beside_it_holds_its_word(built: Builder) -> None:
    word = "Arzneimittelunverträglichkeits" * 2
    table = {"columns": [f"Α{word}", f"Β{word}"], "rows": [[f"Γ{word}", f"Δ{word}"]]}
    pdf = built({"table": table})
    assert [glyph.char for glyph in sorted(ink(pdf, "ΑΓΒΔ"), key=lambda glyph: -glyph.bottom)] == [*"ΑΓΒΔ"]
    cells = [tag for tag in Readback(pdf).tree.walk() if tag.role in {"TH", "TD"}]
    assert [tag.role for tag in cells] == ["TH", "TD", "TH", "TD"]


@pytest.mark.parametrize("lines", range(8, 17))
def test_no_item_stands_alone_at_the_edge_of_a_page(built: Builder, lines: int) -> None:
    items = "\n".join(f"- {letter}" for letter in "ΑΒΓΔΕΖ")
    pdf = built({"fill_in": [{"label": "Notes", "lines": lines}]}, items)
    counts = [sum(glyph.char in "ΑΒΓΔΕΖ" for glyph in page) for page in glyph_boxes(pdf)]
    assert 1 not in counts


def test_the_lines_of_a_title_are_as_long_as_each_other(built: Builder) -> None:
    lines = Counter(round(glyph.bottom) for glyph in ink(built("More.", title="Ω " + "Ωμέγα " * 9), "Ω"))
    assert sorted(lines.values()) == [5, 5]


@pytest.mark.parametrize(
    ("title", "lines"),
    [("word " * 9 + "ΩμέγαΩμέγα\u00adΨειΨει" + " at" * 5, 1), ("Ωμέγα" * 5 + "\u00ad" + "Ψει" * 4, 2)],
    ids=["that fits a line", "that fits no line"],
)
def test_a_word_of_a_title_is_cut_at_a_soft_hyphen_only_where_it_must_be(
    built: Builder, title: str, lines: int
) -> None:
    assert len({round(glyph.bottom) for glyph in ink(built("More.", title=title), "ΩΨ")}) == lines


@pytest.mark.parametrize("more", range(4))
def test_a_small_box_stands_whole_on_a_page(built: Builder, more: int) -> None:
    built.style = "large-print"
    with (built.root / "content" / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("language_help: {es: Α, fr: Β, vi: Γ, pt: Δ}\n")
    pdf = built({"fill_in": [{"label": "Notes", "lines": 6}]}, *["More."] * more)
    counts = [sum(glyph.char in "ΑΒΓΔ" for glyph in page) for page in glyph_boxes(pdf)]
    assert sum(counts) == max(counts) == 4


def test_lines_below_the_code_are_as_wide_as_the_page_and_those_beside_it_keep_clear(built: Builder) -> None:
    address, policy = "https://www.example.org/" + "z/" * 60, "Ω" + " Ω" * 300
    with (built.root / "content" / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write(f"feedback: {{url: {address}}}\neditorial_policy: {{en: {policy}}}\n")
    pdf = built("More.")
    [code] = [tag for tag in Readback(pdf).tree.walk() if tag.role == "Figure"]
    left = float(code.properties["BBox"].split()[0])
    beside, below = (max(glyph.right for glyph in ink(pdf, letter)) for letter in "Ωz")
    assert beside < left < RIGHT - 20 < below


def test_a_line_that_begins_just_above_the_foot_of_the_code_keeps_clear_of_it(built: Builder) -> None:
    built.style = "high-contrast"
    with (built.root / "content" / "clinic.yaml").open("a", encoding="utf-8") as clinic:
        clinic.write("feedback: {url: https://www.example.org/}\neditorial_policy: {en: Ậ" + " Ậ" * 99 + "}\n")
    assert built.made("More.", funding="Words " * 42 + "end.")[1] == []


def test_the_shipped_handout_says_its_key_points_and_when_to_call_on_page_1() -> None:
    library, problems = Library(Path(__file__).parent.parent, date(2026, 11, 24)), Problems()
    [entry] = library.chosen([Path("content/calciphylaxis.yaml")], problems)
    opened, sheet = library.open(entry, problems), library.sheet("standard", problems)
    made = None if opened is None or sheet is None else make_pdf(opened.edition, sheet, problems)
    assert made is not None
    first = page_texts(made.data)[0]
    assert [words in first for words in ("Key points", "Call 911 now if:", "Call us at", "dialysis session.")] == [
        True
    ] * 4


def filler(lines: int) -> list[str]:
    """Paragraphs of one line."""
    return [f"Line {number}." for number in range(lines)]


def pages_that_say(pdf: bytes, *words: str) -> list[int]:
    """The page on which each of these stands first."""
    texts = page_texts(pdf)
    return [next(number for number, text in enumerate(texts, 1) if word in text) for word in words]


@pytest.mark.parametrize("lines", range(16, 30))
def test_a_form_to_fill_in_is_never_torn(built: Builder, lines: int) -> None:
    pdf = built(*filler(lines), {"fill_in": [{"label": "Patient"}, {"label": "Nurse", "lines": 2}, {"label": "Day"}]})
    assert len(set(pages_that_say(pdf, "Patient", "Nurse", "Day"))) == 1


@pytest.mark.parametrize("kind", ["steps", "checklist"])
@pytest.mark.parametrize("lines", [18, 21, 24])
def test_a_short_list_to_work_through_is_never_torn(built: Builder, kind: str, lines: int) -> None:
    pdf = built(*filler(lines), {kind: [f"Thing {number}." for number in range(6)]})
    assert len(set(pages_that_say(pdf, *(f"Thing {number}." for number in range(6))))) == 1


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("The week is so.", {"table": {"columns": ["Day"], "rows": [["Mon"], ["Tue"]]}}),
        ("The week is so.", {"questions": [{"q": "Mon", "a": "Tue"}]}),
        ("The week is so:", "Mon"),
    ],
)
@pytest.mark.parametrize("lines", [17, 19, 22])
def test_a_short_paragraph_stays_with_what_it_leads_into(built: Builder, lines: int, said: str, part: object) -> None:
    pdf = built(*filler(lines), "A line.", "A line.", said, part)
    assert len(set(pages_that_say(pdf, said, "Mon"))) == 1


def test_a_short_paragraph_stays_with_the_plan_behind_it(built: Builder) -> None:
    built.style = "large-print"
    zones = [{"zones": [{"level": "go", "signs": [f"Sign {number}."], "do": ["Rest."]}]} for number in range(8)]
    pdf = built(*(part for number, plan in enumerate(zones) for part in (f"Week {number} is so.", plan)))
    for number in range(8):
        assert len(set(pages_that_say(pdf, f"Week {number} is so.", f"Sign {number}."))) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([{"page_break": True}, "After."], "a page break straight after a heading parts the two"),
        ([{"page_break": True}], "this section holds nothing but a page break"),
        (["Before.", {"page_break": True}, {"page_break": True}, "After."], "a page break straight after another"),
        ([{"tear_off": {"title": "Cut", "body": ["Keep."]}}, {"page_break": True}, "After."],
         "a page break straight after a heading"),
    ],
)  # fmt: skip
def test_a_page_break_that_parts_a_heading_from_its_text_or_does_nothing_is_refused(
    built: Builder, body: list[object], said: str
) -> None:
    made, problems = built.made(*body)
    assert made is None
    assert f"error[E65] {said}" in problems[0]


@pytest.mark.parametrize(("words", "others", "is_turned"), [(2, 0, False), (9, 0, True), (9, 2, True), (9, 3, False)])
def test_a_table_with_many_lines_in_a_narrow_column_is_turned_on_its_side(
    built: Builder, words: int, others: int, is_turned: bool
) -> None:
    """Where one of many rows has them, it is not: what each has in a column is compared there."""
    built.style = "large-print"
    times = {"morning": "1 ½", "noon": "15 mL", "evening": "1", "bedtime": "2"}
    long = {"name": "Pill 5 mg", **times, "notes": "with water " * words}
    pdf = built({"medicines": [long] + [{"name": "Pill 6 mg", "morning": "1"}] * others})
    assert ("Noon 15 mL" in " ".join(" ".join(page_texts(pdf)).split())) == is_turned


@pytest.mark.parametrize(("margin", "said"), [(65, []), (72, ["warning[W63]"])])
def test_a_page_that_leaves_less_room_than_a_label_takes_is_warned_of(
    built: Builder, margin: int, said: list[str]
) -> None:
    (built.root / "styles").mkdir()
    paper = f"page: {{size: A5, margins: {{left: {margin}pt, right: {margin}pt}}}}"
    (built.root / "styles" / "small.yaml").write_text(f"extends: standard\n{paper}\n", "utf-8")
    built.style = "small"
    made, problems = built.made({"label_box": {"title": "Label"}})
    assert made is not None
    assert [problem.split()[1] for problem in problems] == said


def test_a_column_of_boxes_to_tick_without_a_heading_has_room_for_them(built: Builder) -> None:
    long = "Ω" + " words" * 40
    columns = [{"heading": "", "tick": True}, "What", {"heading": "", "tick": True}, "Then"]
    pdf = built({"table": {"columns": columns, "rows": [[long, long]]}})
    assert min(edges(ink(pdf, "Ω"))) >= 68 + 12 * BOX_SIZE + 2 * GUTTER


def test_lines_of_a_cell_are_as_far_apart_as_elsewhere_whatever_stands_beside_them(built: Builder) -> None:
    """A medicine's purpose stands a little below its name; the notes beside them have no gap there."""
    notes = "Ω take " * 30
    pdf = built({"medicines": [{"name": "A", "what_for": "pain", "morning": "1 pill", "notes": notes}]})
    lines = sorted({round(glyph.bottom, 1) for glyph in ink(pdf, "Ω")}, reverse=True)
    gaps = {round(above - below, 1) for above, below in pairwise(lines)}
    assert len(lines) >= 3
    assert max(gaps) - min(gaps) < 0.3


def test_zones_of_one_plan_are_loath_to_be_parted(built: Builder) -> None:
    """Where two of them fit on a page and it stays less than two thirds full without them, all go on to the next."""
    zones = [{"level": level, "signs": [f"Ω {level}", "b"], "do": ["c", "d"]} for level in ("go", "careful", "stop")]
    texts = page_texts(built(*["Line."] * 14, {"zones": zones}, *["More."] * 20))
    assert [text.count("Ω") for text in texts] == [0, 3, 0]


@pytest.mark.parametrize("lines", [15, 17, 19])
def test_a_table_that_takes_little_of_a_page_is_loath_to_be_parted(built: Builder, lines: int) -> None:
    table = {"columns": ["X"], "rows": [["Ω"]] * 8}
    texts = page_texts(built(*["Line."] * lines, {"table": table}, *["More."] * 14, {"page_break": True}, "End."))
    assert [text.count("Ω") for text in texts if "Ω" in text] == [8]


def test_a_line_that_leads_into_a_box_goes_on_with_it(built: Builder) -> None:
    box = {"callout": {"tone": "note", "text": "Ω words of it. " * 60}}
    texts = page_texts(built(*["Line."] * 16, "Ω lead", box, *["More."] * 20))
    assert [text.count("Ω") for text in texts] == [0, 61, 0]


def test_what_a_handout_was_made_of_is_free_at_once(built: Builder) -> None:
    table = {"columns": [{"heading": "When"}], "rows": [[f"Day {day}"] for day in range(60)]}
    problems = Problems()
    edition, sheet = built.opened(problems, "Read [more](https://example.org).", {"table": table})
    assert edition is not None and sheet is not None
    make_pdf(edition, sheet, problems)
    gc.collect()
    # A cache may give up just now what another document left in it. Held here, it is no garbage.
    earlier = gc.get_objects()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        assert make_pdf(edition, sheet, problems) is not None
        gc.collect()
        ours = [type(thing) for thing in gc.garbage if type(thing).__module__.startswith("handout.")]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
        earlier.clear()
    assert ours == []
