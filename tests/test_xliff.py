"""The texts of a translation go to a translator's tool as XLIFF, and come back with nothing else changed."""

import json
import re
import subprocess
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handout.cli.translate import command as translate
from handout.problems import Problems
from handout.translation.exchange import Side
from handout.translation.inline_codes import InlineCode, pieces_of, typed_as
from support import node
from support.faulty import make_project

CLINIC = 'name: An example clinic\nphone: "555 0100"\nlanguage: en\ndisclaimer: {en: For information only.}\n'
SOURCE = """\
title: Rest at home   # A comment that stays.
purpose: "How to *rest*: at night"
summary:
  - "**Take 500 mg** [@who] every 6 hours."
get_help: {call: [You have a fever of 38.5 degrees.]}
sections:
  - heading: Rest
    body:
      - |
        Ask [us](https://www.example.org/) about it.
        See [the next part](#walk).

        1. First\\
           lie down.
        2. Then sit **up** [@who].
  - heading: Walk
    body:
      - figure: {image: images/a.png, alt: A path * by day}
      - callout: {tone: note, text: Go slowly.}
references:
  - {id: who, type: webpage, title: Rest, URL: "https://www.example.org/rest", accessed: 2026-01-01}
"""
SPANISH = {
    "title": "Descanso en casa",
    "purpose": 'Cómo <ph id="1">*</ph>descansar<ph id="2">*</ph>: de noche',
    "summary.1": '<ph id="1">**</ph>Tome 500 mg<ph id="2">**</ph> cada 6 horas <ph id="3">[@who]</ph>.',
    "get_help.call.1": "Tiene fiebre de 38,5 grados.",
    "sections.1.heading": "Descanso",
    "sections.1.body.1.p1": 'Pregunte <ph id="1"/>aquí<ph id="2"/>. Vea <ph id="3"/>la parte siguiente<ph id="4"/>.',
    "sections.1.body.1.p2": '- Primero<ph id="1"/>acuéstese.',
    "sections.1.body.1.p3": 'Luego siéntese <ph id="1"/>derecho<ph id="2"/> <ph id="3"/>.',
    "sections.2.heading": "Caminar",
    "sections.2.body.1.figure.alt": "Un camino * de día",
    "sections.2.body.2.callout.text": "Vaya despacio.",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path, clinic=CLINIC, rest=SOURCE)


def run(project: Path, *arguments: str) -> Result:
    options = ["content/rest.yaml", "--project", str(project), "--today", "2026-11-29"]
    return CliRunner().invoke(translate, [*options, *arguments], standalone_mode=False)


def sent(project: Path, version: str = "1.2") -> Path:
    out = project / f"rest-{version}.xlf"
    out.unlink(missing_ok=True)
    assert run(project, "--to", "es", "--xliff", str(out), "--xliff-version", version).return_value == 0
    return out


def taken(project: Path, file: Path) -> Result:
    return run(project, "--from-xliff", str(file))


def spanish(project: Path) -> str:
    return (project / "content" / "rest.es.yaml").read_text("utf-8")


def translated(file: Path, words: dict[str, str], state: str = "translated") -> None:
    """What a translator's tool makes of a file: a target for each unit."""

    def with_target(found: re.Match[str]) -> str:
        target = words.get(found[1])
        return found[0] if target is None else f'{found[0]}\n<target state="{state}">{target}</target>'

    text = re.sub(r"\n *<target.*?</target>", "", file.read_text("utf-8"), flags=re.DOTALL)
    unit = r'<trans-unit id="([a-z0-9._]+)-[0-9a-f]{8}"[^>]*>\s*<source>.*?</source>'
    file.write_text(re.sub(unit, with_target, text, flags=re.DOTALL), "utf-8")


def test_a_translation_comes_back_into_its_places(project: Path) -> None:
    file = sent(project)
    translated(file, SPANISH)
    result = taken(project, file)
    assert (result.return_value, result.exception) == (0, None)
    assert spanish(project).partition("# Written")[0] == (
        SOURCE.replace("Rest at home", "Descanso en casa")
        .replace('"How to *rest*: at night"', '"Cómo *descansar*: de noche"')
        .replace("**Take 500 mg** [@who] every 6 hours.", "**Tome 500 mg** cada 6 horas [@who].")
        .replace("You have a fever of 38.5 degrees.", '"Tiene fiebre de 38,5 grados."')
        .replace("heading: Rest", "heading: Descanso")
        .replace("Ask [us](https://www.example.org/) about it.", "Pregunte [aquí](https://www.example.org/).")
        .replace("\n        See [the next part](#walk).", " Vea [la parte siguiente](#caminar).")
        .replace("First\\\n           lie down.", "\\- Primero\\\n           acuéstese.")
        .replace("Then sit **up** [@who].", "Luego siéntese **derecho** [@who].")
        .replace("heading: Walk", "heading: Caminar")
        .replace("A path * by day", '"Un camino * de día"')
        .replace("Go slowly.", "Vaya despacio.")
    )
    assert "0 not translated yet" in result.output


