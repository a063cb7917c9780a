"""An edition: everything the reader is told, in order, with citations numbered and a review line that is true."""

from datetime import date
from typing import TypeVar

import pytest

from handout.assemble import assemble
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.edition import Edition, words_of
from handout.flow import Beside, List, Panel, QrCode, Section, Text, texts
from handout.layout.compose import galley_for
from handout.layout.page_breaks import height_of, page_ends
from handout.layout.strips import Strip, TextColumn
from handout.locales import locale_for
from handout.pdf.file.structure import Element
from handout.problems import Problems
from handout.reading.models import read
from handout.reading.yaml_file import parse
from handout.record import replace
from handout.review.status import ReviewStatus, SignOff, State
from handout.source import Span
from handout.style.sheet import load_sheet
from handout.targets.text import text
from handout.text import phrase
from handout.text.phrase import Cite, Foreign, Link, leaves, one_line, plain
from support.flow_outline import outline

T = TypeVar("T")

CLINIC = """
name: Riverside Kidney Clinic
phone: 555 0100
emergency: "911"
website: https://riverside.example.org/
address: |
  1 River Road
  Anytown
language: en-US
disclaimer: {en: This is no substitute for advice., es: Esto no reemplaza los consejos.}
editorial_policy: {en: Each handout is signed by a clinician.}
feedback: {url: https://riverside.example.org/feedback}
language_help: {en: Ask us., es: Pregúntenos.}
"""

WOUND = """
title: Caring for your wound at home
subtitle: After a skin operation
version: "2.1"
published: 2026-11-22
audience: Adults going home with stitches
purpose: How to keep your wound clean.
summary: ['Keep it dry [@second].']
get_help:
  emergency: [You cannot stop the bleeding.]
  call: [The skin turns red.]
sections:
  - heading: Washing
    body:
      - Wash your hands [@first; @second].
      - table:
          caption: How often [@third]
          columns: [When, {heading: 'What [@fourth]'}]
          rows: [[Day 1, 'Nothing [@first].']]
    sections:
      - heading: With a plaster
        id: plaster
        body: ['Peel it off.']
references:
  - {id: first, type: book, title: First, issued: 2001}
  - {id: second, type: book, title: Second, issued: 2002}
  - {id: third, type: book, title: Third, issued: 2003}
  - {id: fourth, type: book, title: Fourth, issued: 2004}
  - {id: unused, type: book, title: Unused, issued: 2005}
source:
  title: Wound care?
  publisher: The Press
  url: https://press.example.org/
  reviewed_by: {name: Ana Ruiz, credentials: "M.D.", affiliation: The Hospital}
  modified: 2023-09-27
funding: None[@fifth]
"""

DIGEST = "sha256:" + "0" * 64
DRAFT = ReviewStatus(state=State.DRAFT, sign_offs=(), due=None, digest=DIGEST)
CHANGED = ReviewStatus(state=State.CHANGED, sign_offs=(), due=None, digest=DIGEST)


def sign_off(name: str = "Ben Ito", credentials: str = "R.N.", day: str = "2026-11-22") -> SignOff:
    return SignOff(
        name=name, credentials=credentials, affiliation="The Ward", role="clinical", attests="I have read it.",
        time=f"{day}T09:30:00+00:00", due=date(2028, 11, 22), version="2.1", digest=DIGEST, tool="handout 1",
    )  # fmt: skip


def signed(*sign_offs: SignOff, state: State = State.SIGNED) -> ReviewStatus:
    return ReviewStatus(state=state, sign_offs=sign_offs or (sign_off(),), due=date(2028, 11, 22), digest=DIGEST)


def edition_of(
    handout: str = WOUND, clinic: str = CLINIC, status: ReviewStatus = DRAFT, language: str = "en-US",
    problems: Problems | None = None,
) -> Edition:  # fmt: skip
    problems = Problems() if problems is None else problems
    read_handout = record(Handout, handout)
    read_clinic = record(Clinic, clinic)
    locale = locale_for(language, Span("x.yaml", 1, 1), problems)
    assert locale is not None
    return assemble(
        read_handout, read_clinic, locale, status, lambda _: None,
        slug="wound", file="content/wound.yaml", problems=problems,
    )  # fmt: skip


def record(kind: type[T], text: str) -> T:
    problems = Problems()
    node = parse(text.encode(), "content/wound.yaml", problems)
    assert node is not None
    found = read(kind, node, problems, "file")
    assert found is not None, [str(problem) for problem in problems]
    return found


def panel(edition: Edition, style: str) -> Panel:
    return next(node for node in edition.body if isinstance(node, Panel) and node.style == style)


