"""A project's content: which files are handouts, and what must be true of each as a whole."""

import re
from datetime import date
from pathlib import Path

import pytest

from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.project import Project
from handout.content.sections import section_ids, slug_of
from handout.content.starter import starter
from handout.content.values import ImagePath
from handout.problems import Problems
from handout.source import Span
from support.faulty import handout_yaml, make_project, run

CLINIC = "name: Riverside Kidney Clinic\nlanguage: en-US\ndisclaimer: {en: Not advice., es: No es consejo.}\n"
START = "title: T\npurpose: P\nget_help: {call: [C]}\n"
SECTIONS = "sections:\n  - heading: Washing your hands\n    body: [Wash.]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    return Project(tmp_path)


def put(project: Project, name: str, text: str = START + SECTIONS) -> Path:
    path = project.content / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def load(project: Project, text: str, name: str = "x.yaml") -> tuple[Handout | None, list[str]]:
    """What the text says as a handout of the project, and the problems told, each without its hint."""
    problems = Problems()
    handout = project.load_handout(put(project, name, text), project.load_clinic(problems), problems)
    return handout, [str(problem).partition("\n")[0] for problem in problems]


def problems_of(project: Project, text: str, name: str = "x.yaml") -> list[str]:
    return load(project, text, name)[1]


def test_handouts_are_found_by_their_names(project: Project) -> None:
    for name in ("b.yaml", "a.es.yaml", "a.yaml", "a.zh-Hans.yaml", "reviews/a.yaml", ".hidden.yaml", "README.md",
                 "locales/es-MX.yaml", "images/a.png"):  # fmt: skip
        put(project, name)
    problems = Problems()
    found = project.entries(problems)
    assert [(entry.slug, entry.language, entry.stem) for entry in found] == [
        ("a", "es", "a.es"),
        ("a", None, "a"),
        ("a", "zh-Hans", "a.zh-Hans"),
        ("b", None, "b"),
    ]
    assert list(problems) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Wound Care.yaml", "rename it to wound-care.yaml"),
        ("wound_care.yaml", "rename it to wound-care.yaml"),
        ("Wound Care.es.yaml", "rename it to wound-care.es.yaml"),
        ("Dr. Smith’s advice 1.2.yml", "rename it to dr-smiths-advice-1-2.yaml"),
        ("a.yml", "rename it to a.yaml"),
        ("a.yaml.yaml", "rename it to a.yaml"),
        ("a.spanish-text.yaml", "name a translation like a.es.yaml"),
        ("a.ES.yaml", "name a translation like a.es.yaml"),
        ("a.es_mx.yaml", "name a translation like a.es-MX.yaml"),
        ("a..yaml", "name a translation like a.es.yaml"),
        ("images/a.yaml", "move it into content/"),
        ("fonts/a.YML", "move it into content/"),
        ("locales/es_MX.yaml", "give it the name of its language, such as es-MX.yaml"),
        ("locales/spanish-text.yml", "give it the name of its language, such as es.yaml"),
    ],
)
def test_a_file_whose_name_is_no_handouts_is_told(project: Project, name: str, hint: str) -> None:
    put(project, name)
    problems = Problems()
    assert project.entries(problems) == ()
    assert [(problem.code, str(problem.span), problem.hint) for problem in problems] == [
        ("E11", f"content/{name}:1:1", hint)
    ]


def test_what_comes_with_a_family_of_fonts_is_no_handout(project: Project) -> None:
    (project.content / "fonts" / "serif" / "sources").mkdir(parents=True)
    put(project, "fonts/serif/sources/config.yaml")
    problems = Problems()
    assert (project.entries(problems), [*problems]) == ((), [])


def test_a_project_without_content_is_told(tmp_path: Path) -> None:
    problems = Problems()
    assert Project(tmp_path).entries(problems) == ()
    assert Project(tmp_path).load_clinic(problems) is None
    assert [str(problem).partition(" ")[0] for problem in problems] == ["content:1:1:"]


def test_a_handout_is_read_with_its_places(project: Project) -> None:
    handout, problems = load(project, START + SECTIONS)
    assert problems == []
    assert handout is not None
    assert handout.sections[0].span == Span("content/x.yaml", 5, 5)


