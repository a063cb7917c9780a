"""What stands after the sections: language help, disclaimer, references, about this handout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout import flow
from handout.assemble.citations import Citations, reference_id
from handout.content.blocks import expand_prose
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.content.languages import in_language
from handout.content.reference import Reference
from handout.content.values import Language
from handout.locales import Locale
from handout.problems import Problems
from handout.references import paragraph
from handout.source import Span
from handout.text.phrase import Link, Phrase, Typed, words

BACK = "^"
"""The sign at the end of a reference that leads back to the text."""
MANY_LANGUAGES = 4
"""As many lines of language help stand shorter in two columns."""


def language_help(clinic: Clinic, language: str) -> Iterator[flow.Panel[Typed]]:
    """Free language help, each line marked with its own language; many in two columns where there is room for them."""
    lines = clinic.language_help or {}
    if lines:
        said: tuple[flow.TypedNode, ...] = tuple(_help_line(tag, phrase, language) for tag, phrase in lines.items())
        if len(said) >= MANY_LANGUAGES:
            half = (len(said) + 1) // 2
            said = (flow.Beside(rows=((said[:half], said[half:]),), shares=(0.5, 0.5), span=clinic.span),)
        yield flow.Panel(children=said, style="language-help", span=clinic.span)


def disclaimer(handout: Handout, clinic: Clinic, locale: Locale, language: str) -> Iterator[flow.Panel[Typed]]:
    """The full disclaimer: the handout's own, else the clinic's for its language."""
    prose = handout.disclaimer or in_language(clinic.disclaimer, language)
    if prose is not None:
        heading = words(locale.say("disclaimer_heading"), prose.span)
        title = flow.Text(phrase=heading, role="H2", style="disclaimer-heading", span=prose.span)
        text = expand_prose(prose.blocks, "disclaimer-text", "disclaimer-text")
        yield flow.Panel(children=(title, *text), style="disclaimer", span=prose.span)


def references(handout: Handout, clinic: Clinic, citations: Citations, locale: Locale) -> Iterator[flow.Section]:
    """The list, in the order of its numbers; or how to ask for it."""
    if not handout.references:
        return
    span = handout.references[0].span
    heading = flow.Text(phrase=words(locale.say("references_heading"), span), role="H2", style="heading-1", span=span)
    if clinic.references_mode == "on-request":
        yield flow.Section(heading=heading, children=(_on_request(clinic, locale, span),), span=span)
        return
    entries = tuple(
        _entry(number, reference, citations.places.get(reference.id.text, ()), locale)
        for number, reference in enumerate(_in_order(handout.references, citations), 1)
    )
    listing = flow.List(items=entries, marker="reference", style="references", span=span)
    yield flow.Section(heading=heading, children=(listing,), span=span)


def warn_of_uncited(handout: Handout, citations: Citations, problems: Problems) -> None:
    """A reference that nobody cites is listed last, and reported."""
    for reference in handout.references:
        key = reference.id.text
        if key not in citations.numbers:
            problems.warning("W21", reference.id.span, f"nothing cites the reference '{key}'",
                             f"cite it where it is used, [@{key}], or take it out")  # fmt: skip


def _help_line(tag: Language, phrase: Phrase, language: str) -> flow.Text[Typed]:
    own = None if tag.tag == language else tag.tag
    return flow.Text(phrase=phrase, style="language-help-text", language=own, span=tag.span)


def _on_request(clinic: Clinic, locale: Locale, span: Span) -> flow.Text:
    if clinic.phone is None:
        sentence = locale.say("references_on_request")
    else:
        sentence = locale.say("references_on_request_phone", phone=clinic.phone.text)
    return flow.Text(phrase=words(sentence, span), span=span)


def _in_order(listed: Sequence[Reference], citations: Citations) -> list[Reference]:
    """By number; those without one keep their order behind."""
    return sorted(listed, key=lambda reference: citations.numbers.get(reference.id.text, len(listed) + 1))


def _entry(number: int, reference: Reference, places: Sequence[str], locale: Locale) -> flow.Item:
    """A reference under its number; a sign at its end leads back to the place where it is first cited."""
    span = reference.span
    phrase, language = paragraph(reference, locale)
    if places:
        title = locale.say("citation_back", number=number)
        phrase = (*phrase, *words(" ", span), Link(words(locale.isolated(BACK), span), f"#{places[0]}", span, title))
    text = flow.Text(phrase=phrase, style="reference", language=language, span=span)
    label = words(f"{number}.", span)
    return flow.Item(label=label, children=(text,), id=reference_id(reference.id.text), span=span)
