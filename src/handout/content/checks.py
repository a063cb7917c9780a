"""What must be true of a handout as a whole, before any word of the interface is needed."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from unicodedata import category

from handout.content.blocks.page_break import PageBreak
from handout.content.blocks.tear_off import TearOff
from handout.content.clinic import Clinic
from handout.content.handout import Handout, Section, Source
from handout.content.languages import in_language, language_of
from handout.content.left_overs import (
    check_bare_keys,
    check_left_overs,
    check_plain_words,
    check_texts,
    check_titles,
)
from handout.content.nothing import check_nothing
from handout.content.one_line import check_one_line
from handout.content.own_marks import check_marks
from handout.content.phrases import parts_in, phrases_in
from handout.content.reference_words import check_words
from handout.content.sections import every_section, section_ids
from handout.problems import MANY, Problems, Severity, near, shortened
from handout.source import Located, Span
from handout.text.numbers import mixes_digits
from handout.text.paragraph_text import ParagraphText
from handout.text.parted_words import warn_of_parted_words
from handout.text.phrase import Citation, Link, Phrase, Text, Typed, leaves
from handout.text.quantities import find
from handout.text.run_together import line_starts

LONGEST_CODE = 2213
"""Bytes in the largest QR code of ReportLab's encoder, version 39 at level M (ISO/IEC 18004, table 7)."""
NO_LANGUAGE = "neither this handout nor clinic.yaml names a language"
NO_DISCLAIMER = "there is no disclaimer in the language"
"""How a message begins of what clinic.yaml lacks, for all handouts."""
DEEPEST = 3
"""Sections, their sub-sections, and theirs."""


def check_handout(
    handout: Handout, clinic: Clinic | None, typed: frozenset[str] | None, problems: Problems,
    faulty: AbstractSet[str] = frozenset(),
) -> None:  # fmt: skip
    """Tell everything that is wrong between the parts of a handout, each of which is right by itself.

    `typed` are the keys of all references, of those too that could not be read: to cite them is no second mistake. It
    is None where not all are known. `faulty` are the keys of clinic.yaml with a mistake in them: nobody knows yet what
    they would say.
    """
    if not handout.get_help.emergency and not handout.get_help.call and not _is_told(handout.get_help.span, problems):
        hint = "write 'emergency:' or 'call:' and a list of signs under it"
        problems.error("E31", handout.get_help.span, "get_help says neither 'emergency' nor 'call'", hint)
    _check_sections(handout.sections, 1, problems)
    _check_tear_offs(handout, problems)
    _check_section_ids(handout, problems)
    phrases = phrases_in(handout)
    parts = [part for phrase in phrases for part in parts_in(phrase)]
    _check_references(handout, parts, typed, problems)
    _check_links(handout, parts, problems)
    alternatives = [*_alternative_texts(handout)]
    _check_digits(phrases, (*alternatives, *_said_of(handout.source)), problems)
    language = language_of(handout, clinic)
    check_left_overs(phrases, language, problems)
    if handout.references:
        check_bare_keys(phrases, {str(reference.id) for reference in handout.references}, problems)
    check_nothing(handout, language, problems)
    check_marks(handout, problems)
    if handout.source is not None:
        check_plain_words(handout.source, language, problems)
    version = () if handout.version is None else (handout.version,)
    check_texts((*alternatives, *handout.keywords, *version), language, problems)
    check_one_line((*version, *_said_of(handout.source)), problems)
    titles = [reference.title for reference in handout.references]
    check_words(handout.references, language, problems)
    holders = [reference.container_title for reference in handout.references if reference.container_title is not None]
    check_titles((*titles, *holders), problems)
    _check_line_ends((*alternatives, *(one.title for one in handout.references)), problems)
    if not faulty & {"disclaimer", "language"}:
        _check_disclaimer(handout, clinic, problems)