def references(edition: Edition) -> Section:
    return next(node for node in edition.body if isinstance(node, Section) and node.heading is not None
                and plain(node.heading.phrase) == "References")  # fmt: skip


def about(edition: Edition) -> list[str]:
    section = edition.body[-1]
    assert isinstance(section, Section)
    return [plain(part.phrase) for part in texts((section,))]


def cites(edition: Edition) -> list[Cite]:
    return [leaf for part in texts(edition.body) for leaf in leaves(part.phrase) if isinstance(leaf, Cite)]


def review_line(status: ReviewStatus, handout: str = WOUND) -> str:
    return edition_of(handout, status=status).running.review_line


# the order of things

FRONT = """
H1.title "Caring for your wound at home"
P.subtitle "After a skin operation"
P.purpose "How to keep your wound clean."
P.paragraph "**For:** Adults going home with stitches"
Panel.summary
  H2.summary-heading "Key points"
  List.list bullet
    Item
      P.summary-item "Keep it dry\u00a0[1](#ref--second cite--1)."
Panel.get-help-emergency
  H2.get-help-emergency-heading "Call 911 now if:"
  List.list bullet
    Item
      P.get-help-emergency-item "You cannot stop the bleeding."
Panel.get-help-call
  H2.get-help-call-heading "Call us at 555 0100 if:"
  List.list bullet
    Item
      P.get-help-call-item "The skin turns red."
P.language-line "{es: Español} · **555 0100**"
Section
  H2.heading-1 #washing "Washing"
  P.paragraph "Wash your hands\u00a0[2](#ref--first cite--2),[1](#ref--second cite--3)."
"""

BACK = """
Panel.language-help
  P.language-help-text (en) "Ask us."
  P.language-help-text (es) "Pregúntenos."
Panel.disclaimer
  H2.disclaimer-heading "Please note"
  P.disclaimer-text "This is no substitute for advice."
Section
  H2.heading-1 "References"
  List.references reference
    Item #ref--second "1."
      P.reference "Second. 2002. [^](#cite--1 'back to citation 1')"
    Item #ref--first "2."
      P.reference "First. 2001. [^](#cite--2 'back to citation 2')"
    Item #ref--third "3."
      P.reference "Third. 2003. [^](#cite--4 'back to citation 3')"
    Item #ref--fourth "4."
      P.reference "Fourth. 2004. [^](#cite--5 'back to citation 4')"
    Item #ref--unused "5."
      P.reference "Unused. 2005."
Section
  H2.heading-1 "About this handout"
  Panel.about
"""


def test_the_purpose_the_key_points_and_the_help_stand_before_the_sections() -> None:
    assert outline(edition_of()).startswith(FRONT.lstrip())


def test_help_disclaimer_references_and_about_stand_last() -> None:
    assert BACK.lstrip() in outline(edition_of())


def test_a_section_inside_a_section_has_a_smaller_heading() -> None:
    assert '  Section\n    H3.heading-2 #plaster "With a plaster"\n' in outline(edition_of())


# numbers


def test_citations_are_numbered_in_order_of_first_appearance_table_cells_among_them() -> None:
    assert [(cite.number, cite.target.removeprefix("ref--")) for cite in cites(edition_of())] == [
        (1, "second"), (2, "first"), (1, "second"), (3, "third"), (4, "fourth"), (2, "first"),
    ]  # fmt: skip


def test_every_citation_has_an_id_of_its_own_and_a_name() -> None:
    found = cites(edition_of())
    assert len({cite.id for cite in found}) == len(found)
    assert found[1].title == "reference 2"


def test_the_sign_at_the_end_of_a_reference_leads_back_to_where_it_is_first_cited() -> None:
    edition = edition_of()
    entries = references(edition).children[0]
    assert isinstance(entries, List)
    found = cites(edition)
    assert {cite.target for cite in found} == {item.id for item in entries.items} - {"ref--unused"}
    for item in entries.items:
        places = [f"#{cite.id}" for cite in found if cite.target == item.id]
        [entry] = texts(item.children)
        back = [part.target for part in entry.phrase if isinstance(part, Link) and plain(part.children) == "^"]
        assert back == places[:1]


def test_a_reference_that_nobody_cites_is_a_warning_at_its_place() -> None:
    problems = Problems()
    edition_of(problems=problems)
    [problem] = problems
    assert str(problem).startswith("content/wound.yaml:29:10: warning[W21] nothing cites the reference 'unused'")


