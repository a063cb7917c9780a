"""The handout that `handout new` writes: it builds and passes every check but for its missing sign-off."""

from datetime import date

TEXT = """\
# One handout. Replace the words on the right; `handout check content/{slug}.yaml` tells what is missing.
title: {title}
{language}version: "1.0"
{published}purpose: How to look after yourself at home and know when to ask for help.
summary:
  - Follow the steps on this page each day.
  - Call us if something worries you.
get_help:
  emergency:
    - You cannot breathe well.
    - You have strong pain in your chest.
  call:
    - You have a fever.
    - You feel worse than the day before.
sections:
  - heading: What to do each day
    body:
      - Do these things at the same time each day.
      - steps:
          - Wash your hands.
          - Take your medicine.
          - Write down how you feel.
funding: None
conflicts: None
"""


CLINIC_TEXT = """\
# Who publishes the handouts in this folder. Replace the words on the right, and add your phone number: phone: "…"
name: Your clinic
language: en-US
disclaimer:
  en: {disclaimer}
review: {{required: [clinical], valid_for: 24 months}}
"""

DISCLAIMER = "This handout is for information only. It does not replace advice from your own care team."


def starter(
    slug: str, language: str | None = None, published: date | None = None, *, needs_disclaimer: bool = False
) -> str:
    """The text of a new handout; its title is its slug in words."""
    title = slug.replace("-", " ")
    title = title[:1].upper() + title[1:]
    named = "" if language is None else f"language: {language}\n"
    dated = "" if published is None else f"published: {published.isoformat()}\n"
    text = TEXT.format(slug=slug, title=_quoted(title), language=named, published=dated)
    return f"{text}disclaimer: {DISCLAIMER}\n" if needs_disclaimer else text


def starter_clinic() -> str:
    """The text of a clinic.yaml with what a handout cannot do without."""
    return CLINIC_TEXT.format(disclaimer=DISCLAIMER)


def _quoted(title: str) -> str:
    """Quoted when YAML would not take it for text: a title of digits, or a word that means true or nothing."""
    return f'"{title}"' if not title.replace(" ", "").isalpha() or title.lower() in ("null", "true", "false") else title
