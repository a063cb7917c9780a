"""What an author sees in the file is what prints: no mark, line or sign is changed unsaid by CommonMark or YAML."""

from itertools import groupby
from pathlib import Path
from unicodedata import is_normalized

import pytest

from handout.content.left_overs import check_left_overs, check_titles
from handout.locales import available
from handout.problems import Problems
from handout.reading.nodes import Mapping, Scalar
from handout.reading.yaml_file import parse
from handout.source import Located, Span
from handout.text import recognized
from handout.text.markdown import parse_blocks, parse_inline, phrases
from handout.text.phrase import Text
from handout.text.recognized import rows


def told(yaml: str, *, inline: bool = False, language: str = "en") -> list[tuple[str, int]]:
    """Code and line of each problem in the text under the key `a`."""
    problems = Problems()
    node = parse(yaml.encode(), "x.yaml", problems)
    assert isinstance(node, Mapping), [str(problem) for problem in problems]
    text = node.get("a")
    assert isinstance(text, Scalar)
    found = [parse_inline(text.text, problems)] if inline else [*phrases(parse_blocks(text.text, problems))]
    check_left_overs(found, language, problems)
    return [(problem.code, problem.span.line) for problem in problems]


def block(text: str) -> str:
    """A text typed line by line: its first line is line 2 of the file."""
    return "a: |\n" + "".join(f"  {line}\n" for line in text.split("\n"))


VANISHING = [
    "Breathe in 1*4 puffs at breakfast and 2*4 puffs at supper.",
    "Ask for bay 3*B or bay 4*B.",
    "5*10 mL, then **6*10 mL**",
    "Take *3 or 4*B now.",
    "a*b*c",
    "5 mg(*) and 6 mg(*)",
    "Send *.png and b-*.png",
    "Call (__) __-__",
    "www.example.org/*x*",
    "un*believ*able",
    "1**2 and 3**4",
    "e**\u0301t**",
    "**ห**้อง",
    "**Pills* at night**",
    "**Pills *at night**",
    "**Note* well",
    "*Note** well",
    "__Note_ well",
]
STRESSED = [
    "**F**ace, **A**rms, **S**peech, **T**ime",
    "**⚠** Stop", "**!** Stop", "**→**", "(*see below*)", "and/*or*",
    "**5**mg", "*Take* **two** now.", "(*now*)", "***both***", "请**不要**停药", "每天3**次**", "5 * 3 * 2", "2*5 mL",
    "bay_3_B", "snake_case_name", "*a*, *b*", "“*a*”", r"1\*4 and 2\*4", "**5 mg**/day", "5*", "*see below",
    "**Note***", "***Note**", r"**Note\***", "***a** b*", "**a *b***", r"\**now*",
]  # fmt: skip


@pytest.mark.parametrize("text", VANISHING)
def test_a_star_that_would_vanish_is_an_error(text: str) -> None:
    assert ("E26", 2) in told(block(text))
    assert ("E26", 1) in told(f"a: '{text}'\n", inline=True)


@pytest.mark.parametrize("text", STRESSED)
def test_a_stressed_word_is_no_error(text: str) -> None:
    assert told(block(text)) == []


@pytest.mark.parametrize("text", ["**Note:**take it", "**bold **words** here", "Take** two **now", "**Note:** rest**"])
def test_stars_that_mark_nothing_are_warned_of(text: str) -> None:
    assert told(block(text))[:1] == [("W23", 2)]


@pytest.mark.parametrize("text", ["* * *a", "a ** b", r"\*\*Note\*\*take", "2*", "**Note:** take it", "**请**不要"])
def test_stars_apart_and_marks_are_let_be(text: str) -> None:
    assert told(block(text)) == []


