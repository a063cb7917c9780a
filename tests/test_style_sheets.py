"""Sheets extend one another, styles are like one another, and a sheet that cannot be read well is refused."""

import re
from pathlib import Path

import jsonschema
import pytest

from handout.problems import Problems
from handout.reading.json_schema import schema
from handout.style.parts import PARTS
from handout.style.properties import Sheet
from handout.style.sheet import BUILT_IN, load_sheet, sheet_names
from handout.style.sheet_file import SheetFile


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    folder = tmp_path / "styles"
    folder.mkdir()
    return folder


def write(folder: Path, **sheets: str) -> None:
    for name, text in sheets.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")


def told(folder: Path, name: str = "ours") -> list[str]:
    problems = Problems()
    sheet = load_sheet(name, [folder], problems)
    assert (sheet is None) == problems.has_errors
    return [str(problem) for problem in problems]


def loaded(folder: Path, name: str = "ours") -> Sheet:
    problems = Problems()
    sheet = load_sheet(name, [folder], problems)
    assert [str(problem) for problem in problems] == []
    assert sheet is not None
    return sheet


def test_a_sheet_lies_over_the_one_it_extends(styles):
    write(styles, ours="extends: standard\nstyles:\n  paragraph: {size: 13pt}\n")
    ours, standard = loaded(styles), loaded(styles, "standard")
    assert (ours["paragraph"].size, standard["paragraph"].size) == (13.0, 12.0)
    assert ours["paragraph"].leading == standard["paragraph"].leading


def test_what_is_like_a_changed_style_changes_too(styles):
    write(styles, ours="extends: standard\nstyles:\n  paragraph: {size: 13pt}\n")
    assert loaded(styles)["summary-item"].size == 13.0


def test_a_colour_of_the_same_name_recolours_every_style(styles):
    write(styles, ours='extends: standard\ncolors: {accent: "#5b2c6f"}\n')
    assert loaded(styles)["heading-1"].color == loaded(styles).colors["accent"]


def test_the_sheet_of_the_format_is_fine(styles):
    write(
        styles,
        ours="""\
extends: standard
page: {size: letter, margins: {top: 0.9in, bottom: 1in, left: 1in, right: 1in}}
colors: {ink: "#1b1b1b", accent: "#0b5394"}
fonts: {body: {family: Atkinson Hyperlegible}, heading: {family: Noto Sans}}
styles:
  paragraph: {font: body, size: 12pt, leading: 1.4, space_after: 8pt, color: ink}
  heading-1: {like: paragraph, font: heading, size: 18pt, color: accent}
""",
    )
    sheet = loaded(styles)
    assert sheet.fonts == {"body": ("Atkinson Hyperlegible", "Noto Sans"), "heading": ("Noto Sans",)}
    assert (sheet.page.width, sheet.page.top, sheet.page.left) == (612.0, 64.8, 72.0)
    assert sheet["heading-1"].font == "heading"


def test_a_clinic_s_standard_may_extend_the_built_in_one(styles):
    write(styles, standard="extends: standard\nstyles: {purpose: {size: 15pt}}\n")
    assert loaded(styles, "standard")["purpose"].size == 15.0


def test_a_built_in_sheet_follows_the_clinic_s_standard(styles):
    write(styles, standard='extends: standard\ncolors: {accent: "#5b2c6f"}\n')
    assert loaded(styles, "large-print").colors["accent"] == loaded(styles, "standard").colors["accent"]


def test_paper_is_named_in_capitals_or_not_or_measured(styles):
    write(
        styles,
        ours="extends: standard\npage: {size: A4}\n",
        other="extends: standard\npage: {size: {width: 210mm, height: 297mm}}\n",
    )
    assert (loaded(styles).page.width, loaded(styles, "other").page.height) == (595.2756, 841.8898)


