"""What all suites share: how generated tests run, and the fixtures of more than one file.

Generated tests run the same examples each time, however slow the machine. `make fuzz` looks further.
"""

import gc
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from support.desk import Running, browser, need_desk, page_of, running_with

settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

# Run with nohup or behind an &, the suite begins with these ignored, and so would whatever it starts.
for name, usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)

# No file of a test need outlive a power cut; to wait until each could took 7 % of the time of those that write. What is
# no open file is refused as ever.
os.fsync = os.fstat  # type: ignore[assignment]

# Of what is made while tests are gathered nothing becomes rubbish: looking for it took a quarter of that time.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on rubbish is looked for, but not among the tests themselves."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="module")
def needed() -> None:
    need_desk()


@pytest.fixture(scope="module")
def chromium(needed: None) -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def desk(needed: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk on a handout for each of the module's `STEMS`: all its tests share it, for it takes long to start."""
    with running_with(tmp_path_factory.mktemp("desk"), request.module.STEMS) as found:
        yield found


@pytest.fixture(scope="module")
def inside(desk: Running, chromium: Any) -> Any:
    """A page of a browser that was let in."""
    page = page_of(chromium)
    page.goto(desk.entry)
    return page


@pytest.fixture
def own_book(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No fonts but those that are installed; the fonts of this process are left as they were."""
    from handout.pdf.text import font_book

    monkeypatch.delenv(font_book.FONT_PATH, raising=False)
    yield
    monkeypatch.undo()
    font_book.use(())
