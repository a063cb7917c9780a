"""Every property acts where it is typed, or is refused with its line; nothing that a sheet draws lies on words."""

import json
from pathlib import Path

import pypdfium2
import pytest

from handout.layout.strips import Strip
from handout.library import Library
from handout.part import BOX, CELL, KINDS, LINK, MARK, RUNNING, TABLE, WORDS, Kind
from handout.problems import Problems
from handout.style.parts import PARTS
from handout.style.properties import Style, obeyed
from handout.style.settings import settings
from handout.style.sheet import load_sheet
from support.cases import in_sheet, styled_library

PROPERTIES = list(settings(Style))
KEEPS = {"keep_with_next", "keep_together"}
VALUES = {
    "font": "other", "size": "19pt", "leading": "1.7", "weight": "regular", "slant": "italic", "underline": "true",
    "color": '"#5b2c00"', "background": '"#ffe9d0"', "align": "end", "space_before": "33pt", "space_after": "34pt",
    "indent": "21pt", "label_width": "61pt", "label_color": '"#5b2c00"', "padding": "13pt", "border_color": '"#5b2c00"',
    "border_width": "2.5pt", "border_sides": "top", "radius": "7pt", "header_background": '"#ffe9d0"',
    "stripe": '"#ffe9d0"', "line": "40pt", "columns": "2", "measure": "15em",
}  # fmt: skip
"""A value for each property that no built-in sheet has."""
SETUP = "fonts: {other: {family: Noto Sans}}\npage: {size: {width: 612pt, height: 1600pt}}"
REGULAR = {"paragraph", "table-cell", "list", "footer"}
"""Parts that are of regular weight before they are changed."""
HANDOUT = {
    "title": "Going home", "purpose": "What to do.", "get_help": {"call": ["You feel worse."]},
    "summary": ["Rest."], "language": "en-US",
    "sections": [{"heading": "One", "body": [
        "Read [this](https://example.org) first, and then again before you come [@a].\n\n- one\n- two",
        {"callout": {"tone": "note", "title": "Afterwards", "text": "It is."}},
        {"table": {"caption": "Days", "columns": ["Day", "What"], "rows": [["Mon", "Rest"], ["Tue", "Walk"]]}},
        {"checklist": ["Keys", "Card"]},
        {"terms": [{"term": "Rest", "meaning": "Lie down."}, {"term": "Walk", "meaning": "Go out."}]},
        {"figure": {"image": "images/wide.png", "alt": "A leg", "width": 0.2}},
        {"fill_in": [{"label": "Name", "lines": 3}, {"label": "Day"}]},
        {"chance": {"in": 3, "of": 20, "happens": "it heals.", "otherwise": "it does not."}},
    ]}],
    "references": [{"id": "a", "type": "webpage", "title": "T", "URL": "https://example.org/a"}],
}  # fmt: skip
FIRST = {kind.name: next(name for name, part in PARTS.items() if part.kind is kind) for kind in KINDS}
FIRST |= {WORDS.name: "paragraph", CELL.name: "table-cell", BOX.name: "callout-note", RUNNING.name: "footer"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return styled_library(tmp_path_factory.mktemp("obeying"), HANDOUT)


def page(library: Library, style: str) -> bytes | list[str]:
    """What the handout becomes in a sheet that says this of its styles, or what is wrong with it."""
    pdf, problems = in_sheet(library, f"extends: standard\n{SETUP}\nstyles: {{{style}}}\n")
    return pdf if pdf is not None else [str(problem) for problem in problems]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_property_that_a_part_can_obey_changes_the_page(library: Library, kind: Kind) -> None:
    name = FIRST[kind.name]
    plain = page(library, "")
    assert isinstance(plain, bytes), plain
    idle = []
    for prop in sorted(obeyed(kind) - KEEPS):
        value = VALUES[prop]
        if prop == "weight" and name in REGULAR:
            value = "bold"
        if kind is LINK and prop == "underline":
            value = "false, color: '#0b84bc'"
        if kind is MARK and prop == "color":
            value = "'#d8d8d8'"
        more = ", border_sides: all" if prop == "radius" else ""
        if page(library, f"{name}: {{{prop}: {value}{more}}}") == plain:
            idle.append(prop)
    assert idle == []


@pytest.mark.parametrize(
    ("taken", "better"),
    [
        ("page: {margins: {top: 5in, bottom: 4in}}", "make it smaller"),
        ("page: {size: {width: 600pt, height: 300pt}}", "take larger paper"),
        ("styles: {list-item: {space_before: 4in}}", "make it smaller"),
        ("styles: {get-help-call-item: {size: 72pt}}", "make it smaller"),
        ("styles: {get-help-call-item: {size: 72pt}}\npage: {margins: {top: 8in}}", "make it smaller"),
    ],
)
def test_room_that_a_sheet_takes_from_the_help_is_told_at_its_line(tmp_path: Path, taken: str, better: str) -> None:
    problem = help_in(tmp_path, f"extends: standard\n{taken}")
    assert problem.startswith("styles/ours.yaml:2:") and "error[E62]" in problem
    assert problem.endswith(f"hint: {better}, or shorten get_help")


def test_a_line_without_which_the_footer_had_no_room_takes_none_from_the_help(tmp_path: Path) -> None:
    paper = "page: {size: {width: 200pt, height: 400pt}, margins: {left: 20pt, right: 20pt}}"
    small = "styles: {footer: {size: 10pt}, running-header: {size: 12pt}}"
    assert help_in(tmp_path, f"extends: large-print\n{paper}\n{small}").startswith("styles/ours.yaml:2:")


def help_in(folder: Path, sheet: str) -> str:
    """What is told of five signs to call for in this sheet."""
    handout = {**HANDOUT, "get_help": {"call": [f"Sign {number} is there." for number in range(5)]}}
    _, problems = in_sheet(styled_library(folder, handout), f"{sheet}\n")
    [problem] = map(str, problems)
    return problem


def test_help_that_a_long_footer_pushes_out_is_told_at_the_line_that_makes_it_long(tmp_path: Path) -> None:
    signs = [f"Sign {number} is there, as it was on the day before." for number in range(22)]
    sheet = "extends: large-print\npage: {margins: {left: 2.6in, right: 2.6in}}\n"
    _, problems = in_sheet(styled_library(tmp_path, {**HANDOUT, "get_help": {"call": signs}}), sheet)
    [problem] = map(str, problems)
    assert problem.startswith("styles/ours.yaml:2:") and "error[E62]" in problem


def test_help_that_is_too_long_in_our_own_sheet_too_is_told_at_the_help(tmp_path: Path) -> None:
    handout = {**HANDOUT, "get_help": {"call": [f"Sign {number} is there." for number in range(60)]}}
    _, problems = in_sheet(
        styled_library(tmp_path, handout), "extends: large-print\nstyles: {paragraph: {size: 19pt}}\n"
    )
    [problem] = map(str, problems)
    assert problem.startswith("content/any.yaml:1:") and "error[E62]" in problem


def test_margins_that_leave_a_column_no_room_are_told_once_at_their_line(tmp_path: Path) -> None:
    log = {"log": {"columns": ["Morning", "Evening"], "rows": ["Monday", "Tuesday", "Wednesday"]}}
    library = styled_library(tmp_path, {**HANDOUT, "sections": [{"heading": "One", "body": [log]}]})
    pdf, problems = in_sheet(library, "extends: high-contrast\npage: {margins: {left: 3in, right: 3in}}\n")
    assert pdf is None
    [told] = [str(problem) for problem in problems if problem.code == "E60"]
    assert told.startswith("styles/ours.yaml:2:") and "180pt between its margins" in told


@pytest.mark.parametrize(
    "sheet",
    [
        "extends: standard\npage: {size: a5, margins: {left: 1.5cm, right: 1.5cm}}",
        "extends: large-print\nstyles: {table-heading: {size: 20pt}}",
    ],
)
def test_words_too_long_for_a_sheet_that_others_have_room_in_are_told_where_they_stand(
    tmp_path: Path, sheet: str
) -> None:
    log = {"log": {"columns": ["Gefäßverschluss", "Blutdruckmessung", "Magenbeschwerden"], "rows": 2}}
    library = styled_library(tmp_path, {**HANDOUT, "sections": [{"heading": "One", "body": [log]}]})
    _, problems = in_sheet(library, f"{sheet}\n")
    assert {problem.span.file for problem in problems if problem.code == "E60"} == {"content/any.yaml"}


def test_letters_too_large_for_the_name_of_a_reviewer_are_told_at_their_line(library: Library) -> None:
    small = "page: {size: a5, margins: {left: 0.5in, right: 0.5in}}\nstyles: {about-text: {size: 72pt}}"
    pdf, problems = in_sheet(library, f"extends: standard\n{small}\n")
    assert pdf is None
    [told] = map(str, problems)
    assert told.startswith("styles/ours.yaml:3:") and "a size of 72pt" in told


@pytest.mark.parametrize("sheet", ["standard", "large-print"])
@pytest.mark.parametrize("align", ["center", "end"])
def test_a_label_leaves_the_line_beside_it_free_wherever_words_are_aligned_to(
    tmp_path: Path, align: str, sheet: str
) -> None:
    blank = {"fill_in": [{"label": "My query", "lines": 2}]}
    library = styled_library(tmp_path, {**HANDOUT, "sections": [{"heading": "One", "body": [blank]}]})
    plain, _ = in_sheet(library, f"extends: {sheet}\n")
    aligned, problems = in_sheet(library, f"extends: {sheet}\nstyles: {{blank-label: {{align: {align}}}}}\n")
    assert plain is not None and aligned is not None, list(problems)
    (left, end), line = ends_of(plain), ends_of(aligned)
    assert left == pytest.approx(line[0], abs=6) and end == pytest.approx(line[1], abs=6)


def ends_of(pdf: bytes) -> tuple[float, float]:
    """Where the words "My query" begin and end, in points from the left."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        found = text.search("My query").get_next()
        if found is not None:
            boxes = [text.get_charbox(at) for at in range(found[0], sum(found))]
            return min(box[0] for box in boxes), max(box[2] for box in boxes)
    raise LookupError("My query")


def test_the_clinics_name_may_be_indented(library: Library) -> None:
    assert isinstance(page(library, "masthead: {indent: 21pt}"), bytes)
    assert page(library, "masthead: {indent: 21pt}") != page(library, "")


@pytest.mark.parametrize("name", PARTS)
def test_a_property_that_a_part_cannot_obey_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    idle = sorted(set(PROPERTIES) - obeyed(PARTS[name].kind) - KEEPS)
    lines = ["extends: standard", "fonts: {other: {family: Noto Sans}}", "styles:", f"  {name}:",
             *(f"    {prop}: {VALUES.get(prop, 'true')}" for prop in idle)]  # fmt: skip
    (tmp_path / "ours.yaml").write_text("\n".join(lines), "utf-8")
    problems = Problems()
    assert (load_sheet("ours", [tmp_path], problems) is None) == bool(idle)
    told = "\n".join(map(str, problems))
    for line, prop in enumerate(idle, 5):
        assert f"ours.yaml:{line}:{len(prop) + 7}: error[E63]" in told, prop


LONG = {
    **HANDOUT,
    "sections": [{"heading": "One", "body": [
        "So many words that they take some lines of a page, said only to take room. " * 5, "And a few more.",
        "\n".join(f"- Thing {number}" for number in range(5)),
        {"callout": {"tone": "note", "title": "So", "text": "It is so, as we say. " * 40}},
        {"checklist": [f"Box {n}" for n in range(9)]},
        {"terms": [{"term": f"Word {n}", "meaning": "It is."} for n in range(4)]},
        {"table": {"columns": ["Day", "What"], "rows": [[str(n), "Rest"] for n in range(8)]}},
        {"figure": {"image": "images/wide.png", "alt": "A leg", "width": 0.2, "caption": "A leg to stand on. " * 30}},
        {"fill_in": [{"label": "Name"}]}, {"fill_in": [{"label": "Day " * 60, "lines": 3}]},
    ]}],
}  # fmt: skip


def penalties(library: Library, style: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What a break of the page costs before each strip."""
    seen: list[int] = []

    def see(strips: list[Strip], *_: object) -> None:
        seen.extend(strip.penalty for strip in strips)
        raise StopIteration

    monkeypatch.setattr("handout.targets.pdf.fill_pages", see)
    (library.project.root / "content" / "any.yaml").write_text(json.dumps(LONG), "utf-8")
    with pytest.raises(StopIteration):
        page(library, style)
    (library.project.root / "content" / "any.yaml").write_text(json.dumps(HANDOUT), "utf-8")
    monkeypatch.undo()
    return seen


@pytest.mark.parametrize(("prop", "kind"), [(prop, kind) for kind in KINDS for prop in sorted(obeyed(kind) & KEEPS)],
                         ids=lambda item: item.name if isinstance(item, Kind) else item)  # fmt: skip
def test_keeping_together_changes_where_pages_may_end(
    library: Library, prop: str, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = FIRST[kind.name]
    no, yes = (penalties(library, f"{name}: {{{prop}: {value}}}", monkeypatch) for value in ("false", "true"))
    assert sum(yes) > sum(no) > 0


def test_a_style_of_ones_own_may_say_what_one_part_like_it_obeys(library: Library) -> None:
    assert isinstance(page(library, "quiet: {padding: 14pt, size: 13pt}, summary: {like: quiet}"), list)
    assert isinstance(page(library, "quiet: {padding: 14pt}, summary: {like: quiet}"), bytes)
    round_box = "round: {padding: 12pt, radius: 24pt, border_width: 1pt, border_sides: all}, callout-tip: {like: round}"
    assert isinstance(page(library, f"{round_box}, table: {{like: round, padding: 4pt}}"), bytes)


def test_a_box_has_no_rows(library: Library) -> None:
    assert "E63" in str(page(library, "callout-note: {border_sides: rows}"))


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("callout-note: {padding: 1pt, border_width: 11pt, border_sides: all}", "E64"),
        ("table: {padding: 0pt, border_width: 4pt}", "E64"),
        ("checklist: {label_width: 2pt}", "E64"),
        ("checklist-item: {size: 40pt}", "E64"),
        ("footer: {size: 48pt}", "E60"),
        ("about-text: {size: 72pt}", "E60"),
        ("table: {border_sides: cut}, table-caption: {space_after: 0pt}", "E64"),
        ("list-item: {indent: 216pt}, checklist: {label_width: 144pt, indent: 100pt}", "E60"),
        ("list: {indent: 216pt, label_width: 144pt}, panel: {padding: 72pt}", "E60"),
        ("callout-title: {size: 72pt}, callout-note: {padding: 72pt}", "E60"),
        ("callout-note: {padding: 1pt, background: '#123456'}, callout-text: {color: '#fff'}", "E64"),
        ("callout-note: {space_before: 0pt, border_width: 12pt, border_sides: all, padding: 8pt}, "
         "list: {space_after: 0pt}, list-item: {space_after: 0pt, leading: 1.15}", "E64"),
        ("callout-warning: {radius: 36pt}", "E64"),
        ("panel: {radius: 36pt, border_sides: all}", "E64"),
        ("link: {underline: false}", "E48"),
        ("blank: {border_color: '#f4f4f4'}", "E48"),
        ("blank: {border_width: 0pt}", "E48"),
        ("mark: {border_width: 0.3pt}", "E48"),
        ("summary: {border_color: accent}", "E59"),
        ("callout-note: {border_width: 0pt, border_color: accent}", "E59"),
        ("tear-off: {radius: 8pt}", "E59"),
        ("masthead: {space_before: 9pt}", "E59"),
        ("panel-heading: {space_before: 9pt}", "E59"),
        ("paragraph: {size: 18pt}, checklist: {columns: 2}", "E59"),
        ("mark: {color: '#fdfdfd'}", "E48"),
        ("mark: {color: '#e8e8e8'}", "E48"),
    ],
)  # fmt: skip
def test_a_sheet_that_hides_words_or_shows_nothing_is_refused_with_its_line(
    library: Library, style: str, told: str
) -> None:
    found = page(library, style)
    assert isinstance(found, list)
    assert f"error[{told}]" in found[0]
    assert {line.partition(":")[0] for line in found} == {"styles/ours.yaml"}
    assert found[0].startswith("styles/ours.yaml:4:"), found
    assert sum(f"error[{told}]" in problem for problem in found) == 1


