"""References in NLM form, against the samples that the National Library of Medicine publishes.

The samples are those of "Samples of Formatted References for Authors of Journal Articles"
(https://www.nlm.nih.gov/bsd/uniform_requirements.html). They are typed here as Zotero would export them, with full
given names where they are known and whole page ranges, so that the shortening is tried too. The one of more than six
authors is that of the "Uniform Requirements for Manuscripts Submitted to Biomedical Journals" (ICMJE, 1997), which
names those whom "et al." leaves out, with the full stop that the form now has after the journal.
"""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handout.content.reference import Name, Reference
from handout.locales import Locale, available, locale_for
from handout.problems import Problems
from handout.reading.models import key, read
from handout.reading.yaml_file import parse
from handout.record import Record
from handout.references import formatted, pages
from handout.references.names import written
from handout.source import Located, Span
from handout.text.phrase import Emphasis, Link, Strong, Text, plain


def reference(text: str) -> Reference:
    problems = Problems()
    node = parse(f"id: x\n{text}".encode(), "x.yaml", problems)
    assert node is not None
    found = read(Reference, node, problems, "reference")
    assert found is not None, [str(problem) for problem in problems]
    assert not problems.has_errors, [str(problem) for problem in problems]
    return found


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("\n  @article{a, title={W}}", "this is BibTeX, "),
        ("\n@book(a,\n  title={W})", "this is BibTeX, "),
        (" |\n  @article{a,\n    title={W}}", "this is BibTeX, "),
        ("\n  TY  - JOUR\n  TI  - W", "this is RIS, "),
        ("\n  - |\n    TY  - JOUR\n    TI  - W", "this is RIS, "),
        ("\n  PMID- 12345\n  OWN - NLM", "this is the nbib of PubMed, "),
        (" refs.bib", "type the references themselves here, "),
        ("\n  - Smith A. Wounds. BMJ.", "write its keys, "),
    ],
)
def test_what_another_program_exports_is_known_where_keys_are_typed(typed: str, hint: str) -> None:
    assert [str(told).partition(hint)[:2] for told in hints(f"references:{typed}")] == [("", hint)]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("title: @home (care, rest)", 'quote it: "@home (care, rest)"'),
        ("names: names.json", "start each entry of 'names' with '- ' on a line of its own"),
    ],
)
def test_what_only_looks_exported_is_told_as_what_it_is(typed: str, hint: str) -> None:
    assert hints(typed) == [hint]


def hints(typed: str) -> list[str | None]:
    """The hints that these lines of a library bring."""
    problems = Problems()
    node = parse(f"{typed}\n".encode(), "x.yaml", problems)
    if node is not None:
        read(_Library, node, problems, "library")
    return [problem.hint for problem in problems]


class _Library(Record):
    references: tuple[Reference, ...] = key("References.")
    names: tuple[Located, ...] = key("Names.")


def locale(tag: str = "en") -> Locale:
    found = locale_for(tag, Span("x.yaml", 1, 1), Problems())
    assert found is not None
    return found


def printed(text: str, language: str = "en") -> str:
    return plain(formatted(reference(text), locale(language)))


HALPERN = """
type: article-journal
author: [{family: Halpern, given: Scott D.}, {family: Ubel, given: P. A.}, {family: Caplan, given: A L}]
title: Solid-organ transplantation in HIV-infected patients
container-title: The New England Journal of Medicine
container-title-short: N Engl J Med
issued: 2002-07-25
volume: 347
issue: 4
page: 284-287
"""