STAND_APART = [
    "Dr. Example\nSurgeon", "12 Main St\nCO", "Morning: 1 tablet\nEvening: 2 tablets", "2 tablets\n3 tablets",
    "Day 1: rest.\nDay 2: walk.", "Step 1. Wash.\nStep 2. Dry.", "8 a.m.: 1 tablet.\nNoon: 2 tablets.",
    "Monday – rest.\nTuesday – walk.", "8:00 Take one.\n12:00 Take two.", "第1天：休息。\n第2天：走路。",
    "Take it so:\nMorning: 1 tablet.", "morning | 1 tablet\nevening | 2 tablets",
]  # fmt: skip
RUN_ON = [
    "Note: when you are at home again, call us on the first of the days\nMonday: we are there.",
    "Rest. It helps.\nWalk: it helps too.", "Tilt your head (as\nDr. Example said).",
    "At 8:00 take one.\nAt 12:00 take two.", "Note: rest.\nThen walk: it helps.\nEat.",
    "We saw no clot –\nand sent you home.", "Venga a la\n1.ª hora.", "Suba al piso\n2.º izquierda.",
]  # fmt: skip


@pytest.mark.parametrize("text", STAND_APART)
def test_lines_that_were_meant_to_stand_apart_are_warned_of(text: str) -> None:
    assert told(block(text)) == told(f"a: >\n{text}".replace("\n", "\n  ")) == [("W24", 3)]


@pytest.mark.parametrize(
    ("yaml", "found"),
    [
        ('a: "Call us.\\nor come"\n', [("W24", 1)]),
        ('a: "one\\n\\ntwo, and\n  three\\nfour."\n', [("W24", 2)]),
        ("a: one\\\n   two\n", [("W24", 2)]),
        ("a: >\n  one\\\n  two\n", [("W24", 3)]),
        ("a: |\n  one\\\n  two\n", []),
        ("a: 'one\\\\\n   two'\n", []),
        ('a: "one\\\n  two"\n', [("E09", 2)]),
        ('a: "one\\\n  \\ two"\n', []),
        ('a: "- one\\n- two\\\\\\n  more\\n\\n1. three"\n', []),
    ],
)
def test_a_line_end_that_a_backslash_does_not_make_is_told(yaml: str, found: list[tuple[str, int]]) -> None:
    assert told(yaml) == found


@pytest.mark.parametrize(
    ("yaml", "parts"),
    [
        ('a: "\\u0915\\u094d\\u0937 it\\u00e9 e\\u0301"', ["क्ष", " ité", " é"]),
        ("a: 'I don''t know'", ["I don't", " know"]),
        ('a: "\\u0e19\\u0e49\\\n  \\u0e33"', ["น้ำ"]),
        ("a: one\n   two", ["one ", "two"]),
    ],
)
def test_a_word_that_is_typed_in_escapes_is_one_text(yaml: str, parts: list[str]) -> None:
    node = parse(yaml.encode(), "x.yaml", Problems())
    assert isinstance(node, Mapping)
    text = node.get("a")
    assert isinstance(text, Scalar)
    assert [part.text for part in parse_inline(text.text, Problems()) if isinstance(part, Text)] == parts


PARTED = [
    "Come to your follow-\nup visit.", "Take 5-\n10 mg now.", "Open Mon–\nFri only.", "Ask if he/\nshe may go.",
    "A non\u2011\nHodgkin care.", "A medi\u00ad\ncine.", "**Bold well-\nbeing** now.", "Some (post-\nop) care.",
    "Cream and/\nor soap.",
]  # fmt: skip
UNPARTED = [
    "Take it two-\nor three-hourly.", "Two-\nto four-hourly.", "Vor-\nund Nachteile.", "Pré-\net post-opératoire.",
    "Up to 8-\nTo 12-inch.", "Short-,\nlong-term care.", "A dash -\nfor a stop.", "See www.example.org/\nfor more.",
    "A long-term\ncare plan.", "An address\\\nbreak-\\\nup.", "Vor-\nund/oder Nachteile.",
]  # fmt: skip


@pytest.mark.parametrize("text", PARTED)
def test_a_word_that_the_end_of_a_line_parts_is_warned_of(text: str) -> None:
    folded = "a: >\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    assert told(block(text)) == told(folded) == [("W26", 2)]


@pytest.mark.parametrize("text", UNPARTED)
def test_half_a_word_before_its_fellow_and_a_dash_are_let_be(text: str) -> None:
    assert told(block(text)) == []


