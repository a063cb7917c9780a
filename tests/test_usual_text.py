"""The usual text, read without a parser, is read exactly as the parser reads it."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handout.problems import Problems
from handout.text import markdown
from handout.text.content import Content
from handout.text.markdown import MARK, parse_blocks
from handout.text.phrasing import marked_phrase
from handout.text.usual_blocks import usual_blocks
from handout.text.usual_marks import usual_phrase
from test_markdown import located

PIECES = [
    *"*_[]()<>\\!;@-+#=|.,:\"'&`~5éa日\u00a0\u00bf", "\n", "\n\n", "  \n", " ", "  ", "- ", "\n- ", "\n2. ", "1. ",
    "2) ", "one", "One two", "**one**", " **one two** ", " *one*", "*a.* ", "[@a]", "[@a; @b-1]", " [@a].", "](", "![",
    "[b c](#d)", "[x](https://example.org/y)", "[x](https://-:)", "#d",
    "\n١. ", "٢", "१. a", "１. ", "(x)", "\t", "12", "²", "\n***", "\n---", "\n| -", "“", "_a_",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(
        st.sampled_from(["one", " ", "\n", "- b", "\n\n", "\n- c", "\n3. d", "1. ", "*", "**", "[@a]", "e.", "5"])
    ).map("".join),
).map(lambda text: unicodedata.normalize("NFC", text))


@settings(max_examples=400)
@given(texts)
@example("one\n\n- a\n- b\n\ntwo **three** four [@a; @b].\nFive\n\n1. a\n7. b\n")
@example("- a\n\n- b")
@example("a\n- b")
@example("- a\n\n1. b")
@example("١. خذ قرصين صباحًا.\n٢. خذ قرصًا مساءً.")
@example("१. a\n२. b")
@example("１. a\n２. b")
def test_usual_blocks_are_those_of_the_parser(text: str) -> None:
    blocks = usual_blocks(text)
    if blocks is None or not text:
        return
    problems, parsed_problems = Problems(), Problems()
    typed = located(text)
    usual = tuple(markdown._usual_block(block, typed, problems) for block in blocks)
    assert usual == markdown._parsed_blocks(typed, parsed_problems)
    assert problems.found == parsed_problems.found


@settings(max_examples=400)
@given(texts.map(str.strip))
@example("one **two** three *four* [@a]\n*five.* [@b; @c].\n**six**, seven!")
@example("**a** *b*")
@example("[@a]\n[@b]")
@example("See [one two](#three), [four](https://example.org/five) [@a].")
@example("[one](https://)")
def test_usual_marks_are_those_of_the_parser(text: str) -> None:
    content = Content(text, located(text), ((0, 0),))
    phrase = usual_phrase(content)
    if phrase is None or "\n\n" in text:
        return
    problems = Problems()
    assert phrase == marked_phrase(content, problems)
    assert not problems.found


@pytest.mark.parametrize("text", ["One [@a].\n\nTwo **three** four.", "- one\n- **two** three", "1. one\n2. *two*"])
def test_the_usual_text_needs_no_parser(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.delattr(markdown, "_parsed_blocks")
    monkeypatch.delattr(markdown, "marked_phrase")
    assert MARK.search(text)
    assert parse_blocks(located(text), Problems())