@pytest.mark.parametrize(
    ("name", "typed", "language"),
    [("x.yaml", "", "en-US"), ("x.yaml", "language: es\n", "es"), ("x.es.yaml", "", "es"),
     ("x.es.yaml", "language: es-MX\n", "es-MX")],
)  # fmt: skip
def test_a_handout_has_a_language(project: Project, name: str, typed: str, language: str) -> None:
    handout, problems = load(project, START + typed + SECTIONS, name)
    assert problems == []
    assert handout is not None
    assert str(handout.language) == language


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (START, "1:1: error[E04] this handout needs 'sections'"),
        (START.replace("{call: [C]}", "{}") + SECTIONS, "3:11: error[E31] get_help says neither"),
        (START.replace("[C]", "[]") + SECTIONS, "3:11: error[E31] get_help says neither"),
        (START.replace("title: T", "title: T [@a]") + SECTIONS, "1:12: error[E21] no reference has the key 'a'"),
        (START + SECTIONS.replace("[Wash.]", '["[x](#dryin)"]'), "6:13: error[E23] no section has the id 'dryin'"),
        (START + "sections: [{heading: A}]", "4:12: error[E06] this section has neither 'body' nor 'sections'"),
        (START + "sections: [{heading: A, body: []}]", "4:12: error[E06] this section has neither"),
        (
            START + "sections: [{heading: A, id: a, body: [x]}, {heading: B, id: a, body: [x]}]",
            "4:61: error[E24] the id 'a' is taken by line 4",
        ),
        (
            START + SECTIONS + "references: [{id: a, type: book, title: A}, {id: a, type: book, title: B}]",
            "7:50: error[E24] the key 'a' is taken by line 7",
        ),
        (START + "language: vi\n" + SECTIONS, "1:1: error[E30] there is no disclaimer in the language 'vi'"),
        (
            START + "sections: [{heading: 1, sections: [{heading: 2, sections: [{heading: 3, sections: "
            "[{heading: 4, body: [x]}]}]}]}]",
            "4:84: error[E32] sections stand inside one another two levels deep at most",
        ),
    ],
)
def test_what_must_be_true_of_the_whole_is_checked(project: Project, text: str, problem: str) -> None:
    problems = problems_of(project, text)
    assert len(problems) == 1
    assert problems[0].startswith(f"content/x.yaml:{problem}")


def test_a_translation_must_be_in_the_language_of_its_name(project: Project) -> None:
    (problem,) = problems_of(project, START + "language: en\n" + SECTIONS, "x.es.yaml")
    assert problem.startswith("content/x.es.yaml:4:11: error[E34] this handout says its language is 'en'")


def test_a_citation_mistyped_by_a_letter_is_told_the_right_key(project: Project) -> None:
    problems = Problems()
    cited = SECTIONS.replace("Wash.", "'Wash [@nhs-2023].'")
    text = START + cited + "references: [{id: nhs-2024, type: book, title: A}]"
    project.load_handout(put(project, "x.yaml", text), project.load_clinic(problems), problems)
    (problem,) = problems
    assert (problem.code, problem.hint) == ("E21", "did you mean 'nhs-2024'?")


@pytest.mark.parametrize(
    ("references", "code"),
    [
        ("references: [{id: a, type: bok, title: A}]", "E07"),
        ("references::\n  - {id: a, type: book, title: A}", "E02"),
    ],
)
def test_citing_a_reference_with_a_mistake_is_no_second_mistake(project: Project, references: str, code: str) -> None:
    text = START + SECTIONS.replace("Wash.", "'Wash [@a].'") + references
    assert [problem.split("[")[1][:3] for problem in problems_of(project, text)] == [code]


def test_a_body_with_a_mistake_is_not_called_empty_too(project: Project) -> None:
    text = START + "sections: [{heading: A, body: [{calout: x}]}]"
    assert [problem.split("[")[1][:3] for problem in problems_of(project, text)] == ["E02"]


def test_a_mistake_in_one_handout_hides_none_in_another(project: Project) -> None:
    problems = Problems()
    clinic = project.load_clinic(problems)
    for name, body in (("z.yaml", ", body: [{calout: x}]"), ("a.yaml", "")):
        path = put(project, name, f"{START}sections: [{{heading: A{body}}}]")
        project.load_handout(path, clinic, problems)
    assert [(problem.span.file, problem.code) for problem in problems] == [
        ("content/a.yaml", "E06"),
        ("content/z.yaml", "E02"),
    ]


def test_links_lead_to_headings_and_typed_ids(project: Project) -> None:
    text = START + (
        "sections:\n"
        "  - heading: Washing *and* dressing\n"
        "    body: ['[a](#washing-and-dressing) [b](#dry) [c](#again) [d](#again-2)']\n"
        "  - {heading: Drying, id: dry, body: [x]}\n"
        "  - {heading: Again, body: [x], sections: [{heading: Again!, body: [x]}]}\n"
    )
    handout, problems = load(project, text)
    assert problems == []
    assert handout is not None
    assert list(section_ids(handout.sections).values()) == ["washing-and-dressing", "dry", "again", "again-2"]