@pytest.mark.parametrize("sign", ["#", "&gt;", "*", "-", "+", "~~~", "=", "|"])
def test_a_sign_that_would_begin_a_block_is_typed_as_a_sign(project: Path, sign: str) -> None:
    file = sent(project)
    translated(file, {"sections.2.body.2.callout.text": f"{sign} despacio."})
    result = taken(project, file)
    assert (result.return_value, result.exception) == (0, None)
    side = Side.read(spanish(project).encode(), "content/rest.es.yaml", Problems())
    assert side is not None
    [text] = [text for path, text in side.texts.items() if "callout" in path]
    assert pieces_of(text.text.text, text.is_marked) == (f"{sign.replace('&gt;', '>')} despacio.",)


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_what_comes_back_as_it_was_sent_changes_nothing(project: Path, version: str) -> None:
    file = sent(project)
    translated(file, SPANISH)
    taken(project, file)
    before = spanish(project)
    assert "0 texts taken in, 0 refused, 0 not" in taken(project, sent(project, version)).output
    assert spanish(project) == before


@pytest.mark.parametrize(
    ("unit", "target", "why"),
    [
        ("get_help.call.1", "Tiene fiebre de 39,5 grados.", "its numbers are 39,5; its source has 38.5"),
        ("summary.1", "Tome 500 mg cada 6 horas.", "lacks ** ** [@who]"),
        ("title", 'Descanso <ph id="1">[@who]</ph>', "has besides [@who]"),
        ("title", "<g id='1'>Descanso</g>", "holds <g>"),
        ("title", "Descanso \u202eotra vez", "holds U+202E RIGHT-TO-LEFT OVERRIDE, which nobody sees"),
        ("title", "(translate) Descanso", "still holds '(translate)'"),
        ("purpose", 'Cómo<ph id="1"/>.descansar.<ph id="2"/>de noche', "would not be read as it stands"),
    ],
)
def test_a_unit_that_says_something_else_is_refused_by_name(project: Path, unit: str, target: str, why: str) -> None:
    file = sent(project)
    translated(file, SPANISH | {unit: target})
    result = taken(project, file)
    assert result.return_value == 1
    [told] = [line for line in result.stderr.splitlines() if "error[E55]" in line]
    assert f"{unit}-" in told
    assert why in told
    assert "10 texts taken in, 1 refused, 1 not translated yet" in result.output


def test_a_unit_whose_source_has_changed_meanwhile_is_refused(project: Path) -> None:
    file = sent(project)
    translated(file, SPANISH)
    source = project / "content" / "rest.yaml"
    source.write_text(SOURCE.replace("Rest at home", "Rest in bed"), "utf-8")
    result = taken(project, file)
    assert "its source has changed since it was sent out" in result.stderr
    assert "title: (translate) Rest at home" in spanish(project)


TITLE = r'(<trans-unit id="title-[^>]*>).*?(</trans-unit>)'


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("<source>Rest at home</source><target state='final'>Descanso</target>", ""),
        ("<source>Rest  at\u00a0home.</source><target state='final'><![CDATA[Descanso]]></target>", ""),
        ("<source>Rest at home</source><seg-source><mrk mid='1' mtype='seg'>Rest at home</mrk></seg-source>"
         "<target state='final'><mrk mid='1' mtype='seg'>Descanso</mrk></target>"
         "<alt-trans><target state='final'>Otro</target></alt-trans>", ""),
        ("<source>Rest at home</source><target state='final'>Descanso</target><note>At home, or in hospital?</note>",
         "warning[W41] a note of the translator on title-d74a8917: At home, or in hospital?"),
        ("<source>Rest in bed</source><target state='final'>Descanso</target>",
         "error[E55] title-d74a8917 is the translation of other words than those that were sent out"),
    ],
)  # fmt: skip
def test_a_unit_as_tools_write_it(project: Path, unit: str, told: str) -> None:
    """Only its first target counts; notes are told, and a unit of another source is refused."""
    file = sent(project)
    file.write_text(re.sub(TITLE, rf"\1{unit}\2", file.read_text("utf-8"), count=1, flags=re.DOTALL), "utf-8")
    result = taken(project, file)
    assert result.stderr.partition(": ")[2].partition("\n")[0] == told
    assert ("title: Descanso" in spanish(project)) == ("error" not in told)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_file_in_another_encoding_is_read(project: Path, encoding: str) -> None:
    file = sent(project)
    translated(file, SPANISH)
    file.write_text(
        file.read_text("utf-8").replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"'), encoding
    )
    assert "11 texts taken in, 0 refused" in taken(project, file).output
    assert "W41" not in taken(project, file).stderr  # where a text stands is told in other words then


