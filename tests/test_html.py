"""The HTML twin: the same words in the same order, said in elements that browsers and screen readers know."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from handout.edition import words_of
from handout.library import Library
from handout.problems import Problems
from handout.source import Span
from handout.style.sheet import load_sheet
from handout.targets.dialling import dialled, with_links
from handout.targets.html import make_html
from handout.targets.html_style import css
from handout.text.phrase import Link, Text, plain
from support.cases import TODAY, case
from support.portal import change, make_project, opened, run_sign


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def html(project: Path, name: str = "wound.yaml", *, today: str = "2026-11-24", style: str = "standard") -> str:
    library, found = opened(project, name, today)
    problems = Problems()
    sheet = library.sheet(style, problems)
    assert sheet is not None, list(problems)
    return make_html(found.edition, sheet)


def html_of(name: str) -> str:
    """A case as a page, in the standard sheet."""
    found, problems = case(name), Problems()
    sheet = Library(found.root, TODAY).sheet("standard", problems)
    assert sheet is not None
    return make_html(found.opened.edition, sheet)


def parsed(text: str) -> Element:
    """The page as a browser builds it; any parse error is raised (HTML, 13.2)."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def the(page: Element, path: str) -> Element:
    [found] = page.findall(path)
    return found


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def bare(texts: Iterator[str]) -> str:
    """Every character but blanks, one after the other."""
    return "".join("".join(texts).split())


def test_the_main_part_holds_the_editions_words_and_no_others(project: Path) -> None:
    _, found = opened(project)
    main = the(parsed(html(project)), ".//main")
    assert bare(main.itertext()) == bare(text for _, text in words_of(found.edition))


@pytest.mark.parametrize("name", ["calciphylaxis.yaml", "calciphylaxis.es.yaml", "calciphylaxis.ar.yaml"])
def test_our_own_handouts_keep_every_word(name: str) -> None:
    project = Path(__file__).parent.parent
    if not (project / "content" / name).is_file():
        pytest.skip(f"content/{name} is not here")
    _, found = opened(project, name)
    main = the(parsed(html(project, name)), ".//main")
    assert bare(main.itertext()) == bare(text for _, text in words_of(found.edition))


def test_the_same_handout_gives_the_same_file(project: Path) -> None:
    assert html(project) == html(project)


def test_a_page_names_its_language_direction_and_title(project: Path) -> None:
    page = parsed(html(project))
    assert (page.get("lang"), page.get("dir")) == ("en-US", "ltr")
    assert words(the(page, "./head/title")) == "Caring for your wound at home"