@pytest.mark.parametrize("typed", ["[@first][@second]", "**[@first]**[@second]", "[@first]*[@second]*"])
def test_numbers_side_by_side_are_parted(typed: str) -> None:
    edition = edition_of(WOUND.replace("Wash your hands [@first; @second].", f"'Wash your hands {typed}.'"))
    assert "Wash your hands 2,1." in [words.replace("\u00a0", " ") for _, words in words_of(edition)]


def test_a_bookmark_keeps_no_trace_of_a_citation() -> None:
    typed = "heading: '[@third] Wash [@first; @second] your [@third] hands [@first]!'"
    edition = edition_of(WOUND.replace("heading: Washing", typed))
    headings = [node.heading for node in edition.body if isinstance(node, Section) and node.heading]
    assert "Wash your hands!" in [one_line(heading.phrase) for heading in headings]


def test_a_citation_at_the_very_end_is_numbered_too() -> None:
    edition = edition_of(WOUND.replace("@fifth", "@unused"))
    assert cites(edition)[-1].number == 5


def test_references_on_request_are_not_printed_and_nothing_leads_to_them() -> None:
    edition = edition_of(clinic=CLINIC + "references_mode: on-request\n")
    assert cites(edition) == []
    [sentence] = references(edition).children
    assert isinstance(sentence, Text)
    assert plain(sentence.phrase).endswith("Call us at 555 0100 to ask for it.")
    assert "Wash your hands\u00a0²\u00a0¹." in [words for _, words in words_of(edition)]


def test_a_handout_without_references_has_no_heading_for_them() -> None:
    start, end = WOUND.index("references:"), WOUND.index("source:")
    assert '"References"' not in outline(edition_of(WOUND[:start] + WOUND[end:]))


# the review line


def test_an_unsigned_handout_says_so_and_is_marked() -> None:
    running = edition_of(WOUND.replace("  reviewed_by", "  # reviewed_by")).running
    assert (running.review_line, running.mark, running.flag) == ("Not yet reviewed", "DRAFT", None)


def test_a_draft_names_who_reviewed_its_source_as_that() -> None:
    assert review_line(DRAFT) == "Not yet reviewed · Source reviewed by Ana Ruiz, M.D."


def test_nothing_stands_behind_a_name_for_what_its_bearer_has_not() -> None:
    edition = edition_of(WOUND.replace(', credentials: "M.D.", affiliation: The Hospital', ""))
    assert edition.running.review_line == "Not yet reviewed · Source reviewed by Ana Ruiz"
    assert about(edition)[2] == "Source reviewed by: Ana Ruiz"
    bare = replace(sign_off(credentials=""), affiliation="")
    assert review_line(signed(bare)).startswith("Reviewed by Ben Ito · 22 November 2026")
    assert about(edition_of(status=signed(bare)))[-2].startswith("Reviewed by: Ben Ito: “I have read it.”")


def test_a_changed_handout_names_nobody() -> None:
    running = edition_of(status=CHANGED).running
    assert (running.review_line, running.mark) == ("Changed since it was reviewed", "DRAFT")


def test_a_signed_handout_names_its_reviewer_and_is_not_marked() -> None:
    running = edition_of(status=signed()).running
    assert running.review_line == "Reviewed by Ben Ito, R.N. · 22 November 2026 · next review November 2028"
    assert (running.mark, running.flag) == (None, None)


def test_an_overdue_handout_says_when_it_was_due() -> None:
    running = edition_of(status=signed(state=State.OVERDUE)).running
    assert (running.review_line, running.mark) == ("Review was due 22 November 2028", None)
    assert running.flag == "OVERDUE"


def test_reviewers_of_one_day_are_joined() -> None:
    assert review_line(signed(sign_off(), sign_off("Ana Ruiz", "M.D."))) == (
        "Reviewed by Ben Ito, R.N. and Ana Ruiz, M.D. · 22 November 2026 · next review November 2028"
    )


def test_a_reviewer_of_another_day_keeps_that_day() -> None:
    assert review_line(signed(sign_off(), sign_off("Ana Ruiz", "M.D.", "2026-11-20"))) == (
        "Reviewed by Ana Ruiz, M.D. · 20 November 2026; Ben Ito, R.N. · 22 November 2026 · next review November 2028"
    )


def test_a_reviewer_who_signed_twice_is_named_once() -> None:
    assert review_line(signed(sign_off(), sign_off())).count("Ben Ito") == 1


# about


def test_about_tells_where_the_text_comes_from_and_who_reviewed_that() -> None:
    said = about(edition_of())
    assert said[1] == "Adapted from: Wound care? The Press (last changed 27 September 2023). https://press.example.org/"
    assert said[2] == "Source reviewed by: Ana Ruiz, M.D., The Hospital"
    assert said[-1] == "This handout has not been reviewed yet."