ARTICLES = {
    "a standard journal article": (
        HALPERN,
        "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
        "N Engl J Med. 2002 Jul 25;347(4):284-7.",
    ),
    "more than six authors": (
        """
type: article-journal
author:
  - {family: Parkin, given: DM}
  - {family: Clayton, given: D}
  - {family: Black, given: RJ}
  - {family: Masuyer, given: E}
  - {family: Friedl, given: HP}
  - {family: Ivanov, given: E}
  - {family: Sinnaeve, given: J}
  - {family: Tzvetansky, given: CG}
title: 'Childhood leukaemia in Europe after Chernobyl: 5 year follow-up'
container-title: Br J Cancer
issued: 1996
volume: 73
page: 1006-1012
""",
        "Parkin DM, Clayton D, Black RJ, Masuyer E, Friedl HP, Ivanov E, et al. Childhood leukaemia in Europe after "
        "Chernobyl: 5 year follow-up. Br J Cancer. 1996;73:1006-12.",
    ),
    "an organization as author": (
        """
type: article-journal
author: [{literal: Diabetes Prevention Program Research Group}]
title: Hypertension, insulin, and proinsulin in participants with impaired glucose tolerance
container-title: Hypertension
issued: 2002
volume: 40
issue: 5
page: 679-686
""",
        "Diabetes Prevention Program Research Group. Hypertension, insulin, and proinsulin in participants with "
        "impaired glucose tolerance. Hypertension. 2002;40(5):679-86.",
    ),
    "persons and an organization as authors": (
        """
type: article-journal
author:
  - {family: Vallancien, given: G}
  - {family: Emberton, given: M}
  - {family: Harving, given: N}
  - {non-dropping-particle: van, family: Moorselaar, given: RJ}
  - {literal: Alf-One Study Group}
title: Sexual dysfunction in 1,274 European men suffering from lower urinary tract symptoms
container-title: J Urol
issued: 2003
volume: 169
issue: 6
page: 2257-2261
""",
        "Vallancien G, Emberton M, Harving N, van Moorselaar RJ; Alf-One Study Group. Sexual dysfunction in 1,274 "
        "European men suffering from lower urinary tract symptoms. J Urol. 2003;169(6):2257-61.",
    ),
    "no author": (
        """
type: article-journal
title: 21st century heart solution may have a sting in the tail
container-title: BMJ
issued: 2002
volume: 325
issue: 7357
page: 184
""",
        "21st century heart solution may have a sting in the tail. BMJ. 2002;325(7357):184.",
    ),
    "a volume with a supplement": (
        """
type: article-journal
author: [{family: Geraud, given: G}, {family: Spierings, given: EL}, {family: Keywood, given: C}]
title: Tolerability and safety of frovatriptan with short- and long-term use for treatment of migraine and in comparison
  with sumatriptan
container-title: Headache
issued: 2002
volume: 42 Suppl 2
page: S93-S99
""",
        "Geraud G, Spierings EL, Keywood C. Tolerability and safety of frovatriptan with short- and long-term use for "
        "treatment of migraine and in comparison with sumatriptan. Headache. 2002;42 Suppl 2:S93-9.",
    ),
    "an issue with a supplement": (
        """
type: article-journal
author: [{family: Glauser, given: TA}]
title: Integrating clinical trial data into clinical practice
container-title: Neurology
issued: 2002
volume: 58
issue: 12 Suppl 7
page: S6-12
""",
        "Glauser TA. Integrating clinical trial data into clinical practice. Neurology. 2002;58(12 Suppl 7):S6-12.",
    ),
    "an issue without a volume": (
        """
type: article-journal
author: [{family: Banit, given: DM}, {family: Kaufer, given: H}, {family: Hartford, given: JM}]
title: Intraoperative frozen section analysis in revision total joint arthroplasty
container-title: Clin Orthop
issued: 2002
issue: 401
page: 230-238
""",
        "Banit DM, Kaufer H, Hartford JM. Intraoperative frozen section analysis in revision total joint arthroplasty. "
        "Clin Orthop. 2002;(401):230-8.",
    ),
    "neither volume nor issue": (
        """
type: article-journal
title: 'Outreach: bringing HIV-positive individuals into care'
container-title: HRSA Careaction
issued: 2002-06
page: 1-6
""",
        "Outreach: bringing HIV-positive individuals into care. HRSA Careaction. 2002 Jun:1-6.",
    ),
    "pages in roman numerals": (
        """
type: article-journal
author: [{family: Chadwick, given: R}, {family: Schuklenk, given: U}]
title: The politics of ethical consensus finding
container-title: Bioethics
issued: 2002
volume: 16
issue: 2
page: iii–v
""",
        "Chadwick R, Schuklenk U. The politics of ethical consensus finding. Bioethics. 2002;16(2):iii-v.",
    ),
}  # fmt: skip

