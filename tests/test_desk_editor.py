"""What is typed at the desk is what is saved: on a slow line, by keyboard alone, in a narrow window."""

from typing import Any

import pytest

from support.desk import EDITOR, GO_TO, TEXT, Running, until

pytestmark = pytest.mark.usefixtures("needed")
STEMS = ("slow", "anew", "keys", "narrow")
SLOW_LINE = """(wait) => {
  const send = window.socket.emit.bind(window.socket);
  let last = Promise.resolve();
  window.socket.emit = (...told) => {
    last = last.then(() => new Promise((then) => setTimeout(then, wait))).then(() => send(...told));
    return window.socket;
  };
}"""
"""Whatever the browser tells takes so many milliseconds, one after the other."""
HELD_LINE = """() => {
  const send = window.socket.emit.bind(window.socket), kept = [];
  window.socket.emit = (...told) => { kept.push(told); return window.socket };
  window.release = () => { window.socket.emit = send; for (const told of kept) send(...told) };
}"""
"""Whatever the browser tells waits until it is let go."""


def source(desk: Running, stem: str) -> str:
    return (desk.root / "content" / f"{stem}.yaml").read_text("utf-8")


def write_at(page: Any, desk: Running, stem: str) -> None:
    page.goto(f"{desk.home}/handout/{stem}")
    page.locator(".desk-page img[src]").first.wait_for()


def test_keys_that_are_on_their_way_are_neither_taken_back_nor_misplaced(desk: Running, inside: Any) -> None:
    """While they are, the desk marks the line that is wrong by now: an update of the editor with an older text."""
    write_at(inside, desk, "slow")
    before = source(desk, "slow")
    inside.evaluate(SLOW_LINE, 150)
    inside.evaluate(GO_TO, "title:")
    inside.keyboard.type("abcdefghijklmnop")
    inside.locator(".cm-line.desk-error").first.wait_for()
    inside.keyboard.type("qrstuvwxyz")

    # Somebody asks to be led to it, and goes on elsewhere before the desk has heard.
    problem = inside.get_by_role("button", name="unknown key 'abcdefghijklmnopqrstuvwxyztitle'")
    problem.wait_for()
    inside.keyboard.press("Control+s")
    inside.get_by_text("Saved at").wait_for()
    inside.evaluate(HELD_LINE)
    problem.click()
    inside.keyboard.press("Control+End")
    inside.keyboard.insert_text("# a")
    inside.evaluate("window.release()")
    inside.get_by_text("Not saved yet").wait_for()
    inside.keyboard.insert_text("b")
    inside.keyboard.press("Control+s")
    typed = before.replace("title:", "abcdefghijklmnopqrstuvwxyztitle:") + "# ab"
    assert until(lambda: source(desk, "slow") == typed), source(desk, "slow")
    assert inside.evaluate(TEXT) == typed

    # In a field, while somebody else saves other words for it: whoever types is asked, and is left where they are.
    (desk.root / "content" / "slow.yaml").write_text(before, "utf-8")
    write_at(inside, desk, "slow")
    inside.get_by_role("button", name="Form").click()
    inside.get_by_label("Title", exact=True).press("End")
    inside.evaluate(SLOW_LINE, 2000)
    (desk.root / "content" / "slow.yaml").write_text(before.replace("Your wound", "Your knee"), "utf-8")
    inside.keyboard.insert_text(" abc")
    inside.get_by_role("button", name="Take mine").click()
    assert until(lambda: 'title: "Your wound abc"' in inside.evaluate(TEXT)), inside.evaluate(TEXT)
    title = inside.get_by_label("Title", exact=True)
    assert until(lambda: title.input_value() == "Your wound abc"), title.input_value()

    # All fields are made anew meanwhile, for somebody else has put in a text above: who types is in the same one.
    write_at(inside, desk, "anew")
    inside.get_by_role("button", name="Form").click()
    inside.get_by_text("Washing", exact=True).first.click()
    inside.get_by_label("Text 1", exact=True).press("End")
    inside.locator(".desk-here").first.wait_for()
    inside.evaluate(HELD_LINE)
    inside.keyboard.insert_text(" abc")
    more = before.replace("      - Wash", "      - Rest.\n      - Wash")
    (desk.root / "content" / "anew.yaml").write_text(more, "utf-8")
    inside.get_by_label("Text 2", exact=True).wait_for()
    assert until(lambda: inside.evaluate("document.activeElement.labels?.[0]?.innerText") == "Text 2")
    inside.keyboard.insert_text(" def")
    inside.evaluate("window.release()")
    both = more.replace("a day.", "a day. abc def")
    assert until(lambda: inside.evaluate(TEXT) == both), inside.evaluate(TEXT)
    assert inside.get_by_label("Text 2", exact=True).input_value() == "Wash your hands twice a day. abc def"