def test_a_mark_too_dark_without_its_outline_is_told_at_the_line_that_takes_that_away(library: Library) -> None:
    _, problems = in_sheet(library, "extends: high-contrast\nstyles: {mark: {border_width: 0pt}}\n")
    [problem] = map(str, problems)
    assert problem.startswith("styles/ours.yaml:2:") and "error[E48]" in problem


def test_a_colour_too_faint_for_words_is_not_told_again_for_lines_to_write_on(library: Library) -> None:
    _, problems = in_sheet(library, "extends: standard\ncolors: {soft-ink: '#e5e5e5'}\n")
    assert [problem.code for problem in problems] == ["E48"]


def test_a_page_too_narrow_for_its_footer_is_refused_with_its_line(library: Library) -> None:
    narrow = "page: {size: {width: 220pt, height: 500pt}, margins: {left: 65pt, right: 65pt}}"
    pdf, problems = in_sheet(library, f"extends: standard\n{narrow}\n")
    [found] = [str(problem) for problem in problems if "header and footer have no room" in str(problem)]
    assert (pdf, found.partition(": ")[0]) == (None, "styles/ours.yaml:2:22")


def test_a_table_keeps_its_words_clear_of_the_thickest_border(library: Library) -> None:
    assert isinstance(
        page(
            library, "table: {border_width: 12pt, padding: 8pt, border_sides: all}, table-caption: {space_after: 9pt}"
        ),
        bytes,
    )
    assert obeyed(TABLE) >= {"border_width"}