def test_a_note_says_where_a_text_stands_in_the_source(project: Path) -> None:
    """A translation just begun has no headings yet: its sections are called by their marks."""
    notes = re.findall("<note>(.*)</note>", sent(project).read_text("utf-8"))
    assert "title" in notes
    assert not [note for note in notes if "translate" in note]


def test_a_unit_that_stands_twice_is_not_taken(project: Path) -> None:
    file = sent(project)
    translated(file, {"title": "Descanso"})
    text = file.read_text("utf-8")
    unit = re.search(TITLE, text, re.DOTALL)
    assert unit is not None
    file.write_text(text.replace("</body>", unit[0].replace("Descanso", "Otro") + "</body>"), "utf-8")
    result = taken(project, file)
    assert result.stderr.count("stands in this file twice") == 1
    assert "title: (translate) Rest at home" in spanish(project)


def test_sentences_that_a_tool_put_in_another_order_are_read_in_it(project: Path) -> None:
    file = sent(project, "2.0")
    parts = "".join(
        f"<{kind}><source>{source}</source><target order='{order}'>{target}</target></{kind}>"
        for kind, source, order, target in [
            ("segment state='final'", "Go", 3, "<sm id='9' type='comment' value='Sure?'/>despacio<em startRef='9'/>."),
            ("ignorable", " ", 2, " "), ("segment state='final'", "slowly.", 1, "Vaya"),
        ]
    ).replace("</segment state='final'>", "</segment>")  # fmt: skip
    unit = r'(<unit id="sections\.2\.body\.2\.callout\.text-[^>]*>).*?(</unit>)'
    file.write_text(re.sub(unit, rf"\1{parts}\2", file.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    result = taken(project, file)
    assert "text: Vaya despacio." in spanish(project)
    assert "Sure?" in result.stderr


@pytest.mark.parametrize(
    "state",
    ["needs-translation", "new", 'final" state-qualifier="leveraged-mt', 'translated" state-qualifier="leveraged-mt',
     'final" state-qualifier="rejected-inaccurate'],
)  # fmt: skip
def test_only_what_a_person_stands_for_is_taken(project: Path, state: str) -> None:
    file = sent(project)
    translated(file, SPANISH, state)
    result = taken(project, file)
    assert result.return_value == 0
    assert ("W40" in result.stderr) == (state != 'final" state-qualifier="leveraged-mt')


def test_words_of_a_machine_count_once_somebody_has_read_them(project: Path) -> None:
    file = sent(project)
    translated(file, SPANISH, 'translated" state-qualifier="mt-suggestion')
    assert "0 texts taken in" in taken(project, file).output
    translated(file, SPANISH, 'signed-off" state-qualifier="mt-suggestion')
    assert "11 texts taken in" in taken(project, file).output


def test_a_confirmed_translation_of_a_changed_source_is_in_step_again(project: Path) -> None:
    file = sent(project)
    translated(file, SPANISH)
    taken(project, file)
    source = project / "content" / "rest.yaml"
    source.write_text(SOURCE.replace("Rest at home", "Rest in bed"), "utf-8")
    file = sent(project)
    assert file.read_text("utf-8").count("needs-adaptation") == 1
    file.write_text(file.read_text("utf-8").replace("needs-adaptation", "final"), "utf-8")
    before = spanish(project)
    taken(project, file)
    [gone, new] = sorted(set(before.split("\n")) ^ set(spanish(project).split("\n")))
    assert gone[:10] == new[:10] == "  - title "


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff version="1.2"/>', "a document type"),
        (b'<xliff version="1.2"><file>' + b"<g>" * 100_000, "more than 60 deep"),
        (b"", "no element found"),
        (b"\xff\xfe<", "this is not XML"),
        (b"<tmx/>", "this is not an XLIFF file of version 1.2 or 2.0"),
        (b'<xliff version="1.2"/>', "the texts of 0 files"),
        (b'<xliff version="1.2"><file original="other.yaml"/></xliff>', "not of rest.yaml"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_whole(project: Path, data: bytes, why: str) -> None:
    file = project / "back.xlf"
    file.write_bytes(data)
    result = run(project, "--to", "es", "--from-xliff", str(file))
    assert why in str(getattr(result.exception, "problems", ""))
    assert not (project / "content" / "rest.es.yaml").exists()


def test_what_a_tool_returns_for_a_country_is_taken_into_the_language_that_was_sent(project: Path) -> None:
    file = sent(project)
    translated(file, SPANISH)
    file.write_text(file.read_text("utf-8").replace('target-language="es"', 'target-language="es-MX"'), "utf-8")
    assert "content/rest.es.yaml: 11 texts taken in" in taken(project, file).output
    assert "11 texts" in run(project, "--to", "es-MX", "--from-xliff", str(file)).output
    assert (project / "content" / "rest.es-MX.yaml").exists()


def test_a_file_that_is_not_there_is_told_though_no_language_was_said(project: Path) -> None:
    result = run(project, "--from-xliff", str(project / "nope.xlf"))
    assert isinstance(result.exception, click.UsageError)
    assert "nope.xlf cannot be read: no such file or directory" in result.exception.message


def test_a_translation_that_is_started_on_the_way_is_named_and_none_is_where_nothing_was_sent(project: Path) -> None:
    assert run(project, "--to", "es", "--xliff", str(project / "content")).return_value != 0
    assert not (project / "content" / "rest.es.yaml").exists()
    told = [run(project, "--to", "es", "--xliff", str(project / name)).output for name in ("a.xlf", "b.xlf")]
    assert [text.count("wrote content/rest.es.yaml") for text in told] == [1, 0]


def test_a_file_that_may_hold_a_translators_work_is_not_written_over(project: Path) -> None:
    file = sent(project)
    translated(file, SPANISH)
    result = run(project, "--to", "es", "--xliff", str(file))
    assert "is there already" in str(result.exception)


def test_every_unit_of_the_example_is_typed_as_it_was_read() -> None:
    path = Path("content/calciphylaxis.yaml")
    side = Side.read(path.read_bytes(), str(path), Problems())
    assert side is not None
    for text in side.texts.values():
        for start, end in text.units:
            pieces = pieces_of(text.text.text[start:end], text.is_marked)
            typed = typed_as(pieces, text.is_marked, text.is_block)
            assert typed is not None
            assert pieces_of(typed, text.is_marked) == pieces


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("**a** b", (InlineCode("**"), "a", InlineCode("**"), " b")),
        ("<https://a.example>", (InlineCode("<https://a.example>"),)),
        ("[a](<https://a.example/(b)>)", (InlineCode("["), "a", InlineCode("](<https://a.example/(b)>)"))),
        ("a \\* b", ("a * b",)),
        ("a  \n  b", ("a", InlineCode("\\\n"), "b")),
        ("a\n  b", ("a b",)),
    ],
)
def test_a_paragraph_in_its_pieces(typed: str, pieces: tuple[str | InlineCode, ...]) -> None:
    assert pieces_of(typed, True) == pieces


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_a_reader_in_javascript_gives_back_what_it_was_given(project: Path, version: str) -> None:
    node.need("xliff")
    file = sent(project)
    translated(file, SPANISH)
    taken(project, file)
    before = spanish(project)
    file = sent(project, version)
    names = ("xliff12ToJs", "jsToXliff12") if version == "1.2" else ("xliff2js", "js2xliff")
    script = f"const x = require('xliff'); const fs = require('fs'); const f = {json.dumps(str(file))};"
    script += f"x.{names[0]}(fs.readFileSync(f, 'utf8')).then(x.{names[1]}).then(s => fs.writeFileSync(f, s));"
    subprocess.run(["node", "-e", script], cwd=node.HERE, check=True, timeout=60)
    assert taken(project, file).output.startswith("content/rest.es.yaml: 0 texts taken in, 0 refused, 0 not")
    assert spanish(project) == before


def test_a_reader_in_python_fills_in_every_unit(project: Path) -> None:
    xliff = import_module("translate.storage.xliff")
    file = sent(project)
    store = xliff.xlifffile.parsestring(file.read_bytes())
    for unit in store.units:
        unit.rich_target = unit.rich_source
        unit.markapproved(True)
    file.write_bytes(bytes(store))
    assert "11 texts taken in, 0 refused, 0 not translated yet" in taken(project, file).output
    assert "(translate)" not in spanish(project)
