"""A reference as other programs export it says the same in a handout, or is refused with a reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from handout.content.project import Project
from handout.desk.adding import pasted, with_citation, with_reference
from handout.incoming.bibliography import reference_in
from handout.incoming.reference_parts import NoReference
from handout.problems import Problems
from support.faulty import handout_yaml, make_project

RIS = """\
TY  - JOUR
AU  - Exámple, Ana B.
AU  - World Example Group
TI  - Washing wounds
      at home
T2  - Journal of Examples
VL  - 12
IS  - 3
SP  - 284
EP  - 287
PY  - 2021/07/25/
DO  - 10.1000/182
N2  - An abstract that nobody cites.
ER  -
"""
NBIB = """\
PMID- 123456
OWN - NLM
DP  - 2021 Jul 25
TI  - Washing wounds
      at home.
PG  - 284-7
LID - 10.1000/182 [doi]
FAU - Exámple, Ana B
AU  - Exámple AB
CN  - World Example Group
TA  - J Examples
JT  - Journal of Examples
VI  - 12
IP  - 3
"""
BIBTEX = r"""
@article{example2021,
  author = {Ex{\'a}mple, Ana B. and {World Example Group}},
  title = "Washing {W}ounds \& more: 10\% at home",
  journal = {Journal of {Examples}}, volume = 12, number = {3},
  pages = {284--287}, month = jul, year = 2021, doi = {10.1000/182},
}
"""
AUTHORS = [{"family": "Exámple", "given": "Ana B."}, {"literal": "World Example Group"}]


def test_ris_is_read() -> None:
    assert reference_in(RIS) == {
        "type": "article-journal", "title": "Washing wounds at home", "container-title": "Journal of Examples",
        "volume": "12", "issue": "3", "page": "284-287", "DOI": "10.1000/182", "author": AUTHORS,
        "issued": {"date-parts": [[2021, 7, 25]]},
    }  # fmt: skip


def test_pubmed_is_read() -> None:
    found = reference_in(NBIB)
    assert found["title"] == "Washing wounds at home"
    assert found["author"] == [{"family": "Exámple", "given": "Ana B"}, {"literal": "World Example Group"}]
    assert (found["DOI"], found["PMID"], found["issued"]) == (
        "10.1000/182", "123456", {"date-parts": [[2021, 7, 25]]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2021 Jul-Aug", {"date-parts": [[2021, 7], [2021, 8]]}),
        ("2021 Jul 4-6", {"date-parts": [[2021, 7, 4], [2021, 7, 6]]}),
        ("2021 Jul 30-Aug 2", {"date-parts": [[2021, 7, 30], [2021, 8, 2]]}),
        ("2020 Dec 31-2021 Jan 2", {"date-parts": [[2020, 12, 31], [2021, 1, 2]]}),
        ("2021 Winter", {"date-parts": [[2021]], "season": "Winter"}),
        ("2021 Spring-Summer", {"literal": "2021 Spring-Summer"}),
        ("2021 Jul-25", {"literal": "2021 Jul-25"}),
    ],
)
def test_the_days_of_pubmed_are_read(typed: str, date: dict[str, Any]) -> None:
    assert reference_in(NBIB.replace("2021 Jul 25", typed))["issued"] == date


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("PY  - 2021///Winter", {"date-parts": [[2021]], "season": "Winter"}),
        ("PY  - 2021/07-08//", {"date-parts": [[2021, 7], [2021, 8]]}),
        ("PY  - 2021/07//", {"date-parts": [[2021, 7]]}),
        ("PY  - 2021\nDA  - Jul 25", {"date-parts": [[2021, 7, 25]]}),
        ("PY  - 2021\nDA  - July 25, 2021", {"date-parts": [[2021, 7, 25]]}),
        ("PY  - 2021\nDA  - 2021-07-25", {"date-parts": [[2021, 7, 25]]}),
    ],
)
def test_the_days_of_ris_are_read(lines: str, date: dict[str, Any]) -> None:
    assert reference_in(RIS.replace("PY  - 2021/07/25/", lines))["issued"] == date


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("month = {25 July}, year = 2021", [[2021, 7, 25]]),
        ('month = jul # "~25", year = 2021', [[2021, 7, 25]]),
        ("month = {Jul--Aug}, year = 2021", [[2021, 7], [2021, 8]]),
        ("month = {10/12}, year = 2021", [[2021, 10], [2021, 12]]),
        ("month = 7, day = 25, year = 2021", [[2021, 7, 25]]),
        ("date = {2021-07/2021-08}", [[2021, 7], [2021, 8]]),
        ("date = {2021~}", [[2021]]),
    ],
)
def test_the_days_of_bibtex_are_read(lines: str, date: list[list[int]]) -> None:
    issued = reference_in(BIBTEX.replace("month = jul, year = 2021", lines))["issued"]
    assert issued == {"date-parts": date} | ({"circa": True} if lines.endswith("~}") else {})


def test_a_chapter_of_pubmed_stands_in_its_book() -> None:
    chapter = NBIB.replace("TA  - J Examples\n", "BTI - Wounds.\nPL  - Anytown (CO)\nLA  - fre\n").replace("FAU", "XAU")
    found = reference_in(chapter.replace("Exámple AB", "Exámple AB Jr"))
    assert (found["type"], found["container-title"], found["publisher-place"]) == ("chapter", "Wounds", "Anytown (CO)")
    assert (found["author"][0], found["language"]) == ({"family": "Exámple", "given": "AB", "suffix": "Jr"}, "French")


def test_what_a_reference_says_besides_stands_in_its_note() -> None:
    assert reference_in(RIS.replace("DO  -", "M3  - Trial\nDO  -"))["note"] == "M3: Trial"
    found = reference_in(BIBTEX.replace("doi = ", "addendum = {In \\emph{Anytown}}, pubstate = {inpress}, doi = "))
    assert found["status"] == "in press"
    assert found["note"] == "addendum: In <i>Anytown</i>"


def test_a_series_is_no_book() -> None:
    found = reference_in(RIS.replace("JOUR", "RPRT").replace("T2  - Journal", "T2  - Series"))
    assert (found["collection-title"], found["number"]) == ("Series of Examples", "3")
    assert "container-title" not in found


@pytest.mark.parametrize(
    "typed", ["Department of Health, Education, and Welfare", "Example Group", "Example, Ltd., Anytown"]
)
def test_a_group_is_no_person(typed: str) -> None:
    assert reference_in(RIS.replace("World Example Group", typed))["author"][1] == {"literal": typed}


def test_an_address_keeps_its_signs() -> None:
    typed = BIBTEX.replace("doi = ", r"url = {https://example.org/\~{}a--b\_c/x~y\%20z}, doi = ")
    assert reference_in(typed)["URL"] == "https://example.org/~a--b_c/x~y%20z"


def test_bibtex_is_read() -> None:
    assert reference_in(BIBTEX) == {
        "id": "example2021", "type": "article-journal", "title": "Washing Wounds & more: 10% at home",
        "container-title": "Journal of Examples", "volume": "12", "issue": "3", "page": "284-287",
        "DOI": "10.1000/182", "author": AUTHORS, "issued": {"date-parts": [[2021, 7]]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (r"{\"o}{\ss}\'{\i} \v{s} \c c \o{} x", "ößí š ç ø x"),
        (r"``so'' -- \emph{so}~so", "“so” – <i>so</i> so"),
        (r"K{\i}l{\i}\c{c} {\'\i}, \textsuperscript{13}C \enquote{{\O}x} \~{} \dh", "Kılıç í, <sup>13</sup>C “Øx” ~ ð"),
    ],
)
def test_the_letters_of_tex_are_read(typed: str, read: str) -> None:
    assert reference_in(f"@misc{{a, title = {{{typed}}}}}")["title"] == read


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ana van der Example", {"family": "van der Example", "given": "Ana"}),
        ("Example, Jr, Ana", {"family": "Example", "given": "Ana", "suffix": "Jr"}),
        ("Example", {"family": "Example"}),
        (r"{Institut f{\"u}r B and C}", {"literal": "Institut für B and C"}),
    ],
)
def test_the_names_of_bibtex_are_read(typed: str, name: dict[str, str]) -> None:
    assert reference_in(f"@misc{{a, title = {{x}}, author = {{{typed}}}}}")["author"] == [name]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "this is not RIS"),
        ("Ana Example. Washing wounds. 2021.", "this is not RIS"),
        ("https://doi.org/10.1000/182", "a DOI alone"),
        ("10.1000/182", "a DOI alone"),
        (RIS + RIS, "one reference at a time"),
        (BIBTEX + BIBTEX, "one reference at a time"),
        (RIS.replace("TI  - Washing wounds\n      at home\n", ""), "no title"),
        (RIS.replace("JOUR", "XYZ"), "'XYZ' is not a kind"),
        (RIS.replace("2021/07", "soon"), "is not a year"),
        (BIBTEX.replace("@article", "@strange"), "'@strange' is not a kind"),
        (BIBTEX.strip()[:-1], "has no end"),
        (BIBTEX.replace("pages = {284", "pages = {{284"), "has no end"),
        (BIBTEX.replace("at home", r"\alpha"), r"'\alpha' is a command"),
        (BIBTEX.replace("at home", "$x$"), "a formula"),
        (BIBTEX.replace("volume", "crossref = {x}, volume"), "another entry"),
        (BIBTEX.replace("Washing", "Retracted: washing"), "retracted"),
        (NBIB.replace("OWN - NLM", "PT  - Retracted Publication"), "retracted"),
        (RIS.replace("2021/07/25", "2021/13/25"), "not a day in the calendar"),
        (BIBTEX.replace("{World Example Group}", "others"), "names nobody"),
        (BIBTEX.replace("{Journal of {Examples}}", "joe"), "abbreviation"),
        ('{"type": "book"}', "a type and a title"),
        ("[" * 100_000, "not CSL-JSON"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(typed: str, says: str) -> None:
    with pytest.raises(NoReference, match=r".*") as fault:
        reference_in(typed)
    assert says in str(fault.value)


CSL: dict[str, Any] = {"type": "book", "title": "On Wounds", "author": [{"literal": "A"}]}


@pytest.mark.parametrize("typed", [RIS, NBIB, BIBTEX, json.dumps(CSL), json.dumps([CSL])])
def test_what_was_read_can_be_cited(typed: str, tmp_path: Path) -> None:
    text = handout_yaml("      - Wash your hands.\n")
    source = pasted(typed)
    text = with_reference(with_citation(text, text.index("hands.") + 6, source.key), source)
    project = Project(make_project(tmp_path, wound=text))
    problems = Problems()
    handout = project.load_handout(project.entries(problems)[0].path, project.load_clinic(problems), problems)
    assert handout is not None and [str(problem) for problem in problems] == []
    assert handout.references[0].title.text == pasted(typed).label
