"""Text that naive tools eat, change or hide: markup that is none, characters, numbers (rows 1 to 26 and 40 to 54c)."""

import unicodedata
from pathlib import Path

import pytest

from support.faulty import Result, bare, build, handout_yaml, is_refused, make_project, paragraph, words

AS_TYPED = {
    1: ["If your score x<y and y>z, call us."],
    2: ["Na<K and K>Na"],
    3: ["Jane <jane@example.org> today", "see <https://example.org/a?b=1&c=2>"],
    4: ["<blink>keep</blink>", "a <hr/> b <foo/> c", "<seqreset id='a'/>text"],
    5: ["one <!-- two --> three", "one <!two> <?two?> <![CDATA[two]]> <![if x]> three"],
    6: ["If pain <severe then rest. Second sentence.", "dose <b", "<!-- open", "<?open", "&#xZZ;"],
    7: ["R&D department; AT&T; fish&chips"],
    8: ["I&not it", "x &copy y", "A&ltB", "&amp; &lt;b&gt; &nbsp;"],
    9: ["&#0;", "&#xD800;", "&#x110000;"],
    10: ["<b>one <i>two</b> three</i>", "<b>one", "one</b>"],
    11: ["one</para> two", "<para>a</para> b", "one <para>"],
    12: ["<br>lost?</br>", "one <br> two"],
    13: ["<greek>abc</greek>"],
    14: ['<font size="0">sentence</font>'],
    15: ['<font size="0.01" color="white" backColor="black">sentence</font>'],
    16: ['<super rise="9999">a</super> <font size="5000">b</font> <para leading="0">'],
    17: ['<font size="nan">a</font> <font size="inf">b</font>', f'<font size="{"9" * 40}">'],
    18: ['<onDraw name="x"/> <index item="x"/> <u kind="zzz">a</u>'],
    19: ["<evalString>1+1</evalString> <setLink> <docExec>"],
    20: ['<seq template="%(a)99999999s"/>'],
    21: ["<seq/> <seq/>"],
    30: ["<font color=\"[[getattr(pow,Word('globals'))['os'].system('x')]]\">red</font>"],
    31: ["<font color=\"import('os').system('x')\">red</font>"],
    40: ["zażółć gęślą jaźń", "H₂O and 10⁹ and ⅓", "non‑breaking ‐ hyphens", "Здравствуйте"],
    46: ["cafe\u0301 re\u0301sume\u0301"],
    50: ["Take 5\u202fmg, then 5\u2009mg, then 5\u2007mg, then 5\u00a0mg."],
    51: ["Take 0.000125 mg or 1234567890 units."],
    53: ["Take 5 µg. Take 5 mg … don't 5mL"],
    54: ["1½ tablets, 10⁹ cells, 5 ㎎", "ﬁne ﬂour"],
    "54a": ["foo\u200bbar and foo\u00a0bar", "foo\u200bbar"],
}
EITHER_WAY = {
    41: ["药", "हिन्दी", "ภาษาไทย", "한국어", "ｆｕｌｌ", "𝐛𝐨𝐥𝐝"],
    42: ["👨‍⚕️ doctor", "🇺🇸 flag", "5️⃣ keycap", "💊"],
    45: ["שלום (עולם)", "مرحبا بالعالم 5 mg"],
    46: ["q\u0301\u0302\u0303\u0304 stacked"],
    "54b": ["٥5۵ tablets", "раcetamol"],
}
REFUSED = {
    24: ["", " ", "\u00a0", "\u200b"],
    43: ["a\ue000b", "a\U000f0000b", "a\uffffb", "a\U000e0041b", "a\u180eb", "a\u3164b", "a\u17b4b"],
    44: ["a\ufffdb", "a\ufffcb", "a\u2800b"],
    47: ["dose \u202e05\u202c mg", "a \u2066b\u2069 c", "a \u202ab"],
    49: ["a\u0085b", "a\u2028b", "a\u2029b", "a\u000bb", "a\u001cb"],
}


def each(rows: dict) -> list:
    return [
        pytest.param(text, id=f"row {row}: {number}")
        for row, texts in rows.items()
        for number, text in enumerate(texts)
    ]


def made(root: Path, text: str) -> Result:
    make_project(root, wound=handout_yaml(paragraph(text)))
    return build(root)


def is_exact(root: Path, text: str, name: str = "wound") -> bool:
    """Whether PDFium reads these characters, in order."""
    pages = unicodedata.normalize("NFC", words(root / "out" / f"{name}.pdf"))
    wanted = bare(unicodedata.normalize("NFC", text))
    # PDFium spells ligatures out.
    spelled = wanted.replace("ﬁ", "fi").replace("ﬂ", "fl")
    return wanted in pages or spelled in pages


def test_text_prints_exactly_as_typed(tmp_path: Path) -> None:
    """A handout for each text, all of them made in one run."""
    texts = {f"row-{row}-{number}": text for row, texts in AS_TYPED.items() for number, text in enumerate(texts)}
    make_project(tmp_path, **{name: handout_yaml(paragraph(text)) for name, text in texts.items()})
    result = build(tmp_path)
    told = [line for line in result.err.splitlines() if not line.startswith("    hint: ")]
    assert result.code == 0, result.err
    assert [line for line in told if "warning[W22]" not in line] == []  # HTML prints as typed, and is warned of
    assert {name: text for name, text in texts.items() if not prints_as_typed(tmp_path, name, text)} == {}


