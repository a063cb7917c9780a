"""A day at the desk in a real browser: files come out as the verbs make them, and nothing typed is lost."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from handout.desk import people
from handout.desk.people import Member, hashed
from handout.desk.pictures import png_of
from handout.desk.saving import DRAFTS
from support.desk import EDITOR, GO_TO, TEXT, Running, page_of, running, type_over, until
from support.faulty import TODAY, handout_yaml, make_project
from support.marking import mark
from support.node import need

pytestmark = pytest.mark.usefixtures("needed")


STEMS = ("wound", "moved", "knee", "cut", "rest", "burn", "marked", "apart", "pasted", "back")
"""One handout for each test that changes one: all share a desk and a browser, for both take long to start."""


def verb(desk: Running, *arguments: str) -> str:
    command = [sys.executable, "-P", "-m", "handout", *arguments, "--project", str(desk.root)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def picture(page: Any) -> str:
    return str(page.locator(".desk-page img").first.get_attribute("src"))


def shown(page: Any, text: str) -> Any:
    found = page.get_by_text(text).first
    found.wait_for()
    return found


def source(desk: Running, stem: str = "wound") -> str:
    return (desk.root / "content" / f"{stem}.yaml").read_text("utf-8")


def write_at(page: Any, desk: Running, stem: str) -> None:
    page.goto(f"{desk.home}/handout/{stem}")
    page.locator(".desk-page img[src]").first.wait_for()


def test_a_day_from_the_first_word_to_the_package(desk: Running, inside: Any) -> None:
    page = inside
    page.goto(desk.home)
    page.locator("a[href='/handout/wound']").click()
    page.locator(".desk-page img[src]").first.wait_for()

    first = picture(page)
    image = page.locator(".desk-page img").first
    assert until(lambda: image.evaluate("(one) => one.naturalWidth === one.clientWidth")), "dot for dot"
    type_over(page, "twice a day", "three times a day")
    assert until(lambda: picture(page) != first)
    type_over(page, "title:", "titel:")
    problem = page.get_by_role("button", name=re.compile("unknown key 'titel'"))
    problem.wait_for()
    assert until(lambda: page.locator(".desk-stale").count() == 1)
    problem.click()
    start = page.evaluate(TEXT).index("titel:")
    assert until(lambda: page.evaluate(f"{EDITOR}.state.selection.main.head") == start)
    assert page.evaluate("document.activeElement.classList.contains('cm-content')")
    type_over(page, "titel:", "title:")
    assert until(lambda: page.locator(".desk-stale").count() == 0)
    page.keyboard.press("Control+s")
    assert until(lambda: "three times a day" in source(desk))

    page.goto(f"{desk.home}/review/wound")
    shown(page, "Nobody has signed this handout yet.")
    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_role("button", name="Add the comment").click()
    shown(page, "First fill in: Comment")
    assert until(lambda: page.evaluate("document.activeElement.labels?.[0]?.innerText") == "Comment")
    assert until(lambda: page.get_by_label("The line it is about").input_value() == "2"), "that of the title"
    page.get_by_label("The line it is about").fill("9")
    page.get_by_label("Comment", exact=True).fill("With soap?")
    page.get_by_role("button", name="Add the comment").click()
    shown(page, "1. Ana Example")

    page.get_by_role("link", name="Edit").click()
    page.locator(".desk-page img[src]").first.wait_for()
    type_over(page, "three times a day", "three times a day, with soap")
    page.keyboard.press("Control+s")
    assert until(lambda: "three times a day, with soap" in source(desk))
    page.get_by_role("link", name="Review").click()
    page.get_by_label("Your name").fill("Ben Example")
    page.get_by_role("button", name="Close").click()
    shown(page, "No open comments")
    shown(page, "The text that is signed: sha256:")
    page.get_by_label("Name", exact=True).fill("Ben Example")
    page.get_by_label("Credentials").fill("M.D.")
    page.get_by_label("Review it again by").fill("2027-11-22")
    page.get_by_role("button", name="Sign", exact=True).click()
    shown(page, "signed content/wound.yaml")
    assert json.loads(verb(desk, "status", "--format=json", f"--today={TODAY}"))[-1]["state"] == "signed"

    page.goto(f"{desk.home}/release")
    shown(page, f"1 of {len(STEMS)} handouts are signed and in date")
    assert page.get_by_role("link", name="Your wound, knee", exact=True).get_attribute("href") == "/review/knee"
    page.get_by_role("button", name="Make what is signed").click()
    shown(page, "To sign or correct what was left out, open it in the list below.")
    assert "handout sign" not in page.locator(".desk-said").first.inner_text()
    assert until(lambda: (desk.root / "out" / "wound.pdf").is_file())
    page.get_by_role("button", name="Export").click()
    assert until(lambda: any((desk.root / "package").rglob("wound*.pdf")))
    page.goto(desk.home)
    page.get_by_role("row", name="Your wound").filter(has_text="standard").wait_for()
    assert "signed, in date, and byte for byte" in verb(
        desk, "verify", str(desk.root / "out" / "wound.pdf"), f"--today={TODAY}"
    )
    assert page.wrong == []


def test_a_handout_begins_like_its_kind_or_with_a_file_of_the_clinics(desk: Running, inside: Any) -> None:
    page = inside
    page.goto(desk.home)
    page.get_by_text("New handout").click()
    page.get_by_label("Or make it of a file").set_input_files(
        {"name": "Old Leaflet.md", "mimeType": "text/markdown", "buffer": b"# Your burn\n\nCool it with water.\n"}
    )
    page.get_by_role("link", name="Open old-leaflet").wait_for()
    assert "Cool it with water." in source(desk, "old-leaflet")
    page.get_by_role("button", name="Create").click()
    shown(page, "First fill in: Name of the file")
    page.get_by_label("Name of the file").fill("Going home")
    page.get_by_label("Start with").select_option("discharge")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url("**/handout/going-home")
    assert "signatures:" in source(desk, "going-home")


GIVE = """(one, [event, name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, {type: "image/png"}));
  const more = {bubbles: true, cancelable: true};
  const told = event === "paste" ? {clipboardData: data, ...more} : {dataTransfer: data, ...more};
  one.dispatchEvent(event === "paste" ? new ClipboardEvent(event, told) : new DragEvent(event, told));
}"""
"""Paste a picture into an element, or drop it there."""


def test_pictures_and_references_are_picked_not_typed(desk: Running, inside: Any) -> None:
    page = inside
    write_at(page, desk, "burn")
    page.get_by_text("Add a picture").click()
    page.get_by_label("The picture (PNG").set_input_files(
        {"name": "large.png", "mimeType": "image/png", "buffer": bytes(10_000_001)}
    )
    shown(page, "This file is larger than 10 MB")
    page.get_by_text("Add a picture").click()
    page.locator(".cm-content").click()
    page.locator(".cm-content").evaluate(GIVE, ["paste", "none.png", [1]])
    shown(page, "it is something else, not PNG")
    assert page.evaluate("document.activeElement.classList.contains('cm-content')")
    page.get_by_text("Add a picture").click()
    for event in ("paste", "drop"):
        page.locator(".cm-content").evaluate(GIVE, [event, "../Left Arm.PNG", [*png_of(bytes(30), 5, 2, 15, 3)]])
        shown(page, "images/left-arm.png is there.")
        assert until(lambda: page.evaluate("document.activeElement.labels?.[0]?.innerText.startsWith('What it shows')"))
        page.get_by_text("Add a picture").click()
    assert page.evaluate(TEXT) == source(desk, "burn")
    page.get_by_text("Add a picture").click()
    page.get_by_label("What it shows").fill('An arm: "left"')
    page.get_by_role("button", name="Put it below").click()
    page.get_by_text("Add a reference").click()
    page.get_by_label("Or paste one as RIS").fill(
        json.dumps({"id": "http://x/1", "type": "book", "title": "On Wounds", "issued": {"date-parts": [[2021]]}})
    )
    type_over(page, "Wash your hands twice a day.", "Wash your hands twice a day.")
    page.get_by_role("button", name="Add it and cite it").click()
    shown(page, "Cited [on-wounds-2021]")
    page.get_by_role("button", name="Save").click()
    shown(page, "Saved at")
    text = source(desk, "burn")
    assert "Wash your hands twice a day. [@on-wounds-2021]" in text
    assert "- figure:" in text and 'alt: "An arm: \\"left\\""' in text
    assert not (desk.root / "Left Arm.PNG").exists()
    assert "error" not in verb(desk, "check", "content/burn.yaml")


def test_a_translation_is_written_beside_its_source(desk: Running, inside: Any) -> None:
    page = inside
    write_at(page, desk, "rest")
    page.get_by_text("Languages").click()
    page.get_by_label("Translate into").fill("Spanish")
    page.get_by_role("button", name="Start the translation").click()
    shown(page, "'Spanish' names no language here.")
    page.get_by_label("Translate into").fill("español")
    page.get_by_role("button", name="Start the translation").click()
    page.wait_for_url("**/handout/rest.es")
    page.locator(".cm-content").wait_for()
    page.get_by_role("button", name="Beside its source").click()
    for field, typed in (("Washing", "Lav"), ("Washing", ""), ("Your wound", "Su herida")):
        page.get_by_label(field, exact=True).fill(typed)
        page.get_by_label(field, exact=True).press("Tab")
    shown(page, "Not saved yet")
    page.get_by_role("button", name="Save").click()
    assert until(lambda: "Su herida" in source(desk, "rest.es"))
    assert all(f"(translate) {left}" in source(desk, "rest.es") for left in ("Washing", "Wash your hands twice a day."))

    path = desk.root / "content" / "rest.es.yaml"
    path.with_name("rest.yaml").write_text(source(desk, "rest").replace("Washing", "Water"), "utf-8")
    page.get_by_label("Water", exact=True).wait_for()
    assert page.get_by_label("Water", exact=True).evaluate("(one) => [one.lang, one.labels[0].lang]") == ["es", "en-US"]
    path.with_name("rest.yaml").write_text(f"{source(desk, 'rest')}disclaimer: For information only.\n", "utf-8")
    finished = source(desk, "rest.es").replace("(translate) ", "")
    path.write_text(f"{finished}disclaimer: Solo para su información.\n", "utf-8")
    shown(page, "The file was changed elsewhere")
    page.get_by_role("button", name="Every text says what its source says today").click()
    assert until(lambda: page.evaluate("document.activeElement.matches(':has(> .desk-said)')"))
    assert "\nfollows:" in source(desk, "rest.es")
    page.get_by_role("button", name="Form", exact=True).click()
    page.get_by_label("Title", exact=True).wait_for()
    summaries = page.locator(".desk-form:visible summary").all_inner_texts()
    assert summaries == ["Title and purpose", "When to get help", "Washing"], "and none for what the program records"
    write_at(page, desk, "rest")
    page.get_by_text("Languages").click()
    page.get_by_role("button", name="Make it side by side with es").click()
    page.locator(".desk-said").first.wait_for()
    assert (desk.root / "out" / "rest.en+es.pdf").is_file(), page.locator(".desk-said").first.inner_text()


def test_marks_in_a_pdf_become_comments_at_their_lines(desk: Running, inside: Any) -> None:
    verb(desk, "build", "content/marked.yaml", f"--today={TODAY}")
    inside.goto(f"{desk.home}/review/marked")
    inside.locator(".desk-page img[src]").first.wait_for()
    with inside.expect_download() as download:
        inside.get_by_role("button", name="Download the PDF").click()
    assert download.value.suggested_filename == "marked.pdf"
    assert download.value.path().read_bytes() == (desk.root / "out" / "marked.pdf").read_bytes()
    pdf = mark(download.value.path(), desk.root / "with-marks.pdf", "twice a day", "How long?")
    inside.get_by_label("Your name").fill("Ben Example")
    inside.get_by_label("Or a PDF from here with marks").set_input_files(pdf)
    shown(inside, "2. Ana Example")
    line = source(desk, "marked").split("twice")[0].count("\n") + 1
    told = inside.locator(".desk-bar").filter(has_text="How long?").inner_text()
    assert "Ana Example" in told and f"line {line}" in told
    pdf.write_bytes(b"no PDF")
    inside.get_by_label("Or a PDF from here with marks").set_input_files(pdf)
    shown(inside, "This is not a PDF.")


def test_a_print_for_one_patient_leaves_nothing_behind(desk: Running, inside: Any) -> None:
    page = inside
    before = sorted(desk.root.rglob("*"))
    page.goto(f"{desk.home}/print/knee")
    page.get_by_label("The patient's name").fill('Ana "M" Example: #1')
    page.get_by_role("button", name="Add a medicine").click()
    page.get_by_label("Name and strength").fill("Aspirin 100 mg")
    page.get_by_role("button", name="Print it though").click()
    shown(page, "Medicine 1: error[E06]")
    page.get_by_label("Morning").fill("1 tablet")
    page.get_by_role("button", name="Print", exact=True).click()
    shown(page, "nobody has signed it")
    assert page.locator(".desk-said").filter(has_text="handout sign").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Print it though").click()
    words = "".join(one.extract_text() for one in pypdf.PdfReader(download.value.path()).pages)
    assert 'Ana "M" Example: #1' in words and "1 tablet" in words and "Wash your hands" in words
    assert sorted(desk.root.rglob("*")) == before
    assert page.wrong == []


def test_a_text_that_moved_is_not_signed(desk: Running, inside: Any) -> None:
    page = inside
    page.goto(f"{desk.home}/review/moved")
    shown(page, "The text that is signed: sha256:")
    path = desk.root / "content" / "moved.yaml"
    path.write_text(source(desk, "moved").replace("twice", "once"), "utf-8")
    page.get_by_label("Name", exact=True).fill("Ben Example")
    page.get_by_label("Credentials").fill("M.D.")
    page.get_by_label("Review it again by").fill("2027-11-22")
    page.get_by_role("button", name="Sign", exact=True).click()
    shown(page, "not signed: the text has changed since it was read")
    assert not (desk.root / "content" / "reviews" / "moved.yaml").exists()


def test_the_form_changes_its_words_and_nothing_else(desk: Running, inside: Any) -> None:
    page = inside
    write_at(page, desk, "knee")
    before = source(desk, "knee").replace("a wound clean", "a wound dry")
    page.get_by_role("button", name="Form").click()
    # What stands there for a moment needs quotes; what is left does not.
    page.get_by_label("Purpose", exact=True).fill("How: ")
    shown(page, "Not saved yet")
    page.get_by_label("Purpose", exact=True).fill("How to keep a wound dry.")
    page.get_by_label("Title", exact=True).fill("Your knee: rest")
    page.get_by_label("Title", exact=True).press("Tab")
    shown(page, "Not saved yet")
    page.get_by_role("button", name="Save").click()
    shown(page, "Saved at")
    assert source(desk, "knee") == before.replace("Your wound", "Your knee: rest")

    # Another saves while somebody is in a field, and while something stands in it that was not left.
    page.get_by_label("Title", exact=True).focus()
    (desk.root / "content" / "knee.yaml").write_text(source(desk, "knee").replace("twice a day", "often"), "utf-8")
    shown(page, "The file was changed elsewhere; this is the new text.")
    assert page.evaluate("document.activeElement.labels[0].innerText") == "Title"
    page.get_by_label("Title", exact=True).fill("Your knee")
    shown(page, "Not saved yet")
    (desk.root / "content" / "knee.yaml").write_text(source(desk, "knee").replace("Washing", "Water"), "utf-8")
    page.get_by_role("button", name="Take both changes").click()
    assert until(lambda: page.evaluate("document.activeElement.classList.contains('desk-two')"))
    page.get_by_role("button", name="Save").click()
    after = before.replace("Your wound", "Your knee").replace("twice a day", "often").replace("Washing", "Water")
    assert until(lambda: source(desk, "knee").replace('"', "") == after.replace('"', "")), source(desk, "knee")


def paste(field: Any, text: str) -> None:
    """Put a text in place of what is selected, as from another program."""
    field.evaluate(
        """(field, text) => {
          field.focus();
          if (field.select) field.select();
          const data = new DataTransfer();
          data.setData("text/plain", text);
          field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, cancelable: true, bubbles: true}));
        }""",
        text,
    )


def test_a_list_that_is_pasted_from_word_is_one_in_the_form_and_can_be_in_the_source(
    desk: Running, inside: Any
) -> None:
    page = inside
    write_at(page, desk, "pasted")
    page.get_by_role("button", name="Form").click()
    page.get_by_text("Washing", exact=True).first.click()
    field = page.get_by_label("Text 1").first
    paste(
        field,
        "Wash:\r\n•\tyour\t hands\r\n•\tyour foot\vor arm\ufeff\r\nThen:\r\n1.\tSit.\r\n2.\tWait.\r\n",
    )
    pasted = "Wash:\n\n- your hands\n- your foot\nor arm\n\nThen:\n\n1. Sit.\n2. Wait."
    assert until(lambda: field.input_value() == pasted), field.input_value()
    field.press("Tab")
    shown(page, "Not saved yet")
    page.get_by_role("button", name="Save").click()
    assert until(lambda: json.dumps(pasted) in source(desk, "pasted"))
    assert "error" not in verb(desk, "check", "content/pasted.yaml")

    page.get_by_role("button", name="Source").click()
    page.evaluate(GO_TO, "How to")
    paste(page.locator(".cm-content"), "Wash:\r\n•\tyour hands\r\n•\tyour foot\r\n")
    page.get_by_role("button", name="Put it in as words").click()
    assert until(lambda: page.evaluate("document.activeElement.classList.contains('cm-content')"))
    page.get_by_role("button", name="Save").click()
    assert until(lambda: 'purpose: "Wash:\\n\\n- your hands\\n- your footHow to' in source(desk, "pasted"))
    assert page.wrong == []


def test_the_form_brings_a_block_and_what_is_wrong_in_it_leads_to_its_field(desk: Running, inside: Any) -> None:
    page = inside
    before = source(desk, "apart")
    write_at(page, desk, "apart")
    page.get_by_role("button", name="Form").click()
    page.get_by_text("Washing", exact=True).first.click()
    page.get_by_label("Add at the end of this section").select_option("medicines and when to take them")
    page.get_by_role("button", name="Put it in").click()
    entered = "document.activeElement.labels?.[0]?.innerText"
    assert until(lambda: page.evaluate("document.activeElement.value") == "(write)")
    assert page.evaluate("[document.activeElement.lang, document.activeElement.dir]") == ["en-US", "auto"]
    page.keyboard.type("Metoprolol")
    page.get_by_role("button", name="'(write)' was left").last.click()
    assert until(lambda: page.evaluate(entered) == "Notes")
    page.get_by_role("button", name="Take out: Medicines and when to take them, Medicine 1: Metoprolol").click()
    shown(page, "Medicines and when to take them, Medicine 1: Metoprolol is the only entry: a list cannot be empty")
    page.get_by_role("button", name="Take out: Medicine 1: Metoprolol, Notes").click()
    assert until(lambda: page.evaluate(entered) == "Bedtime")
    page.locator(".desk-page img").first.click(position={"x": 150, "y": 90})
    assert until(lambda: page.evaluate(entered) == "Title")
    page.get_by_role("button", name="Save").click()
    shown(page, "Saved at")
    assert '- name: "Metoprolol"' in source(desk, "apart") and "notes" not in source(desk, "apart")
    page.get_by_role("button", name="Take out: Medicines and when to take them", exact=True).click()

    page.get_by_label("Name", exact=True).wait_for(state="detached")

    # A choice, a number, a key that the handout lacked, and a section that moves.
    page.get_by_label("Add at the end of this section").select_option("how many people out of how many")
    page.get_by_role("button", name="Put it in").click()
    page.get_by_label("How many people", exact=True).fill("3")
    page.get_by_label("Add at the end of this section").select_option("a box with a note or a warning")
    page.get_by_role("button", name="Put it in").click()
    assert page.get_by_label("Kind of box", exact=True).locator("option").first.inner_text() == "(write) (choose one)"
    page.get_by_label("Kind of box", exact=True).select_option("a warning")
    page.get_by_label("Add to this handout").select_option("Published on")
    page.get_by_role("button", name="Add it").click()
    assert until(lambda: page.evaluate(entered) == "Published on")
    page.keyboard.type("2026-11-22")
    page.get_by_label("Add to this handout").select_option("Section")
    page.get_by_role("button", name="Add it").click()
    assert until(lambda: page.evaluate(entered) == "Heading")
    page.keyboard.type("Rest")
    page.get_by_role("button", name="Up: Section 2: Rest").click()
    page.get_by_role("button", name="Save").click()
    assert until(lambda: "heading: Washing" in source(desk, "apart").partition('heading: "Rest"')[2])
    text = source(desk, "apart")
    assert "medicines:" not in text and "in: 3\n" in text and 'tone: "warning"' in text
    assert 'published: "2026-11-22"\npurpose:' in text
    (desk.root / "content" / "apart.yaml").write_text(before, "utf-8")


def test_what_somebody_else_saves_is_merged_or_shown(desk: Running, inside: Any) -> None:
    page = inside
    write_at(page, desk, "cut")
    type_over(page, "twice a day", "often")
    shown(page, "Not saved yet")
    path = desk.root / "content" / "cut.yaml"
    path.write_text(source(desk, "cut").replace("Your wound", "Your cut"), "utf-8")
    shown(page, "Somebody else saved this file while you were typing.")
    page.get_by_role("button", name="Take both changes").click()
    page.get_by_role("button", name="Save").click()
    assert until(lambda: "often" in source(desk, "cut") and "Your cut" in source(desk, "cut"))


def test_what_was_typed_outlives_a_desk_that_is_killed(chromium: Any, tmp_path: Path) -> None:
    text = handout_yaml("      - Wash your hands twice a day.\n", title="Your wound")
    with running(make_project(tmp_path, wound=text), TODAY) as desk:
        page = page_of(chromium)
        page.goto(desk.entry)
        write_at(page, desk, "wound")
        type_over(page, "twice a day", "before each meal")
        assert until(lambda: any((desk.root / DRAFTS).glob("*.json")), 30)
        desk.kill()
    assert "twice a day" in source(desk)
    with running(desk.root, TODAY) as again:
        page = page_of(chromium)
        page.goto(again.entry)
        page.goto(f"{again.home}/handout/wound")
        page.get_by_role("button", name="Take it up again").click()
        page.get_by_role("button", name="Save").click()
        assert until(lambda: "before each meal" in source(desk))


def test_a_click_on_the_page_goes_to_its_line(desk: Running, inside: Any) -> None:
    page = inside
    write_at(page, desk, "rest")
    page.locator(".desk-page img").first.click(position={"x": 150, "y": 90})
    page.locator(".desk-here").first.wait_for()


def test_nobody_comes_in_without_the_address_or_with_one_that_was_used(
    desk: Running, inside: Any, chromium: Any
) -> None:
    page = page_of(chromium)
    assert page.goto(f"{desk.home}/handout/wound").status == 401
    assert page.goto(desk.entry).status == 401


@pytest.fixture(scope="module")
def desk_of_people(needed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk where Ana has a name and a password."""
    folder = tmp_path_factory.mktemp("people")
    root = make_project(folder / "clinic", wound=handout_yaml("      - Wash your hands twice a day.\n"))
    ana = Member(name="Ana Example", credentials="M.D.", roles=("clinical",), password=hashed("long enough"))
    people.add(folder / "people.yaml", ana)
    with running(root, TODAY, "--people", str(folder / "people.yaml")) as desk:
        yield desk