def _said_of(source: Source | None) -> tuple[Located | None, ...]:
    if source is None:
        return ()
    reviewer = source.reviewed_by
    who = () if reviewer is None else (reviewer.name, reviewer.credentials, reviewer.affiliation)
    return (source.title, source.publisher, *who)


def _alternative_texts(handout: Handout) -> Iterator[Located]:
    """What pictures show, wherever a block has one."""
    for section in every_section(handout.sections):
        yield from _alternatives_in(section.body)


def _alternatives_in(blocks: Iterable[object]) -> Iterator[Located]:
    for block in blocks:
        for part in (block, *getattr(block, "items", ())):
            alt = getattr(part, "alt", None)
            if alt is not None:
                yield alt
        yield from _alternatives_in(getattr(block, "body", ()))


def _check_numbers(clinic: Clinic, problems: Problems) -> None:
    """Tell of a number to call that holds no digit of any script: nobody can call it. Of a left-over E29 tells."""
    refused = [problem.span for problem in problems.found if problem.severity is Severity.ERROR]
    lines = {(span.file, span.line) for span in refused}
    for key, number, example in (("phone", clinic.phone, "555-0100"), ("emergency", clinic.emergency, "911")):
        if number is None or (number.span.file, number.span.line) in lines:
            continue
        if number.text.strip() and not any(char.isdecimal() for char in number.text):
            message = f"'{shortened(number.text)}' has no digit: it is not a number to call"
            problems.error("E07", number.span, message, f'type {key}: "{example}", with your own')


def _check_line_ends(texts: Iterable[Located], problems: Problems) -> None:
    """Warn of a word that the end of a line parts, in texts that are no CommonMark."""
    for text in texts:
        if len(text.anchors) > 1:
            content = ParagraphText(text=text.text, located=text, lines=((0, 0),))
            warn_of_parted_words(content, line_starts(content), problems)


def check_clinic(clinic: Clinic, problems: Problems) -> None:
    """Tell what the clinic's texts may not hold, as they stand in every handout."""
    phrases = phrases_in(clinic)
    _check_clinics_words(clinic, problems)
    _check_digits(phrases, (clinic.name, clinic.phone, clinic.emergency, clinic.address), problems)
    check_one_line((clinic.name, clinic.phone, clinic.emergency), problems)
    language = None if clinic.language is None else str(clinic.language)
    check_nothing(clinic, language, problems)
    check_plain_words(clinic, language, problems)
    _check_numbers(clinic, problems)
    roles = () if clinic.review is None else clinic.review.required
    check_texts(roles, language, problems)
    _check_divisions(clinic, problems)
    _check_twice(((name.text, name.span) for name in clinic.styles), problems)
    _check_twice(((str(pair), pair.span) for pair in clinic.bilingual), problems)
    _check_twice(((role.text, role.span) for role in roles), problems)
    _check_code(clinic, problems)
    for phrase in phrases:
        for part in parts_in(phrase):
            match part:
                case Citation():
                    hint = "cite in the handouts, which have references"
                    problems.error("E21", part.span, "clinic.yaml has no references to cite", hint)
                case Link(target=target) if target.startswith("#"):
                    message = f"the link '{target}' leads to a section, and clinic.yaml has none"
                    problems.error("E23", part.span, message, "link to a web page")


def _check_clinics_words(clinic: Clinic, problems: Problems) -> None:
    """Look for what was left in the clinic's texts, each in its own language."""
    for name in clinic.__struct_fields__:
        said = getattr(clinic, name)
        texts = said.items() if isinstance(said, dict) else ((clinic.language, said),)
        for language, text in texts:
            check_left_overs(phrases_in(text), None if language is None else str(language), problems)


def _check_code(clinic: Clinic, problems: Problems) -> None:
    """The address for feedback is printed as a QR code too."""
    url = None if clinic.feedback is None else clinic.feedback.url
    if url is not None and len(url.text.encode("utf-8")) > LONGEST_CODE:
        message = f"this address has {len(url.text)} characters; a QR code holds {LONGEST_CODE}"
        problems.error("E07", url.span, message, "give a shorter address, which also reads better in print")