def test_headings_go_down_one_level_at_a_time(project: Path) -> None:
    levels = [int(found.tag[1]) for found in parsed(html(project)).iter() if re.fullmatch("h[1-6]", str(found.tag))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_nothing_runs_and_nothing_is_fetched(project: Path) -> None:
    page = parsed(html(project))
    assert {str(found.tag) for found in page.iter()} & {"script", "link", "iframe", "object", "form"} == set()
    assert all(found.get("src", "data:").startswith("data:") for found in page.iter())
    assert [name for found in page.iter() for name in found.keys() if name.startswith("on")] == []  # noqa: SIM118
    assert "url(" not in words(the(page, "./head/style")) and "@import" not in words(the(page, "./head/style"))
    policy = the(page, "./head/meta[@http-equiv]").get("content", "")
    assert policy.startswith("default-src 'none'")


def test_no_id_stands_twice(project: Path) -> None:
    ids = [found.get("id") for found in parsed(html(project)).iter() if found.get("id")]
    assert len(ids) == len(set(ids))


def test_every_link_inside_leads_somewhere(project: Path) -> None:
    page = parsed(html(project))
    ids = {found.get("id") for found in page.iter()}
    targets = [found.get("href", "")[1:] for found in page.iter("a") if found.get("href", "").startswith("#")]
    assert targets and set(targets) <= ids


def test_a_citation_leads_to_its_reference_and_back(project: Path) -> None:
    page = parsed(html(project))
    there = page.findall(".//sup/a")
    reference = the(page, ".//li[@id='ref--nhs-2024']")
    [back] = [found for found in reference.iter("a") if str(found.get("href")).startswith("#")]
    cited = page.findall(".//sup[@id]")
    places = [f"#{sup.get('id')}" for sup in cited if the(sup, "./a").get("href") == "#ref--nhs-2024"]
    assert (words(back), back.get("href"), back.get("aria-label")) == ("^", places[0], "back to citation 1")
    assert [found.get("aria-label") for found in there] == ["reference 1", "reference 2", "reference 1"]


def test_the_first_link_skips_to_the_text(project: Path) -> None:
    page = parsed(html(project))
    first = next(page.iter("a"))
    assert words(first) == "Skip to the text"
    assert first.get("href") == f"#{the(page, './/main').get('id')}"


def test_a_table_has_a_caption_and_headings_with_their_scope(project: Path) -> None:
    table = next(parsed(html(project)).iter("table"))
    assert words(the(table, "caption")) == "Doses by weight"
    assert [found.get("scope") for found in table.findall("./thead/tr/th")] == ["col", "col"]
    assert [(found.get("scope"), words(found)) for found in table.findall("./tbody/tr/th")] == [
        ("row", "40 kg"), ("row", "60 kg"),
    ]  # fmt: skip


def test_a_table_can_be_scrolled_by_keyboard_and_is_named_by_its_caption(project: Path) -> None:
    page = parsed(html(project))
    wrapper = the(page, ".//div[@role='group']")
    assert (wrapper.get("tabindex"), wrapper.get("role")) == ("0", "group")
    assert wrapper.get("aria-labelledby") == the(page, ".//caption").get("id")


def test_each_cell_of_a_wide_table_brings_the_head_of_its_column_along(project: Path) -> None:
    [table] = parsed(html_of("table")).iter("table")
    assert table.get("class") == "table stacked"
    assert {found.get("role") for found in table.iter() if found.get("role")} == {
        "table", "rowgroup", "row", "columnheader", "rowheader", "cell",
    }  # fmt: skip
    assert [found.get("data-label") for found in table.iter("td")] == ["When", "How often"] * 2


def test_a_table_that_is_written_in_stays_a_grid(project: Path) -> None:
    assert "stacked" not in {table.get("class") for table in parsed(html_of("log")).iter("table")}


def test_lists_are_lists(project: Path) -> None:
    page = parsed(html(project))
    steps = the(page, ".//ol[@class='steps']")
    assert [words(found) for found in steps] == ["1. Wash.", "2. Take off the old dressing.", "3. Look at the wound."]
    assert [words(found) for found in the(page, ".//ul[@class='checklist']")] == [
        "Bandages for a week", "A thermometer",
    ]  # fmt: skip
    assert words(the(page, ".//dl/dt")) == "Suture"


def test_a_picture_has_its_alternative_text_and_stands_in_the_file(project: Path) -> None:
    picture = the(parsed(html(project)), ".//figure/img")
    assert picture.get("alt") == "Stitches over a closed cut"
    assert picture.get("src", "").startswith("data:image/png;base64,")


def test_a_drawing_without_a_typed_width_is_as_wide_as_its_view_box(project: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 47.6 30"><path d="M0 0h9v9z"/></svg>'
    (project / "content" / "images" / "eye.svg").write_text(drawing, "utf-8")
    change(project, "images/wound.png", "images/eye.svg")
    change(project, "width: 60%", "")
    assert the(parsed(html(project)), ".//figure/img").get("width") == "48"


def test_the_logo_stands_beside_the_name_and_is_not_read_twice(project: Path) -> None:
    header = the(parsed(html(project)), ".//header")
    assert the(header, "img").get("alt") == ""
    assert the(header, "img").get("src", "").startswith("data:image/svg+xml;base64,")
    assert words(header).endswith("Riverside Kidney Clinic")


def test_the_qr_code_is_a_picture_that_says_where_it_leads(project: Path) -> None:
    code = the(parsed(html(project).replace(' xmlns="http://www.w3.org/2000/svg"', "")), ".//figure[@class='qr']")[0]
    assert code.get("role") == "img"
    assert code.get("aria-label") == "QR code that opens https://clinic.example/feedback"


def test_words_in_another_language_say_which(project: Path) -> None:
    found = the(parsed(html(project)), ".//p[@lang='es']")
    assert words(found) == "Tenemos ayuda gratis en español."


def test_a_draft_says_so_first_and_on_every_printed_page(project: Path) -> None:
    page = parsed(html(project))
    assert words(the(page, ".//header")).startswith("DRAFT · Not yet reviewed · Source reviewed by Some Reviewer, M.D.")
    assert the(page, "./body").get("data-mark") == "DRAFT"


def test_a_signed_handout_names_its_reviewer_and_has_no_mark(project: Path) -> None:
    run_sign(project)
    page = parsed(html(project))
    assert words(the(page, ".//header")) == "Riverside Kidney Clinic"
    assert the(page, "./body").get("data-mark") is None
    footer = [words(line) for line in the(page, ".//footer")]
    assert footer == [
        "Reviewed by Ana Example, R.N. · 22 November 2026 · next review November 2028", "Version 2.1",
        "For information only. It does not replace advice from your own care team.",
    ]  # fmt: skip


def test_a_handout_past_its_day_says_so_first(project: Path) -> None:
    run_sign(project)
    page = parsed(html(project, today="2028-11-23"))
    assert words(the(page, ".//header")).startswith("OVERDUE · Review was due 22 November 2028")
    assert words(the(page, ".//footer")).startswith("OVERDUE · Review was due")


def test_changed_text_has_lost_its_reviewer(project: Path) -> None:
    run_sign(project)
    change(project, "Pat it dry", "Rub it dry")
    text = html(project)
    assert words(the(parsed(text), ".//header")).startswith("DRAFT · Changed since it was reviewed")
    assert "Ana Example" not in text


def test_arabic_runs_from_right_to_left_with_its_numbers_kept_in_order(project: Path) -> None:
    source = (project / "content" / "wound.yaml").read_text("utf-8")
    arabic = source.replace("language: en-US", "language: ar").replace("Wash.,", '"اتصل بالرقم 555-0100 الآن",')
    (project / "content" / "wound.ar.yaml").write_text(arabic, "utf-8")
    change(project, "  es: Pregunte a su equipo.", "  es: Pregunte a su equipo.\n  ar: اسأل فريقك.", "clinic.yaml")
    page = parsed(html(project, "wound.ar.yaml"))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    numbers = [(found.get("dir"), words(found)) for found in page.iter("bdi")]
    assert ("ltr", "555-0100") in numbers


def test_what_looks_like_markup_is_printed_as_typed(project: Path) -> None:
    change(project, "Pat it dry *gently*.", '5 < 6 & "7" > <b>3</b> </main>')
    page = parsed(html(project))
    assert '5 < 6 & "7" > <b>3</b> </main>' in [words(found) for found in page.iter("p")]


def test_the_sheets_colours_and_sizes_reach_the_page(project: Path) -> None:
    (project / "styles").mkdir()
    (project / "styles" / "big.yaml").write_text(
        'extends: standard\nstyles:\n  paragraph: {size: 18pt, color: "#102030"}\n', "utf-8"
    )
    style = words(the(parsed(html(project, style="big")), "./head/style"))
    assert "html { font-size: 150%; }" in style
    assert "body { color: #102030;" in style


def test_every_built_in_sheet_makes_a_page(project: Path) -> None:
    for name in ("standard", "large-print", "high-contrast"):
        assert load_sheet(name, [], Problems(), None) is not None
        parsed(html(project, style=name))


def test_every_number_to_call_can_be_tapped(project: Path) -> None:
    page = parsed(html(project))
    numbers = [link for link in page.iter("a") if (link.get("href") or "").startswith("tel:")]
    assert {(words(link), link.get("href")) for link in numbers} >= {("911", "tel:911"), ("555 0100", "tel:5550100")}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("+1 (800) 222-1222", "tel:+18002221222"),
        ("٥٥٥-٠١٢٣", "tel:5550123"),
        ("911", "tel:911"),
        ("+44 (0)20 7946 0958", "tel:+442079460958"),
        ("555-0100 ext. 5", "tel:5550100"),
    ],
)
def test_a_number_is_dialled_by_its_digits(number: str, said: str) -> None:
    assert dialled(number) == said