def test_the_line_that_decided_is_known(styles):
    write(styles, ours='extends: standard\ncolors:\n  ink: "#000000"\nstyles:\n  paragraph:\n    size: 13pt\n')
    sheet = loaded(styles)
    assert str(sheet.decided_by("summary-item", "size")) == "styles/ours.yaml:6:11"
    assert str(sheet.decided_by("paragraph", "color")) == "styles/ours.yaml:3:3"
    assert str(sheet.decided_by("paragraph", "leading")).startswith("handout/styles/standard.yaml:")
    assert sheet.decided_by("paragraph", "background") is None
    assert str(sheet.font_places["body", "Noto Sans"]).startswith("handout/styles/standard.yaml:")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (
            "styls: {}",
            "styles/ours.yaml:2:1: error[E02] unknown key 'styls' in this style sheet\n    hint: did you mean",
        ),
        (
            "styles: {paragraph: {sise: 12pt}}",
            "styles/ours.yaml:2:22: error[E02] unknown key 'sise' in this style\n    hint: did you mean 'size'?",
        ),
        (
            "styles: {paragrph: {size: 12pt}}",
            "styles/ours.yaml:2:10: error[E40] no part of a handout is called 'paragrph', "
            "and no style is like it\n    hint: did you mean 'paragraph'?",
        ),
        (
            "styles: {paragraph: {like: panell}}",
            "styles/ours.yaml:2:28: error[E46] there is no style 'panell' in this sheet"
            "\n    hint: did you mean 'panel'?",
        ),
        (
            "styles: {panel: {like: summary}}",
            "styles/ours.yaml:2:24: error[E44] 'panel is like summary is like panel': a loop",
        ),
        ("styles: {a: {like: b}, b: {like: a}}", "styles/ours.yaml:2:34: error[E44] 'a is like b is like a': a loop"),
        (
            "styles: {paragraph: {like: paragraph}}",
            "styles/ours.yaml:2:28: error[E44] 'paragraph is like paragraph': a loop",
        ),
        (
            "styles: {paragraph: {color: inkk}}",
            "styles/ours.yaml:2:29: error[E42] 'inkk' is not among this sheet's colors\n    hint: did you mean 'ink'?",
        ),
        (
            "styles: {paragraph: {font: bodi}}",
            "styles/ours.yaml:2:28: error[E43] 'bodi' is not among this sheet's fonts\n    hint: did you mean 'body'?",
        ),
        ("styles: {paragraph: {size: 5pt}}", "styles/ours.yaml:2:28: error[E07] 5pt is out of bounds"),
        ("styles: {paragraph: {size: 900pt}}", "styles/ours.yaml:2:28: error[E07] 900pt is out of bounds"),
        ("styles: {paragraph: {leading: 1}}", "styles/ours.yaml:2:31: error[E07] 1 is out of bounds"),
        ("styles: {paragraph: {leading: .nan}}", "styles/ours.yaml:2:31: error[E07] '.nan' is not a number"),
        ("styles: {paragraph: {indent: -900pt}}", "styles/ours.yaml:2:30: error[E07] '-900pt' is not a length"),
        (
            "styles: {paragraph: {align: left}}",
            "styles/ours.yaml:2:29: error[E07] 'left' is not one of start, center, end\n"
            "    hint: did you mean 'start'?",
        ),
        (
            "styles: {paragraph: {size: 0,5in}}",
            "styles/ours.yaml:2:29: error[E07] the comma in a number ends the entry here\n"
            '    hint: type 0.5in; if it is text, quote it: "0,5in"',
        ),
        ("styles: {paragraph: {color: #1a5276}}", "styles/ours.yaml:"),
        (
            "styles:\n  paragraph:\n    color: #1a5276",
            "styles/ours.yaml:4:12: error[E06] 'color' is empty: YAML drops "
            "everything from the '#' on\n    hint: quote it: \"#1a5276\"",
        ),
        (
            "styles: {paragraph: 12pt}",
            "styles/ours.yaml:2:21: error[E05] expected the properties of a style, found text",
        ),
        ("colors: {Ink: '#000'}", "styles/ours.yaml:2:10: error[E07] 'Ink' is not a name"),
        ("colors: {ink: accent}", "styles/ours.yaml:2:15: error[E07] 'accent' is not a colour"),
        ("fonts: {body: {famly: X}}", "styles/ours.yaml:2:16: error[E02] unknown key 'famly' in this font"),
        ("page: {size: leter}", "styles/ours.yaml:2:14: error[E07] 'leter' is not a paper size"),
        ("page: {size: {width: 210mm}}", "styles/ours.yaml:2:14: error[E04] this size needs 'height'"),
        ("page: {size: {width: 1000cm, height: 1000cm}}", "styles/ours.yaml:2:22: error[E07] 1000cm is out of bounds"),
        (
            "page: {margins: {left: 4in, right: 4in}}",
            "styles/ours.yaml:2:24: error[E49] left and right margins leave 36pt for the text; it needs 60pt",
        ),
        ("page: {margins: {left: 0in}}", "styles/ours.yaml:2:24: error[E07] 0in is out of bounds"),
        ("page: {margins: {lft: 1in}}", "styles/ours.yaml:2:18: error[E02] unknown key 'lft' in this margins"),
        ("extends: standard", "styles/ours.yaml:2:1: error[E03] duplicate key 'extends'"),
        # the gates
        (
            "styles: {paragraph: {size: 11pt}}",
            "styles/ours.yaml:2:28: error[E47] 11pt is too small for 'answer', 'blank-label'",
        ),
        (
            "styles: {footer: {size: 9pt}}",
            "styles/ours.yaml:2:25: error[E47] 9pt is too small for 'footer'; the smallest size is 10pt",
        ),
        ("styles: {footer: {color: '#999'}}", "styles/ours.yaml:2:26: error[E48] #999999 on the page"),
        ("colors: {ink: '#aaa'}", "styles/ours.yaml:2:10: error[E48] #aaaaaa on the background of 'callout-warning'"),
        ("styles: {mark: {color: '#bbb'}}", "styles/ours.yaml:2:24: error[E48] #bbbbbb is too dark for the mark"),
        ("styles: {summary: {background: '#456'}}", "styles/ours.yaml:2:32: error[E48]"),
        ("styles: {callout-tip: {background: '#000'}}", "styles/ours.yaml:2:36: error[E48]"),
        (
            "styles: {table: {header_background: '#333'}}",
            "styles/ours.yaml:2:37: error[E48] #1b1b1b on the header background of 'medicines' (#333333)",
        ),
        (
            "styles: {table: {stripe: '#333'}}",
            "styles/ours.yaml:2:26: error[E48] #1b1b1b on the stripe of 'medicines' (#333333)",
        ),
        ("styles: {mark: {color: '#777'}}", "styles/ours.yaml:2:24: error[E48]"),
        ("styles: {list: {label_color: '#ccc'}}", "styles/ours.yaml:2:30: error[E48] #cccccc on"),
    ],
)
def test_is_refused_with_its_line(styles, typed, problem):
    write(styles, ours=f"extends: standard\n{typed}\n")
    assert any(line.startswith(problem) for line in told(styles)), told(styles)