def _check_twice(named: Iterable[tuple[str, Span]], problems: Problems) -> None:
    """What is named twice would make one file twice, or print one role twice; capitals make no other of a name."""
    seen: set[str] = set()
    for name, span in named:
        same = name.strip().casefold()
        if same in seen:
            problems.error("E07", span, f"'{name}' is named twice", "take one of the two out")
        seen.add(same)


def _check_divisions(clinic: Clinic, problems: Problems) -> None:
    """A word that may be cut is of letters, with a hyphen at each place; a number is never cut."""
    for words in (clinic.divisions or {}).values():
        for word in words:
            pieces = word.text.split("-")
            if len(pieces) < 2 or not all(_is_of_letters(piece) for piece in pieces):
                hint = "write the word with a hyphen where it may be cut, such as Arzneimittel-verordnung"
                problems.error("E07", word.span, f"'{word}' does not say where a word of letters may be cut", hint)


def _is_of_letters(text: str) -> bool:
    return bool(text) and all(category(char)[0] in "LM" for char in text)


def _check_sections(sections: Iterable[Section], depth: int, problems: Problems) -> None:
    for section in sections:
        if depth > DEEPEST:
            hint = "move this section up, or make it a paragraph"
            problems.error("E32", section.span, "sections stand inside one another two levels deep at most", hint)
        elif not section.body and not section.sections and not _is_told(section.span, problems):
            hint = "write 'body:' and a list of paragraphs under it"
            problems.error("E06", section.span, "this section has neither 'body' nor 'sections'", hint)
        else:
            _check_page_breaks(section, problems)
            _check_sections(section.sections, depth + 1, problems)


def _check_tear_offs(handout: Handout, problems: Problems) -> None:
    """There is one foot of the last page."""
    found = [part for section in every_section(handout.sections) for part in section.body if isinstance(part, TearOff)]
    for second in found[1:]:
        message = f"a handout has one tear_off; the first stands in line {found[0].span.line}"
        problems.error("E66", second.span, message, "make them one")


def _check_page_breaks(section: Section, problems: Problems) -> None:
    """A page break straight after a heading would leave it behind at the foot of a page; one after another is lost.

    A tear-off stands elsewhere, at the end of the handout.
    """
    parts = [part for part in section.body if not isinstance(part, TearOff)]
    for before, part in pairwise((None, *parts)):
        if not isinstance(part, PageBreak):
            continue
        if isinstance(before, PageBreak):
            hint = "take it out: two breaks leave no page empty"
            problems.error("E65", part.span, "a page break straight after another does nothing", hint)
        elif before is None and len(parts) == 1 and not section.sections:
            hint = "take the section out, or write what it says"
            problems.error("E65", part.span, "this section holds nothing but a page break", hint)
        elif before is None:
            hint = "write it at the end of the section before"
            problems.error("E65", part.span, "a page break straight after a heading parts the two", hint)


def _check_section_ids(handout: Handout, problems: Problems) -> None:
    first: dict[str, Span] = {}
    for section in every_section(handout.sections):
        if section.id is None:
            continue
        if section.id.text in first:
            message = f"the id '{section.id}' is taken by line {first[section.id.text].line}"
            problems.error("E24", section.id.span, message, "give each section an id of its own, or none")
        first.setdefault(section.id.text, section.id.span)


