"""Find what was left in a text by mistake: a placeholder nobody filled, a reminder, a tag of HTML."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from handout.content.unfilled import asks, pattern, signs
from handout.problems import Problems, shortened
from handout.reading.line_slips import FILL_IN, tell_of_left_over
from handout.reading.untranslated import MARK
from handout.record import Record
from handout.source import Located, Span
from handout.text import quantities
from handout.text.numbers import RAISED
from handout.text.phrase import Break, Citation, Phrase, Text, leaves
from handout.text.title_markup import marked

_TAG = (
    r"(?i)</?(?:a|abbr|b|big|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|ins|kbd|li"
    r"|mark|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*/?>|<!--"
)
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_MARKS_IN_TITLES = (
    r"(?<![\w*\\])(?P<stars>\*\*?)(?=[^\s*])[^*\n]{1,200}?(?<=[^\s*])(?P=stars)(?![\w*])|~\w{1,6}~|\^[^\s^]{1,6}\^"
    r"|\\[\[\]<>*_~^$]|\]\{\.[a-z-]+\}"
    r"|(?i:</?(?:jats:[a-z]+|scp|em|strong|p|br|tt|u|font|inf|italic|bold)\b[^<>]*>)"
)
"""What Pandoc, journals and catalogues write in titles, where CSL knows `<i>`, `<b>`, `<sub>` and `<sup>` alone."""
_SIGNS_IN_TITLES = ("*", "~", "^", "\\", "]{", "<")
"""Each of them holds one of these."""
_MARKS_LEFT = r"(?i)</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>"
"""Marks that CSL knows, but not as they stand: not closed, in capitals, or of figures that cannot be raised."""
_ENDS_OF_UNITS = frozenset("%‰°℃℉")
_HINT_OF_WORDS = "write the words alone, and the characters themselves; a handout knows no HTML"
_MARKDOWN = (
    r"(?<![\w*\\])(?P<stars>\*\*?)(?=[^\s*])[^*\n]{1,200}?(?<=[^\s*])(?P=stars)(?![\w*])"
    r"|\[@[^\[\]\s][^\[\]\n]{0,200}\]|\[[^\[\]\n]{1,200}\]\((?:(?:https?|mailto|tel):|#)[^()\s]{1,500}\)"
)
"""Strong words, emphasis, a citation and a link, where a text is words and nothing else."""
LONGEST_SHOWN = 60
"""Characters of a left-over that a message shows."""
_COMMAS = (",", "\u066b")
_LONGEST_BEFORE_COMMA = 3
_WIDEST_BRACKETS = 2_000
_REACH = 80
"""How far before a citation a quantity may begin."""


class LeftOver(Record, kw_only=False):
    """A placeholder: how it was typed, and its offset in the text it stands in."""

    typed: str
    offset: int
    kind: str


def left_overs(text: str, language: str | None = None) -> Iterator[LeftOver]:
    """The placeholders in a text of this language, in order."""
    if not any(sign in text for sign in signs(language)):
        return
    for found in pattern(language).finditer(text):
        if found[0] not in {"TODO", "todo:", "Todo:"} or _is_reminder(text, found, language):
            yield LeftOver(found[0], found.start(), found.lastgroup or "")


def check_left_overs(phrases: list[Phrase], language: str | None, problems: Problems) -> None:
    """Tell of every placeholder (E29), of HTML (W22), and of a citation raised behind a number (E28)."""
    texts: list[Text] = []
    for phrase in phrases:
        # Most phrases are one text. The class itself is asked: in records that takes a fifth of isinstance.
        if len(phrase) == 1 and type(phrase[0]) is Text:
            texts.append(phrase[0])
            continue
        parts = list(leaves(phrase))
        for at, leaf in enumerate(parts):
            if type(leaf) is Text:
                texts.append(leaf)
            elif type(leaf) is Citation:
                _check_citation(leaf.span, parts[at - 1] if at else None, parts[at + 1 : at + 2], language, problems)
    whole = "\n".join([leaf.text for leaf in texts])
    there = [sign for sign in ("&", *signs(language)) if sign in whole]
    if there:
        for leaf in texts:
            if any(sign in leaf.text for sign in there):
                _look_at(leaf, language, problems)


_IN_REFERENCES = frozenset({"write", "braces", "dummy", "reminder"})
"""The kinds of placeholders that no title, name or journal is called by."""


def check_unwritten(
    texts: Iterable[Located], language: str | None, problems: Problems, *, is_short: bool = False
) -> None:
    """Tell of `(write …)`, `TODO` and the like in texts that may hold other signs, such as titles of references.

    `is_short`: names and numbers, which are never a placeholder in brackets, as a translated title may be.
    """
    texts = list(texts)
    whole = "\n".join([text.text for text in texts])
    if not any(sign in whole for sign in signs(language)):
        return
    for text in texts:
        for left in left_overs(text.text, language):
            is_found_later = left.typed == MARK and _is_told(text.at(left.offset), problems)
            is_alone = left.typed == text.text.strip()
            is_in_brackets = is_short and left.kind == "brackets" and is_alone and asks(left.typed, language)
            is_one = is_in_brackets or (left.kind in _IN_REFERENCES and not _is_of_title(left, text.text, is_alone))
            if is_one and not is_found_later:
                _tell(left, text.at(left.offset), problems)


def _is_of_title(left: LeftOver, text: str, is_alone: bool) -> bool:
    """Whether a title may well hold this: TODO lists for carers, TBD: tick-borne diseases, (Write)ing."""
    if left.kind == "write":
        return not is_alone and left.typed[-2].isalpha()
    if left.kind != "reminder":
        return False
    behind = re.findall(r"[^\W\d_]+", text[left.offset + len(left.typed) :])
    is_short_for = "".join(word[0] for word in behind[: len(left.typed)]).upper() == left.typed
    return is_short_for or not _stands_as_reminder(text, left.offset, len(left.typed.rstrip(":")))


def check_bare_keys(phrases: Iterable[Phrase], keys: AbstractSet[str], problems: Problems) -> None:
    """Warn of the key of a reference that stands without the brackets that make it a citation (W22).

    Of brackets that make none for another reason E20 tells.
    """
    for phrase in phrases:
        for leaf in leaves(phrase):
            if isinstance(leaf, Text) and "@" in leaf.text:
                for found in re.finditer(r"(?<![\w.@/])@[\w][\w:.#$%&+?<>~/-]*", leaf.text):
                    key = found[0][1:].rstrip(".:?")
                    if key in keys and not _is_in_brackets(leaf.text, found.start()):
                        hint = f"to cite it, write [@{key}]"
                        place = leaf.span.shifted(found.start())
                        problems.warning("W22", place, f"'@{key}' prints as it is typed", hint)


def _is_in_brackets(text: str, place: int) -> bool:
    """Whether a key stands in square brackets, or right after an opening one."""
    opening = text.rfind("[", max(place - _WIDEST_BRACKETS, 0), place)
    if opening < 0 or "]" in text[opening:place]:
        return False
    closing = text.find("]", place, opening + _WIDEST_BRACKETS)
    return opening + 1 == place or (closing >= 0 and "[" not in text[place:closing])


def check_titles(titles: Iterable[Located], problems: Problems) -> None:
    """Tell of marks of Markdown or of a journal's own, and of entities, in titles of references (W22)."""
    for title in titles:
        marks: list[re.Match[str]] = []
        if any(sign in title.text for sign in _SIGNS_IN_TITLES):
            marks += re.finditer(_MARKS_IN_TITLES, title.text)
        if "&" in title.text:
            marks += filter(_is_entity, re.finditer(_ENTITY, title.text))
        found = [(title.at(mark.start()), mark[0]) for mark in marks]
        if "<" in title.text:
            parts = [leaf for leaf in leaves(marked(title)) if isinstance(leaf, Text)]
            found += [
                (leaf.span.shifted(mark.start()), mark[0])
                for leaf in parts for mark in re.finditer(_MARKS_LEFT, leaf.text)
            ]  # fmt: skip
        if found:
            place, typed = min(found)
            hint = (
                "in a reference write <i>italic</i>, <b>bold</b>, <sub>2</sub>, <sup>2</sup>, or the character itself"
            )
            problems.warning("W22", place, f"'{typed}' prints as it is typed", hint)