def test_about_tells_what_each_reviewer_attests_and_when_the_next_review_is() -> None:
    said = about(edition_of(status=signed()))
    assert said[-2] == "Reviewed by: Ben Ito, R.N., The Ward: “I have read it.”, 22 November 2026"
    assert said[-1] == "Next review: November 2028"


def test_about_tells_when_a_review_was_due() -> None:
    assert "Review was due: 22 November 2028" in about(edition_of(status=signed(state=State.OVERDUE)))


def test_about_names_nobody_when_the_text_has_changed() -> None:
    said = about(edition_of(status=CHANGED))
    assert "This handout has changed since it was reviewed." in said
    assert [line for line in said if line.startswith("Reviewed by")] == []


def test_about_tells_in_which_roles_nobody_has_reviewed_it_yet() -> None:
    clinic = f"{CLINIC}review: {{required: [clinical, Pharmacy, social work]}}\n"
    assert "Waits for review: Pharmacy and social work" in about(
        edition_of(clinic=clinic, status=replace(DRAFT, missing=("pharmacy", "social work")))
    )


@pytest.mark.parametrize("style", ["standard", "large-print"])
@pytest.mark.parametrize("language", ["en-US", "de", "ar", "my", "ja", "ka"])
def test_about_takes_no_more_room_when_it_is_signed(language: str, style: str) -> None:
    locale = locale_for(language, Span("x.yaml", 1, 1), Problems())
    assert locale is not None
    attests = locale.say("attests", role="clinical")
    by = replace(sign_off("Maria-Theresia Beispiel-Muster", "M.D., FACP"), affiliation="The Clinic", attests=attests)
    clinic = f"{CLINIC}review: {{required: [clinical]}}\n"
    heights = []
    for status in (replace(DRAFT, missing=("clinical",)), signed(by), signed(by, state=State.OVERDUE)):
        section = edition_of(clinic=clinic, status=status, language=language).body[-1]
        sheet = load_sheet(style, [], Problems())
        assert sheet is not None
        galley = galley_for(sheet, language, locale.direction, 600.0, Problems())
        galley.nodes((section,), Element("Document"), TextColumn(0.0, 468.0))
        heights.append(round(height_of(galley.strips), 3))
    assert heights[0] == heights[1] == heights[2]


def about_strips(roles: int = 1) -> list[Strip]:
    """The strips of "About this handout", as a draft has them in a clinic that wants reviews in so many roles."""
    sheet = load_sheet("large-print", [], Problems())
    assert sheet is not None
    required = [f"role {number}" for number in range(roles)]
    clinic = f"{CLINIC}review: {{required: [{', '.join(required)}]}}\n"
    edition = edition_of(clinic=clinic, status=replace(DRAFT, missing=tuple(required)))
    galley = galley_for(sheet, "en-US", "ltr", 600.0, Problems())
    galley.nodes((edition.body[-1],), Element("Document"), TextColumn(0.0, 468.0))
    return galley.strips


def test_no_two_or_three_lines_of_about_stand_alone_on_the_last_page() -> None:
    strips = about_strips()
    left = [len([strip for strip in strips[page_ends(strips, 600.0, room)[0] :] if strip.lines])
            for room in map(float, range(60, int(height_of(strips))))]  # fmt: skip
    assert min(left) >= 5


def test_a_clinic_may_want_reviews_in_more_roles_than_a_page_has_room_for() -> None:
    strips = about_strips(40)
    assert height_of(strips) > 1200 and max(strip.height for strip in strips) <= 300


def test_about_tells_version_dates_publisher_and_money() -> None:
    assert about(edition_of())[3:7] == [
        "Version: 2.1",
        "Published: 22 November 2026",
        "Published by: Riverside Kidney Clinic, 1 River Road, Anytown, 555 0100, https://riverside.example.org/",
        "Funding: None",
    ]


def test_about_parts_name_and_address_with_the_commas_of_the_language() -> None:
    said = next(line for line in about(edition_of(language="ar")) if "River Road" in line)
    assert "، \u20681 River Road, Anytown\u2069، \u2068555 0100\u2069، https://" in said


def test_about_tells_how_handouts_are_written_and_where_to_answer_in_words_and_as_a_qr_code() -> None:
    edition = edition_of()
    assert about(edition)[-3:-1] == [
        "How we write our handouts: Each handout is signed by a clinician.",
        "Tell us what you think: https://riverside.example.org/feedback",
    ]
    box = edition.body[-1].children[0]  # type: ignore[union-attr]
    assert isinstance(box, Panel) and box.aside is not None
    assert box.aside.picture == QrCode(text="https://riverside.example.org/feedback")
    assert box.aside.alt == "QR code that opens https://riverside.example.org/feedback"