def test_where_people_have_names_a_sign_off_takes_name_and_role_from_there(
    chromium: Any, desk_of_people: Running
) -> None:
    desk = desk_of_people
    page = page_of(chromium)
    page.goto(f"{desk.home}/review/wound")
    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    shown(page, "Name or password is wrong.")
    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_label("Password").fill("long enough")
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{desk.home}/review/wound")
    shown(page, "The text that is signed: sha256:")
    assert page.get_by_label("Credentials").count() == 0
    waiting = page.context.new_page()
    waiting.goto(desk.home)
    waiting.get_by_label("Show", exact=True).select_option("waits for me")
    shown(waiting, "1 of 1 handouts")
    page.get_by_label("Review it again by").fill("2027-11-22")
    page.get_by_role("button", name="Sign", exact=True).click()
    shown(page, "Name or password is wrong.")
    page.get_by_label("Password").fill("long enough")
    page.get_by_role("button", name="Sign", exact=True).click()
    shown(page, "signed content/wound.yaml")
    waiting.reload()
    waiting.get_by_label("Show", exact=True).select_option("waits for me")
    shown(waiting, "0 of 1 handouts")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log in").wait_for()
    assert page.goto(f"{desk.home}/handout/wound").url.endswith("/login")
    assert "name: Ana Example" in (desk.root / "content" / "reviews" / "wound.yaml").read_text("utf-8").replace('"', "")


