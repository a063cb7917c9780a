"""Letters drawn as a path lie where they are told to."""

import re
from math import atan2

import pytest

from handout.pdf.pictures.glyph_paths import drawn
from handout.pdf.text.lines import set_lines
from support.typeset import ATKINSON, run


@pytest.mark.parametrize("angle", [0.0, atan2(792, 612)])
def test_a_drawn_word_is_centred_and_within_its_box(angle):
    [line] = set_lines([run("DRAFT", families=ATKINSON)], 400)
    path, box = drawn(line, 200.0, 306.0, 396.0, angle)
    matrix, _, steps = path.partition(" cm ")
    a, b, c, d, e, f = map(float, matrix.split())
    points = [(float(x), float(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", steps)]
    placed = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(box, abs=0.2)
    assert (box[0] + box[2]) / 2 == pytest.approx(306.0, abs=15)
    assert (box[1] + box[3]) / 2 == pytest.approx(396.0, abs=15)