def test_a_heading_makes_room_for_an_id_that_was_typed(project: Project) -> None:
    text = START + "sections: [{heading: Dry, body: [x]}, {heading: B, id: dry, body: [x]}]"
    handout, _ = load(project, text)
    assert handout is not None
    assert list(section_ids(handout.sections).values()) == ["dry-2", "dry"]


@pytest.mark.parametrize(
    ("heading", "slug"),
    [("What to do, day 1?", "what-to-do-day-1"), ("Qué hacer", "qué-hacer"), ("洗手", "洗手"), ("…", "section"),
     ("हाथ धोना", "हाथ-धोना")],
)  # fmt: skip
def test_a_heading_becomes_an_id_in_its_own_script(heading: str, slug: str) -> None:
    assert slug_of(heading) == slug


def test_a_clinic_cannot_cite(project: Project) -> None:
    put(project, "clinic.yaml", CLINIC.replace("Not advice.", "'Not [@a] [x](#y) advice.'"))
    problems = Problems()
    assert isinstance(project.load_clinic(problems), Clinic)
    assert [problem.code for problem in problems] == ["E21", "E23"]


def test_a_picture_cannot_be_reached_through_a_link_out_of_the_folder(project: Project) -> None:
    (project.root / "secret.png").write_bytes(b"x")
    (project.content / "in.png").symlink_to(project.root / "secret.png")
    place = Span("x.yaml", 1, 1)
    assert project.picture(ImagePath("in.png", place)) is None
    assert project.picture(ImagePath("images/a.png", place)) == (project.content / "images/a.png").resolve()


@pytest.mark.parametrize("slug", ["wound-care", "2", "null", "true", "a-1", "no"])
def test_a_starter_has_nothing_wrong_with_it(project: Project, slug: str) -> None:
    handout, problems = load(project, starter(slug), f"{slug}.yaml")
    assert problems == []
    assert handout is not None


def test_a_starter_may_name_its_language_and_its_day(project: Project) -> None:
    handout, _ = load(project, starter("wound-care", "es", date(2026, 11, 22)))
    assert handout is not None
    assert (str(handout.language), str(handout.published)) == ("es", "2026-11-22")


def test_a_missing_purpose_hides_no_other_mistake(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "clinic.yaml").write_text("name: A Clinic\nlanguage: en\ndisclaimer: {en: Not advice.}\n")
    (tmp_path / "content" / "x.yaml").write_text(
        "title: X\nget_help: {}\nsections:\n"
        "  - heading: A\n    body: ['Cited [@nobody].', '[a](#nowhere)']\n  - heading: B\n"
    )
    project, problems = Project(tmp_path), Problems()
    clinic = project.load_clinic(problems)
    assert project.load_handout(tmp_path / "content" / "x.yaml", clinic, problems) is None
    assert [(problem.code, problem.span.line) for problem in problems] == [
        ("E04", 1),
        ("E31", 2),
        ("E21", 5),
        ("E23", 5),
        ("E06", 6),
    ]


def test_a_number_in_digits_of_two_scripts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "x.yaml").write_text(
        "title: X\nlanguage: en\npurpose: Take ٥5 drops, ٥٥ or 55.\nget_help: {call: [Pain.]}\n"
        "disclaimer: Not advice.\nsections:\n  - heading: A\n    body: [Words.]\n",
        "utf-8",
    )
    problems = Problems()
    Project(tmp_path).load_handout(tmp_path / "content" / "x.yaml", None, problems)
    assert [str(problem).partition("\n")[0] for problem in problems] == [
        "content/x.yaml:3:15: error[E25] the number '٥5' mixes the digits of two scripts"
    ]


