"""Each kind of block: what its keys become in the flow, and what is told when they are mistyped."""

import textwrap

import pytest

from handout import flow
from handout.content.blocks import KINDS, Expansion, expand_body
from handout.content.blocks import Body as BodyType
from handout.content.values import ImagePath
from handout.problems import Problems
from handout.reading import yaml_file
from handout.reading.json_schema import schema_of
from handout.reading.key_types import shape_of
from handout.reading.models import read_as
from test_markdown import shown

SAID = {
    "tone_warning": "Warning",
    "titled": "{word}: {title}",
    "tone_note": "Note",
    "figure_credit": "Picture: {credit}",
    "medicines_none": "none",
}


def say(key: str, /, **values: str) -> str:
    return SAID.get(key, key).format(**values)


def picture(image: ImagePath) -> flow.Picture | None:
    if image.path == "images/gone.png":
        return None
    return flow.Picture(data=b"", kind="png", pixels=(4, 3), name=image.path)


def read(typed: str) -> tuple[tuple[object, ...], list[str]]:
    """The parts of a body and every problem told, each with its hint."""
    problems = Problems()
    node = yaml_file.parse(textwrap.dedent(typed).encode(), "x.yaml", problems)
    assert node is not None
    body = read_as(BodyType, node, problems, "body")
    return body or (), [str(problem) for problem in problems]


def expanded(typed: str, level: int = 2) -> str:
    """The flow that a body becomes, as an outline; nothing may be wrong with it."""
    body, problems = read(typed)
    assert problems == []
    return outline(expand_body(body, Expansion(say=say, level=level, pictures=picture)))


def told(typed: str) -> str:
    """The one problem that is told."""
    (problem,) = read(typed)[1]
    return problem


def outline(nodes: tuple[flow.Node, ...], depth: int = 0) -> str:
    return "".join(f"{'  ' * depth}{line}\n" for node in nodes for line in lines(node))


def lines(node: flow.Node) -> list[str]:
    def inside(nodes: tuple[flow.Node, ...]) -> list[str]:
        return [f"  {line}" for child in nodes for line in lines(child)]

    match node:
        case flow.Text():
            return [f"{node.role} {node.style}: {shown(node.phrase)}"]
        case flow.Section():
            return ["Section", *inside((node.heading,) if node.heading else ()), *inside(node.children)]
        case flow.List():
            items = [line for item in node.items for line in (label(item), *inside(item.children))]
            return [f"List {node.style} {node.marker}", *(f"  {line}" for line in items)]
        case flow.Table():
            rows = [f"  {' | '.join(map(cell_words, row.cells))}" for row in (*node.head, *node.body)]
            columns = " ".join(f"{column.align}:{column.width}" for column in node.columns)
            caption = inside((node.caption,)) if node.caption else []
            return [f"Table {node.style} {columns}", *caption, *rows]
        case flow.Figure(picture=flow.Picture(name=name)):
            return [f"Figure {name} {node.width} {node.alt}", *inside(tuple(filter(None, (node.caption, node.credit))))]
        case flow.Panel():
            return [f"Panel {node.style}", *inside(node.children)]
        case flow.Blank():
            return [f"Blank {node.lines}", *inside((node.label,))]
        case _:
            return [type(node).__name__]


def label(item: flow.Item) -> str:
    return "-" if item.label is None else shown(item.label)


def cell_words(cell: flow.Cell) -> str:
    texts = [shown(child.phrase) for child in cell.children if isinstance(child, flow.Text)]
    return f"{cell.header or 'cell'}: {' / '.join(texts) or 'empty'}"