def test_a_number_inside_another_is_no_number_to_call() -> None:
    place = Span("x", 1, 1)
    [text] = with_links((Text("Take 9110 or 1-911-22.", place),), ["911"])
    assert text == Text("Take 9110 or 1-911-22.", place)
    before, link, after = with_links((Text("Call 911.", place),), ["911"])
    assert (plain((before,)), plain((link,)), plain((after,))) == ("Call ", "911", ".")


@pytest.mark.parametrize("typed", ["+1 (303) 555-0100", "1 (303) 555-0100", "+44 (303) 555-0100", "(303) 555-0100"])
def test_a_number_is_dialled_with_all_that_is_typed_of_it(typed: str) -> None:
    """A link to its end alone would call another, and a line could end before it."""
    before, link, after = with_links((Text(f"Call {typed} now.", Span("x", 1, 1)),), ["(303) 555-0100"])
    assert isinstance(link, Link)
    assert (plain((link,)), link.target) == (typed, dialled(typed))
    assert (plain((before,)), plain((after,))) == ("Call ", " now.")


@pytest.mark.parametrize("typed", ["take 2 (555 0100)", "555 0100 555 0101", "555 0100 (2)", "room 12 555 0100"])
def test_a_number_beside_one_to_call_is_not_dialled_with_it(typed: str) -> None:
    parts = with_links((Text(typed, Span("x", 1, 1)),), ["555 0100"])
    assert [part.target for part in parts if isinstance(part, Link)] == ["tel:5550100"]


