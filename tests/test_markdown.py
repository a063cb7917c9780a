"""An author's CommonMark: what is markup, what prints as typed, what is refused, and where it all stands."""

import subprocess
import sys

import pytest

from handout.problems import Problems
from handout.source import Located, Span
from handout.text.markdown import MdBlock, MdList, MdParagraph, parse_blocks, parse_inline
from handout.text.phrase import Break, Citation, Emphasis, Link, Phrase, Strong, Text, leaves, plain
from support.work import work


def located(text: str) -> Located:
    """The text as if it stood alone in a file, from its first line and column on."""
    anchors, offset = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        anchors.append((offset, Span("x.yaml", number, 1)))
        offset += len(line) + 1
    return Located(text, tuple(anchors))


def shown(phrase: Phrase) -> str:
    """A phrase with its marks as tags."""
    out = []
    for part in phrase:
        match part:
            case Text():
                out.append(part.text)
            case Strong():
                out.append(f"<strong {shown(part.children)}>")
            case Emphasis():
                out.append(f"<em {shown(part.children)}>")
            case Link():
                title = f" titled {part.title}" if part.title else ""
                out.append(f"<link {shown(part.children)} to {part.target}{title}>")
            case Citation():
                out.append("<cite " + " ".join(key for key, _ in part.keys) + ">")
            case Break():
                out.append("<br>")
    return "".join(out)


