"""Whatever an author types: nothing fails, nothing is lost, and every character can be found in the file again.

The witness is the source itself. Everything kept (words, link targets, citation keys, list numbers) is laid beside what
was typed, with the blanks and the characters that CommonMark uses as marks taken out of both.
"""

import unicodedata
from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from handout.problems import Problems
from handout.source import Located
from handout.text import markdown
from handout.text.markdown import MdBlock, MdParagraph, parse_blocks, parse_inline, phrases
from handout.text.phrase import Citation, Link, Phrase, Text, leaves
from test_markdown import located

MARKS = "*_\\[]()<>@;-+#=`~|:"
PIECES = [
    *MARKS, "a", "B", "é", "日", "1.", "2)", "- ", "\n", "\n\n", "  \n", "\\\n", "    ", " ", "**", "[@a]", "[@a; @b]",
    "[x](https://example.org)", "<https://example.org>", "[x](#id)", "&amp;", "!", "![", "](", "word", '"', "5",
    "\u00a0",
]  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), include_characters="\n"), max_size=60),
).map(lambda text: unicodedata.normalize("NFC", text))


def kept(blocks: tuple[MdBlock, ...]) -> Iterator[str]:
    """Everything that was kept, in the order it was typed."""
    for block in blocks:
        if isinstance(block, MdParagraph):
            yield from kept_of(block.phrase)
        else:
            numbers = block.numbers or ("",) * len(block.items)
            for number, item in zip(numbers, block.items, strict=True):
                yield number
                yield from kept(item)


def kept_of(phrase: Phrase) -> Iterator[str]:
    for part in phrase:
        match part:
            case Text():
                yield part.text
            case Citation():
                yield "".join(key for key, _ in part.keys)
            case Link():
                words = "".join(kept_of(part.children))
                yield words if words == part.target else words + part.target
            case _:
                yield from kept_of(getattr(part, "children", ()))


def bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS and not char.isspace())


def same(found: str, typed: str) -> bool:
    """Nothing lost. An address may be typed with `&amp;` for `&` (CommonMark 0.31.2, 6.3); all else stays as typed."""
    if bare(found) == bare(typed):
        return True
    return "](" in typed and bare(typed).replace("&amp", "&") == bare(found).replace("&amp", "&")


@settings(max_examples=300)
@given(texts)
def test_no_character_is_lost_from_paragraphs_and_lists(text: str) -> None:
    problems = Problems()
    found = parse_blocks(located(text), problems)
    if not problems.has_errors:
        assert same("".join(kept(found)), text)


@settings(max_examples=300)
@given(texts.map(lambda text: text.replace("\n", " ")))
@example("[@a](&amp;2)")
def test_no_character_is_lost_from_a_line(text: str) -> None:
    problems = Problems()
    found = parse_inline(located(text), problems)
    assert same("".join(kept_of(found)), text)


@settings(max_examples=300)
@given(texts)
def test_every_character_stands_where_its_leaf_says(text: str) -> None:
    lines = [f"{line}\n" for line in text.split("\n")]
    for phrase in phrases(parse_blocks(located(text), Problems())):
        for leaf in leaves(phrase):
            if isinstance(leaf, Text):
                typed = lines[leaf.span.line - 1][leaf.span.column - 1 :][: len(leaf.text)]
                assert typed.replace("\n", " ") == leaf.text


@settings(max_examples=300)
@given(st.text(max_size=80))
def test_nothing_that_can_be_typed_makes_the_parser_fail(text: str) -> None:
    source = Located(text, located("").anchors)
    for phrase in (parse_inline(source, Problems()), *phrases(parse_blocks(source, Problems()))):
        assert all(unicodedata.is_normalized("NFC", leaf.text) for leaf in leaves(phrase) if isinstance(leaf, Text))


BEGINNINGS = ["", "*", "**", "* ", "_", "__ ", "- ", "+", "1. ", "1)a", "***", "> ", "[a]: ", "<b>", "\\", " "]


@settings(max_examples=250)
@given(st.sampled_from(BEGINNINGS), texts)
def test_a_line_by_itself_is_what_the_parser_of_blocks_makes_of_it(begins: str, text: str) -> None:
    typed = located((begins + text.replace("\n", " ")).strip())
    problems, witness = Problems(), Problems()
    blocks = parse_blocks(typed, problems)
    assert blocks == markdown._parsed_blocks(typed, witness)
    assert [str(told) for told in problems if told.code != "E27"] == [str(told) for told in witness]
