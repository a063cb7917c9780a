"""What stands before the sections: titles, purpose, key points, when to get help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout import flow
from handout.content.blocks.block import paragraph, place
from handout.content.clinic import Clinic
from handout.content.handout import Handout
from handout.locales import Locale
from handout.locales.own_names import own_name
from handout.source import Located, Span
from handout.text.phrase import Foreign, Phrase, Strong, Typed, plain, words

BETWEEN_LANGUAGES = " · "
PHONE = "phone"
"""The icon beside the headings that say whom to call."""


def front(handout: Handout, clinic: Clinic, locale: Locale, language: str) -> Iterator[flow.TypedNode]:
    """In the order it is printed: the purpose first after the titles, help before the sections."""
    yield flow.Text(phrase=handout.title, role="H1", style="title", span=place(handout.title, handout.span))
    if handout.subtitle is not None:
        yield paragraph(handout.subtitle, "subtitle", handout.span)
    yield paragraph(handout.purpose, "purpose", handout.span)
    if handout.audience is not None:
        label = words(locale.say("audience"), handout.span)
        yield paragraph((Strong(label), *words(" ", handout.span), *handout.audience), "paragraph", handout.span)
    if handout.summary:
        yield _panel("summary", locale.say("summary_heading"), handout.summary, handout.span)
    yield from _get_help(handout, clinic, locale)
    yield from _language_line(clinic, locale, language)


def _get_help(handout: Handout, clinic: Clinic, locale: Locale) -> Iterator[flow.Panel[Typed]]:
    """The two boxes, each with the number to call when the clinic gives one."""
    signs = handout.get_help
    if signs.emergency:
        heading = _with_number("get_help_emergency", "emergency", clinic.emergency, locale)
        yield _panel("get-help-emergency", heading, signs.emergency, signs.span, PHONE)
    if signs.call:
        heading = _with_number("get_help_call", "phone", clinic.phone, locale)
        yield _panel("get-help-call", heading, signs.call, signs.span, PHONE)


def _with_number(key: str, placeholder: str, number: Located | None, locale: Locale) -> str:
    if number is None:
        return locale.say(f"{key}_no_number")
    return locale.say(key, **{placeholder: number.text})


def _panel(
    style: str, heading: str, entries: Sequence[Phrase], span: Span, icon: str | None = None
) -> flow.Panel[Typed]:
    """A box with a heading and a bullet list."""
    title = flow.Text(phrase=words(heading, span), role="H2", style=f"{style}-heading", icon=icon, span=span)
    items = tuple(
        flow.Item(children=(paragraph(entry, f"{style}-item", span),), span=place(entry, span)) for entry in entries
    )
    return flow.Panel(children=(title, flow.List(items=items, span=span)), style=style, span=span)


def _language_line(clinic: Clinic, locale: Locale, language: str) -> Iterator[flow.Text[Typed]]:
    """The languages of free help, each by its own name in its own script, and the number; all is said at the end.

    Of a language whose name nobody knows here stands what is said in it: its readers are passed over nowhere.
    """
    phrase: list[Typed] = []
    named = {own_name(language) or language}
    for tag, said in (clinic.language_help or {}).items():
        name = own_name(tag.tag)
        if (name or tag.tag) not in named:
            named.add(name or tag.tag)
            phrase += words(BETWEEN_LANGUAGES, tag.span) if phrase else ()
            phrase.append(Foreign(words(locale.isolated(name or plain(said)), tag.span), tag.tag))
    if not phrase:
        return
    if clinic.phone is not None:
        number = words(locale.isolated(clinic.phone.text), clinic.phone.span)
        phrase += (*words(BETWEEN_LANGUAGES, clinic.phone.span), Strong(number))
    yield flow.Text(phrase=tuple(phrase), style="language-line", span=clinic.span)
