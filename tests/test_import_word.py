"""A Word file becomes a handout: each word stands there in order, or in the report with its place and the reason."""

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.shared import RGBColor
from PIL import Image as Picture

from handout.incoming.reading import ImportedHandout, make
from support.incoming import body, changed, left_out, made
from support.word import append, docx, element, field, in_list, notes, numbered


def of(tmp_path: Path, build: Any) -> ImportedHandout:
    return made(tmp_path, "x.docx", docx(build))


def test_headings_become_sections_and_the_title_the_title(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_heading("Caring for your wound", 0)
        document.add_paragraph("After surgery", style="Subtitle")
        document.add_heading("Washing", 1)
        document.add_paragraph("Wash your hands.")
        document.add_heading("With soap", 2)
        document.add_paragraph("Use soap.")
        document.add_heading("Which soap", 3)
        document.add_paragraph("Any soap.")

    found = of(tmp_path, build)
    assert found.written.text.startswith("title: Caring for your wound\nsubtitle: After surgery\n")
    assert body(found) == (
        "  - heading: Washing\n    body:\n      - Wash your hands.\n    sections:\n"
        "      - heading: With soap\n        body:\n          - Use soap.\n"
        '          - "**Which soap**"\n          - Any soap.\n'
    )
    assert changed(found) == ["a heading of a third level or deeper stands as strong words"]


def test_a_first_heading_that_is_alone_is_the_title(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_heading("Your wound", 1)
        document.add_heading("Washing", 2)
        document.add_paragraph("Wash it.")

    assert of(tmp_path, build).written.text.startswith("title: Your wound\n")


def test_two_headings_of_one_level_are_sections_and_the_title_is_left_to_write(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        for word in ("Washing", "Drying"):
            document.add_heading(word, 1)
            document.add_paragraph(f"{word} is good.")

    found = of(tmp_path, build)
    assert found.written.text.startswith('title: "(write: the title)"\n')
    assert "  - heading: Drying\n" in body(found)


def test_a_list_that_goes_on_after_a_paragraph_keeps_its_numbers(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        number = numbered(document, ("decimal", "%1."))
        for words in ("Wash.", "Dry.", None, "Go back to step 2."):
            paragraph = document.add_paragraph(words or "Wait an hour.")
            if words:
                in_list(paragraph, number)

    assert "        1. Wash.\n        2. Dry.\n      - Wait an hour.\n      - |\n        3. Go back" in body(
        of(tmp_path, build)
    )


@pytest.mark.parametrize(
    ("kind", "shown", "label"),
    [
        ("lowerLetter", "%1)", "c)"),
        ("upperRoman", "%1.", "III."),
        ("decimal", "(%1)", "(3)"),
        ("decimalZero", "%1", "03"),
    ],
)
def test_a_number_that_is_not_plain_stands_as_words(tmp_path: Path, kind: str, shown: str, label: str) -> None:
    def build(document: Any) -> None:
        number = numbered(document, (kind, shown), starts=3)
        in_list(document.add_paragraph("Wash."), number)

    found = of(tmp_path, build)
    assert f"{label} Wash." in body(found)
    assert changed(found) == ["the number before it stands as words"]


def test_levels_count_by_themselves_and_begin_again(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        number = numbered(document, ("decimal", "%1."), ("decimal", "%1.%2"))
        for level, words in ((0, "A"), (1, "B"), (1, "C"), (0, "D"), (1, "E")):
            in_list(document.add_paragraph(words), number, level)

    assert [line.strip() for line in body(of(tmp_path, build)).splitlines() if line.strip()][4:] == [
        "1.1 B", "1.2 C", "2. D", "2.1 E",
    ]  # fmt: skip


def test_raised_figures_stay_raised_and_what_cannot_is_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("10")
        paragraph.add_run("9").font.superscript = True
        paragraph.add_run(" cells, H")
        paragraph.add_run("2").font.subscript = True
        paragraph.add_run("O, the 1")
        paragraph.add_run("st").font.superscript = True

    found = of(tmp_path, build)
    assert "10⁹ cells, H₂O, the 1st" in body(found)
    assert changed(found) == ["superscript is printed on the line"]


def test_figures_that_a_style_or_their_place_raises_are_raised(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.styles.add_style("Power", 2).font.superscript = True
        paragraph = document.add_paragraph("10")
        paragraph.add_run("12", style="Power")
        paragraph.add_run(" or 10")
        append(paragraph, '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>3</w:t></w:r>')
        paragraph.add_run(" or 10")
        paragraph.add_run("9/L").font.superscript = True
        append(paragraph, '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t xml:space="preserve"> words</w:t></w:r>')

    found = of(tmp_path, build)
    assert "10¹² or 10³ or 10⁹/L words" in body(found)
    assert [told.words for told in found.incoming.telling.found if told.sort == "changed"] == ["/L"]


def test_what_was_struck_out_hidden_or_deleted_is_in_the_report_alone(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Take ")
        paragraph.add_run("5 mg ").font.strike = True
        paragraph.add_run("10 mg")
        paragraph.add_run(" secret").font.hidden = True
        append(paragraph, '<w:del w:id="1" w:author="A"><w:r><w:delText> twice</w:delText></w:r></w:del>')
        append(paragraph, '<w:ins w:id="2" w:author="A"><w:r><w:t xml:space="preserve"> a day</w:t></w:r></w:ins>')
        gone = '<w:del w:id="4" w:author="B"><w:r><w:delText> in all</w:delText></w:r></w:del>'
        append(paragraph, f'<w:ins w:id="3" w:author="A">{gone}</w:ins>')

    found = of(tmp_path, build)
    assert "      - Take 10 mg a day\n" in body(found)
    assert left_out(found) == [
        ("struck out", "5 mg"), ("hidden", "secret"), ("deleted in Word, with changes tracked", "twice"),
        ("deleted in Word, with changes tracked", "in all"),
    ]  # fmt: skip
    assert changed(found) == ["inserted in Word, with changes tracked: taken as if accepted"]


def test_what_styles_say_of_characters_holds(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        hidden = document.styles.add_style("Notes to us", 1)
        hidden.font.hidden = True
        document.add_paragraph("Not for patients.", style="Notes to us")
        document.add_paragraph("Do ").add_run("not", style="Strong")

    found = of(tmp_path, build)
    assert "      - Do **not**\n" in body(found)
    assert left_out(found) == [("hidden", "Not for patients.")]


def test_words_in_a_simple_field_and_over_a_ruby_are_kept(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Call ")
        append(paragraph, '<w:fldSimple w:instr="DOCPROPERTY Phone"><w:r><w:t>555 0100</w:t></w:r></w:fldSimple>')
        append(
            paragraph,
            "<w:r><w:ruby><w:rt><w:r><w:t>ka</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t> now</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        )

    found = of(tmp_path, build)
    assert "Call 555 0100" in body(found) and "now" in body(found)
    assert left_out(found) == [("a reading aid above a word", "ka")]


def test_an_equation_a_header_and_a_footer_are_in_the_report(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        append(document.add_paragraph("Dose: "), "<m:oMath><m:r><m:t>2x</m:t></m:r></m:oMath>")
        document.sections[0].header.paragraphs[0].text = "Ward 3"
        document.sections[0].footer.paragraphs[0].text = "Page of many"

    assert left_out(of(tmp_path, build)) == [
        ("an equation: write it in words, or as a picture", "2x"),
        ("a header of the pages", "Ward 3"),
        ("a footer of the pages", "Page of many"),
    ]


def test_a_comment_is_in_the_report(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Rest.")
        document.add_comment(paragraph.runs, text="For how long?", author="A", initials="A")

    assert left_out(of(tmp_path, build)) == [("a comment in the margin", "For how long?")]


def test_a_table_with_a_strong_first_row_has_headings(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table.rows[0].cells, ("Day", "Dose"), strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        for cell, words in zip(table.rows[1].cells, ("Monday", "5 mg: once"), strict=True):
            cell.text = words

    assert body(of(tmp_path, build)).endswith(
        "      - table:\n            columns:\n              - Day\n              - Dose\n"
        '            rows:\n              - - Monday\n                - "5 mg: once"\n'
    )


def test_a_table_without_headings_leaves_them_to_write(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_table(rows=1, cols=2).rows[0].cells[0].text = "Monday"

    found = of(tmp_path, build)
    assert found.written.missing[-2:] == ["the heading of column 1", "the heading of column 2"]


def test_a_table_with_joined_cells_becomes_text(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
        table.cell(1, 0).text, table.cell(1, 1).text = "left", "right"

    found = of(tmp_path, build)
    assert "      - Both\n      - |\n        left\\\n        right\n" in body(found)
    assert changed(found) == ["a table with joined cells: its rows stand as text, one after the other"]


@pytest.mark.parametrize("code", ["F0A8", "F06F"])
def test_a_list_of_boxes_is_a_checklist(tmp_path: Path, code: str) -> None:
    def build(document: Any) -> None:
        for words in ("Soap", "Towel"):
            paragraph = document.add_paragraph()
            append(paragraph, f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>')
            paragraph.add_run(f" {words}")

    assert body(of(tmp_path, build)).endswith("      - checklist:\n            - Soap\n            - Towel\n")


def test_a_list_whose_bullet_is_a_box_is_a_checklist(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        number = numbered(document, ("bullet", "\uf0a8"))
        for words in ("Soap", "Towel"):
            in_list(document.add_paragraph(words), number)

    assert body(of(tmp_path, build)).endswith("      - checklist:\n            - Soap\n            - Towel\n")


def test_a_box_in_one_entry_alone_makes_no_checklist(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("☐ Soap", style="List Bullet")
        document.add_paragraph("Towel", style="List Bullet")

    assert "checklist" not in body(of(tmp_path, build))


def test_a_picture_is_taken_and_what_it_shows_is_left_to_write(tmp_path: Path) -> None:
    whole = BytesIO()
    Picture.new("RGB", (30, 20), "red").save(whole, "PNG")

    def build(document: Any) -> None:
        document.add_paragraph("See:")
        document.add_picture(BytesIO(whole.getvalue()))
        document.add_paragraph("A red wound", style="Caption")

    found = of(tmp_path, build)
    assert body(found).endswith(
        '      - figure:\n            image: images/x-1.png\n            alt: "(write: what this picture shows)"\n'
        "            caption: A red wound\n"
    )
    assert found.written.pictures == {"x-1.png": whole.getvalue()}


def test_a_box_of_text_stands_after_its_paragraph(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Before ")
        append(
            paragraph,
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
            "<w:t>Call 555 0100</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        )
        paragraph.add_run("and after")

    assert "      - Before and after\n      - Call 555 0100\n" in body(of(tmp_path, build))


def test_strong_words_emphasis_breaks_and_signs_read_as_in_word(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Do ")
        paragraph.add_run("not ").bold = True
        paragraph.add_run("bathe").italic = True
        paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run("2*5 mL, [a] # b_c_ <b>")

    assert body(of(tmp_path, build)).endswith(
        "      - |\n        Do **not** *bathe*\\\n        2\\*5 mL, \\[a] # b_c\\_ <b>\n"
    )


@pytest.mark.parametrize(
    "words", ["- 5 degrees", "3. March", "# 4", "> 38.5", "+ more", "---", "a: b", "yes", "1", "* x"]
)
def test_words_that_look_like_markup_are_words(tmp_path: Path, words: str) -> None:
    assert made(tmp_path, "x.docx", docx(lambda document: document.add_paragraph(words))).account.added == ()


def test_a_line_of_contents_is_in_the_report(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("Washing 3", style="toc 1")
        document.add_heading("Washing", 1)

    assert left_out(of(tmp_path, build)) == [("a line of a table of contents", "Washing 3")]


def test_a_paragraph_of_blanks_alone_is_none(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_heading("\u00a0", 1)
        document.add_paragraph("\u00a0 \u2003")
        document.add_paragraph("Rest.")

    assert body(of(tmp_path, build)).count("- ") == 2


def test_notes_are_followed_in_the_order_of_the_text(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Rest.")
        for number in (2, 1):
            append(paragraph, f'<w:r><w:footnoteReference w:id="{number}"/></w:r>')
        notes(document, {1: "First in the file, a long note.", 2: "Second in the file, a long note."})

    found = of(tmp_path, build)
    assert found.account.misplaced == ()
    assert "title: Second in the file, a long note.\n  - id: note-2\n" in found.written.text


def test_an_equation_in_a_sentence_leaves_a_place_to_write_it(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        paragraph = document.add_paragraph("Take ")
        append(paragraph, f"<m:oMath>{half}</m:oMath>")
        paragraph.add_run(" tablet.")

    found = of(tmp_path, build)
    assert "Take (write: what an equation says) tablet." in body(found)
    assert left_out(found) == [("an equation: write it in words, or as a picture", "1/2")]
    assert "what an equation says" in found.written.missing


def test_what_is_chosen_in_a_form_is_a_word_of_the_text(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Take ")
        choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="one"/><w:listEntry w:val="two"/></w:ddList>'
        field(paragraph, "FORMDROPDOWN", f"<w:ffData>{choices}</w:ffData>")
        paragraph.add_run(" tablets")

    assert "Take two tablets" in body(of(tmp_path, build))


def test_what_word_fills_in_is_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Page ")
        for code, result in (("PAGE", "7"), ("PAGEREF _a", "9"), ("DATE", "3 May")):
            field(paragraph, code, result=result)

    found = of(tmp_path, build)
    assert left_out(found) == [("a page number", "7")]
    assert changed(found) == [
        "what Word took from another place stands as words: see that it is still true",
        "a date that Word fills in stands as it was last",
    ]


def test_a_field_that_word_draws_leaves_a_place_to_write(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Take ")
        field(paragraph, r"EQ \\f(1,2)")
        paragraph.add_run(" tablet at ")
        append(paragraph, r'<w:fldSimple w:instr="SYMBOL 179 \\f Symbol"/>')
        append(paragraph, '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ </w:instrText></w:r>')
        field(paragraph, "MERGEFIELD Dose", result="2")
        append(paragraph, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    found = of(tmp_path, build)
    assert "Take (write: what an equation says) tablet at (write: what Word shows here)(write: what an eq" in body(
        found
    )
    assert [words for _, words in left_out(found)][:2] == [r"EQ \\f(1,2)", r"SYMBOL 179 \\f Symbol"]


def test_words_that_fill_in_an_instruction_are_not_of_the_text(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Then ")
        append(paragraph, '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText></w:r>')
        field(paragraph, "MERGEFIELD Sex", result="M")
        append(
            paragraph, '<w:r><w:instrText> = "M" "he" "she"</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        append(paragraph, '<w:r><w:t>he</w:t><w:fldChar w:fldCharType="end"/></w:r>')
        paragraph.add_run(" rests")

    found = of(tmp_path, build)
    assert "Then he rests" in body(found)
    assert left_out(found) == [("inside the instructions of a field", "M")]


def test_a_hidden_row_is_in_the_report(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table = document.add_table(3, 2)
        for row, words in zip(table.rows, ("Day", "Old", "Monday"), strict=True):
            row.cells[0].text = words
        table.rows[1]._tr.get_or_add_trPr().append(element("<w:hidden/>"))

    found = of(tmp_path, build)
    assert "Old" not in body(found) and left_out(found) == [("hidden", "Old")]


def test_numbers_in_letters_that_are_not_known_are_pointed_out(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        in_list(document.add_paragraph("ماء"), numbered(document, ("arabicAbjad", "%1.")))

    found = of(tmp_path, build)
    assert "1. ماء" in body(found)
    assert [told.words for told in found.incoming.telling.found if told.sort == "look"][:1] == ["1."]


def test_a_letter_of_a_symbol_font_is_the_sign_that_it_shows(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("5 ")
        append(paragraph, '<w:r><w:rPr><w:rFonts w:hAnsi="Symbol"/></w:rPr><w:t>m</w:t></w:r>')
        paragraph.add_run("g ")
        append(paragraph, '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>(Y</w:t></w:r>')
        style = document.styles.add_style("Sign", WD_STYLE_TYPE.CHARACTER)
        style.element.get_or_add_rPr().append(element('<w:rFonts w:ascii="Symbol"/>'))
        paragraph.add_run("m", style="Sign")

    found = of(tmp_path, build)
    assert '      - "5 µg ☎Yµ"\n' in body(found) and found.account.lost == ()
    assert changed(found) == ["letters of a symbol font whose signs nobody can tell stand as letters"]


def test_a_drop_cap_begins_its_word(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        letter = document.add_paragraph("T")
        letter._p.get_or_add_pPr().append(element('<w:framePr w:dropCap="drop" w:lines="3"/>'))
        document.add_paragraph("ake 5 mg.")
        document.add_paragraph("th").runs[0].font.superscript = True
        document.element.body.insert(0, deepcopy(letter._p))
        document.element.body.append(deepcopy(letter._p))

    found = of(tmp_path, build)
    assert "      - TTake 5 mg.\n" in body(found) and body(found).endswith("      - T\n")
    assert found.account.lost == found.account.misplaced == ()
    assert [told.place for told in found.incoming.telling.found if told.sort == "changed"] == ["paragraph 4"]


def test_the_looks_of_a_link_are_not_told_since_a_handout_has_its_own(tmp_path: Path) -> None:
    look = '<w:rPr><w:color w:val="1155CC"/><w:u w:val="single"/></w:rPr>'

    def build(document: Any) -> None:
        link = f'<w:hyperlink w:anchor="a"><w:r>{look}<w:t>it</w:t></w:r></w:hyperlink>'
        append(document.add_paragraph("See "), link)

    assert changed(of(tmp_path, build)) == ["a link to another place of the text is not kept"]


def test_words_that_only_a_look_sets_off_are_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Do ")
        paragraph.add_run("not").font.underline = True
        paragraph.add_run(" stop").font.small_caps = True
        paragraph.add_run(" red").font.color.rgb = RGBColor(200, 0, 0)
        document.add_paragraph().add_run("All is blue.").font.color.rgb = RGBColor(0, 0, 200)
        append(paragraph, '<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>now</w:t></w:r>')

    told = [reason.partition(" ")[0] for reason in changed(of(tmp_path, build))]
    assert told == ["coloured", "underlined", "words", "highlighted"]


_WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("look", "behind", "told"),
    [
        (_WHITE, "", True),
        ('<w:sz w:val="2"/>', "", True),
        (f'{_WHITE}<w:shd w:val="clear" w:fill="auto"/>', "", True),
        (f'{_WHITE}<w:shd w:val="clear" w:fill="1F3864"/>', "", False),
        (f'{_WHITE}<w:highlight w:val="black"/>', "", False),
        (_WHITE, '<w:shd w:val="clear" w:fill="1F3864"/>', False),
        ('<w:color w:val="808080"/>', "", False),
    ],
)
def test_words_that_nobody_sees_on_paper_are_told(tmp_path: Path, look: str, behind: str, *, told: bool) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Rest. ")
        append(paragraph, f"<w:r><w:rPr>{look}</w:rPr><w:t>unseen</w:t></w:r>")
        if behind:
            paragraph._p.get_or_add_pPr().append(element(behind))

    found = of(tmp_path, build)
    assert "Rest. unseen" in body(found)
    assert ("unseen" in [one.words for one in found.incoming.telling.found]) is told


def test_white_words_are_seen_on_a_page_that_is_dark(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.element.insert(0, element('<w:background w:color="1F3864"/>'))
        append(document.add_paragraph(), f"<w:r><w:rPr>{_WHITE}</w:rPr><w:t>Day</w:t></w:r>")

    assert changed(of(tmp_path, build)) == []


def test_white_words_are_seen_in_a_table_and_a_box_that_have_a_colour(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=1, cols=2)
        for cell in table.rows[0].cells:
            append(cell.paragraphs[0], f"<w:r><w:rPr>{_WHITE}</w:rPr><w:t>Day</w:t></w:r>")
            cell._tc.get_or_add_tcPr().append(element('<w:shd w:val="clear" w:fill="1F3864"/>'))
        inner = f"<w:p><w:r><w:rPr>{_WHITE}</w:rPr><w:t>Call us</w:t></w:r></w:p>"
        box = f'<v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{inner}</w:txbxContent></v:textbox>'
        append(document.add_paragraph("Rest."), f"<w:r><w:pict>{box}</w:pict></w:r>")

    assert changed(of(tmp_path, build)) == ["a box of text: its words stand after the paragraph it is anchored in"]


@pytest.mark.parametrize(("words", "told"), [("5 mg", True), ("\u05d0\u05d1", False)])
def test_letters_that_word_turns_round_are_told(tmp_path: Path, words: str, *, told: bool) -> None:
    def build(document: Any) -> None:
        append(document.add_paragraph("Take "), f'<w:bdo w:val="rtl"><w:r><w:t>{words}</w:t></w:r></w:bdo>')

    assert bool(changed(of(tmp_path, build))) is told


@pytest.mark.parametrize(
    ("bullet", "shown"),
    [("\uf0fb", "✗ wine"), ("✓", "✓ wine"), ("Note:", "Note: wine"), ("\uf0d8", "wine"), ("o", "wine"), ("♦", "wine")],
)
def test_a_bullet_that_says_something_stands_before_its_entry(tmp_path: Path, bullet: str, shown: str) -> None:
    def build(document: Any) -> None:
        in_list(document.add_paragraph("wine"), numbered(document, ("bullet", bullet)))

    found = of(tmp_path, build)
    assert f"        - {shown}\n" in body(found)
    assert bool(changed(found)) is (shown != "wine")


def test_a_number_alone_is_what_a_cell_says_and_elsewhere_is_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table, number = document.add_table(2, 2), numbered(document, ("decimal", "%1."))
        for row, words in zip(table.rows, ("Wash", "Dry"), strict=True):
            in_list(row.cells[0].paragraphs[0], number)
            row.cells[1].text = words
        in_list(document.add_paragraph(), number)

    found = of(tmp_path, build)
    assert '- - "1."\n                - Wash\n              - - "2."\n                - Dry' in body(found)
    assert changed(found)[-1] == "a number with nothing after it is not taken"


def test_what_a_citation_a_letter_and_columns_become_is_pointed_out(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        field(document.add_paragraph("Rest "), 'ADDIN ZOTERO_ITEM CSL_CITATION {"x": 1}', result="(1)")
        field(document.add_paragraph("Dear "), "MERGEFIELD Name", result="«Name»")
        for words in ("Morning\t5 mg", "Noon\t10 mg", "Name:\t"):
            document.add_paragraph(words)
        for words in (
            "1.\tWash",
            "2.1\tDry",
            "a)\tsoap",
            "•\twater",
            "o\tsalt",
            "[ ]\tyes",
            "Day:\t__\tTime:\t__",
            "\tRest",
        ):
            document.add_paragraph(words)

    looks = [(told.place, told.reason) for told in of(tmp_path, build).incoming.telling.found if told.sort == "look"]
    assert [(place, reason.partition(" stand")[0]) for place, reason in looks] == [
        ("paragraph 1", "a citation"),
        ("paragraph 2", "what Word fills in for each letter"),
        ("paragraph 3", "words that stood in columns"),
    ]


def test_lines_with_bullets_in_an_entry_are_a_list_in_it(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Use")
        for words in ("• soap", "• water"):
            paragraph.add_run().add_break()
            paragraph.add_run(words)
        in_list(paragraph, numbered(document, ("decimal", "%1.")))

    assert "        1. Use\n\n           - soap\n           - water\n" in body(of(tmp_path, build))


def test_the_sign_of_a_note_is_in_the_report_since_notes_are_numbered(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
        append(document.add_paragraph("Rest"), mark)
        notes(document, {2: "A star."})

    found = of(tmp_path, build)
    assert "- Rest[@note-1]\n" in body(found)
    assert left_out(found) == [("the mark of a note, which a handout numbers", "*")]


def test_headings_over_headings_and_a_line_end_deleted_with_changes_tracked_are_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Rest")
        paragraph._p.get_or_add_pPr().append(element('<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>'))
        table = document.add_table(3, 2)
        for row in table.rows[:2]:
            row.cells[0].text = "Day"
            row._tr.get_or_add_trPr().append(element("<w:tblHeader/>"))

    assert changed(of(tmp_path, build)) == [
        "a line end that was deleted in Word, with changes tracked, still ends its paragraph",
        "a second row of headings stands as a row: make one heading of each two",
    ]


def test_words_drawn_as_wordart_are_in_the_report(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        text = '<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="Call 911 now"/>'
        append(document.add_paragraph("Rest."), f"<w:r><w:pict>{text}</w:pict></w:r>")

    assert left_out(of(tmp_path, build)) == [("WordArt", "Call 911 now")]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<a:srcRect l="9000"/>', "a picture that is cut in Word is whole here: cut the file itself if you want it so"),
        ('<a:xfrm rot="5400000"/>', "a picture that is turned in Word is not turned here: turn the file itself"),
    ],
)
def test_a_picture_that_word_shows_otherwise_is_told(tmp_path: Path, inside: str, told: str) -> None:
    def build(document: Any) -> None:
        whole = BytesIO()
        Picture.new("RGB", (30, 20), "red").save(whole, "PNG")
        document.add_picture(BytesIO(whole.getvalue()))
        run = document.paragraphs[-1].runs[0]
        next(run._r.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic")).append(element(inside))

    assert changed(of(tmp_path, build)) == [told]


def test_a_shape_and_a_link_inside_the_text_are_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("See ")
        append(paragraph, '<w:hyperlink w:anchor="a"><w:r><w:t>above</w:t></w:r></w:hyperlink>')
        append(paragraph, "<w:r><w:drawing/></w:r>")
        code = 'w:instr=" HYPERLINK &quot;https://example.org/&quot; "'
        append(document.add_paragraph(), f"<w:fldSimple {code}><w:r><w:t>site</w:t></w:r></w:fldSimple>")
        code = code.replace(' "', r" \l &quot;part&quot; \o &quot;a tip&quot;\"")
        append(document.add_paragraph(), f"<w:fldSimple {code}><w:r><w:t>place</w:t></w:r></w:fldSimple>")

    found = of(tmp_path, build)
    assert "[site](https://example.org/)" in body(found)
    assert "[place](https://example.org/#part)" in body(found)
    assert changed(found) == [
        "a drawing of Word's is not taken: put a picture in its place",
        "a link to another place of the text is not kept",
    ]


@pytest.mark.parametrize(("clinic", "named"), [("en-US", True), ("es", False)])
def test_the_language_that_most_words_are_in_is_named_where_it_is_not_the_clinics(
    tmp_path: Path, clinic: str, named: bool
) -> None:
    def build(document: Any) -> None:
        run = document.add_paragraph().add_run("Tome dos pastillas cada noche.")
        run._r.get_or_add_rPr().append(element('<w:lang w:val="es-MX"/>'))
        document.add_paragraph("Rest.")

    found = made(tmp_path, "x.docx", docx(build), clinic)
    assert ("language: es-MX\n" in found.written.text) is named
    assert ([told.place for told in found.incoming.telling.found] == ["the whole text"]) is named


def test_a_paragraph_that_stands_in_no_cell_is_named_in_the_report(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text = "Day"
        table.rows[0]._tr.append(element("<w:p><w:r><w:t>astray</w:t></w:r></w:p>"))

    path = tmp_path / "x.docx"
    path.write_bytes(docx(build))
    assert make(path, "x", "en-US").account.lost == ("astray",)


def test_of_a_content_control_the_words_are_kept_and_what_nobody_filled_in_is_pointed_out(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Take ")
        control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
        append(paragraph, control.format("", "two"))
        append(paragraph, control.format("<w:showingPlcHdr/>", " Click to enter text"))
        contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        append(document.add_paragraph("Rest."), control.format(contents, "Rest 1"))

    found = of(tmp_path, build)
    assert "Take two Click to enter text" in body(found)
    assert left_out(found) == [("the table of contents", "Rest 1")]
    assert [told.words for told in found.incoming.telling.found if "nobody has filled in" in told.reason] == [
        "Click to enter text"
    ]


def test_of_two_ways_to_draw_a_box_one_is_read(tmp_path: Path) -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Call 555 0100</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ways = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent {space}>{ways}</mc:AlternateContent>"

    def build(document: Any) -> None:
        append(document.add_paragraph("Before"), f"<w:r>{both}</w:r>")

    assert body(of(tmp_path, build)).count("Call 555 0100") == 1