@pytest.mark.parametrize("text", RUN_ON)
def test_lines_of_a_paragraph_are_let_be(text: str) -> None:
    assert told(block(text)) == []


RUN_TOGETHER = {
    "bring:\n• your card\n• your inhaler": 3,
    "• your card\n• your inhaler": 2,
    "bring\n▪your card": 3,
    "Soft food:\n– soup\n– mash": 3,
    "Soft food\n— soup": 3,
    "o rinse\no wipe": 2,
    "Clean it:\no rinse\no wipe": 3,
    "Choose one:\na) walk\nb) swim": 3,
    "Choose one\n(1) walk\n(2) swim": 3,
    "Go on with:\n6. Let it dry.\n7. Cover it.": 3,
    "Go on\n2) dry": 3,
    "Go on\n2.Dry it\n3.Cover it": 3,
    "خذ:\n٣. حبة\n٤. حبة": 3,
    "ii. one\niii. two": 2,
    "Eat\n*salt\n*oil": 3,
    "Eat\n1- salt\n2- oil": 3,
    "Eat\n1 - salt\n2 - oil": 3,
    "Eat\n1º salt\n2º oil": 3,
    "Eat\n#1 salt\n#2 oil": 3,
    "吃\n２．盐\n３．油": 3,
    "吃\n（１）盐\n（２）油": 3,
    "Eat\n→ salt\n→ oil": 3,
    "Eat\nØ salt\nØ oil": 3,
    "吃\n一、盐\n二、油": 3,
    "كل\nأ- ملح\nب- زيت": 3,
    "Eat\nⓐ salt\nⓑ oil": 3,
    "Eat\n1️⃣ salt\n2️⃣ oil": 3,
    "-\u00a0one\n-\u00a0two": 2,
    "① one\n② two": 2,
    "Tick:\n[ ] one\n[x] two": 3,
    "* after meals": 2,
    "- one\n-two": 3,
    "* see below *": 2,
    "- one thing\n- another\nThen call us.": 4,
    "- one\n- two\n• three": 4,
    "1. one\n2. two\nThen rest.": 4,
    "1. one\n  - in it\n2. two": 3,
    "10. ten\n   - in it\n   - too": 3,
    "1. one\n\n  in it\n2. two": 4,
    "- one\n + in it": 3,
}


@pytest.mark.parametrize(("text", "line"), RUN_TOGETHER.items())
def test_lines_that_look_like_a_list_are_not_joined_unsaid(text: str, line: int) -> None:
    assert told(block(text)) == [("E27", line)]


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("a: No more than\n  - 2 cups of coffee\n  - 1 glass of juice\n", 2),
        ("a: Rest your arm.\n   * Hold it up.\n", 2),
        ("a: Rest your arm.\n  + Hold it up.\n", 2),
        ("a: Rest your arm.\n  2. Hold it up.\n", 2),
        ("a: >\n  Bring:\n  - a card\n  - a book\n", 3),
        ('a: "Bring:\n  - a card"\n', 2),
        ("a: Bring\n  • a card\n", 2),
        ("a: Rest.\n\n  Then walk.\n", 3),
        ("a: >\n  Rest.\n\n  Then walk.\n", 4),
        ("a: 'Rest.\n\n  Then walk.'\n", 3),
        ("a: >\n  Bring:\n\n  • a card\n\n  • a book\n", 4),
    ],
)
def test_lines_that_yaml_would_fold_are_told(yaml: str, line: int) -> None:
    assert told(yaml, inline=True) == [("E27", line)]
    assert told(yaml) == [("E27", line)]


LET_BE = [
    "You may take it with food, or a while before you eat it\n– whichever is easier for you – but never both at once.",
    "Do not take more tablets in a day than the label of the box says, which is\n8. Taking more can hurt your liver.",
    "Puede tomar agua\no jugo.", "one\\\n• two\\\n• three", "- one\n- two\n\nThen rest.", "- one\ntwo", "- one\n(two)",
    "- one\n  Two.",
    "Take it at 8 a.m.\nThen rest.", "Call\n555-0100.", "Dr. Example\\\nSurgeon", "• one", "A\n-5 °C pack",
    "12 Main St\\\nCO", "Rest.\nSleep.\nWalk.", "See Dr. Example at\nthe desk",
    "1. one\n2. two", "- one\n  - two\n- three", "a. one", "5 mg\n(2 tablets)", "We say:\n“Rest.”",
    "1. - one\n   - two\n\n   in it", "- one\n\n  in it\n\nout",
]  # fmt: skip


