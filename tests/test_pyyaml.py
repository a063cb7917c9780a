"""PyYAML is imported without compiling its patterns, and is whole for whoever else uses it."""

import re

import pytest

from handout.reading import pyyaml
from handout.reading.pyyaml import yaml


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_its_own_loaders_read_as_ever(loader: type) -> None:
    read = yaml.load("{a: 1.5, b: 2020-01-02, c: yes, d: 0x1F, e: ~, f: 'é😀'}", loader)
    assert [str(value) for value in read.values()] == ["1.5", "2020-01-02", "True", "31", "None", "é😀"]


def test_its_reader_still_refuses_what_yaml_does_not_allow() -> None:
    with pytest.raises(yaml.reader.ReaderError):
        yaml.load("a: \x07", yaml.SafeLoader)


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    assert not isinstance(yaml.reader.Reader.NON_PRINTABLE, re.Pattern)
    assert yaml.reader.Reader.NON_PRINTABLE.search("a\x07").start() == 1


def test_others_compile_theirs_at_once() -> None:
    assert isinstance(pyyaml._stand_in.compile("a+", re.IGNORECASE), re.Pattern)
    assert pyyaml._stand_in.escape is re.escape