def tab_to(page: Any, holds: str) -> None:
    """Press Tab until what has the focus fulfils this, as somebody does who has no mouse."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const one = document.activeElement; return {holds}; }})()"):
            return
    raise AssertionError(f"Tab leads nowhere where {holds}")


def test_a_handout_is_written_and_saved_without_a_mouse(desk: Running, inside: Any) -> None:
    page = inside
    page.goto(desk.home)
    page.locator("a[href='/handout/keys']").wait_for()
    tab_to(page, "one.getAttribute('href') === '/handout/keys'")
    page.keyboard.press("Enter")
    page.locator(".desk-page img[src]").first.wait_for()
    page.locator(".cm-content[aria-label]").wait_for()

    tab_to(page, "one.classList.contains('cm-content')")
    page.keyboard.press("Control+End")
    page.keyboard.type("titel: x")
    page.get_by_role("button", name="unknown key 'titel'").wait_for()
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    assert until(lambda: page.evaluate(f"{EDITOR}.state.selection.main.head") > 0)
    page.keyboard.press("Shift+End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    tab_to(page, "one.textContent === 'Form'")
    page.keyboard.press("Enter")
    page.get_by_label("Title", exact=True).wait_for()
    tab_to(page, "one.tagName === 'TEXTAREA' && one.value === 'Your wound'")
    page.keyboard.press("Control+a")
    page.keyboard.type("Your knee")
    page.keyboard.press("Control+s")
    assert until(lambda: 'title: "Your knee"' in source(desk, "keys"))
    assert "titel" not in source(desk, "keys")
    assert page.wrong == []


def test_where_there_is_no_room_for_both_text_or_pages_are_seen(desk: Running, inside: Any) -> None:
    page = inside
    page.set_viewport_size({"width": 800, "height": 1000})
    page.goto(f"{desk.home}/handout/narrow")
    text, pages = page.locator(".cm-content"), page.locator(".desk-page img[src]").first
    text.wait_for()
    assert not pages.is_visible()
    page.get_by_role("button", name="Pages", exact=True).click()
    pages.wait_for()
    assert not text.is_visible()
    pages.click(position={"x": 150, "y": 90})
    text.wait_for()
    page.goto(f"{desk.home}/review/narrow")
    page.get_by_role("button", name="Pages", exact=True).click()
    pages.click(position={"x": 150, "y": 90})
    page.get_by_label("Comment", exact=True).wait_for()
    page.set_viewport_size({"width": 1500, "height": 1000})
    pages.wait_for()
    assert page.get_by_role("button", name="Pages", exact=True).count() == 0


def test_an_arabic_sentence_in_the_source_reads_from_right_to_left_and_what_it_cites_as_typed(
    desk: Running, inside: Any
) -> None:
    path = desk.root / "content" / "arabic.yaml"
    path.write_text(source(desk, "keys").replace("How to keep a wound clean.", "اغسل يديك [@who-2009]."), "utf-8")
    try:
        inside.goto(f"{desk.home}/handout/arabic")
        inside.get_by_text("no reference has the key").first.wait_for()
        places = """(words) => {
          const one = EDITOR, line = one.state.doc.toString().indexOf("purpose:");
          const text = one.state.doc.lineAt(line).text;
          return [...words].map((word) => one.coordsAtPos(line + text.indexOf(word), 1).left);
        }""".replace("EDITOR", EDITOR)
        in_order = ["purpose", ".", "[", "@who", "2009", "]", "يديك", "اغسل"]

        def stands() -> bool:
            found = inside.evaluate(places, in_order)
            return bool(found == sorted(found))

        assert until(stands), inside.evaluate(places, in_order)
        assert inside.wrong == []
    finally:
        path.unlink()