@pytest.mark.parametrize("text", LET_BE)
def test_prose_and_lists_are_let_be(text: str) -> None:
    assert told(block(text)) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- 18 °C is cold enough.", 2),
        ("+ 3 kg in a week means: see us.", 2),
        ("- ½ tablet less", 2),
        ("Cold:\n\n- -\n", 4),
        ("Packs:\n\n- 5 °C\n- 10 °C", 4),
        ("Packs:\n\n- 18 – 20 °C\n- 10 °C", 4),
        ("+ ≥ 2 kg", 2),
        ("- one\n  + 2 kg more", 3),
        ("- one\n- two\n  - 5 less", 4),
        ("Take 5 mg*.\n\n* Not at night.", 4),
    ],
)
def test_a_sign_taken_for_a_bullet_is_an_error(text: str, line: int) -> None:
    codes = told(block(text))
    assert codes[0][0] in {"E27", "E06"}
    assert codes[0][1] == line


@pytest.mark.parametrize(
    "text",
    [
        "- 2 cups of coffee\n- 1 glass",
        "No more than:\n\n- 2 cups",
        "-5 °C",
        "* one\n* two",
        "1. 5 mg",
        "+ one\n+ two",
        "Read **this** now.\n\n* One **thing** more",
    ],
)
def test_a_list_of_numbers_is_a_list(text: str) -> None:
    assert told(block(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "more than 4[@a] tablets",
        "Drink 250 mL[@a].",
        "**4**[@a]",
        "5 mg/mL[@a]",
        "½[@a]",
        "at 5 °C[@a]",
        "50%[@a]",
        "[@a]4 tablets",
        "Take 5 [@a] mg.",
        "120 [@a] / 80",
        "BMI in kg/m²[@a].",
    ],
)
def test_a_citation_on_a_number_is_an_error(text: str) -> None:
    assert told(block(text)) == [("E28", 2)]


def test_a_citation_behind_the_comma_of_a_number_reads_as_decimals_but_in_english() -> None:
    text = block("Nehmen Sie 4,[@a] dann ruhen Sie.")
    assert (told(text, language="de"), told(text, language="en-US")) == ([("E28", 2)], [])


@pytest.mark.parametrize(
    "text",
    [
        "4 tablets[@a]",
        "4 tablets. [@a]",
        "250 mL [@a]",
        "by 4.[@a]",
        "in 2024,[@a]",
        "in a cup[@a]",
        "[@a] 4",
        "[@a]一杯水",
    ],
)
def test_a_citation_behind_a_word_or_a_sentence_is_none(text: str) -> None:
    assert told(block(text)) == []


LEFT = [
    "TODO", "TODO: ask", "Ask at [name of the ward].", "(write) how often", "Lorem ipsum dolor", "(translate) I slept.",
    "[phone number]", "[insert date here]", "Call XXX-XXXX.", "XX/XX/XXXX", "Name: ____", "[Clinic Name]", "{{name}}",
    "Call 1-800-555-XXXX.",
    "<insert name>", "Error! Reference source not found.", "(write …)", "[your clinic's number]",
    "[dose]", "[to be confirmed]", "[date/time]", "«First_Name»", "{patient_name}", "##DATE##",
    "( translate ) Rest.", "（translate）Rest.", "(TRANSLATE)", "[translate] Rest.", "Todo: rest", "Take XX mg.",
    "Take __ mg.", "Call xxx-xxx-xxxx.", "Lorem  ipsum", "dolor sit amet", "［phone number］", "[citation needed]",
    "Click here to enter text.",
    "Call ???", "INSERT TEXT HERE", "(todo: ask)", "Lorem Ipsum", "[describe the picture]",
]  # fmt: skip