def flat(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def test_text_becomes_paragraphs_and_lists() -> None:
    assert expanded("- One *two*.\n- |\n  A:\n\n  - b\n  - c\n\n  3. d\n     - e\n") == flat("""
        P paragraph: One <em two>.
        P paragraph: A:
        List list bullet
          -
            P list-item: b
          -
            P list-item: c
        List list decimal
          3.
            P list-item: d
            List list bullet
              -
                P list-item: e
        """)


def test_a_body_may_be_one_text() -> None:
    assert expanded("Rest well.") == "P paragraph: Rest well.\n"


def test_a_callout_says_its_tone_in_words() -> None:
    typed = "- callout: {tone: warning, title: Do not soak it, text: No baths.}\n- callout: {text: Rest.}"
    assert expanded(typed) == flat("""
        Panel callout-warning
          H3 callout-title: Warning: Do not soak it
          P callout-text: No baths.
        Panel callout-note
          H3 callout-title: Note
          P callout-text: Rest.
        """)


@pytest.mark.parametrize(
    ("title", "said"),
    [("Warning", "Warning"), ("WARNING - no baths", "WARNING - no baths"), ("*Warning:* hot", "<em Warning:> hot"),
     ("Warning (hot)", "Warning (hot)"), ("¡Warning!", "¡Warning!"), ("Warning signs", "Warning: Warning signs")],
)  # fmt: skip
def test_a_title_that_says_the_tone_itself_says_it_once(title: str, said: str) -> None:
    typed = f"- callout: {{tone: warning, title: '{title}', text: Keep it dry.}}"
    assert f"H3 callout-title: {said}\n" in expanded(typed)


def test_steps_are_numbered() -> None:
    assert expanded("- steps: [Wash., Dry *well*.]") == flat("""
        List steps steps
          1.
            P steps-item: Wash.
          2.
            P steps-item: Dry <em well>.
        """)


def test_a_step_may_have_a_picture_beside_it() -> None:
    typed = "- steps: [Wash., {text: Dry., image: images/a.png, alt: A towel}, {text: Rest.}]"
    assert expanded(typed) == flat("""
        List steps steps
          1.
            P steps-item: Wash.
          2.
            Beside
          3.
            P steps-item: Rest.
        """)


def test_pictures_side_by_side_share_the_width_by_their_shapes() -> None:
    def shaped(image: ImagePath) -> flow.Picture:
        return flow.Picture(
            data=b"", kind="png", pixels=(30, 10) if image.path == "images/a.png" else (10, 10), name=""
        )

    body = read("- figures: [{image: images/a.png, alt: A}, {image: images/b.png, decorative: true}]")[0]
    (beside,) = expand_body(body, Expansion(say=say, level=2, pictures=shaped))
    assert isinstance(beside, flow.Beside) and beside.shares == (0.75, 0.25)


def test_a_checklist_may_have_a_title() -> None:
    assert expanded("- checklist: [Soap]\n- checklist: {title: Buy, items: [Tape]}") == flat("""
        List checklist checkbox
          -
            P checklist-item: Soap
        H3 checklist-title: Buy
        List checklist checkbox
          -
            P checklist-item: Tape
        """)


def test_a_table_has_headings_and_cells_as_typed() -> None:
    typed = """
        - table:
            caption: Doses
            row_headings: true
            columns: [Day, {heading: Dose, width: 25%, align: right}, {heading: ""}]
            rows:
              - [Monday, 1.50, ""]
              - [Tuesday, "**no** dose", ~]
        """
    assert expanded(typed) == flat("""
        Table table start:0.375 end:0.25 start:0.375
          Caption table-caption: Doses
          column: Day | column: Dose | column: empty
          row: Monday | cell: 1.50 | cell: empty
          row: Tuesday | cell: <strong no> dose | cell: empty
        """)


@pytest.mark.parametrize(
    ("widths", "shares"),
    [
        ("[a, b]", "None None"),
        ("[{heading: a, width: 30%}, {heading: b, width: 70%}]", "0.3 0.7"),
        ("[{heading: a, width: 1}, {heading: b, width: 3}]", "0.25 0.75"),
        ("[{heading: a, width: 50%}, {heading: b, width: 50%}]", "0.5 0.5"),
        ("[{heading: a, width: 20%}, {heading: b, width: 20%}]", "0.5 0.5"),
        ("[{heading: a, width: 60%}, {heading: b, width: 7}]", "0.6 0.4"),
        ("[a, {heading: b, width: 3}]", "0.25 0.75"),
    ],
)
def test_widths_of_columns_are_shares_of_the_table(widths: str, shares: str) -> None:
    body, problems = read(f"- table: {{columns: {widths}, rows: [[1, 2]]}}")
    assert problems == []
    (table,) = expand_body(body, Expansion(say=say, level=2, pictures=picture))
    assert isinstance(table, flow.Table)
    assert " ".join(map(str, (column.width for column in table.columns))) == shares


def test_a_figure_has_its_words() -> None:
    typed = "- figure: {image: images/a.png, alt: A hand, caption: A *hand*, credit: A clinic, width: 60%}"
    assert expanded(typed) == flat("""
        Figure images/a.png 0.6 A hand
          Caption figure-caption: A <em hand>
          P figure-credit: Picture: A clinic
        """)
    assert expanded("- figure: {image: images/a.png, decorative: true}") == "Figure images/a.png None None\n"
    assert expanded("- figure: {image: images/gone.png, alt: x}") == ""


def test_questions_are_headings_below_the_one_in_force() -> None:
    typed = "- questions: [{q: May I swim?, a: Not yet.}]"
    assert expanded(typed) == "Section\n  H3 question: May I swim?\n  P answer: Not yet.\n"
    assert expanded(typed, level=5).startswith("Section\n  H6 question")
    assert expanded(typed, level=6) == "P question: May I swim?\nP answer: Not yet.\n"


def test_terms_are_labels_of_their_meanings() -> None:
    assert expanded("- terms: [{term: sepsis, meaning: A grave *infection*.}]") == flat("""
        List terms term
          sepsis
            P meaning: A grave <em infection>.
        """)


def test_medicines_show_all_four_times_and_say_when_there_is_no_dose() -> None:
    typed = """
        - medicines:
            - {name: Metformin 500 mg, what_for: sugar, morning: 1 tablet, evening: 1 tablet}
            - {name: Aspirin, noon: 1}
        """
    assert expanded(typed).splitlines()[1:] == [
        "  column: medicines_name / medicines_what_for | column: medicines_morning | column: medicines_noon"
        " | column: medicines_evening | column: medicines_bedtime",
        "  row: <strong Metformin 500 mg> / sugar | cell: 1 tablet | cell: none | cell: 1 tablet | cell: none",
        "  row: <strong Aspirin> | cell: none | cell: 1 | cell: none | cell: none",
    ]


def test_medicines_have_notes_when_somebody_wrote_one() -> None:
    row = expanded("- medicines: [{name: A, noon: One, notes: With food}, {name: B, noon: One}]").splitlines()
    assert row[1].endswith("| column: medicines_notes")
    assert row[2].endswith("| cell: With food")
    assert row[3].endswith("| cell: none | cell: empty")


@pytest.mark.parametrize(
    ("language", "entry", "is_heard"),
    [
        ("en", "Don’t soak it.", False),
        ("en-GB", "If it itches, do not scratch.", False),
        ("en", "Stop your tablets without asking us.", True),
        ("en", "Wait if the swelling does not go down.", True),
        ("fr", "N’y touchez pas.", False),
        ("fr", "Attendre s’il ne sèche pas.", True),
        ("de", "Den Verband nicht abnehmen.", False),
        ("so", "Ka tag guriga.", True),
        ("sw", "Kula usiku.", True),
        ("bn", "রান্না করবেন", True),
        ("hi", "भारी सामान न उठाएं।", False),
        ("hi", "दर्द नहीं हो तो भी दवा बंद करना", True),
        ("es", "Dejar la medicina, aunque no le duela.", True),
        ("zh-Hans", "吃特别辣的食物。", True),
        ("zh-Hans", "不要喝酒。", False),
    ],
)
def test_do_not_is_heard_before_what_does_not_say_so_itself(language: str, entry: str, is_heard: bool) -> None:
    body, _ = read(f"- do_dont: {{do: [Ψ], dont: ['{entry}']}}")
    (sides,) = expand_body(body, Expansion(say=say, language=language, level=2, pictures=picture))
    assert isinstance(sides, flow.Beside)
    (*_, panel) = [node for side in sides.in_order() for node in side]
    assert isinstance(panel, flow.Panel)
    listing = panel.children[-1]
    assert isinstance(listing, flow.List)
    assert [item.heard for item in listing.items] == ["dont" if is_heard else None]


def test_blanks_have_room_to_write() -> None:
    assert expanded("- fill_in: [{label: Nurse}, {label: Questions, lines: 3}]") == flat("""
        Blank 1
          P blank-label: Nurse
        Blank 3
          P blank-label: Questions
        """)


def test_a_page_break_goes_on_at_the_top() -> None:
    assert expanded("- page_break: true") == "Break\n"


@pytest.mark.parametrize(
    ("typed", "problem", "hint"),
    [
        (
            "- page_break",
            "1:3: error[E06] 'page_break' is the name of a block, and no colon with a space stands after it",
            "write 'page_break: true'; to print the word, quote it: \"page_break\"",
        ),
        (
            "- steps",
            "1:3: error[E06] 'steps' is the name of a block, and no colon with a space stands after it",
            "write 'steps:' and what belongs to it on the lines below; to print the word, quote it: \"steps\"",
        ),
        (
            "- callout:Hello",
            "1:3: error[E05] a space is missing after the colon",
            "write '- callout:' and what belongs to it on the lines below; "
            'to print it as text, quote it: "callout:Hello"',
        ),
        (
            "- steps:[Sit., Wait.]",
            "1:3: error[E05] a space is missing after the colon",
            'write: - steps: [Sit., Wait.]; to print it as text, quote it: "steps:[Sit., Wait.]"',
        ),
        (
            "log:in",
            "1:1: error[E05] a space is missing after the colon",
            "write '- log:' and what belongs to it on the lines below; to print it as text, quote it: \"log:in\"",
        ),
        (
            "- steps: ['text:Sit.', text:Wait.]",
            "1:24: error[E05] a space is missing after the colon",
            "write: text: Wait.",
        ),
        (
            "- chance: {of: 10, in:1, happens: a, otherwise: b}",
            "1:20: error[E02] unknown key 'in:1' in this chance",
            "a space is missing after the colon; write: in: 1",
        ),
        ("- calout: {text: x}", "1:3: error[E02] unknown block 'calout'", "did you mean 'callout'?"),
        ("- faq: [{q: x, a: y}]", "1:3: error[E02] unknown block 'faq'", "did you mean 'questions'?"),
        ("- picture: images/a.png", "1:3: error[E02] unknown block 'picture'", "did you mean 'figure'?"),
        ("- pagebreak: true", "1:3: error[E02] unknown block 'pagebreak'", "did you mean 'page_break'?"),
        ("- page_break:", "1:14: error[E06] 'page_break' is empty", "write: page_break: true"),
        (
            "- fill_in: [{label: a, lines: '2'}]",
            "1:31: error[E07] expected a whole number, found '2'",
            "type it without quotes: 2",
        ),
        (
            "- callout: {tone: danger, text: x}",
            "1:19: error[E07] 'danger' is not one of note, tip, warning, emergency",
            "did you mean 'warning'?",
        ),
        (
            "- zones: [{level: amber, signs: [x]}]",
            "1:19: error[E07] 'amber' is not one of go, careful, stop",
            "did you mean 'careful'?",
        ),
        (
            "- Warning: do not drive",
            "1:3: error[E02] unknown block 'Warning'",
            'to print it as text, quote it: "Warning: do not drive"',
        ),
        (
            "- callout:\n  text: x",
            "2:3: error[E05] a block has one key, its kind; 'text' is a second one",
            "indent 'text' by two more spaces, so that it belongs to 'callout'",
        ),
        (
            "- checklist: [a]\n  items: [b]",
            "2:3: error[E05] a block has one key, its kind; 'items' is a second one",
            "indent 'items' by two more spaces, so that it belongs to 'checklist'",
        ),
        (
            "- steps: [a]\n  checklist: [b]",
            "2:3: error[E05] a block has one key, its kind; 'checklist' is a second one",
            "start 'checklist' on a line of its own with '- '",
        ),
        ("- callout: {txt: x, text: y}", "1:13: error[E02] unknown key 'txt' in this callout", "did you mean 'text'?"),
        (
            "- callout: {tone: warnin, text: y}",
            "1:19: error[E07] 'warnin' is not one of note, tip, warning, emergency",
            "did you mean 'warning'?",
        ),
        (
            "- fill_in: [{label: x, lines: 0}]",
            "1:31: error[E07] '0' is not a number of lines",
            "write 1 to 20",
        ),
        (
            "- figure: {image: images/a.png}",
            "1:11: error[E04] this figure needs 'alt'",
            "type 'alt: …', what the picture shows, or 'decorative: true' if it says nothing of its own",
        ),
        (
            "- figure: {image: a.png, alt: x, decorative: true}",
            "1:31: error[E07] a decorative picture is not read aloud, so that this 'alt' is never heard",
            "take out 'alt' or 'decorative'",
        ),
        (
            "- figure: {image: a.png, alt: x, width: 2}",
            "1:41: error[E07] this width does not fit the text",
            "write 5% to 100%",
        ),
        (
            "- table: {columns: [a, b], rows: [[1]]}",
            "1:35: error[E07] this row has 1 cell, the table has 2 columns",
            'for an empty cell write "", and put quotes around a cell that holds a comma',
        ),
        (
            "- table: {columns: [a], rows: [[1, 2]]}",
            "1:36: error[E07] this row has 2 cells, the table has 1 column",
            'for an empty cell write "", and put quotes around a cell that holds a comma',
        ),
        (
            "- table: {columns: [{heading: a, width: 101%}], rows: [[1]]}",
            "1:41: error[E07] '101%' is not a width",
            "write a percentage, 30%, or a share, 2",
        ),
        (
            "- table: {columns: [a, {heading: b, tick: true}], rows: [[1, 2]]}",
            "1:62: error[E07] this row has 2 cells, the table has 1 column besides those to tick",
            "the boxes of a column with 'tick' are drawn: leave its cell out of every row",
        ),
        (
            "- table: {columns: [{heading: b, tick: true}], rows: [[]]}",
            "1:21: error[E07] each column of this table has boxes to tick, and nothing says what they are for",
            "add a column of words before them",
        ),
        (
            "- steps: [{text: Wash., image: images/a.png}]",
            "1:11: error[E04] this step needs 'alt'",
            "type 'alt: …', what the picture shows",
        ),
        (
            "- steps: [{text: Wash., alt: Hands}]",
            "1:30: error[E04] this step has 'alt', which says what a picture shows, and no picture",
            "type 'image: images/…', or take out 'alt'",
        ),
        (
            "- steps: [{text: Wash., image: images/a.png, alt: wash}]",
            "1:51: error[E07] 'alt' says the same as 'text', which is read aloud too",
            "say what the picture shows: a hand that holds the tube",
        ),
        (
            "- figures: [{image: images/a.png, alt: A}]",
            "1:12: error[E07] 'figures' needs at least 2 entries",
            "write each entry on a line of its own, after '- '",
        ),
        (
            "- figures: [{image: images/a.png, alt: A}, {image: images/a.png, alt: B, width: 20%}]",
            "1:81: error[E07] figures side by side share the width, so that this one does nothing",
            "take it out",
        ),
        (
            "- do_dont: {do: [Rest.]}",
            "1:12: error[E04] this do_dont needs 'dont'",
            "type 'dont:' and a list under it. What not to do.",
        ),
        (
            "- log: {columns: [a], rows: 0}",
            "1:29: error[E07] '0' is not a number of rows",
            "write 1 to 100",
        ),
        (
            "- log: {columns: [a], rows: seven}",
            "1:29: error[E07] expected a whole number, found 'seven'",
            "type a number without quotes, such as 3",
        ),
        (
            "- table: {columns: [a, {heading: b, width: 100%}], rows: [[1, 2]]}",
            "1:44: error[E07] the widths of this table add up to 100% and leave nothing for the others",
            "write percentages that add up to 100, or shares such as 1 and 2",
        ),
        (
            "- chance: {in: 11, of: 10, happens: a, otherwise: b}",
            "1:16: error[E07] it cannot happen to 11 of 10 people",
            "write a number from 0 to 10 after 'in:'",
        ),
        (
            "- chance: {in: 3, of: 30, happens: a, otherwise: b}",
            "1:23: error[E07] a chance is not told of 30 people",
            "write 10, 20, 50 or 100",
        ),
        ("- zones: [{level: go}]", "1:11: error[E04] this zone says neither 'signs' nor 'do'", "write one of them"),
        (
            "- zones: [{level: go, do: [a]}, {level: go, do: [b]}]",
            "1:33: error[E07] the zone 'go' stands in line 1 already",
            "make the two one",
        ),
        (
            "- tear_off: {title: a, body: [page_break: true]}",
            "1:31: error[E02] a page_break cannot stand inside another block",
            "move it out of this one",
        ),
        ("- page_break: false", "1:15: error[E07] a page break that is false does nothing", "take the block out"),
        (
            "- [a]",
            "1:3: error[E05] expected a block or text, found a list",
            'take out the list, or quote text that starts with [: "[a]"',
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(typed: str, problem: str, hint: str) -> None:
    assert told(typed) == f"x.yaml:{problem}\n    hint: {hint}"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "page_break"])
def test_a_block_with_nothing_in_it_is_refused(kind: str) -> None:
    assert told(f"- {kind}:").startswith(f"x.yaml:1:{len(kind) + 4}: error[E06] '{kind}' is empty")


@pytest.mark.parametrize("kind", ["steps", "checklist", "questions", "terms", "medicines", "fill_in"])
def test_an_empty_list_is_refused(kind: str) -> None:
    assert "error[E07]" in told(f"- {kind}: []")


def test_a_tear_off_with_nothing_in_it_is_refused() -> None:
    assert "error[E07] 'body' needs at least 1 entry" in told("- tear_off: {title: For your wallet, body: []}")


def test_a_box_in_a_table_is_named_by_its_row_and_its_column() -> None:
    typed = "- table: {columns: [a, {heading: Done, tick: true}, {heading: '', tick: true}], rows: [[Walk], ['']]}"
    (table,) = expand_body(read(typed)[0], Expansion(say=say, level=2, pictures=picture))
    assert isinstance(table, flow.Table)
    boxes = [
        node.name for row in table.body for cell in row.cells for node in cell.children if isinstance(node, flow.Field)
    ]
    assert boxes == ["Walk, Done", "Walk", "2, Done", "2"]


def test_what_is_said_of_no_medicine_of_a_zone_has_no_column() -> None:
    typed = "- zones: [{level: go, do: [Rest.], medicines: [{name: A, when: at noon}]}]"
    (zone,) = expand_body(read(typed)[0], Expansion(say=say, level=2, pictures=picture))
    assert isinstance(zone, flow.Panel)
    assert lines(zone.children[-1])[-2:] == [
        "  column: medicines_name | column: zone_when", "  row: <strong A> | cell: at noon",
    ]  # fmt: skip


def test_a_cell_of_a_log_is_named_by_its_row_and_its_column() -> None:
    body = read("- log: {columns: [Date, Weight], rows: 2}\n- log: {columns: [Noon], rows: [Mon, Tue]}")[0]
    tables = expand_body(body, Expansion(say=say, level=2, pictures=picture))
    named = [
        [
            node.name
            for row in table.body
            for cell in row.cells
            for node in cell.children
            if isinstance(node, flow.Field)
        ]
        for table in tables
        if isinstance(table, flow.Table)
    ]
    assert named == [["1, Date", "1, Weight", "2, Date", "2, Weight"], ["Mon, Noon", "Tue, Noon"]]


def test_tables_have_a_limit() -> None:
    columns = ", ".join("a" for _ in range(13))
    assert "error[E10] this table has 13 columns" in told(f"- table: {{columns: [{columns}], rows: [[{columns}]]}}")
    rows = "\n".join("    - [x]" for _ in range(2_001))
    assert "error[E10] this table has 2001 rows" in told(f"- table:\n    columns: [a]\n    rows:\n{rows}")


def test_every_problem_of_a_body_is_told_at_once() -> None:
    problems = read("- calout: x\n- steps: [a, '']\n- '# Heading'\n- '[x](ftp://y)'\n")[1]
    assert [problem.split("[")[1][:3] for problem in problems] == ["E02", "E06", "E20", "E22"]


def test_the_schema_names_every_kind() -> None:
    schema = schema_of(shape_of(BodyType), {})
    [listed] = [part for part in schema["anyOf"] if part["type"] == "array"]
    kinds = [next(iter(part["properties"])) for part in listed["items"]["anyOf"][1:]]
    assert kinds == list(KINDS)
    assert "$ref" not in str(schema)