def check_texts(texts: Iterable[Located], language: str | None, problems: Problems) -> None:
    """Tell of placeholders and HTML in texts that are no phrases: what a picture shows, words to find a handout by."""
    for text in texts:
        for left in left_overs(text.text, language):
            if not (left.typed == MARK and _is_told(text.at(left.offset), problems)):
                _tell(left, text.at(left.offset), problems)
        _warn_of_marks(text, problems)


def check_plain_words(record: Record, language: str | None, problems: Problems) -> None:
    """Tell of placeholders (E29) and HTML (W22) in the names, numbers and titles of a record, which are no phrases."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Located):
            for left in left_overs(value.text, language):
                _tell(left, value.at(left.offset), problems)
            _warn_of_marks(value, problems)
        elif isinstance(value, Record) and not isinstance(value, Span):
            check_plain_words(value, language, problems)


def _look_at(leaf: Text, language: str | None, problems: Problems) -> None:
    for left in left_overs(leaf.text, language):
        if left.typed == MARK and _is_told(leaf.span.shifted(left.offset), problems):
            continue
        _tell(left, leaf.span.shifted(left.offset), problems)
    hint = "write **strong words**, *emphasis*, or the character itself; a handout knows no HTML"
    _warn_of_html(leaf.text, leaf.span.shifted, hint, problems)


def _warn_of_marks(text: Located, problems: Problems) -> None:
    """Warn of HTML, or of Markdown, in a text that knows neither."""
    found = re.search(_MARKDOWN, text.text) if "*" in text.text or "[" in text.text else None
    if found is None:
        _warn_of_html(text.text, text.at, _HINT_OF_WORDS, problems)
        return
    hint = "write the words alone: nothing is a mark here, and nothing can be cited or linked"
    problems.warning(
        "W22", text.at(found.start()), f"'{shortened(found[0], LONGEST_SHOWN)}' prints as it is typed", hint
    )


def _warn_of_html(text: str, place_of: Callable[[int], Span], hint: str, problems: Problems) -> None:
    tags = re.finditer(_TAG, text) if "<" in text else ()
    entities = re.finditer(_ENTITY, text) if "&" in text else ()
    html = [*tags, *filter(_is_entity, entities)]
    if html:
        first = min(html, key=lambda found: found.start())
        problems.warning("W22", place_of(first.start()), f"'{first[0]}' prints as it is typed", hint)


def _tell(left: LeftOver, span: Span, problems: Problems) -> None:
    hint = "use a block for blanks to write on: '- fill_in: [{label: …}]'" if left.kind == "blank" else FILL_IN
    tell_of_left_over(shortened(left.typed.strip(), LONGEST_SHOWN), span, problems, hint)


def _check_citation(
    span: Span, before: object, after: Sequence[Text | Citation | Break], language: str | None, problems: Problems
) -> None:
    """Tell of a citation between whose number and a number in the text nothing stands, or that parts a quantity."""
    words = before.text if type(before) is Text else ""
    follows = after[0].text if after and type(after[0]) is Text else ""
    if words.endswith(" ") and quantities.is_digit(words[-2:-1]) and follows.startswith(" "):
        near, further = words[-_REACH:].rstrip(), follows[:_REACH]
        parted = quantities.inside(near + further, len(near) + 1)
        if parted is not None:
            typed = (near + further)[parted.start : parted.end]
            message = f"the raised number of this citation would be read as part of '{typed}'"
            problems.error("E28", span, message, "put the citation after the sentence, or after a word")
            return
    number = _glued_to(words, language) or (follows.split()[0] if quantities.is_digit(follows[:1]) else "")
    if number:
        message = f"the raised number of this citation would be read as part of '{number}'"
        problems.error("E28", span, message, "put the citation after the sentence, or after a word")


def _glued_to(words: str, language: str | None) -> str:
    """What ends a text and runs together with a raised number behind it: `4`, `5 mg`, `m²`; `4,` would say 4,1.

    Behind a year and a comma nobody reads decimals, nor behind the point that ends a sentence, nor behind any comma in
    English, whose journals raise the numbers of citations there.
    """
    last = words[-1:]
    if last in RAISED:
        return words.split()[-1] if words else ""
    is_comma = last in _COMMAS and quantities.is_digit(words[-2:-1]) and (language or "").partition("-")[0] != "en"
    if not is_comma and not last.isalnum() and last not in _ENDS_OF_UNITS:
        return ""
    near = words[-_REACH:].removesuffix(last) if is_comma else words[-_REACH:]
    found = next((quantity for quantity in quantities.find(near) if quantity.end == len(near)), None)
    if found is None or (is_comma and len(found.parts[-1].typed) > _LONGEST_BEFORE_COMMA):
        return ""
    return words.split()[-1]


def _is_entity(found: re.Match[str]) -> bool:
    if found[0].startswith("&#"):
        return True
    from html.entities import html5

    return found[0][1:] in html5


def _is_reminder(text: str, found: re.Match[str], language: str | None) -> bool:
    """Whether this is a reminder, not the Spanish or Portuguese word for "all" in capitals."""
    if language is not None and language.partition("-")[0] not in {"es", "pt", "gl", "ca", "ast"}:
        return True
    return found[0].isupper() and _stands_as_reminder(text, found.start(), len(found[0]))


def _stands_as_reminder(text: str, start: int, length: int) -> bool:
    """Whether a word begins a text, and stands alone or before a colon."""
    stands_first = not text[:start].strip(" \"'“«(¡*-•")
    return stands_first and re.match(r"\s*(?:$|[:!)\]—–-])", text[start + length :]) is not None


def _is_told(span: Span, problems: Problems) -> bool:
    return any(problem.code == "E35" and problem.span.file == span.file for problem in problems.found)
