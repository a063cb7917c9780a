"""A quoted string is read back as it was, by YAML and by nothing else than one string."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from handout.problems import Problems
from handout.reading import yaml_file
from handout.reading.characters import FORBIDDEN, GARBLED
from handout.reading.nodes import Mapping, Scalar
from handout.review.canonical import _UNSEEN, _settled, quoted

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS, TEXTS)
def test_two_texts_are_never_quoted_alike(one: str, other: str) -> None:
    assert (quoted(one) == quoted(other)) == (one == other)


@given(TEXTS)
def test_a_quoted_text_stays_on_its_line(text: str) -> None:
    assert len(quoted(text).splitlines()) == 1


@given(TEXTS.filter(lambda text: re.search(rf"{FORBIDDEN}|{GARBLED}|\n", text) is None))
def test_yaml_reads_back_what_was_quoted(text: str) -> None:
    problems = Problems()
    node = yaml_file.parse(f"key: {quoted(text)}\n".encode(), "x.yaml", problems)
    assert isinstance(node, Mapping)
    value = node.get("key")
    assert isinstance(value, Scalar)
    assert (value.text.text, [*problems]) == (unicodedata.normalize("NFC", text), [])


@given(st.text(st.sampled_from("ab é\t\n\r\f\v\u00a0"), max_size=12))
def test_any_run_of_blanks_is_one_space(text: str) -> None:
    assert _settled(text) == re.sub(r"[ \t\n\r\f\v]+", " ", unicodedata.normalize("NFC", text))


def test_nothing_that_a_screen_would_not_show_is_printable_to_python() -> None:
    """So `quoted` need not look for it in a text of which all is."""
    assert not [char for char in map(chr, range(0x110000)) if re.fullmatch(_UNSEEN, char) and char.isprintable()]