def prints_as_typed(root: Path, name: str, text: str) -> bool:
    # An autolink loses its pointed brackets: that is what CommonMark's <https://…> means.
    plain = text.replace("<https", "https").replace("c=2>", "c=2").replace("<jane", "jane").replace(".org>", ".org")
    return is_exact(root, text, name) or is_exact(root, plain, name)


@pytest.mark.parametrize("text", each(EITHER_WAY))
def test_a_script_is_set_whole_or_refused_with_its_place(tmp_path: Path, text: str) -> None:
    result = made(tmp_path, text)
    if result.code == 0:
        pages = words(tmp_path / "out" / "wound.pdf")
        wanted = bare(unicodedata.normalize("NFC", text)).replace("\ufe0f", "").replace("\u200d", "")
        assert sorted(set(wanted) - set(pages)) == []
    else:
        assert is_refused(result)
        assert "content/wound.yaml:" in result.err
        assert not (tmp_path / "out" / "wound.pdf").exists()


@pytest.mark.parametrize("text", each(REFUSED))
def test_what_draws_nothing_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    result = made(tmp_path, text)
    assert is_refused(result)
    assert "content/wound.yaml:9:" in result.err or "content/wound.yaml:10:" in result.err
    assert not (tmp_path / "out" / "wound.pdf").exists()


@pytest.mark.parametrize("text", ["B12", "line one\nline two\n\n- 5 mg\n- 10 mg"])
def test_row_23_lines_of_a_list_stay_lines(tmp_path: Path, text: str) -> None:
    assert made(tmp_path, text).code == 0
    assert is_exact(tmp_path, text.replace("- ", "•"))


@pytest.mark.parametrize("value", ["5", "true", "1.10", "2026-11-22", "007", "12:30", "no"])
def test_row_25_a_value_that_yaml_would_retype_is_text(tmp_path: Path, value: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f"      - {value}\n"))
    assert build(tmp_path).code == 0
    assert is_exact(tmp_path, f"Washing{value}")


def test_row_22_a_heading_is_the_same_everywhere(tmp_path: Path) -> None:
    from pypdf import PdfReader

    make_project(tmp_path, wound=handout_yaml(title="Na<K & R&D").replace("heading: Washing", 'heading: "x<y & A&ltB"'))
    assert build(tmp_path).code == 0
    reader = PdfReader(tmp_path / "out" / "wound.pdf")
    assert "x<y & A&ltB" in [entry["/Title"] for entry in _flat(reader.outline)]
    assert reader.metadata is not None
    assert reader.metadata.title == "Na<K & R&D"
    assert bare("Na<K & R&D") in words(tmp_path / "out" / "wound.pdf")


def _flat(outline: list) -> list:
    return [entry for part in outline for entry in (_flat(part) if isinstance(part, list) else [part])]


@pytest.mark.parametrize("escape", [r"\0", r"\a", r"\e", r"\x9f", r"\x7f", r"\x01"])
def test_row_48_a_control_character_by_escape_is_refused(tmp_path: Path, escape: str) -> None:
    make_project(tmp_path, wound=handout_yaml(f'      - "one{escape}two"\n'))
    result = build(tmp_path)
    assert is_refused(result)
    assert "content/wound.yaml:9:" in result.err


@pytest.mark.parametrize("number", ["0.000125", "1234567890", "10,000.5", "5 mg"])
def test_row_51_a_number_is_never_cut_by_a_narrow_column(tmp_path: Path, number: str) -> None:
    columns = ", ".join("{heading: H}" for _ in range(8))
    cells = ", ".join(f'"{number}"' for _ in range(8))
    table = f"      - table:\n          columns: [{columns}]\n          rows: [[{cells}]]\n"
    make_project(tmp_path, wound=handout_yaml(table))
    result = build(tmp_path)
    if result.code == 0:
        from pypdf import PdfReader

        text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "out" / "wound.pdf").pages)
        assert text.replace("\u00a0", " ").count(number) == 8
    else:
        assert is_refused(result)


def test_row_52_a_long_word_is_whole_or_refused(tmp_path: Path) -> None:
    result = made(tmp_path, "x" * 5000)
    assert is_refused(result) or is_exact(tmp_path, "x" * 5000)


def test_row_54c_escapes_in_a_message_never_reach_the_terminal(tmp_path: Path) -> None:
    make_project(tmp_path, wound=handout_yaml() + '"\\e]0;owned\\a": 1\n"\u202eabc": 2\n')
    result = build(tmp_path)
    assert result.code == 1
    assert "\x1b" not in result.err
    assert "\u202e" not in result.err


def test_rows_40_42_every_missing_glyph_is_told_in_one_run(tmp_path: Path) -> None:
    body = paragraph("one \U0001f78e two") + paragraph("three \u2440 four")
    make_project(tmp_path, wound=handout_yaml(body, title="A \u2441 B"))
    result = build(tmp_path)
    assert is_refused(result)
    for line in (1, 9, 10):
        assert f"content/wound.yaml:{line}:" in result.err