def leadings(rules: str, selector: str) -> list[float]:
    return [
        float(found) for found in re.findall(rf"^{re.escape(selector)} {{[^}}]*line-height: ([0-9.]+)", rules, re.M)
    ]


def test_no_rule_names_a_side_that_is_the_other_one_on_a_right_to_left_page() -> None:
    sheet = load_sheet("standard", [], Problems())
    assert sheet is not None
    rules = css(sheet, "ar")
    boxes = re.findall(r"(?:margin|padding|inset): ([^;}]*)", rules)
    uneven = [box for box in boxes if len(sides := box.split()) == 4 and sides[1] != sides[3]]
    assert uneven + re.findall(r"[\w-]*\b(?:left|right)\b", rules) == []


def test_no_letters_are_slanted_that_have_no_italic() -> None:
    """As on paper: a browser would slant Arabic and Chinese."""
    sheet = load_sheet("standard", [], Problems())
    assert sheet is not None
    assert "font-synthesis: weight" in css(sheet, "ar")


def test_lines_stand_as_far_apart_as_the_letters_of_their_language_are_tall() -> None:
    sheet = load_sheet("standard", [], Problems())
    assert sheet is not None
    burmese, english = css(sheet, "my"), css(sheet, "en", ["my", "es"])
    assert leadings(burmese, "body") == [1.57]
    assert leadings(burmese, ".title") in ([], [1.57])
    assert leadings(english, "body") == [1.3]
    assert leadings(english, ":lang(my)") == [1.57]
    assert leadings(english, ":lang(es)") == []


def test_a_printed_page_parts_nothing_that_belongs_together_and_no_last_page_holds_the_footer_alone(
    project: Path,
) -> None:
    rules = html(project).partition("@media print {")[2]
    assert "  footer { break-before: avoid; break-inside: avoid;" in rules
    whole = next(line for line in rules.splitlines() if ".blank" in line).partition("{")[0]
    assert {".blank", ".field", ".box", "tr"} <= {name.strip() for name in whole.split(",")}
