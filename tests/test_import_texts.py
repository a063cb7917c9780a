"""HTML, Markdown and plain text become handouts: no word is lost, none is added."""

import string
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture

from handout.incoming.tree import CannotImport
from support.incoming import body, changed, left_out, made


def test_a_page_of_html(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html lang="es"><head><title>Rest | Clinic</title><style>p {}</style></head><body>
    <nav>Home Contact</nav><h1>Rest</h1><h2>Why</h2><p>You <b>must</b> rest<sup>2</sup>, <s>5</s> 6 days.<br>Then walk.
    <p>See <a href="https://example.org/a_(b)">this page</a>.<ul><li>one<ul><li>two</ul><li>three</ul>
    <ol start=3><li>go</ol><table><tr><th>Day<th>Dose<tr><td>Monday<td>5&nbsp;mg</table></body></html>"""
    found = made(tmp_path, "x.html", page)
    assert found.written.text.startswith("title: Rest\nlanguage: es\n")
    assert body(found) == (
        "  - heading: Why\n    body:\n      - |\n        You **must** rest², 6 days.\\\n        Then walk.\n"
        "      - See [this page](<https://example.org/a_(b)>).\n"
        "      - |\n        - one\n\n          - two\n        - three\n      - |\n        3. go\n"
        "      - table:\n            columns:\n              - Day\n              - Dose\n            rows:\n"
        '              - - Monday\n                - "5\u00a0mg"\n'
    )
    assert left_out(found) == [
        ("a menu of the page", "Home Contact"), ("struck out", "5"),
        ("the page's <title>, which a browser shows outside the page", "Rest | Clinic"),
    ]  # fmt: skip


def test_markdown_with_a_note_and_a_table(tmp_path: Path) -> None:
    text = "---\ntitle: Rest\n---\n\nRest well.[^a]\n\n"
    text += "| Day | Dose |\n|---|---|\n| Monday | 5 mg |\n\n[^a]: Smith, 2020.\n"
    found = made(tmp_path, "x.md", text)
    assert found.written.text.startswith("title: Rest\n")
    assert "      - Rest well.[@note-1]\n" in body(found)
    assert body(found).endswith("references:\n  - id: note-1\n    type: document\n    title: Smith, 2020.\n")


def test_what_other_dialects_of_markdown_read_is_pointed_out(tmp_path: Path) -> None:
    text = "# T\n\n[me@x.org] Wash [see @a, p. 3] H~2~O 10^9^ [x]{.y} $x^2$ for $5 to $6.^[Note.]"
    found = made(tmp_path, "x.md", f"{text}\n\n::: {{.note}}\nDry [it](x@y).\n:::\n")
    looks = [(one.reason, one.words) for one in found.incoming.telling.found if one.sort == "look"]
    assert [words for reason, words in looks if "citation" in reason] == ["[see @a, p. 3]"]
    assert [words for reason, words in looks if "typed" in reason] == [
        "H~2~", "0^9^", "]{.y}", "$x^2$", "^[Note.]", "::: {.note}", ":::",
    ]  # fmt: skip


def test_signs_of_other_dialects_that_a_whole_line_bears_are_pointed_out(tmp_path: Path) -> None:
    typed = [
        "## Head {#id}", "![a](b.png){width=5}", '!!! note "Dry it"', "> [!WARNING]", "==marked==", "[[Wiki]]", "[TOC]",
        ": a meaning", "*[BP]: pressure", "+---+---+", "| a line", "%%remark%%", ":warning:", "+++", "#. first",
        "(@) x", "----- -----",
    ]  # fmt: skip
    text = "\n\n".join(["!!! Call us: at 8:30:45 mix | a | b == c +++ d.", *typed, "| a | b |\n|---|---|\n| 1 | 2 |"])
    looks = [told for told in made(tmp_path, "x.md", text).incoming.telling.found if told.sort == "look"]
    pointed = [told.place for told in looks if "other programs" in told.reason]
    assert pointed == [f"line {2 * number + 3}" for number in range(len(typed))]


def test_what_markdown_shows_nowhere_is_in_the_report(tmp_path: Path) -> None:
    text = """# T

Rest <!-- for the team --> `<!-- kept -->` [here][1] or [there](https://example.org/b "a tip"),
A&ltB &copy; <u>now</u>.

| a | b |
|---|---|
| Rest | here | lost 3 |

```{warning} Do not drive
Wash
```

[1]: https://example.org/a
[2]:
  https://example.org/unused
"""
    assert left_out(made(tmp_path, "x.md", text)) == [
        ("a comment that no reader sees", "for the team"),
        ("what stands after the fence of code", "{warning} Do not drive"),
        ("an address that nothing leads to", "https://example.org/unused"),
        ("words that Markdown does not show", "lost 3"),
    ]


@pytest.mark.parametrize(
    ("text", "shown", "told"),
    [
        ("Do:\na) wash\nb) dry", "- |\n  Do:\\\n  a) wash\\\n  b) dry\n", True),
        ("**Do:**\na) wash\nb) dry", "- |\n  **Do:**\\\n  a) wash\\\n  b) dry\n", True),
        ("I. wash\nII. dry", "- |\n  I. wash\\\n  II. dry\n", True),
        ("• salt\n• water", "- |\n  - salt\n  - water\n", True),
        ("☐ wash\n☐ dry", "- checklist:\n      - wash\n      - dry\n", True),
        ("Do:\n2. wash\n3. dry", "- \"Do:\"\n- '2\\. wash'\n- '3\\. dry'\n", True),
        ("- Do\n    • wash\n    • dry", "- |\n  - Do\n\n    - wash\n    - dry\n", True),
        ("- Do\n\n    a) wash\n    b) dry", "- |\n  - Do\n\n    a) wash\\\n    b) dry\n", True),
        ("1. wash\n   it\n2. dry", "- |\n  1. wash it\n  2. dry\n", False),
        ("1. Take vitamin\n   A. Then rest.", "- |\n  1. Take vitamin A. Then rest.\n", False),
        ("Rest\n— so she says —\nand drink\n— water.", "- Rest — so she says — and drink — water.\n", False),
        ("```\na) x\nb) y\n```", "- |\n  a) x\\\n  b) y\n", False),
        ("Do\n\n    a) x\n    b) y", "- Do\n- |\n  a) x\\\n  b) y\n", False),
    ],
)
def test_lines_that_markdown_would_join_stay_apart(tmp_path: Path, text: str, shown: str, *, told: bool) -> None:
    found = made(tmp_path, "x.md", f"{text}\n")
    assert dedent(body(found).partition("body:\n")[2]) == shown
    looks = [one.reason for one in found.incoming.telling.found if one.sort == "look"]
    assert ("Markdown joins these lines: they are kept apart here" in looks) is told


def test_a_note_that_nothing_leads_to_is_told(tmp_path: Path) -> None:
    assert left_out(made(tmp_path, "x.md", "Rest.\n\n[^a]: Lost words.\n")) == [
        ("a note that nothing in the text leads to", "Lost words.")
    ]


def test_plain_text_with_headings_lists_and_lines(tmp_path: Path) -> None:
    text = "WASHING\n\nWash your hands.\nDry them.\n\n- soap\n\uf0b7\ttowel\n\n3. go on\n\n[ ] soap\n\uf0a8water\n"
    text += "\n\uf0e0call us\n"
    found = made(tmp_path, "x.txt", text)
    assert body(found) == (
        "  - heading: WASHING\n    body:\n"
        "      - |\n        Wash your hands.\\\n        Dry them.\n      - |\n        - soap\n        - towel\n"
        "      - |\n        3. go on\n      - checklist:\n            - soap\n            - water\n"
        '      - "→ call us"\n'
    )


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    line = "This is a line that was wrapped by an editor at about eighty letters, as editors do"
    assert f"      - {line} {line}\n" in body(made(tmp_path, "x.txt", f"{line}\n{line}\n"))


def test_columns_and_divided_words_of_a_text_are_pointed_out(tmp_path: Path) -> None:
    wrapped = "This is a line that was wrapped by an editor at about eighty letters, with one word that is di-"
    hung = "This is a line that was wrapped by an editor at about eighty letters, with fruit of long-\nand short- lived"
    listed = "One   gap\n\n1.\tfirst\n2.   second\n\no\tsoap\no\twater\n\n☐   yes\n✓   no\n"
    form = "Name:   ____\n____   Day:  ____\n"
    text = f"Aspirin    75 mg\nSalt\t1 g\n\n{listed}\n{form}\n{hung}\n\n{wrapped}\nvided here\n"
    looks = [told for told in made(tmp_path, "x.txt", text).incoming.telling.found if told.sort == "look"]
    assert [(told.place, told.words) for told in looks] == [("line 1", ""), ("line 21", "di- vided")]


def test_a_mark_that_stands_alone_on_its_line_begins_the_entry_below_it(tmp_path: Path) -> None:
    found = made(tmp_path, "x.txt", "Do:\n\n•\nwash\n•\ndry\n\nNow:\n\n☐\nwash\n☐\ndry\n\nThen:\n\na) ☐\n\n•\nrest\n")
    assert dedent(body(found).partition("body:\n")[2]) == (
        '- "Do:"\n- |\n  - wash\n  - dry\n- "Now:"\n- checklist:\n      - wash\n      - dry\n'
        '- "Then:"\n- a) ☐\n- |\n  - rest\n'
    )
    assert found.account.lost == ()


def test_text_of_windows_is_read_and_that_is_told(tmp_path: Path) -> None:
    found = made(tmp_path, "x.txt", "Sant\xe9".encode("cp1252"))
    assert "Santé" in body(found)
    assert [told.sort for told in found.incoming.telling.found] == ["look"]


def test_signs_that_were_lost_are_taken_and_pointed_out(tmp_path: Path) -> None:
    found = made(tmp_path, "x.txt", "Donâ€™t drive to the cafÃ©.")
    assert "Donâ€™t drive to the cafÃ©." in body(found)
    assert [told.words for told in found.incoming.telling.found if told.sort == "look"] == ["â€™ Ã©"]


def test_a_picture_of_the_web_is_not_fetched(tmp_path: Path) -> None:
    found = made(tmp_path, "x.html", '<p>Rest.</p><img src="https://example.org/a.png" alt="A bed">')
    assert changed(found) == ["a picture that is not beside the file is not taken: https://example.org/a.png"]
    assert left_out(found) == [("what that picture shows", "A bed")]


@pytest.mark.parametrize(
    ("address", "taken"), [("data:image/png;base64,{}", 1), ("data:image/png;base64,=", 0), ("data:,{}", 0)]
)
def test_a_picture_in_its_own_address_is_taken(tmp_path: Path, address: str, taken: int) -> None:
    whole = BytesIO()
    Picture.new("RGB", (300, 300), "navy").save(whole, "PNG")
    typed = address.format(b64encode(whole.getvalue()).decode())
    found = made(tmp_path, "x.html", f'<p>Rest.</p><img src="{typed}" alt="A bed">')
    assert len(found.written.pictures) == taken


def test_a_link_that_leads_nowhere_is_told_and_its_words_stay(tmp_path: Path) -> None:
    found = made(tmp_path, "x.html", '<p><a href="javascript:alert(1)">Rest</a> <a href="#top">up</a></p>')
    assert "      - Rest up\n" in body(found)
    assert len(changed(found)) == 2


_WORDS = st.text(string.ascii_letters + string.digits + string.punctuation + " áßж≥°½\u00a0", min_size=1, max_size=40)


@pytest.mark.parametrize("kind", ["txt", "html", "headings"])
def test_no_text_loses_or_gains_a_character(tmp_path: Path, kind: str) -> None:
    from html import escape

    @settings(max_examples=60)
    @given(st.lists(_WORDS, min_size=1, max_size=5))
    def holds(paragraphs: list[str]) -> None:
        if kind == "headings":
            text = "".join(
                f"<h2>{escape(w)}<br>{escape(w)}<div>{escape(w)}</div></h2>{escape(w)}<br><br>" for w in paragraphs
            )
        elif kind == "html":
            text = "".join(f"<p>{escape(words)}</p><ul><li>{escape(words)}</ul>" for words in paragraphs)
        else:
            text = "\n\n".join(paragraphs)
        found = made(tmp_path, "x.txt" if kind == "txt" else "x.html", text).account
        assert (found.lost, found.misplaced, found.added) == ((), (), ())

    holds()


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.md", "".join(f"{'  ' * deep}- word{deep}\n" for deep in range(60))), ("x.html", "<div>" * 60 + "word")],
)
def test_what_stands_too_deep_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(CannotImport, match="inside one another"):
        made(tmp_path, name, text)


def test_elements_of_looks_that_nothing_ends_are_read(tmp_path: Path) -> None:
    assert "word" in body(made(tmp_path, "x.html", "<font>" * 3000 + "word"))


def test_lists_stay_apart_and_are_numbered_as_a_browser_shows_them(tmp_path: Path) -> None:
    page = "<ol type=a><li>Wash<li>Dry</ol><ol reversed><li>x<li>y</ol><ol><li>one</ol><ol start=5><li>five</ol>"
    assert body(made(tmp_path, "x.html", page)).partition("body:\n")[2] == (
        "      - a. Wash\n      - b. Dry\n      - |\n        2. x\n        1. y\n"
        "      - |\n        1. one\n      - |\n        5. five\n"
    )


def test_boxes_in_lists_and_cells_stay_boxes(tmp_path: Path) -> None:
    page = "<ul><li>☐ soap<li>☐ water</ul><table><tr><td>☐ Yes<td>☐ No</table><ul><li><ul><li>deep</ul></ul>"
    found = body(made(tmp_path, "x.html", page))
    assert "      - checklist:\n            - soap\n            - water\n" in found
    assert '- - "☐ Yes"\n                - "☐ No"\n' in found
    assert "…" not in found


def test_tasks_in_markdown_are_boxes(tmp_path: Path) -> None:
    found = body(made(tmp_path, "x.md", "- [ ] soap\n- [ ] water\n\nThen\n\n- [ ] bring\n- [x] done\n"))
    assert "      - checklist:\n            - soap\n            - water\n" in found
    assert "        - ☐ bring\n        - ☒ done\n" in found


def test_what_was_filled_into_a_form_beforehand_is_in_the_report(tmp_path: Path) -> None:
    page = '<p>Name <input value="Ana"><input type=hidden value="secret">'
    assert left_out(made(tmp_path, "x.html", page)) == [("a field of a form", "Ana")]


def test_plain_text_keeps_apart_what_its_author_set_apart(tmp_path: Path) -> None:
    text = "1. Take off the dressing.\n   Slowly.\na) Wet it.\nCall us then.\n- soap\n[x] water\n+ 2 kg in a day\n"
    found = made(tmp_path, "x.txt", text)
    assert body(found).partition("    body:\n")[2] == (
        "      - |\n        1. Take off the dressing. Slowly.\n      - a) Wet it.\n      - Call us then.\n"
        "      - |\n        - soap\n        - ☒ water\n      - '\\+ 2 kg in a day'\n"
    )


def test_a_page_shows_raised_figures_equations_and_ticked_boxes(tmp_path: Path) -> None:
    page = """<p>10<span style="vertical-align: super">9</span> and 10<sup>9/L</sup>, <math><mn>1</mn></math> tablet
    <ul><li><input type="checkbox" checked> soap<li><input type="checkbox"> water</ul>"""
    found = made(tmp_path, "x.html", page)
    assert "10⁹ and 10⁹/L, (write: what an equation says) tablet" in body(found)
    assert "- ☒ soap\n        - ☐ water" in body(found)
    assert [told.words for told in found.incoming.telling.found if told.sort == "changed"] == ["/L"]


def test_letters_of_a_symbol_font_are_the_signs_that_they_show(tmp_path: Path) -> None:
    page = """<p>5 <font face="Symbol">m</font>g from <span style='font-family:Symbol, serif'>³ <b>m</b></span>
    <font face="Wingdings"><span style="font-family: Arial">m</span>Y</font> <span style="mso-hide:all">x</span></p>"""
    found = made(tmp_path, "x.html", page)
    assert "5 µg from ≥ **µ** mY" in body(found)
    assert changed(found) == ["letters of a symbol font whose signs nobody can tell stand as letters"]
    assert (found.account.lost, left_out(found)) == ((), [("hidden", "x")])


def test_what_a_page_shows_otherwise_than_it_is_typed_is_told(tmp_path: Path) -> None:
    page = """<style>.z {font-size: 0} .up {text-transform: uppercase} .n::before {content: "Note: "}</style>
    <p><span class="z">tiny</span> <span style="left: -999px">far</span> <b class="up">loud</b> <i class="n">5 mg</i>"""
    found = made(tmp_path, "x.html", page)
    assert "tiny far **loud** *5 mg*" in body(found)
    assert changed(found) == [
        "words that a page hides by their size, place or clearness are taken: see that they belong here",
        "words that the page shows in capitals stand as they were typed",
        "words that the page's style sheet adds are not taken",
    ]


def test_markdown_keeps_the_stars_and_numbers_that_were_typed(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        "x.md",
        "Mix 2*5*3 mL.\n\n8. water\n3. salt\n\nAsk <your nurse> [now](https://example.org/2*5).\n\n+ 2 kg\n",
    )
    assert "[now](https://example.org/2*5)" in body(found)
    assert "Mix 2\\*5\\*3 mL." in body(found) and "8. water\n        3. salt" in body(found)
    assert left_out(found) == [("a tag that no browser knows, and none shows", "<your nurse>")]
    assert [told.words for told in found.incoming.telling.found if told.sort == "look"] == ["+ 2 kg"]


def test_a_private_sign_in_markdown_is_told_and_no_star(tmp_path: Path) -> None:
    found = made(tmp_path, "x.md", "Mix 2*5 \ue000mL.\n")
    assert "Mix 2\\*5 mL." in body(found)
    assert [told.partition(":")[0] for told in changed(found)] == ["a character that no handout may hold is left out"]


def test_a_font_is_what_a_style_names_for_latin_letters(tmp_path: Path) -> None:
    page = """<p><span style="FONT-FAMILY: Symbol">m</span> <span style="font: bold 12pt Symbol">m</span>
    <span style="mso-bidi-font-family: Symbol">m</span> <span style="font: 7pt Arial, Symbol">m</span></p>"""
    assert "µ µ m m" in body(made(tmp_path, "x.html", page))


def test_an_address_between_angle_brackets_is_told_and_an_element_of_a_program_is_not(tmp_path: Path) -> None:
    page = "<p>Write to <mary-ann@example.org>, see <https://example.org>.<o:p></o:p> <app-root>Rest.</app-root></p>"
    words = [words for _, words in left_out(made(tmp_path, "x.html", page))]
    assert words == ["<mary-ann@example.org>", "<https://example.org>"]


def test_a_caption_is_that_of_its_own_picture(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    figure = '<figure><img src="none.png" alt="B"><figcaption>The second</figcaption></figure>'
    found = made(tmp_path, "x.html", f'<h1>T</h1><p>Say <q>ah</q>.</p><img src="a.svg" alt="A">{figure}')
    assert "Say “ah”." in body(found)
    assert "caption" not in body(found) and "- The second\n" in body(found)


def test_the_looks_that_a_pages_own_sheet_gives_by_class_count(tmp_path: Path) -> None:
    """As Google Docs and Word write them: a dose that was struck out is none, and a raised 9 is no 9."""
    sheet = """@import url(x); @page {size: a4} p{margin:0} .old{color:red;text-decoration:line-through}
    p.up, .up{vertical-align:super} .no , .x{display:none} .b{font-weight:700} .i{font-style:italic}
    @media print { .kept { display: none } } .a .kept{display:none} /* .kept{display:none} */"""
    page = f"""<style>{sheet}</style><h1>T</h1><p><span class="old">5 mg</span> <span class="kept b">10 mg</span>
    of 10<span class="up">9</span> <b class="i" style="font-weight:normal">now</b><p class="c no">gone
    <ul><li class="no">hidden<li style="text-decoration:line-through">struck<li>stays</ul>"""
    found = made(tmp_path, "x.html", page)
    assert '- "**10 mg** of 10⁹ *now*"\n' in body(found) and "- stays\n" in body(found)
    assert left_out(found) == [
        ("struck out", "5 mg"), ("hidden", "gone"), ("hidden", "hidden"), ("struck out", "struck"),
    ]  # fmt: skip


def test_a_list_is_numbered_as_its_style_has_it(tmp_path: Path) -> None:
    page = """<style>.r{list-style: upper-roman inside} ul.no li::before{content: "\\002717  "} .l > li:before {
    content: "" counter(c, lower-latin) ") " } .two>li:before{content: counter(a) "." counter(b) " "}
    h2::after{content: counter(h)} .fa::before{content:"\\f058"} .w::after{content:'Only adults'}</style>
    <ol style="list-style-type:lower-alpha"><li>x</ol><ol class="r"><li>y</ol><ul class="no"><li>wine</ul>
    <ol class="l" start=2><li>z</ol><ul style="list-style-type:'✓ '"><li>tea</ul><ol class="two w"><li>u</ol>"""
    found = made(tmp_path, "x.html", page)
    lines = [line.strip() for line in body(found).splitlines()[2:]]
    assert lines == ["- a. x", "- I. y", "- |", "- ✗ wine", "- b) z", "- |", "- ✓ tea", '- "1 u"']
    assert changed(found)[:2] == [
        "numbers that the page's style sheet counts are not taken",
        "words that the page's style sheet adds are not taken",
    ]
    assert "numbers that the page draws of several parts: see that they are right" in [
        told.reason for told in found.incoming.telling.found if told.sort == "look"
    ]


def test_the_lists_of_google_docs_stand_inside_one_another(tmp_path: Path) -> None:
    page = """<ol class="a lst-kix_x1-0 start" start="1"><li>Wash</ol><ol class="lst-kix_x1-1 start"><li>soap</ol>
    <ol class="lst-kix_x1-0" start="2"><li>Rest</ol><p>Then</p><ol class="lst-kix_x1-0" start="3"><li>Go</ol>"""
    assert body(made(tmp_path, "x.html", page)).partition("body:\n")[2] == (
        "      - |\n        1. Wash\n\n           1. soap\n        2. Rest\n      - Then\n      - |\n        3. Go\n"
    )


def test_a_page_that_word_saved_has_its_lists_and_no_comments(tmp_path: Path) -> None:
    def line(level: int, label: str, words: str, font: str = "Arial") -> str:
        mark = f"<span style='mso-list:Ignore'>{label}<span>&nbsp; </span></span>"
        mark = f"<![if !supportLists]><span style='font-family:{font}'>{mark}</span><![endif]>"
        return f"<p style='text-indent:-.25in;mso-list:l0 level{level} lfo1'>{mark}{words}</p>"

    page = (
        line(1, "1.", "Wash") + line(1, "2.", "Dry") + "<p>Then"
        + line(1, "·", "soap", "Symbol") + line(2, "o", "soft") + line(1, "ü", "water", "Wingdings")
        + line(1, "a)", "go")
        + "<p>Rest<span style='mso-special-character:comment'>[A1]</span>"
        + "<div style='mso-element:comment-list'><p class=MsoCommentText>How long?</div>"
    )  # fmt: skip
    found = made(tmp_path, "x.html", page)
    assert body(found).partition("body:\n")[2] == (
        "      - |\n        1. Wash\n        2. Dry\n      - Then\n"
        "      - |\n        - soap\n\n          - soft\n        - ✓ water\n      - a) go\n      - Rest\n"
    )
    assert left_out(found) == [("a comment in the margin", "[A1]"), ("a comment in the margin", "How long?")]


def test_the_number_that_word_saved_in_a_heading_stays(tmp_path: Path) -> None:
    page = "<h1>T</h1><h2 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1. </span>Rest</h2>"
    assert 'heading: "1. Rest"' in body(made(tmp_path, "x.html", page))


def test_what_a_sheet_adds_to_nothing_and_numbers_that_a_list_has_anyhow_are_not_told(tmp_path: Path) -> None:
    sheet = '.file:not(.x)::after{content: "Browse"} ol > li::before{content: counter(i) ". "}'
    page = f"<style>{sheet}</style><ol><li>Rest</ol>"
    assert changed(made(tmp_path, "x.html", page)) == []


def test_a_box_with_no_words_is_no_entry(tmp_path: Path) -> None:
    page = "<table><tr><th>A<th>B<tr><td>Pain<td>☐<tr><td>Itch<td>☐ often</table><p>☐<ul><li>☐</ul>"
    found = made(tmp_path, "x.html", page)
    assert body(found).endswith('\n                - "☐ often"\n      - "☐"\n      - |\n        - ☐\n')
    assert changed(found) == []


def test_two_breaks_end_a_paragraph_and_lines_with_bullets_are_a_list(tmp_path: Path) -> None:
    page = "<h1>Your<br>wound</h1>One.<br><br>Two:<br>• soap<br>• water<br><br><ul><li>a<br><br>b</ul>"
    found = made(tmp_path, "x.html", page)
    assert found.written.text.startswith("title: Your wound\n")
    assert body(found).partition("body:\n")[2] == (
        '      - One.\n      - "Two:"\n      - |\n        - soap\n        - water\n'
        "      - |\n        - a\n\n          b\n"
    )


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<p style="color:#FFF">unseen', ["unseen"]),
        ("<style>.w{color: white}</style><p class=w>unseen", ["unseen"]),
        ("<p><font color=white>unseen", ["unseen"]),
        ('<p class="nhsuk-u-visually-hidden">unseen', [""]),
        ('<style>.c{clip: rect(0 0 0 0)}</style><p class="c">unseen', [""]),
        ("<p><bdo dir=rtl>5 mg</bdo> unseen", ["5 mg"]),
        ("<style>th{background: navy}.w{color: white}</style><p class=w>unseen", []),
        ('<link rel="stylesheet" href="a.css"><p style="color:#fff">unseen', []),
        ('<div bgcolor="#000000"><p style="color:#fff">unseen</div>', []),
        ('<p style="color:#ff0000">unseen', []),
    ],
)
def test_words_that_nobody_sees_or_reads_so_on_a_page_are_told(tmp_path: Path, page: str, words: list[str]) -> None:
    found = made(tmp_path, "x.html", page)
    assert "unseen" in body(found)
    assert [told.words for told in found.incoming.telling.found if told.sort == "changed"] == words


def test_a_page_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    page = """<dialog>closed</dialog><table><thead><tr><th>A<th>B<tr><th>a<th>b</thead>
    <tfoot><tr><td>last<td>row</tfoot><tbody><tr><td>1<td>2</table>"""
    found = made(tmp_path, "x.html", page)
    assert left_out(found) == [("hidden", "closed")]
    assert body(found).endswith('- - "1"\n                - "2"\n              - - last\n                - row\n')
    assert changed(found) == ["a second row of headings stands as a row: make one heading of each two"]