def test_large_text_needs_less_contrast(styles):
    write(styles, ours="extends: standard\nstyles: {title: {color: '#767676'}}\n")
    assert told(styles) == []
    write(styles, ours="extends: standard\nstyles: {subtitle: {color: '#777777'}}\n")
    assert "contrast of 4.4 in 'subtitle'; it must be at least 4.5" in told(styles)[0]


def test_the_faintest_grey_that_passes_on_paper_is_taken(styles):
    write(styles, ours="extends: standard\nstyles: {subtitle: {color: '#767676'}}\n")
    assert told(styles) == []


def test_a_background_that_a_part_has_by_way_of_another_and_cannot_obey_makes_nothing_legible(styles):
    mine = "mine: {background: '#123456'}, summary: {like: mine}, purpose: {like: mine, color: '#ffffff'}"
    write(styles, ours=f"extends: standard\nstyles: {{{mine}}}\n")
    assert any("#ffffff on the page (#ffffff) has a contrast of 1 in 'purpose'" in line for line in told(styles))


def test_one_line_that_spoils_many_styles_is_told_once(styles):
    write(styles, ours="extends: standard\nstyles: {paragraph: {size: 11pt}}\n")
    assert len(told(styles)) == 1


@pytest.mark.parametrize("typed", ["#999999", "#ffffff", "#e0c060"])
def test_the_colour_that_a_hint_offers_passes(styles, typed):
    write(styles, ours=f"extends: standard\nstyles: {{footer: {{color: '{typed}'}}}}\n")
    (offered,) = re.findall(r'hint: "(#[0-9a-f]{6})" can be read there', told(styles)[0])
    write(styles, ours=f"extends: standard\nstyles: {{footer: {{color: '{offered}'}}}}\n")
    assert told(styles) == []


