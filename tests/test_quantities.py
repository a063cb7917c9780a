"""Where quantities begin and end, and what they are worth."""

import random

import pytest

from handout.text.quantities import Time, find, inside, is_digit

SPANS = """
    Wash your hands.
    Take ⟨1 ½⟩ tablets.
    Take ⟨1½⟩ tablets.
    Take ⟨½⟩ tablet.
    Take ⟨2 1/2⟩ tablets.
    Take ⟨2-1/2⟩ tablets.
    Drink ⟨6 ⅔⟩ cups of broth.
    Drink ⟨6 1/8⟩ cups of tea.
    Take ⟨1 1⁄2⟩ tablets.
    Take ⟨½–1⟩ tablet.
    Take ⟨½ – 1⟩ tablet.
    Take ⟨1-1½⟩ tablets.
    Take ⟨1 ½–2⟩ tablets.
    Take ⟨1/2⟩ tablet.
    About ⟨7/10⟩ say so.
    Take ⟨5 mg⟩ now.
    Take ⟨5mg⟩ now.
    Take ⟨5 mg⟩ now.
    Take ⟨5 mg⟩(twice).
    (⟨5 mg⟩)
    Take ⟨8 mg⟩—never more.
    Take ⟨1 234,5 mg⟩ in all.
    Take ⟨1 234,5 mg⟩ in all.
    Take ⟨1,234.5 mg⟩ in all.
    Of ⟨1,00,000⟩ people and ⟨12,34,567.5⟩ more.
    See ⟨1⟩, ⟨2,500 mg⟩ and ⟨3⟩,ab,⟨345⟩.
    Take ⟨1.234,5 mg⟩ in all.
    Take ⟨1'234.50⟩ francs.
    Walk ⟨10 000⟩ steps.
    About ⟨1.000.000⟩ people
    About ⟨12,345,678⟩ people
    In ⟨2026⟩ ⟨500⟩ people
    Take ⟨0.25 mg⟩.
    Take ⟨.25 mg⟩.
    It is ⟨0.000125⟩.
    It weighs ⟨3·5 kg⟩.
    Take ⟨5–10 mL⟩.
    Take ⟨5 – 10 mL⟩.
    Take ⟨5 - 10 mL⟩.
    Take ⟨5-10⟩ drops.
    Take ⟨5−10⟩ drops.
    Take ⟨5 ~ 10⟩ drops.
    Pages ⟨3—5⟩
    Take ⟨10 mg–20 mg⟩ daily.
    Take ⟨10 mg – 20 mg⟩ daily.
    Take ⟨5 mg⟩ – ⟨2⟩ times a day.
    Rest ⟨2 days–3⟩ days.
    Rest ⟨2 days - 3⟩ days.
    Rest ⟨2⟩ days - ⟨3⟩ weeks at most.
    Take ⟨2⟩ COVID-⟨19⟩ tests.
    Drink ⟨2 000–3 000 mL⟩.
    Drink ⟨1 500-2 500 mL⟩.
    Drink ⟨1,500–2,500 mL⟩.
    Take ⟨500-1000 mg⟩.
    In ⟨2019-2020⟩
    In ⟨2019–2020⟩
    Call us at ⟨38 °C–39 °C⟩.
    About ⟨5%–10%⟩ of people
    About ⟨5 %⟩ of people
    About ⟨50%⟩.
    About ⟨5 ‰⟩.
    Call us above ⟨38.5 °C⟩.
    Call us above ⟨38.5°C⟩.
    Call us above ⟨101 ℉⟩.
    Turn it by ⟨90°⟩.
    Call us at ⟨≥ 38.5 °C⟩.
    Call us at ⟨≥38.5 °C⟩.
    Call us at ⟨>= 38.5 °C⟩.
    Sugar ⟨≤ 70 mg/dL⟩
    Sugar ⟨< 70⟩ or ⟨> 250⟩
    Keep it at ⟨− 5 °C⟩.
    Keep it at ⟨-5 °C⟩.
    Keep it at ⟨–5 °C⟩.
    Between ⟨−5⟩ and ⟨5⟩
    Keep it at ⟨−20 – −10 °C⟩.
    Within ⟨± 2⟩ days
    Within ⟨+/- 2⟩ days
    It is ⟨5'⟩ ⟨3"⟩ tall, "about ⟨5⟩" and '⟨5⟩'
    Take it ⟨2–3×⟩ a day
    Within ⟨+/-2⟩ days
    It costs ⟨$5⟩ or ⟨$ 5.00⟩.
    It costs ⟨5 €⟩ or ⟨5€⟩.
    It costs ⟨$5–$10⟩.
    Room ⟨#5⟩ or ⟨№ 5⟩
    A body mass index of ⟨25 kg/m2⟩
    A body mass index of ⟨25 kg/m²⟩
    Give ⟨5 mg/kg/day⟩.
    Give ⟨250 mg/5 mL⟩.
    Give ⟨5/325 mg⟩.
    Give ⟨10 mL/hour⟩.
    People over ⟨65+⟩ years
    At ⟨8:00⟩
    At ⟨8:00⟩, ⟨20:15:30⟩
    At ⟨9:30 a.m.⟩
    At ⟨9 PM⟩.
    At ⟨9pm⟩ or ⟨9 p. m.⟩
    Open ⟨8 a.m.–5 p.m.⟩ today
    Open ⟨8 a.m. - 5 p.m.⟩ today
    Open ⟨8–10 p.m.⟩ today
    Open ⟨8:00–17:00⟩ today
    À ⟨20 h 30⟩ et à ⟨8h15⟩
    À ⟨20 h⟩
    In ⟨2 h 30 min⟩
    I am ⟨5⟩ amazed
    Mix ⟨1:1000⟩.
    Mix ⟨1:10⟩.
    Mix ⟨2⟩: ⟨10 mg⟩
    Pressure ⟨120/80⟩
    Pressure ⟨120/80 mmHg⟩
    Pressure ⟨120/80 mm Hg⟩
    Pressure ⟨120 / 80 mmHg⟩
    Open ⟨24/7⟩
    Take ⟨2 × 5 mL⟩.
    Take ⟨2x5 mL⟩.
    Take ⟨2 x 5 mL⟩.
    Take ⟨2*5 mL⟩.
    Take ⟨2 tablets × 3⟩.
    По ⟨5 мг × 2⟩ в день
    Note ⟨2⟩ * ⟨5⟩
    A wound of ⟨5 cm × 3 cm⟩
    On days ⟨1,2,3⟩
    On days ⟨1⟩, ⟨2⟩ and ⟨3⟩
    Take ⟨500 mg⟩. ⟨-5⟩ is cold.
    On ⟨2026-11-22⟩
    On ⟨22.11.2026⟩
    On ⟨22. 11. 2026⟩
    In ⟨22⟩. ⟨41⟩. ⟨2026⟩
    On ⟨11/22/2026⟩
    On ⟨3/4/26⟩
    Call ⟨911⟩.
    Call ⟨9-1-1⟩.
    Call ⟨555-0100⟩.
    Call ⟨555 0100⟩.
    Call (⟨555-0100⟩).
    Call ⟨(303) 555-0123⟩ now.
    Call ⟨303-555-0123⟩.
    Call ⟨303.555.0123⟩.
    Call ⟨303–555–0123⟩.
    Call ⟨+1 303 555 0123⟩.
    Call ⟨+1 (919) 555-0144⟩.
    Call ⟨1 (800) 222-1222⟩.
    Call ⟨1-800-222-1222⟩.
    Call ⟨1 800 222 1222⟩.
    Call ⟨+13035550123⟩.
    Call ⟨3035550123⟩.
    Appelez le ⟨01 42 68 53 00⟩.
    Appelez le ⟨01.42.68.53.00⟩.
    Appelez le ⟨+33 1 42 68 53 00⟩.
    Call ⟨+44 20 7946 0958⟩.
    Call ⟨+44 (0)20 7946 0958⟩.
    Call ⟨020 7946 0958⟩.
    Ring ⟨0171 1234567⟩.
    Ring ⟨+49 30 12345678⟩.
    Llame al ⟨612 345 678⟩.
    Llame al ⟨+52 55 5555 0123⟩.
    Звоните ⟨8 800 555-35-35⟩.
    Звоните ⟨+7 (495) 123-45-67⟩.
    Ring ⟨22 33 44 55⟩.
    致电 ⟨010-1234-5678⟩。
    致电 ⟨+86 10 1234 5678⟩。
    Gọi ⟨090 123 4567⟩.
    تناول ⟨٥-١٠⟩ مل.
    تناول ⟨٥-١٠⟩ قطرات.
    تناول ⟨٢٫٥⟩ حبة و⟨١٬٢٣٤⟩ خطوة.
    اتصل بالرقم ⟨٠١-٥٥٥-٠١٤٤⟩.
    فشار ⟨۱۲۰/۸۰⟩ است.
    दवा ⟨१.५⟩ गोली लें।
    दवा ⟨५–१०⟩ बूँद लें।
    每次⟨5⟩毫克，⟨2⟩次。
    ครั้งละ ⟨5⟩ มล.
    Vitamin B⟨12⟩ and D⟨3⟩
    Take Metformin ⟨500 mg⟩.
    The ⟨3⟩rd day, a ⟨24⟩-hour day
    Step ⟨Ⅳ⟩
    About ⟨10⁹⟩ cells
    About ⟨3×10⁹⟩ cells
""".strip("\n")