def sketch(blocks: tuple[MdBlock, ...]) -> list[object]:
    """Paragraphs as text, lists as lists of their items, each begun by its mark."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, MdParagraph):
            found.append(shown(block.phrase))
        else:
            marks = block.numbers or ("-",) * len(block.items)
            found.append([[mark, *sketch(item)] for mark, item in zip(marks, block.items, strict=True)])
    return found


def inline(text: str) -> str:
    """The words with their marks, when nothing is wrong with them."""
    problems = Problems()
    phrase = parse_inline(located(text), problems)
    assert list(problems) == []
    return shown(phrase)


def blocks(text: str) -> list[object]:
    problems = Problems()
    found = parse_blocks(located(text), problems)
    assert list(problems) == []
    return sketch(found)


def told(text: str) -> list[str]:
    problems = Problems()
    parse_blocks(located(text), problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Take it **twice** a *day*.", "Take it <strong twice> a <em day>."),
        ("***both***", "<em <strong both>>"),
        ("**a *b* c**", "<strong a <em b> c>"),
        ("a_b_c and 5 * 3 * 2", "a_b_c and 5 * 3 * 2"),
        ("[NHS](https://www.nhs.uk/)", "<link NHS to https://www.nhs.uk/>"),
        ("[the **NHS**](https://www.nhs.uk)", "<link the <strong NHS> to https://www.nhs.uk>"),
        ('[x](https://example.org "The site")', "<link x to https://example.org titled The site>"),
        ("[x](<https://example.org/a(b>)", "<link x to https://example.org/a(b>"),
        ("[washing](#washing)", "<link washing to #washing>"),
        ("[call](tel:+1-555-0100)", "<link call to tel:+1-555-0100>"),
        ("[write](mailto:a@example.org)", "<link write to mailto:a@example.org>"),
        ("See <https://example.org/a_b_c>.", "See <link https://example.org/a_b_c to https://example.org/a_b_c>."),
        ("It helps [@nhs-2024].", "It helps <cite nhs-2024>."),
        ("It helps [@a; @b ;@c:1.2].", "It helps <cite a b c:1.2>."),
        ("It helps![@a]", "It helps!<cite a>"),
        ("[@clinic](https://example.org)", "<link @clinic to https://example.org>"),
        ("[@a](see there)", "<cite a>(see there)"),
        (r"\*not\* \[x\] \\ 5% \a", r"*not* [x] \ 5% \a"),
        (r"\[@a] prints", "[@a] prints"),
        ("a  \nb\\\nc\nd", "a<br>b<br>c d"),
        ("end\\", "end\\"),
    ],
)
def test_inline_marks(typed: str, expected: str) -> None:
    assert inline(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "hepatitis (c) -- 5...6 (tm) 'x' \"y\" ---",
        '<b>bold</b> <br> <!-- x --> <img src="file:///etc/passwd"> x<y and y>z',
        "Jane <jane@example.org>, <note:this>",
        "&amp; &copy; &#0; AT&T; R&D",
        "`code` ``x`` ~~no~~ ~x~ ==y== $z$ {a} [^1]",
        "[text] [text][ref] ![alt] !x",
        "[ref]: https://example.org",
        "a@example.org @nhs [mail a@example.org] [a @ b]",
        "www.example.org https://example.org",
        "# of tablets",
        "- 5 degrees",
        "1. Wash",
        "> 38 °C",
        "| a | b |",
        "---",
    ],
)
def test_one_line_prints_exactly_as_typed(typed: str) -> None:
    assert inline(typed) == typed


@pytest.mark.parametrize(
    "typed", ["<b>x</b>\n&amp; `y` (c) --", "[r]: https://example.org\n'q' \"q\"", "<div>\nx\n</div>"]
)
def test_html_entities_and_references_in_a_paragraph_print_as_typed(typed: str) -> None:
    assert blocks(typed) == [typed.replace("\n", " ")]


def test_paragraphs_and_lists_keep_their_numbers() -> None:
    assert blocks("One.\n\nTwo:\n\n- a\n- b\n\n  more\n\n7) x\n9) y\n   - z\n") == [
        "One.",
        "Two:",
        [["-", "a"], ["-", "b", "more"]],
        [["7)", "x"], ["9)", "y", [["-", "z"]]]],
    ]


def test_a_list_entry_may_go_on_without_indentation() -> None:
    assert blocks("- one\ntwo\n- three") == [[["-", "one two"], ["-", "three"]]]


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("# Heading", "section heading"),
        ("Heading\n---", "section heading"),
        ("Heading\n===", "section heading"),
        ("text\n\n## Heading ##\n\ntext", "section heading"),
        ("- x\n\n  # Heading", "section heading"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "table block"),
        ("a | b\n-- | --\n1 | 2", "table block"),
        ("![a picture](x.png)", "figure block"),
        ("text ![a picture](x.png) text", "figure block"),
        ("> quoted", "callout block"),
        ("---", "page_break"),
        ("a\n\n***\n\nb", "page_break"),
        ("________", "fill_in"),
        ("```\ncode\n```", "put a \\ before"),
        ("~~~\ncode", "put a \\ before"),
    ],
)
def test_what_has_a_block_of_its_own_is_refused_by_name(typed: str, block: str) -> None:
    problems = told(typed)
    assert len(problems) == 1
    assert "error[E20]" in problems[0]
    assert block in problems[0]


def test_a_refused_heading_is_told_at_its_place() -> None:
    assert told("Text.\n\n- x\n\n  ## Y")[0].startswith("x.yaml:5:3: error[E20] a Markdown heading has no place")
    assert told("One\ntwo\n ---")[0].startswith("x.yaml:3:2: error[E20] a Markdown heading has no place")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("x [@]", "write [@key]"),
        ("x [@a, @b]", "write [@a; @b]"),
        ("x [@a; b]", "write [@a]"),
        ("x [@nhs-2024, who-2009; b]", "write [@nhs-2024; @who-2009]"),
        ("x [@nhs-2024; covid-19]", "write [@nhs-2024]"),
        ("x [@a", "write [@a]"),
        ("x [see @a]", "write [@a]"),
        ("x [@a, p. 3]", "write [@a]"),
        ("x [-@a]", "write [@a]"),
    ],
)
def test_a_mistyped_citation_is_refused(typed: str, hint: str) -> None:
    (problem,) = told(typed)
    assert problem.startswith("x.yaml:1:3: error[E20]")
    assert hint in problem


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "[x](file:///etc/passwd)",
        "[x](ftp://example.org)",
        "<ftp://example.org>",
        "[x](www.example.org)",
        "[x](page.html)",
        "[x](//example.org)",
        "[x](\\\\srv\\share)",
        "[x]()",
        "[x](#)",
        "[](https://example.org)",
        "[x](https://)",
        "[x](https://nhs.uk@example.org)",
        "[our page](https://www.ex\u0430mple.org/a)",
        "[our desk](mailto:care@ex\u0430mple.org)",
        "[www.example.org](https://example.net/a)",
        "[https://example.org/a](https://example.net/a)",
        "[**example.org**](https://example.org.example.net/)",
        "[care@example.org](mailto:care@example.net)",
        "[555-0100](tel:+15550199)",
        "[٥٥٥-٠١٠٠](tel:+15550199)",
        "[x](mailto:me)",
        "[x](tel:)",
        "[x](https://example.org/a b)",
        "[see [@a]](https://example.org)",
    ],
)
def test_a_link_that_leads_nowhere_safe_is_refused(typed: str) -> None:
    (problem,) = told(f"Go **to** {typed}.")
    assert "error[E22]" in problem
    assert problem.startswith("x.yaml:1:")


def test_a_refused_link_is_told_at_its_bracket() -> None:
    assert told("Go to\n[x](javascript:1)")[0].startswith("x.yaml:2:1: error[E22] a link may not start with 'java")


def test_deep_indentation_prints_without_its_blanks_and_says_so() -> None:
    problems = Problems()
    found = parse_blocks(located("Take:\n\n    5 mg\n\nand\n      more"), problems)
    assert sketch(found) == ["Take:", "5 mg", "and more"]
    assert [str(problem).splitlines()[0] for problem in problems] == [
        "x.yaml:3:5: warning[W20] the spaces at the start of this line do not print",
        "x.yaml:6:7: warning[W20] the spaces at the start of this line do not print",
    ]


def test_indentation_within_a_list_entry_is_no_surprise() -> None:
    assert blocks("1. one\n   two\n\n   three") == [[["1.", "one two", "three"]]]


def test_an_empty_list_entry_is_refused() -> None:
    assert told("- \n- b")[0].startswith("x.yaml:1:1: error[E06]")


def test_lists_may_stand_six_deep_and_no_deeper() -> None:
    assert blocks("- " * 6 + "x") != []
    assert "error[E10]" in told("- " * 7 + "x")[0]
    assert len(told("- " * 7 + "x")) == 1


def test_marks_inside_one_another_have_a_limit() -> None:
    (problem,) = told("**a " * 40 + "b" + "**" * 40)
    assert "error[E10]" in problem


def test_one_paragraph_holds_5000_words() -> None:
    assert blocks("word " * 5_000) != []
    assert "error[E10] this paragraph is too long" in told("**x** " + "word " * 5_000)[0]
    assert "error[E10] this paragraph is too long" in told("word " * 5_001)[0]


@pytest.mark.parametrize("typed", ["one\n\ntwo", "one\n- two", "one\n\n1. two"])
def test_a_line_of_words_takes_one_paragraph(typed: str) -> None:
    problems = Problems()
    parse_inline(located(typed), problems)
    assert [problem.code for problem in problems] == ["E20"]


def test_blanks_around_a_text_do_not_print() -> None:
    assert inline("  x **y**  \n") == "x <strong y>"
    assert blocks("\n x \n\n") == ["x"]
    assert blocks(" \n ") == []
    assert inline("") == ""


def test_every_leaf_knows_its_place() -> None:
    problems = Problems()
    text = "Foo\n  bar [@a;\n @b] *b\\*c*\n\n2. x\n   y <https://example.org>"
    found = parse_blocks(located(text), problems)
    paragraph, numbered = found
    assert isinstance(paragraph, MdParagraph)
    assert isinstance(numbered, MdList)
    (entry,) = numbered.items[0]
    assert isinstance(entry, MdParagraph)
    places = [
        (leaf.text, leaf.span.line, leaf.span.column)
        for phrase in (paragraph.phrase, entry.phrase) for leaf in leaves(phrase) if isinstance(leaf, Text)
    ]  # fmt: skip
    assert places == [
        ("Foo ", 1, 1), ("bar ", 2, 3), (" ", 3, 5), ("b", 3, 7), ("*c", 3, 9),
        ("x ", 5, 4), ("y ", 6, 4), ("https://example.org", 6, 7),
    ]  # fmt: skip
    (citation,) = (leaf for leaf in leaves(paragraph.phrase) if isinstance(leaf, Citation))
    assert [(key, span.line, span.column) for key, span in citation.keys] == [("a", 2, 9), ("b", 3, 3)]
    assert (citation.span.line, citation.span.column) == (2, 7)
    assert (numbered.span.line, numbered.span.column) == (5, 1)


def test_a_leaf_is_cut_where_the_authors_line_ends() -> None:
    folded = Located("one two", ((0, Span("f", 3, 9)), (4, Span("f", 4, 5))))
    assert parse_inline(folded, Problems()) == (Text("one ", Span("f", 3, 9)), Text("two", Span("f", 4, 5)))


def test_text_is_composed() -> None:
    assert plain(parse_inline(located("cafe\u0301 *e\u0301*"), Problems())) == "caf\u00e9 \u00e9"


def test_plain_words_do_not_load_the_parser() -> None:
    program = (
        "import sys; from handout.text.markdown import *; from handout.source import *; from handout.problems import *;"
        "t = Located('Take 2 tablets, 5-10 mg & rest!', ((0, Span('f', 1, 1)),));"
        "parse_inline(t, Problems()); parse_blocks(t, Problems()); sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    "unit", ["word ", "*", "[", "**a ", "[@", "![", "[a](", "<", "- ", "> ", "a\n", "- a\n", "    ", "|a", "[@a; "]
)
def test_work_grows_with_the_length(unit: str) -> None:
    def parse(count: int) -> None:
        for text in (unit * count, f"**x** {unit * count}"):
            parse_blocks(located(text), Problems())
            parse_inline(located(text), Problems())

    parse(400)
    assert work(lambda: parse(400)) < 2.2 * work(lambda: parse(200))


@pytest.mark.parametrize(
    "typed",
    [
        "[example.org](https://www.example.org/a?b=c)",
        "[www.example.org/a](https://example.org/a)",
        "[example.org, the first](https://example.net/)",
        "[Care@Example.org](mailto:care@example.org?subject=Hello)",
        "[555-0100](tel:+1-555-0100)",
        "[0161 496 0000](tel:+441614960000)",
        "[۰۱۶۱ ۴۹۶ ۰۰۰۰](tel:+441614960000)",
        "[step 2.5](#two)",
        "[e.g. this](https://example.net/)",
    ],
)
def test_words_of_a_link_may_say_where_it_leads(typed: str) -> None:
    assert told(typed) == []