def test_white_headings_are_refused_because_a_row_s_heading_lies_on_the_page(styles):
    write(styles, ours="extends: standard\nstyles: {table: {header_background: accent}, table-heading: {color: paper}}")
    (line,) = told(styles)
    assert line.startswith("styles/ours.yaml:2:69: error[E48] #ffffff on the page (#ffffff) has a contrast of 1 in")


def test_a_style_of_one_s_own_is_fine_when_another_is_like_it(styles):
    write(styles, ours="extends: standard\nstyles: {house: {size: 13pt}, paragraph: {like: house}}\n")
    assert "house" in loaded(styles).styles


def test_a_sheet_that_extends_nothing_must_say_everything(styles):
    write(styles, ours="fonts: {body: {family: Noto Sans}}\nstyles: {paragraph: {size: 12pt}}\n")
    assert told(styles) == [
        "styles/ours.yaml:1:1: error[E41] this sheet says nothing of 'masthead', 'title', "
        "'subtitle' and 60 more\n    hint: type 'extends: standard'"
    ]


def test_sheets_that_extend_each_other_are_a_loop(styles):
    write(styles, ours="extends: other\n", other="extends: ours\n")
    assert told(styles)[0].startswith("styles/other.yaml:1:10: error[E44] 'ours' extends itself, by way of 2 sheets")


def test_a_sheet_that_extends_itself_is_a_loop(styles):
    write(styles, ours="extends: ours\n")
    assert told(styles)[0].startswith("styles/ours.yaml:1:10: error[E44]")


def test_a_sheet_that_is_not_there_is_told_with_one_that_is(styles):
    write(styles, ours="extends: standrad\n")
    assert told(styles) == [
        "styles/ours.yaml:1:10: error[E45] there is no style sheet 'standrad'\n    hint: did you mean 'standard'?"
    ]
    assert told(styles, "zzz")[0].endswith(
        "the sheets here are: high-contrast, large-print, large-print-high-contrast, ours, standard"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("styles/large-print.yaml", "did you mean 'large-print'?"),
        ("Large_Print", "did you mean 'large-print'?"),
        ("größe", "rename styles/größe.yaml to grosse.yaml, and say grosse"),
        ("our_own", "rename styles/our_own.yaml to our-own.yaml, and say our-own"),
        ("wide", "rename styles/wide.yml to wide.yaml"),
        ("zzz", "the sheets here are: high-contrast, large-print, large-print-high-contrast, standard"),
    ],
)
def test_of_a_sheet_that_was_not_found_the_hint_says_how_it_is_called(styles, name, hint):
    for file in ("größe.yaml", "our_own.yaml", "wide.yml"):
        (styles / file).write_text("extends: standard\n", "utf-8")
    assert told(styles, name)[0].endswith(f"hint: {hint}")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a.b", "", "A", "a/b", "a\0b"])