WRITTEN = ".cm-content[aria-label], .desk-page img[src], .desk-problem"
READY = {
    "/": "tbody a",
    "/handout/back.es": WRITTEN,
    "/handout/wound": WRITTEN,
    "/review/wound": ".desk-page img[src], .desk-said",
    "/release": "li a",
    "/print/wound": "input",
    "/help": "h2",
    "/handout/none": "h1",
    "/nowhere": "h1",
}
"""For each page what stands on it once it is whole."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def flaws(page: Any, path: str) -> list[tuple[object, ...]]:
    """What axe finds on the page that is open: wide; dark, and as narrow as at 400 %. And what scrolls sideways."""
    found: list[tuple[object, ...]] = []
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate((need("axe-core") / "axe.min.js").read_text("utf-8"))
    for width, scheme in ((1500, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme=scheme)
        # The editor is dressed anew with the next frame.
        page.evaluate("new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
        told = page.evaluate("(tags) => axe.run(document, {runOnly: tags})", RULES)
        found += [(path, width, rule["id"], rule["nodes"][0]["html"][:150]) for rule in told["violations"]]
        across = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [(path, width, "scrolls sideways", across)] if across > 1 else []
    page.set_viewport_size({"width": 1500, "height": 1000})
    page.emulate_media(color_scheme="light")
    return found


def test_axe_finds_nothing_on_any_page_however_narrow(desk: Running, inside: Any) -> None:
    found = []
    translation = source(desk, "back").replace("en-US", "es") + "disclaimer: Solo para su información.\n"
    path = desk.root / "content" / "back.es.yaml"
    path.write_text(translation, "utf-8")
    for address, ready in READY.items():
        inside.goto(f"{desk.home}{address}")
        for part in ready.split(", "):
            inside.locator(part).first.wait_for()
        found += flaws(inside, address)
    path.unlink()
    assert found == []


def test_axe_finds_nothing_where_somebody_logs_in(chromium: Any, desk_of_people: Running) -> None:
    page = page_of(chromium)
    page.goto(desk_of_people.home)
    assert flaws(page, "/login") == []
    page.get_by_label("Your name").fill("Ana Example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("alert").wait_for()
    assert flaws(page, "/login, refused") == []


def test_who_comes_back_by_the_back_button_is_offered_what_they_typed(desk: Running, inside: Any) -> None:
    write_at(inside, desk, "back")
    type_over(inside, "twice a day", "three times a day")
    drafts = desk.root / DRAFTS
    assert until(lambda: any("three times" in draft.read_text("utf-8") for draft in drafts.glob("back+*.json")))
    inside.get_by_role("link", name="Review").click()
    inside.get_by_role("heading", name="Review: back").wait_for()
    inside.go_back()
    shown(inside, "There is a text that was typed and not saved")
    path = desk.root / "content" / "back.yaml"
    path.write_text(source(desk, "back").replace("Your wound", "Your old wound"), "utf-8")
    shown(inside, "The file was changed elsewhere")
    inside.get_by_role("button", name="Take it up again").click()
    shown(inside, "three times a day")
    shown(inside, "Your old wound")


def test_a_file_that_is_gone_is_told_and_never_called_saved(desk: Running, inside: Any) -> None:
    write_at(inside, desk, "apart")
    path, text = desk.root / "content" / "apart.yaml", source(desk, "apart")
    path.unlink()
    shown(inside, "content/apart.yaml is not there any more")
    told = inside.get_by_role("button", name="Write the file again").element_handle()
    inside.get_by_role("button", name="Save").click()
    # What the save says takes the place of what was said before.
    assert until(lambda: not told.evaluate("(one) => one.isConnected"))
    shown(inside, "content/apart.yaml is not there any more")
    assert not path.exists()
    path.write_text(text, "utf-8")
    inside.get_by_role("button", name="Write the file again").wait_for(state="detached")
    path.unlink()
    inside.get_by_role("button", name="Write the file again").click()
    shown(inside, "Saved at")
    assert path.read_text("utf-8") == text


def test_an_empty_library_says_how_to_begin(desk: Running, inside: Any) -> None:
    content = desk.root / "content"
    content.rename(desk.root / "elsewhere")
    try:
        inside.goto(desk.home)
        shown(inside, "There is no handout here yet. Start one above.")
        assert inside.get_by_text("there is no folder").count() == 0
    finally:
        (desk.root / "elsewhere").rename(content)


def test_an_address_that_is_none_says_so_and_leads_back(desk: Running, inside: Any) -> None:
    for path, said in {"/nowhere": "There is no such page", "/handout/none": "There is no such handout"}.items():
        inside.goto(f"{desk.home}{path}")
        inside.get_by_role("heading", name=said).wait_for()
    inside.get_by_role("link", name="Library").click()
    inside.get_by_role("heading", name="Library").wait_for()


def test_what_is_wrong_in_another_file_is_named_with_it_and_leads_nowhere(desk: Running, inside: Any) -> None:
    clinic = desk.root / "content" / "clinic.yaml"
    whole = clinic.read_text("utf-8")
    clinic.write_text(whole.replace("phone:", "phnoe:"), "utf-8")
    try:
        inside.goto(f"{desk.home}/handout/apart")
        shown(inside, "Error, content/clinic.yaml, line 2")
        shown(inside, "The pages of this text will stand here")
        assert inside.get_by_role("button", name=re.compile("phnoe")).count() == 0
        inside.goto(f"{desk.home}/review/apart")
        shown(inside, "Error, content/clinic.yaml, line 2")
        inside.get_by_role("button", name="Download the PDF").click()
        shown(inside, "There is no PDF of this text")
    finally:
        clinic.write_text(whole, "utf-8")


def test_the_worksheet_stands_beside_what_changed_and_not_in_its_place(desk: Running, inside: Any) -> None:
    inside.goto(f"{desk.home}/review/apart")
    shown(inside, "Nobody has signed this handout yet.")
    inside.get_by_role("button", name="Worksheet").click()
    inside.get_by_role("heading", name="Worksheet", exact=True).wait_for()
    shown(inside, "PEMAT-P")
    shown(inside, "Nobody has signed this handout yet.")


def test_a_text_too_large_for_the_editor_says_so_and_has_a_form(desk: Running, inside: Any) -> None:
    from handout.desk.editor import LARGEST

    path = desk.root / "content" / "large.yaml"
    path.write_text(source(desk, "apart") + f"# {'Long. ' * 20}\n" * (LARGEST // 120), "utf-8")
    try:
        inside.goto(f"{desk.home}/handout/large")
        shown(inside, "This text is too large for the editor here.")
        inside.get_by_role("button", name="Form").click()
        inside.get_by_label("Title", exact=True).fill("Your cut")
        inside.get_by_role("button", name="Save").click()
        assert until(lambda: "Your cut" in source(desk, "large"))
    finally:
        path.unlink()


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(desk: Running, inside: Any) -> None:
    path = desk.root / "content" / "latin.yaml"
    path.write_bytes("title: Café\n".encode("latin-1"))
    try:
        for address in ("handout", "review"):
            inside.goto(f"{desk.home}/{address}/latin")
            shown(inside, "this file is not UTF-8")
            shown(inside, "save the file as UTF-8")
    finally:
        path.unlink()


def test_a_text_with_no_value_has_no_form(desk: Running, inside: Any) -> None:
    (desk.root / "content" / "blank.yaml").write_text("# Nothing yet.\n", "utf-8")
    try:
        inside.goto(f"{desk.home}/handout/blank")
        shown(inside, "this file is empty")
        inside.get_by_role("button", name="Form").click()
        shown(inside, "There is no form for this text")
        assert "Traceback" not in desk.told
    finally:
        (desk.root / "content" / "blank.yaml").unlink()


def test_the_library_says_which_files_are_no_handouts(desk: Running, inside: Any) -> None:
    ward = desk.root / "content" / "ward"
    ward.mkdir()
    try:
        (ward / "apart.yaml").write_text(source(desk, "apart"), "utf-8")
        inside.goto(desk.home)
        shown(inside, "'apart' is the name of two handouts")
    finally:
        (ward / "apart.yaml").unlink()
        ward.rmdir()


def test_what_was_sent_is_named_without_the_folder_it_lay_in(desk: Running, inside: Any) -> None:
    inside.goto(desk.home)
    inside.get_by_text("New handout").click()
    inside.get_by_label("Or make it of a file").set_input_files(
        {"name": "Old.docx", "mimeType": "application/octet-stream", "buffer": b"no Word file"}
    )
    assert shown(inside, "it is not a Word file").inner_text() == "old.docx: it is not a Word file, or a damaged one"