def test_a_misspelt_colour_or_font_that_nothing_uses_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(
        "extends: standard\n"
        'colors: {inkk: "#111", acent: "#111", soft-tint: "#eee", tint-2: "#eee", brand-blue: "#00f", ikn: "#111"}\n'
        "fonts: {bodi: {family: Noto Sans}, print: {family: Noto Sans}}\nstyles: {title: {color: ikn}}\n",
        "utf-8",
    )
    problems = Problems()
    assert load_sheet("ours", [tmp_path], problems) is not None
    assert [(problem.code, problem.message.split()[-1], problem.hint) for problem in problems] == [
        ("W51", "'inkk'", "did you mean 'ink'?"),
        ("W51", "'acent'", "did you mean 'accent'?"),
        ("W51", "'bodi'", "did you mean 'body'?"),
    ]


@pytest.mark.parametrize(
    ("said", "place", "hint"),
    [
        ("family: Noto Sans, fallback: [Noto Sanss, Noto Sans]", "2:46", "did you mean 'Noto Sans'?"),
        ("family: Papyrus, fallback: [Noto Sans]", "2:24", "put its files into content/fonts/"),
    ],
)
def test_a_family_that_is_not_there_is_told_where_it_was_typed(
    library: Library, said: str, place: str, hint: str
) -> None:
    problems = Problems()
    root = library.project.root
    (root / "styles" / "ours.yaml").write_text(f"extends: standard\nfonts: {{body: {{{said}}}}}\n", "utf-8")
    assert Library(root, library.today).sheet("ours", problems) is None
    [told] = map(str, problems)
    assert told.startswith(f"styles/ours.yaml:{place}: error[E53]"), told
    assert f"hint: {hint}" in told
