"""Whatever is typed, in any style of YAML: it is read as it was typed, or something is told.

The witness knows neither YAML nor CommonMark. It lays lines with marks of lists in front below one another, each with a
word of its own, and asks where that word was printed: a line that looks like an entry of a list begins a block, and no
sign beside a digit is lost.
"""

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from handout.content.left_overs import check_left_overs
from handout.problems import Problems
from handout.reading.nodes import Mapping, Scalar
from handout.reading.yaml_file import parse
from handout.text.markdown import MdBlock, MdParagraph, parse_blocks
from handout.text.phrase import Break, Phrase, Text, leaves

LIST_MARKS = [
    "- ", "* ", "+ ", "1. ", "2. ", "3) ", "12. ", "• ", "▪", "– ", "— ", "a) ", "(2) ", "ii) ", "① ", "☐ ", "-",
    "−\u00a0", "-\u00a0", "✓ ", "➢ ", "·\u00a0", "● ", "○ ", "٣. ",
]  # fmt: skip
WORDS = [
    "2*5 mL", "3*B", "*rest*", "**now**", "+ 2 kg", "- 5 °C", "5-10 mg", "4[@a]", "tea[@a]", "120/80", "~3", "<4",
    "> 38", "a_b", "5 * 3", "x", "½ cup", "1 1/2", "2+2", r"2\*2", "±1", "#4", "50%", "[@a]", "8:30", "=", "**B**ig",
    "`c`", "|", "and", "Then rest.", "or:", "1.5", "(2)",
]  # fmt: skip
INDENTS = ["", "", "", "  ", "    "]
STYLES = ["|", ">", "plain", '"', "'"]

lines = st.tuples(
    st.sampled_from(INDENTS), st.sampled_from(["", "", *LIST_MARKS]), st.lists(st.sampled_from(WORDS), max_size=3)
)
texts = st.lists(st.one_of(lines, st.none()), min_size=1, max_size=5)


def typed_lines(text: list[tuple[str, str, list[str]] | None]) -> list[str]:
    """Line after line; each has a word of its own behind its mark, an absent one is empty."""
    return [
        "" if line is None else f"{line[0]}{line[1]}word{number} {' '.join(line[2])}".rstrip()
        for number, line in enumerate(text)
    ]


def yaml_of(typed: list[str], style: str) -> str:
    match style:
        case "|" | ">":
            return f"a: {style}\n" + "".join(f"  {line}".rstrip() + "\n" for line in typed)
        case "plain":
            return "a: " + "\n   ".join(typed) + "\n"
        case '"':
            return 'a: "' + "\n   ".join(typed).replace("\\", "\\\\") + '"\n'
        case _:
            return "a: '" + "\n   ".join(typed).replace("'", "''") + "'\n"


def paragraphs(blocks: tuple[MdBlock, ...]) -> Iterator[Phrase]:
    for block in blocks:
        if isinstance(block, MdParagraph):
            yield block.phrase
        else:
            for number, item in zip(block.numbers or ("",) * len(block.items), block.items, strict=True):
                yield () if not number else (Text(number, block.span), Break())
                yield from paragraphs(item)


def read(yaml: str) -> tuple[list[str], bool]:
    """The text of each paragraph, a break as a line end; whether something was told."""
    problems = Problems()
    node = parse(yaml.encode(), "x.yaml", problems)
    text = node.get("a") if isinstance(node, Mapping) else None
    if not isinstance(text, Scalar):
        return [], True
    blocks = parse_blocks(text.text, problems)
    found = list(paragraphs(blocks))
    check_left_overs(found, "en", problems)
    printed = [
        "".join(
            leaf.text if isinstance(leaf, Text) else "\n" if isinstance(leaf, Break) else "" for leaf in leaves(part)
        )
        for part in found
    ]
    return printed, len(problems) > 0


def read_untold(text: list[tuple[str, str, list[str]] | None], style: str) -> tuple[list[str], list[str]]:
    """The lines as typed and the paragraphs as printed; none where something was told, or nothing can be typed so."""
    typed = typed_lines(text)
    if not any(typed) or (style == "plain" and not typed[0]):
        return [], []
    printed, is_told = read(yaml_of(typed, style))
    return ([], []) if is_told else (typed, printed)


@settings(max_examples=300)
@given(texts, st.sampled_from(STYLES))
def test_a_line_that_looks_like_an_entry_begins_a_block_or_is_told(
    text: list[tuple[str, str, list[str]] | None], style: str
) -> None:
    typed, printed = read_untold(text, style)
    if not typed:
        return
    for number, line in enumerate(text):
        if line is not None and line[1]:
            [before] = [part.partition(f"word{number}")[0] for part in printed if f"word{number}" in part]
            first = before.rpartition("\n")[2].strip(" \u00a0")
            assert first in {"", line[1].strip(" \u00a0")}, (typed, printed)


@settings(max_examples=300)
@given(texts, st.sampled_from(STYLES))
def test_no_digit_and_no_sign_beside_a_digit_is_lost_unsaid(
    text: list[tuple[str, str, list[str]] | None], style: str
) -> None:
    typed, printed = read_untold(text, style)
    if not typed:
        return
    whole = "".join(printed)
    wanted = re.sub(r"\\(?=[*])", "", "\n".join(typed))
    assert re.findall(r"\d", whole) == re.findall(r"\d", wanted), (typed, printed)
    beside = r"[-+*~<>=±/#%](?=\d)|(?<=\d)[-+*/%]"
    assert len(re.findall(beside, whole)) >= len(re.findall(beside, wanted)), (typed, printed)