LEFT_IN = {
    "am": "[የሐኪሙ ስም]",
    "ar": "[اسم الطبيب]",
    "bg": "[име на лекаря]",
    "bn": "[রোগীর নাম]",
    "cs": "[jméno lékaře]",
    "da": "[indsæt telefonnummer]",
    "de": "[Telefonnummer]",
    "el": "[όνομα γιατρού]",
    "es-US": "[nombre del médico]",
    "et": "[arsti nimi]",
    "fa": "[نام پزشک]",
    "fi": "[lääkärin nimi]",
    "fr-CA": "[numéro de téléphone]",
    "he": "[שם הרופא]",
    "hi": "[मरीज़ का नाम]",
    "hr": "[ime liječnika]",
    "ht": "[non doktè a]",
    "hu": "[orvos neve]",
    "hy": "[բժշկի անունը]",
    "id": "[nama pasien]",
    "it": "[nome del medico]",
    "ja": "[患者名を記入]",
    "ka": "[ექიმი]",
    "km": "[ឈ្មោះអ្នកជំងឺ]",
    "ko": "[환자 이름]",
    "lo": "[ຊື່ຄົນເຈັບ]",
    "lt": "[gydytojo vardas]",
    "lv": "[ārsta vārds]",
    "my": "[လူနာအမည်]",
    "nb": "[sett inn dato]",
    "ne": "[बिरामीको नाम]",
    "nl": "[naam arts]",
    "pa": "[ਮਰੀਜ਼ ਦਾ ਨਾਮ]",
    "pl": "[imię i nazwisko pacjenta]",
    "pt-BR": "[inserir data]",
    "ro": "[numele medicului]",
    "ru": "[номер телефона клиники]",
    "sk": "[meno lekára]",
    "sl": "[ime zdravnika]",
    "so": "[magaca dhakhtarka]",
    "sq": "[emri i mjekut]",
    "sr": "[име лекара]",
    "sv": "[läkarens namn]",
    "sw": "[jina la daktari]",
    "ta": "[மருத்துவர் பெயர்]",
    "te": "[డాక్టర్ పేరు]",
    "th": "[ชื่อผู้ป่วย]",
    "tl": "[pangalan ng doktor]",
    "tr": "[doktorun adı]",
    "uk": "[ім'я лікаря]",
    "ur": "[ڈاکٹر کا نام]",
    "vi": "[tên bác sĩ]",
    "zh-Hans": "[患者姓名]",
    "zh-Hant": "[請填寫日期]",
}


@pytest.mark.parametrize(("language", "text"), LEFT_IN.items())
def test_every_language_has_its_own_words_for_it(language: str, text: str) -> None:
    assert told(block(text), language=language) == [("E29", 2)]
    assert told(block(f"**{text}**"), language=language) == [("E29", 2)]


@pytest.mark.parametrize("language", ["ar", "es", "hi", "ja", "sv", "th", "und", "ps"])
@pytest.mark.parametrize(
    "text", ["XXX-XXXX", "TODO:", "lorem ipsum", "[phone number]", "(write)", "{{name}}", "… ______"]
)
def test_what_needs_no_words_is_told_in_every_language(language: str, text: str) -> None:
    assert told(block(text), language=language) == [("E29", 2)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "¡Error! No se encuentra el origen de la referencia."),
        ("de", "Fehler! Verweisquelle konnte nicht gefunden werden."),
        ("zh-Hans", "错误!未找到引用源。"),
        ("fr", "INSÉRER NOM ICI"),
        ("ru", "{имя пациента}"),
    ],
)
def test_what_word_leaves_in_a_text_is_told(language: str, text: str) -> None:
    assert told(block(text), language=language) == [("E29", 2)]


