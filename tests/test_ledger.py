"""The ledger finds every way in which a painted word can be lost; pages that are right raise no alarm."""

from collections.abc import Callable

import pytest

from handout.pdf.file.structure import Box, Element, Leaf
from handout.pdf.ledger import Discrepancy, Ledger
from handout.pdf.text.lines import Ink, Line, Run, set_lines
from handout.record import replace
from handout.source import Span

PLACE = Span("content/x.yaml", 3, 5)
INK = Ink(families=("Noto Sans",), size=12.0, color=(0.1, 0.1, 0.1))
ROOM = (72.0, 72.0, 540.0, 720.0)
WORDS = ["Wash your hands.", "Take 5 mg.", "Call us."]


def line_of(text: str, leaf: Leaf | None, ink: Ink = INK) -> Line:
    return set_lines([Run(text, ink, "en", leaf, PLACE)], 400.0)[0]


class Painted:
    """Three paragraphs on one page, painted as they should be."""

    def __init__(self) -> None:
        self.tree = Element("Document")
        self.ledger = Ledger()
        self.ledger.pages.append((612.0, 792.0))
        for number, text in enumerate(WORDS):
            self.paint(text, self.tree.element("P").leaf(), y=700.0 - 20 * number)

    def paint(
        self, text: str, leaf: Leaf | None, *, x: float = 72.0, y: float = 600.0, ink: Ink = INK, page: int = 0
    ) -> None:
        self.ledger.lines.append((line_of(text, leaf, ink), page, x, y, False))

    def move(self, number: int, **changes: float) -> None:
        line, page, x, y, artifact = self.ledger.lines[number]
        self.ledger.lines[number] = (line, page, changes.get("x", x), changes.get("y", y), artifact)

    def look(self, number: int, **changes: object) -> None:
        line, *rest = self.ledger.lines[number]
        ink = replace(INK, **changes)  # type: ignore[arg-type]
        self.ledger.lines[number] = (line_of(line.text, line.pieces[0].leaf, ink), *rest)  # type: ignore[assignment]

    def leaf(self, number: int) -> Leaf:
        leaf = self.ledger.lines[number][0].pieces[0].leaf
        if leaf is None:
            raise LookupError(number)
        return leaf

    def findings(self) -> list[Discrepancy]:
        return self.ledger.findings(self.tree, [(PLACE, text) for text in WORDS], [ROOM])


def test_pages_that_are_right_raise_no_alarm() -> None:
    assert Painted().findings() == []


def test_bullets_spaces_and_soft_hyphens_are_the_layouts_own() -> None:
    painted = Painted()
    item = Element("Lbl")
    painted.tree.kids.insert(0, item)
    painted.paint("•", item.leaf())
    words = [(PLACE, "Wash  your\nhands."), (PLACE, "Ta\u00adke 5 mg."), (PLACE, "Call us.")]
    assert painted.ledger.findings(painted.tree, words, [ROOM]) == []


def test_a_bullet_amid_a_text_must_be_painted_like_every_other_sign() -> None:
    painted = Painted()
    words = [(PLACE, "Wash your • hands."), *((PLACE, text) for text in WORDS[1:])]
    assert [finding.kind for finding in painted.ledger.findings(painted.tree, words, [ROOM])] == [
        "missing",
        "painted but not meant",
    ]


def test_letters_may_be_composed_or_not() -> None:
    painted = Painted()
    painted.paint("Café.", painted.tree.element("P").leaf())
    words = [*((PLACE, text) for text in WORDS), (PLACE, "Cafe\u0301.")]
    assert painted.ledger.findings(painted.tree, words, [ROOM]) == []


def drop(painted: Painted) -> None:
    del painted.ledger.lines[1]


def double(painted: Painted) -> None:
    painted.ledger.lines.append(painted.ledger.lines[1])


def add(painted: Painted) -> None:
    painted.paint("Extra.", painted.tree.element("P").leaf())


def swap(painted: Painted) -> None:
    painted.tree.kids[1:] = painted.tree.kids[:0:-1]