def test_handouts_lie_in_folders_of_wards_too(tmp_path: Path) -> None:
    for name in ("rest.yaml", "ent/ear-drops.yaml", "ent/inner/balance.yaml", "reviews/no.yaml"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(START + SECTIONS, "utf-8")
    problems = Problems()
    assert [entry.slug for entry in Project(tmp_path).entries(problems)] == ["balance", "ear-drops", "rest"]
    assert not len(problems)


@pytest.mark.parametrize("names", [("a.yaml", "ent/a.yaml"), ("a.yaml", "ent/a.es.yaml")])
def test_a_slug_is_that_of_one_folder(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(START + SECTIONS, "utf-8")
    problems = Problems()
    Project(tmp_path).entries(problems)
    (told,) = problems
    assert (told.code, told.span.file) == ("E12", f"content/{names[1]}")
    assert f"content/{names[0]}" in told.message


@pytest.mark.parametrize("name", ["eye.YAML", "eye.yml", "eye.Yaml", "ent/eye.YML"])
def test_a_file_that_is_nearly_named_like_a_handout_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(START + SECTIONS, "utf-8")
    problems = Problems()
    assert Project(tmp_path).entries(problems) == ()
    assert [str(one.span) for one in problems] == [f"content/{name}:1:1"]


@pytest.mark.parametrize(
    "typed",
    [
        "disclaimer: {en: ''}\nlanguage: en-US\n",
        "disclaimer: Ask us.\nlanguage: en-US\n",
        "disclamer: {en: Ask us.}\nlanguage: en-US\n",
        "disclaimer: {en: Ask us.}\nlanguage: english\n",
        "disclaimer: {en: Ask us.}\nlangage: en-US\n",
        "disclaimer: {en: Ask us.}\nlanguage: en-US\nemergency: 'Call [number]'\n",
        "disclaimer: {en: Ask us.}\nlanguage: en-US\nemergency: 'none'\n",
        "disclaimer: {en: Ask us.}\nlanguage: en-US\nemergency: TODO\n",
    ],
)
def test_a_mistake_in_a_key_of_the_clinic_is_told_once(tmp_path: Path, typed: str) -> None:
    root = make_project(tmp_path, rest=handout_yaml().replace("language: en-US\n", ""))
    (root / "content" / "clinic.yaml").write_text(f'name: A Clinic\nphone: "555 0100"\n{typed}', "utf-8")
    told = run(root, "check", "--severity", "warning").err
    assert re.findall(r"(\S+):\d+:\d+: (?:error|warning)", told) == ["content/clinic.yaml"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("styles: [standard, standard]", "'standard' is named twice"),
        ("bilingual: [[en, es], [en, es]]", "'[en, es]' is named twice"),
        ("review: {required: [clinical, Clinical]}", "'Clinical' is named twice"),
        ("limits: {pages: 0}", "expected a whole number from 1 up, found '0'"),
        ("limits: {seconds: -5}", "expected a whole number from 1 up, found '-5'"),
        ("emergency: the front desk", "'the front desk' has no digit: it is not a number to call"),
        ("emergency: '**desk**'", "'**desk**' has no digit: it is not a number to call"),
        ("checks: {sentence_words: 0}", "expected a whole number from 1 up, found '0'"),
    ],
)
def test_what_the_clinic_cannot_mean_is_refused(tmp_path: Path, typed: str, said: str) -> None:
    root = make_project(tmp_path, rest=handout_yaml())
    (root / "content" / "clinic.yaml").write_text(f"{CLINIC}{typed}\n", "utf-8")
    assert f"error[E07] {said}" in run(root, "build").err


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("bilingual: [en, es]", "put each pair in brackets of its own: [[en, es]]"),
        ("bilingual: es", "put each pair in brackets of its own: [[en-US, es]]"),
        ("language_help: Ask us.", "write 'en: …' on a line of its own under 'language_help'"),
        ("limits: {pages: '9'}", "type it without quotes: 9"),
        ("limits: {pages: 0}", "type a number without quotes, such as 3"),
    ],
)
def test_the_hint_shows_what_the_clinic_can_type(tmp_path: Path, typed: str, hint: str) -> None:
    root = make_project(tmp_path, rest=handout_yaml())
    (root / "content" / "clinic.yaml").write_text(f"{CLINIC}{typed}\n", "utf-8")
    said = run(root, "build").err
    assert f"hint: {hint}" in said
    assert said.count("error[") == 1


def test_what_the_clinic_lacks_is_told_beside_a_mistake_elsewhere_in_it(tmp_path: Path) -> None:
    root = make_project(tmp_path, rest=handout_yaml())
    (root / "content" / "clinic.yaml").write_text("name: A Clinic\nwebsite: here\n", "utf-8")
    told = run(root, "build").err
    assert re.findall(r"error\[(\w+)\]", told) == ["E22", "E30"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("- - 5 °C", "for a minus, write: \"−5 °C\"; for a list, take out the hyphen before '5 °C'"),
        ("- - salt", "take out the hyphen before 'salt'"),
        ("- [salt]", 'take out the list, or quote text that starts with [: "[salt]"'),
    ],
)
def test_a_second_hyphen_is_told_with_what_was_meant(tmp_path: Path, typed: str, hint: str) -> None:
    root = make_project(tmp_path, rest=handout_yaml(f"      {typed}\n"))
    assert f"hint: {hint}\n" in run(root, "build").err


def test_a_left_over_of_a_thousand_letters_is_shown_in_part(tmp_path: Path) -> None:
    root = make_project(tmp_path, rest=handout_yaml(f"      - {'x' * 1000}\n"))
    assert max(map(len, run(root, "build").err.splitlines())) < 150