def test_a_sheet_is_found_by_a_name_and_never_by_a_path(styles, name):
    assert "error[E45]" in told(styles, name)[0]


def test_a_sheet_behind_two_folders_is_one_sheet(styles):
    write(styles, ours="extends: ours\n")
    problems = Problems()
    assert load_sheet("ours", [styles, styles / ".." / "styles"], problems) is None
    assert [problem.code for problem in problems] == ["E44"]


def test_all_problems_of_a_sheet_are_told_at_once(styles):
    write(
        styles,
        ours="extends: standard\nstyls: 1\npage: {size: x}\nstyles: {paragraph: {size: 1, sise: 2}, "
        "list: {color: '#12'}}\n",
    )
    assert len(told(styles)) == 5


def test_the_names_of_all_sheets_are_known(styles):
    write(styles, ours="extends: standard\n")
    assert sheet_names([styles]) == ("high-contrast", "large-print", "large-print-high-contrast", "ours", "standard")


def test_the_schema_of_a_sheet_is_valid_and_fits_the_built_in_ones():
    import yaml

    described = schema(SheetFile, "A style sheet")
    jsonschema.Draft202012Validator.check_schema(described)
    for path in sorted(BUILT_IN.glob("*.yaml")):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert list(jsonschema.Draft202012Validator(described).iter_errors(sheet)) == []
    assert not jsonschema.Draft202012Validator(described).is_valid({"styles": {"paragraph": {"sise": "1pt"}}})


def test_a_file_that_two_sheets_extend_is_read_once(styles):
    write(
        styles,
        base="extends: standard\nstyles:\n  paragraph: {size: 13pt}\n",
        one="extends: base\n",
        two="extends: base\n",
    )
    known: dict[Path, SheetFile] = {}
    assert load_sheet("one", [styles], Problems(), known=known)["paragraph"].size == 13.0
    write(styles, base="extends: standard\n")
    assert load_sheet("two", [styles], Problems(), known=known)["paragraph"].size == 13.0


def test_a_file_with_something_to_tell_tells_it_of_every_sheet(styles):
    write(
        styles,
        base="extends: standard\nstyles:\n  paragraph: {size: 13}\n",
        one="extends: base\n",
        two="extends: base\n",
    )
    known: dict[Path, SheetFile] = {}
    for name in ("one", "two"):
        problems = Problems()
        assert load_sheet(name, [styles], problems, known=known) is None
        assert {problem.span.file for problem in problems} == {"styles/base.yaml"}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("styles: {question: {background: tint}, list-item: {hyphens: true}}", ["E02", "E63"]),
        ("styles: {list-item: {sise: 3}, paragrph: {size: 12pt}, footer: {color: inkk}}", ["E02", "E40", "E42"]),
        ("colors: {mine: '#12'}\nstyles: {footer: {color: '#999'}}", ["E07", "E48"]),
        (
            "styles: {paragrph: {size: 3pt}, question: {background: tint}, title: {color: '#ccc'}}",
            ["E07", "E40", "E48", "E63"],
        ),
        ("styles: {question: {background: tint}, title: {color: '#ccc'}}", ["E48", "E63"]),
    ],
)
def test_what_is_read_wrong_hides_nothing_else_of_the_sheet(styles, typed, codes):
    write(styles, ours=f"extends: standard\n{typed}\n")
    assert sorted(re.findall(r"error\[(E\d\d)\]", "\n".join(told(styles)))) == codes


@pytest.mark.parametrize(
    "typed",
    [
        "extends: standard\ncolors: {mine: '#12'}\nstyles: {footer: {color: mine}}",
        "extends: standard\nstyles: {mine: {size: 14pt}, paragraph: {lke: mine}}",
        "extends: standard\nstyles: {mine: 3, paragraph: {like: mine}}",
        "extends: standard\nstyles: {footer: {colr: paper, background: '#000'}}",
        "extend: standard\nstyles: {footer: {color: ink}}",
    ],
)
def test_what_follows_from_a_value_read_wrong_is_not_told_beside_it(styles, typed):
    write(styles, ours=f"{typed}\n")
    assert [line for line in told(styles) if "[E63]" not in line] == told(styles)[:1]


