"""PyYAML is imported without compiling its patterns, and is whole for whoever else uses it."""

import importlib
import re
import sys

import pytest

from handout import reading
from handout.reading import pyyaml
from handout.reading.pyyaml import yaml


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_its_own_loaders_read_as_ever(loader: type) -> None:
    read = yaml.load("{a: 1.5, b: 2020-01-02, c: yes, d: 0x1F, e: ~, f: 'é😀'}", loader)
    assert [str(value) for value in read.values()] == ["1.5", "2020-01-02", "True", "31", "None", "é😀"]


def test_its_reader_still_refuses_what_yaml_does_not_allow() -> None:
    with pytest.raises(yaml.reader.ReaderError):
        yaml.load("a: \x07", yaml.SafeLoader)


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "pyyaml", pyyaml)
    for name in [name for name in sys.modules if name == pyyaml.__name__ or name.partition(".")[0] == "yaml"]:
        monkeypatch.delitem(sys.modules, name)  # Whoever imported it before may have done so without ours.
    pattern = importlib.import_module(pyyaml.__name__).yaml.reader.Reader.NON_PRINTABLE
    assert not isinstance(pattern, re.Pattern)
    assert pattern.search("a\x07").start() == 1


def test_others_compile_theirs_at_once() -> None:
    assert isinstance(pyyaml._stand_in.compile("a+", re.IGNORECASE), re.Pattern)
    assert pyyaml._stand_in.escape is re.escape
