"""Two people, each in a browser of their own, write one handout at once: neither loses a word."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from handout.desk import people
from handout.desk.people import Member, hashed
from handout.desk.saving import DRAFTS
from support.desk import Running, browser, need_desk, page_of, running, type_over, until
from support.faulty import TODAY, handout_yaml, make_project

NAMES = ("Ana Example", "Ben Example")
STEMS = ("apart", "across", "again", "left")
BODY = "      - Wash your hands twice a day.\n      - Rest.\n      - Drink water.\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    need_desk()
    root = tmp_path_factory.mktemp("desk")
    for name in NAMES:
        people.add(
            root / "people.yaml", Member(name=name, credentials="M.D.", roles=(), password=hashed("long enough"))
        )
    project = make_project(root / "clinic", **dict.fromkeys(STEMS, handout_yaml(BODY)))
    with running(project, TODAY, "--people", str(root / "people.yaml")) as found:
        yield found


@pytest.fixture(scope="module")
def pages(desk: Running) -> Iterator[list[Any]]:
    """A page of each, logged in, in two processes that share nothing."""
    with browser() as one:
        other = one.browser_type.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        yield [_logged_in(chromium, desk, name) for chromium, name in zip((one, other), NAMES, strict=True)]
        other.close()


def _logged_in(chromium: Any, desk: Running, name: str) -> Any:
    page = page_of(chromium)
    page.goto(desk.entry)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill("long enough")
    page.get_by_role("button", name="Log in").click()
    page.get_by_text(name).first.wait_for()
    return page


def _opened(pages: list[Any], desk: Running, stem: str) -> Path:
    for page in pages:
        page.goto(f"{desk.home}/handout/{stem}")
        page.locator(".desk-page img[src]").first.wait_for()
    return desk.root / "content" / f"{stem}.yaml"


def _write_the_same_line(ana: Any, ben: Any) -> None:
    """Ana saves before Ben does."""
    type_over(ana, "twice a day", "often")
    type_over(ben, "twice a day", "before meals")
    ana.get_by_role("button", name="Save").click()


def test_what_two_change_apart_is_all_kept(desk: Running, pages: list[Any]) -> None:
    ana, ben = pages
    path = _opened(pages, desk, "apart")
    type_over(ana, "twice a day", "often")
    type_over(ben, "Drink water.", "Drink tea.")
    ana.get_by_role("button", name="Save").click()
    ben.get_by_role("button", name="Take both changes").wait_for()
    type_over(ben, "Drink tea.", "Drink tea, slowly.")
    _until_kept(desk, "slowly")
    ben.get_by_role("button", name="Take both changes").click()
    ben.get_by_role("button", name="Save").click()
    assert until(lambda: "Drink tea, slowly." in path.read_text("utf-8"))
    assert "often" in path.read_text("utf-8")
    assert until(lambda: "slowly" in _text(ana))


def test_where_two_change_one_line_the_second_chooses_and_what_was_typed_since_is_in_it(
    desk: Running, pages: list[Any]
) -> None:
    ana, ben = pages
    path = _opened(pages, desk, "across")
    _write_the_same_line(ana, ben)
    ben.get_by_role("button", name="Take mine").wait_for()
    assert ben.get_by_role("button", name="Take both changes").count() == 0
    shown = _difference(ben)
    assert "often" in shown and "before meals" in shown
    type_over(ben, "Rest.", "Rest a lot.")
    _until_kept(desk, "Rest a lot.")
    ben.get_by_role("button", name="Take mine").click()
    ben.get_by_role("button", name="Save").click()
    assert until(lambda: "before meals" in path.read_text("utf-8"))
    assert "Rest a lot." in path.read_text("utf-8")


def test_who_chose_before_typing_on_in_the_same_line_is_asked_again(desk: Running, pages: list[Any]) -> None:
    ana, ben = pages
    path = _opened(pages, desk, "again")
    _write_the_same_line(ana, ben)
    take_theirs = ben.get_by_role("button", name="Take what is in the file")
    take_theirs.wait_for()
    type_over(ben, "before meals", "before each meal")
    _until_kept(desk, "before each meal")
    take_theirs.click()
    assert until(lambda: "before each meal" in _difference(ben))
    assert "before each meal" in _text(ben)
    take_theirs.click()
    assert until(lambda: "often" in _text(ben))
    assert "often" in path.read_text("utf-8")


NOTE_WHAT_IS_SENT = """() => {
  const send = window.socket.emit.bind(window.socket);
  window.sent = [];
  window.socket.emit = (...told) => { window.sent.push(told); return send(...told) };
}"""


def test_nobody_speaks_for_a_page_of_somebody_elses(desk: Running, pages: list[Any]) -> None:
    """With the numbers of the page and of what listens there, which only its own browser knows."""
    ana, ben = pages
    for page in pages:
        page.goto(desk.home)
        page.locator("tbody tr").first.wait_for()
    ana.evaluate(NOTE_WHAT_IS_SENT)
    ana.get_by_label("Show", exact=True).select_option("changed")
    ana.get_by_text(f"0 of {len(STEMS)} handouts").wait_for()
    message = next(told for told in ana.evaluate("window.sent") if told[0] == "event")[1]
    ben.evaluate("(told) => window.socket.emit('event', told)", {**message, "args": ['[0, "all"]']})
    # What is Ben's own comes after it, so that by its answer the other has been looked at.
    ben.get_by_label("Show", exact=True).select_option("changed")
    ben.get_by_text(f"0 of {len(STEMS)} handouts").wait_for()
    assert ana.locator("tbody tr").count() == 0
    ana.evaluate("(told) => window.socket.emit('event', told)", {**message, "args": ['[0, "all"]']})
    ana.get_by_text(f"{len(STEMS)} of {len(STEMS)} handouts").wait_for()


def test_what_names_no_page_is_passed_over_without_a_word(desk: Running, pages: list[Any]) -> None:
    _, ben = pages
    ben.goto(desk.home)
    ben.locator("tbody tr").first.wait_for()
    before = desk.told
    for event in ("event", "handshake", "javascript_response", "ack", "log"):
        for message in (None, [], "a", 1, {}, {"client_id": None}, {"client_id": [1]}, {"client_id": {"a": 1}}):
            ben.evaluate("([event, message]) => window.socket.emit(event, message)", [event, message])
        ben.evaluate("(event) => window.socket.emit(event)", event)
    ben.get_by_label("Show", exact=True).select_option("changed")
    ben.get_by_text(f"0 of {len(STEMS)} handouts").wait_for()
    assert desk.told == before


def test_who_leaves_in_one_tab_leaves_all(desk: Running, pages: list[Any]) -> None:
    ana, ben = pages
    one = _logged_in(ana.context.browser, desk, NAMES[0])
    other = one.context.new_page()
    other.goto(f"{desk.home}/handout/apart")
    other.locator(".desk-page img[src]").first.wait_for()
    one.get_by_role("button", name="Log out").click()
    for page in (one, other):
        page.wait_for_url("**/login")
    ben.goto(desk.home)
    ben.get_by_text(NAMES[1]).first.wait_for()


def test_what_was_typed_before_one_left_is_offered_to_who_comes_back_at_once(desk: Running, pages: list[Any]) -> None:
    page = _logged_in(pages[0].context.browser, desk, NAMES[0])
    page.goto(f"{desk.home}/handout/left")
    page.locator(".desk-page img[src]").first.wait_for()
    type_over(page, "Drink water.", "Drink warm water.")
    _until_kept(desk, "warm water")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    again = _logged_in(pages[0].context.browser, desk, NAMES[0])
    again.goto(f"{desk.home}/handout/left")
    again.get_by_role("button", name="Take it up again").click()
    again.get_by_text("Drink warm water.").first.wait_for()


def _until_kept(desk: Running, words: str) -> None:
    """Wait until what was typed has come to the desk: it keeps it as a draft."""
    assert until(lambda: any(words in path.read_text("utf-8") for path in (desk.root / DRAFTS).glob("*.json")))


def _difference(page: Any) -> str:
    """What the bar shows as the difference; a bar that asks anew is closed again."""
    if page.locator(".desk-bar details[open]").count() == 0:
        page.get_by_text("Show the difference").click()
    return str(page.locator(".desk-bar pre").inner_text())


def _text(page: Any) -> str:
    return str(page.locator(".cm-content").inner_text())