def marked(text: str) -> str:
    """The text with brackets around each quantity."""
    parts, at = [], 0
    for found in find(text):
        parts += [text[at : found.start], "⟨", text[found.start : found.end], "⟩"]
        at = found.end
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize("line", [line.strip() for line in SPANS.splitlines()])
def test_a_quantity_begins_and_ends_where_a_reader_expects(line):
    assert marked(line.replace("⟨", "").replace("⟩", "")) == line


@pytest.mark.parametrize(
    "alike",
    [
        ["½", "1/2", "1⁄2", "0.5", "0,5", "·5".replace("·", "."), "٠٫٥"],
        ["1½", "1 ½", "1 1/2", "1-1/2", "1.5", "1,5", "१.५"],
        ["1,234", "1 234", "1\u202f234", "1'234", "١٬٢٣٤"],
        ["2.50", "2,5", "2 ½", "2½", "2 1/2", "2-1/2"],
        ["10⁹", "1,000,000,000"],
        ["10¹²", "1,000,000,000,000"],
        ["10⁻³", "0.001"],
        ["0.125", "0,125", "⅛"],
        ["−5 °C", "-5 °C", "− 5 °C"],
    ],
)
def test_a_number_is_worth_the_same_however_it_is_typed(alike):
    assert len({find(typed)[0].values() for typed in alike}) == 1