def test_no_language_of_the_program_is_without_its_rows() -> None:
    """A list may be empty: then it was thought of."""
    spoken = {tag.partition("-")[0] for tag in available()}
    kinds = {
        "left-overs": {"asked_for", "alone", "orders"},
        "kept-words": {"titles", "numbered", "between", "rates"},
        "negations": {"words", "inside", "ends"},
        "sentence-stops": {"unfinished", "numbered", "lettered"},
        "unit-words": {"second", "minute", "hour", "day", "week", "month", "year", "mg", "μg", "g", "kg", "ml", "l"},
        "calendar-words": {"weekdays"},
    }
    for name, expected in kinds.items():
        typed = (Path(recognized.__file__).parent / "data" / f"{name}.txt").read_text("utf-8").splitlines()
        assert {row.partition(" ")[0] for row in typed} - {"#", "mul"} == spoken
        for language in spoken:
            found = dict(rows(name, language))
            assert expected <= set(found)
            # Texts are read in NFC: what stands otherwise in a list would never be met.
            assert all(is_normalized("NFC", words) for words in found.values())
    for name in ("unit-words", "opposites"):
        typed = (Path(recognized.__file__).parent / "data" / f"{name}.txt").read_text("utf-8").splitlines()
        tags = [row.partition(" ")[0] for row in typed if row[0] != "#"]
        assert len(list(groupby(tags))) == len(set(tags)), "the rows of a language stand together"
        assert not [row for row in typed if row[0] != "#" and not all(map(str.strip, row.partition(":")[2].split(";")))]


@pytest.mark.parametrize("text", LEFT)
def test_what_was_left_to_be_filled_in_is_an_error(text: str) -> None:
    assert told(block(text)) == [("E29", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "(write this down)", "He said [...] that.", "[ ] one", "[the bowel]", "47,XXX", "a XXXL shirt", "[1]",
        "snake__case", "Write down the date [of your visit].", "T<8 and R&D; fish & chips", "x<y and y>z", "[name](https://example.org)",
    ],
)  # fmt: skip
def test_words_in_brackets_are_words(text: str) -> None:
    assert told(block(text)) == []


@pytest.mark.parametrize(
    "text", ["70 km\\/h", "555\\-0100 or 555\\-0101", 'Say \\"no\\".', "10\\% more", "**Rest\\:** now"]
)
def test_a_backslash_that_would_vanish_for_nothing_is_warned_of(text: str) -> None:
    assert told(block(text)) == [("W25", 2)]
    assert told(block(text.replace("\\", ""))) == []
    assert told(block(text.replace("\\", "\\\\"))) == []


@pytest.mark.parametrize(
    "text", ["\\- 5 °C", "1\\. May", "Rest.\n\\# 3", "2\\*5", "a\\_b", "\\[x\\](y)", "C:\\folder", "Rest\\\nnow"]
)
def test_a_backslash_that_holds_a_mark_back_is_none(text: str) -> None:
    assert told(block(text)) == []


def test_all_in_capitals_is_a_word_in_spanish() -> None:
    assert told(block("Tome TODO el frasco."), language="es-US") == []
    assert told(block("TODO: preguntar"), language="es") == [("E29", 2)]
    assert told(block("Antes de todo: lea esto."), language="es") == []


@pytest.mark.parametrize(
    "text", ["Lie<br>down", "up&nbsp;now", "<i>not</i>", "Salt &amp; pepper", "&#8217;", '<a href="x">']
)
def test_html_is_warned_of(text: str) -> None:
    assert told(block(text)) == [("W22", 2)]


@pytest.mark.parametrize(
    ("title", "warnings"),
    [
        ("*E. coli* here", 1), ("H~2~O", 1), ("The ^13^C test", 1), (r"\[New\] ways", 1), ("Health &amp; Place", 1),
        ("<jats:italic>E. coli</jats:italic>", 1), ("Ca<sup>2+</sup> in <i>E. coli</i>", 0), ("2 * 3 * 4", 0),
        ("An <i>open mark", 1), ("<I>E. coli</I>", 1), ("10<sup>9.5</sup>", 1), ("<i>a <b>c</b></i> 4<sup>th</sup>", 0),
        ("About ~5 % or 5~6 [new] AT&T; x < y", 0), ("The * allele and HLA-B*57:01", 0),
    ],
)  # fmt: skip
def test_marks_that_no_title_of_a_reference_knows_are_warned_of(title: str, warnings: int) -> None:
    problems = Problems()
    check_titles([Located(title, ((0, Span("x.yaml", 1, 1)),))], problems)
    assert [problem.code for problem in problems] == ["W22"] * warnings
