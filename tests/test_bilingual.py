"""Two languages side by side: level on paper, one after the other aloud, and never said to be more than both are."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handout.answer.question import KnowledgeRequest
from handout.answer.shelf import CodeIndex
from handout.cli.build import command as build
from handout.cli.check import command as check
from handout.cli.export import command as export
from handout.cli.sign import command as sign
from handout.cli.translate import command as translate
from handout.cli.verify import command as verify
from handout.export.manifest import read_manifest
from support.browser import headings
from support.readback import Readback, Tag
from support.second_witness import glyph_boxes

TODAY = "2026-11-29"
CLINIC = """\
name: An example clinic
phone: "555 0100"
emergency: "911"
language: en-US
styles: [standard]
disclaimer: {en: For information only., es: Solo para su información., ar: للمعلومات فقط.}
review: {required: [clinical], valid_for: 24 months}
"""
SOURCE = """\
title: Rest at home
language: en-US
purpose: How to rest.
get_help: {emergency: [You faint.], call: [You have a fever.]}
sections:
  - heading: Rest
    id: rest
    body:
      - Lie down for 2 hours [@who]. See [the next part](#walk).
      - steps: [Sit up., Wait 5 minutes.]
  - heading: Walk
    id: walk
    body:
      - table:
          columns: [{heading: When}, {heading: What}]
          rows: [[Monday, 10 minutes], [Tuesday, 20 minutes]]
      - tear_off: {title: Ω, body: [Ψ]}
references:
  - {id: who, type: webpage, title: Rest, URL: "https://www.example.org/rest", accessed: 2026-01-01}
codes: [{system: icd-10-cm, code: R53.83}]
"""
SPANISH = (
    ("language: en-US", "language: es"), ("Rest at home", "Descanso en casa"), ("How to rest.", "Cómo descansar."),
    ("You faint.", "Se desmaya."), ("You have a fever.", "Tiene fiebre."), ("heading: Rest", "heading: Descanso"),
    ("Lie down for 2 hours", "Acuéstese 2 horas, con los pies en alto si puede, y quédese así hasta sentirse bien"),
    ("See [the next part]", "Vea [la otra parte]"), ("Sit up.", "Siéntese."), ("Wait 5 minutes.", "Espere 5 minutos."),
    ("heading: Walk", "heading: Caminar"), ("heading: When", "heading: Cuándo"), ("heading: What", "heading: Qué"),
    ("Monday", "Lunes"), ("Tuesday", "Martes"), ("10 minutes", "10 minutos"), ("20 minutes", "20 minutos"),
)  # fmt: skip
ARABIC = (
    ("language: en-US", "language: ar"), ("Rest at home", "الراحة في البيت"), ("How to rest.", "كيف ترتاح."),
    ("You faint.", "أغمي عليك."), ("You have a fever.", "عندك حمى."), ("heading: Rest", "heading: الراحة"),
    ("Lie down for 2 hours", "استلق 2 ساعة"), ("See [the next part]", "انظر [الجزء الآخر]"), ("Sit up.", "اجلس."),
    ("Wait 5 minutes.", "انتظر 5 دقائق."), ("heading: Walk", "heading: المشي"), ("heading: When", "heading: متى"),
    ("heading: What", "heading: ماذا"), ("Monday", "الاثنين"), ("Tuesday", "الثلاثاء"), ("10 minutes", "10 دقائق"),
    ("20 minutes", "20 دقيقة"),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two translations, built once: each by itself, and side by side with the source."""
    project = tmp_path_factory.mktemp("bilingual")
    write(project, CLINIC + "bilingual: [[en, es], [ar, en-US]]\n")
    run(build, project, "--style", "standard", "--style", "large-print", "--html")
    return project


def write(project: Path, clinic: str = CLINIC) -> None:
    content = project / "content"
    content.mkdir()
    (content / "clinic.yaml").write_text(clinic, "utf-8")
    (content / "rest.yaml").write_text(SOURCE, "utf-8")
    for tag, words in (("es", SPANISH), ("ar", ARABIC)):
        text = SOURCE
        for english, own in words:
            assert english in text
            text = text.replace(english, own)
        (content / f"rest.{tag}.yaml").write_text(text, "utf-8")
        run(translate, project, "content/rest.yaml", "--to", tag, "--accept")


def run(command: object, project: Path, *arguments: str) -> Result:
    options = ["--project", str(project), "--today", TODAY]
    return CliRunner().invoke(command, [*arguments, *options], standalone_mode=False)  # type: ignore[arg-type]


def pdf(project: Path, name: str) -> Readback:
    return Readback((project / "out" / name).read_bytes())


def parts(project: Path, name: str) -> list[Tag]:
    return [kid for kid in pdf(project, name).tree.kids if isinstance(kid, Tag)]


def spoken(tag: Tag) -> str:
    return "".join(tag.text.split())


@pytest.mark.parametrize("style", ["", ".large-print"])
@pytest.mark.parametrize("tag", ["es", "ar"])
def test_each_language_is_read_through_whole_as_it_is_by_itself(made: Path, tag: str, style: str) -> None:
    both = parts(made, f"rest.en+{tag}{style}.pdf")
    assert [part.role for part in both] == ["Part", "Part"]
    assert [part.properties["Lang"] for part in both] == ["en-US", tag]
    [own, other] = (pdf(made, f"rest{name}{style}.pdf").tree for name in ("", f".{tag}"))
    assert [spoken(part) for part in both] == [spoken(own), spoken(other)]


def test_two_languages_lie_beside_each_other_and_level(made: Path) -> None:
    [page, *_] = pdf(made, "rest.en+es.pdf").reader.pages
    assert page.mediabox.width > page.mediabox.height
    [boxes, *_] = glyph_boxes((made / "out" / "rest.en+es.pdf").read_bytes())
    middle = float(page.mediabox.width) / 2
    for first in "RC":  # "Rest" and "Rest at home" stand beside "Descanso", "Call us" beside "Llámenos"
        assert any(box.char == first and box.right < middle for box in boxes)
    tops = [
        {round(box.top) for box in boxes if box.char == char and (box.left > middle) == is_right}
        for char, is_right in (("R", False), ("D", True))
    ]
    assert len(tops[0] & tops[1]) >= 2


def test_the_tear_offs_of_both_stand_at_the_foot_of_the_last_page(made: Path) -> None:
    [*_, boxes] = glyph_boxes((made / "out" / "rest.en+es.pdf").read_bytes())
    assert [box.bottom < 160 for box in boxes if box.char == "Ω"] == [True, True]


def test_a_language_read_from_right_to_left_has_the_right_side(made: Path) -> None:
    [boxes, *_] = glyph_boxes((made / "out" / "rest.en+ar.pdf").read_bytes())
    middle = float(pdf(made, "rest.en+ar.pdf").reader.pages[0].mediabox.width) / 2
    arabic = [box for box in boxes if "\u0620" <= box.char <= "\u064a"]
    assert arabic
    assert min(box.left for box in arabic) > middle
    assert max(box.right for box in arabic) > middle * 1.8


def test_every_link_of_both_languages_leads_somewhere(made: Path) -> None:
    alone = [link.text for name in ("rest.pdf", "rest.es.pdf") for link in pdf(made, name).links]
    both = pdf(made, "rest.en+es.pdf").links
    assert sorted(link.text for link in both) == sorted(alone)
    assert all(link.target for link in both)


def test_bookmarks_go_through_one_language_then_the_other(made: Path) -> None:
    titles = [title for _, title, _ in pdf(made, "rest.en+es.pdf").bookmarks()]
    assert titles.index("Descanso en casa") > titles.index("Walk")


class Page(HTMLParser):
    """The words of each article of an HTML file, with their row and column; ids, and where links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.articles: list[dict[str, str | None]] = []
        self.words: list[list[str]] = []
        self.places: list[dict[str, int]] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self._row = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "article":
            self.articles.append(said)
            self.words.append([])
            self.places.append({})
        if area := re.fullmatch(r"grid-area:(\d+)/(\d)", said.get("style") or ""):
            self._row = int(area[1])
            assert int(area[2]) == len(self.articles)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.targets += [said["href"] or ""] if tag == "a" else []

    def handle_data(self, data: str) -> None:
        if self.articles and data.strip():
            self.words[-1].append(data.strip())
            self.places[-1].setdefault(data.strip(), self._row)


def page(project: Path, name: str) -> str:
    return (project / "out" / name).read_text("utf-8")


@pytest.mark.parametrize("tag", ["es", "ar"])
def test_the_html_file_reads_each_language_through_whole(made: Path, tag: str) -> None:
    found = Page(page(made, f"rest.en+{tag}.html"))
    assert [article["lang"] for article in found.articles] == ["en-US", tag]
    assert [article["dir"] for article in found.articles] == ["ltr", "rtl" if tag == "ar" else "ltr"]
    for words, name in zip(found.words, ("rest.html", f"rest.{tag}.html"), strict=True):
        own = page(made, name)
        alone = Page(re.sub("(</?)body", r"\1article", own[own.index("<header>") :].replace("<header>", "<body>")))
        assert words == alone.words[0]


def test_the_html_file_has_the_parts_that_stand_for_each_other_in_one_row(made: Path) -> None:
    own, other = Page(page(made, "rest.en+es.html")).places
    for english, spanish in SPANISH:
        said, its = english.removeprefix("heading: "), spanish.removeprefix("heading: ")
        if said in own:
            assert own[said] == other[its]
    assert len(set(own.values())) > 10


def test_every_link_of_the_html_file_leads_somewhere(made: Path) -> None:
    found = Page(page(made, "rest.en+es.html"))
    assert len(found.ids) == len(set(found.ids))
    inner = [target[1:] for target in found.targets if target.startswith("#")]
    assert "walk" in inner
    assert "es--walk" in inner
    assert set(inner) <= set(found.ids)


def test_the_html_file_is_level_where_there_is_room_and_one_after_the_other_on_a_phone(
    made: Path, tmp_path: Path
) -> None:
    text = page(made, "rest.en+ar.html")
    own, other, over = headings(text, 1280, tmp_path)
    assert (own, over) == (other, 0)
    own, other, over = headings(text, 500, tmp_path)
    assert (own[-1] < other[0], over) == (True, 0)


def test_the_manifest_says_both_titles_languages_and_digests(made: Path) -> None:
    rows = {row["path"]: row for row in json.loads((made / "out/manifest.json").read_text("utf-8"))["files"]}
    row = rows["rest.en+es.pdf"]
    assert (row["title"], row["language"], row["state"]) == ("Rest at home / Descanso en casa", "en-US+es", "draft")
    assert row["digest"] == f"{rows['rest.pdf']['digest']}+{rows['rest.es.pdf']['digest']}"


def signed(project: Path, *files: str) -> None:
    for file in files:
        who = ("--name", "Ana Example", "--credentials", "R.N.", "--role", "clinical")
        assert run(sign, project, f"content/{file}", *who, "--time", "2026-11-28T09:00:00+00:00").exception is None


def test_it_is_a_draft_until_both_are_signed_and_verify_answers_for_each(tmp_path: Path) -> None:
    write(tmp_path)
    signed(tmp_path, "rest.yaml")
    run(build, tmp_path, "content/rest.yaml", "--with", "es")
    text = "".join(page.extract_text() for page in pdf(tmp_path, "rest.en+es.pdf").reader.pages)
    assert "DRAFT · Reviewed by Ana Example" in " ".join(text.split())
    assert "BORRADOR · Aún no revisado" in " ".join(text.split())
    told = run(verify, tmp_path, str(tmp_path / "out/rest.en+es.pdf"))
    assert (told.return_value, "es: its text is not signed" in told.output) == (1, True)
    signed(tmp_path, "rest.es.yaml")
    pages = len(pdf(tmp_path, "rest.en+es.pdf").reader.pages)
    run(build, tmp_path, "content/rest.yaml", "--with", "es")
    assert run(verify, tmp_path, str(tmp_path / "out/rest.en+es.pdf")).return_value == 0
    assert len(pdf(tmp_path, "rest.en+es.pdf").reader.pages) == pages


def exported(project: Path, *arguments: str) -> Result:
    return run(export, project, "--to", str(project / "to"), "--quiet", *arguments)


def test_a_package_holds_both_side_by_side_once_both_are_signed(tmp_path: Path) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    (tmp_path / "content/rest.ar.yaml").unlink()
    signed(tmp_path, "rest.yaml")
    half = exported(tmp_path, "--signed-only")
    assert (half.return_value, "W62" in half.stderr) == (0, False)
    assert not [*(tmp_path / "to").glob("*-with-*")]
    signed(tmp_path, "rest.es.yaml")
    done = exported(tmp_path, "--fhir", "--openemr")
    assert (done.return_value, done.stdout) == (0, "2 handouts: 2 exported\n")
    rows = json.loads((tmp_path / "to/manifest.json").read_text("utf-8"))["files"]
    both = [row for row in rows if row["language"] == "en-US+es"]
    assert [row["file"] for row in both] == [f"rest_en-US-with-es_standard_v0.{end}" for end in ("html", "pdf")]
    assert {(row["title"], row["state"], len(row["reviewers"])) for row in both} == {
        ("Rest at home / Descanso en casa", "signed", 2)
    }
    assert len([*(tmp_path / "to").rglob("*-with-*")]) == 2
    assert run(verify, tmp_path, str(tmp_path / "to" / both[1]["file"])).return_value == 0
    assert run(export, tmp_path, "--check", str(tmp_path / "to")).return_value == 0


def test_a_question_by_code_is_answered_in_one_language(tmp_path: Path) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    assert exported(tmp_path, "--draft").return_value == 0
    shelf = CodeIndex(read_manifest(tmp_path / "to/manifest.json"), draft=True)
    question = KnowledgeRequest(system="2.16.840.1.113883.6.90", code="R53.83", language="es")
    day = date.fromisoformat(TODAY)
    assert [found.page.language for found in shelf.answers(question, day)] == ["es"]
    assert sorted(found.page.language for found in shelf.others(question, day)) == ["ar", "en-US"]


def test_a_package_of_the_source_alone_tells_that_no_pair_is_made(tmp_path: Path) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    signed(tmp_path, "rest.yaml")
    done = exported(tmp_path, "content/rest.yaml")
    assert (done.return_value, done.stderr.count("warning[W62]")) == (0, 1)


@pytest.mark.parametrize(
    ("more", "options", "why"),
    [
        (f"withdrawn: {{on: {TODAY}, because: It is wrong.}}\n", (), f"withdrawn on {TODAY}: It is wrong."),
        ("", ("--signed-only",), "nobody has signed it"),
    ],
)
def test_a_pair_that_is_left_out_is_told_once_with_the_reason(
    tmp_path: Path, more: str, options: tuple[str, ...], why: str
) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    path = tmp_path / "content/rest.es.yaml"
    path.write_text(f"{more}{path.read_text('utf-8')}", "utf-8")
    signed(tmp_path, "rest.yaml")
    alone, everything = run(build, tmp_path, "content/rest.yaml", *options), run(build, tmp_path, *options)
    assert f"warning[W62] it is not set side by side with content/rest.es.yaml: {why}" in alone.stderr
    assert ("W62" in everything.stderr, everything.stderr.count(f"left out: {why}") > 0) == (False, True)
    assert not (tmp_path / "out/rest.en+es.pdf").exists()


def test_a_changed_translation_makes_the_pair_anew(tmp_path: Path) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    run(build, tmp_path)
    path = tmp_path / "content/rest.es.yaml"
    path.write_text(path.read_text("utf-8").replace("Siéntese", "Siéntese despacio"), "utf-8")
    assert "unchanged" in run(build, tmp_path).output
    assert "despacio" in "".join(page.extract_text() for page in pdf(tmp_path, "rest.en+es.pdf").reader.pages)


def test_a_translation_with_errors_keeps_only_the_pair_from_being_made(tmp_path: Path) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    path = tmp_path / "content/rest.es.yaml"
    path.write_text(path.read_text("utf-8").replace("10 minutos", "11 minutos"), "utf-8")
    result = run(build, tmp_path)
    assert "warning[W62] it is not set side by side with content/rest.es.yaml" in result.stderr
    assert sorted(file.name for file in (tmp_path / "out").glob("*.pdf")) == ["rest.ar.pdf", "rest.pdf"]
    assert "error[E36]" in run(build, tmp_path, "content/rest.yaml", "--with", "es").stderr


def test_a_language_that_nothing_is_there_in_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    assert "there is no translation into 'fr'" in run(build, tmp_path, "content/rest.yaml", "--with", "fr").stderr
    assert "there is no translation into 'fr'" in str(run(build, tmp_path, "--with", "fr").exception)
    assert "it is in 'en-US' already" in run(build, tmp_path, "content/rest.yaml", "--with", "en").stderr


def test_a_translation_that_was_mended_makes_the_pair_that_was_missing(tmp_path: Path) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    path = tmp_path / "content/rest.es.yaml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("10 minutos", "11 minutos"), "utf-8")
    assert "warning[W62]" in run(build, tmp_path).stderr
    path.write_text(good, "utf-8")
    assert "warning[W62]" not in run(build, tmp_path).stderr
    assert (tmp_path / "out" / "rest.en+es.pdf").is_file()


def test_a_translation_alone_is_told_where_the_pair_begins(tmp_path: Path) -> None:
    write(tmp_path)
    result = run(build, tmp_path, "content/rest.es.yaml", "--with", "en")
    assert "two languages are set side by side from the source: handout build content/rest.yaml --with es" in str(
        result.exception
    )


TOO_WIDE = "n" * 32


@pytest.mark.parametrize(
    ("file", "typed", "instead", "said"),
    [
        (
            "rest.yaml", "[Ψ]", f"[{{steps: [{', '.join('Ψ' * 13)}]}}]",
            "with 'es' beside it, in the style 'standard' this tear_off takes ",
        ),
        (
            "rest.es.yaml", "Descanso en casa", TOO_WIDE,
            f"content/rest.es.yaml:1:8: warning[W61] with 'en-US' beside it, in the style 'standard' '{TOO_WIDE}' is ",
        ),
    ],
    ids=["tear-off", "word"],
)  # fmt: skip
def test_what_has_no_room_on_a_page_on_its_side_lets_one_language_follow_the_other(
    tmp_path: Path, file: str, typed: str, instead: str, said: str
) -> None:
    write(tmp_path, CLINIC + "bilingual: [[en, es]]\n")
    (tmp_path / "content/rest.ar.yaml").unlink()
    path = tmp_path / "content" / file
    path.write_text(path.read_text("utf-8").replace(typed, instead), "utf-8")
    results = [run(verb, tmp_path).stderr.splitlines() for verb in (build, check)]
    [built], [checked] = ([line for line in lines if "warning[W61]" in line] for lines in results)
    assert built == checked
    assert said in built
    [_, _, width, height] = pdf(tmp_path, "rest.en+es.pdf").reader.pages[0].mediabox
    assert width < height