# the language


def test_spanish_words_and_the_spanish_disclaimer_serve_a_spanish_handout() -> None:
    edition = edition_of(WOUND + "language: es-MX\n", language="es-MX")
    assert edition.language == "es-MX"
    assert edition.running.review_line == "Aún no revisado · Fuente revisada por Ana Ruiz, M.D."
    said = [words for _, words in words_of(edition)]
    assert "Llame al 911 ahora mismo si:" in said
    assert "Esto no reemplaza los consejos." in said
    assert "Each handout is signed by a clinician." not in said


def test_arabic_runs_from_right_to_left_and_isolates_the_number() -> None:
    edition = edition_of(WOUND + "language: ar\n", language="ar")
    assert edition.direction == "rtl"
    heading = panel(edition, "get-help-call").children[0]
    assert isinstance(heading, Text)
    assert "\u2068555 0100\u2069" in plain(heading.phrase)


def test_without_numbers_the_help_is_worded_without_them() -> None:
    clinic = CLINIC.replace("phone: 555 0100\n", "").replace('emergency: "911"\n', "")
    said = [words for _, words in words_of(edition_of(clinic=clinic))]
    assert "Call the emergency number now if:" in said
    assert "Call us if:" in said


def test_a_handouts_own_disclaimer_replaces_the_clinics() -> None:
    edition = edition_of(WOUND + "disclaimer: Ask first.\n")
    assert [plain(part.phrase) for part in texts((panel(edition, "disclaimer"),))] == ["Please note", "Ask first."]


# what a target reads


def test_the_edition_describes_itself() -> None:
    edition = edition_of(WOUND + "keywords: [wound]\ncodes: [{system: icd-10-cm, code: T14.8XXA}]\n")
    assert edition.title_text == "Caring for your wound at home"
    assert edition.subject == "How to keep your wound clean."
    assert edition.author == "Riverside Kidney Clinic"
    assert edition.keywords == ("wound",)
    assert edition.codes == (("icd-10-cm", "T14.8XXA"),)
    assert (edition.version, edition.published, edition.state) == ("2.1", "2026-11-22", "draft")
    assert edition.running.page_of.format(page=2, pages=4) == "Page 2 of 4"
    assert edition.running.version == "Version 2.1"


@pytest.mark.parametrize(
    "expected",
    ["Keep it dry\u00a01.", "Wash your hands\u00a02,1.", "When", "Nothing\u00a02.", "1.", "With a plaster"],
)
def test_the_words_of_an_edition_are_all_that_must_be_on_its_pages(expected: str) -> None:
    assert expected in [words for _, words in words_of(edition_of())]


def test_plain_text_says_the_state_first() -> None:
    said = text(edition_of()).splitlines()
    assert said[:2] == [
        "Riverside Kidney Clinic",
        "DRAFT · Not yet reviewed · Source reviewed by Ana Ruiz, M.D. · Version 2.1",
    ]


def test_plain_text_keeps_every_word_of_the_edition() -> None:
    edition = edition_of()
    said = text(edition)
    lost = [
        leaf.text
        for part in texts(edition.body)
        for leaf in leaves(part.phrase)
        if isinstance(leaf, phrase.Text) and leaf.text.strip() not in said
    ]
    assert lost == []


def test_many_lines_of_language_help_stand_in_two_columns_few_do_not() -> None:
    one_each = "language_help: {en: Ask us., es: Pregúntenos.}"
    for tags, sides in (("ar de es", 0), ("ar de es fr ru vi zh", 2)):
        lines = ", ".join(f"{tag}: Help." for tag in tags.split())
        found = panel(edition_of(clinic=CLINIC.replace(one_each, f"language_help: {{{lines}}}")), "language-help")
        columns = [node for node in found.children if isinstance(node, Beside)]
        assert sum(len(row) for beside in columns for row in beside.rows) == sides


def test_the_title_of_a_source_in_another_language_says_which() -> None:
    typed = "source:\n  title:"
    assert typed in WOUND
    for tag, languages in (("en-GB", set()), ("de", {"de"})):
        edition = edition_of(WOUND.replace(typed, f"source:\n  language: {tag}\n  title:"))
        found = {part.language for text in texts(edition.body) for part in text.phrase if isinstance(part, Foreign)}
        assert found - {"es"} == languages