def _check_references(
    handout: Handout, parts: Iterable[Link[Typed] | Citation], typed: frozenset[str] | None, problems: Problems
) -> None:
    """Each key once, and none cited that is not there. A key is told where it is cited first."""
    first: dict[str, Span] = {}
    for reference in handout.references:
        name = str(reference.id)
        if name in first:
            message = f"the key '{name}' is taken by line {first[name].line}"
            problems.error("E24", reference.id.span, message, "give each reference a key of its own")
        first.setdefault(name, reference.id.span)
    cited: dict[str, list[Span]] = {}
    for name, span in (one for part in parts if isinstance(part, Citation) for one in part.keys):
        cited.setdefault(name, []).append(span)
    if typed is not None:
        unknown = {name: spans for name, spans in cited.items() if name not in first and name not in typed}
        _check_cited(unknown, cited.keys(), first, problems)


def _check_cited(
    unknown: dict[str, list[Span]], cited: AbstractSet[str], known: Iterable[str], problems: Problems
) -> None:
    """Tell of each unknown key once; of all of them in one message where the handout lists no references."""
    known = sorted(known, key=lambda name: name in cited)  # One that nobody cites is meant rather than another.
    for name, spans in unknown.items():
        hint = _near(name, known) or f"add an entry with 'id: {name}' to 'references'"
        message = f"no reference has the key '{name}'"
        if len(spans) > 1:
            message += f", which is cited in {len(spans)} places"
        if not known and len(unknown) > 1:
            keys = ", ".join(list(unknown)[:MANY])
            problems.error("E21", spans[0], message, f"add 'references', and an entry for each key: {keys}")
            return
        problems.error("E21", spans[0], message, hint)


def _check_links(handout: Handout, parts: Iterable[Link[Typed] | Citation], problems: Problems) -> None:
    links = [part for part in parts if isinstance(part, Link) and part.target.startswith("#")]
    ids = set(section_ids(handout.sections).values()) if links else set()
    for part in links:
        if part.target[1:] not in ids:
            hint = _near(part.target[1:], ids) or f"the sections here are: {', '.join(sorted(ids))}"
            problems.error("E23", part.span, f"no section has the id '{part.target[1:]}'", hint)


def _check_digits(phrases: Iterable[Phrase], texts: Iterable[Located | None], problems: Problems) -> None:
    """A number in the digits of two scripts may be read as another number, or be a slip of the keyboard."""
    for phrase in phrases:
        for leaf in leaves(phrase):
            if isinstance(leaf, Text) and not leaf.text.isascii():
                _tell_of_mixed(leaf.text, leaf.span.shifted, problems)
    for text in texts:
        if text is not None and not text.text.isascii():
            _tell_of_mixed(text.text, text.at, problems)


def _tell_of_mixed(text: str, place_of: Callable[[int], Span], problems: Problems) -> None:
    for found in find(text):
        number = text[found.start : found.end]
        if mixes_digits(number):
            message = f"the number '{number}' mixes the digits of two scripts"
            problems.error("E25", place_of(found.start), message, "type all its digits in one script")


def _check_disclaimer(handout: Handout, clinic: Clinic | None, problems: Problems) -> None:
    """What is wrong with the clinic itself is reported there: then nobody knows what it would have said here."""
    language = language_of(handout, clinic)
    if clinic is None:
        return
    if language is None:
        hint = "write 'language: en-US' here or in content/clinic.yaml"
        problems.error("E04", handout.span, NO_LANGUAGE, hint)
    elif handout.disclaimer is None and in_language(clinic.disclaimer, language) is None:
        wide = language.partition("-")[0]
        hint = f"add '{wide}: …' to 'disclaimer' in content/clinic.yaml, or a 'disclaimer' here"
        problems.error("E30", handout.span, f"{NO_DISCLAIMER} '{language}'", hint)


def _is_told(span: Span, problems: Problems) -> bool:
    """Whether an error from here on may be why something is missing here."""
    return any(
        problem.severity is Severity.ERROR and problem.span.file == span.file and problem.span >= span
        for problem in problems.found
    )


def _near(typed: str, known: Iterable[str]) -> str | None:
    hint = near(typed, known)
    return hint if hint is not None and hint.startswith("did you mean") else None
