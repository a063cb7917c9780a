"""Libraries are imported without what we never use of them, and whoever else wants them gets them whole."""

import subprocess
import sys

import pytest

CODE = """
import re
from handout.lean_import import patterns_at_first_use, without
"""


def run(code: str) -> None:
    """Run code in an interpreter of its own, where nothing is imported yet."""
    done = subprocess.run([sys.executable, "-P", "-c", CODE + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "import handout.text.commonmark\nfrom markdown_it import MarkdownIt\n"
        "assert 'm</em>' in MarkdownIt('gfm-like2', {'linkify': False}).render('*m* <b>h</b>')",
        "import handout.text.markdown_html\nfrom handout.text.commonmark import inline_tokens\n"
        "assert inline_tokens('*m*')[0][0].type == 'em_open'\nfrom markdown_it import MarkdownIt\nMarkdownIt()",
        "from handout.reading.pyyaml import yaml\nassert yaml.safe_load('{a: 1.5, b: 2020-01-02}')['a'] == 1.5\n"
        "yaml.load('a: [0x1F, yes, ~]', yaml.CSafeLoader)",
        "from handout.cli import main\ntry:\n    main(['--no-such'])\nexcept SystemExit:\n    pass\n"
        "import uuid\nassert uuid.UUID(int=1)",
        "import handout.text.commonmark, logging\nassert logging.getLogger('a').name == 'a'",
        "import handout.record, typing_extensions\nassert typing_extensions.TypedDict",
    ],
    ids=[
        "markdown-it after ours",
        "markdown-it before ours",
        "PyYAML's own loaders",
        "uuid",
        "logging",
        "typing_extensions",
    ],
)
def test_others_get_a_library_whole(code: str) -> None:
    run(code)


def test_patterns_are_compiled_when_they_are_first_used() -> None:
    run(
        "import sys\n"
        "with patterns_at_first_use():\n    import textwrap\n    assert textwrap.re.escape is re.escape\n"
        "assert sys.modules['re'] is re\n"
        "assert not isinstance(textwrap.TextWrapper.wordsep_re, re.Pattern)\n"
        "assert textwrap.wrap('ab cd', 3) == ['ab', 'cd']\n"
    )


def test_a_module_that_is_there_already_is_not_replaced() -> None:
    run(
        "import sys, json\n"
        "with without({'json': ('loads',), 'colorsys': ('hls_to_rgb',), 'wave': None}):\n"
        "    import colorsys\n    assert sys.modules['json'] is json\n    assert colorsys.hls_to_rgb() is not None\n"
        "    try:\n        import wave\n    except ImportError:\n        pass\n    else:\n        raise SystemExit(1)\n"
        "import colorsys\nassert colorsys.hls_to_rgb(0, 1, 0) == (1, 1, 1)\n"
    )
