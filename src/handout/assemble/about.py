""" "About this handout": where it comes from, who answers for it, how to tell them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handout import flow
from handout.assemble.running import MODEL_NAME, credited, day_due, longest_day
from handout.content.blocks import expand_prose
from handout.content.clinic import Clinic
from handout.content.handout import Handout, Section, Source
from handout.content.languages import in_language, language_of_name
from handout.content.values import Prose
from handout.locales import Locale
from handout.record import replace
from handout.review.status import ReviewStatus, SignOff, State, signing_day
from handout.source import Span
from handout.text.phrase import Foreign, Link, Phrase, Strong, Typed, one_line, words

STYLE = "about-text"
MODEL_ROLE = "clinical"
"""The role of a model reviewer where a clinic requires none."""
ENDS_OF_A_LABEL = " \u00a0\u202f:：፦՝៖-"
"""What stands between a label and what it labels, in the languages there are."""
ENDS = (".", "?", "!", "。", "？", "！", "؟")


def about(
    handout: Handout, clinic: Clinic, status: ReviewStatus, locale: Locale, language: str,
    left_out: Collection[Section] = (),
) -> flow.Section[Typed]:  # fmt: skip
    """A heading, and a box with the QR code beside the text when readers can answer.

    Who reviewed it comes last, so that the room kept for them makes no hole before they have signed.
    """
    span = handout.span
    heading = flow.Text(phrase=words(locale.say("about_heading"), span), role="H2", style="heading-1", span=span)
    facts = [*_source(handout.source, locale, language), *_publication(handout, clinic, locale, language)]
    facts += _left_out(left_out, span, locale)
    children: list[flow.TypedNode] = [flow.Text(phrase=fact, style=STYLE, span=span) for fact in facts]
    policy = in_language(clinic.editorial_policy, language)
    if policy is not None:
        children.extend(_policy(policy, locale))
    aside: flow.Figure[Typed] | None = None
    if clinic.feedback is not None:
        url = clinic.feedback.url
        named = locale.say("about_feedback").rstrip(ENDS_OF_A_LABEL)
        link = Link(words(url.text, url.span), url.text, url.span, named)
        said = _labelled("about_feedback", (link,), url.span, locale)
        children.append(flow.Text(phrase=said, style=STYLE, span=url.span))
        alt = locale.say("about_feedback_qr", url=url.text)
        aside = flow.Figure(picture=flow.QrCode(text=url.text), alt=alt, span=url.span)
    reviews = [flow.Text(phrase=fact, style=STYLE, span=span) for fact in _reviews(clinic, status, span, locale)]
    room = flow.Room(first=len(children), models=tuple(_models(clinic, locale)))
    children += reviews
    panel: flow.Panel[Typed] = flow.Panel(children=tuple(children), style="about", aside=aside, room=room, span=span)
    return flow.Section(heading=heading, children=(panel,), span=span)


def roles_as_typed(clinic: Clinic) -> tuple[str, ...]:
    """The roles in which a handout of this clinic must be signed, in the letters that are printed."""
    return () if clinic.review is None else tuple(role.text for role in clinic.review.required)


def _source(source: Source | None, locale: Locale, language: str) -> Iterator[Phrase]:
    """What the handout was adapted from, and who reviewed that: never a reviewer of the handout."""
    if source is None:
        return
    span = source.span
    phrase: Phrase = words(locale.isolated(_sentence(source.title.text)), source.title.span)
    if source.language is not None and source.language.tag.partition("-")[0] != language.partition("-")[0]:
        phrase = (Foreign(phrase, source.language.tag),)
    publication = "" if source.publisher is None else locale.isolated(source.publisher.text)
    if source.modified is not None:
        changed = locale.say("about_source_modified", date=locale.date(source.modified.date))
        publication = f"{publication} ({changed})" if publication else changed
    if publication:
        phrase = (*phrase, *words(f" {_sentence(publication)}", span))
    if source.url is not None:
        url = source.url
        phrase = (
            *phrase,
            *words(" ", url.span),
            Link(words(url.text, url.span), url.text, url.span, source.title.text),
        )
    yield _labelled("about_adapted_from", phrase, span, locale)
    reviewer = source.reviewed_by
    if reviewer is not None:
        name = credited(reviewer.name, reviewer.credentials, reviewer.affiliation)
        said = words(locale.isolated(name), reviewer.name.span)
        yield _labelled("about_source_reviewed_by", said, span, locale)


def _sentence(text: str) -> str:
    return text if text.endswith(ENDS) else f"{text}."


def _reviews(clinic: Clinic, status: ReviewStatus, span: Span, locale: Locale) -> Iterator[Phrase]:
    """Each reviewer of this text with what they attest, and when it is to be reviewed again; or who has yet to."""
    match status.state:
        case State.DRAFT | State.CHANGED:
            yield words(locale.say("about_not_reviewed" if status.state is State.DRAFT else "about_changed"), span)
            if waited_for := [role for role in roles_as_typed(clinic) if role.strip().casefold() in status.missing]:
                roles = locale.join([locale.isolated(role) for role in waited_for])
                yield _labelled("about_waits_for", words(roles, span), span, locale)
        case State.SIGNED | State.OVERDUE:
            for sign_off in status.sign_offs:
                yield _labelled("about_reviewed_by", words(_attested(sign_off, locale), span), span, locale)
            due = day_due(status)
            if status.state is State.SIGNED:
                yield _labelled("about_next_review", words(locale.month(due), span), span, locale)
            else:
                yield _labelled("about_review_was_due", words(locale.date(due), span), span, locale)


def _attested(sign_off: SignOff, locale: Locale) -> str:
    """ "Ana Ruiz, M.D., Riverside Kidney Clinic: “I have read …”, 22 November 2026"."""
    name = credited(sign_off.name, sign_off.credentials, sign_off.affiliation)
    return _said_by(name, sign_off.attests, locale.date(signing_day(sign_off)), locale)


def _said_by(name: str, attests: str, day: str, locale: Locale) -> str:
    return locale.say("about_attests", name=name, quote=locale.quote(attests), date=day)


def _models(clinic: Clinic, locale: Locale) -> Iterator[tuple[str, str]]:
    """What is said when all have signed: by a model reviewer of this clinic in each role, on a long day."""
    day = longest_day(locale)
    name, date = credited(MODEL_NAME, clinic.name.text), locale.date(day)
    for role in roles_as_typed(clinic) or (MODEL_ROLE,):
        yield locale.say("about_reviewed_by"), _said_by(name, locale.say("attests", role=role), date, locale)
    yield locale.say("about_next_review"), locale.month(day)


def _publication(handout: Handout, clinic: Clinic, locale: Locale, language: str) -> Iterator[Phrase]:
    """Version, dates, who publishes, who paid."""
    if handout.version is not None:
        said = words(handout.version.text, handout.version.span)
        yield _labelled("about_version", said, handout.version.span, locale)
    if handout.published is not None:
        day = handout.published
        yield _labelled("about_published", words(locale.date(day.date), day.span), day.span, locale)
    yield _labelled("about_publisher", _publisher(clinic, locale, language), clinic.span, locale)
    for key, phrase in (("about_funding", handout.funding), ("about_conflicts", handout.conflicts)):
        if phrase is not None:
            yield _labelled(key, phrase, handout.span, locale)


def _policy(policy: Prose, locale: Locale) -> Iterator[flow.TypedNode]:
    """How the clinic writes, its label in the first paragraph where it begins with one."""
    first, *others = expand_prose(policy.blocks, STYLE, STYLE)
    if isinstance(first, flow.Text):
        said = _labelled("about_editorial_policy", first.phrase, policy.span, locale)
        yield replace(first, phrase=said)
    else:
        label = (Strong(words(locale.say("about_editorial_policy"), policy.span)),)
        yield from (flow.Text(phrase=label, style=STYLE, span=policy.span), first)
    yield from others


def _left_out(sections: Collection[Section], span: Span, locale: Locale) -> Iterator[Phrase]:
    """What a print for one patient does not hold of the reviewed text."""
    if sections:
        headings = "; ".join(locale.isolated(one_line(section.heading)) for section in sections)
        yield _labelled("about_left_out", words(headings, span), span, locale)


def _publisher(clinic: Clinic, locale: Locale, language: str) -> Phrase:
    """Name, address, number and web site of the clinic; its name in the language of its own."""
    own, name = language_of_name(clinic, language), words(locale.isolated(clinic.name.text), clinic.name.span)
    phrase: Phrase = name if own is None else (Foreign(name, own),)
    comma = locale.with_own_stops(", ")
    for part in (clinic.address, clinic.phone):
        if part is not None:
            phrase = (*phrase, *words(f"{comma}{locale.isolated(_on_one_line(part.text))}", part.span))
    if clinic.website is None:
        return phrase
    site = clinic.website
    link = Link(words(site.text, site.span), site.text, site.span, clinic.name.text)
    return (*phrase, *words(comma, site.span), link)


def _on_one_line(typed: str) -> str:
    return ", ".join(line.strip() for line in typed.splitlines() if line.strip())


def _labelled(key: str, phrase: Phrase, span: Span, locale: Locale) -> Phrase:
    return (Strong(words(locale.say(key), span)), *words(" ", span), *phrase)