BOOKS = {
    "personal authors": (
        """
type: book
author:
  - {family: Murray, given: PR}
  - {family: Rosenthal, given: KS}
  - {family: Kobayashi, given: GS}
  - {family: Pfaller, given: MA}
title: Medical microbiology
edition: 4
publisher-place: St. Louis
publisher: Mosby
issued: 2002
""",
        "Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. St. Louis: Mosby; 2002.",
    ),
    "editors as authors": (
        """
type: book
editor: [{family: Gilstrap, given: LC, suffix: III}, {family: Cunningham, given: FG}, {family: VanDorsten, given: JP}]
title: Operative obstetrics
edition: 2nd
publisher-place: New York
publisher: McGraw-Hill
issued: 2002
""",
        "Gilstrap LC 3rd, Cunningham FG, VanDorsten JP, editors. Operative obstetrics. 2nd ed. New York: "
        "McGraw-Hill; 2002.",
    ),
    "authors and an editor": (
        """
type: book
author: [{family: Breedlove, given: GK}, {family: Schorfheide, given: AM}]
editor: [{family: Wieczorek, given: RR}]
title: Adolescent pregnancy
edition: 2
publisher-place: White Plains (NY)
publisher: March of Dimes Education Services
issued: 2001
""",
        "Breedlove GK, Schorfheide AM. Adolescent pregnancy. 2nd ed. Wieczorek RR, editor. White Plains (NY): March of "
        "Dimes Education Services; 2001.",
    ),
    "organizations as authors": (
        """
type: book
author: [{literal: Royal Adelaide Hospital}, {literal: 'University of Adelaide, Department of Clinical Nursing'}]
title: Compendium of nursing research and practice development, 1999-2000
publisher-place: Adelaide (Australia)
publisher: Adelaide University
issued: 2001
""",
        "Royal Adelaide Hospital; University of Adelaide, Department of Clinical Nursing. Compendium of nursing "
        "research and practice development, 1999-2000. Adelaide (Australia): Adelaide University; 2001.",
    ),
    "a chapter": (
        """
type: chapter
author: [{family: Meltzer, given: PS}, {family: Kallioniemi, given: A}, {family: Trent, given: JM}]
title: Chromosome alterations in human solid tumors
editor: [{family: Vogelstein, given: B}, {family: Kinzler, given: KW}]
container-title: The genetic basis of human cancer
publisher-place: New York
publisher: McGraw-Hill
issued: 2002
page: 93-113
""",
        "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: Vogelstein B, "
        "Kinzler KW, editors. The genetic basis of human cancer. New York: McGraw-Hill; 2002. p. 93-113.",
    ),
    "a monograph on the Internet": (
        """
type: book
editor: [{family: Foley, given: KM}, {family: Gelband, given: H}]
title: Improving palliative care for cancer
publisher-place: Washington
publisher: National Academy Press
issued: 2001
accessed: 2002-07-09
URL: http://www.nap.edu/books/0309074029/html/
""",
        "Foley KM, Gelband H, editors. Improving palliative care for cancer [Internet]. Washington: National Academy "
        "Press; 2001 [cited 2002 Jul 9]. Available from: http://www.nap.edu/books/0309074029/html/.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", [*ARTICLES.values(), *BOOKS.values()], ids=[*ARTICLES, *BOOKS])
def test_a_sample_prints_as_the_library_prints_it(case: tuple[str, str]) -> None:
    typed, expected = case
    assert printed(typed) == expected


SOURCE_REFERENCES = {
    "a web page of an organisation": (
        """
type: webpage
author: [{literal: UpToDate}]
title: Calciphylaxis (calcific uremic arteriolopathy)
issued: 2021
accessed: 2023-09-27
URL: https://www.uptodate.com/contents/calciphylaxis-calcific-uremic-arteriolopathy
""",
        "UpToDate. Calciphylaxis (calcific uremic arteriolopathy) [Internet]. 2021 [cited 2023 Sep 27]. Available "
        "from: https://www.uptodate.com/contents/calciphylaxis-calcific-uremic-arteriolopathy",
    ),
    "an article without volume or pages": (
        """
type: article-journal
title: 'Calciphylaxis: Risk factors, diagnosis, and treatment'
container-title: American Journal of Nephrology
issued: 2018
accessed: 2023-09-27
URL: https://www.karger.com/Article/FullText/492142
""",
        "Calciphylaxis: Risk factors, diagnosis, and treatment. American Journal of Nephrology [Internet]. 2018 [cited "
        "2023 Sep 27]. Available from: https://www.karger.com/Article/FullText/492142",
    ),
    "an article at PubMed Central": (
        """
type: article-journal
title: 'Calciphylaxis: Diagnosis, Pathogenesis, and Treatment'
container-title: Journal of Cutaneous Medicine and Surgery
issued: 2016
URL: https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4841624/
""",
        "Calciphylaxis: Diagnosis, Pathogenesis, and Treatment. Journal of Cutaneous Medicine and Surgery "
        "[Internet]. 2016. Available from: https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4841624/.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SOURCE_REFERENCES.values(), ids=SOURCE_REFERENCES)
def test_a_reference_of_the_first_handouts_source_prints(case: tuple[str, str]) -> None:
    typed, expected = case
    assert printed(typed) == expected


def test_a_title_that_asks_takes_no_full_stop() -> None:
    typed = "type: webpage\ntitle: How do I care for a wound?\nissued: 2024-03-01\nURL: https://www.nhs.uk/"
    assert printed(typed) == ("How do I care for a wound? [Internet]. 2024 Mar 1. Available from: https://www.nhs.uk/.")


def test_a_site_is_named_unless_it_is_the_author() -> None:
    page = "type: webpage\ntitle: Wounds\nissued: 2024\nURL: https://example.org/w\ncontainer-title: The site"
    assert printed(page).startswith("Wounds [Internet]. The site. 2024.")
    assert printed(f"{page}\nauthor: [{{literal: The site}}]").startswith("The site. Wounds [Internet]. 2024.")


def test_a_page_without_a_date_says_so() -> None:
    assert "[date unknown] [cited 2026 Nov 20]" in printed(
        "type: webpage\ntitle: Wounds\naccessed: 2026-11-20\nURL: https://example.org/w"
    )


def test_the_doi_follows_and_links_and_says_enough() -> None:
    identifiers = "DOI: https://doi.org/10.1056/NEJMsb020632\nPMID: 12140307\nPMCID: 99"
    phrase = formatted(reference(HALPERN + identifiers), locale())
    assert plain(phrase).endswith("2002 Jul 25;347(4):284-7. doi: 10.1056/NEJMsb020632.")
    assert [part.target for part in phrase if isinstance(part, Link)] == ["https://doi.org/10.1056/NEJMsb020632"]


def test_without_a_doi_the_numbers_of_pubmed_follow_and_link() -> None:
    phrase = formatted(reference(HALPERN + "PMID: 12140307\nPMCID: 99"), locale())
    assert plain(phrase).endswith("2002 Jul 25;347(4):284-7. PubMed PMID: 12140307; PubMed Central PMCID: PMC99.")
    assert [part.target for part in phrase if isinstance(part, Link)] == [
        "https://pubmed.ncbi.nlm.nih.gov/12140307/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC99/",
    ]


@pytest.mark.parametrize(
    ("typed", "shown", "target"),
    [
        ("10.1/(a)<b::c>2#d?e%20", "10.1/(a)<b::c>2#d?e%20", "10.1/(a)%3Cb::c%3E2%23d%3Fe%2520"),
        ("https://doi.org/10.1/a%3Cb%7F", "10.1/a<b%7F", "10.1/a%3Cb%7F"),
    ],
)
def test_a_doi_leads_where_it_says_whatever_signs_it_has(typed: str, shown: str, target: str) -> None:
    found = formatted(reference(f"type: book\ntitle: X\nDOI: '{typed}'"), locale())
    [link] = [part for part in found if isinstance(part, Link)]
    assert (plain(link.children), link.target) == (f"doi: {shown}", f"https://doi.org/{target}")


def test_a_number_of_pubmed_may_be_typed_as_the_address_of_its_page() -> None:
    typed = "type: book\ntitle: X\nPMID: https://pubmed.ncbi.nlm.nih.gov/12/\nPMCID: https://pmc.ncbi.nlm.nih.gov/articles/PMC9/"
    assert printed(typed) == "X. [date unknown]. PubMed PMID: 12; PubMed Central PMCID: PMC9."


def test_a_url_that_only_repeats_the_doi_is_not_printed() -> None:
    text = printed(HALPERN + "DOI: 10.1056/NEJMsb020632\nURL: https://doi.org/10.1056/NEJMsb020632")
    assert text.endswith("284-7. doi: 10.1056/NEJMsb020632.")
    assert "Internet" not in text


def test_a_url_in_place_of_the_doi_is_printed() -> None:
    assert "Available from: https://doi.org/10.1056/NEJMsb020632" in printed(
        HALPERN + "URL: https://doi.org/10.1056/NEJMsb020632"
    )


def test_chinese_and_arabic_names_are_not_cut_to_initials() -> None:
    assert printed("type: book\nauthor: [{family: 王, given: 小明}]\ntitle: X\nissued: 2020") == "王小明. X. 2020."


def test_a_hyphenated_given_name_gives_two_initials() -> None:
    typed = "type: book\nauthor: [{family: Roux, given: Jean-Paul}]\ntitle: X\nissued: 2020"
    assert printed(typed) == "Roux JP. X. 2020."


def test_an_edition_in_words_stands_as_typed() -> None:
    for words in ("Revised edition", "2. Auflage", "edycja druga", "edisi kedua", "চতুর্থ সংস্করণ"):
        assert printed(f"type: book\ntitle: X\nedition: {words}\nissued: 2020").startswith(f"X. {words}. ")


def test_the_small_words_are_in_the_handouts_language() -> None:
    typed = "type: webpage\ntitle: Heridas\nissued: 2021\naccessed: 2023-09-27\nURL: https://example.org/h"
    assert (
        printed(typed, "es") == "Heridas [Internet]. 2021 [citado 27 sept 2023]. Disponible en: https://example.org/h"
    )


def test_the_title_keeps_its_place_in_the_file() -> None:
    phrase = formatted(reference("type: book\ntitle: Wounds\nissued: 2020"), locale())
    assert [str(part.span) for part in phrase if isinstance(part, Text) and part.text == "Wounds. "] == ["x.yaml:3:8"]


@pytest.mark.parametrize(
    ("typed", "short"),
    [("284-287", "284-7"), ("284–287", "284-7"), ("1198-1208", "1198-208"), ("99-101", "99-101"),
     ("123A-125A", "123A-125A"), ("S93-S99", "S93-9"), ("e1000100", "e1000100"), ("5-5", "5"), ("pp. 93-113", "93-113"),
     ("p 5", "5"), ("12, 15–17", "12, 15-17"), ("287-284", "287-284")],
)  # fmt: skip
def test_pages_lose_the_digits_they_repeat(typed: str, short: str) -> None:
    assert pages(typed) == short


def test_a_report_gives_its_number_as_nlm_gives_it() -> None:
    report = "type: report\ntitle: Hand hygiene\npublisher: A Publisher\nissued: 2009-05\nnumber: 12"
    assert printed(report) == "Hand hygiene. A Publisher; 2009 May. Report No.: 12."
    assert printed(report, "es").endswith("Informe n.º: 12.")


AS_ZOTERO_WRITES = {
    "the journal's abbreviation under Zotero's own name": (
        "{type: article-journal, title: T, container-title: Journal of Trials, journalAbbreviation: J Trials}",
        "T. J Trials. [date unknown].",
    ),
    "an Arabic name, a blank between its parts": (
        "{type: book, author: [{family: مثال, given: أولى}], title: T}", "مثال أولى. T. [date unknown].",
    ),
    "a Korean name, no blank": (
        "{type: book, author: [{family: 김, given: 초영}], title: T}", "김초영. T. [date unknown].",
    ),
    "a Georgian name is not cut": (
        "{type: book, author: [{family: მაგალითი, given: ანა}], title: T}", "მაგალითი ანა. T. [date unknown].",
    ),
    "particles first, tied by an apostrophe or a hyphen": (
        "{type: book, author: [{family: A, given: B, non-dropping-particle: d'}, {family: C, given: D, "
        "dropping-particle: von, non-dropping-particle: der}, {family: E, given: F, non-dropping-particle: al-}, "
        "{family: G, given: Ludwig van}, {family: H, given: É. de la}], title: T}",
        "d'A B, von der C D, al-E F, van G L, de la H É. T. [date unknown].",
    ),
    "suffixes, in the family name and the given names too": (
        "{type: book, author: [{family: A Jr., given: B}, {family: 'C, III', given: D}, {family: E, given: F, "
        "suffix: Sr., comma-suffix: true}, {family: G, given: 'Henry I., Jr.'}, {family: J, given: K II}], title: T}",
        "A B Jr, C D 3rd, E F Sr, G HI Jr, J K 2nd. T. [date unknown].",
    ),
    "initials are capitals": (
        "{type: book, author: [{family: A, given: Hai-jun}, {family: B, given: Jean le Rond}], title: T}",
        "A HJ, B JLR. T. [date unknown].",
    ),
    "a title that ends in a question as it was asked": (
        "{type: book, title: 'She said: “Why?”', publisher: P}", "She said: “Why?” P; [date unknown].",
    ),
    "empty texts are none": (
        "{type: book, author: [{family: Trial Group, given: ''}], title: T, publisher: '', volume: \"\"}",
        "Trial Group. T. [date unknown].",
    ),
    "a high edition and a volume": (
        "{type: book, title: T, edition: 42, volume: 2}", "T. Vol. 2. 42nd ed. [date unknown].",
    ),
    "a volume in words": ("{type: book, title: T, volume: Band 2}", "T. Band 2. [date unknown]."),
    "a season": ("{type: book, title: T, issued: {date-parts: [[2017]], season: '1'}}", "T. 2017 Spring."),
    "a season as a month": ("{type: book, title: T, issued: {date-parts: [[2015, 24]]}}", "T. 2015 Winter."),
    "a season as ISO has it": ("{type: book, title: T, issued: 2015-23}", "T. 2015 Fall."),
    "days of one month": (
        "{type: book, title: T, issued: {date-parts: [[2021, 7, 4], [2021, 7, 6]]}}", "T. 2021 Jul 4-6.",
    ),
    "days of two months": ("{type: book, title: T, issued: 2021-07-30/2021-08-02}", "T. 2021 Jul 30-Aug 2."),
    "two years": ("{type: book, title: T, issued: [{year: 2004}, {year: 2005}]}", "T. 2004-2005."),
    "the same date twice": ("{type: book, title: T, issued: {date-parts: [[2004], [2004]]}}", "T. 2004."),
    "a guess": ("{type: book, title: T, issued: {date-parts: [[1950]], circa: 1}}", "T. [1950?]."),
    "a date in words": ("{type: book, title: T, issued: {literal: in press}}", "T. in press."),
    "a date without noughts, as catalogues write it": ("{type: book, title: T, issued: 2010-5-1}", "T. 2010 May 1."),
    "a guess as Pandoc writes it": (r"{type: book, title: T, issued: 1836\~}", "T. [1836?]."),
    "what has not appeared": ("{type: book, title: T, publisher: P, status: in press}", "T. P; in press."),
    "a raw date": ("{type: book, title: T, issued: {raw: 2010-05-01}}", "T. 2010 May 1."),
    "parts of a date as texts, and a day nobody knows": (
        '{type: book, title: T, issued: {date-parts: [["2010", "05", "0"]]}}', "T. 2010 May.",
    ),
    "a thesis": ("{type: thesis, title: T, genre: dissertation, publisher: U}", "T [dissertation]. U; [date unknown]."),
    "a report's genre is not printed": (
        "{type: report, title: T, genre: Technical, number: 4}", "T. [date unknown]. Report No.: 4.",
    ),
    "the language of a text, as a word": (
        "{type: article-journal, title: T, container-title: J, language: French}", "T. J. [date unknown]. French.",
    ),
    "a tag is no word": ("{type: book, title: T, language: en-GB}", "T. [date unknown]."),
    "this handout's language": ("{type: book, title: T, language: english}", "T. [date unknown]."),
    "translators": (
        "{type: book, title: T, author: [{literal: G}], translator: [{family: A, given: B}, {family: C, given: D}]}",
        "G. T. A B, C D, translators. [date unknown].",
    ),
    "a series": ("{type: book, title: T, collection-title: S, collection-number: 905}", "T. [date unknown]. (S; 905)."),
    "a conference": (
        "{type: paper-conference, title: T, container-title: P, event-title: M, event-place: Anytown, "
        "event-date: {date-parts: [[2014, 6, 5], [2014, 6, 7]]}, issued: 2014}",
        "T. In: P. M; 2014 Jun 5-7; Anytown. 2014.",
    ),
    "a paper of which only the conference is known": (
        "{type: paper-conference, title: T, event-title: M, event-place: Anytown, issued: 2014, page: 30-33}",
        "T. M; Anytown. 2014. p. 30-3.",
    ),
    "a speech, where it was held": (
        "{type: speech, title: T, event-place: Anytown, issued: 2014}", "T. Anytown; 2014.",
    ),
    "a chapter of somebody's own book": (
        "{type: chapter, title: T, container-title: B, container-author: [{family: A, given: B}], "
        "editor: [{family: C, given: D}], edition: 2, issued: 2014, page: 7}",
        "T. In: A B. B. 2nd ed. C D, editor. 2014. p. 7.",
    ),
    "a standard, by its number": (
        "{type: standard, title: T, publisher: O, number: ISO 9, issued: 2014}", "T. O; 2014. ISO 9.",
    ),
    "a preprint, by its number where it has no DOI": (
        "{type: article, title: T, number: 'arXiv:9', issued: 2014}", "T. 2014. arXiv:9.",
    ),
    "a case, its court": (
        "{type: legal_case, title: A v. B, authority: Trial Court, volume: 9, container-title: T.R., page: 1}",
        "A v. B. 9 T.R. 1. Trial Court. [date unknown].",
    ),
    "a law, its section": (
        "{type: legislation, title: T Act, volume: 42, container-title: U.S.C., section: § 9}",
        "T Act. 42 U.S.C. § 9. [date unknown].",
    ),
    "a law, its page and section": (
        "{type: legislation, title: T Act, volume: 9, container-title: Stat., page: 10, section: 5}",
        "T Act. 9 Stat. 10 §\u00a05. [date unknown].",
    ),
    "a section of a law of which no more is known": (
        "{type: regulation, title: T Rules, section: 12, issued: 2018}", "T Rules. §\u00a012. 2018."
    ),
    "a patent": ("{type: patent, title: T, authority: United States patent, number: US 9, issued: 2018}",
                 "T. United States patent US 9. 2018."),
    "a law": ("{type: legislation, title: T Act, number: Pub. L. No. 9, volume: 133, container-title: Stat., page: 21}",
              "T Act. Pub. L. No. 9, 133 Stat. 21. [date unknown]."),
    "a section of a newspaper": (
        "{type: article-newspaper, title: T, container-title: Post, section: B, page: 3, issued: 2020}",
        "T. Post. 2020;Sect. B:3.",
    ),
    "an edition of a newspaper, and all that tells where": (
        "{type: article-newspaper, title: T, container-title: Post, edition: Anytown, volume: 4, section: B, page: 3}",
        "T. Post (Anytown ed.). [date unknown];4;Sect. B:3.",
    ),
    "numbers in a note": (
        '{type: book, title: T, note: "PMID: 9\\nread it\\nPMCID: PMC8"}',
        "T. [date unknown]. PubMed PMID: 9; PubMed Central PMCID: PMC8.",
    ),
    "numbers on one line of a note": (
        '{type: book, title: T, note: "PMID: 9; PMCID: PMC8\\nsee also; PMID: 7"}',
        "T. [date unknown]. PubMed PMID: 9; PubMed Central PMCID: PMC8.",
    ),
    "more authors than are named": (
        "{type: book, title: T, author: [{family: A, given: Dr. Bo}, {literal: et al.}]}",
        "A B, et al. T. [date unknown].",
    ),
    "a DOI in a note": (
        '{type: book, title: T, note: "PMID: 9\\nDOI: 10.1000/x"}', "T. [date unknown]. doi: 10.1000/x.",
    ),
    "a number in a note where there is a key": (
        '{type: book, title: T, PMID: 7, note: "PMID: 9"}', "T. [date unknown]. PubMed PMID: 7.",
    ),
    "a film": (
        "{type: motion_picture, title: T, medium: video, director: [{family: A, given: B}]}",
        "A B. T [video]. [date unknown].",
    ),
    "a supplement, by its own keys": (
        "{type: article-journal, title: T, container-title: J, volume: 84, supplement-number: 1}",
        "T. J. [date unknown];84 Suppl 1.",
    ),
    "a supplement of an issue": (
        "{type: article-journal, title: T, container-title: J, volume: 8, issue: 2, supplement: Suppl 1}",
        "T. J. [date unknown];8(2 Suppl 1).",
    ),
    "where a newspaper appears": (
        "{type: article-newspaper, title: T, container-title: The Post, event-place: Town, publisher-place: Town}",
        "T. The Post (Town). [date unknown].",
    ),
    "where a newspaper appears that says so": (
        "{type: article-newspaper, title: T, container-title: Anytown Post, publisher-place: Anytown}",
        "T. Anytown Post. [date unknown].",
    ),
    "an edition as German has it": ("{type: book, title: T, edition: 3.}", "T. 3rd ed. [date unknown]."),
    "an edition shortened in another way": ("{type: book, title: T, edition: 9th edn}", "T. 9th edn. [date unknown]."),
    "the title of a volume": (
        "{type: book, title: T, volume: 3, volume-title: The foot}", "T. Vol. 3, The foot. [date unknown].",
    ),
    "only translators": (
        "{type: book, title: T, translator: [{family: A, given: B}]}", "A B, translator. T. [date unknown].",
    ),
    "only a compiler": ("{type: book, title: T, compiler: [{family: A, given: B}]}", "A B. T. [date unknown]."),
    "a report whose number says so itself": (
        "{type: report, title: T, number: Technical Report 12}", "T. [date unknown]. Technical Report 12.",
    ),
    "a program whose version says so itself": (
        "{type: software, title: T, version: Version 4.3}", "T. Version 4.3. [date unknown].",
    ),
    "a version with a letter": ("{type: software, title: T, version: v4.3}", "T. Version 4.3. [date unknown]."),
    "the kind of a map": ("{type: map, title: T, genre: street map}", "T [street map]. [date unknown]."),
    "a season in a list of one date": (
        "{type: book, title: T, issued: [{year: 2001, season: 2}]}", "T. 2001 Summer.",
    ),
    "a guess in a list of one date": ("{type: book, title: T, issued: [{year: 2001, circa: true}]}", "T. [2001?]."),
    "a program": ("{type: software, title: T, version: 4.3.1}", "T. Version 4.3.1. [date unknown]."),
    "signs that are no marks": ("{type: book, title: x <b and </b> y}", "x <b and </b> y. [date unknown]."),
    "a date as JSON has it": ('{type: book, title: T, issued: {"date-parts":[["2019",12,4]]}}', "T. 2019 Dec 4."),
    "a range as JSON has it": (
        '{type: book, title: T, issued: {"date-parts":[[2019,12],[2020,1]]}}', "T. 2019 Dec-2020 Jan.",
    ),
    "a degree behind the given name": (
        "{type: book, title: T, author: [{family: A, given: 'Jane, MD'}, {family: B, given: 'C. D., Ph.D.'}]}",
        "A J MD, B CD Ph.D. T. [date unknown].",
    ),
    "sounds that one letter of another alphabet makes": (
        "{type: book, title: T, author: [{family: A, given: Iu. A.}, {family: B, given: Th.}, {family: C, given: Yu}]}",
        "A IuA, B Th, C Y. T. [date unknown].",
    ),
    "names without capitals": (
        "{type: book, title: T, author: [{family: hooks, given: bell anna}]}", "hooks BA. T. [date unknown].",
    ),
    "numbers behind their names": (
        "{type: book, title: T, PMID: 'PMID: 123', PMCID: 'PMCID: PMC9'}",
        "T. [date unknown]. PubMed PMID: 123; PubMed Central PMCID: PMC9.",
    ),
    "a DOI behind its name, with the stop of its sentence": (
        "{type: book, title: T, DOI: 'DOI: 10.1000/182.'}", "T. [date unknown]. doi: 10.1000/182.",
    ),
    "a DOI as the address that is not the shortest": (
        "{type: book, title: T, DOI: 'www.doi.org/10.1000/182', URL: 'https://www.doi.org/10.1000/182'}",
        "T. [date unknown]. doi: 10.1000/182.",
    ),
    "a power that has no raised form": (
        "{type: book, title: '10<sup>9.5</sup> <sup>99m</sup>Tc'}", "10<sup>9.5</sup> 99mTc. [date unknown].",
    ),
    "raised and lowered figures": (
        "{type: book, title: 'Ca<sup>2+</sup> H<sub>2</sub>O 4<sup>th</sup>'}", "Ca²⁺ H₂O 4th. [date unknown].",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AS_ZOTERO_WRITES)
def test_what_zotero_writes_is_read_and_printed(name: str) -> None:
    typed, expected = AS_ZOTERO_WRITES[name]
    problems = Problems()
    node = parse(f"{{id: x, {typed[1:]}".encode(), "x.yaml", problems)
    assert node is not None, [str(problem) for problem in problems]
    found = read(Reference, node, problems, "reference")
    assert [str(problem) for problem in problems] == []
    assert found is not None
    assert plain(formatted(found, locale())) == expected


def test_marks_in_a_title_are_emphasis_at_their_place() -> None:
    [title] = [
        part
        for part in formatted(reference("type: book\ntitle: A <i>b <b>c</b></i> d"), locale())
        if isinstance(part, Emphasis)
    ]
    assert plain((title,)) == "b c"
    assert isinstance(title.children[1], Strong)
    assert str(title.children[0].span) == "x.yaml:3:13"  # type: ignore[union-attr]


@pytest.mark.parametrize("tag", available())
def test_every_language_counts_to_sixty_and_knows_the_seasons(tag: str) -> None:
    words = printed("type: book\ntitle: T\nedition: 60\nissued: {date-parts: [[2017]], season: Winter}", tag)
    assert "60" in words
    assert locale(tag).lists["seasons"][3] in words
    assert "2017" in words


names = st.lists(
    st.text("abCDÉж王김ע -'.’", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=2, max_size=2
)


@given(names)
def test_a_family_name_is_never_lost_or_glued(typed: list[str]) -> None:
    family, given_names = (unicodedata.normalize("NFC", part) for part in typed)
    span = Span("x.yaml", 1, 1)
    name = Name(family=Located(family, ((0, span),)), given=Located(given_names, ((0, span),)), span=span)
    words = written(name)
    assert re.search(rf"(?:^|[ '’-]){re.escape(family)}(?:$| |[王김])", words), words