def change(painted: Painted) -> None:
    painted.ledger.lines[1] = (line_of("Take 50 mg.", painted.leaf(1)), 0, 72.0, 680.0, False)


def go_back(painted: Painted) -> None:
    painted.ledger.pages.append((612.0, 792.0))
    line, _, *rest = painted.ledger.lines[1]
    painted.ledger.lines[1] = (line, 1, *rest)  # type: ignore[assignment]


def cover_low(painted: Painted) -> None:
    painted.move(2, x=400.0, y=100.0)
    painted.ledger.solids.append((0, (390.0, 95.0, 500.0, 112.0), "figure"))


FAULTS: dict[str, tuple[Callable[[Painted], object], str]] = {
    "a word is dropped": (drop, "missing"),
    "a word is painted twice": (double, "painted but not meant"),
    "a word is added": (add, "painted but not meant"),
    "two words are swapped": (swap, "out of order"),
    "a number is changed": (change, "missing"),
    "a word stands on a later page than the next": (go_back, "out of order"),
    "off the page to the right": (lambda painted: painted.move(1, x=600.0), "outside its room"),
    "off the page to the left": (lambda painted: painted.move(1, x=-200.0), "outside its room"),
    "below the text, in the footer": (lambda painted: painted.move(1, y=60.0), "outside its room"),
    "above the page": (lambda painted: painted.move(1, y=900.0), "outside its room"),
    "too small to read": (lambda painted: painted.look(1, size=5.0), "too small"),
    "hardly to be seen": (lambda painted: painted.look(1, size=0.01), "too small"),
    "white on white": (lambda painted: painted.look(1, color=(1.0, 1.0, 1.0)), "too faint"),
    "grey on white": (lambda painted: painted.look(1, color=(0.6, 0.6, 0.6)), "too faint"),
    "on a dark box": (
        lambda painted: painted.ledger.fills.append((0, (60.0, 670.0, 300.0, 690.0), (0.2, 0.2, 0.2))), "too faint"
    ),
    "under a picture": (
        lambda painted: painted.ledger.solids.append((0, (60.0, 670.0, 300.0, 695.0), "figure")), "covered"
    ),
    "under a picture far down and to the right": (cover_low, "covered"),
    "under the rule of a box": (
        lambda painted: painted.ledger.frame(0, (60.0, 684.0, 300.0, 720.0), 2.0, "summary"), "covered"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("do", "kind"), FAULTS.values(), ids=FAULTS)
def test_every_way_to_lose_a_word_is_found(do: Callable[[Painted], object], kind: str) -> None:
    painted = Painted()
    do(painted)
    assert kind in {finding.kind for finding in painted.findings()}


@pytest.mark.parametrize(
    ("page", "box"),
    [
        (0, (60.0, 689.5, 300.0, 696.0)),
        (0, (60.0, 670.0, 300.0, 676.0)),
        (0, (60.0, 670.0, 71.0, 696.0)),
        (0, (200.0, 670.0, 300.0, 696.0)),
        (1, (60.0, 670.0, 300.0, 696.0)),
    ],
    ids=["above", "below", "to the left", "to the right", "on another page"],
)
def test_what_lies_beside_a_line_covers_nothing(page: int, box: Box) -> None:
    painted = Painted()
    painted.ledger.solids.append((page, box, "figure"))
    assert painted.findings() == []


def test_white_on_a_dark_box_is_seen() -> None:
    painted = Painted()
    painted.ledger.fills.append((0, (60.0, 670.0, 300.0, 690.0), (0.2, 0.2, 0.2)))
    painted.look(1, color=(1.0, 1.0, 1.0))
    assert painted.findings() == []


def test_large_letters_need_less_contrast() -> None:
    painted = Painted()
    painted.look(1, size=18.0, color=(0.55, 0.55, 0.55))
    assert painted.findings() == []


def test_a_finding_names_the_place_and_the_page() -> None:
    painted = Painted()
    drop(painted)
    assert [str(finding) for finding in painted.findings()] == ["content/x.yaml:3:5: 'Take 5 mg.' is missing"]