@pytest.mark.parametrize("alike", [["8 p.m.", "20:00", "8:00 PM", "20h00", "8 p. m."], ["12 a.m.", "0:00", "24:00"]])
def test_a_time_of_day_is_the_same_on_both_clocks(alike):
    assert len({find(typed)[0].values() for typed in alike}) == 1


@pytest.mark.parametrize(("decimal", "value"), [(".", (1234, 1)), (",", (617, 500))])
def test_a_language_says_what_its_comma_means(decimal, value):
    assert find("1,234 mg")[0].values(decimal) == (value,)


@pytest.mark.parametrize("typed", ["11 a.m.-1 p.m.", "11-1 p.m."])
def test_a_range_of_hours_runs_forward(typed):
    assert find(typed)[0].values() == (Time(11 * 60, True), Time(13 * 60, True))


@pytest.mark.parametrize(
    "apart", [["5 °C", "−5 °C"], ["0.5", "5"], ["8 a.m.", "8 p.m."], ["1/2", "2"], ["120/80", "1.5"]]
)
def test_what_differs_is_worth_another(apart):
    assert len({find(typed)[0].values() for typed in apart}) == 2


@pytest.mark.parametrize(
    ("typed", "kind", "unit"),
    [
        ("5", "number", ""),
        ("5 mg", "strength", "mg"),
        ("5 mcg", "strength", "μg"),
        ("5 µg", "strength", "μg"),
        ("90 mg/dL", "strength", "mg/dl"),
        ("38.5 °C", "strength", "°c"),
        ("120/80 mm Hg", "ratio", "mmhg"),
        ("5–10 mL", "range", "ml"),
        ("120/80", "ratio", ""),
        ("8:00", "time", ""),
        ("2026-11-22", "date", ""),
        ("555-0100", "phone", ""),
        ("B12", "code", ""),
    ],
)
def test_a_quantity_is_of_a_kind(typed, kind, unit):
    (found,) = find(typed)
    assert (found.kind, found.unit) == (kind, unit)


def test_a_sign_is_told_without_its_space():
    assert [found.sign for found in find("≥ 38.5 °C, >= 5, $ 5, 5")] == ["≥", ">=", "$", ""]


def test_signs_that_are_not_seen_part_nothing():
    assert marked("‏٥‎-‎١٠ مل").count("⟨") == 1
    assert marked("5\u200e-10 mL") == "⟨5\u200e-10 mL⟩"


def test_a_telephone_number_ends_before_a_bracket_that_stays_open():
    assert marked("(+1 (303) 555-0123 at night)") == "(⟨+1 (303) 555-0123⟩ at night)"
    assert marked("(303) 555-0123 (20 beds)") == "⟨(303) 555-0123⟩ (⟨20⟩ beds)"


def test_a_place_may_be_inside_a_quantity():
    text = "2*5 mL and"
    assert inside(text, 1) == inside(text, 2) == find(text)[0]
    assert inside(text, 0) is None
    assert inside(text, 6) is None


def test_digits_are_of_every_script():
    assert all(map(is_digit, "0٥۵५½Ⅳ"))
    assert not any(map(is_digit, "a²三-"))


def test_any_text_has_quantities_in_order_that_are_worth_something():
    chance = random.Random(7)
    signs = [*"0123456789½⅔٥१", *" \u00a0-–−/:.,()+<$%°CmglLhapx×*'⁹—~", " mg", "a.m.", "\u200e"]
    for _ in range(4000):
        text = "".join(chance.choices(signs, k=chance.randrange(1, 14)))
        found = find(text)
        edges = [edge for quantity in found for edge in (quantity.start, quantity.end)]
        assert edges == sorted(edges), text
        assert all(quantity.start < quantity.end for quantity in found), text
        assert all(quantity.values() and quantity.values(",") for quantity in found), text
        covered = {place for quantity in found for place in range(quantity.start, quantity.end)}
        assert covered.issuperset(place for place, char in enumerate(text) if is_digit(char)), text


@pytest.mark.parametrize("piece", ["9", "1 ", "123,", "1/", "<", "5 mg/", "(1", "1²"])
def test_a_very_long_number_is_still_read(piece):
    found = find(piece * 5_000 + " 5")
    assert found
    assert all(quantity.values() and quantity.pieces() for quantity in found)
