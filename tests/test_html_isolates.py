"""What must stand left to right on a right-to-left page is held together in HTML too, whatever look its parts have."""

import re
from typing import Literal

import pytest

from handout import flow
from handout.record import replace
from handout.source import Span
from handout.targets.bilingual_html import bilingual_html
from handout.targets.html import make_html
from handout.text.phrase import Break, Cite, Link, Printed, Strong, Text
from test_right_to_left_pages import UNSAID, handout_of, standard, text

NOWHERE = Span("page.yaml", 1, 1)


def two_way(*parts: Printed, direction: Literal["ltr", "rtl"] = "rtl") -> str:
    """A paragraph of a page as HTML, without what keeps quantities whole at the ends of lines."""
    edition = handout_of("ar", flow.Text(phrase=parts, span=NOWHERE), direction=direction)
    made = make_html(edition, standard())
    return re.sub(
        r'<span class="whole">(.*?)</span>', r"\1", made[made.index("<p", made.index("<main")) : made.index("</main>")]
    )


def test_a_quantity_that_is_strong_in_part_is_held_as_one() -> None:
    number = (Text("خذ ", NOWHERE), Strong((Text("حبة 5", NOWHERE),)), Text("-10 mg الآن", NOWHERE))
    assert '<strong>حبة </strong><bdi dir="ltr"><strong>5</strong>-10 mg</bdi> الآن' in two_way(*number)


def test_a_link_is_never_cut_and_holds_its_own_quantities() -> None:
    link = Link((Text("الصفحة 5-10", NOWHERE),), "https://example.org/", NOWHERE)
    held = '<a href="https://example.org/">الصفحة <bdi dir="ltr">5-10</bdi></a>'
    assert held in two_way(link, Text(" للمرضى", NOWHERE))


def test_marks_hold_what_ends_behind_a_link_since_no_element_can() -> None:
    link = Link((Text("الصفحة 5-10", NOWHERE),), "https://example.org/", NOWHERE)
    held = '<a href="https://example.org/">الصفحة \u20665-10</a> mg\u2069 للمرضى <bdi dir="ltr">7-8</bdi>'
    assert held in two_way(link, Text(" mg للمرضى 7-8", NOWHERE))


def test_citations_side_by_side_follow_one_another_in_the_direction_of_the_page() -> None:
    """Two numbers with nothing but a comma between them would be one, from left to right (UAX 9, W4)."""
    cites = [Cite(number, f"ref-{number}", f"cite-{number}", NOWHERE) for number in (1, 2)]
    made = two_way(Text("اشرب الماء ", NOWHERE), cites[0], Text(",", NOWHERE), cites[1])
    assert re.findall(r'<sup id="cite-(\d)" dir="ltr">', made) == ["1", "2"]
    assert "</sup><sup>,</sup><sup" in made


def test_arabic_digits_are_held_by_an_override() -> None:
    assert '<bdi dir="ltr"><bdo dir="ltr">٠١-٥٥٥-٠١٤٤</bdo></bdi>' in two_way(Text("الهاتف ٠١-٥٥٥-٠١٤٤ ليلا", NOWHERE))


@pytest.mark.parametrize(("words", "direction"), [("Llame al 555-0100.", "ltr"), ("اتصل بالرقم 555-0100.", "rtl")])
def test_words_of_another_language_say_which_way_they_run(words: str, direction: str) -> None:
    """A browser left to find out itself passes over what is held, and finds nothing."""
    line = flow.Text(phrase=(Text(words, NOWHERE),), language="es", span=NOWHERE)
    assert f'lang="es" dir="{direction}"' in make_html(handout_of("ar", line), standard())


def test_words_after_a_hard_break_are_looked_at_by_themselves() -> None:
    held = two_way(Text("خذ 5", NOWHERE), Break(), Text("-10 الآن", NOWHERE))
    assert '<bdi dir="ltr">5</bdi><br><bdi dir="ltr">-10</bdi>' in held


def test_words_between_right_to_left_ones_stay_in_their_place_on_a_left_to_right_page() -> None:
    """An isolate there would take the direction of the words around it, and these would change places."""
    held = two_way(Text("Salt is מלח and sugar סוכר 5 mg, מים 5-10 סוכר.", NOWHERE), direction="ltr")
    assert 'סוכר &lrm;<bdi dir="ltr">5 mg</bdi>, מים <bdi dir="ltr">5-10</bdi> סוכר.' in held


def test_the_foot_of_the_page_is_held_too() -> None:
    running = replace(
        UNSAID, review_line="راجعه Dr. X (أخصائي) 5-10 mg", version="الإصدار 2.1-3", disclaimer="اتصل 555-0100"
    )
    foot = make_html(replace(handout_of("ar"), running=running), standard()).partition("<footer>")[2]
    held = re.findall(r'<bdi dir="ltr">(?:<span class="whole">)?(.*?)(?:</span>)?</bdi>', foot)
    assert held == ["Dr. X", "5-10 mg", "2.1-3", "555-0100"]


@pytest.mark.parametrize(
    ("heading", "direction", "label"),
    [
        ("جرعة 5-10 mg ليلا", "rtl", "جرعة \u20665-10 mg\u2069 ليلا"),
        ("Dose 5-10 mg", "ltr", "Dose 5-10 mg"),
        ("Nachtdosis", "ltr", "Nacht\u00addosis"),
    ],
)
def test_a_heading_that_stands_before_each_cell_on_a_phone_is_held_and_divided_by_signs(
    heading: str, direction: Literal["ltr", "rtl"], label: str
) -> None:
    """It is an attribute: no element can stand in it."""
    head, body = (
        flow.Row(cells=tuple(flow.Cell(children=(text(word),), span=NOWHERE) for word in cells), span=NOWHERE)
        for cells in ((heading, "1", "2", "3", "4"), ("5", "6", "7", "8", "9"))
    )
    table = flow.Table(columns=(flow.Column(),) * 5, head=(head,), body=(body,), span=NOWHERE)
    edition = replace(handout_of("ar", table, direction=direction), divisions=(("ar", ("Nacht-dosis",)),))
    assert f'<td role="cell" data-label="{label}">' in make_html(edition, standard())


def test_the_title_that_leads_to_a_right_to_left_language_is_held_by_marks() -> None:
    own = handout_of("en", text("Rest"), direction="ltr")
    other = replace(handout_of("ar", text("استرح")), title_text="دليل 5-10 mg")
    assert ">دليل \u20665-10 mg\u2069</span></a>" in bilingual_html((own, other), standard())