NEW = [name for name, part in PARTS.items() if part.like]


def whole(but: tuple[str, ...], *more: str) -> str:
    """A sheet that extends nothing and names every part but these."""
    told = "".join(f"  {name}: {{}}\n" for name in PARTS if name not in (*but, "mark", "link", "blank"))
    lasting = '  mark: {color: "#dcdcdc"}\n  link: {underline: true}\n  blank: {border_width: 1pt}\n'
    return f"fonts: {{body: {{family: Noto Sans}}}}\nstyles:\n{told}{lasting}{''.join(more)}"


def test_a_whole_sheet_from_before_there_was_a_part_draws_it_like_another(styles):
    write(styles, ours=whole((*NEW, "callout-note"), '  callout-note: {padding: 6pt, background: "#f6f6f6"}\n'))
    sheet = loaded(styles)
    assert sheet["zone-go"].background == sheet["callout-note"].background is not None
    assert (sheet["tear-off"].border_sides, sheet["tear-off"].background) == ("cut", None)


def test_a_part_that_is_like_another_that_is_missing_is_not_told_besides(styles):
    write(styles, ours=whole((*NEW, "callout-note")))
    (line,) = told(styles)
    assert "this sheet says nothing of 'callout-note'\n" in line


def test_a_new_part_is_like_one_that_every_sheet_names():
    assert NEW
    assert [name for name in NEW if PARTS[str(PARTS[name].like)].like] == []


def test_what_stands_in_a_tear_off_can_be_read_on_its_background(styles):
    write(
        styles, ours='extends: standard\nstyles: {tear-off: {background: "#222222"}, tear-off-title: {color: paper}}\n'
    )
    (line,) = told(styles)
    assert "'answer'" in line


def test_a_style_that_no_part_is_set_in_is_told_once(styles):
    write(styles, ours="extends: standard\nstyles: {draft-mark: {color: '#ffffff', size: 8pt}}\n")
    (line,) = told(styles)
    assert "error[E40]" in line


def test_a_style_that_only_lends_is_not_judged_itself(styles):
    write(
        styles, ours="extends: standard\nstyles: {tiny: {size: 8pt, weight: bold}, footer: {like: tiny, size: 10pt}}\n"
    )
    assert told(styles) == []


@pytest.mark.parametrize(
    ("typed", "place"),
    [("colors: {ink: #000000}", "2:15"), ("colors: {ink: #1b1b1b, accent: '#0b5394'}", "2:15"),
     ("styles:\n  paragraph: {color: #000000}", "3:22")],
)  # fmt: skip
def test_a_colour_without_quotes_is_told_where_yaml_drops_it(styles, typed, place):
    write(styles, ours=f"extends: standard\n{typed}\n")
    (line,) = told(styles)
    assert line.startswith(f"styles/ours.yaml:{place}: error[E08] YAML drops everything from this '#' on")
    assert "quote the text: " in line


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("page: {margins: 2cm}", "write {top: 2cm, bottom: 2cm, left: 2cm, right: 2cm}"),
     ("page: {margins: wide}", "write {top: 1in, bottom: 1in, left: 1in, right: 1in}"),
     ("page: {size: [A4]}", "type letter, legal, a4, a5, or {width: 210mm, height: 297mm}"),
     ("styles: {paragraph: {size: 12 pt}}", "type 12pt"), ("styles: {paragraph: {size: '12,5pt'}}", "type 12.5pt")],
)  # fmt: skip
def test_a_hint_says_what_to_type(styles, typed, hint):
    write(styles, ours=f"extends: standard\n{typed}\n")
    (line,) = told(styles)
    assert line.endswith(f"hint: {hint}")
