"""Sheets at the ends of what their properties may be: refused with a place, or no letter is hidden from PDFium."""

import random

import pypdfium2
import pytest

from handout.library import Library
from handout.problems import Problems
from handout.reading.key_types import Own
from handout.style.parts import PARTS
from handout.style.properties import Style, obeyed
from handout.style.settings import settings
from handout.style.sheet import load_sheet
from handout.style.values import Bounded, Length
from handout.targets.pdf import make_pdf
from support.cases import in_sheet, styled_library

DPI = 144
LOST = 0.3
"""The share of a letter's own ink that may turn up beside it as ink of something else."""
WORDS = "Ågypqj 25 mg at 8 am"
HANDOUT = {
    "title": WORDS, "purpose": WORDS, "get_help": {"emergency": [WORDS], "call": [WORDS]}, "summary": [WORDS],
    "sections": [{"heading": WORDS, "body": [
        f"{WORDS}\n\n- {WORDS}\n- {WORDS}",
        {"callout": {"tone": "note", "title": WORDS, "text": WORDS}}, WORDS,
        {"callout": {"tone": "warning", "text": WORDS}},
        {"table": {"caption": WORDS, "columns": [WORDS, "What"], "rows": [[WORDS, WORDS], [WORDS, WORDS]]}},
        {"checklist": {"title": WORDS, "items": [WORDS, WORDS]}}, {"steps": [WORDS, WORDS]},
        {"terms": [{"term": WORDS, "meaning": WORDS}]}, {"questions": [{"q": WORDS, "a": WORDS}]},
        {"figure": {"image": "images/wide.png", "alt": WORDS, "caption": WORDS, "width": 0.3}},
        {"fill_in": [{"label": WORDS, "lines": 3}, {"label": WORDS}]}, WORDS,
    ]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return styled_library(tmp_path_factory.mktemp("hostile"), HANDOUT)


def ends(name: str) -> list[str]:
    """The least and the most that a property takes, or each of its choices."""
    setting = settings(Style)[name]
    reader = setting.shape.reader if isinstance(setting.shape, Own) else None
    if isinstance(reader, Length):
        return [f"{reader.least:g}pt", f"{min(reader.most, 72):g}pt"]
    if isinstance(reader, Bounded):
        return [f"{reader.least:g}", f"{reader.most:g}"]
    return {"align": ["center", "end"], "border_sides": ["all", "start", "top", "bottom"], "font": ["body"],
            "weight": ["bold"], "slant": ["italic"]}.get(name, ["true", "false"])  # fmt: skip


def hostile_sheet(seed: int) -> str:
    chance = random.Random(seed)
    styles = []
    for name in chance.sample(list(PARTS), 9):
        props = [prop for prop in sorted(obeyed(PARTS[name].kind)) if "color" not in prop and "ground" not in prop]
        props = [prop for prop in props if prop not in {"stripe", "size", "underline"}]
        chosen = chance.sample(props, min(4, len(props)))
        said = ", ".join(f"{prop}: {chance.choice(ends(prop))}" for prop in chosen)
        styles.append(f"  {name}: {{{said}}}")
    return "extends: standard\nstyles:\n" + "\n".join(styles) + "\n"


def hidden(pdf: bytes) -> list[str]:
    """Letters beside whose ink there is ink of something else that is not text."""
    found = []
    for number in range(len(pypdfium2.PdfDocument(pdf))):
        whole, alone = pypdfium2.PdfDocument(pdf)[number], pypdfium2.PdfDocument(pdf)[number]
        for thing in [*alone.get_objects(max_depth=1)]:
            if thing.type in {pypdfium2.raw.FPDF_PAGEOBJ_PATH, pypdfium2.raw.FPDF_PAGEOBJ_IMAGE}:
                alone.remove_obj(thing)
        alone.gen_content()
        pictures = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in (whole, alone)]
        text = whole.get_textpage()
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            left, low, right, high = (part * DPI / 72 for part in text.get_charbox(at))
            height = pictures[0].height
            box = (round(left), round(height - high), round(right), round(height - low))
            if not char.strip() or box[2] <= box[0] or box[3] <= box[1]:
                continue
            seen, own = (picture.crop(box).tobytes() for picture in pictures)
            ink = sum(part < 150 for part in own)
            other = sum(before > 200 and now < 150 for before, now in zip(own, seen, strict=True))
            if ink and other > LOST * ink:
                found.append(f"{char} on page {number + 1} at {left:.0f}, {low:.0f}")
    return found


@pytest.mark.parametrize("seed", range(14))
def test_a_hostile_sheet_is_refused_with_its_line_or_hides_nothing(library: Library, seed: int) -> None:
    text = hostile_sheet(seed)
    pdf, problems = in_sheet(library, text)
    if pdf is None:
        assert any(problem.span.file in {"styles/ours.yaml", "content/any.yaml"} for problem in problems), text
    else:
        assert hidden(pdf) == [], text


def test_the_witness_sees_a_rule_over_letters(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from handout.layout.furniture import Furniture
    from handout.pdf.canvas import TaggedCanvas

    entry = library.project.entry(library.project.root / "content" / "any.yaml", Problems())
    assert entry is not None
    opened, sheet = library.open(entry, Problems()), load_sheet("standard", [], Problems())
    assert opened is not None
    assert sheet is not None
    monkeypatch.setattr(
        Furniture, "paint_mark", lambda self, canvas: TaggedCanvas.rect(canvas, 72, 500, 460, 60, fill=(0.1, 0.1, 0.1))
    )
    monkeypatch.setattr("handout.targets.pdf.hold_to_account", lambda *_: None)
    made = make_pdf(opened.edition, sheet, Problems())
    assert made is not None
    assert hidden(made.data)
