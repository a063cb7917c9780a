"""Modules that are put off are there when something asks for them."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handout.late.modules import late_modules, sealed_modules
from support.faulty import handout_yaml, make_project, paragraph


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that is there once the module was loaded."""
    mark = tmp_path / "loaded"
    text = f"open({str(mark)!r}, 'w').close()\nCOLOUR = 'red'\ndef double(number): return 2 * number\n"
    (tmp_path / "patient_module.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield mark
    sys.modules.pop("patient_module", None)


def test_a_late_module_is_loaded_when_a_name_of_it_is_asked_for(loaded: Path) -> None:
    late_modules("patient_module", "no_module_of_this_name")
    import patient_module  # type: ignore[import-not-found]

    assert not loaded.exists()
    assert patient_module.COLOUR == "red"
    assert loaded.exists()
    assert patient_module.double(3) == 6
    assert sys.modules["patient_module"] is patient_module


def test_a_late_module_lacks_what_the_true_one_lacks(loaded: Path) -> None:
    late_modules("patient_module")
    import patient_module

    with pytest.raises(AttributeError, match="nothing"):
        _ = patient_module.nothing


def test_a_function_of_a_sealed_module_loads_it_when_called(loaded: Path) -> None:
    with sealed_modules("patient_module"):
        from patient_module import double
    assert not loaded.exists()
    assert double(4) == 8
    assert loaded.exists()


def test_a_sealed_module_is_the_true_one_afterwards(loaded: Path) -> None:
    with sealed_modules("patient_module"):
        import patient_module
    import patient_module

    assert patient_module.COLOUR == "red"


def test_a_log_that_nobody_reads_is_not_kept() -> None:
    program = (
        "import sys\nfrom handout.late.modules import unheard_log\nwith unheard_log():\n    import logging as early\n"
        "log = early.getLogger('x')\nlog.debug('%s', 1)\nlog.warning('told')\n"
        "import logging\nprint(logging is early, logging.getLogger('x').name)\n"
        "with unheard_log():\n    import logging as late\nprint(late is logging)"
    )
    run = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("False x\nTrue\n", "")


def test_a_build_does_not_load_what_it_does_not_use(tmp_path: Path) -> None:
    """Each of these costs a cold start a millisecond or more."""
    unwanted = {"_compat_pickle", "asyncio", "email", "logging", "mdurl", "pypdf", "random", "tempfile", "uuid"}
    make_project(tmp_path, wound=handout_yaml(paragraph("*Wash **all** your* [hands](https://example.org).")))
    command = [sys.executable, "-P", "-X", "importtime", "-m", "handout", "build", "--project", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert {"handout.pdf.canvas", "markdown_it.main"} <= loaded
    assert unwanted & loaded == set()


def test_threads_that_ask_at_once_all_get_the_whole_module(loaded: Path) -> None:
    source = Path(sys.path[0]) / "patient_module.py"
    source.write_text("import time\ntime.sleep(0.05)\nCOLOUR = 'red'\n", "utf-8")
    late_modules("patient_module")
    module = sys.modules["patient_module"]
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: module.COLOUR, range(8))) == {"red"}


def test_a_module_that_cannot_be_loaded_says_so_each_time(loaded: Path) -> None:
    source = Path(sys.path[0]) / "patient_module.py"
    source.write_text("raise ImportError('no such luck')\n", "utf-8")
    late_modules("patient_module")
    for _ in range(2):
        with pytest.raises(ImportError, match="no such luck"):
            _ = sys.modules["patient_module"].COLOUR
